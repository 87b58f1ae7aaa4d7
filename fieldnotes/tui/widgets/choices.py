"""Choose one of a few: every option is in sight, the chosen one has a filled mark, the keys are those of a list."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from fieldnotes.tui import bidi
from fieldnotes.tui.literal import clean

Option = tuple[str, str]
"""What is kept, and the words a person reads."""

_LONGEST_ROW = 110  # characters of all options together, still read as one row


class Choices(Static, can_focus=True):
    """Offer options; ← → choose, a letter finds, and in a column ↑ ↓ go about while Space and Enter choose.

    Going past with the arrows changes nothing: up and down leave at either end, and in a row at once.
    """

    DEFAULT_CSS = """
    Choices { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "choose_by(-1)", "Choose the one before", show=False),
        Binding("right", "choose_by(1)", "Choose the next", show=False),
        Binding("space,enter", "take", "Choose this one", show=False),
    ]

    chosen: reactive[str] = reactive("", init=False)
    cursor: reactive[int] = reactive(0, init=False)

    class Changed(Message):
        """Tell that another option was chosen."""

        def __init__(self, choices: "Choices") -> None:
            super().__init__()
            self.choices = choices

        @property
        def control(self) -> "Choices":
            """Return the widget, for handlers that name one by its id."""
            return self.choices

    def __init__(self, options: Sequence[Option], chosen: str = "", *, id: str | None = None) -> None:  # noqa: A002
        super().__init__("", id=id)
        self.options = list(options)
        self.set_reactive(Choices.chosen, chosen or (options[0][0] if options else ""))
        self.set_reactive(Choices.cursor, self._index)

    @property
    def in_a_row(self) -> bool:
        """Tell whether the options stand in one row, being short."""
        return sum(len(words) + 4 for _, words in self.options) <= _LONGEST_ROW and all(
            " " not in words.strip() or len(words) < 16 for _, words in self.options
        )

    @property
    def _index(self) -> int:
        return next((n for n, (value, _) in enumerate(self.options) if value == self.chosen), 0)

    def offer(self, options: Sequence[Option]) -> None:
        """Offer the same values in other words, or other values; what was chosen stays where it can."""
        self.options = list(options)
        if self.options and self.chosen not in [value for value, _ in self.options]:
            self.chosen = self.options[0][0]
        self._show()

    def on_mount(self) -> None:
        """Show the options."""
        self._show()

    def watch_chosen(self) -> None:
        """Show and tell what was chosen."""
        self.cursor = self._index
        self._show()
        self.post_message(self.Changed(self))

    def watch_cursor(self) -> None:
        """Show where the cursor is."""
        self._show()

    def on_focus(self) -> None:
        """Begin at what is chosen."""
        self.cursor = self._index
        self._show()

    def on_blur(self) -> None:
        """Show no cursor."""
        self._show()

    def _show(self) -> None:
        gap = "   " if self.in_a_row else "\n"
        self.update(Content(gap).join(self._option(place) for place in range(len(self.options))))

    def _option(self, place: int) -> Content:
        value, words = self.options[place]
        mark = "●" if value == self.chosen else "○"
        words = bidi.arrange(clean(words), getattr(self.app, "direction", bidi.Mode.TERMINAL))
        if self.in_a_row:
            words = words.replace(" ", "\u00a0")  # an option is never broken over two lines
        text = Content(f"{mark}\u00a0{words}")
        if self.has_focus and place == self.cursor:
            return text.stylize("bold underline $accent")
        return text.stylize("bold" if value == self.chosen else "$text-muted")

    def action_choose_by(self, by: int) -> None:
        """Choose the option before or behind the chosen one."""
        if self.options:
            self.chosen = self.options[(self._index + by) % len(self.options)][0]

    def action_take(self) -> None:
        """Choose what the cursor is on; in a row, where there is no going about, the next one."""
        if self.in_a_row:
            self.action_choose_by(1)
        elif self.options:
            self.chosen = self.options[self.cursor][0]

    def on_key(self, event: events.Key) -> None:
        """Go up and down inside a column; find an option by its first letter."""
        step = {"up": -1, "down": 1}.get(event.key)
        if step is not None:
            if not self.in_a_row and 0 <= self.cursor + step < len(self.options):
                self.cursor += step
                event.stop()
                event.prevent_default()
        elif event.character is not None and event.character.isalpha():
            self._find(event.character.casefold())

    def _find(self, letter: str) -> None:
        order = [*range(self._index + 1, len(self.options)), *range(self._index + 1)]
        found = next((n for n in order if self.options[n][1].casefold().startswith(letter)), None)
        if found is not None:
            self.chosen = self.options[found][0]

    def on_click(self, event: events.Click) -> None:
        """Choose the line that was clicked."""
        if not self.in_a_row and 0 <= event.y < len(self.options):
            self.chosen = self.options[event.y][0]
