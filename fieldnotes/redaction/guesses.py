"""Guess what a text may have been before it was read in a wrong coding, spoken, or spelled with other signs.

Nothing in the text tells for sure. Each guess gives one more reading of it, which counts beside the others.
"""

import re
from functools import partial

from fieldnotes.redaction import zawgyi
from fieldnotes.redaction.encodings import Decoder, Pieces, as_line_end, character, nothing, written_back

_HEX = "[0-9A-Fa-f]"
_LATIN_GLYPHS = bytes(range(0x80, 0xA0)).decode("cp1252", errors="ignore")
_TAKEN_FOR_LATIN = re.compile(f"[\u00c0-\u00ff][{_LATIN_GLYPHS}\u00a0-\u00ff][\u00c0-\u00ff]")
_TAKEN_FOR_CYRILLIC = re.compile("[а-яё][А-ЯЁ]{2}")
_HIGH = re.compile(f"[\u0080-\u00ff{_LATIN_GLYPHS}]+")

# Words by which people say the signs of an address: English, German, Dutch, French, Spanish, Portuguese, Italian,
# Turkish, Russian, Ukrainian, Polish, Serbian and Croatian, Arabic, Persian, Hebrew.
_AT = (
    r"at|ät|et|arroba|arobase|chiocciola|apestaart\w*|kuyruklu|собака|ет|равлик|małpa|malpa|majmun|мајмун|ات|آت|"
    r"شطرودل|שטרודל"
)
_DOT = r"dot|punkt|punt|point|punto|ponto|nokta|точка|крапка|kropka|tačka|tacka|točka|tocka|тачка|نقطة|نقطه|נקודה"
_A_DOT = re.compile(_DOT, re.IGNORECASE)
_SAID_DOT = re.compile(rf"\s(?:{_DOT})\s", re.IGNORECASE)


def _css(found: str) -> str:
    return character(int(found[1:].strip(), 16))


def _taken_for(read: str, written: str, found: str) -> Pieces:
    """Yield what was *written* in one coding of one octet a letter and *read* in another."""
    octets = written_back(found, read)
    if octets is not None:
        for place, letter in enumerate(octets.decode(written, errors="replace")):
            yield place, place + 1, letter


def _by_table(table: dict[int, int], found: str) -> str:
    return found.translate(table)


def _as_signs(found: str) -> str:
    """Return the sign of an address that a word says."""
    return "." if _A_DOT.fullmatch(found.strip()) else "@"


# The first octets of letters with accents, as old systems show them: a Mac, and the code pages of DOS.
_TAKEN_FOR_SIGNS = (("mac_roman", "[√ƒ≈∆…]"), ("cp437", "[├─┼╞╔]"), ("cp850", "[├─┼╞╔]"))
_SIGNS = re.compile("[\u0080-\uffff]{2,}")
_BROKEN_BY_PAGE = re.compile(
    r"(?<=[^\W\d_])[-\u00ad\u00ac\u2010]?[ \t]*\n\s*(?:[^\W\d_]{1,8}\.?\s?)?\d{1,4}[ \t]*\n\s*(?=[^\W\d_])"
)


_BEHIND = "¨¸˘˙˚˝ˇ"  # accents that a PDF sets behind their letters
# Letters that look upside down like others: those that are others still, and those that stay themselves or swap.
_TURNED = dict(zip("ɐɔǝɟƃɓᵷɥᴉɾʞʃꞁɯɹʇʌʍʎ", "acefggghijkllmrtvwy", strict=True))
_TURNING = str.maketrans({**_TURNED, **dict(zip("bdpqnuı˙", "qpdbuni.", strict=True))})
_ONE_TURNED = f"[a-zøəæ]*[{''.join(_TURNED)}]"
_UPSIDE_DOWN = re.compile(rf"{_ONE_TURNED}\w*[-'˙]?(?:[ \u00a0][\w'˙-]*[{''.join(_TURNED)}][\w'˙-]*)*")
_FEWEST_TURNED = 2


def _turned(found: str) -> str:
    """Return words that were written upside down, from their end; a single such letter may be one of its own."""
    turned = sum(letter in _TURNED for letter in found)
    return found[::-1].translate(_TURNING) if turned >= _FEWEST_TURNED else found


def _utf8_taken_for(coding: str, found: str) -> Pieces:
    """Yield the letters of UTF-8 that were read in an old coding, where all that was found can be that."""
    words = (written_back(found, coding) or b"").decode(errors="replace")
    if words.isalpha():
        yield 0, len(found), words


