"""Open an encrypted database, prove that it is one, and speak SQL to it. The only importer of sqlcipher3.

What is proved or set at every opening, each line a trap that was met in practice: the key has 32 bytes (a
shorter one is silently taken for a passphrase); the file is not empty (it would open as a new vault); the
library is SQLCipher; the file does not begin like a plain database; this key decrypts it; temporary tables
stay in memory; ATTACH, and with it VACUUM and VACUUM INTO, are denied; commits are synced to the medium. The
header is read through SQLCipher: opening and closing the file ourselves would drop the locks that SQLite
holds in this process.

One connection belongs to one thread at a time. Messages never carry SQL, values or paths.
"""

import errno
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from fieldnotes.errors import Damaged, FieldnotesError, Unreachable, UsageError
from fieldnotes.vault.derive import KEY_BYTES

Value = bytes | str | int | float | None
Row = tuple[Any, ...]

BUSY_SECONDS = 5.0
PAGE_BYTES = 4096
_PLAIN_HEADER = b"SQLite format 3\x00"
_SAFE_PRAGMAS = frozenset({"user_version", "integrity_check", "quick_check", "wal_checkpoint", "data_version"})
_BATCH = 256
_SHARED_BYTES = 32 * 1024

_BROKEN = (Damaged, "{name} is damaged, or belongs to another key", "put it back from a backup")
_BUSY = (Unreachable, "{name} is in use by another process", "close the other one or wait")
_UNREADABLE = (Unreachable, "{name} cannot be read or written here", "check the disk and its rights")
_UNMEANT = (FieldnotesError, "a statement on {name} failed with code {code}", "")
_MEANINGS: dict[int, tuple[type[FieldnotesError], str, str]] = {
    3: _UNREADABLE,  # SQLITE_PERM
    5: _BUSY,  # SQLITE_BUSY
    6: _BUSY,  # SQLITE_LOCKED
    8: (Unreachable, "{name} cannot be written here", "the medium may be read-only"),  # SQLITE_READONLY
    10: _UNREADABLE,  # SQLITE_IOERR
    11: _BROKEN,  # SQLITE_CORRUPT; a page that fails its check reads as this or as the next but one
    13: (Unreachable, "the disk is full, and this was not saved", "make room and try again"),  # SQLITE_FULL
    14: _UNREADABLE,  # SQLITE_CANTOPEN
    15: _BUSY,  # SQLITE_PROTOCOL
    18: (UsageError, "a record is too large to be stored", ""),  # SQLITE_TOOBIG
    26: _BROKEN,  # SQLITE_NOTADB
    522: _BROKEN,  # SQLITE_IOERR_SHORT_READ
    8458: _BROKEN,  # SQLITE_IOERR_CORRUPTFS
}


