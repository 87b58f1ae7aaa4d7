"""Keep what is being typed in a form, valid or not, and tell what waits to be gone on with (design, "History").

A draft of a form holds fields, not a record: of a record that exists those that differ from it, of a new one all of
them. It is a row of its own beside the drafts of passages and cards, and belongs to its record as owner; without
one, or with one that was deleted meanwhile, it is a new record's. It makes no revision; whoever keeps the record
drops it.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from fieldnotes.domain.noun import Noun
from fieldnotes.vault import rows
from fieldnotes.vault.drafts import Draft
from fieldnotes.vault.history import Head
from fieldnotes.vault.unlocked import Vault

Value = str | bool | tuple[str, ...]
"""What a field of a form holds: words, yes or no, or several words."""


class Of(StrEnum):
    """Name what a form is about; the value is the kind of its drafts."""

    INTERVIEW = rows.INTERVIEW
    SOURCE = rows.SOURCE
    PLACE = rows.LOCATION


@dataclass(frozen=True, slots=True)
class Typed:
    """Hold what waits for a form: the draft's id and the fields, None while they are sealed.

    `is_new`: the record was never kept; `overtaken`: it was changed since the draft was begun.
    """

    draft: bytes
    values: Mapping[str, Value] | None
    is_new: bool
    overtaken: bool


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Say that something waits: of which record (None: a new one), in its text or in its form, and since when (UTC).

    `sealed`: it can be gone on with once the identities are open.
    """

    of: Of
    name: str | None
    in_text: bool
    sealed: bool
    when: datetime


class FormDraft(Noun):
    """Hold the fields of a form that were typed."""

    is_new: bool = False
    values: dict[str, Value]


def _newest_first(drafts: Sequence[Draft]) -> list[Draft]:
    """Return drafts, given in the order in which they were begun, the one kept last first; of one millisecond too."""
    return sorted(drafts, key=lambda one: one.time)[::-1]


def find(vault: Vault, of: Of, name: str | None, *, handle: str = "", draft: bytes | None = None) -> Typed | None:
    """Return what waits for the form of a record; for a new one (*name* None) what was typed last and can be read.

    With *handle* that has to be the handle typed for the new one; *draft* asks for one draft, readable or not.
    """
    if draft is not None:
        kept = vault.draft(draft)
        return _typed(vault, kept) if kept is not None else None
    owner = _head(vault, of, name)
    found = [one for one in vault.drafts() if one.kind == of and _owner(vault, one) == owner]
    for one in _newest_first(found):
        typed = _typed(vault, one)
        readable = typed.values is not None and (not handle or typed.values.get("handle") == handle)
        if name is not None or readable:
            return typed
    return None


def keep(
    vault: Vault,
    of: Of,
    name: str | None,
    draft: bytes | None,
    values: Mapping[str, Value],
    *,
    is_new: bool = False,
    sealed: bool = False,
) -> bytes | None:
    """Keep what was typed in the form of a record, in the place of *draft*, and return the draft's id.

    Nothing typed needs no draft and returns None, except for a record that stands in the notes only until its form
    is kept (*is_new* with a *name*): the draft is what tells so.
    """
    if not values and not (is_new and name):
        if draft is not None:
            drop(vault, draft)
        return None
    owner, before = _head(vault, of, name), vault.draft(draft) if draft is not None else None
    entity = draft or secrets.token_bytes(16)
    owned = owner.entity if owner is not None else None
    begun = before is not None and before.owner == owned
    base = before.base if before is not None and begun else owner.revision if owner is not None else None
    body = FormDraft(is_new=is_new, values={field: _storable(value) for field, value in values.items()})
    with vault.transaction() as tx:
        tx.put_draft(of.value, entity, body.to_owner_json(), owner=owned, base=base, sealed=sealed)
    return entity


def drop(vault: Vault, draft: bytes) -> None:
    """Forget what was typed in a form."""
    with vault.transaction() as tx:
        tx.drop_draft(draft)


def drop_all(vault: Vault, record: bytes) -> None:
    """Forget what was typed in the form of a record that is removed."""
    for one in vault.drafts():
        if one.owner == record and one.kind in set(Of):
            drop(vault, one.entity)


def waiting(vault: Vault) -> list[Unfinished]:
    """Return what waits to be gone on with, the one kept last first; each record once for its text and its form."""
    found: dict[object, Unfinished] = {}
    for draft in _newest_first(vault.drafts()):
        one = _unfinished(vault, draft)
        found.setdefault((one.of, one.name, one.in_text) if one.name is not None else draft.entity, one)
    return list(found.values())


def names(vault: Vault, of: Of) -> frozenset[str]:
    """Return the handles or codes of the records with which something waits."""
    return frozenset(one.name for one in waiting(vault) if one.of == of and one.name is not None)


def _unfinished(vault: Vault, draft: Draft) -> Unfinished:
    when = datetime.fromtimestamp(draft.time / 1000, UTC)
    of = {rows.PASSAGE: Of.INTERVIEW, rows.IDENTITY: Of.SOURCE}.get(draft.kind)
    # A card's draft lies under its source itself.
    record = vault.head(draft.entity) if draft.kind == rows.IDENTITY else _owner(vault, draft)
    sealed = draft.sealed and not vault.identities_open
    name = record.name if record is not None else None
    return Unfinished(of or Of(draft.kind), name, draft.kind == rows.PASSAGE, sealed, when)


def _typed(vault: Vault, draft: Draft) -> Typed:
    owner = _owner(vault, draft)
    if draft.sealed and not vault.identities_open:
        return Typed(draft.entity, None, owner is None, overtaken=False)
    noun = rows.noun_of(FormDraft, vault.open_draft(draft))
    is_new = noun.is_new or owner is None
    overtaken = not is_new and owner is not None and owner.revision != draft.base
    return Typed(draft.entity, noun.values, is_new, overtaken)


def _owner(vault: Vault, draft: Draft) -> Head | None:
    return vault.head(draft.owner) if draft.owner is not None else None


def _head(vault: Vault, of: Of, name: str | None) -> Head | None:
    kinds: Iterable[str] = (of, rows.SEALED_LOCATION) if of is Of.PLACE else (of,)
    return next((head for kind in kinds for head in vault.heads(kind, name=name)), None) if name is not None else None


def _storable(value: Value) -> Value:
    """Return a value that can be written as UTF-8: half a character becomes "?"."""
    if isinstance(value, tuple):
        return tuple(words.encode(errors="replace").decode() for words in value)
    return value if isinstance(value, bool) else value.encode(errors="replace").decode()
