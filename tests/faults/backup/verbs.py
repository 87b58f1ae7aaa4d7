"""Count the verbs of a place, and let one of them go wrong: nothing is answered any more, or one answer is lost."""

from collections.abc import Callable
from typing import Any

from fieldnotes.backup.failures import Interrupted
from fieldnotes.backup.remotes.directory import Directory
from fieldnotes.errors import Unreachable
from fieldnotes.formats.restic.storage import Full
from tests.faults.backup.disk import Disk, Fate, Operation

VERBS = ("put", "get", "get_range", "list", "delete")


def install(disk: Disk) -> None:
    """Wrap the verbs of every folder that this process reaches."""
    line = _Line(disk)
    for verb in VERBS:
        setattr(Directory, verb, line.wrapped(verb, getattr(Directory, verb)))


class _Line:
    """Hold what has become of the line to the place."""

    def __init__(self, disk: Disk) -> None:
        self._disk = disk
        self._gone = self._full = False
        self._heard = True

    def wrapped(self, verb: str, real: Callable[..., Any]) -> Callable[..., Any]:
        """Return a verb that is counted."""

        def said(place: Directory, name: str, *rest: Any) -> Any:
            self._answer(verb, name)
            done = list(real(place, name)) if verb == "list" else real(place, name, *rest)
            if not self._heard:
                self._heard = True
                raise Interrupted("the answer was lost, as was planned")
            return iter(done) if verb == "list" else done

        return said

    def _answer(self, verb: str, name: str) -> None:
        """Count a verb and decide what becomes of it."""
        now = self._disk.step(Operation("verb", "place", f"{verb} {name}"))
        if now:
            fate = self._disk.plan.fate
            self._gone = self._gone or fate in (Fate.GONE, Fate.ERROR)
            self._full = self._full or fate is Fate.FULL
            self._heard = fate is not Fate.UNHEARD
        if self._gone:
            raise Unreachable("the place is gone, as was planned")
        if self._full and verb == "put":
            raise Full("the place is full, as was planned")
