"""A hundred thousand rows move as fast as a hundred, on a real pseudo-terminal: key written, last byte read."""

import sys

from tests.terminal.pty import Driver, percentile

PAGE_DOWN = b"\x1b[6~"


def test_a_hundred_thousand_rows_open_at_once_and_turn_by_the_page() -> None:
    program = [sys.executable, "-m", "tests.terminal.many_rows", "100000"]
    with Driver(program, columns=100, rows=30) as driver:
        start = driver.wait("INT-000020")
        driver.settle()
        down = driver.keys(b"j", 15)
        page = driver.keys(PAGE_DOWN, 15)
        driver.key(b"G")
        driver.settle()

    assert b"INT-099999" in driver.written
    # To be reached on a quiet machine: 500 ms and 20 ms. Here a slow one with other work is allowed for.
    assert start < 2
    assert percentile(page, 0.5) < 60
    assert max(repaint.size for repaint in down[5:]) < 1_000  # two rows, not the screen
