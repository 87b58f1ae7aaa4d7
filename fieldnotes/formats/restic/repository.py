"""Create and open a repository, and read and write its files and blobs (restic's design document).

Everything that is read is checked before it is used: names against SHA-256, seals against their MAC, sizes against
bounds. What fails is Damaged; what cannot be fetched is Unreachable.
"""

import secrets
from collections.abc import Iterable, Iterator, MutableMapping
from typing import Any, NamedTuple

from fieldnotes.errors import Damaged, Locked, UsageError
from fieldnotes.formats.restic.compression import compress, expand, skipped_frame
from fieldnotes.formats.restic.documents import DAMAGED_HINT, Document, malformed, write_json
from fieldnotes.formats.restic.identifiers import (
    CONFIG,
    BlobKind,
    FileKind,
    file_name,
    identifier_of,
    named,
    pack_name,
)
from fieldnotes.formats.restic.index import Index, IndexFile, Location, read_index
from fieldnotes.formats.restic.keys import (
    DERIVATION,
    KEY_FILE_MOST,
    OVERHEAD,
    Derivation,
    MasterKey,
    NotOurs,
    new_key_file,
    open_key_file,
)
from fieldnotes.formats.restic.packs import BLOB_MOST, Entry, SealedBlob, open_sealed
from fieldnotes.formats.restic.polynomial import random_polynomial
from fieldnotes.formats.restic.storage import Absent, Short, Storage

VERSION = 2
KEYS_TRIED = 20  # as many as restic tries

_FILE_MOST = 64 * 1024 * 1024  # sealed bytes of an index file; a snapshot or lock is far smaller
_DOCUMENT_MOST = 128 * 1024 * 1024
_COMPRESSED = b"\x02"
_PAGE = 1024  # files are rounded up to a multiple of this
_NOTHING_HERE = "there is no backup repository at this place"
_NOUNS = {
    FileKind.INDEX: "an index file",
    FileKind.KEY: "a key file",
    FileKind.LOCK: "a lock",
    FileKind.SNAPSHOT: "a snapshot",
}


class Config(NamedTuple):
    """Hold what a repository says of itself: its format's version and its own identifier."""

    version: int
    id: str


