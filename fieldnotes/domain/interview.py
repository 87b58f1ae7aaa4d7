"""Interview and Passage: what was said, when, by whom, and under which terms."""

from typing import Annotated

from pydantic import AwareDatetime, Field, StringConstraints

from fieldnotes.domain.ids import Code, Handle, Speaker
from fieldnotes.domain.noun import Noun
from fieldnotes.domain.rungs import TimeRung
from fieldnotes.domain.terms import Terms
from fieldnotes.domain.text import RawText

Seconds = Annotated[float, Field(ge=0)]
Part = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z -]{0,31}$")]


class Participant(Noun):
    """Say that a source takes part in an interview, and as what."""

    source: Handle
    part: Part = Field(alias="as")


class Interview(Noun):
    """Hold the head of an interview; its passages are entities of their own.

    `started` carries its own zone; readers see it no finer than `publish_time`.
    """

    code: Code
    started: AwareDatetime
    location: Handle | None = None
    mode: str | None = None
    languages: tuple[str, ...] = ()
    terms: Terms | None = None
    publish_time: TimeRung = TimeRung.MONTH
    participants: tuple[Participant, ...] = ()


class Passage(Noun):
    """Hold what one speaker says in one go.

    `speaker` is a source's handle, "interviewer", or None for the researcher's own note; `start` and
    `end` are seconds into a recording; `translator` is the handle of who made the translation.
    """

    speaker: Speaker | None
    text: RawText
    start: Seconds | None = None
    end: Seconds | None = None
    language: str | None = None
    translation: RawText | None = None
    translator: Handle | None = None
    paraphrase: RawText | None = None
    terms: Terms | None = None
    codes: tuple[str, ...] = ()

    @property
    def words(self) -> int:
        """Count the words as spoken, split at white space."""
        return len(self.text.reveal().split())
