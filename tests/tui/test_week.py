"""A week says who, where, when and what is missing, in words that need no colour."""

import asyncio
from datetime import date, datetime, timedelta, timezone

from textual.app import App, ComposeResult

from fieldnotes.tui.mendings import shown_lines
from fieldnotes.tui.widgets.week import Entry, Week, heading, monday_of, rows_of

MONDAY = date(2016, 3, 21)
BAGHDAD = timezone(timedelta(hours=3))


def at(day: int, hour: int) -> datetime:
    """Return an hour of a day of March 2016 in Baghdad."""
    return datetime(2016, 3, day, hour, tzinfo=BAGHDAD)


ENTRIES = (
    Entry("INT-003", at(23, 9), ("Kak D", "Saffron"), "Taza", 12, 1204, True),
    Entry("INT-001", at(21, 18), ("Kak D",), None, 3, 80, False),
    Entry("INT-002", at(21, 8), (), None, 0, 0, False),
    Entry("INT-009", at(28, 8), ("Next week",), "Taza", 1, 1, True),
)


class Diary(App[None]):
    """Hold a week and keep what it asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.week = Week()
        self.told: list[object] = []

    def compose(self) -> ComposeResult:
        """Show the week alone."""
        yield self.week

    def on_week_opened(self, message: Week.Opened) -> None:
        """Keep what was opened."""
        self.told.append(message.code)

    def on_week_turned(self, message: Week.Turned) -> None:
        """Keep what was asked for, and show it."""
        self.told.append(message.monday)
        self.week.show(message.monday, ENTRIES)


def screens(*keys: str, size: tuple[int, int] = (80, 12)) -> tuple[list[object], list[str]]:
    """Return what a week told after *keys*, and what it shows."""
    app = Diary()
    lines: list[str] = []

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            app.week.show(MONDAY, ENTRIES)
            app.week.focus()
            await pilot.pause()
            for key in keys:
                await pilot.press(key)
            await pilot.pause()
            lines.extend(shown_lines(app.screen))

    asyncio.run(run())
    return app.told, lines


def test_a_week_in_eighty_columns() -> None:
    assert screens()[1] == [
        "  Week of 21 March 2016 · 3 interviews · 2 to complete",
        "  When          Who               Where              Words  Still missing",
        "› Mon 21 08:00  –                 –                      0  everything",
        "  Mon 21 18:00  Kak D             –                     80  terms, place",
        "  Tue 22        no interview",
        "  Wed 23 09:00  Kak D, Saffron    Taza               1,204",
        "  Thu 24        no interview",
        "  Fri 25        no interview",
        "  Sat 26        no interview",
        "  Sun 27        no interview",
        "",
        "",
    ]


def test_a_wide_week_shows_codes() -> None:
    lines = screens(size=(120, 12))[1]

    assert lines[1].split() == ["When", "Interview", "Who", "Where", "Words", "Still", "missing"]
    assert lines[3].split()[:5] == ["Mon", "21", "18:00", "INT-001", "Kak"]


def test_enter_opens_an_interview_and_an_empty_day_opens_nothing() -> None:
    assert screens("down", "enter", "down", "enter")[0] == ["INT-001"]


def test_left_and_right_ask_for_other_weeks() -> None:
    told, lines = screens("right")

    assert told == [date(2016, 3, 28)]
    assert lines[0] == "  Week of 28 March 2016 · 1 interview · nothing to complete"
    assert screens("left")[0] == [date(2016, 3, 14)]


def test_a_week_without_interviews_says_so() -> None:
    assert heading(MONDAY, []) == "Week of 21 March 2016 · no interviews"


def test_what_is_missing_is_named() -> None:
    def missing(**changes: object) -> str:
        whole = {"who": ("Kak D",), "where": "Taza", "passages": 1, "words": 9, "has_terms": True}
        return Entry("INT-1", at(21, 8), **{**whole, **changes}).missing  # type: ignore[arg-type]

    assert missing() == ""
    assert missing(has_terms=False) == "terms"
    assert missing(where=None) == "place"
    assert missing(where=None, who=()) == "place, people"
    assert missing(passages=0) == "text"
    assert missing(passages=0, where="", who=(), has_terms=False) == "everything"


def test_a_week_begins_on_monday_whatever_the_day() -> None:
    assert {monday_of(MONDAY + timedelta(days=n)) for n in range(7)} == {MONDAY}


def test_the_day_is_that_of_the_interviews_own_zone() -> None:
    late = Entry("INT-1", datetime(2016, 3, 22, 0, 30, tzinfo=BAGHDAD), ("Kak D",), "Taza", 1, 1, True)

    assert rows_of(MONDAY, [late], codes=True)[1][:2] == ("Tue 22 00:30", "INT-1")
