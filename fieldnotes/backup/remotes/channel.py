"""Move bytes over one socket, and tell a slow line from a dead one.

A line of 1 kB/s takes minutes for what the system takes off our hands at once, and is silent meanwhile. So a time-out
here is never about a whole request: the line is dead when for `patience` seconds neither did bytes move nor did
the system's queue of unsent and unacknowledged bytes shrink.
"""

import io
import select
import socket
import ssl
import struct
import sys
import time
from collections.abc import Callable
from typing import Any

from fieldnotes.backup.failures import cut, silent
from fieldnotes.backup.meter import Meter

PATIENCE = 60.0
"""Seconds without any movement after which a line is dead."""

_TICK = 0.5  # seconds between two looks whether somebody cancelled
_SLOWEST = 1000  # bytes a second that a line must carry where the system does not tell how much is still in its queue


def queued(line: socket.socket) -> int | None:
    """Return how many bytes the system has not yet got across; None where it does not tell."""
    if sys.platform == "linux":
        import fcntl
        import termios

        return int(struct.unpack("i", fcntl.ioctl(line.fileno(), termios.TIOCOUTQ, bytes(4)))[0])
    elif sys.platform == "darwin":  # noqa: RET505 - so that mypy knows the other platforms' code from dead code
        return line.getsockopt(socket.SOL_SOCKET, 0x1024)  # SO_NWRITE
    else:
        return None


class Channel:
    """Be what `http.client` takes for a socket: `sendall`, `makefile` and `close`, and `early` beside them.

    All raise Interrupted when the line is dead or cut, and Cancelled when the meter says so.
    """

    def __init__(self, line: socket.socket, meter: Meter, patience: float | None = None) -> None:
        line.settimeout(_TICK)
        self._line = line
        self._meter = meter
        self._patience = patience or PATIENCE
        self._early = b""
        self._readers = 0
        self._closing = False
        self._sent = 0

    def sendall(self, data: bytes | memoryview) -> None:
        """Hand all bytes to the system."""
        view = memoryview(data)
        while view:
            count = self._persist(lambda: self._line.send(view))  # noqa: B023 - called before the loop goes on
            self._sent += count
            view = view[count:]

    def early(self) -> bool:
        """Tell whether the server answers, or hangs up, before it has heard everything; never waits."""
        if self._early or select.select([self._line], [], [], 0)[0] == []:
            return bool(self._early)
        self._line.settimeout(0)
        try:
            self._early = self._line.recv(4096)
        except (BlockingIOError, ssl.SSLWantReadError):
            return False  # TLS has something to say to TLS
        except OSError:
            return True
        finally:
            self._line.settimeout(_TICK)
        return True

    def makefile(self, _mode: str) -> io.BufferedReader:
        """Return a reader of what comes; the socket is closed when it and the channel are."""
        self._readers += 1
        return _Lines(_Reader(self), 64 * 1024)

    def close(self) -> None:
        """Close the socket, after the last reader is closed."""
        self._closing = True
        if not self._readers:
            self._line.close()

    def hang_up(self) -> None:
        """Close the socket at once, whoever reads."""
        self._line.close()

    def receive_into(self, buffer: Any) -> int:
        """Receive at least one byte into a buffer and return how many; 0 when the other side has hung up."""
        self._meter.check()  # here too, for a server that talks without end never lets us wait
        if self._early:
            count = min(len(buffer), len(self._early))
            buffer[:count], self._early = self._early[:count], self._early[count:]
            return count
        return self._persist(lambda: self._line.recv_into(buffer))

    def release(self) -> None:
        """Count a reader less."""
        self._readers -= 1
        if self._closing:
            self.close()

    def _persist(self, move: Callable[[], int]) -> int:
        """Repeat a movement in ticks until it comes about or the line is dead."""
        quiet_since, before = time.monotonic(), queued(self._line)
        patience = self._patience + (self._sent / _SLOWEST if before is None else 0.0)
        while True:
            try:
                return move()
            except TimeoutError:
                self._meter.check()
            except OSError:
                cut()
            now, behind = time.monotonic(), queued(self._line)
            if behind != before:
                quiet_since, before = now, behind
            elif now - quiet_since > patience:
                silent()


class _Lines(io.BufferedReader):
    """Raise Interrupted in the middle of lines: `http.client` takes a cut there for the end of all headers."""

    def readline(self, size: int | None = -1, /) -> bytes:
        line = super().readline(size)
        if not line.endswith(b"\n") and len(line) != size:
            cut()
        return line


class _Reader(io.RawIOBase):
    """Read from a channel as from a file."""

    def __init__(self, channel: Channel) -> None:
        super().__init__()
        self._channel = channel

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._channel.receive_into(buffer)

    def close(self) -> None:
        if not self.closed:
            super().close()
            self._channel.release()
