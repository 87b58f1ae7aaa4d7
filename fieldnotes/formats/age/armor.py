"""Write and read the text form of an age file: strict PEM (c2sp.org/age, "ASCII armor"; RFC 7468).

One file has one armour: only white space around it and the kind of line ending may vary.
"""

import base64
import re
from collections.abc import Iterable, Iterator

from fieldnotes.errors import Damaged
from fieldnotes.formats.age.bytereader import ByteReader

_BEGIN = b"-----BEGIN AGE ENCRYPTED FILE-----"
_END = b"-----END AGE ENCRYPTED FILE-----"
_COLUMNS = 64
_LINE_BYTES = 48
_LINES_AT_ONCE = 512
_FULL_LINES = re.compile(rb"(?:[A-Za-z0-9+/]{64}\n)+")
_BASE64 = re.compile(rb"[A-Za-z0-9+/]+={0,2}")
_WHITE_SPACE = b" \t\r\n"
_MAX_WHITE_SPACE = 1024


def is_armored(reader: ByteReader) -> bool:
    """Say whether an armour begins here, after white space; takes nothing."""
    return reader.peek(_MAX_WHITE_SPACE + len(_BEGIN)).lstrip(_WHITE_SPACE).startswith(_BEGIN)


def encode(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the armour of `blocks`, with a line feed after each line."""
    reader = ByteReader(blocks)
    yield _BEGIN + b"\n"
    while not reader.at_end():
        text = base64.b64encode(reader.up_to(_LINE_BYTES * _LINES_AT_ONCE))
        yield b"".join(text[at : at + _COLUMNS] + b"\n" for at in range(0, len(text), _COLUMNS))
    yield _END + b"\n"


def decode(reader: ByteReader) -> Iterator[bytes]:
    """Yield the bytes inside the armour that begins here.

    Raises Damaged where the armour is not exactly what `encode` writes, or something follows it.
    """
    _skip_white_space(reader)
    if _line(reader) != _BEGIN:
        raise _malformed()
    yield from _decode_full_lines(reader)
    full = True
    while (line := _line(reader)) != _END:
        if not full:
            raise _malformed()
        data = _decode_line(line)
        full = len(data) == _LINE_BYTES
        yield data
    if reader.up_to(_MAX_WHITE_SPACE).tobytes().strip(_WHITE_SPACE) or not reader.at_end():
        raise _malformed()


def _malformed() -> Damaged:
    return Damaged("the text armour of this age file is damaged", "copy all of it, from BEGIN to END")


def _skip_white_space(reader: ByteReader) -> None:
    ahead = reader.peek(_MAX_WHITE_SPACE + 1)
    reader.up_to(len(ahead) - len(ahead.lstrip(_WHITE_SPACE)))


def _line(reader: ByteReader) -> bytes:
    """Take a line without its ending, which is LF, CRLF or the end of the file."""
    return reader.line(_COLUMNS + 2).removesuffix(b"\n").removesuffix(b"\r")


def _decode_full_lines(reader: ByteReader) -> Iterator[bytes]:
    """Yield the bytes of the lines that end in a line feed alone, many at a time, for speed only."""
    while lines := _FULL_LINES.match(reader.peek((_COLUMNS + 1) * _LINES_AT_ONCE)):
        reader.up_to(lines.end())
        yield base64.b64decode(lines[0])


def _decode_line(line: bytes) -> bytes:
    """Return the bytes of one line, from 1 to 48; other than the last, a line has 48."""
    # A line longer than 64 columns arrives here cut to 65 or 66, which is no multiple of four.
    if len(line) % 4 or not _BASE64.fullmatch(line):
        raise _malformed()
    data = base64.b64decode(line)
    if base64.b64encode(data) != line:
        raise _malformed()
    return data
