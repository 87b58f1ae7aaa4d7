"""Review: list what only a person can decide, decide it once for each term, take a decision back."""

import re
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from pydantic import ValidationError

from fieldnotes.domain.decision import LONGEST_TERM, NEAR, RUNGS, SCRIPT, Decision, Rung, SafeTerm, Verdict
from fieldnotes.domain.interview import Passage
from fieldnotes.domain.rungs import PlaceRung
from fieldnotes.domain.text import RawText
from fieldnotes.errors import UsageError
from fieldnotes.redaction.generalising import generalised
from fieldnotes.redaction.unknown.unread import Heard, unread
from fieldnotes.vault import rows
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import decisions, identifying, writing
from fieldnotes.workflows.doubts import Found, Item, Place, found_in, grouped, leaving
from fieldnotes.workflows.identifying import What
from fieldnotes.workflows.looking import Look, Looked
from fieldnotes.workflows.protection import protect
from fieldnotes.workflows.sighting import Sight, Sighting
from fieldnotes.workflows.writing import Undo

IDENTITY = "identity"
"""What is decided of an item whose words became part of an identity; the next look does not find it any more."""

_ID = re.compile(r"[A-Z][A-Z0-9-]{0,31}:[0-9]+@(?:[0-9]+-[0-9]+|passage)")
_LIST = "list them again: fieldnotes review"
_CHANGED = "no finding stands there: the text, its terms or what is known has changed meanwhile"
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
class Decided:
    """Tell what a decision did: about how many places, how many items are still open, and how to take it back."""

    places: int
    left: int
    undo: Undo


@dataclass(frozen=True, slots=True)
class _Step:
    """Hold one decision of a review, to take it back."""

    undo: Undo
    item: str
    interviews: frozenset[bytes]


