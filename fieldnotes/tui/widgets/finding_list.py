"""The list of findings: letters decide there, so that only the arrows move; the cursor keeps to its finding."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from fieldnotes.tui import findings
from fieldnotes.tui.rows import Row, RowList
from fieldnotes.workflows.doubts import Item


class FindingList(RowList, inherit_bindings=False):
    """List items of a review."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", "Go down", show=False),
        Binding("up", "step(-1)", "Go up", show=False),
        Binding("pagedown", "leaf(1)", "Go down a page", show=False),
        Binding("pageup", "leaf(-1)", "Go up a page", show=False),
        Binding("home", "go(0)", "Go to the first row", show=False),
        Binding("end", "go(-1)", "Go to the last row", show=False),
        Binding("enter", "choose", "Choose a decision", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(findings.columns(0), empty="")
        self._items: Sequence[Item] = ()

    @property
    def item(self) -> Item | None:
        """Return the item of the cursor."""
        return self._items[self.cursor] if self.cursor < len(self._items) else None

    def show_items(self, items: Sequence[Item], empty: str) -> None:
        """List items; the cursor stays on its item where that is still listed, else on its row."""
        here, row, width = self.item, self.cursor, self.app.size.width
        self._items = items
        self.columns = findings.columns(width)

        def fetch(offset: int, limit: int) -> list[Row]:
            return [findings.cells(item, width) for item in items[offset : offset + limit]]

        self.show(len(items), fetch, key="findings", empty=empty)
        self.move(row if here is None or (at := self.row_of(here.id)) is None else at)

    def row_of(self, id_: str) -> int | None:
        """Return the row of the item that stands at a place, if it is listed."""
        rows = (row for row, item in enumerate(self._items) if any(place.id == id_ for place in item.places))
        return next(rows, None)

    def go_to_open(self, start: int) -> None:
        """Go to the first open item from the row *start* on, else to the first of all; stay where none is open."""
        order = [*range(start, len(self._items)), *range(min(start, len(self._items)))]
        if (row := next((row for row in order if not self._items[row].decided), None)) is not None:
            self.move(row)
