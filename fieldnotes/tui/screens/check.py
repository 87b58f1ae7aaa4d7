"""Check: drop in a finished article, and walk through what is not as promised, beside its own words."""

import shlex
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.widgets import Input, Static

from fieldnotes.domain.counting import counted
from fieldnotes.errors import UsageError
from fieldnotes.tui.literal import literal
from fieldnotes.tui.rows import Column, Row, RowList
from fieldnotes.tui.screens.ask import AskLine
from fieldnotes.tui.screens.frame import Framed
from fieldnotes.tui.widgets.entry import LineEntry
from fieldnotes.tui.widgets.sides import Laid, Side, laid
from fieldnotes.workflows import checks
from fieldnotes.workflows.checks import Checked, Finding, Spot

_COLUMNS = (Column("kind", 14), Column("where", 20), Column("what"))
_BEGIN = (
    "Here stands what is not as promised: names, places, dates, words off the record, quotations that nobody said so, "
    "and what a file carries besides its page. Drop the article above: Markdown, Word (DOCX), OpenDocument, HTML, PDF "
    "with text, plain text. Several are checked together. Nothing of it leaves this machine."
)
_LOCKED = "The identities are locked: names cannot be checked. F7 opens them and checks again."
_RESULTS = {
    checks.INCOMPLETE: "Nothing was found, but not everything could be checked: this is no all-clear.",
    checks.CLEAN: "Nothing was found. No list knows everybody: read it once more before it leaves your hands.",
}
_NOT_CHECKED, _TRACE = "not checked", "can be read"


