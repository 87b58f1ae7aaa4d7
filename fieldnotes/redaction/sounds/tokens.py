"""Cut a text as it was written into words, marks included; where no spaces are written, into syllables."""

import re
import unicodedata

_MARK_BLOCKS = (range(0x300, 0x1B00), range(0x1DC0, 0x1E00), range(0x20D0, 0x2100), range(0xA660, 0xABFF))


def _marks() -> str:
    """Return the marks that belong to the letter before them, as the inside of a character class."""
    codes = [code for block in _MARK_BLOCKS for code in block if unicodedata.category(chr(code)) in ("Mn", "Mc")]
    marks = set(codes)
    starts = [code for code in codes if code - 1 not in marks]
    ends = [code for code in codes if code + 1 not in marks]
    return "".join(f"\\u{start:04x}-\\u{end:04x}" for start, end in zip(starts, ends, strict=True))


MARKS = _marks()
_HAN = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_BURMESE = r"\u1000-\u102a\u103f"
_BURMESE_SYLLABLE = (
    rf"[{_BURMESE}](?![\u103a\u1039])(?:[\u102b-\u103e]|\u1039[{_BURMESE}]|[{_BURMESE}][\u1037\u1038]*\u103a)*"
)
_LETTER = rf"[^\W_{_HAN}{_BURMESE}]"
WORD = re.compile(rf"{_LETTER}+(?:[{MARKS}]+{_LETTER}*)*|[{_HAN}]|{_BURMESE_SYLLABLE}")
"""A word with its marks and digits; one Chinese character; one Burmese syllable."""

PLAIN_WORD = re.compile(r"[A-Za-z0-9]+")
"""The same in a text that is all ASCII."""

UNSEEN = re.compile(
    r"[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
    r"\x00-\x08\x0e-\x1f\x7f\U000e0000-\U000e0fff]+"
)
"""What shows nothing and can stand inside a word."""

SYLLABLE = re.compile(rf"[{_HAN}{_BURMESE}]")
"""How a word starts that is a syllable only."""

_APOSTROPHES = re.compile(r"(?<=\w)['’‘`´′ʻʼʾʿ](?=\w)")


def words_of(form: str) -> list[str]:
    """Return the words of a name as it stands on a card; an apostrophe inside one is not heard."""
    return WORD.findall(_APOSTROPHES.sub("", UNSEEN.sub("", unicodedata.normalize("NFC", form))))
