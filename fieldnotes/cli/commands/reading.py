"""list, show and search: what the owner reads, unredacted."""

import argparse
import json
from typing import Any

from fieldnotes.cli import output
from fieldnotes.cli.commands.opening import opened
from fieldnotes.cli.settings import Settings
from fieldnotes.domain.interview import Interview
from fieldnotes.domain.location import Location, SealedLocation
from fieldnotes.domain.noun import FOR_THE_OWNER, Noun
from fieldnotes.domain.source import Source
from fieldnotes.domain.terms import PERMISSIONS, Bits
from fieldnotes.errors import UsageError
from fieldnotes.workflows import reading
from fieldnotes.workflows.vaults import OpenVault

_FIRST = {"publications": "to make one: fieldnotes export CODE --out PAGE.md"}
_OWNER_ONLY = "for you alone: nothing here is redacted"


def list_nouns(settings: Settings, options: argparse.Namespace) -> int:
    """List interviews, sources, locations or publications."""
    with opened(settings) as vault:
        rows, headings = _LISTS[options.what](vault)
    if settings.json:
        output.emit(rows)
    elif not rows:
        output.note(f"no {options.what} yet; {_FIRST.get(options.what, 'to add some: fieldnotes load BUNDLE.json')}")
    else:
        output.columns([tuple(_cell(row[heading]) for heading in headings) for row in rows], headings)
        output.note(_OWNER_ONLY)
    return 0


def _cell(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else "" if value is None else str(value)


def _interviews(vault: OpenVault) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    rows = [
        {
            "code": interview.code,
            "started": interview.started.isoformat(),
            "location": interview.location,
            "sources": list(dict.fromkeys(participant.source for participant in interview.participants)),
            "words": words,
        }
        for interview, words in reading.list_interviews(vault)
    ]
    return rows, ("code", "started", "location", "sources", "words")


def _sources(vault: OpenVault) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    rows = [
        {
            "handle": source.handle,
            "pseudonym": source.pseudonym,
            "role": source.role.value,
            "publish_as": source.publish_as.value,
            "flags": [flag.value for flag in source.flags],
        }
        for source in reading.list_sources(vault)
    ]
    return rows, ("handle", "pseudonym", "role", "publish_as", "flags")


def _locations(vault: OpenVault) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    rows = [
        {
            "handle": place.handle,
            "name": place.name if isinstance(place, Location) else None,
            "publish_from": (place.publish_from or "country"),
            "sealed": isinstance(place, SealedLocation) or place.sealed,
        }
        for place in reading.list_locations(vault)
    ]
    return rows, ("handle", "name", "publish_from", "sealed")


def _publications(vault: OpenVault) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    rows = [
        {
            "interviews": [release.interview for release in publication.releases],
            "sources": sorted({handle for release in publication.releases for handle in release.sources}),
            "passages": sum(len(release.passages) for release in publication.releases),
            "replaced": publication.replaced,
        }
        for publication in reading.list_publications(vault)
    ]
    return rows, ("interviews", "sources", "passages", "replaced")


_LISTS = {
    "interviews": _interviews,
    "sources": _sources,
    "locations": _locations,
    "publications": _publications,
}


def show(settings: Settings, options: argparse.Namespace) -> int:
    """Show an interview, one passage, a source or a location.

    Who a source is shows only where the identity passphrase is given on this command line: one that the
    environment names for exports must not put a name on the screen.
    """
    with opened(settings, identities=settings.identity_passphrase.asked_for) as vault:
        shown = reading.show(vault, options.code)
        card = reading.card(vault, shown)
    document = _document(shown) | ({"identity": _plain(card)} if card is not None else {})
    if settings.json:
        output.emit(document)
    elif isinstance(shown, Noun):
        for name, value in document.items():
            output.say(f"{name}: {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}")
    else:
        _say_interview(*shown)
    output.note(_OWNER_ONLY)
    return 0


def _plain(noun: Noun) -> dict[str, Any]:
    return noun.model_dump(mode="json", exclude_defaults=True, by_alias=True, context=FOR_THE_OWNER)


def _document(
    shown: tuple[Interview, list[reading.ShownPassage]] | Source | Location | SealedLocation,
) -> dict[str, Any]:
    if isinstance(shown, Noun):
        return _plain(shown)
    interview, passages = shown
    numbered = [
        {"where": f"{interview.code}:{p.number}", **_plain(p.passage), "in_force": _bits(p.bits)} for p in passages
    ]
    return {**_plain(interview), "passages": numbered}


def _bits(bits: Bits) -> dict[str, bool]:
    return {bit: getattr(bits, bit) for bit in PERMISSIONS}


def _say_interview(interview: Interview, passages: list[reading.ShownPassage]) -> None:
    people = ", ".join(f"{p.source} ({p.part})" for p in interview.participants)
    output.say(f"{interview.code}  {interview.started.isoformat()}  {interview.location or ''}  {people}".rstrip())
    for shown in passages:
        passage = shown.passage
        allowed = [bit for bit in PERMISSIONS if getattr(shown.bits, bit)]
        output.say(f"\n{interview.code}:{shown.number}  {passage.speaker or 'note'}  [{_terms(allowed)}]")
        output.say(passage.text.reveal())
        for what, text in (("translation", passage.translation), ("paraphrase", passage.paraphrase)):
            if text is not None:
                output.say(f"  {what}: {text.reveal()}")


def _terms(allowed: list[str]) -> str:
    return "may " + ", ".join(allowed) if allowed else "nothing may leave"


def search(settings: Settings, options: argparse.Namespace) -> int:
    """Find passages in which all words occur."""
    if options.limit < 1:
        raise UsageError("--limit is less than 1", "leave it out to see 20")
    with opened(settings) as vault:
        found = reading.search(vault, " ".join(options.words), options.limit)
    if settings.json:
        output.emit([{"where": one.where, "snippet": one.snippet} for one in found])
        return 0
    for one in found:
        output.say(f"{one.where}  {one.snippet}")
    output.note(_OWNER_ONLY if found else "nothing found; all words must occur in one passage")
    return 0
