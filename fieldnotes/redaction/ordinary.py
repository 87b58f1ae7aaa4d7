"""Tell ordinary words from those that may be names.

A word is ordinary if its language writes it small: names are not on the lists however frequent they are. The lists
are xor filters (Graf and Lemire 2020, "Xor Filters: Faster and Smaller Than Bloom and Cuckoo Filters"), made by
tests/redaction/build_ordinary.py: a word of the list is always known, and one word in 4,096 that is on no list is taken
for one. Each is read when it is first asked. A third of the cells holds one of three places of every word:
the bytes of all cells come first, then the upper four bits of each, two cells to a byte.
"""

import pkgutil
import re
import struct
from collections.abc import Iterable
from functools import cache, lru_cache
from hashlib import blake2b

from fieldnotes.redaction.word_lists import ARABIC_ENDINGS, ARABIC_PROCLITICS

FINGERPRINT = 0xFFF
"""What is kept of a word's digest, as a mask of bits."""

LATIN = ("en", "es", "fr", "pt", "de", "it", "nl", "ro", "tr", "hr", "id", "kmr", "sq", "sw")
CYRILLIC = ("ru", "uk", "sr")
ARABIC = ("ar", "fa", "ckb", "ur")
GREEK = ("el",)
ARMENIAN = ("hy",)
GEORGIAN = ("ka",)
FAMILIES = (LATIN, CYRILLIC, ARABIC, GREEK, ARMENIAN, GEORGIAN)
"""Languages of one script; each family is known by its first."""

_ONLY_WHERE_SPOKEN = frozenset({"sq", "sw", "hy", "ka"})
"""Lists of many short forms: asked about a word of no known language they would make names ordinary elsewhere."""
_SCRIPTS = (
    (re.compile(r"[a-zßı]"), LATIN),
    (re.compile(r"[\u0400-\u052f]"), CYRILLIC),
    (re.compile(r"[\u0600-\u06ff]"), ARABIC),
    (re.compile(r"[\u0370-\u03ff]"), GREEK),
    (re.compile(r"[\u0561-\u0587]"), ARMENIAN),
    (re.compile(r"[\u10d0-\u10ff]"), GEORGIAN),
)
_HEADER = struct.Struct("<II")
_DIGEST = struct.Struct("<IIII")
_SHORTEST_STEM = 3
# What Armenian puts behind a word: article and possessives, cases, plurals, and the ending of abstract nouns with them.
_ARMENIAN_ENDINGS = frozenset(
    """
    ն ը ս դ ի ին ից ով ում ներ ներն ները ների ներին ներից ներով ներում եր երը երի երին երից երով երում ությունը
    ության ությամբ
    """.split()
)


def languages_of(folded: str) -> tuple[str, ...]:
    """Return the languages that have a list and could write *folded*; none for a script without one."""
    for letters, languages in _SCRIPTS:
        if letters.match(folded):
            return languages
    return ()


def is_ordinary(folded: str, languages: Iterable[str] = ()) -> bool:
    """Tell whether *folded*, one word in small folded letters, is ordinary in one of *languages*, or in most.

    In Arabic script a word is ordinary, too, if it is one after what is glued to its front or end is taken away, and
    in Armenian without one or two of its endings.
    """
    asked = tuple(languages) or tuple(one for one in languages_of(folded) if one not in _ONLY_WHERE_SPOKEN)
    return bool(asked) and _is_ordinary(folded, asked)


@lru_cache(maxsize=65536)
def _is_ordinary(folded: str, asked: tuple[str, ...]) -> bool:
    """Tell whether *folded* is ordinary in one of the languages *asked*, which are of one script."""
    if _is_listed_in(folded, asked):
        return True
    if asked[0] in ARMENIAN:
        return any(_is_listed_in(stem, asked) for stem in armenian_stems(folded))
    return asked[0] in ARABIC and any(_is_listed_in(stem, asked) for stem in _arabic_stems(folded))


def is_function_word(folded: str) -> bool:
    """Tell whether *folded* is a word that holds sentences together, in any of 58 languages."""
    return is_listed(folded, "function")


@lru_cache(maxsize=65536)
def is_listed(folded: str, language: str) -> bool:
    """Tell whether *folded* is on the list of *language*."""
    return _is_listed_in(folded, (language,))


def _is_listed_in(folded: str, languages: Iterable[str]) -> bool:
    """Tell whether *folded* is on the list of one of *languages*."""
    for language in languages:
        low, high, third, seed = _list(language)
        a, b, c, fingerprint = _digest(folded, seed)
        a, b, c = a % third, third + b % third, 2 * third + c % third  # as `places` says, a call less
        if (low[a] ^ low[b] ^ low[c] ^ fingerprint) & 0xFF:
            continue
        upper = high[a >> 1] >> (a & 1) * 4 ^ high[b >> 1] >> (b & 1) * 4 ^ high[c >> 1] >> (c & 1) * 4
        if (upper ^ (fingerprint & FINGERPRINT) >> 8) & 0xF == 0:
            return True
    return False


def places(folded: str, seed: int, third: int) -> tuple[int, int, int, int]:
    """Return the three cells of *folded*, one in each third, and its fingerprint."""
    a, b, c, d = _digest(folded, seed)
    return a % third, third + b % third, 2 * third + c % third, d & FINGERPRINT


@lru_cache(maxsize=65536)
def _digest(folded: str, seed: int) -> tuple[int, int, int, int]:
    """Return four numbers that depend on every letter; lone surrogates are letters like others."""
    digest = blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=16, salt=seed.to_bytes(4, "little")).digest()
    return _DIGEST.unpack(digest)


@cache
def _list(language: str) -> tuple[bytes, bytes, int, int]:
    """Return the list of *language*: low bytes, high half-bytes, the length of a third, the seed."""
    data = pkgutil.get_data("fieldnotes.redaction", f"data/ordinary.{language}")
    if data is None:
        raise FileNotFoundError
    third, seed = _HEADER.unpack_from(data)
    middle = _HEADER.size + 3 * third
    return data[_HEADER.size : middle], data[middle:], third, seed


def armenian_stems(folded: str) -> Iterable[str]:
    """Yield what is left of an Armenian word without one ending, then without two."""
    once = [folded[:-n] for n in range(1, 8) if folded[-n:] in _ARMENIAN_ENDINGS and len(folded) - n >= _SHORTEST_STEM]
    yield from once
    for stem in once:
        for length in range(1, 8):
            if stem[-length:] in _ARMENIAN_ENDINGS and len(stem) - length >= _SHORTEST_STEM:
                yield stem[:-length]


def _arabic_stems(folded: str) -> Iterable[str]:
    """Yield what is left of a word in Arabic script without what may be glued to it."""
    bare = [folded]
    bare += [folded[n:] for n in range(1, 5) if folded[:n] in ARABIC_PROCLITICS and len(folded) - n >= _SHORTEST_STEM]
    for stem in bare:
        if stem is not folded:
            yield stem
        for length in range(1, 5):
            if stem[-length:] in ARABIC_ENDINGS and len(stem) - length >= _SHORTEST_STEM:
                yield stem[:-length]
