"""Drive a program through a bare pseudo-terminal: how fast it repaints, and which bytes leave it.

There is no terminal behind it that would answer or interpret: what the program wrote is kept as it came, and
`escapes` names the control sequences in it (ECMA-48, and the OSC and private modes of xterm).
"""

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple, Self

from tests.terminal.term import environment

QUIET = 0.04  # seconds without a byte after which a repaint counts as finished
ESCAPES = re.compile(
    rb"\x1b(?:"
    rb"\[(?P<csi>[0-?]*[ -/]*[@-~])"
    rb"|\](?P<osc>[^\x07\x1b]*)(?:\x07|\x1b\\)"
    rb"|(?P<string>[PX^_])[^\x1b]*\x1b\\"
    rb"|(?P<short>[ -/]*[0-~]))"
)
CONTROLS = re.compile(rb"[\x00-\x06\x07\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f]|\xc2[\x80-\x9f]")


class Repaint(NamedTuple):
    """Tell what one key cost: seconds to the first and to the last byte, and how many bytes came."""

    first: float
    last: float
    size: int


class Escapes(NamedTuple):
    """Name the control sequences in some bytes.

    `csi` holds what follows `ESC [`, `osc` the number and text of each OSC, `strings` the openers of DCS, SOS, PM and
    APC, `short` what follows a lone ESC, `controls` the bare control characters other than tab, newline, return and
    backspace.
    """

    csi: list[str]
    osc: list[str]
    strings: list[str]
    short: list[str]
    controls: list[bytes]

    def modes_left_on(self) -> set[str]:
        """Return the private modes that were switched on and never off again: "1049" is the alternate screen."""
        on: set[str] = set()
        for sequence in self.csi:
            if sequence[:1] == "?" and sequence[-1] in "hl":
                modes = set(sequence[1:-1].split(";"))
                on = on | modes if sequence[-1] == "h" else on - modes
        return on


def escapes(written: bytes) -> Escapes:
    """Return the control sequences in what a program wrote; colours and attributes (SGR) are left out."""
    found = Escapes([], [], [], [], [])
    for match in ESCAPES.finditer(written):
        kind = match.lastgroup or ""
        text = match.group(kind).decode("utf-8", "backslashreplace")
        if kind == "csi" and not text.endswith("m"):
            found.csi.append(text)
        elif kind != "csi":
            {"osc": found.osc, "string": found.strings, "short": found.short}[kind].append(text)
    found.controls.extend(CONTROLS.findall(ESCAPES.sub(b"", written)))
    return found


def _take_the_terminal() -> None:
    """Start as a shell starts a program in front: a job behind has these signals ignored, and hands that down."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    for number in (signal.SIGINT, signal.SIGQUIT):
        signal.signal(number, signal.SIG_DFL)


class Driver:
    """Hold one program on a pseudo-terminal of `columns` × `rows` cells; `written` is all that it wrote."""

    def __init__(
        self, argv: Sequence[str], columns: int = 80, rows: int = 24, env: Mapping[str, str] | None = None
    ) -> None:
        self._ours, theirs = os.openpty()
        self.written = b""
        self.resize(columns, rows)
        self.started = time.perf_counter()
        variables = environment({"COLORTERM": "truecolor", **(env or {})}, term="xterm-256color")
        self.process = subprocess.Popen(
            argv,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=variables,
            start_new_session=True,
            preexec_fn=_take_the_terminal,  # noqa: PLW1509 - only a child can take one
        )
        os.close(theirs)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        fcntl.ioctl(self._ours, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def wait(self, mark: str, timeout: float = 30) -> float:
        """Return the seconds from the start of the program until `mark` was written; raise TimeoutError."""
        end = time.perf_counter() + timeout
        while mark.encode() not in self.written:
            if self._read(end - time.perf_counter()) == b"":
                raise TimeoutError(f"never wrote {mark!r}")
        return time.perf_counter() - self.started

    def settle(self, quiet: float = 0.3, timeout: float = 10) -> None:
        """Wait until nothing has been written for `quiet` seconds."""
        end = time.perf_counter() + timeout
        while time.perf_counter() < end and self._read(quiet):
            pass

    def send(self, data: bytes) -> None:
        """Write bytes as if typed."""
        os.write(self._ours, data)

    def key(self, data: bytes, quiet: float = QUIET, timeout: float = 5) -> Repaint:
        """Send a key and return when its repaint came; `quiet` seconds of silence end it. Raise TimeoutError.

        What was written before the key is read first, and counts for nothing.
        """
        while self._read(0):
            pass
        start = time.perf_counter()
        self.send(data)
        first = last = 0.0
        size = 0
        while piece := self._read(quiet if first else timeout):
            last = time.perf_counter() - start
            first = first or last
            size += len(piece)
        if not first:
            raise TimeoutError(f"{data!r} changes nothing")
        return Repaint(first, last, size)

    def keys(self, data: bytes, times: int) -> list[Repaint]:
        """Send one key `times` times, each after the repaint of the one before."""
        return [self.key(data) for _ in range(times)]

    def close(self) -> int:
        """Terminate the program and return its exit status, negative for a signal; bytes still due are kept."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        while self._read(0.5):
            pass
        try:
            status = self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            status = self.process.wait(5)
        if self._ours >= 0:
            os.close(self._ours)
            self._ours = -1
        return status

    def memory(self) -> int:
        """Return the program's peak resident memory in bytes (Linux)."""
        with Path(f"/proc/{self.process.pid}/status").open(encoding="ascii") as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))

    def _read(self, timeout: float) -> bytes:
        if self._ours < 0 or not select.select([self._ours], [], [], max(timeout, 0))[0]:
            return b""
        try:
            piece = os.read(self._ours, 1 << 16)
        except OSError:  # Linux says so when the program has closed its end
            return b""
        self.written += piece
        return piece


def percentile(repaints: Sequence[Repaint], share: float) -> float:
    """Return the milliseconds to the last byte below which `share` (0 to 1) of the repaints stay."""
    times = sorted(repaint.last for repaint in repaints)
    if share == 0.5:
        return median(times) * 1000
    return times[min(len(times) - 1, int(len(times) * share))] * 1000
