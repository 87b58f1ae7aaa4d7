"""The harness itself sees what a terminal shows, and what a program does to it."""

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.term import UNTOUCHED, Terminal

Start = Callable[..., Terminal]


def python(code: str) -> list[str]:
    """Return a program that runs `code`, then waits."""
    return [sys.executable, "-c", f"import sys, time\n{code}\nsys.stdout.flush()\ntime.sleep(60)"]


RAW = "import tty; tty.setraw(0); print('ready', end='\\r\\n', flush=True)"
ECHO = python(f"{RAW}\nwhile c := sys.stdin.read(1): print(ascii(c), end='\\r\\n')")


def test_keys_and_letters_arrive_as_pressed(terminal: Start) -> None:
    term = terminal(ECHO)
    term.wait("ready")

    term.keys("C-a", ";")
    term.type("-ڤ;")

    term.wait("ready\n'\\x01'\n';'\n'-'\n'\\u06a4'\n';'")


def test_a_paste_is_bracketed_where_the_program_asks_for_it(terminal: Start) -> None:
    term = terminal(python("import tty; tty.setraw(0); print('\\x1b[?2004hready')\nprint(ascii(sys.stdin.read(14)))"))
    term.wait("ready")

    term.paste("a\n")

    term.wait(r"'\x1b[200~a\r\x1b[201~'")


def test_a_large_paste_arrives_whole(terminal: Start) -> None:
    count = "n = 0\nwhile n < 300_000: n += len(sys.stdin.read(1000))\nprint(n)"
    term = terminal(python(f"import tty; tty.setraw(0); print('ready')\n{count}"))
    term.wait("ready")

    term.paste("x" * 300_000)

    term.wait("300000")


def test_the_size_is_the_terminals_and_changes_with_it(terminal: Start) -> None:
    code = "import os, signal\ndef say(*_): print(tuple(os.get_terminal_size()), flush=True)\n"
    term = terminal(python(code + "signal.signal(signal.SIGWINCH, say); say()\nwhile True: time.sleep(1)"), 60, 10)
    term.wait("(60, 10)")

    term.resize(140, 40)

    term.wait("(140, 40)")


def test_scrollback_and_the_screen_behind_are_history(terminal: Start) -> None:
    lines = "[print(f'line {n}') for n in range(100)]"
    term = terminal(python(f"{lines}\nprint('\\x1b[?1049h\\x1b[Hover it', end='')"))
    screen = term.wait("over it")

    assert "line 99" not in screen
    assert "line 3\n" in term.history()
    assert "line 99" in term.history()
    assert term.full_screen()


def test_clipboard_title_and_bell_are_seen(terminal: Start) -> None:
    quiet = terminal(python("print('ready')"))
    quiet.wait("ready")
    loud = terminal(python("print('\\x1b]52;c;c2VjcmV0\\x07\\x1b]0;named\\x07\\aready')"))
    loud.wait("ready")

    assert (quiet.clipboard(), quiet.title(), quiet.rang()) == ("", UNTOUCHED, False)
    assert (loud.clipboard(), loud.title(), loud.rang()) == ("secret", "named", True)


def test_the_programs_pid_takes_signals_and_its_end_is_seen(terminal: Start) -> None:
    term = terminal(python("print('ready')"))
    term.wait("ready")

    os.kill(term.pid, signal.SIGTERM)

    assert term.wait_for_exit() == 128 + signal.SIGTERM
    assert "ready" in term.history()


def test_an_exit_status_is_seen_however_soon(terminal: Start) -> None:
    assert terminal([sys.executable, "-c", "raise SystemExit(7)"]).wait_for_exit() == 7


def test_closing_the_window_hangs_up(terminal: Start, tmp_path: Path) -> None:
    told = tmp_path / "told"
    code = f"import signal\nsignal.signal(signal.SIGHUP, lambda *_: open({str(told)!r}, 'w').close())\nprint('ready')"
    term = terminal(python(code))
    term.wait("ready")

    term.hang_up()

    for _ in range(200):
        if told.exists():
            return
        time.sleep(0.02)
    pytest.fail("nobody told the program")


def test_nothing_of_the_surroundings_reaches_the_program(terminal: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIELDNOTES_VAULT", "elsewhere")
    monkeypatch.setenv("COLUMNS", "33")
    code = "import os; print([n in os.environ for n in ('FIELDNOTES_VAULT', 'COLUMNS', 'GIVEN')])"

    terminal(python(code), env={"GIVEN": "1"}).wait("[False, False, True]")


def test_text_that_never_comes_fails_and_shows_the_screen(terminal: Start) -> None:
    term = terminal(python("print('something else')"))
    term.wait("something else")

    with pytest.raises(pytest.fail.Exception, match=r"never saw 'hello'(?s:.*)something else"):
        term.wait("hello", timeout=0.1)


def test_the_cursor_is_where_the_program_left_it(terminal: Start) -> None:
    term = terminal(python("print('\\x1b[5;9Hx', end='')"))
    term.wait("x")

    assert term.cursor() == (9, 4)
