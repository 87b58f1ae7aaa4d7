"""Parse the command line, run one command, answer with its exit code (design, section 10).

Commands are imported when they run, so that `fieldnotes --help` stays fast.
"""

import argparse
import io
import os
import sys
from importlib import import_module
from pathlib import Path

from fieldnotes.cli import grammar, output
from fieldnotes.cli.secrets import SecretSource, secret_source
from fieldnotes.errors import FieldnotesError, Unreachable, UsageError


class Settings:
    """Hold the global options of one run: which vault, where its passphrases come from, how to print."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.json: bool = options.json
        self._vault: str | None = options.vault or os.environ.get("FIELDNOTES_VAULT") or None
        self.passphrase = secret_source(
            "passphrase",
            "--passphrase-file",
            options.passphrase_file,
            options.passphrase_fd,
            "FIELDNOTES_PASSPHRASE_FILE",
        )
        self.identity_passphrase = secret_source(
            "identity passphrase",
            "--identity-passphrase-file",
            options.identity_passphrase_file,
            options.identity_passphrase_fd,
            "FIELDNOTES_IDENTITY_PASSPHRASE_FILE",
        )

    @property
    def vault(self) -> Path:
        """Return the vault's folder."""
        if self._vault is None:
            raise UsageError("no vault was named", "name it by --vault PATH or FIELDNOTES_VAULT")
        return Path(self._vault)

    def age_identity(self, file: str | None) -> str | None:
        """Return the age key in a private file, or None where no file was named."""
        if file is None:
            return None
        return SecretSource("age key", "--age-identity", Path(file), None).read(self.vault)

    def secret(self, source: SecretSource) -> str:
        """Return a passphrase of this run."""
        return source.read(self.vault)


def run(arguments: list[str]) -> int:
    """Run the command that *arguments* ask for; return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        options = grammar.parser().parse_args(arguments)
        settings = Settings(options)
        command = import_module(f"fieldnotes.cli.commands.{options.room}")
        code: int = getattr(command, options.function)(settings, options)
        return code
    except FieldnotesError as error:
        output.complain(error)
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        _forget_output()
        return 0
    except OSError as error:
        output.complain(Unreachable(f"the system refuses: {_reason(error)}", "check the disk and the path"))
        return Unreachable.exit_code
    except Exception as error:  # noqa: BLE001  the last door: say where it failed, never with which values
        output.complain(FieldnotesError(f"a fault of ours: {type(error).__name__} at {_place(error)}"))
        return FieldnotesError.exit_code


def _forget_output() -> None:
    """Point standard output at nothing, so that the interpreter's last flush does not fail on a closed pipe."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _reason(error: OSError) -> str:
    return (os.strerror(error.errno) if error.errno else type(error).__name__).lower()


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "an unknown place"
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
