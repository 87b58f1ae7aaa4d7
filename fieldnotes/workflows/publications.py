"""Publish: select, compose, look twice, write the page and record that it left (design, sections 4 and 5)."""

import os
import secrets
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from fieldnotes.domain.consent import Answer, Consent, Scope, in_force, limits
from fieldnotes.domain.ledger import Disclosure
from fieldnotes.domain.publication import Publication
from fieldnotes.domain.rungs import PlaceRung, TimeRung
from fieldnotes.domain.selection import Treatment, interviewees, select
from fieldnotes.domain.terms import Terms
from fieldnotes.errors import Objection, Refused, Unreachable, UsageError
from fieldnotes.export.markdown import Rendered
from fieldnotes.formats.atomic import reaching, replacing
from fieldnotes.redaction.engine import uncollected
from fieldnotes.vault import rows
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import consenting, decisions, differences, ledgers, notebook
from fieldnotes.workflows.assembling import Shape, assemble, named, rulings, undecided, unread
from fieldnotes.workflows.composing import Composition, Selected
from fieldnotes.workflows.differences import Printed, ReleaseLog, Replaced
from fieldnotes.workflows.ledgers import Before
from fieldnotes.workflows.protection import Protected, protect


@dataclass(frozen=True, slots=True)
class Request:
    """Ask for a page: which interviews (None: all), where to, how coarse, and at which instant.

    `place` and `time` may only be coarser than what was agreed; `now` decides embargoes and expiries. `personas` are
    other names than the pseudonyms, for this page; `despite_difference` is said by who knows what earlier pages give
    away beside this one.
    """

    codes: Sequence[str] | None
    out: Path
    now: datetime
    place: PlaceRung | None = None
    time: TimeRung | None = None
    personas: Mapping[str, str] = field(default_factory=dict)
    despite_difference: bool = False


@dataclass(frozen=True, slots=True)
class Exported:
    """Tell what left: how many replacements the page holds, what was left out, what nobody looked for.

    `reasons` counts the replacements by why they were made ("a name of source kak-d"), the most frequent first;
    `page` is the text that was written; `ledger` what it told of whom.
    """

    replaced: int
    left_out: tuple[str, ...]
    not_checked: tuple[str, ...]
    printed: int
    reasons: tuple[tuple[str, int], ...] = ()
    page: str = field(default="", repr=False)
    ledger: tuple[Before, ...] = ()


_HINTS = {
    "undecided": "what is undecided is listed by: fieldnotes review",
    "ledger": "what is out, and how to say that so few are enough: fieldnotes ledger --help",
    "difference": "reword or leave out what it names; if that is out anyway: export --despite-difference",
}


class PageRefused(Refused):
    """Refuse a page; carries what the account of a refused export tells besides the objections."""

    def __init__(self, objections: Sequence[Objection], replaced: int, not_checked: Sequence[str]) -> None:
        hints = [said for kind, said in _HINTS.items() if any(objection.kind == kind for objection in objections)]
        hint = "; ".join(["nothing was written", *hints])
        super().__init__("the gate refuses this page", objections, hint)
        self.replaced = replaced
        self.not_checked = tuple(not_checked)


@dataclass(frozen=True, slots=True)
class Agreed:
    """Say what one interview gives to a page: under which terms, how many passages get which treatment.

    `consents` are what each person who was asked there agreed to, scope by scope; None where nothing is recorded.
    """

    code: str
    terms: Terms | None
    treatments: Mapping[Treatment, int]
    consents: Mapping[str, Mapping[Scope, Answer] | None]


@dataclass(frozen=True, slots=True)
class Outlook:
    """Tell what a page would be before it is written: what refuses it, what it would tell of whom, and its text.

    `page` is empty where anything refuses it.
    """

    objections: tuple[Objection, ...]
    agreed: tuple[Agreed, ...]
    ledger: tuple[Before, ...]
    not_checked: tuple[str, ...]
    replaced: int
    page: str = field(default="", repr=False)


