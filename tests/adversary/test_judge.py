"""Prove that the judge sees every leak, every report and every word lost, on gates that are broken on purpose."""

import pytest

from tests.adversary.carriers import cases
from tests.adversary.doubles import Alarm, Answer, Blank, Liar, Plain, Through
from tests.adversary.figures import changed_controls, measure
from tests.adversary.identities import everybody
from tests.adversary.judge import REPLACED, REPORTED, SILENT, fate, honest, judge
from tests.adversary.model import BEGIN, CLOSE, CORE, END, OPEN, Case, located, with_words

WHO = next(who for who in everybody() if who.id == "WE2")
PHONE = next(who for who in everybody() if who.id == "PH1")


def case_of(text: str, phone: bool = False) -> Case:
    """Return a case of a marked text."""
    return Case(*located(with_words(text)), PHONE if phone else WHO, "made here", CORE)


def answer(case: Case, *gone: str, found: tuple[str, ...] = ()) -> Answer:
    """Return a result in which some strings of the case are replaced and others found."""
    text = case.text
    spans = sorted((case.text.index(part), case.text.index(part) + len(part)) for part in gone)
    for start, end in reversed(spans):
        text = f"{text[:start]}[X]{text[end:]}"
    places = [(case.text.index(part), len(part)) for part in found]
    return Answer(
        text,
        [(start, end, "WE2", "") for start, end in spans],
        [(start, start + length, "person", "") for start, length in places],
    )


NAME = f"Then {BEGIN}Mrs {OPEN}Hope Cardamonne{CLOSE}'s{END} door opened."


def test_a_gate_that_does_nothing_leaks_everything() -> None:
    figures = measure(Through(), cases(11, 2_000))

    assert figures.all.silent == figures.all.cases == 2_000
    assert (figures.all.lost, figures.all.dishonest) == (0, 0)
    assert changed_controls(Through()) == []


def test_a_gate_that_blanks_everything_leaks_nothing_and_loses_every_word() -> None:
    figures = measure(Blank(), cases(12, 2_000))

    assert (figures.all.silent, figures.all.reported) == (0, 0)
    assert figures.all.lost == figures.all.context > 10_000
    assert any("words of context" in line for line in figures.too_many())


def test_a_gate_that_reports_everything_is_not_silent_and_is_seen_to_flag_every_word() -> None:
    figures = measure(Alarm(), cases(13, 1_000))

    assert (figures.all.silent, figures.all.reported) == (0, 1_000)
    assert figures.all.flagged == figures.all.context


def test_a_gate_that_lies_about_its_text_is_found_out() -> None:
    figures = measure(Liar(), cases(14, 500))

    assert figures.all.dishonest == 500
    assert any("published texts" in line for line in figures.too_many())


def test_a_deny_list_replaces_what_was_told_and_leaks_what_was_not() -> None:
    figures = measure(Plain(everybody()), cases(15, 4_000))

    leaking = {kind: tally.leaking for (_, kind), tally in figures.kinds.items()}
    assert leaking["capitals"] < 20
    assert leaking["held: other script"] > 90
    assert (figures.all.lost, figures.all.dishonest) == (0, 0)
    assert 40 < figures.groups[CORE, True].leaking < 95


def test_the_judge_agrees_with_a_search_for_the_letters_in_what_is_published() -> None:
    gate = Plain(everybody())
    seen = {True: 0, False: 0}

    for case in cases(16, 1_500):
        result = gate.redact(case.text)
        silent = judge(case, result).fate == SILENT
        assert silent == all(case.text[start:end] in result.text for start, end in case.spans), case
        seen[silent] += 1
    assert min(seen.values()) > 150


@pytest.mark.parametrize(
    ("gone", "found", "expected"),
    [
        (("Hope Cardamonne",), (), REPLACED),
        (("Mrs Hope Cardamonne's",), (), REPLACED),
        (("Hope", "Cardamonne"), (), REPLACED),
        (("Hope Cardamon",), (), REPLACED),  # an ending is left
        (("Hope Card",), (), SILENT),
        (("Cardamonne",), (), SILENT),
        (("Hope",), (), SILENT),
        (("Hope",), ("Cardamonne",), REPORTED),
        ((), ("Hope",), REPORTED),
        ((), ("Mrs",), SILENT),  # a finding beside the name does not touch it
        ((), ("door opened",), SILENT),
        (("Then", "door"), (), SILENT),
    ],
)
def test_a_name_is_replaced_reported_or_silent(gone: tuple[str, ...], found: tuple[str, ...], expected: str) -> None:
    case = case_of(NAME)

    assert fate(case, answer(case, *gone, found=found)) == expected


def test_every_digit_of_a_number_must_go() -> None:
    case = case_of(f"call {BEGIN}+964 {OPEN}770 555 0143{CLOSE}{END} now", phone=True)

    assert fate(case, answer(case, "770 555 0143")) == REPLACED
    assert fate(case, answer(case, "770 555 01")) == SILENT
    assert fate(case, answer(case, "555 0143")) == SILENT


def test_two_digits_of_a_number_are_no_ending() -> None:
    case = case_of(f"call {BEGIN}{OPEN}7705550143{CLOSE}{END} now", phone=True)

    assert fate(case, answer(case, "77055501")) == SILENT


def test_letters_that_a_wrong_encoding_made_into_signs_leak_too() -> None:
    case = case_of(f"it was {BEGIN}{OPEN}×\x99×\x9d×\x98{CLOSE}{END}, they said")

    assert fate(case, Answer(case.text)) == SILENT
    assert fate(case, answer(case, "×\x99×\x9d×\x98")) == REPLACED


def test_letters_that_stand_apart_leak_until_they_are_gone() -> None:
    case = case_of(f"it was {BEGIN}{OPEN}H o p e{CLOSE}{END}, they said")

    assert fate(case, Answer(case.text)) == SILENT
    assert fate(case, answer(case, "H o p e")) == REPLACED


def test_a_name_in_two_pieces_must_go_in_both() -> None:
    case = case_of(f"{BEGIN}{OPEN}Hope{CLOSE}\n\n2\n00:01 --> 00:02\n{OPEN}Cardamonne{CLOSE}{END} ran")

    assert fate(case, answer(case, "Hope")) == SILENT
    assert fate(case, answer(case, "Hope", "Cardamonne")) == REPLACED


def test_words_of_context_are_counted_and_those_of_the_extent_are_not() -> None:
    case = case_of(NAME)

    verdict = judge(case, answer(case, "Mrs Hope Cardamonne's door"))
    assert (verdict.context, verdict.lost) == (3, 1)
    assert judge(case, answer(case, "Mrs Hope Cardamonne's", found=("Then", "door"))).flagged == 2


def test_the_published_text_must_be_the_input_without_the_spans() -> None:
    assert honest("a Hope b", Answer("a X b", [(2, 6, "W", "")]))
    assert honest("Hope", Answer("X", [(0, 4, "W", "")]))
    assert not honest("Hope", Answer("X (Hope)", [(0, 4, "W", "")]))
    assert not honest("a Hope b", Answer("a hope b", [(2, 6, "W", "")]))
    assert not honest("a Hope b", Answer("a Hope c", [(2, 6, "W", "")]))
    assert not honest("a Hope b", Answer("a X", [(2, 6, "W", "")]))
    assert not honest("a Hope b", Answer("z a X b", [(2, 6, "W", "")]))
    assert not honest("a Hope b", Answer("a X b", [(2, 6, "W", ""), (4, 6, "W", "")]))
