"""Offer to take the names on a card out of the notes, and to erase the earlier states that held them."""

from typing import TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from fieldnotes.domain.counting import counted
from fieldnotes.domain.identity import Identity
from fieldnotes.tui import bidi
from fieldnotes.tui.literal import clean, literal
from fieldnotes.tui.screens.ask import Answer, Ask
from fieldnotes.tui.screens.frame import Framed
from fieldnotes.workflows import drafting, renaming
from fieldnotes.workflows.renaming import Occurrence
from fieldnotes.workflows.vaults import OpenVault

R = TypeVar("R")


class Erase(ModalScreen[bool]):
    """Ask for the pseudonym before anything is erased for good; dismissed with True where it was typed."""

    BINDINGS = [("escape", "dismiss(False)", "Not now")]
    PLACE = "Looking"
    DEFAULT_CSS = """
    Erase { align: center middle; }
    Erase Vertical { width: 70; max-width: 96%; height: auto; border: round $error; padding: 0 1; background: $panel; }
    """

    def __init__(self, pseudonym: str, states: int) -> None:
        super().__init__()
        self._pseudonym, self._states = pseudonym, states

    def compose(self) -> ComposeResult:
        """Say what would be erased and what would not, and ask for the pseudonym."""
        records = "record" if self._states == 1 else "records"
        with Vertical():
            yield Static(literal(f"Erase the earlier states of {self._states} {records}?", "bold"))
            yield Static(
                "They still hold the name. Erased, they cannot be brought back, and changes made before cannot be "
                "undone any more. Backups made earlier keep them."
            )
            shown = bidi.arrange(clean(self._pseudonym), getattr(self.app, "direction", bidi.Mode.TERMINAL))
            yield Static(Content(f"Type the pseudonym to erase them: {shown}"))
            yield Input(id="pseudonym")
            yield Static("Enter erases · Esc not now", id="answer")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Compare what was typed."""
        if event.value.strip() == self._pseudonym.strip():
            self.dismiss(True)
        else:
            self.query_one("#answer", Static).update(
                literal("✗ this is not the pseudonym · Esc not now", "bold $error")
            )


async def offer_to_replace(screen: Framed[str | None], handle: str, pseudonym: str, card: Identity) -> None:
    """Ask whether the names of *card* give way to `@handle` in the notes, and then whether to erase what held them."""
    desk = screen.app.desk
    screen.say("Looking where these names stand in your notes…")
    found = await desk.do(_committed_occurrences, handle, card)
    if found:
        interviews = len({one.where.partition(":")[0] for one in found})
        said = [
            f"They stand in {counted(len(found), 'place')} of {counted(interviews, 'interview')}.",
            f"With @{clean(handle)} in their place, nobody who reads the notes without the identities learns the name.",
        ]
        answers = [Answer("n", "Not now"), Answer("r", f"Replace them by @{handle}")]
        if await _asked(screen, Ask("Replace the names on this card in your notes?", said, answers)) != "r":
            return
        await desk.do(renaming.replace_names, handle, card)
    states = await desk.do(renaming.traces, handle, card)
    if not states:
        return
    if await _asked(screen, Erase(pseudonym, len(states))):
        screen.app.undoable.clear()  # bringing something back would bring the names back
        await desk.do(renaming.purge, states)


async def _asked(screen: Framed[str | None], question: ModalScreen[R]) -> R | None:
    return await screen.app.push_screen_wait(question)


def _committed_occurrences(vault: OpenVault, handle: str, card: Identity) -> list[Occurrence]:
    drafting.commit(vault)
    return renaming.occurrences(vault, handle, card)
