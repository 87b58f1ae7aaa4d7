"""Run a program in a real terminal: a private tmux server, never the one of whoever runs the tests.

The program sees a small environment and nothing else: `PATH`, `HOME`, a UTF-8 locale, `TERM`, and what the test
adds. The window outlives the program, so that what it leaves behind can be read: by `history`, since tmux then
moves the last screen up by one line to say that the program is dead.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PANE = "fieldnotes:0.0"
UNTOUCHED = "untouched"  # the title of the window until a program changes it
OPTIONS = (
    ("-s", "default-terminal", "tmux-256color"),
    ("-s", "set-clipboard", "on"),  # OSC 52 fills a buffer, which `clipboard` reads
    ("-s", "exit-empty", "off"),
    ("-g", "history-limit", "20000"),
    ("-g", "visual-bell", "off"),
    ("-wg", "remain-on-exit", "on"),
    ("-wg", "monitor-bell", "on"),
)

needs_tmux = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")


def environment(extra: Mapping[str, str] | None = None, term: str = "tmux-256color") -> dict[str, str]:
    """Return the whole environment of a program under test; values of `extra` win."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    ours = {"TERM": term, "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    return {**kept, **ours, **(extra or {})}


class Terminal:
    """Hold one program in one window of `columns` × `rows` cells.

    Text that never comes fails the test and shows the screen. Columns and rows count from 0.
    """

    def __init__(
        self, argv: Sequence[str], columns: int = 80, rows: int = 24, env: Mapping[str, str] | None = None
    ) -> None:
        self._socket = Path(tempfile.mkdtemp(prefix="fieldnotes-")) / "tmux"
        start = ["start-server"]
        for scope, name, value in OPTIONS:
            start += [";", "set-option", scope, name, value]
        start += [";", "new-session", "-d", "-s", "fieldnotes", "-x", str(columns), "-y", str(rows)]
        variables = [f"{name}={value}" for name, value in environment(env).items()]
        program = ["env", "-i", *variables, *map(_argument, argv)]
        self._tmux(*start, *program, ";", "select-pane", "-t", PANE, "-T", UNTOUCHED)
        self.pid = int(self._ask("#{pane_pid}"))

    def screen(self) -> str:
        """Return what is on the screen now, line by line, without trailing spaces."""
        return self._tmux("capture-pane", "-p", "-t", PANE)

    def history(self) -> str:
        """Return all that could be scrolled to: the screen, the scrollback and the screen behind a full-screen one."""
        behind = self._tmux("capture-pane", "-p", "-a", "-q", "-S", "-", "-t", PANE)
        return behind + self._tmux("capture-pane", "-p", "-S", "-", "-t", PANE)

    def keys(self, *names: str) -> None:
        """Press keys by their tmux names: "Enter", "C-p", "PageDown", "F1", "g"."""
        self._tmux("send-keys", "-t", PANE, *map(_argument, names))

    def type(self, text: str) -> None:
        """Type letters as they are."""
        for start in range(0, len(text), 1000):
            self._tmux("send-keys", "-t", PANE, "-l", "--", _argument(text[start : start + 1000]))

    def paste(self, text: str) -> None:
        """Paste as a terminal does: line feeds become returns, brackets around it where the program wants them."""
        self._tmux("load-buffer", "-b", "paste", "-", stdin=text)
        self._tmux("paste-buffer", "-d", "-p", "-b", "paste", "-t", PANE)

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        self._tmux("resize-window", "-t", PANE, "-x", str(columns), "-y", str(rows))

    def wait(self, text: str, gone: bool = False, timeout: float = 15) -> str:
        """Return the screen as soon as it shows `text`, or no longer shows it."""
        words = f"{'still' if gone else 'never'} saw {text!r}"
        return self.until(lambda screen: (text in screen) != gone, words, timeout)

    def until(self, check: Callable[[str], bool], otherwise: str, timeout: float = 15) -> str:
        """Return the first screen that passes `check`; fail with `otherwise` after `timeout` seconds."""
        end = time.monotonic() + timeout
        while True:
            screen = self.screen()
            if check(screen):
                return screen
            if time.monotonic() > end:
                pytest.fail(f"{otherwise} within {timeout:g} s; the screen is:\n{screen}")
            time.sleep(0.02)

    def wait_for_exit(self, timeout: float = 15) -> int:
        """Return the program's exit status; 128 plus its number for a signal, as a shell says it."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            dead, status, number = self._ask("#{pane_dead}/#{pane_dead_status}/#{pane_dead_signal}").split("/")
            if dead == "1" and (status or number):
                return int(status) if status else 128 + int(number)
            if dead == "1":  # tmux 3.3a saw the end of the output, and at times misses the end of its child
                os.kill(int(self._ask("#{pid}")), signal.SIGCHLD)
            time.sleep(0.02)
        pytest.fail(f"still running after {timeout:g} s; the screen is:\n{self.screen()}")

    def hang_up(self) -> None:
        """Close the window as a person does with the mouse: the program is told by SIGHUP and has no terminal left."""
        self._tmux("kill-session", "-t", "fieldnotes")

    def cursor(self) -> tuple[int, int]:
        """Return the column and row of the cursor."""
        column, row = self._ask("#{cursor_x} #{cursor_y}").split()
        return int(column), int(row)

    def clipboard(self) -> str:
        """Return what the program put on the terminal's clipboard (OSC 52); "" where it did not."""
        return self._tmux("show-buffer") if self._tmux("list-buffers").strip() else ""

    def title(self) -> str:
        """Return the window's title (OSC 0 and 2); `UNTOUCHED` where no program changed it."""
        return self._ask("#{pane_title}")

    def rang(self) -> bool:
        """Tell whether the bell rang."""
        return self._ask("#{window_bell_flag}") == "1"

    def full_screen(self) -> bool:
        """Tell whether the alternate screen is shown: true while a full-screen app runs, false once it cleaned up."""
        return self._ask("#{alternate_on}") == "1"

    def close(self) -> None:
        """End the program and the server."""
        subprocess.run(["tmux", "-S", str(self._socket), "kill-server"], capture_output=True, check=False)
        shutil.rmtree(self._socket.parent, ignore_errors=True)

    def _ask(self, variables: str) -> str:
        return self._tmux("display-message", "-p", "-t", PANE, variables).rstrip("\n")

    def _tmux(self, *arguments: str, stdin: str | None = None) -> str:
        command = ["tmux", "-S", str(self._socket), "-f", "/dev/null", "-u", *arguments]
        done = subprocess.run(
            command, input=stdin, capture_output=True, encoding="utf-8", env=environment(), timeout=30, check=False
        )
        if done.returncode:
            pytest.fail(f"tmux {arguments[0]}: {done.stderr.strip()}")
        return done.stdout


def _argument(text: str) -> str:
    # tmux takes a semicolon at the end of an argument for the end of a command.
    return text[:-1] + "\\;" if text.endswith(";") else text
