"""Find what only a person can decide about in the texts that leave, and group it: once for each term and kind."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from fieldnotes.domain.consent import limits
from fieldnotes.domain.decision import SCRIPT, Part, Ruling, Verdict
from fieldnotes.domain.selection import Choice, select
from fieldnotes.domain.text import RawText
from fieldnotes.redaction.deciding import is_settled
from fieldnotes.redaction.recogniser import Suspicion
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import consenting, decisions, notebook
from fieldnotes.workflows.composing import words_leaving
from fieldnotes.workflows.decisions import KeptDecision
from fieldnotes.workflows.notebook import KeptInterview, KeptPassage

RISKS = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class Place:
    """Say where a finding stands: `where` for people ("INT-001:3"), the rest for the vault; `id` is both.

    `was_decided` tells that the same words were decided about in this passage before its text changed.
    """

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
    was_decided: bool = False


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
        words: the words as they first stand, none for a passage to be read; only for whoever may see them.
    """

    id: str
    kind: str
    risk: str
    reason: str
    term: str
    places: tuple[Place, ...]
    decided: str
    words: str = ""

    @property
    def where(self) -> tuple[str, ...]:
        """Return the passages in which it stands, each once."""
        return tuple(dict.fromkeys(place.where for place in self.places))

    @property
    def occurrences(self) -> int:
        """Return how often it stands there."""
        return len(self.places)

    @property
    def is_open_again(self) -> bool:
        """Tell whether it was decided about before a text changed, and is open now."""
        return not self.decided and any(place.was_decided for place in self.places)


Found = tuple[Suspicion, Place, str]
"""A finding, where it stands, and its words."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """Hold one interview with its passages and what becomes of each on a page."""

    kept: KeptInterview
    passages: Sequence[KeptPassage]
    choices: Sequence[Choice]

    @property
    def texts(self) -> Iterator[tuple[int, Part, RawText]]:
        """Yield the texts that leave: the number of the passage, which text of it that is, and its words."""
        for choice in self.choices:
            if (leaving := words_leaving(choice)) is not None:
                yield choice.number, *leaving

    def text_at(self, place: Place) -> tuple[int, Part, RawText] | None:
        """Return the text in which a place stands, if it still leaves and reads as it did."""
        for number, part, raw in self.texts:
            kept = self.passages[number - 1]
            if (kept.entity, kept.revision, part) == (place.passage, place.revision, place.part):
                return number, part, raw
        return None


def leaving(vault: Vault, codes: Sequence[str] | None, roles: Mapping[str, str], now: datetime) -> list[Leaving]:
    """Read the interviews named by *codes* (None: all), as the terms let them out at the instant *now*.

    Raises:
        UsageError: a code is not in the vault.
    """
    read: list[Leaving] = []
    consents = consenting.events(vault)
    for kept in notebook.chosen(vault, codes):
        passages = notebook.passages(vault, kept.entity)
        forbidden = limits(consents, kept.interview.code)
        choices = select(kept.interview, [p.passage for p in passages], roles, now, forbidden)
        read.append(Leaving(kept, passages, choices))
    return read


def found_in(vault: Vault, one: Leaving, doubts: Callable[[RawText], Iterable[Suspicion]]) -> list[Found]:
    """Return what *doubts* are about in the texts of an interview, each with its place and what was decided."""
    entity = one.kept.entity
    by_text, lapsed = decisions.by_text(vault, entity, one.passages), _lapsed(vault, one)
    found: list[Found] = []
    for number, part, raw in one.texts:
        passage, words = one.passages[number - 1], raw.reveal()
        made = by_text.get((part, raw), ())
        rulings = [kept.decision for kept in made]
        for doubt in doubts(raw):
            said = "" if doubt.kind == SCRIPT else words[doubt.start : doubt.end]
            place = _place(one.kept, passage, number, part, doubt)
            settled = is_settled(doubt, words, rulings)
            touching = tuple(kept for kept in made if _touches(kept.decision, place, doubt.kind))
            before = not settled and (passage.entity, doubt.kind, said) in lapsed
            found.append((doubt, replace(place, decisions=touching, is_settled=settled, was_decided=before), said))
    return found


def _lapsed(vault: Vault, one: Leaving) -> set[tuple[bytes, str, str]]:
    """Return the passage, kind and words of what was decided about before a text changed; of a whole passage ""."""
    return {
        (
            bytes.fromhex(decision.passage),
            decision.kind,
            "" if decision.kind == SCRIPT else text.reveal()[decision.start : decision.end],
        )
        for decision, text in decisions.lapsed(vault, one.kept.entity, one.passages)
    }


def _place(kept: KeptInterview, passage: KeptPassage, number: int, part: Part, one: Suspicion) -> Place:
    where = f"{kept.interview.code}:{number}"
    within = "passage" if one.kind == SCRIPT else f"{one.start}-{one.end}"
    ids = (kept.entity, passage.entity, passage.revision)
    return Place(f"{where}@{within}", where, *ids, part, one.start, one.end, (), is_settled=False)


def _touches(ruling: Ruling, place: Place, kind: str) -> bool:
    """Tell whether a decision is about words of a finding: what is decided about these anew takes its place."""
    alike = (ruling.kind == SCRIPT) == (kind == SCRIPT)
    return alike and ruling.part is place.part and ruling.touches(place.start, place.end)


def grouped(found: Iterable[Found], safe: Container[tuple[str, str]]) -> list[Item]:
    """Return findings as items, the riskiest first, then the most frequent; *safe*: kinds and terms, for good."""
    groups: dict[tuple[str, str], list[Found]] = {}
    for one in found:
        suspicion, place, _ = one
        alone = suspicion.kind == SCRIPT or not suspicion.term
        groups.setdefault((suspicion.kind, place.id if alone else suspicion.term), []).append(one)
    items = [_item(group, safe) for group in groups.values()]
    return sorted(items, key=lambda item: (RISKS.index(item.risk), -item.occurrences))


def _item(found: Sequence[Found], safe: Container[tuple[str, str]]) -> Item:
    """Return the findings of one term as an item, with the reason of the riskiest."""
    worst = min((suspicion for suspicion, _, _ in found), key=lambda one: RISKS.index(one.risk))
    places = tuple(place for _, place, _ in found)
    is_safe = (worst.kind, worst.term) in safe
    decided = Verdict.ALWAYS.value if is_safe else ""
    if not is_safe and all(place.is_settled for place in places):
        verdicts = {one.decision.verdict for place in places for one in place.decisions}
        decided = verdicts.pop() if len(verdicts) == 1 else "decided"
    return Item(places[0].id, worst.kind, worst.risk, worst.reason, worst.term, places, decided, found[0][2])