@uncollected()
def foresee(vault: Vault, request: Request) -> Outlook:
    """Make a page as `export` does, and write nothing.

    Raises:
        UsageError, Locked, Refused, Damaged: as `export`; what the gate objects to is told, not raised.
    """
    made = _make(vault, request)
    objections = (*made.composition.objections, *made.undecided)
    replaced = len(made.composition.replacements)
    agreed = tuple(_agreed(one, made) for one in made.chosen)
    page = "" if objections else made.rendered.text
    return Outlook(objections, agreed, made.released.before, made.not_checked, replaced, page)


@uncollected()
def export(vault: Vault, request: Request) -> Exported:
    """Write a page of the asked interviews, or nothing at all.

    Raises:
        UsageError: an unknown code, an existing target, or a rung finer than agreed.
        Locked: the identities are not open, so nobody can know what must not be said.
        PageRefused: the gate objects; what and where, never the secret itself.
        Damaged: a sealed row cannot be opened or verified.
        Unreachable: the target or the vault cannot be written, or a language model that is to be asked cannot answer.
    """
    _check_target(request.out)
    made = _make(vault, request)
    composition, text = made.composition, made.rendered.text
    replaced = len(composition.replacements)
    if composition.objections or made.undecided:
        raise PageRefused([*composition.objections, *made.undecided], replaced, made.not_checked)
    _release(vault, request.out, text.encode(), composition, made.released)
    count = sum(len(release.passages) for release in composition.releases)
    reasons = tuple(Counter(replacement.reason for _, replacement in composition.replacements).most_common())
    left_out = tuple(composition.left_out)
    return Exported(replaced, left_out, made.not_checked, count, reasons, text, made.released.before)


@dataclass(frozen=True, slots=True)
class _Made:
    """Hold a page with all that is known of it; nothing is written yet."""

    chosen: Sequence[Selected]
    composition: Composition
    rendered: Rendered
    undecided: Sequence[Objection]
    not_checked: tuple[str, ...]
    released: "_Released"
    protected: Protected
    consents: Sequence[Consent]


def _make(vault: Vault, request: Request) -> _Made:
    if next(iter(vault.drafts()), None) is not None:
        draft = Objection("draft", "the vault", "a draft that is not yet part of the notes")
        raise Refused("a draft is pending", [draft], "open the app and finish or discard it")
    vault.verify_history()
    protected = _under(vault, protect(vault, request.place), request.personas)
    consents = consenting.events(vault)
    kept = notebook.chosen(vault, request.codes)
    chosen = [_selected(vault, one, protected, consents, request.now) for one in kept]
    _check_rungs(chosen, protected, request)
    by_name = named(chosen, protected)
    gate = protected.gate(by_name)
    shape = Shape(by_name, request.time, request.now, vault.is_demo)
    composition, rendered = assemble(chosen, protected, gate, shape)
    safe = decisions.safe_everywhere(vault)
    open_ = list(undecided(chosen, composition, gate, safe))
    not_checked = (*gate.not_checked, *unread(chosen, composition, gate, protected.models))
    if not composition.objections:
        composition.objections += gate.look(rendered.text, rendered.exempt, rendered.line, rulings(chosen), safe)
    released = _compared(vault, chosen, composition, despite=request.despite_difference)
    return _Made(chosen, composition, rendered, open_, not_checked, released, protected, consents)


def _agreed(one: Selected, made: _Made) -> Agreed:
    said = [choice.passage for choice in one.choices]
    asked = interviewees(one.interview, said, made.protected.roles)
    heard = {event.source for event in made.consents if event.interview in (None, one.interview.code)}
    consents = {h: in_force(made.consents, h, one.interview.code) if h in heard else None for h in sorted(asked)}
    return Agreed(one.interview.code, one.interview.terms, Counter(c.treatment for c in one.choices), consents)


def _check_target(out: Path) -> None:
    if os.path.lexists(out):
        raise UsageError("the page's file exists already", "choose another name for --out")
    if not out.parent.is_dir():
        raise Unreachable("the folder for the page is not there", "make it, or choose another --out")


