"""Bury what was withdrawn: its content goes, a tombstone without content stays and wins over every older copy.

A vault that was restored from an older backup gets the newest notes.db of its repository laid beside it. What is
buried there is buried here before anybody reads: an older state never brings a withdrawn source back.
"""

from fieldnotes.errors import Unreachable
from fieldnotes.formats.atomic import reaching
from fieldnotes.vault import drafts, history, seals
from fieldnotes.vault.connection import Connection, Row, open_database
from fieldnotes.vault.freshness import Ledger, frame
from fieldnotes.vault.layout import Layout
from fieldnotes.vault.migrations import NOTES, refuse_newer

_ALL = "SELECT entity, kind, time FROM tombstones"
_ONE = "SELECT 1 FROM tombstones WHERE entity = ?"
_ADD = "INSERT INTO tombstones (entity, kind, time) VALUES (?, ?, ?)"


def bury(ledger: Ledger, entity: bytes, kind: str, when: int | None = None) -> None:
    """Erase everything an entity ever said (revisions, seals, draft) and leave a tombstone; once is enough.

    What it was found by goes as well: owner, sort key, handle or code.

    `when` is in milliseconds since 1970, the moment of this transaction where it is None. Pages and index still hold
    what was erased until they are brought to rest: see `Vault.purge`.
    """
    if ledger.connection.row(_ONE, (entity,)) is not None:
        return
    history.void(ledger, entity)
    history.purge(ledger, entity)
    seals.erase(ledger, entity)
    drafts.drop(ledger, entity)
    row = (entity, kind, ledger.now if when is None else when)
    ledger.connection.run(_ADD, row)
    ledger.add(frame(b"tombstones", *row))


def buried(connection: Connection) -> list[Row]:
    """Return entity, kind and moment of everything that was buried."""
    return connection.rows(_ALL)


def buried_later(layout: Layout, key: bytes) -> list[Row]:
    """Return what was buried in the later notes.db that a restore laid beside this vault; nothing where none lies.

    Raises Damaged where it belongs to another vault or cannot be read.
    """
    if not layout.later.exists():
        return []
    later = open_database(layout.later, key, write=False)
    try:
        refuse_newer(later, NOTES)
        return buried(later)
    finally:
        later.close()


def refuse_unburied(layout: Layout) -> None:
    """Raise Unreachable while something that was withdrawn later may still stand in this vault."""
    if layout.later.exists():
        raise Unreachable(
            "it was restored from an older backup, and what was withdrawn since is still in it",
            "open it for writing once, then it is gone: fieldnotes lock PATH",
        )


def settle(layout: Layout) -> None:
    """Take the later notes.db away, once everything buried in it is buried here."""
    with reaching():
        for suffix in ("", "-wal", "-shm"):
            layout.later.with_name(layout.later.name + suffix).unlink(missing_ok=True)
