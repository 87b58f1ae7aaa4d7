"""Carry publications and the ledger in and out of bundles: passages are told by position, sources by handle."""

import secrets
from collections.abc import Iterator, Mapping, Sequence

from fieldnotes.domain.bundle import BundledPublication, BundledRelease, BundledTold
from fieldnotes.domain.ledger import Disclosure
from fieldnotes.domain.publication import Publication, Release
from fieldnotes.errors import UsageError
from fieldnotes.vault import rows
from fieldnotes.vault.history import Head
from fieldnotes.vault.transaction import Transaction
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import ledgers, notebook

Entities = Mapping[str, bytes]
"""Sources by handle."""


def dumped(vault: Vault, *, with_ledger: bool) -> Iterator[BundledPublication]:
    """Yield every publication in the order in which they left, then the pieces entered by hand.

    What they told of whom is sealed, and only given *with_ledger*. Passages that were removed since have no position.
    """
    places = dict(_places(vault))
    told = list(_told(vault)) if with_ledger else []
    for head in sorted(vault.heads(rows.PUBLICATION), key=lambda head: head.row):
        yield _publication(head, places, [one for entity, one in told if entity == head.entity.hex()])
    for entity, one in told:
        if entity is None:
            yield BundledPublication(title=one.title, told=(one.model_copy(update={"title": None}),))


def _places(vault: Vault) -> Iterator[tuple[str, int]]:
    for kept in notebook.interviews(vault).values():
        for number, one in enumerate(notebook.passages(vault, kept.entity), start=1):
            yield one.entity.hex(), number


def _told(vault: Vault) -> Iterator[tuple[str | None, BundledTold]]:
    for handle, (entity, _) in notebook.sources(vault).items():
        for one in ledgers.account(vault, entity).disclosures:
            fields = {name: getattr(one, name) for name in Disclosure.model_fields if name != "publication"}
            yield one.publication, BundledTold(source=handle, **fields)


def _publication(head: Head, places: Mapping[str, int], told: Sequence[BundledTold]) -> BundledPublication:
    noun = rows.noun_of(Publication, head.body)
    releases = tuple(
        BundledRelease(
            interview=release.interview,
            passages=tuple(places[one] for one in release.passages if one in places),
            sources=release.sources,
            place=release.place,
            time=release.time,
        )
        for release in noun.releases
    )
    return BundledPublication(digest=noun.digest, replaced=noun.replaced, releases=releases, told=tuple(told))


def load(
    vault: Vault,
    tx: Transaction,
    given: Sequence[BundledPublication],
    passages: Mapping[str, Sequence[bytes]],
    sources: Entities,
) -> int:
    """Write the publications that the vault has not, and return how many; *passages* are those of each interview.

    Raises:
        UsageError: a publication is about a passage that is not there.
    """
    known = {rows.noun_of(Publication, head.body).digest for head in vault.heads(rows.PUBLICATION)}
    added = 0
    for number, one in enumerate(given):
        if one.digest is not None and one.digest in known:
            continue
        entity = secrets.token_bytes(16)
        if one.digest is not None:
            tx.put(rows.PUBLICATION, entity, _loaded(one, one.digest, passages, number).to_owner_json())
        for told in one.told:
            fields = {name: getattr(told, name) for name in Disclosure.model_fields}
            link = {"publication": entity.hex()} if one.digest is not None else {"title": one.title}
            ledgers.write(tx, sources[told.source], Disclosure(**{**fields, **link}))
        added += 1
    return added


def _loaded(
    given: BundledPublication, digest: str, passages: Mapping[str, Sequence[bytes]], number: int
) -> Publication:
    releases: list[Release] = []
    for place, one in enumerate(given.releases):
        there = passages[one.interview]
        if any(position > len(there) for position in one.passages):
            path = f"publications[{number}].releases[{place}]"
            raise UsageError(f"{path} is about a passage that is not there", "give positions in the interview, from 1")
        ids = tuple(there[position - 1].hex() for position in one.passages)
        releases.append(
            Release(interview=one.interview, passages=ids, sources=one.sources, place=one.place, time=one.time)
        )
    return Publication(digest=digest, releases=tuple(releases), replaced=given.replaced)
