"""Prove that a file has one armour, apart from white space around it and the kind of line ending."""

import base64
import os
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldnotes.errors import Damaged
from fieldnotes.formats.age import armor
from fieldnotes.formats.age.bytereader import BLOCK_SIZE, ByteReader
from fieldnotes.formats.age.envelope import decrypt, encrypt
from fieldnotes.formats.age.x25519 import X25519Identity

BEGIN, END = b"-----BEGIN AGE ENCRYPTED FILE-----\n", b"-----END AGE ENCRYPTED FILE-----\n"
DATA = os.urandom(100)
ARMOURED = b"".join(armor.encode([DATA]))


def decoded(text: bytes) -> bytes:
    """Return what the armour `text` holds."""
    return b"".join(armor.decode(ByteReader([text])))


@given(st.one_of(st.binary(max_size=300), st.integers(24_500, 24_700).map(os.urandom)), st.booleans())
def test_an_armour_is_strict_pem_and_comes_back(data: bytes, in_pieces: bool) -> None:
    blocks = [data[:7], b"", data[7:50], data[50:]] if in_pieces else [data]
    text = b"".join(armor.encode(blocks))
    body = text.removeprefix(BEGIN).removesuffix(END)

    assert body == base64.encodebytes(data).replace(b"\n", b"") or body.count(b"\n") == -(-len(data) // 48)
    assert {len(line) for line in body.split(b"\n")[:-2]} <= {64}
    assert base64.b64decode(body) == decoded(text) == data


@pytest.mark.parametrize("before", [b"", b"\n", b" \t\r\n\r\n"])
@pytest.mark.parametrize("after", [b"", b"\n", b" \t\r\n\r\n"])
@pytest.mark.parametrize("crlf", [False, True])
def test_white_space_around_and_line_endings_may_vary(before: bytes, after: bytes, crlf: bool) -> None:
    text = ARMOURED.replace(b"\n", b"\r\n") if crlf else ARMOURED

    assert decoded(before + text + after) == DATA
    assert decoded(before + text.rstrip()) == DATA


FIRST, SECOND, THIRD = ARMOURED.split(b"\n")[1:4]

OTHER_FORMS = {
    "an empty line": BEGIN + FIRST + b"\n\n" + SECOND + b"\n" + THIRD + b"\n" + END,
    "a space before a line": BEGIN + b" " + FIRST + b"\n" + SECOND + b"\n" + THIRD + b"\n" + END,
    "a space after a line": BEGIN + FIRST + b" \n" + SECOND + b"\n" + THIRD + b"\n" + END,
    "a short line in the middle": BEGIN + FIRST[:60] + b"\n" + FIRST[60:] + SECOND[:60] + b"\n" + END,
    "a line of 68": BEGIN + FIRST + SECOND[:4] + b"\n" + END,
    "no padding": BEGIN + FIRST + b"\n" + SECOND + b"\n" + THIRD.rstrip(b"=") + b"\n" + END,
    "padding in the middle": BEGIN + FIRST[:-1] + b"=\n" + SECOND + b"\n" + THIRD + b"\n" + END,
    "another alphabet": BEGIN + b"-" + FIRST[1:] + b"\n" + SECOND + b"\n" + THIRD + b"\n" + END,
    "bits that do not count": BEGIN + b"AB==\n" + END,
    "headers": BEGIN + b"Version: 1\n\n" + ARMOURED.removeprefix(BEGIN),
    "words after the end": ARMOURED + b"words",
    "a second armour": ARMOURED + ARMOURED,
    "too much white space after": ARMOURED + b" " * 1025,
    "another end": ARMOURED.replace(b"END AGE", b"END PGP"),
    "an end with a space": ARMOURED.replace(END, b" " + END),
    "no end": ARMOURED.removesuffix(END),
    "nothing": b"",
    "a beginning alone": BEGIN,
    "a beginning cut short": BEGIN[:-3] + b"\n" + ARMOURED.removeprefix(BEGIN),
}


@pytest.mark.parametrize("text", OTHER_FORMS.values(), ids=OTHER_FORMS)
def test_any_other_form_of_an_armour_is_refused(text: bytes) -> None:
    with pytest.raises(Damaged, match="text armour"):
        decoded(text)


@pytest.mark.parametrize("blank", [b" ", b"\n", b"\r\n"])
def test_endless_white_space_is_refused_after_little_reading(blank: bytes) -> None:
    taken: list[int] = []

    def endless() -> Iterator[bytes]:
        while True:
            taken.append(4096)
            yield blank * (4096 // len(blank))

    def armour_then_endless() -> Iterator[bytes]:
        yield ARMOURED
        yield from endless()

    with pytest.raises(Damaged):
        b"".join(armor.decode(ByteReader(armour_then_endless())))
    with pytest.raises(Damaged):
        b"".join(armor.decode(ByteReader(endless())))
    assert sum(taken) < BLOCK_SIZE


def test_an_armoured_file_in_small_blocks_is_recognised(key: X25519Identity) -> None:
    text = b"\r\n" * 300 + encrypt(b"words", [key.recipient()], armored=True)
    reader = ByteReader(text[at : at + 5] for at in range(0, len(text), 5))

    assert armor.is_armored(reader)
    assert b"".join(armor.decode(reader)).startswith(b"age-encryption.org/v1\n")
    assert decrypt(text, [key]) == b"words"
