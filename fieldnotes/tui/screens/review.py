"""Review: what only a person can decide, each term once, in sight of its words and of what readers will see."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial

from textual.app import ComposeResult
from textual.timer import Timer
from textual.widgets import Input, Static

from fieldnotes.domain.counting import counted
from fieldnotes.domain.decision import SCRIPT, Verdict
from fieldnotes.tui import findings
from fieldnotes.tui.findings import Filter
from fieldnotes.tui.keys import REVIEW
from fieldnotes.tui.literal import literal
from fieldnotes.tui.rows import RowList
from fieldnotes.tui.screens.ask import Answer, Ask
from fieldnotes.tui.screens.frame import Framed
from fieldnotes.tui.screens.identify import ask_whose
from fieldnotes.tui.widgets.entry import LineEntry
from fieldnotes.tui.widgets.finding_list import FindingList
from fieldnotes.tui.widgets.sides import Laid, Sides, both
from fieldnotes.tui.widgets.unread import Unread
from fieldnotes.workflows.doubts import Item, Place
from fieldnotes.workflows.reviewing import Decided, Review
from fieldnotes.workflows.vaults import OpenVault
from fieldnotes.workflows.writing import Undo

_LOCKED = "The identities are locked, so nobody can know what is replaced anyway. F7 opens them."
_LOOKING = "Looking for what only you can decide"
_NOTHING = "Nothing left to decide. Press e to go on to the page."
_NOTHING_SHOWN = "Nothing here is {}. Press f to choose what is shown."
_SETTLED = 0.03  # seconds that the cursor stays before its place is shown
_EACH = 0.2  # seconds between two words about how far it is


class ReviewScreen(Framed[list[str] | None]):
    """Decide about the findings of some interviews, or of all; dismissed with their codes to go on to the page."""

    PLACE = "Review"
    AUTO_FOCUS = "FindingList"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    DEFAULT_CSS = """
    ReviewScreen #progress { height: 1; padding: 0 1; background: $surface; }
    ReviewScreen Sides { height: 8; }
    ReviewScreen.-wide Sides { height: 14; }
    ReviewScreen.-tall Sides { height: 1fr; }
    ReviewScreen.-tall FindingList { height: 5; }
    ReviewScreen #about { height: 2; padding: 0 1; color: $foreground; background: $panel; }
    ReviewScreen #words { height: 1; border: none; padding: 0 1; display: none; background: $surface; }
    ReviewScreen #words.-open { display: block; }
    """

    def __init__(self, codes: Sequence[str] | None, *, only_open: bool = False) -> None:
        super().__init__()
        self._codes = list(codes) if codes is not None else None
        self._filter = Filter(findings.OPEN) if only_open else Filter()
        self._review: Review | None = None
        self._nth = 0
        self._undos: list[Undo] = []
        self._looks = 0
        self._done = (0, 0)
        self._sight_timer: Timer | None = None

    def body(self) -> ComposeResult:
        """Put how far it is above the texts, and the findings below."""
        yield Static("", id="progress")
        yield Unread()
        yield Sides()
        yield Static("", id="about")
        yield FindingList()
        yield LineEntry(None, placeholder="what readers see instead · Enter redacts · Esc does not", id="words")

    @property
    def where(self) -> str:
        """Say what is reviewed."""
        return f"Review {', '.join(self._codes)}" if self._codes is not None else "Review everything"

    @property
    def _list(self) -> FindingList:
        return self.query_one(FindingList)

    @property
    def item(self) -> Item | None:
        """Return the item of the cursor."""
        return self._list.item

    @property
    def found(self) -> list[Item]:
        """Return what was found, decided or not."""
        return self._review.items if self._review is not None else []

    # --------------------------------------------------------------------------------- looking

    def on_mount(self) -> None:
        """Look for what there is to decide."""
        self.set_interval(_EACH, self._say_how_far)
        self._begin()

    def identities_changed(self) -> None:
        """Look anew, or forget everything: it takes the identities to know what is a finding."""
        self._begin()

    def _begin(self) -> None:
        self._looks += 1
        if self.app.desk.identities_open:
            self.carry(self._look_at_all(), group="look")
            return
        self._review = None
        self._undos.clear()
        self._list.show_items((), _LOCKED)
        self._progress("")
        self.query_one(Unread).show(())
        self._clear()

    async def _look_at_all(self) -> None:
        self._progress(f"{_LOOKING}…")
        await self.painted()
        review = await self.app.desk.do(Review, self._codes, datetime.now(UTC))
        self._review = review
        await self._look_again()

    async def _look_again(self) -> None:
        """Look at what no gate has seen yet, beside everything else, and list what was found."""
        review, desk = self._review, self.app.desk
        if review is None:
            return
        self._looks += 1
        number = self._looks

        def goes_on(done: int, of: int) -> bool:
            self._done = (done, of)
            desk.let_keys_first()
            return self._looks == number and self.is_attached

        look = await desk.do(lambda _vault: review.look())
        looked = await desk.look(look.take, goes_on)
        self._done = (0, 0)
        if looked is not None and self._review is review and await desk.do(lambda _vault: review.adopt(looked)):
            self._list_anew()
            if self.item is not None and self.item.decided:
                self._list.go_to_open(self._list.cursor)

    def _say_how_far(self) -> None:
        done, of = self._done
        if of:
            self.app.desk.touch_identities()
            self._progress(f"{_LOOKING}: {done} of {counted(of, 'text')}…")

    def _progress(self, words: str) -> None:
        self.query_one("#progress", Static).update(literal(words, "bold"), layout=False)

    def on_screen_resume(self) -> None:
        """Look again where something changed meanwhile."""
        super().on_screen_resume()
        if self._review is not None:
            self.carry(self._catch_up(), group="look")

    async def _catch_up(self) -> None:
        if (review := self._review) is not None and await self.app.desk.do(_reread, review):
            await self._look_again()

    async def put_away(self) -> None:
        """Look no further: what was decided is kept already."""
        self._looks += 1

    def on_unmount(self) -> None:
        """Look no further."""
        self._looks += 1

    # ---------------------------------------------------------------------------------- the list

    def _list_anew(self) -> None:
        """Show the findings that the filter lets through; the cursor stays where it can."""
        if (review := self._review) is None:
            return
        empty = _NOTHING if not review.left else _NOTHING_SHOWN.format(self._filter.said)
        self._list.show_items([item for item in review.items if self._filter.lets(item)], empty)
        self._progress(findings.progress(review.items, self._filter))
        self.query_one(Unread).show(review.unread)
        self._look_at()

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Show the first place of what the cursor is on now."""
        self._look_at()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Offer what can be decided."""
        if (item := self.item) is not None:
            self.carry(self._choose(item))

    async def _choose(self, item: Item) -> None:
        said = "" if item.kind == SCRIPT else f"{findings.kind_of(item.kind)}, {item.risk} risk: "
        answers = [Answer(key, words) for key, words in findings.decisions(item)]
        key = await self.app.push_screen_wait(Ask("What is this?", [f"{said}{item.reason}"], answers))
        if key in (action := {one.key: one.action for one in REVIEW}) and key != answers[0].key:
            await self.run_action(action[key])

    def action_filter(self) -> None:
        """Choose what is shown."""
        if self._review is not None:
            self.carry(self._choose_filter(self._review))

    async def _choose_filter(self, review: Review) -> None:
        offered = findings.filters(review.items)
        answers = [Answer("x", "leave it as it is"), *(Answer(key, words) for key, (_, words) in offered.items())]
        key = await self.app.push_screen_wait(Ask("Show which findings?", [], answers))
        if key in offered:
            self._filter = offered[key][0]
            self._list_anew()

    # --------------------------------------------------------------------------------- the places

    @property
    def place(self) -> Place | None:
        """Return the place that is shown."""
        item = self.item
        return item.places[self._nth % len(item.places)] if item is not None else None

    def _look_at(self, nth: int = 0) -> None:
        """Show the *nth* place of the item of the cursor."""
        item = self.item
        self._nth = nth % len(item.places) if item is not None else 0
        if item is None:
            self._clear()
            return
        self.query_one("#about", Static).update(literal(findings.about(item)), layout=False)
        if self._sight_timer is not None:
            self._sight_timer.stop()
        self._sight_timer = self.set_timer(_SETTLED, lambda: self.carry(self._show_place(item), group="sight"))

    def _clear(self) -> None:
        self.query_one("#about", Static).update("", layout=False)
        self.query_one(Sides).show("", ("", Laid()), ("", Laid()), self.app.direction)

    async def _show_place(self, item: Item) -> None:
        place, review = self.place, self._review
        if place is None or review is None:
            return
        sides = self.query_one(Sides)
        show = partial(both, rooms=sides.rooms, whole=item.kind == SCRIPT)
        raw, public, said = await self.app.desk.do(lambda _vault: show(review.sight(place)))
        if place != self.place:
            return
        nth = f" · place {self._nth + 1} of {len(item.places)}" if len(item.places) > 1 else ""
        sides.show(place.id, (f"as said in {place.where}{nth}", raw), (said, public), self.app.direction)

    def on_sides_resized(self) -> None:
        """Lay the texts out to their new width, and the list with them."""
        if self.item is not None:
            self._list_anew()

    def action_place(self, by: int) -> None:
        """Go to the next place of the item, or the one before."""
        self._look_at(self._nth + by)

    def action_read(self, by: int) -> None:
        """Read on, or back."""
        self.query_one(Sides).read(by)

    def action_taller(self) -> None:
        """Give the texts most of the room, or take it back."""
        self.toggle_class("-tall")
        self.call_after_refresh(self._look_at, self._nth)

    # ------------------------------------------------------------------------------ the decisions

    def action_decide(self, verdict: str) -> None:
        """Decide about the item of the cursor."""
        item = self.item
        if item is None:
            return
        if item.kind == SCRIPT and verdict == Verdict.KEEP and not self.query_one(Sides).was_read(item.id):
            self.say("Read it to its end first: Space reads on. Then k signs that you read it.", bad=True)
            return
        said = findings.done_of(item, Verdict(verdict))
        self._carry_out(lambda review: review.decide(item.id, Verdict(verdict)), item, said)

    def _carry_out(self, verb: Callable[[Review], Decided], item: Item, said: str) -> None:
        """Do something about an item, say what was done, and go to the next that is open; keys wait for it."""
        if (review := self._review) is not None:
            self.app.desk.touch_identities()
            self.carry(self._done_with(review, verb, item, said), group="decide", keys_wait=True)

    async def _done_with(self, review: Review, verb: Callable[[Review], Decided], item: Item, said: str) -> None:
        if await self.app.desk.do(_reread, review):
            self.say("Something has changed meanwhile: decide again, please.", bad=True)
            await self._look_again()
            return
        row = self._list.cursor
        done = await self.app.desk.do(lambda _vault: verb(review))
        if not done.undo.is_empty:
            self._undos.append(done.undo)
            self.app.undoable.append(done.undo)
        self._list_anew()
        self._list.go_to_open(row + (self._list.row_of(item.id) == row))
        back = "This cannot be taken back here." if done.undo.is_empty else "u takes it back."
        self.say(f"{said} in {counted(done.places, 'place')}. {back}{'' if done.left else f' {_NOTHING}'}")

    def action_open_again(self) -> None:
        """Take back what was decided about the item of the cursor."""
        if (item := self.item) is not None:
            self._carry_out(lambda review: review.take_back(item.id), item, "Open again")

    def action_undo(self) -> None:
        """Take the last decision back."""
        if self._review is not None:
            self.carry(self._undo(self._review), group="decide", keys_wait=True)

    async def _undo(self, review: Review) -> None:
        id_ = await self.app.desk.do(lambda _vault: review.take_last_back())
        if id_ is None:
            self.say("Nothing was decided here yet; o opens again what was decided before.")
            return
        undo = self._undos.pop()
        self.app.undoable[:] = [one for one in self.app.undoable if one is not undo]
        self._list_anew()
        if (row := self._list.row_of(id_)) is not None:
            self._list.move(row)
        self.say("Taken back.")
        await self._look_again()

    def action_words(self) -> None:
        """Ask for the words that readers see."""
        if self.item is not None:
            field = self.query_one("#words", LineEntry)
            field.value = ""
            field.add_class("-open")
            field.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Redact with the words that were typed; with none, as usual."""
        item, words = self.item, event.value.strip() or None
        self._close_words()
        if item is not None:
            said = findings.done_of(item, Verdict.REPLACE)
            self._carry_out(lambda review: review.decide(item.id, Verdict.REPLACE, words), item, said)

    def _close_words(self) -> bool:
        field = self.query_one("#words", LineEntry)
        was_open = field.has_class("-open")
        field.remove_class("-open")
        self._list.focus()
        return was_open

    def action_back(self) -> None:
        """Close what is open over the list, else go back."""
        if not self._close_words():
            self.dismiss(None)

    def action_generalise(self) -> None:
        """Choose what readers see in its place."""
        if self.item is not None and self._review is not None:
            self.carry(self._generalise(self._review, self.item), keys_wait=True)

    async def _generalise(self, review: Review, item: Item) -> None:
        rungs = await self.app.desk.do(lambda _vault: review.rungs_of(item))
        if not rungs:
            self.say("This cannot be read well enough to be said more coarsely; r redacts it.", bad=True)
            return
        keys = {str(number): (rung, words) for number, (rung, words) in enumerate(rungs, start=1)}
        answers = [Answer("x", "leave it as it is")]
        answers += [Answer(key, f"readers see [{words}]") for key, (_, words) in keys.items()]
        key = await self.app.push_screen_wait(Ask("Say it how coarsely?", [], answers))
        if key in keys:
            said, rung = findings.done_of(item, Verdict.GENERALISE), keys[key][0]
            self._carry_out(lambda review: review.decide(item.id, Verdict.GENERALISE, rung), item, said)

    def action_identify(self) -> None:
        """Ask whose words these are."""
        if self.item is not None and self._review is not None:
            self.carry(self._ask_whose(self._review, self.item), keys_wait=True)

    async def _ask_whose(self, review: Review, item: Item) -> None:
        words = await self.app.desk.do(lambda _vault: tuple(review.words_of(item)))
        chosen = await ask_whose(self, item, words)
        if chosen is None:
            return
        await self.app.desk.do(_reread, review)  # a new source or place was made for it
        said = f"Known as @{chosen.handle} from now on: replaced everywhere, here"
        await self._done_with(review, lambda review: review.identify(item.id, chosen.handle, chosen.words), item, said)
        await self._look_again()

    def action_export(self) -> None:
        """Go on to the page."""
        if self._review is None:
            self.say(_LOCKED, bad=True)
        elif self._review.codes:
            self.dismiss(self._review.codes)
        else:
            self.say("There is no interview yet.")


def _reread(_vault: OpenVault, review: Review) -> bool:
    """Read anew what somebody changed meanwhile; tell whether anything has to be looked at."""
    if not review.is_stale:
        return False
    review.reread()
    return True
