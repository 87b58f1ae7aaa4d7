"""Parse the command line, run one command, answer with its exit code (design, section 10).

Commands are imported when they run, so that `fieldnotes --help` stays fast.
"""

import io
import os
import sys
from importlib import import_module

from fieldnotes.cli import grammar, output
from fieldnotes.errors import FieldnotesError, Unreachable


def run(arguments: list[str]) -> int:
    """Run the command that *arguments* ask for; return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        options = grammar.parser().parse_args(grammar.with_answers_together(grammar.with_vault_named(arguments)))
        import_module("logging").disable()  # libraries log names of files and hosts
        settings = import_module("fieldnotes.cli.settings").Settings(options)
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
        _forget_output()
        output.complain(Unreachable(f"the system refuses: {_reason(error)}", "check the disk and the path"))
        return Unreachable.exit_code
    except Exception as error:  # noqa: BLE001  the last door: say where it failed, never with which values
        output.complain(FieldnotesError(f"a fault of ours: {type(error).__name__} at {_place(error)}"))
        return FieldnotesError.exit_code


def _forget_output() -> None:
    """Point standard output at nothing, so that the interpreter's last flush does not fail on a closed pipe."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _reason(error: OSError) -> str:
    return (os.strerror(error.errno) if error.errno else type(error).__name__).lower()


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "an unknown place"
    return f"{trace.tb_frame.f_code.co_filename.rpartition(os.sep)[2]}:{trace.tb_lineno}"
