"""Interview and Passage: what was said, when, by whom, and under which terms."""

from typing import Annotated

from pydantic import AwareDatetime, Field, StringConstraints

from fieldnotes.domain.ids import Code, Handle, Speaker
from fieldnotes.domain.noun import Noun
from fieldnotes.domain.rungs import TimeRung
from fieldnotes.domain.terms import Terms, joined
from fieldnotes.domain.text import RawText
from fieldnotes.errors import UsageError

Seconds = Annotated[float, Field(ge=0)]
Part = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z -]{0,31}$")]
# Bytes of domain.order, in hexadecimal.
SortKey = Annotated[str, StringConstraints(pattern=r"^(?:[0-9a-f]{2})*$")]


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


class DraftPassage(Noun):
    """Hold what is being written of a passage: its sort key in hexadecimal, and its words; None: removed."""

    position: SortKey
    passage: Passage | None = None


def join(one: Passage, other: Passage) -> Passage:
    """Return two passages as one: terms are combined by AND, all else of both is kept (design, "History").

    Raises:
        UsageError: another person speaks there, or two descriptions were agreed.
    """
    if one.speaker != other.speaker:
        raise UsageError("two people speak in these passages", "only passages of one speaker can be joined")
    return one.model_copy(
        update={
            "text": _together(one.text, other.text),
            "end": other.end,
            "translation": _together(one.translation, other.translation),
            "translator": one.translator or other.translator,
            "paraphrase": _together(one.paraphrase, other.paraphrase),
            "terms": joined(one.terms, other.terms),
            "codes": tuple(dict.fromkeys((*one.codes, *other.codes))),
        }
    )


def split(passage: Passage, at: int) -> tuple[Passage, Passage]:
    """Split a passage before the character *at*.

    The second half inherits speaker, terms, language and codes. Translation and paraphrase stay with the
    first half, since nobody can tell where they would be cut.

    Raises:
        UsageError: one half would be empty.
    """
    words = passage.text.reveal()
    if not 0 < at < len(words):
        raise UsageError("there is nothing to split off there", "put the cursor inside the passage")
    first = passage.model_copy(update={"text": RawText(words[:at].rstrip()), "end": None})
    rest = split_off(passage).model_copy(update={"text": RawText(words[at:].lstrip()), "end": passage.end})
    return first, rest


def split_off(passage: Passage) -> Passage:
    """Return a passage for words split off another: its terms, and nothing that was said of all of its words."""
    gone = dict.fromkeys(("start", "end", "translation", "translator", "paraphrase"))
    return passage.model_copy(update={**gone, "text": RawText("")})


def _together(one: RawText | None, other: RawText | None) -> RawText | None:
    parts = [part.reveal() for part in (one, other) if part is not None]
    return RawText("\n".join(parts)) if parts else None
