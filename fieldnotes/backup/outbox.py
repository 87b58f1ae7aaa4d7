"""Send blobs: sealed at once, gathered into packs, several packs on the line at a time, and the index behind them.

A cut anywhere leaves a valid repository. A pack counts once an index file names it; those that had arrived before a cut
are noted on the shelf, and named by the next run without being sent again.
"""

import time
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress

from fieldnotes.backup.contents import TREES
from fieldnotes.backup.session import Part, Shelf, names_below
from fieldnotes.errors import Damaged, Unreachable
from fieldnotes.formats.restic.documents import Document, write_json
from fieldnotes.formats.restic.identifiers import BlobKind, FileKind, identifier_of, pack_name
from fieldnotes.formats.restic.index import Index, read_index, write_indexes
from fieldnotes.formats.restic.locks import Lock
from fieldnotes.formats.restic.packs import Pack, PackWriter, SealedBlob, pack_size
from fieldnotes.formats.restic.repository import Repository
from fieldnotes.formats.restic.storage import Absent, Short

_ON_THE_LINE = 4
_SEALING = 2
_BATCH = 1 << 20  # bytes that a thread seals in one go
_INDEX_EVERY = 120.0  # seconds; what a run that is cut off must name anew is no more than this
_ARRIVED = "arrived/"
_INDEX_FILES = f"{FileKind.INDEX}/"
_NOTE = "what a backup noted"
_LARGEST, _FIRST, _SMALLEST = 8 << 20, 1 << 20, 128 << 10
_PACK_SECONDS = 20.0
_SMALL_PACK = 128 << 10


