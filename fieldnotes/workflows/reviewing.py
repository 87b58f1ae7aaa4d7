"""Review: list what only a person can decide about, decide it once for each term, take a decision back."""

import re
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from pydantic import ValidationError

from fieldnotes.domain.decision import LONGEST_TERM, NEAR, RUNGS, SCRIPT, Decision, Part, Ruling, SafeTerm, Verdict
from fieldnotes.domain.interview import Passage
from fieldnotes.domain.selection import select
from fieldnotes.errors import UsageError
from fieldnotes.redaction.deciding import is_settled
from fieldnotes.redaction.generalising import generalised
from fieldnotes.redaction.pipeline import Gate
from fieldnotes.redaction.recogniser import Suspicion
from fieldnotes.vault import rows
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import decisions, notebook
from fieldnotes.workflows.composing import words_leaving
from fieldnotes.workflows.decisions import KeptDecision
from fieldnotes.workflows.notebook import KeptInterview, KeptPassage
from fieldnotes.workflows.protection import Protected, protect
from fieldnotes.workflows.writing import Undo

_RISKS = ("high", "medium", "low")
_ID = re.compile(r"[A-Z][A-Z0-9-]{0,31}:[0-9]+@(?:[0-9]+-[0-9]+|passage)")
_LIST = "list them again: fieldnotes review"
_IMPOSSIBLE = {
    Verdict.KEEP: ("this cannot be kept", _LIST),
    Verdict.REPLACE: (
        "these cannot be the words that readers see",
        "one line of at most 120 characters, without square brackets",
    ),
    Verdict.GENERALISE: (
        "this cannot be generalised so",
        "; ".join(f"a {kind}: to {', '.join(rungs)}" for kind, rungs in RUNGS.items()),
    ),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Say where a finding stands: `where` for people ("INT-001:3"), the rest for the vault; `id` is both."""

    id: str
    where: str
    interview: bytes
    passage: bytes
    revision: bytes
    part: Part
    start: int
    end: int
    decisions: tuple[KeptDecision, ...]
    is_settled: bool


@dataclass(frozen=True, slots=True, repr=False)
class Item:
    """Hold what is decided at once: a term of one kind, wherever it stands; a passage to be read stands alone.

    Attributes:
        id: the place of the first occurrence, "INT-001:3@14-25"; those of the others name the item as well.
        kind: as `recogniser.Suspicion` has it, or "near" for what resembles a known name.
        risk: high, medium or low.
        reason: why it is suspected; never the words.
        term: the folded words; only for whoever may see them.
        places: where it stands, in the order of the notes.
        decided: what was decided; "" where any of the places is open.
    """

    id: str
    kind: str
    risk: str
    reason: str
    term: str
    places: tuple[Place, ...]
    decided: str

    @property
    def where(self) -> tuple[str, ...]:
        """Return the passages in which it stands, each once."""
        return tuple(dict.fromkeys(place.where for place in self.places))

    @property
    def occurrences(self) -> int:
        """Return how often it stands there."""
        return len(self.places)


@dataclass(frozen=True, slots=True)
class Decided:
    """Tell what a decision did: about how many places, how many items are still open, and how to take it back."""

    places: int
    left: int
    undo: Undo


def findings(vault: Vault, codes: Sequence[str] | None, now: datetime) -> list[Item]:
    """Return what only a person can decide of the interviews named by *codes* (None: all), decided or not.

    Only of texts that the terms let out at the instant *now*; what the gate replaces without asking is left out. The
    riskiest comes first, then the most frequent.

    Raises:
        Locked: the identities are not open, so nobody can know what is replaced anyway.
        UsageError: a code is not in the vault.
        Damaged: a sealed row cannot be opened or verified.
    """
    _ = vault.compartment_identity
    protected = protect(vault, None)
    gate, safe = protected.gate(frozenset()), decisions.safe_terms(vault)
    grouped: dict[tuple[str, str], list[tuple[Suspicion, Place]]] = {}
    for kept in notebook.chosen(vault, codes):
        for suspicion, place in _found(vault, kept, protected, gate, now):
            alone = suspicion.kind == SCRIPT or not suspicion.term
            grouped.setdefault((suspicion.kind, place.id if alone else suspicion.term), []).append((suspicion, place))
    items = [_item(found, safe) for found in grouped.values()]
    return sorted(items, key=lambda item: (_RISKS.index(item.risk), -item.occurrences))


def decide(vault: Vault, id_: str, verdict: Verdict, detail: str | None, now: datetime) -> Decided:
    """Decide about a finding wherever it stands, in the place of what was decided before.

    *detail* are the words that readers see instead, or the rung to generalise to; None for the usual ones.

    Raises:
        UsageError: there is no such finding (any more), or this cannot be decided about it.
        Locked, Damaged: as for `findings`.
    """
    if detail is not None and verdict in (Verdict.KEEP, Verdict.ALWAYS):
        raise UsageError("only replace and generalise take something behind =", _LIST)
    items = findings(vault, None, now)
    item = _named(items, id_)
    if verdict is Verdict.ALWAYS:
        safe: SafeTerm | None = _safe(item)
        new: list[tuple[Place, Decision]] = []
    else:
        safe = None
        new = [(place, _decision(vault, place, item.kind, verdict, detail)) for place in item.places]
    undo = _write(vault, item, new, safe)
    return Decided(item.occurrences, sum(1 for one in items if not one.decided and one is not item), undo)


def take_back(vault: Vault, id_: str, now: datetime) -> Decided:
    """Take back whatever was decided about a finding: it is open again wherever it stands.

    Raises:
        UsageError: there is no such finding (any more), or nothing was decided about it.
        Locked, Damaged: as for `findings`.
    """
    items = findings(vault, None, now)
    item = _named(items, id_)
    undo = _write(vault, item, [], None)
    if not undo.before:
        raise UsageError("nothing was decided about this finding")
    left = sum(1 for one in items if not one.decided or one is item)
    return Decided(item.occurrences, left, undo)


def _found(
    vault: Vault, kept: KeptInterview, protected: Protected, gate: Gate, now: datetime
) -> Iterator[tuple[Suspicion, Place]]:
    """Yield what is found in the texts of an interview that leave, each with its place."""
    passages = notebook.passages(vault, kept.entity)
    by_text = decisions.by_text(vault, kept.entity, passages)
    for choice in select(kept.interview, [one.passage for one in passages], protected.roles, now):
        if (leaving := words_leaving(choice)) is None:
            continue
        passage, raw = passages[choice.number - 1], leaving[1]
        made = by_text.get(leaving, ())
        rulings = [one.decision for one in made]
        for one in gate.doubts(raw):
            settled = is_settled(one.kind, one.start, one.end, raw.reveal(), rulings)
            place = _place(kept, passage, choice.number, leaving[0], one)
            touching = tuple(decided for decided in made if _touches(decided.decision, place, one.kind))
            yield one, replace(place, decisions=touching, is_settled=settled)


def _place(kept: KeptInterview, passage: KeptPassage, number: int, part: Part, one: Suspicion) -> Place:
    where = f"{kept.interview.code}:{number}"
    within = "passage" if one.kind == SCRIPT else f"{one.start}-{one.end}"
    ids = (kept.entity, passage.entity, passage.revision)
    return Place(f"{where}@{within}", where, *ids, part, one.start, one.end, (), is_settled=False)


def _touches(ruling: Ruling, place: Place, kind: str) -> bool:
    """Tell whether a decision is about words of a finding: what is decided about these anew takes its place."""
    alike = (ruling.kind == SCRIPT) == (kind == SCRIPT)
    return alike and ruling.part is place.part and ruling.touches(place.start, place.end)


def _item(found: Sequence[tuple[Suspicion, Place]], safe: Iterable[SafeTerm]) -> Item:
    """Return the findings of one term as an item, with the reason of the riskiest."""
    worst = min((suspicion for suspicion, _ in found), key=lambda one: _RISKS.index(one.risk))
    places = tuple(place for _, place in found)
    is_safe = any((one.kind, one.term) == (worst.kind, worst.term) for one in safe)
    decided = Verdict.ALWAYS.value if is_safe else ""
    if not is_safe and all(place.is_settled for place in places):
        verdicts = {one.decision.verdict for place in places for one in place.decisions}
        decided = verdicts.pop() if len(verdicts) == 1 else "decided"
    return Item(places[0].id, worst.kind, worst.risk, worst.reason, worst.term, places, decided)


def _named(items: Iterable[Item], id_: str) -> Item:
    """Return the item that stands at a place.

    Raises:
        UsageError: none does; the sentence tells an id that never was one from one whose text has changed.
    """
    if not _ID.fullmatch(id_):
        raise UsageError("no finding has this id", _LIST)
    for item in items:
        if any(place.id == id_ for place in item.places):
            return item
    raise UsageError("no finding stands there: the text, its terms or what is known has changed meanwhile", _LIST)


def _safe(item: Item) -> SafeTerm:
    if item.kind in (SCRIPT, NEAR) or not 0 < len(item.term) <= LONGEST_TERM:
        what = {SCRIPT: "a passage to be read", NEAR: "what resembles a known name"}.get(item.kind, "so long a term")
        raise UsageError(f"{what} cannot be called safe for good", "keep it here, or replace it")
    return SafeTerm(verdict="always", kind=item.kind, term=item.term)  # type: ignore[arg-type]


def _decision(vault: Vault, place: Place, kind: str, verdict: Verdict, detail: str | None) -> Decision:
    """Return the decision about one place.

    Raises:
        UsageError: the words or the rung are not possible here, or the words cannot be read to generalise them.
    """
    shown = {Verdict.REPLACE: "words", Verdict.GENERALISE: "rung"}.get(verdict)
    fields = {"part": place.part, "start": place.start, "end": place.end, "kind": kind, "verdict": verdict.value}
    if shown is not None and detail is not None:
        fields[shown] = detail
    ids = {"passage": place.passage.hex(), "revision": place.revision.hex()}
    try:
        decision = Decision.model_validate({**fields, **ids})
    except ValidationError:
        raise UsageError(*_IMPOSSIBLE[verdict]) from None
    if verdict is Verdict.GENERALISE and generalised(_words(vault, place), kind, decision.rung) is None:
        raise UsageError("this cannot be read well enough to be generalised so", "replace it: replace=WORDS")
    return decision


def _words(vault: Vault, place: Place) -> str:
    """Return the words at a place, whose revision was read just now."""
    head = vault.head(place.passage)
    text = decisions.text_of(rows.noun_of(Passage, head.body), place.part) if head is not None else None
    return text.reveal()[place.start : place.end] if text is not None else ""


def _write(vault: Vault, item: Item, new: Sequence[tuple[Place, Decision]], safe: SafeTerm | None) -> Undo:
    """Put new decisions about an item in the place of the old ones, in one transaction."""
    terms = decisions.safe_terms(vault)
    old = {one.entity: one.decision for place in item.places for one in place.decisions}
    stale = [e for term, e in terms.items() if (term.kind, term.term) == (item.kind, item.term) and term != safe]
    writes: list[tuple[bytes, bytes, Decision]] = []
    for place, decision in new:
        entity = next(
            (e for e, one in old.items() if decisions.same_words(one, decision)), None
        ) or secrets.token_bytes(16)
        old.pop(entity, None)
        writes.append((entity, place.interview, decision))
    adding = secrets.token_bytes(16) if safe is not None and safe not in terms else None
    touched = [*(entity for entity, _, _ in writes), *old, *stale, *([adding] if adding else [])]
    before = tuple((entity, vault.head(entity)) for entity in touched)
    with vault.transaction() as tx:
        for entity, interview, decision in writes:
            decisions.write(tx, entity, interview, decision)
        for entity in (*old, *stale):
            tx.remove(entity)
        if adding is not None and safe is not None:
            decisions.write_safe(tx, adding, safe)
    return Undo(before)
