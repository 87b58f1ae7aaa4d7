"""Unpack the archives that office documents are, within bounds: how many parts, how many bytes in all."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from fieldnotes.formats.draft import MOST_UNPACKED, Gathered

_MOST_PARTS = 10_000
_BLOCK = 1 << 20


def parts(data: bytes, gathered: Gathered) -> Iterator[tuple[str, bytes]]:
    """Yield the parts of an archive by name, in its order; what cannot be unpacked is noted as unread."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        gathered.unread.append("the whole file: it is damaged, or no document")
        return
    if len(entries) > _MOST_PARTS:
        gathered.unread.append("the whole file: it has more parts than any article")
        return
    left = MOST_UNPACKED
    for number, entry in enumerate(entries, start=1):
        if entry.is_dir():
            continue
        try:
            content = _unpacked(archive, entry, left)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError, ValueError):
            gathered.unread.append(f"part {number}: it is damaged or under a password")
            continue
        if content is None:
            gathered.unread.append(f"part {number} and all behind it: they unpack to more than 256 MiB")
            return
        left -= len(content)
        yield entry.filename, content


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes | None:
    """Return a part, or None where it unpacks to more than there is room *left*, whatever its header says."""
    blocks: list[bytes] = []
    with archive.open(entry) as part:
        while block := part.read(_BLOCK):
            left -= len(block)
            if left < 0:
                return None
            blocks.append(block)
    return b"".join(blocks)