class Review:
    """Remember what was found in some interviews, decide about it, and take decisions back, the latest first.

    Everything but `Look.take` reads or writes the vault, and belongs on its thread. Begin with a `look`, and `adopt`
    what it found; again after an identity was given, and where the vault `is_stale`.
    """

    def __init__(
        self, vault: Vault, codes: Sequence[str] | None, now: datetime, coarser: PlaceRung | None = None
    ) -> None:
        """Read the interviews named by *codes* (None: all), as they may leave at the instant *now*.

        *coarser* is the rung from which an export says places, where that is higher than agreed: it hides more.

        Raises:
            Locked: the identities are not open, so nobody can know what is replaced anyway.
            UsageError: a code is not in the vault.
            Damaged: a sealed row cannot be opened or verified.
        """
        _ = vault.compartment_identity
        self._vault, self._codes, self._now, self._coarser = vault, codes, now, coarser
        self._found: dict[bytes, list[Found]] = {}
        self._looked: Looked | None = None
        self._steps: list[_Step] = []
        self._identified: dict[tuple[str, str], int] = {}
        self.items: list[Item] = []
        """What was found, decided or not: the riskiest first, then the most frequent."""
        self.unread: tuple[str, ...] = ()
        """The languages of the texts that none of the language models was made for, in words."""
        self._protected = protect(vault, coarser)
        self._gate = self._protected.gate(frozenset())
        self._read()

    def reread(self) -> None:
        """Read everything anew; what changed in the texts, or in what is known, needs another look."""
        _ = self._vault.compartment_identity
        protected = protect(self._vault, self._coarser)
        if protected != self._protected:
            self._protected, self._gate = protected, protected.gate(frozenset())
        self._read()

    def _read(self) -> None:
        read = leaving(self._vault, self._codes, self._protected.roles, self._now)
        self._leaving = {one.kept.entity: one for one in read}
        self._sighting = Sighting(self._protected, self._gate)
        self._generation = self._vault.generation

    @property
    def codes(self) -> list[str]:
        """Return the codes of the interviews."""
        return [one.kept.interview.code for one in self._leaving.values()]

    @property
    def left(self) -> int:
        """Return how many items are open."""
        return sum(1 for item in self.items if not item.decided)

    @property
    def is_stale(self) -> bool:
        """Tell whether somebody else changed the vault since it was read: `reread`, and look again."""
        return self._vault.generation != self._generation

    def look(self) -> Look:
        """Return what has to be looked at; what the same gate has seen already is left out."""
        seen = self._looked.found if self._looked is not None and self._looked.gate is self._gate else {}
        texts = dict.fromkeys(raw for one in self._leaving.values() for _, _, raw in one.texts if raw not in seen)
        return Look(self._gate, tuple(texts), bool(self._protected.models))

    def adopt(self, looked: Looked) -> bool:
        """Take in what a look found, and list it; False where it is out of date, and another look is needed."""
        if looked.gate is not self._gate:
            return False
        self._looked = looked.beside(self._looked)
        self.unread = self._unread(self._looked.heard)
        self._identified.clear()
        self._list(self._leaving)
        return True

    def _unread(self, heard: Mapping[RawText, Heard]) -> tuple[str, ...]:
        if not self._protected.models:
            return ()
        texts = dict.fromkeys(raw for one in self._leaving.values() for _, _, raw in one.texts)
        return unread((heard[raw] for raw in texts if raw in heard), self._protected.models)

    def _list(self, interviews: Iterable[bytes]) -> None:
        """Read anew what is decided about some interviews, and group everything."""
        seen = self._looked.found if self._looked is not None else {}
        for entity in interviews:
            self._found[entity] = found_in(self._vault, self._leaving[entity], lambda raw: seen.get(raw, ()))
        found = (one for entity in self._leaving for one in self._found.get(entity, ()))
        items = grouped(found, decisions.safe_everywhere(self._vault))
        self.items = [
            replace(item, decided=IDENTITY) if (item.kind, item.term) in self._identified else item for item in items
        ]

    # ----------------------------------------------------------------------------------- to decide

    def decide(self, id_: str, verdict: Verdict, detail: str | None = None) -> Decided:
        """Decide about a finding wherever it stands, in the place of what was decided before.

        *detail* are the words that readers see instead, or the rung to generalise to; None for the usual ones.

        Raises:
            UsageError: there is no such finding (any more), or this cannot be decided about it.
        """
        if detail is not None and verdict in (Verdict.KEEP, Verdict.ALWAYS):
            raise UsageError("only replace and generalise take something behind =", _LIST)
        item = self._named(id_)
        safe = _safe(item) if verdict is Verdict.ALWAYS else None
        new = [] if safe else [(place, _decision(place, item.kind, verdict, detail)) for place in item.places]
        if verdict is Verdict.GENERALISE and any(self._unreadable(*each) for each in new):
            raise UsageError("this cannot be read well enough to be generalised so", "replace it: replace=WORDS")
        return self._decided(item, _write(self._vault, item, new, safe))

    def take_back(self, id_: str) -> Decided:
        """Take back whatever was decided about a finding: it is open again wherever it stands.

        Raises:
            UsageError: there is no such finding (any more), or nothing was decided about it.
        """
        item = self._named(id_)
        undo = _write(self._vault, item, [], None)
        if not undo.before:
            raise UsageError("nothing was decided about this finding")
        return self._decided(item, undo)

    def identify(self, id_: str, handle: str, words: Sequence[str] | None = None, what: What | None = None) -> Decided:
        """Make the words of a finding part of who or what has this *handle*; then `look` again.

        *words* are those to be added, None: as they stand in the places; *what* as in `identifying.identify`.

        Raises:
            UsageError: there is no such finding (any more), or its words cannot be added there.
        """
        item = self._named(id_)
        forms = list(self.words_of(item)) if words is None else list(words)
        undo = identifying.identify(self._vault, handle, forms, item.kind, what)
        self._identified[(item.kind, item.term)] = -1 if undo.is_empty else len(self._steps)
        self.reread()
        return self._decided(item, undo)

    def take_last_back(self) -> str | None:
        """Take the last decision of this review back; return the id of its item, None where none is left.

        Raises:
            UsageError: somebody else changed the vault meanwhile.
        """
        if not self._steps:
            return None
        self._refuse_stale()
        step = self._steps[-1]
        writing.undo(self._vault, step.undo)
        self._steps.pop()
        self._identified = {key: number for key, number in self._identified.items() if number < len(self._steps)}
        if step.undo.card is not None or any(head and head.kind != rows.DECISION for _, head in step.undo.before):
            self.reread()
        self._generation = self._vault.generation
        self._list(step.interviews & self._leaving.keys())
        return step.item

    def _decided(self, item: Item, undo: Undo) -> Decided:
        """Note a decision, and list anew what it is about."""
        interviews = frozenset(place.interview for place in item.places)
        if not undo.is_empty:
            self._steps.append(_Step(undo, item.id, interviews))
        self._generation = self._vault.generation
        self._list(interviews & self._leaving.keys())
        return Decided(item.occurrences, self.left, undo)

    def _refuse_stale(self) -> None:
        if self.is_stale:
            raise UsageError(_CHANGED, _LIST)

    def _named(self, id_: str) -> Item:
        """Return the item that stands at a place.

        Raises:
            UsageError: none does; the sentence tells an id that never was one from one whose text has changed.
        """
        if not _ID.fullmatch(id_):
            raise UsageError("no finding has this id", _LIST)
        self._refuse_stale()
        for item in self.items:
            if any(place.id == id_ for place in item.places):
                read = (self._leaving.get(place.interview) for place in item.places)
                if all(one and one.text_at(place) for one, place in zip(read, item.places, strict=True)):
                    return item
        raise UsageError(_CHANGED, _LIST)

    # ------------------------------------------------------------------------------------ to show

    def words_of(self, item: Item) -> Iterator[str]:
        """Yield the words of an item as they stand, each spelling once."""
        yield from dict.fromkeys(words for _, words in self._said(item) if words)

    def rungs_of(self, item: Item) -> list[tuple[Rung, str]]:
        """Return on which rungs all places of an item can be said, each with what readers will see."""
        said = list(self.words_of(item))
        rungs = RUNGS.get(item.kind, ())
        shown = [(rung, [self._generalised(words, item.kind, rung) for words in said]) for rung in rungs]
        return [(rung, " or ".join(dict.fromkeys(map(str, words)))) for rung, words in shown if None not in words]

    def sight(self, place: Place) -> Sight | None:
        """Return the words around a place as they are and as readers will see them; None where it is gone."""
        one = self._leaving.get(place.interview)
        return self._sighting.sight(self._vault, one, place) if one is not None else None

    def _unreadable(self, place: Place, decision: Decision) -> bool:
        return self._generalised(_words(self._vault, place), decision.kind, decision.rung) is None

    def _generalised(self, words: str, kind: str, rung: Rung | None) -> str | None:
        return generalised(words, kind, rung, self._protected.countries)

    def _said(self, item: Item) -> Iterator[tuple[Place, str]]:
        ids = {place.id for place in item.places}
        for entity in dict.fromkeys(place.interview for place in item.places):
            yield from ((place, words) for _, place, words in self._found.get(entity, ()) if place.id in ids)


