"""Keep places; of a sealed one only the handle and the published rungs stay readable (design, section 3)."""

import secrets

from fieldnotes.domain.location import Ladder, Location, SealedLocation
from fieldnotes.errors import UsageError
from fieldnotes.vault import rows
from fieldnotes.vault.history import Head
from fieldnotes.vault.transaction import Transaction
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import records, unfinished
from fieldnotes.workflows.writing import Undo

Kept = Location | SealedLocation | None
_KINDS = (rows.LOCATION, rows.SEALED_LOCATION)


def add_location(vault: Vault, place: Location) -> Undo:
    """Add a place; undoing takes it away, what was sealed stays sealed.

    Raises:
        UsageError: the handle is taken.
    """
    records.refuse_taken(vault, place.handle)
    entity = secrets.token_bytes(16)
    with vault.transaction() as tx:
        write(tx, entity, None, place)
    return Undo(((entity, None),))


def change_location(vault: Vault, handle: str, place: Location) -> Undo | None:
    """Write the next revision of a place, or seal it; None where that cannot be undone: sealed is sealed.

    Raises:
        UsageError: there is no such place, or the handle would change, by which the notes refer to it.
    """
    if place.handle != handle:
        raise UsageError("the handle of a place does not change", "the notes refer to it; add another place")
    head = records.expected(vault, handle, *_KINDS)
    before = _noun(head)
    with vault.transaction() as tx:
        write(tx, head.entity, before, place)
    return None if stays_sealed(before, place) else Undo(((head.entity, head),))


def remove_location(vault: Vault, handle: str) -> Undo:
    """Take a place out of the lists, with what was not kept yet; its history, and what was sealed of it, stay.

    Raises:
        UsageError: there is no such place, or an interview refers to it.
    """
    head = records.expected(vault, handle, *_KINDS)
    records.refuse_referred(vault, handle)
    unfinished.drop_all(vault, head.entity)
    return records.remove(vault, [head.entity])


def stays_sealed(before: Kept, given: Location) -> bool:
    """Tell whether a place is to be sealed: asked to be, or sealed before, for once sealed it stays so."""
    return given.sealed or isinstance(before, SealedLocation) or (before is not None and before.sealed)


def write(tx: Transaction, entity: bytes, before: Kept, given: Location) -> bool:
    """Write a place, sealed where it has to be; return whether anything changed.

    A revision of a sealed one only adds to what the gate protects. One that was readable until now gets a new
    entity, and what was readable is sealed as well.
    """
    if not stays_sealed(before, given):
        if given != before:
            tx.put(rows.LOCATION, entity, given.to_owner_json(), name=given.handle)
        return given != before
    sealed = given.model_copy(update={"sealed": True})
    if sealed == before:
        return False
    if isinstance(before, Location) and not before.sealed:
        tx.remove(entity)
        entity = secrets.token_bytes(16)
        tx.seal(rows.LOCATION, entity, before.model_copy(update={"sealed": True}).to_owner_json())
    public = {rung: words for rung, words in given.ladder if words in given.public_rungs()}
    readable = SealedLocation(handle=given.handle, publish_from=given.publish_from, ladder=Ladder(**public))
    tx.put(rows.SEALED_LOCATION, entity, readable.to_owner_json(), name=given.handle)
    tx.seal(rows.LOCATION, entity, sealed.to_owner_json())
    return True


def _noun(head: Head) -> Location | SealedLocation:
    if head.kind == rows.SEALED_LOCATION:
        return rows.noun_of(SealedLocation, head.body)
    return rows.noun_of(Location, head.body)
