"""Keep index.db, the full-text index over the current texts of notes.db, and search it.

The index holds folded words without the texts (FTS5, contentless); a snippet is cut from notes.db for the
rows shown. It is a database of its own under a derived key, so that a save never touches it: what was saved
since is taken in by `catch_up`, in one transaction that also notes how far it came. A kill leaves the index
as it was before, merely behind. It can be thrown away at any time, is never backed up, and is made anew when
it is absent, damaged or folded otherwise.

It is also a witness: it remembers the last generation of notes.db it saw, and a notes.db that knows less than
its own index was rolled back.

An index that cannot be written (a second process reads, a full disk, a read-only medium) is still searched;
the texts that it lacks are then read through one by one, all of them where there is none.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from fieldnotes.errors import Damaged, Unreachable
from fieldnotes.formats.atomic import synchronise
from fieldnotes.vault import history
from fieldnotes.vault.connection import Connection, open_database
from fieldnotes.vault.folding import RECIPE, fold
from fieldnotes.vault.history import Head
from fieldnotes.vault.migrations import INDEX, migrate, refuse_newer
from fieldnotes.vault.snippets import Snippet, Term, holds_all, make_snippet, match_expression, parse

TextOf = Callable[[str, bytes], str | None]
"""Return the words to search in a record of a kind, given its body; None where there are none."""

_SEEN = "SELECT generation, revision, recipe FROM seen"
_SET_SEEN = "INSERT OR REPLACE INTO seen (only, generation, revision, recipe) VALUES (1, ?, ?, ?)"
_MATCH = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY bm25(words), rowid LIMIT ?"
_ADD_WORDS = "INSERT INTO words (rowid, folded) VALUES (?, ?)"
_TAKE_WORDS = "INSERT INTO words (words, rowid, folded) VALUES ('delete', ?, ?)"
_TAKE_ALL_WORDS = "INSERT INTO words (words) VALUES ('delete-all')"
_ADD_ENTRY = "INSERT INTO entries (row, entity, revision, digest) VALUES (?, ?, ?, ?)"
_ENTRIES = "SELECT row, revision, digest FROM entries WHERE entity = ?"
_ENTRY = "SELECT 1 FROM entries WHERE row = ?"
_TAKE_ENTRIES = "DELETE FROM entries WHERE entity = ?"
_TAKE_ALL_ENTRIES = "DELETE FROM entries"

_BROKEN_PAGES = "PRAGMA cipher_integrity_check"

_LAST_REVISION = "SELECT coalesce(max(row), 0) FROM revisions"
_CHANGED = "SELECT entity FROM revisions WHERE row > ? GROUP BY entity ORDER BY max(row) DESC"


class NotesDamaged(Damaged):
    """Report damage that lies in notes.db: making the index anew would not help."""


class RolledBack(NotesDamaged):
    """Refuse a notes.db older than what its index has seen."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Hold one text that a query found: whose it is, and the line to show."""

    entity: bytes
    kind: str
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class _Seen:
    generation: int
    revision: int
    recipe: str


@contextmanager
def _blaming_notes() -> Iterator[None]:
    try:
        yield
    except Damaged as error:
        raise NotesDamaged(error.sentence, error.hint) from None


class _Texts:
    """Read the texts to be searched out of notes.db, each with its head; damage there is told as such."""

    def __init__(self, notes: Connection, text_of: TextOf) -> None:
        self._notes, self._text_of = notes, text_of

    def current(self) -> Iterator[tuple[Head, str]]:
        """Yield the text of every head that has one."""
        return self._with_text(lambda: history.heads(self._notes))

    def of_entity(self, entity: bytes) -> Iterator[tuple[Head, str]]:
        """Yield the texts of the heads of an entity: one, none, or several that nobody has settled."""
        return self._with_text(lambda: history.heads_of(self._notes, entity))

    def of_heads(self, rows: Sequence[int]) -> Iterator[tuple[Head, str]]:
        """Yield the texts of the heads at these rows, in their order, without those that are gone."""

        def heads() -> Iterator[Head]:
            found = history.heads_in_rows(self._notes, rows)
            return (found[row] for row in rows if row in found)

        return self._with_text(heads)

    @_blaming_notes()
    def of_revision(self, entity: bytes, revision: bytes) -> str | None:
        """Return the text that a revision had or has, None if it had none or was erased."""
        for one in history.revisions(self._notes, entity):
            if one.id == revision and one.body:
                return self._text_of(one.kind, one.body)
        return None

    @_blaming_notes()
    def changed_since(self, row: int) -> list[bytes]:
        """Return the entities with a revision after the given row of revisions, the last changed first."""
        return [entity for (entity,) in self._notes.rows(_CHANGED, (row,))]

    @_blaming_notes()
    def last_revision(self) -> int:
        """Return the row of the last revision, 0 for a vault without any."""
        found = self._notes.row(_LAST_REVISION)
        return int(found[0]) if found else 0

    def _with_text(self, heads: Callable[[], Iterable[Head]]) -> Iterator[tuple[Head, str]]:
        with _blaming_notes():
            for head in heads():
                words = self._text_of(head.kind, head.body)
                if words is not None:
                    yield head, words