class Repository:
    """Hold an opened repository. It changes nothing in itself, and may be used by several threads."""

    def __init__(self, storage: Storage, key: MasterKey, key_id: str, config: Config) -> None:
        self.storage = storage
        self.key = key
        self.key_id = key_id
        self.id = config.id
        self.version = config.version

    @classmethod
    def create(cls, storage: Storage, password: str, derivation: Derivation = DERIVATION) -> "Repository":
        """Make a repository, or finish one whose making was cut short after its key.

        Raises UsageError where there is one already, or keys that another password opens.
        """
        if _config_bytes(storage) is not None:
            raise UsageError("there is a backup repository at this place already", "open it, or choose another place")
        keys = list(_opened_keys(storage, password))
        if not keys and any(named(storage, FileKind.KEY)):
            raise UsageError("this place holds the keys of another repository", "choose an empty place")
        key_id, key = keys[0] if keys else (None, MasterKey.random())
        if key_id is None:
            key_id = _write_key(storage, key, password, derivation)
        document = {
            "version": VERSION,
            "id": secrets.token_hex(32),
            "chunker_polynomial": f"{random_polynomial():x}",
        }
        storage.put(CONFIG, key.seal(write_json(document)))
        return cls(storage, key, key_id, read_config(storage, key))

    @classmethod
    def open(cls, storage: Storage, password: str) -> "Repository":
        """Open a repository of format 1 or 2.

        Raises Absent where there is none, Locked where no key opens with the password, Damaged, Unreachable.
        """
        if _config_bytes(storage) is None:
            raise Absent(_NOTHING_HERE, "check the address, or make a repository there first")
        stranger: Damaged | None = None
        for key_id, key in _opened_keys(storage, password):
            try:
                return cls(storage, key, key_id, read_config(storage, key))
            except NotOurs as error:
                # The key of a making that was cut short opens, and did not seal what was made after.
                stranger = error
        if stranger is not None:
            raise malformed("the configuration of this repository")
        raise Locked("no key of this repository opens with this password", "take the password from the recovery sheet")

    def add_key(self, password: str, derivation: Derivation = DERIVATION) -> str:
        """Let a further password open the repository; returns the key file's identifier."""
        return _write_key(self.storage, self.key, password, derivation)

    def remove_key(self, identifier: str) -> None:
        """Take a key file away; raises UsageError for the one that this repository was opened with."""
        if identifier == self.key_id:
            raise UsageError("this is the key that the repository was opened with", "open it with another one first")
        self.storage.delete(file_name(FileKind.KEY, identifier))

    def files(self, kind: FileKind) -> Iterator[str]:
        """Yield the identifiers of all files of a kind."""
        return (identifier for identifier, _ in named(self.storage, kind))

    def read_file(self, kind: FileKind, identifier: str) -> Document:
        """Read an index file, a snapshot or a lock; raises Absent, Damaged."""
        return self.open_file(kind, identifier, self.storage.get(file_name(kind, identifier)))

    def open_file(self, kind: FileKind, identifier: str, data: bytes) -> Document:
        """Read a file that was fetched; raises Damaged unless these are the bytes of that name."""
        what = f"{_NOUNS[kind]} of this repository"
        if len(data) > _FILE_MOST or identifier_of(data) != identifier:
            raise Damaged(f"{what} is damaged", DAMAGED_HINT)
        plain = self.key.unseal(data)
        if self.version >= 2 and plain[:1] == _COMPRESSED:
            plain = expand(plain[1:], _DOCUMENT_MOST)
        return Document.parse(plain, what)

    def write_file(
        self, kind: FileKind, document: dict[str, Any], cache: MutableMapping[str, bytes] | None = None
    ) -> str:
        """Write an index file, a snapshot or a lock, rounded up in size; returns its identifier.

        `cache` maps identifiers to sealed bytes, as in `load_index`, and gets these too.
        """
        plain = write_json(document)
        if self.version >= 2:
            plain = _COMPRESSED + compress(plain)
            plain += skipped_frame(8 + -(len(plain) + OVERHEAD + 8) % _PAGE)
        data = self.key.seal(plain)
        identifier = identifier_of(data)
        self.storage.put(file_name(kind, identifier), data)
        if cache is not None:
            cache[identifier] = data
        return identifier

    def delete_file(self, kind: FileKind, identifier: str) -> None:
        """Take a file away."""
        self.storage.delete(file_name(kind, identifier))

    def load_index(
        self, cache: MutableMapping[str, bytes] | None = None, listed: Iterable[str] | None = None
    ) -> Index:
        """Read all index files, or those `listed` just now; list the snapshots that you mean to read before.

        `cache` maps identifiers to sealed bytes: what is in it is not fetched, what was fetched is put into it, and
        what the repository no longer lists stays, for the caller to drop.
        """
        files: dict[str, IndexFile] = {}
        for identifier in self.files(FileKind.INDEX) if listed is None else listed:
            try:
                files[identifier] = self._index_file(identifier, {} if cache is None else cache)
            except Absent:
                # Taken away since it was listed: another one, written before, holds what it held.
                continue
        superseded = {identifier for file in files.values() for identifier in file.supersedes}
        index = Index()
        for identifier, file in files.items():
            if identifier not in superseded:
                for pack in file.packs:
                    index.add(pack)
        return index

    def seal_blob(
        self, kind: BlobKind, data: bytes, *, compressed: bool = True, identifier: str | None = None
    ) -> SealedBlob:
        """Seal a blob for a pack; compression is left out where it gains nothing and in format 1.

        `identifier` is that of `data`, for who knows it already.
        """
        identifier = identifier or identifier_of(data)
        if compressed and self.version >= 2 and len(smaller := compress(data)) < len(data):
            return SealedBlob(identifier, kind, self.key.seal(smaller), len(data))
        return SealedBlob(identifier, kind, self.key.seal(data), 0)

    def open_blob(self, entry: Entry, sealed: bytes | memoryview) -> bytes:
        """Open what was read from a pack; raises Damaged unless it is that blob, byte for byte."""
        what = "a blob of this repository"
        if len(sealed) != entry.length or entry.size > BLOB_MOST:
            raise malformed(what)
        data = open_sealed(self.key, sealed)
        if entry.plain_size:
            data = expand(data, entry.plain_size)
        if len(data) != entry.size or identifier_of(data) != entry.id:
            raise malformed(what)
        return data

    def read_blob(self, index: Index, kind: BlobKind, identifier: str) -> bytes:
        """Fetch one blob, from wherever it can be read; raises Damaged, Unreachable."""
        failure: Exception = Damaged("a blob that this repository refers to is missing", DAMAGED_HINT)
        for place in index.places(kind, identifier):
            try:
                return self._blob_at(place)
            except (Damaged, Absent, Short) as error:
                failure = error
        if not isinstance(failure, Damaged):
            raise Damaged("a pack that this repository refers to is missing or cut off", DAMAGED_HINT)
        raise failure

    def _blob_at(self, place: Location) -> bytes:
        entry = place.entry
        return self.open_blob(entry, self.storage.get_range(pack_name(place.pack), entry.offset, entry.length))

    def _index_file(self, identifier: str, cache: MutableMapping[str, bytes]) -> IndexFile:
        what = "an index file of this repository"
        kept = cache.get(identifier)
        if kept is not None and identifier_of(kept) == identifier:
            return read_index(self.open_file(FileKind.INDEX, identifier, kept), what)
        data = self.storage.get(file_name(FileKind.INDEX, identifier))
        read = read_index(self.open_file(FileKind.INDEX, identifier, data), what)
        cache[identifier] = data
        return read


