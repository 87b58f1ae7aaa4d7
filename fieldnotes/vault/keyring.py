"""Add, remove and renew the slots of an opened vault.

A vault keeps at least one slot with a passphrase for each of its two locks, the slot that opened it here
stays until another one has proved itself by opening it, and no passphrase opens both locks.
"""

from collections.abc import Set
from dataclasses import dataclass, field

from fieldnotes.errors import Damaged, Locked, UsageError
from fieldnotes.formats.age.hybrid import HybridIdentity, HybridRecipient
from fieldnotes.formats.age.key import Recipient
from fieldnotes.formats.age.parse import parse_recipient
from fieldnotes.formats.age.scrypt import PassphraseRecipient
from fieldnotes.formats.age.x25519 import X25519Identity
from fieldnotes.vault import compartment, keyslots, masterkey
from fieldnotes.vault.keyslots import Family, Slot, SlotKind
from fieldnotes.vault.layout import Layout
from fieldnotes.vault.passphrases import refuse_weak

LOG_N = 17  # 128 MiB and half a second, at both locks


@dataclass(frozen=True, slots=True)
class RecoveryKeys:
    """Hold the keys to be printed once: `notes` opens the vault, `names` the identities (None: unchanged)."""

    notes: str = field(repr=False)
    names: str | None = field(repr=False)


def all_slots(layout: Layout) -> list[Slot]:
    """Return the slots of both locks; needs no secret."""
    return [slot for family in Family for slot in keyslots.list_slots(layout, family)]


def add(
    layout: Layout, family: Family, identity: X25519Identity | HybridIdentity, passphrase: str, recipient: str
) -> Slot:
    """Add a slot that holds `identity`, opened by `passphrase` or, where that is empty, by `recipient`.

    Raises:
        UsageError: the passphrase is weak or opens the other lock; or it is no recipient that may be added.
        Unreachable: the slot cannot be written.
    """
    lock: Recipient
    if passphrase:
        _check_passphrase(layout, family, passphrase)
        kind, lock = SlotKind.PASSPHRASE, PassphraseRecipient(passphrase, LOG_N)
    else:
        kind, lock = SlotKind.RECIPIENT, _recipient(family, recipient)
    slot = Slot(family, keyslots.next_number(keyslots.list_slots(layout, family)), kind)
    keyslots.write_slot(layout, slot, f"{identity.reveal()}\n", lock)
    return slot


def remove(layout: Layout, name: str, in_use: Set[Slot]) -> Slot:
    """Overwrite and delete a slot by its name, best effort; raises UsageError where it must stay."""
    slots = all_slots(layout)
    slot = next((slot for slot in slots if slot.name == name), None)
    if slot is None:
        raise UsageError("there is no such key slot", "see: fieldnotes key list")
    if slot in in_use:
        raise UsageError(f"{slot.name} is what opened the vault just now", "open it with another one, then remove this")
    others = [one for one in slots if one.family is slot.family and one != slot]
    if slot.kind is SlotKind.PASSPHRASE and not any(one.kind is SlotKind.PASSPHRASE for one in others):
        raise UsageError(f"{slot.name} is the last one with a passphrase", "add another one first")
    keyslots.shred_slot(layout, slot)
    return slot


def new_recovery_keys(layout: Layout, identity: X25519Identity, private: HybridIdentity | None) -> RecoveryKeys:
    """Replace the slots of the recovery keys, that of the names only where the compartment is open."""
    names = compartment.write_recovery(layout, private) if private is not None else None
    return RecoveryKeys(masterkey.write_recovery(layout, identity), names)


def _recipient(family: Family, text: str) -> Recipient:
    recipient = parse_recipient(text)
    if family is Family.IDENTITIES and not isinstance(recipient, HybridRecipient):
        raise UsageError(
            "the identities are kept from quantum computers, and this recipient is not",
            "give one that begins with age1pq1",
        )
    return recipient


def _check_passphrase(layout: Layout, family: Family, passphrase: str) -> None:
    refuse_weak(passphrase, "new passphrase")
    other = Family.IDENTITIES if family is Family.VAULT else Family.VAULT
    slots = [slot for slot in keyslots.list_slots(layout, other) if slot.kind is SlotKind.PASSPHRASE]
    try:
        keyslots.open_slots(layout, slots, passphrase)
    except (Damaged, Locked):
        return
    raise UsageError("the new passphrase opens the other lock as well", "take another one")
