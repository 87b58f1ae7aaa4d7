"""Undo the encodings in which words arrive: from the web, mail, office software, and from tools that guessed wrong.

Each decoder takes what its pattern found and says what stands for which letter, so that a name is told apart from
what is encoded beside it. A hit counts in the text as it stands too: decoding what was meant literally does no harm.

Sources: HTML entities (WHATWG), percent (RFC 3986), quoted-printable (RFC 2045) and encoded words (RFC 2047),
UTF-7 (RFC 2152), punycode (RFC 3492), RTF 1.9, CSS escapes, escapes of JSON, Python and Java.
"""

import base64
import binascii
import codecs
import html
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from fieldnotes.redaction import zawgyi

_HEX = "[0-9A-Fa-f]"
_SIXTY_FOUR = "[A-Za-z0-9+/_-]"
_PAIR_OF_DIGITS = {size: re.compile(rf"{_HEX}{{{size}}}") for size in (2, 4)}
# An accent with its letter in braces, or a letter by its name; accents by a sign are undone with the markup.
_TEX_NAMES = "ss|ae|oe|aa|AE|OE|AA|DJ|dj|DH|dh|TH|th|NG|ng|[ijloLO]"
_TEX = (
    rf"\{{?\\(?:[cvuHkdbrt]\s?\{{\s?\\?[^\W\d_]\s?\}}|(?:{_TEX_NAMES})(?![A-Za-z]))(?:\{{\}}|\}})?"
    r"|\{\\[cvuHkdbrt]\s+\\?[^\W\d_]\s?\}"  # {\c s}
)
_TEX_LETTERS = {
    "ss": "ß",
    "ae": "æ",
    "oe": "œ",
    "aa": "å",
    "AE": "Æ",
    "OE": "Œ",
    "AA": "Å",
    "l": "ł",
    "L": "Ł",
    "o": "ø",
    "O": "Ø",
    "DJ": "Đ",
    "dj": "đ",
    "DH": "Ð",
    "dh": "ð",
    "TH": "Þ",
    "th": "þ",
    "NG": "Ŋ",
    "ng": "ŋ",
}
_NOT_HEXADECIMAL = re.compile(r"[^0-9A-Fa-f]")
_ENCODED_WORD = re.compile(r"=\?([\w-]{2,30})(?:\*[\w-]*)?\?([BbQq])\?([^?\s]*)\?=")
_PACKED = (
    rf"(?<![\w+/-]){_SIXTY_FOUR}{{12,}}={{0,2}}"
    rf"(?:\r?\n[ \t]{{0,8}}(?:{_SIXTY_FOUR}{{16,}}|{_SIXTY_FOUR}{{2,}}(?==))={{0,2}})*"  # mail breaks its lines
)
_SHORTEST_BASE64 = 12
_FEWEST_LETTERS = 0.6  # of what was hidden in base64 or hexadecimal digits, if that was text

# Codings by which octets are read wrongly, and how many letters must come out before it is believed: where an old
# coding has letters in the upper half of its table, a piece of a real word can be valid UTF-8 by chance.
_READ_AS = {
    **dict.fromkeys(("cp1252", "cp1251", "cp1256", "cp1254", "cp1250", "cp1253", "cp1255"), 1),
    **dict.fromkeys(("mac_roman", "cp437", "cp866", "koi8-r"), 4),
}
_BELIEVED_OF_WESTERN = re.compile("[\u0080-\U0010ffff]+")
_BELIEVED = re.compile(
    "[\u00a0-\u017f\u02bc\u1ea0-\u1ef9\u2000-\u206f]|"  # a single letter with an accent, or a quotation mark
    "[\u0009-\u02af\u02bc\u0370-\u06ff\u0750-\u077f\u0900-\u109f\u10a0-\u137f\u1e00-\u1fff\u2000-\u206f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]{2,}"
)


Pieces = Iterator[tuple[int, int, str]]
"""Where a piece of what was found begins and ends in it, and what it stands for."""


def _hexadecimal(found: str) -> bytes:
    return bytes.fromhex(_NOT_HEXADECIMAL.sub("", found))


def _letters(octets: Sequence[tuple[int, int, int]], coding: str) -> Pieces:
    """Yield the letters that *octets* (start, end, value) are in a coding; what is not valid shows as U+FFFD."""
    decoder = codecs.getincrementaldecoder(coding)(errors="replace")
    start: int | None = None
    for place, (begin, end, value) in enumerate(octets):
        start = begin if start is None else start
        words = decoder.decode(bytes([value]), final=place == len(octets) - 1)
        if words:
            yield start, end, words
            start = None


def _octets_of(found: str, size: int = 2) -> list[tuple[int, int, int]]:
    """Return the octets in hexadecimal digits in *found*, with where they stand, the signs around them included."""
    octets, reached = [], 0
    for match in _PAIR_OF_DIGITS[size].finditer(found):
        octets += [(reached, match.end(), value) for value in bytes.fromhex(match[0])]
        reached = match.end()
    return octets


