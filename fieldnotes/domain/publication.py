"""Publication: something that left, and at which precision."""

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
