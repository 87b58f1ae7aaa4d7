"""Prove that no disguise which needs no guessing gets a name past the gate."""

import os
import random
from collections import Counter
from collections.abc import Iterable
from itertools import islice

import pytest

from fieldnotes.domain.text import RawText
from fieldnotes.errors import Refused
from fieldnotes.redaction.pipeline import Gate
from fieldnotes.redaction.subject import Protects, Subject
from tests.redaction.disguises import NAMES, Disguise, chained, disguises, leaks

FULL = bool(os.environ.get("FIELDNOTES_FULL"))


def gate(*names: str) -> Gate:
    return Gate([Subject(f"source {i}", Protects.IDENTITY, "Q", names=(name,)) for i, name in enumerate(names)], {})


def failures(guard: Gate, cases: Iterable[Disguise]) -> Counter[str]:
    """Return the kinds of disguise that the first look left in the text, whether or not the second refused it."""
    wrong = Counter[str]()
    for case in cases:
        try:
            out = guard.clear(RawText(case.text), "INT-001:1").text.words
        except Refused:
            wrong[f"refused: {case.kind}"] += 1
        else:
            wrong.update([f"leaked: {case.kind}"] if leaks(case.name, out) else [])
    return wrong


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_no_disguise_of_a_known_name_is_readable_in_what_the_gate_lets_out(name: str) -> None:
    every = 1 if FULL else 3
    cases = list(islice(disguises(name), len(name) % every, None, every))
    assert len(cases) > 250
    assert not failures(gate(name), cases)


def test_no_disguise_on_top_of_another_is_readable_in_what_the_gate_lets_out() -> None:
    chance = random.Random(20160321)
    names = list(NAMES.values())
    cases = [chained(chance.choice(names), chance) for _ in range(200_000 if FULL else 3_000)]
    assert not failures(gate(*names), cases)


@pytest.mark.parametrize("name", NAMES.values() if FULL else ["Saffron Kemiri", "زعفران الكزبري"])
def test_the_judge_reads_the_name_in_most_disguises_before_they_pass_the_gate(name: str) -> None:
    seen = [bool(leaks(name, disguise.text)) for disguise in disguises(name)]
    assert len(seen) > 500
    assert sum(seen) > 0.97 * len(seen)


def test_the_judge_reads_no_name_in_what_stands_around_it() -> None:
    around = "\n".join(case.text for case in disguises("Zzzzz Qqqqq"))
    assert not any(leaks(name, around) for name in NAMES.values())
