"""Export: what would leave, what was replaced and why, what refuses it, and then the page itself."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from fieldnotes.domain.counting import counted
from fieldnotes.errors import FieldnotesError, Refused, UsageError
from fieldnotes.tui.literal import literal
from fieldnotes.tui.screens.frame import Framed, sentence_of
from fieldnotes.workflows import publications
from fieldnotes.workflows.publications import Exported, PageRefused, Request

_CHANGE = "Change the words, the terms or the card that a line names, then F10 again."
_WAYS = {
    "ledger": (
        "Too few people would be left to choose from. Let the page say less, or say that so few are enough, at the "
        "command line: fieldnotes ledger --help."
    ),
    "difference": (
        "Whoever lays the two pages side by side reads what you hide. Reword or leave out what a line names. If it is "
        "out anyway, at the command line: fieldnotes export --despite-difference."
    ),
}


class Export(Framed[None]):
    """Write the redacted page of some interviews, or say in place why none may leave."""

    PLACE = "Export"
    AUTO_FOCUS = "VerticalScroll"
    DEFAULT_CSS = """
    Export #out { border: round $border-blurred; height: 3; padding: 0 1; }
    Export #out:focus { border: round $primary; }
    Export VerticalScroll { padding: 0 1; height: 1fr; }
    """

    def __init__(self, codes: Sequence[str]) -> None:
        super().__init__()
        self._codes = list(codes)
        self._written: tuple[str, str] | None = None

    def body(self) -> ComposeResult:
        """Ask where to, and show the account below."""
        names = ", ".join(self._codes)
        yield Static(literal(f" The page of {names}, for readers. Write it to (F10 or Enter writes):"))
        yield Input(value=str(Path.home() / f"{self._codes[0].lower()}.md"), id="out")
        with VerticalScroll(can_focus=True):
            yield Static("", id="account")

    @property
    def where(self) -> str:
        """Say what is being exported."""
        return f"Export {', '.join(self._codes)}"

    def on_mount(self) -> None:
        """Say what a page needs before it can be written."""
        self._explain()
        if self.app.desk.identities_open:
            self.query_one("#out", Input).focus()
        else:  # asked for at once: nobody types a passphrase into the wrong field
            self.app.action_identities()

    def identities_changed(self) -> None:
        """Say whether the page can be written now."""
        self._explain()
        if self.app.desk.identities_open:
            self.query_one("#out", Input).focus()

    def _explain(self) -> None:
        if self.app.desk.identities_open:
            said = literal("The identities are open: names can be found and replaced. Nothing is written before F10.")
        else:
            said = literal(
                "The identities are locked, so nobody can know what must not be said. Press F7 and give the identity "
                "passphrase; then the page can be written.",
                "bold",
            )
        self.query_one("#account", Static).update(said)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Write the page."""
        self.action_write()

    def action_write(self) -> None:
        """Write the page, or show what refuses it."""
        if not self.app.desk.identities_open:
            self.app.action_identities()
            return
        self.query_one("#account", Static).update("")
        self._offer_to_read(None)
        self.say("Selecting, replacing and looking twice…")
        self.app.desk.touch_identities()
        self.carry(self._write(), group="write", exclusive=True)

    async def _write(self) -> None:
        out = Path(self.query_one("#out", Input).value).expanduser()
        request = Request(self._codes, out, datetime.now(UTC))
        try:
            done = await self.app.desk.do(publications.export, request)
        except Refused as refusal:
            self._show_refusal(refusal)
        except UsageError as error:
            self.say(_of_the_field(error), bad=True)
        except FieldnotesError as error:
            self.complain(error)
        else:
            self._show_account(done, out)

    def _offer_to_read(self, written: tuple[str, str] | None) -> None:
        self._written = written
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to read a page only once there is one."""
        return action != "page" or self._written is not None

    def action_page(self) -> None:
        """Read the page that was written."""
        from fieldnotes.tui.screens.written import Written

        if self._written is not None:
            self.app.push_screen(Written(*self._written))

    def action_review(self) -> None:
        """Decide about what is found in what is to be written."""
        from fieldnotes.tui.screens.review import ReviewScreen

        self.app.push_screen(ReviewScreen(self._codes, only_open=True))

    def _show_refusal(self, refusal: Refused) -> None:
        lines = [
            literal("Refused: nothing was written. Each line says where, and what; never the words.", "bold $error")
        ]
        for kind, where, what in refusal.objections:
            lines.append(Content.assemble((f"✗ {kind:<15}", "bold $error"), literal(f"{where}: {what}")))
        if any(kind == "undecided" for kind, _, _ in refusal.objections):
            lines += [literal(""), literal("Ctrl+R shows what is undecided, to be decided there.", "bold")]
        kinds = {kind for kind, _, _ in refusal.objections} - {"undecided"}
        ways = [_WAYS.get(kind, _CHANGE) for kind in sorted(kinds)]
        lines += [line for way in dict.fromkeys(ways) for line in (literal(""), literal(way))]
        if isinstance(refusal, PageRefused):
            lines.append(_not_checked(refusal.not_checked))
        self.query_one("#account", Static).update(Content("\n").join(lines))
        self.say("Refused; nothing was written.", bad=True)

    def _show_account(self, done: Exported, out: Path) -> None:
        lines = [
            literal(f"Written: {out}", "bold $success"),
            literal(_counts(done)),
            literal("It is recorded as published. Read it before it leaves your hands: F4 shows it here."),
            _not_checked(done.not_checked),
        ]
        lines += [literal(f"{before.source}: {before.said}.") for before in done.ledger]
        for why, count in done.reasons:
            lines.append(literal(f"  {count:>4} × {why}"))
        for where in done.left_out:
            lines.append(literal(f"  left out: {where} (too few other interviews here could be its origin)"))
        self.query_one("#account", Static).update(Content("\n").join(lines))
        self._offer_to_read((out.name, done.page))
        self.say(f"The page is written: {out.name}. F4 shows it.")


def _counts(done: Exported) -> str:
    leaves = "leaves" if done.printed == 1 else "leave"
    were = "was" if done.replaced == 1 else "were"
    replaced = counted(done.replaced, "name, place or number", "names, places and numbers")
    return f"{counted(done.printed, 'passage')} {leaves}; {replaced} {were} replaced."


def _not_checked(classes: Sequence[str]) -> Content:
    return literal(f"Not checked, so look yourself: {', '.join(classes)}." if classes else "")


def _of_the_field(error: UsageError) -> str:
    """Return an error about the file in the words of this screen, which has no options."""
    if "file exists" in str(error):
        return "the file exists already: write another name above"
    return sentence_of(error)
