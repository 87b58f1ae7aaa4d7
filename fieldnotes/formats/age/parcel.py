"""Pack one file, with its name and padding, as a tar archive (POSIX pax), and unpack it strictly.

Stock tools undo it: `age -d -i key.txt parcel.age | tar -xf -`. The archive says nothing of the machine:
no owner, no time, no path. Unpacking accepts one plain file and zeros, nothing else, because a stranger
who knows the recipient can make an age file, too.
"""

import io
import tarfile
from collections.abc import Iterable, Iterator
from unicodedata import category

from fieldnotes.errors import Damaged, Unreachable, UsageError
from fieldnotes.formats.age.bytereader import ByteReader, Sink
from fieldnotes.formats.age.padding import parcel_size

_BLOCK = tarfile.BLOCKSIZE
_END_OF_ARCHIVE = 2 * _BLOCK
_MAX_EXTENDED_HEADER = 8 * 1024
_COPY_SIZE = 64 * 1024


def pack(blocks: Iterable[bytes], size: int, name: str) -> Iterator[bytes]:
    """Return the archive of one file of `size` bytes, called `name`, filled up to its `parcel_size`.

    Raises UsageError for a name with a path in it; while the blocks are taken, Unreachable where the
    content has not `size` bytes, because the file changed meanwhile.
    """
    head = _head(name, size)
    return _archive(head, ByteReader(blocks), size)


def unpack(blocks: Iterable[bytes], sink: Sink) -> str:
    """Write the content of an archive into `sink` and return the file's name.

    Takes `blocks` to their end, so that an age file under them is verified whole; raises Damaged where
    the archive is anything but one plain file, after which `sink` is to be discarded.
    """
    reader = ByteReader(blocks)
    name, size = _read_head(reader)
    missing = size
    while missing:
        piece = reader.up_to(min(missing, _COPY_SIZE))
        if not piece:
            raise _malformed()
        sink.write(bytes(piece))
        missing -= len(piece)
    while not reader.at_end():
        if reader.up_to(_COPY_SIZE).tobytes().strip(b"\0"):
            raise _malformed()
    return name


def _malformed() -> Damaged:
    return Damaged("what this age file holds is not a single packed file")


def _is_plain(name: str) -> bool:
    return name not in ("", ".", "..") and "/" not in name and "Cc" not in map(category, name)


def _head(name: str, size: int) -> bytes:
    if not _is_plain(name):
        raise UsageError("a file to pack needs a plain name, without a folder")
    info = tarfile.TarInfo(name)
    info.size = size
    info.mode = 0o600
    try:
        head = info.tobuf(tarfile.PAX_FORMAT, "utf-8", "strict")
    except UnicodeEncodeError:
        raise UsageError("the name of the file to pack is not valid text") from None
    if len(head) > _MAX_EXTENDED_HEADER:
        raise UsageError("the name of the file to pack is too long")
    return head


def _archive(head: bytes, reader: ByteReader, size: int) -> Iterator[bytes]:
    yield head
    missing = size
    while missing:
        piece = reader.up_to(min(missing, _COPY_SIZE))
        if not piece:
            break
        missing -= len(piece)
        yield bytes(piece)
    if missing or not reader.at_end():
        raise Unreachable("the file changed while it was read", "try again when nothing writes to it")
    length = len(head) + size
    filling = parcel_size(length + -length % _BLOCK + _END_OF_ARCHIVE) - length
    while filling:
        zeros = bytes(min(filling, _COPY_SIZE))
        filling -= len(zeros)
        yield zeros


def _read_head(reader: ByteReader) -> tuple[str, int]:
    """Return name and size of the only member; its extended header, if any, is bounded before it is read."""
    try:
        head = bytes(reader.up_to(_BLOCK))
        first = tarfile.TarInfo.frombuf(head, "utf-8", "strict")
        if first.type == tarfile.XHDTYPE:
            if first.size > _MAX_EXTENDED_HEADER:
                raise _malformed()
            head += bytes(reader.up_to(first.size + -first.size % _BLOCK + _BLOCK))
        with tarfile.open(fileobj=io.BytesIO(head), mode="r:", encoding="utf-8", errors="strict") as archive:
            member = archive.next()
    except (tarfile.TarError, ValueError):
        raise _malformed() from None
    if member is None or member.type != tarfile.REGTYPE or member.issparse():
        raise _malformed()
    if member.size < 0 or not _is_plain(member.name):
        raise _malformed()
    return member.name, member.size
