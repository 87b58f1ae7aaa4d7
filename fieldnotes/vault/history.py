"""Keep every state that anything ever had, and which states are current.

An entity (16 random bytes) has revisions; each names its parents. The revisions without children are its
heads: one, unless histories met. Nothing is ever changed in place: an edit, a removal (an empty body) and an
undo (an older body again) are all new revisions; only a purge empties earlier ones. A head carries a few
columns to find it by (owner, sort key, name, words); they follow from the body, so that a revision alone says
everything.

A revision knows the row that was written before it for the same entity. The last one written always is a
head, so the history of an entity is this chain, and revisions need no index of random keys, which would cost
a page in every save.
"""

import json
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from fieldnotes.errors import Damaged, UsageError
from fieldnotes.vault.connection import Connection, Row, Value
from fieldnotes.vault.freshness import Ledger, frame, sized

ID_BYTES = 16
_BATCH = 256

_FIND = (
    "SELECT h.row, h.revision, r.previous, r.id, h.entity, h.kind, h.owner, h.position, h.name, h.words,"
    " h.removed, r.parents, r.device, r.time, r.generation, r.body"
    " FROM heads h JOIN revisions r ON r.row = h.revision AND r.entity = h.entity AND r.kind = h.kind"
)
_FIND_ENTITY = f"{_FIND} WHERE h.entity = ? ORDER BY h.revision DESC"
_LIST = "SELECT row, entity, revision, kind, owner, position, name, words FROM heads WHERE removed = 0"
_LISTS = {
    (kind, owner, name): _LIST
    + " AND kind = ?" * kind
    + " AND owner = ?" * owner
    + " AND name = ?" * name
    + (" ORDER BY position, entity" if owner else " ORDER BY name, row" if kind else " ORDER BY row")
    for kind in (False, True)
    for owner in (False, True)
    for name in (False, True)
}
_AMONG = " AND row IN (SELECT value FROM json_each(?))"
_BODIES = "SELECT row, id, body FROM revisions WHERE row IN (SELECT value FROM json_each(?))"
_OWNED = "SELECT entity, kind FROM heads WHERE owner = ? ORDER BY row"
_COUNT = "SELECT count(*) FROM heads WHERE removed = 0 AND kind = ?"
_LISTED = "SELECT row, name FROM heads WHERE removed = 0 AND kind = ?"
_PAGES = {kinds: " UNION ALL ".join([_LISTED] * kinds) + " ORDER BY name, row LIMIT ? OFFSET ?" for kinds in (1, 2)}
_WORDS_OF = "SELECT coalesce(sum(words), 0) FROM heads WHERE removed = 0 AND owner = ?"
_WORDS = "SELECT owner, sum(words) FROM heads WHERE removed = 0 AND owner IS NOT NULL GROUP BY owner"
_HEAD_COUNT = "SELECT count(*) FROM heads"
_REVISION = "SELECT row, id, entity, kind, parents, device, time, generation, previous, body FROM revisions"
_REVISION_ROW = f"{_REVISION} WHERE row = ?"
_OLD = (
    "SELECT id, entity, kind, parents, device, time, generation, body FROM revisions"
    " WHERE row NOT IN (SELECT revision FROM heads)"
)
_EARLIER = "SELECT row FROM revisions WHERE row NOT IN (SELECT revision FROM heads) AND length(body) > 0 ORDER BY row"
_REVISIONS_AMONG = f"{_REVISION} WHERE 1{_AMONG} ORDER BY row"
_ERASE = "UPDATE revisions SET body = x'' WHERE row = ?"
_ADD_REVISION = (
    "INSERT INTO revisions (id, entity, kind, parents, device, time, generation, previous, body)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_ADD_HEAD = (
    "INSERT INTO heads (entity, revision, kind, owner, position, name, words, removed) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_MOVE_HEAD = "UPDATE heads SET revision = ?, words = ? WHERE row = ?"
_REFILE_HEAD = "UPDATE heads SET kind = ?, owner = ?, position = ?, name = ?, removed = ? WHERE row = ?"
_DROP_HEAD = "DELETE FROM heads WHERE row = ?"


@dataclass(frozen=True, slots=True)
class Head:
    """Hold what is current of an entity; `row` stays the same while it is edited, `revision` is an id."""

    row: int
    entity: bytes
    revision: bytes
    kind: str
    owner: bytes | None
    position: bytes | None
    name: str | None = field(repr=False)
    words: int
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Revision:
    """Hold one state that an entity had; an empty body is a removal, or was erased. `time` is in ms since 1970."""

    id: bytes
    entity: bytes
    kind: str
    parents: tuple[bytes, ...]
    device: bytes
    time: int
    generation: int
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Columns:
    """Hold what a head is found by: owner, sort key, name, number of words, and whether it was removed."""

    owner: bytes | None = None
    position: bytes | None = None
    name: str | None = None
    words: int = 0
    removed: bool = False


def put(
    ledger: Ledger,
    kind: str,
    entity: bytes,
    body: bytes,
    columns: Columns,
    parents: Sequence[bytes] | None = None,
) -> Head:
    """Write a revision. Its parents are all heads of the entity, unless `parents` (ids) says otherwise.

    Heads among the parents are heads no more; the others stay beside the new one.
    """
    heads = ledger.connection.rows(_FIND_ENTITY, (entity,))
    retired = [head for head in heads if parents is None or head[3] in parents]
    for head in retired:
        ledger.drop(_head_message(head))
        ledger.archive(_revision_message((head[3], entity, head[5], *head[11:])))
    revision = secrets.token_bytes(ID_BYTES)
    lineage = b"".join([head[3] for head in retired] if parents is None else parents)
    stamp = (lineage, ledger.device, ledger.now, ledger.generation)
    previous = heads[0][1] if heads else None
    revision_row = ledger.connection.run(_ADD_REVISION, (revision, entity, kind, *stamp, previous, body))
    found_by = (columns.owner, columns.position, columns.name, columns.words)
    head = (entity, revision_row, kind, *found_by, int(columns.removed))
    row = _point_head(ledger.connection, head, retired)
    ledger.add(_head_message((row, revision_row, previous, revision, entity, kind, *head[3:], *stamp, body)))
    return Head(row, entity, revision, kind, *found_by, body)


def _point_head(connection: Connection, head: tuple[Value, ...], retired: Sequence[Row]) -> int:
    """Make a retired row the new head, or a new row where there is none; return it and delete the others.

    Columns that an index holds are only written when they change: SQLite rewrites an index for the asking.
    """
    for row, *_ in retired[1:]:
        connection.run(_DROP_HEAD, (row,))
    if not retired:
        return connection.run(_ADD_HEAD, head)
    _, revision_row, *found_by, words, removed = head
    row = int(retired[0][0])
    connection.run(_MOVE_HEAD, (revision_row, words, row))
    if [*found_by, removed] != [*retired[0][5:9], retired[0][10]]:
        connection.run(_REFILE_HEAD, (*found_by, removed, row))
    return row


def remove(ledger: Ledger, entity: bytes) -> None:
    """Write a revision with an empty body; the entity is listed no more, its history stays.

    Raises UsageError where there is nothing to remove.
    """
    heads = ledger.connection.rows(_FIND_ENTITY, (entity,))
    if all(head[10] for head in heads):
        raise UsageError("there is no such record to remove")
    _, _, _, _, _, kind, owner, position, name, *_ = heads[0]
    put(ledger, kind, entity, b"", Columns(owner, position, name, removed=True))


def void(ledger: Ledger, entity: bytes) -> None:
    """Write an empty revision of an entity, with nothing left to find it by; does nothing where there never was one."""
    heads = ledger.connection.rows(_FIND_ENTITY, (entity,))
    if heads:
        put(ledger, heads[0][5], entity, b"", Columns(removed=True))


def purge(ledger: Ledger, entity: bytes) -> int:
    """Erase the bodies of all revisions of an entity that are no heads; return how many held any.

    What names no content stays: a revision's id and parents, so that no merge takes what was erased for new.
    """
    current = {head[1] for head in ledger.connection.rows(_FIND_ENTITY, (entity,))}
    erased = 0
    for row in _chain(ledger.connection, max(current, default=None), entity):
        if row[0] not in current and row[9]:
            ledger.erase(_revision_message((*row[1:8], row[9])))
            ledger.connection.run(_ERASE, (row[0],))
            ledger.archive(_revision_message((*row[1:8], b"")))
            erased += 1
    return erased


def listed(
    connection: Connection, kind: str | None = None, owner: bytes | None = None, name: str | None = None
) -> list[Row]:
    """Return the rows of the heads asked for, by sort key under an owner, else by name; see `with_bodies`."""
    given = [value for value in (kind, owner, name) if value is not None]
    return connection.rows(_LISTS[kind is not None, owner is not None, name is not None], given)


def owned(connection: Connection, owner: bytes) -> list[tuple[bytes, str]]:
    """Return the entities of one owner with their kinds, those that were removed as well."""
    return [(entity, kind) for entity, kind in connection.rows(_OWNED, (owner,))]


def counted(connection: Connection, kind: str) -> int:
    """Return how many heads of a kind are listed."""
    row = connection.row(_COUNT, (kind,))
    return int(row[0]) if row else 0


def page(connection: Connection, kinds: Sequence[str], offset: int, limit: int) -> list[Head]:
    """Return part of the heads of one kind or two in the order of names, found on the index alone."""
    rows = [row for row, _ in connection.rows(_PAGES[len(kinds)], (*kinds, limit, offset))]
    found = heads_in_rows(connection, rows)
    return [found[row] for row in rows if row in found]


def words_of(connection: Connection, owner: bytes) -> int:
    """Return how many words belong to one owner."""
    row = connection.row(_WORDS_OF, (owner,))
    return int(row[0]) if row else 0


def words_by_owner(connection: Connection) -> dict[bytes, int]:
    """Return how many words belong to each owner, all that is current taken together."""
    return {row[0]: row[1] for row in connection.rows(_WORDS)}


def with_bodies(connection: Connection, rows: Sequence[Row]) -> list[Head]:
    """Return listed rows as heads, in their order. Revisions do not change, so any later moment will do."""
    found = connection.rows(_BODIES, (json.dumps([row[2] for row in rows]),))
    bodies = {row: (revision, body) for row, revision, body in found}
    if not all(row[2] in bodies for row in rows):
        raise Damaged(f"{connection.name} lacks the body of a record", "put it back from a backup")
    return [
        Head(row, entity, bodies[at][0], kind, owner, position, name, words, bodies[at][1])
        for row, entity, at, kind, owner, position, name, words in rows
    ]


def in_batches(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """Yield listed rows in parts whose bodies are read at once."""
    for start in range(0, len(rows), _BATCH):
        yield rows[start : start + _BATCH]


def heads(connection: Connection) -> Iterator[Head]:
    """Yield every head; which ones is settled at the beginning, their bodies are read as it advances."""
    for batch in in_batches(listed(connection)):
        yield from with_bodies(connection, batch)


def heads_in_rows(connection: Connection, wanted: Sequence[int]) -> dict[int, Head]:
    """Return the heads at these rows, by row; rows that are gone or removed are left out."""
    rows = connection.rows(_LIST + _AMONG, (json.dumps(list(wanted)),))
    return {head.row: head for batch in in_batches(rows) for head in with_bodies(connection, batch)}


def heads_of(connection: Connection, entity: bytes) -> list[Head]:
    """Return the heads of one entity, the one written last first; none when it was removed or never was."""
    return [
        Head(row, entity, revision, kind, owner, position, name, words, rest[-1])
        for row, _, _, revision, _, kind, owner, position, name, words, removed, *rest in connection.rows(
            _FIND_ENTITY, (entity,)
        )
        if not removed
    ]


def revisions(connection: Connection, entity: bytes) -> list[Revision]:
    """Return every revision of an entity in the order written here, the oldest first."""
    rows = connection.rows(_FIND_ENTITY, (entity,))
    chain = _chain(connection, rows[0][1] if rows else None, entity)
    return [_revision(row) for row in chain][::-1]


def _chain(connection: Connection, last: int | None, entity: bytes) -> Iterator[Row]:
    """Yield the revisions of an entity from the one at row `last` back to its first."""
    while last is not None:
        row = connection.row(_REVISION_ROW, (last,))
        if row is None or row[2] != entity:
            raise Damaged(f"{connection.name} lacks a part of a record's history", "put it back from a backup")
        yield row
        last = row[8]


def earlier(connection: Connection) -> list[Row]:
    """Return the rows of revisions that are no heads and have a body; see `revisions_in_rows`."""
    return connection.rows(_EARLIER)


def revisions_in_rows(connection: Connection, rows: Sequence[Row]) -> list[Revision]:
    """Return the revisions at these rows, the oldest first."""
    return [_revision(row) for row in connection.rows(_REVISIONS_AMONG, (json.dumps([row[0] for row in rows]),))]


def _revision(row: Row) -> Revision:
    _, revision, entity, kind, parents, device, when, generation, _, body = row
    return Revision(revision, entity, kind, split_ids(parents), device, when, generation, body)


def split_ids(joined: bytes) -> tuple[bytes, ...]:
    """Return the ids (16 bytes each) of a column that holds several, one after the other."""
    return tuple(joined[start : start + ID_BYTES] for start in range(0, len(joined), ID_BYTES))


def current_messages(connection: Connection) -> Iterator[bytes]:
    """Yield the message of every head; raises Damaged for a head whose revision is not there."""
    count = 0
    for row in connection.stream(_FIND):
        count += 1
        yield _head_message(row)
    if connection.row(_HEAD_COUNT) != (count,):
        raise Damaged(f"{connection.name} lacks the body of a record", "put it back from a backup")


def old_messages(connection: Connection) -> Iterator[bytes]:
    """Yield the message of every revision that is no head."""
    return map(_revision_message, connection.stream(_OLD))


def _head_message(row: Row) -> bytes:
    """Write a head with its revision for its element; by hand, for it runs once a record at every opening."""
    revision, entity, kind, owner, position, name, words, removed, parents, device, when, made, body = row[3:]
    return b"5:heads16:%b16:%b%b%b%b%b%d,%d,%b16:%b%d,%d,%d:%b" % (
        revision,
        entity,
        sized(kind.encode()),
        sized(owner),
        sized(position),
        sized(name.encode() if name is not None else None),
        words,
        removed,
        sized(parents),
        device,
        when,
        made,
        len(body),
        body,
    )


def _revision_message(row: Row) -> bytes:
    revision, entity, kind, parents, device, when, made, body = row
    return frame(b"revisions", revision, entity, kind, parents, device, when, made, body)
