"""Settle findings into spans that do not overlap, so that every found letter is replaced exactly once."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from fieldnotes.redaction.letters import fold_character
from fieldnotes.redaction.recogniser import Finding, Kind
from fieldnotes.redaction.word_lists import PARTICLES
from fieldnotes.redaction.words import TOKEN

LONGEST_JOINT = 24
"""How many characters may part two parts of one name."""
_JOINT = re.compile(r"[\s\-‐‑–_/,.'’*~`\\]*")
_INITIAL = re.compile(r"\s[^\W\d_]\.?\s")
_SENTENCE_END = re.compile(r"\.\s|\n\s*\n")


class Settled(NamedTuple):
    """Hold what is to become of findings.

    Attributes:
        firm: to be replaced, in order and free of overlaps.
        mentions: of nobody, not covered by those.
        near: open; a person has to decide.
    """

    firm: list[Finding]
    mentions: list[Finding]
    near: list[Finding]


def settle(findings: Iterable[Finding], raw: str, places: frozenset[int], own_named: frozenset[int]) -> Settled:
    """Return what is to become of *findings*, which may overlap and come in any order.

    Overlapping findings become one span that covers them all and is named after the one with most letters.
    Neighbours of one owner are joined; a finding that is also an ordinary word stays only if it was joined.
    One that is merely near a name is replaced if it was joined, else it is open: a person has to decide.
    On the same words a person wins over a place; *places* says who is one. Whoever is published under their
    own name (*own_named*) needs no protection by it, so there a place wins.
    """
    findings = list(findings)
    known = sorted((f for f in findings if f.owners), key=lambda f: (f.start, -f.end))
    spans = list(_joined(_united(known, places, own_named), raw))
    strong = [span for span in spans if not span.weak]
    mentions = [f for f in findings if not f.owners]
    near = [span for span in spans if span.weak and span.near]
    return Settled(strong, list(_uncovered(mentions, strong)), near)


def _united(findings: Sequence[Finding], places: frozenset[int], own_named: frozenset[int]) -> Iterator[Finding]:
    """Yield one finding for each cluster of overlapping ones."""
    cluster: list[Finding] = []
    end = 0
    for finding in findings:
        if cluster and finding.start >= end:
            yield _winner(cluster, end, places, own_named)
            cluster = []
        cluster.append(finding)
        end = max(end, finding.end) if len(cluster) > 1 else finding.end
    if cluster:
        yield _winner(cluster, end, places, own_named)


def _winner(cluster: Sequence[Finding], end: int, places: frozenset[int], own_named: frozenset[int]) -> Finding:
    """Return the cluster as one finding; equals share it."""
    firm = [finding for finding in cluster if not finding.weak] or cluster

    def rank(finding: Finding) -> tuple[int, int, int]:
        return finding.letters, finding.end - finding.start, -finding.kind

    best = max(firm, key=rank)
    owners = frozenset().union(*(finding.owners for finding in firm if rank(finding) == rank(best)))
    if owners - places - own_named:
        owners -= places
    elif owners & places:
        owners &= places
    near = next((finding.near for finding in firm if finding.near), "") if best.weak else ""
    return replace(best, start=cluster[0].start, end=end, owners=owners, near=near)


def _joined(spans: Iterable[Finding], raw: str) -> Iterator[Finding]:
    """Yield the spans, with neighbouring names of one owner as one."""
    current: Finding | None = None
    for span in spans:
        if current is not None and _are_one(current, span, raw):
            common = current.owners & span.owners
            letters = max(current.letters, span.letters)
            current = replace(current, end=span.end, owners=common, letters=letters, weak=False, near="")
            continue
        if current is not None:
            yield current
        current = span
    if current is not None:
        yield current


def _are_one(left: Finding, right: Finding, raw: str) -> bool:
    """Tell whether two neighbouring findings are one mention of one owner."""
    names = {left.kind, right.kind} <= {Kind.NAME, Kind.MENTION}
    if left.near and right.near:
        return False  # twice unsure is not sure; who saw that they are different parts says so
    if not names or not left.owners & right.owners or right.start - left.end > LONGEST_JOINT:
        return False
    return is_joint(raw[left.end : right.start])


@lru_cache(maxsize=1024)
def is_joint(gap: str) -> bool:
    """Tell whether *gap* holds only separators, particles or one initial, as names do inside."""
    if _INITIAL.fullmatch(gap):
        return True
    if _SENTENCE_END.search(gap):
        return False
    folded = "".join(map(fold_character, gap)).casefold()
    words = TOKEN.findall(folded)
    return all(word in PARTICLES for word in words) and _JOINT.fullmatch(TOKEN.sub("", folded)) is not None


def _uncovered(mentions: Sequence[Finding], spans: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the mentions that no span covers in part or whole, each once."""
    remaining = iter(spans)
    span = next(remaining, None)
    for mention in sorted(set(mentions), key=lambda finding: finding.start):
        while span is not None and span.end <= mention.start:
            span = next(remaining, None)
        if span is None or span.start >= mention.end:
            yield mention
