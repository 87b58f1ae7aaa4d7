"""Make repositories with a history of invented vaults in real folders, and places that cut, hide and remember."""

import hashlib
import hmac
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from fieldnotes.backup.address import parse
from fieldnotes.backup.keeping import PATHS, back_up
from fieldnotes.backup.remote import connect
from fieldnotes.backup.restoring import restore_into
from fieldnotes.backup.saving import Material, Progress
from fieldnotes.backup.trust import State, Statement, read
from fieldnotes.errors import Unreachable
from fieldnotes.formats.atomic import appearing
from fieldnotes.formats.restic.identifiers import FileKind
from fieldnotes.formats.restic.repository import Repository
from fieldnotes.formats.restic.snapshots import Snapshot
from fieldnotes.formats.restic.storage import Denied, Storage, Stored
from tests.formats.restic.places import PASSWORD, QUICK

VAULT, OTHER = "a" * 32, "b" * 32
NOON = datetime(2026, 3, 31, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def sign(message: bytes) -> bytes:
    return hmac.digest(b"the vault's own key", message, "sha256")


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass
class History:
    """Hold a repository in a folder, what the vault remembers of it, and the vault's files as they are now."""

    root: Path
    vault: str = VAULT
    shelf: dict[str, bytes] = field(default_factory=dict)
    last: str | None = None
    generation: int = 0
    files: dict[str, bytes] = field(default_factory=dict)
    past: list[dict[str, bytes]] = field(default_factory=list)
    random: Random = field(default_factory=lambda: Random(5))

    @property
    def repository(self) -> Path:
        """Return where the repository lies."""
        return self.root / "repository"

    def state(self) -> State:
        """Return the state of the vault."""
        return State(self.vault, self.generation, digest(f"state {self.generation}"), sign, self.last)

    @contextmanager
    def opened(self) -> Iterator[Repository]:
        """Yield the repository."""
        with connect(parse(str(self.repository))) as storage:
            yield Repository.open(storage, PASSWORD)

    def save(self, when: datetime, files: dict[str, bytes] | None = None) -> str:
        """Change a page of the notes, add an attachment now and then (or take these files); back up as of a moment."""
        material = self.material(files)
        with self.opened() as repository:
            made = back_up(repository, self.state(), material, self.shelf, Progress()).snapshot
            self.last = self._dated(repository, made, when)
        return self.last

    def material(self, files: dict[str, bytes] | None = None) -> Material:
        """Go on to the next state of the vault, with these files or changed ones, and return it."""
        self.generation += 1
        if files is None:
            self._change()
        self.files = dict(self.files if files is None else files)
        self.past.append(self.files)
        folder = self.root / f"vault.{self.generation}"
        for name, data in self.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
        return Material({name: folder / name for name in self.files}, frozenset({3, 40}))

    def _change(self) -> None:
        self.files = dict(self.files)
        notes = bytearray(self.files.get("notes.db") or self.random.randbytes(60 * 4096))
        for page in (2, self.random.randrange(60)) if self.generation % 2 else (2,):
            notes[page * 4096 : (page + 1) * 4096] = self.random.randbytes(4096)
        self.files["notes.db"] = bytes(notes)
        self.files.setdefault("keys/vault.db.age", b"age-encryption.org/v1\n" * 9)
        self.files.setdefault("keys/identities.pub", b"age1pq\n")
        if self.generation % 3 == 1:
            data = self.random.randbytes(9000)
            name = hashlib.sha256(data).hexdigest()
            self.files[f"attachments/{name[:2]}/{name}.age"] = data

    def _dated(self, repository: Repository, made: str, when: datetime) -> str:
        """Put a snapshot of another moment in place of one that was just made."""
        snapshot = Snapshot.read(repository.read_file(FileKind.SNAPSHOT, made))
        repository.delete_file(FileKind.SNAPSHOT, made)
        self.shelf.pop(f"snapshots/{made}", None)
        return repository.write_file(FileKind.SNAPSHOT, replace(snapshot, time=when).write())

    def restate(self, repository: Repository, snapshot: str, when: datetime, previous: str | None) -> str:
        """Add a snapshot with the same tree that says it came after another one."""
        found = Snapshot.read(repository.read_file(FileKind.SNAPSHOT, snapshot))
        self.generation += 1
        state = self.state()
        tag = Statement(state.vault, state.generation, state.digest, previous).tag(found.tree, sign)
        return repository.write_file(FileKind.SNAPSHOT, Snapshot(when, found.tree, PATHS, (tag,)).write())

    def copy(self, root: Path) -> "History":
        """Return the same history in another folder."""
        shutil.copytree(self.repository, root / "repository")
        return replace(self, root=root, shelf=dict(self.shelf), past=list(self.past), random=Random(7))

    def names(self, folder: str) -> set[str]:
        """Return the identifiers that lie in a folder."""
        return {path.name for path in (self.repository / folder).rglob("*") if path.is_file()}

    def unlock(self) -> None:
        """Take away the locks of runs that were cut."""
        for path in (self.repository / "locks").iterdir():
            path.unlink()

    def restic(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run stock restic."""
        program = shutil.which("restic")
        if program is None:
            pytest.skip("stock restic is not installed")
        environment = {**os.environ, "RESTIC_REPOSITORY": str(self.repository), "RESTIC_PASSWORD": PASSWORD}
        command = [program, "--no-cache", *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)

    def accepts(self) -> None:
        """Let stock restic read every byte and say that all is well."""
        done = self.restic("check", "--read-data", "--no-lock")
        assert done.returncode == 0, done.stdout + done.stderr
        assert "no errors were found" in done.stdout


def restore(repository: Repository, tree: str, target: Path, progress: Progress) -> None:
    """Bring the vault of a snapshot back to where nothing is, as a machine does that remembers nothing."""
    with appearing(target) as partial:
        restore_into(repository, repository.load_index(), tree, partial, {}, progress)


def begun(root: Path, **known: str) -> History:
    """Make an empty repository."""
    history = History(root, **known)  # type: ignore[arg-type]
    history.repository.mkdir(parents=True)
    with connect(parse(str(history.repository))) as storage:
        Repository.create(storage, PASSWORD, QUICK)
    return history


def other_vault_at(history: History) -> History:
    """Return another vault whose backups go to the same place."""
    root = history.root / "other"
    root.mkdir()
    (root / "repository").symlink_to(history.repository, target_is_directory=True)
    return History(root, OTHER, random=Random(6))


def previous_of(repository: Repository, snapshot: str) -> str | None:
    """Return what a snapshot says it came after."""
    said = read(Snapshot.read(repository.read_file(FileKind.SNAPSHOT, snapshot)).tags)
    return said.statement.previous if said else None


class Place:
    """Pass everything on to a storage; tests override what is to go wrong."""

    def __init__(self, storage: Storage) -> None:
        self.storage = storage
        self.changed: list[str] = []

    def put(self, name: str, data: bytes) -> None:
        """Keep an object."""
        self.changed.append(f"put {name}")
        self.storage.put(name, data)

    def get(self, name: str) -> bytes:
        """Return an object."""
        return self.storage.get(name)

    def get_range(self, name: str, offset: int, length: int) -> bytes:
        """Return a part of an object."""
        return self.storage.get_range(name, offset, length)

    def list(self, folder: str) -> Iterator[Stored]:
        """Yield what lies in a folder."""
        return self.storage.list(folder)

    def delete(self, name: str) -> None:
        """Take an object away."""
        self.changed.append(f"delete {name}")
        self.storage.delete(name)


class Cutting(Place):
    """Be a line that breaks for good at the verb of this number, before it was carried out or after."""

    def __init__(self, storage: Storage, at: int, done: bool) -> None:
        super().__init__(storage)
        self.at, self.done, self.verbs = at, done, 0
        self._lock = threading.Lock()

    def _next(self) -> bool:
        """Count a verb; say whether it is the one that is carried out and not answered."""
        with self._lock:
            self.verbs += 1
            number = self.verbs
        if number > self.at or (number == self.at and not self.done):
            raise Unreachable("the line was cut")
        return number == self.at

    def put(self, name: str, data: bytes) -> None:
        """Keep an object."""
        last = self._next()
        super().put(name, data)
        self._break(last)

    def get(self, name: str) -> bytes:
        """Return an object."""
        self._break(self._next())
        return super().get(name)

    def get_range(self, name: str, offset: int, length: int) -> bytes:
        """Return a part of an object."""
        self._break(self._next())
        return super().get_range(name, offset, length)

    def list(self, folder: str) -> Iterator[Stored]:
        """Yield what lies in a folder."""
        self._break(self._next())
        return super().list(folder)

    def delete(self, name: str) -> None:
        """Take an object away."""
        last = self._next()
        super().delete(name)
        self._break(last)

    def _break(self, last: bool) -> None:
        if last:
            raise Unreachable("the line was cut after the server had done it")


class AddOnly(Place):
    """Be a server that lets only locks be deleted."""

    def delete(self, name: str) -> None:
        """Take an object away."""
        if not name.startswith("locks/"):
            raise Denied("the server says no")
        super().delete(name)


class Listing(Place):
    """List other names than are there: without those hidden, and with ghosts."""

    def __init__(self, storage: Storage, hidden: set[str] = frozenset(), ghosts: tuple[Stored, ...] = ()) -> None:  # type: ignore[assignment]
        super().__init__(storage)
        self.hidden, self.ghosts = hidden, ghosts

    def list(self, folder: str) -> Iterator[Stored]:
        """Yield what lies in a folder."""
        for each in super().list(folder):
            if each.name.rpartition("/")[2] not in self.hidden:
                yield each
        for each in self.ghosts:
            if each.name.startswith(f"{folder}/"):
                yield each
