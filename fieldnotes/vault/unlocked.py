"""Work in an opened vault: read what is current, write in transactions, seal, draft, search, keep keys."""

import hmac
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from fieldnotes.errors import Damaged, Locked, Unreachable
from fieldnotes.formats.age.hybrid import HybridIdentity, HybridRecipient
from fieldnotes.formats.age.x25519 import X25519Identity
from fieldnotes.formats.atomic import reaching
from fieldnotes.vault import compartment, drafts, freshness, keyring, opening, seals, tombstones, verification
from fieldnotes.vault.connection import Connection, open_database
from fieldnotes.vault.derive import Purpose, subkey
from fieldnotes.vault.drafts import Draft
from fieldnotes.vault.freshness import Ledger
from fieldnotes.vault.index import Hit, Index, TextOf, unlink
from fieldnotes.vault.keyring import RecoveryKeys
from fieldnotes.vault.keyslots import Family, Slot
from fieldnotes.vault.layout import RECOVERY_TEXT, Layout
from fieldnotes.vault.migrations import NOTES, migrate
from fieldnotes.vault.opening import Inspected, Keys
from fieldnotes.vault.pool import Pool
from fieldnotes.vault.process import WriterLock
from fieldnotes.vault.records import Records
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
    try:
        vault.heed_later()
    except BaseException:
        vault.close()
        raise
    return vault


class Vault(Records):
    """Hold an opened vault, for any number of threads; `close` it, whatever happens."""

    def __init__(
        self, layout: Layout, keys: Keys, inspected: Inspected, lock: WriterLock | None, text_of: TextOf
    ) -> None:
        """Take over what `open_vault` proved; with a `lock` the vault can be written."""
        self._layout, self._keys, self._lock = layout, keys, lock
        self._inspected = inspected
        self._text_of = text_of
        self._digester = keys.digester()
        super().__init__(Pool(self._connect))
        self._writing, self._searching = threading.RLock(), threading.RLock()
        self._index: Index | None = None
        self._index_notes: Connection | None = None
        self._compartment: HybridIdentity | None = None
        self._opened_slots = {keys.slot}
        self._notes_file: BinaryIO | None = None
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
    def id(self) -> bytes:
        """The 16 bytes that tell this vault from all others, and its copies from none."""
        return self._inspected.vault

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

    # -------------------------------------------------------------------------------- searching

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

    @contextmanager
    def unrecorded(self) -> Iterator[Connection]:
        """Yield a connection that writes, durably and at once, what is no part of the vault's state.

        Raises Unreachable where the vault is open for reading only, or the disk is full or gone.
        """
        self._require_writing()
        with self._writing, self._pool.lent() as connection, connection.transaction():
            yield connection

    @contextmanager
    def at_rest(self) -> Iterator[Connection]:
        """Keep everybody from writing, with every change in notes.db itself; yield a connection to it.

        Raises Unreachable where the vault is open for reading only, or another process reads an older state.
        """
        self._require_writing()
        with self._writing, self._pool.lent() as connection:
            if not connection.checkpoint():
                raise Unreachable("another process reads this vault just now", "wait until it is done, or close it")
            with connection.transaction():
                yield connection

    def notes_file(self) -> BinaryIO:
        """Return notes.db open for reading as bytes; it is not to be closed, which this vault does at its end.

        POSIX would drop the locks that SQLite holds on it in this process. The log of WAL mode has locks of its own, so
        nothing was seen to break by that; it is not relied on.
        """
        with self._writing:
            if self._notes_file is None:
                with reaching():
                    self._notes_file = self._layout.notes.open("rb")
            return self._notes_file

    @contextmanager
    def side_database(self) -> Iterator[Connection | None]:
        """Yield index.db to one thread at a time, for what may be lost with it; None where there is none."""
        with self._indexed() as index:
            yield index.database

    def purge(self, entities: Iterable[bytes]) -> int:
        """Erase all earlier states of `entities` from this machine's vault; return how many there were.

        Raises Unreachable where another process reads: erased is then what `checkpoint` brings about later.
        """
        with self.erasing() as writing:
            return sum(writing.purge(entity) for entity in entities)

    def heed_later(self) -> None:
        """Bury what was buried in a later state that a restore laid beside this vault; a reader is refused."""
        if not self.writable:
            tombstones.refuse_unburied(self._layout)
            return
        if rows := tombstones.buried_later(self._layout, self._keys.database):
            with self.erasing() as writing:
                for entity, kind, when in rows:
                    writing.bury(entity, kind, when)
        tombstones.settle(self._layout)

    @contextmanager
    def erasing(self) -> Iterator[Transaction]:
        """Yield a transaction of which nothing that it erases is left.

        First the index goes, which knows the words, then the bodies, then the log that still holds them; last the
        index is made anew (design, "Erasure"). A kill in between leaves all of it to be done, or none.
        """
        self._require_writing()
        with self._searching:
            self._close_index()
            unlink(self._layout.index)
        with self.transaction() as writing:
            yield writing
        if not self.checkpoint():
            raise Unreachable("another process still reads what was erased", "close it there, then lock this vault")
        with suppress(Unreachable):  # a full disk: made anew when there is room
            self.catch_up_index()

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

    @property
    def database_key(self) -> bytes:
        """The raw key of notes.db, 32 bytes."""
        return self._keys.database

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
            if self._notes_file is not None:
                self._notes_file.close()
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
