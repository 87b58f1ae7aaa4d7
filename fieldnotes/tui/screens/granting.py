"""The fields of a grant: the label, what differs from it, the agreed words, and from when to when it holds."""

from datetime import datetime, time, timezone

from fieldnotes.domain.terms import PERMISSIONS, Bits, Label, Terms, granted
from fieldnotes.errors import UsageError
from fieldnotes.tui import moments, terms
from fieldnotes.tui.screens.frame import sentence_of
from fieldnotes.tui.widgets.form import Choice, Field, Form, Line, Note, Value

NONE = "none"
_AS_IS = "as the label"
_BITS = {
    "use": ("May be used", "No: nothing of it reaches a page, nor anything that points to it."),
    "quote": ("Quoted", "The words themselves, in quotation marks."),
    "paraphrase": ("Paraphrased", "What was said, in your words, which you write for the passage."),
    "name": ("By name", "Only for a source published under the real name."),
    "attribute": ("Attributed", "No: the words stand apart from the interview, with nobody's name."),
    "reveal_conversation": ("Conversation known", "No: readers must not learn that it took place."),
}
_MIDNIGHT = time(0)


def fields(without: str) -> list[Field]:
    """Return the fields; *without* says what holds where no label is chosen."""
    labels = [(NONE, without)]
    labels += [(label.value, f"{terms.called(Terms(label=label))}: {_meaning(label)}") for label in reversed(Label)]
    bits = [(_AS_IS, _AS_IS), ("yes", "yes"), ("no", "no")]
    return [
        Note(name="terms", label="Terms"),
        Choice(name="label", label="They said", options=labels, help="What was agreed, in the usual words."),
        Line(
            name="describe",
            label="Agreed words",
            help="How they agreed to be described, if they said it for these terms.",
        ),
        Line(name="embargo_until", label="Not before", help="A date, or a date and a clock: 2027-01-15."),
        Line(name="expires", label="Not after", help="A date from which nothing of it may be printed any more."),
        Note(name="bits", label="", help="What differs from the label, where they said so:"),
        *(Choice(name=f"may_{bit}", label=label, options=bits, help=words) for bit, (label, words) in _BITS.items()),
        Note(name="meaning", label=""),
    ]


def _meaning(label: Label) -> str:
    return {
        Label.OFF_RECORD: "nothing of it reaches the page",
        Label.DEEP_BACKGROUND: "your paraphrase only, nobody's name",
        Label.BACKGROUND: "quoted, under the pseudonym",
        Label.ON_RECORD: "quoted, by name where they agreed",
    }[label]


def shown(given: Terms | None) -> dict[str, Value]:
    """Return the values of the fields for a grant."""
    given = given or Terms()
    values: dict[str, Value] = {
        "label": given.label.value if given.label else NONE,
        "describe": given.describe_as or "",
    }
    for bit in PERMISSIONS:
        values[f"may_{bit}"] = {None: _AS_IS, True: "yes", False: "no"}[getattr(given, bit)]
    for name in ("embargo_until", "expires"):
        when: datetime | None = getattr(given, name)
        values[name] = f"{moments.written(when)} {moments.offset(when)}" if when else ""
    return values


def read(form: Form, before: Terms | None, place: timezone) -> Terms | None:
    """Return the grant that the fields show, None for none at all; dates nobody touched stay as they were.

    Raises:
        UsageError: a date cannot be read; `wrong` says which.
    """
    label = form.line("label")
    bits = {bit: {"yes": True, "no": False}.get(form.line(f"may_{bit}")) for bit in PERMISSIONS}
    dates = {name: _date(form, name, before, place) for name in ("embargo_until", "expires")}
    describe = form.line("describe") or None
    own = {"label": None if label == NONE else Label(label), "describe_as": describe}
    given = Terms.model_validate({**own, **bits, **dates})
    return given if given != Terms() else None


def wrong(form: Form, before: Terms | None, place: timezone) -> dict[str, str]:
    """Return what is wrong with the dates."""
    found = {}
    for name in ("embargo_until", "expires"):
        try:
            _date(form, name, before, place)
        except UsageError as error:
            found[name] = sentence_of(error)
    return found


def said(form: Form, given: Terms | None, whole: Bits | None = None) -> None:
    """Say in words what a grant means for readers; with *whole*, that of the interview, what both allow."""
    if given is None and whole is not None:
        form.note("meaning", f"→ as the interview: {terms.meaning(whole)}")
        return
    bits = granted(given)
    form.note("meaning", f"→ {terms.meaning(bits if whole is None else bits & whole)}")


def _date(form: Form, name: str, before: Terms | None, place: timezone) -> datetime | None:
    text = form.line(name)
    if not text:
        return None
    if before is not None and text == shown(before)[name]:
        kept: datetime | None = getattr(before, name)
        return kept
    words = text.split()
    if len(words) == 3 and words[-1][:1] in "+-":
        text, place = " ".join(words[:2]), moments.zone(words[-1])
    return moments.moment(text, place, datetime.now(place), _MIDNIGHT)
