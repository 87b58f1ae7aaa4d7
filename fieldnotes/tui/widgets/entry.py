"""The fields of a form in which text is typed: one line, or several; both complete what was begun."""

from collections.abc import Callable, Sequence

from textual import events
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input

from fieldnotes.tui.literal import clean_lines
from fieldnotes.tui.text_mendings import SteadyTextArea

LONGEST_LINE = 2000
LONGEST_TEXT = 1_000_000

Complete = Callable[[str], Sequence[str]]


class _First(Suggester):
    """Suggest the first completion; names are compared as they are, and none is remembered."""

    def __init__(self, complete: Complete) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._complete = complete

    async def get_suggestion(self, value: str) -> str | None:
        """Return what *value* most likely becomes."""
        return next((found for found in self._complete(value) if found.startswith(value)), None)


class LineEntry(Input):
    """Take one line; a paste of several becomes one. A secret is shown as dots."""

    DEFAULT_CSS = """
    LineEntry { background: $surface; }
    LineEntry:focus { background: $panel; }
    LineEntry:disabled { color: $text-muted; }
    """

    def __init__(
        self,
        complete: Complete | None,
        *,
        placeholder: str = "",
        secret: bool = False,
        id: str,  # noqa: A002
    ) -> None:
        suggester = _First(complete) if complete is not None else None
        super().__init__(
            placeholder=placeholder,
            id=id,
            compact=True,
            max_length=LONGEST_LINE,
            password=secret,
            suggester=suggester,
            select_on_focus=False,
        )
        self._complete = complete

    @property
    def candidates(self) -> list[str]:
        """Return what the line can become, besides what it is."""
        found = self._complete(self.value) if self._complete is not None and self.value else ()
        return [one for one in found if one != self.value]

    @property
    def current_line(self) -> str:
        """Return the line; of a secret nothing, since it is shown elsewhere too."""
        return "" if self.password else self.value

    def action_copy(self) -> None:
        """Copy what is selected, but never a secret."""
        if self.password:
            self.app.bell()
        else:
            super().action_copy()

    def action_cut(self) -> None:
        """Cut what is selected; a secret is deleted without copying."""
        if self.password:
            self.delete_selection()
        else:
            super().action_cut()

    def on_paste(self, event: events.Paste) -> None:
        """Take in a paste as one line, no longer than a line may be."""
        event.prevent_default()
        event.stop()
        words = " ".join(event.text[: 2 * LONGEST_LINE].split("\n")).replace("\r", "")
        self.replace(words[: LONGEST_LINE - len(self.value)], *self.selection)


class LinesEntry(SteadyTextArea):
    """Take several lines; the arrows leave it at its ends."""

    DEFAULT_CSS = """
    LinesEntry { background: $surface; border: none; padding: 0; scrollbar-size-vertical: 1; }
    LinesEntry:focus { background: $panel; border: none; }
    """

    class Left(Message):
        """Tell that an arrow leaves the text: -1 above it, 1 below."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    def __init__(self, height: int, complete: Complete | None, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id, compact=True, tab_behavior="focus", soft_wrap=True)
        self.styles.height = height
        self._complete = complete

    @property
    def current_line(self) -> str:
        """Return the line of the cursor."""
        return self.document.get_line(self.cursor_location[0])

    @property
    def candidates(self) -> list[str]:
        """Return what the line of the cursor can become, besides what it is."""
        line = self.current_line
        found = self._complete(line) if self._complete is not None and line else ()
        return [one for one in found if one != line]

    def update_suggestion(self) -> None:
        """Suggest the rest of the line, at its end."""
        line, column = self.current_line, self.cursor_location[1]
        found = next((one for one in self.candidates if one.startswith(line)), "")
        self.suggestion = found[len(line) :] if column == len(line) else ""

    def action_cursor_up(self, select: bool = False) -> None:
        """Go up a line; from the first one to the field above."""
        if not select and self.navigator.is_first_wrapped_line(self.cursor_location):
            self._leave(-1)
            return
        super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """Go down a line; from the last one to the field below."""
        if not select and self.navigator.is_last_wrapped_line(self.cursor_location):
            self._leave(1)
            return
        super().action_cursor_down(select)

    def _leave(self, by: int) -> None:
        self.post_message(self.Left(by))

    def on_paste(self, event: events.Paste) -> None:
        """Take in a paste with every hidden character made visible; an enormous one is refused."""
        event.prevent_default()
        event.stop()
        if len(event.text) > LONGEST_TEXT:
            self.app.bell()
            return
        start, end = self.selection
        self.move_cursor(self.replace(clean_lines(event.text), start, end).end_location)
