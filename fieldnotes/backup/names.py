"""Know the names in a repository's default layout, so that no place is asked for anything else.

Specification: restic, "Repository layout". `config`, and ID below `keys`, `locks`, `snapshots`, `index` and
`data/AB`, where ID is 64 hexadecimal digits and AB its first two.
"""

import re

from fieldnotes.errors import Damaged
from fieldnotes.formats.restic.identifiers import CONFIG, FileKind, file_name, pack_name

FOLDERS = ("data", "index", "keys", "locks", "snapshots")
SHARDS = tuple(f"data/{number:02x}" for number in range(256))
LARGEST = 256 * 1024 * 1024
"""Bytes; restic's largest packs have 128 MiB, and whatever is larger was not written by anybody who means well."""
MOST_FILES = 1_000_000
"""In one folder; that many of restic's packs are 16 TB, and whoever lists more does not mean well either."""

_NAME = re.compile(r"config|(?:index|keys|locks|snapshots)/[0-9a-f]{64}|data/([0-9a-f]{2})/\1[0-9a-f]{62}")


def checked(name: str) -> str:
    """Return a name of the layout; raises Damaged for any other, for it can only come out of a forged index."""
    if _NAME.fullmatch(name) is None:
        raise Damaged("the repository speaks of a file that none can hold", "run backup verify")
    return name


def in_folder(folder: str, file_id: str) -> str:
    """Return the name of the object with this id below one of FOLDERS."""
    return pack_name(file_id) if folder == "data" else file_name(FileKind(folder), file_id)


def digest_in(name: str) -> str | None:
    """Return the SHA-256 in hexadecimal digits that the object must have, or None for `config`."""
    return None if name == CONFIG else name.rsplit("/", 1)[1]
