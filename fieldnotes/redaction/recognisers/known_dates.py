"""Recognise days that are known to give somebody away, in any notation and calendar.

Figures and names of months that stand close together are read as a date in all the ways it may mean; so whatever stands
around it, a known day is found. Numbers in words are read as figures. Where day and year of a known day stand on both
sides of a word, its month is recognised also if it is misspelled, shortened or inflected; a word of which nothing is
known is near.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from fieldnotes.redaction.calendars import (
    Day,
    Month,
    chinese_days,
    days_in,
    days_of,
    is_roman,
    months_in,
    names_of,
    written_as,
)
from fieldnotes.redaction.canon import Canon, View
from fieldnotes.redaction.ordinary import is_ordinary
from fieldnotes.redaction.recogniser import Finding, Kind
from fieldnotes.redaction.spelled import Run, in_figures, runs
from fieldnotes.redaction.subject import Subject
from fieldnotes.redaction.unknown.months import MONTHS_IF_CAPITAL
from fieldnotes.redaction.unknown.rereading import read_once
from fieldnotes.redaction.words import TOKEN

_DAY = re.compile(r"(?<!\d)(?:\d{1,2}|\d{8})(?!\d)")
_REACH = 40
_MARGIN = 60
_DIGIT = re.compile(r"\d")
_SIGNS = r"\s.,/’'`\-–—‐‑_·•∙‧⋅|\\:;~*+=⁄∕・。"
_IN_FIGURES = re.compile(
    rf"[{_SIGNS}]{{1,3}}|\s?[年月년월]\s?|ی?,?\s(?:thang|nam|شهر|سنه|لسنه|عام|ماه|سال|مانگی|سالی)\s"
)
# What may stand between a day and its month where no year is said: what makes it an ordinal, signs, "of", "month".
_IN_SHORT = re.compile(
    rf"(?:(?<=\d)[^\W\d_]{{1,3}}(?![^\W\d_]))?(?:[{_SIGNS}]|(?<![^\W_])(?:of|the|de|del|di|do|da|d|l|la|le|el|der|den|dem|"
    r"ga|a|e|mah|meha|ماه|مانگی|مانگ|شهر|من|ی|ال|day|ቀን)(?![^\W_])){0,9}"
)
_OTHERS = frozenset(
    "and or und oder et ou y u ve veya to until till bis hasta on و او یا تا الی حتی и или і та або по до".split()
)
"""Words that say that what follows is another day."""
_BESIDE_ROMAN = re.compile(r"[\s./-]{1,2}")
_WORDS_OF_DATE = 4  # between two parts of a date that names its month, as "of the year", "року", "წლის"
_LONGEST_WORD = 12
_LONGEST_DAY = 2
_FULL = 8  # figures of a date without signs between them
_FIRM, _FAINT = 0.8, 0.7
"""How much alike the letters of a word and of a month are that is meant, and of one that may be."""
_SHORTEST_OF_MONTH = 3
_A_DAY = "may be a day"
_SENTENCE = re.compile(r"[.!?]\s+[^\W\d_]|\n\s*\n")


class _Part(NamedTuple):
    """Figures, or the name of a month."""

    start: int
    end: int
    word: str
    months: frozenset[Month]


class KnownDates:
    """Find the days of the subjects by value."""

    covers: frozenset[str] = frozenset()

    def __init__(self, subjects: Sequence[Subject]) -> None:
        self._days: dict[tuple[int, int], list[tuple[Day, int]]] = {}
        self._sides: dict[tuple[int, int], set[tuple[Month, int]]] = {}
        self._yearly: dict[tuple[Month, int], set[int]] = {}
        known = ((day, owner) for owner, s in enumerate(subjects) for words in s.dates for day in days_in(words))
        for day, owner in known:
            self._days.setdefault((day.month, day.day), []).append((day, owner))
            for calendar, year, month, number in written_as(day):
                self._sides.setdefault((number, year), set()).add(((calendar, month), owner))
                self._yearly.setdefault(((calendar, month), number), set()).add(owner)

    def find(self, canon: Canon) -> Iterator[Finding]:
        """Yield what may be one of the known days in any view."""
        for view in read_once(canon).views if self._days else ():
            if _DIGIT.search(view.lower):
                yield from self._in_view(view)
            yield from self._chinese(view)
            told = in_figures(view, (run for run in runs(view.lower) if _is_beside_month(view.lower, run)), _MARGIN)
            if told is not None:
                yield from self._in_view(told, told=True)

    def _in_view(self, view: View, *, told: bool = False) -> Iterator[Finding]:
        for start, end in _zones(view.lower):
            tokens = list(TOKEN.finditer(view.lower, start, end))
            parts = list(_parts(tokens))
            yield from self._in_parts(view, parts, told=told)
            yield from self._between(view, tokens, parts)

    def _in_parts(self, view: View, parts: Sequence[_Part], *, told: bool) -> Iterator[Finding]:
        """Yield the known days in figures and months that stand close together, the longest first."""
        for length in (3, 2, 1):
            for first in range(len(parts) - length + 1):
                chosen = parts[first : first + length]
                if not _may_be_date(view.lower, chosen):
                    continue
                if length == 2 and (
                    _belong_elsewhere(view.lower, parts, first) or (told and not _is_told_day(view, chosen))
                ):
                    continue
                figures = [part.word for part in chosen if not part.months]
                named = next((part.months for part in chosen if part.months), frozenset())
                owners = self._owners(days_of(figures, named), may_lack_year=bool(named))
                if length == 2:
                    owners |= self._each_year(named, int(figures[0]))
                if owners:
                    start, end = chosen[0].start, chosen[-1].end
                    yield Finding(*view.raw_span(start, end), Kind.DATE, owners, end - start)

    def _owners(self, found: frozenset[Day], *, may_lack_year: bool) -> frozenset[int]:
        """Return whose day one of those *found* may be; without a year only where the month is named."""
        days = (day for day in found if may_lack_year or day.year is not None)
        known = (pair for day in days for pair in self._days.get((day.month, day.day), ()) if pair[0].is_as(day))
        return frozenset(owner for _, owner in known)

    def _each_year(self, months: frozenset[Month], day: int) -> frozenset[int]:
        """Return whose day it is, in whatever calendar, without the year."""
        return frozenset(owner for month in months for owner in self._yearly.get((month, day), ()))

    def _chinese(self, view: View) -> Iterator[Finding]:
        """Yield the known days that are written with the signs for year, month and day."""
        for start, end, days in chinese_days(view.lower):
            if owners := self._owners(days, may_lack_year=False):
                yield Finding(*view.raw_span(start, end), Kind.DATE, owners, end - start)

    def _between(self, view: View, tokens: Sequence[re.Match[str]], parts: Sequence[_Part]) -> Iterator[Finding]:
        """Yield days of which day and year are known, with a word that is, or may be, the month."""
        figures = [(place, int(token[0])) for place, token in enumerate(tokens) if token[0].isdecimal()]
        months = (part for part in parts if part.months)
        named = {word.start() for part in months for word in TOKEN.finditer(view.lower, part.start, part.end)}
        for (first, one), (second, other) in pairwise(figures):
            if second - first > _WORDS_OF_DATE or len(tokens[second][0]) > 4:
                continue
            known = self._sides.get((one, other), set()) | self._sides.get((other, one), set())
            words = tokens[first + 1 : second] or tokens[max(first - 1, 0) : first]
            if not known or not words or any(word.start() in named for word in words):
                continue
            start = min(words[0].start(), tokens[first].start())
            if _SENTENCE.search(view.lower[start : tokens[second].start()]) is None:
                yield from _misspelled(view, (start, tokens[second].end()), words, known)


def _misspelled(
    view: View, span: tuple[int, int], words: Sequence[re.Match[str]], known: set[tuple[Month, int]]
) -> Iterator[Finding]:
    """Yield a finding if one of *words* is like the name of one of the *known* months, or alone and no word at all."""
    letters = [word[0] for word in words if len(word[0]) >= _SHORTEST_OF_MONTH and word[0] not in _OTHERS]
    likeness = {owner: 0.0 for _, owner in known}
    for month, owner in known:
        names = names_of(*month)
        likeness[owner] = max([likeness[owner], *(_alike(word, name) for word in letters for name in names)])
    firm = frozenset(owner for owner, most in likeness.items() if most >= _FIRM)
    strange = len(words) == 1 and not is_ordinary(words[0][0]) and words[0][0] not in _OTHERS
    faint = frozenset(owner for owner, most in likeness.items() if most >= _FAINT or strange)
    if firm:
        yield Finding(*view.raw_span(*span), Kind.DATE, firm, span[1] - span[0])
    elif faint:
        yield Finding(*view.raw_span(*span), Kind.DATE, faint, span[1] - span[0], weak=True, near=_A_DAY)


def _alike(word: str, name: str) -> float:
    """Return how much of a word and a month's name are the same; what the name begins with is all of it."""
    if len(name) >= _SHORTEST_OF_MONTH and (name.startswith(word) or (len(name) > 3 and word.startswith(name))):
        return 1.0
    longer = min(len(word), len(name)) > _SHORTEST_OF_MONTH
    return SequenceMatcher(None, word, name).ratio() if longer else 0.0


