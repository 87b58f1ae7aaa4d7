"""A week at a glance: who, where, when, how many words, and what is still to complete; all of it in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from fieldnotes.domain.counting import counted
from fieldnotes.tui.literal import literal
from fieldnotes.tui.rows import Column, Row, RowList

WITH_CODES = 100
"""Cells of width from which the codes of the interviews are shown."""

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = "January February March April May June July August September October November December".split()
_CODE = Column("Interview", 10)
_COLUMNS = (
    Column("When", 12), Column("Who"), Column("Where"), Column("Words", 6, "right"), Column("Still missing", 20),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """Say of one interview what a week shows: `started` in its own zone, `who` by their pseudonyms."""

    code: str
    started: datetime
    who: tuple[str, ...]
    where: str | None
    passages: int
    words: int
    has_terms: bool

    @property
    def missing(self) -> str:
        """Return what is still to complete, in words; "" where nothing is."""
        lacking = {
            "terms": not self.has_terms,
            "place": not self.where,
            "people": not self.who,
            "text": not self.passages,
        }
        words = [word for word, lacks in lacking.items() if lacks]
        return "everything" if len(words) == len(lacking) else ", ".join(words)


def monday_of(day: date) -> date:
    """Return the first day of the week (ISO 8601) that *day* is in."""
    return day - timedelta(days=day.weekday())


def heading(monday: date, entries: Sequence[Entry]) -> str:
    """Return what the week comes to, in one line."""
    lacking = sum(bool(entry.missing) for entry in entries)
    held = counted(len(entries), "interview") if entries else "no interviews"
    said = [f"Week of {monday.day} {_MONTHS[monday.month - 1]} {monday.year}", held]
    if entries:
        said.append(f"{lacking} to complete" if lacking else "nothing to complete")
    return " · ".join(said)


def rows_of(monday: date, entries: Sequence[Entry], *, codes: bool) -> list[Row]:
    """Return a row for each interview, in the order of time, and one for each day without; each carries its code."""
    rows: list[Row] = []
    for day in (monday + timedelta(days=number) for number in range(7)):
        named = f"{_DAYS[day.weekday()]} {day.day}"
        held = sorted((entry for entry in entries if entry.started.date() == day), key=lambda entry: entry.started)
        for entry in held:
            when = f"{named:<6} {entry.started:%H:%M}"
            cells = (", ".join(entry.who) or "–", entry.where or "–", f"{entry.words:,}", entry.missing)
            rows.append((when, *([entry.code] if codes else []), *cells, entry.code))
        if not held:
            rows.append((named, *([""] if codes else []), "no interview", "", "", "", ""))
    return rows


class Week(Vertical):
    """Show one week; ← and → ask for the one before and after, Enter opens an interview."""

    DEFAULT_CSS = "Week > Static { height: 1; padding: 0 2; text-style: bold; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", "Show the week before", show=False),
        Binding("right", "turn(1)", "Show the week after", show=False),
    ]

    class Opened(Message):
        """Tell which interview is to be opened."""

        def __init__(self, code: str) -> None:
            super().__init__()
            self.code = code

    class Turned(Message):
        """Ask for the week that begins on a Monday; answer by `show`."""

        def __init__(self, monday: date) -> None:
            super().__init__()
            self.monday = monday

    def __init__(self) -> None:
        super().__init__()
        self._monday = date.min
        self._entries: tuple[Entry, ...] = ()
        self._heading = Static()
        self._list = RowList(_COLUMNS)

    def compose(self) -> ComposeResult:
        """Put what the week comes to above its days."""
        yield self._heading
        yield self._list

    @property
    def monday(self) -> date:
        """Return the first day of the week shown."""
        return self._monday

    def show(self, monday: date, entries: Sequence[Entry]) -> None:
        """Show the week that begins on *monday*; entries of other weeks are passed over."""
        self._monday = monday
        self._entries = tuple(entry for entry in entries if monday_of(entry.started.date()) == monday)
        self._fill()

    def focus(self, scroll_visible: bool = True) -> "Week":
        """Take the keys for the list."""
        self._list.focus(scroll_visible)
        return self

    def _fill(self) -> None:
        codes = self.size.width >= WITH_CODES
        self._list.columns = (_COLUMNS[0], _CODE, *_COLUMNS[1:]) if codes else _COLUMNS
        rows = rows_of(self._monday, self._entries, codes=codes)
        self._heading.update(literal(heading(self._monday, self._entries)))
        self._list.show(len(rows), lambda offset, limit: rows[offset : offset + limit], key=self._monday)

    def on_resize(self, event: events.Resize) -> None:
        """Show codes where there is room for them."""
        if self._monday != date.min:
            self._fill()

    def action_turn(self, by: int) -> None:
        """Ask for another week."""
        self.post_message(self.Turned(self._monday + timedelta(weeks=by)))

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Open an interview; a day without one opens nothing."""
        event.stop()
        if event.row[-1]:
            self.post_message(self.Opened(event.row[-1]))

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Keep the list's movements to itself."""
        event.stop()
