"""Read bytes by count or by line from blocks of any size: a file, an armour or an opened payload."""

from collections.abc import Iterable, Iterator
from typing import Protocol

BLOCK_SIZE = 1024 * 1024
"""Bytes asked of a source at once: sixteen chunks of a payload, few system calls, little memory."""


class Source(Protocol):
    """Give up to `size` bytes, fewer whenever it likes, and none only at the end (any binary file does)."""

    def read(self, size: int, /) -> bytes:
        """Return the next bytes, at most `size`."""
        ...


class Sink(Protocol):
    """Take all bytes handed over, in order (any buffered binary file does; a raw one may not)."""

    def write(self, data: bytes, /) -> object:
        """Take `data` whole."""
        ...


def blocks_of(source: Source) -> Iterator[bytes]:
    """Yield what `source` holds, in blocks of at most `BLOCK_SIZE`; lets its OSError through."""
    while block := source.read(BLOCK_SIZE):
        yield block


class ByteReader:
    """Hand out bytes of `blocks` in order; holds no more than one block and what was asked for."""

    def __init__(self, blocks: Iterable[bytes]) -> None:
        self._blocks = iter(blocks)
        self._rest = memoryview(b"")

    def at_end(self) -> bool:
        """Say whether no byte is left."""
        while not self._rest:
            block = next(self._blocks, None)
            if block is None:
                return True
            self._rest = memoryview(block)
        return False

    def up_to(self, size: int) -> memoryview:
        """Take `size` bytes, or fewer only where the bytes end."""
        pieces: list[memoryview] = []
        while size and not self.at_end():
            piece = self._rest[:size]
            self._rest = self._rest[len(piece) :]
            pieces.append(piece)
            size -= len(piece)
        return pieces[0] if len(pieces) == 1 else memoryview(b"".join(pieces))

    def peek(self, size: int) -> bytes:
        """Return what `up_to` would, without taking it."""
        if len(self._rest) < size:
            taken = self.up_to(size).tobytes()
            self._rest = memoryview(taken + self._rest.tobytes())
        return self._rest[:size].tobytes()

    def line(self, limit: int) -> bytes:
        """Take a line with its line feed; without one where the bytes end or after `limit` bytes."""
        pieces: list[bytes] = []
        while limit and not self.at_end():
            head = bytes(self._rest[:limit])
            piece = head[: head.find(b"\n") + 1] or head
            self._rest = self._rest[len(piece) :]
            pieces.append(piece)
            limit -= len(piece)
            if piece.endswith(b"\n"):
                break
        return b"".join(pieces)