def _zones(text: str) -> Iterator[tuple[int, int]]:
    """Yield the parts of *text* in which there may be a date: around each number that may be a day."""
    start = end = 0
    for day in _DAY.finditer(text):
        if day.start() - _REACH > end:
            if end:
                yield start, end
            start = max(day.start() - _REACH, 0)
        end = day.end() + _REACH
    if end:
        yield start, end


def _parts(tokens: Sequence[re.Match[str]]) -> Iterator[_Part]:
    """Yield the figures and months among *tokens*, in order."""
    months = {first: (end, found) for first, end, found in months_in([token[0] for token in tokens])}
    for place, token in enumerate(tokens):
        if token[0].isdecimal():
            yield _Part(*token.span(), token[0], frozenset())
        elif place in months:
            end, found = months[place]
            yield _Part(token.start(), tokens[end - 1].end(), token[0], found)


def _may_be_date(text: str, parts: Sequence[_Part]) -> bool:
    """Tell whether *parts* stand as those of one date do: signs between figures, short words beside a month."""
    named = [part for part in parts if part.months]
    if len(parts) == 1:
        return not named and len(parts[0].word) == _FULL
    if len(named) > 1 or (len(parts) == 2 and not named):
        return False
    gaps = [text[left.end : right.start] for left, right in pairwise(parts)]
    if named and is_roman(named[0].word):
        return not parts[0].months and not parts[-1].months and all(map(_BESIDE_ROMAN.fullmatch, gaps))
    if not named:
        return all(map(_IN_FIGURES.fullmatch, gaps))
    if len(parts) == 2:
        return bool(gaps[0]) and _IN_SHORT.fullmatch(text, parts[0].end, parts[1].start) is not None
    if parts[0].months and len(parts[1].word) > _LONGEST_DAY:  # "May 1968, 23": as good as never
        return _IN_FIGURES.fullmatch(gaps[1]) is not None and _may_part(gaps[0], day_and_month=False)
    years = [len(part.word) > _LONGEST_DAY and not part.months for part in parts]
    return all(_may_part(gap, day_and_month=not any(pair)) for gap, pair in zip(gaps, pairwise(years), strict=True))


