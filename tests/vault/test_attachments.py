"""Prove that attachments come out as they went in, that nothing is shown to who may not see it, and no half is left."""

import json
import os
import random
import shutil
import stat
import subprocess
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldnotes.errors import Locked, Unreachable, UsageError
from fieldnotes.formats.age.padding import parcel_size
from fieldnotes.vault import attachments
from fieldnotes.vault.attachments import Attachment
from fieldnotes.vault.mediatypes import is_sealed_by_default, media_type
from fieldnotes.vault.unlocked import Vault
from tests.vault.sample import IDENTITY_PASSPHRASE, Sample, make_sample

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


# --------------------------------------------------------------------------------------- in and out


@pytest.mark.parametrize("sealed", [True, False])
@pytest.mark.parametrize("size", [0, 1, 511, 512, 4096, 65_536, 200_001])
def test_what_comes_out_is_what_went_in(vault: Vault, tmp_path: Path, size: int, sealed: bool) -> None:
    content = random.Random(size).randbytes(size)
    kept = attachments.add(vault, given(tmp_path, "ئەشکەوت recording 1.bin", content), sealed=sealed)
    opened_names(vault)
    assert list(attachments.listed(vault)) == [kept]
    assert (kept.name, kept.size, kept.sealed, kept.fault) == ("ئەشکەوت recording 1.bin", size, sealed, None)
    attachments.take_out(vault, kept.entity, tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == content
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o600


def test_twenty_megabytes_pass_through_little_memory(vault: Vault, tmp_path: Path) -> None:
    size = (100 if FULL else 20) * MIB
    source = tmp_path / "interview.wav"
    with source.open("wb") as file:
        file.write(b"RIFF\0\0\0\0WAVE")
        file.truncate(size)
    opened_names(vault)
    tracemalloc.start()
    kept = attachments.add(vault, source)
    attachments.take_out(vault, kept.entity, tmp_path / "out")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 12 * MIB
    assert (kept.sealed, kept.size, kept.media_type) == (True, size, "audio/wav")
    assert (tmp_path / "out").stat().st_size == size


def test_attachments_are_listed_in_the_order_added_with_their_interview(
    vault: Vault, sample: Sample, tmp_path: Path
) -> None:
    first = attachments.add(vault, given(tmp_path, "b.txt", b"one"), interview=sample.interview)
    second = attachments.add(vault, given(tmp_path, "a.txt", b"two"))
    assert list(attachments.listed(vault)) == [first, second]
    assert [one.interview for one in attachments.listed(vault)] == [sample.interview, None]


def test_the_same_file_twice_is_two_attachments_that_nobody_can_link(
    vault: Vault, sample: Sample, tmp_path: Path
) -> None:
    source = given(tmp_path, "face.jpg", JPEG)
    attachments.add(vault, source)
    attachments.add(vault, source)
    one, other = files_of(sample)
    assert one.name != other.name
    assert one.read_bytes() != other.read_bytes()


def test_stock_age_and_tar_take_an_attachment_out(vault: Vault, sample: Sample, tmp_path: Path) -> None:
    if not shutil.which("age") or not shutil.which("tar"):
        pytest.skip("stock age and tar are not installed")
    attachments.add(vault, given(tmp_path, "notes.md", b"# Day one"))
    key = given(tmp_path, "vault.txt", vault.identity.reveal().encode())
    (file,) = files_of(sample)
    clear = subprocess.run(["age", "-d", "-i", str(key), str(file)], capture_output=True, check=True).stdout
    (tmp_path / "unpacked").mkdir()
    subprocess.run(["tar", "-xf", "-"], input=clear, cwd=tmp_path / "unpacked", check=True)
    assert (tmp_path / "unpacked" / "notes.md").read_bytes() == b"# Day one"


# ----------------------------------------------------------------------------------- who sees what


def test_a_sealed_attachment_tells_nothing_without_the_identity_key(
    vault: Vault, sample: Sample, tmp_path: Path
) -> None:
    kept = attachments.add(vault, given(tmp_path, "Saffron Kemiri.jpg", JPEG), interview=sample.interview)
    (told,) = attachments.listed(vault)
    assert told == Attachment(kept.entity, sample.interview, True, kept.stored_size)
    with pytest.raises(Locked):
        attachments.take_out(vault, kept.entity, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    head = vault.head(kept.entity)
    assert head is not None
    assert set(json.loads(head.body)) == {"interview", "sealed", "file", "stored_size", "mac"}
    assert head.name is None
    for path in sample.path.rglob("*"):
        assert "Kemiri" not in path.name
        assert path.is_dir() or b"Kemiri" not in path.read_bytes()


def test_a_sealed_attachment_is_encrypted_to_the_compartment_alone(
    vault: Vault, sample: Sample, tmp_path: Path
) -> None:
    attachments.add(vault, given(tmp_path, "face.jpg", JPEG))
    attachments.add(vault, given(tmp_path, "notes.txt", b"words"))
    kinds = sorted(path.read_bytes().split(b"\n")[1].split(b" ")[1] for path in files_of(sample))
    assert kinds == [b"X25519", b"mlkem768x25519"]


def test_files_are_private_and_named_by_nothing_that_can_be_guessed(
    vault: Vault, sample: Sample, tmp_path: Path
) -> None:
    attachments.add(vault, given(tmp_path, "face.jpg", JPEG))
    (path,) = files_of(sample)
    assert attachments._FILE.fullmatch(f"{path.parent.name}/{path.name}")
    assert path.name.startswith(path.parent.name)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == stat.S_IMODE(path.parent.parent.stat().st_mode) == 0o700


def test_sizes_are_padded(vault: Vault, tmp_path: Path) -> None:
    sizes = {}
    for size in (1, 100, 2000, 50_000, 50_100, 51_000):
        kept = attachments.add(vault, given(tmp_path, "a.bin", bytes(size)))
        sizes[size] = kept.stored_size
        assert kept.stored_size - parcel_size(size + 1536) < 3000
    assert sizes[1] == sizes[100] == sizes[2000]
    assert sizes[50_000] == sizes[50_100] == sizes[51_000]


@pytest.mark.parametrize("hidden", ["Kemiri", "face.jpg"])
def test_a_representation_holds_no_name(vault: Vault, tmp_path: Path, hidden: str) -> None:
    kept = attachments.add(vault, given(tmp_path, "Kemiri face.jpg", JPEG))
    assert hidden not in repr(kept)


# -------------------------------------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("name", "kept_as"),
    [
        ("..hidden..", "..hidden.."),
        ("a\\..\\b", "a_.._b"),
        ("line\nbreak\x1b[31m", "line_break_[31m"),
        ("-rf *;$(x)", "-rf *;$(x)"),
        ("ناو" * 28, "ناو" * 28),
    ],
)
def test_names_are_kept_as_words_and_never_used_as_paths(
    vault: Vault, sample: Sample, tmp_path: Path, name: str, kept_as: str
) -> None:
    (tmp_path / "in").mkdir()
    before = {path for path in tmp_path.rglob("*") if not path.is_relative_to(sample.path)}
    source = given(tmp_path / "in", name, b"words")
    kept = attachments.add(vault, source)
    opened_names(vault)
    assert [one.name for one in attachments.listed(vault)] == [kept_as]
    attachments.take_out(vault, kept.entity, tmp_path / "out")
    after = {path for path in tmp_path.rglob("*") if not path.is_relative_to(sample.path)}
    assert after - before == {source, tmp_path / "out"}


def test_a_name_that_is_no_text_is_kept_as_far_as_it_is(vault: Vault, tmp_path: Path) -> None:
    source = Path(os.fsdecode(os.fsencode(tmp_path) + b"/fotograf\xeda.jpg"))
    try:
        source.write_bytes(JPEG)
    except OSError:
        pytest.skip("this file system takes only names that are text")
    assert attachments.add(vault, source).name == "fotograf\ufffda.jpg"


def test_nothing_that_exists_is_overwritten(vault: Vault, tmp_path: Path) -> None:
    kept = attachments.add(vault, given(tmp_path, "notes.txt", b"words"))
    there = given(tmp_path, "there", b"mine")
    (tmp_path / "dangling").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "folder").mkdir()
    for target in (there, tmp_path / "dangling", tmp_path / "folder", sample_recovery(vault)):
        with pytest.raises(UsageError):
            attachments.take_out(vault, kept.entity, target)
    assert there.read_bytes() == b"mine"
    assert not (tmp_path / "elsewhere").exists()


