"""Keep what is being written, and make it part of the notes: drafts of one interview's passages (design, "History").

A draft holds a passage as its author last saw it: edited, new, moved or removed. It knows the revision it started
from; where that is no longer the current one, somebody else was here meanwhile, and neither side is lost: what is
in the notes stays, and the words of the draft become a passage of their own.
"""

import secrets
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from fieldnotes.domain.interview import DraftPassage, Interview, Passage
from fieldnotes.domain.order import between
from fieldnotes.errors import UsageError
from fieldnotes.vault import rows
from fieldnotes.vault.drafts import Draft
from fieldnotes.vault.history import Head
from fieldnotes.vault.transaction import Transaction
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows.notebook import KeptInterview


@dataclass(frozen=True, slots=True)
class Row:
    """Hold one passage of the sheet being written: its entity (16 bytes), its sort key and the noun."""

    entity: bytes
    position: bytes
    passage: Passage


@dataclass(frozen=True, slots=True)
class Change:
    """Say what became of a passage: its place and its words; None: it was removed."""

    entity: bytes
    position: bytes
    passage: Passage | None


@dataclass(slots=True)
class Sheet:
    """Hold an interview as it is being written, the passages in order.

    `restored`: drafts were found and applied; `clashes`: how many of them met something newer in the notes.
    """

    interview: KeptInterview
    rows: list[Row]
    restored: bool
    clashes: int


@dataclass(frozen=True, slots=True)
class Pending:
    """Say that an interview has drafts: how many, and when the last was kept (UTC)."""

    code: str
    when: datetime
    passages: int


@dataclass(slots=True)
class _Settled:
    """Hold what the drafts of an interview come to: the rows, what to write for them, and which clashed."""

    rows: list[Row]
    changes: list[Change] = field(default_factory=list)
    apart: list[Change] = field(default_factory=list)
    overtaken: list[bytes] = field(default_factory=list)
    clashes: int = 0


def open_sheet(vault: Vault, code: str) -> Sheet:
    """Return an interview with its pending drafts applied.

    A draft that was overtaken becomes a draft of a new passage, so that the next opening gives the same rows; a
    vault open for reading only shows it so without writing that down.

    Raises:
        UsageError: the code is not in the vault.
    """
    found = next(vault.heads(rows.INTERVIEW, name=code), None)
    if found is None:
        raise UsageError("no interview has this code", "see: fieldnotes list interviews")
    pending = _drafts(vault, found.entity)
    settled = _settle(vault, found.entity, pending)
    if settled.overtaken and vault.writable:
        with vault.transaction() as tx:
            for entity in settled.overtaken:
                tx.drop_draft(entity)
            for change in settled.apart:
                _put_draft(tx, found.entity, change, None)
    words = sum(row.passage.words for row in settled.rows)
    kept = KeptInterview(found.entity, rows.noun_of(Interview, found.body), words)
    return Sheet(kept, settled.rows, bool(pending), settled.clashes)


def keep(vault: Vault, interview: bytes, changes: Sequence[Change]) -> None:
    """Keep what was typed since the last time as drafts, in one transaction; no revision is made.

    A draft goes on from the revision that was current when it was begun. What reads like the notes again needs
    no draft any more.
    """
    with vault.transaction() as tx:
        for change in changes:
            head, draft = vault.head(change.entity), vault.draft(change.entity)
            if _is_as_kept(change, head):
                tx.drop_draft(change.entity)
            elif draft is None or draft.body != _body(change):
                base = draft.base if draft is not None else head.revision if head is not None else None
                _put_draft(tx, interview, change, base)


def pending(vault: Vault) -> list[Pending]:
    """Return which interviews have drafts, the one kept last first."""
    found: list[Pending] = []
    for owner, kept in _by_interview(vault).items():
        head = vault.head(owner)
        if head is not None and head.name is not None:
            when = datetime.fromtimestamp(max(draft.time for draft in kept) / 1000, UTC)
            found.append(Pending(head.name, when, len(kept)))
    return sorted(found, key=lambda one: one.when, reverse=True)


