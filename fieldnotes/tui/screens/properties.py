"""The head of an interview: when, where, with whom, and under which terms."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timezone

from pydantic import ValidationError
from textual import events
from textual.app import ComposeResult

from fieldnotes.domain.interview import Interview, Participant
from fieldnotes.domain.rungs import TimeRung, say_time
from fieldnotes.domain.source import Role
from fieldnotes.errors import FieldnotesError, UsageError
from fieldnotes.tui import moments
from fieldnotes.tui.screens import granting
from fieldnotes.tui.screens.ask import LEAVE, leaving
from fieldnotes.tui.screens.frame import Framed, sentence_of
from fieldnotes.tui.screens.keeping import FormAutosave
from fieldnotes.tui.widgets.form import NOT_KEPT, Choice, Field, Form, Line, Value, Words
from fieldnotes.workflows import reading, sittings, unfinished
from fieldnotes.workflows.unfinished import Of, Typed
from fieldnotes.workflows.vaults import OpenVault

_WITHOUT = "no terms yet: counts as off the record"
_MODES = ("in person", "telephone", "video call", "voice messages", "written messages")
_PARTS = ("interviewee", "interpreter", "fixer", "driver", "host", "official", "bystander")
_UNTIL_SAID = "interviewee"


@dataclass(frozen=True, slots=True)
class _Known:
    """Hold what the vault has: the interview, what waits for its form, the next code, codes, sources and places."""

    interview: Interview | None
    typed: Typed | None
    next_code: str
    codes: frozenset[str]
    sources: Mapping[str, Role]
    places: frozenset[str]


class Properties(Framed[str | None]):
    """Add an interview or change its head; dismissed with its code once it is kept, with None otherwise."""

    PLACE = "Sitting"

    def __init__(self, code: str | None) -> None:
        super().__init__()
        self._code = code
        self._known = _Known(None, None, "", frozenset(), {}, frozenset())
        self._ready = False
        self._before: dict[str, Value] = {}
        self._draft = FormAutosave(self, Of.INTERVIEW)

    def body(self) -> ComposeResult:
        """Show the fields."""
        yield Form(self._fields())

    def _fields(self) -> list[Field]:
        times = [(rung.value, rung.value) for rung in TimeRung]
        return [
            Line(name="code", label="Code", help="Capital letters, digits and hyphens; readers never see it."),
            Line(
                name="when", label="When", help="2026-11-20 18:00, today 18:00, yesterday (noon, until you say more)."
            ),
            Line(
                name="zone",
                label="Zone",
                help="The difference from UTC there and then; your machine says what stands here.",
            ),
            Line(
                name="place", label="Place", complete=self._places, help="A handle; F3 adds a place. It may stay empty."
            ),
            Words(
                name="people",
                label="Who took part",
                commas=False,
                complete=self._people,
                help="One a line: “kak-d as interviewee”, “… as interpreter”. → completes, F2 adds a source.",
            ),
            Line(name="mode", label="How", complete=_modes, help="In person, telephone, video call …"),
            Words(name="languages", label="Languages", help="Commas between: Sorani, Arabic."),
            *granting.fields(_WITHOUT),
            Choice(name="publish_time", label="Time no closer", options=times, help="How exactly readers learn when."),
        ]

    def on_mount(self) -> None:
        """Bring the head from the vault, or begin with now."""
        self.carry(self._open(), keys_wait=True)

    @property
    def _form(self) -> Form:
        return self.query_one(Form)

    @property
    def where(self) -> str:
        """Say which interview this is."""
        return f"{self._code}: when, where, who, terms" if self._code else "new interview"

    async def _open(self) -> None:
        known = self._known = await self.app.desk.do(_find, self._code)
        self._form.show(_values(known.interview) if known.interview else _begun(known.next_code))
        self._before = self._form.values()
        self._draft.begin(self._code, known.typed)
        self._ready = True
        self._form.focus_on("when")
        self._weigh()

    # ------------------------------------------------------------------------------ completing

    def _places(self, typed: str) -> list[str]:
        return [handle for handle in sorted(self._known.places) if handle.startswith(typed.lower().lstrip("@"))]

    def _people(self, line: str) -> list[str]:
        """Return what a line of a participant can become: the handle, then the part."""
        handle, part, typed = line.partition(" as ")
        if part:
            return [f"{handle} as {one}" for one in _PARTS if one.startswith(typed)]
        found = [one for one in sorted(self._known.sources) if one.startswith(handle.lower())]
        return [f"{one} as {self._usual_part(one)}" for one in found]

    def _usual_part(self, handle: str) -> str:
        role = self._known.sources.get(handle, Role.SOURCE)
        return _UNTIL_SAID if role is Role.SOURCE else role.value

    # ---------------------------------------------------------------------------------- typing

    def on_form_changed(self, event: Form.Changed) -> None:
        """Say what the terms mean, as they are chosen, and keep what is typed soon."""
        if self._ready:
            self._weigh()
            self._draft.changed()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Keep what was typed when a field is left."""
        self._draft.keep_now()

    def _weigh(self) -> None:
        form, interview = self._form, self._known.interview
        place = self._zone()
        if place is None or granting.wrong(form, interview.terms if interview else None, place):
            return
        granting.said(form, granting.read(form, interview.terms if interview else None, place))
        moment = self._moment(place)
        if moment is not None:
            form.offer("publish_time", [(rung.value, f"{rung.value}: {say_time(moment, rung)}") for rung in TimeRung])

    def _zone(self) -> timezone | None:
        try:
            return moments.zone(self._form.line("zone"))
        except UsageError:
            return None

    def _moment(self, place: timezone) -> datetime | None:
        try:
            return moments.moment(self._form.line("when"), place, datetime.now(UTC))
        except UsageError:
            return None

    def action_new_source(self) -> None:
        """Add a source, and let them take part."""
        from fieldnotes.tui.screens.source import SourceScreen

        lines = self._form.words("people")
        unknown = next((one for one in map(_handle, lines) if one not in self._known.sources), "")
        self.app.push_screen(SourceScreen(None, unknown), self._with_source)

    def _with_source(self, handle: str | None) -> None:
        if handle is not None:
            self.carry(self._learn({"people": handle}))

    def action_new_place(self) -> None:
        """Add a place, and let the interview take place there."""
        from fieldnotes.tui.screens.place import PlaceScreen

        typed = _handle(self._form.line("place"))
        self.app.push_screen(PlaceScreen(None, typed if typed not in self._known.places else ""), self._with_place)

    def _with_place(self, handle: str | None) -> None:
        if handle is not None:
            self.carry(self._learn({"place": handle}))

    async def _learn(self, new: Mapping[str, str]) -> None:
        """Take a new source or place into the form."""
        self._known = await self.app.desk.do(_find, self._code)
        if "place" in new:
            self._form.show({"place": new["place"]})
        else:
            handle = new["people"]
            lines = [line for line in self._form.words("people") if _handle(line) != handle]
            self._form.show({"people": (*lines, f"{handle} as {self._usual_part(handle)}")})
        self._form.focus_on(next(iter(new)))

    # --------------------------------------------------------------------------------- keeping

    def _interview(self) -> Interview:
        """Return the head that the fields show; raises UsageError or ValidationError."""
        form, kept = self._form, self._known.interview
        place = moments.zone(form.line("zone"))
        untouched = kept is not None and all(form.line(name) == self._before[name] for name in ("when", "zone"))
        started = (
            kept.started
            if kept is not None and untouched
            else moments.moment(form.line("when"), place, datetime.now(UTC))
        )
        return Interview(
            code=form.line("code"),
            started=started,
            location=_handle(form.line("place")) or None,
            mode=form.line("mode") or None,
            languages=form.words("languages"),
            terms=granting.read(form, kept.terms if kept else None, place),
            publish_time=TimeRung(form.line("publish_time")),
            participants=tuple(map(_participant, form.words("people"))),
        )

    def _wrong(self) -> dict[str, str]:
        form, kept, known = self._form, self._known.interview, self._known
        wrong: dict[str, str] = {}
        try:
            place = moments.zone(form.line("zone"))
        except UsageError as error:
            return {"zone": sentence_of(error)}
        try:
            moments.moment(form.line("when"), place, datetime.now(UTC))
        except UsageError as error:
            wrong["when"] = sentence_of(error)
        wrong |= granting.wrong(form, kept.terms if kept else None, place)
        if (handle := _handle(form.line("place"))) and handle not in known.places:
            wrong["place"] = "this place is not in your notes yet: F3 adds it"
        wrong |= self._wrong_people()
        if form.line("code") in known.codes - {self._code}:
            wrong["code"] = "this code is in use; choose another"
        if not wrong:
            try:
                self._interview()
            except ValidationError:
                wrong["code"] = "a capital letter first, then capital letters, digits and hyphens: INT-001"
        return {**wrong, **form.hidden_characters()}

    def _wrong_people(self) -> dict[str, str]:
        parts: list[Participant] = []
        for line in self._form.words("people"):
            try:
                parts.append(_participant(line))
            except ValidationError:
                return {"people": "write it like: kak-d as interviewee"}
        if any(one.source not in self._known.sources for one in parts):
            return {"people": "somebody here is not in your notes yet: F2 adds them as a source"}
        if len({(one.source, one.part) for one in parts}) < len(parts):
            return {"people": "somebody is named twice in one part; keep one of the two"}
        return {}

    def action_keep(self) -> None:
        """Keep the head, unless something has to be put right first."""
        if self._form.complain(self._wrong()):
            self.say(NOT_KEPT, bad=True)
        elif self._ready:
            self._ready = False
            self.carry(self._keep(self._interview()), keys_wait=True)

    async def _keep(self, interview: Interview) -> None:
        try:
            await self._write(interview)
        except FieldnotesError:
            self._ready = True
            raise
        self.dismiss(interview.code)

    async def _write(self, interview: Interview) -> None:
        if self._code is None:
            await self.app.desk.do(sittings.add_interview, interview)
        elif interview != self._known.interview:
            await self.app.desk.do(sittings.change_interview, self._code, interview)
        self._code = interview.code
        await self._draft.drop()

    async def put_away(self) -> None:
        """Keep what was typed, now; it becomes part of the notes only by Ctrl+S."""
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


