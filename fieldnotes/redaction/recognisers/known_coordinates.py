"""Recognise the coordinates that the vault knows, by value and not by spelling.

Read are angles in all the notations of `angles`, in either order, and references to grids in those of `references`.
Signs and hemispheres are not asked: a place is too near to somebody for that.

What is written counts as a known place if the place lies

* within 0.01 degree (about a kilometre) of it in latitude and in longitude, or of the square that it names; or
* within what its last digit leaves open: half a unit below and one above, as it may be rounded or cut off.

So "35°28′ N 44°23′ E" is a place that lies at 35°28′50″, and a square of MGRS of 10 km all places in it and a
kilometre around. Whole degrees, and plus codes of two digits, say too little to be replaced; one decimal counts only
where it is surely an angle.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from fieldnotes.redaction.angles import REACH, Angle, angles_in
from fieldnotes.redaction.canon import Canon, View, read
from fieldnotes.redaction.grids import Area, Neighbourhood
from fieldnotes.redaction.recogniser import Finding, Kind
from fieldnotes.redaction.references import references
from fieldnotes.redaction.subject import Subject
from fieldnotes.redaction.unknown.rereading import read_once

TOLERANCE = 0.01
"""Degrees by which a written value may differ from the known one: about a kilometre."""

_ROUNDING = 1e-9
_GAP_IN_PAIR = 24
_PARTNERS = 12  # readings after an angle that are tried as its partner
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
_CELLS = 10  # to a degree, in the index of places


class KnownCoordinates:
    """Find the coordinates of the subjects."""

    covers: frozenset[str] = frozenset()

    def __init__(self, subjects: Sequence[Subject]) -> None:
        self._places = [
            (owner, abs(subject.coordinates[0]), abs(subject.coordinates[1]))
            for owner, subject in enumerate(subjects)
            if subject.coordinates is not None
        ]
        self._near = Neighbourhood(((lat, lon) for _, lat, lon in self._places), TOLERANCE)
        self._cells: dict[tuple[int, int], list[tuple[int, float, float]]] = {}
        for place in self._places:
            self._cells.setdefault((_cell(place[1]), _cell(place[2])), []).append(place)

    def find(self, canon: Canon) -> Iterator[Finding]:
        """Yield known pairs, known single angles that are written precisely, and known squares, in any view."""
        if not self._places:
            return
        for view in read_once(canon).views:
            if _DIGIT.search(view.lower) is not None:
                angles = angles_in(view.lower)
                yield from self._singles(view, angles)
                yield from self._pairs(view, angles)
            elif "+" not in view.lower and "geo" not in view.lower:
                continue
            for text in view.readings():
                yield from self._references(view, text)

    def _singles(self, view: View, angles: Sequence[Angle]) -> Iterator[Finding]:
        for angle in angles:
            if angle.telling:
                owners = {o for o, *known in self._places if any(_near(angle, value) for value in known)}
                yield from _found(view, angle.start, angle.end, owners)

    def _pairs(self, view: View, angles: Sequence[Angle]) -> Iterator[Finding]:
        """Yield pairs; an angle is compared with the few that start right after it.

        A letter or word between two angles is the hemisphere of either, so they may overlap by it.
        """
        for index, first in enumerate(angles):
            near = {o for o, *known in self._places if any(_near(first, value) for value in known)}
            if not near:
                continue
            for second in angles[index + 1 : index + 1 + _PARTNERS]:
                gap = view.lower[first.end : second.start]
                if second.start < first.end - REACH or second.end <= first.end or len(gap) > _GAP_IN_PAIR:
                    continue
                if (first.number or second.number) and _LETTER.search(gap):
                    continue
                both = {o for o, lat, lon in self._places if _is_pair(first, second, lat, lon)}
                yield from _found(view, first.start, second.end, near & both)

    def _references(self, view: View, text: str) -> Iterator[Finding]:
        """Yield known squares of grids."""
        for reference in references(text, view.cased):
            areas = reference.areas(self._near)
            owners = {owner for area in areas for owner in self._within(area.unsigned(TOLERANCE + _ROUNDING))}
            yield from _found(view, reference.start, reference.end, owners)

    def _within(self, area: Area) -> Iterator[int]:
        """Yield the owners of the places in *area*."""
        rows = range(_cell(area.south), _cell(area.north) + 1)
        for cell in product(rows, range(_cell(area.west), _cell(area.east) + 1)):
            yield from (o for o, lat, lon in self._cells.get(cell, ()) if area.holds(lat, lon))


def coordinates_in(words: str) -> tuple[float, float] | None:
    """Return the first latitude and longitude, in degrees, that *words* hold, or None; hemispheres are not read."""
    view = read(words).views[0]
    for reference in references(view.lower, view.cased):
        for area in reference.areas(_NOWHERE) if reference.sure else ():
            return area.centre()
    angles = angles_in(view.lower)
    for first in angles:
        for second in angles:
            if second.start >= first.end - REACH and second.end > first.end:
                return first.degrees, second.degrees
    return None


_NOWHERE = Neighbourhood((), TOLERANCE)


def _cell(degrees: float) -> int:
    return int(degrees * _CELLS)


def _found(view: View, start: int, end: int, owners: Iterable[int]) -> Iterator[Finding]:
    """Yield one finding if it has an owner."""
    if owners:
        yield Finding(*view.raw_span(start, end), Kind.COORDINATES, frozenset(owners), end - start)


def _near(angle: Angle, known: float) -> bool:
    return angle.is_near(known, TOLERANCE + _ROUNDING)


def _is_pair(first: Angle, second: Angle, latitude: float, longitude: float) -> bool:
    """Tell whether two angles are a known place, in either order."""
    straight = _near(first, latitude) and _near(second, longitude)
    return straight or (_near(first, longitude) and _near(second, latitude))
