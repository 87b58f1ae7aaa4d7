"""Prove that forgetting keeps what is to stay, and deletes the rest in two steps and nothing besides."""

import json
import os
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from fieldnotes.backup.forgetting import Forgotten, Rule, foretell, plan
from fieldnotes.backup.policy import Dated, kept
from fieldnotes.backup.session import Found, find_snapshots
from fieldnotes.backup.trust import judge
from fieldnotes.domain.repository import Keep
from fieldnotes.errors import Damaged
from fieldnotes.formats.restic.identifiers import BlobKind, FileKind, pack_name
from fieldnotes.formats.restic.index import write_indexes
from fieldnotes.formats.restic.snapshots import Snapshot
from tests.backup.forgetful import LATER, LATEST, content, put_pack, run
from tests.backup.histories import DAY, NOON, History, other_vault_at, previous_of

FULL = bool(os.environ.get("FIELDNOTES_FULL"))


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


def test_what_is_foretold_is_what_goes_and_is_refused_where_that_is(history: History) -> None:
    before = history.names("snapshots"), history.names("index"), history.names("data")
    with history.opened() as repository:
        _, ahead = foretell(repository, history.state(), history.shelf, LATEST)
    assert (history.names("snapshots"), history.names("index"), history.names("data")) == before
    done = run(history.copy(history.root / "done"))
    assert (ahead.removed, ahead.kept) == (done.removed, done.kept)

    (history.repository / "snapshots" / (history.last or "")).unlink()
    with history.opened() as repository, pytest.raises(Damaged, match="no longer lists"):
        foretell(repository, history.state(), history.shelf, LATEST)


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
    assert first.condemned == {left.id: NOON}
    assert run(history, Rule(), first.condemned, LATER).deleted == (left.id,)
    history.accepts()


# ------------------------------------------------------------------------------------- what stays


def test_the_proved_the_last_and_the_newest_by_generation_stay_whatever_the_dates(history: History) -> None:
    with history.opened() as repository:
        oldest = min(find_snapshots(repository, {}).seen(), key=lambda seen: seen.time).id
    newest_by_clock = history.last
    history.save(NOON - 9000 * DAY)  # the clock is in 2001
    newest, history.last = history.last, None  # as where the vault was put back to before it knew
    done = run(history, replace(LATEST, always=frozenset({oldest})))
    assert set(done.kept) == {oldest, newest_by_clock, newest}
    history.accepts()


def test_of_copies_that_went_on_side_by_side_the_last_of_each_stays(history: History) -> None:
    with history.opened() as repository:
        first = min(find_snapshots(repository, {}).seen(), key=lambda seen: seen.time).id
        elsewhere = history.restate(repository, first, NOON - 3 * DAY, previous_of(repository, history.last or ""))
        beyond = history.restate(repository, first, NOON - 2 * DAY, elsewhere)
        third = history.restate(repository, first, NOON - 2 * DAY, previous_of(repository, history.last or ""))
    done = run(history)
    assert set(done.kept) == {history.last, beyond, third}
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
        path.write_bytes(bytes(byte ^ 1 for byte in path.read_bytes()))  # one byte may lie in the filling
    packs = history.names("data")
    with pytest.raises(Damaged, match="not complete"):
        run(history, condemned=third.condemned, now=LATER)
    assert history.names("data") == packs


def test_a_wasteful_pack_that_cannot_be_read_stays_and_the_others_are_sent_again(history: History) -> None:
    run(history)
    wasteful = set(run(history.copy(history.root / "sound"), replace(LATEST, repack=1 << 20)).condemned)
    wasteful -= set(run(history.copy(history.root / "before")).condemned)
    assert len(wasteful) > 1
    spoilt = min(wasteful)
    path = history.repository / pack_name(spoilt)
    path.chmod(0o600)
    path.write_bytes(bytes(byte ^ 1 for byte in path.read_bytes()))
    done = run(history, replace(LATEST, repack=1 << 20))
    assert wasteful - set(done.condemned) == {spoilt}


def test_no_more_is_sent_again_than_is_allowed(history: History) -> None:
    condemned, packs = run(history).condemned, history.names("data")
    assert run(history, replace(LATEST, repack=20), condemned).condemned == condemned
    assert history.names("data") == packs


def test_a_shelf_that_lies_about_folders_condemns_nothing_that_is_needed(history: History) -> None:
    for name in [name for name in history.shelf if name.startswith("trees/")]:
        history.shelf[name] = b'{"nodes":[]}\n'
    before = content(history)
    done = run(history, Rule(), dict.fromkeys(history.names("data"), NOON), LATER)
    assert done.deleted == ()
    assert content(history) == before


def test_blobs_that_lie_in_two_packs_need_one_of_them(history: History) -> None:
    with history.opened() as repository:
        index = repository.load_index()
        pack = next(pack for pack in index.by_pack() if pack.entries[0].kind is BlobKind.DATA)
        pieces = [repository.read_blob(index, BlobKind.DATA, entry.id) for entry in pack.entries]
        copy = put_pack(repository, *pieces)
        twin = copy.id
        for document in write_indexes([copy]):
            repository.write_file(FileKind.INDEX, document)
    before = content(history)
    first = run(history, Rule())
    assert len(first.condemned) == 1
    assert set(first.condemned) < {pack.id, twin}
    # What was condemned goes, whichever of the two it was.
    (other,) = {pack.id, twin} - set(first.condemned)
    assert run(history, Rule(), {other: NOON}, LATER).deleted == (other,)
    assert content(history) == before
    history.accepts()


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
        judgement = judge(found.seen(), state, ())
    planned = plan(found, judgement, rule, history.last)
    done = run(history, rule)
    assert (done.removed, done.kept) == (planned.removed, planned.kept)
    assert len(planned.kept) == 2
    assert plan(Found({}), judge([], state, ()), rule, None).kept == ()
