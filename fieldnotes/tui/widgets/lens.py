"""One line under the text: the line of the cursor in reading order, where the terminal does not show it so."""

from textual.widgets import Static

from fieldnotes.tui import bidi
from fieldnotes.tui.literal import literal
from fieldnotes.tui.widgets.editor import Editor


class Lens(Static):
    """Show what is around the cursor as it is read; only for right-to-left words that nobody else arranges."""

    DEFAULT_CSS = """
    Lens { height: 1; padding: 0 1; display: none; text-align: right; background: $panel; }
    Lens.-open { display: block; }
    """

    def read(self, editor: Editor, direction: bidi.Mode) -> None:
        """Show the line of the editor's cursor, or nothing where it reads right by itself."""
        row, column = editor.cursor_location
        line = editor.document.get_line(row)
        needed = direction is bidi.Mode.APP and bidi.reads_right_to_left(line)
        self.set_class(needed, "-open")
        if needed:
            room = max(10, self.screen.size.width - 12)
            near = line[max(0, column - room // 2) :][:room]
            self.update(literal(bidi.arrange(near, direction)), layout=False)
