"""Prove that a header from a stranger is read strictly and cannot exhaust the machine."""

from collections.abc import Iterator
from itertools import chain, repeat

import pytest

from fieldnotes.errors import Damaged
from fieldnotes.formats.age.bytereader import BLOCK_SIZE, ByteReader
from fieldnotes.formats.age.header import MAX_HEADER, MAX_STANZAS, Header, Stanza, read_header

VERSION = b"age-encryption.org/v1\n"
FULL_LINE = b"A" * 64 + b"\n"


class Counted:
    """Count the bytes that are taken from an endless row of blocks."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks
        self.taken = 0

    def __iter__(self) -> Iterator[bytes]:
        for block in self._blocks:
            self.taken += len(block)
            yield block


@pytest.mark.parametrize(
    "endless",
    [
        repeat(b"x" * 4096),
        chain([VERSION + b"-> "], repeat(b"x" * 4096)),
        chain([VERSION + b"-> x\n"], repeat(b"A" * 4096)),
        chain([VERSION + b"-> x\n"], repeat(FULL_LINE * 64)),
        chain([VERSION], repeat(b"-> x\n\n" * 64)),
        chain([VERSION], repeat(b"-> x\n" + FULL_LINE * 100 + b"\n")),
    ],
    ids=["a line", "arguments", "a body line", "a body", "stanzas", "large stanzas"],
)
def test_an_endless_header_is_refused_after_little_reading(endless: Iterator[bytes]) -> None:
    counted = Counted(endless)

    with pytest.raises(Damaged):
        read_header(ByteReader(counted))

    assert counted.taken <= MAX_HEADER + BLOCK_SIZE


def test_as_many_stanzas_as_allowed_are_read() -> None:
    header = Header.sealed(bytes(16), (Stanza(("x",), b""),) * MAX_STANZAS)

    assert len(read_header(ByteReader([header.encode()])).stanzas) == MAX_STANZAS


def test_one_stanza_more_than_allowed_is_refused() -> None:
    header = Header.sealed(bytes(16), (Stanza(("x",), b""),) * (MAX_STANZAS + 1))

    with pytest.raises(Damaged, match="too many"):
        read_header(ByteReader([header.encode()]))


@pytest.mark.parametrize("size", [0, 1, 32, 47, 48, 49, 96, 1000])
def test_a_stanza_is_read_as_it_was_written(size: int) -> None:
    stanza = Stanza(("example.com/x", "!~", "42"), bytes(range(256)) * 4)
    stanza = Stanza(stanza.arguments, stanza.body[:size])
    header = Header.sealed(bytes(16), (stanza, stanza))

    again = read_header(ByteReader([header.encode(), b"payload"]))

    assert again == header
    again.verify(bytes(16))


def test_the_payload_begins_where_the_header_ends() -> None:
    reader = ByteReader([Header.sealed(bytes(16), (Stanza(("x",), b""),)).encode() + b"--- payload\n"])
    read_header(reader)

    assert reader.up_to(100).tobytes() == b"--- payload\n"


def test_a_header_made_with_another_file_key_is_not_believed() -> None:
    header = Header.sealed(bytes(16), (Stanza(("x",), b""),))

    with pytest.raises(Damaged, match="was changed"):
        header.verify(b"\x01" + bytes(15))


def test_a_newer_version_is_called_so() -> None:
    with pytest.raises(Damaged, match="version that is not known"):
        read_header(ByteReader([b"age-encryption.org/v2\nwhatever"]))
