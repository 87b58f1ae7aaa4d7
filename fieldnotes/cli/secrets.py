"""Ask for passphrases: from a private file, an inherited descriptor or the terminal; never an argument."""

import getpass
import os
import stat
import sys
import warnings
from dataclasses import dataclass
from pathlib import Path

from fieldnotes.errors import Locked, Unreachable, UsageError

_LONGEST = 4096
_MUCH = 1 << 20  # bytes of a secret of several lines: keys and certificates are such


@dataclass(frozen=True, slots=True)
class SecretSource:
    """Say where one passphrase comes from: a file, a descriptor, or (both None) the terminal.

    `asked_for` is False where only the environment names the file.
    """

    what: str
    option: str
    file: Path | None
    descriptor: int | None
    asked_for: bool = True

    @property
    def is_given(self) -> bool:
        """Tell whether the passphrase comes without asking."""
        return self.file is not None or self.descriptor is not None

    def read(self, vault: Path) -> str:
        """Return the passphrase.

        Raises:
            UsageError: the file is open to others, inside the vault, or no text.
            Unreachable: the file is not there.
            Locked: no way to ask, or nothing was given.
        """
        if self.file is not None:
            secret = _first_line(_from_file(self.file, vault, self.what))
        elif self.descriptor is not None:
            secret = _first_line(_from_descriptor(self.descriptor, self.what))
        else:
            secret = self.ask(f"{self.what[:1].upper()}{self.what[1:]}: ")
        if not secret:
            raise Locked(f"the {self.what} is empty", f"give it by {self.option} or type it")
        return secret

    def read_all(self, vault: Path) -> str:
        """Return all of a private file, for a secret of several lines; raises as `read` does."""
        if self.file is None:
            raise Locked(f"no {self.what} were given", f"give them by {self.option}")
        return _text(_from_file(self.file, vault, self.what, _MUCH))

    def ask(self, prompt: str) -> str:
        """Ask on the terminal without echo; refuse where there is none (an echo would show it)."""
        if not sys.stdin.isatty():
            raise Locked(f"no {self.what} was given", f"give it by {self.option}, or run in a terminal")
        with warnings.catch_warnings():
            warnings.simplefilter("error", getpass.GetPassWarning)
            try:
                return getpass.getpass(prompt)
            except (getpass.GetPassWarning, EOFError):
                raise Locked(f"no {self.what} was given", f"give it by {self.option}") from None


def secret_source(what: str, option: str, file: str | None, descriptor: int | None, variable: str) -> SecretSource:
    """Find where a passphrase comes from: the options win over the environment's file name."""
    by_option = file is not None or descriptor is not None
    if not by_option:
        file = os.environ.get(variable) or None
    return SecretSource(what, option, Path(file) if file is not None else None, descriptor, by_option)


def _from_file(path: Path, vault: Path, what: str, most: int = _LONGEST) -> bytes:
    try:
        if path.resolve().is_relative_to(vault.resolve()):
            raise UsageError(f"the file with the {what} lies inside the vault", "keep it somewhere else")
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            if os.name == "posix" and stat.S_IMODE(mode) & 0o077:
                raise UsageError(f"others can read the file with the {what}", "make it private: chmod 600")
            return file.read(most)
    except OSError:
        raise Unreachable(f"the file with the {what} cannot be read", "check its path") from None


def _from_descriptor(descriptor: int, what: str) -> bytes:
    try:
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.read(_LONGEST)
    except OSError:
        raise Unreachable(f"the descriptor with the {what} cannot be read", "is it open?") from None


def _first_line(data: bytes) -> str:
    return _text(data).split("\n", 1)[0].rstrip("\r")


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise UsageError("the passphrase is not UTF-8 text", "save its file as UTF-8") from None
