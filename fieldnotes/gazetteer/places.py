"""Look up places: by the folded name, by how a name is spelled or begins, by the nearest position.

A name is compared as `redaction/place_names.py` folds it; this room has no folding of its own. What is found by
its own name is a fact of the map data; what is merely spelled alike is for a person to choose from.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from fieldnotes.domain.location import Ladder
from fieldnotes.errors import UsageError
from fieldnotes.gazetteer import spelling, store

FARTHEST = 50.0
"""Kilometres from a settlement beyond which nobody can say that a position lies at it."""
ALIKE = 3
"""How many settlements of one class a unit has at least, where naming the class does not name the settlement."""

_EARTH = 6371.0
_DEGREE = 111.19
"""Kilometres of a degree of latitude."""
_VILLAGE, _CITY = 2_000, 100_000
_MOST = 20
_SHORTEST_BEGINNING = 4
_LEAST_ALIKE = 0.6
_SPACE = ord(" ")


@dataclass(frozen=True, slots=True)
class Place:
    """A settlement, or a unit of a country.

    Attributes:
        name: as GeoNames writes it.
        unit: the line of the unit that it lies in, or is.
        settlement: its line among the settlements; -1 for a unit.
        population: about, to a few per cent; 0 where nobody told.
        position: latitude and longitude in degrees, to about 600 m; None of a unit.
        district: the name of the second-level unit that it lies in or is, if known.
        governorate: the name of the first-level unit, if known.
        country: the name of the country.
        code: the country's two letters.
    """

    name: str
    unit: int
    settlement: int
    population: int
    position: tuple[float, float] | None
    district: str | None
    governorate: str | None
    country: str
    code: str

    @property
    def ladder(self) -> Ladder:
        """Return its rungs, as far as they are known; GeoNames has no regions above the first-level units."""
        return Ladder(
            settlement=self.name if self.settlement >= 0 else None,
            district=self.district,
            governorate=self.governorate,
            country=self.country,
        )

    @property
    def size(self) -> str:
        """Return "village", "town" or "city" by the population; "place" where that is unknown, "" of a unit."""
        return _size(store.numbers().populations[self.settlement]) if self.settlement >= 0 else ""


def named(keys: Iterable[str]) -> tuple[list[Place], list[Place]]:
    """Return the places that bear one of the folded names *keys*, and those one of whose names only begins with one.

    The largest come first; of the latter there are no more than twenty, and none for a name of three letters.
    """
    whole: dict[int, None] = {}
    longer: dict[int, None] = {}
    for key in filter(None, keys):
        space = "" if len(key) >= _SHORTEST_BEGINNING else " "
        sought, data = f" {key}{space}".encode(), store.keys()
        found = list(_positions(sought))
        for line, place in zip(_counted(found), found, strict=True):
            (whole if space or data[place + len(sought)] == _SPACE else longer)[line] = None
    return _ranked(map(_place, whole)), _ranked(_place(line) for line in longer if line not in whole)[:_MOST]


def spelled_alike(key: str) -> list[Place]:
    """Return places one of whose folded names could be another spelling of *key*, the most alike first."""
    pattern = spelling.pattern(key)
    if pattern is None:
        return []
    matches = [(match.start(), match[0].strip().decode()) for match in pattern.finditer(store.keys())]
    found: dict[int, float] = {}
    for line, (_, other) in zip(_counted(start for start, _ in matches), matches, strict=True):
        found[line] = max(found.get(line, 0.0), spelling.likeness(key, other))
    places = [(likeness, _place(line)) for line, likeness in found.items() if likeness >= _LEAST_ALIKE]
    places.sort(key=lambda one: (-one[0], one[1].settlement < 0, -one[1].population, one[1].name, one[1].unit))
    return [place for _, place in places[:_MOST]]


def nearest(latitude: float, longitude: float, most: int = 5) -> list[tuple[Place, float]]:
    """Return the nearest settlements with their distance in kilometres; none where they are farther than `FARTHEST`.

    Borders are not known, so beside the *most* nearest the nearest of every other country is there as well.

    Raises:
        UsageError: this is no position on Earth.
    """
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise UsageError("this is no position: latitude goes to 90, longitude to 180")
    numbers, reach = store.numbers(), FARTHEST / _DEGREE
    low, high = ((latitude + side * reach + 90) * store.LATITUDES for side in (-1, 1))
    close = [line for line, lat in enumerate(numbers.latitudes) if low <= lat <= high]
    wide = reach / max(math.cos(math.radians(min(90.0, abs(latitude) + reach))), 1e-6)
    found = []
    for line in close:
        position = _position(line)
        if abs((position[1] - longitude + 180) % 360 - 180) <= wide:
            away = kilometres((latitude, longitude), position)
            if away <= FARTHEST:
                found.append((away, line))
    ranked = [(_place(line), away) for away, line in sorted(found)]
    firsts = {place.code: place for place, _ in reversed(ranked)}
    return [(one, away) for index, (one, away) in enumerate(ranked) if index < most or firsts[one.code] == one]


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the way between two positions along the surface of a sphere, in kilometres (haversine)."""
    (lat1, lon1), (lat2, lon2) = ((math.radians(lat), math.radians(lon)) for lat, lon in (one, other))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH * math.asin(min(1.0, math.sqrt(half)))


