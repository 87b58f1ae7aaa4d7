"""A list shows what is in sight, fetches what it needs, and keeps every word in its cell."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from fieldnotes.errors import Damaged
from fieldnotes.tui.mendings import shown_lines
from fieldnotes.tui.rows import PAGE, Column, Row, RowList

COLUMNS = (Column("Code", 9), Column("Who"), Column("Words", 6, "right"))
LRM = "\u200e"

Visit = Callable[["Shelf", "Pilot[None]"], Awaitable[None]]


def rows(offset: int, limit: int) -> list[tuple[str, ...]]:
    """Return rows of an endless table, each with an id that no column shows."""
    return [(f"INT-{n}", f"Person {n}", str(n * 7), f"id {n}") for n in range(offset, offset + limit)]


class Shelf(App[None]):
    """Hold one list, and keep what it tells."""

    def __init__(self, columns: Sequence[Column] = COLUMNS, direction: str = "terminal") -> None:
        super().__init__()
        self.direction = direction
        self.list = RowList(columns, empty="No interviews yet. Press n to begin one.")
        self.told: list[tuple[str, int, Row]] = []
        self.failed: list[str] = []

    def compose(self) -> ComposeResult:
        """Show the list alone."""
        yield self.list

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """Keep a move."""
        self.told.append(("moved", message.index, message.row))

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Keep a choice."""
        self.told.append(("chosen", message.index, message.row))

    def on_row_list_failed(self, message: RowList.Failed) -> None:
        """Keep a failure."""
        self.failed.append(str(message.error))

    @property
    def lines(self) -> list[str]:
        """Return what is on the screen, without direction marks and scrollbar."""
        return [line.replace(LRM, "").rstrip(" ▁▂▃▄▅▆▇█") for line in shown_lines(self.screen)]


def visit(steps: Visit, size: tuple[int, int] = (40, 8), app: Shelf | None = None) -> Shelf:
    """Run an app for the steps of a test."""
    shelf = app or Shelf()

    async def run() -> None:
        async with shelf.run_test(size=size) as pilot:
            shelf.list.focus()
            await steps(shelf, pilot)
            await pilot.pause()

    asyncio.run(run())
    return shelf


def test_rows_stand_under_their_headings_with_a_mark_at_the_cursor() -> None:
    async def steps(app: Shelf, pilot: "Pilot[None]") -> None:
        app.list.show(3, lambda _offset, _limit: rows(8, 3))
        await pilot.press("down")
        assert app.lines[:5] == [
            "  Code       Who                   Words",
            "  INT-8      Person 8                 56",
            "› INT-9      Person 9                 63",
            "  INT-10     Person 10                70",
            "",
        ]

    visit(steps)


def test_keys_go_where_they_say() -> None:
    at = []

    async def steps(app: Shelf, pilot: "Pilot[None]") -> None:
        app.list.show(100_000, rows)
        for key in ("j", "down", "k", "up", "up", "pagedown", "pagedown", "pageup", "G", "down", "g", "end", "home"):
            await pilot.press(key)
            at.append(app.list.cursor)
            assert any(line.startswith("› INT-" + str(app.list.cursor)) for line in app.lines), (key, app.lines)

    visit(steps)
    assert at == [1, 2, 1, 0, 0, 6, 12, 6, 99_999, 99_999, 0, 99_999, 0]


