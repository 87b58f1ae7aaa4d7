"""Recognise the coordinates that the vault knows, by value and not by spelling.

Read are angles in all the notations of `angles`, in either order, and references to grids in those of `references`.
Signs and hemispheres are not asked: a place is too near to somebody for that. Angles may be told in words, and a point
may have spaces around it. A geohash of a known place is found without a word that says what it is.

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
from fieldnotes.redaction.grids import GEOHASH, Area, Neighbourhood, geohash, geohash_of
from fieldnotes.redaction.recogniser import Finding, Kind
from fieldnotes.redaction.references import references
from fieldnotes.redaction.spelled import in_figures, respelled, runs
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
_LOOSE_POINT = re.compile(r"(?<=\d)(?:[^\S\n]{1,2}[.,][^\S\n]{0,2}|[.,][^\S\n]{1,2})(?=\d)")
_SPACED_POINT = re.compile(r"\d[^\S\n]{1,2}\.[^\S\n]{0,2}\d")
_MARGIN = 60  # characters around angles told in words
_BARE = re.compile(rf"[{GEOHASH}](?<!\w.)[{GEOHASH}]{{7,11}}(?!\w)")
_SQUARE = 5  # signs of a geohash that names a square of about five kilometres


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
        self._squares = frozenset(code for _, lat, lon in self._places for code in _squares(lat, lon))

    def find(self, canon: Canon) -> Iterator[Finding]:
        """Yield known pairs, known single angles that are written precisely, and known squares, in any view."""
        if not self._places:
            return
        for view in _readings(canon):
            yield from self._bare_geohashes(view)
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

    def _bare_geohashes(self, view: View) -> Iterator[Finding]:
        """Yield geohashes of known places, which nothing says to be such."""
        for match in _BARE.finditer(view.lower):
            if match[0][:_SQUARE] in self._squares:
                area = geohash(match[0]).unsigned(TOLERANCE + _ROUNDING)
                yield from _found(view, *match.span(), set(self._within(area)))

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


def _readings(canon: Canon) -> Iterator[View]:
    """Yield the views of a text; then with points that have spaces around them, and with numbers that are told."""
    for view in read_once(canon).views:
        yield view
        if _SPACED_POINT.search(view.lower):
            points = _LOOSE_POINT.finditer(view.cased)
            tight = respelled(view, ((*m.span(), m[0].strip() if "." in m[0] else m[0]) for m in points))
            if tight is not None:
                yield tight
        told = in_figures(view, (run for run in runs(view.lower) if run.pointed), _MARGIN)
        if told is not None:
            yield told


def _squares(latitude: float, longitude: float) -> Iterator[str]:
    """Yield the geohashes of the squares in which a place and what is near it lie, on either side of the globe."""
    for north, east in product((-1, 1), repeat=2):
        for up, right in product((-TOLERANCE, TOLERANCE), repeat=2):
            yield geohash_of(north * latitude + up, east * longitude + right, _SQUARE)


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
