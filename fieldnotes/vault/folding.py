"""Fold text for the search index, so that a word is found however its letters were typed.

Two spellings fold to the same string when they differ only in case, accents and other marks, Arabic-script
letters that one keyboard or another puts in place of each other (Sorani, Persian, Urdu, Uyghur and Arabic),
digits of another script, tatweel, apostrophes inside a word, or invisible format characters. Everything that
is neither letter nor digit becomes a space, so a folded text is words and spaces and nothing else: the index
and the query cannot disagree about what a word is. Scripts written without spaces (Chinese, Japanese, Thai,
Lao, Burmese, Khmer) are folded to one word a letter; a query in them is then a phrase.

The gate has foldings of its own: this one may only miss a hit, that one must not miss a name.
"""

import codecs
import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import partial
from itertools import compress

RECIPE = f"1/{unicodedata.unidata_version}"
"""Name this folding: an index made with another one cannot be added to, only built anew."""

_APOSTROPHES = "'’‘`"
_BETWEEN_WORDS = re.compile(r"'(?<![^ '\d]')|'(?![^ '\d])|'(?=s(?![^ ']))|'(?<=(?<![^ '])[ldcjmnst]')")
"""Match, among folded letters, an apostrophe that parts words: at their edge, before a possessive s, after a
French l or d. Any other belongs to its word (Ba'ath, don't) and goes."""

_SAME_LETTER = {
    same: letter
    for letter, others in {
        "ا": "ٱٲٳ",
        "ك": "کڪ",
        "ي": "یىێېےۍ",
        "ه": "ەةھہۃ",
        "و": "ۆۇۈۋۅۉۊ",
        "ر": "ڕڒ",
        "ل": "ڵ",
        "ف": "ڤ",
        "a": "ɑ",
        "ae": "æ",
        "b": "ɓ",
        "d": "đðɗɖ",
        "e": "əɛǝ",
        "g": "ɠ",
        "h": "ħ",
        "i": "ı",
        "k": "ƙĸ",
        "l": "łɫ",
        "n": "ŋɲ",
        "o": "øɔ",
        "oe": "œ",
        "t": "ŧ",
        "th": "þ",
        "y": "ƴ",
    }.items()
    for same in others
}
"""Map what is left after marks are gone: أ إ آ, ؤ and ئ are a letter and a mark, and need no entry here."""

_UNSPACED = (
    (0x0E01, 0x0EDF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17DD),  # Khmer
    (0x3041, 0x30FF),  # Japanese syllables
    (0x3400, 0x9FFF),  # Chinese characters, and beyond the basic plane:
    (0x20000, 0x3FFFF),
)
_INVISIBLE = {0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0}
"""List what prints nothing, though it is neither a format character nor a mark with a combining class."""


def _is_dropped(character: str) -> bool:
    """Tell whether a character leaves no trace: a mark, a format character, a modifier letter, tatweel."""
    code = ord(character)
    return (
        unicodedata.combining(character) != 0
        or unicodedata.category(character) in ("Cf", "Me")
        or code in _INVISIBLE
        or code == 0x0640
        or 0x02B9 <= code <= 0x02BF
        or 0x180B <= code <= 0x180D
        or 0xFE00 <= code <= 0xFE0F
        or 0xE0100 <= code <= 0xE01EF
    )


