"""The lines around every screen: where one is, how things stand, what was just said, and which keys there are."""

from typing import Any, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.content import Content
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
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


class Footer(Widget):
    """Name the keys of this place, on one line; a click presses one.

    The framework's own makes a widget of each key, anew with every screen and every change of focus: that took longer
    than all else that a screen shows first.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"footer--key", "footer--words"}
    DEFAULT_CSS = """
    Footer { dock: bottom; height: 1; background: $footer-background; color: $footer-description-foreground; }
    Footer > .footer--key { color: $footer-key-foreground; text-style: bold; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._keys: tuple[tuple[str, str, str, bool], ...] = ()

    def on_mount(self) -> None:
        """Follow what can be done."""
        self.screen.bindings_updated_signal.subscribe(self, self._look)

    def _look(self, screen: Screen[Any]) -> None:
        """Take in which keys there are: of each action the first, as (key, how it is said, words, can be done)."""
        if screen is not self.screen:
            return
        found: dict[str, tuple[str, str, str, bool]] = {}
        for _, binding, can, _ in screen.active_bindings.values():
            if binding.show:
                said = self.app.get_key_display(binding)
                found.setdefault(binding.action, (binding.key, said, binding.description, can))
        if (keys := tuple(found.values())) != self._keys:
            self._keys = keys
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return the line."""
        key, words = (self.get_component_rich_style(f"footer--{part}") for part in ("key", "words"))
        faint = Style(dim=True)
        pieces = []
        for _, said, does, can in self._keys:
            pieces += [
                Segment(f" {said} ", key if can else key + faint),
                Segment(f"{does} ", words if can else words + faint),
            ]
        return Strip(pieces).adjust_cell_length(self.size.width, words)

    def on_click(self, event: events.Click) -> None:
        """Press the key that is clicked."""
        end = 0
        for key, said, does, _ in self._keys:
            end += cell_len(said) + cell_len(does) + 3
            if event.x < end:
                self.app.simulate_key(key)
                return
