"""A place: its names, its ladder from the site to the country, and how exactly readers learn of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import ValidationError
from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from fieldnotes.domain.location import Ladder, Location, SealedLocation
from fieldnotes.domain.rungs import PlaceRung
from fieldnotes.errors import FieldnotesError, UsageError
from fieldnotes.tui import bidi, coordinates
from fieldnotes.tui.literal import clean
from fieldnotes.tui.screens.ask import LEAVE, Answer, Ask, leaving
from fieldnotes.tui.screens.frame import Framed, sentence_of
from fieldnotes.tui.screens.keeping import SEALED, FormAutosave
from fieldnotes.tui.widgets.form import NOT_KEPT, Choice, Field, Form, Line, Note, Value, Words, Yes
from fieldnotes.workflows import people, places, reading, unfinished
from fieldnotes.workflows.places import Proposal
from fieldnotes.workflows.unfinished import Of, Typed
from fieldnotes.workflows.vaults import OpenVault

_RUNGS = {
    PlaceRung.SITE: ("Site", "The building, the bridge, the camp."),
    PlaceRung.SETTLEMENT: ("Settlement", "The village, town or city."),
    PlaceRung.DISTRICT: ("District", "As the country calls it."),
    PlaceRung.GOVERNORATE: ("Governorate", "The province or governorate."),
    PlaceRung.REGION: ("Region", "A part of the country, wider than a governorate."),
    PlaceRung.COUNTRY: ("Country", "The country."),
}
_FIELDS: tuple[Field, ...] = (
    Line(name="name", label="Name", help="What you call it. It never reaches readers, unless a rung says the same."),
    Line(name="handle", label="Handle", help="How your notes mention it, after @. It cannot be changed later."),
    Words(name="aliases", label="Other names", help="Other spellings, scripts and nicknames, commas between."),
    Line(name="coordinates", label="Position", help=f"Never printed. Like {coordinates.EXAMPLES}."),
    Note(name="ladder", label="Where it lies", help="from the most exact up; leave out what you do not know"),
    *(Line(name=rung.value, label=label, help=words) for rung, (label, words) in _RUNGS.items()),
    Choice(
        name="publish_from",
        label="No closer than",
        options=[(rung.value, rung.value) for rung in reversed(PlaceRung)],
        help="Readers learn this rung and nothing below it.",
    ),
    Yes(
        name="sealed",
        label="Sealed",
        help="Yes: everything but the handle and what readers may see is locked with the identities, for good.",
    ),
)

_NAMES = tuple(field.name for field in _FIELDS if not isinstance(field, Note))
_TEXTS = tuple(field.name for field in _FIELDS if isinstance(field, Line | Words))
_NOTHING: dict[str, Value] = {
    **dict.fromkeys(_TEXTS, ""),
    "aliases": (),
    "publish_from": PlaceRung.COUNTRY.value,
    "sealed": False,
}

_AS_IT_IS = "n"
_MAP_DATA = "GeoNames knows towns better than villages, and draws borders its own way. Choose only what you know."


@dataclass(frozen=True, slots=True)
class _Found:
    """Hold what the vault has: the place as far as it can be read now, what waits for its form, the handles in use."""

    place: Location | SealedLocation | None
    typed: Typed | None
    taken: frozenset[str]


class PlaceScreen(Framed[str | None]):
    """Add or change a place; dismissed with its handle once it is kept, with None otherwise."""

    PLACE = "Place"
    DEFAULT_CSS = """
    PlaceScreen #seen { height: auto; max-height: 2; padding: 0 1; background: $panel; text-style: bold; }
    """

    def __init__(self, handle: str | None, suggested_handle: str = "") -> None:
        super().__init__()
        self._handle, self._suggested = handle, suggested_handle
        self._found = _Found(None, None, frozenset())
        self._own_handle = bool(suggested_handle)
        self._going_along = ""
        self._ready = False
        self._asking: Ask | None = None
        self._draft = FormAutosave(self, Of.PLACE, sealed=self._is_to_be_sealed)

    def body(self) -> ComposeResult:
        """Show the fields, and what readers would see."""
        yield Form(_FIELDS)
        yield Static("", id="seen")

    def on_mount(self) -> None:
        """Bring the place from the vault."""
        self._form.bar(["handle"], barred=self._handle is not None)
        self.carry(self._open(), keys_wait=True)

    @property
    def _form(self) -> Form:
        return self.query_one(Form)

    @property
    def where(self) -> str:
        """Say which place this is."""
        return f"place @{self._handle}" if self._handle else "new place"

    async def _open(self) -> None:
        found = self._found = await self.app.desk.do(_find, self._handle, self._suggested, self._draft.draft)
        place, form = found.place, self._form
        form.show(_values(place) if place else {**_NOTHING, "handle": self._suggested})
        self._draft.begin(self._handle, found.typed)
        form.bar(_NAMES, barred=self._is_hidden)
        form.bar(["handle"], barred=self._handle is not None or self._is_hidden)
        once = isinstance(place, Location) and place.sealed
        form.bar(["sealed"], barred=self._is_hidden or once)
        if found.typed is not None and found.typed.values is None:
            self.say(f"This place is {SEALED}")
        elif self._is_hidden:
            self.say("This place is sealed: open the identities (F7) to read and change the rest.")
        self._ready = True
        self._going_along = self._followed
        self._own_handle = form.line("handle") not in ("", self._going_along)
        form.focus_on("name")
        self._weigh()

    @property
    def _is_hidden(self) -> bool:
        """Tell whether the place, or what was typed of it, cannot be read now."""
        typed = self._found.typed
        return isinstance(self._found.place, SealedLocation) or (typed is not None and typed.values is None)

    def _is_to_be_sealed(self) -> bool:
        """Tell whether what is typed must not be readable without the identities."""
        place = self._found.place
        was = isinstance(place, SealedLocation) or (place is not None and place.sealed)
        return was or self._form.yes("sealed")

    def identities_changed(self) -> None:
        """Show a sealed place, or hide it at once; what was typed is kept first, sealed."""
        if not self._ready or not (self._is_hidden or self._is_to_be_sealed()):
            return
        if self._asking is not None and self._asking.is_current:
            self._asking.dismiss(_AS_IT_IS)
        self._draft.close()
        self._form.wipe(_TEXTS)
        self._ready = False
        self.carry(self._reopen(), keys_wait=True)

    async def _reopen(self) -> None:
        try:
            await self._draft.keep()
        except FieldnotesError:
            self._ready = True
            raise
        await self._open()

    # ---------------------------------------------------------------------------------- typing

    def on_form_changed(self, event: Form.Changed) -> None:
        """Follow what is typed: the handle, and what readers would see."""
        if not self._ready:
            return
        if self.app.desk.identities_open:
            self.app.desk.touch_identities()
        form = self._form
        if event.name == "handle" and form.line("handle") != self._going_along:
            self._own_handle = bool(form.line("handle"))
        if event.name == "name" and self._handle is None and not self._own_handle:
            self._going_along = self._followed
            form.show({"handle": self._going_along})
        self._weigh()
        self._draft.changed()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Keep what was typed when a field is left."""
        self._draft.keep_now()

    @property
    def _followed(self) -> str:
        name = self._form.line("name")
        handle = people.suggest_handle(name, self._found.taken) if name else ""
        is_of_the_name = not handle.startswith("source") or "source" in name.casefold()
        return handle if is_of_the_name else people.suggest_handle("place", self._found.taken)

    def _ladder(self) -> Ladder:
        return Ladder(**{rung.value: self._form.line(rung.value) or None for rung in PlaceRung})

    def _weigh(self) -> None:
        """Say of every rung, and of the one chosen, what readers would see."""
        form, ladder = self._form, self._ladder()
        seen = {rung: _seen(ladder, rung) for rung in PlaceRung}
        form.offer("publish_from", [(rung.value, f"{rung.value} — {words}") for rung, words in seen.items()])
        words = seen[PlaceRung(form.line("publish_from"))]
        shown = bidi.arrange(clean(words), self.app.direction, max(10, self.size.width - 24))
        self.query_one("#seen", Static).update(Content(f"Readers will see: {shown}"))

    # ---------------------------------------------------------------------------------- filling

    def action_fill(self) -> None:
        """Propose ladders from the map data; none is filled in before a person chose it."""
        form = self._form
        if not self._ready or self._is_hidden:
            self.say("Nothing to fill: open the identities (F7) to change a sealed place.", bad=True)
        elif not (form.line("name") or form.words("aliases") or form.line("coordinates")):
            self.say("Write the name or the position first: the map data are asked by these.", bad=True)
        elif (wrong := self._wrong().get("coordinates")) is not None:
            self.say(wrong, bad=True)
        else:
            self.carry(self._fill(), group="fill", exclusive=True)

    async def _fill(self) -> None:
        form, position = self._form, self._form.line("coordinates")
        where = coordinates.read(position) if position else None
        names = (form.line("name"), form.words("aliases"))
        found = await self.app.desk.do(places.suggest_ladders, *names, where)
        if not found:
            self.say("The map data know nothing by these names or near this position.")
            return
        answers = [Answer(_AS_IT_IS, "Leave the ladder as it is")]
        answers += [Answer(str(number), line) for number, line in enumerate(_said(found), start=1)]
        answer = await self._answer("Where does it lie?", [_MAP_DATA], answers)
        if answer.isdigit():
            await self._take(found[int(answer) - 1])

    async def _take(self, chosen: Proposal) -> None:
        """Fill the empty rungs; ask before a rung that says something else is changed."""
        given, mine = chosen.ladder, self._ladder()
        new = {rung.value: words for rung in PlaceRung if (words := given.at(rung)) and words != mine.at(rung)}
        other = [rung for rung in new if mine.at(PlaceRung(rung))]
        if other:
            question = f"These rungs say something else already: {', '.join(other)}"
            answers = [Answer("k", "Keep what they say; fill the empty ones"), Answer("o", "Overwrite them")]
            if await self._answer(question, [], answers) != "o":
                new = {rung: words for rung, words in new.items() if rung not in other}
        if self._ready and not self._is_hidden:
            self._form.show(dict(new))
            self.say("Filled from the map data. Read it: Ctrl+S keeps it." if new else "Nothing was changed.")

    async def _answer(self, question: str, said: list[str], answers: list[Answer]) -> str:
        """Ask; a sealed place that is hidden meanwhile takes the question away."""
        self._asking = Ask(question, said, answers)
        try:
            return await self.app.push_screen_wait(self._asking)
        finally:
            self._asking = None

    # --------------------------------------------------------------------------------- keeping

    def _place(self) -> Location:
        """Return the place that the fields show; raises ValidationError or UsageError."""
        form = self._form
        position = form.line("coordinates")
        return Location(
            handle=form.line("handle"),
            name=form.line("name"),
            aliases=form.words("aliases"),
            coordinates=coordinates.read(position) if position else None,
            ladder=self._ladder(),
            publish_from=PlaceRung(form.line("publish_from")),
            sealed=form.yes("sealed"),
        )

    def _wrong(self) -> dict[str, str]:
        form, wrong = self._form, {}
        if not form.line("name"):
            wrong["name"] = "a place needs a name"
        try:
            self._place()
        except UsageError as error:
            wrong["coordinates"] = sentence_of(error)
        except ValidationError:
            wrong["handle"] = "small letters a–z, digits and hyphens, a letter first; not “interviewer”"
        if self._handle is None and form.line("handle") in self._found.taken:
            wrong["handle"] = "this handle is in use; choose another"
        return {**wrong, **form.hidden_characters()}

    def action_keep(self) -> None:
        """Keep the place, unless something has to be put right first."""
        if not self._ready or self._is_hidden:
            self.say("Nothing to keep: open the identities (F7) to change a sealed place.", bad=True)
        elif self._form.complain(self._wrong()):
            self.say(NOT_KEPT, bad=True)
        else:
            self._ready = False
            self.carry(self._keep(self._place()), keys_wait=True)

    async def _keep(self, place: Location) -> None:
        try:
            await self._write(place)
        except FieldnotesError:
            self._ready = True
            raise
        self.dismiss(place.handle)

    async def _write(self, place: Location) -> None:
        if self._handle is None:
            await self.app.desk.do(places.add_location, place)
            self._handle = place.handle
        elif place != self._found.place:
            await self.app.desk.do(places.change_location, self._handle, place)
        await self._draft.drop()

    async def put_away(self) -> None:
        """Keep what was typed, now; it becomes a place only by Ctrl+S."""
        await self._draft.keep()

    def action_back(self) -> None:
        """Leave; ask first where something would be lost."""
        if not self._ready or not self._draft.typed:
            self.dismiss(None)
            return
        self.app.push_screen(leaving(), self._left)

    def _left(self, answer: str | None) -> None:
        if answer == LEAVE:
            self.carry(self._forget(), keys_wait=True)

    async def _forget(self) -> None:
        await self._draft.drop()
        self.dismiss(None)


