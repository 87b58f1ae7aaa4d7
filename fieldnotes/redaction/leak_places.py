"""Find known coordinates in a text, for the second look, where they are not written as two numbers of degrees.

Read are UTM, MGRS, plus codes (Open Location Code 1.0), geohashes, ISO 6709, degrees and minutes with any words
between them, the tiles of web maps and degrees times ten million, as phones record them. The formulas are in
`leak_grids`; nothing is shared with the first look. A place counts if it lies within 0.01 degree of what is written,
or of the square that is named, where that is no larger than a tenth of a degree. Figures alone count only in pairs.
"""

import re
from collections.abc import Iterator, Sequence
from math import asinh, cos, floor, pi, radians, tan
from typing import NamedTuple

from fieldnotes.redaction.leak_grids import Metres, metres, zone_of
from fieldnotes.redaction.leak_views import CLOSE, WALL
from fieldnotes.redaction.subject import Subject

Hit = tuple[int, int, str]
_WHAT = "the coordinates"
_NEAR = 1_200  # metres: 0.01 degree, a little more than a kilometre
_MINUTE = 0.017  # degrees: what whole minutes leave open
_FIGURE = re.compile(r"\d")
_COARSEST = 0.11  # degrees: larger squares tell too little
_BASE20 = "23456789CFGHJMPQRVWX"
_BASE32 = "0123456789bcdefghjkmnpqrstuvwxyz"


class _Place(NamedTuple):
    """Hold a known place, and whose it is."""

    latitude: float
    longitude: float
    subject: int


class _Box(NamedTuple):
    """Hold a square on the map by its south-west corner and its height and width, in degrees."""

    south: float
    west: float
    height: float
    width: float

    def holds(self, place: _Place, *, modulo: int = 360) -> bool:
        """Say whether *place* lies in this box or by it; *modulo* degrees are all that is known of its corner."""
        up = (place.latitude - self.south + CLOSE) % modulo
        right = (place.longitude - self.west + CLOSE) % modulo
        return up <= self.height + 2 * CLOSE and right <= self.width + 2 * CLOSE


class Places:
    """Hold the known coordinates in every notation that is looked for."""

    def __init__(self, subjects: Sequence[Subject]) -> None:
        self._places = [_Place(*one.coordinates, index) for index, one in enumerate(subjects) if one.coordinates]
        self._metres: dict[tuple[int, int], list[tuple[Metres, int]]] = {}
        self._squares: dict[str, list[tuple[float, float, int, int]]] = {}
        self._degrees: dict[int, list[_Place]] = {}
        for place in self._places:
            for offset in (-1, 0, 1):
                zone = (zone_of(place.longitude) + offset - 1) % 60 + 1
                self._in_grid(metres(place.latitude, place.longitude, zone), place.subject, own=offset == 0)
            self._degrees.setdefault(round(abs(place.latitude) / _MINUTE), []).append(place)

    def _in_grid(self, at: Metres, subject: int, *, own: bool) -> None:
        """Take in where a place lies in the grid; by its squares only in its *own* zone."""
        self._metres.setdefault((round(at.east / _NEAR), round(at.north / _NEAR)), []).append((at, subject))
        if own:
            for east in (at.east - _NEAR, at.east + _NEAR):
                for north in (at.north - _NEAR, at.north + _NEAR):
                    corner = (floor(east / 100_000) * 100_000, floor(north / 100_000) * 100_000)
                    found = self._squares.setdefault(at._replace(east=east, north=north).square, [])
                    found.append((at.east - corner[0], at.north - corner[1], at.zone, subject))

    def hits(self, text: str) -> Iterator[Hit]:
        """Yield where *text*, a view that is folded already, gives a known place away."""
        if not self._places:
            return
        if _FIGURE.search(text):
            yield from self._utm(text)
            yield from self._mgrs(text)
            yield from self._tiles(text)
            yield from self._angles(text)
        yield from self._boxes(text)

    def _utm(self, text: str) -> Iterator[Hit]:
        """Yield eastings and northings in metres, in either order, with thousands set apart or glued together."""
        for start, east, north in _metre_pairs(text):
            zone = _ZONE.search(text[max(start - 8, 0) : start])
            column, row = round(east / _NEAR), round(north / _NEAR)
            for near in ((column + i, row + j) for i in (-1, 0, 1) for j in (-1, 0, 1)):
                for at, subject in self._metres.get(near, ()):
                    there = abs(at.east - east) <= _NEAR and abs(at.north - north) <= _NEAR
                    if there and (zone is None or int(zone[1]) == at.zone):
                        yield start, subject, _WHAT

    def _mgrs(self, text: str) -> Iterator[Hit]:
        """Yield references to squares of ten kilometres and less; without a zone to those of a hundred metres."""
        for found in _MGRS.finditer(text):
            zone, square, digits = found[1], found[2].upper(), re.sub(r"\D", "", found[3])
            half = len(digits) // 2
            if len(digits) % 2 or half > 5 or half < (1 if zone else 3) or not (zone or found[2].isupper()):
                continue
            size = 10 ** (5 - half)
            east, north = int(digits[:half]) * size, int(digits[half:]) * size
            for x, y, own, subject in self._squares.get(square, ()):
                beside = -_NEAR <= x - east <= size + _NEAR and -_NEAR <= y - north <= size + _NEAR
                if beside and (not zone or int(zone) == own):
                    yield found.start(), subject, _WHAT

    def _boxes(self, text: str) -> Iterator[Hit]:
        """Yield plus codes and geohashes."""
        for found in _PLUS_CODE.finditer(text) if "+" in text else ():
            code, fine = found[1].replace(" ", "").upper(), found[2].upper()
            if (box := _plus_box(code, fine)) is not None:
                yield from self._inside(found.start(), box, {8: 360, 6: 20, 4: 1}[len(code)])
        for found in _GEOHASH.finditer(text) if "://" in text or "geohash" in text.casefold() else ():
            yield from self._inside(found.start(1), _geohash_box(found[1].lower()))

    def _tiles(self, text: str) -> Iterator[Hit]:
        """Yield tiles of web maps."""
        for found in _TILE.finditer(text):
            zoom, x, y = int(found[1]), int(found[2]), int(found[3])
            for place in self._places if zoom <= 22 else ():
                if abs(_tile_x(place, zoom) - x - 0.5) <= 1 and abs(_tile_y(place, zoom) - y - 0.5) <= 1:
                    yield found.start(), place.subject, _WHAT

    def _inside(self, start: int, box: _Box, modulo: int = 360) -> Iterator[Hit]:
        if max(box.height, box.width) <= _COARSEST:
            for place in self._places:
                if box.holds(place, modulo=modulo):
                    yield start, place.subject, _WHAT

    def _angles(self, text: str) -> Iterator[Hit]:
        """Yield pairs of angles: ISO 6709, figures run together, words between, degrees times ten million."""
        for start, one, other in _angle_pairs(text):
            for latitude, longitude in ((one, other), (other, one)):
                bucket = round(latitude / _MINUTE)
                for near in (bucket - 1, bucket, bucket + 1):
                    for place in self._degrees.get(near, ()):
                        up, right = abs(place.latitude) - latitude, abs(place.longitude) - longitude
                        if abs(up) <= _MINUTE and abs(right) <= _MINUTE:
                            yield start, place.subject, _WHAT


