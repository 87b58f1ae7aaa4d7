"""Find and replace in the text of an editor; case makes no difference."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static

from fieldnotes.tui.widgets.editor import Editor, MarkedEdit


class FindBar(Horizontal):
    """A line under the text: what to find, what to put there; Enter goes on, F5 replaces, F6 replaces all."""

    DEFAULT_CSS = """
    FindBar { height: 1; display: none; background: $panel; }
    FindBar.-open { display: block; }
    FindBar Input { width: 1fr; height: 1; border: none; padding: 0 1; background: $surface; }
    FindBar Static { width: auto; padding: 0 1; }
    """

    def __init__(self, editor: Editor) -> None:
        super().__init__()
        self._editor = editor

    def compose(self) -> ComposeResult:
        """Show two fields and what the keys do."""
        yield Input(placeholder="find", id="wanted")
        yield Input(placeholder="replace by", id="instead")
        yield Static("Enter next · F5 replace · F6 all", id="found")

    @property
    def is_open(self) -> bool:
        """Tell whether the bar is shown."""
        return self.has_class("-open")

    def begin(self) -> None:
        """Show the bar, beginning with what is selected."""
        self.add_class("-open")
        wanted = self.query_one("#wanted", Input)
        selected = self._editor.selected_text
        if selected and "\n" not in selected:
            wanted.value = selected
        wanted.focus()

    def close(self) -> None:
        """Hide the bar."""
        self.remove_class("-open")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the next place."""
        event.stop()
        self._go_on()

    def on_key(self, event: events.Key) -> None:
        """Replace one or all."""
        if event.key == "f5":
            event.stop()
            self._replace()
        elif event.key == "f6":
            event.stop()
            self._replace_all()

    def _places(self) -> list[tuple[int, int]]:
        wanted = self.query_one("#wanted", Input).value.casefold()
        found: list[tuple[int, int]] = []
        for row, line in enumerate(self._editor.document.lines):
            folded = line.casefold() if len(line.casefold()) == len(line) else line
            at = folded.find(wanted) if wanted else -1
            while at >= 0:
                found.append((row, at))
                at = folded.find(wanted, at + len(wanted))
        return found

    def _go_on(self) -> None:
        places, length = self._places(), len(self.query_one("#wanted", Input).value)
        said = self.query_one("#found", Static)
        if not places:
            said.update("not found")
            return
        here = max(self._editor.selection)
        place = next((place for place in places if place >= here), places[0])
        self._editor.move_cursor(place)
        self._editor.move_cursor((place[0], place[1] + length), select=True, center=True)
        said.update(f"{places.index(place) + 1} of {len(places)} · F5 replace · F6 all")

    def _replace(self) -> None:
        wanted, instead = (self.query_one(f"#{name}", Input).value for name in ("wanted", "instead"))
        if self._editor.selected_text.casefold() == wanted.casefold() and wanted:
            start, end = sorted(self._editor.selection)
            self._editor.edit(MarkedEdit(instead, start, end, False))
        self._go_on()

    def _replace_all(self) -> None:
        wanted, instead = (self.query_one(f"#{name}", Input).value for name in ("wanted", "instead"))
        places = self._places()
        for row, column in reversed(places):
            self._editor.edit(MarkedEdit(instead, (row, column), (row, column + len(wanted)), True))
        self.query_one("#found", Static).update(f"{len(places)} replaced; Ctrl+Z in the text undoes it")
