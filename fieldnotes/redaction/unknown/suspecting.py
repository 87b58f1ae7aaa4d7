"""Make suspicions out of places in a view."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from fieldnotes.redaction.canon import View
from fieldnotes.redaction.recogniser import Suspicion
from fieldnotes.redaction.words import TOKEN

HIGH, MEDIUM, LOW = "high", "medium", "low"
RISKS = {HIGH: 3, MEDIUM: 2, LOW: 1}
"""The risks by weight; of two suspicions on the same words the heavier wins."""

DIGIT = re.compile(r"\d")
_LONGEST_TERM = 200
_WHOLE_WORD = re.compile(r"\w+")
_NEAR_DIGITS = re.compile(r"\d+(?:\D{1,64}\d+)*")
_MARGIN = 24


def suspect(view: View, span: tuple[int, int], kind: str, reason: str, risk: str) -> Suspicion:
    """Return the suspicion of *span*, not empty, of *view*; its term is the folded words in it."""
    start, end = span
    raw_start, raw_end = view.raw_span(start, end)
    term = " ".join(TOKEN.findall(view.lower[start : min(end, start + _LONGEST_TERM)]))
    return Suspicion(raw_start, raw_end, kind, reason, risk, term)


def of_matches(view: View, found: Iterable[re.Match[str]], kind: str, reason: str, risk: str) -> Iterator[Suspicion]:
    """Yield a suspicion for each of some matches: for group 1 if the pattern has one, or for the whole."""
    for match in found:
        group = 1 if match.re.groups and match[1] else 0
        yield suspect(view, match.span(group), kind, reason, risk)


def before(text: str, position: int, reach: int = 40) -> str:
    """Return up to *reach* characters before *position*."""
    return text[max(position - reach, 0) : position]


def digits(text: str) -> str:
    """Return the digits of *text* alone."""
    return "".join(DIGIT.findall(text))


def near_digits(text: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield what *pattern*, of which every match holds a digit, finds; prose without digits is passed over."""
    for start, end in pieces_with_digits(text):
        yield from pattern.finditer(text, start, end)


class ByFirstWord:
    """A pattern of which every match starts with a whole word; it is tried only where such a word stands.

    Each row says what a match starts with, in alternatives of which the first word ends at a space, an apostrophe,
    a hyphen or an escaped dot, and what follows.
    """

    def __init__(self, *rows: tuple[str, str]) -> None:
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(f'(?:{first}){rest}' for first, rest in rows)})")
        self._first = re.compile("|".join(f"(?:{_AFTER_FIRST.sub('', first)})" for first, _ in rows))
        self.groups = self._pattern.groups
        _BEGUN.add(self)

    def begins_with(self, word: str) -> bool:
        """Tell whether a match may start with *word*."""
        return self._first.fullmatch(word) is not None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the matches in *text*, as a pattern does."""
        reached = 0
        for start in sorted(_beginnings(text).get(self, ())):
            if start >= reached and (found := self._pattern.match(text, start)) is not None:
                reached = found.end()
                yield found


class _Begun(dict[str, tuple[ByFirstWord, ...]]):
    """Remember which patterns each word may begin: most begin none."""

    def __init__(self) -> None:
        super().__init__()
        self._patterns: list[ByFirstWord] = []

    def __missing__(self, word: str) -> tuple[ByFirstWord, ...]:
        if len(self) > _REMEMBERED:
            self.clear()
        begun = self[word] = tuple(pattern for pattern in self._patterns if pattern.begins_with(word))
        return begun

    def add(self, pattern: ByFirstWord) -> None:
        """Take one more pattern."""
        self.clear()
        self._patterns.append(pattern)


_BEGUN = _Begun()
_REMEMBERED = 20_000


@lru_cache(maxsize=8)
def _beginnings(text: str) -> Mapping[ByFirstWord, list[int]]:
    """Return where in *text* a match of each pattern may begin."""
    places = defaultdict[ByFirstWord, list[int]](list)
    for word, starts in places_of_words(text).items():
        for pattern in _BEGUN[word]:
            places[pattern] += starts
    return places


_AFTER_FIRST = re.compile(r"(?:[ '-]|\\\.)[^|]*")


@lru_cache(maxsize=8)
def places_of_words(text: str) -> Mapping[str, list[int]]:
    """Return where each word of *text* stands."""
    places = defaultdict[str, list[int]](list)
    for found in _WHOLE_WORD.finditer(text):
        places[found[0]].append(found.start())
    return dict(places)


def has_word(text: str, words: frozenset[str]) -> bool:
    """Tell whether one of *words*, each a run of letters and digits, stands in *text* as a whole."""
    return not words.isdisjoint(places_of_words(text))


@lru_cache(maxsize=12)
def pieces_with_digits(text: str) -> tuple[tuple[int, int], ...]:
    """Return the pieces of *text* that hold its digits and what may belong to them."""
    pieces = _NEAR_DIGITS.finditer(text)
    return tuple((max(piece.start() - _MARGIN, 0), piece.end() + _MARGIN) for piece in pieces)
