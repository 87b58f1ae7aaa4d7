"""Carry out what a person decided about a text, and list what is left to decide in it."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace

from fieldnotes.domain.decision import LONGEST_TERM, NEAR, SCRIPT, Ruling
from fieldnotes.redaction import canon
from fieldnotes.redaction.generalising import generalised
from fieldnotes.redaction.ordinary import is_ordinary
from fieldnotes.redaction.recogniser import Finding, Kind, Suspicion
from fieldnotes.redaction.replacing import BEHIND, Replacing, as_begun, in_sentence, preceding
from fieldnotes.redaction.unknown.months import WEEKDAYS
from fieldnotes.redaction.unknown.scripts import is_caseless
from fieldnotes.redaction.unknown.suspecting import LOW
from fieldnotes.redaction.word_lists import FUNCTION_WORDS, PARTICLES, TITLES
from fieldnotes.redaction.words import TOKEN

AS_DECIDED = "as you decided"

_CLASS_LABELS = {
    "near": "name withheld",
    "person": "a person",
    "place": "a place",
    "org": "an organisation",
    "phone": "a phone number",
    "email": "an e-mail address",
    "url": "a link",
    "handle": "an account",
    "coord": "coordinates",
    "date": "a date",
    "age": "an age",
    "kinship": "a relative",
    "id": "a number",
    "passport": "a passport number",
    "plate": "a number plate",
    "account": "an account number",
    "device": "a device number",
    "ip": "an internet address",
    "script": "words withheld",
}
_ARTICLE = re.compile(r"an? ")
_DETERMINED = re.compile(
    r"(?:(?<!\w)(?:an?|the|this|that|these|those|my|our|your|his|her|its|their|every|each|no|some)|['’]s)\s+\Z",
    re.IGNORECASE,
)
_SAYS_NOTHING = TITLES | PARTICLES | FUNCTION_WORDS | WEEKDAYS

Span = tuple[int, int]


def label_of(ruling: Ruling, words: str, countries: Set[str]) -> str:
    """Return what readers see, without brackets, in the place of *words*, a hidden span's own.

    *countries* are those the notes are about: see `generalised`.
    """
    if ruling.words is not None:
        return ruling.words
    on_rung = generalised(words, ruling.kind, ruling.rung, countries) if ruling.verdict == "generalise" else None
    return on_rung or _CLASS_LABELS[ruling.kind]


def with_decided(
    raw: str, known: Sequence[Replacing], rulings: Iterable[Ruling], countries: Set[str] = frozenset()
) -> list[Replacing]:
    """Return *known* and what *rulings* replace beside it, in order and free of overlaps.

    What is known comes first: of a decided span only what is left of it is replaced as decided. Of decided spans
    that overlap the one that begins first keeps its words whole, and of those the longest.
    """
    taken = [(one.finding.start, one.finding.end) for one in known]
    done = list(known)
    for ruling in sorted((r for r in rulings if r.hides), key=lambda r: (r.start, -r.end)):
        for start, end in outside(ruling.start, min(ruling.end, len(raw)), sorted(taken)):
            if (start, end) != (ruling.start, ruling.end):
                start, end = _trimmed(raw, start, end)
            if start < end:
                taken.append((start, end))
                done.append(_replacing(raw, ruling, start, end, countries))
    return sorted(done, key=lambda one: one.finding.start)


def _replacing(raw: str, ruling: Ruling, start: int, end: int, countries: Set[str]) -> Replacing:
    label = label_of(ruling, raw[ruling.start : ruling.end], countries)
    before = preceding(raw, start)
    finding = Finding(start, end, Kind.NAME, frozenset())
    if ruling.kind == "place" and ruling.verdict == "generalise":
        words = in_sentence(label, before, raw[end : end + BEHIND])
        return Replacing(finding, words, label, AS_DECIDED, "", None)
    if _DETERMINED.search(before):
        label = _ARTICLE.sub("", label) if _ARTICLE.match(label) else label
    return Replacing(finding, f"[{as_begun(label, before)}]", label, AS_DECIDED, "", None)


def outside(start: int, end: int, taken: Iterable[Span]) -> Iterator[Span]:
    """Yield what is left of *start*:*end* outside the spans *taken*, which are in order."""
    for begin, finish in taken:
        if finish <= start or begin >= end:
            continue
        if start < begin:
            yield start, begin
        start = max(start, finish)
    if start < end:
        yield start, end


def is_settled(one: Suspicion, raw: str, rulings: Iterable[Ruling]) -> bool:
    """Tell whether *rulings* decide a finding in *raw*: every letter and digit of it.

    Who read a whole passage in a script without capitals has decided about the words in that script that nothing but
    lists of ordinary words speaks against: those of low risk.
    """
    made = list(rulings)
    if one.risk == LOW and any(r.kind == SCRIPT for r in made) and is_caseless(raw[one.start : one.end]):
        return True
    spans = sorted((ruling.start, ruling.end) for ruling in made if ruling.settles(one.kind))
    left = outside(one.start, one.end, spans)
    return all(begin == finish for begin, finish in (_trimmed(raw, *span) for span in left))


def doubts(
    raw: str, near: Iterable[Suspicion], suspected: Iterable[Suspicion], taken: Sequence[Span]
) -> list[Suspicion]:
    """Return what a person has to decide in *raw*: what of the findings lies outside the spans *taken*.

    *near* resembles known names, *suspected* may be data of unknown people; on the same words they are one finding.
    The spans *taken* are in order and will be replaced without asking. The result is in order, and free of overlaps
    but for the sign-off of a whole passage, which comes first.
    """
    found = list(suspected)
    whole = [one for one in found if one.kind == SCRIPT]
    words = sorted([*near, *(one for one in found if one.kind != SCRIPT)], key=lambda one: (one.start, -one.end))
    return [*whole, *(left for one in _united(raw, words) for left in _left(raw, one, taken))]


def _united(raw: str, found: Iterable[Suspicion]) -> Iterator[Suspicion]:
    """Yield one finding for each cluster of overlapping ones; in it what resembles a known name counts most."""
    current: Suspicion | None = None
    for one in found:
        if current is None or one.start >= current.end:
            if current is not None:
                yield current
            current = one
            continue
        start, end = current.start, max(current.end, one.end)
        chief = one if one.kind == NEAR and current.kind != NEAR else current
        if (chief.start, chief.end) != (start, end):
            chief = replace(chief, start=start, end=end, term=term_of(raw[start:end]))
        current = chief
    if current is not None:
        yield current


def _left(raw: str, one: Suspicion, taken: Sequence[Span]) -> Iterator[Suspicion]:
    """Yield what is left of a finding beside the spans *taken*, if it still says something."""
    for start, end in outside(one.start, one.end, taken):
        if (start, end) == (one.start, one.end):
            yield replace(one, term=one.term if 0 < len(one.term) <= LONGEST_TERM else term_of(raw[start:end]))
            continue
        start, end = _trimmed(raw, start, end)
        term = term_of(raw[start:end])
        if start < end and not _says_nothing(one.kind, term.split()):
            yield replace(one, start=start, end=end, term=term)


def _says_nothing(kind: str, words: Sequence[str]) -> bool:
    """Tell whether what is left of a finding beside a known name is no more than "brother of" or "Friday Colonel"."""
    if kind == "kinship":
        return all(is_ordinary(word) for word in words)
    return _SAYS_NOTHING.issuperset(words)


def term_of(words: str) -> str:
    """Return *words* folded, as findings are grouped by."""
    return " ".join(TOKEN.findall(canon.read(words).views[0].lower))


def _trimmed(raw: str, start: int, end: int) -> Span:
    """Return the span without what is neither letter nor digit at its ends; empty where there is nothing else."""
    while start < end and not raw[start].isalnum():
        start += 1
    while start < end and not raw[end - 1].isalnum():
        end -= 1
    return start, end