def _find(vault: OpenVault, handle: str | None, suggested: str, draft: bytes | None) -> _Found:
    kept = {place.handle: place for place in reading.list_locations(vault)}
    taken = frozenset([*kept, *(source.handle for source in reading.list_sources(vault))])
    typed = unfinished.find(vault, Of.PLACE, handle, handle=suggested, draft=draft)
    return _Found(kept.get(handle) if handle is not None else None, typed, taken)


def _said(found: Sequence[Proposal]) -> list[str]:
    """Say each proposal on one line, with its district only where two would be the same."""
    short = [_line(one, PlaceRung.GOVERNORATE) for one in found]
    lines = [
        _line(one, PlaceRung.DISTRICT) if short.count(line) > 1 else line
        for one, line in zip(found, short, strict=True)
    ]
    return [f"{line}{_way(one)}" for line, one in zip(lines, found, strict=True)]


def _line(one: Proposal, lowest: PlaceRung) -> str:
    rungs = (one.ladder.at(rung) for rung in PlaceRung if not rung.is_finer_than(lowest))
    return ", ".join(dict.fromkeys([one.name, *(words for words in rungs if words)]))


def _way(one: Proposal) -> str:
    """Say how far it is, and how it was found where that is not by its name."""
    away = "" if one.kilometres is None else f" · {one.kilometres:.0f} km"
    return f"{away} · {one.why}" if "spelled" in one.why or "another" in one.why else away


def _seen(ladder: Ladder, lowest: PlaceRung) -> str:
    words = Location(handle="x", name="x", ladder=ladder, publish_from=lowest).public_rungs()
    return words[0] if words else "no place at all"


def _values(place: Location | SealedLocation) -> dict[str, Value]:
    values: dict[str, Value] = {rung.value: place.ladder.at(rung) or "" for rung in PlaceRung}
    values |= {"handle": place.handle, "publish_from": (place.publish_from or PlaceRung.COUNTRY).value}
    if isinstance(place, SealedLocation):
        return {**values, "sealed": True}
    position = coordinates.write(place.coordinates) if place.coordinates else ""
    more: dict[str, Value] = {
        "name": place.name,
        "aliases": place.aliases,
        "coordinates": position,
        "sealed": place.sealed,
    }
    return {**values, **more}
