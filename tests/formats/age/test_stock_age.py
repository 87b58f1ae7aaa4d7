"""Prove both directions against stock age, and that it recovers what we padded, with stock tar."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from fieldnotes.formats.age.envelope import decrypt, encrypt
from fieldnotes.formats.age.files import encrypt_parcel
from fieldnotes.formats.age.padding import pad_record
from fieldnotes.formats.age.parse import parse_identity
from fieldnotes.formats.age.scrypt import PassphraseIdentity, PassphraseRecipient
from fieldnotes.formats.age.stream import CHUNK_SIZE
from fieldnotes.formats.age.x25519 import X25519Identity

PASSPHRASE = "turmeric under the third stair"
TypedRun = Callable[..., "subprocess.CompletedProcess[bytes]"]
SIZES = [0, 1, 300, CHUNK_SIZE, CHUNK_SIZE + 1, 3 * CHUNK_SIZE]


@pytest.fixture(scope="module")
def key_file(tmp_path_factory: pytest.TempPathFactory, key: X25519Identity) -> Path:
    """Return an identity file as stock age takes it."""
    path = tmp_path_factory.mktemp("key") / "key.txt"
    path.write_text(key.reveal() + "\n")
    return path


def run(*command: str | Path, given: bytes = b"") -> bytes:
    """Run a stock tool that is to succeed and return what it prints."""
    done = subprocess.run(list(map(str, command)), input=given, capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_keys_made_by_age_keygen_are_read(age: str) -> None:
    printed = run(Path(age).with_name("age-keygen")).decode().splitlines()
    secret, public = printed[-1], next(line for line in printed if "public key" in line).split()[-1]

    assert str(parse_identity(secret).recipient()) == public
    assert parse_identity(secret).reveal() == secret


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("armored", [False, True])
def test_stock_age_opens_ours(age: str, key: X25519Identity, key_file: Path, size: int, armored: bool) -> None:
    data = os.urandom(size)

    assert run(age, "-d", "-i", key_file, given=encrypt(data, [key.recipient()], armored=armored)) == data


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("flags", [[], ["-a"]], ids=["binary", "armour"])
def test_we_open_those_of_stock_age(age: str, key: X25519Identity, size: int, flags: list[str]) -> None:
    data = os.urandom(size)

    assert decrypt(run(age, *flags, "-r", str(key.recipient()), given=data), [key]) == data


def test_stock_age_opens_ours_for_several_recipients(age: str, key: X25519Identity, key_file: Path) -> None:
    other = X25519Identity.generate().recipient()

    assert run(age, "-d", "-i", key_file, given=encrypt(b"words", [other, key.recipient()])) == b"words"


def test_stock_age_opens_our_passphrase(age_with_typing: TypedRun, tmp_path: Path) -> None:
    sealed, opened = tmp_path / "sealed.age", tmp_path / "opened"
    sealed.write_bytes(encrypt(b"words", [PassphraseRecipient(PASSPHRASE)]))

    done = age_with_typing("-d", "-o", opened, sealed, typed=[PASSPHRASE])

    assert done.returncode == 0, done.stdout
    assert opened.read_bytes() == b"words"


def test_we_open_the_passphrase_of_stock_age(age_with_typing: TypedRun, tmp_path: Path) -> None:
    clear, sealed = tmp_path / "clear", tmp_path / "sealed.age"
    clear.write_bytes(b"words")

    done = age_with_typing("-p", "-o", sealed, clear, typed=[PASSPHRASE, PASSPHRASE])

    assert done.returncode == 0, done.stdout
    assert decrypt(sealed.read_bytes(), [PassphraseIdentity(PASSPHRASE)]) == b"words"


def test_a_padded_record_is_plain_json_for_stock_age(age: str, key: X25519Identity, key_file: Path) -> None:
    record = {"name": "Saffron Kemiri", "aliases": ["زەعفەران"]}
    sealed = encrypt(pad_record(json.dumps(record, ensure_ascii=False).encode()), [key.recipient()])

    assert json.loads(run(age, "-d", "-i", key_file, given=sealed)) == record


@pytest.mark.parametrize("name", ["note.txt", "دەنگی یەکەم.ogg", "n" * 240])
def test_a_packed_file_is_taken_out_with_stock_age_and_stock_tar(
    age: str, key: X25519Identity, key_file: Path, tmp_path: Path, name: str
) -> None:
    if shutil.which("tar") is None:
        pytest.skip("tar is not installed")
    clear, sealed, folder = tmp_path / "clear", tmp_path / "sealed.age", tmp_path / "out"
    clear.write_bytes(os.urandom(150_000))
    folder.mkdir()
    encrypt_parcel(clear, sealed, [key.recipient()], name)

    run("tar", "-x", "-C", folder, "-f", "-", given=run(age, "-d", "-i", key_file, sealed))

    assert [path.name for path in folder.iterdir()] == [name]
    assert (folder / name).read_bytes() == clear.read_bytes()
