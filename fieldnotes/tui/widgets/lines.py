"""The lines around every screen: where one is, how things stand, and what was just said."""

from textual.content import Content
from textual.widgets import Static

from fieldnotes.tui.literal import clean, literal


class Title(Static):
    """Say where one is (left) and how things stand (right); words, not colours alone."""

    DEFAULT_CSS = "Title { height: 1; background: $panel; color: $foreground; padding: 0 1; }"

    _shown: tuple[str, tuple[tuple[str, str], ...], int] | None = None

    def show(self, where: str, standing: list[tuple[str, str]]) -> None:
        """Show *where*, and the standing as (words, style) from the right end; what has no room is left out."""
        room = max(0, self.size.width - 2)
        if (asked := (where, tuple(standing), room)) == self._shown:
            return  # it is asked every second
        self._shown = asked
        named, right = literal(where, "bold"), Content("")
        for words, style in standing:
            more = literal(words, style) if not right else Content.assemble(right, " · ", literal(words, style))
            if more.cell_length <= room - min(36, named.cell_length + 2):
                right = more
        left = named.truncate(max(0, room - right.cell_length - 2), ellipsis=True)
        gap = " " * max(1, room - left.cell_length - right.cell_length)
        self.update(Content.assemble(left, gap, right), layout=False)


class Message(Static):
    """Say one sentence about what just happened; it stays until the next."""

    DEFAULT_CSS = "Message { height: 1; padding: 0 1; color: $foreground; background: $surface; }"

    def on_mount(self) -> None:
        """Begin with nothing to say."""
        self.said = ""

    def say(self, words: str, *, bad: bool = False) -> None:
        """Show *words*; a refusal begins with "✗", so that it can be told without colour."""
        self.said = words
        shown = f"✗ {words}" if bad and words else words
        self.update(literal(shown, "bold $error" if bad else ""), layout=False)

    @property
    def words(self) -> str:
        """Return what was said last."""
        return clean(self.said)
