"""Take, refresh and release locks on a repository (design document, "Locks"; stale ones as restic tells them).

Whoever adds takes a shared lock, whoever deletes an exclusive one. There is no lock server: a lock is a file, and
who has written one looks again whether somebody else did so too. A lock that is older than half an hour, or whose
process on this machine is dead, is stale: it is passed over and taken away.
"""

import os
import platform
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Any, NamedTuple, Self

from fieldnotes.errors import Damaged, FieldnotesError, Unreachable
from fieldnotes.formats.restic.documents import Document, write_moment
from fieldnotes.formats.restic.identifiers import FileKind, named
from fieldnotes.formats.restic.repository import Repository
from fieldnotes.formats.restic.storage import Absent, Denied

STALE = timedelta(minutes=30)
REFRESHED = timedelta(minutes=5)
_SETTLING = 0.2  # seconds, as restic waits for another's lock to be seen
_PID_MOST = (1 << 31) - 1

Clock = Callable[[], datetime]


class Holder(NamedTuple):
    """Say who holds a lock; `host` is "" where its holder does not tell."""

    time: datetime
    exclusive: bool
    host: str
    pid: int

    @classmethod
    def read(cls, document: Document) -> Self:
        """Read a lock file; raises Damaged."""
        return cls(
            document.moment("time"),
            document.flag("exclusive"),
            document.text("hostname", ""),
            document.number("pid", _PID_MOST),
        )

    def write(self) -> dict[str, Any]:
        """Return the document of the lock; no user is in it."""
        return {
            "time": write_moment(self.time),
            "exclusive": self.exclusive,
            "hostname": self.host,
            "username": "",
            "pid": self.pid,
        }

    def is_stale(self, now: datetime, here: frozenset[str]) -> bool:
        """Tell whether the holder is gone; `here` are the names by which this machine signs locks."""
        return now - self.time > STALE or (self.host in here and not _is_alive(self.pid))


class Lock:
    """Hold a lock, until it is released or the `with` statement ends."""

    def __init__(self, repository: Repository, holder: Holder, here: frozenset[str], clock: Clock) -> None:
        self._repository = repository
        self._holder = holder
        self._here = here
        self._clock = clock
        self._id = repository.write_file(FileKind.LOCK, holder.write())
        self._written = time.monotonic()

    @classmethod
    def take(
        cls,
        repository: Repository,
        *,
        exclusive: bool,
        host: str = "",
        clock: Clock | None = None,
        settled: bool = True,
    ) -> Self:
        """Lock the repository; raises Unreachable while somebody else holds it in a way that does not go together.

        `host` is a word that means this machine to us and nothing to others; without it a lock that we leave behind
        in a crash is stale after half an hour only. Exclusively, raises Damaged for a lock that cannot be read.
        Not `settled`, the caller has to `settle` it before anything that is done under it counts.
        """
        clock = clock or _now
        here = frozenset({host, platform.node()} - {""})
        _check_others(repository, exclusive, here, clock(), "")
        lock = cls(repository, Holder(clock(), exclusive, host, os.getpid()), here, clock)
        if settled:
            try:
                lock.settle()
            except BaseException:  # a stop as well: it would be in the way of others until it is stale
                with suppress(FieldnotesError):
                    lock.release()
                raise
        return lock

    def settle(self) -> None:
        """Look again whether somebody else locked in the same moment; raises as `take` does."""
        time.sleep(max(0.0, _SETTLING - (time.monotonic() - self._written)))
        _check_others(self._repository, self._holder.exclusive, self._here, self._clock(), self._id)

    def refresh(self, *, doubted: bool = False) -> None:
        """Renew the lock if that is due; to be called often, and again before what was done is made to count.

        Where this machine's clock is `doubted`, even a fresh lock is looked for: to others it may have looked stale.

        Raises Unreachable where the lock was taken away: somebody took us for gone, as after a long sleep, and may
        have deleted what nothing referred to yet.
        """
        age = self._clock() - self._holder.time
        # A clock that was set back makes the age negative, and the lock look fresh for too long.
        is_fresh = timedelta(0) <= age < REFRESHED
        if is_fresh and not doubted:
            return
        self._check_is_there()
        if is_fresh:
            return
        before, self._holder = self._id, self._holder._replace(time=self._clock())
        renewed = self._repository.write_file(FileKind.LOCK, self._holder.write())
        try:
            if age > STALE:
                time.sleep(_SETTLING)
                self._check_is_there()
        except BaseException:
            with suppress(FieldnotesError):
                self._repository.delete_file(FileKind.LOCK, renewed)
            raise
        self._id = renewed
        self._repository.delete_file(FileKind.LOCK, before)

    def release(self) -> None:
        """Take the lock away."""
        self._repository.delete_file(FileKind.LOCK, self._id)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.release()
        except FieldnotesError:
            # What went wrong inside is the better answer; the lock is stale after half an hour.
            if error is None:
                raise

    def _check_is_there(self) -> None:
        try:
            self._repository.read_file(FileKind.LOCK, self._id)
        except Absent:
            raise Unreachable(
                "the lock on this repository was taken away while it was in use", "start again from the beginning"
            ) from None


def _check_others(repository: Repository, exclusive: bool, here: frozenset[str], now: datetime, own: str) -> None:
    """Raise Unreachable for a lock that does not go together with ours, and take stale ones away."""
    for identifier, holder in _others(repository, exclusive, own):
        if holder.is_stale(now, here):
            _take_away(repository, identifier)
        elif exclusive or holder.exclusive:
            since = f"{max(0, int((now - holder.time).total_seconds() // 60))} minutes ago"
            raise Unreachable(
                f"this repository is in use: it was locked {since}",
                "wait until that has ended; if nothing is using it, `restic unlock --remove-all` takes all locks away",
            )


def _others(repository: Repository, exclusive: bool, own: str) -> Iterator[tuple[str, Holder]]:
    for identifier, size in named(repository.storage, FileKind.LOCK):
        # A place that does not write whole files may leave an empty one, which locks nothing.
        if identifier == own or size == 0:
            continue
        try:
            yield identifier, Holder.read(repository.read_file(FileKind.LOCK, identifier))
        except Absent:
            continue
        except Damaged:
            # Whoever can spoil a lock can delete it; adding is safe without it, deleting is not.
            if exclusive:
                raise Damaged(
                    "a lock of this repository cannot be read",
                    "if nothing is using the repository, `restic unlock --remove-all` takes all locks away",
                ) from None


def _take_away(repository: Repository, identifier: str) -> None:
    try:
        repository.delete_file(FileKind.LOCK, identifier)
    except Denied:
        # It is passed over all the same.
        return


def _is_alive(pid: int) -> bool:
    """Tell whether a process of this machine lives; where that cannot be known, it does."""
    if os.name != "posix":
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _now() -> datetime:
    return datetime.now(UTC)
