"""Screens that cover everything: a veil against eyes, and a word where the window is too small."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Middle
from textual.screen import ModalScreen
from textual.widgets import Static

from fieldnotes.tui.literal import literal


class Veil(ModalScreen[None]):
    """Hide what is on the screen; any key takes it away, unless the app is ending."""

    DEFAULT_CSS = """
    Veil { background: $background; }
    Veil Static { width: 100%; text-align: center; }
    """

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words

    def compose(self) -> ComposeResult:
        """Show one sentence and nothing else."""
        with Middle():
            yield Static(literal(self._words))

    def on_key(self, event: events.Key) -> None:
        """Take the veil away; the key itself does nothing."""
        event.stop()
        if not self._words.startswith("Locking"):
            self.dismiss()


class TooSmall(ModalScreen[None]):
    """Say that the window is too small; goes by itself when it is widened."""

    DEFAULT_CSS = "TooSmall { background: $background; } TooSmall Static { width: 100%; }"

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self._smallest = f"{width} columns and {height} lines"

    def compose(self) -> ComposeResult:
        """Say how large the window has to be."""
        said = f"This window is too small: widen it to {self._smallest}. Until then keys do nothing."
        yield Static(literal(said))
