"""Count what goes over a line, and let a person slow it down, pause it or stop it at any moment.

Everything that is sent passes `Meter.blocks`, everything received `Meter.arrived`, so all of this works within seconds
on a line of 1 kB/s too. One meter serves all threads of a run.
"""

import math
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from fieldnotes.backup.failures import Cancelled

BLOCK = 64 * 1024
"""The most bytes that are sent between two looks at the meter."""

LAST_WORDS = 10.0
"""Seconds for which a thread may go on after a stop, to take away what would be in the way of others."""

_SMALLEST = 512  # bytes; smaller writes would send more headers of packets than words
_SMOOTH = 4  # blocks a second under a limit: the line is used evenly, and a server sees us alive


class Meter:
    """Count bytes sent and received; `limit` is in bytes a second, both directions together, None for none."""

    def __init__(self, limit: int | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self.limit = limit
        self.sent = 0
        self.received = 0
        self._clock = clock
        self._changed = threading.Condition()
        self._paused = False
        self._stopped: float | None = None  # when
        self._thread = _Thread()
        self._free_from = 0.0  # when what was let through so far has gone over a line of that limit

    def pause(self) -> None:
        """Hold every thread at its next block, until `resume`; a stop ends it."""
        self._set(paused=True)

    def resume(self) -> None:
        """Let the threads go on."""
        self._set(paused=False)

    def cancel(self) -> None:
        """Make every thread raise Cancelled at its next block, for good; it may have `last_words`."""
        with self._changed:
            self._stopped = self._clock() if self._stopped is None else self._stopped
            self._set(paused=False)

    @contextmanager
    def last_words(self) -> Iterator[None]:
        """Let this thread go on for LAST_WORDS seconds inside the block, where it was stopped or is then."""
        self._thread.tidies_since = self._clock()
        try:
            yield
        finally:
            self._thread.tidies_since = None

    def blocks(self, data: bytes, size: int = BLOCK) -> Iterator[memoryview]:
        """Yield `data` in blocks of at most `size` bytes as fast as is allowed; raises Cancelled.

        A block counts as sent when the next one is asked for.
        """
        self.check()
        view = memoryview(data)
        while view:
            block = view[: self._allowed(min(size, len(view)))]
            yield block
            view = view[len(block) :]
            with self._changed:
                self.sent += len(block)

    def arrived(self, count: int) -> None:
        """Count bytes that were received, and wait as long as the limit asks for; raises Cancelled."""
        with self._changed:
            self.received += count
        while count > 0:
            count -= self._allowed(count)

    def check(self) -> None:
        """Raise Cancelled after `cancel`; never waits."""
        if self.left() <= 0:
            raise Cancelled("it was stopped", "what has arrived is kept; run it again to go on")

    def left(self) -> float:
        """Return for how many seconds this thread may go on: without end before a stop."""
        stopped, since = self._stopped, self._thread.tidies_since
        if stopped is None:
            return math.inf
        return 0.0 if since is None else max(0.0, max(since, stopped) + LAST_WORDS - self._clock())

    def wait(self, seconds: float) -> None:
        """Wait, and as long as is paused besides; raises Cancelled as soon as that is asked for."""
        until = self._clock() + seconds
        with self._changed:
            while True:
                self.check()
                left = until - self._clock()
                if left <= 0 and not self._paused:
                    return
                self._changed.wait(None if self._paused else left)

    def _allowed(self, wanted: int) -> int:
        """Wait for the right to move bytes, and return how many: at most `wanted`, at least one."""
        with self._changed:
            limit = self.limit
            if limit is None:
                due = 0.0
            else:
                wanted = min(wanted, max(_SMALLEST, limit // _SMOOTH))
                now = self._clock()
                due = max(0.0, self._free_from - now)
                self._free_from = now + due + wanted / max(1, limit)
        self.wait(due)
        return wanted

    def _set(self, *, paused: bool) -> None:
        with self._changed:
            self._paused = paused and self._stopped is None
            self._changed.notify_all()


class _Thread(threading.local):
    """Know of each thread since when, by the meter's clock, it has had its last words."""

    tidies_since: float | None = None
