"""Name what a repository holds (restic's design document, "Repository Format" and "Repository Layout").

An identifier is the SHA-256 of what it names, written as 64 lower-case hexadecimal digits. A file's is that of its
sealed bytes, a blob's that of its plain bytes.
"""

import hashlib
import re
from collections.abc import Iterator
from enum import StrEnum

from fieldnotes.formats.restic.storage import Storage, Stored

_IDENTIFIER = re.compile(r"[0-9a-f]{64}")
CONFIG = "config"


class FileKind(StrEnum):
    """Say in which folder a file lies; packs have folders of their own below `data`."""

    INDEX = "index"
    KEY = "keys"
    LOCK = "locks"
    SNAPSHOT = "snapshots"


class BlobKind(StrEnum):
    """Say what a blob is: a piece of a file, or a list of names. A pack holds only one kind."""

    DATA = "data"
    TREE = "tree"


def identifier_of(data: bytes) -> str:
    """Return the identifier of `data`."""
    return hashlib.sha256(data).hexdigest()


def is_identifier(text: object) -> bool:
    """Tell whether this is written as identifiers are."""
    return isinstance(text, str) and _IDENTIFIER.fullmatch(text) is not None


def file_name(kind: FileKind, identifier: str) -> str:
    """Return the name under which a place keeps a file."""
    return f"{kind}/{_checked(identifier)}"


def pack_name(identifier: str) -> str:
    """Return the name under which a place keeps a pack."""
    return f"data/{_checked(identifier)[:2]}/{identifier}"


def named(storage: Storage, kind: FileKind) -> Iterator[Stored]:
    """Yield identifier and size of each file of a kind; what is named otherwise is not ours and passed over."""
    for name, size in storage.list(kind):
        identifier = name.rpartition("/")[2]
        if is_identifier(identifier) and name == file_name(kind, identifier):
            yield Stored(identifier, size)


def named_packs(storage: Storage) -> Iterator[Stored]:
    """Yield identifier and size of each pack; what is named otherwise is not ours and passed over."""
    for name, size in storage.list("data"):
        identifier = name.rpartition("/")[2]
        if is_identifier(identifier) and name == pack_name(identifier):
            yield Stored(identifier, size)


def _checked(identifier: str) -> str:
    # Every way from what was read to here checks before; this keeps a slip of ours from leaving its folder.
    if not is_identifier(identifier):
        raise ValueError("this is no identifier")
    return identifier
