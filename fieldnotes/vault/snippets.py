"""Read what a person typed into the search, and cut the few words around a hit out of a text.

A query is words, all of which must occur in a text, in any order. "Words in quotation marks" must stand side
by side in this order. A star at the end of a word (or of a quotation) finds every word that begins so;
without it only whole words are found, the last one included. There is nothing else: AND, NOT, brackets,
colons and hyphens have no meaning of their own, and no input is an error. A word that folds to several
(kak-d, or any Chinese or Burmese word) is looked for as a quotation. Only the first WORDS_IN_QUERY words
count.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from fieldnotes.vault.folding import fold, fold_with_offsets

WORDS_IN_QUERY = 64
_PIECE = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]?(\*?)|([^\s"“”„«»]+)')

WORDS_SHOWN = 16
_WORDS_BEFORE = 5
_WIDEST = 140  # characters shown on either side of a hit; only scripts without spaces come near
_NEAR = 80  # characters within which several terms are shown together
_ELLIPSIS = "…"

_SPACES = re.compile(r"\s+")
_NOT_PLAIN = re.compile(r"[^\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u0621-\u06dc]|  ")
_JOINERS = "\u200c\u200d"  # they shape Kurdish and Persian words and print nothing


@dataclass(frozen=True, slots=True)
class Term:
    """Hold one thing to look for: folded words side by side; `open_ended` lets the last one go on."""

    words: tuple[str, ...] = field(repr=False)
    open_ended: bool = False


@dataclass(frozen=True, slots=True)
class Snippet:
    """Hold one line of a text around a hit; `hits` are (start, end) positions in `text`, in order."""

    text: str = field(repr=False)
    hits: tuple[tuple[int, int], ...]


def parse(query: str) -> tuple[Term, ...]:
    """Return what a query asks for, each term once, in the order typed; nothing for a query without words."""
    terms: dict[Term, None] = {}
    left = WORDS_IN_QUERY
    for piece in _PIECE.finditer(query):
        quoted, star, word = piece.groups(default="")
        words = fold(quoted + word).split()[:left]
        if words:
            terms[Term(tuple(words), star == "*" or (quoted + word).endswith("*"))] = None
            left -= len(words)
        if not left:
            break
    return tuple(terms)


def match_expression(terms: Sequence[Term]) -> str:
    """Write terms for FTS5; folded words hold letters and digits only, so there is nothing to escape."""
    return " AND ".join(f'"{" ".join(term.words)}"{" *" if term.open_ended else ""}' for term in terms)


def holds_all(text: str, terms: Sequence[Term]) -> bool:
    """Tell whether a text holds every term, as the index would say."""
    folded = f" {fold(text)} "
    return all(_pattern(term).search(folded) for term in terms)


def make_snippet(text: str, terms: Sequence[Term]) -> Snippet:
    """Return some WORDS_SHOWN whole words around the place of `text` where the most terms stand together.

    The letters are those of the text; line breaks and other space become one space, control and invisible
    characters go. Without any hit it is the beginning of the text, with no hits.
    """
    hits = _find(text, terms)
    start, end = _window(text, *_best_place(hits, len(terms)))
    line = _ELLIPSIS if text[:start].strip() else ""
    marks: list[tuple[int, int]] = []
    at = start
    for first, beyond, _ in hits:
        if at <= first and beyond <= end:
            line += _cleaned(text[at:first])
            word = _cleaned(text[first:beyond])
            marks.append((len(line), len(line) + len(word)))
            line += word
            at = beyond
    line += _cleaned(text[at:end])
    return Snippet(line + (_ELLIPSIS if text[end:].strip() else ""), tuple(marks))


@lru_cache(maxsize=WORDS_IN_QUERY)
def _pattern(term: Term) -> re.Pattern[str]:
    """Compile a term for a folded text with a space at either end; it begins with a literal, so is fast."""
    return re.compile(" " + " +".join(map(re.escape, term.words)) + (r"\S*" if term.open_ended else "(?= )"))


def _find(text: str, terms: Sequence[Term]) -> list[tuple[int, int, int]]:
    """Return (start, end, number of the term) of every hit in `text`, in order."""
    folded, offsets = fold_with_offsets(text)
    padded = f" {folded} "
    hits: list[tuple[int, int, int]] = []
    for number, term in enumerate(terms):
        # One to the right for the space that the pattern begins with, one to the left for the padding.
        hits += [
            (offsets[found.start()], _end(text, offsets[found.end() - 2]), number)
            for found in _pattern(term).finditer(padded)
        ]
    return sorted(hits)


def _end(text: str, last: int) -> int:
    """Return the index after the letter at `last` and the marks that belong to it."""
    end = last + 1
    while end < len(text) and unicodedata.category(text[end])[0] == "M":
        end += 1
    return end


def _best_place(hits: Sequence[tuple[int, int, int]], terms: int) -> tuple[int, int]:
    """Return start and end of the first run of hits that shows the most different terms close together."""
    best, place = 0, (0, 0)
    for index, (start, beyond, _) in enumerate(hits):
        shown, end = set(), beyond
        for first, last, number in hits[index : index + WORDS_SHOWN]:
            if number not in shown and (first == start or last - start <= _NEAR):
                shown.add(number)
                end = max(end, last)
        if len(shown) > best:
            best, place = len(shown), (start, end)
        if best == terms:
            break
    return place


def _window(text: str, first: int, beyond: int) -> tuple[int, int]:
    """Return start and end in `text` of whole words around what stands from `first` to `beyond`."""
    before, after = text[max(0, first - _WIDEST) : first][::-1], text[beyond : beyond + _WIDEST]
    words_before = min(_words(before), max(_WORDS_BEFORE, WORDS_SHOWN - 1 - _words(after)))
    start = first - _reach(before, words_before, goes_on=first > _WIDEST)
    end = beyond + _reach(after, WORDS_SHOWN - 1 - words_before, goes_on=beyond + _WIDEST < len(text))
    while start < first and unicodedata.category(text[start])[0] == "M":
        start += 1
    return start, end if end == beyond else _end(text, end - 1)


def _words(part: str) -> int:
    """Count the words of `part` without the rest of one that it begins in."""
    return len(part.split()) - (part[:1].strip() != "")


def _reach(part: str, words: int, *, goes_on: bool) -> int:
    """Return how much of `part` holds the rest of the word it begins in and at most `words` whole words.

    A part that `goes_on` may end within a word, which is left out unless it is all there is.
    """
    words += part[:1].strip() != ""
    pieces = part.split(None, words)
    cut_short = goes_on and not part[-1].isspace() and (len(pieces) > 1 or part[0].isspace())
    if len(pieces) > words or cut_short:
        part = part[: len(part) - len(pieces[-1])]
    return len(part.rstrip())


def _cleaned(piece: str) -> str:
    """Return a piece of text without what moves a cursor or misleads the eye, its spaces made single."""
    if not _NOT_PLAIN.search(piece):
        return piece
    kept = []
    for letter in piece:
        category = unicodedata.category(letter)
        if letter.isspace():
            kept.append(" ")
        elif category == "Cs":
            kept.append("\ufffd")
        elif category not in ("Cc", "Cf") or letter in _JOINERS:
            kept.append(letter)
    return _SPACES.sub(" ", "".join(kept))
