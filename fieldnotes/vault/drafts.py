"""Keep what is being written and not yet a revision, one draft for each entity.

A draft of something sealed is sealed as well: its body is an age file to the compartment's recipient, and
only the open compartment reads it back. Drafts are visible to every process that opens the vault.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from fieldnotes.errors import Damaged
from fieldnotes.formats.age.key import Identity, Recipient
from fieldnotes.vault.connection import Connection, Row
from fieldnotes.vault.freshness import Ledger, frame
from fieldnotes.vault.seals import disclose, enclose, label

_LIST = "SELECT entity, owner, base, kind, body, sealed, device, time FROM drafts"
_ALL = f"{_LIST} ORDER BY row"
_ONE = f"{_LIST} WHERE entity = ?"
_ADD = "INSERT INTO drafts (entity, owner, base, kind, body, sealed, device, time) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_CHANGE = "UPDATE drafts SET owner = ?, base = ?, kind = ?, body = ?, sealed = ?, device = ?, time = ? WHERE entity = ?"
_DROP = "DELETE FROM drafts WHERE entity = ?"


@dataclass(frozen=True, slots=True)
class Draft:
    """Hold what is being written of an entity; `base` is the revision it started from, `time` in ms."""

    entity: bytes
    owner: bytes | None
    base: bytes | None
    kind: str
    body: bytes = field(repr=False)
    sealed: bool
    device: bytes
    time: int


def put(ledger: Ledger, draft: Draft) -> None:
    """Write a draft, in the place of an earlier one of the same entity; no revision is made."""
    before = ledger.connection.row(_ONE, (draft.entity,))
    rest = (draft.owner, draft.base, draft.kind, draft.body, int(draft.sealed), ledger.device, ledger.now)
    if before is None:
        ledger.connection.run(_ADD, (draft.entity, *rest))
    else:
        ledger.drop(_message(before))
        ledger.connection.run(_CHANGE, (*rest, draft.entity))
    ledger.add(_message((draft.entity, *rest)))


def drop(ledger: Ledger, entity: bytes) -> None:
    """Forget the draft of an entity; nothing happens where there is none."""
    before = ledger.connection.row(_ONE, (entity,))
    if before is not None:
        ledger.drop(_message(before))
        ledger.connection.run(_DROP, (entity,))


def drafts(connection: Connection) -> list[Draft]:
    """Return every draft, in the order they were begun."""
    return [_draft(row) for row in connection.rows(_ALL)]


def draft_of(connection: Connection, entity: bytes) -> Draft | None:
    """Return the draft of one entity, if there is one."""
    row = connection.row(_ONE, (entity,))
    return _draft(row) if row is not None else None


def _draft(row: Row) -> Draft:
    entity, owner, base, kind, body, sealed, device, when = row
    return Draft(entity, owner, base, kind, body, bool(sealed), device, when)


def sealed_body(recipient: Recipient, kind: str, entity: bytes, document: bytes) -> bytes:
    """Return the body of a sealed draft of a JSON document."""
    return enclose(recipient, label("draft", entity, entity, kind), document)


def open_body(draft: Draft, identity: Identity) -> bytes:
    """Return the document of a sealed draft; raises Damaged where it belongs to another entity."""
    if not draft.sealed:
        raise Damaged("a draft that should be sealed is not")
    return disclose(identity, label("draft", draft.entity, draft.entity, draft.kind), draft.body)


def messages(connection: Connection) -> Iterator[bytes]:
    """Yield the message of every draft."""
    return map(_message, connection.stream(_ALL))


def _message(row: Row) -> bytes:
    return frame(b"drafts", *row)
