"""Forget snapshots that have had their time, and, a day later at the earliest, the packs that nobody needs any more.

No pack is deleted on the evidence of one listing. A listing that comes short can only make more snapshots stay: which
ones do depends on the newest of each day, week and month, and what is not listed displaces nothing. One that is out of
date is found out, because every snapshot and index file is fetched anew. Packs that no remaining snapshot reaches are
condemned, which the vault remembers; a later run, at least `patience` after, looks at everything again, and deletes
those that both looks found needless.

The order is: snapshots, new index files, old index files, packs. So a cut anywhere leaves at worst packs that nothing
refers to, which are no damage, and never a reference to something that is gone.
"""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from fieldnotes.backup import policy
from fieldnotes.backup.repacking import repack
from fieldnotes.backup.session import Found, Shelf, fetch, find_snapshots, names_below
from fieldnotes.backup.trust import Judgement, Oddity, State, judge
from fieldnotes.backup.walking import Reached, reach
from fieldnotes.domain.repository import Keep
from fieldnotes.errors import Damaged, Unreachable
from fieldnotes.formats.restic.identifiers import BlobKind, FileKind, file_name, named_packs, pack_name
from fieldnotes.formats.restic.index import Index, IndexFile, read_index, write_indexes
from fieldnotes.formats.restic.locks import Lock
from fieldnotes.formats.restic.packs import Entry, Pack, pack_size
from fieldnotes.formats.restic.reading import fetch_blobs
from fieldnotes.formats.restic.repository import Repository
from fieldnotes.formats.restic.storage import Absent, Denied

PATIENCE = timedelta(hours=24)
_STAYS = "so nothing is forgotten"
_VERIFY = "run backup verify"


