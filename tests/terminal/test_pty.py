"""The bare terminal times repaints and names what left a program."""

import sys

import pytest

from tests.terminal.pty import Driver, Repaint, escapes, percentile

RAW = "import sys, time, tty; tty.setraw(0); sys.stdout.write('ready'); sys.stdout.flush()"
LOOP = "while c := sys.stdin.read(1): time.sleep(0.05); sys.stdout.write('<' + c); sys.stdout.flush()"


def test_a_key_is_timed_to_the_last_byte_of_its_repaint() -> None:
    tail = LOOP + "; time.sleep(0.02); sys.stdout.write('>'); sys.stdout.flush()"
    with Driver([sys.executable, "-c", f"{RAW}\n{tail}"]) as driver:
        assert 0 < driver.wait("ready") < 5

        first, last, size = driver.key(b"x")

    assert 0.05 <= first < last
    assert 0.07 <= last < 1
    assert size == 3
    assert driver.written == b"ready<x>"


def test_a_key_that_changes_nothing_is_an_error() -> None:
    with Driver([sys.executable, "-c", f"{RAW}\ntime.sleep(60)"]) as driver:
        driver.wait("ready")

        with pytest.raises(TimeoutError, match="changes nothing"):
            driver.key(b"x", timeout=0.1)


def test_the_program_has_a_terminal_of_its_own_and_the_given_size() -> None:
    code = "import os; print(os.get_terminal_size(), os.isatty(0), os.ctermid() and open('/dev/tty').isatty(), 'end')"
    with Driver([sys.executable, "-c", code], columns=91, rows=33) as driver:
        driver.wait("end")

    assert b"columns=91, lines=33" in driver.written
    assert b"True True" in driver.written


def test_a_mark_that_never_comes_is_an_error_at_once_when_the_program_ended() -> None:
    with Driver([sys.executable, "-c", "print('other')"]) as driver:
        with pytest.raises(TimeoutError, match="never wrote 'mark'"):
            driver.wait("mark")


def test_closing_returns_the_status_and_keeps_the_last_bytes() -> None:
    last_words = "import os, signal; signal.signal(signal.SIGTERM, lambda *_: (os.write(1, b'bye'), os._exit(3)))"
    driver = Driver([sys.executable, "-c", f"{last_words}\n{RAW}\ntime.sleep(60)"])
    driver.wait("ready")

    assert driver.memory() > 1_000_000
    assert driver.close() == 3
    assert b"bye" in driver.written


def test_every_kind_of_escape_is_named_and_colours_are_not() -> None:
    found = escapes(
        b"a\x1b[1;31mb\x1b[?1049h\x1b[2J\x1b]52;c;eA==\x07\x1b]0;t\x1b\\\x1bPq\x1b\\\x1b7\x1b(B\x07\n\xc2\x9b2J\x1b[?1049l"
    )

    assert found.csi == ["?1049h", "2J", "?1049l"]
    assert found.osc == ["52;c;eA==", "0;t"]
    assert found.strings == ["P"]
    assert found.short == ["7", "(B"]
    assert found.controls == [b"\x07", b"\xc2\x9b"]


def test_modes_never_switched_off_are_left_on() -> None:
    assert escapes(b"\x1b[?1049;25h\x1b[?2004h\x1b[?1049l").modes_left_on() == {"25", "2004"}


def test_percentiles_are_of_the_last_bytes() -> None:
    repaints = [Repaint(0, ms / 1000, 1) for ms in range(1, 101)]

    assert percentile(repaints, 0.95) == pytest.approx(96)
    assert percentile(repaints, 0.5) == pytest.approx(50.5)
