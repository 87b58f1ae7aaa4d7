"""Take endings off words: of long forms that the word lists leave out, and of names that are found again bent.

The Ukrainian and Turkish lists hold forms up to a length only (`tests/redaction/build_ordinary.py`); what is longer
is an ordinary word if it is a listed one with an ending. All words are folded: й is и, ї is і, ş is s, ı is i.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from fieldnotes.redaction.ordinary import is_listed

_LONG = {"uk": 10, "tr": 11}
_LONGEST = 28
_LONGEST_ENDING = 12
_SHORTEST = {"uk": 7, "tr": 4}
# What Ukrainian puts behind nouns, adjectives and verbs, and how the word ends that a dictionary lists.
_UKRAINIAN_ENDINGS = frozenset(
    """
    а у и і о е я ю є ь ого ому им ім іи оі ою их ими еі ею ів ам ами ах ові ом ем еві єю ям ями ях ів ння нню нням ннях
    ості істю остеи остям ться тися вся лася лися лося в ла ло ли є ють єш ємо єте ить ать ять ує ують уємо ував увала
    ували ано ено
    """.split()
)
_UKRAINIAN_BASES = ("", "а", "я", "о", "е", "ь", "ии", "іи", "ння", "ість", "ти", "тися", "увати", "ися")
# Suffixes of Turkish nouns and verbs, one behind the other.
_TURKISH = re.compile(
    r"(?:l[ae]r|l[iu][kg]|s[iu]z|l[iu]|c[iu]|m[ae]|[iu]?m|[iu]n|[iu]?z|s?[iu]|n?[iu]n|y?[ae]|[dt][ae]n?|y?l[ae]|ki|c[ae]|"
    r"[iu]?yor|m[iu]s|[dt][iu][kgm]?|[ae]?c[ae][gk]|n|k|s[ae]|[aiue]r|[iu]l|[dt][iu]r)+"
)
_TURKISH_CASES = re.compile(
    r"(?:n|y|s)?[iuae]|[iu]n|n[iu]n|n?[dt][ae](?:n|ki|y[iu][mz]|s[iu]n)?|y?l[ae]|l[ae]r(?:[iuae]|[iu]n|d[ae]n?)?|g[iu]l"
)
_ADVERB = re.compile(r"[a-z]{4,}ment")
# Cases of Slavic nouns and adjectives that a name takes, folded, longest first.
_CASES = tuple(
    sorted(
        """
        ого ому ему его им ім ои ою еи ею оі еі их ими ии іи а я у ю о е є и і ь ом ем ам ям ами ями ах ях ові еві єві
        ем єм ою єю ів ов ев єю
        """.split(),
        key=len,
        reverse=True,
    )
)
_CYRILLIC = re.compile("[\u0400-\u052f]")
_STEM = 3


@lru_cache(maxsize=16384)
def is_form(word: str, language: str) -> bool:
    """Tell whether *word*, folded, which is on no list, is a form of a listed word of *language*."""
    if language == "fr":
        return len(word) < _LONGEST and _ADVERB.fullmatch(word) is not None
    if not _LONG.get(language, len(word)) < len(word) <= _LONGEST:
        return False
    return any(is_listed(base, language) for base in _bases(word, language))


def _bases(word: str, language: str) -> Iterator[str]:
    """Yield what *word* may be a form of."""
    for cut in range(1, min(len(word) - _SHORTEST[language], _LONGEST_ENDING) + 1):
        stem, ending = word[:-cut], word[-cut:]
        if language == "tr":
            if _TURKISH.fullmatch(ending):
                yield stem
        elif ending in _UKRAINIAN_ENDINGS:
            yield from (stem + base for base in _UKRAINIAN_BASES)
    if language == "uk":
        yield from (word + base for base in _UKRAINIAN_BASES[1:])


@lru_cache(maxsize=16384)
def stems(word: str, is_turkish: bool) -> tuple[str, ...]:
    """Return what is left of *word*, folded, without an ending that a name takes; nothing for most scripts."""
    if _CYRILLIC.match(word):
        ending = next((one for one in _CASES if word.endswith(one) and len(word) - len(one) >= _STEM), "")
        return (word.removesuffix(ending),)
    if is_turkish:
        cuts = range(1, min(6, len(word) - _STEM + 1))
        return tuple(word[:-cut] for cut in cuts if _TURKISH_CASES.fullmatch(word[-cut:]))
    return ()


def is_turkish_case(ending: str) -> bool:
    """Tell whether *ending*, folded, is one that Turkish puts behind a name."""
    return _TURKISH_CASES.fullmatch(ending) is not None


def bases(word: str) -> Iterator[str]:
    """Yield *word*, folded, and in Cyrillic what name it may be a case of."""
    yield word
    if _CYRILLIC.match(word):
        yield from (stems(word, is_turkish=False)[0] + ending for ending in ("", "а", "я", "о", "ь", "и"))
