"""Keep the compartment: the key pair that identities and all that is sealed are sealed to.

The public half, its recipient (`age1pq1…`), is recorded in notes.db; that record counts. The copy in
keys/identities.pub is for people and stock tools, and where it differs nothing is sealed, because somebody
may want it sealed to a key of theirs. The private half lies in slots of its own and may be kept on another
machine altogether.
"""

from fieldnotes.errors import Damaged, Locked, UsageError
from fieldnotes.formats.age.hybrid import HybridIdentity, HybridRecipient
from fieldnotes.formats.age.parse import parse_identity, parse_recipient
from fieldnotes.vault import keyslots
from fieldnotes.vault.keyslots import Family, Slot, SlotKind
from fieldnotes.vault.layout import Layout

PASSPHRASE_SLOT = Slot(Family.IDENTITIES, keyslots.PASSPHRASE_NUMBER, SlotKind.PASSPHRASE)
RECOVERY_SLOT = Slot(Family.IDENTITIES, keyslots.RECOVERY_NUMBER, SlotKind.RECOVERY_KEY)


def recorded_recipient(constant: bytes) -> HybridRecipient:
    """Read the recipient that notes.db records; raises Damaged where it is none."""
    try:
        recipient = parse_recipient(constant.decode("ascii"))
    except (UnicodeDecodeError, UsageError):
        raise Damaged("notes.db records no recipient for identities", "put it back from a backup") from None
    if not isinstance(recipient, HybridRecipient):
        raise Damaged("notes.db records an unsafe recipient for identities", "put it back from a backup")
    return recipient


def check_public_copy(layout: Layout, constant: bytes) -> None:
    """Raise Damaged where keys/identities.pub is missing or is not the recipient that notes.db records."""
    if layout.read(layout.recipient) != constant + b"\n":
        raise Damaged(
            "keys/identities.pub is not the key that this vault seals to",
            "somebody exchanged it; nothing was sealed; put it back from a backup",
        )


def open_compartment(layout: Layout, recipient: HybridRecipient, secret: str) -> tuple[Slot, HybridIdentity]:
    """Return the private half and its slot, by the identity passphrase or by the NAMES recovery key.

    Raises:
        Locked: it is not on this machine, or the secret does not open it.
        Damaged: what the slot holds is not the private half of `recipient`.
    """
    slots = keyslots.list_slots(layout, Family.IDENTITIES)
    if not slots:
        raise Locked("the identity key is not on this machine", "bring keys/identities.1.age back to read names")
    slot, text = keyslots.open_slots(layout, slots, secret)
    try:
        identity = parse_identity(text)
    except UsageError:
        raise Damaged(f"keys/{slot.file} does not hold a key", "put it back from a backup") from None
    if not isinstance(identity, HybridIdentity) or identity.recipient() != recipient:
        raise Damaged(f"keys/{slot.file} holds the key of another vault", "put it back from a backup")
    return slot, identity


def copy_out(layout: Layout, recipient: HybridRecipient, secret: str, target: Layout) -> int:
    """Copy the slots of the private half to another folder and open the copy there; return how many there are.

    Raises Locked and Damaged as `open_compartment` does, of the copies; Unreachable where they cannot be written.
    """
    slots = keyslots.list_slots(layout, Family.IDENTITIES)
    if not slots:
        raise Locked("the identity key is not on this machine", "copy it where it is")
    keyslots.copy_slots(layout, slots, target)
    open_compartment(target, recipient, secret)
    return len(slots)


def write_recovery(layout: Layout, identity: HybridIdentity) -> str:
    """Write or replace the slot for the NAMES recovery key; return a new key, proved by opening with it."""
    names = HybridIdentity.generate()
    keyslots.replace_slot(layout, RECOVERY_SLOT, identity.reveal() + "\n", names.recipient())
    secret = names.reveal()
    if keyslots.open_slots(layout, [RECOVERY_SLOT], secret)[1] != identity.reveal():
        raise Damaged("a recovery key does not open what was just written", "the disk may be failing")
    return secret
