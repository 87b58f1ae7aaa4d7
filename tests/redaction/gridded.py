"""Write a point in the grids that the gate reads: the way there, where `redaction/grids.py` only knows the way back.

UTM by Krüger's series for WGS 84, with the wider zones of Norway and Svalbard; MGRS after NGA.STND.0037.
"""

import math

_E = math.sqrt(0.00669437999014)
_N = 1 / (2 * 298.257223563 - 1)
_RADIUS = 0.9996 * 6378137.0 / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_ALPHA = (
    _N / 2 - 2 * _N**2 / 3 + 5 * _N**3 / 16 + 41 * _N**4 / 180,
    13 * _N**2 / 48 - 3 * _N**3 / 5 + 557 * _N**4 / 1440,
    61 * _N**3 / 240 - 103 * _N**4 / 140,
    49561 * _N**4 / 161280,
)
_BANDS = "CDEFGHJKLMNPQRSTUVWX"
_PLUS = "23456789CFGHJMPQRVWX"
_SVALBARD = ((9, 31), (21, 33), (33, 35), (42, 37))


def zone_of(latitude: float, longitude: float) -> int:
    """Return the zone of UTM, with the exceptions of the north."""
    if 56 <= latitude < 64 and 3 <= longitude < 12:
        return 32
    if latitude >= 72 and 0 <= longitude < 42:
        return next(zone for east, zone in _SVALBARD if longitude < east)
    return int((longitude + 180) // 6) % 60 + 1


def utm(latitude: float, longitude: float) -> tuple[int, str, float, float]:
    """Return zone, band, easting and northing."""
    zone = zone_of(latitude, longitude)
    sine = math.sin(math.radians(latitude))
    across = math.radians((longitude - (zone * 6 - 183) + 180) % 360 - 180)
    t = math.sinh(math.atanh(sine) - _E * math.atanh(_E * sine))
    xi, eta = math.atan2(t, math.cos(across)), math.atanh(math.sin(across) / math.hypot(1, t))
    north, east = xi, eta
    for step, alpha in enumerate(_ALPHA, 1):
        north += alpha * math.sin(2 * step * xi) * math.cosh(2 * step * eta)
        east += alpha * math.cos(2 * step * xi) * math.sinh(2 * step * eta)
    band = _BANDS[min(int((latitude + 80) // 8), 19)]
    return zone, band, 500_000 + _RADIUS * east, _RADIUS * north + (0 if latitude >= 0 else 10_000_000)


def mgrs(latitude: float, longitude: float, half: int) -> tuple[str, str, str, str]:
    """Return zone and band, the two letters, and *half* digits each of easting and northing."""
    zone, band, easting, northing = utm(latitude, longitude)
    column = ("STUVWXYZ", "ABCDEFGH", "JKLMNPQR")[zone % 3][int(easting // 100_000) - 1]
    row = "ABCDEFGHJKLMNPQRSTUV"[(int(northing // 100_000) + (5 if zone % 2 == 0 else 0)) % 20]
    east, north = (f"{int(metres % 100_000):05d}"[:half] for metres in (easting, northing))
    return f"{zone}{band}", column + row, east, north


def plus_code(latitude: float, longitude: float, length: int) -> str:
    """Return a full plus code of 4, 6, 8, 10 or 11 digits, padded where it is shorter than eight."""
    up, right = int((latitude + 90) * 8000 * 5), int((longitude + 180) * 8000 * 4)
    last = _PLUS[up % 5 * 4 + right % 4]
    up, right = up // 5, right // 4
    digits = ""
    for _ in range(5):
        digits = _PLUS[up % 20] + _PLUS[right % 20] + digits
        up, right = up // 20, right // 20
    digits = (digits + last)[:length].ljust(8, "0")
    return f"{digits[:8]}+{digits[8:]}"


def geohash(latitude: float, longitude: float, length: int) -> str:
    """Return a geohash."""
    bits = length * 5
    right = int((longitude + 180) / 360 * 2 ** ((bits + 1) // 2))
    up = int((latitude + 90) / 180 * 2 ** (bits // 2))
    number = 0
    for bit in range(bits):
        side, left = (right, (bits + 1) // 2 - 1 - bit // 2) if bit % 2 == 0 else (up, bits // 2 - 1 - bit // 2)
        number = number << 1 | side >> left & 1
    return "".join("0123456789bcdefghjkmnpqrstuvwxyz"[number >> 5 * place & 31] for place in reversed(range(length)))
