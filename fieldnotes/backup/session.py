"""Open a repository quickly, with what the shelf remembers of it, and know what lies in it."""

from collections.abc import Collection, Iterator, Mapping, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from fieldnotes.backup import trust
from fieldnotes.backup.trust import Seen
from fieldnotes.errors import Damaged, Locked
from fieldnotes.formats.restic.documents import write_moment
from fieldnotes.formats.restic.identifiers import CONFIG, FileKind, file_name, identifier_of
from fieldnotes.formats.restic.index import Index
from fieldnotes.formats.restic.keys import MasterKey
from fieldnotes.formats.restic.repository import Config, Repository, read_config
from fieldnotes.formats.restic.snapshots import Snapshot
from fieldnotes.formats.restic.storage import Absent, Storage, Stored

Shelf = MutableMapping[str, bytes]
_AT_ONCE = 6
_KEYS = f"{FileKind.KEY}/"
_MASTER = "master"


def open_repository(storage: Storage, password: str, shelf: Shelf) -> Repository:
    """Open the repository with one request where the shelf holds its master key; raises as `Repository.open` does.

    That one is for its configuration: a stick that is not plugged in must not look like a repository.
    """
    with suppress(Absent, Damaged, KeyError):  # said, or mended, by opening it with the password
        key = MasterKey.parse(shelf[_MASTER])
        return Repository(storage, key, "", read_config(storage, key))
    remembered = names_below(shelf, _KEYS)
    try:
        quick = Repository.open(_Remembering(storage, shelf), password)
    except (Damaged, Absent, Locked):  # the last where only the keys of others are remembered
        if not remembered:
            raise
        for name in names_below(shelf, _KEYS):
            del shelf[name]
        quick = Repository.open(_Remembering(storage, shelf), password)
    shelf[_MASTER] = quick.key.encode()
    return Repository(storage, quick.key, quick.key_id, Config(quick.version, quick.id))