def nothing(_found: str) -> str:
    """Take away whatever was found."""
    return ""


def as_line_end(_found: str) -> str:
    """Return the end of a line, whatever was found."""
    return "\n"


def _octal(found: str) -> Pieces:
    """Undo a run of octets in three octal digits each, as git and shells write the names of files."""
    octets = [(place, place + 4, int(found[place + 1 : place + 4], 8)) for place in range(0, len(found), 4)]
    return _letters(octets, "utf-8")


def _percent(found: str) -> Pieces:
    return _letters(_octets_of(found), "utf-8")


def _octets(found: str) -> Pieces:
    """Read octets in hexadecimal digits as UTF-8, else as the Windows code page of western Europe."""
    octets = _octets_of(found)
    try:
        bytes(value for _, _, value in octets).decode()
    except UnicodeDecodeError:
        return _letters(octets, "cp1252")
    return _letters(octets, "utf-8")


def _escapes(found: str) -> Pieces:
    """Undo a run of escapes with four hexadecimal digits each, or of octets with two."""
    if found[1] in "uU":
        return _letters(_octets_of(found, 4), "utf-16-be")
    return _letters(_octets_of(found), "utf-8")


def _long_escape(found: str) -> str:
    return character(int(found[2:], 16))


def character(code: int) -> str:
    """Return the character of a code point, or U+FFFD where there is none."""
    return chr(code) if 0 <= code <= sys.maxunicode else "\ufffd"


def _rtf_unicode(found: str) -> Pieces:
    """Undo a run of RTF's characters: signed decimal numbers of 16 bits, each with a stand-in for old readers."""
    octets = []
    for match in re.finditer(r"\\u(-?\d{1,5}) ?\?", found):
        code = int(match[1]) & 0xFFFF
        octets += [(match.start(), match.end(), value) for value in code.to_bytes(2, "big")]
    return _letters(octets, "utf-16-be")


def _code_points(found: str) -> str:
    return "".join(character(int(number, 16)) for number in re.findall(f"{_HEX}{{4,6}}", found))


def _mail_word(found: str) -> str:
    """Undo RFC 2047's encoded words; neighbours belong together."""
    return "".join(map(_one_mail_word, _ENCODED_WORD.findall(found)))


def _one_mail_word(parts: tuple[str, str, str]) -> str:
    charset, how, words = parts
    try:
        octets = base64.b64decode(words + "===") if how in "Bb" else binascii.a2b_qp(words.replace("_", " "))
        return octets.decode(charset, errors="replace")
    except (LookupError, ValueError):
        return "\ufffd"


def _utf7(found: str) -> str:
    """Undo a run of UTF-7 where it holds nothing but letters; "+20-30" is none."""
    try:
        words = found.encode().decode("utf-7")
    except UnicodeDecodeError:
        return found
    return words if words and words.isprintable() and any(map(str.isalpha, words)) else found


def _base64(found: str) -> str:
    """Undo base64 where text was hidden in it: in all lines together, or in single ones."""
    whole = _one_base64(found)
    return whole if whole != found else "\n".join(map(_one_base64, found.split("\n")))


def _one_base64(found: str) -> str:
    packed = "".join(found.split()).replace("-", "+").replace("_", "/").rstrip("=")
    if len(packed) < _SHORTEST_BASE64 or len(packed) % 4 == 1:
        return found
    return _hidden_text(base64.b64decode(packed + "=" * (-len(packed) % 4)), found)


def _digits(found: str) -> str:
    """Undo a long run of hexadecimal digits where text was hidden in it."""
    return _hidden_text(_hexadecimal(found), found)


def _hidden_text(octets: bytes, found: str) -> str:
    """Return *octets* as text, or what was *found* where they are none."""
    wide = octets.count(0) * 3 > len(octets)
    try:
        words = octets.decode(("utf-16-le" if octets[1:2] == b"\0" else "utf-16-be") if wide else "utf-8")
    except UnicodeDecodeError:
        return found
    letters = sum(c.isalpha() or c.isspace() or unicodedata.category(c)[0] == "M" for c in words)
    plain = all(c.isprintable() or c.isspace() for c in words)
    return f" {words} " if plain and letters >= _FEWEST_LETTERS * len(words) else found


def _punycode(found: str) -> str:
    try:
        return found[4:].encode().decode("punycode")
    except UnicodeError:
        return found


def _misread(found: str) -> Pieces:
    """Undo UTF-8 that was read in another coding ("ZencefÃ®l"); real words in other scripts are never valid UTF-8."""
    octets = _misread_octets(found)
    if octets is None:
        return iter(())
    letters = _letters([(place, place + 1, value) for place, value in enumerate(octets)], "utf-8")
    return ((start, end, words.replace("\ufffd", "")) for start, end, words in letters)


