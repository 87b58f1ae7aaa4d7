"""Fetch many blobs in few requests, as restoring over a slow line needs it.

Blobs that lie near each other in a pack are asked for together: on a line of 100 ms, one request for each of them is
what takes the time.
"""

from collections.abc import Iterable, Iterator

from fieldnotes.errors import Damaged
from fieldnotes.formats.restic.identifiers import BlobKind, pack_name
from fieldnotes.formats.restic.index import Index
from fieldnotes.formats.restic.packs import Entry, Pack
from fieldnotes.formats.restic.repository import Repository
from fieldnotes.formats.restic.storage import Absent, Short

WINDOW = 8 * 1024 * 1024  # bytes asked for at once, unless a single blob is larger
GAP = 32 * 1024  # unwanted bytes between two blobs that cost less than another request


def fetch_blobs(
    repository: Repository, index: Index, kind: BlobKind, wanted: Iterable[str], window: int = WINDOW, gap: int = GAP
) -> Iterator[tuple[str, bytes]]:
    """Yield each wanted blob once, as identifier and plain bytes, in the order of the packs.

    A blob that cannot be read where it was expected is looked for elsewhere. Raises Damaged where it is nowhere to be
    read, Unreachable. Memory: one window and one blob.
    """
    for part in in_parts(index, kind, wanted, window, gap):
        yield from fetch_part(repository, index, part)


def in_parts(
    index: Index, kind: BlobKind, wanted: Iterable[str], window: int = WINDOW, gap: int = GAP
) -> Iterator[Pack]:
    """Yield what is to be fetched in one request each: a pack's id, and the wanted blobs that lie near each other.

    Raises Damaged where a blob is nowhere.
    """
    for pack in _by_pack(index, kind, wanted):
        for together in _runs(pack.entries, window, gap):
            yield Pack(pack.id, tuple(together))


def fetch_part(repository: Repository, index: Index, part: Pack) -> Iterator[tuple[str, bytes]]:
    """Yield the blobs of one part, as `fetch_blobs` does."""
    start, end = part.entries[0].offset, part.entries[-1].offset + part.entries[-1].length
    try:
        data = repository.storage.get_range(pack_name(part.id), start, end - start)
    except (Absent, Short):
        data = b""
    view = memoryview(data)
    for entry in part.entries:
        sealed = view[entry.offset - start : entry.offset - start + entry.length]
        try:
            plain = repository.open_blob(entry, sealed)
        except Damaged:
            plain = repository.read_blob(index, entry.kind, entry.id)
        yield entry.id, plain


def _by_pack(index: Index, kind: BlobKind, wanted: Iterable[str]) -> list[Pack]:
    packs: dict[str, list[Entry]] = {}
    for identifier in dict.fromkeys(wanted):
        places = index.places(kind, identifier)
        if not places:
            raise Damaged("a blob that this repository refers to is missing", "restore from another backup")
        pack, entry = places[0]
        packs.setdefault(pack, []).append(entry)
    return [Pack(pack, tuple(sorted(some, key=lambda entry: entry.offset))) for pack, some in packs.items()]


def _runs(entries: Iterable[Entry], window: int, gap: int) -> Iterator[list[Entry]]:
    """Divide the wanted blobs of one pack into those that are fetched together."""
    run: list[Entry] = []
    for entry in entries:
        end = run[-1].offset + run[-1].length if run else 0
        if run and (entry.offset - end > gap or entry.offset + entry.length - run[0].offset > window):
            yield run
            run = []
        run.append(entry)
    if run:
        yield run
