"""Recognise known numbers of papers by what their signs look like, however a bad copy was read.

A machine takes O for 0, l for 1, S for 5, and the other way round. Of six signs and more with four figures among them,
all alike, nobody takes a number for another; so each sign stands for its class on the card and in the text.
"""

from collections.abc import Iterator
from itertools import pairwise

from fieldnotes.redaction.canon import Canon, View
from fieldnotes.redaction.recogniser import Finding, Kind
from fieldnotes.redaction.unknown.rereading import read_once
from fieldnotes.redaction.unknown.suspecting import pieces_with_digits

_CLASSES = str.maketrans("oоqilіıj|!sѕbвzзgб", "000111111155882366")
_LEAST_SIGNS, _LEAST_DIGITS = 6, 4
_HEAD = 4
_SURE_INSIDE = 8
"""From how many signs on a number is found glued to a word: "No", "ID"."""
_LONGEST_GAP = 4


def shape_of(letters: str) -> str:
    """Return *letters*, each as the sign of its class; the length stays the same."""
    return letters.casefold().translate(_CLASSES)


class KnownShapes:
    """Find numbers by the classes of their signs."""

    def __init__(self) -> None:
        self._owners: dict[str, set[int]] = {}
        self._heads: dict[str, list[str]] = {}

    def add(self, letters: str, owner: int) -> None:
        """Add a number, folded and without separators, if it is long enough."""
        if len(letters) < _LEAST_SIGNS or sum(map(str.isdigit, letters)) < _LEAST_DIGITS:
            return
        shape = shape_of(letters)
        if shape not in self._owners:
            self._heads.setdefault(shape[:_HEAD], []).append(shape)
        self._owners.setdefault(shape, set()).add(owner)

    def find(self, canon: Canon) -> Iterator[Finding]:
        """Yield the numbers in any view."""
        for view in read_once(canon).views if self._owners else ():
            for start, end in pieces_with_digits(view.lower):
                yield from self._in_piece(view, start, end)

    def _in_piece(self, view: View, start: int, end: int) -> Iterator[Finding]:
        """Yield the numbers in a part of a view."""
        places = [place for place in range(start, min(end, len(view.lower))) if view.lower[place].isalnum()]
        shape = shape_of("".join([view.lower[place] for place in places]))
        for first in range(len(shape) - _LEAST_SIGNS + 1):
            for known in self._heads.get(shape[first : first + _HEAD], ()):
                if shape.startswith(known, first) and _is_one(view.lower, places[first : first + len(known)]):
                    span = view.raw_span(places[first], places[first + len(known) - 1] + 1)
                    yield Finding(*span, Kind.NUMBER, frozenset(self._owners[known]), len(known))


def _is_one(text: str, places: list[int]) -> bool:
    """Tell whether the signs at *places* stand together, and are no part of a longer number or of a word."""
    before, after = text[max(places[0] - 1, 0) : places[0]], text[places[-1] + 1 : places[-1] + 2]
    if (before.isdigit() and text[places[0]].isdigit()) or after.isdigit():
        return False
    if len(places) < _SURE_INSIDE and (before.isalpha() or after.isalpha()):
        return False
    gaps = (text[left + 1 : right] for left, right in pairwise(places))
    return all(len(gap) <= _LONGEST_GAP and "\n\n" not in gap for gap in gaps)
