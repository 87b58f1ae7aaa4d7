"""Prove that forgetting keeps what is to stay, deletes nothing on one listing, and survives a cut at every step."""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from fieldnotes.backup.forgetting import Forgotten, Rule, forget, plan
from fieldnotes.backup.policy import Dated, kept
from fieldnotes.backup.session import Found, find_snapshots
from fieldnotes.backup.trust import judge
from fieldnotes.domain.repository import Keep
from fieldnotes.errors import Damaged, Unreachable
from fieldnotes.formats.restic.identifiers import BlobKind, FileKind, identifier_of, pack_name
from fieldnotes.formats.restic.index import read_index, write_indexes
from fieldnotes.formats.restic.locks import Lock
from fieldnotes.formats.restic.packs import Pack, PackWriter
from fieldnotes.formats.restic.repository import Repository
from fieldnotes.formats.restic.snapshots import Snapshot
from fieldnotes.formats.restic.storage import Denied, Storage, Stored
from tests.backup.histories import (
    DAY,
    NOON,
    AddOnly,
    Cutting,
    History,
    Listing,
    Place,
    begun,
    other_vault_at,
    previous_of,
)
from tests.formats.restic.places import PASSWORD, restored

FULL = bool(os.environ.get("FIELDNOTES_FULL"))
LATEST = Rule(Keep(daily=0, weekly=0, monthly=0))
GHOST = identifier_of(b"nothing")
LATER = NOON + 2 * DAY


