"""Read the data of the gazetteer: one file of four parts, each unpacked when it is first asked for.

`tests/gazetteer/build_gazetteer.py` makes it: magic, BLAKE2b-256 of all that follows, the number of settlements and
the lengths of the parts (five 32-bit numbers), then the parts, each a zlib stream:

numbers
    of every settlement its latitude, longitude and unit (16 bits each), and its population on a scale of logarithms
    (8 bits): first all latitudes, then all longitudes, and so on.
names
    one line each, in the same order.
keys
    one line for each settlement, then one for each unit: its folded names with a space before and behind each.
units
    one line each, the countries last: the line of the unit it lies in, its code at GeoNames, its name.
"""

import pkgutil
import re
import struct
import sys
import zlib
from array import array
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, pairwise

MAGIC = b"FNPLACE1"
HEADER = 60
"""Bytes before the first part."""
LATITUDES, LONGITUDES = 364, 182
"""Steps in a degree: about 300 m, and 600 m at the equator."""
STEPS = 10
"""Steps in a doubling of the population."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """Hold the columns of the settlements; each is as long as there are settlements."""

    latitudes: "array[int]"
    longitudes: "array[int]"
    units: "array[int]"
    populations: bytes


@dataclass(frozen=True, slots=True)
class Unit:
    """Hold a unit: the line of the unit it lies in (its own, of a country), its code, its name."""

    within: int
    code: str
    name: str

    @property
    def level(self) -> int:
        """Return 0 for a country, 1 for its largest units, 2 for those in them."""
        return self.code.count(".")


@cache
def numbers() -> Numbers:
    """Return the columns of the settlements."""
    count, data = _count(), _part(0)
    columns = [array("H", data[2 * count * place : 2 * count * (place + 1)]) for place in range(3)]
    if sys.byteorder == "big":
        for column in columns:
            column.byteswap()
    latitudes, longitudes, units = columns
    return Numbers(latitudes, longitudes, units, data[6 * count :])


def name(line: int) -> str:
    """Return the name of the settlement of a line."""
    text, ends = _names()
    return text[ends[line] + 1 : ends[line + 1]].decode()


@cache
def _names() -> tuple[bytes, "array[int]"]:
    """Return the names with a line end before and behind each, and where those stand."""
    text = b"\n" + _part(1) + b"\n"
    return text, array("I", (found.start() for found in re.finditer(rb"\n", text)))


@cache
def keys() -> bytes:
    """Return the lines of folded names."""
    return _part(2)


@lru_cache(maxsize=1024)
def unit(line: int) -> Unit:
    """Return the unit of a line."""
    within, code, words = _units()[line].split(b"\t")
    return Unit(int(within), code.decode(), words.decode())


def within(code: str, words: str) -> frozenset[int]:
    """Return the lines of the units in the country *code* that are called *words*, and of all that lie in them."""
    tops = {line for line, row in enumerate(_units()) if row.endswith(f"\t{words}".encode())}
    tops = {line for line in tops if unit(line).code[:2] == code and unit(line).name == words}
    for _ in range(2):
        tops |= {line for line, row in enumerate(_units()) if int(row.partition(b"\t")[0]) in tops}
    return frozenset(tops)


@cache
def _units() -> list[bytes]:
    """Return the lines of the units."""
    return _part(3).split(b"\n")


def _count() -> int:
    """Return how many settlements there are."""
    (count,) = struct.unpack_from("<I", _file(), HEADER - 20)
    return int(count)


def _part(number: int) -> bytes:
    """Unpack one part."""
    lengths = struct.unpack_from("<4I", _file(), HEADER - 16)
    begin, end = list(pairwise(accumulate(lengths, initial=HEADER)))[number]
    return zlib.decompress(_file()[begin:end])


@cache
def _file() -> bytes:
    """Return the whole file, which the package always holds."""
    data = pkgutil.get_data("fieldnotes.gazetteer", "data/places")
    if data is None or data[: len(MAGIC)] != MAGIC:
        raise FileNotFoundError
    return data
