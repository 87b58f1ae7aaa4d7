"""Prove that blobs near each other are fetched together, once, and from elsewhere where they are broken."""

import pytest

from fieldnotes.errors import Damaged
from fieldnotes.formats.restic.identifiers import BlobKind, identifier_of, pack_name
from fieldnotes.formats.restic.index import Index
from fieldnotes.formats.restic.packs import PackWriter
from fieldnotes.formats.restic.reading import fetch_blobs
from fieldnotes.formats.restic.repository import Repository
from tests.formats.restic.places import Memory, created

PIECES = {identifier_of(data): data for data in (bytes([number]) * 1000 for number in range(20))}


def stored(repository: Repository, index: Index, datas: list[bytes]) -> str:
    """Put blobs into one pack; returns its name."""
    writer = PackWriter(repository.key, BlobKind.DATA, 1)
    for data in datas:
        writer.add(repository.seal_blob(BlobKind.DATA, data, compressed=False))
    pack, written = writer.finish()
    index.add(pack)
    repository.storage.put(pack_name(pack.id), written)
    return pack_name(pack.id)


@pytest.fixture
def place() -> Memory:
    """Return an empty place."""
    return Memory()


@pytest.fixture
def repository(place: Memory) -> Repository:
    """Return an empty repository."""
    return created(place)


def test_a_whole_pack_is_one_request_and_every_blob_comes_once(place: Memory, repository: Repository) -> None:
    index = Index()
    stored(repository, index, list(PIECES.values()))
    place.fetched.clear()

    fetched = list(fetch_blobs(repository, index, BlobKind.DATA, [*PIECES, *PIECES]))

    assert dict(fetched) == PIECES
    assert len(fetched) == 20
    assert len(place.fetched) == 1


def test_windows_bound_what_is_asked_for_at_once(place: Memory, repository: Repository) -> None:
    index = Index()
    stored(repository, index, list(PIECES.values()))
    place.fetched.clear()

    assert dict(fetch_blobs(repository, index, BlobKind.DATA, PIECES, window=3 * 1032)) == PIECES
    assert len(place.fetched) == 7


@pytest.mark.parametrize(("gap", "requests"), [(0, 10), (1032, 1)])
def test_gaps_are_skipped_where_that_costs_more_than_a_request(
    place: Memory, repository: Repository, gap: int, requests: int
) -> None:
    index = Index()
    stored(repository, index, list(PIECES.values()))
    (pack,) = index.by_pack()
    every_second = [entry.id for entry in pack.entries[::2]]
    place.fetched.clear()

    assert len(dict(fetch_blobs(repository, index, BlobKind.DATA, every_second, gap=gap))) == 10
    assert len(place.fetched) == requests


def test_a_broken_blob_is_read_from_another_pack(place: Memory, repository: Repository) -> None:
    index = Index()
    first = stored(repository, index, list(PIECES.values()))
    stored(repository, index, list(PIECES.values()))
    place.objects[first] = place.objects[first][:5000] + b"\0" * 5000 + place.objects[first][10000:]

    assert dict(fetch_blobs(repository, index, BlobKind.DATA, PIECES)) == PIECES
    place.delete(first)
    assert dict(fetch_blobs(repository, index, BlobKind.DATA, PIECES)) == PIECES


def test_a_blob_that_is_nowhere_is_told(place: Memory, repository: Repository) -> None:
    index = Index()
    name = stored(repository, index, [b"words"])

    with pytest.raises(Damaged, match="missing"):
        list(fetch_blobs(repository, index, BlobKind.DATA, ["f" * 64]))
    place.delete(name)
    with pytest.raises(Damaged, match="missing"):
        list(fetch_blobs(repository, index, BlobKind.DATA, [identifier_of(b"words")]))
