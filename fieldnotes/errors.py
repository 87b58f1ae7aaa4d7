"""Hold every error raised on purpose: one sentence, a hint and an exit code (design, section 10).

    FieldnotesError             1  a fault of ours
    ├── UsageError              2  an invalid bundle, an unknown or existing handle, over a limit
    ├── Refused                 3  the gate says no: what and where, never the secret itself
    ├── Locked                  4  no or wrong passphrase, or the key is not here
    ├── Damaged                 5  damaged, tampered with, rolled back, or written by a newer version
    └── Unreachable             6  cannot be reached or written: disk full, read-only, in use

A message never carries a person's name, a passage or any other content of the vault.
"""

from collections.abc import Sequence
from typing import NamedTuple


class FieldnotesError(Exception):
    """Say in one sentence what is wrong, and in a hint what to do; `exit_code` is the process's answer."""

    exit_code = 1

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint


class UsageError(FieldnotesError):
    """Refuse what was asked: the input or the arguments cannot be meant like this."""

    exit_code = 2


class Locked(FieldnotesError):
    """Refuse for want of a key: no passphrase, a wrong one, or the key is not on this machine."""

    exit_code = 4


class Damaged(FieldnotesError):
    """Refuse what cannot be trusted: damaged, tampered with, rolled back, or from a newer version."""

    exit_code = 5


class Unreachable(FieldnotesError):
    """Report a place that cannot be read or written: missing, full, read-only, or in use."""

    exit_code = 6


class Objection(NamedTuple):
    """Name one reason of the gate to refuse: its kind, where it stands, and what it is, without quoting it."""

    kind: str
    where: str
    what: str


class Refused(FieldnotesError):
    """Refuse to let a page out; `objections` say what and where, never the secret itself."""

    exit_code = 3

    def __init__(self, sentence: str, objections: Sequence[Objection], hint: str = "") -> None:
        super().__init__(sentence, hint)
        self.objections = tuple(objections)
