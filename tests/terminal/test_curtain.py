"""Before the framework is there, the terminal shows the first screen and nothing of what is typed."""

import os
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.terminal.cells import Cell, Cells, Look
from tests.terminal.desk import PASSPHRASE, Desk, seen
from tests.terminal.pty import Driver, escapes
from tests.terminal.term import ROOT, Terminal

SLOW = str(Path(__file__).with_name("slow.py"))
FRAME = "Unlock kept.vault"
TAKEN_OVER = b"\x1b[?1000h"  # the first that the framework writes
NOTICE = "Locked from outside, by: fieldnotes lock"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Make a vault of canaries."""
    return Desk(tmp_path / "desk")


@pytest.fixture
def gate(tmp_path: Path) -> Path:
    """Return the file that lets the framework in."""
    return tmp_path / "gate"


def shut(gate: Path) -> None:
    """Let loading fail; the words are there as soon as the file is."""
    written = gate.with_suffix(".written")
    written.write_text("no", encoding="ascii")
    written.rename(gate)


def slowly(gate: Path, *arguments: str) -> list[str]:
    """Return the command of an app whose framework waits at the gate."""
    return [sys.executable, "-I", "-B", "-X", "utf8", SLOW, str(ROOT), str(gate), "--screens", *arguments]


def modes(driver: Driver) -> list[Any]:
    """Return the modes of a driver's terminal."""
    return termios.tcgetattr(driver._ours)


def untouched() -> list[Any]:
    """Return the modes of a terminal that no program has changed."""
    ours, theirs = os.openpty()
    os.close(theirs)
    try:
        return termios.tcgetattr(ours)
    finally:
        os.close(ours)


# ------------------------------------------------------------------------------------ what is typed


def test_what_is_typed_before_the_screens_are_there_is_seen_nowhere_and_opens_the_vault(
    terminal: Callable[..., Terminal], desk: Desk, gate: Path
) -> None:
    term = terminal(slowly(gate, f"vault={desk.vault}"))
    term.wait(FRAME)
    term.type(PASSPHRASE + "x")
    term.keys("BSpace", "Enter")
    time.sleep(0.3)

    assert seen(term.history()) == []
    gate.touch()
    term.until(lambda shown: "Interviews (" in shown or "which line reads right" in shown, "not opened")
    assert PASSPHRASE not in term.history()


@pytest.mark.parametrize("more", [[], ["Enter"]], ids=["", "and Enter"])
def test_what_was_typed_before_the_app_could_stop_the_echo_is_taken_off_the_screen(
    terminal: Callable[..., Terminal], desk: Desk, gate: Path, more: list[str]
) -> None:
    later = 'for n in 1 2 3 4; do echo before $n; done; read line; sleep 1; exec "$@"'
    term = terminal(["sh", "-c", later, "sh", *slowly(gate, f"vault={desk.vault}")], columns=40)
    term.wait("before 4")
    term.keys("Enter")
    term.type(PASSPHRASE)
    term.keys(*more)
    term.wait(PASSPHRASE[:40])  # echoed on the screen of the shell
    term.until(lambda _: term.full_screen(), "no second screen")

    assert seen(term.history()) == []
    assert "before 3" in term.history()
    gate.touch()
    term.until(lambda shown: "••••" in shown or "too small" in shown, "the keys are lost")


@pytest.mark.parametrize("vault", ["", "not-there.vault"], ids=["welcome", "first run"])
def test_before_another_screen_nothing_is_shown_and_nothing_typed_is_seen(
    terminal: Callable[..., Terminal], tmp_path: Path, gate: Path, vault: str
) -> None:
    term = terminal(slowly(gate, *([f"vault={tmp_path / vault}"] if vault else [])))
    term.until(lambda _: term.full_screen(), "no second screen")
    term.type(PASSPHRASE)
    time.sleep(0.3)

    assert term.screen().strip() == ""
    gate.touch()
    term.wait("locked")


# -------------------------------------------------------------------------------- what is shown first


GREY, FEW = {"NO_COLOR": "1"}, {"COLORTERM": ""}


@pytest.mark.parametrize(
    ("size", "env", "notice"),
    [
        ((80, 24), {}, ""),
        ((80, 24), GREY, NOTICE),
        ((80, 24), FEW, NOTICE),
        ((80, 24), FEW | GREY, ""),
        ((140, 40), {}, NOTICE),
        ((140, 40), GREY, ""),
        ((61, 17), {}, NOTICE + " " + NOTICE),
    ],
    ids=str,
)
def test_no_cell_changes_when_the_framework_takes_over(
    desk: Desk, gate: Path, size: tuple[int, int], env: dict[str, str], notice: str
) -> None:
    command = slowly(gate, f"vault={desk.vault}", *([f"notice={notice}"] if notice else []))
    with Driver(command, *size, env={**desk.surroundings, **env}) as driver:
        driver.wait("Lock \x1b")
        driver.settle(0.1)
        curtain = Cells(*size)
        curtain.feed(driver.written.decode())
        gate.touch()
        driver.wait("\x1b[?7l\x1b[?1000h")
        driver.settle(0.4)
        written = driver.written

    assert FRAME in "\n".join(curtain.text())
    assert (notice in "\n".join(curtain.text())) == (len(notice) <= size[0] - 2)
    assert notice[:20] in "\n".join(curtain.text())
    assert written.count(b"\x1b[?1049h") == 1
    begins = written.index(TAKEN_OVER)
    differences: dict[tuple[int, int], Cell] = {}
    real = Cells(*size)
    real.feed(written[:begins].decode())
    for piece in written[begins:].decode().split("\x1b[?25h")[0].split("\n"):
        real.feed(piece + "\n")
        differences |= {place: cell for place, cell in real.seen.items() if cell != curtain.seen[place]}
    assert b"\xe2\x96\x94" in written[begins:], "the framework painted no field: nothing was compared"
    assert {place: cell for place, cell in differences.items() if not blinks(cell)} == {}
    assert len(differences) <= 1


