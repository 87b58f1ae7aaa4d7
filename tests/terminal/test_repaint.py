"""Whatever is typed: what was painted piece by piece is what a whole new painting shows."""

from pathlib import Path

import pytest

from tests.terminal.cells import Cell, Cells
from tests.terminal.desk import Desk, written_in
from tests.terminal.pty import Driver

VEIL = b"\x1b[24~"  # F12
STEPS = {
    "letters": b"one (two) three",
    "a turn": b"\x1bOQ and more\r\rlines",
    "a paste": b"\x1b[200~" + b"pasted words (in brackets) " * 30 + b"\x1b[201~",
    "up and down": b"\x1b[A\x1b[A\x1b[5~\x1b[6~",
    "a selection": b"\x1b[1;2A\x1b[1;2A\x1b[1;2D",
    "none again": b"\x1b[D",
    "terms": b"\x1bOR",
    "a mention": b" @kak",
    "and none": b"\x1b",
    "undone": b"\x1a\x1a\x1a",
    "deleted": b"\x7f" * 30,
    "the beginning": b"\x1b[1;5H",
    "written there": b"at the top ",
}


@pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=str)
def test_what_is_painted_by_and_by_is_what_a_whole_painting_shows(tmp_path: Path, size: tuple[int, int]) -> None:
    desk = Desk(tmp_path / "desk")
    wrong: dict[str, list[tuple[Cell, Cell]]] = {}
    with Driver(desk.command, *size, env=desk.surroundings) as driver:
        written_in(driver)
        for name, keys in STEPS.items():
            driver.send(keys)
            driver.settle(0.4, 3)
            by_and_by = painted(driver, size)
            driver.send(VEIL)
            driver.settle(0.2, 1)
            driver.send(b"x")
            driver.settle(0.3, 2)
            whole = painted(driver, size)
            differ = [place for place in whole if whole[place] != by_and_by[place]]
            if len(differ) > 1:  # one is the cursor, shown or not
                wrong[name] = [(by_and_by[place], whole[place]) for place in differ[:5]]

    assert wrong == {}


def painted(driver: Driver, size: tuple[int, int]) -> dict[tuple[int, int], Cell]:
    """Return the cells as the bytes so far leave them, but for the title line with its clock."""
    cells = Cells(*size)
    cells.feed(driver.written.decode())
    return {(y, x): cell for (y, x), cell in cells.seen.items() if y}
