"""Run every vector of the C2SP/CCTV suite for age, which decides what counts as an age file."""

import hashlib
import io
import zlib
from dataclasses import dataclass
from pathlib import Path

import pytest

from fieldnotes.errors import Damaged, FieldnotesError, Locked
from fieldnotes.formats.age.envelope import decrypt, decrypt_stream
from fieldnotes.formats.age.key import Identity
from fieldnotes.formats.age.parse import parse_identity
from fieldnotes.formats.age.scrypt import PassphraseIdentity
from fieldnotes.formats.age.stream import CHUNK_SIZE

VECTORS = Path(__file__).resolve().parents[3].parent / "shared" / "vectors" / "age-cctv"
NAMES = sorted(path.name for path in VECTORS.iterdir()) if VECTORS.is_dir() else []
COUNT = 143

# Vectors that are not run, with the reason. There are none: every kind of key in the suite is ours, too.
NOT_RUN: dict[str, str] = {}

# Vectors that are refused as they ask, but after fewer bytes than they allow to be handed out before.
ENDS_WITHOUT_MARK = "its last chunk is not marked as the last, which we see before we hand it out"
GOES_ON_AFTER_MARK = "something follows the chunk marked as the last, which we see before we hand it out"
HANDED_OUT_LESS = {
    "armor_garbage_encoded": GOES_ON_AFTER_MARK,
    "stream_no_final_full": ENDS_WITHOUT_MARK,
    "stream_no_final_two_chunks_full": ENDS_WITHOUT_MARK,
    "stream_trailing_garbage_long": GOES_ON_AFTER_MARK,
    "stream_trailing_garbage_short": GOES_ON_AFTER_MARK,
    "stream_two_final_chunks": GOES_ON_AFTER_MARK,
    "stream_two_final_chunks_full": GOES_ON_AFTER_MARK,
    "stream_two_final_chunks_second": GOES_ON_AFTER_MARK,
}

# Vectors whose failure the suite counts to the header and our sentence to the content.
NONCE_IS_CONTENT = {"stream_no_nonce", "stream_short_nonce"}

# Vectors whose armour is so far from one that what is read is not taken for an age file at all.
NOT_TAKEN_FOR_ARMOUR = {
    "armor_garbage_leading",
    "armor_lowercase",
    "armor_whitespace_begin",
    "armor_wrong_type",
}

REFUSALS = {
    "no match": (Locked, "opens with a"),
    "HMAC failure": (Damaged, "header of this age file was changed"),
    "payload failure": (Damaged, "content of this age file"),
    "armor failure": (Damaged, "text armour"),
    "header failure": (Damaged, "header of this age file is malformed"),
    "version": (Damaged, "of a version that is not known"),
    "work": (Damaged, "more work"),
    "nothing": (Damaged, "not an age file"),
}

# Vectors of a "header failure" that we tell with a sentence of its own.
TOLD_APART = {
    "header_crlf": "version",
    "armor_header_crlf": "version",
    "version_unsupported": "version",
    "empty": "nothing",
    "armor_empty": "nothing",
    "scrypt_work_factor_23": "work",
    "scrypt_work_factor_overflow": "work",
    **dict.fromkeys(NONCE_IS_CONTENT, "payload failure"),
    **dict.fromkeys(NOT_TAKEN_FOR_ARMOUR, "nothing"),
}


@dataclass(frozen=True)
class Vector:
    """Hold one vector: what is to happen, the identities to try, and the file."""

    expect: str
    payload: str | None
    identities: list[Identity]
    file: bytes

    @classmethod
    def read(cls, name: str) -> "Vector":
        """Read the lines of the head, an empty line, and the body, which may be compressed."""
        head, _, body = (VECTORS / name).read_bytes().partition(b"\n\n")
        lines = [line.split(": ", 1) for line in head.decode().splitlines()]
        fields = {line[0]: line[1] for line in lines}
        identities: list[Identity] = [parse_identity(value) for label, value in lines if label == "identity"]
        identities += [PassphraseIdentity(value) for label, value in lines if label == "passphrase"]
        file = zlib.decompress(body) if fields.get("compressed") == "zlib" else body
        return cls(fields["expect"], fields.get("payload"), identities, file)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in NOT_RUN])
def test_a_vector_is_accepted_or_refused_as_it_asks(name: str) -> None:
    vector = Vector.read(name)
    handed_out = io.BytesIO()

    try:
        decrypt_stream(io.BytesIO(vector.file), handed_out, vector.identities)
        refusal = None
    except FieldnotesError as error:
        refusal = error

    if vector.expect == "success":
        assert refusal is None
    else:
        kind, sentence = REFUSALS[TOLD_APART.get(name, vector.expect)]
        assert type(refusal) is kind
        assert sentence in refusal.sentence
    if name in HANDED_OUT_LESS:
        assert len(handed_out.getvalue()) % CHUNK_SIZE == 0
    elif vector.payload is not None:
        assert hashlib.sha256(handed_out.getvalue()).hexdigest() == vector.payload


@pytest.mark.parametrize("name", NAMES)
def test_in_memory_a_refused_vector_yields_nothing_and_an_accepted_one_all(name: str) -> None:
    vector = Vector.read(name)

    if vector.expect == "success":
        assert hashlib.sha256(decrypt(vector.file, vector.identities)).hexdigest() == vector.payload
    else:
        with pytest.raises(FieldnotesError):
            decrypt(vector.file, vector.identities)


@pytest.mark.skipif(not NAMES, reason="the vectors are not at hand")
def test_every_exception_names_a_vector_and_none_is_left_out() -> None:
    excepted = {*NOT_RUN, *HANDED_OUT_LESS, *TOLD_APART}

    assert excepted <= set(NAMES)
    assert len(NAMES) == COUNT
    assert len(NAMES) - len(NOT_RUN) == COUNT
