"""Measure how many pairs of articles are caught that are harmless apart and identify together.

An invented population of 40,000 people has five attributes; some depend on each other, as trades and places do. An
article tells two or three attributes of one of them. Whether a pair of articles identifies is known: it is counted in
the population. The ledger is told no more than a researcher could find in a census: how many share each attribute, and
for every second pair how many share two of them that depend on each other.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fieldnotes.domain.ledger import ENOUGH, Estimate, Fact, bound
from tests.bench.figure import Figure

_PEOPLE = 40_000
_SIZES = {"district": 12, "trade": 30, "age": 8, "language": 4, "arrived": 10}
_TOLD_APART, _TOLD_TOGETHER = 50, 50
Person = dict[str, int]


@dataclass(frozen=True)
class Pair:
    """Two articles about one person, what a census says, and how many people each and both describe."""

    first: tuple[Fact, ...]
    second: tuple[Fact, ...]
    estimates: tuple[Estimate, ...]
    apart: int
    together: int


def measure_mosaic(*, quick: bool) -> Figure:
    """Compare what the ledger would refuse with what is true."""
    seeds = range(1 if quick else 6)
    missed = false = harmful = harmless = 0
    for seed in seeds:
        for pair in pairs(random.Random(seed)):
            refused = _is_refused(pair)
            if pair.together < ENOUGH:
                harmful += 1
                missed += not refused
            else:
                harmless += 1
                false += refused
    per_fifty = false * 50 / harmless
    return Figure(
        "mosaic",
        "pairs of articles, harmless apart",
        "all that identify together, and at most 2 of 50 others",
        f"{harmful - missed} of {harmful} caught; {false} of {harmless} others refused ({per_fifty:.1f} of 50)",
        missed == 0 and per_fifty <= 2,
    )


def pairs(chance: random.Random) -> Iterator[Pair]:
    """Yield fifty pairs that identify together and fifty that do not; none of the articles identifies alone."""
    people = [_person(chance) for _ in range(_PEOPLE)]
    wanted = {True: _TOLD_APART, False: _TOLD_TOGETHER}
    while any(wanted.values()):
        pair = _pair(chance, people, with_intersection=chance.random() < 0.5)
        identifies = pair.together < ENOUGH
        # Nobody counts to the head: what lies just above is a matter of rounding, and no case of a test.
        if pair.apart >= 3 * ENOUGH and (identifies or pair.together >= 3 * ENOUGH) and wanted[identifies]:
            wanted[identifies] -= 1
            yield pair


def _person(chance: random.Random) -> Person:
    person = {kind: min(int(chance.expovariate(3 / size)), size - 1) for kind, size in _SIZES.items()}
    if chance.random() < 0.3:  # who lives there does that
        person["trade"] = person["district"] % _SIZES["trade"]
    return person


def _pair(chance: random.Random, people: Sequence[Person], *, with_intersection: bool) -> Pair:
    one = chance.choice(people)
    kinds = chance.sample(list(_SIZES), 4)
    first, second = kinds[:2], kinds[2:] if chance.random() < 0.5 else kinds[1:3]
    stated: list[tuple[str, ...]] = [(kind,) for kind in _SIZES]
    if with_intersection:
        stated += [("district", "trade")]
    estimates = tuple(
        Estimate(facts=_facts(one, each), people=_count(people, one, each), how="census", among=_PEOPLE)
        for each in stated
    )
    apart = min(_count(people, one, each) for each in (first, second))
    return Pair(_facts(one, first), _facts(one, second), estimates, apart, _count(people, one, {*first, *second}))


def _facts(person: Person, kinds: Sequence[str]) -> tuple[Fact, ...]:
    return tuple(Fact(kind=kind, words=f"{kind} {person[kind]}") for kind in kinds)


def _count(people: Sequence[Person], like: Person, kinds: Sequence[str] | set[str]) -> int:
    return sum(all(each[kind] == like[kind] for kind in kinds) for each in people)


def _is_refused(pair: Pair) -> bool:
    """Tell whether the second article would be refused after the first one left."""
    return bound([*pair.first, *pair.second], pair.estimates).is_below(ENOUGH)
