"""Verify that an opened database holds what was last written, and that its pages form sound trees.

The sums say that the rows are the right ones; the structure check says that every index finds the same rows
and that no page is counted as free which is in use, which older pages put back can bring about without
changing a row.
"""

from collections.abc import Callable, Iterable
from itertools import chain, islice

from fieldnotes.errors import Damaged
from fieldnotes.vault import drafts, freshness, history, seals
from fieldnotes.vault.connection import Connection
from fieldnotes.vault.freshness import Digester, Freshness
from fieldnotes.vault.seals import Notary

_BATCH = 256
_HINT = "put it back from a backup; nothing was changed"


def verify_current(connection: Connection, digester: Digester, notary: Notary) -> Freshness:
    """Compare all that is current with its sum, every body and every MAC, in one snapshot.

    Returns what the last transaction left. Raises Damaged where a row is older, changed, missing or forged.
    """
    with connection.snapshot():
        written = freshness.load(connection)
        messages = chain(
            freshness.constant_messages(connection),
            freshness.tombstone_messages(connection),
            drafts.messages(connection),
            seals.checked_messages(connection, notary),
            history.current_messages(connection),
        )
        if not freshness.same(_total(messages, digester), written.current):
            raise Damaged(f"{connection.name} holds a mixture of older and newer records", _HINT)
    return written


def verify_history(connection: Connection, digester: Digester, stopped: Callable[[], bool]) -> bool:
    """Compare all earlier revisions with their sum, in one snapshot; False when `stopped` broke it off.

    Raises Damaged where one is changed or missing.
    """
    with connection.snapshot():
        written = freshness.load(connection)
        total = 0
        rows = history.old_messages(connection)
        while batch := list(islice(rows, _BATCH)):
            if stopped():
                return False
            total += _total(batch, digester)
        if not freshness.same(total, written.history):
            raise Damaged(f"{connection.name} holds a changed or incomplete history", _HINT)
    return True


def check_structure(connection: Connection) -> None:
    """Raise Damaged unless every tree, index and free page of the database is as it should be."""
    if connection.rows("PRAGMA integrity_check(1)") != [("ok",)]:
        raise Damaged(f"{connection.name} is damaged inside", _HINT)


def _total(messages: Iterable[bytes], digester: Digester) -> int:
    try:
        return sum(map(digester.element, messages))
    except (AttributeError, TypeError, ValueError):  # a column holds what is never written there
        raise Damaged("a record is not as Fieldnotes writes it", _HINT) from None
