"""Mint PublicText; only `redaction.pipeline` may import this module (checked by the import rules)."""

from collections.abc import Iterable

from fieldnotes.domain.text import MINT, PublicText, Segment


def mint(segments: Iterable[Segment]) -> PublicText:
    """Declare *segments* public; neighbours of one kind are joined and empty ones dropped."""
    joined: list[Segment] = []
    for segment in segments:
        if not segment.words:
            continue
        if joined and not segment.label and not joined[-1].label:
            joined[-1] = Segment(joined[-1].words + segment.words)
        else:
            joined.append(segment)
    return PublicText(tuple(joined), MINT)
