"""Publication: something that left, and at which precision; Finding and Decision: what was settled before."""

from enum import StrEnum

from fieldnotes.domain.ids import Code, EntityId, Handle
from fieldnotes.domain.noun import Noun


class Release(Noun):
    """Say what one interview gave to a publication: which passages, place and time as readers see them."""

    interview: Code
    passages: tuple[EntityId, ...]
    sources: tuple[Handle, ...]
    place: str | None = None
    time: str | None = None


class Publication(Noun):
    """Record an export: the page's own digest and what each interview gave to it.

    `digest` is a keyed hash of the page's bytes, so that it confirms no guess outside the vault (R-5.2).
    """

    digest: str
    releases: tuple[Release, ...]
    replaced: int


class Verdict(StrEnum):
    """Name what a person decided about a finding."""

    KEEP = "keep"
    REPLACE = "replace"
    GENERALISE = "generalise"


class Finding(Noun):
    """Point at a place in a text that may identify; offsets are characters of the passage's raw text."""

    kind: str
    passage: EntityId
    start: int
    end: int
    reason: str


class Decision(Noun):
    """Record what a person said about a finding: revision and span, not the text itself."""

    revision: EntityId
    start: int
    end: int
    verdict: Verdict
    replacement: str | None = None
