"""Read every byte of a repository and tell everything that is wrong with it, instead of stopping at the first.

What is compared: every name with the SHA-256 of what it names; every seal; each pack's header with the index; each
blob with its identifier; every folder that a snapshot reaches, with the pieces and sizes that its files ask for.
What cannot be seen from here is that a whole snapshot was taken away: nothing refers to it.
"""

from collections.abc import Callable, Iterator

from fieldnotes.errors import Damaged
from fieldnotes.formats.restic.documents import Document
from fieldnotes.formats.restic.identifiers import (
    CONFIG,
    BlobKind,
    FileKind,
    file_name,
    identifier_of,
    named,
    named_packs,
    pack_name,
)
from fieldnotes.formats.restic.index import Index, IndexFile, read_index
from fieldnotes.formats.restic.keys import KEY_FILE_MOST, check_key_file
from fieldnotes.formats.restic.locks import Holder
from fieldnotes.formats.restic.packchecking import KeptTrees, check_leftover, check_pack
from fieldnotes.formats.restic.problems import Problem, ProblemKind
from fieldnotes.formats.restic.repository import Repository, read_config
from fieldnotes.formats.restic.snapshots import Snapshot
from fieldnotes.formats.restic.storage import Absent
from fieldnotes.formats.restic.trees import DIRECTORY, FILE, Node, read_tree

Progress = Callable[[int, int], None]

_PROBLEM = {
    FileKind.INDEX: ProblemKind.INDEX,
    FileKind.KEY: ProblemKind.KEY,
    FileKind.LOCK: ProblemKind.LOCK,
    FileKind.SNAPSHOT: ProblemKind.SNAPSHOT,
}


def check(repository: Repository, progress: Progress | None = None) -> Iterator[Problem]:
    """Yield what is wrong, nothing for a sound repository; `progress` is told bytes read and bytes in all.

    Memory: the index, one pack of at most 32 MiB, one blob, and 16 MiB of trees. Raises Unreachable.
    """
    yield from _Check(repository, progress).run()


