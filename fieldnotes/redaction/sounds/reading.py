"""Read a word in any script: what it sounds like, in each way that its letters allow.

A script without a table is read through `anyascii`, a transliteration of all of Unicode, and then as Latin.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from anyascii import anyascii

from fieldnotes.redaction.sounds import alphabets, cyrillic, latin, semitic, spoken
from fieldnotes.redaction.sounds.distance import Reading
from fieldnotes.redaction.sounds.joints import joined
from fieldnotes.redaction.sounds.phonemes import MATER, OPTIONAL, is_vowel

LONGEST = 48
"""How many letters of a word are read; no part of a name is longer."""

_SCRIPTS = (
    (re.compile(r"[A-Za-z\u00c0-\u02af\u1e00-\u1eff]"), "latin"),
    (re.compile(r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]"), "arabic"),
    (re.compile(r"[\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f]"), "cyrillic"),
    (re.compile(r"[\u0590-\u05ff\ufb1d-\ufb4f]"), "hebrew"),
    (re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]"), "greek"),
    (re.compile(r"[\u10a0-\u10ff\u1c90-\u1cbf\u2d00-\u2d2f]"), "georgian"),
    (re.compile(r"[\u0530-\u058f\ufb13-\ufb17]"), "armenian"),
    (re.compile(r"[\u1200-\u139f]"), "ethiopic"),
    (re.compile(r"[\u0900-\u0d7f]"), "indic"),
    (re.compile(r"[\u1000-\u109f]"), "burmese"),
    (re.compile(r"[\uac00-\ud7a3\u1100-\u11ff]"), "hangul"),
    (re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"), "han"),
)
_LOSE_VOICE = frozenset({"latin", "cyrillic"})
_ABJADS = frozenset({"arabic", "hebrew"})


class _Letters:
    """Cut a word into the letters of one table, the longest first, and say how each sounds."""

    def __init__(self, rows: Iterable[tuple[str, str, str]]) -> None:
        self.sounds: dict[str, tuple[str, ...]] = {}
        for letters, sounds, _reason in rows:
            for letter in letters.split():
                self.sounds.setdefault(letter, tuple(sounds.split()))
        self._pattern = re.compile("|".join(sorted(map(re.escape, self.sounds), key=len, reverse=True)))

    def read(self, word: str, sounds: Mapping[str, tuple[str, ...]] | None = None) -> list[str]:
        """Return the sounds of *word*, by another convention as *sounds* says; letters of no table have none."""
        table = self.sounds if sounds is None else sounds
        return list(chain.from_iterable(map(table.__getitem__, self._pattern.findall(word))))


_LATIN = _Letters(latin.ROWS)
_TABLES = {
    "arabic": _Letters(semitic.ARABIC),
    "hebrew": _Letters(semitic.HEBREW),
    "cyrillic": _Letters(cyrillic.ROWS),
    "greek": _Letters(alphabets.GREEK),
    "georgian": _Letters(alphabets.GEORGIAN),
    "armenian": _Letters(alphabets.ARMENIAN),
}
_CONVENTIONS = tuple(
    (re.compile(signs), _LATIN.sounds | {letters: tuple(sounds.split()) for letters, sounds in other.items()})
    for signs, other, _reason in latin.CONVENTIONS
)
_SAHEL = re.compile("|".join(f"{written}(?=[aeou])" for written, _, _ in latin.SAHEL))
_SAHEL_LETTERS = {"ʤ": "dzh", "ʧ": "tch"}
_SAHEL_SOUNDS = {written: _SAHEL_LETTERS[sound] for written, sound, _ in latin.SAHEL}
_MARKED = re.compile(r"[^a-z]")


def script_of(word: str) -> str:
    """Return the name of the script that *word* begins in; "other" if no table knows it."""
    return next((name for letters, name in _SCRIPTS if letters.match(word)), "other")


@lru_cache(maxsize=65536)
def readings(word: str) -> tuple[Reading, ...]:
    """Return the ways in which *word*, in its own letters and marks, can be read, the likeliest first.

    The apostrophes in it are not heard. There is none for a word without letters.
    """
    word = word[:LONGEST].lower()
    script = script_of(word)
    abjad = script in _ABJADS and not (script == "arabic" and semitic.FULLY_WRITTEN.intersection(word))
    found = dict.fromkeys(tuple(_spoken(raw, script)) for raw in _raw_readings(word, script))
    return tuple(Reading(sounds, script, abjad) for sounds in found if sounds)


def _raw_readings(word: str, script: str) -> Iterator[Sequence[str]]:
    """Yield the sounds of *word* letter by letter."""
    if script == "latin":
        yield from _latin_readings(unicodedata.normalize("NFC", word))
    elif script in _TABLES:
        composed = unicodedata.normalize("NFC", word)
        if script == "greek":
            composed = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
        yield _TABLES[script].read(composed)
    elif script in spoken.READERS:
        yield list(spoken.READERS[script](word))
    else:
        yield from _latin_readings("".join(c for c in _in_ascii(word).lower() if c.isalpha()))


def _in_ascii(word: str) -> str:
    """Transliterate *word*; a lone surrogate, which stands for nothing, is left out."""
    return anyascii("".join(character for character in word if not "\ud800" <= character <= "\udfff"))


def _latin_readings(word: str) -> Iterator[Sequence[str]]:
    """Yield the readings of a Latin word: the common one, and those of the conventions its letters suggest."""
    if _MARKED.search(word):
        word = "".join(_known_or_bare(character) for character in word)
    yield _LATIN.read(word)
    for signs, sounds in _CONVENTIONS:
        if signs.search(word):
            yield _LATIN.read(word, sounds)
    if _SAHEL.search(word):
        yield _LATIN.read(_SAHEL.sub(lambda found: _SAHEL_SOUNDS[found[0]], word))


@lru_cache(maxsize=4096)
def _known_or_bare(character: str) -> str:
    """Return a letter that has a row, any other without its marks, a letter of no table in ASCII."""
    if character in _LATIN.sounds:
        return character
    bare = unicodedata.normalize("NFD", character)[:1]
    if bare in _LATIN.sounds:
        return bare
    return "".join(filter(str.isalpha, _in_ascii(character).lower())) if character.isalpha() else ""


def _spoken(sounds: Sequence[str], script: str) -> Iterator[str]:
    """Apply what all languages do to sounds that meet.

    Doubled sounds are one, so are vowel and glide; in scripts written as heard, voice is lost at the end of words
    (Murad, Murat); a glide beside its own vowel, and h at the end or before a consonant, are hardly heard; n before
    a labial may be m.
    """
    sounds = joined(_merged(_single(sounds, kept=script in _ABJADS)))
    last = len(sounds) - 1
    for index, sound in enumerate(sounds):
        if sound in _CHANGING:
            before, after = sounds[index - 1] if index else "", sounds[index + 1] if index < last else ""
            yield _beside(sound, before, after, loses_voice=script in _LOSE_VOICE and index > 1)
        else:
            yield sound


def _beside(sound: str, before: str, after: str, *, loses_voice: bool) -> str:
    """Return what becomes of *sound* between two others."""
    if sound in _WEAK_H and before and is_vowel(before) and (not after or not is_vowel(after)):
        return sound + OPTIONAL if not after else sound
    if sound in _GLIDES and (_meets(before, _GLIDES[sound]) or _meets(after, _GLIDES[sound])):
        return sound + OPTIONAL
    if sound == "n" and after and after[0] in "bp":
        return "nm"
    if not after:
        if loses_voice and sound in _UNVOICED_ENDINGS:
            return _UNVOICED_ENDINGS[sound]
        return f"j{OPTIONAL}" if sound == "ʤʒjxh" and before[:1] == "i" else sound
    return sound + OPTIONAL if sound in _WEAK_H and not before and not is_vowel(after) else sound


_UNVOICED_ENDINGS = {"b": "bp", "p": "pb", "d": "dt", "t": "td", "ʤ": "ʤʧ", "ʧ": "ʧʤ"}
_WEAK_H = frozenset({"h", "hx"})
_GLIDES = {"j": "iɛ", "w": "uo", "wv": "uo", "wu": "uo", "ji": "i"}
_CHANGING = _WEAK_H.union(_UNVOICED_ENDINGS, _GLIDES, ("n", "ʤʒjxh"))
"""The sounds that are heard otherwise beside some others."""
_DIPHTHONG_ENDS = {
    **dict.fromkeys(("i", "ij", "j", "ijy", "jiɛ~", "ie"), "ɛ"),
    **dict.fromkeys(("u", "w", "wv", "v", "vw", "vf", "uw", "wu", "vb", "uwo", "o", "wuvɔ~"), "ɔ"),
}
_DIPHTHONG_BEGINNINGS = {"ɛ": frozenset("ae"), "ɔ": frozenset("aeo"), "o": frozenset("a")}


def _meets(neighbour: str, vowels: str) -> bool:
    return bool(neighbour) and neighbour[0] in vowels


def _single(sounds: Sequence[str], *, kept: bool) -> list[str]:
    """Return *sounds* without doubles; in an abjad, consonants are *kept*: there is a vowel between them (Mamduh)."""
    single: list[str] = []
    for sound in sounds:
        if not single or sound != single[-1] or (kept and not sound.endswith(MATER)):
            single.append(sound)
    return single


def _merged(sounds: Sequence[str]) -> list[str]:
    """Return *sounds* with a vowel and a glide that close a syllable as one diphthong, and Latin y at its work."""
    merged: list[str] = []
    rest = iter(range(len(sounds)))
    for index in rest:
        sound, after = sounds[index], sounds[index + 1] if index + 1 < len(sounds) else ""
        end = _DIPHTHONG_ENDS.get(sound)
        if end is None:
            merged.append(sound)
            continue
        vowel_follows = _is_full_vowel(after) or after.endswith(MATER)
        begun = bool(merged) and merged[-1][0] in _DIPHTHONG_BEGINNINGS["o" if sound == "o" else end]
        if begun and not sound.endswith(MATER) and not merged[-1].endswith((OPTIONAL, MATER)):
            if index + 2 == len(sounds) and after[0] == "e" and end == "ɛ" and merged[-1] == "a":
                merged[-1:] = [end, f"e{OPTIONAL}"]  # Tesfaye, Tesfay
                break
            same = bool(after) and after[0] in _SAME_GLIDE[end] and merged[-1][0] in "ae"
            if same and index + 2 < len(sounds):  # Dawud, Daud; Hüseyin, Hussein
                next(rest)
            if same or not vowel_follows:
                merged[-1] = end
                continue
        elif begun and sound == _WAW and merged[-1] == _ALIF and after and not vowel_follows:
            merged[-1] = f"{end}wv"  # Daud
            continue
        merged.append("ji" if sound == "ijy" and vowel_follows else sound)
    return merged


_WAW, _ALIF = f"wuvɔ{MATER}", f"ae{MATER}"
_SAME_GLIDE = {"ɛ": "i", "ɔ": "u"}


def _is_full_vowel(sound: str) -> bool:
    return bool(sound) and is_vowel(sound) and not sound.endswith(OPTIONAL)
