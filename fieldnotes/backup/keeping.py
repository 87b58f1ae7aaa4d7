"""Back up: judge what is there, send what is new, and add a snapshot that says which state of which vault it holds."""

from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from fieldnotes.backup.contents import TREES, files_of, is_vault
from fieldnotes.backup.outbox import Outbox
from fieldnotes.backup.saving import Material, Progress, Saver
from fieldnotes.backup.session import Part, Shelf, find_snapshots, load_index
from fieldnotes.backup.trust import Judgement, Oddity, State, Statement, judge
from fieldnotes.errors import Damaged
from fieldnotes.formats.restic.identifiers import FileKind
from fieldnotes.formats.restic.index import Index
from fieldnotes.formats.restic.locks import Lock
from fieldnotes.formats.restic.repository import Repository
from fieldnotes.formats.restic.snapshots import Snapshot
from fieldnotes.formats.restic.trees import Node

PATHS = ("/vault",)
"""What the snapshots say they are of, wherever the vault lies."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Hold the snapshot that was added, how many bytes of the vault it holds, and what is odd about the repository.

    `gone` are the times, oldest first, of snapshots that this machine had seen and the place no longer lists: forgotten
    from another machine, or taken away. They are told this once.
    """

    snapshot: str
    time: datetime
    bytes_total: int
    oddities: tuple[Oddity, ...]
    gone: tuple[datetime, ...]


def back_up(repository: Repository, state: State, material: Material, shelf: Shelf, progress: Progress) -> Kept:
    """Add a snapshot of the vault in the given state.

    What is odd about the repository keeps nobody from adding to it; it is for the caller to tell.

    Raises Unreachable where the place cannot be reached or written, or another process deletes there, Damaged for an
    index that cannot be read, and before anything is sent for material that could not be restored as a vault.
    """
    if not is_vault(material.files):
        raise Damaged(
            "the vault misses a file, or holds one that no vault has",
            "look into its folder for what does not belong there",
        )
    with Lock.take(repository, exclusive=False, host=state.machine(), settled=False) as lock:
        with ThreadPoolExecutor(1, "listing") as beside:  # a snapshot that comes meanwhile is only not built upon
            listing = beside.submit(find_snapshots, repository, shelf)
            index, found = load_index(repository, shelf), listing.result()
        judgement = judge(found.seen(), state, found.unreadable)
        outbox = Outbox(repository, index, shelf, lock)
        try:
            saver = Saver(outbox, index, _files_before(repository, index, judgement, shelf), progress)
            tree = saver.save(material)
            outbox.finish()
        finally:
            outbox.close()
        now = datetime.now(UTC)
        lock.refresh(doubted=any(now < one.time for one in found.snapshots.values()))
        snapshot = Snapshot(now, tree, PATHS, (_tag(state, judgement, tree),), _previous(state, judgement))
        identifier = repository.write_file(FileKind.SNAPSHOT, snapshot.write(), Part(shelf, f"{FileKind.SNAPSHOT}/"))
    _tidy(shelf, outbox.trees, {identifier, *found.snapshots, *found.unreadable})
    return Kept(identifier, snapshot.time, progress.total, judgement.oddities, found.gone_times())


def _files_before(repository: Repository, index: Index, judgement: Judgement, shelf: Shelf) -> dict[str, Node]:
    """Return the files of the snapshot before; none where it cannot be read, and then all is cut and compared anew."""
    if judgement.newest is not None:
        with suppress(Damaged):
            return files_of(repository, index, judgement.newest.tree, shelf)
    return {}


def _tag(state: State, judgement: Judgement, tree: str) -> str:
    statement = Statement(state.vault, state.generation, state.digest, _previous(state, judgement))
    return statement.tag(tree, state.sign)


def _previous(state: State, judgement: Judgement) -> str | None:
    """Return the snapshot that this one comes after: the newest, unless it comes from another copy of the vault."""
    strange = {Oddity.AHEAD, Oddity.FORKED} & set(judgement.oddities)
    if strange and state.last in {seen.id for seen in judgement.own}:
        return state.last
    return judgement.newest.id if judgement.newest is not None else None


def _tidy(shelf: Shelf, trees: Collection[str], there: Collection[str]) -> None:
    """Take folders off the shelf that only older snapshots have, and snapshots that are not there."""
    for prefix, wanted in ((TREES, trees), (f"{FileKind.SNAPSHOT}/", there)):
        part = Part(shelf, prefix)
        for name in set(part).difference(wanted):
            del part[name]
