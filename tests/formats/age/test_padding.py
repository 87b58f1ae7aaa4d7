"""Prove that sizes say little, and that what was padded comes back with stock tools and with ours."""

import io
import json
import os
import tarfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldnotes.errors import Damaged, Locked, Unreachable, UsageError
from fieldnotes.formats.age.envelope import encrypt
from fieldnotes.formats.age.files import decrypt_parcel, encrypt_parcel
from fieldnotes.formats.age.hybrid import HybridIdentity
from fieldnotes.formats.age.padding import SMALLEST, pad_record, parcel_size, record_size, unpad_record
from fieldnotes.formats.age.parcel import pack, unpack
from fieldnotes.formats.age.stream import CHUNK_SIZE
from fieldnotes.formats.age.x25519 import X25519Identity

json_documents = st.dictionaries(st.text(max_size=20), st.text(max_size=3000), max_size=5)
names = st.text(min_size=1, max_size=200).filter(
    lambda name: name not in (".", "..") and "/" not in name and not any(c < " " or "\x7f" <= c < "\xa0" for c in name)
)


@given(st.integers(0, 1 << 50))
def test_a_padded_size_is_never_smaller_and_never_much_larger(length: int) -> None:
    assert length <= parcel_size(length) <= max(SMALLEST, length * 9 // 8)
    assert length <= record_size(length) <= max(SMALLEST, 2 * length)
    assert parcel_size(length) % tarfile.BLOCKSIZE == 0
    assert parcel_size(parcel_size(length)) == parcel_size(length)


def test_a_doubling_has_one_record_size_and_eight_parcel_sizes() -> None:
    lengths = range((1 << 20) + 1, (1 << 21) + 1, 511)

    assert {record_size(length) for length in lengths} == {1 << 21}
    assert len({parcel_size(length) for length in lengths}) == 8


@given(json_documents)
def test_a_padded_record_is_the_same_json_and_comes_back(document: dict[str, str]) -> None:
    record = json.dumps(document, ensure_ascii=False).encode()
    padded = pad_record(record)

    assert json.loads(padded) == document
    assert unpad_record(padded) == record
    assert len(padded) == record_size(len(record) + 1)


def test_records_of_any_usual_length_look_alike_when_sealed(hybrid_key: HybridIdentity) -> None:
    recipient = hybrid_key.recipient()
    sealed = {len(encrypt(pad_record(b"x" * length), [recipient])) for length in (1, 300, 2000, 4095)}

    assert sealed == {1627 + 16 + 4096 + 16}


@pytest.mark.parametrize("record", [b"", b"\n", b"{} ", b"{}\n", b"{}\t"])
def test_a_record_that_could_not_be_told_from_its_padding_is_refused(record: bytes) -> None:
    with pytest.raises(ValueError, match="white space"):
        pad_record(record)


@pytest.mark.parametrize("padded", [b"", b"{}", b" " * 4096, pad_record(b"{}")[:-1], pad_record(b"{}") + b"\n"])
def test_a_record_padded_in_another_way_is_refused(padded: bytes) -> None:
    with pytest.raises(Damaged, match="not filled up"):
        unpad_record(padded)


@given(name=names, size=st.one_of(st.integers(0, 3000), st.integers(130_000, 132_000)))
@settings(max_examples=150, deadline=None)
def test_a_parcel_comes_back_with_its_name(name: str, size: int) -> None:
    data, opened = os.urandom(size), io.BytesIO()
    packed = list(pack([data], size, name))

    assert unpack(packed, opened) == name
    assert opened.getvalue() == data
    assert parcel_size(len(b"".join(packed))) == len(b"".join(packed))


@pytest.mark.parametrize("name", ["note.txt", "دەنگ.ogg", "n" * 250, "می‌خواهم.txt", "-rf"])
def test_a_parcel_is_a_tar_archive_that_says_nothing_else(name: str) -> None:
    packed = b"".join(pack([b"words"], 5, name))

    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        (member,) = archive.getmembers()
        content = archive.extractfile(member)
        assert content is not None
        assert content.read() == b"words"
    assert (member.name, member.mode, member.mtime) == (name, 0o600, 0)
    assert (member.uid, member.gid, member.uname, member.gname) == (0, 0, "", "")


def test_the_head_of_a_parcel_larger_than_eight_gibibytes_is_read_again() -> None:
    size = 9 << 30
    head = next(pack([], size, "long.wav"))

    with pytest.raises(Damaged):
        unpack([head, b"x"], io.BytesIO())
    with tarfile.open(fileobj=io.BytesIO(head)) as archive:
        member = archive.next()
    assert member is not None
    assert member.size == size


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "/a", "a\0", "a\nb", "a\x1b[2J", "\ud800", "n" * 9000])
def test_a_name_that_is_not_plain_is_refused(name: str) -> None:
    with pytest.raises(UsageError):
        pack([b""], 0, name)


