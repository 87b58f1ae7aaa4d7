"""A list over pages: only the rows on the screen are fetched, so that a hundred thousand open as fast as ten."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from inspect import isawaitable
from textwrap import wrap
from typing import Any, ClassVar, Literal

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from fieldnotes.errors import FieldnotesError
from fieldnotes.tui.bidi import ELLIPSIS, Mode, arrange
from fieldnotes.tui.literal import clean

PAGE = 128
"""Rows fetched at once."""

KEPT = 64
"""Pages kept; the one used longest ago goes first."""

MARKER = "› "
UNREAD = "could not be read"
_GAP = "  "
_NARROWEST = 6  # cells of a column that takes the rest
_LONGEST = 16  # characters looked at for each cell of a column

Row = Sequence[str]
Fetch = Callable[[int, int], Awaitable[Sequence[Row]] | Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Column:
    """Describe a column: its heading, its width in cells (None takes a share of the rest), and its side."""

    title: str
    width: int | None = None
    align: Literal["left", "right"] = "left"


class RowList(ScrollView, can_focus=True):
    """Show `count` rows of which each page is fetched when it comes into sight.

    A row is a tuple of words, one for each column; further items are carried along and not shown (a code, an
    id). Words may be raw: control, escape and direction characters are neutralised, right-to-left words keep to
    their cells. A page that is not there yet shows as "…", and nothing waits for it. The row of the cursor has a
    "›" before it.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--heading", "rows--cursor", "rows--waiting", "rows--row"}
    DEFAULT_CSS = """
    RowList { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; }
    RowList > .rows--heading { text-style: bold; color: $text-muted; background: $panel; }
    RowList > .rows--cursor { background: $panel; }
    RowList:focus > .rows--cursor {
        background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold;
    }
    RowList > .rows--waiting { color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "step(1)", "Go down", show=False),
        Binding("up,k", "step(-1)", "Go up", show=False),
        Binding("pagedown", "leaf(1)", "Go down a page", show=False),
        Binding("pageup", "leaf(-1)", "Go up a page", show=False),
        Binding("home,g", "go(0)", "Go to the first row", show=False),
        Binding("end,G", "go(-1)", "Go to the last row", show=False),
        Binding("enter", "choose", "Open the row", show=False),
    ]

    class Told(Message):
        """Tell of one row of a list: its index and its words, with what they carry."""

        def __init__(self, rows: "RowList", index: int, row: Row) -> None:
            super().__init__()
            self.rows = rows
            self.index = index
            self.row = row

        @property
        def control(self) -> "RowList":
            """Return the list, for handlers that name one by its id."""
            return self.rows

    class Chosen(Told):
        """Tell which row was opened, by Enter or by a second click."""

    class Moved(Told):
        """Tell on which row the cursor is, once its words are there."""

    class Failed(Message):
        """Tell that rows could not be fetched, and why."""

        def __init__(self, error: FieldnotesError) -> None:
            super().__init__()
            self.error = error

    def __init__(self, columns: Sequence[Column], *, empty: str = "Nothing here yet.", **arguments: Any) -> None:
        super().__init__(**arguments)
        self.columns = tuple(columns)
        self.empty = empty
        self._count = 0
        self._fetch: Fetch = lambda _offset, _limit: ()
        self._key: Hashable = None
        self._cursor = 0
        self._awaited: int | None = None
        self._told = -1
        self._pages: OrderedDict[int, Sequence[Row]] = OrderedDict()
        self._unread: set[int] = set()
        self._coming: asyncio.Future[Sequence[Row]] | None = None
        self._ahead = False

    # ------------------------------------------------------------------------- what is shown

    def show(self, count: int, fetch: Fetch, key: Hashable = None, empty: str | None = None) -> None:
        """List *count* rows; `fetch(offset, limit)` returns some of them, or awaits them.

        What *key* names is the list itself: shown again under the same key, as after a change, it keeps its
        cursor; under another key, or none, it starts at the top. *empty* is said where *count* is 0. A fetch that
        is not awaited runs while the screen is painted: it must be quick and raise nothing.
        """
        self._drop()
        self._awaited = None
        same = key is not None and key == self._key
        self._fetch, self._key, self._count = fetch, key, count
        self.empty = self.empty if empty is None else empty
        self._cursor = min(self._cursor, max(0, count - 1)) if same else 0
        self.virtual_size = Size(0, count + 1 if count else 0)
        if self.is_mounted:
            self._bring_into_sight()
            self._tell()
            self.refresh()

    def on_mount(self) -> None:
        """Fetch what was shown before."""
        self._tell()

    def on_unmount(self) -> None:
        """Wait for nothing any more."""
        self._drop()

    @property
    def count(self) -> int:
        """Return how many rows there are."""
        return self._count

    @property
    def cursor(self) -> int:
        """Return the index of the cursor's row, from 0."""
        return self._cursor

    @property
    def row(self) -> Row | None:
        """Return the cursor's row; None where there is none or it is still on its way."""
        return self._row(self._cursor) if self._count else None

    def move(self, index: int) -> None:
        """Put the cursor on a row; beyond the ends means at the ends."""
        index = max(0, min(self._count - 1, index))
        if index == self._cursor or not self._count:
            return
        before, self._cursor = self._cursor, index
        if not self._bring_into_sight():
            self._refresh_rows((before, index))
        self._tell()
        if self._ahead:
            self.call_after_refresh(self._ask_ahead)  # the thread that fetches would hold up the painting

    # --------------------------------------------------------------------------------- pages

    def _row(self, index: int) -> Row | None:
        page = self._page(index // PAGE)
        if page is None:
            return None
        return page[index % PAGE] if index % PAGE < len(page) else ()

    def _page(self, number: int) -> Sequence[Row] | None:
        """Return a page, or None: then it was asked for, unless another is on its way."""
        page = self._pages.get(number)
        if page is not None:
            self._pages.move_to_end(number)
            return page
        if self._coming is not None or number in self._unread:
            return None
        answer = self._fetch(number * PAGE, PAGE)
        if not isawaitable(answer):
            return self._keep(number, answer)
        self._ahead = True
        self._coming = asyncio.ensure_future(answer)
        self.run_worker(self._receive(number, self._coming), group="rows")
        return None

    def _keep(self, number: int, page: Sequence[Row]) -> Sequence[Row]:
        self._pages[number] = page
        while len(self._pages) > KEPT:
            self._pages.popitem(last=False)
        return page

    async def _receive(self, number: int, coming: asyncio.Future[Sequence[Row]]) -> None:
        """Take a page in when it comes, and ask for the next one that is wanted."""
        try:
            page = await coming
        except FieldnotesError as error:
            self._unread.add(number)
            self.post_message(self.Failed(error))
        else:
            if coming is self._coming:
                self._keep(number, page)
        if coming is self._coming:
            self._coming = None
            if number in self._pages_in_sight():
                self.refresh()
            self._tell()
            self._ask_ahead()
            if self._awaited == self._cursor and self.row is not None:
                self.action_choose()

    def _ask_ahead(self) -> None:
        """Fetch what is in sight, then the page after it and the page before, before anybody goes there."""
        seen = self._pages_in_sight()
        for number in (*seen, seen.stop, seen.start - 1):
            if 0 <= number * PAGE < self._count and number not in self._pages and number not in self._unread:
                self._page(number)
                return

    def _drop(self) -> None:
        if self._coming is not None:
            self._coming.cancel()
            self._coming = None
        self._pages.clear()
        self._unread.clear()
        self._told = -1
        self._ahead = False

    def _tell(self) -> None:
        if self._count and self._told != self._cursor and (row := self._row(self._cursor)) is not None:
            self._told = self._cursor
            self.post_message(self.Moved(self, self._cursor, row))

    # --------------------------------------------------------------------------------- sight

    def _in_sight(self) -> tuple[int, int]:
        """Return the first and the last index on the screen."""
        first = self.scroll_offset.y
        return first, max(first, min(self._count, first + self.size.height - 1) - 1)

    def _pages_in_sight(self) -> range:
        first, last = self._in_sight()
        return range(first // PAGE, last // PAGE + 1)

    def _bring_into_sight(self) -> bool:
        """Scroll until the cursor's row is on the screen; tell whether that was needed."""
        first, last = self._in_sight()
        if first <= self._cursor <= last or self.size.height < 2:
            return False
        line = self._cursor if self._cursor < first else self._cursor - (self.size.height - 2)
        self.scroll_to(y=line, animate=False, force=True)
        return True

    @property
    def _room(self) -> int:
        return self.scrollable_content_region.width

    def _refresh_rows(self, indexes: Iterable[int]) -> None:
        top = self.scroll_offset.y - 1
        self.refresh(*(Region(0, index - top, self._room, 1) for index in indexes))

    def on_resize(self) -> None:
        """Keep the cursor's row on the screen."""
        self._bring_into_sight()

    # ------------------------------------------------------------------------------ painting

    def render_line(self, y: int) -> Strip:
        """Return line *y* of the widget: the heading, then the rows in sight."""
        width = self._room
        if not self._count:
            lines = wrap(clean(self.empty), max(10, width - 4))
            return self._strip(f"  {lines[y - 1]}" if 0 < y <= len(lines) else "", "rows--waiting")
        if y == 0:
            return self._strip("  " + self._line([column.title for column in self.columns]), "rows--heading")
        index = self.scroll_offset.y + y - 1
        if index >= self._count:
            return self._strip("")
        row = self._row(index)
        here = index == self._cursor
        words = (UNREAD if index // PAGE in self._unread else ELLIPSIS) if row is None else self._line(row)
        style = "rows--cursor" if here else "rows--waiting" if row is None else "rows--row"
        return self._strip((MARKER if here else "  ") + words, style)

    def _strip(self, line: str, component: str = "rows--row") -> Strip:
        style = self.get_component_rich_style(component)  # looked up once; the style of a widget, with every line
        return Strip([Segment(line, style)], cell_len(line)).adjust_cell_length(self._room, style)

    def _line(self, row: Row) -> str:
        mode = self.direction
        cells = []
        for column, width, words in zip(self.columns, self._widths(), row, strict=False):
            long = len(words) > width * _LONGEST
            cell = arrange(clean(words[: width * _LONGEST]) + (ELLIPSIS if long else ""), mode, width)
            room = " " * (width - cell_len(cell))
            cells.append(room + cell if column.align == "right" else cell + room)
        return _GAP.join(cells)

    def _widths(self) -> list[int]:
        fixed = sum(column.width or 0 for column in self.columns)
        open_ones = sum(column.width is None for column in self.columns)
        room = self._room - len(MARKER) - len(_GAP) * (len(self.columns) - 1) - fixed
        share, over = divmod(max(room, _NARROWEST * open_ones), max(1, open_ones))
        widths = []
        for column in self.columns:
            widths.append(share + (over > 0) if column.width is None else column.width)
            over -= column.width is None
        return widths

    @property
    def direction(self) -> str:
        """Return who turns right-to-left words around: what the app was told, else the terminal."""
        app: Any = self.app
        return getattr(app, "direction", Mode.TERMINAL)

    # ------------------------------------------------------------------------------ handlers

    def action_step(self, by: int) -> None:
        """Go *by* rows down, or up."""
        self.move(self._cursor + by)

    def action_leaf(self, by: int) -> None:
        """Go *by* screens down, or up; one row stays in sight."""
        self.move(self._cursor + by * max(1, self.size.height - 2))

    def action_go(self, index: int) -> None:
        """Go to a row; -1 is the last."""
        self.move(index if index >= 0 else self._count - 1)

    def action_choose(self) -> None:
        """Open the cursor's row; one that is still on its way, as soon as it is there."""
        row = self.row
        self._awaited = self._cursor if row is None and self._count else None
        if row is not None:
            self.post_message(self.Chosen(self, self._cursor, row))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where a person clicks; a second click opens."""
        index = self.scroll_offset.y + event.y - 1
        if event.y < 1 or index >= self._count:
            return
        self.move(index)
        if event.chain == 2:
            self.action_choose()
