"""Search everything: words in any script, with or without diacritics; Enter jumps to the passage."""

import asyncio

from textual import events
from textual.app import ComposeResult
from textual.widgets import Input

from fieldnotes.domain.counting import counted
from fieldnotes.errors import UsageError
from fieldnotes.tui.rows import Column, RowList
from fieldnotes.tui.screens.frame import Framed
from fieldnotes.workflows import finding
from fieldnotes.workflows.finding import Filters, Found

_MOST = 200
_LIMITS = ("source", "place", "since", "until", "interview", "code", "terms")
_LIMIT = "Add source:kak-d place:taza since:2026-01 code:water terms:background"
_HOW = (
    'Type words: passages that hold all of them are found. "In quotes" they stand together; begin* is how a word '
    f"begins. To search less, {_LIMIT[0].lower()}{_LIMIT[1:]} until:2026-03-21 interview:INT-001"
)
_WAITS = "The search goes on once the limit can be read."


class Search(Framed[None]):
    """Find passages while typing; limits are words with a colon in the same field."""

    PLACE = "Search"
    AUTO_FOCUS = "#words"
    DEFAULT_CSS = """
    Search #words { border: round $border-blurred; height: 3; padding: 0 1; }
    Search #words:focus { border: round $primary; }
    """

    def body(self) -> ComposeResult:
        """Put the field above what is found."""
        yield Input(placeholder="search interviews, translations and paraphrases", id="words")
        yield RowList((Column("where", 13), Column("words")), empty=_HOW)

    @property
    def where(self) -> str:
        """Say where one is."""
        return "Search everything"

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search for what is typed so far, after a short pause."""
        self.carry(self._search(event.value), group="search", exclusive=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go into the list of what was found."""
        self.query_one(RowList).focus()

    def on_key(self, event: events.Key) -> None:
        """Let an arrow lead from the field into the list."""
        if event.key == "down" and self.query_one("#words", Input).has_focus:
            event.stop()
            self.query_one(RowList).focus()

    async def _search(self, typed: str) -> None:
        await asyncio.sleep(0.15)
        rows = self.query_one(RowList)
        try:
            words, filters = read_filters(typed)
            found: list[Found] = []
            if words:
                found = await self.app.desk.do(finding.search, words, filters, _MOST)
        except UsageError as error:
            rows.show(0, lambda _offset, _limit: [], empty=_WAITS)
            self.complain(error)
            return
        cells = [(one.where, one.snippet, one.where) for one in found]
        empty = "Nothing found. All words must stand in one passage." if words else _HOW
        rows.show(len(cells), lambda offset, limit: cells[offset : offset + limit], key=typed, empty=empty)
        more = " or more; type another word to narrow it" if len(cells) == _MOST else ""
        self.say(counted(len(cells), "passage") + more if words else "")

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Jump to the passage."""
        if event.row:
            code, _, number = event.row[-1].partition(":")
            self.dismiss(None)
            self.app.read_passage(code, int(number or 1))

    def action_filters(self) -> None:
        """Say how to limit a search."""
        self.say(_LIMIT)
        self.query_one("#words", Input).focus()


def read_filters(typed: str) -> tuple[str, Filters]:
    """Return the words of a search and its limits: `source:kak-d since:2026-01-01 "three trucks"`.

    Raises:
        UsageError: a limit cannot be read.
    """
    words, limits = [], {}
    for word in typed.split():
        name, colon, value = word.partition(":")
        if not (colon and name in _LIMITS):
            words.append(word)
        elif value:  # else it is still being typed
            limits[name] = value
    return " ".join(words), finding.filters(**limits)
