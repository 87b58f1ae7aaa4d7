"""Read every byte of a repository, and say for each snapshot of the vault whether it can be restored in full.

What is found is said as a person needs it: first what is wrong at the place, then which backups that harms. Nothing
that lies on the shelf counts as read.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime

from fieldnotes.backup import trust
from fieldnotes.backup.contents import NOTES, files_of, refuse_other_than_vault
from fieldnotes.backup.saving import Progress
from fieldnotes.backup.session import Found, Shelf, find_snapshots, shelved_snapshots
from fieldnotes.backup.trust import Oddity, State
from fieldnotes.backup.walking import reach
from fieldnotes.errors import Damaged
from fieldnotes.formats.restic import checking, problems
from fieldnotes.formats.restic.identifiers import BlobKind, FileKind, named_packs
from fieldnotes.formats.restic.index import Index
from fieldnotes.formats.restic.locks import Lock
from fieldnotes.formats.restic.problems import ProblemKind
from fieldnotes.formats.restic.repository import Repository
from fieldnotes.formats.restic.snapshots import Snapshot
from fieldnotes.formats.restic.storage import Absent, Denied, Full
from fieldnotes.formats.restic.trees import Node

_ONE_AND_MANY = {
    ProblemKind.BLOB: ("a piece of data is damaged or missing", "{} pieces of data are damaged or missing"),
    ProblemKind.CONFIG: ("the configuration of the repository is damaged, missing or exchanged", ""),
    ProblemKind.INDEX: (
        "a list of what lies where (an index file) is damaged, missing or contradicted",
        "{} lists of what lies where (index files) are damaged, missing or contradicted",
    ),
    ProblemKind.KEY: (
        "a key file is damaged: the password that belongs to it opens nothing",
        "{} key files are damaged: the passwords that belong to them open nothing",
    ),
    ProblemKind.PACK: (
        "a pack, a file that holds data, is damaged or missing",
        "{} packs, the files that hold data, are damaged or missing",
    ),
    ProblemKind.SNAPSHOT: ("a snapshot cannot be read, and is lost", "{} snapshots cannot be read, and are lost"),
    ProblemKind.TREE: ("a list of files is damaged or missing", "{} lists of files are damaged or missing"),
}
_UNREADABLE_INDEX = "nothing can be restored until its index is made anew: restic rebuild-index --read-all-packs"
_UNREADABLE = "it cannot be read"
_UNREADABLE_LIST = "its list of files cannot be read"
_NO_VAULT = "it holds something else than a vault"


@dataclass(frozen=True, slots=True)
class Problem:
    """Say in plain words what is wrong at the place; `names` are the identifiers, for whoever mends it."""

    kind: ProblemKind
    sentence: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Harm:
    """Say of one snapshot why it can no longer be restored in full; `is_own` where it is of the vault asked about."""

    snapshot: str
    time: datetime
    is_own: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Verified:
    """Hold what was found, how many bytes were read, and how many snapshots and packs there are.

    `gone` are the times of snapshots that this machine had seen and the place no longer lists: forgotten from another
    machine, or taken away. `leftovers` are files of no use and no harm, mostly packs that no index file names, as a
    backup that was cut short leaves them; `leftover_bytes` counts the packs among them.
    """

    problems: tuple[Problem, ...]
    harmed: tuple[Harm, ...]
    oddities: tuple[Oddity, ...]
    gone: tuple[datetime, ...]
    leftovers: int
    leftover_bytes: int
    bytes_read: int
    snapshots: int
    packs: int

    @property
    def is_sound(self) -> bool:
        """Say whether every byte was read and everything can be restored; what is odd or gone is told besides."""
        return not self.problems and not self.harmed


def verify(repository: Repository, state: State | None, shelf: Shelf, progress: Progress) -> Verified:
    """Read everything; `state` is the vault to judge by, None on a machine that has none, where all claims count.

    Damage is no error here. Raises Unreachable where the place cannot be reached, or is deleted from just now.
    """
    with _locked(repository) as lock:
        found = _snapshots(repository)
        sizes = dict(named_packs(repository.storage))
        raw = list(checking.check(repository, _telling(progress, lock)))
        harmless = [each.name for each in raw if each.is_harmless]
        known = shelved_snapshots(repository, shelf, found.snapshots)
        unread = [_unread(each, known.pop(each), state) for each in found.unreadable if each in known]
        return Verified(
            tuple(_problems(raw)),
            (*unread, *_harmed(repository, found, state, raw)),
            _oddities(found, state),
            tuple(sorted(snapshot.time for snapshot in known.values())),
            len(harmless),
            sum(sizes.get(name, 0) for name in harmless),
            progress.done,
            len(found.snapshots) + len(found.unreadable),
            len(sizes),
        )


@contextmanager
def _locked(repository: Repository) -> Iterator[Lock | None]:
    """Keep others from deleting meanwhile; a place that cannot be written is read without."""
    try:
        lock = Lock.take(repository, exclusive=False)
    except (Denied, Full):
        yield None
        return
    with lock:
        yield lock


def _telling(progress: Progress, lock: Lock | None) -> checking.Progress:
    def tell(done: int, total: int) -> None:
        progress.total = total
        progress.add(done - progress.done)
        if lock is not None:
            lock.refresh()

    return tell


def _snapshots(repository: Repository) -> Found:
    """Return the snapshots; one that is listed and not there is for the check to tell."""
    with suppress(Absent):
        return find_snapshots(repository, {})
    found, unreadable = {}, []
    for identifier in list(repository.files(FileKind.SNAPSHOT)):
        try:
            found[identifier] = Snapshot.read(repository.read_file(FileKind.SNAPSHOT, identifier))
        except (Absent, Damaged):
            unreadable.append(identifier)
    return Found(found, tuple(unreadable))


def _oddities(found: Found, state: State | None) -> tuple[Oddity, ...]:
    if state is None:
        return ()
    return trust.judge(found.seen(), state, ()).oddities  # what cannot be read is a problem, and told as one


def _is_own(snapshot: Snapshot, state: State | None) -> bool:
    """Say whether a snapshot is of this vault; without a vault, whether it says that it is of one."""
    said = trust.read(snapshot.tags)
    if said is None or state is None:
        return said is not None
    return said.statement.vault == state.vault and said.is_genuine(snapshot.tree, state.sign)


def _unread(identifier: str, snapshot: Snapshot, state: State | None) -> Harm:
    return Harm(identifier, snapshot.time, _is_own(snapshot, state), _UNREADABLE)


def _problems(raw: Iterable[problems.Problem]) -> Iterable[Problem]:
    """Yield one sentence for each kind of damage, with the identifiers that it is about."""
    names: dict[ProblemKind, list[str]] = {}
    for each in raw:
        if not each.is_harmless:
            names.setdefault(each.kind, []).append(each.name)
    for kind, about in names.items():
        distinct = tuple(dict.fromkeys(about))
        one, many = _ONE_AND_MANY[kind]
        yield Problem(kind, one if len(distinct) == 1 else many.format(len(distinct)), distinct)


# ------------------------------------------------------------------------------------- what it harms


def _harmed(
    repository: Repository, found: Found, state: State | None, raw: Iterable[problems.Problem]
) -> Iterable[Harm]:
    """Yield the snapshots that can no longer be restored in full, oldest first."""
    try:
        losses = _Losses(repository, repository.load_index(), raw)
    except Damaged:
        losses = None
    trees: dict[str, bytes] = {}
    for identifier, snapshot in sorted(found.snapshots.items(), key=lambda one: (one[1].time, one[0])):
        is_own = _is_own(snapshot, state)
        sentence = _UNREADABLE_INDEX if losses is None else losses.harm(snapshot.tree, is_own, trees)
        if sentence:
            yield Harm(identifier, snapshot.time, is_own, sentence)


class _Losses:
    """Know which pieces of files can no longer be read from anywhere."""

    def __init__(self, repository: Repository, index: Index, raw: Iterable[problems.Problem]) -> None:
        """Try again to read whatever the check met with trouble, for another pack may have it too."""
        self._repository, self._index = repository, index
        suspects = {each.name for each in raw if each.kind is ProblemKind.BLOB}
        packs = {each.name for each in raw if each.kind is ProblemKind.PACK}
        for pack in index.by_pack():
            suspects.update(entry.id for entry in pack.entries if pack.id in packs)
        self._lost = {each for each in suspects if self._is_lost(each)}

    def harm(self, tree: str, is_own: bool, trees: MutableMapping[str, bytes]) -> str:
        """Say why the snapshot of a tree cannot be restored in full, nothing where it can; `trees` were read before."""
        return self._of_vault(tree, trees) if is_own else self._of_others(tree, trees)

    def _of_vault(self, tree: str, trees: MutableMapping[str, bytes]) -> str:
        try:
            files = files_of(self._repository, self._index, tree, trees)
        except Damaged:
            return _UNREADABLE_LIST
        try:
            refuse_other_than_vault(files)
        except Damaged:
            return _NO_VAULT
        return _in_words([name for name, node in files.items() if not self._is_whole(node)])

    def _of_others(self, tree: str, trees: Mapping[str, bytes]) -> str:
        try:
            reached = reach(self._repository, self._index, [tree], trees)
        except Damaged:
            return _UNREADABLE_LIST
        lost = sum(not self._has(each) for each in reached[BlobKind.DATA])
        return f"{_counted(lost, 'piece')} of its files cannot be read" if lost else ""

    def _is_whole(self, node: Node) -> bool:
        sizes = [self._index.size(BlobKind.DATA, each) or 0 for each in node.content]
        return all(map(self._has, node.content)) and sum(sizes) == node.size

    def _has(self, piece: str) -> bool:
        return self._index.has(BlobKind.DATA, piece) and piece not in self._lost

    def _is_lost(self, piece: str) -> bool:
        if not self._index.has(BlobKind.DATA, piece):
            return False  # a tree, or found missing where it is asked for
        try:
            self._repository.read_blob(self._index, BlobKind.DATA, piece)
        except Damaged:
            return True
        return False


def _in_words(broken: list[str]) -> str:
    """Say which files of a vault are broken: the notes, keys, and how many attachments."""
    counts = Counter("attachment" if name.startswith("attachments/") else name for name in broken)
    said = ["the notes themselves"] if counts.pop(NOTES, 0) else []
    attachments = counts.pop("attachment", 0)
    said += ["what opens it"] if counts else []
    said += [_counted(attachments, "attachment")] if attachments else []
    return f"damaged: {', '.join(said)}" if said else ""


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