def blinks(cell: Cell) -> bool:
    """Tell whether this is the field's cursor, in the moment in which it is not shown."""
    return cell.letter == " " and cell.look in [Look(ground=field) for field in ("2;33;38;44", "2;37;37;37", "5;235")]


@pytest.mark.parametrize(("columns", "lines"), [(59, 30), (80, 15), (0, 0)])
def test_a_window_too_small_for_the_screens_stays_empty(desk: Desk, gate: Path, columns: int, lines: int) -> None:
    with Driver(slowly(gate, f"vault={desk.vault}"), columns, lines) as driver:
        driver.wait("\x1b[?1049h")
        driver.settle(0.2)

        assert FRAME.encode() not in driver.written


# ------------------------------------------------------------------------------------ how it ends


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, 0], ids=str)
def test_whatever_ends_it_before_the_screens_are_there_the_terminal_is_as_before(
    desk: Desk, gate: Path, number: int
) -> None:
    with Driver(slowly(gate, f"vault={desk.vault}")) as driver:
        driver.wait("Lock \x1b")
        driver.settle(0.1)
        covered = modes(driver)
        if number:
            os.kill(driver.process.pid, number)
        else:
            shut(gate)
        driver.settle(0.3)
        ended = driver.process.wait(5)
        after = modes(driver)

    assert not covered[3] & (termios.ECHO | termios.ICANON | termios.ISIG)
    assert after == untouched()
    assert "1049" not in escapes(driver.written).modes_left_on()
    assert driver.written.count(b"\x1b[?1049l") == 1
    assert b"a fault of ours (ImportError)" in driver.written if not number else ended == -number


@pytest.mark.skipif(sys.platform != "linux", reason="which signals a process ignores is read as Linux tells it")
def test_a_covered_terminal_is_not_left_to_the_shell_by_a_signal_that_stops(desk: Desk, gate: Path) -> None:
    with Driver(slowly(gate, f"vault={desk.vault}")) as driver:
        driver.wait("Lock \x1b")
        status = Path(f"/proc/{driver.process.pid}/status").read_text(encoding="ascii")

    ignored = int(status.partition("SigIgn:")[2].split()[0], 16)
    assert ignored & 1 << (signal.SIGTSTP - 1)


def test_without_a_terminal_nothing_is_drawn(desk: Desk, gate: Path) -> None:
    shut(gate)
    done = subprocess.run(
        slowly(gate, f"vault={desk.vault}"), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("", "fieldnotes: error: a fault of ours (ImportError)\n")


# ------------------------------------------------------------------------------------------- the lock


def test_a_lock_goes_behind_the_same_curtain_and_what_is_typed_there_opens_again(desk: Desk, gate: Path) -> None:
    gate.touch()
    with Driver(slowly(gate, f"vault={desk.vault}"), env=desk.surroundings) as driver:
        driver.wait("\x1b[?7l\x1b[?1000h")
        driver.send(PASSPHRASE.encode() + b"\r")
        driver.wait("Interviews (")
        driver.settle()
        gate.unlink()
        begins = len(driver.written)
        driver.send(b"\x0c")
        until(lambda: driver._read(0.1) is not None and FRAME.encode() in driver.written[begins:])
        driver.settle(0.5)
        locked = Cells(80, 24)
        locked.feed(driver.written.decode())
        driver.send(PASSPHRASE.encode() + b"\r")
        gate.touch()
        until(lambda: driver._read(0.1) is not None and b"Interviews (" in driver.written[begins:])
        driver.settle()
        driver.send(b"\x11")
        driver.settle(0.5)
        assert driver.process.wait(10) == 0
        after = modes(driver)

    assert driver.written[begins:].count(FRAME.encode()) > 1, "something else is shown between the two"
    assert locked.text()[8] == f"        {FRAME}"
    assert seen("\n".join(locked.text())) == []
    assert (driver.written.count(b"\x1b[?1049h"), driver.written.count(b"\x1b[?1049l")) == (1, 1)
    assert after == untouched()


def until(holds: Callable[[], bool], seconds: float = 15) -> None:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never came to be"
