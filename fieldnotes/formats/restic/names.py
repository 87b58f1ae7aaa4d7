"""Write and read file names as Go's strconv.Quote and Unquote do, without the marks around them.

A name is bytes on Unix; here it is text in which bytes that are no UTF-8 stand as Python's `surrogateescape` puts them.
"""

import re

from fieldnotes.errors import Damaged
from fieldnotes.formats.restic.documents import malformed

_SHORT = {"\a": "a", "\b": "b", "\f": "f", "\n": "n", "\r": "r", "\t": "t", "\v": "v", "\\": "\\", '"': '"'}
_LONG = {letter: sign for sign, letter in _SHORT.items()}
_PART = re.compile(
    r'[^\\"\n]+|\\(?:(?P<short>[abfnrtv\\"])|(?P<octal>[0-7]{3})|x(?P<byte>[0-9A-Fa-f]{2})'
    r"|u(?P<four>[0-9A-Fa-f]{4})|U(?P<eight>[0-9A-Fa-f]{8}))"
)
_ESCAPED_BYTES = range(0xDC80, 0xDD00)


def quote(name: str) -> str:
    """Write a name: what cannot be printed is escaped, and so is a byte that is no character."""
    return "".join(map(_quote_sign, name))


def unquote(text: str) -> str:
    """Read a name; raises Damaged for an escape that Go would refuse."""
    parts: list[bytes] = []
    position = 0
    while position < len(text):
        match = _PART.match(text, position)
        if match is None:
            raise _bad()
        parts.append(_unquote_part(match))
        position = match.end()
    return b"".join(parts).decode("utf-8", "surrogateescape")


def is_safe(name: str) -> bool:
    """Tell whether a name names something inside its folder, and nothing else."""
    return name not in ("", ".", "..") and "/" not in name and "\0" not in name


def sort_key(name: str) -> bytes:
    """Return what restic sorts names by: their bytes."""
    return name.encode("utf-8", "surrogateescape")


def _quote_sign(sign: str) -> str:
    code = ord(sign)
    if sign in _SHORT:
        return "\\" + _SHORT[sign]
    if code in _ESCAPED_BYTES:
        return f"\\x{code - 0xDC00:02x}"
    if sign.isprintable():
        return sign
    if code < 0x20 or code == 0x7F:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _unquote_part(match: re.Match[str]) -> bytes:
    if short := match["short"]:
        return _LONG[short].encode("ascii")
    if octal := match["octal"]:
        return _byte(int(octal, 8))
    if byte := match["byte"]:
        return _byte(int(byte, 16))
    if character := match["four"] or match["eight"]:
        return _character(int(character, 16))
    return match[0].encode("utf-8")


def _byte(code: int) -> bytes:
    if code > 0xFF:
        raise _bad()
    return bytes([code])


def _character(code: int) -> bytes:
    if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        raise _bad()
    return chr(code).encode("utf-8")


def _bad() -> Damaged:
    return malformed("a name in this repository")
