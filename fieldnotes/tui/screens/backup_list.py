"""The snapshots in one place of backups, as the place itself tells them now."""

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from fieldnotes.tui import backup_words
from fieldnotes.tui.literal import clean, literal
from fieldnotes.tui.rows import Column, RowList
from fieldnotes.tui.screens.frame import Framed
from fieldnotes.workflows import backups
from fieldnotes.workflows.repositories import Known

_COLUMNS = (Column("snapshot", 9), Column("made", 17), Column("of", 15), Column("words to compare by"))
_ASKING = "Asking the place…"


class Snapshots(Framed[None]):
    """List what is there, the newest first, and say what is odd."""

    PLACE = "Looking"
    AUTO_FOCUS = "RowList"
    DEFAULT_CSS = """
    Snapshots RowList { height: 1fr; }
    Snapshots #odd { height: auto; padding: 0 1; display: none; color: $error; text-style: bold; }
    Snapshots #words { height: auto; padding: 0 1; }
    """

    def __init__(self, known: Known) -> None:
        super().__init__()
        self._known = known

    def body(self) -> ComposeResult:
        """Show the list, and above it what is odd."""
        yield Static("", id="odd")
        yield RowList(_COLUMNS, empty=_ASKING)
        yield Static("", id="words")

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Say the six words of the snapshot under the cursor in full: on a narrow screen their column cuts them."""
        self.query_one("#words", Static).update(literal(f"Compare it by: {event.row[-1]}"))

    @property
    def where(self) -> str:
        """Say which place this is."""
        return f"Snapshots in {clean(self._known.repository.address)}"

    def on_mount(self) -> None:
        """Ask the place."""
        self.carry(self._ask())

    async def _ask(self) -> None:
        rows = self.query_one(RowList)
        try:
            found = await self.app.desk.beside(backups.listed, self._known)
        except BaseException:
            rows.show(0, lambda _offset, _limit: (), empty="The place gave no answer.")
            raise
        cells = [(one.id[:8], f"{one.time.astimezone():%Y-%m-%d %H:%M}", one.of, one.words) for one in found.snapshots]
        rows.show(len(cells), lambda offset, limit: cells[offset : offset + limit], empty="No snapshot is there yet.")
        odd = self.query_one("#odd", Static)
        lines = [*(f"✗ Odd: {each.value}." for each in found.oddities), *map(backup_words.gone, found.gone)]
        odd.display = bool(lines)
        odd.update(Content("\n").join(map(literal, lines)))
