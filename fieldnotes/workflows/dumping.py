"""Dump: the whole vault as a bundle, for its owner (design, sections 10 and 11)."""

import json
from typing import TypeVar

from fieldnotes.domain.bundle import (
    AbsentAttachment,
    Bundle,
    BundledDecision,
    BundledInterview,
    BundledPassage,
    BundledSource,
)
from fieldnotes.domain.decision import Ruling, SafeTerm
from fieldnotes.domain.location import Location, SealedLocation
from fieldnotes.domain.noun import FOR_THE_OWNER, Noun
from fieldnotes.errors import Locked
from fieldnotes.vault import attachments
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import bundled_publications, consenting, decisions, ledgers, notebook

W = TypeVar("W", bound=Noun)


def dump(vault: Vault, *, identities: bool, ids: bool) -> bytes:
    """Return the vault as a bundle in UTF-8 JSON: by handle and code, labels as given, defaults omitted.

    Raises:
        Locked: *identities* are asked for and not open.
    """
    if identities and not vault.identities_open:
        raise Locked("the identities are not open", "open them, or dump --without-identities")
    vault.verify_history()
    bundle = Bundle(
        fieldnotes_bundle=1,
        sources=tuple(_sources(vault, identities)),
        locations=tuple(_place(place) for _, place in notebook.locations(vault).values()),
        interviews=tuple(_interview(vault, kept, ids) for kept in notebook.interviews(vault).values()),
        decisions=(*_decisions(vault), *_safe_terms(vault)),
        consents=tuple(sorted(consenting.events(vault), key=lambda one: (one.source, one.given))),
        publications=tuple(bundled_publications.dumped(vault, with_ledger=identities)),
        attachments=tuple(_attachments(vault)),
    )
    plain = bundle.model_dump(mode="json", exclude_defaults=True, by_alias=True, context=FOR_THE_OWNER)
    return (json.dumps(plain, indent=1, ensure_ascii=False) + "\n").encode()


def _sources(vault: Vault, identities: bool) -> list[BundledSource]:
    kept = notebook.sources(vault)
    return [_wider(BundledSource, source, **_sealed(vault, entity, identities)) for entity, source in kept.values()]


def _sealed(vault: Vault, source: bytes, identities: bool) -> dict[str, object]:
    """Return what is sealed about a source, or nothing of it."""
    if not identities:
        return {"identity": None, "estimates": (), "least": ()}
    kept = ledgers.account(vault, source)
    return {"identity": notebook.card(vault, source), "estimates": kept.estimates, "least": kept.thresholds}


def _place(place: Location | SealedLocation) -> Location:
    """Return a place as far as it is readable; a sealed one without the key keeps only its published rungs."""
    if isinstance(place, Location):
        return place
    name = next(iter(words for _, words in place.ladder if words), place.handle)
    return Location(handle=place.handle, name=name, ladder=place.ladder, publish_from=place.publish_from, sealed=True)


def _interview(vault: Vault, kept: notebook.KeptInterview, ids: bool) -> BundledInterview:
    passages = tuple(
        _wider(BundledPassage, one.passage, id=one.entity.hex() if ids else None)
        for one in notebook.passages(vault, kept.entity)
    )
    return _wider(BundledInterview, kept.interview, passages=passages)


def _decisions(vault: Vault) -> list[BundledDecision]:
    """Return the decisions that count, in the order of the notes; a bundle has no earlier texts for the others."""
    found: list[BundledDecision] = []
    for code, kept in notebook.interviews(vault).items():
        passages = notebook.passages(vault, kept.entity)
        numbers = {one.entity.hex(): number for number, one in enumerate(passages, start=1)}
        for one in decisions.in_force(vault, kept.entity, passages):
            ruling = {name: getattr(one.decision, name) for name in Ruling.model_fields}
            found.append(BundledDecision(interview=code, passage=numbers[one.decision.passage], **ruling))
    return sorted(found, key=lambda one: (one.interview, one.passage, one.part, one.start, one.end, one.kind))


def _safe_terms(vault: Vault) -> list[SafeTerm]:
    return sorted(decisions.safe_terms(vault), key=lambda safe: (safe.kind, safe.term))


def _attachments(vault: Vault) -> list[AbsentAttachment]:
    codes = {kept.entity: code for code, kept in notebook.interviews(vault).items()}
    return [
        AbsentAttachment(id=head.entity.hex(), interview=codes.get(head.owner or b""))
        for head in vault.heads(attachments.KIND)
    ]


def _wider(kind: type[W], noun: Noun, **more: object) -> W:
    """Return *noun* as a noun of the class *kind* below its own, with the fields that it adds."""
    fields = {name: getattr(noun, name) for name in type(noun).model_fields}
    return kind.model_construct(None, **fields, **more)