def commit(vault: Vault) -> int:
    """Make one revision of each drafted passage, drop the drafts, and return how many revisions there are now more."""
    changed = 0
    with vault.transaction() as tx:
        for interview, kept in _by_interview(vault).items():
            settled = _settle(vault, interview, kept)
            for change in (*settled.changes, *settled.apart):
                _write(tx, interview, change)
                changed += 1
            for draft in kept:
                tx.drop_draft(draft.entity)
    return changed


def discard(vault: Vault, interview: bytes) -> None:
    """Forget the drafts of one interview; what is in the notes stays as it is."""
    with vault.transaction() as tx:
        for draft in _drafts(vault, interview):
            tx.drop_draft(draft.entity)


def _drafts(vault: Vault, interview: bytes) -> list[Draft]:
    return _by_interview(vault).get(interview, [])


def _by_interview(vault: Vault) -> dict[bytes, list[Draft]]:
    found: dict[bytes, list[Draft]] = defaultdict(list)
    for draft in vault.drafts():
        if draft.kind == rows.PASSAGE and draft.owner is not None:
            found[draft.owner].append(draft)
    return dict(found)


def _settle(vault: Vault, interview: bytes, kept: Iterable[Draft]) -> _Settled:
    """Apply drafts to the passages of an interview; those that were overtaken last, when the others have places."""
    heads = {head.entity: head for head in vault.heads(rows.PASSAGE, owner=interview)}
    current = {entity: _row(head) for entity, head in heads.items()}
    settled = _Settled([])
    overtaken: list[Change] = []
    for draft in kept:
        change, head = _change(draft), heads.get(draft.entity)
        if draft.base != (head.revision if head is not None else None):
            overtaken.append(change)
        elif not _is_as_kept(change, head):
            settled.changes.append(change)
            _place(current, change)
    for change in sorted(overtaken, key=lambda change: change.entity in heads):  # those with a place of their own first
        settled.overtaken.append(change.entity)
        if _is_as_kept(change, heads.get(change.entity)):
            continue
        settled.clashes += 1
        if change.passage is not None:
            position = _after(current, heads.get(change.entity)) or change.position
            settled.apart.append(Change(secrets.token_bytes(16), position, change.passage))
            _place(current, settled.apart[-1])
    settled.rows = sorted(current.values(), key=lambda row: (row.position, row.entity))
    return settled


def _place(current: dict[bytes, Row], change: Change) -> None:
    if change.passage is None:
        current.pop(change.entity, None)
    else:
        current[change.entity] = Row(change.entity, change.position, change.passage)


def _after(current: dict[bytes, Row], head: Head | None) -> bytes | None:
    """Return a sort key right behind a passage of the notes, or None where there is none."""
    if head is None or head.position is None:
        return None
    behind = [row.position for row in current.values() if row.position > head.position]
    return between(head.position, min(behind, default=None))


def _row(head: Head) -> Row:
    return Row(head.entity, head.position or b"", rows.noun_of(Passage, head.body))


def _change(draft: Draft) -> Change:
    noun = rows.noun_of(DraftPassage, draft.body)
    return Change(draft.entity, bytes.fromhex(noun.position), noun.passage)


def _body(change: Change) -> bytes:
    return DraftPassage(position=change.position.hex(), passage=change.passage).to_owner_json()


def _is_as_kept(change: Change, head: Head | None) -> bool:
    """Tell whether the notes say the same already."""
    if head is None or change.passage is None:
        return head is None and change.passage is None
    return head.position == change.position and head.body == change.passage.to_owner_json()


def _put_draft(tx: Transaction, interview: bytes, change: Change, base: bytes | None) -> None:
    tx.put_draft(rows.PASSAGE, change.entity, _body(change), owner=interview, base=base)


def _write(tx: Transaction, interview: bytes, change: Change) -> None:
    if change.passage is None:
        tx.remove(change.entity)
        return
    body, words = change.passage.to_owner_json(), change.passage.words
    tx.put(rows.PASSAGE, change.entity, body, owner=interview, position=change.position, words=words)