def sample_recovery(vault: Vault) -> Path:
    """Return a file of the vault itself."""
    return vault.layout.recovery


@pytest.mark.parametrize("what", ["folder", "missing", "pipe"])
def test_only_files_are_attached(vault: Vault, sample: Sample, tmp_path: Path, what: str) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Unreachable if what == "missing" else UsageError):
        attachments.add(vault, tmp_path / what)
    assert files_of(sample) == []
    assert list(attachments.listed(vault)) == []


def test_a_reader_takes_out_but_does_not_add(sample: Sample, tmp_path: Path) -> None:
    source = given(tmp_path, "notes.txt", b"words")
    with sample.open(write=True) as vault:
        kept = attachments.add(vault, source)
    with sample.open() as vault:
        with pytest.raises(Unreachable):
            attachments.add(vault, source)
        attachments.take_out(vault, kept.entity, tmp_path / "out")
    assert len(files_of(sample)) == 1


def test_what_is_not_there_cannot_be_taken_out(vault: Vault, sample: Sample, tmp_path: Path) -> None:
    for entity in (bytes(16), sample.interview):
        with pytest.raises(UsageError):
            attachments.take_out(vault, entity, tmp_path / "out")
    kept = attachments.add(vault, given(tmp_path, "notes.txt", b"words"))
    with pytest.raises(Unreachable):
        attachments.take_out(vault, kept.entity, tmp_path / "no folder" / "out")


