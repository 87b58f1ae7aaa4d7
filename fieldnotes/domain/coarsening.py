"""Coarsen a table until every row occurs several times (k-anonymity; rule R-3.5 and feature N8).

Each cell comes with a ladder of words, each true of whatever the one before is true of; the last says nothing. One
column after another is said less exactly, in all rows alike, whichever step leaves fewest rows that stand out. A few
rows that still do may lose everything, if they are enough to hide among each other.
"""

from collections import Counter
from collections.abc import Sequence

# So often every combination must occur at least.
ENOUGH_ROWS = 3
# So many of all rows may lose everything, so that the others may keep more: one in five.
_OUTLIERS = 5

Ladder = Sequence[str]
Row = tuple[str, ...]


def coarsened(rows: Sequence[Sequence[Ladder]]) -> list[Row]:
    """Return the rows, each as often as at least two others; none at all where there are fewer than three.

    All ladders of a column have the same length, and end with the same words.
    """
    if len(rows) < ENOUGH_ROWS:
        return []
    heights = [0] * len(rows[0])
    while not _is_hidden(rows, heights):
        heights = min(_steps(rows, heights), key=lambda after: (stand_out(_at(rows, after)), _lost(rows, after)))
    said = _at(rows, heights)
    nothing = tuple(ladders[-1] for ladders in rows[0])
    rare = _rare(said)
    return [nothing if row in rare else row for row in said]


def stand_out(said: Sequence[Row]) -> int:
    """Return how many rows do not occur often enough: the check of a finished table."""
    rare = _rare(said)
    return sum(row in rare for row in said)


def _is_hidden(rows: Sequence[Sequence[Ladder]], heights: Sequence[int]) -> bool:
    said = _at(rows, heights)
    rare = _rare(said)
    standing_out = sum(row in rare for row in said)
    return standing_out == 0 or ENOUGH_ROWS <= standing_out <= len(rows) // _OUTLIERS


def _lost(rows: Sequence[Sequence[Ladder]], heights: Sequence[int]) -> int:
    """Return how many columns say nothing any more: of two steps the one that leaves something is better."""
    return sum(height + 1 == len(ladder) for height, ladder in zip(heights, rows[0], strict=True))


def _steps(rows: Sequence[Sequence[Ladder]], heights: Sequence[int]) -> list[list[int]]:
    """Return the heights after one more step of each column that can take one."""
    return [
        [height + (column == each) for each, height in enumerate(heights)]
        for column, ladder in enumerate(rows[0])
        if heights[column] + 1 < len(ladder)
    ]


def _at(rows: Sequence[Sequence[Ladder]], heights: Sequence[int]) -> list[Row]:
    return [tuple(ladder[height] for ladder, height in zip(row, heights, strict=True)) for row in rows]


def _rare(said: Sequence[Row]) -> set[Row]:
    return {row for row, count in Counter(said).items() if count < ENOUGH_ROWS}
