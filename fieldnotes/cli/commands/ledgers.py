"""ledger: what was published about each source, how many people it can still be, and what the researcher estimates."""

import argparse
from collections.abc import Mapping, Sequence

from pydantic import ValidationError

from fieldnotes.cli import output
from fieldnotes.cli.commands.opening import opened
from fieldnotes.cli.settings import Settings
from fieldnotes.domain.ledger import Adversary, Bound, Disclosure, Estimate, Fact, Threshold
from fieldnotes.errors import UsageError
from fieldnotes.workflows import consenting, ledgers
from fieldnotes.workflows.ledgers import Standing
from fieldnotes.workflows.vaults import OpenVault

_HINT = 'fieldnotes ledger HANDLE --people 40 --fact "place=Dolaran province" --how "census of 2014"'


def ledger(settings: Settings, options: argparse.Namespace) -> int:
    """Show the ledger, or add an estimate, a piece published elsewhere, or how many people must be left."""
    adding = options.people is not None or options.published is not None or options.least is not None
    if not adding and (options.fact or options.how or options.among or options.persona or options.to):
        raise UsageError("what is to be added is not said", _HINT)
    if adding and options.source is None:
        raise UsageError("whose ledger it is for is not said", _HINT)
    return _add(settings, options) if adding else _show(settings, options.source)


def _add(settings: Settings, options: argparse.Namespace) -> int:
    with opened(settings, write=True) as vault:
        ledgers.add(vault, options.source, _entry(vault, options))
    output.note("added; what it comes to needs the identity passphrase: fieldnotes ledger " + options.source)
    if settings.json:
        output.emit({"added": 1})
    return 0


def _show(settings: Settings, source: str | None) -> int:
    with opened(settings, identities=True) as vault:
        standings = ledgers.standings(vault, source)
    if settings.json:
        output.emit([_row(one) for one in standings])
    elif not standings:
        output.note("nothing is published and nothing is estimated yet")
    else:
        for place, one in enumerate(standings):
            if place:
                output.say()
            _print(one)
    output.note("what they said is not measured, only how they were described, where and when")
    return 0


def _entry(vault: OpenVault, options: argparse.Namespace) -> Disclosure | Estimate | Threshold:
    """Return what a command line adds."""
    to = Adversary(options.to or Adversary.READER)
    facts = tuple(_fact(given) for given in options.fact or ())
    try:
        if options.least is not None:
            return Threshold(people=options.least, because=options.how or "", adversary=to)
        if options.people is not None:
            return Estimate(
                facts=facts, people=options.people, how=options.how or "", adversary=to, among=options.among
            )
        persona = options.persona or consenting.source_of(vault, options.source)[1].pseudonym
        return Disclosure(persona=persona, facts=facts, title=options.published)
    except ValidationError:
        raise UsageError("an estimate is a number of people from 1 on, --fact, and --how you know", _HINT) from None


def _fact(given: str) -> Fact:
    kind, _, words = given.partition("=")
    try:
        return Fact(kind=kind.strip(), words=words.strip())
    except ValidationError:
        raise UsageError("a fact is KIND=WORDS", "place=…, time=…, description=…, sex=…, age=…") from None


def _row(one: Standing) -> dict[str, object]:
    return {
        "source": one.source,
        "persona": one.persona,
        "publications": [_publication(number, told) for number, told in one.told],
        "bounds": {adversary.value: _number(bound) for adversary, bound in one.bounds.items()},
        "together": {adversary.value: bound.joint for adversary, bound in one.bounds.items()},
        "likely": {adversary.value: bound.likely for adversary, bound in one.bounds.items()},
        "least": {adversary.value: people for adversary, people in one.enough.items()},
        "unknown": [fact.said for fact in one.unknown],
        "not_out": [estimate.said for estimate in one.idle],
        "costliest": one.costliest.fact.said if one.costliest else None,
    }


def _number(bound: Bound) -> int | str:
    return "unknown" if bound.people is None else bound.people


def _publication(number: int | None, told: Disclosure) -> dict[str, object]:
    facts: dict[str, list[str]] = {}
    for fact in told.facts:
        facts.setdefault(fact.kind, []).append(fact.words)
    known: Mapping[str, Sequence[str]] = facts
    return {
        "number": number,
        "title": told.title,
        "place": ", ".join(known.get("place", ())) or None,
        "time": ", ".join(known.get("time", ())) or None,
        "described": ", ".join(known.get("description", ())) or None,
        "named": told.named,
        "facts": [fact.said for fact in told.facts],
    }


def _print(one: Standing) -> None:
    output.say(f"{one.source}, as “{' '.join(one.persona.split())}”")
    for line in one.account():
        output.say(f"  {line}")
