"""Look over the interviews as a whole: which week, with whom, and where as far as a place may be published."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from fieldnotes.domain.location import Location, SealedLocation
from fieldnotes.domain.rungs import PlaceRung
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import notebook


@dataclass(frozen=True, slots=True)
class Overview:
    """Say of one interview what a look over many needs: `started` in its own zone, `who` by pseudonym."""

    code: str
    started: datetime
    who: tuple[str, ...]
    where: str | None
    words: int
    has_terms: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """Say where interviews were held: the words that may be published, and of which rung they are.

    `coordinates` are exact, for the drawing to make coarse; a sealed place has none while it is sealed.
    """

    label: str
    coordinates: tuple[float, float] | None
    rung: PlaceRung
    interviews: tuple[str, ...]


def between(vault: Vault, first: date, last: date) -> list[Overview]:
    """Return the interviews that began on these days, both included, each in its own zone, by code."""
    names = {handle: source.pseudonym for handle, (_, source) in notebook.sources(vault).items()}
    places = {handle: _name(place) for handle, (_, place) in notebook.locations(vault).items()}
    return [
        Overview(
            kept.interview.code,
            kept.interview.started,
            tuple(dict.fromkeys(names.get(p.source, p.source) for p in kept.interview.participants)),
            places.get(kept.interview.location or ""),
            kept.words,
            kept.interview.terms is not None,
        )
        for kept in notebook.interviews(vault).values()
        if first <= kept.interview.started.date() <= last
    ]


def last_day(vault: Vault) -> date | None:
    """Return the day of the latest interview, or None where there is none."""
    return max((kept.interview.started.date() for kept in notebook.interviews(vault).values()), default=None)


def spots(vault: Vault) -> list[Spot]:
    """Return every place that interviews name, at its published rung; one without such a rung is left out."""
    held: dict[str, list[str]] = {}
    for kept in notebook.interviews(vault).values():
        if kept.interview.location is not None:
            held.setdefault(kept.interview.location, []).append(kept.interview.code)
    places = {handle: place for handle, (_, place) in notebook.locations(vault).items()}
    return list(_spots(places, held))


def _spots(places: Mapping[str, Location | SealedLocation], held: Mapping[str, list[str]]) -> list[Spot]:
    found = []
    for handle, codes in held.items():
        place = places.get(handle)
        rung = _published(place) if place is not None else None
        if place is not None and rung is not None:
            spot = place.coordinates if isinstance(place, Location) else None
            found.append(Spot(place.ladder.at(rung) or "", spot, rung, tuple(codes)))
    return found


def _published(place: Location | SealedLocation) -> PlaceRung | None:
    """Return the lowest rung of a place that has words and may be published."""
    lowest = place.publish_from or PlaceRung.COUNTRY
    return next((rung for rung in list(PlaceRung)[lowest.height :] if place.ladder.at(rung)), None)


def _name(place: Location | SealedLocation) -> str:
    return place.name if isinstance(place, Location) else place.handle
