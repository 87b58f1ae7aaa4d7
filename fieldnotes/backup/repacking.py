"""Send what is still needed of packs that are mostly waste once more, so that those packs need not stay."""

from collections.abc import Iterable, Iterator, Sequence

from fieldnotes.formats.restic.identifiers import BlobKind, FileKind, pack_name
from fieldnotes.formats.restic.index import Index, write_indexes
from fieldnotes.formats.restic.locks import Lock
from fieldnotes.formats.restic.packs import Pack, PackWriter
from fieldnotes.formats.restic.reading import fetch_blobs
from fieldnotes.formats.restic.repository import Repository

_PACK = 8 << 20


def repack(repository: Repository, index: Index, packs: Sequence[Pack], most: int, lock: Lock) -> list[str]:
    """Copy the given blobs of these packs into new ones, named in the index; return which packs that empties.

    Packs are taken in their order as long as those blobs have together at most `most` bytes. Nothing is deleted.
    Raises Damaged for a blob that cannot be read, Unreachable.
    """
    chosen, size = [], 0
    for pack in packs:
        size += sum(entry.length for entry in pack.entries)
        if size > most:
            break
        chosen.append(pack)
    written = [copy for kind in BlobKind for copy in _copies(repository, index, chosen, kind, lock)]
    for document in write_indexes(written):
        lock.refresh()
        repository.write_file(FileKind.INDEX, document)
    return [pack.id for pack in chosen]


def _copies(repository: Repository, index: Index, packs: Iterable[Pack], kind: BlobKind, lock: Lock) -> Iterator[Pack]:
    wanted = {entry.id: entry for pack in packs for entry in pack.entries if entry.kind is kind}
    writer = PackWriter(repository.key, kind, bucket=1)
    for identifier, data in fetch_blobs(repository, index, kind, wanted):
        lock.refresh()
        writer.add(repository.seal_blob(kind, data, compressed=wanted[identifier].plain_size > 0))
        if writer.is_full or writer.size >= _PACK:
            yield _sent(repository, writer)
    if writer.count:
        yield _sent(repository, writer)


def _sent(repository: Repository, writer: PackWriter) -> Pack:
    pack, data = writer.finish()
    repository.storage.put(pack_name(pack.id), data)
    return pack
