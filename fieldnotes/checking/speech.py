"""Read what was said as the words by which quotations are compared: what `folding` does, and what speech needs.

Left out: hesitations ("uh"), and a word that is said twice in a row. "Um" and "er" are words in other languages, and
parts of names: they are left out only where they stand between commas, dashes or dots. A number is one word with its
sign and its decimals ("-12", "3.5", "7:30"), so that no part of it passes for the whole.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

from fieldnotes.checking.folding import folded, words_of

_STOPS = r",،;…–—.()\-"
_FILLER = re.compile(
    r"\b(?:uhm?|erm|hmm?|mhm|ähm?|euh)\b|"
    rf"(?:(?<=[{_STOPS}])|(?<=[{_STOPS}]\s)|^)(?:um|er|eh|mm|öh|یعنی)(?=\s*[{_STOPS}])",
    re.IGNORECASE,
)
_SOUNDS = frozenset(folded("uh uhm erm hm hmm mhm äh ähm euh um er eh mm öh یعنی"))
_NUMBER = re.compile(r"[.,:٫\-−–]\d")
_NEGATIVE = re.compile(r"(?<![\w.,])[-−–](?=\d)")
# Three digits behind a point or comma are thousands, and with two of them it is a date: neither is a decimal.
_DECIMAL = re.compile(r"(?<![\d.,:/])(\d+)[.,:٫](\d{1,2}|\d{4,})(?!\d|[.,:/]\d)")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_EUROPEAN = re.compile(r"[a-z\u00c0-\u024f\u0370-\u052f\u1e00-\u1fff]")
_SAME_LETTER = str.maketrans("ıё", "iе")


def spoken(text: str) -> list[str]:
    """Return the words of *text* in order, folded."""
    words = folded(text)
    if not _SOUNDS.isdisjoint(words) or _NUMBER.search(text):  # most texts hold neither, and a vault holds many
        words = folded(_readable(text))
    return _once(words)


def is_other_word(parts: Sequence[str], text: str) -> bool:
    """Tell whether accents make other words of a quotation's *parts*, which stand in *text* by their letters alone.

    Whoever types no accent at all has none on the keyboard; who types some means those that are there, and those that
    are not. The letters й and ї are no accents, and always count.
    """
    said = list(_accented(text))
    letters = [folded_word for folded_word, _ in said]
    typed = [word for part in parts for _, word in _accented(part) if not _CYRILLIC.search(word)]
    has_accents = any(word != _bare(word) for word in typed)
    at = 0
    for part in parts:
        quoted = list(_accented(part))
        sought = [folded_word for folded_word, _ in quoted]
        start = next((n for n in range(at, len(letters)) if letters[n : n + len(sought)] == sought), None)
        if start is None:
            return False
        at = start + len(sought)
        for (_, one), (_, other) in zip(quoted, said[start:at], strict=True):
            if one != other and (has_accents or _CYRILLIC.search(one)):
                return True
    return False


def _readable(text: str) -> str:
    text = _FILLER.sub("", unicodedata.normalize("NFC", text))
    return _DECIMAL.sub(r"\1point\2", _NEGATIVE.sub("minus", text))


def _once(words: Sequence[str]) -> list[str]:
    """Leave out what is said twice in a row."""
    return [word for word, _ in groupby(words)]


def _accented(text: str) -> Iterator[tuple[str, str]]:
    """Yield each word as it is folded, and with its accents where its script is a European one."""
    text, before = _readable(text), None
    for word in words_of(text):
        if word.letters != before:
            kept = unicodedata.normalize("NFKC", text[word.start : word.end]).casefold().translate(_SAME_LETTER)
            yield word.letters, "".join(c for c in kept if _EUROPEAN.match(c))
        before = word.letters


def _bare(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
