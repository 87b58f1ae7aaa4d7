"""Show a list of as many rows as asked for: the program under the clock of test_rows_speed."""

import asyncio
import sys

from textual.app import App, ComposeResult

from fieldnotes.tui.rows import Column, RowList

COLUMNS = (
    Column("Code", 10), Column("Who"), Column("Where"), Column("When", 10), Column("Words", 7, "right"),
)  # fmt: skip


async def fetch(offset: int, limit: int) -> list[tuple[str, ...]]:
    """Return rows after two milliseconds, as a vault on its own thread does."""
    await asyncio.sleep(0.002)
    return [
        (f"INT-{n:06}", f"Kak {n % 99} کاک د", "Kirkuk province", "2016-03-21", f"{n:,}")
        for n in range(offset, offset + limit)
    ]


class ManyRows(App[None]):
    """Hold the list."""

    def compose(self) -> ComposeResult:
        """Show the list alone."""
        yield RowList(COLUMNS)

    def on_ready(self) -> None:
        """Show the rows."""
        rows = self.query_one(RowList)
        rows.show(int(sys.argv[1]), fetch)
        rows.focus()


if __name__ == "__main__":
    ManyRows().run()