def _belong_elsewhere(text: str, parts: Sequence[_Part], first: int) -> bool:
    """Tell whether two of *parts* belong to others: a year beside them is another, or the month to the day before."""
    for place, near in ((first - 1, first), (first + 2, first + 1)):
        if not 0 <= place < len(parts) or parts[place].months:
            continue
        left, right = sorted((parts[place], parts[near]))
        if _BESIDE_YEAR.fullmatch(text, left.end, right.start) is None:
            continue
        if _YEAR.fullmatch(parts[place].word) or (place < first and parts[near].months):
            return True
    return False


_YEAR = re.compile(r"1[0-9]{3}|2[0-6][0-9]{2}")
_BESIDE_YEAR = re.compile(r"[^\W\d_]{0,2}[\s,./-]{1,3}(?:(?:of|de|del|do)\s)?|ی\s")


def _may_part(gap: str, *, day_and_month: bool) -> bool:
    """Tell whether *gap* may part a date that names its month and has a year: short words, or one that is longer."""
    words = TOKEN.findall(gap)
    long = sum(len(word) > _SHORT_WORD for word in words)
    return (
        _OTHERS.isdisjoint(words)
        and not (day_and_month and _INSIDE.intersection(words))
        and "(" not in gap
        and len(words) <= (1 if long else _WORDS_OF_DATE - 1)
        and all(len(word) <= _LONGEST_WORD for word in words)
        and len(gap) - sum(map(len, words)) <= 2 * _WORDS_OF_DATE
        and _SENTENCE.search(gap) is None
    )


_SHORT_WORD = 3
_INSIDE = frozenset("in im en nel em no на в у في dans within".split())
"""Words that make of a month a time in which so many things were; before a year they are a part of the date."""


def _is_beside_month(text: str, run: Run) -> bool:
    """Tell whether the name of a month stands beside numbers in words."""
    words = [*TOKEN.findall(text, max(run.start - _REACH, 0), run.start)[-_WORDS_OF_DATE:]]
    words += TOKEN.findall(text, run.end, run.end + _REACH)[:_WORDS_OF_DATE]
    return any(not is_roman(words[first]) for first, _, _ in months_in(words))


def _is_told_day(view: View, parts: Sequence[_Part]) -> bool:
    """Tell whether a number told in words and a month beside it are a day: "two may come" are none."""
    month, number = sorted(parts, key=lambda part: not part.months)
    capital = view.cased[month.start : month.start + 1].isupper()
    if month.word in MONTHS_IF_CAPITAL and not capital:
        return False
    if view.lower.startswith("th", number.end):
        return True
    parting = view.lower[parts[0].end : parts[1].start].split()
    return number is parts[0] and (int(number.word) >= _TEN or bool(_OF.intersection(parting)))


_TEN = 10  # figures are told before so many things that only from here on they are the day of what follows
_OF = frozenset({"de", "di", "do", "of"})
