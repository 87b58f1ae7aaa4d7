"""Work in an opened vault: read what is current, write in transactions, seal, draft, search, keep keys."""

import hmac
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from fieldnotes.errors import Damaged, Locked, Unreachable
from fieldnotes.formats.age.hybrid import HybridIdentity, HybridRecipient
from fieldnotes.formats.age.x25519 import X25519Identity
from fieldnotes.vault import compartment, drafts, freshness, history, keyring, opening, seals, verification
from fieldnotes.vault.connection import Connection, Row, open_database
from fieldnotes.vault.derive import Purpose, subkey
from fieldnotes.vault.drafts import Draft
from fieldnotes.vault.freshness import Ledger
from fieldnotes.vault.history import Head, Revision
from fieldnotes.vault.index import Hit, Index, TextOf, unlink
from fieldnotes.vault.keyring import RecoveryKeys
from fieldnotes.vault.keyslots import Family, Slot
from fieldnotes.vault.layout import RECOVERY_TEXT, Layout
from fieldnotes.vault.migrations import NOTES, migrate
from fieldnotes.vault.opening import Inspected, Keys
from fieldnotes.vault.pool import Pool
from fieldnotes.vault.process import WriterLock
from fieldnotes.vault.seals import Seal
from fieldnotes.vault.transaction import Transaction


def open_vault(path: Path, secret: str, *, write: bool, text_of: TextOf | None = None) -> "Vault":
    """Open the vault at `path` with its passphrase or its NOTES recovery key, once all of it is verified.

    `text_of` gives the words to search in a record, by kind and body; without it nothing is found.

    Raises:
        Locked: the secret is wrong.
        Damaged: something is missing, changed, forged, rolled back, or from a newer version.
        Unreachable: there is no vault, it cannot be read, or, to write, another process is writing.
    """
    layout = Layout(path.absolute())
    layout.check()
    lock = WriterLock(layout.recovery, RECOVERY_TEXT) if write else None
    try:
        if lock is not None:
            layout.sweep()
        keys = opening.unlock(layout, secret)
        inspected = opening.inspect(layout, keys)
        vault = Vault(layout, keys, inspected, lock, text_of or (lambda _kind, _body: None))
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    return vault