# The time of a line in a transcript or a subtitle, in brackets or on lines of its own, which falls between the words of
# a name as between any others; behind the end of a sentence nothing is continued. A
# stroke stands for it, over which no unknown words are taken together.
_TIME = r"\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?"
_TIMES = rf"{_TIME}(?:\s?(?:-->|[-–])\s?{_TIME})?"
_CUE = re.compile(
    rf"(?<=[^\s\d.!?:;()\[\]{{}}<>])(?:\s{{0,4}}[\[({{<]\s?{_TIMES}\s?[\])}}>]\s{{0,4}}"
    rf"|[ \t]{{0,4}}\n\s{{0,4}}(?:\d{{1,5}}\s{{1,4}})?{_TIMES}[ \t]{{0,4}}\n\s{{0,4}})(?=[^\W\d_])"
)

MISTAKEN = (
    Decoder(re.compile(r"\d:\d\d"), _CUE, lambda _found: " | "),
    Decoder(re.compile(r"\d[ \t]*\n"), _BROKEN_BY_PAGE, nothing),
    Decoder(re.compile(r"-(?<=[^\W\d_]-)[ \n]"), re.compile(r"-(?<=[^\W\d_]-)(?: {1,2}|\n)(?=[^\W\d_])"), nothing),
    Decoder(re.compile(f"[{_BEHIND}]"), re.compile(rf"(?<=[^\W\d_])[{_BEHIND}](?=[^\W\d_])"), nothing),
    Decoder(re.compile(f"[{''.join(_TURNED)}]"), _UPSIDE_DOWN, _turned),
    Decoder(re.compile("ǫ"), re.compile("(?<=[ᴀ-ᴢ])ǫ|ǫ(?=[ᴀ-ᴢ])"), lambda _found: "q"),  # small capitals have none
    *(Decoder(re.compile(sign), _SIGNS, partial(_utf8_taken_for, coding)) for coding, sign in _TAKEN_FOR_SIGNS),
    Decoder(re.compile(r"\\[nrt][a-z]"), re.compile(r"\\[nrt]"), as_line_end),
    Decoder(re.compile(rf"\\{_HEX}"), re.compile(rf"\\{_HEX}{{2,6}} ?"), _css),
    *(
        Decoder(_TAKEN_FOR_LATIN, _HIGH, partial(_taken_for, "cp1252", written))
        for written in ("cp1251", "cp1256", "koi8-r", "cp1253", "cp1255")
    ),
    Decoder(re.compile("[\u1033\u1034\u1039-\u103d\u105a\u1060-\u1097]"), zawgyi.TEXT, zawgyi.read_doubtful),
    Decoder(re.compile("[þýðÞÝÐ]"), _HIGH, partial(_taken_for, "cp1252", "cp1254")),  # Turkish
    Decoder(re.compile("[æèðøþ¹³¿]"), _HIGH, partial(_taken_for, "cp1252", "cp1250")),  # central Europe
    *(
        Decoder(_TAKEN_FOR_CYRILLIC, re.compile("[\u0400-\u04ff]{2,}"), partial(_taken_for, read, written))
        for read, written in (("cp1251", "koi8-r"), ("koi8-r", "cp1251"))
    ),
)
"""Codings of which nothing tells whether they are meant."""

# Looked for in every text: what is rare is asked first, and only then what stands beside it.
_AMONG_LETTERS = re.compile(r"[0-9@$|€!](?:(?<=[^\W\d_][^!])|(?<=[^!])(?=[^\W\d_])|(?<=[^\W\d_]!)(?=[^\W\d_]))")
RESPELLED = (
    *(
        Decoder(
            _AMONG_LETTERS,
            re.compile(
                r"(?<=[^\W\d_])[0-9@$!|€]{1,3}(?=[^\W\d_])|(?<=[^\W\d_])[0-9$!|€](?!\w)|(?<![\w.,])[0-9$|€](?=[^\W\d_])"
            ),
            partial(_by_table, str.maketrans("034567892@$€!|1", f"oeasgtbgzase{ones}")),
        )
        for ones in ("ili", "lil")
    ),
    Decoder(
        re.compile(r"\d(?: ?[OoIlSB]|(?<=[OoIlSB]\d)|(?<=[OoIlSB] \d))"),  # figures first: they are rare
        re.compile(
            r"[\dOoIlSB](?<!\w.)(?:(?<=\d)|(?=[^\d\n]{0,8}\d))(?:[().\s/-]{0,3}[\dOoIlSB])*(?!\w)"  # rare first
        ),
        partial(_by_table, str.maketrans("OoIlSB", "001158")),
    ),
    Decoder(_SAID_DOT, re.compile(rf"\s+(?:(?:{_DOT})|(?:{_AT}))(?=\s)\s*", re.IGNORECASE), _as_signs),
)
"""Figures for letters and letters for figures, for fun or because a machine read a bad copy; signs that were spoken.

A number of two figures and more at the end of a word is a number: "abuali1987". An exclamation mark stands for a letter
at the end of a word only where another sign stands for one elsewhere.
"""
