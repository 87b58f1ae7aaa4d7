"""Help: the keys of one place and of every place, from the one table, searchable."""

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from fieldnotes.tui import keys


class Help(ModalScreen[None]):
    """List the keys of a place; typing narrows the list, Esc closes it."""

    BINDINGS = [("escape,f1", "dismiss", "Close")]
    DEFAULT_CSS = """
    Help { align: center middle; }
    Help > Vertical { width: 74; max-width: 96%; height: 90%; border: round $primary; padding: 0 1;
                      background: $panel; }
    """

    def __init__(self, place: str) -> None:
        super().__init__()
        self._table = (*keys.PLACES[place], *keys.EVERYWHERE)

    def compose(self) -> ComposeResult:
        """Show a field to narrow the list, and the list."""
        with Vertical():
            yield Static("Keys here and everywhere. Type to find one; Esc closes.")
            yield Input(placeholder="find a key")
            with VerticalScroll(can_focus=False):
                yield Static(self._lines(""), id="keys")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list to what holds the words typed."""
        self.query_one("#keys", Static).update(self._lines(event.value))

    def _lines(self, wanted: str) -> Content:
        first = {key.words: key for key in reversed(self._table)}  # "?" and F1 do the same
        rows = [(keys.said(key.key), key.words) for key in self._table if first[key.words] is key]
        words = wanted.casefold().split()
        found = [row for row in rows if all(word in " ".join(row).casefold() for word in words)]
        if not found:
            return Content("No key does that. Ctrl+P lists every action.")
        return Content("\n").join(Content.assemble((f"{key:<10}", "bold $accent"), what) for key, what in found)
