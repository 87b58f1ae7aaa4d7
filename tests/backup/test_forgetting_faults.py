"""Prove that forgetting deletes nothing on what it cannot be sure of, and survives a cut at every step."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from fieldnotes.backup.forgetting import Rule, forget
from fieldnotes.domain.repository import Keep
from fieldnotes.errors import Damaged, Unreachable
from fieldnotes.formats.restic.identifiers import FileKind, identifier_of, pack_name
from fieldnotes.formats.restic.index import read_index, write_indexes
from fieldnotes.formats.restic.locks import Lock
from fieldnotes.formats.restic.repository import Repository
from fieldnotes.formats.restic.storage import Denied, Storage, Stored
from tests.backup.forgetful import LATER, LATEST, content, run
from tests.backup.histories import DAY, NOON, AddOnly, Cutting, History, Listing, Place
from tests.formats.restic.places import PASSWORD

FULL = bool(os.environ.get("FIELDNOTES_FULL"))
GHOST = identifier_of(b"nothing")


# ------------------------------------------------------------------------------------- refusing


def refused(history: History, sentence: str, **asked: object) -> None:
    """Expect a refusal with nothing deleted, and nothing off the shelf."""
    files, shelf = files_of(history), dict(history.shelf)
    with pytest.raises((Damaged, Unreachable), match=sentence):
        run(history, condemned=asked.pop("condemned", None), now=LATER, **asked)  # type: ignore[arg-type]
    assert files_of(history) == files
    assert shelf.items() <= history.shelf.items()


def files_of(history: History) -> set[str]:
    return {f"{folder}/{name}" for folder in ("data", "index", "snapshots") for name in history.names(folder)}


@pytest.mark.parametrize("folder", ["snapshots", "index"])
def test_a_listing_shorter_than_what_is_known_deletes_nothing(history: History, folder: str) -> None:
    condemned = run(history, Rule(Keep(daily=2))).condemned
    for name in sorted(history.names(folder)):
        if f"{folder}/{name}" in history.shelf or name == history.last:

            class Short(Listing):
                def __init__(self, storage: Storage, name: str = name) -> None:
                    super().__init__(storage, {name})

            refused(history, "no longer lists", condemned=condemned, storage=Short)


def test_an_emptied_repository_deletes_nothing(history: History) -> None:
    condemned = run(history, Rule(Keep(daily=2))).condemned
    for shelf in (history.shelf, {}):
        history.shelf = dict(shelf)

        class Emptied(Listing):
            def list(self, folder: str) -> Iterator[Stored]:
                return iter(()) if folder == "snapshots" else super().list(folder)

        refused(history, "no longer lists", condemned=condemned, storage=Emptied)


def test_a_last_snapshot_that_is_gone_and_a_proved_one_that_is_gone_delete_nothing(history: History) -> None:
    refused(history, "no longer lists", rule=Rule(always=frozenset({"0" * 64})))
    history.shelf.clear()
    (history.repository / "snapshots" / (history.last or "")).unlink()
    refused(history, "no longer lists")


def test_a_snapshot_that_is_listed_and_gone_deletes_nothing(history: History) -> None:
    class Stale(Listing):
        def __init__(self, storage: Storage) -> None:
            super().__init__(storage, ghosts=(Stored(f"snapshots/{GHOST}", 300),))

    refused(history, "lists what is not there", storage=Stale)


@pytest.mark.parametrize("kind", ["snapshots", "index"])
def test_a_snapshot_or_index_file_that_cannot_be_read_deletes_nothing(history: History, kind: str) -> None:
    path = sorted((history.repository / kind).iterdir())[0]
    path.chmod(0o600)
    data = path.read_bytes()
    path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    refused(history, "cannot be read" if kind == "snapshots" else "damaged")


def test_a_pack_that_is_needed_and_gone_or_short_deletes_nothing(history: History) -> None:
    condemned = run(history).condemned
    for pack in sorted(history.names("data") - condemned.keys()):
        path = history.repository / pack_name(pack)
        data = path.read_bytes()
        path.chmod(0o600)
        path.write_bytes(data[:-1])
        refused(history, "not complete", condemned=condemned)
        path.unlink()
        refused(history, "not complete", condemned=condemned)
        path.write_bytes(data)
    assert run(history, condemned=condemned, now=LATER).deleted


def test_hidden_index_files_that_this_machine_never_saw_delete_nothing_that_is_needed(history: History) -> None:
    for name in sorted(history.names("index")):
        history.shelf.clear()

        class Short(Listing):
            def __init__(self, storage: Storage, name: str = name) -> None:
                super().__init__(storage, {name})

        before = content(history)
        copy = history.copy(history.root / name)
        with pytest.raises(Damaged):
            run(copy, Rule(), dict.fromkeys(copy.names("data"), NOON), LATER, Short)
        assert content(copy) == before


def test_a_place_that_may_only_be_added_to_says_so_once_and_nothing_is_half_done(history: History) -> None:
    files = files_of(history)
    with pytest.raises(Denied, match="only be added") as refusal:
        run(history, storage=AddOnly)
    assert isinstance(refusal.value, Unreachable)
    assert files_of(history) == files
    condemned = run(history).condemned
    files = files_of(history)
    with pytest.raises(Denied, match="only be added"):
        run(history, condemned=condemned, now=LATER, storage=AddOnly)
    assert files_of(history) == files
    assert not history.names("locks")


def test_a_lock_of_somebody_else_is_heeded_and_ours_is_taken_away(history: History) -> None:
    lock = history.repository / "locks"
    with history.opened() as repository, Lock.take(repository, exclusive=False):
        with pytest.raises(Unreachable, match="in use"):
            run(history)
    run(history)
    assert list(lock.iterdir()) == []


def test_a_snapshot_that_comes_in_spite_of_the_lock_stops_the_deleting(history: History) -> None:
    condemned = run(history).condemned
    packs = history.names("data")

    class Busy(Place):
        asked = 0

        def list(self, folder: str) -> Iterator[Stored]:
            yield from super().list(folder)
            self.asked += folder == "snapshots"
            if self.asked > 1:
                yield Stored(f"snapshots/{GHOST}", 300)

    with pytest.raises(Unreachable, match="without heeding"):
        run(history, condemned=condemned, now=LATER, storage=Busy)
    assert history.names("data") == packs


def test_a_last_snapshot_that_this_vault_did_not_make_deletes_nothing(history: History, tmp_path: Path) -> None:
    (tmp_path / "letter").write_bytes(b"dear Kemiri")
    known = history.names("snapshots")
    assert history.restic("backup", str(tmp_path / "letter")).returncode == 0
    (history.last,) = history.names("snapshots") - known
    refused(history, "no longer lists")


def test_an_index_file_that_does_not_arrive_whole_stops_the_deleting(history: History) -> None:
    condemned = run(history).condemned
    packs, index = history.names("data"), history.names("index")

    class Garbling(Place):
        def put(self, name: str, data: bytes) -> None:
            super().put(name, data[:-1] + bytes([data[-1] ^ 1]) if name.startswith("index/") else data)

    with pytest.raises(Damaged):
        run(history, condemned=condemned, now=LATER, storage=Garbling)
    assert history.names("data") == packs
    assert history.names("index") > index


def test_index_files_that_others_stand_for_go_with_the_rest_and_no_pack_is_named_twice(
    history: History,
) -> None:
    condemned = run(history).condemned
    with history.opened() as repository:
        files = {name: read_index(repository.read_file(FileKind.INDEX, name), "") for name in history.names("index")}
        naming = {name for name, file in files.items() if any(pack.id in condemned for pack in file.packs)}
        staying = [pack for name in naming for pack in files[name].packs if pack.id not in condemned]
        old = min(files.keys() - naming)
        for document in (*write_indexes(files[old].packs, [old]), *write_indexes(staying)):
            repository.write_file(FileKind.INDEX, document)
    before = content(history)
    run(history, condemned=condemned, now=LATER)
    assert old not in history.names("index")
    with history.opened() as repository:
        after = [read_index(repository.read_file(FileKind.INDEX, name), "") for name in history.names("index")]
    named = [pack.id for file in after for pack in file.packs]
    assert len(named) == len(set(named)) == len(history.names("data"))
    assert content(history) == before
    history.accepts()


def test_index_files_that_do_not_agree_delete_nothing(history: History) -> None:
    with history.opened() as repository:
        pack = next(pack for pack in repository.load_index().by_pack() if len(pack.entries) > 1)
        for document in write_indexes([pack._replace(entries=pack.entries[1:])]):
            repository.write_file(FileKind.INDEX, document)
    refused(history, "do not agree")


# ------------------------------------------------------------------------------------- cuts


def test_a_cut_at_any_verb_leaves_a_repository_that_stock_restic_accepts_and_a_later_run_ends_the_work(
    history: History, tmp_path: Path
) -> None:
    before = content(history)
    first = run(history, Rule(Keep(daily=3)))
    assert len(first.condemned) > 2
    rule = replace(LATEST, repack=1 << 20)  # the second run removes snapshots, deletes packs and sends some again
    seen: set[tuple[object, ...]] = set()
    for done in (False, True):
        number, cut = 0, True
        while cut:
            number += 1
            copy = history.copy(tmp_path / f"{number}.{done}")
            cut = cut_at(copy, rule, first.condemned, number, done)
            state = shape(copy)
            if state in seen and not FULL:
                continue
            seen.add(state)
            copy.unlock()
            copy.accepts()
            left = content(copy)
            assert left == {snapshot: before[snapshot] for snapshot in left}
            assert history.last in left
            ended = run(copy, rule, first.condemned, LATER)
            after = run(copy, LATEST, ended.condemned, LATER + 2 * DAY)
            assert after.condemned == {}
            assert not set(first.condemned) & copy.names("data")
            assert content(copy) == {history.last: before[history.last or ""]}
            if FULL:
                copy.accepts()
    assert len(seen) > 10


def cut_at(history: History, rule: Rule, condemned: Mapping[str, datetime], number: int, done: bool) -> bool:
    """Run on a line that breaks at a verb; say whether it broke."""
    with history.opened() as repository:
        line = Cutting(repository.storage, 10**9, done)
        repository = Repository.open(line, PASSWORD)
        line.at, line.verbs = number, 0
        try:
            forget(repository, history.state(), history.shelf, rule, condemned, LATER)
        except Unreachable:
            return True
    return False


def shape(history: History) -> tuple[object, ...]:
    """Return what tells states apart; the names of what is sealed anew differ each time."""
    snapshots, packs = history.names("snapshots"), history.names("data")
    return (frozenset(snapshots), len(packs), len(history.names("index")), len(history.names("locks")))
