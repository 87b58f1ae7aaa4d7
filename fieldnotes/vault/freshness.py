"""Tell whether the database is the one last written: a keyed sum over its rows, kept with a generation.

SQLCipher authenticates each page but not that the pages belong together: an older page put back decrypts
without a word. So every row gives an element, HMAC-SHA256 under a key of its own over table, id and all that
the row says, and the vault keeps the sum of the elements modulo 2^256. A sum, because it can follow single
rows; keyed, because nobody without the key can steer it. It is changed inside each transaction, together with
the generation.

There are two sums. `current` covers all that is current (each head with the body of its revision, drafts,
seals, tombstones and the vault's constants) and is verified before the vault opens; `history` covers the
revisions that are no head any more and may be verified later. Their sum is the digest over everything.
"""

import hashlib
import hmac
import struct
import time
from collections.abc import Iterator
from dataclasses import dataclass

from fieldnotes.errors import Damaged
from fieldnotes.vault.connection import Connection

MODULUS = 1 << 256
_MASK = MODULUS - 1
_SHAPE = struct.Struct(">Q32s32s")

_LOAD = "SELECT value FROM meta WHERE key = 'freshness'"
_STORE = "UPDATE meta SET value = ? WHERE key = 'freshness'"
_BEGIN = "INSERT INTO meta (key, value) VALUES ('freshness', ?)"
_ADD_CONSTANT = "INSERT INTO meta (key, value) VALUES (?, ?)"
_CONSTANTS = "SELECT key, value FROM meta WHERE key <> 'freshness' AND key NOT LIKE 'backup:%'"
_TOMBSTONES = "SELECT entity, kind, time FROM tombstones"


class Digester:
    """Make elements under one key. HMAC is written out (RFC 2104) to hash the key once, not once a row."""

    def __init__(self, key: bytes) -> None:
        block = key.ljust(64, b"\0")
        self._inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in block))
        self._outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in block))

    def element(self, message: bytes) -> int:
        """Return HMAC-SHA256 of `message` as a number below 2^256."""
        inner, outer = self._inner.copy(), self._outer.copy()
        inner.update(message)
        outer.update(inner.digest())
        return int.from_bytes(outer.digest(), "big")


def sized(field: bytes | None) -> bytes:
    """Write a field with its length, so that no two lists of fields read the same; None is not empty."""
    return b"-" if field is None else b"%d:%b" % (len(field), field)


def frame(table: bytes, *fields: bytes | str | int | None) -> bytes:
    """Write a row for its element: the table's name, then every field with its length."""
    return sized(table) + b"".join(sized(_as_bytes(field)) for field in fields)


def _as_bytes(field: bytes | str | int | None) -> bytes | None:
    if isinstance(field, str):
        return field.encode()
    return b"%d" % field if isinstance(field, int) else field


@dataclass(frozen=True, slots=True)
class Freshness:
    """Hold the generation (how many transactions there were) and the two sums."""

    generation: int = 0
    current: int = 0
    history: int = 0

    def encode(self) -> bytes:
        """Write the row of `meta`: 8 bytes of generation, then two sums of 32 bytes, all big-endian."""
        sums = self.current.to_bytes(32, "big"), self.history.to_bytes(32, "big")
        return _SHAPE.pack(self.generation, *sums)


def load(connection: Connection) -> Freshness:
    """Read what the last transaction left; raises Damaged where it is not there."""
    found = connection.row(_LOAD)
    if found is None or not isinstance(found[0], bytes) or len(found[0]) != _SHAPE.size:
        raise Damaged(f"{connection.name} does not say which state it is in", "put it back from a backup")
    generation, current, history = _SHAPE.unpack(found[0])
    return Freshness(generation, int.from_bytes(current, "big"), int.from_bytes(history, "big"))


class Ledger:
    """Carry the sums through one open transaction, and stamp what is written in it.

    `generation` is the one this transaction makes, `device` 16 bytes, `now` milliseconds since 1970.
    """

    def __init__(self, connection: Connection, digester: Digester, device: bytes) -> None:
        before = load(connection)
        self.connection = connection
        self.digester = digester
        self.device = device
        self.generation = before.generation + 1
        self.now = time.time_ns() // 1_000_000
        self.touched = False
        self._current, self._history = before.current, before.history

    def add(self, message: bytes) -> None:
        """Count a row in that became current."""
        self.touched = True
        self._current = (self._current + self.digester.element(message)) & _MASK

    def drop(self, message: bytes) -> None:
        """Count a row out that is no longer there, or no longer current."""
        self.touched = True
        self._current = (self._current - self.digester.element(message)) & _MASK

    def archive(self, message: bytes) -> None:
        """Count a row in that is history from now on."""
        self.touched = True
        self._history = (self._history + self.digester.element(message)) & _MASK

    def erase(self, message: bytes) -> None:
        """Count a row out of history whose content is erased."""
        self.touched = True
        self._history = (self._history - self.digester.element(message)) & _MASK

    def settle(self) -> None:
        """Write generation and sums, as the last statement of a transaction that changed something."""
        self.connection.run(_STORE, (Freshness(self.generation, self._current, self._history).encode(),))


def begin(connection: Connection, digester: Digester, constants: dict[str, bytes]) -> None:
    """Write the constants of a new vault and its first freshness, inside the transaction that is open."""
    for key, value in constants.items():
        connection.run(_ADD_CONSTANT, (key, value))
    total = sum(digester.element(message) for message in constant_messages(connection))
    connection.run(_BEGIN, (Freshness(current=total & _MASK).encode(),))


def constants(connection: Connection) -> dict[str, bytes]:
    """Return what was fixed when the vault was made: 'vault', 'device', 'recipient', 'demo'."""
    return {str(key): bytes(value) for key, value in connection.rows(_CONSTANTS)}


def constant_messages(connection: Connection) -> Iterator[bytes]:
    """Yield the message of every constant."""
    for key, value in connection.rows(_CONSTANTS):
        yield frame(b"meta", key, value)


def tombstone_messages(connection: Connection) -> Iterator[bytes]:
    """Yield the message of every tombstone."""
    for entity, kind, when in connection.rows(_TOMBSTONES):
        yield frame(b"tombstones", entity, kind, when)


def same(one: int, other: int) -> bool:
    """Compare two sums without saying where they differ."""
    return hmac.compare_digest((one & _MASK).to_bytes(32, "big"), (other & _MASK).to_bytes(32, "big"))
