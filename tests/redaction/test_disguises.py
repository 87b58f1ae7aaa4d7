"""Prove that no disguise which needs no guessing gets a name past the gate."""

from collections import Counter

import pytest

from fieldnotes.domain.text import RawText
from fieldnotes.errors import Refused
from fieldnotes.redaction.pipeline import Gate
from fieldnotes.redaction.subject import Protects, Subject
from tests.redaction.disguises import NAMES, disguises, leaks


def gate(name: str) -> Gate:
    return Gate([Subject("source one", Protects.IDENTITY, "Q", names=(name,))], {})


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_no_disguise_of_a_known_name_is_readable_in_what_the_gate_lets_out(name: str) -> None:
    guard = gate(name)
    wrong = Counter[str]()
    for disguise in disguises(name):
        try:
            out = guard.clear(RawText(disguise.text), "INT-001:1").text.words
        except Refused:
            wrong[f"refused: {disguise.kind}"] += 1
            continue
        if leaks(name, out):
            wrong[f"leaked: {disguise.kind}"] += 1
    assert not wrong


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_the_judge_reads_the_name_in_most_disguises_before_they_pass_the_gate(name: str) -> None:
    seen = [bool(leaks(name, disguise.text)) for disguise in disguises(name)]
    assert len(seen) > 500
    assert sum(seen) > 0.9 * len(seen)
