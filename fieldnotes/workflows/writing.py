"""Write in an interview: drafts, and passages inserted, edited, split and joined, each undoable (design, "History")."""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fieldnotes.domain.interview import Passage
from fieldnotes.domain.order import between
from fieldnotes.domain.terms import joined
from fieldnotes.domain.text import RawText
from fieldnotes.errors import UsageError
from fieldnotes.vault import rows
from fieldnotes.vault.history import Head
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import notebook


@dataclass(frozen=True, slots=True)
class Undo:
    """Hold what a change found: for each entity its head before, or None where there was none."""

    before: tuple[tuple[bytes, Head | None], ...]


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
    """Split the passage at *number* before the character *at*: the first half keeps the id.

    The second half inherits speaker, terms, language and codes. Translation and paraphrase stay with the
    first half, since nobody can tell where they would be cut.
    """
    kept = notebook.passages(vault, interview)
    first = _at(vault, interview, number)
    words = first.passage.text.reveal()
    if not 0 < at < len(words):
        raise UsageError("there is nothing to split off there", "put the cursor inside the passage")
    head = first.passage.model_copy(update={"text": RawText(words[:at].rstrip()), "end": None})
    tail = first.passage.model_copy(
        update={
            "text": RawText(words[at:].lstrip()),
            "start": None,
            "translation": None,
            "translator": None,
            "paraphrase": None,
        }
    )
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
    one, other = first.passage, second.passage
    if one.speaker != other.speaker:
        raise UsageError("two people speak in these passages", "only passages of one speaker can be joined")
    passage = one.model_copy(
        update={
            "text": _together(one.text, other.text),
            "end": other.end,
            "translation": _together(one.translation, other.translation),
            "translator": one.translator or other.translator,
            "paraphrase": _together(one.paraphrase, other.paraphrase),
            "terms": joined(one.terms, other.terms),
            "codes": tuple(dict.fromkeys((*one.codes, *other.codes))),
        }
    )
    steps = [
        _Step(first.entity, interview, first.position, passage),
        _Step(second.entity, interview, second.position, None),
    ]
    return _apply(vault, steps)


def undo(vault: Vault, change: Undo) -> Undo:
    """Bring back what a change found, ids and terms included, as new revisions; undoing that is a redo."""
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
    return Undo(now)


def keep_draft(vault: Vault, interview: bytes, number: int, passage: Passage) -> None:
    """Keep what is being typed of the passage at *number*; no revision is made."""
    kept = _at(vault, interview, number)
    head = vault.head(kept.entity)
    with vault.transaction() as tx:
        tx.put_draft(
            rows.PASSAGE,
            kept.entity,
            passage.to_owner_json(),
            owner=interview,
            base=head.revision if head else None,
        )


def drafts(vault: Vault, interview: bytes) -> dict[bytes, Passage]:
    """Return the passages of an interview that have a draft, as the draft has them, by entity."""
    return {
        draft.entity: rows.noun_of(Passage, draft.body)
        for draft in vault.drafts()
        if draft.kind == rows.PASSAGE and draft.owner == interview
    }


def commit_drafts(vault: Vault) -> int:
    """Make one revision of each passage whose draft differs from it; return how many, and drop the drafts."""
    pending = [draft for draft in vault.drafts() if draft.kind == rows.PASSAGE]
    changed = 0
    with vault.transaction() as tx:
        for draft in pending:
            head, passage = vault.head(draft.entity), rows.noun_of(Passage, draft.body)
            if head is not None and head.body != draft.body:
                tx.put(
                    rows.PASSAGE,
                    draft.entity,
                    draft.body,
                    owner=head.owner,
                    position=head.position,
                    words=passage.words,
                )
                changed += 1
            tx.drop_draft(draft.entity)
    return changed


def _at(vault: Vault, interview: bytes, number: int) -> notebook.KeptPassage:
    kept = notebook.passages(vault, interview)
    if not 1 <= number <= len(kept):
        raise UsageError("the interview has no such passage", f"its passages are 1 to {len(kept)}")
    return kept[number - 1]


def _together(one: RawText | None, other: RawText | None) -> RawText | None:
    parts = [part.reveal() for part in (one, other) if part is not None]
    return RawText("\n".join(parts)) if parts else None


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
