"""Read for the owner: lists, interviews and search, unredacted (design, promise 2)."""

from collections.abc import Sequence
from dataclasses import dataclass

from fieldnotes.domain.consent import limits
from fieldnotes.domain.identity import Identity
from fieldnotes.domain.interview import Interview, Passage
from fieldnotes.domain.location import Location, SealedLocation
from fieldnotes.domain.publication import Publication
from fieldnotes.domain.source import Source
from fieldnotes.domain.terms import Bits, Turn, in_force
from fieldnotes.errors import UsageError
from fieldnotes.vault import rows
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import consenting, finding, notebook
from fieldnotes.workflows.finding import Filters, Found


@dataclass(frozen=True, slots=True)
class ShownPassage:
    """A passage with its position (from 1, counting all) and the terms in force."""

    number: int
    passage: Passage
    bits: Bits


def list_interviews(vault: Vault) -> list[tuple[Interview, int]]:
    """Return every interview with its number of words, by code."""
    return [(kept.interview, kept.words) for kept in notebook.interviews(vault).values()]


def list_sources(vault: Vault) -> list[Source]:
    """Return every source, by handle."""
    return [source for _, source in notebook.sources(vault).values()]


def list_locations(vault: Vault) -> list[Location | SealedLocation]:
    """Return every location, by handle; a sealed one as far as it is readable."""
    return [place for _, place in notebook.locations(vault).values()]


def list_publications(vault: Vault) -> list[Publication]:
    """Return every publication, in the order in which they left."""
    return [
        rows.noun_of(Publication, head.body)
        for head in sorted(vault.heads(rows.PUBLICATION), key=lambda head: head.row)
    ]


def show(vault: Vault, code: str) -> tuple[Interview, list[ShownPassage]] | Source | Location | SealedLocation:
    """Return what *code* names: an interview, one passage of it ("INT-001:3"), a source or a location.

    Raises:
        UsageError: nothing in the vault is called so.
    """
    name, _, number = code.partition(":")
    if name in (interviews := notebook.interviews(vault)):
        kept = interviews[name]
        passages = [one.passage for one in notebook.passages(vault, kept.entity)]
        forbidden = limits(consenting.events(vault), name)
        bits = in_force(kept.interview.terms, [Turn(p.speaker, p.terms) for p in passages], forbidden)
        shown = [ShownPassage(n, p, b) for n, (p, b) in enumerate(zip(passages, bits, strict=True), start=1)]
        return kept.interview, _only(shown, number) if number else shown
    if not number and name in (sources := notebook.sources(vault)):
        return sources[name][1]
    if not number and name in (places := notebook.locations(vault)):
        return places[name][1]
    raise UsageError("nothing in the vault is called so", "see: fieldnotes list interviews")


def card(vault: Vault, shown: object) -> Identity | None:
    """Return the identity card of a shown source while the identities are open, else None."""
    if not isinstance(shown, Source) or not vault.identities_open:
        return None
    return notebook.card(vault, notebook.sources(vault)[shown.handle][0])


def _only(shown: Sequence[ShownPassage], number: str) -> list[ShownPassage]:
    wanted = [one for one in shown if str(one.number) == number]
    if not wanted:
        raise UsageError("the interview has no such passage", f"its passages are 1 to {len(shown)}")
    return wanted


def search(vault: Vault, words: str, limit: int) -> list[Found]:
    """Return at most *limit* passages in which all *words* occur, best first."""
    return finding.search(vault, words, Filters(), limit)
