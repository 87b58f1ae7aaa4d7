"""Ledger: what is out about each source, how many people it can still be for whom, and what was never estimated."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from fieldnotes.domain.ledger import Adversary, narrowest
from fieldnotes.tui.literal import literal
from fieldnotes.tui.outlook import people
from fieldnotes.tui.rows import Column, Row, RowList
from fieldnotes.tui.screens.frame import Framed
from fieldnotes.workflows import ledgers, reading
from fieldnotes.workflows.ledgers import Standing
from fieldnotes.workflows.vaults import OpenVault

_COLUMNS = (
    Column("source", 16),
    Column("readers know"),
    Column("out", 4, "right"),
    *(Column(each.value, 9, "right") for each in Adversary),
)
_EMPTY = "Here stands what readers know of each source. There are no sources yet: add one at home, with 2 and n."
_LOCKED = (
    "The identities are locked, and what is out about a source is sealed with them: F7 opens them. What you estimate "
    "can be added meanwhile."
)
_ABOUT = "How many people it can still be, for whom. What they said is not measured, only who, where and when."
_NOT_YET = (
    "Nothing is published of this source, and nothing estimated. Estimates that stand here before the first page keep "
    "it from saying too much: a begins."
)


@dataclass(frozen=True, slots=True)
class _Line:
    """Hold a source of the list: its handle, its pseudonym, and how it stands under one persona where that is known."""

    handle: str
    pseudonym: str
    standing: Standing | None


class LedgerScreen(Framed[None]):
    """List how every source stands; below it what is out about the one that the cursor is on, in words."""

    PLACE = "Ledger"
    AUTO_FOCUS = "RowList"
    DEFAULT_CSS = """
    LedgerScreen #about { height: auto; max-height: 2; padding: 0 1; background: $surface; }
    LedgerScreen RowList { height: 2fr; }
    LedgerScreen VerticalScroll { height: 3fr; padding: 0 1; border-top: solid $border-blurred; }
    """

    def __init__(self, handle: str | None = None) -> None:
        super().__init__()
        self._handle = handle
        self._lines: tuple[_Line, ...] = ()

    def body(self) -> ComposeResult:
        """Put the sources above, and what is known of one below."""
        yield Static("", id="about")
        yield RowList(_COLUMNS, empty=_EMPTY)
        with VerticalScroll(can_focus=False):
            yield Static("", id="account")

    @property
    def where(self) -> str:
        """Say what this is."""
        return "Ledger of what is out"

    def on_mount(self) -> None:
        """Read how they stand."""
        self.carry(self._read(), group="read", exclusive=True)

    def identities_changed(self) -> None:
        """Show what is sealed, or hide it at once."""
        self._lines = ()
        self._list()
        self.carry(self._read(), group="read", exclusive=True)

    async def _read(self) -> None:
        was_open = self.app.desk.identities_open
        lines = await self.app.desk.do(_read)
        if was_open != self.app.desk.identities_open:
            return  # it is read anew
        self._lines = lines
        self._list()
        if self._handle is not None:
            row = next((row for row, line in enumerate(self._lines) if line.handle == self._handle), 0)
            self.query_one(RowList).move(row)
            self._handle = None

    def _list(self) -> None:
        is_open = self.app.desk.identities_open
        self.query_one("#about", Static).update(literal(_ABOUT if is_open else _LOCKED, "" if is_open else "bold"))
        rows = [_cells(line) for line in self._lines]
        self.query_one(RowList).show(len(rows), lambda offset, limit: rows[offset : offset + limit], key="ledger")
        self._tell()

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Tell of the source that the cursor is on."""
        self._tell()

    @property
    def _line(self) -> _Line | None:
        cursor = self.query_one(RowList).cursor
        return self._lines[cursor] if cursor < len(self._lines) else None

    def _tell(self) -> None:
        self.query_one("#account", Static).update(Content("\n").join(self._account()))
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def _account(self) -> Sequence[Content]:
        line = self._line
        if line is None or not self.app.desk.identities_open:
            return ()
        if line.standing is None:
            return (literal(f"@{line.handle}", "bold"), literal(_NOT_YET))
        heading = literal(f"@{line.handle}, whom readers know as “{line.standing.persona}”", "bold")
        return (heading, *(literal(f"· {said}") for said in line.standing.account()))

    def action_read(self, by: int) -> None:
        """Read on in what is known of a source, or back."""
        below = self.query_one(VerticalScroll)
        below.scroll_relative(y=by * max(1, below.size.height - 1), animate=False)

    def action_add(self, what: str) -> None:
        """Add an estimate, a piece published elsewhere, or how many people must be left."""
        from fieldnotes.tui.screens.ledger_entry import FORMS, LedgerEntry

        if (line := self._line) is not None:
            told = line.standing.told if line.standing else ()
            known = narrowest(fact for _, disclosure in told for fact in disclosure.facts)
            persona = line.standing.persona if line.standing else line.pseudonym
            self.app.push_screen(LedgerEntry(FORMS[what], line.handle, persona, known), self._added)

    def _added(self, sentence: str | None) -> None:
        if sentence:
            self.say(sentence)
            self.carry(self._read(), group="read", exclusive=True)


def _read(vault: OpenVault) -> tuple[_Line, ...]:
    """Return a line for each source and persona, those first of whom something is known; locked, of nobody."""
    standings = ledgers.standings(vault) if vault.identities_open else []
    found: list[_Line] = []
    for source in reading.list_sources(vault):
        own = [one for one in standings if one.source == source.handle]
        found += [_Line(source.handle, source.pseudonym, standing) for standing in own or (None,)]
    return tuple(sorted(found, key=lambda line: line.standing is None))


def _cells(line: _Line) -> Row:
    standing = line.standing
    if standing is None:
        return (line.handle, line.pseudonym, "", *("" for _ in Adversary))
    bounds = (people(standing.bounds[each], standing.enough.get(each)) for each in Adversary)
    return (line.handle, standing.persona, str(len(standing.told)), *bounds)
