"""Ask one question: with a few answers, each a key of its own, Enter and Esc the harmless one; or for a line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from fieldnotes.errors import UsageError
from fieldnotes.tui.literal import literal
from fieldnotes.tui.widgets.entry import LineEntry


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold an answer: its letter, and what it does in words."""

    key: str
    words: str


LEAVE = "x"
"""The answer to `leaving` that lets go of what was typed."""


class Ask(ModalScreen[str]):
    """Dismissed with the key of the answer; the first answer is the harmless one, for Enter and Esc as well."""

    PLACE = "Looking"
    DEFAULT_CSS = """
    Ask { align: center middle; }
    Ask > Vertical { width: 70; max-width: 96%; height: auto; max-height: 90%; border: round $accent; padding: 0 1;
                     background: $panel; }
    """

    def __init__(self, question: str, said: Sequence[str], answers: Sequence[Answer]) -> None:
        super().__init__()
        self._question, self._said, self._answers = question, said, answers

    def compose(self) -> ComposeResult:
        """Show the question, what has to be known, and the answers."""
        with Vertical():
            yield Static(literal(self._question, "bold"))
            for sentence in self._said:
                yield Static(literal(sentence))
            yield Static("")
            first, *rest = self._answers
            lines = [Content.assemble((" Enter  ", "bold $accent"), literal(first.words))]
            for answer in rest:
                lines.append(Content.assemble((f" {answer.key}      ", "bold $accent"), literal(answer.words)))
            yield Static(Content("\n").join(lines))

    def on_key(self, event: events.Key) -> None:
        """Take an answer; any other key does nothing."""
        event.stop()
        event.prevent_default()
        first, *rest = self._answers
        if event.key in ("enter", "escape", first.key):
            self.dismiss(first.key)
        elif (given := event.character or event.key) in [answer.key for answer in rest]:
            self.dismiss(given)


class AskLine(ModalScreen[str]):
    """Ask for one line; dismissed with it once *check* takes it, with None where nothing is to change.

    *check* raises UsageError, whose sentence and hint are shown below the line.
    """

    PLACE = "Asking"
    BINDINGS = [("escape", "dismiss(None)", "Back")]
    DEFAULT_CSS = """
    AskLine { align: center middle; }
    AskLine > Vertical { width: 70; max-width: 96%; height: auto; border: round $accent; padding: 0 1;
                         background: $panel; }
    """

    def __init__(self, question: str, said: str, value: str, check: Callable[[str], object]) -> None:
        super().__init__()
        self._question, self._said, self._value, self._check = question, said, value, check

    def compose(self) -> ComposeResult:
        """Show the question, what has to be known, and the line."""
        with Vertical():
            yield Static(literal(self._question, "bold"))
            yield Static(literal(self._said))
            yield (line := LineEntry(None, id="line"))
            line.value = self._value
            yield Static("Enter takes it · Esc changes nothing", id="answer")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the line, or say what is wrong with it."""
        event.stop()
        line = event.value.strip()
        try:
            self._check(line)
        except UsageError as error:
            self.query_one("#answer", Static).update(literal(f"✗ {error}; {error.hint}", "bold $error"))
        else:
            self.dismiss(line)


def leaving() -> Ask:
    """Return the question before a form is left whose words would be gone."""
    answers = [Answer("s", "Stay here; Ctrl+S keeps it"), Answer(LEAVE, "Leave without keeping")]
    return Ask("Leave without keeping?", ["What you typed here would be gone."], answers)
