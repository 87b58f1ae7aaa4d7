"""Let one process write to a vault at a time, by a lock that the system drops when the process ends.

The lock is taken on RECOVERY.txt, which every vault has, so there is no lock file to be left behind. It is
never taken on notes.db: closing that file in this process would drop the locks that SQLite holds on it.
"""

import os
import sys
import time
from pathlib import Path

from fieldnotes.errors import Unreachable
from fieldnotes.formats.atomic import reaching
from fieldnotes.vault.layout import RECOVERY_TEXT, Layout

_EACH = 0.1  # seconds between two looks
_BEYOND = 1 << 30  # Windows locks a range of bytes; one far behind the text leaves it readable


class WriterLock:
    """Hold the right to write to the vault whose RECOVERY.txt is at `path`, until `release`."""

    def __init__(self, path: Path, text: bytes) -> None:
        """Take the lock or raise Unreachable; writes `text` where the file is missing or empty."""
        try:
            self._descriptor: int | None = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:
            raise Unreachable("the vault cannot be written here", "the medium or its folder is read-only") from None
        try:
            _lock(self._descriptor)
            self.restored = os.fstat(self._descriptor).st_size == 0
            if self.restored:
                os.write(self._descriptor, text)
                os.fsync(self._descriptor)
        except OSError:
            self.release()
            raise Unreachable("the vault cannot be locked here", "the disk is full, or knows no locks") from None
        except BaseException:
            self.release()
            raise

    def release(self) -> None:
        """Give the right to write back; a second call does nothing."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)


def ask_to_lock(layout: Layout, patience: float) -> bool:
    """Ask the process that writes to the vault to lock it; False where it does not within *patience* seconds.

    True as well where no process writes. Any process that can write to the folder can ask; it learns nothing.
    """
    if not _is_written(layout):
        return True
    with reaching():
        layout.lock_request.touch(mode=0o600)
    until = time.monotonic() + patience
    try:
        while time.monotonic() < until:
            time.sleep(_EACH)
            if not _is_written(layout):
                return True
        return False
    finally:
        with reaching():
            layout.lock_request.unlink(missing_ok=True)


def _is_written(layout: Layout) -> bool:
    try:
        WriterLock(layout.recovery, RECOVERY_TEXT).release()
    except Unreachable:
        return True
    return False


def _lock(descriptor: int) -> None:
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(descriptor, _BEYOND, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            os.lseek(descriptor, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):  # the second is what Windows says
        raise Unreachable("another process is writing to this vault", "close it there, or only read here") from None
