"""Prove that damage to attachments is told, and that a kill or a full disk leaves no half of one."""

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldnotes.errors import Damaged, FieldnotesError, Unreachable
from fieldnotes.formats.age.envelope import encrypt
from fieldnotes.formats.age.padding import parcel_size
from fieldnotes.vault import attachments
from fieldnotes.vault.attachments import Attachment
from fieldnotes.vault.mediatypes import media_type
from fieldnotes.vault.unlocked import Vault
from tests.vault.sample import IDENTITY_PASSPHRASE, PASSPHRASE, Sample, make_sample

FULL = bool(os.environ.get("FIELDNOTES_FULL"))
MIB = 1 << 20
JPEG = b"\xff\xd8\xff\xe0 a photograph of Saffron Kemiri"
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return make_sample(tmp_path_factory.mktemp("pristine") / "vault")


@pytest.fixture
def sample(pristine: Sample, tmp_path: Path) -> Sample:
    return pristine.copy(tmp_path / "vault")


@pytest.fixture
def vault(sample: Sample) -> Iterator[Vault]:
    with sample.open(write=True) as opened:
        yield opened


def given(folder: Path, name: str, content: bytes) -> Path:
    """Write a file to be attached."""
    path = folder / name
    path.write_bytes(content)
    return path


def files_of(sample: Sample) -> list[Path]:
    """Return every file in the folder of attachments."""
    return [path for path in sample.layout.attachments.rglob("*") if path.is_file()]


def opened_names(vault: Vault) -> None:
    vault.open_identities(IDENTITY_PASSPHRASE)


# ------------------------------------------------------------------------------------------- damage


def refused(vault: Vault, kept: Attachment, target: Path) -> Damaged:
    """Take out what cannot be, and return why."""
    with pytest.raises(Damaged) as why:
        attachments.take_out(vault, kept.entity, target)
    assert why.value.exit_code == 5
    assert list(target.parent.glob(f"{target.name}*")) == []
    assert list(target.parent.glob(".*.partial")) == []
    return why.value


@pytest.mark.parametrize("sealed", [True, False])
def test_every_flipped_bit_is_told_and_nothing_is_written(
    vault: Vault, sample: Sample, tmp_path: Path, sealed: bool
) -> None:
    kept = attachments.add(vault, given(tmp_path, "a.bin", random.Random(1).randbytes(150_000)), sealed=sealed)
    opened_names(vault)
    (path,) = files_of(sample)
    whole = path.read_bytes()
    chance = random.Random(2)
    places = [chance.randrange(len(whole)) for _ in range(3000 if FULL else 60)]
    for place in (*places, 0, len(whole) - 1, 128 * 1024, 128 * 1024 - 1):
        flipped = bytearray(whole)
        flipped[place] ^= 1 << chance.randrange(8)
        path.write_bytes(flipped)
        refused(vault, kept, tmp_path / "out")
    for length in (0, 1, 100, 65_000, len(whole) - 1):
        path.write_bytes(whole[:length])
        refused(vault, kept, tmp_path / "out")
        assert [one.fault for one in attachments.listed(vault)] == ["damaged"]
    path.write_bytes(whole + b"\0")
    refused(vault, kept, tmp_path / "out")
    path.unlink()
    assert "missing" in refused(vault, kept, tmp_path / "out").sentence
    assert [(one.fault, one.name is None) for one in attachments.listed(vault)] == [("missing", sealed)]


def test_files_that_changed_places_are_told(vault: Vault, sample: Sample, tmp_path: Path) -> None:
    both = [attachments.add(vault, given(tmp_path, name, JPEG)) for name in ("one.jpg", "two.jpg")]
    one, other = files_of(sample)
    one.rename(tmp_path / "aside")
    other.rename(one)
    (tmp_path / "aside").rename(other)
    opened_names(vault)
    for kept in both:
        refused(vault, kept, tmp_path / "out")
    assert [told.fault for told in attachments.listed(vault)] == ["damaged", "damaged"]
    assert [told.name for told in attachments.listed(vault)] == [None, None]


