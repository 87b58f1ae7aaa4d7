"""Welcome: where the vault is, when nobody said it; recent vaults are not remembered."""

from dataclasses import replace
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from fieldnotes.errors import FieldnotesError
from fieldnotes.tui.literal import literal
from fieldnotes.tui.screens.frame import Framed
from fieldnotes.workflows import keys

DEFAULT = "~/fieldnotes.vault"


class Welcome(Framed[None]):
    """Ask for a path: a vault is unlocked, a new path begins a new vault."""

    PLACE = "Asking"
    DEFAULT_CSS = """
    Welcome Vertical { align: center middle; height: 1fr; }
    Welcome Vertical > * { width: 66; max-width: 96%; }
    """

    def body(self) -> ComposeResult:
        """Show what Fieldnotes is for, and one field."""
        with Vertical():
            yield Static(literal("Fieldnotes", "bold $primary"))
            yield Static("Keep interviews, protect the people in them, publish what they agreed to.")
            yield Static("")
            yield Static("Where is your vault? A path that does not exist yet begins a new one.")
            yield Input(DEFAULT, id="path", select_on_focus=False)
            yield Static("Enter goes on · Esc leaves")

    def on_mount(self) -> None:
        """Begin with the field."""
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go where the path leads."""
        typed = event.value.strip() or DEFAULT
        try:
            path = Path(typed).expanduser().absolute()
            exists = path.exists()
        except (OSError, RuntimeError, ValueError):
            self.say("This path cannot be read; write it again.", bad=True)
            return
        if exists:
            self._unlock(path)
        elif not path.parent.is_dir():
            self.say("The folder around it does not exist; make it first, or choose another path.", bad=True)
        else:
            from fieldnotes.tui.screens.first_run import FirstRun

            self._chosen(path)
            self.app.switch_screen(FirstRun(path))

    def _unlock(self, path: Path) -> None:
        from fieldnotes.tui.screens.unlock import Unlock

        try:
            keys.list_slots(path)
        except FieldnotesError:
            self.say("Something else lies there, no vault; choose another path.", bad=True)
            return
        self._chosen(path)
        self.app.switch_screen(Unlock(self.app.asked))

    def _chosen(self, path: Path) -> None:
        self.app.asked = replace(self.app.asked, vault=path)

    def action_back(self) -> None:
        """Leave: there is nothing to go back to."""
        self.app.action_leave()
