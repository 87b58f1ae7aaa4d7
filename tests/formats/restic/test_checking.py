"""Prove that a check names each thing that is wrong, goes on after it, and agrees with stock restic."""

import os
import shutil
import tracemalloc
from pathlib import Path

import pytest

from fieldnotes.errors import Damaged, Locked
from fieldnotes.formats.restic import packchecking
from fieldnotes.formats.restic.checking import check
from fieldnotes.formats.restic.documents import write_json
from fieldnotes.formats.restic.identifiers import BlobKind, FileKind, identifier_of, pack_name
from fieldnotes.formats.restic.index import write_indexes
from fieldnotes.formats.restic.packs import PackWriter
from fieldnotes.formats.restic.problems import Problem, ProblemKind
from fieldnotes.formats.restic.repository import Repository
from fieldnotes.formats.restic.snapshots import Snapshot
from fieldnotes.formats.restic.trees import Node, write_tree
from tests.formats.restic.conftest import Stock
from tests.formats.restic.places import FILES, PASSWORD, WHEN, Folder, Memory, created, save


@pytest.fixture
def place() -> Memory:
    """Return an empty place."""
    return Memory()


@pytest.fixture
def repository(place: Memory) -> Repository:
    """Return a repository with one snapshot."""
    made = created(place)
    save(made, FILES)
    return made


def kinds(repository: Repository) -> list[str]:
    """Return the kinds of all problems."""
    return [problem.kind.value for problem in check(repository)]


def saved_tree(repository: Repository, *nodes: Node) -> None:
    """Save a snapshot of a tree as it is given, whether or not what it refers to is there."""
    tree = repository.seal_blob(BlobKind.TREE, write_tree(nodes))
    writer = PackWriter(repository.key, BlobKind.TREE)
    writer.add(tree)
    pack, data = writer.finish()
    repository.storage.put(pack_name(pack.id), data)
    (index,) = write_indexes([pack])
    repository.write_file(FileKind.INDEX, index)
    repository.write_file(FileKind.SNAPSHOT, Snapshot(WHEN, tree.id, ("/vault",)).write())


def test_nothing_is_wrong_with_what_we_make(repository: Repository) -> None:
    save(repository, FILES | {"notes.db": b"other"})

    assert list(check(repository)) == []


def test_progress_is_told_up_to_the_last_byte(repository: Repository, place: Memory) -> None:
    told: list[tuple[int, int]] = []
    list(check(repository, lambda done, total: told.append((done, total))))

    total = sum(len(data) for name, data in place.objects.items() if name != "config")
    assert told[-1] == (total, total)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_all_problems_are_told_at_once(repository: Repository, place: Memory) -> None:
    for name, data in list(place.objects.items()):
        if name.startswith(("data/", "snapshots/", "keys/")):
            place.objects[name] = data[:-1] + bytes([data[-1] ^ 1])
    place.put(f"locks/{'1' * 64}", b"x")

    assert sorted(set(kinds(repository))) == ["key", "lock", "pack", "snapshot"]


def test_a_missing_pack_is_named(repository: Repository, place: Memory) -> None:
    (name, *_) = (name for name in place.objects if name.startswith("data/"))
    place.delete(name)

    assert Problem(ProblemKind.PACK, name[-64:], "it is missing") in list(check(repository))


def test_a_key_file_that_is_whole_and_not_what_it_is_named_after_is_told(repository: Repository, place: Memory) -> None:
    place.objects[f"keys/{repository.key_id}"] += b" "

    assert list(check(repository)) == [Problem(ProblemKind.KEY, repository.key_id, "it is damaged")]


def test_a_pack_in_the_wrong_folder_is_no_part_of_a_repository(repository: Repository, place: Memory) -> None:
    name, data = next((name, data) for name, data in place.objects.items() if name.startswith("data/"))
    place.put(f"data/zz/{name[-64:]}", data)

    assert [(problem.kind, problem.name) for problem in check(repository)] == [
        (ProblemKind.LEFTOVER, f"data/zz/{name[-64:]}")
    ]


def test_trees_that_were_seen_in_their_packs_are_not_fetched_again(repository: Repository, place: Memory) -> None:
    place.fetched.clear()
    assert kinds(repository) == []

    assert len([name for name in place.fetched if name.startswith("data/")]) == 2


def test_a_leftover_that_is_damaged_is_said_to_be(repository: Repository, place: Memory) -> None:
    pack, data = PackWriter(repository.key, BlobKind.DATA).finish()
    place.put(pack_name(pack.id), data[:-1])

    (problem,) = check(repository)
    assert (problem.is_harmless, "damaged" in problem.what) == (True, True)