def test_only_pages_near_what_is_in_sight_are_fetched() -> None:
    asked: list[tuple[int, int]] = []

    def fetch(offset: int, limit: int) -> list[tuple[str, ...]]:
        asked.append((offset, limit))
        return rows(offset, limit)

    async def steps(app: Shelf, pilot: "Pilot[None]") -> None:
        app.list.show(100_000, fetch)
        await pilot.press("G")

    visit(steps)
    assert asked == [(0, PAGE), (99_999 // PAGE * PAGE, PAGE)]


def test_what_is_told_is_the_row_with_all_it_carries() -> None:
    async def steps(app: Shelf, pilot: "Pilot[None]") -> None:
        app.list.show(5, lambda _offset, _limit: rows(0, 5))
        await pilot.press("down", "enter")

    told = visit(steps).told
    assert told == [
        ("moved", 0, ("INT-0", "Person 0", "0", "id 0")),
        ("moved", 1, ("INT-1", "Person 1", "7", "id 1")),
        ("chosen", 1, ("INT-1", "Person 1", "7", "id 1")),
    ]


def test_a_click_moves_and_a_second_one_opens() -> None:
    async def steps(app: Shelf, pilot: "Pilot[None]") -> None:
        app.list.show(5, lambda _offset, _limit: rows(0, 5))
        await pilot.pause()
        await pilot.click(RowList, offset=(5, 3))
        assert app.list.cursor == 2
        await pilot.click(RowList, offset=(5, 0))
        await pilot.click(RowList, offset=(5, 7))
        assert app.list.cursor == 2
        await pilot.double_click(RowList, offset=(5, 4))

    assert [(what, index) for what, index, _ in visit(steps).told] == [
        ("moved", 0), ("moved", 2), ("moved", 3), ("chosen", 3),
    ]  # fmt: skip


def test_a_slow_page_shows_dots_and_stops_nothing() -> None:
    async def steps(app: Shelf, pilot: "Pilot[None]") -> None:
        gate = asyncio.Event()

        async def fetch(offset: int, limit: int) -> list[tuple[str, ...]]:
            await gate.wait()
            return rows(offset, limit)

        app.list.show(1_000, fetch)
        await pilot.press("down")
        assert app.lines[1:4] == ["  …", "› …", "  …"]
        assert app.told == []
        gate.set()
        await pilot.pause(0.05)
        assert app.lines[2] == "› INT-1      Person 1                 7"
        assert [(what, index) for what, index, _ in app.told] == [("moved", 1)]

    visit(steps)


def test_one_page_is_under_way_at_a_time_and_what_is_in_sight_comes_first() -> None:
    asked: list[int] = []

    async def steps(app: Shelf, pilot: "Pilot[None]") -> None:
        gate = asyncio.Event()

        async def fetch(offset: int, limit: int) -> list[tuple[str, ...]]:
            asked.append(offset // PAGE)
            await gate.wait()
            return rows(offset, limit)

        app.list.show(100 * PAGE, fetch)
        for page in range(60):
            app.list.move(page * PAGE)
            await asyncio.sleep(0)
        await pilot.pause()
        assert asked == [0]
        gate.set()
        await pilot.pause(0.1)
        assert app.lines[-1].startswith(f"› INT-{59 * PAGE}")

    visit(steps)
    assert asked[0] == 0
    assert set(asked[1:3]) == {58, 59}  # the row at the foot begins page 59
    assert asked[3:] == [60, 57]


def test_the_next_page_is_there_before_anybody_goes_to_it() -> None:
    asked: list[int] = []

    async def fetch(offset: int, limit: int) -> list[tuple[str, ...]]:
        asked.append(offset // PAGE)
        return rows(offset, limit)

    async def steps(app: Shelf, pilot: "Pilot[None]") -> None:
        app.list.show(10 * PAGE, fetch)
        await pilot.pause(0.05)
        assert asked == [0, 1]
        app.list.move(5 * PAGE + 50)
        await pilot.pause(0.05)
        assert asked == [0, 1, 5, 6, 4]
        app.list.move(6 * PAGE + 50)
        await pilot.pause(0.05)
        assert asked == [0, 1, 5, 6, 4, 7]

    visit(steps)


def test_what_was_asked_for_another_list_is_dropped() -> None:
    done: list[int] = []

    async def steps(app: Shelf, pilot: "Pilot[None]") -> None:
        async def slow(offset: int, limit: int) -> list[tuple[str, ...]]:
            await asyncio.sleep(0.02)
            done.append(offset)
            return [("old", "old", "old")] * limit

        async def quick(offset: int, limit: int) -> list[tuple[str, ...]]:
            return [("new", "new", "new")] * limit

        app.list.show(50, slow)
        await asyncio.sleep(0.005)
        app.list.show(50, quick)
        await pilot.pause(0.1)
        assert app.lines[1].split() == ["›", "new", "new", "new"]
        assert {row[0] for _, _, row in app.told} == {"new"}
        assert done == []

    visit(steps)


def test_rows_that_cannot_be_read_say_so_once_and_are_not_asked_for_again() -> None:
    asked = []

    async def fetch(offset: int, limit: int) -> list[tuple[str, ...]]:
        asked.append(offset)
        raise Damaged("a row cannot be verified")

    async def steps(app: Shelf, pilot: "Pilot[None]") -> None:
        app.list.show(50, fetch)
        await pilot.press("down", "up", "enter")
        assert app.lines[1] == "› could not be read"

    assert visit(steps).failed == ["a row cannot be verified"]
    assert asked == [0]


def test_shown_again_under_its_key_a_list_keeps_its_cursor() -> None:
    async def steps(app: Shelf, pilot: "Pilot[None]") -> None:
        app.list.show(500, rows, key="all")
        app.list.move(400)
        app.list.show(500, rows, key="all")
        await pilot.pause()
        assert app.list.cursor == 400
        assert "› INT-400" in "\n".join(app.lines)
        app.list.show(10, rows, key="all")
        assert app.list.cursor == 9
        app.list.show(500, rows, key="filtered")
        assert app.list.cursor == 0
        for _ in range(2):
            app.list.move(5)
            app.list.show(500, rows)
            assert app.list.cursor == 0

    visit(steps)


def test_an_empty_list_says_how_to_begin() -> None:
    async def steps(app: Shelf, pilot: "Pilot[None]") -> None:
        await pilot.press("down", "G", "enter", "pageup")
        assert app.lines[1:3] == ["  No interviews yet. Press n to begin", "  one."]
        assert (app.list.row, app.list.cursor, app.told) == (None, 0, [])
        app.list.show(0, rows, empty="Nothing found.")
        await pilot.pause()
        assert app.lines[1] == "  Nothing found."

    visit(steps)


def test_words_from_right_to_left_are_fenced_in_their_cells() -> None:
    async def steps(app: Shelf, pilot: "Pilot[None]") -> None:
        app.list.show(1, lambda _offset, _limit: [("INT-1", "کاک د", "2014")])
        await pilot.pause()
        assert shown_lines(app.screen)[1] == f"› INT-1      {LRM}کاک د{LRM}                  2014"

    visit(steps)


def test_long_and_wide_words_are_cropped_with_a_sign() -> None:
    async def steps(app: Shelf, pilot: "Pilot[None]") -> None:
        app.list.show(2, lambda _offset, _limit: [("INTERVIEW", "東京" * 20, "1234567"), ("a" * 300_000, "b", "c")])
        await pilot.pause()
        assert app.lines[1] == "› INTERVIEW  東京東京東京東京東…  12345…"
        assert app.lines[2] == "  aaaaaaaa…  b                         c"

    visit(steps)


@pytest.mark.parametrize(
    "hostile", ["\x1b[2Jx", "a\nb\tc", "[@click=app.quit]x[/]", "\u202eevil", "\U000e0041x", "\x9b2J"]
)
def test_hostile_words_show_and_do_nothing(hostile: str) -> None:
    async def steps(app: Shelf, pilot: "Pilot[None]") -> None:
        app.list.show(1, lambda _offset, _limit: [("INT-1", hostile, hostile)])
        app.list.empty = hostile
        await pilot.click(RowList, offset=(12, 1))
        assert len(app.lines) == 8
        assert "".join(app.lines).isprintable()
        app.list.show(0, rows)
        await pilot.pause()
        assert "".join(app.lines).isprintable()

    visit(steps)


def test_the_mark_is_there_without_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def steps(app: Shelf, pilot: "Pilot[None]") -> None:
        app.list.show(3, rows)
        await pilot.press("down")
        assert [line[:1] for line in app.lines[:4]] == [" ", " ", "›", " "]

    visit(steps)


def test_the_cursor_stays_in_sight_when_the_window_shrinks() -> None:
    async def steps(app: Shelf, pilot: "Pilot[None]") -> None:
        app.list.show(100, rows)
        app.list.move(15)
        await pilot.resize_terminal(40, 5)
        await pilot.pause()
        assert any(line.startswith("› INT-15") for line in app.lines)

    visit(steps, size=(40, 20))


def test_pages_used_long_ago_are_let_go() -> None:
    async def steps(app: Shelf, pilot: "Pilot[None]") -> None:
        asked: list[int] = []

        def fetch(offset: int, limit: int) -> list[tuple[str, ...]]:
            asked.append(offset // PAGE)
            return rows(offset, limit)

        app.list.show(1_000 * PAGE, fetch)
        for page in range(200):
            app.list.move(page * PAGE)
            assert app.list.row == rows(page * PAGE, 1)[0]
        app.list.move(0)
        assert app.list.row == rows(0, 1)[0]
        assert asked.count(0) == 2
        assert asked.count(199) == 1
        for page in range(300, 400):
            app.list.move(page * PAGE)
            app.list.move(0)
        assert asked.count(0) == 2

    visit(steps)


def test_a_row_that_is_opened_before_it_is_there_opens_when_it_comes() -> None:
    async def steps(app: Shelf, pilot: "Pilot[None]") -> None:
        come = asyncio.Event()

        async def later(offset: int, limit: int) -> list[tuple[str, ...]]:
            await come.wait()
            return rows(offset, min(limit, 3))

        app.list.show(3, later)
        await pilot.press("enter")
        assert app.told == []
        come.set()
        await pilot.pause(0.1)
        assert ("chosen", 0, rows(0, 1)[0]) in app.told
        assert [kind for kind, *_ in app.told].count("chosen") == 1

    visit(steps)
