"""A place: its names, its ladder from the site to the country, and how exactly readers learn of it."""

from dataclasses import dataclass

from pydantic import ValidationError
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from fieldnotes.domain.location import Ladder, Location, SealedLocation
from fieldnotes.domain.rungs import PlaceRung
from fieldnotes.errors import FieldnotesError, UsageError
from fieldnotes.tui import bidi, coordinates
from fieldnotes.tui.literal import clean
from fieldnotes.tui.screens.ask import LEAVE, leaving
from fieldnotes.tui.screens.frame import Framed, sentence_of
from fieldnotes.tui.widgets.form import NOT_KEPT, Choice, Field, Form, Line, Note, Value, Words, Yes
from fieldnotes.workflows import people, places, reading
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


@dataclass(frozen=True, slots=True)
class _Found:
    """Hold what the vault has: the place as far as it can be read now, and the handles in use."""

    place: Location | SealedLocation | None
    taken: frozenset[str]


class PlaceScreen(Framed[str | None]):
    """Add or change a place; dismissed with its handle once it is kept, with None otherwise."""

    PLACE = "Form"
    DEFAULT_CSS = """
    PlaceScreen #seen { height: auto; max-height: 2; padding: 0 1; background: $panel; text-style: bold; }
    """

    def __init__(self, handle: str | None, suggested_handle: str = "") -> None:
        super().__init__()
        self._handle, self._suggested = handle, suggested_handle
        self._found = _Found(None, frozenset())
        self._own_handle = bool(suggested_handle)
        self._going_along = ""
        self._ready = False

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
        self._found = await self.app.desk.do(_find, self._handle)
        place = self._found.place
        hidden = isinstance(place, SealedLocation)
        self._form.show(_values(place) if place else {"handle": self._suggested})
        names = [name for name, field in self._form.fields.items() if not isinstance(field, Note)]
        self._form.bar([name for name in names if name != "handle"], barred=hidden)
        self._form.bar(["sealed"], barred=hidden or (isinstance(place, Location) and place.sealed))
        if hidden:
            self.say("This place is sealed: open the identities (F7) to read and change the rest.")
        self._ready = True
        self._form.focus_on("name")
        self._weigh()

    def identities_changed(self) -> None:
        """Show a sealed place, or hide it at once; what was changed is kept first."""
        place = self._found.place
        if not self._ready or place is None or (isinstance(place, Location) and not place.sealed):
            return
        changed = self._changed_place()
        self._form.show(
            dict.fromkeys(("name", "coordinates", *(rung.value for rung in PlaceRung)), "") | {"aliases": ()}
        )
        self._ready = False
        self.carry(self._reopen(changed))

    async def _reopen(self, changed: Location | None) -> None:
        if changed is not None and self._handle is not None:
            await self.app.desk.do(places.change_location, self._handle, changed)
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

    def _changed_place(self) -> Location | None:
        """Return the place where it can be kept as it stands and differs from what the vault has."""
        try:
            place = self._place()
        except (UsageError, ValidationError):
            return None
        return place if place.name and place != self._found.place else None

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
        if not self._ready or isinstance(self._found.place, SealedLocation):
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

    async def put_away(self) -> None:
        """Keep what was typed before a lock, if it is a place already."""
        place = self._changed_place() if self._ready else None
        if place is not None and (self._handle is not None or place.handle not in self._found.taken):
            self._ready = False
            await self._write(place)

    def action_back(self) -> None:
        """Leave; ask first where something would be lost."""
        values = self._form.values()
        untouched = values == self._before if self._ready else True
        if untouched:
            self.dismiss(None)
            return
        self.app.push_screen(leaving(), self._left)

    def _left(self, answer: str | None) -> None:
        if answer == LEAVE:
            self.dismiss(None)

    @property
    def _before(self) -> dict[str, Value]:
        place = self._found.place
        nothing: dict[str, Value] = {
            name: "" for name, field in self._form.fields.items() if not isinstance(field, Note | Words)
        }
        empty: dict[str, Value] = {
            "aliases": (),
            "sealed": False,
            "publish_from": PlaceRung.COUNTRY.value,
            "handle": self._suggested,
        }
        return {**nothing, **empty, **(_values(place) if place else {})}


def _find(vault: OpenVault, handle: str | None) -> _Found:
    kept = {place.handle: place for place in reading.list_locations(vault)}
    taken = frozenset([*kept, *(source.handle for source in reading.list_sources(vault))])
    return _Found(kept.get(handle) if handle is not None else None, taken)


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
