"""Read what is current in a vault, and what was: any number of threads at a time, each on a connection of its own."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager

from fieldnotes.vault import drafts, freshness, history, seals
from fieldnotes.vault.connection import Connection, Row
from fieldnotes.vault.drafts import Draft
from fieldnotes.vault.history import Head, Revision
from fieldnotes.vault.pool import Pool
from fieldnotes.vault.seals import Seal


class Records:
    """Hold what is read through a pool of connections to notes.db."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    def connection(self) -> AbstractContextManager[Connection]:
        """Lend this thread a connection to notes.db, for what other rooms of the vault read there."""
        return self._pool.lent()

    @property
    def generation(self) -> int:
        """How many transactions there were."""
        with self._pool.lent() as connection:
            return freshness.load(connection).generation

    def heads(self, kind: str | None = None, *, owner: bytes | None = None, name: str | None = None) -> Iterator[Head]:
        """Return what is current, in the order of sort keys under an `owner`, else of names.

        Which heads is settled at once; later writes do not disturb the iterator.
        """
        with self._pool.lent() as connection:
            return self._with_bodies(history.listed(connection, kind, owner, name))

    def _with_bodies(self, rows: Sequence[Row]) -> Iterator[Head]:
        for batch in history.in_batches(rows):
            with self._pool.lent() as connection:
                found = history.with_bodies(connection, batch)
            yield from found

    def head(self, entity: bytes) -> Head | None:
        """Return what is current of an entity; of several heads the one written last."""
        return next(iter(self.heads_of(entity)), None)

    def heads_of(self, entity: bytes) -> list[Head]:
        """Return every head of an entity, the one written last first; none where it was removed."""
        with self._pool.lent() as connection:
            return history.heads_of(connection, entity)

    def revisions(self, entity: bytes) -> list[Revision]:
        """Return every state an entity had, the oldest first."""
        with self._pool.lent() as connection:
            return history.revisions(connection, entity)

    def count(self, *kinds: str) -> int:
        """Return how many records of these kinds are current."""
        with self._pool.lent() as connection:
            return sum(history.counted(connection, kind) for kind in kinds)

    def owned(self, owner: bytes) -> list[tuple[bytes, str]]:
        """Return the entities of one owner with their kinds, those that were removed as well."""
        with self._pool.lent() as connection:
            return history.owned(connection, owner)

    def page(self, *kinds: str, offset: int, limit: int) -> list[Head]:
        """Return at most `limit` records of one kind or two, in the order of names, from `offset` on."""
        with self._pool.lent() as connection:
            return history.page(connection, kinds, offset, limit)

    def words_of(self, owner: bytes) -> int:
        """Return how many words belong to one owner."""
        with self._pool.lent() as connection:
            return history.words_of(connection, owner)

    def earlier_revisions(self) -> Iterator[Revision]:
        """Yield every state that is no longer current and was not erased, the oldest first."""
        with self._pool.lent() as connection:
            rows = history.earlier(connection)
        for batch in history.in_batches(rows):
            with self._pool.lent() as connection:
                found = history.revisions_in_rows(connection, batch)
            yield from found

    def words_by_owner(self) -> dict[bytes, int]:
        """Return how many words belong to each owner."""
        with self._pool.lent() as connection:
            return history.words_by_owner(connection)

    def drafts(self) -> list[Draft]:
        """Return every draft, whichever process wrote it."""
        with self._pool.lent() as connection:
            return drafts.drafts(connection)

    def draft(self, entity: bytes) -> Draft | None:
        """Return the draft of an entity, if there is one."""
        with self._pool.lent() as connection:
            return drafts.draft_of(connection, entity)

    def seals(self, kind: str | None = None, entity: bytes | None = None) -> Iterator[Seal]:
        """Return the seals asked for, in the order written."""
        with self._pool.lent() as connection:
            return iter(seals.seals(connection, kind, entity))
