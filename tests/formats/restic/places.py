"""Keep a repository in memory or in a folder, for tests, and make small ones."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from fieldnotes.formats.restic.identifiers import BlobKind, FileKind, pack_name
from fieldnotes.formats.restic.index import write_indexes
from fieldnotes.formats.restic.keys import Derivation
from fieldnotes.formats.restic.packs import Pack, PackWriter
from fieldnotes.formats.restic.repository import Repository
from fieldnotes.formats.restic.snapshots import Snapshot
from fieldnotes.formats.restic.storage import Absent, Short, Storage, Stored
from fieldnotes.formats.restic.trees import Node, read_tree, write_tree

PASSWORD = "sumac sumac nutmeg mace"
QUICK = Derivation(1 << 4, 8, 1)  # never outside tests
WHEN = datetime(2026, 3, 21, 18, 0, tzinfo=UTC)
FILES = {"notes.db": bytes(range(256)) * 300, "keys/vault.1.age": b"age\n" * 50, "keys/empty": b""}


class Memory:
    """Keep objects in a dictionary, which tests may change behind the repository's back."""

    def __init__(self, objects: dict[str, bytes] | None = None) -> None:
        self.objects = dict(objects or {})
        self.fetched: list[str] = []

    def put(self, name: str, data: bytes) -> None:
        """Keep an object."""
        self.objects[name] = bytes(data)

    def get(self, name: str) -> bytes:
        """Return an object."""
        self.fetched.append(name)
        if name not in self.objects:
            raise Absent("there is nothing of this name")
        return self.objects[name]

    def get_range(self, name: str, offset: int, length: int) -> bytes:
        """Return a part of an object."""
        part = self.get(name)[offset : offset + length]
        if len(part) != length:
            raise Short("there are fewer bytes")
        return part

    def list(self, folder: str) -> Iterator[Stored]:
        """Yield what lies below a folder."""
        for name, data in list(self.objects.items()):
            if name.startswith(f"{folder}/"):
                yield Stored(name, len(data))

    def delete(self, name: str) -> None:
        """Take an object away."""
        self.objects.pop(name, None)


class Folder:
    """Keep objects as files, where stock restic finds them."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, name: str, data: bytes) -> None:
        """Keep an object."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def get(self, name: str) -> bytes:
        """Return an object."""
        try:
            return (self.root / name).read_bytes()
        except FileNotFoundError:
            raise Absent("there is nothing of this name") from None

    def get_range(self, name: str, offset: int, length: int) -> bytes:
        """Return a part of an object."""
        part = self.get(name)[offset : offset + length]
        if len(part) != length:
            raise Short("there are fewer bytes")
        return part

    def list(self, folder: str) -> Iterator[Stored]:
        """Yield what lies below a folder."""
        for path in (self.root / folder).rglob("*"):
            with suppress(FileNotFoundError):  # another process writes beside their places, and renames
                if path.is_file():
                    yield Stored(path.relative_to(self.root).as_posix(), path.stat().st_size)

    def delete(self, name: str) -> None:
        """Take an object away."""
        (self.root / name).unlink(missing_ok=True)


def created(storage: Storage) -> Repository:
    """Make a repository whose password costs nothing to try."""
    return Repository.create(storage, PASSWORD, QUICK)


def save(repository: Repository, files: dict[str, bytes], chunk: int = 16384, bucket: int = 65536) -> str:
    """Save files (paths with `/`) as a snapshot, by the plainest use of the format's parts; returns its identifier."""
    writers = {kind: PackWriter(repository.key, kind, bucket) for kind in BlobKind}
    tree = _save_folder(repository, writers, files, chunk)
    packs = [_put(repository, writer) for writer in writers.values() if writer.count]
    for document in write_indexes(packs):
        repository.write_file(FileKind.INDEX, document)
    return repository.write_file(FileKind.SNAPSHOT, Snapshot(WHEN, tree, ("/vault",)).write())


def restored(repository: Repository, snapshot: str) -> dict[str, bytes]:
    """Read all files of a snapshot."""
    document = repository.read_file(FileKind.SNAPSHOT, snapshot)
    index = repository.load_index()
    found: dict[str, bytes] = {}

    def walk(tree: str, above: str) -> None:
        for node in read_tree(repository.read_blob(index, BlobKind.TREE, tree)):
            if node.subtree:
                walk(node.subtree, f"{above}{node.name}/")
            else:
                parts = [repository.read_blob(index, BlobKind.DATA, each) for each in node.content]
                found[above + node.name] = b"".join(parts)

    walk(Snapshot.read(document).tree, "")
    return found


def _save_folder(
    repository: Repository, writers: dict[BlobKind, PackWriter], files: dict[str, bytes], chunk: int
) -> str:
    nodes, folders = [], dict[str, dict[str, bytes]]()
    for path, data in files.items():
        name, _, below = path.partition("/")
        if below:
            folders.setdefault(name, {})[below] = data
            continue
        pieces = [data[at : at + chunk] for at in range(0, len(data), chunk)]
        nodes.append(Node.file(name, len(data), [_add(repository, writers, BlobKind.DATA, each) for each in pieces]))
    for name, inner in folders.items():
        nodes.append(Node.directory(name, _save_folder(repository, writers, inner, chunk)))
    return _add(repository, writers, BlobKind.TREE, write_tree(nodes))


def _add(repository: Repository, writers: dict[BlobKind, PackWriter], kind: BlobKind, data: bytes) -> str:
    blob = repository.seal_blob(kind, data, compressed=kind is BlobKind.TREE)
    writers[kind].add(blob)
    return blob.id


def _put(repository: Repository, writer: PackWriter) -> Pack:
    pack, data = writer.finish()
    repository.storage.put(pack_name(pack.id), data)
    return pack
