"""Prove that what was encrypted comes back, and that nothing else ever does."""

import io
import os
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldnotes.errors import Damaged, Locked, UsageError
from fieldnotes.formats.age.bytereader import BLOCK_SIZE
from fieldnotes.formats.age.envelope import decrypt, decrypt_stream, encrypt, encrypt_stream, is_age
from fieldnotes.formats.age.hybrid import HybridIdentity
from fieldnotes.formats.age.key import Identity, Recipient
from fieldnotes.formats.age.scrypt import PassphraseIdentity, PassphraseRecipient
from fieldnotes.formats.age.stream import CHUNK_SIZE, TAG_SIZE
from fieldnotes.formats.age.x25519 import X25519Identity

KEY = X25519Identity.generate()
HYBRID = HybridIdentity.generate()
PASSPHRASE = "turmeric under the third stair"

EVERY_KIND: dict[str, tuple[Recipient, Identity]] = {
    "x25519": (KEY.recipient(), KEY),
    "hybrid": (HYBRID.recipient(), HYBRID),
    "passphrase": (PassphraseRecipient(PASSPHRASE, 2), PassphraseIdentity(PASSPHRASE)),
}

FULL = os.environ.get("FIELDNOTES_FULL") == "1"

sizes_around_a_boundary = st.builds(
    lambda boundary, offset: max(0, boundary + offset),
    st.sampled_from([0, 1, CHUNK_SIZE, 2 * CHUNK_SIZE, 3 * CHUNK_SIZE, BLOCK_SIZE]),
    st.integers(-40, 40),
)


class Dribble(io.BytesIO):
    """Be a source that gives a few bytes at a time, as a pipe may."""

    def read(self, size: int | None = -1, /) -> bytes:
        """Give at most 1,000 bytes."""
        return super().read(min(1000, size) if size and size > 0 else 1000)


@pytest.mark.parametrize("kind", EVERY_KIND)
@pytest.mark.parametrize("armored", [False, True])
def test_every_kind_of_key_opens_what_was_encrypted_to_it(kind: str, armored: bool) -> None:
    recipient, identity = EVERY_KIND[kind]
    words = b"words nobody else may read"

    assert decrypt(encrypt(words, [recipient], armored=armored), [identity]) == words


@given(size=sizes_around_a_boundary, armored=st.booleans())
@settings(max_examples=60, deadline=None)
def test_any_size_comes_back_as_it_was(size: int, armored: bool) -> None:
    data = os.urandom(size)

    assert decrypt(encrypt(data, [KEY.recipient()], armored=armored), [KEY]) == data


@given(size=sizes_around_a_boundary)
@settings(max_examples=30, deadline=None)
def test_streams_that_dribble_give_the_same_as_bytes_in_memory(size: int) -> None:
    data = os.urandom(size)
    sealed, clear = io.BytesIO(), io.BytesIO()

    encrypt_stream(Dribble(data), sealed, [KEY.recipient()])
    decrypt_stream(Dribble(sealed.getvalue()), clear, [KEY])

    assert clear.getvalue() == data
    assert decrypt(sealed.getvalue(), [KEY]) == data


@pytest.mark.parametrize("size", [0, 1, CHUNK_SIZE - 1, CHUNK_SIZE, CHUNK_SIZE + 1, 2 * CHUNK_SIZE])
def test_the_size_of_a_file_is_what_the_specification_makes_it(size: int) -> None:
    header, nonce, chunks = 168, 16, max(1, -(-size // CHUNK_SIZE))

    assert len(encrypt(bytes(size), [KEY.recipient()])) == header + nonce + size + chunks * TAG_SIZE


def test_any_of_several_recipients_opens_the_file_alone() -> None:
    others = [X25519Identity.generate() for _ in range(3)]
    sealed = encrypt(b"for all of us", [other.recipient() for other in others])

    assert [decrypt(sealed, [other]) for other in others] == [b"for all of us"] * 3
    assert decrypt(sealed, [KEY, others[2]]) == b"for all of us"


def test_the_same_words_never_look_the_same_twice() -> None:
    first, second = (encrypt(b"same", [KEY.recipient()]) for _ in range(2))

    assert not set(first.split(b"\n")[1:]) & set(second.split(b"\n")[1:])


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_a_wrong_key_or_passphrase_is_locked_not_damaged(kind: str) -> None:
    recipient, _ = EVERY_KIND[kind]
    sealed = encrypt(b"words", [recipient])
    wrong: list[Identity] = [
        X25519Identity.generate(),
        HybridIdentity.generate(),
        PassphraseIdentity("turmeric under the first stair"),
    ]

    with pytest.raises(Locked, match="passphrase" if kind == "passphrase" else "key"):
        decrypt(sealed, wrong)
    with pytest.raises(Locked):
        decrypt(sealed, [])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n",
        b"{}",
        b"age-encryption.org",
        bytes(3_000_000),
        b"-----BEGIN PRIVATE KEY-----\n",
        b"\xff" * 9000,
    ],
    ids=["empty", "line", "json", "half a version", "zeros", "another armour", "no line"],
)
def test_what_is_no_age_file_is_called_so(data: bytes) -> None:
    assert not is_age(data)
    with pytest.raises(Damaged, match="this is not an age file"):
        decrypt(data, [KEY])


@pytest.mark.parametrize("armored", [False, True])
def test_an_age_file_is_recognised_by_its_beginning(armored: bool) -> None:
    sealed = encrypt(b"words", [KEY.recipient()], armored=armored)

    assert is_age(sealed[:2048])