class CheckScreen(Framed[None]):
    """Check articles against the vault; what was found is listed, and shown in the article's own words."""

    PLACE = "Check"
    AUTO_FOCUS = "#path"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    DEFAULT_CSS = """
    CheckScreen #path { height: 1; border: none; padding: 0 1; background: $surface; }
    CheckScreen #path:focus { background: $panel; }
    CheckScreen #result { height: auto; max-height: 3; padding: 0 1; text-style: bold; }
    CheckScreen #both { height: 1fr; }
    CheckScreen.-wide #both { layout: horizontal; }
    CheckScreen #words { height: 9; border-bottom: solid $border-blurred; }
    CheckScreen.-wide #words { height: 1fr; width: 2fr; border-bottom: none; border-right: solid $border-blurred; }
    CheckScreen.-wide #found { width: 3fr; padding: 0 0 0 1; }
    CheckScreen #heading { height: 1; padding: 0 1; color: $text-muted; text-style: bold; }
    CheckScreen #about { height: 2; padding: 0 1; background: $panel; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._checked: Checked | None = None
        self._drafts: tuple[Path, ...] = ()

    def body(self) -> ComposeResult:
        """Put the path above, the words of the article and what was found below it."""
        yield LineEntry(None, placeholder="the article: drop the file here, or type its path · Enter checks", id="path")
        yield Static("", id="result")
        with Container(id="both"):
            with Vertical(id="words"):
                yield Static("", id="heading")
                yield Side(id="spot")
            yield RowList(_COLUMNS, empty=_BEGIN, id="found")
        yield Static("", id="about")

    @property
    def where(self) -> str:
        """Say what is checked, without the names of files: they can hold a source's."""
        return f"Check {counted(len(self._drafts), 'article')}" if self._drafts else "Check a finished article"

    def on_mount(self) -> None:
        """Say what cannot be checked yet."""
        self._show_nothing()

    def on_resize(self) -> None:
        """Lay the words out to their new width."""
        self.call_after_refresh(self._show_spot)

    def _show_nothing(self) -> None:
        self._checked = None
        self.query_one("#found", RowList).show(0, lambda _offset, _limit: (), empty=_BEGIN)
        self._say_result("" if self.app.desk.identities_open else _LOCKED)
        self.query_one("#about", Static).update("")
        self._show_spot()

    def _say_result(self, words: str) -> None:
        line = self.query_one("#result", Static)
        line.display = bool(words)
        line.update(literal(words))

    def identities_changed(self) -> None:
        """Check anew: with the identities open more can be checked; hidden, nothing of it may stay on the screen."""
        self._show_nothing()
        if self._drafts:
            self._check()

    # -------------------------------------------------------------------------------- checking

    def on_paste(self, event: events.Paste) -> None:
        """Take a file that is dropped anywhere on the screen: terminals paste its path."""
        if not self.query_one("#path").has_focus and (dropped := event.text.strip()):
            event.stop()
            self.query_one("#path", LineEntry).value = dropped
            self._take(dropped)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Check what was named."""
        event.stop()
        self._take(event.value.strip())

    def _take(self, typed: str) -> None:
        if not typed:
            self.say("Name the article first: drop the file here, or type its path.", bad=True)
            return
        try:
            self._drafts = tuple(paths_of(typed))
        except UsageError as error:
            self.complain(error)
            return
        self._check()

    def action_again(self) -> None:
        """Check the same articles, as they are now."""
        self._check() if self._drafts else self.action_other()

    def action_other(self) -> None:
        """Go to the path."""
        self.query_one("#path").focus()

    def action_published(self) -> None:
        """Ask under which title it is published, and enter what it tells into the ledger."""
        if not self._drafts:
            self.say("Check an article first.", bad=True)
        elif not self.app.desk.identities_open:
            self.app.action_identities()
        else:
            said = "What it tells of each source counts from now on, whatever was found in it."
            ask = AskLine("Published under which title?", said, "", _titled)
            self.app.push_screen(ask, lambda title: self._check(title) if title else None)

    def _check(self, title: str | None = None) -> None:
        """Check, with nothing on the screen meanwhile that was found before: it may be of another article."""
        self._show_nothing()
        self.query_one("#found").focus()
        self.say("Reading every part of it, and comparing it with the notes…")
        self.carry(self._checking(title), group="check", exclusive=True, keys_wait=title is not None)

    async def _checking(self, title: str | None) -> None:
        await self.painted()
        drafts, now = self._drafts, datetime.now(UTC)
        self.app.desk.touch_identities()
        was_open = self.app.desk.identities_open
        checked = await self.app.desk.do(checks.check, drafts, now, title)
        if was_open != self.app.desk.identities_open:
            return  # it is checked anew
        self._checked = checked
        self._list()
        self.say(
            "Entered into the ledger as published." if title else "This list and the article together identify people."
        )

    def _list(self) -> None:
        if (checked := self._checked) is None:
            return
        rows = _rows(checked)
        found = counted(len(checked.spots), "finding")
        again = "Mend it in the article and save that; then r checks again."
        said = f"{found}. {again}" if checked.findings else _RESULTS[checked.result]
        self._say_result(said if self.app.desk.identities_open else f"{said} {_LOCKED}")
        shown = self.query_one("#found", RowList)
        shown.show(len(rows), lambda offset, limit: rows[offset : offset + limit], key=self._drafts)
        shown.focus()
        self._show_spot()

    # ---------------------------------------------------------------------------- what was found

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Show what the cursor is on, in the words of the article."""
        event.stop()
        self.query_one("#about", Static).update(literal(f"{event.row[1] or event.row[0]}: {event.row[2]}"))
        self._show_spot()

    def _show_spot(self) -> None:
        side, spot = self.query_one("#spot", Side), self._spot
        side.direction = self.app.direction
        heading = "in the words of the article" if spot else "the words of the article stand here"
        self.query_one("#heading", Static).update(literal(heading))
        span = (spot.start, spot.end) if spot else None
        side.show(laid(spot.words, span, (), side.room) if spot else Laid())

    @property
    def _spot(self) -> Spot | None:
        checked, cursor = self._checked, self.query_one("#found", RowList).cursor
        return checked.spots[cursor][1] if checked is not None and cursor < len(checked.spots) else None

    def action_read(self, by: int) -> None:
        """Read on in the words of the article, or back."""
        self.query_one("#spot", Side).read(by)


def _rows(checked: Checked) -> Sequence[Row]:
    """Return a row for each place, then for what can be dug out of the files, then for what nobody checked."""
    found = [_cells(one) for one, _ in checked.spots]
    traces = [(_TRACE, "in the file", f"{what}, by whoever has the file") for what in checked.traces]
    return [*found, *traces, *((_NOT_CHECKED, "", what) for what in checked.not_checked)]


def _cells(one: Finding) -> Row:
    return one.kind, one.where, one.what


def _titled(title: str) -> None:
    if not title:
        raise UsageError("a title is needed", "as you call the piece; readers never see it")


def paths_of(typed: str) -> list[Path]:
    """Return the files that a line names, as people type them and as terminals write what is dropped on them.

    Raises:
        UsageError: a quotation mark is not closed.
    """
    whole = Path(typed).expanduser()
    if whole.exists():
        return [whole]
    try:
        words = shlex.split(typed)
    except ValueError:
        raise UsageError("a quotation mark in the path is not closed", "drop the file again") from None
    return [_path(word) for word in words]


def _path(word: str) -> Path:
    return Path(unquote(urlsplit(word).path) if word.startswith("file://") else word).expanduser()
