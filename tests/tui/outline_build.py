"""Make fieldnotes/tui/outlines.json.gz, the country outlines of the map, from Natural Earth's 1:50m set.

How to make it anew, in an empty folder (nothing else of the package is needed, and nothing at run time):

    npm pack world-atlas@2.0.2 && tar xf world-atlas-2.0.2.tgz
    python -m tests.tui.outline_build package/countries-50m.json fieldnotes/tui/outlines.json.gz

Natural Earth is in the public domain; world-atlas, which brings it as TopoJSON, is under the ISC licence. Where
borders are disputed the lines are Natural Earth's, and nobody's opinion here. Antarctica and specks of islands are
left out. What comes out is `{"scale": s, "arcs": [...], "countries": [...]}`:

* an arc is a line as whole numbers: longitude and latitude of its first point, then the way to each next one, all in
  steps of 1/s of a degree; two countries share the arc between them;
* a country is its name in English, the longitude and latitude of its middle in steps of 1/s, and its rings, each a
  list of arcs by number; -1 - n is arc n backwards.
"""

import gzip
import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

Point = tuple[float, float]

SCALE = 50  # steps a degree: 0.02°, two kilometres
TOLERANCE = 0.06  # degrees by which a simplified line may stray
SPECK = 0.05  # square degrees under which an island is left out
LEFT_OUT = {"Antarctica"}


def lines_of(topology: dict[str, Any]) -> list[list[Point]]:
    """Return the arcs of a TopoJSON topology in degrees."""
    (scale_x, scale_y), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    lines = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * scale_x + left, y * scale_y + bottom))
        lines.append(line)
    return lines


def simplified(line: list[Point], tolerance: float = TOLERANCE) -> list[Point]:
    """Return a line with fewer points, none of the old ones further away than *tolerance* (Douglas and Peucker)."""
    if len(line) < 3:
        return line
    (x1, y1), (x2, y2) = line[0], line[-1]
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    if length:
        strays = [abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length for x, y in line]
    else:
        strays = [((x - x1) ** 2 + (y - y1) ** 2) ** 0.5 for x, y in line]
    furthest = max(range(1, len(line) - 1), key=strays.__getitem__)
    if strays[furthest] <= tolerance:
        return [line[0], line[-1]]
    return simplified(line[: furthest + 1], tolerance)[:-1] + simplified(line[furthest:], tolerance)


def ring(lines: list[list[Point]], arcs: list[int]) -> list[Point]:
    """Return the points of a ring of arcs."""
    points: list[Point] = []
    for arc in arcs:
        points += lines[arc] if arc >= 0 else lines[~arc][::-1]
    return points


def measured(points: list[Point]) -> tuple[float, Point]:
    """Return the area of a ring in square degrees and the middle of it."""
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in zip(points, [*points[1:], points[0]], strict=True):
        cross = x1 * y2 - x2 * y1
        area, x, y = area + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross
    return abs(area) / 2, (x / (3 * area), y / (3 * area)) if area else points[0]


def stepped(points: list[Point]) -> list[int]:
    """Return a line as one point and the way to each next, in whole steps; steps of no length are left out."""
    whole = [(round(x * SCALE), round(y * SCALE)) for x, y in points]
    numbers = [*whole[0]]
    for (x1, y1), (x2, y2) in pairwise(whole):
        if (x1, y1) != (x2, y2):
            numbers += [x2 - x1, y2 - y1]
    return numbers


def built(topology: dict[str, Any]) -> dict[str, Any]:
    """Return the outlines, arcs numbered in the order in which countries use them."""
    lines = [simplified(line) for line in lines_of(topology)]
    numbers: dict[int, int] = {}
    countries = []
    for shape in topology["objects"]["countries"]["geometries"]:
        if shape["properties"]["name"] in LEFT_OUT or not shape.get("arcs"):
            continue
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        outer = sorted(((*measured(ring(lines, polygon[0])), polygon) for polygon in polygons), reverse=True)
        rings = []
        for place, (area, _, polygon) in enumerate(outer):
            for arcs in polygon if area >= SPECK or place == 0 else ():
                new = [numbers.setdefault(arc if arc >= 0 else ~arc, len(numbers)) for arc in arcs]
                rings.append([number if arc >= 0 else ~number for number, arc in zip(new, arcs, strict=True)])
        middle_x, middle_y = outer[0][1]
        countries.append([shape["properties"]["name"], round(middle_x * SCALE), round(middle_y * SCALE), rings])
    return {"scale": SCALE, "arcs": [stepped(lines[arc]) for arc in numbers], "countries": countries}


def main(source: str, target: str) -> None:
    """Read a TopoJSON file and write the outlines, the same bytes each time."""
    outlines = built(json.loads(Path(source).read_text(encoding="utf-8")))
    packed = gzip.compress(json.dumps(outlines, separators=(",", ":")).encode(), 9, mtime=0)
    Path(target).write_bytes(packed)


if __name__ == "__main__":
    main(*sys.argv[1:])
