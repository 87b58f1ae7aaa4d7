"""Find and replace in the text of an editor; case makes no difference."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static

from fieldnotes.tui.literal import clean
from fieldnotes.tui.widgets.editor import Editor, MarkedEdit


class FindBar(Horizontal):
    """A line under the text: what to find, what to put there; Enter goes on, F5 replaces, F6 replaces all."""

    DEFAULT_CSS = """
    FindBar { height: 1; display: none; background: $panel; }
    FindBar.-open { display: block; }
    FindBar Input, FindBar Input:focus { width: 1fr; height: 1; border: none; padding: 0 1; background: $surface; }
    FindBar Input:focus { background: $background; }
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
        wanted = _folded(self.query_one("#wanted", Input).value)
        found: list[tuple[int, int]] = []
        for row, line in enumerate(self._editor.document.lines):
            folded = _folded(line)
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
        wanted, instead = self._fields()
        if wanted and _folded(self._editor.selected_text) == _folded(wanted):
            start, end = sorted(self._editor.selection)
            self._editor.edit(MarkedEdit(instead, start, end, False))
        self._go_on()

    def _fields(self) -> tuple[str, str]:
        return self.query_one("#wanted", Input).value, clean(self.query_one("#instead", Input).value)

    def _replace_all(self) -> None:
        """Replace everything in one edit: one step of undo, however many places there are."""
        wanted, instead = self._fields()
        places = self._places()
        if places:
            lines = self._editor.document.lines
            top, bottom = places[0][0], places[-1][0]
            part = lines[top : bottom + 1]
            for row, column in reversed(places):
                line = part[row - top]
                part[row - top] = line[:column] + instead + line[column + len(wanted) :]
            end = (bottom, len(lines[bottom]))
            edit = MarkedEdit("\n".join(part), (top, 0), end, False, after_kinds=self._editor.kinds)
            self._editor.history.checkpoint()
            self._editor.edit(edit)
            self._editor.history.checkpoint()
        said = f"{len(places)} replaced; Ctrl+Z in the text undoes it" if places else "not found"
        self.query_one("#found", Static).update(said)


def _folded(text: str) -> str:
    """Return *text* so that case makes no difference, with every letter where it was."""
    folded = text.casefold()
    if len(folded) == len(text):
        return folded
    return "".join(one if len(one := letter.casefold()) == 1 else letter for letter in text)