def test_a_pack_that_no_index_names_is_harmless(repository: Repository, place: Memory) -> None:
    pack, data = PackWriter(repository.key, BlobKind.DATA).finish()
    place.put(pack_name(pack.id), data)
    place.put("data/README", b"what is this")

    problems = list(check(repository))
    assert [problem.is_harmless for problem in problems] == [True, True]
    assert {problem.name for problem in problems} == {pack.id, "data/README"}


@pytest.mark.parametrize(
    ("node", "kind"),
    [
        (Node.file("a", 5, ["f" * 64]), "blob"),
        (Node.file("a", 5, []), "tree"),
        (Node.directory("a", "f" * 64), "tree"),
    ],
)
def test_what_a_tree_refers_to_and_is_not_there_is_told(repository: Repository, node: Node, kind: str) -> None:
    saved_tree(repository, node)

    assert kinds(repository) == [kind]


def test_a_snapshot_without_its_tree_is_told(repository: Repository) -> None:
    repository.write_file(FileKind.SNAPSHOT, Snapshot(WHEN, "f" * 64, ("/vault",)).write())

    assert kinds(repository) == ["tree"]


def test_index_files_that_do_not_agree_are_told(repository: Repository) -> None:
    (pack, *_) = repository.load_index().by_pack()
    entry = pack.entries[0]._replace(id=identifier_of(b"other"))
    (lie,) = write_indexes([pack._replace(entries=(entry, *pack.entries[1:]))])
    repository.write_file(FileKind.INDEX, lie)

    assert "index" in kinds(repository)


def test_an_index_that_names_a_blob_wrongly_is_told(place: Memory) -> None:
    repository = created(place)
    writer = PackWriter(repository.key, BlobKind.DATA)
    writer.add(repository.seal_blob(BlobKind.DATA, b"words"))
    pack, data = writer.finish()
    place.put(pack_name(pack.id), data)
    (lie,) = write_indexes([pack._replace(entries=pack.entries[:-1])])
    repository.write_file(FileKind.INDEX, lie)

    assert kinds(repository) == ["pack", "pack"]  # its length, and its header


def test_a_configuration_that_went_or_was_exchanged_is_told(repository: Repository, place: Memory) -> None:
    other = Memory()
    created(other)
    place.objects["config"] = other.objects["config"]
    assert kinds(repository) == ["config"]
    document = {"version": 2, "id": "f" * 64, "chunker_polynomial": "25b468838dcb75"}
    place.objects["config"] = repository.key.seal(write_json(document))
    assert kinds(repository) == ["config"]
    place.delete("config")
    assert kinds(repository) == ["config"]


def test_packs_longer_than_a_window_are_read_in_pieces(
    repository: Repository, place: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packchecking, "WINDOW", 10_000)
    assert kinds(repository) == []
    name, data = next((name, data) for name, data in place.objects.items() if name.startswith("data/"))
    place.objects[name] = data[:30_000] + bytes([data[30_000] ^ 1]) + data[30_001:]

    assert set(kinds(repository)) == {"pack", "blob"} or set(kinds(repository)) == {"pack", "tree", "blob"}


def test_a_check_holds_one_pack_in_memory(repository: Repository) -> None:
    for _ in range(4):
        save(repository, {"noise": os.urandom(4_000_000)}, chunk=500_000)
    tracemalloc.start()
    assert list(check(repository)) == []
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most < 9_000_000


@pytest.mark.parametrize("position", [5, -1, -10, -100])
def test_stock_restic_agrees_about_what_is_damaged(restic: str, tmp_path: Path, position: int) -> None:
    sound = Folder(tmp_path / "sound")
    save(created(sound), FILES)
    # Not of keys: restic does not compare their names, so that ours tells more.
    for kind in ("config", "data", "index", "snapshots"):
        root = tmp_path / kind
        shutil.copytree(sound.root, root)
        path = next(path for path in [root / kind, *sorted((root / kind).rglob("*"))] if path.is_file())
        data = bytearray(path.read_bytes())
        data[position] ^= 0x10
        path.write_bytes(bytes(data))

        agreed = Stock(restic, root).attempt("check", "--read-data").returncode != 0
        try:
            ours = bool(list(check(Repository.open(Folder(root), PASSWORD))))
        except (Damaged, Locked):
            ours = True
        assert (agreed, ours) == (True, True), kind
