"""Keep what sources agreed to, event by event: events are added, never changed (rules R-2.1 and R-1.11)."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from fieldnotes.domain.consent import Answer, Consent
from fieldnotes.domain.source import Source
from fieldnotes.errors import UsageError
from fieldnotes.vault import rows
from fieldnotes.vault.transaction import Transaction
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import notebook

_FUTURE = ("consent is dated in the future", "give the instant at which it was given, with a zone")
_BACK_DATED = (
    "a yes cannot be dated before the latest word of this source",
    "what loosens is asked anew: give the instant at which they said so",
)


def events(vault: Vault) -> tuple[Consent, ...]:
    """Return every event of consent in the vault, in the order in which they were given."""
    kept = [rows.noun_of(Consent, head.body) for head in sorted(vault.heads(rows.CONSENT), key=lambda head: head.row)]
    return tuple(sorted(kept, key=lambda one: one.given))


def events_of(vault: Vault, handle: str) -> tuple[Consent, ...]:
    """Return the events of one source, in the order in which they were given.

    Raises:
        UsageError: there is no such source.
    """
    source_of(vault, handle)
    return tuple(one for one in events(vault) if one.source == handle)


def source_of(vault: Vault, handle: str) -> tuple[bytes, Source]:
    """Return a source with its entity; raises UsageError where there is none with this handle."""
    sources = notebook.sources(vault)
    if handle not in sources:
        raise UsageError("there is no such source in the vault", "see: fieldnotes list sources")
    return sources[handle]


def add(vault: Vault, event: Consent) -> None:
    """Add an event.

    Raises:
        UsageError: it refers to nothing in the vault, it is dated in the future, or it says yes and is dated before
            the latest event of its source: loosening takes a new event by the source (rule R-1.11).
    """
    entity, _ = source_of(vault, event.source)
    if event.interpreter is not None:
        source_of(vault, event.interpreter)
    if event.interview is not None:
        notebook.chosen(vault, [event.interview])
    refuse_impossible(event, events(vault), datetime.now(UTC))
    with vault.transaction() as tx:
        write(tx, entity, event)


def refuse_impossible(event: Consent, kept: Iterable[Consent], now: datetime) -> None:
    """Raise UsageError for an event of the future, or a yes older than the latest *kept* event of its source."""
    if event.given > now:
        raise UsageError(*_FUTURE)
    latest = max((one.given for one in kept if one.source == event.source), default=event.given)
    if Answer.YES in event.answers.values() and event.given < latest:
        raise UsageError(*_BACK_DATED)


def new_among(given: Sequence[Consent], kept: Sequence[Consent], now: datetime) -> list[Consent]:
    """Return those of the *given* events that are not among the *kept* ones, in the order in which they were given.

    Raises:
        UsageError: one of them could not be added now; see `add`.
    """
    new = [one for one in sorted(given, key=lambda each: each.given) if one not in kept]
    for one in new:
        refuse_impossible(one, kept, now)
    return new


def write(tx: Transaction, source: bytes, event: Consent) -> None:
    """Write an event about a source, by its entity."""
    tx.put(rows.CONSENT, secrets.token_bytes(16), event.to_owner_json(), owner=source)
