"""Decision: what a person said about a finding, by revision and span; it holds no words of the text."""

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from fieldnotes.domain.ids import EntityId
from fieldnotes.domain.noun import Noun

LONGEST_TERM = 100
"""Characters of a term that can be called safe for good; what is longer is decided place by place."""

SCRIPT = "script"
"""The kind of a finding that asks to read a whole passage, and says nothing of single words."""
NEAR = "near"
"""The kind of a finding that resembles a known name."""

Kind = Literal[
    "near", "person", "place", "org", "phone", "email", "url", "handle", "coord", "date", "age", "kinship", "id",
    "passport", "plate", "account", "device", "ip", "script",
]  # fmt: skip
Rung = Literal["site", "settlement", "district", "governorate", "region", "country", "month", "year", "decade"]
Offset = Annotated[int, Field(ge=0, description="characters of the raw text, from 0")]
# What readers see in square brackets: one line that does not close them.
Words = Annotated[str, StringConstraints(pattern=r"^[^\[\]\x00-\x1f\x7f]{1,120}$", strip_whitespace=True, min_length=1)]
Term = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_TERM)]

RUNGS: dict[str, tuple[Rung, ...]] = {
    "place": ("site", "settlement", "district", "governorate", "region", "country"),
    "date": ("year", "month"),
    "age": ("decade",),
}
"""How coarsely the kinds can be said that can be generalised."""


class Verdict(StrEnum):
    """Name what a person decided about a finding."""

    KEEP = "keep"  # safe in this interview
    ALWAYS = "always"  # safe wherever it stands
    REPLACE = "replace"  # readers see other words
    GENERALISE = "generalise"  # readers see it on a higher rung


class Part(StrEnum):
    """Name the text of a passage in which something was found."""

    TEXT = "text"
    TRANSLATION = "translation"
    PARAPHRASE = "paraphrase"


class Ruling(Noun):
    """Say what becomes of a span of one text.

    `words` are what readers see instead, where they were chosen; else they follow from the kind. `rung` says how
    coarsely a place, a date or an age is said; a place without one is "a place".
    """

    part: Part = Part.TEXT
    start: Offset
    end: Offset
    kind: Kind
    verdict: Literal["keep", "replace", "generalise"]
    words: Words | None = None
    rung: Rung | None = None

    @model_validator(mode="after")
    def _means_something(self) -> Self:
        """Refuse an empty span, and words or a rung with a verdict that has none."""
        if self.end <= self.start:
            raise PydanticCustomError("empty_span", "a decision is about at least one character")
        if self.words is not None and self.verdict != "replace":
            raise PydanticCustomError("words_without_replace", "only a replacement has words")
        generalised = self.verdict == "generalise"
        if (self.rung is not None and not generalised) or (
            generalised and (self.kind not in RUNGS or self.rung not in (None, *RUNGS[self.kind]))
        ):
            raise PydanticCustomError("rung_unknown", "this cannot be generalised so")
        return self

    @property
    def hides(self) -> bool:
        """Tell whether readers see something else."""
        return self.verdict != "keep"

    def touches(self, start: int, end: int) -> bool:
        """Tell whether any character of *start*:*end* is decided here."""
        return self.start < end and start < self.end

    def settles(self, kind: str) -> bool:
        """Tell whether this can decide a finding of *kind* in its span.

        Who has read a passage has not decided its words, nor the other way round; and who decided about words
        before they resembled a known name decides again.
        """
        if SCRIPT in (kind, self.kind):
            return kind == self.kind
        return kind != NEAR or self.kind == NEAR


class Decision(Ruling):
    """Record a ruling about a passage; it counts only while that text reads as in the *revision*."""

    passage: EntityId
    revision: EntityId


class SafeTerm(Noun):
    """Record that a term is safe wherever it stands: the one decision that holds words, folded."""

    verdict: Literal["always"]
    kind: Kind
    term: Term
