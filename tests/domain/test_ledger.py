"""Prove what a bound is: never more than any estimate about what is out, and never a number where nobody knows."""

import random
import unicodedata
from itertools import pairwise

import pytest

from fieldnotes.domain.ledger import (
    Adversary,
    Bound,
    Estimate,
    Fact,
    bound,
    cheapest,
    costliest,
    idle,
    narrowest,
    unestimated,
)

VALLEY = Fact(kind="place", words="Ninth Valley", coarser=("Salt province", "Far Country"))
PROVINCE = Fact(kind="place", words="Salt province", coarser=("Far Country",))
BEEKEEPER = Fact(kind="description", words="a beekeeper")
OLD = Fact(kind="age", words="over seventy")


def estimate(people: int, *facts: Fact, to: Adversary = Adversary.READER, among: int | None = None) -> Estimate:
    return Estimate(facts=facts, people=people, how="a register of the valley", adversary=to, among=among)


def test_nothing_estimated_is_unknown_and_not_a_number() -> None:
    assert bound([VALLEY, OLD], []) == Bound(None)
    assert bound([VALLEY], []).is_below(20) is False
    assert bound([], []).people is None
    assert unestimated([VALLEY, OLD], [estimate(40, VALLEY)], Adversary.READER) == (OLD,)


def test_the_least_estimate_about_what_is_out_decides() -> None:
    both = [estimate(500, VALLEY), estimate(4, BEEKEEPER)]
    assert bound([VALLEY], both).people == 500
    assert bound([VALLEY, BEEKEEPER], both).people == 4
    assert bound([VALLEY, BEEKEEPER], both).by == (BEEKEEPER,)
    assert not bound([VALLEY, BEEKEEPER], both).joint


def test_a_stated_intersection_counts_only_where_all_of_it_is_out() -> None:
    stated = [estimate(500, VALLEY), estimate(300, BEEKEEPER), estimate(7, VALLEY, BEEKEEPER)]
    assert bound([VALLEY], stated).people == 500
    assert bound([BEEKEEPER], stated).people == 300
    together = bound([VALLEY, BEEKEEPER], stated)
    assert (together.people, together.joint) == (7, True)
    assert not bound([VALLEY, BEEKEEPER, OLD], stated).joint


def test_what_is_said_exactly_says_the_coarser_as_well() -> None:
    stated = [estimate(9000, PROVINCE), estimate(90, PROVINCE, OLD)]
    assert bound([VALLEY, OLD], stated).people == 90
    assert narrowest([PROVINCE, VALLEY, OLD]) == (VALLEY, OLD)
    assert unestimated([VALLEY], stated, Adversary.READER) == ()


def test_words_are_the_same_whatever_their_case_and_spacing() -> None:
    assert bound([Fact(kind="place", words="  ninth   VALLEY")], [estimate(40, VALLEY)]).people == 40
    assert bound([Fact(kind="sex", words="Ninth Valley")], [estimate(40, VALLEY)]).people is None


@pytest.mark.parametrize("written", ["“ninth-valley.”", "NINTH\u00a0VALLEY", "\uff2einth Valley", "Ninth\nValley"])
def test_signs_and_ways_to_write_a_letter_make_no_other_fact(written: str) -> None:
    assert bound([VALLEY], [estimate(4, Fact(kind="place", words=written))]).people == 4


def test_accents_written_apart_are_the_same_and_other_letters_are_not() -> None:
    composed, apart = (Fact(kind="place", words=unicodedata.normalize(form, "Şaréza")) for form in ("NFC", "NFD"))
    assert composed.key == apart.key
    assert Fact(kind="place", words="Sareza").key != composed.key
    assert Fact(kind="place", words="!").key != Fact(kind="place", words="?").key


def test_an_estimate_about_what_is_not_out_is_idle() -> None:
    stated = [estimate(4, Fact(kind="place", words="Ninth Vale")), estimate(9, PROVINCE), estimate(5, VALLEY, OLD)]
    assert [one.people for one in idle([VALLEY], stated)] == [4, 5]


