"""Read one pack from end to end and compare it with its name, its header and the index."""

import hashlib
from collections.abc import Callable, Iterator

from fieldnotes.errors import Damaged
from fieldnotes.formats.restic.identifiers import BlobKind, pack_name
from fieldnotes.formats.restic.packs import TAIL_SIZE, Entry, Pack, header_length, pack_size, read_header
from fieldnotes.formats.restic.problems import Problem, ProblemKind
from fieldnotes.formats.restic.repository import Repository
from fieldnotes.formats.restic.storage import Absent, Short, Storage

WINDOW = 32 * 1024 * 1024  # bytes; what is no longer is fetched by one request and held as a whole
_KEPT_MOST = 16 * 1024 * 1024

Counter = Callable[[int], None]


class KeptTrees:
    """Keep the trees that were met in packs, up to 16 MiB, so that they need not be fetched again."""

    def __init__(self) -> None:
        self._trees: dict[str, bytes] = {}
        self._size = 0

    def keep(self, identifier: str, data: bytes) -> None:
        """Keep a tree if there is room."""
        if self._size + len(data) <= _KEPT_MOST and identifier not in self._trees:
            self._trees[identifier] = data
            self._size += len(data)

    def take(self, identifier: str) -> bytes | None:
        """Return a kept tree and forget it."""
        data = self._trees.pop(identifier, None)
        self._size -= len(data or b"")
        return data


def check_pack(repository: Repository, pack: Pack, size: int, kept: KeptTrees, count: Counter) -> Iterator[Problem]:
    """Yield what is wrong with a pack that is `size` bytes long where it lies and `pack` in the index."""
    if size != pack_size(pack.entries):
        yield Problem(ProblemKind.PACK, pack.id, "it is longer or shorter than the index says")
    stream = _Stream(repository.storage, pack_name(pack.id), size, count)
    try:
        for entry in pack.entries:
            yield from _check_blob(repository, stream, entry, kept)
        tail = stream.take(stream.left)
    except (Absent, Short):
        yield Problem(ProblemKind.PACK, pack.id, "it is missing")
        return
    if stream.identifier() != pack.id:
        yield Problem(ProblemKind.PACK, pack.id, "its bytes are not those that it is named after")
    elif not _has_header(repository, tail, pack.entries, size):
        yield Problem(ProblemKind.PACK, pack.id, "its header and the index do not agree")


def check_leftover(repository: Repository, identifier: str, size: int, count: Counter) -> Problem:
    """Say of a pack that no index names whether it is whole."""
    stream = _Stream(repository.storage, pack_name(identifier), size, count)
    try:
        while stream.left:
            stream.take(min(stream.left, WINDOW))
    except (Absent, Short):
        return Problem(ProblemKind.LEFTOVER, identifier, "it was listed and is missing")
    if stream.identifier() != identifier:
        return Problem(ProblemKind.LEFTOVER, identifier, "no index names it, and it is damaged")
    return Problem(ProblemKind.LEFTOVER, identifier, "no index names it")


class _Stream:
    """Read an object in order, in windows, and take its SHA-256 on the way."""

    def __init__(self, storage: Storage, name: str, size: int, count: Counter) -> None:
        self._storage = storage
        self._name = name
        self._size = size
        self._count = count
        self._digest = hashlib.sha256()
        self._window = b""
        self._position = 0  # in the window
        self._fetched = 0

    @property
    def left(self) -> int:
        """Return how many bytes were not taken yet."""
        return self._size - self._fetched + len(self._window) - self._position

    @property
    def offset(self) -> int:
        """Return how many bytes were taken."""
        return self._size - self.left

    def take(self, length: int) -> bytes:
        """Return the next bytes, fewer where there are not so many."""
        parts = []
        while length > 0 and self.left > 0:
            if self._position == len(self._window):
                self._fetch()
            part = self._window[self._position : self._position + length]
            self._position += len(part)
            length -= len(part)
            parts.append(part)
        return b"".join(parts)

    def identifier(self) -> str:
        """Return the SHA-256 of what was fetched."""
        return self._digest.hexdigest()

    def _fetch(self) -> None:
        if self._size <= WINDOW:
            data = self._storage.get(self._name)
            self._size = len(data)  # what is there counts, not what a listing said
        else:
            data = self._storage.get_range(self._name, self._fetched, min(WINDOW, self._size - self._fetched))
        self._window, self._position = data, 0
        self._fetched += len(data)
        self._digest.update(data)
        self._count(len(data))


def _check_blob(repository: Repository, stream: _Stream, entry: Entry, kept: KeptTrees) -> Iterator[Problem]:
    stream.take(entry.offset - stream.offset)
    try:
        data = repository.open_blob(entry, stream.take(entry.length))
    except Damaged:
        yield Problem(ProblemKind.BLOB, entry.id, "it is damaged")
        return
    if entry.kind is BlobKind.TREE:
        kept.keep(entry.id, data)


def _has_header(repository: Repository, tail: bytes, entries: tuple[Entry, ...], size: int) -> bool:
    """Tell whether what stands behind the blobs is the header that the index is made of."""
    try:
        length = header_length(tail[-TAIL_SIZE:], size)
        return len(tail) == length + TAIL_SIZE and read_header(repository.key, tail[:-TAIL_SIZE], size) == entries
    except Damaged:
        return False
