"""Save a state of a vault as a snapshot: packs, then the index that names them, then the snapshot that counts."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from fieldnotes.backup.contents import NOTES
from fieldnotes.backup.cutting import lengths, pieces
from fieldnotes.backup.outbox import Outbox
from fieldnotes.errors import Unreachable
from fieldnotes.formats.atomic import reaching
from fieldnotes.formats.restic.identifiers import BlobKind
from fieldnotes.formats.restic.index import Index
from fieldnotes.formats.restic.trees import Node, write_tree

ATTACHMENTS = "attachments/"


@dataclass(frozen=True, slots=True)
class Material:
    """Hold what is to be saved: where the bytes of each file lie, by name, and the lively pages of notes.db."""

    files: Mapping[str, Path]
    lively: frozenset[int] = frozenset()


@dataclass
class Progress:
    """Count bytes of the vault that are settled, of how many; `tell` is called whenever that changes.

    Several threads may count; they tell one after the other.
    """

    total: int = 0
    done: int = 0
    tell: Callable[["Progress"], None] = lambda _: None
    _counting: Lock = field(default_factory=Lock, repr=False, compare=False)

    def add(self, done: int) -> None:
        """Count further bytes as done."""
        with self._counting:
            self.done += done
            self.tell(self)


class _File(NamedTuple):
    """Hold a name in its parts, where the bytes of the file lie, and how many they are."""

    name: list[str]
    path: Path
    size: int


class Saver:
    """Save one state of a vault."""

    def __init__(self, outbox: Outbox, index: Index, before: Mapping[str, Node], progress: Progress) -> None:
        """Take where things go, what is there, and the files of the snapshot before, none for the first."""
        self._outbox, self._index, self._before, self._progress = outbox, index, before, progress

    def save(self, material: Material) -> str:
        """Send everything that is not there yet and return the tree; nothing refers to it until a snapshot does.

        Raises Unreachable where a file is no longer there, cannot be read or changes, or the place cannot be reached.
        """
        with reaching():
            files = [_File(name.split("/"), path, path.stat().st_size) for name, path in sorted(material.files.items())]
            self._progress.total = sum(file.size for file in files)
            return self._folder((), files, material.lively)

    def _folder(self, place: tuple[str, ...], files: Iterable[_File], lively: frozenset[int]) -> str:
        """Save what lies below a folder; names are relative to it."""
        nodes: list[Node] = []
        below: dict[str, list[_File]] = {}
        for file in files:
            if len(file.name) == 1:
                nodes.append(self._file("/".join((*place, *file.name)), file.path, file.size, lively))
            else:
                below.setdefault(file.name[0], []).append(file._replace(name=file.name[1:]))
        for folder, inside in below.items():
            nodes.append(Node.directory(folder, self._folder((*place, folder), inside, lively)))
        return self._outbox.put_tree(write_tree(nodes))

    def _file(self, name: str, path: Path, size: int, lively: frozenset[int]) -> Node:
        old = self._before.get(name)
        if old is not None and name.startswith(ATTACHMENTS) and old.size == size and self._is_there(old):
            self._progress.add(size)
            return old
        cut = lengths(size, lively, self._lengths(old)) if name == NOTES else ()
        content, read = [], 0
        with path.open("rb") as file:
            for identifier, length in self._outbox.put_all(pieces(file, cut)):
                content.append(identifier)
                read += length
                self._progress.add(length)
        if read != size:
            raise Unreachable("a file of the vault changed while it was being read", "run the backup again")
        return Node.file(name.rpartition("/")[2], size, content)

    def _is_there(self, node: Node) -> bool:
        """Say whether every piece of a file is in the repository."""
        return all(self._index.has(BlobKind.DATA, piece) for piece in node.content)

    def _lengths(self, node: Node | None) -> list[int]:
        """Return how a file was cut in the snapshot before, as far as that is known."""
        known: list[int] = []
        for piece in node.content if node is not None else ():
            length = self._index.size(BlobKind.DATA, piece)
            if length is None:
                break
            known.append(length)
        return known
