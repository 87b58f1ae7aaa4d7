"""Keep what is sealed to the compartment: identities, sealed places, whatever must not open with the notes.

A seal is a plain age file to the compartment's recipient, so making one needs no secret and reading one needs
the compartment's private half. Whoever knows the recipient can make such a file, too; therefore a MAC under
the vault's own key binds it to its record, and id, entity and kind are repeated inside and compared when it
is opened.

Every seal of an entity counts: a later one supplements, it never replaces. None is ever skipped.
"""

import hmac
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field

from fieldnotes.errors import Damaged
from fieldnotes.formats.age.envelope import decrypt, encrypt
from fieldnotes.formats.age.key import Identity, Recipient
from fieldnotes.formats.age.padding import pad_record, unpad_record
from fieldnotes.vault.connection import Connection, Row
from fieldnotes.vault.freshness import Ledger, frame
from fieldnotes.vault.history import ID_BYTES, split_ids

_SELECT = "SELECT id, entity, kind, parents, device, time, generation, blob, mac FROM seals"
_LISTS = {
    (kind, entity): _SELECT + " WHERE 1" + " AND kind = ?" * kind + " AND entity = ?" * entity + " ORDER BY row"
    for kind in (False, True)
    for entity in (False, True)
}
_ERASE = "DELETE FROM seals WHERE entity = ?"
_ADD = (
    "INSERT INTO seals (id, entity, kind, parents, device, time, generation, blob, mac)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_LAST = "SELECT id FROM seals WHERE entity = ? ORDER BY row DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Seal:
    """Hold one sealed row; `blob` is an age file, `mac` 32 bytes, `time` in ms since 1970."""

    id: bytes
    entity: bytes
    kind: str
    parents: tuple[bytes, ...]
    device: bytes
    time: int
    generation: int
    blob: bytes = field(repr=False)
    mac: bytes = field(repr=False)


class Notary:
    """Bind seals to one vault: its key for seals (32 bytes) and its id (16 bytes)."""

    def __init__(self, key: bytes, vault: bytes) -> None:
        self._key = key
        self._vault = vault

    def mac(self, seal: bytes, entity: bytes, kind: str, blob: bytes) -> bytes:
        """Return the MAC over vault, seal, entity, kind and the sealed bytes."""
        return hmac.digest(self._key, frame(b"seal", self._vault, seal, entity, kind, blob), "sha256")

    def check(self, seal: bytes, entity: bytes, kind: str, blob: bytes, mac: bytes) -> None:
        """Raise Damaged unless the seal was made by a holder of this vault's key, for this record."""
        if not hmac.compare_digest(self.mac(seal, entity, kind, blob), mac):
            raise Damaged("a sealed record is forged or was exchanged", "nothing of it was used; see a backup")


def seal(ledger: Ledger, notary: Notary, recipient: Recipient, kind: str, entity: bytes, plaintext: bytes) -> bytes:
    """Seal a JSON document to the compartment and return the seal's id; needs no secret."""
    new = secrets.token_bytes(ID_BYTES)
    before = ledger.connection.row(_LAST, (entity,))
    blob = enclose(recipient, label("seal", new, entity, kind), plaintext)
    parents = bytes(before[0]) if before else b""
    mac = notary.mac(new, entity, kind, blob)
    row = (new, entity, kind, parents, ledger.device, ledger.now, ledger.generation, blob, mac)
    ledger.connection.run(_ADD, row)
    ledger.add(_message(row))
    return new


def erase(ledger: Ledger, entity: bytes) -> None:
    """Take every seal of an entity away."""
    for row in ledger.connection.rows(_LISTS[False, True], (entity,)):
        ledger.drop(_message(row))
    ledger.connection.run(_ERASE, (entity,))


def unseal(sealed: Seal, notary: Notary, identity: Identity) -> bytes:
    """Return the JSON document that was sealed; raises Damaged where it is not this record's own."""
    notary.check(sealed.id, sealed.entity, sealed.kind, sealed.blob, sealed.mac)
    return disclose(identity, label("seal", sealed.id, sealed.entity, sealed.kind), sealed.blob)


def label(what: str, first: bytes, second: bytes, kind: str) -> bytes:
    """Write the beginning of the JSON document that a sealed blob holds, up to its content."""
    return f'{{"{what}":"{first.hex()}","entity":"{second.hex()}","kind":"{kind}","content":'.encode()


def enclose(recipient: Recipient, beginning: bytes, document: bytes) -> bytes:
    """Return `document` after its label, padded, as an age file to `recipient`."""
    return encrypt(pad_record(beginning + document + b"}"), [recipient])


def disclose(identity: Identity, beginning: bytes, blob: bytes) -> bytes:
    """Return the document of an enclosed blob; raises Damaged unless it bears exactly this label."""
    record = unpad_record(decrypt(blob, [identity]))
    if not record.startswith(beginning) or not record.endswith(b"}"):
        raise Damaged("a sealed record belongs to another one", "nothing of it was used; see a backup")
    return record[len(beginning) : -1]


def seals(connection: Connection, kind: str | None = None, entity: bytes | None = None) -> list[Seal]:
    """Return the seals asked for, in the order they were written here."""
    given = [value for value in (kind, entity) if value is not None]
    rows = connection.rows(_LISTS[kind is not None, entity is not None], given)
    return [_seal(row) for row in rows]


def _seal(row: Row) -> Seal:
    seal, entity, kind, parents, device, when, generation, blob, mac = row
    return Seal(seal, entity, kind, split_ids(parents), device, when, generation, blob, mac)


def checked_messages(connection: Connection, notary: Notary) -> Iterator[bytes]:
    """Yield the message of every seal; raises Damaged at the first whose MAC is not right."""
    for row in connection.stream(_LISTS[False, False]):
        notary.check(row[0], row[1], row[2], row[7], row[8])
        yield _message(row)


def _message(row: Row) -> bytes:
    return frame(b"seals", *row)
