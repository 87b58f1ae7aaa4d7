"""Consent of a source: what was asked and answered, event by event; and what they take back."""

from datetime import UTC, datetime

from textual.app import ComposeResult
from textual.widgets import Static

from fieldnotes.domain import consent
from fieldnotes.domain.consent import Consent, Scope, in_force
from fieldnotes.tui.literal import literal
from fieldnotes.tui.rows import Column, Row, RowList
from fieldnotes.tui.screens.ask import Answer, Ask, AskLine
from fieldnotes.tui.screens.frame import Framed
from fieldnotes.workflows import consenting, withdrawing
from fieldnotes.workflows.withdrawing import Account

_COLUMNS = (Column("when", 16), Column("how", 14), Column("interview", 10), Column("answers"))
_EMPTY = (
    "Nothing is recorded: everything is unasked, and unasked is not yes. Press a to record what they said, in whatever "
    "way they could say it."
)
_ALL = "everything"
_LEAVE = "x"


class ConsentScreen(Framed[None]):
    """List the events of a source's consent, and what they come to; nothing here is ever changed, only added."""

    PLACE = "Consent"
    AUTO_FOCUS = "RowList"
    DEFAULT_CSS = """
    ConsentScreen #force { height: auto; max-height: 3; padding: 0 1; text-style: bold; }
    ConsentScreen #about { height: 3; padding: 0 1; background: $panel; }
    """

    def __init__(self, handle: str) -> None:
        super().__init__()
        self._handle = handle
        self._events: tuple[Consent, ...] = ()

    def body(self) -> ComposeResult:
        """Put what is in force above the events."""
        yield Static("", id="force")
        yield RowList(_COLUMNS, empty=_EMPTY)
        yield Static("", id="about")

    @property
    def where(self) -> str:
        """Say whose consent this is."""
        return f"Consent of @{self._handle}"

    def on_mount(self) -> None:
        """Read the events."""
        self.carry(self._read(), group="read", exclusive=True)

    async def _read(self) -> None:
        self._events = await self.app.desk.do(consenting.events_of, self._handle)
        rows = [_cells(one) for one in reversed(self._events)]
        self.query_one(RowList).show(len(rows), lambda offset, limit: rows[offset : offset + limit], key=self._handle)
        answers = in_force(self._events, self._handle, None) if self._events else None
        self.query_one("#force", Static).update(literal(f"In force in all interviews: {consent.said(answers)}"))
        if not rows:
            self.query_one("#about", Static).update("")

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Say the event of the cursor in full."""
        self.query_one("#about", Static).update(literal(event.row[-1]))

    # --------------------------------------------------------------------------------- adding

    def action_add(self) -> None:
        """Record an event."""
        from fieldnotes.tui.screens.consent_event import ConsentEvent

        self.app.push_screen(ConsentEvent(self._handle), self._added)

    def _added(self, is_kept: bool | None) -> None:
        if is_kept:
            self.say("Recorded.")
            self.carry(self._read(), group="read", exclusive=True)

    # ----------------------------------------------------------------------------- withdrawing

    def action_withdraw(self) -> None:
        """Ask what they take back."""
        self.carry(self._withdraw(), group="withdraw", exclusive=True)

    async def _withdraw(self) -> None:
        scopes = dict(zip("123456789", Scope, strict=True))
        answers = [Answer(_LEAVE, "change nothing"), Answer("w", "everything they said")]
        answers += [Answer(key, f"only this: {scope.value.replace('_', ' ')}") for key, scope in scopes.items()]
        said = ["It is hidden from every page at once; that can be followed by another answer. Erasing comes after."]
        key = await self.app.push_screen_wait(Ask(f"What does @{self._handle} take back?", said, answers))
        if key not in (*scopes, "w"):
            return
        account = await self.app.desk.do(withdrawing.hide, self._handle, datetime.now(UTC), scopes.get(key), None)
        await self._read()
        if key != "w":
            self.say("Recorded: no page says it from now on.")
            return
        answers = [Answer(_LEAVE, "leave it hidden"), Answer("e", "erase it for good")]
        if await self._tell_of(account, "Hidden. Erase it as well?", answers) == "e":
            await self._erase()

    async def _tell_of(self, account: Account, question: str, answers: list[Answer]) -> str:
        lines = [*account.told(), *account.unreached]
        return await self.app.push_screen_wait(Ask(question, [f"· {line}" for line in lines], answers))

    async def _erase(self) -> None:
        if not self.app.desk.identities_open:
            self.say("Open the identities (F7) first, then w again: others may name them.", bad=True)
            return
        pseudonym = await self.app.desk.do(withdrawing.pseudonym_of, self._handle)
        said = "Nothing brings it back. Type the pseudonym as the notes have it; Esc leaves everything hidden."
        typed = await self.app.push_screen_wait(AskLine(f"Erase {pseudonym} for good?", said, "", str))
        if not typed:
            return
        account = await self.app.desk.do(withdrawing.erase, self._handle, typed)
        self.app.undoable.clear()  # bringing something back would bring their words back
        await self._tell_of(account, "Erased.", [Answer(_LEAVE, "go back")])
        self.dismiss(None)


def _cells(one: Consent) -> Row:
    """Return the cells of an event, and behind them the whole of it in words."""
    when, interview = f"{one.given:%Y-%m-%d %H:%M}", one.interview or "all"
    answers = _ALL + " withdrawn" if one.withdraws_all else consent.said(one.answers)
    more = [f"in {one.language}"] if one.language else []
    more += [f"through @{one.interpreter}"] if one.interpreter else []
    more += [f"before {one.witness}"] if one.witness else []
    full = f"{when} {one.given:%Z}, {one.mode.value}, {interview}: {answers}. {', '.join(more)}"
    return when, one.mode.value, interview, answers, full
