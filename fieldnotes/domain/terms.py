"""Say what may be done with words: permission bits, labels that fill them, and the terms in force.

Terms are bits, never labels alone (design, section 4; professional rules R-1.1 and R-1.2): what is in
force is the interview's grant AND the passage's grant, bit by bit, and questions and notes answer for
the words around them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import reduce
from types import MappingProxyType

from pydantic import AwareDatetime

from fieldnotes.domain.ids import INTERVIEWER
from fieldnotes.domain.noun import Noun
from fieldnotes.errors import UsageError


class Label(StrEnum):
    """Name a usual bundle of bits, as scripts and bundles write it."""

    ON_RECORD = "on-record"
    BACKGROUND = "background"
    DEEP_BACKGROUND = "deep-background"
    OFF_RECORD = "off-record"


class House(StrEnum):
    """Name whose usage a label was meant in, with its version: a version is never changed, a new one is added."""

    AP_1 = "ap-1"
    TEXTBOOK_1 = "textbook-1"
    UK_1 = "uk-1"
    CHATHAM_1 = "chatham-1"


class Agreed(StrEnum):
    """Name when a grant was agreed."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


class Form(StrEnum):
    """Name how a grant was agreed."""

    ORAL = "oral"
    WRITTEN = "written"


class Terms(Noun):
    """Record a grant as it was given: a label in the usage of a house, and bits that override only the label's own.

    `agreed` and `form` say when and how it was agreed (rule R-1.1).
    """

    label: Label | None = None
    house: House | None = None
    agreed: Agreed | None = None
    form: Form | None = None
    use: bool | None = None
    quote: bool | None = None
    paraphrase: bool | None = None
    name: bool | None = None
    describe_as: str | None = None
    attribute: bool | None = None
    reveal_conversation: bool | None = None
    embargo_until: AwareDatetime | None = None
    expires: AwareDatetime | None = None


PERMISSIONS = ("use", "quote", "paraphrase", "name", "attribute", "reveal_conversation")

# The table of design section 4: the bits of each label, in the order of PERMISSIONS.
_FILLED: dict[Label | None, tuple[bool, ...]] = {
    Label.ON_RECORD: (True, True, True, True, True, True),
    Label.BACKGROUND: (True, True, True, False, True, True),
    Label.DEEP_BACKGROUND: (True, False, True, False, False, False),
    Label.OFF_RECORD: (False,) * 6,
    None: (False,) * 6,
}


# Where the usage of a house forbids what the table allows (docs/rules.md says where that usage is written down).
_FORBIDDEN: dict[House, dict[Label, tuple[str, ...]]] = {
    # "Background" is whatever was negotiated: until somebody says that it may be quoted, it may not.
    House.AP_1: {Label.BACKGROUND: ("quote",)},
    # Background is "not for attribution": quoted, under no name. The table says the same.
    House.TEXTBOOK_1: {},
    # Background is guidance: it informs the story, and is sourced to nobody in particular.
    House.UK_1: {Label.BACKGROUND: ("quote", "attribute")},
    # The information may be used; who spoke, for whom, and who else was there may not be known.
    House.CHATHAM_1: {
        Label.BACKGROUND: ("quote", "name", "attribute", "reveal_conversation"),
        Label.ON_RECORD: ("quote", "name", "attribute", "reveal_conversation"),
    },
}


@dataclass(frozen=True, slots=True)
class Bits:
    """Hold the permissions in force for one passage or one interview.

    `descriptions` are the agreed words of every grant that took part; `embargo_until` is the latest
    embargo and `expires` the earliest expiry among them.
    """

    use: bool
    quote: bool
    paraphrase: bool
    name: bool
    attribute: bool
    reveal_conversation: bool
    embargo_until: datetime | None = None
    expires: datetime | None = None
    descriptions: frozenset[str] = frozenset()

    def __and__(self, other: "Bits") -> "Bits":
        """Keep only what both allow."""
        return Bits(
            use=self.use and other.use,
            quote=self.quote and other.quote,
            paraphrase=self.paraphrase and other.paraphrase,
            name=self.name and other.name,
            attribute=self.attribute and other.attribute,
            reveal_conversation=self.reveal_conversation and other.reveal_conversation,
            embargo_until=max(_given(self.embargo_until, other.embargo_until), default=None),
            expires=min(_given(self.expires, other.expires), default=None),
            descriptions=self.descriptions | other.descriptions,
        )

    def within(self, other: "Bits") -> bool:
        """Tell whether nothing is allowed here that *other* forbids."""
        return self & other == self


