"""Give the vault's tests a small vault of invented people, and ways to damage it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from fieldnotes.vault import drafts, freshness, history, opening
from fieldnotes.vault.connection import open_database
from fieldnotes.vault.create import create_vault
from fieldnotes.vault.freshness import Freshness
from fieldnotes.vault.keyring import RecoveryKeys
from fieldnotes.vault.layout import Layout
from fieldnotes.vault.opening import Keys
from fieldnotes.vault.unlocked import Vault, open_vault

PASSPHRASE = "saffron-galangal-turmeric-nutmeg-kemiri"
IDENTITY_PASSPHRASE = "another quiet province with seven cold rivers"
LOG_N = 1  # as little scrypt as there is: what it costs is proved elsewhere

SEALS = "SELECT id, entity, kind, parents, device, time, generation, blob, mac FROM seals"
INTERVIEW, PASSAGE, IDENTITY = "interview", "passage", "identity"


def words_of(_kind: str, body: bytes) -> str | None:
    """Take every body for text to search."""
    return body.decode()


@dataclass(frozen=True)
class Sample:
    """Hold a vault on disk and what opens it."""

    path: Path
    recovery: RecoveryKeys
    interview: bytes = b""
    passages: tuple[bytes, ...] = field(default=())
    card: bytes = b""

    @property
    def layout(self) -> Layout:
        """The names of its files."""
        return Layout(self.path)

    def open(self, *, write: bool = False, secret: str = PASSPHRASE) -> Vault:
        """Open it; whoever calls this closes it."""
        return open_vault(self.path, secret, write=write, text_of=words_of)

    def keys(self) -> Keys:
        """Return its keys."""
        return opening.unlock(self.layout, PASSPHRASE)

    @contextmanager
    def tampering(self, *, settle: bool = False) -> Iterator[Any]:
        """Yield a raw connection, as somebody with the key would have; `settle` makes the sums right again."""
        keys = self.keys()
        raw = raw_connection(self.layout.notes, keys.database)
        try:
            yield raw
        finally:
            raw.close()
        if settle:
            settle_sums(self.layout, keys)

    def copy(self, to: Path) -> "Sample":
        """Return a copy of the whole vault in another folder."""
        shutil.copytree(self.path, to)
        return Sample(to, self.recovery, self.interview, self.passages, self.card)


def make_sample(path: Path) -> Sample:
    """Make a vault with one interview of three passages, one of them edited, and one sealed card."""
    recovery = create_vault(path, PASSPHRASE, IDENTITY_PASSPHRASE, log_n=LOG_N)
    with open_vault(path, PASSPHRASE, write=True, text_of=words_of) as vault:
        with vault.transaction() as tx:
            interview = tx.put(INTERVIEW, None, b'{"code":"INT-001"}', name="INT-001", words=9).entity
            passages = tuple(
                tx.put(PASSAGE, None, text.encode(), owner=interview, position=bytes([number]), words=3).entity
                for number, text in enumerate(("the first words", "the second words", "the third words"))
            )
            card = tx.put("source", None, b'{"handle":"kemiri"}', name="kemiri").entity
            tx.seal(IDENTITY, card, b'{"name":"Saffron Kemiri"}')
        with vault.transaction() as tx:
            tx.put(PASSAGE, passages[0], b"the first words, corrected", owner=interview, position=b"\0", words=4)
            tx.put_draft(PASSAGE, passages[1], b"the second words, being wr", owner=interview)
    return Sample(path, recovery, interview, passages, card)


def raw_connection(path: Path, key: bytes) -> Any:
    """Open a SQLCipher database with its raw key and nothing else; changes go to the file itself."""
    raw: Any = sqlcipher.connect(str(path), isolation_level=None)
    raw.execute("PRAGMA cipher_log_level = NONE")
    raw.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return raw


def settle_sums(layout: Layout, keys: Keys) -> None:
    """Write the sum that the rows have now, as only a holder of the key can; MACs stay as they are."""
    notes, element = open_database(layout.notes, keys.database, write=True), keys.digester().element
    try:
        seals = [freshness.frame(b"seals", *row) for row in notes.rows(SEALS)]
        rows = (freshness.constant_messages, drafts.messages, history.current_messages)
        total = sum(map(element, seals)) + sum(element(message) for of in rows for message in of(notes))
        before = freshness.load(notes)
        after = Freshness(before.generation, total % freshness.MODULUS, before.history)
        notes.run("UPDATE meta SET value = ? WHERE key = 'freshness'", (after.encode(),))
    finally:
        notes.close()