@pytest.mark.parametrize("kind", EVERY_KIND if FULL else ["x25519", "passphrase"])
def test_every_single_bit_that_flips_is_noticed(kind: str) -> None:
    recipient, identity = EVERY_KIND[kind]
    sealed = encrypt(b"forty-two passages", [recipient])

    for position in range(len(sealed) * 8):
        flipped = bytearray(sealed)
        flipped[position // 8] ^= 1 << position % 8
        with pytest.raises((Damaged, Locked)):
            decrypt(bytes(flipped), [identity])


@given(position=st.integers(0, 5 * CHUNK_SIZE), kind=st.sampled_from(sorted(EVERY_KIND)))
@settings(max_examples=200, deadline=None)
def test_a_bit_that_flips_anywhere_in_a_large_file_is_noticed(position: int, kind: str) -> None:
    recipient, identity = EVERY_KIND[kind]
    flipped = bytearray(encrypt(bytes(2 * CHUNK_SIZE + 5), [recipient]))
    flipped[position % len(flipped)] ^= 1

    with pytest.raises((Damaged, Locked)):
        decrypt(bytes(flipped), [identity])


@pytest.mark.parametrize("kind", EVERY_KIND)
@pytest.mark.parametrize("armored", [False, True])
def test_every_truncation_is_refused(kind: str, armored: bool) -> None:
    recipient, identity = EVERY_KIND[kind]
    sealed = encrypt(b"forty-two passages", [recipient], armored=armored)
    # The very last line feed of an armour is white space, and no loss.
    lengths = range(len(sealed) - armored)

    for length in lengths:
        with pytest.raises(Damaged):
            decrypt(sealed[:length], [identity])


@given(kept=st.integers(0, 3), offset=st.integers(-20, 20))
@settings(max_examples=100, deadline=None)
def test_a_file_cut_at_or_near_a_chunk_is_refused(kept: int, offset: int) -> None:
    sealed = encrypt(bytes(4 * CHUNK_SIZE), [KEY.recipient()])
    payload = len(sealed) - 4 * (CHUNK_SIZE + TAG_SIZE)

    with pytest.raises(Damaged):
        decrypt(sealed[: payload + kept * (CHUNK_SIZE + TAG_SIZE) + offset], [KEY])


def test_chunks_that_change_places_are_refused() -> None:
    sealed = encrypt(bytes(3 * CHUNK_SIZE), [KEY.recipient()])
    chunk = CHUNK_SIZE + TAG_SIZE
    first = len(sealed) - 3 * chunk
    swapped = sealed[:first] + sealed[first + chunk : first + 2 * chunk] + sealed[first : first + chunk]

    with pytest.raises(Damaged, match="content"):
        decrypt(swapped + sealed[first + 2 * chunk :], [KEY])


def test_a_payload_moved_under_another_header_is_refused() -> None:
    first, second = (encrypt(b"words", [KEY.recipient()]) for _ in range(2))
    payload = len(first) - 16 - 5 - TAG_SIZE

    with pytest.raises(Damaged, match="content"):
        decrypt(first[:payload] + second[payload:], [KEY])


WORDS_OF_A_HEADER = [b"-> ", b"\n", b" ", b"X25519", b"scrypt", b"mlkem768x25519", b"--- ", b"1"]
WORDS_OF_A_BODY = [b"A" * 22, b"A" * 43, b"A" * 64, b"A", b"=", b"\xff", b"\r"]


@given(st.lists(st.sampled_from(WORDS_OF_A_HEADER + WORDS_OF_A_BODY), max_size=30).map(b"".join))
@settings(max_examples=500)
def test_no_arrangement_of_the_words_of_a_header_does_worse_than_be_refused(noise: bytes) -> None:
    with pytest.raises((Damaged, Locked)):
        decrypt(b"age-encryption.org/v1\n-> " + noise, [KEY, HYBRID, PassphraseIdentity(PASSPHRASE, 1)])


@pytest.mark.parametrize(
    ("recipients", "sentence"),
    [
        ([], "no recipient"),
        ([KEY.recipient(), HYBRID.recipient()], "do not share"),
        ([PassphraseRecipient("a", 1), KEY.recipient()], "only recipient"),
        ([HYBRID.recipient(), PassphraseRecipient("a", 1)], "only recipient"),
        ([PassphraseRecipient("a", 1), PassphraseRecipient("b", 1)], "only recipient"),
    ],
)
def test_recipients_that_may_not_share_a_file_are_refused(recipients: list[Recipient], sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        encrypt(b"words", recipients)


def test_several_post_quantum_recipients_share_a_file() -> None:
    other = HybridIdentity.generate()
    sealed = encrypt(b"words", [HYBRID.recipient(), other.recipient()])

    assert decrypt(sealed, [HYBRID]) == decrypt(sealed, [other]) == b"words"


def test_memory_does_not_grow_with_the_stream() -> None:
    class Zeros:
        left = 48 * 1024 * 1024

        def read(self, size: int, /) -> bytes:
            block = bytes(min(size, self.left))
            self.left -= len(block)
            return block

    class Nowhere:
        def write(self, data: bytes, /) -> None:
            pass

    tracemalloc.start()
    encrypt_stream(Zeros(), Nowhere(), [KEY.recipient()])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 4 * 1024 * 1024
