"""Prove that restoring brings every file back whole and on the disk, and stops as soon as that cannot be."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from threading import Barrier, Event

import pytest

from fieldnotes.backup import restoring
from fieldnotes.backup.keeping import back_up
from fieldnotes.backup.saving import Progress
from fieldnotes.errors import Damaged, Unreachable
from fieldnotes.formats.atomic import synchronise
from fieldnotes.formats.restic.identifiers import BlobKind, FileKind
from fieldnotes.formats.restic.index import write_indexes
from fieldnotes.formats.restic.packs import Pack
from fieldnotes.formats.restic.repository import Repository
from fieldnotes.formats.restic.snapshots import Snapshot
from fieldnotes.formats.restic.storage import Storage
from tests.backup.histories import History, Place, begun, restore
from tests.formats.restic.conftest import read_folder
from tests.formats.restic.places import PASSWORD

PIECE = 256 << 10


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nobody_else: None) -> History:
    """Return a vault whose backup lies in many packs; pieces of its files stand in it more than once."""
    for name in ("_FIRST", "_SMALLEST", "_LARGEST"):
        monkeypatch.setattr(f"fieldnotes.backup.outbox.{name}", 1)
    history = begun(tmp_path)
    same = Random(1).randbytes(PIECE)
    material = history.material(
        {
            "notes.db": b"".join(same + Random(number).randbytes(PIECE) for number in range(2, 32)),
            "keys/vault.db.age": b"age-encryption.org/v1\n",
            "keys/identities.pub": b"",
            f"attachments/ab/{'ab' * 32}.age": same * 3,
        }
    )
    with history.opened() as repository:
        history.last = back_up(repository, history.state(), material, history.shelf, Progress()).snapshot
    assert len(history.names("data")) > 30
    return history


def bring(history: History, progress: Progress, storage: Callable[[Storage], Storage] = Place) -> Path:
    """Restore the last backup, from a place that may go wrong."""
    target = history.root / "back"
    with history.opened() as opened:
        repository = Repository.open(storage(opened.storage), PASSWORD)
        tree = Snapshot.read(repository.read_file(FileKind.SNAPSHOT, history.last or "")).tree
        restore(repository, tree, target, progress)
    return target


def test_every_file_comes_back_and_is_on_the_disk_once_it_is_whole(
    many: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: dict[str, bytes] = {}

    def noting(path: Path, real: Callable[[Path], None] = synchronise) -> None:
        if path.is_file():
            assert str(path) not in kept
            kept[str(path)] = path.read_bytes()
        real(path)

    monkeypatch.setattr(restoring, "synchronise", noting)
    progress = Progress()
    assert read_folder(bring(many, progress)) == many.files
    assert sorted(kept.values()) == sorted(many.files.values())
    assert progress.done == progress.total == sum(map(len, many.files.values()))


def test_what_cannot_be_fetched_ends_it_before_all_else_was_fetched(many: History) -> None:
    fetched: list[str] = []
    has_failed = Event()

    class Cut(Place):
        def get_range(self, name: str, offset: int, length: int) -> bytes:
            first = not fetched
            if length > PIECE:
                fetched.append(name)
                if first:
                    has_failed.set()
                    raise Unreachable("the line was cut")
                has_failed.wait(30)
                time.sleep(0.1)  # as long as the others may take to hear of it
            return super().get_range(name, offset, length)

    with pytest.raises(Unreachable, match="cut"):
        bring(many, Progress(), Cut)
    assert len(fetched) <= 12  # of more than thirty
    assert not list(many.root.glob("*back*")) + list(many.root.glob("*.partial"))


def test_several_threads_tell_how_far_it_is_one_after_the_other() -> None:
    inside: list[int] = []
    told: list[int] = []

    def tell(progress: Progress) -> None:
        inside.append(1)
        time.sleep(0.001)
        assert len(inside) == 1
        inside.pop()
        told.append(progress.done)

    progress, barrier = Progress(tell=tell), Barrier(4)

    def count() -> None:
        barrier.wait()
        for _ in range(10):
            progress.add(2)

    with ThreadPoolExecutor(4) as pool:
        for task in [pool.submit(count) for _ in range(4)]:
            task.result()
    assert told == list(range(2, 82, 2))


def test_an_index_that_lies_about_lengths_brings_nothing_back_rather_than_something_else(many: History) -> None:
    with many.opened() as repository:
        old, index = list(repository.files(FileKind.INDEX)), repository.load_index()
        found = [pack.entries[0] for pack in index.by_pack() if pack.entries[0].kind is BlobKind.DATA]
        shorter, longer = [entry for entry in found if entry.size == PIECE][:2]
        lie = (
            shorter._replace(offset=0, length=shorter.length - 1),
            longer._replace(offset=shorter.length - 1, length=longer.length + 1),
        )
        for document in write_indexes([Pack("0" * 64, lie), *index.by_pack()]):
            repository.write_file(FileKind.INDEX, document)
        for identifier in old:
            repository.delete_file(FileKind.INDEX, identifier)
    with pytest.raises(Damaged):
        bring(many, Progress())
    assert not (many.root / "back").exists()
