"""The interview: one flowing editor, and beside it the page as readers will see it."""

from datetime import UTC, datetime
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.timer import Timer
from textual.widgets import Static

from fieldnotes.domain.counting import counted
from fieldnotes.domain.ids import INTERVIEWER
from fieldnotes.domain.interview import Interview, Passage
from fieldnotes.domain.terms import granted
from fieldnotes.domain.text import RawText
from fieldnotes.errors import FieldnotesError
from fieldnotes.tui import manuscript, stops, terms
from fieldnotes.tui.autosave import WITHIN, Autosave
from fieldnotes.tui.literal import literal
from fieldnotes.tui.names import Names
from fieldnotes.tui.screens.frame import Framed, sentence_of
from fieldnotes.tui.widgets.editor import Editor
from fieldnotes.tui.widgets.find import FindBar
from fieldnotes.tui.widgets.handles import Handles
from fieldnotes.tui.widgets.lens import Lens
from fieldnotes.tui.widgets.margin import Margin
from fieldnotes.tui.widgets.page_pane import PagePane
from fieldnotes.workflows import drafting
from fieldnotes.workflows.drafting import Sheet

_IN_SIGHT = ("turn", "terms", "join", "find", "editor_undo", "passage", "jump")
_PAGE_AFTER = 0.12
"""Seconds without a key after which the page is made anew."""


