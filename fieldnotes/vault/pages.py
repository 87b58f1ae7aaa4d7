"""Find the pages of notes.db that a save changes again and again, so that a backup can send them one by one.

A save adds to the end of `revisions` and `seals` and changes single pages of all other tables and indexes. Those lie
scattered among pages that never change again; which they are is read from the trees themselves (SQLite's file format,
section 1.6), of which SQLCipher encrypts each page alone (AES-256-CBC, its vector and MAC in the page's last 80 bytes).

This decides only how a backup is cut. So nothing is verified here, and what cannot be followed counts as quiet.
"""

import struct
from collections.abc import Callable, Iterator
from typing import BinaryIO

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from fieldnotes.vault.connection import PAGE_BYTES, Connection

_RESERVED = 80
_SALT = 16
_INTERIOR = (0x02, 0x05)  # of an index, of a table
_INTERIOR_HEADER = 12
_FILE_HEADER = 100
_TALLEST = 12
_ROOTS = "SELECT name, rootpage FROM sqlite_schema WHERE rootpage > 0"
_GROWING = frozenset({"revisions", "seals"})

Pages = Callable[[int], bytes]
"""Return a page by its number, counting from 1, decrypted."""


def lively_pages(connection: Connection, file: BinaryIO, key: bytes) -> frozenset[int]:
    """Return the numbers, counting from 1, of the pages that saves change; `file` is notes.db, with an empty log."""
    found = {1}
    for name, root in connection.rows(_ROOTS):
        levels = _levels(_reader(file, key), int(root))
        found.update(*([level[-1:] for level in levels] if name in _GROWING else levels))
    return frozenset(found)


def _reader(file: BinaryIO, key: bytes) -> Pages:
    def page(number: int) -> bytes:
        file.seek((number - 1) * PAGE_BYTES)
        data = file.read(PAGE_BYTES)
        body, vector = data[:-_RESERVED], data[-_RESERVED : -_RESERVED + 16]
        start = _SALT if number == 1 else 0
        plain = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor().update(body[start:])
        return bytes(start) + plain

    return page


def _levels(page: Pages, root: int) -> list[list[int]]:
    """Return the pages of a tree, level by level from its root; all leaves are on the last."""
    levels = [[root]]
    while len(levels) < _TALLEST and _kind(page(levels[-1][0]), levels[-1][0]) in _INTERIOR:
        levels.append([child for number in levels[-1] for child in _children(page(number), number)])
        if not levels[-1]:
            return levels[:-1]
    return levels


def _kind(data: bytes, number: int) -> int:
    return data[_FILE_HEADER if number == 1 else 0]


def _children(data: bytes, number: int) -> Iterator[int]:
    """Yield the pages below an interior page, in order."""
    start = _FILE_HEADER if number == 1 else 0
    count, rightmost = struct.unpack_from(">H", data, start + 3)[0], struct.unpack_from(">I", data, start + 8)[0]
    for cell in range(count):
        (at,) = struct.unpack_from(">H", data, start + _INTERIOR_HEADER + 2 * cell)
        if at + 4 <= len(data):
            yield struct.unpack_from(">I", data, at)[0]
    yield rightmost
