"""Export, stop by stop: which interviews, what was agreed, review, ledger, the page itself, and then the file.

Each stop says what is missing there and leads to where it is mended. Nothing is written before F10.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from fieldnotes.domain.counting import counted
from fieldnotes.errors import FieldnotesError, Refused, UsageError
from fieldnotes.tui import outlook
from fieldnotes.tui.lists import cells, columns
from fieldnotes.tui.literal import literal
from fieldnotes.tui.outlook import INTERVIEWS, PAGE, STOPS, WRITE
from fieldnotes.tui.rows import Column, Row, RowList
from fieldnotes.tui.screens.frame import Framed, sentence_of
from fieldnotes.tui.screens.written import blocks_of
from fieldnotes.tui.widgets.page_view import PageView, laid_out
from fieldnotes.workflows import listing, publications
from fieldnotes.workflows.publications import Exported, Outlook, PageRefused, Request

_CHOOSE = "Space takes an interview in or leaves it out. Paraphrases apart need others that could be their origin."
_LOCKED = (
    "The identities are locked, so nobody can know what must not be said. Press F7 and give the identity "
    "passphrase; then the page can be written."
)
_CHANGE = "Change the words, the terms or the card that a line names, then F10 again."
_WAYS = {
    "ledger": "Too few people would be left to choose from. Let the page say less; stop 4 says what would help.",
    "difference": (
        "Whoever lays the two pages side by side reads what you hide. Reword or leave out what a line names. If it is "
        "out anyway, at the command line: fieldnotes export --despite-difference."
    ),
}


class Export(Framed[None]):
    """Lead from some interviews to their redacted page, or say at each stop why none may leave."""

    PLACE = "Export"
    AUTO_FOCUS = "RowList"
    DEFAULT_CSS = """
    Export #stops { height: 1; padding: 0 1; background: $surface; }
    Export #said { height: auto; max-height: 3; padding: 0 1; }
    Export #about { height: 3; padding: 0 1; background: $panel; }
    Export PageView { height: 1fr; overflow-x: hidden; overflow-y: scroll; }
    Export #write { height: 1fr; }
    Export #out { border: round $border-blurred; height: 3; padding: 0 1; }
    Export #out:focus { border: round $primary; }
    Export VerticalScroll { padding: 0 1; height: 1fr; }
    """

    def __init__(self, codes: Sequence[str]) -> None:
        super().__init__()
        self._codes = list(codes)
        self._stop = WRITE
        self._outlook: Outlook | None = None
        self._looks = 0
        self._is_led = True
        self._written: tuple[str, str] | None = None

    def body(self) -> ComposeResult:
        """Put the stops above, and what each of them shows below."""
        yield Static("", id="stops")
        yield Static("", id="said")
        yield RowList((), empty="")
        yield PageView()
        with Vertical(id="write"):
            yield Static(literal(" Write the page to (F10 or Enter writes):"))
            yield Input(value=str(Path.home() / f"{self._codes[0].lower()}.md"), id="out")
            with VerticalScroll(can_focus=True):
                yield Static("", id="account")
        yield Static("", id="about")

    @property
    def where(self) -> str:
        """Say what is being exported."""
        return f"Export {', '.join(self._codes)}"

    @property
    def _list(self) -> RowList:
        return self.query_one(RowList)

    def on_mount(self) -> None:
        """Ask for the identities at once: nobody types a passphrase into the wrong field."""
        self._show()
        if self.app.desk.identities_open:
            self._look()
        else:
            self.app.action_identities()

    def on_screen_resume(self) -> None:
        """Look anew: something was mended elsewhere."""
        super().on_screen_resume()
        if self._outlook is not None:
            self._look()

    def identities_changed(self) -> None:
        """Look at what would leave, or forget it at once."""
        self._outlook = None
        self._show()
        if self.app.desk.identities_open:
            self._look()

    # --------------------------------------------------------------------------------- looking

    def _look(self) -> None:
        self._looks += 1
        self.carry(self._foresee(self._looks), group="look")

    async def _foresee(self, number: int) -> None:
        if not self._codes:
            return
        self.say("Selecting, replacing and looking twice…")
        await self.painted()
        request = Request(list(self._codes), Path(), datetime.now(UTC))
        found = await self.app.desk.do(publications.foresee, request)
        if number != self._looks or not self.app.desk.identities_open:
            return
        self._outlook = found
        self.say("")
        if self._is_led:  # once: to the first stop where something is missing, else to the page
            self._is_led = False
            self._stop = next((stop for stop in range(PAGE) if outlook.missing(found, stop)), PAGE)
        self._show()

    # --------------------------------------------------------------------------------- showing

    def _show(self) -> None:
        """Show the stop that one is at."""
        self._show_stops()
        found, stop = self._outlook, self._stop
        has_page = stop == PAGE and found is not None and bool(found.page)
        self.query_one("#write").display = stop == WRITE
        self.query_one(PageView).display = has_page
        self._list.display = self.query_one("#about").display = stop != WRITE and not has_page
        said = self._fill()
        self.query_one("#said", Static).update(literal(said, "bold" if self._outlook is None else ""))
        if stop == WRITE:
            (self.query_one("#out") if self.app.desk.identities_open else self.query_one(VerticalScroll)).focus()
        elif has_page and found is not None:
            self.query_one(PageView).focus()
            self.call_after_refresh(self._lay_out, found.page)
        else:
            self._list.focus()
        if stop == INTERVIEWS:
            self.carry(self._show_interviews(), group="list", exclusive=True)

    def _fill(self) -> str:
        """Put the rows of the stop into the list, and return what it is about."""
        self.query_one("#about", Static).update("")
        if self._stop == INTERVIEWS:
            return _CHOOSE
        if not self.app.desk.identities_open:
            self._list.show(0, lambda _offset, _limit: (), empty="")
            return _LOCKED
        if self._stop == WRITE:
            return "Nothing is written before F10."
        if self._outlook is None:
            self._list.show(0, lambda _offset, _limit: (), empty="")
            return "" if self._codes else "Choose at least one interview: 1 leads there."
        shown = outlook.at(self._outlook, self._stop)
        self._list.columns = shown.columns
        rows = shown.rows
        self._list.show(len(rows), lambda offset, limit: rows[offset : offset + limit], key=self._stop, empty="")
        return shown.said

    def _show_stops(self) -> None:
        parts = []
        for number, name in enumerate(STOPS):
            words = f"{number + 1} {name}{self._mark(number)}"
            parts.append(Content.assemble((f"[{words}]", "bold $accent") if number == self._stop else f" {words} "))
        self.query_one("#stops", Static).update(Content("›").join(parts))

    def _mark(self, stop: int) -> str:
        """Return how a stop stands: "✗ 3", "✓", "?" where nobody said, or nothing before it was looked at."""
        if stop == WRITE:
            return " ✓" if self._written else ""
        if stop == INTERVIEWS:
            return " ✓" if self._codes else " ✗"
        if self._outlook is None:
            return ""
        wrong = len(outlook.missing(self._outlook, stop))
        if wrong:
            return f" ✗ {wrong}"
        if outlook.is_unknown(self._outlook, stop):  # unknown is never shown as safe (rule)
            return " ?"
        return " ✓" if stop != PAGE or self._outlook.page else ""

    async def _show_interviews(self) -> None:
        desk = self.app.desk
        shown = await desk.do(listing.interviews)
        count = await desk.do(lambda _vault: shown.count)
        told = columns("interviews", self.size.width, marked=False)

        async def fetch(offset: int, limit: int) -> list[Row]:
            found = await desk.do(lambda _vault: shown.page(offset, limit))
            return [("✓" if row.code in self._codes else "", *cells(row, told)) for row in found]

        self._list.columns = (Column("", 1), *told)
        self._list.show(count, fetch, key=INTERVIEWS)

    def _lay_out(self, page: str) -> None:
        view = self.query_one(PageView)
        view.direction = self.app.direction
        view.show(laid_out(blocks_of(page), view.room, None))

    def on_page_view_resized(self) -> None:
        """Lay the page out to its new width."""
        if self._outlook is not None and self._outlook.page:
            self._lay_out(self._outlook.page)

    # ---------------------------------------------------------------------------------- moving

    def action_stop(self, number: int) -> None:
        """Go to a stop."""
        self._is_led = False
        self._stop = number
        self._show()
        if self._outlook is None and number != INTERVIEWS and self.app.desk.identities_open:
            self._look()

    def action_next_stop(self) -> None:
        """Go to the next stop; behind the last, to the first."""
        self.action_stop((self._stop + 1) % len(STOPS))

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Say in full what the cursor is on."""
        full = "" if self._stop == INTERVIEWS else event.row[-2]
        self.query_one("#about", Static).update(literal(full))

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Go to where it is mended; at the first stop, take an interview in or leave it out."""
        if self._stop == INTERVIEWS:
            self.action_choose()
            return
        kind, _, name = event.row[-1].partition(" ")
        if kind:
            self._lead(kind, name)

    def _lead(self, kind: str, name: str) -> None:
        if kind == "review":
            self.action_review()
        elif kind == "ledger":
            self._estimate(name)
        elif kind == "terms":
            from fieldnotes.tui.screens.properties import Properties

            self.app.push_screen(Properties(name))
        elif kind == "consent":
            from fieldnotes.tui.screens.consent import ConsentScreen

            self.app.push_screen(ConsentScreen(name))
        elif kind == "source":
            from fieldnotes.tui.screens.source import SourceScreen

            self.app.push_screen(SourceScreen(name))
        else:
            code, _, number = name.partition(" ")
            self.app.read_passage(code, int(number))

    def action_choose(self) -> None:
        """Take the interview of the cursor in, or leave it out."""
        row = self._list.row
        if self._stop != INTERVIEWS or row is None:
            return
        code = row[-1]
        self._codes = [one for one in self._codes if one != code] if code in self._codes else [*self._codes, code]
        self.refresh_title()
        self._outlook = None
        self._show()

    def _estimate(self, handle: str) -> None:
        """Ask how many people share what readers know of a source once this page is out."""
        from fieldnotes.tui.screens.ledger_entry import FORMS, LedgerEntry

        told = self._outlook.ledger if self._outlook is not None else ()
        for one in told:
            if one.source == handle:
                self.app.push_screen(LedgerEntry(FORMS["estimate"], handle, one.persona, one.facts))

    def action_ledger(self) -> None:
        """See the whole ledger."""
        from fieldnotes.tui.screens.ledger import LedgerScreen

        self.app.push_screen(LedgerScreen())

    def action_review(self) -> None:
        """Decide about what is found in what is to be written."""
        from fieldnotes.tui.screens.review import ReviewScreen

        self.app.push_screen(ReviewScreen(self._codes, only_open=True))

    # --------------------------------------------------------------------------------- writing

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Write the page."""
        self.action_write()

    def action_write(self) -> None:
        """Write the page, or show what refuses it."""
        if not self.app.desk.identities_open:
            self.app.action_identities()
            return
        self.action_stop(WRITE)
        self.query_one("#account", Static).update("")
        self._offer_to_read(None)
        self.say("Selecting, replacing and looking twice…")
        self.app.desk.touch_identities()
        self.carry(self._write(), group="write", exclusive=True)

    async def _write(self) -> None:
        out = Path(self.query_one("#out", Input).value).expanduser()
        request = Request(list(self._codes), out, datetime.now(UTC))
        try:
            if not self._codes:
                raise UsageError("no interview is chosen", "1 leads to them")
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
        self._show_stops()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to read a page only once there is one."""
        return action != "page" or self._written is not None

    def action_page(self) -> None:
        """Read the page that was written."""
        from fieldnotes.tui.screens.written import Written

        if self._written is not None:
            self.app.push_screen(Written(*self._written))

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
