"""Home: interviews, sources and places, filtered while one types; from here everything is one key away."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from fieldnotes.domain.counting import counted
from fieldnotes.tui.bidi import Mode
from fieldnotes.tui.lists import LISTS, cells, columns, unfinished_line
from fieldnotes.tui.literal import literal
from fieldnotes.tui.rows import RowList
from fieldnotes.tui.screens.ask import Answer, Ask
from fieldnotes.tui.screens.frame import Framed
from fieldnotes.workflows import drafting, listing, people, places, preferences, sittings, unfinished, writing
from fieldnotes.workflows.drafting import Pending
from fieldnotes.workflows.listing import Listing
from fieldnotes.workflows.unfinished import Unfinished
from fieldnotes.workflows.vaults import OpenVault
from fieldnotes.workflows.writing import Undo

_SCREENS = {
    "week": ("week", "WeekScreen"),
    "map": ("map", "MapScreen"),
    "settings": ("settings", "Settings"),
    "backups": ("backups", "Backups"),
    "check": ("check", "CheckScreen"),
}
"""Module and class of the screens that begin by themselves: loaded at their key."""

_BACKUPS_AFTER = 0.3  # seconds; the list comes first


class Home(Framed[None]):
    """Show one of the lists; the others, the search and everything else are a key away."""

    PLACE = "Home"
    AUTO_FOCUS = "RowList"
    DEFAULT_CSS = """
    Home #lists { height: 1; padding: 0 1; background: $surface; }
    Home #unfinished { height: auto; max-height: 2; padding: 0 1; display: none; }
    Home #unfinished.-said { display: block; }
    Home #alarms { height: auto; max-height: 4; padding: 0 1; display: none; color: $error; text-style: bold; }
    Home #alarms.-said { display: block; }
    Home #backups { height: auto; min-height: 1; max-height: 3; padding: 0 1; }
    Home #filter { height: 1; border: none; padding: 0 1; display: none; background: $panel; }
    Home #filter.-open { display: block; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._shown = "interviews"
        self._counts: dict[str, int] = {}
        self._shows = 0

    def body(self) -> ComposeResult:
        """Put the names of the lists above the one that is shown."""
        yield Static("", id="lists")
        yield Static("", id="unfinished")
        yield Static("", id="alarms")
        yield Static("", id="backups")
        yield Input(placeholder="filter: all words must occur · Esc shows everything", id="filter")
        with Horizontal(id="rows"):
            yield RowList(LISTS["interviews"].columns, empty="")

    @property
    def where(self) -> str:
        """Say which vault this is."""
        return f"Fieldnotes · {self.app.desk.path.name}"

    def on_mount(self) -> None:
        """Show the interviews, and offer what was left unfinished."""
        for warning in self.app.desk.vault.warnings:
            self.say(warning, bad=True)
        self.carry(self._begin(), keys_wait=True)
        self.set_interval(1, self._tell_of_running)

    async def _begin(self) -> None:
        self.app.preferences = await self.app.desk.do(preferences.read)
        await self._show("interviews")
        if self.app.preferences.unproved:
            keys = " and the ".join(f"{key} key" for key in self.app.preferences.unproved)
            self.say(f"Not proved from paper: the {keys}. New ones: fieldnotes key recover", bad=True)
        if self.app.direction is Mode.ASK:
            self.action_go("settings")
        left = await self.app.desk.do(drafting.pending)
        if left:
            self._offer(left[0], len(left))
        self.set_timer(_BACKUPS_AFTER, self._look_at_backups)

    def on_screen_resume(self) -> None:
        """Read the list again: another screen may have changed it."""
        super().on_screen_resume()
        if self._counts:
            self.carry(self._show(self._shown), group="list", exclusive=True)
            self._look_at_backups()

    # -------------------------------------------------------------------------------- the list

    async def _show(self, name: str) -> None:
        """Show a list, filtered by the words typed."""
        self._shows += 1
        shows, words = self._shows, self.query_one("#filter", Input).value
        desk = self.app.desk
        made: dict[str, Callable[[OpenVault], Listing[Any]]] = {
            "interviews": listing.interviews,
            "sources": listing.sources,
            "places": listing.locations,
        }
        for each, make in made.items():
            self._counts[each] = await desk.do(lambda vault, make=make: make(vault).count)  # type: ignore[misc]
        shown: Listing[Any] = await desk.do(lambda vault: made[name](vault).matching(words))
        count = await desk.do(lambda _vault: shown.count)
        left = await desk.do(unfinished.waiting)
        if shows != self._shows:
            return
        self._shown = name
        rows = self.query_one(RowList)
        marked = any(one.name is not None and one.of is LISTS[name].of for one in left)
        rows.columns = chosen = columns(name, self.size.width, marked=marked)
        self._tell_unfinished(left)

        async def fetch(offset: int, limit: int) -> list[tuple[str, ...]]:
            return await desk.do(lambda _vault: [cells(row, chosen) for row in shown.page(offset, limit)])

        empty = f"No {name} hold these words. Esc shows everything." if words.strip() else LISTS[name].empty
        rows.show(count, fetch, key=(name, words), empty=empty)
        if not self.query_one("#filter", Input).has_class("-open"):
            rows.focus()
        self._name_lists(count if words.strip() else None)

    def _name_lists(self, found: int | None) -> None:
        parts = []
        for number, (name, each) in enumerate(LISTS.items(), start=1):
            narrowed = found is not None and name == self._shown
            count = f"{found} of {self._counts[name]}" if narrowed else str(self._counts[name])
            words = f"{number} {each.name} ({count})"
            parts.append(Content.assemble((f"[{words}]", "bold $accent") if name == self._shown else f" {words} "))
        self.query_one("#lists", Static).update(Content("  ").join(parts))

    def _tell_unfinished(self, left: Sequence[Unfinished]) -> None:
        line, said = self.query_one("#unfinished", Static), unfinished_line(left, self._shown)
        line.set_class(bool(said), "-said")
        line.update(literal(said))

    def identities_changed(self) -> None:
        """Tell anew what is unfinished: what is sealed can be gone on with now, or cannot any more."""
        if self._counts:
            self.carry(self._tell_again(), group="unfinished")

    async def _tell_again(self) -> None:
        self._tell_unfinished(await self.app.desk.do(unfinished.waiting))

    def on_row_list_failed(self, event: RowList.Failed) -> None:
        """Say why rows could not be read."""
        self.complain(event.error)

    def action_list(self, name: str) -> None:
        """Go to another list; its filter begins empty."""
        self._close_filter()
        self.carry(self._show(name), group="list", exclusive=True, keys_wait=True)

    def action_next_list(self) -> None:
        """Go to the next list."""
        names = list(LISTS)
        self.action_list(names[(names.index(self._shown) + 1) % len(names)])

    def action_filter(self) -> None:
        """Narrow the list while typing."""
        field = self.query_one("#filter", Input)
        field.add_class("-open")
        field.focus()

    def _close_filter(self) -> None:
        field = self.query_one("#filter", Input)
        field.value = ""
        field.remove_class("-open")
        self.query_one(RowList).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter by what is typed so far."""
        if event.input.has_class("-open"):
            self.carry(self._show(self._shown), group="list", exclusive=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go into the list that was narrowed."""
        self.query_one(RowList).focus()

    def on_key(self, event: events.Key) -> None:
        """Let Esc show everything again, and arrows lead from the filter into the list."""
        field = self.query_one("#filter", Input)
        if event.key == "escape" and field.has_class("-open"):
            event.stop()
            self._close_filter()
            self.carry(self._show(self._shown), group="list", exclusive=True)
        elif event.key == "down" and field.has_focus:
            event.stop()
            self.query_one(RowList).focus()

    # ----------------------------------------------------------------------------------- backups

    def _look_at_backups(self) -> None:
        self.carry(self.app.desk.backing.look(), group="backups")

    def backups_changed(self) -> None:
        """Say where the backups stand, and what must not be overlooked."""
        from fieldnotes.tui import backup_words  # late, as what a backup needs is: the list comes first

        backing = self.app.desk.backing
        if backing.standings is None:
            return
        alarms, said = backup_words.at_home(backing, datetime.now(UTC))
        line = self.query_one("#alarms", Static)
        line.set_class(bool(alarms), "-said")
        line.update(Content("\n").join(literal(f"✗ {alarm}") for alarm in alarms))
        self.query_one("#backups", Static).update(literal(said))

    def _tell_of_running(self) -> None:
        if self.app.desk.is_open and self.app.desk.backing.running is not None and self.is_current:
            self.backups_changed()

    # ------------------------------------------------------------------------- what is unfinished

    def _offer(self, left: Pending, count: int) -> None:
        """Offer what an end without goodbye left: it is in the vault, and not yet part of the notes."""
        when = left.when.astimezone()
        others = f" (and {counted(count - 1, 'other interview')})" if count > 1 else ""
        answers = [
            Answer("o", "open it and go on writing"),
            Answer("k", "keep everything as it is, as part of the notes"),
            Answer("l", "leave it for later"),
        ]
        typed = f"typed until {when:%H:%M:%S} on {when:%Y-%m-%d}"
        said = [f"{counted(left.passages, 'passage')} of {left.code}{others}, {typed}."]
        ask = Ask("Your unfinished words are here", said, answers)
        self.app.push_screen(ask, lambda key: self._answer(key, left))

    def _answer(self, key: str | None, left: Pending) -> None:
        if key == "o":
            self._open(left.code)
        elif key == "k":
            self.carry(self._keep_drafts())

    async def _keep_drafts(self) -> None:
        count = await self.app.desk.do(drafting.commit)
        self.say(f"{counted(count, 'passage')} {'is' if count == 1 else 'are'} part of the notes now.")
        await self._show(self._shown)

    # ------------------------------------------------------------------------------ the actions

    @property
    def _handle(self) -> str | None:
        """Return the code or handle that the cursor is on."""
        row = self.query_one(RowList).row
        return row[-1] if row else None

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Open what the cursor is on."""
        if event.row:
            self._open(event.row[-1])

    def _open(self, name: str) -> None:
        if self._shown == "interviews":
            from fieldnotes.tui.screens.interview import InterviewScreen

            self.app.push_screen(InterviewScreen(name))
        elif self._shown == "sources":
            from fieldnotes.tui.screens.source import SourceScreen

            self.app.push_screen(SourceScreen(name))
        else:
            from fieldnotes.tui.screens.place import PlaceScreen

            self.app.push_screen(PlaceScreen(name))

    def _go_to(self, name: str | None) -> None:
        if name is not None:
            self._open(name)

    def action_new(self) -> None:
        """Begin a new interview, source or place."""
        if self._shown == "interviews":
            from fieldnotes.tui.screens.properties import Properties

            self.app.push_screen(Properties(None), self._go_to)
        elif self._shown == "sources":
            from fieldnotes.tui.screens.source import SourceScreen

            self.app.push_screen(SourceScreen(None))
        else:
            from fieldnotes.tui.screens.place import PlaceScreen

            self.app.push_screen(PlaceScreen(None))

    def action_properties(self) -> None:
        """Change what is known of the interview, source or place besides its text."""
        name = self._handle
        if name is not None and self._shown == "interviews":
            from fieldnotes.tui.screens.properties import Properties

            self.app.push_screen(Properties(name))
        elif name is not None:
            self._open(name)

    def action_export(self) -> None:
        """Write the page of the interview that the cursor is on."""
        from fieldnotes.tui.screens.export import Export

        if self._shown == "interviews" and self._handle is not None:
            self.app.push_screen(Export([self._handle]))
        else:
            self.say("Go to an interview first: 1 shows the interviews.")

    def action_review(self) -> None:
        """Decide about what is found in all interviews."""
        from fieldnotes.tui.screens.review import ReviewScreen

        self.app.push_screen(ReviewScreen(None), self._go_on_to_page)

    def _go_on_to_page(self, codes: list[str] | None) -> None:
        from fieldnotes.tui.screens.export import Export

        if codes:
            self.app.push_screen(Export(codes))

    def action_go(self, screen: str) -> None:
        """Go to one of the screens that begin by themselves."""
        module, name = _SCREENS[screen]
        self.app.push_screen(getattr(import_module(f"fieldnotes.tui.screens.{module}"), name)())

    def action_consent(self) -> None:
        """See what the source of the cursor agreed to, and record it."""
        from fieldnotes.tui.screens.consent import ConsentScreen

        if self._shown == "sources" and self._handle is not None:
            self.app.push_screen(ConsentScreen(self._handle))
        else:
            self.say("Go to a source first: 2 shows the sources.")

    def action_ledger(self) -> None:
        """See what is out about the source that the cursor is on, or about all."""
        from fieldnotes.tui.screens.ledger import LedgerScreen

        self.app.push_screen(LedgerScreen(self._handle if self._shown == "sources" else None))

    def action_delete(self) -> None:
        """Take what the cursor is on out of the lists, after a second key."""
        name, shown = self._handle, self._shown
        if name is None:
            return
        said = ["It goes from all lists and pages; u brings it back.", "Its history stays here and in backups."]
        answers = [Answer("k", "keep it"), Answer("y", "delete it")]
        ask = Ask(f"Delete {name}?", said, answers)

        def answered(key: str | None) -> None:
            if key == "y":
                self.carry(self._delete(shown, name), keys_wait=True)

        self.app.push_screen(ask, answered)

    async def _delete(self, shown: str, name: str) -> None:
        remove = {
            "interviews": sittings.remove_interview,
            "sources": people.remove_source,
            "places": places.remove_location,
        }[shown]
        self.app.undoable.append(await self.app.desk.do(remove, name))
        await self._show(shown)
        self.say(f"{name} is deleted; u brings it back.")

    def action_undo(self) -> None:
        """Bring back what was deleted last."""
        if self.app.undoable:
            self.carry(self._undo(self.app.undoable[-1]), keys_wait=True)
        else:
            self.say("There is nothing to undo here. Inside an interview Ctrl+Z undoes.")

    async def _undo(self, done: Undo) -> None:
        await self.app.desk.do(writing.undo, done)
        self.app.undoable.remove(done)
        await self._show(self._shown)
        self.say("It is back.")

    def action_back(self) -> None:
        """Stay: Esc never ends the app."""
