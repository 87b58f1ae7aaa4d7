"""Prove that we read and check what stock restic made, in both formats, and that it reads what we add to that."""

import os
import shutil
from pathlib import Path

import pytest

from fieldnotes.formats.restic.checking import check
from fieldnotes.formats.restic.identifiers import BlobKind, FileKind
from fieldnotes.formats.restic.repository import Repository
from fieldnotes.formats.restic.snapshots import Snapshot
from fieldnotes.formats.restic.trees import read_tree, write_tree
from tests.formats.restic.conftest import Stock, read_folder
from tests.formats.restic.places import FILES, PASSWORD, QUICK, Folder, restored, save


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a file of several pieces, one that can be compressed, and odd names."""
    root = tmp_path_factory.mktemp("source")
    (root / "below").mkdir()
    (root / "below" / "large").write_bytes(os.urandom(3_000_000))
    (root / "text").write_bytes(b"a few words " * 50_000)
    (root / "empty").touch()
    (root / 'odd "\\\n\u2028<ö>').write_bytes(b"odd")
    Path(os.fsdecode(os.fsencode(root) + b"/\xff\x80")).write_bytes(b"no characters")
    return root


@pytest.fixture(scope="module", params=["1", "2"])
def template(
    request: pytest.FixtureRequest, restic: str, source: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Return a repository by stock restic, whose key was opened once and exchanged for one that is quick to try."""
    root = tmp_path_factory.mktemp("stock") / "repository"
    stock = Stock(restic, root)
    stock.run("init", "--repository-version", request.param)
    repository = Repository.open(Folder(root), PASSWORD)
    repository.add_key(PASSWORD, QUICK)
    repository.delete_file(FileKind.KEY, repository.key_id)
    stock.run("backup", source)
    return root


@pytest.fixture
def made(template: Path, place: Folder) -> Repository:
    """Return a copy of that repository, opened by us."""
    shutil.copytree(template, place.root)
    return Repository.open(place, PASSWORD)


def test_we_restore_what_stock_restic_saved(made: Repository, source: Path) -> None:
    (snapshot,) = made.files(FileKind.SNAPSHOT)

    inside = f"{source.relative_to('/').as_posix()}/"
    found = {path.removeprefix(inside): data for path, data in restored(made, snapshot).items()}

    assert found == read_folder(source)


def test_we_find_nothing_wrong_in_what_stock_restic_saved(made: Repository) -> None:
    assert list(check(made)) == []


def test_stock_restic_finds_nothing_wrong_in_what_we_add(made: Repository, stock: Stock, tmp_path: Path) -> None:
    snapshot = save(made, FILES)

    stock.run("check", "--read-data")
    stock.run("restore", snapshot, "--target", tmp_path / "out")

    assert read_folder(tmp_path / "out") == FILES
    assert list(check(made)) == []


def test_names_are_written_to_the_byte_as_stock_restic_writes_them(made: Repository, source: Path) -> None:
    (snapshot,) = made.files(FileKind.SNAPSHOT)
    index = made.load_index()
    tree = Snapshot.read(made.read_file(FileKind.SNAPSHOT, snapshot)).tree
    for _ in source.parts[1:]:
        (node,) = read_tree(made.read_blob(index, BlobKind.TREE, tree))
        assert node.subtree is not None
        tree = node.subtree
    theirs = made.read_blob(index, BlobKind.TREE, tree)
    ours = write_tree(read_tree(theirs))

    def names(data: bytes) -> list[bytes]:
        return [part.split(b'","type"')[0] for part in data.split(b'{"name":"')[1:]]

    assert len(names(ours)) == 5
    assert names(ours) == names(theirs)