# --- UTM --------------------------------------------------------------------------------------------------------------

_METRES = re.compile(r"(?<!\d)(?:\d{1,3}(?:[ ,.'\u00a0]\d{3}){1,2}(?!\d)|\d{6,8}(?:\.\d{1,4})?(?!\d))")
_GLUED = re.compile(r"(?<!\d)0?(\d{6})0?(\d{6,7})(?!\d)")
_BETWEEN = re.compile(
    rf"(?:[^\w{WALL}]|(?<!\w)(?:m?[ensxy]|m|east(?:ing)?|north(?:ing)?)(?![^\W\d])|(?<=\d)m?[en](?!\w)){{1,20}}",
    re.IGNORECASE,
)
_ZONE = re.compile(r"(?<!\d)(\d{1,2}) ?[a-z]\W{0,2}\Z", re.IGNORECASE)
_SEPARATOR = re.compile(r"[^\d.]|\.(?=\d{3}(?:\D|\Z))")


def _metre_pairs(text: str) -> Iterator[tuple[int, float, float]]:
    """Yield numbers that may be an easting and a northing: where, and both in metres."""
    before: tuple[int, int, float] | None = None
    for found in _METRES.finditer(text):
        value = float(_SEPARATOR.sub("", found[0]))
        if before is not None and _BETWEEN.fullmatch(text, before[1], found.start()):
            yield before[0], before[2], value
            yield before[0], value, before[2]
        before = (*found.span(), value)
    for found in _GLUED.finditer(text):
        yield found.start(), float(found[1]), float(found[2])


# --- MGRS, plus codes, geohashes, tiles -------------------------------------------------------------------------------

_MGRS = re.compile(
    r"(?<![^\W_])(?:(\d{1,2})[ -]?[C-HJ-NP-X][ -]?)?([A-HJ-NP-Z][A-HJ-NP-V])[ -]?(\d{1,5}[ -]?\d{1,5})(?![^\W_])",
    re.IGNORECASE,
)
_PLUS_CODE = re.compile(rf"(?<![^\W_])((?:[{_BASE20}0]{{2}} ?){{2,4}})\+([{_BASE20}]{{2,7}}|)(?![^\W_])", re.IGNORECASE)
_GEOHASH = re.compile(rf"(?:geohash\W{{1,5}}|://[^\s{WALL}]{{0,80}}[/=])([{_BASE32}]{{5,12}})(?![^\W_])", re.IGNORECASE)
_TILE = re.compile(r"(?<!\d)/(1[2-9]|2\d)/(\d{1,7})/(\d{1,7})(?!\d)")