class Outbox:
    """Take blobs in, and have them in the repository when `finish` returns. To be used by one thread.

    The lock may be one that is not settled yet.
    """

    def __init__(self, repository: Repository, index: Index, shelf: Shelf, lock: Lock) -> None:
        """Take what the repository holds already, by an index that was loaded with this shelf.

        Raises Unreachable where it cannot be asked what arrived.
        """
        self._repository, self._index, self._shelf, self._lock = repository, index, shelf, lock
        self._writers = {kind: PackWriter(repository.key, kind) for kind in BlobKind}
        self._taken: dict[tuple[BlobKind, str], object] = {}
        self._sealers = ThreadPoolExecutor(_SEALING, "sealing")
        self._senders = ThreadPoolExecutor(_ON_THE_LINE, "sending")
        self._sending: set[Future[Pack]] = set()
        self._unnamed: list[Pack] = []
        self._taken_up: list[Pack] = []
        self._index_files = frozenset(Part(shelf, _INDEX_FILES))
        self._is_settled = False
        self.trees: set[str] = set()
        self._named_at = self._began = time.monotonic()
        self._arrived_bytes = 0
        self._take_up()

    def put_all(self, pieces: Iterable[bytes], compressed: bool = False) -> Iterator[tuple[str, int]]:
        """Take the pieces of a file in; yield identifier and length of each, in order."""
        ahead: list[Future[list[tuple[str, int, SealedBlob | None]]]] = []
        for batch in _batches(pieces):
            ahead.append(self._sealers.submit(self._sealed, batch, compressed))
            if len(ahead) > _SEALING:
                yield from self._added(ahead.pop(0).result())
        for rest in ahead:
            yield from self._added(rest.result())

    def put_tree(self, data: bytes) -> str:
        """Take a tree in; return its identifier."""
        identifier = identifier_of(data)
        self.trees.add(identifier)
        if self._is_new(BlobKind.TREE, identifier):
            self._shelf[TREES + identifier] = data
            self._add(self._repository.seal_blob(BlobKind.TREE, data))
        return identifier

    def finish(self) -> None:
        """Send what is left, wait until all of it has arrived, and name it in the index."""
        for kind in BlobKind:
            self._send(kind)
        while self._sending:
            self._collect(wait_for_all=True)
        self._name()

    def close(self) -> None:
        """Stop; packs that are on the line arrive or not, and those that do are noted."""
        for pool in (self._sealers, self._senders):
            pool.shutdown(wait=True, cancel_futures=True)
        self._note(future for future in self._sending if not future.cancelled())

    # ------------------------------------------------------------------------------------ sealing

    def _sealed(self, batch: list[bytes], compressed: bool) -> list[tuple[str, int, SealedBlob | None]]:
        """Seal what is new of a batch; runs beside others."""
        done = []
        for data in batch:
            identifier = identifier_of(data)
            new = self._is_new(BlobKind.DATA, identifier)
            blob = (
                self._repository.seal_blob(BlobKind.DATA, data, compressed=compressed, identifier=identifier)
                if new
                else None
            )
            done.append((identifier, len(data), blob))
        return done

    def _is_new(self, kind: BlobKind, identifier: str) -> bool:
        """Say whether a blob is still to be sent, to the first who asks."""
        if self._index.has(kind, identifier):
            return False
        mine = object()
        return self._taken.setdefault((kind, identifier), mine) is mine  # one step, so that two threads never both win

    def _added(self, sealed: list[tuple[str, int, SealedBlob | None]]) -> Iterator[tuple[str, int]]:
        for identifier, length, blob in sealed:
            if blob is not None:
                self._add(blob)
            yield identifier, length

    def _add(self, blob: SealedBlob) -> None:
        writer = self._writers[blob.kind]
        writer.add(blob)
        if writer.is_full or writer.size >= self._pack_target():
            self._send(blob.kind)

    def _pack_target(self) -> int:
        """Return how large packs are on this line: about what it carries in twenty seconds."""
        if not self._arrived_bytes:
            return _FIRST
        rate = self._arrived_bytes / max(0.001, time.monotonic() - self._began)
        return int(min(_LARGEST, max(_SMALLEST, rate * _PACK_SECONDS)))

    # ------------------------------------------------------------------------------------ sending

    def _send(self, kind: BlobKind) -> None:
        if not self._writers[kind].count:
            return
        while len(self._sending) >= _ON_THE_LINE:
            self._collect()
        pack, data = self._writers[kind].finish(_bucket(self._writers[kind].size))
        self._sending.add(self._senders.submit(self._sent, pack, data))

    def _sent(self, pack: Pack, data: bytes) -> Pack:
        self._repository.storage.put(pack_name(pack.id), data)
        return pack

    def _collect(self, *, wait_for_all: bool = False) -> None:
        """Wait until a pack has arrived, or all; note what did, and name it now and then."""
        done, self._sending = wait(self._sending, return_when=FIRST_COMPLETED)
        self._note(done)
        for future in done:
            future.result()  # raises what went wrong, after what went well is noted
        self._lock.refresh()
        if time.monotonic() - self._named_at > _INDEX_EVERY and not wait_for_all:
            self._name()

    def _note(self, done: Iterable[Future[Pack]]) -> None:
        """Note those packs that arrived, so that they are not sent again, whatever happens to the others."""
        for pack in [future.result() for future in done if future.exception() is None]:
            self._shelf[_ARRIVED + pack.id] = write_json(next(iter(write_indexes([pack]))))
            self._arrived_bytes += pack_size(pack.entries)
            self._unnamed.append(pack)

    def _name(self) -> None:
        """Write the packs that arrived into the index."""
        if not self._is_settled:  # until a pack is named nothing of this run counts: whoever deletes may begin as well
            self._settle()
            self._is_settled = True
        named, self._unnamed = self._unnamed, []
        self._lock.refresh()
        for document in write_indexes(named):
            self._repository.write_file(FileKind.INDEX, document, Part(self._shelf, _INDEX_FILES))
        for pack in named:
            self._index.add(pack)
            self._shelf.pop(_ARRIVED + pack.id, None)
        self._named_at = time.monotonic()

    def _settle(self) -> None:
        """Settle the lock; raise Unreachable where somebody deleted before others could see it.

        Who had looked for locks while ours was on its way may have deleted after the index was read. Nobody deletes a
        pack that an index names without taking away that index file, so what was read is true as long as all of them
        are there; of what no index names, the packs taken up, each is asked for.
        """
        self._lock.settle()
        is_true = self._index_files.issubset(self._repository.files(FileKind.INDEX))
        if not is_true or not all(self._senders.map(self._has_arrived, self._taken_up)):
            raise Unreachable("somebody deleted at this place just as the backup began", "start it again")

    def _take_up(self) -> None:
        """Count what a run before this one sent and could not name, as far as it is there as it was sent."""
        noted: dict[str, Pack] = {}
        for name in names_below(self._shelf, _ARRIVED):
            with suppress(Damaged, KeyError, ValueError):
                (noted[name],) = read_index(Document.parse(self._shelf[name], _NOTE), _NOTE).packs
                continue
            self._shelf.pop(name, None)
        for (name, pack), is_there in zip(
            noted.items(), self._senders.map(self._has_arrived, noted.values()), strict=True
        ):
            if not is_there:
                self._shelf.pop(name, None)
                continue
            self._taken_up.append(pack)
            self._taken.update(((entry.kind, entry.id), pack) for entry in pack.entries)
        self._unnamed += self._taken_up

    def _has_arrived(self, pack: Pack) -> bool:
        """Say whether a pack is there in its full length."""
        with suppress(Absent, Short):
            self._repository.storage.get_range(pack_name(pack.id), pack_size(pack.entries) - 1, 1)
            return True
        return False


def _bucket(size: int) -> int:
    """Return what the size of a pack is rounded up to a multiple of: an edit shows as one size, and costs little."""
    return 8 << 10 if size < _SMALL_PACK else 64 << 10


def _batches(pieces: Iterable[bytes]) -> Iterator[list[bytes]]:
    batch, size = [], 0
    for piece in pieces:
        batch.append(piece)
        size += len(piece)
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