def _selected(
    vault: Vault, kept: notebook.KeptInterview, protected: Protected, consents: Sequence[Consent], now: datetime
) -> Selected:
    passages = notebook.passages(vault, kept.entity)
    forbidden = limits(consents, kept.interview.code)
    said = [one.passage for one in passages]
    choices = select(kept.interview, said, protected.roles, now, forbidden)
    agreed = select(kept.interview, said, protected.roles, now, {}) if forbidden else choices
    back = {one.number for one, before in zip(choices, agreed, strict=True) if one.treatment != before.treatment}
    rulings = decisions.rulings(vault, kept.entity, passages)
    return Selected(kept.interview, choices, [one.entity for one in passages], rulings, frozenset(back))


def _check_rungs(chosen: Sequence[Selected], protected: Protected, request: Request) -> None:
    """Refuse to say a place or a time more exactly than agreed: an export may only go coarser."""
    hint = "an export may be coarser than agreed, never finer"
    for one in chosen:
        place = protected.places.get(one.interview.location or "")
        if request.place and place and request.place.is_finer_than(place.lowest):
            raise UsageError(f"--place is finer than agreed for {one.interview.code}", hint)
        if request.time and request.time.is_finer_than(one.interview.publish_time):
            raise UsageError(f"--time is finer than agreed for {one.interview.code}", hint)


def _under(vault: Vault, protected: Protected, personas: Mapping[str, str]) -> Protected:
    """Return whom to protect, and as whom they appear; raises UsageError for a persona of nobody or of two."""
    for handle in personas:
        if handle not in protected.sources:
            raise UsageError("a persona is given to a source that is not in the vault", "see: fieldnotes list sources")
    if any(unicodedata.category(letter) == "Cc" for name in personas.values() for letter in name):
        raise UsageError("a persona holds a character that no name has", "write it on one line, in letters")
    ledgers.refuse_shared(vault, personas)
    return protected.under(personas) if personas else protected


@dataclass(frozen=True, slots=True)
class _Released:
    """Hold what is recorded of a page besides the publication itself: what it told of whom, and what was printed."""

    told: Mapping[str, Disclosure]
    before: tuple[Before, ...]
    log: ReleaseLog


def _compared(vault: Vault, chosen: Sequence[Selected], composition: Composition, *, despite: bool) -> _Released:
    """Lay the page beside the ledger and the earlier releases; what they forbid becomes objections to it."""
    told = ledgers.of_page(composition.told)
    page = differences.on_page(chosen, composition, {handle: one.persona for handle, one in told.items()})
    before, too_much = ledgers.before_release(vault, told)
    composition.objections += too_much
    if not despite:
        composition.objections += differences.objections(vault, page)
    log = _log(composition, [each.printed for each in page if each.printed is not None])
    return _Released(told, tuple(before), log)


def _log(composition: Composition, printed: Sequence[Printed]) -> ReleaseLog:
    replaced = tuple(
        Replaced(where=where, start=r.start, end=r.end, label=r.label, reason=r.reason)
        for where, r in composition.replacements
    )
    return ReleaseLog(replaced=replaced, printed=tuple(printed))


def _release(
    vault: Vault,
    out: Path,
    page: bytes,
    composition: Composition,
    released: _Released,
) -> None:
    """Record the publication, then let the page appear: what left is on record, whatever happens between."""
    record = Publication(
        digest=vault.keyed_digest(page), releases=tuple(composition.releases), replaced=len(composition.replacements)
    )
    entities = {handle: source for handle, (source, _) in notebook.sources(vault).items()}
    with reaching(), replacing(out) as file:
        file.write(page)
        file.flush()
        entity = secrets.token_bytes(16)
        with vault.transaction() as tx:
            tx.put(rows.PUBLICATION, entity, record.to_owner_json())
            tx.seal(rows.REPLACEMENT_LOG, entity, released.log.to_owner_json())
            for handle, disclosure in released.told.items():
                published = disclosure.model_copy(update={"publication": entity.hex()})
                ledgers.write(tx, entities[handle], published)
