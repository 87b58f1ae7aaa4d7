"""Keep the two keys that everything of the notes hangs on: the vault's age identity and the raw database key.

The slots hold the identity (X25519, so that age of any version reads it); the database key is sealed to it
once, as 64 hexadecimal digits. A new passphrase is a new slot and never touches the database.
"""

import re

from fieldnotes.errors import Damaged, Locked, UsageError
from fieldnotes.formats.age import envelope
from fieldnotes.formats.age.parse import parse_identity
from fieldnotes.formats.age.x25519 import X25519Identity
from fieldnotes.formats.atomic import reaching, replacing
from fieldnotes.vault import keyslots
from fieldnotes.vault.keyslots import Family, Slot, SlotKind
from fieldnotes.vault.layout import Layout

PASSPHRASE_SLOT = Slot(Family.VAULT, keyslots.PASSPHRASE_NUMBER, SlotKind.PASSPHRASE)
RECOVERY_SLOT = Slot(Family.VAULT, keyslots.RECOVERY_NUMBER, SlotKind.RECOVERY_KEY)
_HEXADECIMAL = re.compile(rb"[0-9a-f]{64}")


def open_identity(layout: Layout, secret: str) -> tuple[Slot, X25519Identity]:
    """Return the slot that a passphrase or a recovery key opens, and the vault's identity in it.

    Raises:
        Locked: no slot opens with it.
        Damaged: there is no slot, the slots are damaged, or what opens is no such identity.
    """
    slots = keyslots.list_slots(layout, Family.VAULT)
    if not slots:
        raise Damaged("keys/vault.1.age is missing", "put it back from a backup")
    slot, text = keyslots.open_slots(layout, slots, secret)
    try:
        identity = parse_identity(text)
    except UsageError:
        raise Damaged(f"keys/{slot.file} does not hold a key", "put it back from a backup") from None
    if not isinstance(identity, X25519Identity):
        raise Damaged(f"keys/{slot.file} holds a key of another kind", "put it back from a backup")
    return slot, identity


def open_database_key(layout: Layout, identity: X25519Identity) -> bytes:
    """Return the raw key of notes.db, 32 bytes; raises Damaged where it is not the identity's to open."""
    name = layout.name(layout.database_key)
    try:
        digits = envelope.decrypt(layout.read(layout.database_key), [identity])
    except Locked:
        raise Damaged(f"{name} belongs to another vault", "put it back from a backup") from None
    if not _HEXADECIMAL.fullmatch(digits):
        raise Damaged(f"{name} does not hold a database key", "put it back from a backup")
    return bytes.fromhex(digits.decode("ascii"))


def write_database_key(layout: Layout, identity: X25519Identity, key: bytes) -> None:
    """Seal the raw database key to the vault's identity."""
    sealed = envelope.encrypt(key.hex().encode("ascii"), [identity.recipient()])
    with reaching(), replacing(layout.database_key) as file:
        file.write(sealed)


def write_recovery(layout: Layout, identity: X25519Identity) -> str:
    """Write or replace the slot for the NOTES recovery key; return a new key, proved by opening with it."""
    notes = X25519Identity.generate()
    keyslots.replace_slot(layout, RECOVERY_SLOT, identity.reveal() + "\n", notes.recipient())
    secret = notes.reveal()
    if keyslots.open_slots(layout, [RECOVERY_SLOT], secret)[1] != identity.reveal():
        raise Damaged("a recovery key does not open what was just written", "the disk may be failing")
    return secret
