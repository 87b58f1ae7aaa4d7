"""Keep the keys of a vault: list, add, remove and renew its slots; a passphrase never rekeys the notes."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from fieldnotes.errors import UsageError
from fieldnotes.vault import compartment, memory
from fieldnotes.vault.keyring import RecoveryKeys, all_slots
from fieldnotes.vault.keyslots import Family
from fieldnotes.vault.layout import Layout
from fieldnotes.vault.unlocked import Vault

EARLIER_COPIES = (
    "earlier copies of the vault still open as before, and so does what is written from now on: "
    "the notes keep their key until it is rotated"
)


@dataclass(frozen=True, slots=True)
class KeySlot:
    """Describe a slot: its name ("vault.1"), what it opens, and by which kind of key."""

    name: str
    opens: str
    kind: str


def list_slots(path: Path) -> list[KeySlot]:
    """Return the slots that lie in the vault's folder; needs no passphrase.

    Raises:
        Unreachable: there is no vault.
    """
    layout = Layout(path.absolute())
    layout.check()
    opens = {Family.VAULT: "notes", Family.IDENTITIES: "identities"}
    return [KeySlot(slot.name, opens[slot.family], slot.kind.value) for slot in all_slots(layout)]


def add(vault: Vault, *, identities: bool, passphrase: str = "", recipient: str = "") -> str:
    """Add a slot opened by a passphrase, or else by an age recipient; return its name."""
    family = Family.IDENTITIES if identities else Family.VAULT
    return vault.add_slot(family, passphrase=passphrase, recipient=recipient).name


def remove(vault: Vault, name: str) -> None:
    """Remove a slot: overwrite it as well as that can be done, and delete it."""
    vault.remove_slot(name)


def copy_identities(vault: Vault, secret: str, folder: Path) -> datetime:
    """Copy the key of the names to a stick, and open the copy with the identity passphrase; return when that was.

    No backup ever holds this key, so its copy is counted by itself: the date is kept in the vault.

    Raises:
        UsageError: the folder lies in the vault, or holds other keys.
        Locked: the passphrase does not open the copy, or the key is not here.
        Unreachable: the folder cannot be written.
    """
    target = folder.absolute()
    if target.resolve().is_relative_to(vault.path.resolve()):
        raise UsageError("this folder lies in the vault itself", "name one on a stick or another disk")
    compartment.copy_out(vault.layout, vault.recipient, secret, Layout(target))
    now = datetime.now(UTC)
    with memory.amending(vault, memory.NAMES) as kept:
        kept["copied"] = now.isoformat()
    return now


def identities_copied(vault: Vault) -> datetime | None:
    """Return when the key of the names was last copied and the copy opened; None where that never was."""
    copied = memory.remembered(vault, memory.NAMES).get("copied")
    return datetime.fromisoformat(copied) if copied else None


def recover(vault: Vault) -> RecoveryKeys:
    """Make new recovery keys: that of the notes, and that of the names where the identities are open."""
    return vault.new_recovery_keys()
