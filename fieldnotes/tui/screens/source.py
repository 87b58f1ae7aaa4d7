"""A source: what readers see of a person, and, sealed apart from it, who the person is."""

import asyncio
import time
from dataclasses import dataclass, replace

from pydantic import ValidationError
from textual import events
from textual.app import ComposeResult
from textual.timer import Timer

from fieldnotes.domain.identity import Identity
from fieldnotes.domain.source import Flag, PublishAs, Source
from fieldnotes.errors import FieldnotesError
from fieldnotes.tui import cards, pseudonyms, sources
from fieldnotes.tui.autosave import WITHIN
from fieldnotes.tui.screens.ask import LEAVE, leaving
from fieldnotes.tui.screens.frame import Framed
from fieldnotes.tui.screens.keeping import SEALED, FormAutosave
from fieldnotes.tui.screens.replacing import offer_to_replace
from fieldnotes.tui.screens.suggesting import Suggesting
from fieldnotes.tui.widgets.form import NOT_KEPT, Form, Note
from fieldnotes.workflows import people, reading, unfinished
from fieldnotes.workflows.naming import Suggestion
from fieldnotes.workflows.unfinished import Of, Typed
from fieldnotes.workflows.vaults import OpenVault

NOT_YET_NAMED = "not yet named"


@dataclass(frozen=True, slots=True)
class _Found:
    """Hold what the vault has: the source, what waits for its form, handles in use, its card and a draft of that.

    `sealed` and `waiting` tell whether a card and a draft of it lie there, readable or not.
    """

    source: Source | None
    typed: Typed | None
    taken: frozenset[str]
    sealed: bool
    waiting: bool
    card: Identity | None
    draft: Identity | None


