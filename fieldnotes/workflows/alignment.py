"""Align the passages of a bundle with those of the vault, so that a passage keeps its identity and history."""

from collections import defaultdict, deque
from collections.abc import Sequence
from itertools import pairwise

from fieldnotes.domain.bundle import BundledPassage
from fieldnotes.domain.interview import Passage
from fieldnotes.domain.order import between, spread
from fieldnotes.workflows.notebook import KeptPassage


def align(kept: Sequence[KeptPassage], given: Sequence[BundledPassage]) -> list[KeptPassage | None]:
    """Return for each given passage the kept one that it continues, or None for a new one.

    By id where one is given, else by speaker and text, then by order (design, section 10). A kept
    passage continues in at most one given passage.
    """
    by_id = {one.entity.hex(): one for one in kept}
    partners: list[KeptPassage | None] = [by_id.get(passage.id or "") for passage in given]
    taken = {partner.entity for partner in partners if partner is not None}

    same: dict[tuple[str | None, str], deque[KeptPassage]] = defaultdict(deque)
    for one in kept:
        if one.entity not in taken:
            same[_content(one.passage)].append(one)
    for place, passage in enumerate(given):
        if partners[place] is None and passage.id is None and (queue := same[_content(passage)]):
            partners[place] = queue.popleft()

    taken = {partner.entity for partner in partners if partner is not None}
    rest = deque(one for one in kept if one.entity not in taken)
    for place, passage in enumerate(given):
        if partners[place] is None and passage.id is None and rest:
            partners[place] = rest.popleft()
    return partners


def _content(passage: Passage) -> tuple[str | None, str]:
    return passage.speaker, passage.text.reveal()


def positions(partners: Sequence[KeptPassage | None]) -> list[bytes]:
    """Return sort keys in the given order; kept passages keep theirs where their order did not change."""
    known = [partner.position for partner in partners if partner is not None]
    if not known or any(low >= high for low, high in pairwise(known)):
        return spread(len(partners))
    keys: list[bytes] = []
    following: list[bytes | None] = [None] * len(partners)
    upper: bytes | None = None
    for place in range(len(partners) - 1, -1, -1):
        following[place] = upper
        partner = partners[place]
        upper = partner.position if partner is not None else upper
    for place, partner in enumerate(partners):
        lower = keys[-1] if keys else None
        keys.append(partner.position if partner is not None else between(lower, following[place]))
    return keys
