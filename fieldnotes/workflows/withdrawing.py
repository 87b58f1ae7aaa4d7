"""Withdraw: hide a source's words from every output at once; erase them once a person confirmed (rules R-2.5 to R-2.7).

Hiding is an event of consent and can be followed by another. Erasing is for good: it leaves a tombstone without
content, which wins over every older copy that Fieldnotes restores. What was published, and backups made before, are
told and not touched.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from fieldnotes.domain.consent import Consent, Scope, limits, withdrawal
from fieldnotes.domain.counting import counted
from fieldnotes.domain.identity import Identity
from fieldnotes.domain.ids import Code
from fieldnotes.domain.publication import Publication
from fieldnotes.domain.source import Source
from fieldnotes.errors import UsageError
from fieldnotes.vault import attachments, memory, rows
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import consenting, erasing, notebook, renaming, repositories


@dataclass(frozen=True, slots=True)
class Published:
    """Name a publication that told something of a source: its number in the list, and the interviews it told of."""

    number: int
    interviews: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stored:
    """Name a place where older backups may still hold a source, and when the last one was made, if that is known."""

    address: str
    last: str | None


@dataclass(frozen=True, slots=True)
class Account:
    """Tell what a withdrawal is about: counts by kind, what cannot be recalled, and where else it may be.

    `still_named` counts the passages of others in which a name on the card stands: erasing takes it out there, unless
    another card has it; None: nobody could look.
    """

    source: str
    erased: bool
    counts: dict[str, int]
    published: tuple[Published, ...]
    backups: tuple[Stored, ...]
    still_named: int | None

    def told(self, *, partly: bool = False) -> Iterator[str]:
        """Say line by line what was done, or would be, and what no withdrawal reaches; *partly*: of one scope only."""
        gone = (counted(number, what.removesuffix("s")) for what, number in self.counts.items() if number)
        counts = ", ".join(["the source", *gone])
        if self.erased:
            yield f"erased: {counts}"
        elif partly:
            yield "recorded: no page says it from now on"
        else:
            yield "hidden from every page from now on; nothing is erased yet"
            yield f"erasing would remove: {counts}"
        for release in self.published:
            yield f"cannot be recalled: publication {release.number} ({', '.join(release.interviews)})"
        for stored in self.backups:
            last = f", last made {stored.last}" if stored.last else ""
            yield f"older backups may still hold it: {stored.address}{last}"

    @property
    def unreached(self) -> tuple[str, ...]:
        """Return what nobody looked at, or what is not touched, line by line."""
        outside = "files outside this vault, and backups, are not touched; on flash nothing is surely erased"
        if self.still_named is None:
            return ("whether others still name them was not checked: the identities are not open", outside)
        if not self.still_named:
            return (outside,)
        where = f"still named in {counted(self.still_named, 'passage')} of others"
        known = "another card has that name" if self.erased else "erasing puts “[withdrawn]” there"
        return (f"{where}: {known}", outside)


def hide(vault: Vault, handle: str, now: datetime, scope: Scope | None, interview: Code | None) -> Account:
    """Record that a source withdrew, wholly or of one *scope*, in all interviews or one; nothing is erased.

    Raises:
        UsageError: there is no such source or interview.
    """
    entity, source = consenting.source_of(vault, handle)
    event = withdrawal(handle, now, scope, interview)
    if not _is_known(consenting.events(vault), event):
        consenting.add(vault, event)
    return _account(vault, source, erasing.plan(vault, entity, source), _card(vault, entity), erased=False)


def erase(vault: Vault, handle: str, pseudonym: str) -> Account:
    """Erase a source and all they said from this vault, once the *pseudonym* was typed; see `erasing`.

    Raises:
        UsageError: there is no such source, or it is called something else.
        Locked: the identities are not open.
        Unreachable: another process reads the vault: what was erased goes from the log when that one is closed.
    """
    entity, source = consenting.source_of(vault, handle)
    _ = vault.compartment_identity
    if _plain(pseudonym) != _plain(source.pseudonym):
        raise UsageError("this is not the pseudonym of that source; nothing was erased", "type it as the notes have it")
    plan = erasing.plan(vault, entity, source)
    card = _card(vault, entity)
    account = _account(vault, source, plan, card, erased=True)
    try:
        with vault.erasing() as tx:
            plan.carry_out(tx)
    finally:
        attachments.forget_buried(vault)
    return replace(account, still_named=_still_named(vault, source.handle, plan, card))


def pseudonym_of(vault: Vault, handle: str) -> str:
    """Return what a source is called, to ask for it.

    Raises:
        UsageError: there is no such source.
    """
    return consenting.source_of(vault, handle)[1].pseudonym


def _is_known(events: tuple[Consent, ...], event: Consent) -> bool:
    """Tell whether all was taken back already, so that saying it again adds nothing."""
    counting = [one for one in events if one.interview in (None, event.interview)]
    before = limits(counting, event.interview or "").get(event.source)
    return event.withdraws_all and before is not None and before.withdrawn


def _account(vault: Vault, source: Source, plan: erasing.Plan, card: Identity | None, *, erased: bool) -> Account:
    return Account(
        source=source.handle,
        erased=erased,
        counts=plan.counts(),
        published=_published(vault, source.handle, set(plan.interviews.values())),
        backups=tuple(_stored(vault, one) for one in repositories.known(vault)),
        still_named=_still_named(vault, source.handle, plan, card) if vault.identities_open else None,
    )


def _published(vault: Vault, handle: str, codes: set[str]) -> tuple[Published, ...]:
    heads = sorted(vault.heads(rows.PUBLICATION), key=lambda head: head.row)
    found: list[Published] = []
    for number, head in enumerate(heads, start=1):
        releases = rows.noun_of(Publication, head.body).releases
        told = tuple(one.interview for one in releases if handle in one.sources or one.interview in codes)
        found += [Published(number, told)] if told else []
    return tuple(found)


def _stored(vault: Vault, one: repositories.Known) -> Stored:
    run = memory.remembered(vault, one.entity).get("run")
    return Stored(one.repository.address, run["at"] if run else None)


def _still_named(vault: Vault, handle: str, plan: erasing.Plan, card: Identity | None) -> int:
    """Count the passages that stay and in which a name on the card stands; earlier states of them are not looked at."""
    if card is None:
        return 0
    staying = {
        f"{code}:{number}"
        for code, kept in notebook.interviews(vault).items()
        for number, one in enumerate(notebook.passages(vault, kept.entity), start=1)
        if one.entity not in plan.buried
    }
    return len({found.where for found in renaming.occurrences(vault, handle, card)} & staying)


def _card(vault: Vault, entity: bytes) -> Identity | None:
    return notebook.card(vault, entity) if vault.identities_open else None


def _plain(pseudonym: str) -> str:
    return unicodedata.normalize("NFC", pseudonym.strip())
