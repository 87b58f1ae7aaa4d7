"""Prove both directions against pyrage, the age of the Rust world."""

import io
import os

import pytest

from fieldnotes.formats.age.envelope import decrypt, encrypt
from fieldnotes.formats.age.parse import parse_identity, parse_recipient
from fieldnotes.formats.age.scrypt import PassphraseIdentity, PassphraseRecipient
from fieldnotes.formats.age.stream import CHUNK_SIZE
from fieldnotes.formats.age.x25519 import X25519Identity

pyrage = pytest.importorskip("pyrage", reason="pyrage is not installed; it has no wheel for every platform")

PASSPHRASE = "turmeric under the third stair"
SIZES = [0, 1, 300, CHUNK_SIZE, CHUNK_SIZE + 1, 3 * CHUNK_SIZE]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("armored", [False, True])
def test_pyrage_and_we_open_each_others_files(key: X25519Identity, size: int, armored: bool) -> None:
    data = os.urandom(size)
    theirs = pyrage.x25519.Identity.from_str(key.reveal())
    sealed = pyrage.encrypt(data, [theirs.to_public()], armored=armored)

    assert str(theirs.to_public()) == str(key.recipient())
    assert decrypt(sealed, [key]) == data
    assert pyrage.decrypt(encrypt(data, [key.recipient()], armored=armored), [theirs]) == data


def test_keys_made_by_pyrage_are_read() -> None:
    theirs = pyrage.x25519.Identity.generate()

    assert parse_identity(str(theirs)).reveal() == str(theirs)
    assert parse_recipient(str(theirs.to_public())) == parse_identity(str(theirs)).recipient()


def test_pyrage_opens_our_passphrase() -> None:
    sealed = encrypt(b"words", [PassphraseRecipient(PASSPHRASE, 12)])

    assert pyrage.passphrase.decrypt(sealed, PASSPHRASE) == b"words"


def test_we_open_the_passphrase_of_pyrage() -> None:
    sealed = pyrage.passphrase.encrypt(b"words", PASSPHRASE)

    assert decrypt(sealed, [PassphraseIdentity(PASSPHRASE)]) == b"words"


def test_pyrage_opens_our_stream(key: X25519Identity) -> None:
    data = os.urandom(5 * CHUNK_SIZE)
    opened = io.BytesIO()
    sealed = io.BytesIO(encrypt(data, [key.recipient()]))

    pyrage.decrypt_io(sealed, opened, [pyrage.x25519.Identity.from_str(key.reveal())])

    assert opened.getvalue() == data
