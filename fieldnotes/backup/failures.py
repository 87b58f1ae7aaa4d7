"""Add to the ways in which a place can fail (`formats.restic.storage`) the two that only a line knows."""

from typing import NoReturn

from fieldnotes.errors import FieldnotesError, Unreachable


class Interrupted(Unreachable):
    """Report what may go well the next time: a cut, a time-out, a server that is busy. Tried again by `steady`."""


class Cancelled(FieldnotesError):
    """Report that a person stopped it; no kind of Unreachable, so that nobody tries again, but its exit code."""

    exit_code = Unreachable.exit_code


def cut() -> NoReturn:
    """Raise Interrupted for a line that ended in the middle, or that never began."""
    raise Interrupted("the line to the place was cut", "it is tried again; what has arrived there stays") from None


def endless() -> NoReturn:
    """Raise Unreachable for a listing that nobody who means well would send."""
    raise Unreachable("the place lists more files than a repository can hold", "check the address") from None


def silent() -> NoReturn:
    """Raise Interrupted for a line on which nothing moves any more."""
    raise Interrupted("the place no longer answers", "check the network, and that its server runs") from None