class SourceScreen(Framed[str | None]):
    """Add or change a source; dismissed with its handle once it is kept, with None otherwise."""

    PLACE = "Source"

    def __init__(self, handle: str | None, suggested_handle: str = "") -> None:
        super().__init__()
        self._handle, self._suggested = handle, suggested_handle
        self._found = _Found(None, None, frozenset(), False, False, None, None)
        self._ready = False
        self._provisional: str | None = None
        self._own_gloss = ""
        self._own_handle = bool(suggested_handle)
        self._going_along = ""
        self._draft_timer: Timer | None = None
        self._drafted = Identity()
        self._draft = FormAutosave(self, Of.SOURCE, without=cards.NAMES)
        self._hidden = False
        self._one_at_a_time = asyncio.Lock()

    def body(self) -> ComposeResult:
        """Show the fields: readers first, then the card, then the rest."""
        card = (Note(name="card", label="Who it really is"), *cards.FIELDS)
        yield Form([*sources.PUBLIC, *card, *sources.USE])

    def on_mount(self) -> None:
        """Bring the source from the vault."""
        self._form.include(["justification"], shown=False)
        self.carry(self._open(), keys_wait=True)

    @property
    def _form(self) -> Form:
        return self.query_one(Form)

    @property
    def where(self) -> str:
        """Say which source this is."""
        return f"source @{self._handle}" if self._handle else "new source"

    async def _open(self) -> None:
        name = self._handle
        found = self._found = await self.app.desk.do(_find, name, self._suggested)
        if found.typed is not None and found.typed.is_new:  # in the notes only because its card was begun
            self._handle, self._provisional = None, name
        source = found.source if self._handle is not None else None
        self._form.show(sources.shown(source) if source else {**sources.NOTHING, "handle": self._suggested})
        self._form.bar(["handle"], barred=self._handle is not None)
        self._show_card(Identity())
        self._draft.begin(name, found.typed)
        self._going_along = self._followed
        self._own_handle = self._form.line("handle") not in ("", self._going_along)
        self._ready = True
        self._form.focus_on("pseudonym")
        self._weigh()

    # -------------------------------------------------------------------------------- the card

    @property
    def _present(self) -> Identity:
        """Return the card that can be read now; nothing while the identities are closed."""
        return self._found.card or Identity()

    @property
    def _is_waiting(self) -> bool:
        """Tell whether words typed earlier lie sealed: adding to them needs the identities, to read them first."""
        return (self._found.waiting or self._hidden) and not self.app.desk.identities_open

    def _show_card(self, typed: Identity) -> None:
        """Show what may be read, with what was typed besides."""
        found, opened = self._found, self.app.desk.identities_open
        card = cards.together(cards.together(self._present, found.draft), typed)
        self._form.wipe(cards.NAMES)
        self._form.show(cards.shown(card))
        self._form.bar(cards.NAMES, barred=self._is_waiting)
        self._form.note("card", self._card_words(opened))

    def _card_words(self, opened: bool) -> str:
        found = self._found
        if opened:
            return "open: what you delete here is retired. F7 hides it."
        if self._is_waiting:
            return SEALED
        if found.sealed:
            return (
                "sealed. What you write here is added, and cannot be read back until you open the identities (F7). "
                "Pseudonym and handle are not checked against what is sealed."
            )
        return "sealed once you keep it; read again only with the identities open (F7)."

    def identities_changed(self) -> None:
        """Show the card, or hide it at once; what was typed meanwhile is kept sealed."""
        if not self._ready:
            return
        changes = self._changes()
        if self.app.desk.identities_open:
            self.carry(self._reopen(changes.adds), group="card")
        elif self._found.card is not None:
            self._hidden = changes.adds != Identity()
            self._found = replace(self._found, card=None, draft=None)
            self._show_card(Identity())
            if changes.retires != Identity():
                self.say("The identities are hidden; what you had deleted is still there.", bad=True)
            if self._hidden:
                self.carry(self._keep_draft(changes.adds), group="card")

    async def _reopen(self, typed: Identity) -> None:
        self._found = await self.app.desk.do(_find, self._handle or self._provisional)
        self._hidden = False
        self._show_card(typed)
        self._weigh()

    def _changes(self) -> cards.Differences:
        return cards.differences(self._present, cards.typed(self._form))

    # ---------------------------------------------------------------------------------- typing

    def on_form_changed(self, event: Form.Changed) -> None:
        """Follow what is typed: the handle, the warnings, and the sealed draft."""
        if not self._ready:
            return
        if self.app.desk.identities_open:
            self.app.desk.touch_identities()
        if event.name == "handle" and self._form.line("handle") != self._going_along:
            self._own_handle = bool(self._form.line("handle"))
        if event.name == "pseudonym" and self._handle is None and not self._own_handle:
            self._going_along = self._followed
            self._form.show({"handle": self._going_along})
        self._weigh()
        if event.name not in cards.NAMES:
            self._draft.changed()
        elif self._draft_timer is None:
            self._draft_timer = self.set_timer(WITHIN, lambda: self.carry(self._keep_card(), group="draft"))

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Keep what was typed when a field is left."""
        if self._ready:
            self._draft.keep_now()
            self.carry(self._keep_card(), group="draft")

    @property
    def _followed(self) -> str:
        """Return the handle that goes with the pseudonym."""
        pseudonym = self._form.line("pseudonym")
        return people.suggest_handle(pseudonym, self._found.taken) if pseudonym else ""

    def _weigh(self) -> None:
        """Say at once where a pseudonym gives its owner away, and ask why where a flag is set."""
        objections = self._objections()
        self._form.warn("pseudonym", objections.get("pseudonym", ""))
        follows = self._form.line("handle") == self._followed and "pseudonym" in objections
        self._form.warn("handle", "" if follows else objections.get("handle", ""))
        flagged = any(self._form.yes(flag.value) for flag in Flag)
        self._form.include(["justification"], shown=flagged)

    def _objections(self) -> dict[str, str]:
        known = cards.together(self._present, cards.typed(self._form))
        return pseudonyms.objections(self._form.line("pseudonym"), self._form.line("handle"), known)

    def action_suggest(self) -> None:
        """Let a person choose among pseudonyms that give nothing away."""
        if self._ready:
            typed = lambda: cards.together(self._present, cards.typed(self._form))  # noqa: E731  asked later, too
            self.app.push_screen(Suggesting(self._handle or self._provisional, typed), self._take)

    def _take(self, chosen: Suggestion | None) -> None:
        """Fill in a suggested pseudonym; its gloss takes the place of none, or of one that came the same way."""
        if chosen is None or not self._ready:
            return
        self._form.show({"pseudonym": chosen.pseudonym})
        if self._form.line("gloss") in ("", self._own_gloss):
            self._own_gloss = chosen.gloss or ""
            self._form.show({"gloss": self._own_gloss})

    # ---------------------------------------------------------------------------------- keeping

    async def _keep_card(self) -> None:
        """Keep what was typed of the card, sealed; a new source gets a place in the notes for it."""
        if self._draft_timer is not None:
            self._draft_timer.stop()
            self._draft_timer = None
        typed = self._changes().adds
        if self._ready and typed != self._drafted and not self._is_waiting:
            await self._keep_draft(typed)

    async def _keep_draft(self, typed: Identity) -> None:
        desk = self.app.desk
        async with self._one_at_a_time:
            if self._handle is None and self._provisional is None:
                self._provisional = await desk.do(_begin, self._for_now())
                await self._draft.belong_to(self._provisional)
            await desk.do(people.keep_card_draft, self._handle or self._provisional or "", typed)
            self._drafted = typed
            desk.saved_at = time.time()

    def _for_now(self) -> Source:
        """Return a source without any word that could give a name away."""
        pseudonym = self._form.line("pseudonym")
        said = pseudonym if pseudonym and not self._objections() else NOT_YET_NAMED
        return Source(handle=people.suggest_handle("source", self._found.taken), pseudonym=said)

    def _wrong(self) -> dict[str, str]:
        form = self._form
        wrong = self._objections()
        before, found = self._found.source, self._found
        sealed = (found.sealed or found.waiting) and not self.app.desk.identities_open
        if sealed and before is not None and form.line("pseudonym") != before.pseudonym:
            wrong["pseudonym"] = "open the identities (F7) to change it: it has to be compared with the name"
        if not form.line("pseudonym"):
            wrong["pseudonym"] = "readers need something to call them (F2 suggests three)"
        try:
            sources.read(self._form)
        except ValidationError:
            wrong["handle"] = "small letters a–z, digits and hyphens, a letter first; not “interviewer”"
        if self._handle is None and form.line("handle") in self._found.taken - {self._provisional}:
            wrong["handle"] = "this handle is in use; choose another"
        if any(form.yes(flag.value) for flag in Flag):
            if not form.line("justification"):
                wrong["justification"] = "a flag is set: say why their words may be printed all the same"
            if form.line("publish_as") == PublishAs.NAME.value:
                wrong["publish_as"] = "with a flag set no real name is printed; choose the pseudonym"
        return {**wrong, **form.hidden_characters()}

    def action_keep(self) -> None:
        """Keep the source and what was typed of the card, unless something has to be put right first."""
        if self._handle is None and self._is_waiting:
            self.say("Open the identities (F7) first: words of the card wait sealed.", bad=True)
        elif self._form.complain(self._wrong()):
            self.say(NOT_KEPT, bad=True)
        elif self._ready:
            self._ready = False
            self.carry(self._keep(), keys_wait=True)

    async def _keep(self) -> None:
        try:
            async with self._one_at_a_time:
                card = await self._write()
        except FieldnotesError:
            self._ready = True
            raise
        handle = self._form.line("handle")
        self._form.wipe(cards.NAMES)
        if card.all_names:
            await offer_to_replace(self, handle, self._form.line("pseudonym"), card)
        self.dismiss(handle)

    async def _write(self) -> Identity:
        """Write everything, and return the names that are new on the card."""
        desk, source, changes = self.app.desk, sources.read(self._form), self._changes()
        if self._handle is None:
            await self._add(source, changes)
            return changes.adds
        if source != self._found.source:
            await desk.do(people.change_source, self._handle, source)
        if changes.adds != Identity():
            await desk.do(people.supplement, self._handle, changes.adds)
        elif not self._is_waiting:
            await desk.do(people.drop_card_draft, self._handle)
        if changes.retires != Identity():
            await desk.do(people.retire, self._handle, changes.retires)
        await self._draft.drop()
        return changes.adds

    async def _add(self, source: Source, changes: cards.Differences) -> None:
        """Write a source that is new, or stood in the notes only for its card."""
        if self._provisional is None:
            await self.app.desk.do(people.add_source, source, changes.adds)
        else:
            await self.app.desk.do(people.settle_source, self._provisional, source, changes.adds)
            if changes.retires != Identity():
                await self.app.desk.do(people.retire, source.handle, changes.retires)
        self._handle, self._provisional = source.handle, None
        await self._draft.drop()

    # ---------------------------------------------------------------------------------- leaving

    async def put_away(self) -> None:
        """Keep what was typed before a lock; of the card as a draft where it can be read again, else as part of it."""
        await self._draft.keep()
        changes = self._changes() if self._ready else cards.Differences(Identity(), Identity())
        if changes.adds == Identity():
            return
        await self._keep_draft(changes.adds)
        if not self.app.desk.identities_open:
            await self.app.desk.do(people.supplement, self._handle or self._provisional or "", changes.adds)

    def action_back(self) -> None:
        """Leave; ask first where something would be lost."""
        changes = self._changes()
        on_card = changes.adds != Identity() or changes.retires != Identity()
        if not self._ready or not (on_card or self._draft.typed):
            self.dismiss(None)
            return
        self.app.push_screen(leaving(), self._left)

    def _left(self, answer: str | None) -> None:
        if answer == LEAVE:
            self.carry(self._forget())

    async def _forget(self) -> None:
        self._ready = False
        await self._draft.drop()
        if self._is_waiting:
            self.dismiss(None)  # words of the card lie sealed: nobody can see here what would be gone, and they stay
            return
        if self._provisional is not None:
            await self.app.desk.do(people.remove_source, self._provisional)
        elif self._handle is not None:
            await self.app.desk.do(people.drop_card_draft, self._handle)
        self.dismiss(None)


def _find(vault: OpenVault, handle: str | None, suggested: str = "") -> _Found:
    kept = {source.handle: source for source in reading.list_sources(vault)}
    taken = frozenset([*kept, *(place.handle for place in reading.list_locations(vault))])
    typed = unfinished.find(vault, Of.SOURCE, handle, handle=suggested)
    opened = vault.identities_open
    if handle is None:
        return _Found(None, typed, taken, False, False, Identity() if opened else None, None)
    return _Found(
        kept.get(handle),
        typed,
        taken,
        people.has_card(vault, handle),
        people.has_card_draft(vault, handle),
        (people.card_of(vault, handle) or Identity()) if opened else None,
        people.card_draft(vault, handle) if opened else None,
    )


def _begin(vault: OpenVault, source: Source) -> str:
    people.add_source(vault, source, None)
    return source.handle