@dataclass(frozen=True, slots=True)
class Limit:
    """Hold what a source's consent forbids with their words, whatever the terms; it allows nothing (rule R-2.1).

    `withdrawn`: they took all of it back, and nothing may show that it was said (rule R-2.5).
    """

    quote: bool = True
    paraphrase: bool = True
    name: bool = True
    describe: bool = True
    withdrawn: bool = False

    def on(self, bits: "Bits") -> "Bits":
        """Return what is left of *bits*."""
        if self.withdrawn:
            return bits & granted(None)
        return replace(
            bits,
            quote=bits.quote and self.quote,
            paraphrase=bits.paraphrase and self.paraphrase,
            name=bits.name and self.name,
            descriptions=bits.descriptions if self.describe else frozenset(),
        )


_FREE = Limit()


def _given(*moments: datetime | None) -> list[datetime]:
    return [moment for moment in moments if moment is not None]


def granted(terms: Terms | None) -> Bits:
    """Return the bits of one grant; no grant at all is off the record."""
    terms = terms or Terms(label=Label.OFF_RECORD)
    filled = dict(zip(PERMISSIONS, _FILLED[terms.label], strict=True))
    if terms.house is not None and terms.label is not None:
        filled |= dict.fromkeys(_FORBIDDEN[terms.house].get(terms.label, ()), False)
    explicit = {bit: value for bit in PERMISSIONS if (value := getattr(terms, bit)) is not None}
    return Bits(
        **(filled | explicit),
        embargo_until=terms.embargo_until,
        expires=terms.expires,
        descriptions=frozenset([terms.describe_as] if terms.describe_as else []),
    )


def joined(one: Terms | None, other: Terms | None) -> Terms | None:
    """Return the grant of two joined passages: what both allow; a passage without one allows what the other does.

    Raises:
        UsageError: two different descriptions were agreed.
    """
    if one is None or other is None or one == other:
        return one or other
    bits = granted(one) & granted(other)
    if len(bits.descriptions) > 1:
        raise UsageError("the two passages agree on different descriptions", "settle on one of them first")
    return Terms(
        **{bit: getattr(bits, bit) for bit in PERMISSIONS},
        describe_as=next(iter(bits.descriptions), None),
        embargo_until=bits.embargo_until,
        expires=bits.expires,
    )


@dataclass(frozen=True, slots=True)
class Turn:
    """Hold what decides the terms of one passage: who speaks (None: a note) and the passage's own grant."""

    speaker: str | None
    terms: Terms | None

    @property
    def is_answer(self) -> bool:
        """Tell whether a source speaks here."""
        return self.speaker is not None and self.speaker != INTERVIEWER


def in_force(
    interview: Terms | None, turns: Sequence[Turn], limits: Mapping[str, Limit] = MappingProxyType({})
) -> list[Bits]:
    """Return the bits in force for each passage of an interview, in order.

    An answer: interview AND its own grant, within what the speaker's consent leaves of it (*limits*, by handle).
    A question without a grant of its own takes in addition the most restrictive bits of the answers before and
    after it, up to the neighbouring questions; a note, those of the passages it stands between (design, "Questions
    and notes betray answers"). Under a grant of its own it still keeps to the consent of those who speak there.
    """
    whole = granted(interview)
    bits = [whole if turn.terms is None else whole & granted(turn.terms) for turn in turns]
    bits = [limits.get(turn.speaker or "", _FREE).on(own) for turn, own in zip(turns, bits, strict=True)]
    for place, turn in enumerate(turns):
        if turn.speaker == INTERVIEWER:
            bits[place] = _beside(turn, bits[place], bits, turns, limits, _answers_around(turns, place))
    for place, turn in enumerate(turns):
        if turn.speaker is None:
            bits[place] = _beside(turn, bits[place], bits, turns, limits, _passages_around(turns, place))
    return bits


def _beside(
    turn: Turn,
    own: Bits,
    bits: Sequence[Bits],
    turns: Sequence[Turn],
    limits: Mapping[str, Limit],
    around: Iterable[int],
) -> Bits:
    """Return the bits of a question or a note for those of the passages *around* it, or for their consent alone."""
    if turn.terms is None:
        return _met(own, (bits[near] for near in around))
    return reduce(lambda left, near: limits.get(turns[near].speaker or "", _FREE).on(left), around, own)


def _met(start: Bits, others: Iterable[Bits]) -> Bits:
    return reduce(Bits.__and__, others, start)


def _answers_around(turns: Sequence[Turn], place: int) -> list[int]:
    """Find the answers before and after the question at *place*, up to the neighbouring questions."""
    found: list[int] = []
    for direction in (range(place - 1, -1, -1), range(place + 1, len(turns))):
        for near in direction:
            if turns[near].speaker == INTERVIEWER:
                break
            if turns[near].is_answer:
                found.append(near)
    return found


def _passages_around(turns: Sequence[Turn], place: int) -> list[int]:
    """Find the nearest passage that is no note on either side of the note at *place*."""
    found: list[int] = []
    for direction in (range(place - 1, -1, -1), range(place + 1, len(turns))):
        near = next((index for index in direction if turns[index].speaker is not None), None)
        if near is not None:
            found.append(near)
    return found
