"""Read the scripts whose letters are syllables, by the plan of their code points."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from types import MappingProxyType

from fieldnotes.redaction.sounds import syllabaries as plan

_ETHIOPIC_START, _ETHIOPIC_LAST_ORDER = 0x1200, 8
_SPLIT_JAMO = {"ʌ": "oəu"}  # eo: between o and u
_HANGUL_GLIDES = "jwu"


def _indic_sounds() -> dict[int, str]:
    """Return the sound of each place in the plan of India's scripts."""
    sounds: dict[int, str] = {}
    for first, row, _reason in plan.INDIC_PLAN:
        sounds.update(enumerate(row.split(), start=first))
    return sounds


_INDIC = _indic_sounds()


def _ethiopic(word: str) -> Iterator[str]:
    """Yield consonant and vowel of each syllable."""
    for character in word:
        row, order = divmod(ord(character) - _ETHIOPIC_START, _ETHIOPIC_LAST_ORDER)
        if not 0 <= row < len(plan.ETHIOPIC_CONSONANTS):
            continue
        consonant, vowel = plan.ETHIOPIC_CONSONANTS[row], plan.ETHIOPIC_VOWELS[order]
        if consonant == "nj?":
            yield from ("n", "j?")
        elif consonant.endswith("w") and len(consonant) > 1:
            yield from (consonant[0], "w")
        else:
            yield consonant
        if order == len(plan.ETHIOPIC_VOWELS) - 1:
            yield "w"
        elif consonant == "ʔ" and order == 0:
            vowel = "ae"  # a bare carrier is a, not ä
        elif consonant in ("h", "ʔ") and order == 0:
            vowel = "a"
        yield vowel


def _indic(word: str) -> Iterator[str]:
    """Yield the sounds of a word in a script of India; a bare consonant has a vowel that may be unheard."""
    bare = False
    for character in unicodedata.normalize("NFC", word):
        code = ord(character)
        block = max((start for start in plan.INDIC_BLOCKS if start <= code), default=None)
        if block is None or code - block not in _INDIC:
            bare = bare and code & 0x7F != plan.INDIC_SILENT
            continue
        place = code - block
        if bare and place not in plan.INDIC_VOWEL_SIGNS:
            yield plan.INDIC_INHERENT
        yield _INDIC[place]
        bare = any(place in consonants for consonants in plan.INDIC_CONSONANTS)


_BURMESE_AU = re.compile("\u1031([\u102b\u102c])")


def _burmese(word: str) -> Iterator[str]:
    """Yield the sounds of Burmese letters; a killed letter closes its syllable, a bare one has a vowel."""
    word = _BURMESE_AU.sub("\u1029", word)
    bare = False
    for index, character in enumerate(word):
        if "\u1000" <= character <= "\u1021":
            killed = word[index + 1 : index + 2] == plan.BURMESE_KILLED
            if bare:
                yield plan.BURMESE_RHYMES.get(character, "a") if killed else plan.BURMESE_INHERENT
            bare = not killed
            if bare:
                yield plan.BURMESE_CONSONANTS[ord(character) - 0x1000]
            else:
                yield from plan.BURMESE_CLOSING.get(character, "ʔ").split()
        elif character in plan.BURMESE_SIGNS:
            yield plan.BURMESE_SIGNS[character]
            bare = bare and ord(character) in plan.BURMESE_MEDIALS
    if bare:
        yield plan.BURMESE_INHERENT


def _hangul(word: str) -> Iterator[str]:
    """Yield the sounds of Korean syllables, taken apart into jamo."""
    for character in unicodedata.normalize("NFD", word):
        code = ord(character)
        if 0x1100 <= code <= 0x1112:
            yield plan.HANGUL_INITIALS[code - 0x1100]
        elif 0x1161 <= code <= 0x1175:
            vowel = plan.HANGUL_VOWELS[code - 0x1161]
            if len(vowel) > 1 and vowel[0] in _HANGUL_GLIDES and vowel != "ui":
                yield vowel[0]
                vowel = vowel[1:]
            yield _SPLIT_JAMO.get(vowel, vowel)
        elif 0x11A8 <= code <= 0x11C2:
            yield from _HANGUL_FINALS[code - 0x11A8].split()


_HANGUL_FINALS = "k|k|k|n|n|n|t|l|l k|l m|l|l|l|l|l|m|p|p|t|t|n g?|t|t|k|t|p|t".split("|")

READERS: MappingProxyType[str, Callable[[str], Iterator[str]]] = MappingProxyType(
    {"ethiopic": _ethiopic, "indic": _indic, "burmese": _burmese, "hangul": _hangul}
)
"""The scripts that are counted rather than looked up."""
