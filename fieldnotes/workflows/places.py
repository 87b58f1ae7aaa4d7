"""Keep places; of a sealed one only the handle and the published rungs stay readable (design, section 3).

Where a place lies the map data may know: what it says is proposed, and a person chooses.
"""

import secrets
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from fieldnotes.domain.location import Ladder, Location, SealedLocation
from fieldnotes.errors import UsageError
from fieldnotes.gazetteer import places as gazetteer
from fieldnotes.gazetteer.places import Place
from fieldnotes.redaction.place_names import key_of, known_as
from fieldnotes.vault import rows
from fieldnotes.vault.history import Head
from fieldnotes.vault.transaction import Transaction
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import notebook, records, unfinished
from fieldnotes.workflows.writing import Undo

Position = tuple[float, float]
Kept = Location | SealedLocation | None
_KINDS = (rows.LOCATION, rows.SEALED_LOCATION)
_MOST = 9
_NAMED, _NEAR, _ALIKE = "its name, or how it begins", "near the position", "a name spelled like it"
_BORDER = "near the position; another country is near, too"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Propose where a place may lie, as the map data have it: never more than that.

    Attributes:
        name: of the settlement or unit that is meant, as the map data write it.
        ladder: its rungs, as far as they are known.
        population: about, to a few per cent; 0 where unknown, and of a unit.
        kilometres: how far it is from the position that was given; None without one, or for a unit.
        why: how it was found, in words.
    """

    name: str
    ladder: Ladder
    population: int
    kilometres: float | None
    why: str


def suggest_ladders(vault: Vault, name: str, aliases: Sequence[str], position: Position | None) -> list[Proposal]:
    """Return where a place may lie by its names or its position; those in countries of the vault's places first.

    Raises:
        UsageError: the position is none on Earth.
    """
    kept = [place.ladder.country for _, place in notebook.locations(vault).values()]
    return proposals((name, *aliases), position, [country for country in kept if country])


def proposals(names: Sequence[str], position: Position | None, countries: Collection[str] = ()) -> list[Proposal]:
    """Return where a place may lie, likeliest first, at most nine: nothing where the map data have nothing to say.

    First what bears one of *names* and lies by the *position*, then what else bears one, then settlements within 50 km
    of the position, nearest first, then what is spelled alike; those of the *countries* first, then the larger ones.

    Raises:
        UsageError: the position is none on Earth.
    """
    close = dict(gazetteer.nearest(*position)) if position is not None else {}
    found: dict[Place, str] = {}
    for place, why in _found([name for name in names if key_of(name)], close):
        found.setdefault(place, why)
    known = {key_of(country) for country in countries}
    order = {_NAMED: 0, _NEAR: 1, _BORDER: 1, _ALIKE: 2}

    def rank(place: Place) -> tuple[bool, int, bool, float]:
        away, why = _away(place, position), found[place]
        is_here = why == _NAMED and away is not None and away <= gazetteer.FARTHEST
        nearness = away if order[why] == 1 and away is not None else -place.population
        return not is_here, order[why], order[why] != 1 and key_of(place.country) not in known, nearness

    best = sorted(found, key=rank)[:_MOST]
    return [Proposal(one.name, one.ladder, one.population, _away(one, position), found[one]) for one in best]


def _found(names: Sequence[str], close: Collection[Place]) -> Iterator[tuple[Place, str]]:
    """Yield what the map data have, with how it was found; other spellings only where nothing bears a name."""
    named = [place for name in names for place in known_as(name)]
    yield from ((place, _NAMED) for place in named)
    near = _NEAR if len({place.code for place in close}) < 2 else _BORDER
    yield from ((place, near) for place in close)
    if not named:
        yield from ((place, _ALIKE) for name in names for place in gazetteer.spelled_alike(key_of(name)))


def _away(place: Place, position: Position | None) -> float | None:
    """Return the kilometres between a settlement and the position that was given."""
    if position is None or place.position is None:
        return None
    return round(gazetteer.kilometres(place.position, position), 1)


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
