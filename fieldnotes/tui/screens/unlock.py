"""Unlock: the passphrase of the vault, and apart from it that of the identities."""

from typing import Generic, TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from fieldnotes.errors import FieldnotesError, Locked
from fieldnotes.tui.literal import literal
from fieldnotes.tui.mendings import SecretInput
from fieldnotes.tui.screens.frame import Framed, sentence_of
from fieldnotes.tui.session import Session
from fieldnotes.tui.start import Start

T = TypeVar("T")


class Unlock(Framed[None]):
    """Ask for the passphrase as often as it takes; nothing counts the attempts but the work of deriving."""

    PLACE = "Asking"
    DEFAULT_CSS = """
    Unlock Vertical { align: center middle; height: 1fr; }
    Unlock Vertical > * { width: 64; max-width: 96%; }
    """

    def __init__(self, asked: Start) -> None:
        super().__init__()
        self._asked = asked
        self._attempts = 0
        self._session = Session(asked.vault) if asked.vault is not None else None

    def body(self) -> ComposeResult:
        """Show the vault's name and one field."""
        name = self._asked.vault.name if self._asked.vault else ""
        with Vertical():
            yield Static(literal(f"Unlock {name}", "bold"))
            yield Static("")
            yield Static("Passphrase (or the NOTES recovery key from your paper):")
            yield SecretInput(id="passphrase")
            yield Static("", id="hint")

    def on_mount(self) -> None:
        """Say why the vault was locked; a demo vault gives its passphrase itself."""
        self.say(self._asked.notice)
        if self._asked.demo is not None:
            self.query_one(SecretInput).value = secret_of_demo(self._asked, "passphrase")
            self.query_one("#hint", Static).update("DEMO: the passphrase is filled in. Press Enter.")
        self.query_one(SecretInput).focus()
        if self._session is not None:
            self.call_after_refresh(self._session.warm_up)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Try the passphrase."""
        field = self.query_one(SecretInput)
        if field.disabled or not field.value or self._session is None:
            return
        field.disabled = True
        self.say("Unlocking…")
        self.carry(self._unlock(self._session, field.value))

    async def _unlock(self, session: Session, secret: str) -> None:
        field = self.query_one(SecretInput)
        try:
            await session.unlock(secret)
        except Locked:
            self._attempts += 1
            tries = "once" if self._attempts == 1 else f"{self._attempts} times"
            self.say(f"This passphrase does not open the vault (tried {tries}).", bad=True)
            field.disabled = False
            field.wipe()
            field.focus()
        except FieldnotesError as error:
            self.say(sentence_of(error), bad=True)
            field.disabled = False
            field.focus()
        else:
            field.wipe()
            self.app.opened(session)

    def action_back(self) -> None:
        """Leave: there is nothing to go back to."""
        self.app.action_leave()


class AskSecret(ModalScreen[T], Generic[T]):
    """Ask for a passphrase as often as it takes; dismissed with what it opened, with None for not now.

    `question` and `said` stand above the field, `placeholder` in it, `ending` and `trying` below it; `demo` names the
    file in which a demo vault keeps that passphrase, and the field.
    """

    BINDINGS = [("escape", "dismiss(None)", "Not now")]
    DEFAULT_CSS = """
    AskSecret { align: center middle; }
    AskSecret Vertical { width: 66; max-width: 96%; height: auto; border: round $accent; padding: 0 1;
                         background: $panel; }
    """
    question = said = placeholder = ending = trying = demo = ""

    def __init__(self, asked: Start) -> None:
        super().__init__()
        self._asked = asked

    async def opened(self, secret: str) -> T:
        """Return what to be dismissed with; raises FieldnotesError where the passphrase does not open it."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Say what opening means, and ask."""
        with Vertical():
            yield Static(literal(self.question, "bold"))
            yield Static(self.said)
            yield SecretInput(id=self.demo, placeholder=self.placeholder)
            yield Static(self.ending, id="answer")

    def on_mount(self) -> None:
        """Begin with the field."""
        if self._asked.demo is not None:
            self.query_one(SecretInput).value = secret_of_demo(self._asked, self.demo)
        self.query_one(SecretInput).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Try the passphrase."""
        field = self.query_one(SecretInput)
        if not field.disabled and field.value:
            field.disabled = True
            self.query_one("#answer", Static).update(self.trying)
            self.run_worker(self._try(field.value))

    async def _try(self, secret: str) -> None:
        field = self.query_one(SecretInput)
        try:
            opened = await self.opened(secret)
        except FieldnotesError as error:
            field.disabled = False
            field.wipe()
            field.focus()
            self.query_one("#answer", Static).update(literal(f"✗ {sentence_of(error)}", "bold $error"))
        else:
            field.wipe()
            self.dismiss(opened)


class OpenIdentities(AskSecret[bool]):
    """Ask for the identity passphrase; dismissed with True once the identities are open."""

    PLACE = "Looking"
    question = "Open the identities"
    said = "Names can then be read here until you press F7, lock, or five minutes pass."
    placeholder = "identity passphrase, or the NAMES recovery key"
    ending, trying = "Enter opens · Esc not now", "Opening…"
    demo = "identity-passphrase"

    async def opened(self, secret: str) -> bool:
        """Open the identities beside the notes."""
        await self.app.desk.open_identities(secret)  # type: ignore[attr-defined]
        return True


def secret_of_demo(asked: Start, name: str) -> str:
    """Return a passphrase of the demo vault, or nothing where the file is gone."""
    if asked.demo is None:
        return ""
    try:
        return (asked.demo / name).read_text(encoding="utf-8").strip()
    except OSError:
        return ""