@pytest.fixture(autouse=True)
def _nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for nobody's lock: what waiting is for is proved with the locks."""
    monkeypatch.setattr("fieldnotes.formats.restic.locks._SETTLING", 0.0)


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> History:
    """Return seven days of a vault; tests take copies."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("fieldnotes.formats.restic.locks._SETTLING", 0.0)
        history = begun(tmp_path_factory.mktemp("week"))
        for day in range(7):
            history.save(NOON - (6 - day) * DAY)
    return history


@pytest.fixture
def history(week: History, tmp_path: Path) -> History:
    return week.copy(tmp_path)


def run(
    history: History,
    rule: Rule = LATEST,
    condemned: Mapping[str, datetime] | None = None,
    now: datetime = NOON,
    storage: type[Place] | None = None,
) -> Forgotten:
    with history.opened() as repository:
        if storage is not None:
            repository = at(repository, storage(repository.storage))
        return forget(repository, history.state(), history.shelf, rule, condemned or {}, now)


def at(repository: Repository, storage: Storage) -> Repository:
    return Repository.open(storage, PASSWORD)


def content(history: History) -> dict[str, dict[str, bytes]]:
    with history.opened() as repository:
        return {snapshot: restored(repository, snapshot) for snapshot in history.names("snapshots")}


# ------------------------------------------------------------------------------------- two phases


def test_snapshots_go_at_once_and_packs_a_day_later_and_the_rest_stays_as_it_was(history: History) -> None:
    before, packs = content(history), history.names("data")
    first = run(history)
    assert first.kept == (history.last,)
    assert set(first.removed) == before.keys() - {history.last}
    assert history.names("snapshots") == {history.last}
    assert first.condemned
    assert set(first.condemned.values()) == {NOON}
    assert first.deleted == ()
    assert history.names("data") == packs
    history.accepts()

    second = run(history, condemned=first.condemned, now=LATER)
    assert set(second.deleted) == set(first.condemned)
    assert history.names("data") == packs - set(second.deleted)
    assert second.condemned == {}
    assert second.bytes_freed > 0
    assert content(history) == {history.last: before[history.last or ""]}
    history.accepts()
    assert run(history, now=LATER) == Forgotten((), (history.last or "",))


def test_bytes_freed_are_those_that_are_no_longer_there(history: History) -> None:
    def size() -> int:
        return sum(path.stat().st_size for path in (history.repository / "data").rglob("*") if path.is_file())

    first, before = run(history), size()
    assert run(history, condemned=first.condemned, now=LATER).bytes_freed == before - size()


@pytest.mark.parametrize("now", [NOON, NOON + timedelta(hours=23), NOON - 900 * DAY])
def test_nothing_is_deleted_before_its_time_nor_by_a_clock_that_went_backwards(history: History, now: datetime) -> None:
    first, packs = run(history), history.names("data")
    second = run(history, condemned=first.condemned, now=now)
    assert second.deleted == ()
    assert history.names("data") == packs
    assert set(second.condemned.values()) == {min(now, NOON)}


def test_a_date_in_the_future_is_brought_down_so_that_packs_do_not_wait_for_ever(history: History) -> None:
    first = run(history, now=NOON + 9000 * DAY)
    second = run(history, condemned=first.condemned, now=NOON)
    assert set(second.condemned.values()) == {NOON}
    assert run(history, condemned=second.condemned, now=LATER).deleted


def test_a_pack_that_is_needed_again_is_pardoned(history: History) -> None:
    first = run(history)
    # The same pieces come back: what the index names is not sent again, condemned or not.
    history.save(NOON + DAY, history.past[2])
    second = run(history, Rule(Keep(daily=9)), first.condemned, LATER)
    assert second.deleted
    assert set(second.deleted) < set(first.condemned)
    history.accepts()
    assert content(history)[history.last or ""] == history.past[2]


def test_packs_of_a_backup_that_was_cut_are_condemned_too_and_then_deleted(history: History) -> None:
    with history.opened() as repository:
        left = put_pack(repository, os.urandom(5000))
    first = run(history, Rule())
    assert first.removed == ()
    assert first.condemned == {left: NOON}
    assert run(history, Rule(), first.condemned, LATER).deleted == (left,)
    history.accepts()


def put_pack(repository: Repository, *pieces: bytes) -> str:
    """Send a pack that no index names yet, of pieces of data; return its identifier."""
    writer = PackWriter(repository.key, BlobKind.DATA, bucket=1)
    for data in pieces:
        writer.add(repository.seal_blob(BlobKind.DATA, data))
    pack, sealed = writer.finish()
    repository.storage.put(pack_name(pack.id), sealed)
    PACKS[pack.id] = pack
    return pack.id


PACKS: dict[str, Pack] = {}


# ------------------------------------------------------------------------------------- what stays


def test_the_proved_the_last_and_the_newest_by_generation_stay_whatever_the_dates(history: History) -> None:
    with history.opened() as repository:
        oldest = min(find_snapshots(repository, {}).seen(), key=lambda seen: seen.time).id
    newest_by_clock = history.last
    history.save(NOON - 9000 * DAY)  # the clock is in 2001
    done = run(history, replace(LATEST, always=frozenset({oldest})))
    assert set(done.kept) == {oldest, newest_by_clock, history.last}
    history.accepts()


def test_of_two_copies_that_went_on_side_by_side_the_last_of_each_stays(history: History) -> None:
    with history.opened() as repository:
        first = min(find_snapshots(repository, {}).seen(), key=lambda seen: seen.time).id
        elsewhere = history.restate(repository, first, NOON - 3 * DAY, previous_of(repository, history.last or ""))
        beyond = history.restate(repository, first, NOON - 2 * DAY, elsewhere)
    done = run(history)
    assert set(done.kept) == {history.last, beyond}
    history.accepts()


def test_others_snapshots_and_all_that_they_refer_to_are_never_touched(history: History, tmp_path: Path) -> None:
    other = other_vault_at(history)
    theirs = [other.save(NOON - 800 * DAY), other.save(NOON - 700 * DAY)]
    (tmp_path / "deep" / "a" / "b" / "c" / "d").mkdir(parents=True)
    (tmp_path / "deep" / "a" / "b" / "c" / "d" / "letter").write_bytes(os.urandom(3000))
    assert history.restic("backup", str(tmp_path / "deep")).returncode == 0
    with history.opened() as repository:
        first = min(find_snapshots(repository, {}).seen(), key=lambda seen: seen.time).id
        forged = Snapshot.read(repository.read_file(FileKind.SNAPSHOT, first))
        tag = forged.tags[0][:-1] + ("0" if forged.tags[0][-1] != "0" else "1")
        false = repository.write_file(FileKind.SNAPSHOT, replace(forged, tags=(tag,)).write())
    before = content(history)
    condemned = run(history).condemned
    assert run(history, condemned=condemned, now=LATER).deleted
    left = history.names("snapshots")
    assert {*theirs, false} <= left
    assert len(left) == 5
    assert content(history) == {snapshot: before[snapshot] for snapshot in left}
    history.accepts()


def test_who_has_nothing_at_a_place_deletes_nothing_there(history: History, tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    other = other_vault_at(history)
    with history.opened() as repository:
        put_pack(repository, b"a backup in the making")
    assert run(other, now=LATER) == Forgotten((), ())


# ------------------------------------------------------------------------------------- repacking


def test_packs_that_are_mostly_waste_are_sent_again_only_where_that_is_asked_for(history: History) -> None:
    before = content(history)
    condemned = run(history).condemned
    second = run(history, condemned=condemned, now=LATER)
    assert second.condemned == {}
    packs = history.names("data")
    third = run(history, replace(LATEST, repack=1 << 20))
    assert third.condemned
    assert history.names("data") > packs
    history.accepts()
    fourth = run(history, replace(LATEST, repack=1 << 20), third.condemned, LATER)
    assert set(fourth.deleted) == set(third.condemned)
    assert fourth.bytes_freed > 0
    assert content(history) == {history.last: before[history.last or ""]}
    history.accepts()


def test_a_pack_whose_copy_cannot_be_read_is_not_deleted(history: History) -> None:
    run(history)
    packs = history.names("data")
    third = run(history, replace(LATEST, repack=1 << 20))
    for copy in history.names("data") - packs:
        path = history.repository / pack_name(copy)
        path.chmod(0o600)
        data = bytearray(path.read_bytes())
        data[len(data) // 3] ^= 1
        path.write_bytes(data)
    packs = history.names("data")
    with pytest.raises(Damaged, match="not complete"):
        run(history, condemned=third.condemned, now=LATER)
    assert history.names("data") == packs


def test_blobs_that_lie_in_two_packs_need_one_of_them(history: History) -> None:
    with history.opened() as repository:
        index = repository.load_index()
        pack = next(pack for pack in index.by_pack() if pack.entries[0].kind is BlobKind.DATA)
        pieces = [repository.read_blob(index, BlobKind.DATA, entry.id) for entry in pack.entries]
        twin = put_pack(repository, *pieces)
        for document in write_indexes([PACKS[twin]]):
            repository.write_file(FileKind.INDEX, document)
    before = content(history)
    first = run(history, Rule())
    assert len(first.condemned) == 1
    assert set(first.condemned) < {pack.id, twin}
    # What was condemned stays so, whichever of the two it was.
    second = run(history, Rule(), {twin: NOON, pack.id: NOON}, LATER)
    assert len(second.deleted) == 1
    assert content(history) == before
    history.accepts()


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
    path.write_bytes(path.read_bytes()[:-1] + b"?")
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
            super().put(name, data[:-1] + b"?" if name.startswith("index/") else data)

    with pytest.raises(Damaged):
        run(history, condemned=condemned, now=LATER, storage=Garbling)
    assert history.names("data") == packs
    assert history.names("index") > index


def test_index_files_that_others_stand_for_already_are_tidied_with_the_rest(history: History) -> None:
    condemned = run(history).condemned
    with history.opened() as repository:
        old = [min(history.names("index"))]
        (pack, *more) = read_index(repository.read_file(FileKind.INDEX, old[0]), "").packs
        for document in write_indexes([pack, *more], old):
            repository.write_file(FileKind.INDEX, document)
    before = content(history)
    run(history, condemned=condemned, now=LATER)
    assert not set(old) & history.names("index")
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
        line = Cutting(repository.storage, number + 10**9, done)
        repository = at(repository, line)
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


# ------------------------------------------------------------------------------------- the rule


@pytest.mark.parametrize("seed", range(40 if FULL else 6))
def test_the_rule_chooses_as_stock_restic_does(history: History, seed: int) -> None:
    numbers = history.random
    numbers.seed(seed)
    with history.opened() as repository:
        tree = Snapshot.read(repository.read_file(FileKind.SNAPSHOT, history.last or "")).tree
        for path in (history.repository / "snapshots").iterdir():
            path.unlink()
        dated = []
        for _ in range(numbers.randrange(1, 60)):
            when = NOON - timedelta(minutes=numbers.randrange(numbers.choice([9000, 90_000, 900_000])))
            snapshot = Snapshot(when, tree, ("/vault",))
            dated.append(Dated(repository.write_file(FileKind.SNAPSHOT, snapshot.write()), when))
    keep = Keep(daily=numbers.randrange(1, 20), weekly=numbers.randrange(9), monthly=numbers.randrange(9))
    words = [f"--keep-{name}={number}" for name, number in keep.model_dump().items()]
    said = history.restic("forget", "--dry-run", "--json", "--group-by", "", "--no-lock", *words)
    assert said.returncode == 0, said.stderr
    (group,) = json.loads(said.stdout)
    ours = kept(dated, keep.daily, keep.weekly, keep.monthly)
    assert ours == {each["id"] for each in group["keep"]}


def test_what_is_planned_is_what_is_done(history: History) -> None:
    rule = Rule(Keep(daily=2, weekly=1, monthly=1))
    with history.opened() as repository:
        found = find_snapshots(repository, {})
        state = history.state()
        judgement = judge(found.seen(), state)
    planned = plan(found, judgement, rule, history.last)
    done = run(history, rule)
    assert (done.removed, done.kept) == (planned.removed, planned.kept)
    assert len(planned.kept) == 2
    assert plan(Found({}), judge([], state), rule, None).kept == ()
