"""Prove both directions of the post-quantum keys against the npm package `age-encryption`."""

import base64
import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from fieldnotes.formats.age.envelope import decrypt, encrypt
from fieldnotes.formats.age.hybrid import HybridIdentity
from fieldnotes.formats.age.parse import parse_identity, parse_recipient
from fieldnotes.formats.age.stream import CHUNK_SIZE

PEER = Path(__file__).with_name("hybrid_peer.mjs")
SIZES = [0, 2 * CHUNK_SIZE + 1]

Ask = Callable[..., dict[str, str]]


@pytest.fixture(scope="module")
def ask(node_modules: Path) -> Ask:
    """Return a function that asks the other implementation one thing."""

    def answer(**question: object) -> dict[str, str]:
        done = subprocess.run(
            ["node", str(PEER), str(node_modules)],
            input=json.dumps(question).encode(),
            capture_output=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
        answered: dict[str, str] = json.loads(done.stdout)
        return answered

    return answer


def text(data: bytes) -> str:
    """Return `data` as the peer takes it."""
    return base64.b64encode(data).decode()


def test_the_peer_derives_the_same_recipient_from_our_key(ask: Ask, hybrid_key: HybridIdentity) -> None:
    answer = ask(do="recipient", identity=hybrid_key.reveal())

    assert answer["recipient"] == str(hybrid_key.recipient())


def test_we_derive_the_same_recipient_from_a_key_of_the_peer(ask: Ask) -> None:
    made = ask(do="generate")

    assert str(parse_identity(made["identity"]).recipient()) == made["recipient"]
    assert parse_identity(made["identity"]).reveal() == made["identity"]


@pytest.mark.parametrize("size", SIZES)
def test_the_peer_opens_ours(ask: Ask, hybrid_key: HybridIdentity, size: int) -> None:
    data = os.urandom(size)
    sealed = encrypt(data, [HybridIdentity.generate().recipient(), hybrid_key.recipient()])

    answer = ask(do="decrypt", identity=hybrid_key.reveal(), data=text(sealed))

    assert base64.b64decode(answer["data"]) == data


@pytest.mark.parametrize("size", SIZES)
def test_we_open_those_of_the_peer(ask: Ask, hybrid_key: HybridIdentity, size: int) -> None:
    data = os.urandom(size)
    recipients = [str(HybridIdentity.generate().recipient()), str(hybrid_key.recipient())]

    answer = ask(do="encrypt", recipients=recipients, data=text(data))

    assert decrypt(base64.b64decode(answer["data"]), [hybrid_key]) == data


def test_a_recipient_made_by_the_peer_is_encrypted_to(ask: Ask) -> None:
    made = ask(do="generate")
    sealed = encrypt(b"words", [parse_recipient(made["recipient"])])

    answer = ask(do="decrypt", identity=made["identity"], data=text(sealed))

    assert base64.b64decode(answer["data"]) == b"words"
