"""Prove that the index finds every blob, in every place, and does not keep more in memory than it says."""

import os
import tracemalloc

from hypothesis import given
from hypothesis import strategies as st

from fieldnotes.formats.restic import index as module
from fieldnotes.formats.restic.documents import Document
from fieldnotes.formats.restic.identifiers import BlobKind, FileKind
from fieldnotes.formats.restic.index import Index, read_index, write_indexes
from fieldnotes.formats.restic.packs import Entry, Pack
from tests.formats.restic.places import FILES, Memory, created, restored, save

PACKS = st.lists(
    st.lists(st.tuples(st.integers(0, 9), st.sampled_from(BlobKind), st.booleans()), max_size=6), max_size=5
)


def packs_of(shape: list[list[tuple[int, BlobKind, bool]]]) -> list[Pack]:
    """Return packs whose blobs have few different names, so that many lie in several."""
    packs = []
    for number, blobs in enumerate(shape):
        entries = [
            Entry(f"{name:064x}", kind, 50 * at, 50, 99 if compressed else 0)
            for at, (name, kind, compressed) in enumerate(blobs)
        ]
        packs.append(Pack(f"{number:064x}", tuple(entries)))
    return packs


@given(PACKS)
def test_what_is_added_is_found_by_blob_and_by_pack(shape: list[list[tuple[int, BlobKind, bool]]]) -> None:
    index, packs = Index(), packs_of(shape)
    for pack in [*packs, *packs]:
        index.add(pack)

    assert list(index.by_pack()) == packs
    assert len(index) == sum(len(pack.entries) for pack in packs)
    for pack in packs:
        for entry in pack.entries:
            assert (pack.id, entry) in index.places(entry.kind, entry.id)
            assert index.has(entry.kind, entry.id)
            assert index.size(entry.kind, entry.id) in (18, 99)
    assert not index.has(BlobKind.DATA, "f" * 64)
    assert index.places(BlobKind.TREE, "f" * 64) == []
    assert index.size(BlobKind.TREE, "f" * 64) is None


@given(PACKS)
def test_what_is_written_is_read_again(shape: list[list[tuple[int, BlobKind, bool]]]) -> None:
    packs = packs_of(shape)
    read = [read_index(Document(each, "an index file"), "an index file") for each in write_indexes(packs, ["e" * 64])]

    assert [pack for file in read for pack in file.packs] == packs
    assert [file.supersedes for file in read][-1] == ("e" * 64,)


def test_long_indexes_are_divided() -> None:
    packs = [
        Pack(f"{number:064x}", tuple(Entry(f"{at:064x}", BlobKind.DATA, 50 * at, 50, 0) for at in range(300)))
        for number in range(100)
    ]
    counts = [sum(len(pack["blobs"]) for pack in each["packs"]) for each in write_indexes(packs)]

    assert sum(counts) == 30_000
    assert max(counts) <= module.ENTRIES_PER_FILE


def test_an_index_file_that_another_stands_for_is_passed_over() -> None:
    repository = created(Memory())
    (old,) = write_indexes([Pack("1" * 64, (Entry("a" * 64, BlobKind.DATA, 0, 40, 0),))])
    first = repository.write_file(FileKind.INDEX, old)
    (new,) = write_indexes([Pack("2" * 64, (Entry("b" * 64, BlobKind.DATA, 0, 40, 0),))], [first])
    repository.write_file(FileKind.INDEX, new)

    assert [pack.id for pack in repository.load_index().by_pack()] == ["2" * 64]


def test_index_files_in_the_cache_are_not_fetched_again() -> None:
    place = Memory()
    repository = created(place)
    cache: dict[str, bytes] = {}
    save(repository, FILES)
    repository.load_index(cache)
    save(repository, {"more": b"words"})
    place.fetched.clear()

    index = repository.load_index(cache)

    assert len(cache) == len([name for name in place.fetched if name.startswith("index/")]) + 1 == 2
    assert len(list(index.by_pack())) == 4


def test_a_spoilt_cache_is_not_believed() -> None:
    repository = created(Memory())
    snapshot = save(repository, FILES)
    cache = dict.fromkeys(repository.files(FileKind.INDEX), b"spoilt")

    assert len(list(repository.load_index(cache).by_pack())) == 2
    assert b"spoilt" not in cache.values()
    assert restored(repository, snapshot) == FILES


def test_a_blob_costs_about_two_hundred_bytes_of_memory() -> None:
    count = 20_000
    tracemalloc.start()
    index = Index()
    for number in range(count // 100):
        entries = tuple(Entry(os.urandom(32).hex(), BlobKind.DATA, 50 * at, 50, 0) for at in range(100))
        index.add(Pack(f"{number:064x}", entries))
    used, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert len(index) == count
    assert used / count < 250