class Index:
    """Hold the open index of one vault, beside a connection to its notes.db, for one thread at a time.

    It is written where notes.db is. `warnings` tells what a person should hear: that it was damaged.
    """

    def __init__(
        self, path: Path, key: bytes, notes: Connection, text_of: TextOf, generation: Callable[[], int]
    ) -> None:
        """Open the index at `path` with its own 32-byte key, or begin one.

        `generation` reads the generation of notes.db, each time anew.

        Raises RolledBack where the index has seen a later generation than notes.db has.
        """
        self._path, self._key = path, key
        self._texts, self._notes, self._generation = _Texts(notes, text_of), notes, generation
        self.warnings: list[str] = []
        self._db: Connection | None = None
        self._examined = False
        try:
            with suppress(Unreachable):
                self._db = self._opened()
                self._is_current()
        except NotesDamaged:
            self.close()
            raise
        except Damaged:
            with suppress(Unreachable):
                self._give_up()

    def catch_up(self) -> bool:
        """Take in what was saved since the last time; everything, where the index is new or unusable.

        Returns whether nothing is lacking now; a reader only looks. Not to be called inside a transaction of
        notes.db.

        Raises:
            RolledBack: notes.db lost what the index has seen.
            Unreachable: the disk is full or read-only, or another thread is at it; the index is as before.
        """
        try:
            return self._caught_up()
        except NotesDamaged:
            raise
        except Damaged:
            self._give_up()
            return self._caught_up()

    def search(self, query: str, *, limit: int) -> list[Hit]:
        """Return at most `limit` texts that hold all that `query` asks for (see `snippets`), the best first.

        Texts that the index could not take in come before the others. No query is an error.

        Raises:
            Damaged: a text of notes.db cannot be read, or it was rolled back.
        """
        terms = parse(query)
        if not terms or limit < 1:
            return []
        current = False
        with suppress(Unreachable):
            current = self.catch_up()
        try:
            return self._found(terms, limit, current=current)
        except NotesDamaged:
            raise
        except Damaged:  # the next search makes it anew
            with suppress(Unreachable):
                self._give_up()
            return self._found(terms, limit, current=False)

    @property
    def database(self) -> Connection | None:
        """The open database, for what else is kept in it; None where there is none yet."""
        return self._db

    def close(self) -> None:
        """Empty the write-ahead log, which holds old pages, and close; a second call does nothing."""
        if self._db is not None:
            with suppress(Damaged, Unreachable):
                if self._db.writable:
                    self._db.checkpoint()
            self._db.close()
        self._db, self._examined = None, False

    def destroy(self) -> None:
        """Close the index and unlink its files; the next `Index` begins anew.

        Raises:
            Unreachable: they cannot be unlinked.
        """
        self.close()
        unlink(self._path)

    def _opened(self) -> Connection | None:
        """Return the open database, a new one if there is none; None for a reader where there is none."""
        write, exists = self._notes.writable, self._path.exists()
        if not write and not exists:
            return None
        try:
            database = open_database(self._path, self._key, write=write, create=not exists)
            try:
                if write:
                    migrate(database, INDEX)
                refuse_newer(database, INDEX)
            except BaseException:
                database.close()
                raise
        except BaseException:
            if not exists:
                self.destroy()
            raise
        return database

    def _give_up(self) -> None:
        """Part with a damaged index; a writer unlinks it and begins another one when it next catches up."""
        self.warnings.append(f"{self._path.name} was damaged: nothing is lost, it is made anew")
        if self._notes.writable:
            self.destroy()
        else:
            self.close()

    def _caught_up(self) -> bool:
        if self._db is None and self._notes.writable:
            self._db = self._opened()
        if self._db is None:
            return False
        self._examine(self._db)
        if self._is_current():
            return True
        if self._notes.writable:
            self._bring_up_to_date(self._db)
        return self._notes.writable

    def _examine(self, database: Connection) -> None:
        """Check every page's MAC once, before anything is found; raises Damaged.

        SQLCipher hands a damaged overflow page out as zeros and tells it with a later page, if ever; FTS5 then finds
        nothing and says so.
        """
        if self._examined:
            return
        if database.writable:
            database.checkpoint()  # after a crash the database itself may be older than its log, and torn
        if database.rows(_BROKEN_PAGES):
            raise Damaged(f"{self._path.name} is damaged")
        self._examined = True

    def _seen(self) -> _Seen | None:
        found = self._db.row(_SEEN) if self._db else None
        return _Seen(*found) if found else None

    def _is_current(self) -> bool:
        """Tell whether there is nothing to take in; index first, or a save meanwhile looks like loss."""
        seen = self._seen()
        if seen is None:
            return False
        with _blaming_notes():
            generation = self._generation()
        if seen.generation > generation:
            raise RolledBack(
                "notes.db is older than it was when it was last used here: it was rolled back",
                "ask who had this machine; compare with a backup before going on",
            )
        return seen.generation == generation and seen.recipe == RECIPE

    def _bring_up_to_date(self, database: Connection) -> None:
        with database.transaction(), self._notes.snapshot():
            seen, generation, last = self._seen(), self._generation(), self._texts.last_revision()
            if seen is None or seen.recipe != RECIPE or not self._replace(database, seen.revision):
                self._fill(database)
            database.run(_SET_SEEN, (generation, last, RECIPE))

    def _replace(self, database: Connection, since: int) -> bool:
        """Exchange the texts of what changed; False if the index does not fit the history: fill it then."""
        changed = self._texts.changed_since(since)
        if not all(self._take_out(database, entity) for entity in changed):
            return False
        for entity in changed:
            for head, words in self._texts.of_entity(entity):
                if database.row(_ENTRY, (head.row,)):
                    return False
                self._put_in(database, head, words)
        return True

    def _take_out(self, database: Connection, entity: bytes) -> bool:
        for row, revision, digest in database.rows(_ENTRIES, (entity,)):
            folded = fold(self._texts.of_revision(entity, revision) or "")
            if _digest(folded) != digest:
                return False
            database.run(_TAKE_WORDS, (row, folded))
        database.run(_TAKE_ENTRIES, (entity,))
        return True

    def _put_in(self, database: Connection, head: Head, words: str) -> None:
        folded = fold(words)
        database.run(_ADD_WORDS, (head.row, folded))
        database.run(_ADD_ENTRY, (head.row, head.entity, head.revision, _digest(folded)))

    def _fill(self, database: Connection) -> None:
        database.run(_TAKE_ALL_WORDS)
        database.run(_TAKE_ALL_ENTRIES)
        for head, words in self._texts.current():
            self._put_in(database, head, words)

    def _found(self, terms: Sequence[Term], limit: int, *, current: bool) -> list[Hit]:
        hits: dict[bytes, Hit] = {}
        for head, words in self._ranked(terms, limit) if current else self._with_the_rest(terms, limit):
            if head.entity not in hits:
                hits[head.entity] = Hit(head.entity, head.kind, make_snippet(words, terms))
            if len(hits) == limit:
                break
        return list(hits.values())

    def _with_the_rest(self, terms: Sequence[Term], limit: int) -> Iterator[tuple[Head, str]]:
        """Yield what holds all terms, read through where the index lacks it, then as the index ranks it."""
        seen = self._seen()
        if seen is None or seen.recipe != RECIPE:
            yield from (found for found in self._texts.current() if holds_all(found[1], terms))
            return
        changed = self._texts.changed_since(seen.revision)
        for entity in changed:
            yield from (found for found in self._texts.of_entity(entity) if holds_all(found[1], terms))
        yield from self._ranked(terms, limit, frozenset(changed))

    def _ranked(
        self, terms: Sequence[Term], limit: int, besides: frozenset[bytes] = frozenset()
    ) -> Iterator[tuple[Head, str]]:
        """Yield what the index finds, the best first, but nothing of the entities `besides`."""
        if self._db is None:
            return
        rows = [row for (row,) in self._db.rows(_MATCH, (match_expression(terms), -1 if besides else limit))]
        for start in range(0, len(rows), limit):
            for head, words in self._texts.of_heads(rows[start : start + limit]):
                if head.entity not in besides:
                    yield head, words


def unlink(path: Path) -> None:
    """Remove the files of the index at `path`, which nobody has open here; raises Unreachable."""
    try:
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        synchronise(path.parent)
    except OSError:
        raise Unreachable(f"{path.name} cannot be removed", "check its rights") from None


def _digest(folded: str) -> bytes:
    return blake2b(folded.encode(), digest_size=16).digest()
