"""Draw the curtain: the terminal is quiet and shows the first screen at once, while the framework is being loaded.

What is typed meanwhile is shown nowhere and waits for the field. Imports next to nothing. Measures and colours are
those of the unlock screen; tests/terminal/test_curtain.py compares cell by cell, so that neither can drift.
"""

import os
import select
import signal
import sys
from collections.abc import Sequence
from typing import Any, Self

if sys.platform != "win32":
    import fcntl
    import termios

SECOND_SCREEN = "\x1b[?1049h"
FIRST_SCREEN = "\x1b[?1049l"
SHOW_CURSOR = "\x1b[?25h"
_HIDE_CURSOR = "\x1b[?25l\x1b[?7l"  # and no line goes on in the next one
# Whatever the framework may have switched on by the time that a signal ends everything: keys, mouse, focus, paste.
_ALL_OFF = "\x1b[<u\x1b[?1000;1003;1004;1006;1015;1016;2004;2048l\x1b[?7h\x1b[0m"
_ENDING = ("SIGTERM", "SIGHUP", "SIGQUIT")

_NARROWEST, _LOWEST = 60, 16  # below that another screen comes first
_WIDEST = 64  # of the column in the middle, at most 96 %
_PROMPT = "Passphrase (or the NOTES recovery key from your paper):"
_KEYS = (("f1", "Help"), ("esc", "Back"), ("^l", "Lock"))
_ROLES = ("ground", "panel", "surface", "field", "border", "text", "key")
# As the framework shows the theme, where a terminal has all colours or 256 of them; without colour in greys.
_COLOURS = {
    (True, True): "16;20;24 35;42;51 23;28;34 33;38;44 127;180;255 242;242;242 255;209;102",
    (True, False): "19;19;19 41;41;41 27;27;27 37;37;37 174;174;174 242;242;242 211;211;211",
    (False, True): "16 17 16 235 111 255 221",
    (False, False): "233 235 234 235 248 255 252",
}


class Curtain:
    """Hold the terminal around the framework; `with` puts it back however that ends.

    `is_drawn`: the second screen is shown, and is left when the curtain is lifted. Where there is no terminal, and
    on Windows, nothing happens.
    """

    def __init__(self, arguments: Sequence[str]) -> None:
        self.is_drawn = False
        self._arguments = arguments
        self._modes: list[Any] | None = None
        """The modes of the terminal as they were before any process of ours."""

    def __enter__(self) -> Self:
        """Stop the echo and the editing of lines, then cover the screen."""
        if sys.platform == "win32":
            return self
        before = _given(self._arguments).get("modes", "")  # told by a process that this one replaces
        try:
            now = termios.tcgetattr(0)
            self._modes = _read(before) or now
            self.watch()
            termios.tcsetattr(0, termios.TCSANOW, _quiet(now))
            if os.isatty(2) and _takes_more():
                self.is_drawn = True
                os.write(2, (("" if before else _wiped() + SECOND_SCREEN) + drawn(self._arguments)).encode())
        except (OSError, termios.error):
            return self  # no terminal
        return self

    def __exit__(self, *_: object) -> None:
        self.lift()

    def watch(self) -> None:
        """Let no signal end the process before the terminal is put back; the framework takes over, and forgets it."""
        for number in (getattr(signal, name) for name in _ENDING):
            signal.signal(number, self._end)
        signal.signal(signal.SIGTSTP, signal.SIG_IGN)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [getattr(signal, name) for name in _ENDING])

    def _end(self, number: int, _frame: object) -> None:
        self.lift()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    def lift(self) -> None:
        """Put the terminal back as it was before any process of ours."""
        if sys.platform == "win32" or self._modes is None:
            return
        modes, self._modes = self._modes, None
        try:
            termios.tcsetattr(0, termios.TCSANOW, modes)
            if self.is_drawn and _takes_more():
                os.write(2, (_ALL_OFF + empty(os.get_terminal_size(2).lines) + FIRST_SCREEN + SHOW_CURSOR).encode())
        except (OSError, termios.error):
            return  # the terminal is gone

    def handed_over(self) -> list[str]:
        """Return what a process that replaces this one has to be told, so that it begins behind the same curtain.

        Signals that would end it wait until it watches for them.
        """
        if sys.platform == "win32" or self._modes is None or not self.is_drawn:
            return []
        signal.pthread_sigmask(signal.SIG_BLOCK, [getattr(signal, name) for name in _ENDING])
        *numbers, characters = self._modes
        numbers += [ord(one) if isinstance(one, bytes) else one for one in characters]
        return ["modes=" + ",".join(map(str, numbers))]