@pytest.mark.parametrize("size", [0, 4, 6, 1000])
def test_a_file_that_changes_while_it_is_read_is_refused(size: int) -> None:
    with pytest.raises(Unreachable, match="changed while"):
        list(pack([b"words"], size, "note.txt"))


def hostile(**fields: object) -> bytes:
    """Return an archive with one member, the fields of which are as given."""
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w", format=tarfile.PAX_FORMAT) as archive:
        member = tarfile.TarInfo("note.txt")
        for field, value in fields.items():
            setattr(member, field, value)
        archive.addfile(member, io.BytesIO(bytes(member.size)))
    return whole.getvalue()


GOOD = b"".join(pack([b"words"], 5, "note.txt"))

HOSTILE = {
    "empty": b"",
    "no archive": os.urandom(8192),
    "zeros": bytes(8192),
    "a path": hostile(name="../note.txt"),
    "an absolute path": hostile(name="/etc/note.txt"),
    "a symbolic link": hostile(type=tarfile.SYMTYPE, linkname="/etc/passwd"),
    "a hard link": hostile(type=tarfile.LNKTYPE, linkname="x"),
    "a folder": hostile(type=tarfile.DIRTYPE),
    "a device": hostile(type=tarfile.CHRTYPE),
    "a global header": hostile(type=tarfile.XGLTYPE),
    "a huge extended header": hostile(pax_headers={"comment": "x" * 20_000}),
    "an extended header twice": hostile(type=tarfile.XHDTYPE, size=10) + GOOD,
    "a long name of gnu": hostile(type=tarfile.GNUTYPE_LONGNAME, size=10) + GOOD,
    "a negative size": hostile(pax_headers={"size": "-1"}),
    "a sparse file": hostile(pax_headers={"GNU.sparse.major": "1", "GNU.sparse.minor": "0"}),
    "a sparse file of an older kind": hostile(pax_headers={"GNU.sparse.map": "0,5"}),
    "cut in the head": GOOD[:300],
    "cut in the content": GOOD[:514],
    "a second member": hostile()[:512] + GOOD,
    "words in the padding": GOOD[:-1] + b"x",
}


@pytest.mark.parametrize("archive", HOSTILE.values(), ids=HOSTILE)
def test_anything_but_one_plain_file_is_refused(archive: bytes) -> None:
    with pytest.raises(Damaged, match="not a single packed file"):
        unpack([archive], io.BytesIO())


def test_an_endless_extended_header_is_refused_unread() -> None:
    member = tarfile.TarInfo("x")
    member.type, member.size = tarfile.XHDTYPE, 1 << 40

    with pytest.raises(Damaged):
        unpack([member.tobuf()], io.BytesIO())


def test_a_packed_file_comes_back_from_its_age_file(tmp_path: Path, hybrid_key: HybridIdentity) -> None:
    clear, sealed, opened = tmp_path / "clear", tmp_path / "sealed.age", tmp_path / "opened"
    clear.write_bytes(os.urandom(200_000))

    encrypt_parcel(clear, sealed, [hybrid_key.recipient()], "دەنگ.ogg")

    assert decrypt_parcel(sealed, opened, [hybrid_key]) == "دەنگ.ogg"
    assert opened.read_bytes() == clear.read_bytes()


def test_packed_files_of_like_sizes_look_alike(tmp_path: Path, key: X25519Identity) -> None:
    sizes = set()
    for length in (200_000, 207_003, 210_999):
        (tmp_path / "clear").write_bytes(bytes(length))
        encrypt_parcel(tmp_path / "clear", tmp_path / "sealed", [key.recipient()], "note.txt")
        sizes.add((tmp_path / "sealed").stat().st_size)

    assert len(sizes) == 1


def test_a_parcel_cut_or_locked_leaves_nothing_behind(tmp_path: Path, key: X25519Identity) -> None:
    clear, sealed = tmp_path / "clear", tmp_path / "sealed"
    # So long that the last chunk of the age file holds nothing but padding.
    clear.write_bytes(b"x" * (15 * CHUNK_SIZE - 1112))
    encrypt_parcel(clear, sealed, [key.recipient()], "note.txt")

    with pytest.raises(Locked):
        decrypt_parcel(sealed, tmp_path / "opened", [X25519Identity.generate()])
    sealed.write_bytes(sealed.read_bytes()[:-20])
    with pytest.raises(Damaged):
        decrypt_parcel(sealed, tmp_path / "opened", [key])

    assert sorted(path.name for path in tmp_path.iterdir()) == ["clear", "sealed"]
