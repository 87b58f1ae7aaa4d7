"""Cut files into the pieces that a backup sends, so that a small change of a file sends little.

A saved passage changes a few pages of SQLCipher, 4 KiB of fresh ciphertext each, and every piece costs about 34 bytes
of list in every backup. So pages that change again and again are pieces of their own, and what lies quiet between them
is cut coarsely. Where a piece ended in the last backup one ends again: a file that grew is sent only as far as it grew.
Attachments never change.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import BinaryIO

PAGE = 4096
ATTACHMENT_PIECE = 1 << 20
_TOGETHER = 3
_BETWEEN = 1


def quiet_piece(size: int) -> int:
    """Return how large the pieces of a database of `size` bytes are where it lies quiet: 256 KiB and doublings."""
    piece = 64 * PAGE
    while size > 1024 * piece:
        piece *= 2
    return piece


def lengths(size: int, lively: Collection[int], before: Sequence[int] = ()) -> list[int]:
    """Return the lengths of the pieces of a database of `size` bytes, in order.

    `lively` are the pages that change again and again, counting from 1; `before` the lengths of the last backup.
    """
    old = [end for end in accumulate(before) if end <= size]
    known, step = (old[-1] if old else 0), quiet_piece(size)
    grown = range((known // step + 1) * step, size, step)
    edges = {edge for first, last in _clusters(lively) for edge in ((first - 1) * PAGE, last * PAGE) if edge < size}
    ends = sorted({0, size, *old, *grown, *edges})
    return [end - start for start, end in pairwise(ends)]


def _clusters(lively: Collection[int]) -> Iterator[tuple[int, int]]:
    """Yield lively pages as pieces of their own, at most three together, and one quiet page between two at most.

    Alone they would be a third more of list in every backup, and save a page or two of what changed.
    """
    first = last = 0
    for page in sorted(lively):
        if first and page - last <= _BETWEEN + 1 and page - first < _TOGETHER:
            last = page
            continue
        if first:
            yield first, last
        first = last = page
    if first:
        yield first, last


def pieces(file: BinaryIO, cut: Sequence[int]) -> Iterator[bytes]:
    """Yield an open file in pieces of these lengths, and the rest in pieces of 1 MiB."""
    for length in cut:
        if piece := file.read(length):
            yield piece
    while piece := file.read(ATTACHMENT_PIECE):
        yield piece