def test_the_last_estimate_about_the_same_facts_counts() -> None:
    assert bound([VALLEY, OLD], [estimate(4, VALLEY, OLD), estimate(60, OLD, VALLEY)]).people == 60


def test_who_knows_more_is_left_with_no_more_people() -> None:
    stated = [
        estimate(500, VALLEY),
        estimate(60, VALLEY, to=Adversary.INSIDER),
        estimate(3, VALLEY, to=Adversary.SERVICE),
    ]
    assert [bound([VALLEY], stated, each).people for each in Adversary] == [500, 60, 3]
    assert [bound([VALLEY], stated[:1], each).people for each in Adversary] == [500, 500, 500]


def test_shares_of_one_population_tell_what_is_likely_and_only_that() -> None:
    shares = [estimate(1000, VALLEY, among=100_000), estimate(500, BEEKEEPER, among=100_000)]
    together = bound([VALLEY, BEEKEEPER], shares)
    assert (together.people, together.likely, together.least) == (500, 5, 5)
    assert together.is_below(20)
    assert bound([VALLEY, BEEKEEPER], [*shares, estimate(80, VALLEY, BEEKEEPER)]).is_below(20) is False
    other = [estimate(1000, VALLEY, among=100_000), estimate(500, BEEKEEPER, among=90_000)]
    assert bound([VALLEY, BEEKEEPER], other).likely is None


def test_the_cheapest_step_is_the_smallest_that_leaves_enough() -> None:
    stated = [estimate(4, VALLEY, BEEKEEPER), estimate(60, PROVINCE, BEEKEEPER), estimate(9000, BEEKEEPER)]
    step = cheapest([BEEKEEPER], [VALLEY], stated, Adversary.READER, 20)
    assert step is not None
    assert (step.words, step.then.people) == ("Salt province", 60)
    far = cheapest([BEEKEEPER], [VALLEY], stated, Adversary.READER, 100)
    assert far is not None
    assert (far.words, far.then.people) == ("Far Country", 9000)
    assert cheapest([BEEKEEPER, VALLEY], [VALLEY], stated, Adversary.READER, 20) is None


def test_a_step_to_a_known_number_is_better_than_one_into_the_unknown() -> None:
    stated = [estimate(4, VALLEY, BEEKEEPER), estimate(60, BEEKEEPER)]
    step = cheapest([], [BEEKEEPER, VALLEY], stated, Adversary.READER, 20)
    assert step is not None
    assert (step.fact, step.words, step.then.people) == (VALLEY, "Salt province", 60)
    most = costliest([BEEKEEPER, VALLEY], stated, Adversary.READER)
    assert most is not None
    assert (most.fact, most.then.people) == (VALLEY, 60)


def test_what_costs_most_is_what_most_would_be_left_without() -> None:
    stated = [estimate(4, BEEKEEPER), estimate(500, VALLEY), estimate(90, OLD)]
    most = costliest([VALLEY, BEEKEEPER, OLD], stated, Adversary.READER)
    assert most is not None
    assert (most.fact, most.then.people) == (BEEKEEPER, 90)
    assert costliest([VALLEY], [], Adversary.READER) is None


@pytest.mark.parametrize("seed", range(20))
def test_telling_more_never_leaves_more_people(seed: int) -> None:
    chance = random.Random(seed)
    facts = [Fact(kind=kind, words=f"{kind} {n}") for kind in ("place", "age", "trade") for n in range(3)]
    stated = [
        estimate(chance.randint(1, 900), *chance.sample(facts, chance.randint(1, 3)), to=chance.choice(list(Adversary)))
        for _ in range(chance.randint(0, 12))
    ]
    some = chance.sample(facts, 3)
    more = [*some, *chance.sample(facts, 2)]
    for adversary in Adversary:
        few, many = bound(more, stated, adversary).people, bound(some, stated, adversary).people
        assert many is None or (few is not None and few <= many)
    known = [bound(more, stated, each).people for each in Adversary]
    assert all(b is None or b <= a for a, b in pairwise(known) if a is not None)
