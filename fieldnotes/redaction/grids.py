"""Compute where on earth a square of a grid lies: UTM, MGRS, plus codes and geohashes, as areas in degrees.

UTM is undone by Krüger's series for WGS 84 to the fourth order of the third flattening (Karney 2011, equations 35
to 36), to about a millimetre in a zone. MGRS follows NGA.STND.0037 without the polar zones A, B, Y
and Z, plus codes the Open Location Code specification 1.0. What leaves the zone, the square or the first letters
away is completed by those of known places (`Neighbourhood`).
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

_A = 6378137.0
_N = 1 / (2 * 298.257223563 - 1)
_SCALE = 0.9996 * _A / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_BETA = (
    _N / 2 - 2 * _N**2 / 3 + 37 * _N**3 / 96 - _N**4 / 360,
    _N**2 / 48 + _N**3 / 15 - 437 * _N**4 / 1440,
    17 * _N**3 / 480 - 37 * _N**4 / 840,
    4397 * _N**4 / 161280,
)
_DELTA = (
    2 * _N - 2 * _N**2 / 3 - 2 * _N**3 + 116 * _N**4 / 45,
    7 * _N**2 / 3 - 8 * _N**3 / 5 - 227 * _N**4 / 45,
    56 * _N**3 / 15 - 136 * _N**4 / 35,
    4279 * _N**4 / 630,
)
_FALSE_EASTING, _FALSE_NORTHING = 500_000, 10_000_000
_WIDEST = (90_000, 910_000)
"""Eastings that occur, with some reach into the zones beside."""

BANDS = "cdefghjklmnpqrstuvwx"
_COLUMNS = ("stuvwxyz", "abcdefgh", "jklmnpqr")  # by the zone modulo 3
_ROWS = "abcdefghjklmnpqrstuv"
_SQUARE, _CYCLE = 100_000, 2_000_000
_METRES_IN_DEGREE = 110_900

PLUS = "23456789cfghjmpqrvwx"
"""The digits of plus codes, of base 20."""
_PAIRS = (20.0, 1.0, 0.05, 0.0025, 0.000125)
GEOHASH = "0123456789bcdefghjkmnpqrstuvwxyz"
"""The digits of geohashes, of base 32."""


@dataclass(frozen=True, slots=True)
class Area:
    """What a notation leaves open, in degrees; a point where south is north and west is east."""

    south: float
    north: float
    west: float
    east: float

    def centre(self) -> tuple[float, float]:
        """Return its middle as latitude and longitude."""
        return (self.south + self.north) / 2, (self.west + self.east) / 2

    def unsigned(self, margin: float) -> "Area":
        """Return the area, *margin* wider on each side, as if every place lay north and east."""
        south, north = _unsigned(self.south - margin, self.north + margin)
        west, east = _unsigned(self.west - margin, self.east + margin)
        if east > 180:
            west, east = min(west, 360 - east), 180.0
        return Area(south, north, west, east)

    def holds(self, latitude: float, longitude: float) -> bool:
        """Tell whether a point lies in it."""
        return self.south <= latitude <= self.north and self.west <= longitude <= self.east


def _unsigned(low: float, high: float) -> tuple[float, float]:
    """Return the range of the absolute values between two values."""
    least = 0.0 if low <= 0 <= high else min(abs(low), abs(high))
    return least, max(abs(low), abs(high))


class Neighbourhood:
    """Hold what completes a shortened reference: the zones, grid zones and plus codes that places lie in.

    Every place counts in all four quarters of the globe, as its signs are not trusted; zones beside it count too,
    since a country is often measured in one zone as a whole.

    Attributes:
        zones: of UTM.
        northings: hundreds of kilometres from the equator, and those beside.
        designations: zones of UTM with their band.
        prefixes: the first two and four digits of plus codes, by their number.
    """

    def __init__(self, places: Iterable[tuple[float, float]], margin: float) -> None:
        """Take *places* as latitude and longitude; what lies within *margin* degrees of one is beside it."""
        self.zones: set[int] = set()
        self.northings: set[int] = set()
        self.designations: set[tuple[int, str]] = set()
        self.prefixes: dict[int, set[str]] = {2: set(), 4: set()}
        for place in places:
            for signs in product((-1, 1), repeat=2):
                for shift in product((-margin, margin), repeat=2):
                    latitude, longitude = (
                        sign * value + by for sign, value, by in zip(signs, place, shift, strict=True)
                    )
                    self._add(max(-89.999, min(latitude, 89.999)), (longitude + 180) % 360 - 180)

    def _add(self, latitude: float, longitude: float) -> None:
        zone = int((longitude + 180) // 6)
        zones = {(zone + beside) % 60 + 1 for beside in (-1, 0, 1)}
        self.zones |= zones
        hundreds = int(abs(latitude) * _METRES_IN_DEGREE // _SQUARE)
        self.northings.update((hundreds - 1, hundreds, hundreds + 1))
        if -80 <= latitude <= 84:
            band = BANDS[min(int((latitude + 80) // 8), len(BANDS) - 1)]
            self.designations |= {(one, band) for one in zones}
        up, right = latitude + 90, longitude + 180
        first = PLUS[int(up // 20)] + PLUS[int(right // 20)]
        self.prefixes[2].add(first)
        self.prefixes[4].add(first + PLUS[int(up % 20)] + PLUS[int(right % 20)])

    def may_lie_at(self, northing: float) -> bool:
        """Tell whether a place may have this northing, of the north or the south."""
        return any(int(one // _SQUARE) in self.northings for one in (northing, _FALSE_NORTHING - northing))


def _degrees(zone: int, easting: float, northing: float) -> tuple[float, float]:
    """Return latitude and longitude of metres in a zone; *northing* is negative in the south.

    Beyond the edge of the first and the last zone the longitude goes on beyond 180.
    """
    along, across = northing / _SCALE, (easting - _FALSE_EASTING) / _SCALE
    xi, eta = along, across
    for step, beta in enumerate(_BETA, 1):
        xi -= beta * math.sin(2 * step * along) * math.cosh(2 * step * across)
        eta -= beta * math.cos(2 * step * along) * math.sinh(2 * step * across)
    conformal = math.asin(math.sin(xi) / math.cosh(eta))
    latitude = conformal + sum(d * math.sin(2 * step * conformal) for step, d in enumerate(_DELTA, 1))
    longitude = math.degrees(math.atan2(math.sinh(eta), math.cos(xi))) + zone * 6 - 183
    return math.degrees(latitude), longitude


def utm(zones: Iterable[int], easting: float, northing: float) -> Iterator[Area]:
    """Yield the points that metres may be in any of *zones*, north and south: a letter "S" may say either."""
    if _WIDEST[0] <= easting <= _WIDEST[1] and 0 <= northing <= _FALSE_NORTHING:
        for zone in zones:
            for origin in (0, _FALSE_NORTHING):
                latitude, longitude = _degrees(zone, easting, northing - origin)
                if -80.5 <= latitude <= 84.5:
                    yield Area(latitude, latitude, longitude, longitude)


def mgrs(zone: int, band: str, letters: str, digits: str) -> Area | None:
    """Return the square that *digits*, of an even number up to ten, name in a square of 100 km; None if there is none.

    The letters of the rows begin anew every 2,000 km; the *band* says which of them is meant. A square may reach
    over the edge of its band.
    """
    column, row = _COLUMNS[zone % 3].find(letters[0]), _ROWS.find(letters[1])
    if not 1 <= zone <= 60 or band not in BANDS or column < 0 or row < 0:
        return None
    half = len(digits) // 2
    size = _SQUARE / 10**half
    easting = (column + 1) * _SQUARE + int(digits[:half] or 0) * size
    northing = (row - (5 if zone % 2 == 0 else 0)) % 20 * _SQUARE + int(digits[half:] or 0) * size
    middle = BANDS.index(band) * 8 - 76
    northing += round((middle * _METRES_IN_DEGREE - northing) / _CYCLE) * _CYCLE
    corners = [_degrees(zone, easting + right, northing + up) for right in (0, size) for up in (0, size)]
    if not all(-6 <= latitude - middle <= 10 for latitude, _ in corners):
        return None
    south, *_, north = sorted(latitude for latitude, _ in corners)
    west, *_, east = sorted(longitude for _, longitude in corners)
    return Area(south, north, west, east)


def plus_code(code: str) -> Area | None:
    """Return the square of a full plus code, in small letters and without its sign and padding; None for no code."""
    if not set(code) <= set(PLUS) or PLUS.index(code[0]) > 8 or PLUS.index(code[1]) > 17:
        return None
    south, west, height, width = -90.0, -180.0, 20.0, 20.0
    for place, (up, right) in enumerate(zip(code[:10:2], code[1:10:2], strict=True)):
        height = width = _PAIRS[place]
        south += PLUS.index(up) * height
        west += PLUS.index(right) * width
    for digit in code[10:]:
        height, width = height / 5, width / 4
        south += PLUS.index(digit) // 4 * height
        west += PLUS.index(digit) % 4 * width
    return Area(south, south + height, west, west + width)


def geohash(code: str) -> Area:
    """Return the square of a geohash in small letters: halves of the globe, turn about, five to a letter."""
    sides = [[-180.0, 180.0], [-90.0, 90.0]]
    for bit in range(5 * len(code)):
        side = sides[bit % 2]
        high = GEOHASH.index(code[bit // 5]) >> (4 - bit % 5) & 1
        side[1 - high] = sum(side) / 2
    (west, east), (south, north) = sides
    return Area(south, north, west, east)


def geohash_of(latitude: float, longitude: float, length: int) -> str:
    """Return the geohash of a place, of *length* signs."""
    sides = [[-180.0, 180.0], [-90.0, 90.0]]
    code = value = 0
    signs = ""
    for bit in range(5 * length):
        side, place = sides[bit % 2], (longitude, latitude)[bit % 2]
        middle = sum(side) / 2
        high = place >= middle
        side[1 - high] = middle
        value, code = 2 * value + high, code + 1
        if code == 5:
            signs += GEOHASH[value]
            code = value = 0
    return signs
