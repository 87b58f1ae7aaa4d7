"""Search the memory of another process (Linux): every part of it that can be read, in UTF-8, UTF-16 and UTF-32."""

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

ENCODINGS = ("utf-8", "utf-16-le", "utf-32-le")  # as Python keeps strings, and as everything else does
_PIECE = 1 << 22
_OVERLAP = 1 << 10


def disguised(words: Sequence[str]) -> frozenset[bytes]:
    """Return how words can lie in memory: in each encoding, as they are and in small letters."""
    return frozenset(form.encode(encoding) for word in words for form in (word, word.lower()) for encoding in ENCODINGS)


def readable(pid: int) -> bool:
    """Tell whether the memory of a process may be looked at: by root, where the process has forbidden it."""
    try:
        with Path(f"/proc/{pid}/mem").open("rb"):
            return True
    except OSError:
        return False


def pieces(pid: int) -> Iterator[bytes]:
    """Yield all memory of a process in overlapping pieces; what the kernel keeps to itself is passed over."""
    with Path(f"/proc/{pid}/maps").open(encoding="utf-8") as maps:
        areas = [line.split()[:2] for line in maps]
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for area, rights in areas:
            start, end = (int(address, 16) for address in area.split("-"))
            for offset in range(start, end, _PIECE) if rights.startswith("r") else ():
                try:
                    yield os.pread(memory.fileno(), min(_PIECE + _OVERLAP, end - offset), offset)
                except (OSError, OverflowError):
                    break


def found(pid: int, secrets: Mapping[str, frozenset[bytes]], beginnings: frozenset[bytes]) -> Counter[str]:
    """Return how often each class of secret lies in the memory of a process; "bytes" is how much was searched.

    Every secret begins with one of *beginnings*: a piece with none of them is passed over.
    """
    counts: Counter[str] = Counter()
    for piece in pieces(pid):
        counts["bytes"] += len(piece)
        if any(beginning in piece for beginning in beginnings):
            counts.update({kind: sum(map(piece.count, forms)) for kind, forms in secrets.items()})
    return +counts