def drawn(arguments: Sequence[str]) -> str:
    """Return what to write so that the terminal shows the first screen that these arguments lead to.

    Every cell is written or cleared, and nothing moves into the scrollback. Only the unlock screen is known here;
    before another one all is empty.
    """
    columns, lines = os.get_terminal_size(2)
    given, colours = _given(arguments), _colours()
    vault = given.get("vault", "")
    words = [f"Unlock {os.path.basename(vault)}", given.get("notice", "")]  # noqa: PTH119  pathlib takes time
    width = min(_WIDEST, columns * 96 // 100)
    fits = columns >= _NARROWEST and lines >= _LOWEST and len(words[0]) <= width and words[0].isascii()
    known = vault and "demo" not in given and words[0].isprintable() and os.path.exists(vault)  # noqa: PTH110
    if colours is None or not fits or not known:
        return _HIDE_CURSOR + empty(lines)
    if not words[1].isascii():
        words[1] = ""  # that line can wait
    elif len(words[1]) > columns - 2:
        words[1] = words[1][: max(0, words[1].rfind(" ", 0, columns - 1))]
    return _HIDE_CURSOR + _unlock(columns, lines, width, words, colours)


def _unlock(columns: int, lines: int, width: int, words: Sequence[str], colours: dict[str, str]) -> str:
    """Return the unlock screen, each line whole."""

    def put(letters: str, ground: str, colour: str = "text", bold: str = "") -> str:
        return f"\x1b[0{bold};38;{colours[colour]};48;{colours[ground]}m{letters}"

    left, top = (columns - width) // 2, 2 + (lines - 10) // 2
    edge, rest = put(" " * left, "ground"), put(" " * (columns - width - left), "ground")
    sides = put("▊", "border", "ground"), put("▎", "ground", "border")
    said, inner = words[0], width - 2
    shown = {line: put(" " * columns, "ground") for line in range(1, lines + 1)}
    title = put("Fieldnotes", "panel", bold=";1") + put(" " * (columns - 20), "panel")
    shown[1] = put(" ", "panel") + title + put("locked", "panel", bold=";1") + put("   ", "panel")
    shown[top] = edge + put(said, "ground", bold=";1") + put(" " * (width - len(said)), "ground") + rest
    shown[top + 2] = edge + put(_PROMPT.ljust(width), "ground") + rest
    field = put("  ", "field") + put(" ", "text", "ground") + put(" " * (inner - 3), "field")
    boxed = (put("▔" * inner, "field", "border"), field, put("▁" * inner, "field", "border"))
    for line, inside in enumerate(boxed, start=top + 3):
        shown[line] = edge + sides[0] + inside + sides[1] + rest
    shown[lines - 1] = put(f" {words[1]}".ljust(columns), "surface")
    keys = "".join(put(f" {key} ", "panel", "key", ";1") + put(f"{does} ", "panel") for key, does in _KEYS)
    taken = sum(len(key) + len(does) + 3 for key, does in _KEYS)
    shown[lines] = keys + put(" " * (columns - taken), "panel")
    return "".join(f"\x1b[{line};1H{cells}" for line, cells in shown.items()) + "\x1b[0m\x1b[H"


def empty(lines: int) -> str:
    """Return what clears line by line: cleared at once, some terminals move the screen into the scrollback."""
    return "".join(f"\x1b[{line};1H\x1b[0m\x1b[2K" for line in range(1, lines + 1)) + "\x1b[H"


def _colours() -> dict[str, str] | None:
    """Return the colours by their use, as SGR has them; None for a terminal of fewer than 256."""
    all_of_them = os.environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit")
    if not all_of_them and not os.environ.get("TERM", "").strip().lower().endswith(("-256color", "-kitty")):
        return None
    numbers = _COLOURS[all_of_them, "NO_COLOR" not in os.environ].split()
    return {role: f"{'2' if all_of_them else '5'};{number}" for role, number in zip(_ROLES, numbers, strict=True)}


def _given(arguments: Sequence[str]) -> dict[str, str]:
    return dict(word.split("=", 1) for word in arguments if "=" in word)


def _quiet(modes: list[Any]) -> list[Any]:
    """Return modes in which every key arrives as it is and none is shown, as the framework sets them."""
    iflag, oflag, cflag, lflag, in_speed, out_speed, characters = modes
    iflag &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    lflag &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
    characters = [*characters]
    characters[termios.VMIN], characters[termios.VTIME] = 1, 0
    return [iflag, oflag, cflag, lflag, in_speed, out_speed, characters]


def _read(written: str) -> list[Any] | None:
    """Return the modes that `handed_over` wrote."""
    try:
        numbers = [int(number) for number in written.split(",")]
    except ValueError:
        return None
    return [*numbers[:6], numbers[6:]] if len(numbers) > 6 else None


def _wiped() -> str:
    """Return what takes off the screen what was typed, and echoed, before the terminal was quiet: a passphrase perhaps.

    Nobody knows which part of the lines it fills, so they go as a whole: as many as it can take.
    """
    waiting = int.from_bytes(fcntl.ioctl(0, termios.FIONREAD, bytes(4)), sys.byteorder)
    above = 1 + 2 * waiting // max(1, os.get_terminal_size(2).columns)
    return "\r\x1b[2K" + "\x1b[A\x1b[2K" * above if waiting else ""


def _takes_more() -> bool:
    """Tell whether the terminal takes something now; over a line that is stalled, a write would never end."""
    return bool(select.select([], [2], [], 0.2)[1])
