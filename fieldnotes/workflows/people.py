"""Keep sources and their identity cards: a card only grows without the key, and is read and retired with it."""

import re
import secrets
from collections.abc import Container
from dataclasses import dataclass

from fieldnotes.domain.identity import CardRevision, Identity
from fieldnotes.domain.ids import INTERVIEWER
from fieldnotes.domain.source import Source
from fieldnotes.errors import UsageError
from fieldnotes.redaction.naming.giveaways import Giveaways
from fieldnotes.vault import rows
from fieldnotes.vault.folding import fold
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import notebook, records, unfinished
from fieldnotes.workflows.writing import Undo

_LONGEST_HANDLE = 63


@dataclass(frozen=True, slots=True)
class Shared:
    """Say that a public word gives its owner away: *what* ("pseudonym", "handle") shares what ("an initial")."""

    what: str
    shared: str


def add_source(vault: Vault, source: Source, card: Identity | None) -> Undo:
    """Add a source, its card sealed with it; undoing takes the source away, what was sealed stays sealed.

    Raises:
        UsageError: the handle is taken.
    """
    records.refuse_taken(vault, source.handle)
    entity = secrets.token_bytes(16)
    with vault.transaction() as tx:
        tx.put(rows.SOURCE, entity, source.to_owner_json(), name=source.handle)
        if card is not None and card != Identity():
            tx.seal(rows.IDENTITY, entity, CardRevision(adds=card).to_owner_json())
    return Undo(((entity, None),))


def change_source(vault: Vault, handle: str, source: Source) -> Undo:
    """Write the next revision of a source.

    Raises:
        UsageError: there is no such source, or the handle would change, by which the notes refer to it.
    """
    if source.handle != handle:
        raise UsageError("the handle of a source does not change", "the notes refer to it; add another source")
    return records.put(vault, rows.SOURCE, _entity(vault, handle), source, handle)


def remove_source(vault: Vault, handle: str) -> Undo:
    """Take a source out of the lists, with what was not kept yet; its history and its sealed card stay.

    Raises:
        UsageError: there is no such source, or an interview refers to it.
    """
    entity = _entity(vault, handle)
    records.refuse_referred(vault, handle)
    unfinished.drop_all(vault, entity)
    return records.remove(vault, [entity])


def settle_source(vault: Vault, begun: str, source: Source, card: Identity) -> None:
    """Make a source that stands in the notes only because its card was begun what it is called for good.

    Raises:
        UsageError: the handle is taken, or an interview refers to the one it has had for now.
    """
    entity = _entity(vault, begun)
    if source.handle != begun:
        records.refuse_taken(vault, source.handle)
        records.refuse_referred(vault, begun)
    with vault.transaction() as tx:
        tx.put(rows.SOURCE, entity, source.to_owner_json(), name=source.handle)
        if card != Identity():
            tx.seal(rows.IDENTITY, entity, CardRevision(adds=card).to_owner_json())
        tx.drop_draft(entity)


def supplement(vault: Vault, handle: str, card: Identity) -> None:
    """Seal what is to be added to a card; needs no key, cannot be undone, and ends the card's draft."""
    entity = _entity(vault, handle)
    with vault.transaction() as tx:
        if card != Identity():
            tx.seal(rows.IDENTITY, entity, CardRevision(adds=card).to_owner_json())
        tx.drop_draft(entity)


def retire(vault: Vault, handle: str, retired: Identity) -> None:
    """Let the gate forget what is *retired* of a card, as only a person with the identities open may.

    Raises:
        Locked: the identities are not open.
    """
    entity, _ = _entity(vault, handle), vault.compartment_identity
    with vault.transaction() as tx:
        tx.seal(rows.IDENTITY, entity, CardRevision(retires=retired).to_owner_json())


def has_card(vault: Vault, handle: str) -> bool:
    """Tell whether anything was sealed about a source; needs no key."""
    return any(True for _ in vault.seals(rows.IDENTITY, _entity(vault, handle)))


def card_of(vault: Vault, handle: str) -> Identity | None:
    """Return the union of all that was sealed about a source, or None where nothing was.

    Raises:
        Locked: the identities are not open, card or no card.
        Damaged: a seal cannot be opened or verified.
    """
    entity, _ = _entity(vault, handle), vault.compartment_identity
    return notebook.card(vault, entity)


def keep_card_draft(vault: Vault, handle: str, card: Identity) -> None:
    """Keep what is being typed of a card, sealed; reading it back needs the key."""
    entity = _entity(vault, handle)
    with vault.transaction() as tx:
        tx.put_draft(rows.IDENTITY, entity, card.to_owner_json(), sealed=True)


def drop_card_draft(vault: Vault, handle: str) -> None:
    """Forget the draft of a card, if there is one."""
    entity = _entity(vault, handle)
    with vault.transaction() as tx:
        tx.drop_draft(entity)


def has_card_draft(vault: Vault, handle: str) -> bool:
    """Tell whether a card has a draft; needs no key."""
    return vault.draft(_entity(vault, handle)) is not None


def card_draft(vault: Vault, handle: str) -> Identity | None:
    """Return the draft of a card, or None where there is none.

    Raises:
        Locked: the identities are not open, draft or no draft.
    """
    draft, _ = vault.draft(_entity(vault, handle)), vault.compartment_identity
    return rows.noun_of(Identity, vault.open_draft(draft)) if draft is not None else None


def warnings(pseudonym: str, handle: str, card: Identity | None) -> list[Shared]:
    """Return where a pseudonym or a handle gives the name on a card away; the card's words are not repeated."""
    if card is None or not (names := names_of(card)):
        return []
    known, candidates = Giveaways(names), (("pseudonym", pseudonym), ("handle", handle))
    return [Shared(what, shared) for what, words in candidates for shared in known.shared(words)]


def names_of(card: Identity) -> tuple[str, ...]:
    """Return what a pseudonym may give away: names, aliases, and accounts without the words of organisations."""
    organised = {word for one in card.organisations for word in fold(one).split()}
    accounts = [*card.handles, *(email.partition("@")[0] for email in card.emails)]
    own = (" ".join(word for word in fold(account).split() if word not in organised) for account in accounts)
    return tuple(dict.fromkeys((*card.all_names, *filter(None, own))))


def suggest_handle(pseudonym: str, taken: Container[str]) -> str:
    """Return a handle made of the Latin letters of a pseudonym that is neither reserved nor among *taken*."""
    letters = re.sub(r"[^a-z0-9]+", "-", fold(pseudonym)).lstrip("-0123456789").rstrip("-")
    stem = letters[:_LONGEST_HANDLE].rstrip("-") or "source"
    handle, number = stem, 2
    while handle in taken or handle == INTERVIEWER:
        ending = f"-{number}"
        handle, number = stem[: _LONGEST_HANDLE - len(ending)].rstrip("-") + ending, number + 1
    return handle


def _entity(vault: Vault, handle: str) -> bytes:
    return records.expected(vault, handle, rows.SOURCE).entity