def read_config(storage: Storage, key: MasterKey) -> Config:
    """Read what a repository says of itself; raises NotOurs where another key sealed it, Damaged."""
    what = "the configuration of this repository"
    document = Document.parse(key.unseal(storage.get(CONFIG)), what)
    version = document.number("version", 1 << 32)
    if version not in (1, 2):
        raise Damaged("this repository is of a format that is not known here", "a newer release may read it")
    document.text("chunker_polynomial")
    return Config(version, document.identifier("id"))


def _config_bytes(storage: Storage) -> bytes | None:
    try:
        return storage.get(CONFIG)
    except Absent:
        return None


def _write_key(storage: Storage, key: MasterKey, password: str, derivation: Derivation) -> str:
    data = new_key_file(key, password, derivation)
    identifier = identifier_of(data)
    storage.put(file_name(FileKind.KEY, identifier), data)
    return identifier


def _opened_keys(storage: Storage, password: str) -> Iterator[tuple[str, MasterKey]]:
    """Yield the keys that the password opens; raises Damaged at the end if none did and one could not be read."""
    listed = sorted(named(storage, FileKind.KEY), key=lambda file: file.name)
    damaged: Damaged | None = None
    opened = False
    for identifier, size in listed[:KEYS_TRIED]:
        try:
            key = _open_key(storage, identifier, size, password)
        except Damaged as error:
            damaged = error
        except Absent:
            continue
        else:
            if key is not None:
                opened = True
                yield identifier, key
    if damaged is not None and not opened:
        raise damaged


def _open_key(storage: Storage, identifier: str, size: int, password: str) -> MasterKey | None:
    if size > KEY_FILE_MOST:
        raise malformed("a key file of this repository")
    data = storage.get(file_name(FileKind.KEY, identifier))
    if len(data) > KEY_FILE_MOST or identifier_of(data) != identifier:
        raise Damaged("a key file of this repository is damaged", DAMAGED_HINT)
    return open_key_file(data, password)