@dataclass(frozen=True, slots=True)
class Rule:
    """Say what stays: so many days, weeks and months, and `always` these, the last proved one among them.

    `patience` lies between condemning a pack and deleting it; a backup that was cut short and takes longer than that to
    be taken up again sends some packs twice. `repack` is how many bytes of packs that are mostly waste may be fetched
    and sent again to save room; 0, as slow lines want it, for none.
    """

    keep: Keep = field(default_factory=Keep)
    always: frozenset[str] = frozenset()
    patience: timedelta = PATIENCE
    repack: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """Hold the ids of the snapshots of this vault that go and that stay, oldest first."""

    removed: tuple[str, ...]
    kept: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Hold what was done: snapshots that went and stayed, packs that were deleted, and their bytes.

    `condemned` says of packs since when nothing refers to them; it is to be remembered, and given to the next run in
    place of what that one was given.
    """

    removed: tuple[str, ...]
    kept: tuple[str, ...]
    condemned: Mapping[str, datetime] = field(default_factory=dict)
    deleted: tuple[str, ...] = ()
    bytes_freed: int = 0


def plan(found: Found, judgement: Judgement, rule: Rule, last: str | None) -> Plan:
    """Choose what goes, among the snapshots that this vault made; `last` is the one that it knows to be its last.

    What stays besides what the rule says: that one, the newest by the clock and the newest by what the vault held then,
    which differ where a clock was wrong; and where copies of the vault went on side by side, the last of each.
    """
    own = [seen.id for seen in judgement.own]
    always = {*rule.always, *own[-1:], *([last] if last else [])}
    if Oddity.FORKED in judgement.oddities:
        always |= set(own) - {seen.signed.statement.previous for seen in judgement.own if seen.signed}
    dated = [policy.Dated(identifier, found.snapshots[identifier].time) for identifier in own]
    stay = policy.kept(dated, rule.keep.daily, rule.keep.weekly, rule.keep.monthly, always)
    return Plan(tuple(each for each in own if each not in stay), tuple(each for each in own if each in stay))


def foretell(repository: Repository, state: State, shelf: Shelf, rule: Rule) -> tuple[Found, Plan]:
    """Say what `forget` would take away now; refuses what that would refuse, and changes nothing there."""
    look, planned = _look_and_plan(repository, state, shelf, rule)
    return look.found, planned


def forget(
    repository: Repository, state: State, shelf: Shelf, rule: Rule, condemned: Mapping[str, datetime], now: datetime
) -> Forgotten:
    """Take snapshots away and condemn packs; delete the packs condemned long enough before `now`, an aware moment.

    Snapshots that this vault did not make are never touched, and all that they refer to stays.

    Raises:
        Damaged: a snapshot or index file cannot be read, is no longer listed, or misses something; nothing was deleted.
        Denied: the place may only be added to; nothing was deleted.
        Unreachable: the place cannot be reached, or somebody else uses it. What was deleted until then could be.
    """
    with Lock.take(repository, exclusive=True, host=state.machine()) as lock:
        look, planned = _look_and_plan(repository, state, shelf, rule)
        if not planned.kept:  # who has nothing here deletes nothing here
            return Forgotten((), ())
        staying = {each: one.tree for each, one in look.found.snapshots.items() if each not in planned.removed}
        with _told_plainly():
            reached = reach(repository, look.index, staying.values(), shelf, lock.refresh)
        judged = _judge_packs(look, reached, condemned)
        doomed = _doomed(judged.needless, condemned, now - rule.patience)
        if planned.removed or doomed:
            _refuse_where_denied(repository)
        _remove_snapshots(repository, shelf, planned.removed, lock)
        if doomed:
            _refuse_company(repository, look.found, lock)
            _Deletion(repository, shelf, look, reached, doomed, lock).run()
        emptied = repack(repository, look.index, judged.wasteful, rule.repack, lock) if rule.repack else []
        needless = {*judged.needless, *emptied} - doomed
        return Forgotten(
            planned.removed,
            planned.kept,
            {pack: min(condemned.get(pack, now), now) for pack in sorted(needless)},  # a clock set back waits anew
            tuple(sorted(doomed)),
            sum(look.packs.get(pack, 0) for pack in doomed),
        )


# ------------------------------------------------------------------------------------- looking


@dataclass(frozen=True, slots=True)
class _Look:
    """Hold everything a repository is made of, as it was listed and fetched just now."""

    found: Found
    files: Mapping[str, IndexFile]
    index: Index
    packs: Mapping[str, int]


def _look_and_plan(repository: Repository, state: State, shelf: Shelf, rule: Rule) -> tuple[_Look, Plan]:
    look = _look(repository, shelf, {*rule.always, *([state.last] if state.last else [])})
    judgement = judge(look.found.seen(), state, look.found.unreadable)
    if {Oddity.EMPTIED, Oddity.BACKWARDS} & set(judgement.oddities):
        raise _shrunken()
    return look, plan(look.found, judgement, rule, state.last)


def _look(repository: Repository, shelf: Shelf, known: Iterable[str]) -> _Look:
    """Fetch all snapshots and index files and list all packs.

    Raises Damaged where something cannot be read, or is not listed that `known` or the shelf names.
    """
    fresh: dict[str, bytes] = {}
    with _no_ghosts():
        found = find_snapshots(repository, fresh)
        if found.unreadable:
            raise Damaged(f"a snapshot at this place cannot be read, {_STAYS}", _VERIFY)
        files = _index_files(repository, fresh)
    gone = set(names_below(shelf, (f"{FileKind.SNAPSHOT}/", f"{FileKind.INDEX}/"))) - fresh.keys()
    if gone or not set(known) <= found.snapshots.keys():
        raise _shrunken()
    look = _Look(found, files, _join(files.values()), dict(named_packs(repository.storage)))
    for name in fresh.keys() - set(shelf):
        shelf[name] = fresh[name]
    return look


def _index_files(repository: Repository, fresh: dict[str, bytes]) -> dict[str, IndexFile]:
    listed = list(dict.fromkeys(repository.files(FileKind.INDEX)))
    fetch(repository, FileKind.INDEX, listed, fresh)
    files = {}
    for identifier in listed:
        data = fresh.get(file_name(FileKind.INDEX, identifier), b"")
        document = repository.open_file(FileKind.INDEX, identifier, data)
        files[identifier] = read_index(document, "an index file of this repository")
    return files


def _join(files: Iterable[IndexFile]) -> Index:
    """Return what all index files say together, those included that others stand for: the most that may be needed."""
    index, said = Index(), dict[str, tuple[Entry, ...]]()
    for file in files:
        for pack in file.packs:
            if said.setdefault(pack.id, pack.entries) != pack.entries:
                raise Damaged(f"two index files at this place do not agree, {_STAYS}", _VERIFY)
            index.add(pack)
    return index


@contextmanager
def _no_ghosts() -> Iterator[None]:
    """Tell a listing that is out of date from a place that is gone."""
    try:
        yield
    except Absent:
        raise Unreachable(f"the place lists what is not there, {_STAYS}", "wait a while, and run it again") from None


@contextmanager
def _told_plainly() -> Iterator[None]:
    """Say what it means here that a snapshot cannot be followed."""
    try:
        yield
    except Damaged:
        raise _incomplete() from None


def _incomplete() -> Damaged:
    return Damaged(f"a snapshot that is to stay is not complete at this place, {_STAYS}", _VERIFY)


def _shrunken() -> Damaged:
    return Damaged(
        f"the place no longer lists all that this vault knows to be there, {_STAYS}",
        "run backup verify; after the next backup and proof, what is not listed then counts as gone",
    )


# ------------------------------------------------------------------------------------- judging packs


class _Judged(NamedTuple):
    """Hold the packs that nothing needs, and of those needed the ones that are waste for more than half."""

    needless: frozenset[str]
    wasteful: tuple[Pack, ...]
    """With only those entries that are needed, smallest first."""


def _judge_packs(look: _Look, reached: Reached, disliked: Mapping[str, datetime]) -> _Judged:
    """Judge all packs, named in the index or not.

    A blob that lies in several packs needs one of them: not a condemned one, and the one with the least waste.
    Raises Damaged where something needed lies in no pack that is there in its full length.
    """
    used: dict[str, Pack] = {}
    waste: dict[str, int] = {}
    for pack in look.index.by_pack():
        entries = tuple(entry for entry in pack.entries if entry.id in reached[entry.kind])
        waste[pack.id] = sum(entry.length for entry in pack.entries) - sum(entry.length for entry in entries)
        if look.packs.get(pack.id) == pack_size(pack.entries):
            used[pack.id] = pack._replace(entries=entries)
    needed: set[str] = set()
    several: list[list[str]] = []
    for kind, identifiers in reached.items():
        for identifier in identifiers:
            places = [place.pack for place in look.index.places(kind, identifier) if place.pack in used]
            if not places:
                raise _incomplete()
            needed.update(places if len(places) == 1 else ())
            several.extend([places] if len(places) > 1 else ())
    for places in several:
        if needed.isdisjoint(places):
            needed.add(min(places, key=lambda pack: (pack in disliked, waste[pack], pack)))
    wasteful = [pack for pack in used.values() if pack.id in needed and 2 * waste[pack.id] > look.packs[pack.id]]
    wasteful.sort(key=lambda pack: look.packs[pack.id])
    return _Judged(frozenset((waste.keys() | look.packs.keys()) - needed), tuple(wasteful))


def _doomed(needless: frozenset[str], condemned: Mapping[str, datetime], before: datetime) -> frozenset[str]:
    return frozenset(pack for pack in needless if pack in condemned and condemned[pack] <= before)


# ------------------------------------------------------------------------------------- deleting


def _refuse_where_denied(repository: Repository) -> None:
    """Raise Denied where nothing may be deleted, by deleting a snapshot that cannot be there."""
    try:
        repository.delete_file(FileKind.SNAPSHOT, secrets.token_hex(32))
    except Denied:
        raise Denied(
            f"this place lets backups only be added, {_STAYS}", "forget from home, with credentials that may delete"
        ) from None


def _remove_snapshots(repository: Repository, shelf: Shelf, removed: Iterable[str], lock: Lock) -> None:
    for identifier in removed:
        lock.refresh()
        # Off the shelf first: after a cut, it must not expect what is gone.
        shelf.pop(file_name(FileKind.SNAPSHOT, identifier), None)
        repository.delete_file(FileKind.SNAPSHOT, identifier)


def _refuse_company(repository: Repository, found: Found, lock: Lock) -> None:
    """Raise Unreachable where a snapshot came while the lock was ours: then somebody does not heed locks."""
    lock.refresh()
    if not set(repository.files(FileKind.SNAPSHOT)) <= found.snapshots.keys():
        raise Unreachable("somebody backs up to this place just now, without heeding its lock", "run it again later")


class _Deletion:
    """Delete packs, and what the index says of them before."""

    def __init__(
        self, repository: Repository, shelf: Shelf, look: _Look, reached: Reached, doomed: frozenset[str], lock: Lock
    ) -> None:
        self._repository, self._shelf, self._lock = repository, shelf, lock
        self._look, self._reached, self._doomed = look, reached, doomed

    def run(self) -> None:
        """Prove that what stays suffices, write what stands for the old index files, delete those, then the packs."""
        self._prove()
        replaced = self._replaced()
        self._write(replaced)
        for identifier in replaced:
            self._lock.refresh()
            self._shelf.pop(file_name(FileKind.INDEX, identifier), None)
            self._repository.delete_file(FileKind.INDEX, identifier)
        for pack in sorted(self._doomed):
            self._lock.refresh()
            self._repository.storage.delete(pack_name(pack))

    def _prove(self) -> None:
        """Raise Damaged unless everything reached lies in what stays; what lies in both is read there."""
        after, both = Index(), dict[BlobKind, list[str]]()
        for pack in self._look.index.by_pack():
            if pack.id not in self._doomed:
                after.add(pack)
                continue
            for entry in pack.entries:
                if entry.id in self._reached[entry.kind]:
                    both.setdefault(entry.kind, []).append(entry.id)
        if not all(after.has(kind, each) for kind, identifiers in self._reached.items() for each in identifiers):
            raise _incomplete()
        with _told_plainly():
            for kind, identifiers in both.items():
                for _ in fetch_blobs(self._repository, after, kind, identifiers):
                    self._lock.refresh()

    def _replaced(self) -> list[str]:
        """Return the index files that name a doomed pack, and those that others stand for already."""
        files = self._look.files
        superseded = {identifier for file in files.values() for identifier in file.supersedes}
        naming = {each for each, file in files.items() if any(pack.id in self._doomed for pack in file.packs)}
        return sorted(naming | (superseded & files.keys()))

    def _write(self, replaced: list[str]) -> None:
        """Write what the replaced files say of packs that stay and no other file names, and read it back."""
        files = self._look.files
        elsewhere = {pack.id for each, file in files.items() if each not in replaced for pack in file.packs}
        rest = {pack.id: pack for each in replaced for pack in files[each].packs}
        staying = [pack for pack in rest.values() if pack.id not in elsewhere and pack.id not in self._doomed]
        for document in write_indexes(staying, replaced) if staying else ():
            self._lock.refresh()
            identifier = self._repository.write_file(FileKind.INDEX, document)
            self._repository.read_file(FileKind.INDEX, identifier)
