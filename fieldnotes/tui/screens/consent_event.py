"""Record one event of consent: how it was given, when, to what, and to what not."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from pydantic import ValidationError

from fieldnotes.domain.consent import Answer, Consent, Mode, Scope
from fieldnotes.errors import FieldnotesError, UsageError
from fieldnotes.tui import moments
from fieldnotes.tui.screens.entering import Entering
from fieldnotes.tui.screens.frame import sentence_of
from fieldnotes.tui.widgets.form import NOT_KEPT, Choice, Field, Form, Line, Words
from fieldnotes.workflows import consenting

_ABOUT = "What they were asked, and how they answered. In neither line: it was not asked, and unasked is not yes."
_MODES = {
    Mode.WRITTEN: "in writing",
    Mode.ORAL_RECORDED: "aloud, and recorded",
    Mode.ORAL_WITNESSED: "aloud, before a witness",
    Mode.NONE_POSSIBLE: "could not be asked",
}
_NAMES = {scope.value.replace("_", " "): scope for scope in Scope}


def _complete(word: str) -> Sequence[str]:
    return [name for name in _NAMES if word and name.startswith(word.lower())]


_SCOPES = ", ".join(_NAMES)
_FIELDS: tuple[Field, ...] = (
    Choice(name="mode", label="How", options=[(mode.value, said) for mode, said in _MODES.items()], help="As it was."),
    Words(name="yes", label="Yes to", help=f"Of: {_SCOPES}.", complete=_complete),
    Words(name="no", label="No to", help=f"Of: {_SCOPES}.", complete=_complete),
    Line(name="given", label="When", help="In your own zone: now, yesterday 18:00, 2026-11-20 18:00."),
    Line(name="interview", label="Interview", help="The code of one interview; empty: for all of them."),
    Line(name="language", label="Language", help="In which they were asked: ckb, ar, en."),
    Line(name="interpreter", label="Interpreter", help="Their handle, where somebody interpreted."),
    Line(name="witness", label="Witness", help="Who heard it, as you call them: no name is needed."),
)


class ConsentEvent(Entering[bool]):
    """Ask for an event; dismissed with True once it is kept."""

    def __init__(self, handle: str) -> None:
        super().__init__(_ABOUT, _FIELDS, {"mode": Mode.WRITTEN.value, "given": "now"})
        self._handle = handle

    @property
    def where(self) -> str:
        """Say whose consent it is."""
        return f"Consent of @{self._handle}"

    def action_keep(self) -> None:
        """Keep it, unless something has to be put right first."""
        form = self._form
        wrong = {**dict(_wrong(form)), **form.hidden_characters()}
        if form.complain(wrong):
            self.say(NOT_KEPT, bad=True)
        else:
            self.carry(self._keep(form), keys_wait=True)

    async def _keep(self, form: Form) -> None:
        try:
            await self.app.desk.do(consenting.add, self._event(form))
        except ValidationError as error:
            form.complain(_refused(error))
            self.say(NOT_KEPT, bad=True)
        except FieldnotesError as error:
            self.complain(error)
        else:
            self.dismiss(True)

    def _event(self, form: Form) -> Consent:
        given = {name: form.line(name) or None for name in ("interview", "language", "interpreter", "witness")}
        answers = {_NAMES[word].value: Answer.YES for word in form.words("yes")}
        answers |= {_NAMES[word].value: Answer.NO for word in form.words("no")}
        when, mode = _moment(form), Mode(form.line("mode"))
        return Consent.model_validate({**given, **answers, "source": self._handle, "given": when, "mode": mode})


def _moment(form: Form) -> datetime:
    now = datetime.now(UTC)
    return moments.moment(form.line("given"), moments.zone(moments.here(now)), now)


def _refused(error: ValidationError) -> dict[str, str]:
    """Return beside which fields an event is none."""
    said = {"interview": "no code: INT-001", "interpreter": "no handle: small letters, digits and hyphens"}
    named = {str(one["loc"][0]) for one in error.errors() if one["loc"]}
    found = {name: words for name, words in said.items() if name in named}
    return found or {"yes": "nobody said yes who could not be asked"}


def _wrong(form: Form) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a field."""
    for name in ("yes", "no"):
        if any(word not in _NAMES for word in form.words(name)):
            yield name, f"of these, commas between: {_SCOPES}"
    if set(form.words("yes")) & set(form.words("no")):
        yield "no", "the same stands in both lines"
    if not form.words("yes") and not form.words("no"):
        yield "yes", "an answer to something is needed"
    try:
        _moment(form)
    except UsageError as error:
        yield "given", sentence_of(error)
