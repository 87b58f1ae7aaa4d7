"""Open a vault as far as to know that it can be trusted, without writing to it.

Only when all of this holds does anybody get a connection that can write, so a damaged vault stays as it was
found: the write-ahead log of a rolled-back or torn database may be all that is left of a day's work.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from fieldnotes.errors import Damaged
from fieldnotes.formats.age.hybrid import HybridRecipient
from fieldnotes.formats.age.x25519 import X25519Identity
from fieldnotes.vault import compartment, freshness, masterkey, memory
from fieldnotes.vault.connection import Connection, open_database
from fieldnotes.vault.derive import Purpose, subkey
from fieldnotes.vault.freshness import Digester
from fieldnotes.vault.index import Index
from fieldnotes.vault.keyring import all_slots
from fieldnotes.vault.keyslots import Slot, SlotKind
from fieldnotes.vault.layout import RECOVERY_TEXT, Layout
from fieldnotes.vault.migrations import NOTES, refuse_newer
from fieldnotes.vault.seals import Notary
from fieldnotes.vault.verification import check_structure, verify_current

_CACHE_MIB = 32  # each page is read about twice while a vault opens


@dataclass(frozen=True, slots=True)
class Keys:
    """Hold what a passphrase or recovery key of the vault gives: identity and raw database key (32 bytes)."""

    slot: Slot
    identity: X25519Identity = field(repr=False)
    database: bytes = field(repr=False)

    def digester(self) -> Digester:
        """Return what makes the elements of the freshness sums."""
        return Digester(subkey(self.database, Purpose.FRESHNESS))


@dataclass(frozen=True, slots=True)
class Inspected:
    """Hold what a trusted vault says about itself; `vault` and `device` are 16 bytes each."""

    vault: bytes
    recipient: HybridRecipient
    device: bytes
    is_demo: bool
    notary: Notary
    warnings: tuple[str, ...]


def unlock(layout: Layout, secret: str) -> Keys:
    """Turn a passphrase or a NOTES recovery key into the keys; takes the time that scrypt takes.

    Raises Locked for a wrong one, Damaged for slots that are not what they should be.
    """
    slot, identity = masterkey.open_identity(layout, secret)
    return Keys(slot, identity, masterkey.open_database_key(layout, identity))


def inspect(layout: Layout, keys: Keys) -> Inspected:
    """Verify schema, structure, freshness, seals and recipient, and that the index saw nothing newer.

    Raises Damaged at the first thing that is not right.
    """
    warnings = _warnings(layout)
    notes = open_database(layout.notes, keys.database, write=False, cache_mib=_CACHE_MIB)
    try:
        refuse_newer(notes, NOTES)
        constants = freshness.constants(notes)
        if missing := {"vault", "device", "recipient", "demo"} - constants.keys():
            raise Damaged(f"notes.db does not say its {min(missing)}", "put it back from a backup")
        notary = Notary(subkey(keys.database, Purpose.SEAL), constants["vault"])
        with ThreadPoolExecutor(max_workers=1) as beside:
            structure = beside.submit(_check_structure, layout, keys)
            verify_current(notes, keys.digester(), notary)
            structure.result()
        recipient = compartment.recorded_recipient(constants["recipient"])
        compartment.check_public_copy(layout, constants["recipient"])
        warnings += memory.warnings(notes) + _index_warnings(layout, keys, notes)
    finally:
        notes.close()
    is_demo = constants["demo"] == b"1"
    return Inspected(constants["vault"], recipient, constants["device"], is_demo, notary, tuple(warnings))


def _check_structure(layout: Layout, keys: Keys) -> None:
    """Check the trees on a connection of their own, while another one reads the rows."""
    notes = open_database(layout.notes, keys.database, write=False, cache_mib=_CACHE_MIB)
    try:
        check_structure(notes)
    finally:
        notes.close()


def _warnings(layout: Layout) -> list[str]:
    """Say what a person should hear about the files that open the vault, though it opens without them."""
    warnings = []
    try:
        if layout.read(layout.recovery) != RECOVERY_TEXT:
            warnings.append("RECOVERY.txt is not as Fieldnotes writes it: trust the paper")
    except Damaged as error:
        warnings.append(f"{error.sentence}: trust the paper")
    return warnings + [
        f"keys/{slot.file} is damaged and opens nothing: put it back, or renew the key"
        for slot in all_slots(layout)
        if slot.kind is SlotKind.DAMAGED
    ]


def _index_warnings(layout: Layout, keys: Keys, notes: Connection) -> list[str]:
    """Ask the index whether it saw a later state of the notes, which raises Damaged, and what it warns of."""
    index = Index(
        layout.index,
        subkey(keys.database, Purpose.INDEX),
        notes,
        lambda _kind, _body: None,
        lambda: freshness.load(notes).generation,
    )
    index.close()
    return index.warnings
