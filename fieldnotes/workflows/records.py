"""Write single records, each undoable, and know what refers to them by handle."""

import secrets
from collections.abc import Iterable, Iterator

from fieldnotes.domain.interview import DraftPassage, Interview, Passage
from fieldnotes.domain.mentions import mentions
from fieldnotes.domain.noun import Noun
from fieldnotes.errors import UsageError
from fieldnotes.vault import rows
from fieldnotes.vault.history import Head
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows.writing import Undo

_HANDLED = (rows.SOURCE, rows.LOCATION, rows.SEALED_LOCATION)


def named(vault: Vault, name: str, *kinds: str) -> Head | None:
    """Return the record of one of the *kinds* with this handle or code, or None."""
    return next((head for kind in kinds for head in vault.heads(kind, name=name)), None)


def expected(vault: Vault, name: str, *kinds: str) -> Head:
    """Return the record of one of the *kinds* with this handle or code.

    Raises:
        UsageError: there is none.
    """
    head = named(vault, name, *kinds)
    if head is None:
        raise UsageError("nothing in the vault is called so", "it may have been removed meanwhile")
    return head


def refuse_taken(vault: Vault, handle: str) -> None:
    """Raise UsageError where a source or a place has this handle already: they share one namespace."""
    if named(vault, handle, *_HANDLED) is not None:
        raise UsageError("this handle is already in the vault", "choose another handle")


def put(vault: Vault, kind: str, entity: bytes | None, noun: Noun, name: str) -> Undo:
    """Write a record's next revision, or (entity None) a new record."""
    entity = entity or secrets.token_bytes(16)
    before = vault.head(entity)
    with vault.transaction() as tx:
        tx.put(kind, entity, noun.to_owner_json(), name=name)
    return Undo(((entity, before),))


def remove(vault: Vault, entities: Iterable[bytes]) -> Undo:
    """Remove records in one transaction, with their drafts; their history stays."""
    before = tuple((entity, vault.head(entity)) for entity in entities)
    with vault.transaction() as tx:
        for entity, head in before:
            tx.drop_draft(entity)
            if head is not None:
                tx.remove(entity)
    return Undo(before)


def refuse_referred(vault: Vault, handle: str) -> None:
    """Raise UsageError where an interview refers to a source or place: takes part, speaks, is mentioned."""
    codes = sorted({code for code, entities in _references(vault) if handle in entities})
    if codes:
        more = f" and {len(codes) - 1} more" if len(codes) > 1 else ""
        raise UsageError(f"{codes[0]}{more} refers to this handle", "change it there first")


def _references(vault: Vault) -> Iterator[tuple[str, set[str | None]]]:
    """Yield the code of each interview with the handles that it, a passage of it, or a draft refers to."""
    codes: dict[bytes | None, str] = {}
    for head in vault.heads(rows.INTERVIEW):
        noun = rows.noun_of(Interview, head.body)
        codes[head.entity] = noun.code
        yield noun.code, {noun.location, *(one.source for one in noun.participants)}
    for head in vault.heads(rows.PASSAGE):
        yield codes.get(head.owner, "an interview"), _named_in(rows.noun_of(Passage, head.body), head.body)
    for draft in vault.drafts():
        if draft.kind == rows.PASSAGE and (written := rows.noun_of(DraftPassage, draft.body).passage):
            yield codes.get(draft.owner, "an interview"), _named_in(written, written.to_owner_json())


def _named_in(passage: Passage, body: bytes) -> set[str | None]:
    return {passage.speaker, passage.translator, *mentions(rows.text_of(rows.PASSAGE, body) or "")}