def _plus_box(code: str, fine: str) -> _Box | None:
    """Return the square of a plus code with *code* before the sign; of a short one all but whole degrees is lost."""
    digits = code.rstrip("0")
    if "0" in digits or not digits or len(digits) % 2 or (fine and len(digits) < len(code)):
        return None
    if len(code) < 8 and (not fine or (code + fine).isdigit()):
        return None  # a sum
    size, south, west = {8: 20.0, 6: 1.0, 4: 0.05}[len(code)], -90.0, -180.0
    for place in range(0, len(digits), 2):
        south += _BASE20.index(digits[place]) * size
        west += _BASE20.index(digits[place + 1]) * size
        size /= 20
    height = width = size * 20
    if len(fine) >= 2:
        south += _BASE20.index(fine[0]) * size
        west += _BASE20.index(fine[1]) * size
        height = width = size
    return _Box(south, west, height, width)


def _geohash_box(code: str) -> _Box:
    """Return the square of a geohash: bits of longitude and latitude in turns, five to a letter."""
    bits = "".join(f"{_BASE32.index(letter):05b}" for letter in code)
    east, north = bits[0::2], bits[1::2]
    height, width = 180 / 2 ** len(north), 360 / 2 ** len(east)
    return _Box(-90 + int(north, 2) * height, -180 + int(east, 2) * width, height, width)


def _tile_x(place: _Place, zoom: int) -> float:
    """Return the column of a place among the tiles of web maps (spherical Mercator)."""
    return (place.longitude + 180) / 360 * 2.0**zoom


def _tile_y(place: _Place, zoom: int) -> float:
    latitude = radians(min(max(place.latitude, -85), 85))
    return (1 - asinh(tan(latitude)) / pi) / 2 * 2.0**zoom if cos(latitude) else 0.0


# --- angles -----------------------------------------------------------------------------------------------------------

_ISO6709 = re.compile(r"(?<!\d)[+-](\d{2,6}(?:\.\d{1,9})?)[+-](\d{3,7}(?:\.\d{1,9})?)(?!\d)")
_RUN = re.compile(r"(?<!\d)(\d{4}|\d{6})(?:\.\d+)? ?[NS][ ,;/]{0,3}(\d{5}|\d{7})(?:\.\d+)? ?[EW]", re.IGNORECASE)
_TENTHS = re.compile(
    r"(?:lat|latitude|lng|lon|longitude)_?(E[67])\W{1,4}(-?\d{5,10})\D{1,20}(?:E[67])\W{1,4}(-?\d{5,10})", re.IGNORECASE
)
_NUMBER = re.compile(r"\d{1,3}(?:(?<!\d[.,]\d)(?<!\d[.,]\d\d)[.,]\d{1,9}+(?![.,]\d))?")
_UNIT = re.compile(rf"[^\d{WALL}]{{1,16}}")


def _compact(figures: str, whole: int) -> float:
    """Return the degrees of DD, DDMM or DDMMSS with *whole* figures for the degrees, and decimals at the last."""
    integer, _, decimals = figures.partition(".")
    rest = integer[whole:]
    minutes = f"{rest[:2]}.{decimals}" if len(rest) == 2 else rest[:2]
    seconds = f"{rest[2:]}.{decimals}" if len(rest) == 4 else rest[2:]
    degrees = f"{integer[:whole]}.{decimals}" if not rest else integer[:whole]
    return float(degrees) + float(minutes or 0) / 60 + float(seconds or 0) / 3600


def _angle_pairs(text: str) -> Iterator[tuple[int, float, float]]:
    """Yield two angles that may be a latitude and a longitude: where, and both in degrees."""
    for pattern in (_ISO6709, _RUN):
        for found in pattern.finditer(text):
            yield found.start(), _compact(found[1], 2), _compact(found[2], 3)
    for found in _TENTHS.finditer(text):
        scale = 10.0 ** int(found[1][1])
        yield found.start(), abs(int(found[2])) / scale, abs(int(found[3])) / scale
    yield from _spelt_pairs(text)


def _spelt_pairs(text: str) -> Iterator[tuple[int, float, float]]:
    """Yield degrees, minutes and perhaps seconds of two angles with words or signs between them."""
    run: list[re.Match[str]] = []
    for found in _NUMBER.finditer(text):
        if run and not _UNIT.fullmatch(text, run[-1].end(), found.start()):
            run = []
        run = [*run[-5:], found]
        for first, second in ((2, 2), (2, 3), (3, 2), (3, 3)):
            if len(run) >= first + second:
                numbers = run[-first - second :]
                if first == second == 3 or _names_units(text, numbers, first):
                    yield numbers[0].start(), _degrees(numbers[:first]), _degrees(numbers[first:])


def _names_units(text: str, numbers: Sequence[re.Match[str]], second: int) -> bool:
    """Say whether between degrees and minutes there is more than the sign that stands in a time of day."""
    gaps = (text[numbers[place].end() : numbers[place + 1].start()] for place in (0, second))
    return all("°" in gap or any(map(str.isalpha, gap)) for gap in gaps)


def _degrees(numbers: Sequence[re.Match[str]]) -> float:
    """Return degrees, minutes and seconds as degrees; impossible ones where there are too many of a kind."""
    values = [float(number[0].replace(",", ".")) for number in numbers]
    if any(value >= 60 for value in values[1:]):
        return 999.0
    return sum(value / 60.0**place for place, value in enumerate(values))