def _fold_one(character: str) -> str:
    """Fold one character without regard to its neighbours; nothing drops it, a space parts words.

    An apostrophe stays until its neighbours are folded.
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", character) if not _is_dropped(c))
    folded = ""
    for letter in unicodedata.normalize("NFKD", bare.casefold()):
        if _is_dropped(letter):
            continue
        category = unicodedata.category(letter)
        if category == "Nd":
            folded += str(unicodedata.decimal(letter))
        elif category[0] in "LNM" or category == "Co":
            folded += _SAME_LETTER.get(letter, letter)
        else:
            folded += " "
    if character in _APOSTROPHES:
        return "'"
    if any(first <= ord(letter) <= last for letter in folded for first, last in _UNSPACED):
        return " " + " ".join(folded) + " "
    return folded if folded.strip() else folded[:1]


class _Letters(dict[int, str | None]):
    """Map code points as `str.translate` wants them, each worked out when it is first met."""

    def __missing__(self, code: int) -> str | None:
        folded = _fold_one(chr(code)) or None
        self[code] = folded
        return folded


class _Repertoire:
    """Fold texts of at most 256 different characters at C speed, ten times faster than `str.translate`.

    A text is encoded to one byte a character, the bytes are translated, and decoded again. No character of a
    repertoire may fold to more than one letter.
    """

    def __init__(self, characters: str) -> None:
        letters = "".join(dict.fromkeys("\0" + characters))  # without NUL at 0 the encoding is a slow dict
        folded = [_LETTERS[ord(letter)] for letter in letters]
        targets = "".join(dict.fromkeys(one for one in folded if one is not None))
        byte_of = {letter: index for index, letter in enumerate(targets)}
        self._encoding = codecs.charmap_build(letters)
        self._decoding = targets
        self._table = bytes(byte_of[one] if one is not None else 0 for one in folded).ljust(256, b"\0")
        self._dropped = bytes(index for index, one in enumerate(folded) if one is None)
        self._kept = bytes(one is not None for one in folded).ljust(256, b"\0")

    def encode(self, text: str) -> bytes | None:
        """Return one byte for each character, or None for a text beyond this repertoire."""
        try:
            return codecs.charmap_encode(text, "strict", self._encoding)[0]
        except UnicodeEncodeError:
            return None

    def fold(self, encoded: bytes) -> str:
        """Return the folded text of what `encode` returned."""
        translated = encoded.translate(self._table, self._dropped)
        return codecs.charmap_decode(translated, "strict", self._decoding)[0]

    def offsets(self, encoded: bytes) -> Sequence[int]:
        """Return the index in the text of each folded character."""
        kept = encoded.translate(self._kept)
        return list(compress(range(len(kept)), kept)) if 0 in kept else range(len(kept))


_LETTERS = _Letters()
_LATIN = "\t\n\r" + "".join(map(chr, range(0x20, 0x7F))) + "\u00a0\u2013\u2014\u2026‘’“”«»"
_REPERTOIRES = (
    _Repertoire(
        _LATIN + "،؛؟\u200c\u200d\u200e\u200f"
        + "".join(map(chr, range(0x0621, 0x066A)))
        + "٪ٱپچژڕڤکڪگڵھہەۆۇۈۋیێېے" + "".join(map(chr, range(0x06F0, 0x06FA)))
        + "êîûçşÊÎÛÇŞğĞıİöÖüÜéèáàâíóúñ"
    ),
    _Repertoire(_LATIN + "".join(map(chr, range(0x0400, 0x0460))) + "ҐґҒғҚқҢңҮүҰұҺһӘәӨө\u0301"),
)  # fmt: skip


def fold(text: str) -> str:
    """Fold a text to words of letters and digits, parted by one or more spaces."""
    folded, _ = _fold_letters(text)
    return _BETWEEN_WORDS.sub(" ", folded).replace("'", "") if "'" in folded else folded


def fold_with_offsets(text: str) -> tuple[str, Sequence[int]]:
    """Fold a text, and say for each folded character the index of the character of `text` it comes from."""
    folded, offsets = _fold_letters(text)
    if "'" not in folded:
        return folded, offsets()
    marked = _BETWEEN_WORDS.sub(" ", folded)
    return marked.replace("'", ""), list(compress(offsets(), (letter != "'" for letter in marked)))


def _fold_letters(text: str) -> tuple[str, Callable[[], Sequence[int]]]:
    """Fold every letter by itself, with a way to learn the offsets; apostrophes are still there."""
    for repertoire in _REPERTOIRES:
        encoded = repertoire.encode(text)
        if encoded is not None:
            return repertoire.fold(encoded), partial(repertoire.offsets, encoded)
    return text.translate(_LETTERS), partial(_offsets_one_by_one, text)


def _offsets_one_by_one(text: str) -> Sequence[int]:
    offsets: list[int] = []
    for index, character in enumerate(text):
        offsets.extend([index] * len(_LETTERS[ord(character)] or ""))
    return offsets
