"""Location: a place with a ladder from the site to the country, and how exactly we may say it."""

from typing import Annotated

from pydantic import Field

from fieldnotes.domain.ids import Handle
from fieldnotes.domain.noun import Noun
from fieldnotes.domain.rungs import PlaceRung

Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]


class Ladder(Noun):
    """Say one place on every rung that is known, most exact first."""

    site: str | None = None
    settlement: str | None = None
    district: str | None = None
    governorate: str | None = None
    region: str | None = None
    country: str | None = None

    def at(self, rung: PlaceRung) -> str | None:
        """Return the words of *rung*, or None where it is missing or empty."""
        words: str | None = getattr(self, rung.value)
        return words or None


class Location(Noun):
    """Describe a place; everything below the published rung is known to the owner only.

    `coordinates` are latitude and longitude in degrees; `sealed` puts all but the handle and the
    published rung behind the identity key.
    """

    handle: Handle
    name: str
    aliases: tuple[str, ...] = ()
    coordinates: tuple[Latitude, Longitude] | None = None
    ladder: Ladder = Ladder()
    publish_from: PlaceRung | None = None
    sealed: bool = False

    @property
    def lowest(self) -> PlaceRung:
        """Return the lowest rung that may appear; the country, where none was given."""
        return self.publish_from or PlaceRung.COUNTRY

    def public_rungs(self, coarser: PlaceRung | None = None) -> list[str]:
        """Return the words of the rungs that may appear, lowest first, from *coarser* on if it is given."""
        return [words for rung in list(PlaceRung)[self._floor(coarser) :] if (words := self.ladder.at(rung))]

    def hidden_rungs(self, coarser: PlaceRung | None = None) -> dict[PlaceRung, str]:
        """Return the words of the rungs below the published one, lowest first."""
        return {rung: words for rung in list(PlaceRung)[: self._floor(coarser)] if (words := self.ladder.at(rung))}

    def _floor(self, coarser: PlaceRung | None) -> int:
        return max(self.lowest.height, coarser.height if coarser else 0)


class SealedLocation(Noun):
    """Keep what stays readable of a sealed place: its handle and its published rungs."""

    handle: Handle
    publish_from: PlaceRung | None = None
    ladder: Ladder = Ladder()
