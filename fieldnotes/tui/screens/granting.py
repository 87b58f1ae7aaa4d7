"""The fields of a grant: the label, what differs from it, the agreed words, and from when to when it holds."""

from collections.abc import Callable
from datetime import datetime, time, timezone
from typing import TypeVar

from fieldnotes.domain.terms import PERMISSIONS, Agreed, Bits, House, Label, Terms, granted
from fieldnotes.domain.terms import Form as Spoken
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
_CHOSEN: dict[str, type[House] | type[Agreed] | type[Spoken]] = {"house": House, "agreed": Agreed, "form": Spoken}
E = TypeVar("E")


def fields(without: str) -> list[Field]:
    """Return the fields; *without* says what holds where no label is chosen."""
    labels = [(NONE, without)]
    labels += [(label.value, f"{terms.called(Terms(label=label))}: {_meaning(label)}") for label in reversed(Label)]
    bits = [(_AS_IS, _AS_IS), ("yes", "yes"), ("no", "no")]
    return [
        Note(name="terms", label="Terms"),
        Choice(name="label", label="They said", options=labels, help="What was agreed, in the usual words."),
        Choice(
            name="house",
            label="As meant by",
            options=[(NONE, "nobody in particular"), *((house.value, words) for house, words in terms.HOUSES.items())],
            help="Houses mean different things by one word: this fills in what is forbidden. What was agreed counts.",
        ),
        Choice(name="agreed", label="Agreed", options=_options(Agreed, "not said"), help="Before, during or after."),
        Choice(name="form", label="How", options=_options(Spoken, "not said"), help="Aloud, or in writing."),
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


def _options(kind: type[Agreed] | type[Spoken], without: str) -> list[tuple[str, str]]:
    return [(NONE, without), *((one.value, one.value) for one in kind)]


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
        "house": given.house.value if given.house else NONE,
        "agreed": given.agreed.value if given.agreed else NONE,
        "form": given.form.value if given.form else NONE,
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
    bits = {bit: {"yes": True, "no": False}.get(form.line(f"may_{bit}")) for bit in PERMISSIONS}
    dates = {name: _date(form, name, before, place) for name in ("embargo_until", "expires")}
    label = _chosen(form, "label", Label)
    describe = form.line("describe") or None
    given = Terms.model_validate({"label": label, "describe_as": describe, **bits, **dates})
    if given == Terms():
        return None  # a usage, or when it was agreed, grants nothing by itself
    house, agreed, how = (_chosen(form, name, kind) for name, kind in _CHOSEN.items())
    return given.model_copy(update={"house": house, "agreed": agreed, "form": how})


def _chosen(form: Form, name: str, kind: Callable[[str], E]) -> E | None:
    value = form.line(name)
    return None if value == NONE else kind(value)


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
