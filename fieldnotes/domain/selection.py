"""Select what may appear on a page: the terms in force decide, passage by passage (design, section 4)."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from fieldnotes.domain.ids import INTERVIEWER
from fieldnotes.domain.interview import Interview, Passage
from fieldnotes.domain.source import OPEN_PARTS
from fieldnotes.domain.terms import Bits, Limit, Turn, granted, in_force


class Treatment(StrEnum):
    """Name what becomes of a passage on a page."""

    QUOTE = "quote"  # printed in its place: an answer as a quotation, a question or a note as it is
    PARAPHRASE = "paraphrase"  # the researcher's paraphrase, in its place, as prose
    APART = "apart"  # the paraphrase, without attribution, in the closing section of the page
    OMIT = "omit"  # left out, leaving one mark for a run
    HIDE = "hide"  # left out without a trace

    @property
    def is_printed(self) -> bool:
        """Tell whether any words of the passage leave."""
        return self in (Treatment.QUOTE, Treatment.PARAPHRASE, Treatment.APART)


@dataclass(frozen=True, slots=True)
class Choice:
    """Hold a passage, its position in the interview (from 1, counting all), its bits and its treatment."""

    number: int
    passage: Passage
    bits: Bits
    treatment: Treatment


def select(
    interview: Interview,
    passages: Sequence[Passage],
    protected: Mapping[str, str],
    now: datetime,
    limits: Mapping[str, Limit],
) -> list[Choice]:
    """Choose the treatment of every passage of an interview at the instant *now*.

    *protected* maps the handles of people in protected roles to their class; their words are omitted. *limits* are
    what the consent of each source forbids in this interview: of who withdrew nothing is told, and of an interview
    in which nobody else was asked, nothing at all (rule R-2.5).
    An embargo does not change a treatment: it refuses the page (see `embargoed`).
    """
    bits = in_force(interview.terms, [Turn(p.speaker, p.terms) for p in passages], limits)
    if is_withdrawn(interview, passages, protected, limits):
        bits = [Limit(withdrawn=True).on(allowed) for allowed in bits]
    return [
        Choice(number, passage, allowed, _treatment(passage, allowed, passage.speaker in protected, now))
        for number, (passage, allowed) in enumerate(zip(passages, bits, strict=True), start=1)
    ]


def is_withdrawn(
    interview: Interview, passages: Sequence[Passage], protected: Mapping[str, str], limits: Mapping[str, Limit]
) -> bool:
    """Tell whether everybody who was asked in an interview took back what they said there."""
    asked = interviewees(interview, passages, protected)
    return bool(asked) and all(handle in limits and limits[handle].withdrawn for handle in asked)


def interviewees(interview: Interview, passages: Sequence[Passage], protected: Container[str]) -> frozenset[str]:
    """Return who was talked to in an interview: they answer there, or take part openly, in no protected role."""
    present = {one.source for one in interview.participants if one.part in OPEN_PARTS}
    present |= {p.speaker for p in passages if p.speaker is not None and p.speaker != INTERVIEWER}
    return frozenset(handle for handle in present if handle not in protected)


def _treatment(passage: Passage, bits: Bits, by_protected: bool, now: datetime) -> Treatment:
    omitted = Treatment.OMIT if bits.reveal_conversation else Treatment.HIDE
    expired = bits.expires is not None and bits.expires <= now
    if not bits.use or expired or by_protected:
        return omitted
    may_quote = bits.quote and bits.attribute and bits.reveal_conversation
    if passage.speaker is None or passage.speaker == INTERVIEWER:
        return Treatment.QUOTE if may_quote else omitted
    if may_quote:
        return Treatment.QUOTE
    if bits.paraphrase and passage.paraphrase is not None and len(passage.paraphrase):
        return _paraphrased(bits)
    return omitted


def _paraphrased(bits: Bits) -> Treatment:
    """Say where a paraphrase stands; one that may be attributed but not its conversation revealed, nowhere."""
    if not bits.attribute:
        return Treatment.APART
    return Treatment.PARAPHRASE if bits.reveal_conversation else Treatment.HIDE


def embargoed(choice: Choice, now: datetime) -> bool:
    """Tell whether words that would be printed are under an embargo at the instant *now*."""
    until = choice.bits.embargo_until
    return choice.treatment.is_printed and until is not None and now < until


def may_be_headed(interview: Interview) -> bool:
    """Tell whether the interview's own grant lets a page say that the conversation took place."""
    bits = granted(interview.terms)
    return bits.use and bits.reveal_conversation
