"""Consent: what a source agreed to, as an event; "unasked" is never "yes" (rules R-2.1 and R-2.2)."""

from enum import StrEnum

from pydantic import AwareDatetime

from fieldnotes.domain.ids import Code, Handle
from fieldnotes.domain.noun import Noun


class Mode(StrEnum):
    """Name how consent was given."""

    WRITTEN = "written"
    ORAL_RECORDED = "oral-recorded"
    ORAL_WITNESSED = "oral-witnessed"
    NONE_POSSIBLE = "none-possible"


class Answer(StrEnum):
    """Name what was answered to one scope of consent."""

    YES = "yes"
    NO = "no"
    UNASKED = "unasked"


class Consent(Noun):
    """Record one event of consent: who, when, how, in which language, and the answer to each scope."""

    source: Handle
    given: AwareDatetime
    mode: Mode
    interview: Code | None = None
    language: str | None = None
    interpreter: Handle | None = None
    quote: Answer = Answer.UNASKED
    paraphrase: Answer = Answer.UNASKED
    name: Answer = Answer.UNASKED
    description: Answer = Answer.UNASKED
    audio: Answer = Answer.UNASKED
    photo: Answer = Answer.UNASKED
    archive: Answer = Answer.UNASKED
    sharing: Answer = Answer.UNASKED
    future_contact: Answer = Answer.UNASKED