def is_one_of_several(place: Place, unit: str) -> bool:
    """Tell whether a settlement of the size of *place* could be any of at least `ALIKE` in the unit named *unit*.

    Settlements of unknown population count as villages and towns; no large city is unknown.
    """
    sizes = _sizes(place.code, unit)
    unknown = 0 if place.size == "city" else sizes["place"]
    return sizes[place.size] + (unknown if place.size != "place" else 0) >= ALIKE


@lru_cache(maxsize=256)
def _sizes(code: str, unit: str) -> Counter[str]:
    """Return how many settlements of each size lie in a unit of the country *code*, or in the country of that name."""
    inside, numbers = store.within(code, unit), store.numbers()
    return Counter(_size(numbers.populations[line]) for line, one in enumerate(numbers.units) if one in inside)


def _positions(sought: bytes) -> Iterator[int]:
    """Yield where something stands among the folded names."""
    keys, place = store.keys(), -1
    while (place := keys.find(sought, place + 1)) >= 0:
        yield place


def _counted(places: Iterable[int]) -> Iterator[int]:
    """Yield the lines of rising positions in the folded names."""
    keys, line, reached = store.keys(), 0, 0
    for place in places:
        line, reached = line + keys.count(b"\n", reached, place), place
        yield line


def _place(line: int) -> Place:
    """Return the place of a line of the folded names: a settlement, or behind all of them a unit."""
    numbers = store.numbers()
    count = len(numbers.units)
    number = numbers.units[line] if line < count else line - count
    above = [store.unit(number)]
    while above[-1].level:
        above.append(store.unit(above[-1].within))
    names = {unit.level: unit.name for unit in above}
    rungs = (names.get(2), names.get(1), names[0], above[-1].code)
    if line >= count:
        return Place(above[0].name, number, -1, 0, None, *rungs)
    return Place(store.name(line), number, line, _population(numbers.populations[line]), _position(line), *rungs)


def _population(steps: int) -> int:
    """Return about how many people a step on the scale of the data stands for."""
    return round(2 ** (steps / store.STEPS)) - 1


def _size(steps: int) -> str:
    """Return what a settlement is called by its step on that scale."""
    people = _population(steps)
    if not people:
        return "place"
    return "village" if people < _VILLAGE else "town" if people < _CITY else "city"


def _position(line: int) -> tuple[float, float]:
    """Return latitude and longitude of a settlement."""
    numbers = store.numbers()
    return (
        round(numbers.latitudes[line] / store.LATITUDES - 90, 4),
        round(numbers.longitudes[line] / store.LONGITUDES - 180, 4),
    )


def _ranked(places: Iterable[Place]) -> list[Place]:
    """Return places the largest first, settlements before the units that are called like them."""
    return sorted(places, key=lambda one: (one.settlement < 0, -one.population, one.name, one.unit))
