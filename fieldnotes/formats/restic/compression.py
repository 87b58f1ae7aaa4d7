"""Compress and expand with Zstandard (RFC 8878), within bounds, and pad with a frame that every reader skips."""

import io
import secrets
import struct

import zstandard

from fieldnotes.errors import Damaged

_LEVEL = 3
_SKIPPED_MAGIC = 0x184D2A50
_SKIPPED_HEADER = 8
# What a frame may ask for as its memory; restic's strongest setting asks for far less.
_WINDOW = 128 * 1024 * 1024


def compress(data: bytes) -> bytes:
    """Return one frame; the data's size is in it."""
    return zstandard.ZstdCompressor(level=_LEVEL).compress(data)


def expand(data: bytes, most: int) -> bytes:
    """Return what the frames hold; raises Damaged where that is more than `most` bytes or no frames at all.

    The size that a frame claims is never believed: output is taken as it comes and no further than `most`.
    """
    reader = zstandard.ZstdDecompressor(max_window_size=_WINDOW).stream_reader(
        io.BytesIO(data), read_across_frames=True
    )
    parts, room = [], most + 1
    try:
        while room and (part := reader.read(min(room, 1 << 20))):
            parts.append(part)
            room -= len(part)
    except zstandard.ZstdError:
        raise Damaged("compressed data of this repository cannot be expanded") from None
    if not room:
        raise Damaged("compressed data of this repository is larger than it says")
    return b"".join(parts)


def skipped_frame(size: int) -> bytes:
    """Return a frame of exactly `size` random bytes, header included, that stands for nothing; nothing for 0.

    `size` is 0 or at least 8 (RFC 8878, "Skippable Frames").
    """
    if size == 0:
        return b""
    if size < _SKIPPED_HEADER:
        raise ValueError("a skipped frame has a header of eight bytes")
    return struct.pack("<II", _SKIPPED_MAGIC, size - _SKIPPED_HEADER) + secrets.token_bytes(size - _SKIPPED_HEADER)
