"""Send what is still needed of packs that are mostly waste once more, so that those packs need not stay."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

from fieldnotes.errors import Damaged
from fieldnotes.formats.restic.identifiers import BlobKind, FileKind, pack_name
from fieldnotes.formats.restic.index import Index, write_indexes
from fieldnotes.formats.restic.locks import Lock
from fieldnotes.formats.restic.packs import Pack, PackWriter, SealedBlob
from fieldnotes.formats.restic.reading import fetch_blobs
from fieldnotes.formats.restic.repository import Repository

_PACK = 8 << 20


def repack(repository: Repository, index: Index, packs: Iterable[Pack], most: int, lock: Lock) -> list[str]:
    """Copy the given blobs of these packs into new ones, named in the index; return which packs that empties.

    Packs are taken in their order as long as those blobs have together at most `most` bytes; one with a blob that
    cannot be read is left as it is. Nothing is deleted. Raises Unreachable.
    """
    emptied, written, size = [], list[Pack](), 0
    writers = {kind: PackWriter(repository.key, kind, bucket=1) for kind in BlobKind}
    for pack in packs:
        size += sum(entry.length for entry in pack.entries)
        if size > most:
            break
        with suppress(Damaged):
            blobs = list(_blobs(repository, index, pack, lock))
            written += _add(repository, writers, blobs)
            emptied.append(pack.id)
    written += [_sent(repository, writer) for writer in writers.values() if writer.count]
    for document in write_indexes(written):
        lock.refresh()
        repository.write_file(FileKind.INDEX, document)
    return emptied


def _blobs(repository: Repository, index: Index, pack: Pack, lock: Lock) -> Iterator[tuple[BlobKind, SealedBlob]]:
    """Yield the blobs of a pack, sealed anew, and compressed where they were."""
    for kind in BlobKind:
        wanted = {entry.id: entry for entry in pack.entries if entry.kind is kind}
        for identifier, data in fetch_blobs(repository, index, kind, wanted):
            lock.refresh()
            yield kind, repository.seal_blob(kind, data, compressed=wanted[identifier].plain_size > 0)


def _add(
    repository: Repository, writers: Mapping[BlobKind, PackWriter], blobs: Iterable[tuple[BlobKind, SealedBlob]]
) -> Iterator[Pack]:
    """Collect blobs, and yield the packs that become full."""
    for kind, blob in blobs:
        writer = writers[kind]
        writer.add(blob)
        if writer.is_full or writer.size >= _PACK:
            yield _sent(repository, writer)


def _sent(repository: Repository, writer: PackWriter) -> Pack:
    pack, data = writer.finish()
    repository.storage.put(pack_name(pack.id), data)
    return pack
