"""Keep a secret in slots, one age file each: each opens it alone, by a passphrase or by a key.

There are two families of slots in a vault: `vault.N.age` hold the vault's age identity, `identities.N.age`
the compartment's. Number 1 is made with a passphrase and number 2 for the recovery key; others may follow.
What a slot opens with stands in its age header, so slots are listed without opening them.

A slot appears whole or not at all. Removing one overwrites it first, which is the best that can be done:
flash memory and copies made earlier keep what they have.
"""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from fieldnotes.errors import Damaged, FieldnotesError, Locked, UsageError
from fieldnotes.formats.age import envelope, scrypt
from fieldnotes.formats.age.bytereader import ByteReader
from fieldnotes.formats.age.header import read_header
from fieldnotes.formats.age.hybrid import HybridIdentity
from fieldnotes.formats.age.key import Identity, Recipient
from fieldnotes.formats.age.parse import parse_identity
from fieldnotes.formats.age.scrypt import PassphraseIdentity
from fieldnotes.formats.age.x25519 import X25519Identity
from fieldnotes.formats.atomic import reaching, replacing, synchronise
from fieldnotes.vault.layout import Layout

PASSPHRASE_NUMBER = 1
RECOVERY_NUMBER = 2
MOST_SLOTS = 32
_IDENTITY_PREFIX = "AGE-SECRET-KEY-"


class Family(Enum):
    """Name what the slots hold; the value begins their file names."""

    VAULT = "vault"
    IDENTITIES = "identities"


class SlotKind(Enum):
    """Name what opens a slot, as far as its header tells."""

    PASSPHRASE = "passphrase"  # noqa: S105 (a kind of slot, not a secret)
    RECOVERY_KEY = "recovery key"
    RECIPIENT = "recipient"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class Slot:
    """Hold one slot: its family, its number, and what opens it."""

    family: Family
    number: int
    kind: SlotKind

    @property
    def name(self) -> str:
        """What a person calls it: vault.1."""
        return f"{self.family.value}.{self.number}"

    @property
    def file(self) -> str:
        """The name of its file in the folder of keys."""
        return f"{self.name}.age"


def list_slots(layout: Layout, family: Family) -> list[Slot]:
    """Return the slots of a family by number; none where all were moved away.

    Raises Damaged where their folder cannot be read or holds too many to be meant.
    """
    pattern = re.compile(re.escape(family.value) + r"\.([1-9][0-9]{0,5})\.age")
    try:
        names = [entry.name for entry in os.scandir(layout.keys)]
    except OSError:
        raise Damaged("keys is missing or cannot be read", "put it back from a backup") from None
    numbers = sorted(int(match[1]) for name in names if (match := pattern.fullmatch(name)))
    if len(numbers) > MOST_SLOTS:  # each may cost a second and a gigabyte to try
        raise Damaged("there are more key slots than anybody makes", "remove those that are not yours")
    return [Slot(family, number, _kind(layout, family, number)) for number in numbers]


def open_slots(layout: Layout, slots: Sequence[Slot], secret: str) -> tuple[Slot, str]:
    """Return the first slot that `secret` opens, and what it holds.

    A secret that is written like an age identity is tried on the slots for keys, anything else on those for
    passphrases.

    Raises:
        Locked: no slot opens with it.
        Damaged: none opens with it, and at least one of them is damaged.
    """
    by_key = is_age_identity(secret)
    identity = _identity(secret) if by_key else PassphraseIdentity(secret)
    damaged: list[str] = []
    for slot in slots:
        if slot.kind is SlotKind.DAMAGED:
            damaged.append(slot.file)
        elif (slot.kind is SlotKind.PASSPHRASE) is not by_key:
            try:
                return slot, _open(layout, slot, identity)
            except Locked:
                continue
            except Damaged:
                damaged.append(slot.file)
    if damaged:
        raise Damaged(f"keys/{damaged[0]} is damaged", "put it back from a backup, or use another slot")
    what = "recovery key" if by_key else "passphrase"
    raise Locked(f"this {what} does not open it", "try again; a recovery key opens it as well")


def write_slot(layout: Layout, slot: Slot, content: str, recipient: Recipient) -> None:
    """Write a slot whole or not at all, over an earlier one of its number; raises Unreachable."""
    sealed = envelope.encrypt(content.encode(), [recipient])
    with reaching(), replacing(layout.keys / slot.file) as file:
        file.write(sealed)


def shred_slot(layout: Layout, slot: Slot) -> None:
    """Overwrite a slot, then delete it; best effort, raises Unreachable where it cannot be written."""
    path = layout.keys / slot.file
    with reaching():
        size = path.stat().st_size
        with path.open("r+b") as file:
            file.write(os.urandom(size))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
        synchronise(layout.keys)


def replace_slot(layout: Layout, slot: Slot, content: str, recipient: Recipient) -> None:
    """Write a slot anew and overwrite what it held, best effort, once the new one is in place."""
    path = layout.keys / slot.file
    if not path.exists():
        write_slot(layout, slot, content, recipient)
        return
    with reaching(), path.open("r+b") as before:
        size = os.fstat(before.fileno()).st_size
        write_slot(layout, slot, content, recipient)
        before.write(os.urandom(size))
        before.flush()
        os.fsync(before.fileno())


def copy_slots(layout: Layout, slots: Sequence[Slot], target: Layout) -> None:
    """Copy slots to another folder as they are, whole or not at all; raises UsageError where others are there."""
    contents = {slot.file: layout.read(layout.keys / slot.file) for slot in slots}
    with reaching():
        target.root.mkdir(mode=0o700, exist_ok=True)  # the folder around it is there, or no stick is plugged in
        target.keys.mkdir(mode=0o700, exist_ok=True)
        for name, content in contents.items():
            path = target.keys / name
            if path.exists() and path.read_bytes() != content:
                raise UsageError("another key slot of this name is there already", "choose another folder")
        for name, content in contents.items():
            with replacing(target.keys / name) as file:
                file.write(content)


def next_number(slots: Sequence[Slot]) -> int:
    """Return a number for a new slot, never one of the first two."""
    return max([RECOVERY_NUMBER, *(slot.number for slot in slots)]) + 1


def is_age_identity(secret: str) -> bool:
    """Say whether a secret is written like an age identity rather than like a passphrase."""
    return _typed_off(secret).startswith(_IDENTITY_PREFIX)


def _typed_off(secret: str) -> str:
    """Return a key as age writes it, however it was typed off a paper: spaces and small letters allowed."""
    return "".join(secret.split()).upper()


def _identity(secret: str) -> X25519Identity | HybridIdentity:
    try:
        return parse_identity(_typed_off(secret))
    except UsageError:
        raise Locked("this recovery key is mistyped", "compare it with the paper, letter by letter") from None


def _open(layout: Layout, slot: Slot, identity: Identity) -> str:
    try:
        return envelope.decrypt(layout.read(layout.keys / slot.file), [identity]).decode("ascii").strip()
    except UnicodeDecodeError:
        raise Damaged(f"keys/{slot.file} does not hold a key") from None


def _kind(layout: Layout, family: Family, number: int) -> SlotKind:
    path = layout.keys / f"{family.value}.{number}.age"
    try:
        stanzas = read_header(ByteReader([layout.read(path)])).stanzas
    except FieldnotesError:
        return SlotKind.DAMAGED
    if any(stanza.type == scrypt.TYPE for stanza in stanzas):
        return SlotKind.PASSPHRASE
    return SlotKind.RECOVERY_KEY if number == RECOVERY_NUMBER else SlotKind.RECIPIENT
