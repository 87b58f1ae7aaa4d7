"""Fetch many blobs in few requests, as restoring over a slow line needs it.

Blobs that lie near each other in a pack are asked for together: on a line of 100 ms, one request for each of them is
what takes the time.
"""

from collections.abc import Iterable, Iterator

from fieldnotes.errors import Damaged
from fieldnotes.formats.restic.identifiers import BlobKind, pack_name
from fieldnotes.formats.restic.index import Index, Location
from fieldnotes.formats.restic.packs import Entry
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
    by_pack: dict[str, list[Entry]] = {}
    for identifier in dict.fromkeys(wanted):
        pack, entry = _place(index, kind, identifier)
        by_pack.setdefault(pack, []).append(entry)
    for pack, entries in by_pack.items():
        entries.sort(key=lambda entry: entry.offset)
        for together in _runs(entries, window, gap):
            yield from _fetch(repository, index, pack, together)


def _place(index: Index, kind: BlobKind, identifier: str) -> Location:
    places = index.places(kind, identifier)
    if not places:
        raise Damaged("a blob that this repository refers to is missing", "restore from another backup")
    return places[0]


def _runs(entries: list[Entry], window: int, gap: int) -> Iterator[list[Entry]]:
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


def _fetch(repository: Repository, index: Index, pack: str, run: list[Entry]) -> Iterator[tuple[str, bytes]]:
    start, end = run[0].offset, run[-1].offset + run[-1].length
    try:
        data = repository.storage.get_range(pack_name(pack), start, end - start)
    except (Absent, Short):
        data = b""
    view = memoryview(data)
    for entry in run:
        sealed = view[entry.offset - start : entry.offset - start + entry.length]
        try:
            plain = repository.open_blob(entry, sealed)
        except Damaged:
            plain = repository.read_blob(index, entry.kind, entry.id)
        yield entry.id, plain
