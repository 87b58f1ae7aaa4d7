"""The map shows places no closer than they may be published, and says each of them in words."""

import asyncio
import math
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult

from fieldnotes.domain.rungs import PlaceRung
from fieldnotes.tui.literal import clean
from fieldnotes.tui.mendings import shown_lines
from fieldnotes.tui.outlines import arcs, middle_of, middle_of_country_at
from fieldnotes.tui.widgets.map import (
    CAPTION,
    GRID,
    Map,
    Place,
    Point,
    Window,
    draw,
    fitted,
    in_sight,
    points_of,
    published,
    words_of,
)  # fmt: skip

TAZA = (35.302, 44.326)
HERE = Window(35.0, 43.0, 8.0)
LRM = "\u200e"

PLACES = (
    Place("Kirkuk province", TAZA, PlaceRung.GOVERNORATE, ("INT-001", "INT-002")),
    Place("Sinjar district", (36.321, 41.877), PlaceRung.DISTRICT, ("INT-003",)),
    Place("Syria", (36.891, 38.353), PlaceRung.COUNTRY, ("INT-004",)),
    Place("کوردستان", None, PlaceRung.REGION),
)


class Atlas(App[None]):
    """Hold a map and keep what is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.map = Map()
        self.chosen: list[Point] = []

    def compose(self) -> ComposeResult:
        """Show the map alone."""
        yield self.map

    def on_map_chosen(self, message: Map.Chosen) -> None:
        """Keep a choice."""
        self.chosen.append(message.point)


def seen(*keys: str, size: tuple[int, int] = (80, 24), places: tuple[Place, ...] = PLACES) -> tuple[Atlas, list[str]]:
    """Return the app and what it shows after *keys*."""
    app = Atlas()
    lines: list[str] = []

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            app.map.show(places)
            app.map.focus()
            await pilot.pause()
            for key in keys:
                await pilot.press(key)
            await pilot.pause()
            lines.extend(line.replace(LRM, "") for line in shown_lines(app.screen))

    asyncio.run(run())
    return app, lines


# ------------------------------------------------------------------------------------ how close


@pytest.mark.parametrize(
    ("rung", "position"),
    [
        (PlaceRung.SITE, (35.3, 44.3)),
        (PlaceRung.SETTLEMENT, (35.3, 44.3)),
        (PlaceRung.DISTRICT, (35.5, 44.5)),
        (PlaceRung.GOVERNORATE, (35.0, 44.0)),
        (PlaceRung.REGION, (36.0, 44.0)),
        (PlaceRung.COUNTRY, (33.04, 43.74)),
    ],
)
def test_a_place_is_drawn_on_the_grid_of_its_published_rung(rung: PlaceRung, position: tuple[float, float]) -> None:
    assert published(Place("a place", TAZA, rung)) == pytest.approx(position)


@given(st.floats(-80, 80), st.floats(-179, 179), st.sampled_from(sorted(GRID)))
def test_nothing_finer_than_the_grid_gets_through(latitude: float, longitude: float, rung: PlaceRung) -> None:
    for value in published(Place("a place", (latitude, longitude), rung)) or ():
        steps = value / GRID[rung]
        assert math.isclose(steps, round(steps), abs_tol=1e-6)


def test_two_ends_of_a_country_are_drawn_in_the_same_place() -> None:
    def drawn(*coordinates: float) -> tuple[float, float] | None:
        return published(Place("العراق", (coordinates[0], coordinates[1]), PlaceRung.COUNTRY))

    assert drawn(37.1, 42.7) == drawn(30.5, 47.8)
    assert drawn(37.1, 42.7) != drawn(33.5, 36.3)


def test_a_country_is_found_by_its_name_even_where_rough_outlines_put_a_border_town_next_door() -> None:
    kobani = (36.891, 38.353)

    assert middle_of("syria") == middle_of_country_at(36.3, 33.5)
    assert middle_of("syria") != middle_of_country_at(*reversed(kobani))
    assert published(Place("Syria", kobani, PlaceRung.COUNTRY)) == published(Place("Syria", None, PlaceRung.COUNTRY))
    assert middle_of("Ruritania") is None


def test_a_place_off_every_coast_belongs_to_the_nearest_country() -> None:
    assert middle_of_country_at(35.2, 33.9) == middle_of_country_at(36.0, 34.0)


def test_places_with_the_same_public_words_are_one_point() -> None:
    places = [
        Place("Kirkuk province", TAZA, PlaceRung.GOVERNORATE, ("INT-1",)),
        Place("Kirkuk province", (35.9, 43.4), PlaceRung.GOVERNORATE, ("INT-2",)),
        Place("Kirkuk province", None, PlaceRung.GOVERNORATE, ("INT-3",)),
    ]

    assert points_of(places) == [Point("Kirkuk province", (36.0, 44.0), ("INT-1", "INT-2", "INT-3"))]


def test_a_place_without_coordinates_is_said_in_words() -> None:
    assert words_of(points_of(PLACES)) == [
        ("1", "Kirkuk province", "2"), ("2", "Sinjar district", "1"), ("3", "Syria", "1"), ("–", "کوردستان", "0"),
    ]  # fmt: skip


# ------------------------------------------------------------------------------------ the drawing


def test_the_map_of_two_countries() -> None:
    assert [line.rstrip() for line in draw(56, 14, HERE, points_of(PLACES))] == GOLDEN


GOLDEN = [
    "                               ⢱   ⠈⠉⠉⠁   ⠙⢄⣸",
    "                               ⡨⠃           ⠉⡆",
    "                         ⢀⢀⣀⣀  ⡈⢹            ⠓⠤⢤⡀",
    "    ⣀⡀ ⣀⡄⢀⡀ ⢀⣀⢄⡀  ⣀⡤⠔⠒⠒⠒⢊⡩⠊  ⠉⠉⠱⠊⢇              ⠈⠑⢄⣀   ⢀",
    "⢀⡠⠔⠉ ⠉⠉⢤⠃⣪⠈⠉⠁  ⠈⠉⠉     ⡖⠉2 Sinjar district          ⠉⠉⠉⠁",
    "⠁  ⣀   ⡸⠞             ⠈⡆          ⠈⠲⢤⡄",
    "⢖⣚⡏⠁   ⢱       3 Syria ⠃            ⢸⡀",
    "⠚⠉⠁    ⢸⢤⡄            ⡸       1 Kirkuk province",
    "      ⢰⠁⢀⠕        ⢀⡠⠔⠊⠁           ⢈⠇",
    "     ⢠⠃⣸⠋      ⣀⠤⠒⠁                ⠑⢄",
    "     ⡞⠋⣸    ⢀⡠⠊ ⡇                   ⠰⠥⣀",
    "    ⣸⡖⢺⠉⠒⠤⠤⠊⠁   ⠺⡄                    ⠈⠒⠢⡀",
    "   ⢠⢻⡤⢸    ⢀⣀⡠⠴⠒⠊⠉⠉⠒⠢⢄⡀                  ⢱",
    "⣀⡠⠴⡊⠘⠚⡇   ⠈⢇          ⠈⠒⠤⡀               ⡎",
]


def test_marks_are_named_where_there_is_room_and_never_over_each_other() -> None:
    points = [Point("Somewhere long", (35.0, 43.0)), Point("Beside", (35.0, 44.0)), Point("Same", (35.0, 43.0))]
    text = "\n".join(draw(56, 14, HERE, points))

    assert "+ Somewhere long" in text or "Somewhere long +" in text
    assert "2 Beside" in text
    assert "Same" not in text


def test_a_point_outside_of_the_window_is_not_drawn() -> None:
    far = Point("Far", (0.0, 0.0))

    assert "1" not in "".join(draw(40, 10, HERE, [far]))
    assert not in_sight(40, 10, HERE, far)
    assert in_sight(40, 10, HERE, Point("Near", (35.0, 43.0)))


def test_words_from_right_to_left_are_fenced_on_the_map() -> None:
    text = "\n".join(draw(56, 14, HERE, [Point("کوردستان", (35.0, 43.0))], "terminal"))

    assert f"1 {LRM}کوردستان{LRM} " in text


SPOTS = st.tuples(st.floats(30, 40), st.floats(34, 52))


@given(st.lists(st.builds(Point, st.text(max_size=30), SPOTS), max_size=8), st.floats(1, 170))
def test_every_line_has_the_width_of_the_map_whatever_is_on_it(points: list[Point], span: float) -> None:
    lines = draw(40, 10, Window(35.0, 43.0, span), points, "terminal")

    assert {cell_len(line) for line in lines} == {40}
    text = "".join(lines).replace(LRM, "")
    assert text == clean(text)


@given(st.lists(SPOTS, min_size=1, max_size=9))
def test_words_are_written_whole_or_not_at_all(spots: list[tuple[float, float]]) -> None:
    letters = "ABCDEFGHI"
    text = "".join(draw(50, 12, HERE, [Point(letters[n] * (n + 3), spot) for n, spot in enumerate(spots)]))

    assert all(text.count(letter) in {0, n + 3} for n, letter in enumerate(letters))


def test_all_points_are_seen_at_first() -> None:
    points = points_of(PLACES)

    for size in ((80, 14), (30, 30), (140, 8)):
        window = fitted(points, *size)
        assert all(in_sight(*size, window, point) for point in points if point.position), size
    assert fitted([], 80, 14).span > 100


def test_a_drawing_takes_a_few_milliseconds() -> None:
    arcs(), arcs(0.5), arcs(1.5)
    best = {}
    for window in (HERE, Window(50, 10, 30), Window(20, 10, 150)):
        times = []
        for _ in range(5):
            start = time.perf_counter()
            draw(78, 20, window, points_of(PLACES))
            times.append(time.perf_counter() - start)
        best[window] = min(times)

    assert max(best.values()) < 0.03, best  # 10 ms on a quiet machine


def test_no_line_crosses_the_world() -> None:
    assert max(abs(x2 - x1) for arc in arcs() for (x1, _), (x2, _) in pairwise(arc.points)) < 40


# -------------------------------------------------------------------------------------- the widget


def test_words_below_the_map_at_eighty_columns_and_beside_it_where_there_is_room() -> None:
    narrow, wide = seen()[1], seen(size=(140, 40))[1]

    assert narrow[-1].strip() == CAPTION
    assert [line.split() for line in narrow[-9:-4]] == [
        ["No.", "Place,", "as", "published", "Interviews"],
        ["›", "1", "Kirkuk", "province", "2"], ["2", "Sinjar", "district", "1"], ["3", "Syria", "1"],
        ["–", "کوردستان", "0"],
    ]  # fmt: skip
    assert wide[-1].strip() == CAPTION
    assert "Place, as published" in wide[0]


def test_plus_and_minus_zoom_arrows_move_and_zero_shows_all() -> None:
    _, all_of_it = seen()

    assert seen("minus")[1][:15] != all_of_it[:15]
    assert seen("left")[1][:15] != all_of_it[:15]
    assert seen("plus", "minus")[1] == all_of_it
    assert seen("right", "equals_sign", "0")[1] == all_of_it
    assert seen("shift+tab", "up")[1][:15] != all_of_it[:15]


def test_a_place_of_the_list_comes_into_sight() -> None:
    away = ["right"] * 8

    assert not any("3 Syria" in line for line in seen(*away)[1][:15])
    assert any("3 Syria" in line for line in seen(*away, "down", "down")[1][:15])


def test_enter_chooses_a_place_with_its_interviews() -> None:
    assert seen("down", "enter")[0].chosen == [Point("Sinjar district", (36.5, 42.0), ("INT-003",))]


def test_a_map_without_places_says_how_to_begin() -> None:
    assert "No places yet" in "\n".join(seen(places=())[1])
