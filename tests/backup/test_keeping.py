"""Prove that a backup is told of what others do meanwhile, sends nothing twice, and sends nothing that is no vault."""

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from itertools import count
from pathlib import Path
from random import Random
from threading import Event

import pytest

from fieldnotes.backup.keeping import Kept, back_up
from fieldnotes.backup.saving import Material, Progress
from fieldnotes.backup.session import Part, find_snapshots
from fieldnotes.errors import Damaged, FieldnotesError, Unreachable
from fieldnotes.formats.restic.repository import Repository
from fieldnotes.formats.restic.storage import Storage, Stored
from tests.backup.forgetful import LATER, LATEST
from tests.backup.forgetful import run as forgotten
from tests.backup.histories import NOON, History, Place, begun
from tests.formats.restic.places import PASSWORD, restored


def run(history: History, material: Material, storage: Callable[[Storage], Storage] = Place) -> Kept:
    """Back up, over a place that may go wrong."""
    with history.opened() as repository:
        watched = Repository.open(storage(repository.storage), PASSWORD)
        kept = back_up(watched, history.state(), material, history.shelf, Progress())
    history.last = kept.snapshot
    return kept


def has_come(history: History) -> None:
    """See that the last backup comes back, by another way than ours too."""
    with history.opened() as repository:
        assert restored(repository, history.last or "") == history.files
    history.accepts()


# ------------------------------------------------------------------------------------- others that delete


class Unseen(Place):
    """Show nobody's lock but the one that was put here last: those of others are still on their way."""

    def __init__(self, storage: Storage) -> None:
        super().__init__(storage)
        self._own: set[str] = set()

    def put(self, name: str, data: bytes) -> None:
        """Keep an object."""
        self._own |= {name}
        super().put(name, data)

    def list(self, folder: str) -> Iterator[Stored]:
        """Yield what lies in a folder."""
        return (each for each in super().list(folder) if folder != "locks" or each.name in self._own)


def overtaken(deleting: Callable[[], object]) -> type[Place]:
    """Return a line on which a lock arrives late: who deletes had looked for others already, and ends before ours do.

    The lock is looked for twice: before it is put, and when it is settled.
    """

    class Overtaken(Place):
        looked = 0

        def list(self, folder: str) -> Iterator[Stored]:
            """Yield what lies in a folder."""
            self.looked += folder == "locks"
            if folder == "locks" and self.looked == 2:
                deleting()
            return super().list(folder)

    return Overtaken


def test_what_is_deleted_while_our_lock_was_on_its_way_is_not_built_upon(history: History) -> None:
    condemned = forgotten(history, LATEST).condemned
    of_old = history.material(history.past[0])
    elsewhere = replace(history, shelf=dict(history.shelf))
    deleted: list[str] = []

    def deleting() -> None:
        deleted.extend(forgotten(elsewhere, LATEST, condemned, LATER, Unseen).deleted)

    with pytest.raises(Unreachable, match="deleted at this place"):
        run(history, of_old, overtaken(deleting))
    assert deleted
    assert history.names("snapshots") == {history.last}

    run(history, of_old)
    has_come(history)


def test_packs_taken_up_that_are_deleted_while_our_lock_was_on_its_way_are_not_named(history: History) -> None:
    grown = history.material({**history.files, "notes.db": Random(3).randbytes(200 * 4096)})

    class Full(Place):
        def put(self, name: str, data: bytes) -> None:
            if name.startswith("index/"):
                raise Unreachable("the line was cut")
            super().put(name, data)

    with pytest.raises(Unreachable, match="cut"):
        run(history, grown, Full)
    elsewhere = replace(history, shelf={})
    condemned = forgotten(elsewhere).condemned

    with pytest.raises(Unreachable, match="deleted at this place"):
        run(history, grown, overtaken(lambda: forgotten(elsewhere, LATEST, condemned, LATER, Unseen)))
    run(history, grown)
    has_come(history)


def test_a_forget_that_deletes_nothing_meanwhile_disturbs_nobody(history: History) -> None:
    elsewhere = replace(history, shelf=dict(history.shelf))
    run(history, history.material(), overtaken(lambda: forgotten(elsewhere, LATEST, {}, NOON, Unseen)))
    has_come(history)


# ------------------------------------------------------------------------------------- a line that is cut