class _Remembering:
    """Be a Storage that asks for the configuration once, and for key files only where none is on the shelf."""

    def __init__(self, storage: Storage, shelf: Shelf) -> None:
        self._storage, self._shelf = storage, shelf
        self._config: bytes | None = None

    def get(self, name: str) -> bytes:
        """Return an object."""
        if name == CONFIG:
            self._config = self._config or self._storage.get(name)
            return self._config
        kept = self._shelf.get(name)
        if kept is None:
            kept = self._shelf[name] = self._storage.get(name)
        return kept

    def list(self, folder: str) -> Iterator[Stored]:
        """Yield what is on the shelf of a folder, or else what the place has."""
        kept = [Stored(name, len(self._shelf[name])) for name in names_below(self._shelf, f"{folder}/")]
        return iter(kept) if kept else self._storage.list(folder)

    def put(self, name: str, data: bytes) -> None:
        """Never asked for: opening writes nothing."""
        raise NotImplementedError

    def get_range(self, name: str, offset: int, length: int) -> bytes:
        """Never asked for: opening reads no packs."""
        raise NotImplementedError

    def delete(self, name: str) -> None:
        """Never asked for: opening deletes nothing."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Found:
    """Hold the snapshots of a repository by their ids, and the ids of those that cannot be read.

    `gone` are those that lie on the shelf and that the place no longer lists: forgotten from another machine, or taken
    away. They stay on the shelf, for whoever told of them to take off.
    """

    snapshots: Mapping[str, Snapshot]
    unreadable: tuple[str, ...] = ()
    gone: Mapping[str, Snapshot] = field(default_factory=dict)

    def seen(self) -> list[Seen]:
        """Return what counts of them when a repository is judged."""
        return [
            Seen(identifier, write_moment(snapshot.time), snapshot.tree, trust.read(snapshot.tags))
            for identifier, snapshot in self.snapshots.items()
        ]

    def gone_times(self) -> tuple[datetime, ...]:
        """Return when those were made that are gone, the oldest first."""
        return tuple(sorted(snapshot.time for snapshot in self.gone.values()))


def look(repository: Repository, shelf: Shelf) -> tuple[Found, Index]:
    """Return snapshots and index; the index is listed after the snapshots, and all else of both at the same time.

    So no snapshot is newer than the index: what it holds was named before it was written.
    """
    listed = list(repository.files(FileKind.SNAPSHOT))
    with ThreadPoolExecutor(1, "reading") as beside:
        index = beside.submit(load_index, repository, shelf)
        found = _read_snapshots(repository, listed, shelf)
        return found, index.result()


def find_snapshots(repository: Repository, shelf: Shelf) -> Found:
    """Return every snapshot, fetching what is not on the shelf."""
    return _read_snapshots(repository, list(repository.files(FileKind.SNAPSHOT)), shelf)


def _read_snapshots(repository: Repository, listed: list[str], shelf: Shelf) -> Found:
    fetch(repository, FileKind.SNAPSHOT, listed, shelf)
    read, unreadable = {}, []
    for identifier in listed:
        try:
            data = shelf[file_name(FileKind.SNAPSHOT, identifier)]
            read[identifier] = Snapshot.read(repository.open_file(FileKind.SNAPSHOT, identifier, data))
        except (KeyError, Damaged):
            unreadable.append(identifier)
    return Found(read, tuple(unreadable), shelved_snapshots(repository, shelf, set(listed)))


def shelved_snapshots(repository: Repository, shelf: Shelf, besides: Collection[str]) -> dict[str, Snapshot]:
    """Return the snapshots that lie on the shelf, by their ids, but for these and for what cannot be read."""
    known: dict[str, Snapshot] = {}
    for name in names_below(shelf, f"{FileKind.SNAPSHOT}/"):
        identifier = name.rpartition("/")[2]
        if identifier not in besides:
            with suppress(Damaged):
                known[identifier] = Snapshot.read(repository.open_file(FileKind.SNAPSHOT, identifier, shelf[name]))
    return known


def load_index(repository: Repository, shelf: Shelf) -> Index:
    """Read the index, fetching what is not on the shelf; list the snapshots that you mean to read before.

    What it was read from is on the shelf then, and no other index file.
    """
    listed = list(repository.files(FileKind.INDEX))
    fetch(repository, FileKind.INDEX, listed, shelf)
    for identifier in set(Part(shelf, f"{FileKind.INDEX}/")).difference(listed):
        del shelf[file_name(FileKind.INDEX, identifier)]
    return repository.load_index(Part(shelf, f"{FileKind.INDEX}/"), listed)


def fetch(repository: Repository, kind: FileKind, listed: list[str], shelf: Shelf) -> None:
    """Put files on the shelf that are not there, several at a time; none that is not what its name says."""
    names = {file_name(kind, identifier) for identifier in listed}
    missing = sorted(names.difference(names_below(shelf, f"{kind}/")))
    with ThreadPoolExecutor(_AT_ONCE, "fetching") as pool:
        for name, data in zip(missing, pool.map(repository.storage.get, missing), strict=True):
            if name.endswith(identifier_of(data)):
                shelf[name] = data


def names_below(shelf: Shelf, prefix: str | tuple[str, ...]) -> list[str]:
    """Return the names on the shelf that begin so; a list, for another thread may put something on it meanwhile."""
    return [name for name in tuple(shelf) if name.startswith(prefix)]


class Part(MutableMapping[str, bytes]):
    """Be one folder of a shelf, by the names inside it."""

    def __init__(self, shelf: Shelf, prefix: str) -> None:
        self._shelf, self._prefix = shelf, prefix

    def __getitem__(self, name: str) -> bytes:
        return self._shelf[self._prefix + name]

    def __setitem__(self, name: str, data: bytes) -> None:
        self._shelf[self._prefix + name] = data

    def __delitem__(self, name: str) -> None:
        del self._shelf[self._prefix + name]

    def __iter__(self) -> Iterator[str]:
        return (name.removeprefix(self._prefix) for name in names_below(self._shelf, self._prefix))

    def __len__(self) -> int:
        return sum(1 for _ in self)
