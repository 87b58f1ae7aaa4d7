"""Write to the vault, all or nothing: revisions, removals, seals and drafts."""

import re
import secrets

from fieldnotes.errors import FieldnotesError, UsageError
from fieldnotes.formats.age.hybrid import HybridRecipient
from fieldnotes.vault import drafts, history, seals, tombstones
from fieldnotes.vault.drafts import Draft
from fieldnotes.vault.freshness import Ledger
from fieldnotes.vault.history import ID_BYTES, Columns, Head
from fieldnotes.vault.seals import Notary

_KIND = re.compile(r"[a-z][a-z0-9-]{0,31}")


class Transaction:
    """Write to the vault; all of it happens at the end of the block, or nothing."""

    def __init__(self, ledger: Ledger, notary: Notary, recipient: HybridRecipient) -> None:
        self._open: Ledger | None = ledger
        self._notary = notary
        self._recipient = recipient

    def put(
        self,
        kind: str,
        entity: bytes | None,
        body: bytes,
        *,
        owner: bytes | None = None,
        position: bytes | None = None,
        name: str | None = None,
        words: int = 0,
    ) -> Head:
        """Write a revision of `entity` (None: a new one) and return the head it became.

        Its parents are all heads of the entity. Owner, position, name and words follow from the body, which
        is not empty.
        """
        entity = secrets.token_bytes(ID_BYTES) if entity is None else entity
        _check(kind, entity, name)
        if not body:
            raise ValueError("an empty body is a removal")
        return history.put(self._ledger, kind, entity, body, Columns(owner, position, name, words))

    def remove(self, entity: bytes) -> None:
        """Remove an entity from all lists; its history stays. Raises UsageError where there is none."""
        history.remove(self._ledger, entity)

    def purge(self, entity: bytes) -> int:
        """Erase the bodies of an entity's earlier revisions, and return how many; see `Vault.purge` for the rest."""
        return history.purge(self._ledger, entity)

    def bury(self, entity: bytes, kind: str, when: int | None = None) -> None:
        """Erase everything an entity ever said and leave a tombstone; see `tombstones.bury`."""
        _check(kind, entity)
        tombstones.bury(self._ledger, entity, kind, when)

    def seal(self, kind: str, entity: bytes, plaintext: bytes) -> bytes:
        """Seal a JSON document to the compartment; returns the seal's id. Needs no secret."""
        _check(kind, entity)
        return seals.seal(self._ledger, self._notary, self._recipient, kind, entity, plaintext)

    def erase_seals(self, entity: bytes) -> None:
        """Take every seal of an entity away; pages still hold them until they are brought to rest."""
        seals.erase(self._ledger, entity)

    def put_draft(
        self,
        kind: str,
        entity: bytes,
        body: bytes,
        *,
        owner: bytes | None = None,
        base: bytes | None = None,
        sealed: bool = False,
    ) -> None:
        """Keep what is being written of `entity`; `base` is the revision it started from.

        A `sealed` draft is a JSON document and is sealed to the compartment before it is written.
        """
        _check(kind, entity)
        kept = drafts.sealed_body(self._recipient, kind, entity, body) if sealed else body
        drafts.put(self._ledger, Draft(entity, owner, base, kind, kept, sealed, b"", 0))

    def drop_draft(self, entity: bytes) -> None:
        """Forget the draft of an entity, if there is one."""
        drafts.drop(self._ledger, entity)

    def end(self) -> None:
        """Let nothing more be written by whoever kept this."""
        self._open = None

    @property
    def _ledger(self) -> Ledger:
        if self._open is None:
            raise FieldnotesError("this transaction is over")
        return self._open


def _check(kind: str, entity: bytes, name: str | None = None) -> None:
    """Refuse what could not be told apart later, or not be stored; the message repeats none of it."""
    if not _KIND.fullmatch(kind):
        raise ValueError("a kind is a short word of small letters")
    if len(entity) != ID_BYTES:
        raise ValueError("an entity has 16 bytes")
    if name is not None and any("\ud800" <= letter <= "\udfff" for letter in name):
        raise UsageError("a name holds half a character", "type it again")