def _find(vault: OpenVault, code: str | None) -> _Known:
    kept = {interview.code: interview for interview, _ in reading.list_interviews(vault)}
    sources = {source.handle: source.role for source in reading.list_sources(vault)}
    handles = frozenset(place.handle for place in reading.list_locations(vault))
    interview = kept.get(code) if code is not None else None
    typed = unfinished.find(vault, Of.INTERVIEW, code)
    return _Known(interview, typed, sittings.next_code(vault), frozenset(kept), sources, handles)


def _begun(code: str) -> dict[str, Value]:
    now = datetime.now(UTC).astimezone()
    when, place = moments.written(now), moments.offset(now)
    return {"code": code, "when": when, "zone": place, "publish_time": TimeRung.MONTH.value, **granting.shown(None)}


def _values(interview: Interview) -> dict[str, Value]:
    return {
        "code": interview.code,
        "when": moments.written(interview.started),
        "zone": moments.offset(interview.started),
        "place": interview.location or "",
        "people": tuple(f"{one.source} as {one.part}" for one in interview.participants),
        "mode": interview.mode or "",
        "languages": interview.languages,
        "publish_time": interview.publish_time.value,
        **granting.shown(interview.terms),
    }


def _modes(typed: str) -> list[str]:
    return [mode for mode in _MODES if mode.startswith(typed.lower())]


def _handle(line: str) -> str:
    """Return the handle that a line begins with."""
    return line.strip().lstrip("@").partition(" ")[0]


def _participant(line: str) -> Participant:
    """Return a participant written "kak-d as interviewee"; raises ValidationError."""
    handle, _, part = line.strip().lstrip("@").partition(" ")
    words = part.strip().removeprefix("as ").strip() or _UNTIL_SAID
    return Participant.model_validate({"source": handle, "as": words.lower()})