# --------------------------------------------------------------------------------------------- kinds


@pytest.mark.parametrize(
    ("name", "beginning", "kind", "sealed"),
    [
        ("a.txt", b"plain words", "text/plain", False),
        ("a.TXT", "چەند وشە".encode()[:-1], "text/plain", False),
        ("a.md", b"", "text/markdown", False),
        ("a.srt", b"1\r\n00:00", "application/x-subrip", False),
        ("a.txt", JPEG, "image/jpeg", True),
        ("a.txt", b"%PDF-1.7", "application/pdf", True),
        ("a.txt", b"nul\0", "application/octet-stream", True),
        ("a.txt", "یو".encode("utf-16"), "application/octet-stream", True),
        ("a.jpg", b"plain words", "application/octet-stream", True),
        ("photo", b"\x89PNG\r\n\x1a\n", "image/png", True),
        ("a.heic", b"\0\0\0\x18ftypheic", "image/heic", True),
        ("a.m4a", b"\0\0\0\x18ftypM4A ", "audio/mp4", True),
        ("a.mp4", b"\0\0\0\x18ftypisom", "video/mp4", True),
        ("a.wav", b"RIFF1234WAVEfmt", "audio/wav", True),
        ("a.mp3", b"ID3\4", "audio/mpeg", True),
        ("a.opus", b"OggS", "audio/ogg", True),
        ("a.docx", b"PK\3\4", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", True),
        ("a.odt", b"PK\3\4", "application/vnd.oasis.opendocument.text", True),
        ("a.zip", b"PK\3\4", "application/zip", True),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword", True),
        ("a.html", b"<p>words", "application/octet-stream", True),
        ("a.gpx", b"<gpx>", "application/octet-stream", True),
        ("a", b"words", "application/octet-stream", True),
    ],
)
def test_all_but_plain_text_is_sealed_unless_a_person_says_otherwise(
    vault: Vault, tmp_path: Path, name: str, beginning: bytes, kind: str, sealed: bool
) -> None:
    assert (media_type(name, beginning), is_sealed_by_default(name, beginning)) == (kind, sealed)
    kept = attachments.add(vault, given(tmp_path, name, beginning))
    opened_names(vault)
    assert (kept.media_type, kept.sealed) == (kind, sealed)
    assert [one.media_type for one in attachments.listed(vault)] == [kind]
    said = attachments.add(vault, tmp_path / name, sealed=not sealed)
    assert said.sealed is not sealed