def test_packs_that_arrive_after_another_failed_are_not_sent_again(tmp_path: Path, nobody_else: None) -> None:
    history = begun(tmp_path)
    material = history.material(
        {
            "notes.db": Random(3).randbytes(800 * 4096),
            "keys/vault.db.age": b"age-encryption.org/v1\n",
            "keys/identities.pub": b"age1pq\n",
        }
    )
    has_failed = Event()
    arrived: list[str] = []

    class Cut(Place):
        def put(self, name: str, data: bytes) -> None:
            if not name.startswith("data/"):
                super().put(name, data)
            elif not arrived:
                arrived.append(name)
                assert has_failed.wait(30)
                super().put(name, data)
            else:
                has_failed.set()
                raise Unreachable("the line was cut")

    with pytest.raises(Unreachable, match="cut"):
        run(history, material, Cut)

    before = history.names("data")
    assert {Path(name).name for name in arrived} == before
    run(history, material)
    sizes = {path.name: path.stat().st_size for path in (history.repository / "data").rglob("*") if path.is_file()}
    assert sum(sizes.values()) < 800 * 4096 * 1.1
    has_come(history)


# ------------------------------------------------------------------------------------- the vault


@pytest.mark.parametrize("stray", ["keys/._vault.db.age", "keys/vault.db.age~", "attachments/ab/note (2).age"])
def test_a_file_that_restoring_would_refuse_is_refused_before_anything_is_sent(history: History, stray: str) -> None:
    before = {path for path in history.repository.rglob("*") if path.is_file()}
    with pytest.raises(Damaged, match="no vault has"):
        run(history, history.material({**history.files, stray: b"age"}))
    some = {name: data for name, data in history.files.items() if name != "keys/identities.pub"}
    with pytest.raises(Damaged, match="misses"):
        run(history, history.material(some))
    assert {path for path in history.repository.rglob("*") if path.is_file()} == before


def test_a_file_that_goes_away_before_it_is_read_is_told_without_its_path(history: History) -> None:
    material = history.material()
    gone = history.root / "nowhere" / "notes.db"
    with pytest.raises(Unreachable) as caught:
        run(history, Material({**material.files, "notes.db": gone}))
    assert str(history.root) not in f"{caught.value} {caught.value.hint}"


# ------------------------------------------------------------------------------------- what was seen


def test_a_snapshot_that_is_gone_is_told_by_a_backup_that_ends_well_and_then_no_more(history: History) -> None:
    run(history, history.material())  # has seen all of them
    oldest = min(
        (name for name in history.shelf if name.startswith("snapshots/")),
        key=lambda name: (history.repository / name).stat().st_mtime,
    )
    (history.repository / oldest).unlink()

    class Full(Place):
        def put(self, name: str, data: bytes) -> None:
            if name.startswith("snapshots/"):
                raise Unreachable("the line was cut")
            super().put(name, data)

    with history.opened() as repository:
        listed = find_snapshots(repository, history.shelf)
    assert len(listed.gone_times()) == 1
    with suppress(FieldnotesError):
        run(history, history.material(), Full)
    kept = run(history, history.material())
    assert kept.gone == listed.gone_times()
    assert kept.oddities == ()
    assert run(history, history.material()).gone == ()


def test_what_we_forgot_ourselves_is_not_told_as_gone(history: History) -> None:
    run(history, history.material())
    assert forgotten(history, LATEST).removed
    assert run(history, history.material()).gone == ()


def test_a_snapshot_on_the_shelf_that_cannot_be_read_there_and_is_gone_stays_in_nobodys_way(history: History) -> None:
    history.shelf["snapshots/" + "0" * 64] = b"no snapshot"
    run(history, history.material())
    assert forgotten(history, LATEST).removed


def test_a_shelf_may_be_written_by_one_thread_while_another_looks_at_it() -> None:
    interval = sys.getswitchinterval()
    shelf = {f"trees/{number}": b"tree" for number in range(3000)}
    is_done = Event()

    def write() -> None:
        for number in count():
            shelf[f"index/{number % 500}"] = b"index"
            shelf.pop(f"index/{(number + 250) % 500}", None)
            if is_done.is_set():
                return

    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(1) as beside:
            writing = beside.submit(write)
            try:
                seen = [len(Part(shelf, "trees/")) for _ in range(100)]
            finally:
                is_done.set()
            writing.result()
    finally:
        sys.setswitchinterval(interval)
    assert set(seen) == {3000}
