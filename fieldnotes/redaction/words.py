"""Cut folded text into words, and judge whether pieces of text are one word taken apart.

A token is a run of letters or a run of digits. Whatever stands between tokens is a gap. A key is matched
against tokens put together, so every separator, line break and spaced-out spelling is one question: may
this gap lie inside this key?
"""

import re
from collections.abc import Iterator
from unicodedata import category

from fieldnotes.redaction.word_lists import (
    ARABIC_ENDINGS,
    ARABIC_PROCLITICS,
    COMMON_FRAGMENTS,
    CYRILLIC_ENDINGS,
    LATIN_ARTICLES,
    LATIN_ENDINGS,
)

MAX_GAP = 16
# Vowels of the scripts of India, Burma and Cambodia that take room of their own; no letters to the `re` module.
_SIGNS = "".join(chr(code) for code in (*range(0x900, 0x1D00), *range(0xA800, 0xAC00)) if category(chr(code)) == "Mc")
_LETTERS = rf"[^\W\d_]+(?:[{_SIGNS}]+[^\W\d_]*)*"
TOKEN = re.compile(rf"{_LETTERS}|\d+")
_CUT = re.compile(rf"({_LETTERS}|\d+)")
STEP = re.compile(rf"([\W_]{{0,{MAX_GAP}}}?)({_LETTERS}|\d+)")
CAMEL = re.compile(r"(?<=[a-zа-яѐ-џ])(?=[A-ZА-ЯЀ-Џ])")
HUMP = re.compile(r"[A-ZА-ЯЀ-Џ](?<=[a-zа-яѐ-џ].)")
"""The letter behind such a border."""

_FORM_WORD = re.compile(rf"[^\W_]+(?:[{_SIGNS}]+[^\W_]*)*(?:['’‘`´′][^\W_]+(?:[{_SIGNS}]+[^\W_]*)*)*")
_COMMON_GAP = re.compile(r"[ \n]")
_BLANK_LINE = re.compile(r"\n\s*\n")
_APOSTROPHES = frozenset("'’‘`´′")
_MAX_PROCLITIC = max(map(len, ARABIC_PROCLITICS))
_LONGEST_ENDING = 4
_SHORTEST_SPACED = 6

_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]")


def form_words(form: str) -> list[str]:
    """Split a folded form of a card into words; an apostrophe inside a word is part of it."""
    return _FORM_WORD.findall(form)


def cut(text: str) -> list[str]:
    """Return *text* in pieces: what stands before a token, the token, what stands before the next, and so on."""
    return _CUT.split(text)


def stretches(text: str, sign: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of *text* without a common space or line end in which *sign*, which holds none, is found."""
    reached = 0
    for found in sign.finditer(text):
        if found.start() < reached:
            continue
        gaps = (text.rfind(gap, reached, found.start()) for gap in " \n")
        start = max(reached, 1 + max(gaps))
        gap = _COMMON_GAP.search(text, found.end())
        reached = len(text) if gap is None else gap.start()
        yield start, reached


def squeezed(word: str) -> str:
    """Return the letters and digits of *word* alone."""
    if word.isascii() and word.isalnum():
        return word
    return "".join(TOKEN.findall(word))


def is_unspaced(letters: str) -> bool:
    """Tell whether *letters* are of a script that writes no spaces between words."""
    return _UNSPACED.match(letters) is not None


def starts(token: str) -> Iterator[tuple[int, str]]:
    """Yield where a name may start in *token* and how it reads from there.

    The offset is where a replacement starts: an article belongs to the name, a conjunction does not.
    """
    yield 0, token
    if len(token) < 4:
        return
    if _ARABIC.match(token):
        for length in range(1, min(_MAX_PROCLITIC, len(token) - 2) + 1):
            if (kept := ARABIC_PROCLITICS.get(token[:length])) is not None:
                yield kept, token[length:]
    elif token[0] in "aeu":
        for article in LATIN_ARTICLES:
            if token.startswith(article) and _article_fits(article, token[len(article) :]):
                yield 0, token[len(article) :]


def _article_fits(article: str, rest: str) -> bool:
    """Tell whether *article* can stand glued to *rest*: al-, el-, ul-, or one assimilated to its sun letter."""
    if article.endswith("l"):
        return len(rest) >= 4
    return len(rest) >= 4 and rest.startswith(article[1:])


def stems(reading: str) -> Iterator[str]:
    """Yield what remains of *reading* without an ending of its script's languages."""
    if _ARABIC.match(reading):
        endings, least = ARABIC_ENDINGS, 4
    elif _CYRILLIC.match(reading):
        endings, least = CYRILLIC_ENDINGS, 4
    else:
        endings, least = LATIN_ENDINGS, 5
    for length in range(1, _LONGEST_ENDING + 1):
        stem = reading[:-length]
        if len(stem) >= least and reading[-length:] in endings:
            yield stem
    if reading.endswith("s") and 3 <= len(reading) - 1 < least and reading not in COMMON_FRAGMENTS:
        yield reading[:-1]


def gap_may_part_words(gap: str) -> bool:
    """Tell whether *gap* may lie between two words of one key: anything but a blank line."""
    return len(gap) <= MAX_GAP and ("\n" not in gap or _BLANK_LINE.search(gap) is None)


def gaps_may_part_letters(gaps: list[str], fragments: list[str], lower: bool) -> bool:
    """Tell whether one word may have been taken apart into *fragments* by *gaps*.

    Spaced-out letters always count. Otherwise ordinary words that happen to spell a name must not: "has an",
    "and/or". Common spaces count only inside a word of six letters or more, none of them ordinary ("his ham").
    *lower* says that the words as written hold no capital.
    """
    if all(len(fragment) == 1 for fragment in fragments):
        return True
    common = [fragment in COMMON_FRAGMENTS for fragment in fragments]
    if any(" " in gap and "\n" not in gap for gap in gaps):
        return not any(common) and sum(map(len, fragments)) >= _SHORTEST_SPACED
    if all(common):
        wrapped = any("\n" in gap for gap in gaps)
        return not lower and (wrapped or not any(set(gap) <= _APOSTROPHES for gap in gaps))
    return True
