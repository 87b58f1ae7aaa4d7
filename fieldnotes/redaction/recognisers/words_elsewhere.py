"""Recognise known names in small letters that are words, but of no language that the text is in.

In a text with capitals a word in small letters is seldom a name, and one that is a word of some language is passed
over (`near_names`). Where the text surely is in another language, it is a name in haste rather than a foreign word:
"lawan" is a word in Indonesian, and none in English. A person is told of such a word where it sounds just like a name.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from fieldnotes.redaction.canon import Canon
from fieldnotes.redaction.ordinary import LATIN, is_ordinary, languages_of
from fieldnotes.redaction.recogniser import Finding, Kind
from fieldnotes.redaction.sounds.plainness import is_ordinary_word
from fieldnotes.redaction.sounds.told import folded
from fieldnotes.redaction.unknown.languages import told_in
from fieldnotes.redaction.unknown.remembering import Telling
from fieldnotes.redaction.word_lists import COMMON_FRAGMENTS, FUNCTION_WORDS

Owners = frozenset[int]
_WORD = re.compile(r"(?<![\w'’-])[^\W\d_]{4,24}(?![\w-])")
_REMEMBERED = 100_000


class WordsElsewhere:
    """Find what sounds just like a name and is a word only where other languages are spoken."""

    def __init__(self, owners_of: Callable[[str], Owners], why: str) -> None:
        """Take what tells whose name a word sounds just like, nobody's mostly, and *why* that is said of it."""
        self._owners_of, self._why = owners_of, why
        self._meant: dict[str, Owners] = {}

    def find(self, canon: Canon) -> Iterator[Finding]:
        """Yield the words in small letters of a text with capitals that may be names."""
        if not (canon.has_capitals and canon.views[0].sure):
            return
        if not (languages := told_in(canon.views[0], LATIN)):
            return
        elsewhere = set(_elsewhere(languages).among(set(_WORD.findall(canon.raw))))  # few; only they are listened to
        alike = {word: owners for word in elsewhere if (owners := self._owners(word))}
        for found in _WORD.finditer(canon.raw) if alike else ():
            if found[0] in alike:
                yield Finding(*found.span(), Kind.NAME, alike[found[0]], len(found[0]), weak=True, near=self._why)

    def _owners(self, word: str) -> Owners:
        """Return whose name *word* sounds just like; asked once for each."""
        if len(self._meant) > _REMEMBERED:
            self._meant.clear()
        if (owners := self._meant.get(word)) is None:
            owners = self._meant[word] = self._owners_of(word)
        return owners


@lru_cache(maxsize=16)
def _elsewhere(languages: tuple[str, ...]) -> Telling:
    """Return what tells which words in small letters are ordinary in Latin letters, but in none of *languages*."""
    return Telling(lambda word: word.islower() and not is_ordinary(folded(word), languages) and _is_word(word))


def _is_word(word: str) -> bool:
    """Tell whether *word*, in small letters, is an ordinary word in Latin letters, and no very common one."""
    plain = folded(word)
    able = languages_of(plain) == LATIN and plain not in COMMON_FRAGMENTS and plain not in FUNCTION_WORDS
    return able and is_ordinary_word(word)
