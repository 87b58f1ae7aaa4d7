"""Warn where a pseudonym gives its owner away: an initial, a part or the sound of the real name (R-2.4)."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

# Words that say nothing about a particular person, in pseudonyms as in names.
_COMMON = frozenset(
    "kak kaka abu umm um bin ibn bint al el the of haji hajji sheikh shaikh mam mamosta mala mullah dr doctor "
    "general colonel captain major commander nurse teacher baker mr mrs ms sir lady brother sister uncle aunt "
    "source person man woman old young a an".split()
)
# Arabic and Kurdish letters by the sound that a Latin spelling usually gives them; vowels and ʿayn are silent.
_SOUNDS = dict(
    zip(
        "بپتثجچحخدذرڕزژسشصضطظغفڤقكکگلڵمنهھةوي",
        "b p t t j c h k d d r r z z s s s d t d g f v k k k g l l m n h h h w y".split(),
        strict=True,
    )
) | {"ی": "y", "ه": "h"}
# Consonants that spellings exchange are one sound; vowels and the silent letters fall away.
_ALIKE = str.maketrans({"q": "k", "x": "k", "c": "k", "z": "s", "v": "f", "p": "b", "j": "g", "w": None, "y": None})


def giveaways(candidate: str, names: Iterable[str]) -> list[str]:
    """Return what *candidate* shares with any of the real *names*: "an initial", "a part", "its sound".

    Deterministic and deliberately eager: the result is a warning, never a refusal.
    """
    words = [word for word in _words(candidate) if word not in _COMMON]
    parts = [part for name in names for part in _words(name) if part not in _COMMON]
    found: list[str] = []
    if any(_initial(word) == _initial(part) for word in words for part in parts if _initial(word)):
        found.append("an initial")
    if any(_shares_part(word, part) for word in words for part in parts):
        found.append("a part")
    elif any(_sounds_alike(word, part) for word in words for part in parts):
        found.append("its sound")
    return found


def _words(text: str) -> Sequence[str]:
    """Return the words of a name, case and diacritics folded."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("ı", "i"))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return re.findall(r"[^\W\d_]+", bare)


def _initial(word: str) -> str:
    """Return the first sound of a word, the same for Latin and Arabic script."""
    first = word[:1]
    return _SOUNDS.get(first, "a" if first in "اعأإآئ" else first)


def _shares_part(word: str, part: str) -> bool:
    short, long = sorted((word, part), key=len)
    return len(short) >= 3 and short in long


def _sounds_alike(word: str, part: str) -> bool:
    one, other = _skeleton(word), _skeleton(part)
    return len(one) >= 2 and len(other) >= 2 and one == other


def _skeleton(word: str) -> str:
    """Return the consonants of a word by their sound, doubled ones once."""
    latin = "".join(_SOUNDS.get(character, character) for character in word)
    latin = latin.replace("sh", "s").replace("ch", "c").replace("kh", "k").replace("gh", "g").replace("dh", "d")
    bare = re.sub(r"[aeiouءاآأإعىئؤ]", "", latin).translate(_ALIKE)
    return re.sub(r"(.)\1+", r"\1", bare)
