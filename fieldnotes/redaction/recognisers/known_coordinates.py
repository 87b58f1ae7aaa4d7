"""Recognise the coordinates that the vault knows, by value and not by spelling.

Read are decimal degrees (with point or comma, sign or hemisphere), and degrees, minutes and seconds in the
usual notations, ISO 6709 without separators included. Signs, hemispheres and the order of latitude and
longitude are not asked: a place is too near to somebody for that.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fieldnotes.redaction.canon import Canon, View, read
from fieldnotes.redaction.recogniser import Finding, Kind
from fieldnotes.redaction.subject import Subject

TOLERANCE = 0.01
"""Degrees by which a written value may differ from the known one: about a kilometre."""

_ROUNDING = 1e-9
_GAP_IN_PAIR = 24
_TELLING_DECIMALS = 3

_DEGREE = r"\s{0,3}(?:°|˚|o\b|deg(?:rees?)?\b\.?|d\b)"
_MINUTE = r"\s{0,3}(?:['′’‘`´]|min(?:utes?)?\b\.?|m\b)?\s{0,3}"
_SECOND = r"\s{0,3}(?:[\"″”“]|['′’‘`´]{2}|sec(?:onds?)?\b\.?|s\b)?"
_SIDE = r"(?P<side>\s{0,3}[nsew]\b)?"

# Each starts with a digit, so that the engine skips quickly over words; what stands before is looked at later.
_DECIMAL = re.compile(
    rf"(?<![\d.])(?P<degrees>\d{{1,3}})\.(?P<decimals>\d{{1,15}})(?!\d|\.\d)(?P<mark>{_DEGREE})?{_SIDE}"
)
_COMMA = re.compile(
    rf"(?<![\d.,])(?P<degrees>\d{{1,3}}),(?P<decimals>\d{{1,15}})(?!\d|[.,]\d)(?P<mark>{_DEGREE})?{_SIDE}"
)
_SIGNED = re.compile(
    rf"(?<!\d)(?P<degrees>\d{{1,3}})(?:{_DEGREE}|[°˚od])\s{{0,3}}"
    rf"(?P<minutes>\d{{1,2}}(?:[.,]\d{{1,9}})?){_MINUTE}"
    rf"(?:(?P<seconds>\d{{1,2}}(?:[.,]\d{{1,9}})?){_SECOND})?{_SIDE}"
)
_SPACED = re.compile(
    r"(?<![\d.])(?P<degrees>\d{1,3})[\s:]{1,3}(?P<minutes>\d{1,2}(?:\.\d{1,9})?)"
    rf"(?:[\s:]{{1,3}}(?P<seconds>\d{{1,2}}(?:\.\d{{1,9}})?))?{_SIDE}"
)
_COMPACT = re.compile(
    rf"(?<!\d)(?P<degrees>\d{{2,3}})(?P<minutes>\d{{2}})(?P<seconds>\d{{2}}(?:\.\d{{1,9}})?)?(?!\d){_SIDE}"
)
_BEFORE = re.compile(r"(?:\b(?P<side>[nsew])\s{0,3})?(?P<sign>[-+−])?\Z")
_REACH = 6
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class _Angle:
    """An angle in a view.

    Attributes:
        start, end: where it stands.
        degrees: its size.
        telling: whether it is precise enough to tell much even when alone.
        number: whether it may as well be a number with a thousands separator ("35,300 people").
    """

    start: int
    end: int
    degrees: float
    telling: bool
    number: bool = False


class KnownCoordinates:
    """Find the coordinates of the subjects."""

    covers: frozenset[str] = frozenset()

    def __init__(self, subjects: Sequence[Subject]) -> None:
        self._places = [
            (owner, abs(subject.coordinates[0]), abs(subject.coordinates[1]))
            for owner, subject in enumerate(subjects)
            if subject.coordinates is not None
        ]

    def find(self, canon: Canon) -> Iterator[Finding]:
        """Yield known pairs, and known single angles that are written precisely, in any view of the text."""
        if not self._places:
            return
        for view in canon.views:
            if _DIGIT.search(view.lower) is None:
                continue
            angles = sorted(_angles(view.lower), key=lambda angle: (angle.start, -angle.end))
            yield from self._singles(view, angles)
            yield from self._pairs(view, angles)

    def _singles(self, view: View, angles: Sequence[_Angle]) -> Iterator[Finding]:
        for angle in angles:
            if angle.telling:
                owners = {o for o, *known in self._places if any(_near(angle, value) for value in known)}
                yield from _found(view, angle.start, angle.end, owners)

    def _pairs(self, view: View, angles: Sequence[_Angle]) -> Iterator[Finding]:
        """Yield pairs; an angle is compared with the few that start right after it.

        A letter between two angles is the hemisphere of either, so they may overlap by it.
        """
        for index, first in enumerate(angles):
            near = {o for o, *known in self._places if any(_near(first, value) for value in known)}
            if not near:
                continue
            for second in angles[index + 1 : index + 8]:
                gap = view.lower[first.end : second.start]
                if second.start < first.end - _REACH or second.end <= first.end or len(gap) > _GAP_IN_PAIR:
                    continue
                if (first.number or second.number) and _LETTER.search(gap):
                    continue
                both = {o for o, lat, lon in self._places if _is_pair(first, second, lat, lon)}
                yield from _found(view, first.start, second.end, near & both)


def coordinates_in(words: str) -> tuple[float, float] | None:
    """Return the first latitude and longitude, in degrees, that *words* hold, or None; hemispheres are not read."""
    text = read(words).views[0].lower
    angles = sorted(_angles(text), key=lambda angle: (angle.start, -angle.end))
    for first in angles:
        for second in angles:
            if second.start >= first.end - _REACH and second.end > first.end:
                return first.degrees, second.degrees
    return None


def _found(view: View, start: int, end: int, owners: set[int]) -> Iterator[Finding]:
    """Yield one finding if it has an owner."""
    if owners:
        yield Finding(*view.raw_span(start, end), Kind.COORDINATES, frozenset(owners), end - start)


def _near(angle: _Angle, known: float) -> bool:
    return abs(angle.degrees - known) <= TOLERANCE + _ROUNDING


def _is_pair(first: _Angle, second: _Angle, latitude: float, longitude: float) -> bool:
    """Tell whether two angles are a known place, in either order."""
    straight = _near(first, latitude) and _near(second, longitude)
    return straight or (_near(first, longitude) and _near(second, latitude))


def _angles(text: str) -> Iterator[_Angle]:
    """Yield everything in a folded text that can be read as an angle; readings may overlap."""
    for pattern in (_DECIMAL, _COMMA):
        for match in pattern.finditer(text):
            start, side = _start(text, match)
            value = float(f"{match['degrees']}.{match['decimals']}")
            number = pattern is _COMMA and not (side or match["mark"] or match["side"])
            telling = len(match["decimals"]) >= _TELLING_DECIMALS + number
            yield _Angle(start, match.end(), value, telling, number)
    for pattern in (_SIGNED, _SPACED, _COMPACT):
        for match in pattern.finditer(text):
            start, side = _start(text, match)
            if side or match["side"] or pattern is _SIGNED:
                yield _sexagesimal(match, start)


def _start(text: str, match: re.Match[str]) -> tuple[int, bool]:
    """Return where an angle starts with its sign and hemisphere, and whether there is one of them."""
    before = _BEFORE.search(text[max(match.start() - _REACH, 0) : match.start()])
    length = len(before[0]) if before else 0
    return match.start() - length, length > 0


def _sexagesimal(match: re.Match[str], start: int) -> _Angle:
    """Read degrees, minutes and seconds; a fraction of a minute tells as much as seconds do."""
    minutes, seconds = (float((match[part] or "0").replace(",", ".")) for part in ("minutes", "seconds"))
    degrees = int(match["degrees"]) + minutes / 60 + seconds / 3600
    telling = match["seconds"] is not None or not match["minutes"].isdigit()
    return _Angle(start, match.end(), degrees, telling)