class Connection:
    """Hold one open, proved database; every error it raises is one of ours."""

    def __init__(self, raw: Any, name: str, *, writable: bool) -> None:
        self._raw = raw
        self.name = name
        self.writable = writable

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """Run one statement and return all its rows."""
        try:
            return list(self._raw.execute(sql, values).fetchall())
        except sqlcipher.Error as error:
            raise _translated(error, self.name) from None

    def row(self, sql: str, values: Sequence[Value] = ()) -> Row | None:
        """Run one statement and return its first row, or None."""
        found = self.rows(sql, values)
        return found[0] if found else None

    def stream(self, sql: str, values: Sequence[Value] = ()) -> Iterator[Row]:
        """Yield the rows of one statement batch by batch; write nothing to its tables meanwhile."""
        try:
            cursor = self._raw.execute(sql, values)
            while batch := cursor.fetchmany(_BATCH):
                yield from batch
        except sqlcipher.Error as error:
            raise _translated(error, self.name) from None

    def run(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Run one statement that changes something and return the row number of the last insertion."""
        try:
            return int(self._raw.execute(sql, values).lastrowid or 0)
        except sqlcipher.Error as error:
            raise _translated(error, self.name) from None

    def run_many(self, sql: str, values: Iterator[Sequence[Value]]) -> None:
        """Run one changing statement for each set of values."""
        try:
            self._raw.executemany(sql, values)
        except sqlcipher.Error as error:
            raise _translated(error, self.name) from None

    def run_script(self, script: str) -> None:
        """Run the statements of a schema file one by one, inside the transaction that is open."""
        statement = ""
        for line in script.splitlines(keepends=True):
            statement += line
            if sqlcipher.complete_statement(statement):
                self.run(statement)
                statement = ""

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write inside BEGIN IMMEDIATE … COMMIT; any exception rolls everything back."""
        with self._bracket("BEGIN IMMEDIATE", "COMMIT"):
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read one unchanging state, whatever a writer does meanwhile."""
        with self._bracket("BEGIN", "COMMIT"):
            yield

    @contextmanager
    def _bracket(self, begin: str, end: str) -> Iterator[None]:
        self.run(begin)
        try:
            yield
            self.run(end)
        finally:
            if self._raw.in_transaction:
                self.run("ROLLBACK")

    def checkpoint(self) -> bool:
        """Move the write-ahead log into the database and empty it; False when a reader stands in the way."""
        busy = self.row("PRAGMA wal_checkpoint(TRUNCATE)")
        return busy is not None and busy[0] == 0

    def interrupt(self) -> None:
        """Break off what another thread runs here; that thread gets an error."""
        self._raw.interrupt()

    def close(self) -> None:
        """Close the database; a second call does nothing."""
        self._raw.close()

    def __enter__(self) -> "Connection":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_database(path: Path, key: bytes, *, write: bool, create: bool = False, cache_mib: int = 16) -> Connection:
    """Open the SQLCipher 4 database at `path` with its raw 32-byte key.

    A reader never writes to the database file; on a read-only medium it opens without locks, if there is no
    log to replay. `create` makes a new file (mode 0600) and never touches an existing one.

    Raises:
        Damaged: the file is missing, empty, not encrypted, or not readable with this key.
        Unreachable: it cannot be opened or written here, or another process has it locked.
        UsageError: `create` was asked for a path that exists.
    """
    if len(key) != KEY_BYTES:
        raise ValueError("a database key has 32 bytes")
    if create:
        _make_empty_file(path)
    else:
        _refuse_missing_or_empty(path)
    raw = _opened(path, key, write=write)
    connection = Connection(raw, path.name, writable=write)
    try:
        if write:
            _prepare_writing(connection)
        _set_up(connection, cache_mib)
        raw.set_authorizer(_authorise)
    except sqlcipher.Error as error:
        raw.close()
        raise _translated(error, path.name) from None
    except BaseException:
        raw.close()
        raise
    return connection


def _make_empty_file(path: Path) -> None:
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        raise UsageError(f"{path.name} exists already") from None
    except OSError as error:
        raise _unwritable(error, path.name) from None


def _refuse_missing_or_empty(path: Path) -> None:
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        raise Damaged(f"{path.name} is missing", "put it back from a backup") from None
    except OSError:
        raise Unreachable(f"{path.name} cannot be reached") from None
    if size == 0:
        raise Damaged(f"{path.name} is empty", "put it back from a backup; nothing was changed")
    if size < PAGE_BYTES:  # SQLite takes less than a page for an empty database
        raise Damaged(f"{path.name} is cut short", "put it back from a backup; nothing was changed")


def _opened(path: Path, key: bytes, *, write: bool) -> Any:
    """Return a proved raw connection, for a reader without locks where the medium allows nothing else."""
    mode = "rw" if write else "ro"
    try:
        return _proved(path, f"mode={mode}", key)
    except Unreachable:
        if write or _may_be_in_use(path):
            raise
    return _proved(path, "mode=ro&immutable=1", key)


def _may_be_in_use(path: Path) -> bool:
    """Say whether a process may be writing, or has left a log to replay.

    Whoever writes keeps a -shm file of 32 KiB or more; one that did not find the room for it is smaller.
    """
    log, shared = (path.with_name(path.name + suffix) for suffix in ("-wal", "-shm"))
    in_memory = shared.exists() and shared.stat().st_size >= _SHARED_BYTES and os.access(path.parent, os.W_OK)
    return in_memory or (log.exists() and log.stat().st_size > 0)


def _proved(path: Path, mode: str, key: bytes) -> Any:
    """Open with the key and prove encryption before anything else is read or set."""
    raw: Any
    try:
        raw = sqlcipher.connect(
            f"{path.absolute().as_uri()}?{mode}",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
    except sqlcipher.Error as error:
        raise _translated(error, path.name) from None
    try:
        raw.execute("PRAGMA cipher_log_level=NONE")  # else a wrong key writes to stderr, into the screen
        version = raw.execute("PRAGMA cipher_version").fetchone()
        if version is None or not version[0]:
            raise FieldnotesError("the database library cannot encrypt", "install sqlcipher3 as locked")
        _give_key(raw, key)
        if raw.execute("PRAGMA cipher_salt").fetchone() == (_PLAIN_HEADER.hex(),):
            raise Damaged(f"{path.name} is not encrypted", "somebody replaced it; put it back from a backup")
        raw.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlcipher.Error as error:
        raw.close()
        raise _translated(error, path.name) from None
    except BaseException:
        raw.close()
        raise
    return raw


def _give_key(raw: Any, key: bytes) -> None:
    """Hand the raw key over; through its own call where the library has one, which copies it less often."""
    literal = f"x'{key.hex()}'"
    if hasattr(raw, "set_key"):
        raw.set_key(literal)
    else:
        raw.execute(f'PRAGMA key = "{literal}"')


def _prepare_writing(connection: Connection) -> None:
    """Take the write-ahead log and full syncing; find out now whether the medium can be written."""
    if connection.row("PRAGMA journal_mode=WAL") != ("wal",):
        raise Unreachable(f"{connection.name} cannot be written here")
    for pragma in ("synchronous=FULL", "fullfsync=ON", "checkpoint_fullfsync=ON"):  # the last two for macOS
        connection.run(f"PRAGMA {pragma}")
    if connection.row("PRAGMA synchronous") != (2,):
        raise FieldnotesError("the database library does not sync its writes")
    connection.run("BEGIN IMMEDIATE")
    connection.run("ROLLBACK")


def _set_up(connection: Connection, cache_mib: int) -> None:
    """Set what every connection needs and assert that nothing temporary can reach the disk."""
    options = {row[0] for row in connection.rows("PRAGMA compile_options")}
    temporary = connection.row("PRAGMA temp_store")
    if not options & {"TEMP_STORE=2", "TEMP_STORE=3"} or temporary not in ((0,), (2,)):
        raise FieldnotesError("the database library keeps temporary tables on disk")
    cache = f"cache_size=-{cache_mib * 1024:d}"
    for pragma in ("foreign_keys=ON", "trusted_schema=OFF", "secure_delete=ON", cache):
        connection.run(f"PRAGMA {pragma}")


def _authorise(action: int, first: str | None, second: str | None, _base: str | None, _by: str | None) -> int:
    """Deny what could write clear text or change how the database is kept."""
    if action in (sqlcipher.SQLITE_ATTACH, sqlcipher.SQLITE_DETACH):
        return int(sqlcipher.SQLITE_DENY)
    if action == sqlcipher.SQLITE_PRAGMA and second is not None and first not in _SAFE_PRAGMAS:
        return int(sqlcipher.SQLITE_DENY)
    return int(sqlcipher.SQLITE_OK)


def _translated(error: Exception, name: str) -> FieldnotesError:
    """Say an error of the database library as one of ours, without its text."""
    code = int(getattr(error, "sqlite_errorcode", 0))
    kind, sentence, hint = _MEANINGS.get(code) or _MEANINGS.get(code & 0xFF) or _UNMEANT
    return kind(sentence.format(name=name, code=code), hint)


def _unwritable(error: OSError, name: str) -> Unreachable:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Unreachable("the disk is full", "make room and try again")
    return Unreachable(f"{name} cannot be written here", "check the path and its rights")
