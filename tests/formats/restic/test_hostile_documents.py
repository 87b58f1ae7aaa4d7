"""Prove that no document, even one sealed with the right key, does more than be refused."""

import contextlib
import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldnotes.errors import Damaged
from fieldnotes.formats.restic.compression import compress, expand, skipped_frame
from fieldnotes.formats.restic.documents import Document, write_json, write_moment
from fieldnotes.formats.restic.identifiers import BlobKind, FileKind, file_name, identifier_of
from fieldnotes.formats.restic.index import read_index
from fieldnotes.formats.restic.locks import Holder
from fieldnotes.formats.restic.packs import Entry
from fieldnotes.formats.restic.repository import Repository
from fieldnotes.formats.restic.snapshots import Snapshot
from fieldnotes.formats.restic.trees import read_tree
from tests.formats.restic.places import Memory, created

ID = "ab" * 32
BLOB = {"id": ID, "type": "data", "offset": 0, "length": 40}
NODE = {"name": "a", "type": "file", "mode": 384, "size": 8, "content": [ID]}
INDEX = {"packs": [{"id": ID, "blobs": [BLOB]}], "supersedes": [ID]}
SNAPSHOT = {"time": "2026-03-21T18:00:00Z", "tree": ID, "paths": ["/vault"], "tags": ["a"], "parent": ID}
LOCK = {"time": "2026-03-21T18:00:00Z", "exclusive": True, "hostname": "x", "username": "", "pid": 7}

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from([ID, "..", "data"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def repository() -> Repository:
    """Return an empty repository."""
    return created(Memory())


def index(document: Any) -> None:
    """Read an index file."""
    read_index(Document.parse(json.dumps(document).encode(), "an index file"), "an index file")


def snapshot(document: Any) -> None:
    """Read a snapshot."""
    Snapshot.read(Document.parse(json.dumps(document).encode(), "a snapshot"))


def lock(document: Any) -> None:
    """Read a lock."""
    Holder.read(Document.parse(json.dumps(document).encode(), "a lock"))


def tree(document: Any) -> None:
    """Read a tree."""
    read_tree(json.dumps(document).encode())


READERS = [(index, INDEX), (snapshot, SNAPSHOT), (lock, LOCK), (tree, {"nodes": [NODE]})]


def mutated(value: Any, choose: Any) -> Any:
    """Return a document with one value somewhere in it exchanged."""
    if isinstance(value, dict) and value and choose(st.booleans()):
        key = choose(st.sampled_from(sorted(value)))
        return value | {key: mutated(value[key], choose)}
    if isinstance(value, list) and value and choose(st.booleans()):
        return [mutated(value[0], choose), *value[1:]]
    return choose(ANY_JSON)


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(READERS), st.data())
def test_any_value_in_any_place_is_read_or_refused(reader: Any, data: st.DataObject) -> None:
    read, sound = reader
    read(sound)
    with contextlib.suppress(Damaged):
        read(mutated(sound, data.draw))


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for read in (lambda: read_tree(data), lambda: expand(data, 100), lambda: Document.parse(data, "a file")):
        with contextlib.suppress(Damaged):
            read()


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"nodes":[{"name":' + b"[" * 100_000 + b"]" * 100_000 + b"}]}",
        b'{"pid":' + b"9" * 100_000 + b"}",
        b'{"a":NaN}',
        b'{"a":Infinity}',
        b"{} {}",
        b'{"a":"\xff"}',
        b"\xef\xbb\xbf{}",
        b"[]",
        b"7",
        b"",
    ],
)
def test_json_that_is_no_document_or_has_no_end_is_refused(data: bytes) -> None:
    with pytest.raises(Damaged):
        Document.parse(data, "a file")


@pytest.mark.parametrize(
    "change",
    [
        {"offset": -1},
        {"offset": 1 << 32},
        {"offset": 1.0},
        {"offset": True},
        {"offset": (1 << 32) - 20},
        {"length": 31},
        {"length": -40},
        {"length": 1 << 40},
        {"uncompressed_length": 1 << 31},
        {"type": "config"},
        {"id": "AB" * 32},
        {"id": "../" * 21 + "a"},
        {"id": ID[:-1]},
        {"id": ID + "\n"},
        {"id": None},
    ],
)
def test_an_index_that_cannot_be_true_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(Damaged):
        index({"packs": [{"id": ID, "blobs": [BLOB | change]}]})


def test_an_index_whose_blobs_overlap_is_refused() -> None:
    with pytest.raises(Damaged):
        index({"packs": [{"id": ID, "blobs": [BLOB, BLOB | {"offset": 39}]}]})


@pytest.mark.parametrize(
    "name", ["", ".", "..", "a/b", "../a", "/a", "a\0b", r"\x00", r"a\x2fb", r"\u002e.", r"\q", "\ud800"]
)
def test_a_tree_whose_names_lead_elsewhere_is_refused(name: str) -> None:
    with pytest.raises(Damaged):
        tree({"nodes": [NODE | {"name": name}]})


@pytest.mark.parametrize(
    "change",
    [
        {"type": "dir"},
        {"type": "door"},
        {"subtree": ID},
        {"type": "dir", "subtree": "x"},
        {"content": ["x"]},
        {"content": ID},
        {"size": -1},
        {"mode": -1},
        {"name": None},
    ],
)
def test_a_tree_whose_entries_cannot_be_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(Damaged):
        tree({"nodes": [NODE | change]})


@pytest.mark.parametrize("other", ["a", r"\x61", r"\u0061"])
def test_a_tree_with_a_name_twice_is_refused(other: str) -> None:
    with pytest.raises(Damaged):
        tree({"nodes": [NODE, NODE | {"name": other}]})


@pytest.mark.parametrize("change", [{"tree": "x"}, {"tree": None}, {"parent": "x"}, {"paths": "/"}, {"tags": [7]}])
def test_a_snapshot_that_names_no_tree_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(Damaged):
        snapshot(SNAPSHOT | change)


@pytest.mark.parametrize(
    "time", ["", "yesterday", "2026-03-21T18:00:00", "9999-12-31T23:59:59-10:00", "2026-13-01T00:00:00Z"]
)
def test_a_moment_that_is_none_is_refused(time: str) -> None:
    with pytest.raises(Damaged):
        snapshot(SNAPSHOT | {"time": time})


def test_moments_are_read_as_go_writes_them() -> None:
    read = Snapshot.read(Document(SNAPSHOT | {"time": "2015-01-02T18:10:50.895208559+01:00"}, "a snapshot"))

    assert read.time == datetime(2015, 1, 2, 17, 10, 50, 895208, tzinfo=UTC)


@given(st.datetimes(timezones=st.just(timezone(timedelta(hours=3))), min_value=datetime(2, 1, 1)))
def test_every_moment_comes_back(moment: datetime) -> None:
    assert Document({"time": write_moment(moment)}, "a file").moment("time") == moment


def test_an_endless_expansion_is_stopped_at_its_bound() -> None:
    bomb = compress(bytes(50_000_000))

    assert len(bomb) < 10_000
    with pytest.raises(Damaged):
        expand(bomb, 49_999_999)


@pytest.mark.parametrize("descriptor", [b"\xc0\x38", b"\xe0"], ids=["window", "single segment"])
def test_a_size_that_a_frame_claims_is_not_believed(descriptor: bytes) -> None:
    # A frame (RFC 8878, "Frame_Header") that claims two to the fortieth bytes, and a last block of one byte.
    claim = bytes.fromhex("28b52ffd") + descriptor + (1 << 40).to_bytes(8, "little") + b"\x09\0\0a"

    with contextlib.suppress(Damaged):
        assert expand(claim, 1000) == b"a"


@pytest.mark.parametrize("size", [0, 8, 9, 1000])
def test_frames_that_stand_for_nothing_are_passed_over(size: int) -> None:
    assert len(skipped_frame(size)) == size
    assert expand(skipped_frame(size) + compress(b"words") + skipped_frame(size), 5) == b"words"


def test_several_frames_are_read_as_one() -> None:
    assert expand(compress(b"a few ") + skipped_frame(20) + compress(b"words"), 11) == b"a few words"


@pytest.mark.parametrize("plain_size", [1, 11, 13, 1 << 20])
def test_a_blob_of_another_size_than_the_index_says_is_refused(repository: Repository, plain_size: int) -> None:
    sealed = repository.key.seal(compress(b"a few words "))
    right = Entry(identifier_of(b"a few words "), BlobKind.DATA, 0, len(sealed), 12)

    assert repository.open_blob(right, sealed) == b"a few words "
    with pytest.raises(Damaged):
        repository.open_blob(right._replace(plain_size=plain_size, id=identifier_of(b"a few words ")[::-1]), sealed)
    if plain_size < 12:
        with pytest.raises(Damaged):
            repository.open_blob(right._replace(plain_size=plain_size), sealed)


@pytest.mark.parametrize("plain", [b"", b"\x02", b"\x02junk", b"\x01{}", b"\x02" + compress(b"[]"), b"null"])
def test_a_sealed_file_that_is_no_document_is_refused(repository: Repository, plain: bytes) -> None:
    data = repository.key.seal(plain)
    name = identifier_of(data)
    repository.storage.put(file_name(FileKind.SNAPSHOT, name), data)

    with pytest.raises(Damaged):
        repository.read_file(FileKind.SNAPSHOT, name)


def test_json_is_written_as_go_writes_it() -> None:
    assert (
        write_json({"a": "<&>\u2028ö\x01", "b": [1, None]})
        == b'{"a":"\\u003c\\u0026\\u003e\\u2028\xc3\xb6\\u0001","b":[1,null]}'
    )
