"""gazetteer: where a place lies, by its name or its position, as the map data in the package have it."""

import argparse
import math

from fieldnotes.cli import output
from fieldnotes.cli.settings import Settings
from fieldnotes.domain.rungs import PlaceRung
from fieldnotes.errors import UsageError
from fieldnotes.workflows import places
from fieldnotes.workflows.places import Proposal


def gazetteer(settings: Settings, options: argparse.Namespace) -> int:
    """Print the proposals for a name, a position or both, likeliest first."""
    name = " ".join(options.names)
    position = _position(options.at) if options.at is not None else None
    if not name.strip() and position is None:
        raise UsageError("neither a name nor a position was given", "see: fieldnotes gazetteer --help")
    found = places.proposals([name] if name.strip() else [], position)
    if settings.json:
        output.emit([_document(one) for one in found])
        return 0
    if not found:
        output.note("the map data know nothing by this name or near this position")
        return 0
    output.columns([_row(one) for one in found], ("NAME", "LIES IN", "KM", "FOUND BY"))
    output.note(
        "proposals from GeoNames data: small and lately founded places are missing, and borders are as it has them"
    )
    return 0


def _position(text: str) -> tuple[float, float]:
    """Return latitude and longitude of "35.3,44.3"; what lies beyond the poles is refused where it is looked up."""
    try:
        latitude, longitude = (float(part) for part in text.split(","))
    except ValueError:
        latitude = longitude = math.nan
    if not math.isfinite(latitude) or not math.isfinite(longitude):
        raise UsageError("this is no position", "write degrees north and east, like --at=35.3021,44.3255")
    return latitude, longitude


def _document(one: Proposal) -> dict[str, object]:
    return {
        "name": one.name,
        "ladder": {rung.value: words for rung in PlaceRung if (words := one.ladder.at(rung)) is not None},
        "population": one.population or None,
        "kilometres": one.kilometres,
        "why": one.why,
    }


def _row(one: Proposal) -> tuple[str, ...]:
    above = [words for rung in list(PlaceRung)[2:] if (words := one.ladder.at(rung)) is not None]
    away = "" if one.kilometres is None else f"{one.kilometres:.0f}"
    return one.name, ", ".join(above), away, one.why
