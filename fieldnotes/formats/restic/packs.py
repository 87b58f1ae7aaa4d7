"""Write and read packs: sealed blobs one after the other, a sealed header, its length (design document, "Pack Format").

Two things keep a pack from telling what is in it. The blobs stand in an order drawn by lot, and one more blob that
nothing refers to rounds the size up; `restic check` accepts it and `restic prune` drops it.
"""

import secrets
import struct
from collections.abc import Sequence
from typing import NamedTuple

from fieldnotes.formats.restic.documents import malformed
from fieldnotes.formats.restic.identifiers import BlobKind, identifier_of
from fieldnotes.formats.restic.keys import OVERHEAD, MasterKey, NotOurs

BUCKET = 64 * 1024
BLOB_MOST = 128 * 1024 * 1024  # plain bytes of one blob; restic cuts files at 8 MiB, but not the lists of a folder
PACK_MOST = (1 << 32) - 1  # offsets and lengths are 32 bits
HEADER_MOST = 16 * 1024 * 1024
TAIL_SIZE = 4

_PLAIN = struct.Struct("<BI32s")
_COMPRESSED = struct.Struct("<BII32s")
_TREE, _IS_COMPRESSED = 1, 2
ENTRIES_MOST = (HEADER_MOST - OVERHEAD) // _COMPRESSED.size
_EMPTY_TREE = b'{"nodes":[]}'
_PADDING_LEAST = 64  # so that no two paddings are alike


class SealedBlob(NamedTuple):
    """Hold a blob ready for a pack; `plain_size` is 0 unless it was compressed."""

    id: str
    kind: BlobKind
    sealed: bytes
    plain_size: int


class Entry(NamedTuple):
    """Say where a blob lies in its pack; `length` is of its sealed bytes, `plain_size` is 0 unless compressed."""

    id: str
    kind: BlobKind
    offset: int
    length: int
    plain_size: int

    @property
    def size(self) -> int:
        """Return how many plain bytes the blob has."""
        return self.plain_size or self.length - OVERHEAD


class Pack(NamedTuple):
    """Name a pack and what is in it, in the order of the offsets."""

    id: str
    entries: tuple[Entry, ...]


class PackWriter:
    """Collect blobs of one kind and make a pack of them. Not to be used by two threads at once."""

    def __init__(self, key: MasterKey, kind: BlobKind, bucket: int = BUCKET) -> None:
        """Take the size that packs are rounded up to a multiple of, in bytes; 1 pads nothing."""
        self._key = key
        self._kind = kind
        self._bucket = bucket
        self._blobs: list[SealedBlob] = []
        self._size = OVERHEAD + TAIL_SIZE

    @property
    def size(self) -> int:
        """Return how many bytes the pack would have now, without padding."""
        return self._size

    @property
    def count(self) -> int:
        """Return how many blobs were collected."""
        return len(self._blobs)

    @property
    def is_full(self) -> bool:
        """Tell whether no further blob may be added."""
        return len(self._blobs) + 2 > ENTRIES_MOST

    def add(self, blob: SealedBlob) -> None:
        """Collect one blob."""
        if blob.kind is not self._kind or self.is_full:
            raise ValueError("this blob belongs into another pack")
        self._blobs.append(blob)
        self._size += len(blob.sealed) + _entry_size(blob.plain_size)

    def finish(self, bucket: int | None = None) -> tuple[Pack, bytes]:
        """Return the pack and its bytes, and start afresh; `bucket` instead of the usual one, for this pack."""
        blobs = [*self._blobs, *self._padding(bucket or self._bucket)]
        self._blobs, self._size = [], OVERHEAD + TAIL_SIZE
        secrets.SystemRandom().shuffle(blobs)
        header, entries, offset = [], [], 0
        for blob in blobs:
            entry = Entry(blob.id, blob.kind, offset, len(blob.sealed), blob.plain_size)
            header.append(_write_entry(entry))
            entries.append(entry)
            offset += entry.length
        sealed = self._key.seal(b"".join(header))
        data = b"".join([*(blob.sealed for blob in blobs), sealed, struct.pack("<I", len(sealed))])
        return Pack(identifier_of(data), tuple(entries)), data

    def _padding(self, bucket: int) -> list[SealedBlob]:
        if bucket == 1:
            return []
        least = _PADDING_LEAST + OVERHEAD + _PLAIN.size
        size = _PADDING_LEAST + -(self._size + least) % bucket
        data = _padding_tree(size) if self._kind is BlobKind.TREE else secrets.token_bytes(size)
        return [SealedBlob(identifier_of(data), self._kind, self._key.seal(data), 0)]


