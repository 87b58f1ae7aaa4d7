"""What screens have in common that ask for one entry by a form: what it is for, the fields, and no loss by a slip."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from textual.app import ComposeResult
from textual.widgets import Static

from fieldnotes.tui.literal import literal
from fieldnotes.tui.screens.ask import LEAVE, leaving
from fieldnotes.tui.screens.frame import Framed
from fieldnotes.tui.widgets.form import Field, Form, Value

R = TypeVar("R")


class Entering(Framed[R | None]):
    """Show what an entry is for above its fields; dismissed with None where it is left without keeping."""

    PLACE = "Form"
    DEFAULT_CSS = "Entering #purpose { height: auto; max-height: 3; padding: 0 1; background: $surface; }"

    def __init__(self, purpose: str, fields: Sequence[Field], begun: Mapping[str, Value]) -> None:
        super().__init__()
        self._purpose, self._fields, self._begun = purpose, fields, begun
        self._unchanged: Mapping[str, Value] = {}

    def body(self) -> ComposeResult:
        """Show what it is for, and the fields."""
        yield Static(literal(self._purpose), id="purpose")
        yield Form(self._fields)

    def on_mount(self) -> None:
        """Begin with what is known."""
        self._form.show(self._begun)
        self._unchanged = self._form.values()
        self._form.focus_on(self._fields[0].name)

    @property
    def _form(self) -> Form:
        return self.query_one(Form)

    def action_back(self) -> None:
        """Leave; ask first where something would be lost."""
        if self._form.values() == self._unchanged:
            self.dismiss(None)
        else:
            self.app.push_screen(leaving(), self._left)

    def _left(self, answer: str | None) -> None:
        if answer == LEAVE:
            self.dismiss(None)
