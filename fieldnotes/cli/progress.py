"""Show on a terminal how far something is that takes its time, and let Ctrl-C stop it; silent where nobody looks."""

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from fieldnotes.domain.measures import duration, size
from fieldnotes.workflows.backups import Meter, Progress

_EACH = 0.25  # seconds between two lines
_WIDTH = 78


@contextmanager
def shown(sent: Callable[[], int], *, quiet: bool) -> Iterator[Callable[[Progress], None]]:
    """Yield what is to be told of progress; `sent` gives the bytes that went over the line."""
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield lambda _: None
        return
    began = last = time.monotonic()

    def tell(progress: Progress) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _EACH:
            last = now
            sys.stderr.write("\r" + line(progress, sent(), now - began).ljust(_WIDTH)[:_WIDTH])
            sys.stderr.flush()

    try:
        yield tell
    finally:
        sys.stderr.write("\r" + " " * _WIDTH + "\r")
        sys.stderr.flush()


@contextmanager
def stoppable(meter: Meter) -> Iterator[Meter]:
    """Let Ctrl-C stop a line at once: the threads on it would else go on to the end of what they carry.

    Raises Cancelled then, as stopping does on the screens.
    """

    def stop(_signal: int, _frame: object) -> None:
        meter.cancel()
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield meter
    except KeyboardInterrupt:
        meter.check()
        raise
    finally:
        signal.signal(signal.SIGINT, before)


def line(progress: Progress, sent: int, seconds: float) -> str:
    """Say it in one line: part done, bytes over the line, their speed, and the time left."""
    part = progress.done / progress.total if progress.total else 0.0
    speed = sent / seconds if seconds > 0 else 0.0
    left = f", {duration(seconds * (1 - part) / part)} left" if part > 0.02 and seconds > 2 else ""
    return f"{part:4.0%}  {size(sent)} on the line, {size(speed)}/s{left}"