def header_length(tail: bytes, pack_size: int) -> int:
    """Read how long the sealed header is from the last four bytes of a pack; raises Damaged."""
    if len(tail) != TAIL_SIZE:
        raise malformed("a pack")
    (length,) = struct.unpack("<I", tail)
    if not OVERHEAD + _PLAIN.size <= length <= min(HEADER_MOST, pack_size - TAIL_SIZE):
        raise malformed("the header of a pack")
    return int(length)


def read_header(key: MasterKey, sealed: bytes, pack_size: int) -> tuple[Entry, ...]:
    """Read what a pack of `pack_size` bytes holds from its sealed header.

    Raises Damaged unless the blobs fill the pack exactly.
    """
    header = key.unseal(sealed)
    entries: list[Entry] = []
    offset = position = 0
    while position < len(header):
        code = header[position]
        form = _COMPRESSED if code & _IS_COMPRESSED else _PLAIN
        if code > (_TREE | _IS_COMPRESSED) or position + form.size > len(header):
            raise malformed("the header of a pack")
        _, length, *plain_size, digest = form.unpack_from(header, position)
        kind = BlobKind.TREE if code & _TREE else BlobKind.DATA
        entries.append(Entry(digest.hex(), kind, offset, length, plain_size[0] if plain_size else 0))
        offset, position = offset + length, position + form.size
    if offset + len(sealed) + TAIL_SIZE != pack_size or not check_entries(entries):
        raise malformed("the header of a pack")
    return tuple(entries)


def check_entries(entries: Sequence[Entry]) -> bool:
    """Tell whether blobs of one pack have possible sizes and do not overlap."""
    end = 0
    for entry in sorted(entries, key=lambda each: each.offset):
        if entry.offset < end or entry.length < OVERHEAD or entry.size > BLOB_MOST:
            return False
        end = entry.offset + entry.length
    return end <= PACK_MOST


def pack_size(entries: Sequence[Entry]) -> int:
    """Return how many bytes a pack of these blobs has."""
    return OVERHEAD + TAIL_SIZE + sum(entry.length + _entry_size(entry.plain_size) for entry in entries)


def open_sealed(key: MasterKey, sealed: bytes | memoryview) -> bytes:
    """Open a sealed blob; raises NotOurs, which says no more than that."""
    try:
        return key.unseal(sealed)
    except NotOurs:
        raise malformed("a blob of this repository") from None


def _entry_size(plain_size: int) -> int:
    return _COMPRESSED.size if plain_size else _PLAIN.size


def _write_entry(entry: Entry) -> bytes:
    code = _TREE if entry.kind is BlobKind.TREE else 0
    digest = bytes.fromhex(entry.id)
    if entry.plain_size:
        return _COMPRESSED.pack(code | _IS_COMPRESSED, entry.length, entry.plain_size, digest)
    return _PLAIN.pack(code, entry.length, digest)


def _padding_tree(size: int) -> bytes:
    """Return an empty folder of `size` bytes, different each time, so that `restic recover` meets no riddle."""
    spaces = (b" ", b"\t", b"\n", b"\r")
    seed = secrets.token_bytes(_PADDING_LEAST)
    varied = b"".join(spaces[byte >> shift & 3] for byte in seed for shift in (0, 2, 4, 6))
    room = size - len(_EMPTY_TREE)
    return _EMPTY_TREE + varied[:room].ljust(room, b" ")
