"""Keep the cells that a program paints: a small terminal that knows places, colours and letters, and no more.

What a person sees of a cell is its letter with the colours of letter and ground; of a space, the ground alone.
Italics and the like are left out.
"""

import re
from typing import NamedTuple

_PIECE = re.compile(
    r"\x1b\[(?P<where>\d+(?:;\d+)?)H|\x1b\[(?P<style>[\d;]*)m|\x1b\[(?P<line>2)K"
    r"|\x1b\[(?P<private>\?[\d;]+[hl])|\x1b(?:\][^\x07]*\x07|\[[0-?]*[ -/]*[@-~])"
    r"|(?P<control>[\r\n])|(?P<letter>[^\x1b\x00-\x1f])"
)


class Look(NamedTuple):
    """Say how letters look: the colours of letter and ground as SGR has them, "" for the terminal's own."""

    letter: str = ""
    ground: str = ""
    bold: bool = False
    reverse: bool = False


class Cell(NamedTuple):
    """Say what is seen of one cell."""

    letter: str
    look: Look


EMPTY = Cell(" ", Look())


class Cells:
    """Hold the cells of a terminal of `columns` × `lines`; letters behind the last column are lost."""

    def __init__(self, columns: int, lines: int) -> None:
        self.columns, self.lines = columns, lines
        self.seen = {(y, x): EMPTY for y in range(lines) for x in range(columns)}
        self._y = self._x = 0
        self._look = Look()

    def feed(self, written: str) -> None:
        """Paint what a program wrote; going to the second screen and back clears all cells."""
        for piece in _PIECE.finditer(written):
            if piece["where"]:
                row, _, column = piece["where"].partition(";")
                self._y, self._x = int(row) - 1, int(column or 1) - 1
            elif piece["style"] is not None:
                self._look = _styled(self._look, piece["style"])
            elif piece["letter"]:
                self._put(self._y, self._x, piece["letter"])
                self._x += 1
            else:
                self._steer(piece)

    def _steer(self, piece: re.Match[str]) -> None:
        if piece["line"]:
            for x in range(self.columns):
                self._put(self._y, x, " ")
        elif piece["private"] and "1049" in piece["private"]:
            self.seen = dict.fromkeys(self.seen, EMPTY)
        elif piece["control"]:
            self._x, self._y = (0, self._y) if piece["control"] == "\r" else (self._x, self._y + 1)

    def _put(self, y: int, x: int, letter: str) -> None:
        if (y, x) in self.seen:
            look = self._look
            if look.reverse:
                look = Look(look.ground, look.letter, look.bold)
            self.seen[y, x] = Cell(letter, Look(ground=look.ground) if letter == " " else look)

    def text(self) -> list[str]:
        """Return the letters, line by line."""
        lines = ("".join(self.seen[y, x].letter for x in range(self.columns)) for y in range(self.lines))
        return [line.rstrip() for line in lines]


def _styled(look: Look, style: str) -> Look:
    numbers = style.split(";") if style else ["0"]
    while numbers:
        number = numbers.pop(0)
        if number in ("38", "48"):
            length = 4 if numbers[0] == "2" else 2
            colour, numbers = ";".join(numbers[:length]), numbers[length:]
            look = look._replace(letter=colour) if number == "38" else look._replace(ground=colour)
        else:
            look = {"0": Look(), "1": look._replace(bold=True), "7": look._replace(reverse=True)}.get(number, look)
    return look
