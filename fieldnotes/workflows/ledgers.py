"""Keep the ledger of each source: what was told of them, what the researcher estimates, what a new page would add.

Rows and estimates are sealed to the compartment, one by one: writing them needs no secret, reading them does.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from fieldnotes.domain import ledger
from fieldnotes.domain.counting import counted
from fieldnotes.domain.ledger import ENOUGH, Adversary, Bound, Disclosure, Estimate, Fact, Threshold
from fieldnotes.errors import Objection, UsageError
from fieldnotes.vault import rows
from fieldnotes.vault.transaction import Transaction
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import consenting, notebook

Entry = TypeVar("Entry", Disclosure, Estimate, Threshold)
_KINDS: dict[type[Disclosure | Estimate | Threshold], str] = {
    Disclosure: rows.LEDGER,
    Estimate: rows.ESTIMATE,
    Threshold: rows.THRESHOLD,
}


@dataclass(frozen=True, slots=True)
class Account:
    """Hold what the ledger knows of one source."""

    disclosures: tuple[Disclosure, ...]
    estimates: tuple[Estimate, ...]
    thresholds: tuple[Threshold, ...] = ()

    @property
    def enough(self) -> dict[Adversary, int]:
        """Return how many people each adversary must have to choose from, where somebody said or a rule does."""
        return {Adversary.READER: ENOUGH, **{one.adversary: one.people for one in self.thresholds}}

    def facts(self, adversary: Adversary, persona: str | None) -> tuple[Fact, ...]:
        """Return what is out, as far as an adversary can put it together.

        A reader knows a *persona* (None: any); who knows the people behind it sees through them all.
        """
        return tuple(
            fact
            for told in self.disclosures
            if adversary is not Adversary.READER or persona in (None, told.persona)
            for fact in told.facts
        )


@dataclass(frozen=True, slots=True)
class Standing:
    """Say how a source stands under one persona: what is out, and how many people it can still be.

    `bounds` are by adversary; `unknown` are the facts that nobody estimated; `costliest` is the fact without which
    most people would be left; `idle` are estimates about what is not out.
    """

    source: str
    persona: str
    told: tuple[tuple[int | None, Disclosure], ...]
    bounds: Mapping[Adversary, Bound]
    enough: Mapping[Adversary, int]
    unknown: tuple[Fact, ...]
    costliest: ledger.Step | None
    idle: tuple[Estimate, ...]

    def account(self) -> Iterator[str]:
        """Say line by line what is out, how many people it can still be, and what nobody estimated."""
        for number, told in self.told:
            title = " ".join((told.title or "without a title").split())
            where = f"publication {number}" if number else f"“{title}”"
            facts = "; ".join(fact.said for fact in told.facts) or "nothing that was noted"
            yield f"{where}: {'under their own name; ' if told.named else ''}{facts}"
        if not self.told:
            yield "nothing is published yet"
        for adversary, bound in self.bounds.items():
            yield f"for {adversary.said}: {bound.said(self.enough.get(adversary))}"
        if self.unknown:
            yield f"unknown, how many people share: {'; '.join(fact.said for fact in self.unknown)}"
        for estimate in self.idle:
            yield f"estimated, but not all of it is out: {estimate.said}"
        if self.costliest:
            left = self.costliest.then.least
            without = "unknown" if left is None else counted(left, "person", "people")
            yield f"costs most: {self.costliest.fact.said} (without it: {without})"


@dataclass(frozen=True, slots=True)
class Before:
    """Say how many people a source can still be after a page, by adversary, and how many should be left.

    `facts` are what a reader knows then, without what follows from the rest.
    """

    source: str
    persona: str
    facts: tuple[Fact, ...]
    bounds: Mapping[Adversary, Bound]
    enough: Mapping[Adversary, int]

    @property
    def said(self) -> str:
        """Say it in words: the bound for a reader, and whether somebody estimated all that is out together."""
        bound = self.bounds[Adversary.READER]
        if bound.people is None:
            return "how many people it can be is unknown"
        apart = "" if bound.joint else "; nobody estimated all of it together"
        return f"at most {counted(bound.people, 'person', 'people')} for a reader{apart}"


def standings(vault: Vault, handle: str | None = None) -> list[Standing]:
    """Return how every source stands of whom something is out or estimated, or one source.

    Raises:
        UsageError: there is no such source.
        Locked: the identities are not open.
        Damaged: a sealed row cannot be opened or verified.
    """
    if handle is not None:
        consenting.source_of(vault, handle)
    numbers = _numbers(vault)
    found: list[Standing] = []
    for each, (entity, source) in notebook.sources(vault).items():
        if handle in (None, each):
            kept = account(vault, entity)
            personas = dict.fromkeys(told.persona for told in kept.disclosures)
            if not personas and (handle is not None or kept.estimates):
                personas = dict.fromkeys([source.pseudonym])
            found += [_standing(each, persona, kept, numbers) for persona in personas]
    return found


def account(vault: Vault, source: bytes) -> Account:
    """Return what the ledger holds of a source, in the order written; the identities must be open."""
    return Account(
        tuple(_read(vault, Disclosure, source)),
        tuple(_read(vault, Estimate, source)),
        tuple(_read(vault, Threshold, source)),
    )


def add(vault: Vault, handle: str, entry: Disclosure | Estimate | Threshold) -> None:
    """Add an entry to the ledger of a source; needs no identity passphrase.

    Raises:
        UsageError: there is no such source, or the persona is another one's.
    """
    entity, _ = consenting.source_of(vault, handle)
    if isinstance(entry, Disclosure):
        refuse_shared(vault, {handle: entry.persona})
    with vault.transaction() as tx:
        write(tx, entity, entry)


def enter(vault: Vault, told: Mapping[str, Disclosure]) -> None:
    """Enter what one publication told of each source, by handle: all of it or nothing."""
    entities = {handle: entity for handle, (entity, _) in notebook.sources(vault).items()}
    with vault.transaction() as tx:
        for handle, disclosure in told.items():
            write(tx, entities[handle], disclosure)


def write(tx: Transaction, source: bytes, entry: Disclosure | Estimate | Threshold) -> None:
    """Seal an entry of the ledger of a source, by its entity."""
    tx.seal(_KINDS[type(entry)], source, entry.to_owner_json())


def refuse_shared(vault: Vault, personas: Mapping[str, str]) -> None:
    """Raise UsageError where a persona is what another source is called, or was: readers would take them for one.

    What others were called in publications is known while the identities are open.
    """
    given = {(handle, _plain(persona)) for handle, persona in personas.items()}
    for handle, (entity, source) in notebook.sources(vault).items():
        told = account(vault, entity).disclosures if vault.identities_open else ()
        called = {_plain(name) for name in (source.pseudonym, personas.get(handle, ""), *(one.persona for one in told))}
        if any(other != handle and persona in called for other, persona in given):
            raise UsageError("another source is called so", "choose a name that nobody else has")


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def of_page(told: Iterable[tuple[str, Disclosure]]) -> dict[str, Disclosure]:
    """Return what a page tells of each source: the facts of all its parts, each once."""
    whole: dict[str, Disclosure] = {}
    for handle, part in told:
        before = whole.get(handle)
        if before is not None:
            once = {fact.key: fact for fact in (*before.facts, *part.facts)}
            part = before.model_copy(update={"facts": tuple(once.values())})
        whole[handle] = part
    return whole


def before_release(vault: Vault, told: Mapping[str, Disclosure]) -> tuple[list[Before], list[Objection]]:
    """Return what a page would add to what is out, and what forbids it: too few people would be left to choose from.

    A page that tells nothing new of somebody forbids nothing. Names are not measured: who is named agreed to it.
    """
    numbers = _numbers(vault)
    entities = {handle: entity for handle, (entity, _) in notebook.sources(vault).items()}
    found: list[Before] = []
    objections: list[Objection] = []
    for handle, page in sorted(told.items()):
        if page.named:
            continue
        kept = account(vault, entities[handle])
        out = {each: (*kept.facts(each, page.persona), *page.facts) for each in Adversary}
        bounds = {each: ledger.bound(facts, kept.estimates, each) for each, facts in out.items()}
        known = ledger.narrowest(out[Adversary.READER])
        found.append(Before(handle, page.persona, known, bounds, kept.enough))
        objections += _too_few(handle, page, kept, numbers)
    return found, objections


def _too_few(handle: str, page: Disclosure, kept: Account, numbers: Mapping[str, int]) -> Iterator[Objection]:
    for adversary, enough in kept.enough.items():
        out = kept.facts(adversary, page.persona)
        known = {key for fact in out for key in fact.implied}
        now = ledger.bound((*out, *page.facts), kept.estimates, adversary)
        if now.is_below(enough) and any(fact.key not in known for fact in page.facts):
            what = f"after this page {_said(now)} for {adversary.said}, and {enough} should be left"
            step = ledger.cheapest(out, page.facts, kept.estimates, adversary, enough)
            yield Objection("ledger", f"source {handle}", what + _completed(now, page, kept, numbers) + _helped(step))


def _said(now: Bound) -> str:
    if now.people is not None and now.least == now.people:
        return f"at most {counted(now.people, 'person is', 'people are')} left"
    return f"probably {now.least} {'person is' if now.least == 1 else 'people are'} left"


def _completed(now: Bound, page: Disclosure, kept: Account, numbers: Mapping[str, int]) -> str:
    """Name the earlier pieces whose facts count together with those of the page."""
    new = {key for fact in page.facts for key in fact.implied}
    needed = {fact.key for fact in now.by} - new if now.least == now.people else None
    parts = [
        called(told, numbers)
        for told in kept.disclosures
        if (keys := {key for fact in told.facts for key in fact.implied} - new) and (needed is None or keys & needed)
    ]
    return f"; it completes {', '.join(dict.fromkeys(parts))}" if parts else ""


def _helped(step: ledger.Step | None) -> str:
    """Say which step would help most; kinds and rungs, for the words stand on the page anyway."""
    if step is None:
        return "; nothing on this page that could be said less exactly would change it"
    left = "an unknown number" if step.then.least is None else step.then.least
    how = f"“{step.words}”" if step.words else f"no {step.fact.kind}"
    return f"; cheapest: {how} for “{step.fact.words}” leaves {left}"


def called(told: Disclosure, numbers: Mapping[str, int]) -> str:
    """Name a publication as the ledger does: by its number in the list, or by its title."""
    number = numbers.get(told.publication or "")
    return f"publication {number}" if number else told.title or "a piece without a title"


def _standing(handle: str, persona: str, kept: Account, numbers: Mapping[str, int]) -> Standing:
    reader = kept.facts(Adversary.READER, persona)
    return Standing(
        source=handle,
        persona=persona,
        told=tuple((numbers.get(t.publication or ""), t) for t in kept.disclosures if t.persona == persona),
        bounds={each: ledger.bound(kept.facts(each, persona), kept.estimates, each) for each in Adversary},
        enough=kept.enough,
        unknown=ledger.unestimated(reader, kept.estimates, Adversary.READER),
        costliest=ledger.costliest(reader, kept.estimates, Adversary.READER),
        idle=tuple(ledger.idle(reader, kept.estimates)),
    )


def _numbers(vault: Vault) -> dict[str, int]:
    """Return the number of each publication in the list, by its entity in hexadecimal."""
    heads = sorted(vault.heads(rows.PUBLICATION), key=lambda head: head.row)
    return {head.entity.hex(): number for number, head in enumerate(heads, start=1)}


def _read(vault: Vault, noun: type[Entry], source: bytes) -> Sequence[Entry]:
    return [rows.noun_of(noun, vault.unseal(seal)) for seal in vault.seals(_KINDS[noun], source)]