class Vault:
    """Hold an opened vault, for any number of threads; `close` it, whatever happens."""

    def __init__(
        self, layout: Layout, keys: Keys, inspected: Inspected, lock: WriterLock | None, text_of: TextOf
    ) -> None:
        """Take over what `open_vault` proved; with a `lock` the vault can be written."""
        self._layout, self._keys, self._lock = layout, keys, lock
        self._inspected = inspected
        self._text_of = text_of
        self._digester = keys.digester()
        self._pool = Pool(self._connect)
        self._writing, self._searching = threading.RLock(), threading.RLock()
        self._index: Index | None = None
        self._index_notes: Connection | None = None
        self._compartment: HybridIdentity | None = None
        self._opened_slots = {keys.slot}
        self._changed = False
        self._closed = False
        try:
            with self._pool.lent() as connection:  # find out now whether it can be written
                if lock is not None:
                    migrate(connection, NOTES)
        except BaseException:
            self._pool.close()
            raise

    # ------------------------------------------------------------------------------ what it is

    @property
    def path(self) -> Path:
        """The vault's folder."""
        return self._layout.root

    @property
    def layout(self) -> Layout:
        """The names of the vault's files."""
        return self._layout

    @property
    def writable(self) -> bool:
        """Whether this process may write."""
        return self._lock is not None

    @property
    def is_demo(self) -> bool:
        """Whether everything in it is invented."""
        return self._inspected.is_demo

    @property
    def warnings(self) -> tuple[str, ...]:
        """What its owner should hear though the vault opened, one sentence each."""
        later = self._index.warnings if self._index else []
        restored = ["RECOVERY.txt was written anew"] if self._lock and self._lock.restored else []
        return tuple(dict.fromkeys((*self._inspected.warnings, *restored, *later)))

    @property
    def generation(self) -> int:
        """How many transactions there were."""
        with self._pool.lent() as connection:
            return freshness.load(connection).generation

    # -------------------------------------------------------------------------------- reading

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

    def search(self, query: str, *, limit: int) -> list[Hit]:
        """Return at most `limit` places where `query` is found, the best first; no query is an error."""
        with self._indexed() as index:
            return index.search(query, limit=limit)

    def verify_history(self) -> None:
        """Verify every earlier revision; raises Damaged where one is changed or missing.

        May run on a thread of its own; closing the vault breaks it off.
        """
        with self._pool.lent() as connection:
            verification.verify_history(connection, self._digester, lambda: self._pool.closing)

    def keyed_digest(self, data: bytes) -> str:
        """Return a hash of `data` under a key of this vault, hexadecimal: it confirms nothing to others."""
        return hmac.new(self.subkey(Purpose.PAGE_DIGEST), data, "sha256").hexdigest()

    # -------------------------------------------------------------------------------- writing

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Yield what writes to the vault; everything is durable when the block ends, nothing if it fails.

        Raises Unreachable where the vault is open for reading only, or the disk is full or gone.
        """
        self._require_writing()
        with self._writing, self._pool.lent() as connection, connection.transaction():
            ledger = Ledger(connection, self._digester, self._inspected.device)
            writing = Transaction(ledger, self._inspected.notary, self._inspected.recipient)
            try:
                yield writing
            finally:
                writing.end()
            if ledger.touched:
                ledger.settle()
                self._changed = True

    def purge(self, entities: Iterable[bytes]) -> int:
        """Erase all earlier states of `entities` from this machine's vault; return how many there were.

        First the index goes, which knows their words, then the bodies, then the log that still holds them; last
        the index is made anew (design, "Erasure"). A kill in between leaves all of it to be done, or none.

        Raises Unreachable where another process reads: erased is then what `checkpoint` brings about later.
        """
        self._require_writing()
        with self._searching:
            self._close_index()
            unlink(self._layout.index)
        with self.transaction() as writing:
            erased = sum(writing.purge(entity) for entity in entities)
        if not self.checkpoint():
            raise Unreachable("another process still reads what was erased", "close it there, then lock this vault")
        with suppress(Unreachable):  # a full disk: made anew when there is room
            self.catch_up_index()
        return erased

    def catch_up_index(self) -> None:
        """Take into the search index what was saved since the last time; does nothing for a reader."""
        with self._indexed() as index:
            index.catch_up()

    def checkpoint(self) -> bool:
        """Bring every change into notes.db itself; False while another process reads an older state."""
        with self._pool.lent() as connection:
            return connection.checkpoint()

    # ----------------------------------------------------------------------------- compartment

    @property
    def identities_open(self) -> bool:
        """Whether what is sealed can be read."""
        return self._compartment is not None

    def open_identities(self, secret: str) -> None:
        """Open the compartment with the identity passphrase or the NAMES recovery key.

        Raises Locked where it is wrong or the key is not on this machine, Damaged for another vault's key.
        """
        slot, self._compartment = compartment.open_compartment(self._layout, self.recipient, secret)
        self._opened_slots.add(slot)

    def close_identities(self) -> None:
        """Let nothing sealed be read until `open_identities` is called again."""
        self._compartment = None

    def unseal(self, seal: Seal) -> bytes:
        """Return the JSON document of a seal.

        Raises Locked while the identities are not open, Damaged where it is forged or cannot be opened.
        """
        try:
            return seals.unseal(seal, self._inspected.notary, self.compartment_identity)
        except Locked:
            if self._compartment is None:
                raise
            raise Damaged("a sealed record was made for another key", "see a backup") from None

    def open_draft(self, draft: Draft) -> bytes:
        """Return the body of a draft; raises Locked for a sealed one while the identities are not open."""
        return drafts.open_body(draft, self.compartment_identity) if draft.sealed else draft.body

    @property
    def recipient(self) -> HybridRecipient:
        """The compartment's public half, as recorded in notes.db."""
        return self._inspected.recipient

    @property
    def compartment_identity(self) -> HybridIdentity:
        """The compartment's private half; raises Locked while the identities are not open."""
        if self._compartment is None:
            raise Locked("the identities are not open", "give the identity passphrase")
        return self._compartment

    @property
    def identity(self) -> X25519Identity:
        """The vault's own age identity, which attachments that are not sealed are written to."""
        return self._keys.identity

    def subkey(self, purpose: Purpose) -> bytes:
        """Return a key of this vault for one purpose, 32 bytes."""
        return subkey(self._keys.database, purpose)

    # ------------------------------------------------------------------------------------ keys

    def add_slot(self, family: Family, *, passphrase: str = "", recipient: str = "") -> Slot:
        """Add a slot that a passphrase, or else an age recipient, opens; see `keyring.add`."""
        self._require_writing()
        return keyring.add(self._layout, family, self._kept_by(family), passphrase, recipient)

    def remove_slot(self, name: str) -> Slot:
        """Remove a slot by its name (vault.3), overwriting it as well as that can be done.

        Raises UsageError for one that is not there, is in use here, or is the last with a passphrase.
        """
        self._require_writing()
        return keyring.remove(self._layout, name, self._opened_slots)

    def new_recovery_keys(self) -> RecoveryKeys:
        """Replace the recovery keys, that of the names only while the identities are open.

        The old papers open this vault no more; earlier copies of it they still do.
        """
        self._require_writing()
        return keyring.new_recovery_keys(self._layout, self._keys.identity, self._compartment)

    def _kept_by(self, family: Family) -> X25519Identity | HybridIdentity:
        return self._keys.identity if family is Family.VAULT else self.compartment_identity

    def _require_writing(self) -> None:
        if self._lock is None:
            raise Unreachable("the vault is open for reading only", "open it for writing first")

    # --------------------------------------------------------------------------------- closing

    def close(self) -> None:
        """Stop what runs, bring index and database to rest, and give back the right to write."""
        if self._closed:
            return
        self._closed = True
        try:
            if self._changed:
                with suppress(Unreachable):  # a full disk: the index stays behind, the log stays beside
                    self.catch_up_index()
                    self.checkpoint()
        finally:
            self._compartment = None
            self._pool.close()
            self._close_index()
            if self._lock is not None:
                self._lock.release()

    def __enter__(self) -> "Vault":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _connect(self) -> Connection:
        return open_database(self._layout.notes, self._keys.database, write=self.writable)

    def _close_index(self) -> None:
        with self._searching:
            if self._index is not None and self._index_notes is not None:
                self._index.close()
                self._index_notes.close()
            self._index = self._index_notes = None

    @contextmanager
    def _indexed(self) -> Iterator[Index]:
        """Yield the index, opened when it is first asked for, to one thread at a time."""
        with self._searching:
            self._pool.refuse_closed()
            if self._index is None:
                notes = self._connect()
                try:
                    self._index = Index(
                        self._layout.index,
                        self.subkey(Purpose.INDEX),
                        notes,
                        self._text_of,
                        lambda: freshness.load(notes).generation,
                    )
                except BaseException:
                    notes.close()
                    raise
                self._index_notes = notes
            yield self._index
