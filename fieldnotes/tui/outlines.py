"""Country outlines for a map without a network: Natural Earth's, 1:50m, simplified.

`outlines.json.gz` is made by tests/tui/outline_build.py, which says how and describes the format. Where borders
are disputed the lines are Natural Earth's. Degrees are (longitude, latitude) here, as on paper: x before y.
"""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

Point = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Arc:
    """Hold one line of an outline and its box (west, south, east, north)."""

    points: tuple[Point, ...]
    box: Box


@dataclass(frozen=True, slots=True)
class Country:
    """Hold a country's name in English, the middle of its largest part, and the rings around its parts and holes."""

    name: str
    middle: Point
    rings: tuple[tuple[Point, ...], ...]
    box: Box


@cache
def arcs(step: float = 0) -> tuple[Arc, ...]:
    """Return every line; a border between two countries is there once.

    Points nearer than *step* degrees to the one before are left out, which is not seen from far away.
    """
    lines = _world()[0]
    return tuple(Arc(_thinned(arc.points, step), arc.box) for arc in lines) if step else lines


def middle_of(name: str) -> Point | None:
    """Return the middle of the country of this English name; None where Natural Earth has no such name."""
    folded = name.strip().casefold()
    return next((country.middle for country in _world()[1] if country.name.casefold() == folded), None)


@lru_cache(1024)
def middle_of_country_at(longitude: float, latitude: float) -> Point:
    """Return the middle of the country that a place is in; off every coast, of the one with the nearest coast."""
    place = (longitude, latitude)
    for country in _world()[1]:
        if _within(country.box, place) and _encloses(country, place):
            return country.middle
    return min(_world()[1], key=lambda country: _distance(country, place)).middle


@cache
def _world() -> tuple[tuple[Arc, ...], tuple[Country, ...]]:
    data = json.loads(gzip.decompress(files("fieldnotes.tui").joinpath("outlines.json.gz").read_bytes()))
    scale = data["scale"]
    lines = [tuple(_unfolded(numbers, scale)) for numbers in data["arcs"]]
    countries = []
    for name, x, y, rings in data["countries"]:
        around = tuple(_ring(lines, ring) for ring in rings)
        countries.append(
            Country(name, (x / scale, y / scale), around, _box(point for ring in around for point in ring))
        )
    pieces = [piece for line in lines for piece in _unwrapped(line)]
    return tuple(Arc(piece, _box(iter(piece))) for piece in pieces), tuple(countries)


def _unfolded(numbers: list[int], scale: int) -> Iterator[Point]:
    x = y = 0
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        yield x / scale, y / scale


def _unwrapped(line: tuple[Point, ...]) -> Iterator[tuple[Point, ...]]:
    """Yield the pieces of a line that jumps from one edge of the world to the other."""
    start = 0
    for place, ((x1, _), (x2, _)) in enumerate(pairwise(line), 1):
        if abs(x2 - x1) > 180:
            yield line[start:place]
            start = place
    yield line[start:]


def _thinned(points: tuple[Point, ...], step: float) -> tuple[Point, ...]:
    kept = [points[0]]
    for x, y in points[1:-1]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= step:
            kept.append((x, y))
    return (*kept, points[-1])


def _ring(lines: list[tuple[Point, ...]], numbers: list[int]) -> tuple[Point, ...]:
    return tuple(point for n in numbers for point in (lines[n] if n >= 0 else lines[~n][::-1]))


def _box(points: Iterator[Point]) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _within(box: Box, place: Point) -> bool:
    return box[0] <= place[0] <= box[2] and box[1] <= place[1] <= box[3]


def _encloses(country: Country, place: Point) -> bool:
    """Tell whether a line from *place* to the east crosses the outline an odd number of times."""
    x, y = place
    inside = False
    for ring in country.rings:
        for (x1, y1), (x2, y2) in pairwise((*ring, ring[0])):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
    return inside


def _distance(country: Country, place: Point) -> float:
    x, y = place
    return min((x - px) ** 2 + (y - py) ** 2 for ring in country.rings for px, py in ring)
