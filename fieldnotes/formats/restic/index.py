"""Know in which pack each blob lies, from the index files of a repository (design document, "Indexing")."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from fieldnotes.formats.restic.documents import Document, malformed
from fieldnotes.formats.restic.identifiers import BlobKind
from fieldnotes.formats.restic.packs import BLOB_MOST, PACK_MOST, Entry, Pack, check_entries

ENTRIES_PER_FILE = 20_000  # about four megabytes of JSON


class Location(NamedTuple):
    """Say in which pack a blob lies, and where."""

    pack: str
    entry: Entry


class IndexFile(NamedTuple):
    """Hold what one index file says: packs, and which older index files it stands for."""

    packs: tuple[Pack, ...]
    supersedes: tuple[str, ...]


class Index:
    """Hold where every blob lies, in columns: some 200 bytes for each blob.

    One blob may lie in several packs. Reading from several threads is safe as long as nobody adds.
    """

    def __init__(self) -> None:
        self._rows: dict[BlobKind, dict[bytes, int]] = {kind: {} for kind in BlobKind}
        self._more: dict[tuple[BlobKind, bytes], list[int]] = {}
        self._packs: dict[str, int] = {}
        self._pack_names: list[str] = []
        self._pack_of = array("I")
        self._offset = array("I")
        self._length = array("I")
        self._plain_size = array("I")

    def __len__(self) -> int:
        """Return how many blobs are known, each place counted."""
        return len(self._pack_of)

    def add(self, pack: Pack) -> None:
        """Learn what a pack holds; a pack that is known already is passed over."""
        if pack.id in self._packs:
            return
        number = self._packs[pack.id] = len(self._pack_names)
        self._pack_names.append(pack.id)
        for entry in pack.entries:
            self._add_row(number, entry)

    def has(self, kind: BlobKind, identifier: str) -> bool:
        """Tell whether a blob is known."""
        return bytes.fromhex(identifier) in self._rows[kind]

    def size(self, kind: BlobKind, identifier: str) -> int | None:
        """Return how many plain bytes a blob has, or None where it is not known."""
        row = self._rows[kind].get(bytes.fromhex(identifier))
        return None if row is None else self._location(row, kind, identifier).entry.size

    def places(self, kind: BlobKind, identifier: str) -> list[Location]:
        """Return every place where a blob lies, none where it is not known."""
        digest = bytes.fromhex(identifier)
        row = self._rows[kind].get(digest)
        if row is None:
            return []
        return [self._location(each, kind, identifier) for each in (row, *self._more.get((kind, digest), ()))]

    def by_pack(self) -> Iterator[Pack]:
        """Yield each pack with what the index says of it, by offset; takes memory for a column of numbers."""
        owners = self._owners()
        starts = array("I", sorted(range(len(self)), key=lambda row: (self._pack_of[row], self._offset[row])))
        position = 0
        for number, name in enumerate(self._pack_names):
            entries: list[Entry] = []
            while position < len(starts) and self._pack_of[starts[position]] == number:
                row = starts[position]
                kind, digest = owners[row]
                entries.append(self._location(row, kind, digest.hex()).entry)
                position += 1
            yield Pack(name, tuple(entries))

    def _owners(self) -> list[tuple[BlobKind, bytes]]:
        """Return of each row which blob it is about."""
        owners: list[tuple[BlobKind, bytes]] = [(BlobKind.DATA, b"")] * len(self)
        for kind, rows in self._rows.items():
            for digest, row in rows.items():
                owners[row] = (kind, digest)
        for owner, more in self._more.items():
            for row in more:
                owners[row] = owner
        return owners

    def _add_row(self, pack: int, entry: Entry) -> None:
        row, digest = len(self._pack_of), bytes.fromhex(entry.id)
        self._pack_of.append(pack)
        self._offset.append(entry.offset)
        self._length.append(entry.length)
        self._plain_size.append(entry.plain_size)
        if self._rows[entry.kind].setdefault(digest, row) != row:
            self._more.setdefault((entry.kind, digest), []).append(row)

    def _location(self, row: int, kind: BlobKind, identifier: str) -> Location:
        entry = Entry(identifier, kind, self._offset[row], self._length[row], self._plain_size[row])
        return Location(self._pack_names[self._pack_of[row]], entry)


def read_index(document: Document, what: str) -> IndexFile:
    """Read one index file; raises Damaged for blobs that overlap or cannot be as long as it says."""
    if not document.has("packs"):
        raise malformed(what)
    packs = tuple(_read_pack(pack, what) for pack in document.documents("packs"))
    return IndexFile(packs, document.identifiers("supersedes"))


def write_indexes(packs: Iterable[Pack], supersedes: Sequence[str] = ()) -> Iterator[dict[str, Any]]:
    """Yield as many index files as these packs need.

    `supersedes` goes into the last one: whoever writes them in order has then written the others.
    """
    listed: list[dict[str, Any]] = []
    count = 0
    for pack in packs:
        if listed and count + len(pack.entries) > ENTRIES_PER_FILE:
            yield {"packs": listed}
            listed, count = [], 0
        listed.append({"id": pack.id, "blobs": [_write_entry(entry) for entry in pack.entries]})
        count += len(pack.entries)
    if listed or supersedes:
        yield ({"supersedes": list(supersedes)} if supersedes else {}) | {"packs": listed}


def _read_pack(document: Document, what: str) -> Pack:
    entries = tuple(_read_entry(blob, what) for blob in document.documents("blobs"))
    if not check_entries(entries):
        raise malformed(what)
    return Pack(document.identifier("id"), tuple(sorted(entries, key=lambda entry: entry.offset)))


def _read_entry(document: Document, what: str) -> Entry:
    kind = document.text("type")
    if kind not in (BlobKind.DATA, BlobKind.TREE):
        raise malformed(what)
    return Entry(
        document.identifier("id"),
        BlobKind(kind),
        document.number("offset", PACK_MOST),
        document.number("length", PACK_MOST),
        document.number("uncompressed_length", BLOB_MOST, 0),
    )


def _write_entry(entry: Entry) -> dict[str, Any]:
    written = {"id": entry.id, "type": entry.kind.value, "offset": entry.offset, "length": entry.length}
    return written | ({"uncompressed_length": entry.plain_size} if entry.plain_size else {})
