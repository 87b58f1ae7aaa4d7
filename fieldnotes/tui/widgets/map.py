"""A map drawn offline, in dots: where interviews were held, no closer than their places may be published.

An exact position never comes to the screen. A place stands on a grid as wide as its published rung (`GRID`), a
country in its middle; places with the same public words are one. Every place is in a list of words as well.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import fmean
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from fieldnotes.domain.rungs import PlaceRung
from fieldnotes.tui.bidi import Mode, arrange
from fieldnotes.tui.literal import clean
from fieldnotes.tui.outlines import arcs, middle_of, middle_of_country_at
from fieldnotes.tui.rows import Column, Row, RowList

GRID = {
    PlaceRung.SITE: 0.1,
    PlaceRung.SETTLEMENT: 0.1,
    PlaceRung.DISTRICT: 0.5,
    PlaceRung.GOVERNORATE: 1.0,
    PlaceRung.REGION: 2.0,
}
"""Degrees between two positions that a place of this rung can have; 0.1 is about ten kilometres."""

CAPTION = "Places stand roughly, as published · outlines: Natural Earth · + − 0 arrows"
MARKS = "123456789abcdefghijklmnopqrstuvwxyz"
SEVERAL = "+"
_UNNUMBERED = "•"
WIDE = 110
"""Cells of width from which the words stand beside the drawing."""

_COLUMNS = (Column("No.", 3), Column("Place, as published"), Column("Interviews", 10, "right"))
_BRAILLE = 0x2800
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))  # rows of a cell, left and right
_LONGEST_LABEL = 24
_STEPS = (1.5, 0.5)  # degrees: lines with fewer points, taken where these are less than two dots
_NEAREST, _FURTHEST = 1.0, 170.0  # degrees from top to bottom


@dataclass(frozen=True, slots=True)
class Place:
    """Say where interviews were held: public words, exact (latitude, longitude) if known, the published rung."""

    label: str
    coordinates: tuple[float, float] | None
    rung: PlaceRung
    interviews: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """Place words on the map, at a coarse position; None where only the words are known."""

    label: str
    position: tuple[float, float] | None
    interviews: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Window:
    """Say what is seen: the middle, and the degrees of latitude from top to bottom."""

    latitude: float
    longitude: float
    span: float

    def moved(self, right: int, down: int) -> "Window":
        """Return the window a quarter of itself further."""
        step = self.span / 4
        latitude = max(-80.0, min(80.0, self.latitude - down * step))
        return replace(self, latitude=latitude, longitude=max(-180.0, min(180.0, self.longitude + right * step)))

    def zoomed(self, factor: float) -> "Window":
        """Return the window with another span; a factor under 1 goes closer."""
        return replace(self, span=max(_NEAREST, min(_FURTHEST, self.span * factor)))


def published(place: Place) -> tuple[float, float] | None:
    """Return the (latitude, longitude) at which a place may be drawn: on its rung's grid, or its country's middle.

    A country is found by its published words, else by where the place is: close to a border, on rough outlines,
    that may be the neighbour. None where neither is known.
    """
    if place.rung is PlaceRung.COUNTRY and (middle := middle_of(place.label)):
        return middle[1], middle[0]
    if place.coordinates is None:
        return None
    latitude, longitude = place.coordinates
    if place.rung is PlaceRung.COUNTRY:
        middle = middle_of_country_at(longitude, latitude)
        return middle[1], middle[0]
    return _on_grid(latitude, GRID[place.rung]), _on_grid(longitude, GRID[place.rung])


def points_of(places: Iterable[Place]) -> list[Point]:
    """Return one point for all places with the same public words, the most interviews first."""
    together: dict[tuple[str, PlaceRung], list[Place]] = {}
    for place in places:
        together.setdefault((place.label, place.rung), []).append(place)
    points = []
    for (label, rung), same in together.items():
        spots = {spot for place in same if (spot := published(place)) is not None}
        interviews = tuple(code for place in same for code in place.interviews)
        points.append(Point(label, _between(spots, rung), interviews))
    return sorted(points, key=lambda point: (-len(point.interviews), point.label))


def _between(spots: set[tuple[float, float]], rung: PlaceRung) -> tuple[float, float] | None:
    if len(spots) < 2:
        return next(iter(spots), None)
    grid = GRID.get(rung, 5.0)
    return _on_grid(fmean(spot[0] for spot in spots), grid), _on_grid(fmean(spot[1] for spot in spots), grid)


def _on_grid(degrees: float, grid: float) -> float:
    return round(round(degrees / grid) * grid, 1)


def fitted(points: Sequence[Point], width: int, height: int) -> Window:
    """Return the window of *width* × *height* cells in which all points are seen; the world where there is none."""
    spots = [point.position for point in points if point.position is not None]
    if not spots:
        return Window(20.0, 10.0, 150.0)
    south, north = min(spot[0] for spot in spots), max(spot[0] for spot in spots)
    west, east = min(spot[1] for spot in spots), max(spot[1] for spot in spots)
    latitude = (south + north) / 2
    across = (east - west) * math.cos(math.radians(latitude)) * (2 * height) / max(1, width)
    span = max(north - south, across) * 1.5
    return Window(latitude, (west + east) / 2, max(6.0, min(_FURTHEST, span)))


def mark_of(number: int) -> str:
    """Return the sign by which the point of this number is named on the map and in the list."""
    return MARKS[number] if number < len(MARKS) else _UNNUMBERED


def words_of(points: Sequence[Point]) -> list[Row]:
    """Return a row for each point: its mark, or "–" where it cannot be drawn, its words, its interviews."""
    return [
        (mark_of(number) if point.position is not None else "–", point.label, str(len(point.interviews)))
        for number, point in enumerate(points)
    ]


def draw(width: int, height: int, window: Window, points: Sequence[Point], mode: str = Mode.OFF) -> list[str]:
    """Return *height* lines of *width* cells: outlines in dots, points by their marks, words where there is room."""
    sheet = _Sheet(width, height, window)
    sheet.outline()
    cells = sheet.cells()
    taken: set[tuple[int, int]] = set()
    marked: dict[tuple[int, int], int] = {}
    for number, point in enumerate(points):
        spot = sheet.cell_of(point)
        if spot is not None:
            cells[spot[1]][spot[0]] = SEVERAL if spot in taken else mark_of(number)
            taken.add(spot)
            marked.setdefault(spot, number)
    for spot, number in marked.items():
        _label(cells, spot, arrange(clean(points[number].label[:200]), mode, _LONGEST_LABEL), taken)
    return ["".join(row) for row in cells]


def in_sight(width: int, height: int, window: Window, point: Point) -> bool:
    """Tell whether a point is inside the window."""
    return _Sheet(width, height, window).cell_of(point) is not None


def _label(cells: list[list[str]], spot: tuple[int, int], words: str, taken: set[tuple[int, int]]) -> None:
    """Write words beside a mark, where no other mark or word stands; nowhere, if there is no room."""
    x, y = spot
    width = cell_len(words)
    for left, row in ((x + 2, y), (x - 1 - width, y), (x + 1, y - 1), (x + 1, y + 1), (x - width, y - 1)):
        wanted = {(column, row) for column in range(left - 1, left + width + 1)} - {spot}
        if left < 0 or left + width > len(cells[0]) or not 0 <= row < len(cells) or wanted & taken:
            continue
        for column, _ in wanted:
            if 0 <= column < len(cells[0]):
                cells[row][column] = " "
        cells[row][left : left + width] = [words, *[""] * (width - 1)]
        taken |= wanted
        return


class _Sheet:
    """Hold the dots of a drawing: two columns and four rows of them a cell (Unicode 2800–28FF)."""

    def __init__(self, width: int, height: int, window: Window) -> None:
        self._width, self._height = width, height
        self._rows = [[0] * width for _ in range(height)]
        self._up = height * 4 / window.span
        self._right = self._up * math.cos(math.radians(window.latitude))
        self._left = window.longitude - width / self._right
        self._top = window.latitude + height * 2 / self._up

    def cell_of(self, point: Point) -> tuple[int, int] | None:
        """Return the column and row of a point; None outside of the window."""
        if point.position is None:
            return None
        latitude, longitude = point.position
        x = math.floor((longitude - self._left) * self._right / 2)
        y = math.floor((self._top - latitude) * self._up / 4)
        return (x, y) if 0 <= x < self._width and 0 <= y < self._height else None

    def outline(self) -> None:
        """Draw every line that may touch the window."""
        east = self._left + 2 * self._width / self._right
        south = self._top - 4 * self._height / self._up
        step = next((step for step in _STEPS if step * self._right < 1.5), 0.0)
        for arc in arcs(step):
            west, low, right, high = arc.box
            if right < self._left or west > east or high < south or low > self._top:
                continue
            dots = [((x - self._left) * self._right, (self._top - y) * self._up) for x, y in arc.points]
            x0, y0 = dots[0]
            for x1, y1 in dots[1:]:
                self._line(x0, y0, x1, y1)
                x0, y0 = x1, y1

    def _line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        wide, high = 2 * self._width, 4 * self._height
        if (x0 < 0 and x1 < 0) or (y0 < 0 and y1 < 0) or (x0 >= wide and x1 >= wide) or (y0 >= high and y1 >= high):
            return
        steps = int(max(abs(x1 - x0), abs(y1 - y0))) + 1
        dx, dy = (x1 - x0) / steps, (y1 - y0) / steps
        for _ in range(steps):
            x0, y0 = x0 + dx, y0 + dy
            if 0 <= x0 < wide and 0 <= y0 < high:
                x, y = int(x0), int(y0)
                self._rows[y >> 2][x >> 1] |= _DOTS[y & 3][x & 1]

    def cells(self) -> list[list[str]]:
        """Return the dots as one character a cell."""
        return [[chr(_BRAILLE + dots) if dots else " " for dots in row] for row in self._rows]


class Canvas(Widget, can_focus=True):
    """Show a window of the world; the arrows move it."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "Canvas { width: 1fr; height: 1fr; } Canvas:focus { background: $surface; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "pan(0, -1)", "Look further north", show=False),
        Binding("down", "pan(0, 1)", "Look further south", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._points: list[Point] = []
        self._window: Window | None = None
        self._lines: list[str] | None = None

    @property
    def window(self) -> Window:
        """Return what is seen; all points, until somebody moved."""
        return self._window or fitted(self._points, *self.size)

    def look(self, window: Window | None) -> None:
        """See another window; None is all points."""
        self._window, self._lines = window, None
        self.refresh()

    def show(self, points: list[Point]) -> None:
        """Show other points, all of them in sight."""
        self._points = points
        self.look(None)

    def see(self, point: Point) -> None:
        """Bring a point into sight, if it is on the map and not yet seen."""
        if point.position is not None and not in_sight(*self.size, self.window, point):
            self.look(Window(*point.position, self.window.span))

    def on_resize(self) -> None:
        """Draw anew in another size."""
        self._lines = None

    def render_line(self, y: int) -> Strip:
        """Return one line of the drawing."""
        if self._lines is None:
            mode = getattr(self.app, "direction", Mode.TERMINAL)
            self._lines = draw(*self.size, self.window, self._points, mode)
        line = self._lines[y] if y < len(self._lines) else ""
        style = self.rich_style
        return Strip([Segment(line, style)], cell_len(line)).adjust_cell_length(self.size.width, style)

    def action_pan(self, right: int, down: int) -> None:
        """Move the window by a quarter of it."""
        self.look(self.window.moved(right, down))


class Map(Container):
    """Show where interviews were held: a drawing, and below or beside it the same in words.

    Enter in the list posts `Chosen`. + and - go closer and further, 0 shows all, the arrows move.
    """

    DEFAULT_CSS = """
    Map { layout: vertical; }
    Map > RowList { height: 8; }
    Map > Static { height: 1; padding: 0 2; color: $text-muted; }
    Map.-wide { layout: grid; grid-size: 2 2; grid-columns: 1fr 44; grid-rows: 1fr 1; }
    Map.-wide > RowList { height: 100%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("plus,equals_sign", "zoom(0.5)", "Look closer", show=False),
        Binding("minus", "zoom(2.0)", "Look from further away", show=False),
        Binding("0", "all", "See all places", show=False),
        Binding("left", "pan(-1, 0)", "Look further west", show=False),
        Binding("right", "pan(1, 0)", "Look further east", show=False),
    ]

    class Chosen(Message):
        """Tell which place was chosen, and its interviews."""

        def __init__(self, point: Point) -> None:
            super().__init__()
            self.point = point

    def __init__(self) -> None:
        super().__init__()
        self._points: list[Point] = []
        self._canvas = Canvas()
        self._list = RowList(_COLUMNS, empty="No places yet: give an interview a place, and it stands here.")

    def compose(self) -> ComposeResult:
        """Put the drawing, the words and the caption."""
        yield self._canvas
        yield self._list
        yield Static(CAPTION, markup=False)

    def show(self, places: Sequence[Place]) -> None:
        """Show these places, and nothing closer than their published rung."""
        self._points = points_of(places)
        rows = words_of(self._points)
        self._canvas.show(self._points)
        self._list.show(len(rows), lambda offset, limit: rows[offset : offset + limit], key="places")

    def focus(self, scroll_visible: bool = True) -> "Map":
        """Take the keys for the list."""
        self._list.focus(scroll_visible)
        return self

    def on_resize(self, event: events.Resize) -> None:
        """Put the words beside the drawing where there is room."""
        self.set_class(event.size.width >= WIDE, "-wide")

    def action_zoom(self, factor: float) -> None:
        """Go closer or further."""
        self._canvas.look(self._canvas.window.zoomed(factor))

    def action_all(self) -> None:
        """See all points."""
        self._canvas.look(None)

    def action_pan(self, right: int, down: int) -> None:
        """Move the window by a quarter of it."""
        self._canvas.action_pan(right, down)

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Bring the place into sight."""
        event.stop()
        self._canvas.see(self._points[event.index])

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Tell which place was chosen."""
        event.stop()
        self.post_message(self.Chosen(self._points[event.index]))
