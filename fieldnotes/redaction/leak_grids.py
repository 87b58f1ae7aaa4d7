"""Say where a place lies in the grids of maps: UTM and MGRS.

Written for the second look alone and sharing nothing with the first, which reads a grid back into degrees: here the
known place is carried into the grid. The formulas are those of Snyder, "Map Projections: A Working Manual" (USGS
Professional Paper 1395), equations 3-21, 8-9, 8-10 and 8-12 to 8-15, on the ellipsoid WGS 84; good to a metre.
"""

from math import cos, floor, radians, sin, tan
from typing import NamedTuple

_AXIS = 6378137.0  # metres
_E2 = 0.00669437999014
_EP2 = _E2 / (1 - _E2)
_SCALE = 0.9996
_COLUMNS = ("STUVWXYZ", "ABCDEFGH", "JKLMNPQR")  # of zones 3, 1 and 2, and so on (NGA.STND.0037, figure 8)
_ROWS = "ABCDEFGHJKLMNPQRSTUV"
_KM100 = 100_000


class Metres(NamedTuple):
    """Hold a place in a zone of UTM: metres east and north, the north with ten million added in the south."""

    zone: int
    east: float
    north: float

    @property
    def square(self) -> str:
        """The two letters of the square of 100 km that the place lies in."""
        column = _COLUMNS[self.zone % 3][(floor(self.east / _KM100) - 1) % 8]
        return column + _ROWS[(floor(self.north / _KM100) + (0 if self.zone % 2 else 5)) % 20]


def zone_of(longitude: float) -> int:
    """Return the regular zone of a longitude in degrees; those of Norway are neighbours of their regular ones."""
    return floor((longitude + 180) / 6) % 60 + 1


def metres(latitude: float, longitude: float, zone: int) -> Metres:
    """Return a place, given in degrees, in a *zone* that may be its own or the next one."""
    phi = radians(latitude)
    away = radians((longitude - (6 * zone - 183) + 180) % 360 - 180)
    bend = _AXIS / (1 - _E2 * sin(phi) ** 2) ** 0.5
    t, c, a = tan(phi) ** 2, _EP2 * cos(phi) ** 2, away * cos(phi)
    arc = _AXIS * (
        (1 - _E2 / 4 - 3 * _E2**2 / 64 - 5 * _E2**3 / 256) * phi
        - (3 * _E2 / 8 + 3 * _E2**2 / 32 + 45 * _E2**3 / 1024) * sin(2 * phi)
        + (15 * _E2**2 / 256 + 45 * _E2**3 / 1024) * sin(4 * phi)
        - (35 * _E2**3 / 3072) * sin(6 * phi)
    )
    east = bend * (a + (1 - t + c) * a**3 / 6 + (5 - 18 * t + t**2 + 72 * c - 58 * _EP2) * a**5 / 120)
    north = arc + bend * tan(phi) * (
        a**2 / 2 + (5 - t + 9 * c + 4 * c**2) * a**4 / 24 + (61 - 58 * t + t**2 + 600 * c - 330 * _EP2) * a**6 / 720
    )
    return Metres(zone, 500_000 + _SCALE * east, _SCALE * north + (0 if latitude >= 0 else 10_000_000))
