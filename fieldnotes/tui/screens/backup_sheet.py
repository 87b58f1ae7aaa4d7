"""Sheet A: what opens a backup without this machine, to be copied on paper, and its words typed back from there."""

from collections.abc import Mapping
from pathlib import Path

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from fieldnotes.errors import FieldnotesError, UsageError
from fieldnotes.tui.literal import clean_lines, literal
from fieldnotes.tui.screens.ask import Answer, Ask
from fieldnotes.tui.screens.frame import Framed, sentence_of
from fieldnotes.tui.widgets.form import Form, Line, Note
from fieldnotes.workflows import repositories
from fieldnotes.workflows.repositories import Known

_SHEET_B = """
SHEET B: THE RECOVERY KEYS, WHICH OPEN WHAT COMES BACK

They are stored nowhere and shown once. New ones for paper: lock this vault (Ctrl+L), then
    fieldnotes key recover
Keep sheet B in another place than this one: together they open everything.
"""
_IN_CLEAR = (
    "The file holds the address and the password of the backup in clear: whoever finds it can fetch the backup.",
    "Printers and disks remember. Copying by hand is safer; else delete the file as soon as it is on paper.",
)


class SheetScreen(Framed[None]):
    """Show sheet A as text, as a code, or write it into a file for a printer."""

    PLACE = "Sheet"
    AUTO_FOCUS = "VerticalScroll"
    DEFAULT_CSS = """
    SheetScreen VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }
    SheetScreen #out { display: none; border: none; height: 1; padding: 0 1; background: $panel; }
    SheetScreen #out.-open { display: block; }
    """

    def __init__(self, known: Known) -> None:
        super().__init__()
        self._known = known
        self._said = repositories.sheet_of(known)

    def body(self) -> ComposeResult:
        """Show the sheet, and below it the field for a path once it is asked for."""
        text = clean_lines(f"{_in_two_lines(self._said.text, self._said.password)}{_SHEET_B}")
        with VerticalScroll(can_focus=True):
            yield Static(Content(text))
        yield Input(placeholder="a new file, on a stick best · Enter writes it · Esc does not", id="out")

    @property
    def where(self) -> str:
        """Say where one is."""
        return "Sheet A: for paper"

    def action_code(self) -> None:
        """Show the password as a code for a camera."""
        self.app.push_screen(Code(self._said.password))

    def action_prove(self) -> None:
        """Ask for words of the sheet, the sheet being out of sight."""
        self.app.push_screen(TypeBack(self._known), self._proved)

    def _proved(self, proved: bool | None) -> None:
        if proved:
            self.say("These are the words: the backup can be opened without this machine.")

    def action_write(self) -> None:
        """Say what a file of it means, and then ask for its name."""
        answers = [Answer("k", "write no file"), Answer("w", "write it in clear")]
        self.app.push_screen(Ask("Write the sheet into a file?", _IN_CLEAR, answers), self._ask_where)

    def _ask_where(self, answer: str | None) -> None:
        if answer == "w":
            self.query_one("#out").add_class("-open")
            self.query_one("#out").focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Write the file."""
        if event.value.strip():
            self.carry(self._write(Path(event.value.strip())), keys_wait=True)

    async def _write(self, path: Path) -> None:
        await self.app.desk.beside(lambda _vault: repositories.write_sheet(self._said, path.expanduser()))
        self._close_field()
        self.say(f"Written in clear: {path.name}. Delete it once it is on paper.")

    def _close_field(self) -> None:
        self.query_one("#out").remove_class("-open")
        self.query_one(VerticalScroll).focus()

    def action_back(self) -> None:
        """Close the field, else go back."""
        if self.query_one("#out").has_class("-open"):
            self._close_field()
        else:
            self.dismiss()


def _in_two_lines(text: str, password: str) -> str:
    """Let a long password go on in a second line behind a hyphen, where a screen would cut a word in two."""
    words = password.split("-")
    half = len(words) // 2
    return text.replace(password, f"{'-'.join(words[:half])}-\n    {'-'.join(words[half:])}", 1) if half > 2 else text


class Code(ModalScreen[None]):
    """Show a code on the whole window, light on dark whatever the colours are, with its quiet zone."""

    PLACE = "Looking"
    DEFAULT_CSS = """
    Code { align: center middle; background: #000000; }
    Code Static { width: auto; height: auto; color: #ffffff; background: #000000; }
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self._drawn = repositories.qr_code(text, on_paper=False)

    def compose(self) -> ComposeResult:
        """Show the code, or say how large the window must be."""
        lines = self._drawn.split("\n")
        fits = len(lines) <= self.app.size.height and len(lines[0]) <= self.app.size.width
        small = f"The code needs a window of {len(lines[0])} by {len(lines)}. Any key goes back."
        yield Static(Content(self._drawn) if fits else literal(small))

    def on_key(self, event: events.Key) -> None:
        """Go back by any key."""
        event.stop()
        event.prevent_default()
        self.dismiss()


class TypeBack(Framed[bool]):
    """Ask for some words of the sheet, as they stand on paper; dismissed with True once they are right."""

    PLACE = "Form"

    def __init__(self, known: Known) -> None:
        super().__init__()
        self._known = known
        self._numbers = repositories.asked_words(known)

    def body(self) -> ComposeResult:
        """Ask for each word."""
        why = "From the paper, not from this screen: it is the paper that has to be right."
        whole = self._numbers == (1,)
        lines = [
            Line(name=f"word{number}", label="The password" if whole else f"Word {number}", help="Ctrl+S compares.")
            for number in self._numbers
        ]
        yield Form([Note(name="why", label="Type back from sheet A", help=why), *lines])

    @property
    def where(self) -> str:
        """Say where one is."""
        return "Is sheet A on paper?"

    def on_mount(self) -> None:
        """Begin with the first word."""
        self.query_one(Form).focus_on(f"word{self._numbers[0]}")

    def action_keep(self) -> None:
        """Compare the words."""
        self.carry(self._compare(self.query_one(Form).values()), keys_wait=True)

    async def _compare(self, typed: Mapping[str, object]) -> None:
        words = [str(typed[f"word{number}"]) for number in self._numbers]
        try:
            await self.app.desk.do(repositories.prove, self._known, words)
        except UsageError as error:
            self.query_one(Form).complain({f"word{self._numbers[0]}": sentence_of(error)})
            return
        except FieldnotesError as error:
            self.complain(error)
            return
        await self.app.desk.backing.look()
        self.dismiss(True)
