"""One passage: all that is known of it besides its words, and what its terms mean for readers."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timezone

from pydantic import ValidationError
from textual.app import ComposeResult
from textual.timer import Timer

from fieldnotes.domain.interview import Passage
from fieldnotes.domain.terms import Bits
from fieldnotes.domain.text import RawText
from fieldnotes.errors import UsageError
from fieldnotes.tui import moments
from fieldnotes.tui.autosave import WITHIN
from fieldnotes.tui.literal import clean
from fieldnotes.tui.screens import granting
from fieldnotes.tui.screens.ask import LEAVE, leaving
from fieldnotes.tui.screens.frame import Framed, sentence_of
from fieldnotes.tui.widgets.form import NOT_KEPT, Field, Form, Line, Lines, Value, Words

_WITHOUT = "as the interview"
_TEXTS = ("translation", "paraphrase")
Live = Callable[[Passage], None]


class PassageForm(Framed[Passage | None]):
    """Change a passage; dismissed with it, or with None where nothing is to change.

    *whole* are the bits of the interview, with which those of the passage are combined. *live* is told of every
    valid change within a second, so that a lock or a crash loses nothing; leaving without keeping takes it back.
    """

    PLACE = "Form"

    def __init__(
        self, passage: Passage, number: int, codes: Sequence[str], whole: Bits | None = None, live: Live | None = None
    ) -> None:
        super().__init__()
        self._passage, self._number, self._codes = passage, number, sorted(set(codes))
        self._whole, self._live = whole, live
        self._given: Passage | None = None
        self._timer: Timer | None = None
        self._ready = False

    def body(self) -> ComposeResult:
        """Show the fields."""
        yield Form(self._fields())

    def _fields(self) -> list[Field]:
        return [
            Words(
                name="codes", label="Codes", complete=self._coded, help="Your own tags, commas between; → completes."
            ),
            Line(name="start", label="Begins at", help="In the recording: 12:34, 1:02:03, or seconds."),
            Line(name="end", label="Ends at", help="In the recording: 12:34, 1:02:03, or seconds."),
            Line(name="language", label="Language", help="In which these words were said."),
            Lines(
                name="translation", label="Translation", help="Printed in the place of the words, where there is one."
            ),
            Line(name="translator", label="Translated by", help="The handle of who translated it."),
            Lines(
                name="paraphrase",
                label="Paraphrase",
                help="What was said, in your words: printed where quoting is not allowed.",
            ),
            *granting.fields(_WITHOUT),
        ]

    def on_mount(self) -> None:
        """Show the passage."""
        self._form.show(_values(self._passage))
        self._ready = True
        self._form.focus_on("codes")
        self._weigh()

    @property
    def _form(self) -> Form:
        return self.query_one(Form)

    @property
    def where(self) -> str:
        """Say which passage this is, and who speaks."""
        return f"passage {self._number} · {clean(self._passage.speaker or 'your note')}"

    def _coded(self, typed: str) -> list[str]:
        return [code for code in self._codes if code.casefold().startswith(typed.casefold())]

    # ---------------------------------------------------------------------------------- typing

    def on_form_changed(self, event: Form.Changed) -> None:
        """Say what the terms mean, and tell of the change soon."""
        if not self._ready:
            return
        self._weigh()
        if self._live is not None and self._timer is None:
            self._timer = self.set_timer(WITHIN / 2, self._tell)

    def _weigh(self) -> None:
        if not granting.wrong(self._form, self._passage.terms, _zone()):
            granting.said(self._form, granting.read(self._form, self._passage.terms, _zone()), self._whole)

    def _tell(self) -> None:
        self._timer = None
        if self._live is None or not self._ready or self._wrong():
            return
        passage = self._changed()
        if passage != (self._given or self._passage):
            self._given = passage
            self._live(passage)

    # --------------------------------------------------------------------------------- keeping

    def _changed(self) -> Passage:
        """Return the passage that the fields show; raises UsageError or ValidationError."""
        form = self._form
        given: dict[str, object] = {
            "speaker": self._passage.speaker,
            "text": self._passage.text,
            "codes": form.words("codes"),
            "start": self._second("start"),
            "end": self._second("end"),
            "language": form.line("language") or None,
            "translator": form.line("translator").lstrip("@") or None,
            "terms": granting.read(form, self._passage.terms, _zone()),
        }
        for name in _TEXTS:
            words = form.line(name)
            given[name] = RawText(words) if words else None
        return Passage.model_validate(given)

    def _second(self, name: str) -> float | None:
        before: float | None = getattr(self._passage, name)
        typed = self._form.line(name)
        return before if typed == moments.time_code(before) else moments.seconds(typed)

    def _wrong(self) -> dict[str, str]:
        wrong = granting.wrong(self._form, self._passage.terms, _zone())
        times: dict[str, float | None] = {}
        for name in ("start", "end"):
            try:
                times[name] = self._second(name)
            except UsageError as error:
                wrong[name] = sentence_of(error)
        start, end = times.get("start"), times.get("end")
        if start is not None and end is not None and end < start:
            wrong["end"] = "it ends before it begins"
        if not wrong:
            try:
                self._changed()
            except ValidationError:
                wrong["translator"] = "a handle: small letters a–z, digits and hyphens"
        return {**wrong, **self._form.hidden_characters()}

    def action_keep(self) -> None:
        """Give the changed passage back, unless something has to be put right first."""
        if self._form.complain(self._wrong()):
            self.say(NOT_KEPT, bad=True)
            return
        passage = self._changed()
        self._ready = False
        self.dismiss(passage if passage != (self._given or self._passage) else None)

    async def put_away(self) -> None:
        """Tell of what was typed last, before a lock."""
        self._tell()

    def action_back(self) -> None:
        """Go back; what was typed here would be gone, so that has to be meant."""
        if not self._wrong() and self._changed() == self._passage:
            self._leave(LEAVE)
            return
        self.app.push_screen(leaving(), self._leave)

    def _leave(self, answer: str | None) -> None:
        if answer == LEAVE:
            self._ready = False
            self.dismiss(self._passage if self._given is not None else None)


def _zone() -> timezone:
    """Return the machine's own zone now."""
    return moments.zone(moments.here(datetime.now(UTC)))


def _values(passage: Passage) -> dict[str, Value]:
    texts = {name: raw.reveal() if (raw := getattr(passage, name)) is not None else "" for name in _TEXTS}
    return {
        "codes": passage.codes,
        "start": moments.time_code(passage.start),
        "end": moments.time_code(passage.end),
        "language": passage.language or "",
        "translator": passage.translator or "",
        **texts,
        **granting.shown(passage.terms),
    }
