"""Read the notebook: the current nouns of an open vault, by handle and code."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from fieldnotes.domain.identity import CardRevision, Identity, union
from fieldnotes.domain.interview import Interview, Passage
from fieldnotes.domain.location import Location, SealedLocation
from fieldnotes.domain.source import Source, protected_part
from fieldnotes.errors import UsageError
from fieldnotes.vault import rows
from fieldnotes.vault.unlocked import Vault


@dataclass(frozen=True, slots=True)
class KeptPassage:
    """A passage as the vault keeps it: entity, sort key, noun; `revision` is the id of the one it was read from."""

    entity: bytes
    position: bytes
    passage: Passage
    revision: bytes = field(compare=False)


@dataclass(frozen=True, slots=True)
class KeptInterview:
    """An interview's head as the vault keeps it."""

    entity: bytes
    interview: Interview
    words: int


def sources(vault: Vault) -> dict[str, tuple[bytes, Source]]:
    """Return every source with its entity, by handle in order."""
    kept = [(head.entity, rows.noun_of(Source, head.body)) for head in vault.heads(rows.SOURCE)]
    return {source.handle: (entity, source) for entity, source in sorted(kept, key=lambda k: k[1].handle)}


def locations(vault: Vault) -> dict[str, tuple[bytes, Location | SealedLocation]]:
    """Return every location with its entity, by handle in order; a sealed one as far as it is readable."""
    kept: list[tuple[bytes, Location | SealedLocation]] = []
    for head in vault.heads(rows.LOCATION):
        kept.append((head.entity, rows.noun_of(Location, head.body)))
    for head in vault.heads(rows.SEALED_LOCATION):
        readable = rows.noun_of(SealedLocation, head.body)
        kept.append((head.entity, _unsealed(vault, head.entity) if vault.identities_open else readable))
    return {place.handle: (entity, place) for entity, place in sorted(kept, key=lambda k: k[1].handle)}


def _unsealed(vault: Vault, entity: bytes) -> Location:
    """Return a sealed place whole: the latest seal, with the names and places of all earlier ones."""
    seals = [rows.noun_of(Location, vault.unseal(seal)) for seal in vault.seals(rows.LOCATION, entity)]
    latest = seals[-1]
    former = [name for seal in seals for name in (seal.name, *seal.aliases, *seal.hidden_rungs().values())]
    aliases = [name for name in dict.fromkeys((*latest.aliases, *former)) if name != latest.name]
    known = {latest.name, *latest.hidden_rungs().values()} - set(latest.aliases)
    return latest.model_copy(update={"aliases": tuple(name for name in aliases if name not in known)})


def interviews(vault: Vault) -> dict[str, KeptInterview]:
    """Return the head of every interview with its entity, by code in order."""
    words = vault.words_by_owner()
    kept = [
        KeptInterview(head.entity, rows.noun_of(Interview, head.body), words.get(head.entity, 0))
        for head in vault.heads(rows.INTERVIEW)
    ]
    return {one.interview.code: one for one in sorted(kept, key=lambda one: one.interview.code)}


def passages(vault: Vault, interview: bytes) -> list[KeptPassage]:
    """Return the passages of an interview in order; ties of the sort key go by id."""
    kept = [
        KeptPassage(head.entity, head.position or b"", rows.noun_of(Passage, head.body), head.revision)
        for head in vault.heads(rows.PASSAGE, owner=interview)
    ]
    return sorted(kept, key=lambda one: (one.position, one.entity))


def chosen(vault: Vault, codes: Sequence[str] | None) -> list[KeptInterview]:
    """Return the interviews named by *codes*, in that order and each once; all of them for None.

    Raises:
        UsageError: a code is not in the vault.
    """
    kept = interviews(vault)
    if codes is None:
        return list(kept.values())
    for place, code in enumerate(codes, start=1):
        if code not in kept:
            raise UsageError(f"code {place} is not in the vault", "see: fieldnotes list interviews")
    return [kept[code] for code in dict.fromkeys(codes)]


def card(vault: Vault, source: bytes) -> Identity | None:
    """Return the union of a source's sealed revisions, or None where no card was sealed.

    Raises:
        Locked: the identities are not open.
        Damaged: a seal cannot be opened or verified; none is ever skipped.
    """
    seals = list(vault.seals(rows.IDENTITY, source))
    if not seals:
        return None
    return union([rows.noun_of(CardRevision, vault.unseal(seal)) for seal in seals])


def parts_taken(vault: Vault, unsaved: Interview | None = None) -> dict[str, frozenset[str]]:
    """Return everything that each source takes part `as`, over all interviews of the vault and an *unsaved* one."""
    parts: dict[str, set[str]] = {}
    heads = [kept.interview for kept in interviews(vault).values()]
    for interview in [*heads, *([unsaved] if unsaved else [])]:
        for participant in interview.participants:
            parts.setdefault(participant.source, set()).add(participant.part)
    return {handle: frozenset(found) for handle, found in parts.items()}


def protected_roles(vault: Vault, unsaved: Interview | None = None) -> dict[str, str]:
    """Return the class of everybody in a protected role ("an interpreter"), by handle; their words are left out."""
    parts = parts_taken(vault, unsaved)
    found = {h: protected_part(source, parts.get(h, frozenset())) for h, (_, source) in sources(vault).items()}
    return {handle: part for handle, part in found.items() if part is not None}
