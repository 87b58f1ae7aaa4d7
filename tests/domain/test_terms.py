"""The terms in force never allow more than any grant, and questions and notes answer for their answers."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldnotes.domain.terms import PERMISSIONS, Bits, House, Label, Terms, Turn, granted, in_force, joined
from fieldnotes.errors import UsageError

bits = st.sampled_from([None, True, False])
moments = st.none() | st.datetimes(timezones=st.just(UTC))
grants = st.builds(
    Terms,
    label=st.sampled_from([None, *Label]),
    describe_as=st.sampled_from([None, "an official", "a trader"]),
    embargo_until=moments,
    expires=moments,
    **dict.fromkeys(PERMISSIONS, bits),
)
turns = st.builds(
    Turn, speaker=st.sampled_from(["saffron", "sumac", "interviewer", None]), terms=st.none() | grants
)


def _no_more_than(effective: Bits, grant: Bits) -> bool:
    """Compare bit by bit, without the operator under test."""
    allowed = all(getattr(grant, bit) or not getattr(effective, bit) for bit in PERMISSIONS)
    later = grant.embargo_until is None or (
        effective.embargo_until is not None and effective.embargo_until >= grant.embargo_until
    )
    sooner = grant.expires is None or (effective.expires is not None and effective.expires <= grant.expires)
    return allowed and later and sooner and grant.descriptions <= effective.descriptions


@given(st.none() | grants, st.lists(turns, max_size=12))
def test_what_is_in_force_never_exceeds_any_grant(interview: Terms | None, said: list[Turn]) -> None:
    for turn, effective in zip(said, in_force(interview, said), strict=True):
        assert _no_more_than(effective, granted(interview))
        if turn.terms is not None:
            assert _no_more_than(effective, granted(turn.terms))


@given(st.none() | grants, st.lists(turns, max_size=12))
def test_a_question_without_a_grant_allows_no_more_than_the_answers_beside_it(
    interview: Terms | None, said: list[Turn]
) -> None:
    effective = in_force(interview, said)
    for place, turn in enumerate(said):
        if turn.speaker != "interviewer" or turn.terms is not None:
            continue
        for near in (place - 1, place + 1):
            if 0 <= near < len(said) and said[near].is_answer:
                assert _no_more_than(effective[place], effective[near])


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        (Label.ON_RECORD, (True, True, True, True, True, True)),
        (Label.BACKGROUND, (True, True, True, False, True, True)),
        (Label.DEEP_BACKGROUND, (True, False, True, False, False, False)),
        (Label.OFF_RECORD, (False, False, False, False, False, False)),
    ],
)
def test_a_label_fills_the_bits_of_the_table(label: Label, expected: tuple[bool, ...]) -> None:
    filled = granted(Terms(label=label))
    assert tuple(getattr(filled, bit) for bit in PERMISSIONS) == expected


def test_an_interview_without_a_grant_is_off_the_record() -> None:
    answer = Turn("saffron", Terms(label=Label.ON_RECORD))
    assert in_force(None, [answer]) == [granted(None)]
    assert not granted(None).use


def test_an_explicit_bit_overrides_only_its_own_label() -> None:
    interview = Terms(label=Label.BACKGROUND, quote=False)
    said = [Turn("saffron", Terms(label=Label.ON_RECORD)), Turn("saffron", Terms(label=Label.OFF_RECORD, use=True))]
    first, second = in_force(interview, said)
    assert (first.quote, first.paraphrase, first.name) == (False, True, False)
    assert (second.use, second.quote, second.reveal_conversation) == (True, False, False)


OFF = Terms(label=Label.OFF_RECORD)
BACKGROUND = Terms(label=Label.BACKGROUND)


def test_a_question_around_an_off_record_answer_goes_with_it() -> None:
    said = [
        Turn("interviewer", None),  # opens on an open answer
        Turn("saffron", None),
        Turn("interviewer", None),  # stands before the answer off the record
        Turn("saffron", OFF),
        Turn("saffron", None),
        Turn("interviewer", None),  # and this one after it, though the nearest answer is open
        Turn("saffron", None),
    ]
    assert [effective.use for effective in in_force(BACKGROUND, said)] == [
        True, True, False, False, True, False, True,
    ]  # fmt: skip


def test_only_an_explicit_grant_loosens_a_question() -> None:
    said = [Turn("interviewer", BACKGROUND), Turn("saffron", OFF)]
    assert in_force(BACKGROUND, said)[0].use


def test_a_note_takes_the_bits_of_the_passages_it_stands_between() -> None:
    said = [Turn("saffron", None), Turn(None, None), Turn(None, None), Turn("saffron", OFF), Turn("saffron", None)]
    effective = in_force(BACKGROUND, said)
    assert [one.use for one in effective] == [True, False, False, False, True]
    assert in_force(BACKGROUND, [Turn(None, None)])[0].use


def test_a_note_beside_a_hidden_question_is_hidden_too() -> None:
    said = [Turn("saffron", None), Turn(None, None), Turn("interviewer", None), Turn("saffron", OFF)]
    assert not in_force(BACKGROUND, said)[1].use


def test_the_latest_embargo_and_the_earliest_expiry_hold() -> None:
    early, late = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
    interview = Terms(label=Label.BACKGROUND, embargo_until=early, expires=late)
    said = [Turn("saffron", Terms(label=Label.BACKGROUND, embargo_until=late, expires=early))]
    (effective,) = in_force(interview, said)
    assert (effective.embargo_until, effective.expires) == (late, early)


@given(st.none() | grants, st.none() | grants, grants)
def test_joined_passages_allow_only_what_both_did(
    one: Terms | None, other: Terms | None, interview: Terms
) -> None:
    try:
        both = joined(one, other)
    except UsageError:
        return
    before = in_force(interview, [Turn("saffron", one), Turn("saffron", other)])
    (after,) = in_force(interview, [Turn("saffron", both)])
    assert all(_no_more_than(after, each) for each in before)


def test_two_agreed_descriptions_are_not_joined() -> None:
    with pytest.raises(UsageError, match="different descriptions"):
        joined(Terms(label=Label.BACKGROUND, describe_as="a"), Terms(label=Label.BACKGROUND, describe_as="b"))


@pytest.mark.parametrize(
    ("house", "label", "forbidden"),
    [
        (House.AP_1, Label.BACKGROUND, {"quote"}),
        (House.TEXTBOOK_1, Label.BACKGROUND, set()),
        (House.UK_1, Label.BACKGROUND, {"quote", "attribute"}),
        (House.CHATHAM_1, Label.ON_RECORD, {"quote", "name", "attribute", "reveal_conversation"}),
        (House.AP_1, Label.ON_RECORD, set()),
    ],
)
def test_the_usage_of_a_house_forbids_what_it_does_not_mean(house: House, label: Label, forbidden: set[str]) -> None:
    usual, meant = granted(Terms(label=label)), granted(Terms(label=label, house=house))
    assert {bit for bit in PERMISSIONS if getattr(usual, bit) and not getattr(meant, bit)} == forbidden
    assert meant.within(usual)
    assert granted(Terms(label=label, house=house, quote=True)).quote, "what was agreed counts"


@pytest.mark.parametrize("house", House)
@pytest.mark.parametrize("label", [None, *Label])
def test_no_house_allows_what_its_label_does_not(house: House, label: Label | None) -> None:
    assert granted(Terms(label=label, house=house)).within(granted(Terms(label=label)))
