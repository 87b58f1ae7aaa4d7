"""Publish: select, compose, look twice, write the page and record that it left (design, sections 4 and 5)."""

import json
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fieldnotes.domain.publication import Publication
from fieldnotes.domain.rungs import PlaceRung, TimeRung
from fieldnotes.domain.selection import Choice, embargoed, select
from fieldnotes.domain.source import PublishAs
from fieldnotes.errors import Objection, Refused, Unreachable, UsageError
from fieldnotes.export.markdown import Rendered, render
from fieldnotes.formats.age.atomic import reaching, replacing
from fieldnotes.vault import rows
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import notebook
from fieldnotes.workflows.composing import Composer, Composition, Selected
from fieldnotes.workflows.protection import Protected, protect


@dataclass(frozen=True, slots=True)
class Request:
    """Ask for a page: which interviews (None: all), where to, how coarse, and at which instant.

    `place` and `time` may only be coarser than what was agreed; `now` decides embargoes and expiries.
    """

    codes: Sequence[str] | None
    out: Path
    now: datetime
    place: PlaceRung | None = None
    time: TimeRung | None = None


@dataclass(frozen=True, slots=True)
class Exported:
    """Tell what left: how many replacements the page holds, what was left out, what nobody looked for."""

    replaced: int
    left_out: tuple[str, ...]
    not_checked: tuple[str, ...]
    printed: int


class PageRefused(Refused):
    """Refuse a page; carries what the account of a refused export tells besides the objections."""

    def __init__(self, objections: Sequence[Objection], replaced: int, not_checked: Sequence[str]) -> None:
        super().__init__("the gate refuses this page", objections, "nothing was written")
        self.replaced = replaced
        self.not_checked = tuple(not_checked)


def export(vault: Vault, request: Request) -> Exported:
    """Write a page of the asked interviews, or nothing at all.

    Raises:
        UsageError: an unknown code, an existing target, or a rung finer than agreed.
        Locked: the identities are not open, so nobody can know what must not be said.
        PageRefused: the gate objects; what and where, never the secret itself.
        Damaged: a sealed row cannot be opened or verified.
        Unreachable: the target or the vault cannot be written.
    """
    _check_target(request.out)
    if next(iter(vault.drafts()), None) is not None:
        draft = Objection("draft", "the vault", "a draft that is not yet part of the notes")
        raise Refused("a draft is pending", [draft], "open the app and finish or discard it")
    vault.verify_history()
    protected = protect(vault, request.place)
    chosen = [_selected(vault, kept, protected, request.now) for kept in notebook.chosen(vault, request.codes)]
    _check_rungs(chosen, protected, request)
    composition, rendered, not_checked = _compose(vault, chosen, protected, request)
    replaced = len(composition.replacements)
    if composition.objections:
        raise PageRefused(composition.objections, replaced, not_checked)
    _release(vault, request.out, rendered.text.encode(), composition)
    printed = sum(len(release.passages) for release in composition.releases)
    return Exported(replaced, tuple(composition.left_out), tuple(not_checked), printed)


def _check_target(out: Path) -> None:
    if os.path.lexists(out):
        raise UsageError("the page's file exists already", "choose another name for --out")
    if not out.parent.is_dir():
        raise Unreachable("the folder for the page is not there", "make it, or choose another --out")


def _selected(vault: Vault, kept: notebook.KeptInterview, protected: Protected, now: datetime) -> Selected:
    passages = notebook.passages(vault, kept.entity)
    choices = select(kept.interview, [one.passage for one in passages], protected.roles, now)
    return Selected(kept.interview, choices, [one.entity for one in passages])


def _check_rungs(chosen: Sequence[Selected], protected: Protected, request: Request) -> None:
    """Refuse to say a place or a time more exactly than agreed: an export may only go coarser."""
    hint = "an export may be coarser than agreed, never finer"
    for one in chosen:
        place = protected.places.get(one.interview.location or "")
        if request.place and place and request.place.is_finer_than(place.lowest):
            raise UsageError(f"--place is finer than agreed for {one.interview.code}", hint)
        if request.time and request.time.is_finer_than(one.interview.publish_time):
            raise UsageError(f"--time is finer than agreed for {one.interview.code}", hint)