@lru_cache(maxsize=4096)
def _misread_octets(found: str) -> bytes | None:
    """Return the octets that were read as *found*, or None where it is not believed that they were."""
    for coding, letters in _READ_AS.items():
        octets = written_back(found, coding)
        words = None if octets is None else _as_utf8(octets, found.count("\ufffd"))
        believed = _BELIEVED_OF_WESTERN if coding == "cp1252" else _BELIEVED
        if words is not None and len(words) >= letters and believed.fullmatch(words):
            return octets
    return None


def written_back(found: str, coding: str) -> bytes | None:
    """Return the octets that *coding* reads as *found*; octets without a sign are read as themselves by most tools."""
    try:
        return b"".join(
            bytes([ord(c)]) if "\x80" <= c <= "\x9f" else b"\xff" if c == "\ufffd" else c.encode(coding) for c in found
        )
    except UnicodeEncodeError:
        return None


def _as_utf8(octets: bytes, lost: int) -> str | None:
    """Return *octets* as UTF-8, or None where they are none, but for some near the *lost* ones."""
    words = octets.decode(errors="replace")
    wrong = words.count("\ufffd")
    return words.replace("\ufffd", "") if wrong <= 2 * lost < len(words) < len(octets) else None


def _tex(found: str) -> str:
    """Return the letter under an accent of TeX, or a letter of its own by name."""
    name = found.strip("{}\\ ")
    return _TEX_LETTERS.get(name) or name[-1]


class Decoder(NamedTuple):
    """Undo one encoding: `sign` is looked for first, since most texts hold none. `undo` gives words, or pieces."""

    sign: re.Pattern[str]
    pattern: re.Pattern[str]
    undo: Callable[[str], str | Pieces]

    def edits(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield what to put where in *text*, in order."""
        for match in self.pattern.finditer(text):
            undone = self.undo(match[0])
            if isinstance(undone, str):
                yield match.start(), match.end(), undone
            else:
                yield from ((match.start() + start, match.start() + end, words) for start, end, words in undone)


DECODERS = tuple(
    Decoder(re.compile(sign), re.compile(pattern), undo)
    for sign, pattern, undo in (
        ("&", r"&(?:#[0-9]{1,16}|#[xX][0-9a-fA-F]{1,16}|[A-Za-z][A-Za-z0-9]{1,31});?", html.unescape),
        (r"=\?", rf"{_ENCODED_WORD.pattern}(?:\s*{_ENCODED_WORD.pattern})*", _mail_word),
        ("%", rf"(?:%{_HEX}{{2}})+", _percent),
        ("%u", rf"(?:%u{_HEX}{{4}})+", _escapes),
        (r"\\[nrt]", r"\\[nrt](?![a-z])", as_line_end),
        (r"\\u", r"(?:\\u-?\d{1,5} ?\?)+", _rtf_unicode),
        (r"\\u", rf"(?:\\u{_HEX}{{4}})+", _escapes),
        (r"\\U", rf"\\U{_HEX}{{8}}", _long_escape),
        (r"\\x", rf"(?:\\x{_HEX}{{2}})+", _escapes),
        (r"\\u\{", rf"\\u\{{{_HEX}{{1,6}}\}}", lambda found: character(int(found[3:-1], 16))),
        (r"\\[23][0-7]{2}\\[23]", r"(?:\\[0-3][0-7]{2}){2,}", _octal),
        ("\x1b", r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]{0,256}(?:\x07|\x1b\\)|[@-_])", nothing),
        (r"\\'", rf"(?:\\'{_HEX}{{2}})+", _octets),
        (r"=\r?\n", r"=\r?\n", nothing),
        ("=[0-9A-F]", r"(?:=[0-9A-F]{2})+", _octets),
        (r"\{\\[a-z]", r"\{\\[a-z]{1,12}(?:-?\d{1,5} ?| )\}", nothing),  # a group of RTF that holds nothing
        (r"\\[A-Za-z]", _TEX, _tex),
        (r"U\+[0-9A-F]{4}", rf"(?:U\+{_HEX}{{4,6}}[\s,]?)+", _code_points),
        ("xn--", r"xn--[a-z0-9-]{2,60}", _punycode),
        (r"\+[A-Za-z0-9]", r"\+[A-Za-z0-9+/]{3,200}-?", _utf7),
        ("[\u0080-\uffff]", "[\u0080-\U0010ffff]{2,}", _misread),
        ("[\u1031\u1033\u1039-\u103b\u1087-\u1090]", zawgyi.TEXT.pattern, zawgyi.read),
        (
            r"[A-Za-z0-9+/_-]{12}",
            _PACKED,
            _base64,
        ),
        (
            r"[0-9A-Fa-f](?<!\w.)[0-9A-Fa-f][\s:]?(?:[0-9A-Fa-f]{2}[\s:]?){5}",
            rf"(?<!\w)(?:{_HEX}{{2}}[\s:]?){{6,}}(?!\w)",
            _digits,
        ),
    )
)
