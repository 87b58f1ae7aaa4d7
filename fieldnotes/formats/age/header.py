"""Write and read the header of an age file: version, stanzas and MAC (c2sp.org/age, "Header").

What is read comes from strangers, so its size is bounded before anything is kept.
"""

import base64
import binascii
import hmac
import re
from dataclasses import dataclass
from typing import Self

from fieldnotes.errors import Damaged
from fieldnotes.formats.age.bytereader import ByteReader
from fieldnotes.formats.age.primitives import derive

VERSION_PREFIX = b"age-encryption.org/"
MAX_LINE = 8 * 1024
MAX_HEADER = 1024 * 1024
MAX_STANZAS = 512

_VERSION_LINE = VERSION_PREFIX + b"v1\n"
_ARGUMENT_LINE = re.compile(rb"->(?: [\x21-\x7e]+)+")
_MAC_LINE = re.compile(rb"--- ([A-Za-z0-9+/]{43})")
_COLUMNS = 64


@dataclass(frozen=True, slots=True)
class Stanza:
    """Hold one wrapping of the file key: arguments of visible ASCII, the first its type, and a body."""

    arguments: tuple[str, ...]
    body: bytes

    @property
    def type(self) -> str:
        """Return the first argument, which says who may recognise the stanza."""
        return self.arguments[0]

    def encode(self) -> bytes:
        """Write the stanza; its body ends with a line shorter than 64 columns, even an empty one."""
        text = encode64(self.body)
        lines = [text[at : at + _COLUMNS] for at in range(0, len(text) + 1, _COLUMNS)]
        return "\n".join(["-> " + " ".join(self.arguments), *lines, ""]).encode("ascii")


@dataclass(frozen=True, slots=True)
class Header:
    """Hold a header as read: its stanzas, the bytes its MAC covers, and the MAC (32 bytes)."""

    stanzas: tuple[Stanza, ...]
    covered: bytes
    mac: bytes

    @classmethod
    def sealed(cls, file_key: bytes, stanzas: tuple[Stanza, ...]) -> Self:
        """Make the header of a new file."""
        covered = _VERSION_LINE + b"".join(stanza.encode() for stanza in stanzas) + b"---"
        return cls(stanzas, covered, _mac(file_key, covered))

    def encode(self) -> bytes:
        """Write the header, up to and including its last line feed."""
        return self.covered + b" " + encode64(self.mac).encode("ascii") + b"\n"

    def verify(self, file_key: bytes) -> None:
        """Raise Damaged unless the header is the one that was made with `file_key`."""
        if not hmac.compare_digest(_mac(file_key, self.covered), self.mac):
            raise Damaged("the header of this age file was changed after it was written")


def read_header(reader: ByteReader) -> Header:
    """Take the header from `reader`, which is left at the first byte of the payload.

    Raises Damaged for what is not an age file, not version 1, malformed, or too large to be meant.
    """
    _check_version(reader.line(MAX_LINE))
    lines = _Lines(reader)
    stanzas: list[Stanza] = []
    while not (line := lines.next()).startswith(b"---"):
        if len(stanzas) == MAX_STANZAS:
            raise malformed("it is for too many recipients")
        stanzas.append(_read_stanza(line, lines))
    mac = _MAC_LINE.fullmatch(line)
    if not stanzas or mac is None:
        raise malformed("it does not end as it should")
    covered = _VERSION_LINE + lines.taken.removesuffix(line + b"\n") + b"---"
    return Header(tuple(stanzas), covered, decode64(mac[1].decode("ascii"), 32))


def malformed(why: str) -> Damaged:
    """Make the error for a header that breaks a rule; `why` never quotes the file."""
    return Damaged(f"the header of this age file is malformed: {why}", "ask for the file again, or use a backup")


def encode64(data: bytes) -> str:
    """Write Base 64 without padding (RFC 4648, section 4)."""
    return base64.b64encode(data).decode("ascii").rstrip("=")


def decode64(text: str, size: int | None = None) -> bytes:
    """Read Base 64 without padding; raises Damaged unless canonical and, where given, `size` bytes."""
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        raise malformed("a value is not written in Base 64") from None
    if encode64(data) != text:
        raise malformed("a value is not written in canonical Base 64")
    if size is not None and len(data) != size:
        raise malformed("a value has the wrong length")
    return data


class _Lines:
    """Take whole lines from a reader, within the bounds, and remember them for the MAC."""

    def __init__(self, reader: ByteReader) -> None:
        self._reader = reader
        self._taken = bytearray()

    @property
    def taken(self) -> bytes:
        return bytes(self._taken)

    def next(self) -> bytes:
        """Return the next line without its line feed."""
        line = self._reader.line(MAX_LINE)
        if not line.endswith(b"\n"):
            raise malformed("a line is too long, or the file is cut short")
        self._taken += line
        if len(self._taken) > MAX_HEADER:
            raise malformed("it is too long")
        return line[:-1]


def _check_version(line: bytes) -> None:
    if line == _VERSION_LINE:
        return
    if line.startswith(VERSION_PREFIX):
        raise Damaged("this age file is of a version that is not known here", "a newer release may read it")
    raise Damaged("this is not an age file")


def _read_stanza(line: bytes, lines: _Lines) -> Stanza:
    if not _ARGUMENT_LINE.fullmatch(line):
        raise malformed("a stanza does not begin as it should")
    arguments = tuple(line.decode("ascii").split(" ")[1:])
    body = bytearray()
    while True:
        part = lines.next()
        if len(part) > _COLUMNS:
            raise malformed("a line of a stanza is too long")
        body += part
        if len(part) < _COLUMNS:
            # latin-1 accepts every byte, so that decode64 is the one to refuse what is not Base 64.
            return Stanza(arguments, decode64(body.decode("latin-1")))


def _mac(file_key: bytes, covered: bytes) -> bytes:
    return hmac.digest(derive(file_key, b"", b"header"), covered, "sha256")