def _compose(
    vault: Vault, chosen: Sequence[Selected], protected: Protected, request: Request
) -> tuple[Composition, Rendered, Sequence[str]]:
    named = _named(chosen, protected)
    gate = protected.gate(named)
    descriptions, objections = _descriptions(chosen)
    composer = Composer(protected, gate, named, descriptions, request.time)
    composition = composer.compose(chosen, vault.is_demo)
    rendered = render(composition.page)
    known = [*_embargoes(chosen, request.now), *_unjustified(chosen, protected), *objections]
    composition.objections[:0] = known
    if not composition.objections:
        composition.objections += gate.look(rendered.text, rendered.exempt, rendered.line)
    return composition, rendered, gate.not_checked


def _named(chosen: Sequence[Selected], protected: Protected) -> frozenset[str]:
    """Return who appears under their own name: chosen so, and allowed by every selected passage they speak."""
    allowed: dict[str, bool] = {}
    for one in chosen:
        for choice in one.printed:
            handle = choice.passage.speaker
            if handle is not None and handle in protected.sources:
                allowed[handle] = allowed.get(handle, True) and choice.bits.name
    return frozenset(h for h, may in allowed.items() if may and _may_be_named(h, protected))


def _may_be_named(handle: str, protected: Protected) -> bool:
    source, card = protected.sources[handle], protected.cards.get(handle)
    by_name = source.publish_as is PublishAs.NAME and card is not None and bool(card.name)
    return by_name and not source.flags and handle not in protected.roles


def _descriptions(chosen: Sequence[Selected]) -> tuple[dict[str, str], list[Objection]]:
    """Return the words agreed for each speaker in the terms; two agreements on one page refuse it."""
    agreed: dict[str, frozenset[str]] = {}
    for one in chosen:
        for choice in one.printed:
            if choice.passage.speaker is not None:
                before = agreed.get(choice.passage.speaker, frozenset())
                agreed[choice.passage.speaker] = before | choice.bits.descriptions
    objections = [
        Objection("description", f"source {handle}", "the terms on this page agree on two descriptions")
        for handle, words in sorted(agreed.items())
        if len(words) > 1
    ]
    return {handle: min(words) for handle, words in agreed.items() if words}, objections


def _embargoes(chosen: Sequence[Selected], now: datetime) -> list[Objection]:
    return [
        Objection("embargo", f"{one.interview.code}:{choice.number}", "words under an embargo")
        for one in chosen
        for choice in one.choices
        if embargoed(choice, now)
    ]


def _unjustified(chosen: Sequence[Selected], protected: Protected) -> list[Objection]:
    """Object to people who could not freely agree and for whom no justification was written (rule R-2.3)."""
    present = {h for one in chosen if one.printed for h in _present(one, one.choices)}
    return [
        Objection("justification", f"source {handle}", "flags on this source ask for a written justification")
        for handle in sorted(present & set(protected.sources))
        if protected.sources[handle].flags and not (protected.sources[handle].justification or "").strip()
    ]


def _present(one: Selected, choices: Sequence[Choice]) -> set[str]:
    speakers = {choice.passage.speaker for choice in choices if choice.passage.speaker is not None}
    return speakers | {participant.source for participant in one.interview.participants}


def _release(vault: Vault, out: Path, page: bytes, composition: Composition) -> None:
    """Record the publication, then let the page appear: what left is on record, whatever happens between."""
    record = Publication(
        digest=vault.keyed_digest(page), releases=tuple(composition.releases), replaced=len(composition.replacements)
    )
    log = [
        {"where": where, "start": r.start, "end": r.end, "label": r.label, "reason": r.reason}
        for where, r in composition.replacements
    ]
    with reaching(), replacing(out) as file:
        file.write(page)
        file.flush()
        entity = secrets.token_bytes(16)
        with vault.transaction() as tx:
            tx.put(rows.PUBLICATION, entity, record.to_owner_json())
            tx.seal(rows.REPLACEMENT_LOG, entity, json.dumps(log, ensure_ascii=False).encode())
