"""Prove that keys are written as others write them, read strictly, and never shown by accident."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldnotes.errors import UsageError
from fieldnotes.formats.age import bech32
from fieldnotes.formats.age.envelope import decrypt, encrypt
from fieldnotes.formats.age.hybrid import HybridIdentity, HybridRecipient
from fieldnotes.formats.age.parse import parse_identity, parse_recipient
from fieldnotes.formats.age.scrypt import PassphraseIdentity, PassphraseRecipient
from fieldnotes.formats.age.x25519 import X25519Identity, X25519Recipient

# The two examples of c2sp.org/age; the post-quantum recipient, 1,959 characters, by its digest.
X25519_SECRET = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"
X25519_PUBLIC = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"
HYBRID_SECRET = "AGE-SECRET-KEY-PQ-1XX76JRALNLXDMEW0CRK45QMCCH4X06SE84UN3VPM33W6HWDX0H3SK3ZQFR"
HYBRID_PUBLIC_SHA256 = "a091dd7e0ee9d62b75173dcc98441a0424baa941e66a8776e570a4ae60ff61ea"

prefixes = st.sampled_from(["age", "age1pq", "AGE-SECRET-KEY-", "AGE-SECRET-KEY-PQ-", "x"])


def test_the_examples_of_the_specification_are_read_and_written() -> None:
    key, hybrid_key = parse_identity(X25519_SECRET), parse_identity(HYBRID_SECRET)

    assert (key.reveal(), str(key.recipient())) == (X25519_SECRET, X25519_PUBLIC)
    assert hybrid_key.reveal() == HYBRID_SECRET
    assert hashlib.sha256(str(hybrid_key.recipient()).encode()).hexdigest() == HYBRID_PUBLIC_SHA256


def test_a_recipient_read_from_text_is_the_one_written(key: X25519Identity, hybrid_key: HybridIdentity) -> None:
    for identity in (key, hybrid_key):
        recipient = identity.recipient()
        sealed = encrypt(b"words", [parse_recipient(f" {recipient}\n")])

        assert parse_recipient(str(recipient)) == recipient
        assert decrypt(sealed, [parse_identity(identity.reveal() + "\n")]) == b"words"


@given(prefix=prefixes, data=st.binary(max_size=80))
def test_bech32_reads_what_it_writes(prefix: str, data: bytes) -> None:
    assert bech32.decode(bech32.encode(prefix, data)) == (prefix, data)


@given(position=st.integers(0, len(X25519_PUBLIC) - 1), character=st.characters())
def test_one_mistyped_character_is_always_noticed(position: int, character: str) -> None:
    mistyped = X25519_PUBLIC[:position] + character + X25519_PUBLIC[position + 1 :]
    if mistyped == X25519_PUBLIC or mistyped.strip() == X25519_PUBLIC:
        return

    with pytest.raises(UsageError):
        parse_recipient(mistyped)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "age1",
        "age",
        X25519_PUBLIC.upper(),
        X25519_PUBLIC[:-1],
        X25519_PUBLIC[:10].upper() + X25519_PUBLIC[10:],
        X25519_SECRET,
        X25519_SECRET.lower(),
        HYBRID_SECRET,
        bech32.encode("age", bytes(31)),
        bech32.encode("age", bytes(33)),
        bech32.encode("age1pq", bytes(1215)),
        bech32.encode("age1pq", b"\xff" * 1216),
        bech32.encode("age1tag", bytes(33)),
    ],
)
def test_what_is_not_a_recipient_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        parse_recipient(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        X25519_SECRET.lower(),
        X25519_SECRET[:-1],
        X25519_SECRET[:-1] + "Q",
        X25519_PUBLIC,
        bech32.encode("AGE-SECRET-KEY-", bytes(31)),
        bech32.encode("AGE-SECRET-KEY-PQ-", bytes(33)),
        bech32.encode("AGE-PLUGIN-X-", bytes(32)),
    ],
)
def test_what_is_not_an_identity_is_refused_without_being_repeated(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_identity(text)

    shown = f"{caught.value!r} {caught.value.hint} {caught.value.__cause__!r} {caught.value.__context__!r}"
    assert text[16:30] == "" or text[16:30] not in shown


def test_bits_left_over_at_the_end_must_be_zero() -> None:
    with pytest.raises(UsageError, match="does not end"):
        parse_recipient("age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqpfwgqrs")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (bech32.encode("age", bytes(5000)), "too long"),
        (X25519_PUBLIC[:-6] + X25519_PUBLIC[-6:].upper(), "mixes"),
        (X25519_PUBLIC.replace("k", "\N{KELVIN SIGN}"), "character"),
        (X25519_PUBLIC.replace("z", "b"), "character"),
        (X25519_PUBLIC[3:], "beginning"),
        ("age", "beginning"),
        (X25519_PUBLIC.replace("z", "x"), "checksum"),
        ("age1zzz", "checksum"),
    ],
)
def test_the_reason_why_a_text_is_no_key_is_said(text: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        bech32.decode(text)


@pytest.mark.parametrize("point", [bytes(32), b"\x01" + bytes(31)])
def test_a_recipient_that_keeps_no_secret_is_refused(point: bytes, hybrid_key: HybridIdentity) -> None:
    mlkem = hybrid_key.recipient().public[:1184]

    for recipient in (X25519Recipient(point), HybridRecipient(mlkem + point)):
        with pytest.raises(UsageError, match="not safe"):
            encrypt(b"words", [recipient])


def test_no_secret_is_shown_unless_asked_for_by_name() -> None:
    passphrase = "turmeric under the third stair"
    holders: list[tuple[object, str]] = [
        (parse_identity(X25519_SECRET), X25519_SECRET[16:30]),
        (parse_identity(HYBRID_SECRET), HYBRID_SECRET[19:30]),
        (PassphraseIdentity(passphrase), "stair"),
        (PassphraseRecipient(passphrase), "stair"),
    ]

    for holder, secret in holders:
        assert secret.lower() not in f"{holder} {holder!r} {[holder]}".lower()
        assert not hasattr(holder, "__dict__")