def test_a_file_forged_with_the_public_key_is_told(vault: Vault, sample: Sample, tmp_path: Path) -> None:
    kept = attachments.add(vault, given(tmp_path, "consent.pdf", b"%PDF- agreed"))
    (path,) = files_of(sample)
    path.write_bytes(encrypt(bytes(parcel_size(3000)), [vault.recipient]).ljust(kept.stored_size, b"\0"))
    opened_names(vault)
    refused(vault, kept, tmp_path / "out")


def test_a_record_that_points_elsewhere_is_refused(vault: Vault, tmp_path: Path) -> None:
    kept, other = (attachments.add(vault, given(tmp_path, name, b"words")) for name in ("one.txt", "two.txt"))
    head, foreign = vault.head(kept.entity), vault.head(other.entity)
    assert head is not None
    assert foreign is not None
    files = ("../RECOVERY.txt", "/" + "a" * 10, "ab/../../notes.db", None, 5)
    bodies = [json.dumps(json.loads(head.body) | {"file": file}).encode() for file in files]
    for body in (*bodies, foreign.body, b"[]", b"not JSON"):
        with vault.transaction() as tx:
            tx.put(attachments.KIND, kept.entity, body)
        refused(vault, kept, tmp_path / "out")


# --------------------------------------------------------------------------------- kills and faults


KILLED = """
import sys
from pathlib import Path
from fieldnotes.vault import attachments
from fieldnotes.vault.unlocked import open_vault

with open_vault(Path(sys.argv[1]), sys.argv[2], write=True) as vault:
    print("ready", flush=True)
    for number in range(1000):
        attachments.add(vault, Path(sys.argv[3]))
        print("added", flush=True)
"""


def test_a_kill_while_adding_leaves_no_record_without_its_file(sample: Sample, tmp_path: Path) -> None:
    source = given(tmp_path, "a.bin", bytes(2 * MIB))
    chance = random.Random(4)
    acknowledged = 0
    for _ in range(40 if FULL else 4):
        with subprocess.Popen(
            [sys.executable, "-c", KILLED, str(sample.path), PASSPHRASE, str(source)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        ) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == "ready\n"
            time.sleep(chance.random() * 0.2)
            child.send_signal(signal.SIGKILL)
            acknowledged += child.stdout.read().count("added\n")
        with sample.open(write=True) as vault:
            opened_names(vault)
            told = list(attachments.listed(vault))
            assert len(told) >= acknowledged
            assert {(one.fault, one.size) for one in told} <= {(None, 2 * MIB)}
    with sample.open(write=True) as vault:
        attachments.add(vault, source)
    assert not [path for path in files_of(sample) if path.name.endswith(".partial")]


def test_a_full_disk_leaves_nothing_of_what_was_to_be_added(vault: Vault, sample: Sample, tmp_path: Path) -> None:
    source = given(tmp_path, "a.bin", bytes(3 * MIB))
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (MIB, most))
    try:
        with pytest.raises(Unreachable) as full:
            attachments.add(vault, source)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    assert full.value.exit_code == 6
    assert files_of(sample) == []
    assert list(attachments.listed(vault)) == []
    kept = attachments.add(vault, source)
    opened_names(vault)
    resource.setrlimit(resource.RLIMIT_FSIZE, (MIB, most))
    try:
        with pytest.raises(Unreachable):
            attachments.take_out(vault, kept.entity, tmp_path / "out")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    assert not (tmp_path / "out").exists()
    assert list(tmp_path.glob(".*")) == []


def test_a_record_that_cannot_be_written_takes_its_file_with_it(vault: Vault, sample: Sample, tmp_path: Path) -> None:
    with vault.transaction() as tx:
        tx.put("interview", None, b"{}")
        with pytest.raises(FieldnotesError):  # no second transaction inside the first
            attachments.add(vault, given(tmp_path, "notes.txt", b"words"))
    assert files_of(sample) == []


def test_a_file_that_changes_meanwhile_is_not_added(
    vault: Vault, sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = given(tmp_path, "a.txt", bytes(MIB))

    def growing(*arguments: object) -> str:
        with source.open("ab") as file:
            file.write(b"more")
        return media_type("a.txt", b"")

    monkeypatch.setattr(attachments, "is_sealed_by_default", growing)
    with pytest.raises(Unreachable, match="changed"):
        attachments.add(vault, source)
    assert files_of(sample) == []
