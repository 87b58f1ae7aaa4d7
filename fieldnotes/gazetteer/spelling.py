"""Tell how one name of a place may be spelled in Latin letters, as a pattern over folded names.

Each row is what spellings exchange for one sound. Vowels, glides and h are hardly ever agreed upon: where one stands
any may stand, and between two consonants none or two. What is found so is a suggestion to a person, never a fact.
"""

import re
from difflib import SequenceMatcher
from functools import lru_cache

_FEWEST = 3
_LONGEST = 30
_VOWELS = "aeiouywh"
_BETWEEN = f"[{_VOWELS}]{{0,3}}"

# Letters as asked, what may stand for them, and why. The first that fits counts, so digraphs come first.
_SOUNDS = (
    ("sch", "sch|sh|s|ch", "German sh"),
    ("tch", "tch|ch|c|j", "French ch"),
    ("kh", "kh|x|h|ch|k", "kh of Arabic and Persian is x in Kurdish and h in Turkish"),
    ("gh", "gh|g|kh|q|x", "ghayn is gh, g, or x in Kurdish"),
    ("sh", "sh|s|ch|sch", "sh folds to s from Turkish and Kurdish s with cedilla"),
    ("ch", "ch|c|tch|sh|kh|h", "ch folds to c from Turkish and Kurdish c with cedilla; German and Polish ch is kh"),
    ("zh", "zh|j|z", "zh is j in Kurdish and French"),
    ("dh", "dh|d|z|th", "dhal and za"),
    ("th", "th|t|s", "tha is s in Persian, Kurdish and Turkish"),
    ("ph", "ph|f|p", ""),
    ("dj", "dj|j|c|g|dzh", "jim in French"),
    ("ts", "ts|c|tz|z", "Slavic and Caucasian ts"),
    ("b", "b|p|v", "p is b in Arabic"),
    ("p", "p|b|ph", "p is b in Arabic"),
    ("c", "c|ch|j|k|ts|s|dj", "c is j in Turkish and Kurdish, k in Spanish, ts in Slavic languages"),
    ("j", "j|dj|c|g|zh|y|dzh|kh|h", "jim is g in Egypt; j is y in German and kh in Spanish"),
    ("d", "d|dh|t", ""),
    ("t", "t|th|d", ""),
    ("f", "f|ph|v", ""),
    ("v", "v|f|b|w|u", "waw is v in Kurdish and Turkish"),
    ("g", "g|gh|j|k|q", "gaf, and qaf as Bedouins say it"),
    ("k", "k|q|c|kh", ""),
    ("q", "q|k|gh|g|c", ""),
    ("x", "x|kh|h|ks|ch", "x is kh in Kurdish"),
    ("z", "z|s|dh|zh|dz", ""),
    ("s", "s|sh|z|c|th", ""),
    ("l", "l", ""),
    ("m", "m", ""),
    ("n", "n", ""),
    ("r", "r", ""),
)  # fmt: skip
# What Arabic, Persian and Kurdish letters sound like; long vowels and ayn are not told from short ones.
_ARABIC = dict(
    zip(
        "بپتثجچحخدذرزژسشصضطظغفقکگلمنه",
        "b p t th j ch h kh d dh r z zh s sh s d t z gh f q k g l m n h".split(),
        strict=True,
    )
) | dict.fromkeys("اویعئؤءأإآ", "a")
_UNITS = re.compile("|".join([*(letters for letters, _, _ in _SOUNDS), f"[{_VOWELS}]+"]))
_READ = {letters: f"(?:{others})" for letters, others, _ in _SOUNDS}


@lru_cache(maxsize=64)
def pattern(key: str) -> re.Pattern[bytes] | None:
    """Return what finds the spellings of the folded name *key* between two spaces; None for too few consonants.

    A name in Arabic letters is looked for as others write it in Latin ones; other scripts have only the names listed.
    """
    sounds = _UNITS.findall(in_latin(key))
    consonants = [sound for sound in sounds if sound in _READ]
    if not _FEWEST <= len(consonants) <= _LONGEST or not in_latin(key).isascii():
        return None
    parts = [f"{_READ[sound]}+" for sound in consonants]
    opening = _BETWEEN if sounds[0] not in _READ else ""
    return re.compile(f" {opening}{_BETWEEN.join(parts)}{_BETWEEN}t?(?= )".encode())


def in_latin(key: str) -> str:
    """Return *key* with its Arabic letters as Latin ones."""
    return "".join(_ARABIC.get(letter, letter) for letter in key)


def likeness(key: str, other: str) -> float:
    """Return how alike two folded names are written, from 0 to 1."""
    return SequenceMatcher(None, in_latin(key), in_latin(other), autojunk=False).ratio()
