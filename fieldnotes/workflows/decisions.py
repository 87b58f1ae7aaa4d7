"""Keep what a person decided about findings, and tell which of it still counts: for the same words, never for others.

A decision counts while the text that it is about reads as it did when it was taken, letter for letter; whatever else
of the passage changes. It comes back with an undo that brings the text back, and is lost with a purged revision.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fieldnotes.domain.decision import Decision, Part, SafeTerm
from fieldnotes.domain.interview import Passage
from fieldnotes.domain.text import RawText
from fieldnotes.vault import rows
from fieldnotes.vault.transaction import Transaction
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows.notebook import KeptPassage

Rulings = Mapping[tuple[Part, RawText], Sequence[Decision]]
"""What was decided about the texts of an interview, by the text itself: alike texts are decided alike."""


@dataclass(frozen=True, slots=True)
class KeptDecision:
    """A decision that counts, as the vault keeps it: its entity, and the noun."""

    entity: bytes
    decision: Decision


def text_of(passage: Passage, part: Part) -> RawText | None:
    """Return one of the texts of a passage, or None where it has none."""
    if part is Part.TRANSLATION:
        return passage.translation
    return passage.paraphrase if part is Part.PARAPHRASE else passage.text


def in_force(vault: Vault, interview: bytes, passages: Iterable[KeptPassage]) -> list[KeptDecision]:
    """Return the decisions about an interview that still count, *passages* being its current ones."""
    current = {kept.entity: kept for kept in passages}
    found: list[KeptDecision] = []
    for head in vault.heads(rows.DECISION, owner=interview):
        decision = rows.noun_of(Decision, head.body)
        kept = current.get(bytes.fromhex(decision.passage))
        if kept is not None and _reads_the_same(vault, kept, decision):
            found.append(KeptDecision(head.entity, decision))
    return found


def lapsed(vault: Vault, interview: bytes, passages: Iterable[KeptPassage]) -> list[tuple[Decision, RawText]]:
    """Return the decisions about current passages whose text has changed since, each with the text it was about.

    What was purged is not known any more.
    """
    current = {kept.entity: kept for kept in passages}
    found: list[tuple[Decision, RawText]] = []
    for head in vault.heads(rows.DECISION, owner=interview):
        decision = rows.noun_of(Decision, head.body)
        kept = current.get(bytes.fromhex(decision.passage))
        if kept is not None and not _reads_the_same(vault, kept, decision):
            found += [(decision, text) for text in _decided_texts(vault, kept.entity, decision)]
    return found


def _reads_the_same(vault: Vault, kept: KeptPassage, decision: Decision) -> bool:
    now = text_of(kept.passage, decision.part)
    if now is None or decision.end > len(now):
        return False
    if bytes.fromhex(decision.revision) == kept.revision:
        return True
    return any(text == now for text in _decided_texts(vault, kept.entity, decision))


def _decided_texts(vault: Vault, passage: bytes, decision: Decision) -> list[RawText]:
    """Return the text that a decision was made about; nothing where its revision was purged."""
    decided = bytes.fromhex(decision.revision)
    bodies = [one.body for one in vault.revisions(passage) if one.id == decided and one.body]
    texts = [text_of(rows.noun_of(Passage, body), decision.part) for body in bodies]
    return [text for text in texts if text is not None]


def by_text(
    vault: Vault, interview: bytes, passages: Sequence[KeptPassage]
) -> dict[tuple[Part, RawText], list[KeptDecision]]:
    """Return the decisions about an interview that still count, by the text that they are about."""
    current = {kept.entity.hex(): kept.passage for kept in passages}
    found: dict[tuple[Part, RawText], list[KeptDecision]] = {}
    for one in in_force(vault, interview, passages):
        text = text_of(current[one.decision.passage], one.decision.part)
        if text is not None:
            found.setdefault((one.decision.part, text), []).append(one)
    return found


def rulings(vault: Vault, interview: bytes, passages: Sequence[KeptPassage]) -> Rulings:
    """Return what was decided about an interview and still counts, by the text that it is about."""
    found = by_text(vault, interview, passages)
    return {text: tuple(one.decision for one in kept) for text, kept in found.items()}


def write(tx: Transaction, entity: bytes, interview: bytes, decision: Decision) -> None:
    """Write a decision about a passage of an interview, in the place of what its *entity* said before."""
    tx.put(rows.DECISION, entity, decision.to_owner_json(), owner=interview)


def write_safe(tx: Transaction, entity: bytes, safe: SafeTerm) -> None:
    """Write that a term is safe wherever it stands."""
    tx.put(rows.SAFE_TERM, entity, safe.to_owner_json())


def safe_terms(vault: Vault) -> dict[SafeTerm, bytes]:
    """Return the terms that are safe wherever they stand, with their entities, in the order they were decided."""
    heads = sorted(vault.heads(rows.SAFE_TERM), key=lambda head: head.row)
    return {rows.noun_of(SafeTerm, head.body): head.entity for head in heads}


def safe_everywhere(vault: Vault) -> frozenset[tuple[str, str]]:
    """Return those terms, each with its kind, as the gate is told of them."""
    return frozenset((term.kind, term.term) for term in safe_terms(vault))


def same_words(one: Decision, other: Decision) -> bool:
    """Tell whether two decisions that count are about the same words of one passage."""
    ours, theirs = ((each.passage, each.part, each.start, each.end, each.kind) for each in (one, other))
    return ours == theirs