def findings(vault: Vault, codes: Sequence[str] | None, now: datetime) -> list[Item]:
    """Return what only a person can decide of the interviews named by *codes* (None: all), decided or not.

    Only of texts that the terms let out at the instant *now*; what the gate replaces without asking is left out. The
    riskiest comes first, then the most frequent.

    Raises:
        Locked: the identities are not open, so nobody can know what is replaced anyway.
        UsageError: a code is not in the vault.
        Damaged: a sealed row cannot be opened or verified.
    """
    return looked(vault, codes, now).items


def looked(vault: Vault, codes: Sequence[str] | None, now: datetime, coarser: PlaceRung | None = None) -> Review:
    """Return a review that has looked at everything; raises as `findings`."""
    review = Review(vault, codes, now, coarser)
    if (found := review.look().take()) is not None:
        review.adopt(found)
    return review


def decide(vault: Vault, id_: str, verdict: Verdict, detail: str | None, now: datetime) -> Decided:
    """Decide about a finding wherever it stands in the vault, as `Review.decide`; raises as it and `findings`."""
    return looked(vault, None, now).decide(id_, verdict, detail)


def take_back(vault: Vault, id_: str, now: datetime) -> Decided:
    """Take back whatever was decided about a finding, as `Review.take_back`; raises as it and `findings`."""
    return looked(vault, None, now).take_back(id_)


def identify(vault: Vault, id_: str, handle: str, what: What | None, now: datetime) -> Decided:
    """Make the words of a finding part of a source or a place, and look again; raises as `Review.identify`."""
    review = looked(vault, None, now)
    done = review.identify(id_, handle, None, what)
    if (found := review.look().take()) is not None:
        review.adopt(found)
    return replace(done, left=review.left)


def _safe(item: Item) -> SafeTerm:
    if item.kind in (SCRIPT, NEAR) or not 0 < len(item.term) <= LONGEST_TERM:
        what = {SCRIPT: "a passage to be read", NEAR: "what resembles a known name"}.get(item.kind, "so long a term")
        raise UsageError(f"{what} cannot be called safe for good", "keep it here, or replace it")
    return SafeTerm(verdict="always", kind=item.kind, term=item.term)  # type: ignore[arg-type]


def _decision(place: Place, kind: str, verdict: Verdict, detail: str | None) -> Decision:
    """Return the decision about one place.

    Raises:
        UsageError: the words or the rung are not possible here.
    """
    shown = {Verdict.REPLACE: "words", Verdict.GENERALISE: "rung"}.get(verdict)
    fields = {"part": place.part, "start": place.start, "end": place.end, "kind": kind, "verdict": verdict.value}
    if shown is not None and detail is not None:
        fields[shown] = detail
    ids = {"passage": place.passage.hex(), "revision": place.revision.hex()}
    try:
        return Decision.model_validate({**fields, **ids})
    except ValidationError:
        raise UsageError(*_IMPOSSIBLE[verdict]) from None


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
