"""Judge what a gate made of a case: replaced, reported, or leaked in silence; and what it did to the words around.

A name leaks in silence when letters that tell it stand outside of every replacement and no finding touches it. Two
letters at the end of a word whose other letters are gone tell nothing (an ending), nor do particles, or an initial
beside a word that is gone. The published text itself is looked at too: offsets alone could lie.
"""

import re
from dataclasses import dataclass

from tests.adversary.model import Case, Result, Span, words_of
from tests.adversary.order import PARTICLES

CONNECTING = PARTICLES | frozenset("of de року at dot arobase point ät punkt lat lon ال n s e w".split())
FIGURES = frozenset({"phone", "date", "coord", "id"})
# Marks of direction, encoded: what is left of them beside a name tells nothing of it.
UNSEEN = re.compile(r"\\u20[0-6][0-9a-f]|%E2%8[01]%[0-9A-F]{2}|&#(?:8[12]\d\d|x0*20[0-6][0-9a-f]);", re.IGNORECASE)
REPLACED, REPORTED, SILENT = "replaced", "reported", "silent"


@dataclass(frozen=True)
class Verdict:
    """Hold what became of a case: the name's fate, words of context, and how many were replaced or only flagged."""

    fate: str
    context: int
    lost: int
    flagged: int
    honest: bool


def covered(length: int, spans: list[Span]) -> bytearray:
    """Return a one for every offset inside of a span."""
    cover = bytearray(length)
    for start, end in spans:
        cover[max(start, 0) : end] = b"\1" * (min(end, length) - max(start, 0))
    return cover


def survives(text: str, word: Span, cover: bytearray, figures: bool) -> bool:
    """Tell whether a word is left so that its letters tell it: whole, or more than an ending of it."""
    start, end = word
    letters = [place for place in range(start, end) if text[place].isalnum()] or list(range(start, end))
    left = [place for place in letters if not cover[place]]
    if not left:
        return False
    if figures or len(left) > 2 or len(letters) - len(left) < 3:
        return True
    return not (left == letters[-len(left) :] or left == letters[: len(left)])


def tells(text: str, word: Span, figures: bool) -> bool:
    """Tell whether a word says something of a name whose other words are gone: no particle and no initial does."""
    letters = text[word[0] : word[1]]
    return letters.casefold() not in CONNECTING and (figures or len(letters) > 1)


def fate(case: Case, result: Result) -> str:
    """Return what became of the name."""
    figures = case.identity.kind in FIGURES
    replaced = covered(len(case.text), [(start, end) for start, end, _, _ in result.replacements])
    for mark in UNSEEN.finditer(case.text):
        replaced[mark.start() : mark.end()] = b"\1" * len(mark[0])
    words = [(a + start, b + start) for start, end in case.spans for a, b in words_of(case.text[start:end])]
    words = words or list(case.spans)  # letters that a wrong encoding made into signs
    left = [word for word in words if survives(case.text, word, replaced, figures)]
    if len(left) < len(words):
        left = [word for word in left if tells(case.text, word, figures)]
    if not left:
        return REPLACED
    found = covered(len(case.text), [(start, end) for start, end, _, _ in result.findings])
    return REPORTED if any(any(found[start:end]) for start, end in case.spans) else SILENT


def honest(text: str, result: Result) -> bool:
    """Tell whether the published text is the input with the spans of the replacements taken out, and nothing else."""
    place = published = 0
    last = (0, 0)
    for start, end, _, _ in sorted(result.replacements):
        if start < place or end <= start:
            return False
        gap = text[place:start]
        where = result.text.find(gap, published)
        if where < 0 or (place == 0 and where != 0) or repeats(result.text[published:where], text, last):
            return False
        last, published, place = (start, end), where + len(gap), end
    filling = result.text[published : len(result.text) - len(text) + place]
    return result.text[published:].endswith(text[place:]) and not repeats(filling, text, last)


def repeats(filling: str, text: str, span: Span) -> bool:
    """Tell whether what stands for a span holds what stood there; a few letters may be there by chance."""
    before = text[span[0] : span[1]].strip().casefold()
    return len(before) > 3 and before in filling.casefold()


def judge(case: Case, result: Result) -> Verdict:
    """Return the verdict on a case."""
    replaced = covered(len(case.text), [(start, end) for start, end, _, _ in result.replacements])
    found = covered(len(case.text), [(start, end) for start, end, _, _ in result.findings])
    lost = sum(any(replaced[start:end]) for start, end in case.context)
    flagged = sum(any(found[start:end]) for start, end in case.context)
    return Verdict(fate(case, result), len(case.context), lost, flagged, honest(case.text, result))