class _Check:
    """Hold what one check has learned so far."""

    def __init__(self, repository: Repository, progress: Progress | None) -> None:
        self._repository = repository
        self._storage = repository.storage
        self._progress = progress
        self._done = 0
        self._total = 0
        self._index = Index()
        self._trees: dict[str, str] = {}  # of snapshots
        self._kept = KeptTrees()

    def run(self) -> Iterator[Problem]:
        """Go through everything, in the order in which it refers to one another (design document, "Ordering")."""
        # Listed before the rest: whatever a snapshot that is seen needs was written before it.
        snapshots = dict(named(self._storage, FileKind.SNAPSHOT))
        listed = {kind: dict(named(self._storage, kind)) for kind in FileKind} | {FileKind.SNAPSHOT: snapshots}
        packs = dict(named_packs(self._storage))
        self._total = sum(packs.values()) + sum(sum(files.values()) for files in listed.values())
        yield from self._strangers(listed, packs)
        yield from self._config()
        yield from self._keys(listed[FileKind.KEY])
        yield from self._files(FileKind.LOCK, listed[FileKind.LOCK], lambda _, document: Holder.read(document))
        yield from self._files(FileKind.SNAPSHOT, listed[FileKind.SNAPSHOT], self._learn_snapshot)
        yield from self._indexes(listed[FileKind.INDEX])
        yield from self._packs(packs)
        seen: set[str] = set()
        for snapshot, tree in self._trees.items():
            yield from self._walk(snapshot, tree, seen)

    def _strangers(self, listed: dict[FileKind, dict[str, int]], packs: dict[str, int]) -> Iterator[Problem]:
        """Name what lies there and is named as nothing of a repository is."""
        known = {file_name(kind, identifier) for kind, files in listed.items() for identifier in files}
        known |= {pack_name(identifier) for identifier in packs}
        for folder in (*FileKind, "data"):
            for name, _ in self._storage.list(folder):
                if name not in known:
                    yield Problem(ProblemKind.LEFTOVER, name, "it is no part of a repository")

    def _config(self) -> Iterator[Problem]:
        try:
            if read_config(self._storage, self._repository.key).id != self._repository.id:
                yield Problem(ProblemKind.CONFIG, CONFIG, "it was exchanged since the repository was opened")
        except Absent:
            yield Problem(ProblemKind.CONFIG, CONFIG, "it is missing")
        except Damaged:
            yield Problem(ProblemKind.CONFIG, CONFIG, "it is damaged")

    def _keys(self, listed: dict[str, int]) -> Iterator[Problem]:
        for identifier, size in listed.items():
            self._count(size)
            if size > KEY_FILE_MOST:
                yield Problem(ProblemKind.KEY, identifier, "it is too large to be a key file")
                continue
            try:
                data = self._storage.get(file_name(FileKind.KEY, identifier))
                check_key_file(data)
                if identifier_of(data) != identifier:
                    yield Problem(ProblemKind.KEY, identifier, "it is damaged")
            except Absent:
                yield Problem(ProblemKind.KEY, identifier, "it is missing")
            except Damaged as error:
                yield Problem(ProblemKind.KEY, identifier, error.sentence)

    def _files(
        self, kind: FileKind, listed: dict[str, int], learn: Callable[[str, Document], object]
    ) -> Iterator[Problem]:
        for identifier, size in listed.items():
            self._count(size)
            try:
                learn(identifier, self._repository.read_file(kind, identifier))
            except Absent:
                yield Problem(_PROBLEM[kind], identifier, "it is missing")
            except Damaged as error:
                yield Problem(_PROBLEM[kind], identifier, error.sentence)

    def _learn_snapshot(self, identifier: str, document: Document) -> None:
        self._trees[identifier] = Snapshot.read(document).tree

    def _indexes(self, listed: dict[str, int]) -> Iterator[Problem]:
        read: dict[str, IndexFile] = {}

        def learn(identifier: str, document: Document) -> None:
            read[identifier] = read_index(document, "an index file of this repository")

        yield from self._files(FileKind.INDEX, listed, learn)
        superseded = {identifier for file in read.values() for identifier in file.supersedes}
        said: dict[str, int] = {}
        for identifier, file in read.items():
            for pack in file.packs if identifier not in superseded else ():
                if said.setdefault(pack.id, hash(pack)) != hash(pack):
                    yield Problem(ProblemKind.INDEX, identifier, "it and another index file do not agree about a pack")
                self._index.add(pack)

    def _packs(self, listed: dict[str, int]) -> Iterator[Problem]:
        for pack in self._index.by_pack():
            size = listed.pop(pack.id, None)
            if size is None:
                yield Problem(ProblemKind.PACK, pack.id, "it is missing")
            else:
                yield from check_pack(self._repository, pack, size, self._kept, self._count)
        for identifier, size in listed.items():
            yield check_leftover(self._repository, identifier, size, self._count)

    def _walk(self, snapshot: str, root: str, seen: set[str]) -> Iterator[Problem]:
        """Follow a snapshot into every folder; a tree that several snapshots share is followed once."""
        waiting = [root]
        while waiting:
            tree = waiting.pop()
            if tree in seen:
                continue
            seen.add(tree)
            try:
                data = self._kept.take(tree) or self._repository.read_blob(self._index, BlobKind.TREE, tree)
                nodes = read_tree(data)
            except Damaged:
                yield Problem(ProblemKind.TREE, tree, f"snapshot {snapshot} needs it, and it is missing or damaged")
                continue
            for node in nodes:
                if node.type == DIRECTORY and node.subtree:
                    waiting.append(node.subtree)
                elif node.type == FILE:
                    yield from self._pieces(tree, node)

    def _pieces(self, tree: str, node: Node) -> Iterator[Problem]:
        sizes = [self._index.size(BlobKind.DATA, identifier) for identifier in node.content]
        for identifier, size in zip(node.content, sizes, strict=True):
            if size is None:
                yield Problem(ProblemKind.BLOB, identifier, "a file needs it, and no index names it")
        if None not in sizes and sum(filter(None, sizes)) != node.size:
            yield Problem(ProblemKind.TREE, tree, "a file in it is longer or shorter than its pieces")

    def _count(self, size: int) -> None:
        self._done += size
        if self._progress:
            self._progress(self._done, self._total)
