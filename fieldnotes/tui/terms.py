"""Say terms in plain words: a tag for the margin, and what they mean for the page."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from fieldnotes.domain.counting import counted
from fieldnotes.domain.ids import INTERVIEWER
from fieldnotes.domain.terms import PERMISSIONS, Bits, House, Label, Terms, Turn, granted, in_force
from fieldnotes.tui.manuscript import Mark

LABELS: tuple[Label | None, ...] = (
    None,
    Label.OFF_RECORD,
    Label.DEEP_BACKGROUND,
    Label.BACKGROUND,
    Label.ON_RECORD,
)
"""The grants in the order in which one key goes through them; None goes with the interview."""

_CALLED = {
    None: "as the interview",
    Label.OFF_RECORD: "off the record",
    Label.DEEP_BACKGROUND: "deep background",
    Label.BACKGROUND: "background",
    Label.ON_RECORD: "on the record",
}


HOUSES = {
    House.AP_1: "AP",
    House.TEXTBOOK_1: "US textbooks",
    House.UK_1: "British usage",
    House.CHATHAM_1: "Chatham House Rule",
}
"""What people call a house in whose usage a label was meant."""


def called(terms: Terms | None) -> str:
    """Return what people call a grant; one with bits of its own says so."""
    if terms is None:
        return _CALLED[None]
    own = any(getattr(terms, bit) is not None for bit in PERMISSIONS)
    name = _CALLED[terms.label] if terms.label is not None else "nothing granted"
    extra = [f" ({HOUSES[terms.house]})"] if terms.house is not None else []
    extra += [" with changes"] if own else []
    extra += [", embargoed"] if terms.embargo_until is not None else []
    extra += [", expiring"] if terms.expires is not None else []
    return name + "".join(extra)


def weighed(whole: Terms | None, turns: Sequence[Turn], says_something: Sequence[bool]) -> list[Bits]:
    """Return what is in force for each passage of an interview under the terms *whole*.

    A passage that says nothing yet has no say in what becomes of others, for no page will have it; its own are
    those it would have with words.
    """
    said = [turn if says else Turn(None, None) for turn, says in zip(turns, says_something, strict=True)]
    found = zip(in_force(whole, said), in_force(whole, turns), says_something, strict=True)
    return [now if says else later for now, later, says in found]


def after(terms: Terms | None) -> Terms | None:
    """Return the grant that comes next under the key; bits and dates of the passage's own stay with it."""
    label = LABELS[(LABELS.index(terms.label if terms else None) + 1) % len(LABELS)]
    if terms is None:
        return Terms(label=label)
    dropped = dict.fromkeys((*PERMISSIONS, *(() if label else ("house", "agreed", "form"))))
    kept = terms.model_copy(update={**dropped, "label": label})
    return None if kept == Terms() else kept


def tag(bits: Bits) -> str:
    """Return a word of at most four letters for the margin."""
    if not bits.use:
        return "OFF"
    if not bits.attribute:
        return "DEEP"
    if not bits.quote:
        return "PARA"
    return "NAME" if bits.name else "BACK"


def because(bits: Bits, whole: Terms | None, own: Terms | None) -> str:
    """Say where it comes from that nothing of a passage may be used; "" where something may."""
    if bits.use:
        return ""
    if whole is None:
        return ", since the interview has no terms yet"
    if not granted(whole).use:
        return ", since the interview is off the record"
    return "" if own is not None else ", because of its neighbours"


def meaning(bits: Bits, role: str | None = None) -> str:
    """Return what the bits in force mean for readers, where somebody in a protected *role* speaks if there is one."""
    if not bits.use:
        return "nothing of this reaches the page"
    if role is not None:
        return f"left out, as all that {role} says"
    if not bits.attribute:
        return "only your paraphrase, apart and nameless"
    if not bits.reveal_conversation:
        return "hidden: readers must not know of this conversation"
    if not bits.quote:
        return "only your paraphrase" if bits.paraphrase else "left out: neither quoted nor paraphrased"
    said = "quoted, by name where the source agreed to it" if bits.name else "quoted under the pseudonym"
    if bits.embargo_until is not None:
        said += f", not before {bits.embargo_until:%Y-%m-%d %H:%M %Z}"
    if bits.expires is not None:
        said += f", until {bits.expires:%Y-%m-%d %H:%M %Z}"
    return said


@dataclass(frozen=True, slots=True)
class Weighed:
    """Hold what is in force for one passage: its number, who speaks, its own grant, and whether it says anything."""

    number: int
    speaker: str | None
    own: Terms | None
    bits: Bits
    says_something: bool


def weigh(whole: Terms | None, marks: Sequence[Mark], said: Collection[bytes]) -> dict[bytes, Weighed]:
    """Return what is in force for each passage, by its entity; *said* are those that say something."""
    says = [mark.entity in said for mark in marks]
    bits = weighed(whole, [Turn(mark.passage.speaker, mark.passage.terms) for mark in marks], says)
    return {
        mark.entity: Weighed(number, mark.passage.speaker, mark.passage.terms, now, something)
        for number, (mark, now, something) in enumerate(zip(marks, bits, says, strict=True), start=1)
    }


def freed(before: dict[bytes, Weighed], now: dict[bytes, Weighed]) -> str:
    """Say which passages readers get more of since an edit that did not change their own grant; "" for none.

    A question is withheld with the answer to it: where that answer goes, the question comes free. A passage that
    said nothing before, or says nothing now, has nothing that could come free.
    """
    stayed = [(was, one) for entity, one in now.items() if (was := before.get(entity)) is not None]
    looser = [
        one
        for was, one in stayed
        if was.own == one.own and was.says_something and one.says_something and _is_looser(was.bits, one.bits)
    ]
    if not looser:
        return ""
    printed = any(_is_printed(one.bits) for one in looser)
    what = "may now appear on the page" if printed else "may now show as […]"
    return f"{_named(looser)} {what}; Ctrl+Z undoes that."


def _is_printed(bits: Bits) -> bool:
    return bits.use and bits.quote and bits.attribute and bits.reveal_conversation


def _is_looser(before: Bits, now: Bits) -> bool:
    """Tell whether readers may get more under *now*: the words, their mark, or the words at another time."""
    if not _is_printed(now):
        return now.reveal_conversation and not before.reveal_conversation
    alike = replace(before, name=now.name, paraphrase=now.paraphrase, descriptions=now.descriptions)
    return not now.within(alike)


def _named(passages: Sequence[Weighed]) -> str:
    if len(passages) > 1:
        return f"{counted(len(passages), 'passage')} (the first is {passages[0].number})"
    one = passages[0]
    kind = {INTERVIEWER: "Your question", None: "Your note"}.get(one.speaker)
    return f"{kind} (passage {one.number})" if kind else f"Passage {one.number}"
