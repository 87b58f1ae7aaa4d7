"""Before a drill: the passphrase with which the copy that comes back is opened."""

from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from fieldnotes.errors import FieldnotesError, Locked
from fieldnotes.tui.literal import literal
from fieldnotes.tui.mendings import SecretInput
from fieldnotes.tui.screens.frame import sentence_of
from fieldnotes.tui.screens.unlock import secret_of_demo
from fieldnotes.tui.start import Start
from fieldnotes.workflows import vaults
from fieldnotes.workflows.vaults import OpenVault


class AskPassphrase(ModalScreen[str]):
    """Dismissed with the passphrase once it opens this vault; a wrong one is told before anything is fetched."""

    BINDINGS = [("escape", "dismiss(None)", "Not now")]
    PLACE = "Asking"
    DEFAULT_CSS = """
    AskPassphrase { align: center middle; }
    AskPassphrase Vertical { width: 70; max-width: 96%; height: auto; border: round $accent; padding: 0 1;
                             background: $panel; }
    """

    def __init__(self, asked: Start) -> None:
        super().__init__()
        self._asked = asked

    def compose(self) -> ComposeResult:
        """Say what a drill does, and ask."""
        with Vertical():
            yield Static(literal("Drill: fetch the newest backup, open it, compare it, wipe it", "bold"))
            yield Static("It lands sealed beside the vault. To open the copy it takes the passphrase of the vault:")
            yield SecretInput(id="passphrase", placeholder="passphrase, or the NOTES recovery key")
            yield Static("Enter begins · Esc not now", id="answer")

    def on_mount(self) -> None:
        """Begin with the field."""
        if self._asked.demo is not None:
            self.query_one(SecretInput).value = secret_of_demo(self._asked, "passphrase")
        self.query_one(SecretInput).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Try the passphrase."""
        field = self.query_one(SecretInput)
        if not field.disabled and field.value:
            field.disabled = True
            self.query_one("#answer", Static).update("Trying the passphrase…")
            self.run_worker(self._try(field.value))

    async def _try(self, secret: str) -> None:
        field = self.query_one(SecretInput)
        try:
            await self.app.desk.beside(_opens, self.app.desk.path, secret)  # type: ignore[attr-defined]
        except FieldnotesError as error:
            wrong = "this passphrase does not open the vault" if isinstance(error, Locked) else sentence_of(error)
            self.query_one("#answer", Static).update(literal(f"✗ {wrong}", "bold $error"))
            field.disabled = False
            field.wipe()
            field.focus()
        else:
            field.wipe()
            self.dismiss(secret)


def _opens(_vault: OpenVault, path: Path, secret: str) -> None:
    """Raise Locked unless the passphrase opens the vault at a path."""
    with vaults.opened(path, secret):
        return