class InterviewScreen(Framed[None]):
    """Write an interview; everything typed is in the vault within a second."""

    PLACE = "Interview"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    DEFAULT_CSS = """
    InterviewScreen { layers: base above; }
    InterviewScreen #desk { height: 1fr; layout: vertical; }
    InterviewScreen.-wide #desk { layout: horizontal; }
    InterviewScreen #paper { height: 3fr; width: 1fr; }
    InterviewScreen Editor, InterviewScreen Editor:focus { border: none; padding: 0 1 0 0; height: 1fr; width: 1fr;
                                                              scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    InterviewScreen PagePane { height: 2fr; width: 1fr; border-top: solid $border-blurred; }
    InterviewScreen.-wide #paper { height: 1fr; }
    InterviewScreen.-wide PagePane { height: 1fr; border-top: none; border-left: solid $border-blurred; }
    InterviewScreen.-alone #paper { display: none; }
    InterviewScreen.-hidden PagePane { display: none; }
    InterviewScreen #standing { height: 1; padding: 0 1; background: $panel; }
    """

    def __init__(self, code: str, passage: int | None = None) -> None:
        super().__init__()
        self.code, self._begin_at = code, passage
        self._sheet: Sheet | None = None
        self._autosave: Autosave | None = None
        self._names = Names()
        self._weighed: dict[bytes, terms.Weighed] = {}
        self._said: frozenset[bytes] = frozenset()
        self._pasted_unnamed = False
        self._counted: dict[str, int] = {}
        self._keep_timer: Timer | None = None
        self._page_timer: Timer | None = None

    def body(self) -> ComposeResult:
        """Put the editor with its margin beside the page."""
        self._editor = Editor(placeholder="Type. F2 begins a turn, @ mentions a source or a place, F1 shows the keys.")
        self._margin = Margin(self._editor, self._names.of)
        self._pane = PagePane()
        self._find = FindBar(self._editor)
        self._handles = Handles(self._editor)
        self._editor.steered = self._steer
        with Horizontal(id="desk"):
            with Horizontal(id="paper"):
                yield self._margin
                yield self._editor
            yield self._pane
        yield self._find
        yield Lens()
        yield Static("", id="standing")
        yield self._handles

    def on_mount(self) -> None:
        """Bring the interview from the vault."""
        self._editor.read_only = True
        self.carry(self._open(), keys_wait=True)

    async def _open(self) -> None:
        await self.painted()
        sheet = await self.app.desk.do(drafting.open_sheet, self.code)
        await self._learn()
        self._sheet, self._said = sheet, frozenset(row.entity for row in sheet.rows)
        self._autosave = Autosave(self.app.desk, sheet.interview.entity, sheet.rows)
        self._editor.speaker_of = self._names.speaker_of
        self._editor.show(await self.app.desk.look(self._editor.make_ready, sheet.rows))
        self._editor.read_only = False
        self._editor.focus()
        self._editor.move_cursor(self._editor.document.end)
        if self._begin_at is not None:
            self.go_to(self._begin_at)
        self._pane.begin(self.app.desk, self.app.direction)
        self._weigh()
        if sheet.clashes:
            verb = "was" if sheet.clashes == 1 else "were"
            self.say(f"{counted(sheet.clashes, 'passage')} {verb} changed elsewhere: both versions are here.")
        elif sheet.restored:
            self.say("Your unfinished words are here again.")

    async def _learn(self) -> None:
        await self._names.learn(self.app.desk)
        self._handles.known = self._names.known

    @property
    def where(self) -> str:
        """Say which interview this is, when and where it took place, and how long it is."""
        if self._sheet is None:
            return self.code
        interview = self._interview
        place = f" · @{interview.location}" if interview.location else ""
        words = manuscript.count_words(self._editor.document.lines, self._counted)
        return f"{interview.code} · {interview.started:%Y-%m-%d}{place} · {counted(words, 'word')}"

    @property
    def _interview(self) -> Interview:
        assert self._sheet is not None  # noqa: S101  asked for only once it is open
        return self._sheet.interview.interview

    # ------------------------------------------------------------------------- what changed here

    def on_text_area_changed(self, event: Any) -> None:
        """Keep what was typed, and make the page anew after a pause."""
        if event.text_area is not self._editor or self._sheet is None:
            return
        if self._keep_timer is None:
            self._keep_timer = self.set_timer(WITHIN, self._keep_soon)
        self._page_soon()
        self._handles.follow()

    def on_editor_marks_changed(self) -> None:
        """Weigh the terms anew: a turn more or other terms may change those of its neighbours."""
        if self._sheet is not None:
            self._weigh()

    def on_editor_refused(self, event: Editor.Refused) -> None:
        """Say why something was not done."""
        self.say(event.words, bad=True)

    def on_editor_unnamed(self, event: Editor.Unnamed) -> None:
        """Say that somebody in a paste is known to nobody; the label itself may be a real name."""
        self._pasted_unnamed = True
        begins = "begins" if event.lines == 1 else "begin"
        self.say(f"{counted(event.lines, 'line')} {begins} with a name that nobody here has: F6 goes there.", bad=True)

    def on_text_area_selection_changed(self, event: Any) -> None:
        """Say what is in force where the cursor stands, and bring that part of the page into sight."""
        if event.text_area is self._editor and self._sheet is not None:
            self._stand()

    def _weigh(self) -> None:
        """Compute the terms in force for every passage, show them, and say what an edit set free beside itself."""
        before = self._weighed
        self._weighed = terms.weigh(self._interview.terms, self._editor.marks, self._said)
        if freed := terms.freed(before, self._weighed):
            self.say(freed, bad=True)
        self._editor.mark_tags({entity: terms.tag(one.bits) for entity, one in self._weighed.items()})
        self._margin.usual = terms.tag(granted(self._interview.terms))
        self._margin.refresh()
        self._stand()
        self._page_soon()

    def _stand(self) -> None:
        mark = self._editor.mark()
        if (weighed := self._weighed.get(mark.entity)) is None:
            return
        bits, who, role = weighed.bits, self._names.of(mark.passage.speaker), self._names.role_of(mark.passage.speaker)
        number = self._number()
        codes = f" · {', '.join(mark.passage.codes)}" if mark.passage.codes else ""
        why = terms.because(bits, self._interview.terms, mark.passage.terms)
        own = "" if why and mark.passage.terms is None else f"{terms.called(mark.passage.terms)}: "
        said = f"{self.code}:{number} {who} · {own}{terms.meaning(bits, role)}{why}{codes}"
        self.query_one("#standing", Static).update(literal(said, "bold" if not bits.use else ""), layout=False)
        self._pane.follow(number)
        self.query_one(Lens).read(self._editor, self.app.direction)

    def _number(self) -> int:
        entity = self._editor.mark().entity
        return next((n for n, mark in enumerate(self._editor.marks, start=1) if mark.entity == entity), 1)

    def go_to(self, number: int) -> None:
        """Go to a passage."""
        marks = self._editor.marks[number - 1 : number] if number > 0 else []
        row = next((self._editor.row_of(mark.entity) or 0 for mark in marks), 0)
        self._editor.move_cursor((row, 0), center=True)

    # ------------------------------------------------------------------------------ keeping

    def _keep_soon(self) -> None:
        self._keep_timer = None
        self.carry(self._keep(), group="keep")

    async def _keep(self) -> None:
        await self.app.desk.behind_key()
        if self._autosave is None:
            return
        try:
            troubled = self._autosave.failed is not None
            if await self._autosave.keep(self._editor.rows()):
                await self.app.desk.behind_key()
                self.refresh_title()
            if troubled:
                self.say("Kept: everything typed is in the vault now.")
        except FieldnotesError as error:
            self.say(f"NOT KEPT: {sentence_of(error)}. Your words are still on this screen; trying again.", bad=True)
            self._keep_timer = self._keep_timer or self.set_timer(2, self._keep_soon)

    async def put_away(self) -> None:
        """Keep everything typed, now."""
        if self._autosave is not None:
            await self._autosave.keep(self._editor.rows())

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Keep what was typed when the editor is left."""
        if self._autosave is not None and event.widget is self._editor:
            self.carry(self._keep(), group="keep")

    def action_back(self) -> None:
        """Close what is open over the text, else leave: drafts become part of the notes."""
        if self._handles.is_open:
            self._handles.close()
        elif self._find.is_open:
            self._find.close()
            self._editor.focus()
        else:
            self.carry(self._leave(), group="leave", exclusive=True, keys_wait=True)

    async def _leave(self) -> None:
        self._editor.read_only = True  # what is typed from here on would be lost
        try:
            await self.put_away()
            await self.app.desk.do(drafting.commit)
        except FieldnotesError:
            self._editor.read_only = False
            raise
        self.dismiss()

    # ---------------------------------------------------------------------------- the page beside

    def _page_soon(self) -> None:
        if self._page_timer is not None:
            self._page_timer.stop()
        self._page_timer = self.set_timer(_PAGE_AFTER, self._make_page)

    def _make_page(self) -> None:
        self._page_timer = None
        if self._sheet is None:
            return
        rows = {row.entity: row.passage for row in self._editor.rows()}
        if rows.keys() != self._said:
            self._said = frozenset(rows)
            self._weigh()
        if not self.has_class("-hidden"):
            # One that says nothing yet keeps its number, and is like a note: it decides nothing about its neighbours.
            nothing = Passage(speaker=None, text=RawText(""))
            passages = [rows.get(mark.entity, nothing) for mark in self._editor.marks]
            self._pane.make(self._interview, passages, datetime.now(UTC))

    def identities_changed(self) -> None:
        """Make the page anew: with or without names it is another."""
        self._pane.forget()
        self._page_soon()

    def action_page(self) -> None:
        """Show the page beside the text, alone, or not at all."""
        alone, hidden = self.has_class("-alone"), self.has_class("-hidden")
        goes_alone = not alone and not hidden
        self.set_class(goes_alone, "-alone")
        self.set_class(alone, "-hidden")
        if hidden:
            self._page_soon()
        (self._pane.view if goes_alone else self._editor).focus()
        self.say("The page alone. F4 brings the text back, and the keys that change it." if goes_alone else "")
        self.refresh_bindings()

    # -------------------------------------------------------------------------- turns and terms

    def _steer(self, event: events.Key) -> bool:
        """Take a key before the editor does: the framework's own F6 selects a line there."""
        if event.key == "f6":
            self.action_jump()
            return True
        return self._handles.steer(event)

    def _speakers(self) -> list[str | None]:
        people = [participant.source for participant in self._interview.participants]
        spoke = [m.passage.speaker for m in self._editor.marks if m.passage.speaker not in (INTERVIEWER, None)]
        return [INTERVIEWER, *dict.fromkeys([*people, *(s for s in spoke if s)]), None]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Change no text that cannot be seen: with the page alone, F4 first brings the text back."""
        return None if self.has_class("-alone") and action in _IN_SIGHT else True

    def action_turn(self) -> None:
        """Begin a turn, or say who speaks here."""
        self._editor.begin_turn(self._speakers())
        who = self._names.of(self._editor.mark().passage.speaker)
        said = "A note of your own; F2 again for a speaker." if who == "note" else f"Now {who}; F2 again: another."
        self.say(said)

    def action_terms(self) -> None:
        """Change the terms of this passage, and say what that means."""
        passage = self._editor.mark().passage
        now = terms.after(passage.terms)
        self._editor.change_passage(passage.model_copy(update={"terms": now}))
        self.say(f"This passage is now {terms.called(now)}.")
        self._weigh()

    def action_join(self) -> None:
        """Join this passage with the next."""
        self._editor.join_next()

    def action_jump(self) -> None:
        """Go to the next line that is off the record, coded or refused, or begins with a name nobody has."""
        bits = {entity: one.bits for entity, one in self._weighed.items()}
        often = 1 if self._pasted_unnamed else 2
        unnamed = manuscript.unnamed(self._editor.document.lines, self._names.speaker_of, often=often)
        found = stops.stops(self._editor.kinds, bits, self._pane.refused, unnamed)
        here = self._editor.cursor_location[0]
        row = next((row for row in found if row > here), next(iter(found), None))
        if row is None:
            self.say("No passage is off the record, coded or refused, and no name is unknown.")
            return
        self._editor.move_cursor((row, 0), center=True)
        self.say(found[row])

    def action_find(self) -> None:
        """Find and replace in this interview."""
        self._find.begin()

    def action_editor_undo(self) -> None:
        """Undo, from wherever the palette was called."""
        self._editor.undo()

    def action_passage(self) -> None:
        """Show all that is known of this passage, and take what was changed."""
        from fieldnotes.tui.screens.passage import PassageForm

        entity, number = self._editor.mark().entity, self._number()
        passage = {row.entity: row.passage for row in self._editor.rows()}.get(entity, self._editor.mark().passage)
        codes = sorted({code for mark in self._editor.marks for code in mark.passage.codes})

        def take(changed: Passage | None) -> None:
            row = self._editor.row_of(entity)
            if changed is not None and row is not None:
                own = self._editor.mark(row).passage.text
                self._editor.change_passage(changed.model_copy(update={"text": own}), row)
                self._weigh()

        whole = granted(self._interview.terms)
        self.app.push_screen(PassageForm(passage, number, codes, whole, take), take)

    def action_properties(self) -> None:
        """Change date, place, people and terms of this interview."""
        from fieldnotes.tui.screens.properties import Properties

        self.app.push_screen(Properties(self.code), lambda code: self.carry(self._reread(code)) if code else None)

    async def _reread(self, code: str) -> None:
        """Take a changed head: the words here stay as they are."""
        await self.put_away()
        self.code = code
        self._sheet = await self.app.desk.do(drafting.open_sheet, code)
        await self._learn()
        self._weighed = {}  # what the interview's own terms set free was chosen in sight of them
        self._weigh()
        self.refresh_title()

    def action_export(self) -> None:
        """Write the page of this interview."""
        self.carry(self._go_on(to_the_page=True), group="leave", exclusive=True, keys_wait=True)

    def action_review(self) -> None:
        """Decide about what is found in this interview."""
        self.carry(self._go_on(to_the_page=False), group="leave", exclusive=True, keys_wait=True)

    async def _go_on(self, *, to_the_page: bool) -> None:
        from fieldnotes.tui.screens import export, review

        await self.put_away()
        await self.app.desk.do(drafting.commit)
        screen = export.Export if to_the_page else review.ReviewScreen
        self.app.push_screen(screen([self.code]), self._came_back)

    def _came_back(self, codes: list[str] | None) -> None:
        self.action_export() if codes else self.carry(self._reread(self.code))
