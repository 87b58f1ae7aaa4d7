"""Write in an interview: passages inserted, edited, split and joined, each undoable (design, "History")."""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from fieldnotes.domain.identity import CardRevision
from fieldnotes.domain.interview import Passage
from fieldnotes.domain.interview import join as joined
from fieldnotes.domain.interview import split as halves
from fieldnotes.domain.order import between
from fieldnotes.errors import UsageError
from fieldnotes.vault import rows
from fieldnotes.vault.history import Head
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import notebook


@dataclass(frozen=True, slots=True)
class Undo:
    """Hold what a change found: for each entity its head before, or None where there was none.

    `card` is what has to be sealed to the card of a source besides: what was added is retired, or the other way.
    """

    before: tuple[tuple[bytes, Head | None], ...]
    card: tuple[bytes, CardRevision] | None = field(default=None, repr=False)

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to bring back."""
        return not self.before and self.card is None


@dataclass(frozen=True, slots=True)
class _Step:
    """Put a passage at its place in an interview, or (passage None) remove it."""

    entity: bytes
    interview: bytes
    position: bytes
    passage: Passage | None


def insert(vault: Vault, interview: bytes, number: int, passage: Passage) -> Undo:
    """Put a new passage before the one at *number* (from 1); past the last one, at the end."""
    kept = notebook.passages(vault, interview)
    low = kept[number - 2].position if 2 <= number <= len(kept) + 1 else None
    high = kept[number - 1].position if number <= len(kept) else None
    return _apply(vault, [_Step(secrets.token_bytes(16), interview, between(low, high), passage)])


def edit(vault: Vault, interview: bytes, number: int, passage: Passage) -> Undo:
    """Make *passage* the new revision of the one at *number*; it keeps its identity."""
    kept = _at(vault, interview, number)
    return _apply(vault, [_Step(kept.entity, interview, kept.position, passage)])


def remove(vault: Vault, interview: bytes, number: int) -> Undo:
    """Take the passage at *number* out of the interview; its history stays."""
    kept = _at(vault, interview, number)
    return _apply(vault, [_Step(kept.entity, interview, kept.position, None)])


def split(vault: Vault, interview: bytes, number: int, at: int) -> Undo:
    """Split the passage at *number* before the character *at*: the first half keeps the id."""
    kept = notebook.passages(vault, interview)
    first = _at(vault, interview, number)
    head, tail = halves(first.passage, at)
    position = between(first.position, kept[number].position if number < len(kept) else None)
    steps = [
        _Step(first.entity, interview, first.position, head),
        _Step(secrets.token_bytes(16), interview, position, tail),
    ]
    return _apply(vault, steps)


def join(vault: Vault, interview: bytes, number: int) -> Undo:
    """Join the passage at *number* with the next one: the first id stays, terms are combined by AND.

    Raises:
        UsageError: there is no next passage, another person speaks there, or two descriptions were agreed.
    """
    first, second = _at(vault, interview, number), _at(vault, interview, number + 1)
    passage = joined(first.passage, second.passage)
    steps = [
        _Step(first.entity, interview, first.position, passage),
        _Step(second.entity, interview, second.position, None),
    ]
    return _apply(vault, steps)


def undo(vault: Vault, change: Undo) -> Undo:
    """Bring back what a change found, ids and terms included, as new revisions; undoing that is a redo.

    Raises:
        Locked: a name was added to a card, and the identities are not open: only then one is retired.
    """
    if change.card is not None:
        _ = vault.compartment_identity
    now = tuple((entity, vault.head(entity)) for entity, _ in change.before)
    with vault.transaction() as tx:
        for entity, head in change.before:
            if head is None:
                tx.remove(entity)
            else:
                tx.put(
                    head.kind,
                    entity,
                    head.body,
                    owner=head.owner,
                    position=head.position,
                    name=head.name,
                    words=head.words,
                )
        if change.card is not None:
            tx.seal(rows.IDENTITY, change.card[0], change.card[1].to_owner_json())
    return Undo(now, _reversed(change.card))


def _reversed(card: tuple[bytes, CardRevision] | None) -> tuple[bytes, CardRevision] | None:
    return card and (card[0], CardRevision(adds=card[1].retires, retires=card[1].adds))


def _at(vault: Vault, interview: bytes, number: int) -> notebook.KeptPassage:
    kept = notebook.passages(vault, interview)
    if not 1 <= number <= len(kept):
        raise UsageError("the interview has no such passage", f"its passages are 1 to {len(kept)}")
    return kept[number - 1]


def _apply(vault: Vault, steps: Sequence[_Step]) -> Undo:
    before = tuple(_heads(vault, steps))
    with vault.transaction() as tx:
        for step in steps:
            if step.passage is None:
                tx.remove(step.entity)
            else:
                body, words = step.passage.to_owner_json(), step.passage.words
                tx.put(rows.PASSAGE, step.entity, body, owner=step.interview, position=step.position, words=words)
    return Undo(before)


def _heads(vault: Vault, steps: Sequence[_Step]) -> Iterator[tuple[bytes, Head | None]]:
    for step in steps:
        yield step.entity, vault.head(step.entity)
