"""Consent comes to what was said last of each scope; it forbids, and allows nothing."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from pydantic import ValidationError

from fieldnotes.domain.consent import Answer, Consent, Mode, Scope, in_force, limits, undescribed, withdrawal
from fieldnotes.domain.interview import Interview, Participant, Passage
from fieldnotes.domain.selection import Treatment, select
from fieldnotes.domain.terms import Bits, Label, Limit, Terms, Turn, granted
from fieldnotes.domain.terms import in_force as bits_in_force
from fieldnotes.domain.text import RawText

NOW = datetime(2026, 6, 1, tzinfo=UTC)
NO = {"quote": Answer.NO}
YES = {"quote": Answer.YES}


def event(day: int, answers: dict[str, Answer], interview: str | None = None, mode: Mode = Mode.WRITTEN) -> Consent:
    given = NOW + timedelta(days=day)
    return Consent.model_validate(
        {"source": "saffron", "given": given, "mode": mode, "interview": interview, **answers}
    )


def quote(*events: Consent, interview: str = "INT-1") -> Answer:
    return in_force(events, "saffron", interview)[Scope.QUOTE]


def test_unasked_is_never_yes_and_changes_nothing() -> None:
    assert quote() is quote(event(1, {"name": Answer.YES})) is Answer.UNASKED
    assert limits([event(1, {})], "INT-1")["saffron"] == Limit()
    assert quote(event(1, NO), event(2, {"name": Answer.YES})) is Answer.NO


def test_the_latest_answer_counts_in_whatever_order_the_events_come() -> None:
    for events in permutations([event(1, YES), event(2, NO), event(3, {})]):
        assert quote(*events) is Answer.NO
    for events in permutations([event(1, NO), event(2, YES)]):
        assert quote(*events) is Answer.YES
    for events in permutations([event(1, YES), event(1, NO)]):
        assert quote(*events) is Answer.NO


def test_of_a_general_and_a_single_answer_the_more_restrictive_counts() -> None:
    for one, other in ((YES, NO), (NO, YES)):
        events = event(1, one), event(2, other, "INT-1")
        assert quote(*events) is Answer.NO
    assert quote(event(1, YES), event(2, NO, "INT-2")) is Answer.YES


def test_nobody_says_yes_by_withdrawing_or_where_none_was_possible() -> None:
    for mode in (Mode.NONE_POSSIBLE, Mode.WITHDRAWN):
        with pytest.raises(ValidationError):
            event(1, YES, mode=mode)


def test_a_withdrawal_hides_until_something_is_allowed_anew_and_is_not_made_less_by_another_no() -> None:
    gone = withdrawal("saffron", NOW, None, None)
    assert gone.withdraws_all
    assert limits([gone], "INT-1")["saffron"].withdrawn
    assert limits([gone, event(1, NO)], "INT-1")["saffron"].withdrawn
    assert limits([gone, event(1, YES, "INT-1")], "INT-1")["saffron"].withdrawn
    again = limits([gone, event(1, YES)], "INT-1")["saffron"]
    assert again == Limit(paraphrase=False, name=False, describe=False)
    assert not limits([withdrawal("saffron", NOW, Scope.QUOTE, None)], "INT-1")["saffron"].withdrawn


def test_who_refused_a_description_in_one_interview_is_described_in_none() -> None:
    assert undescribed([event(1, {"description": Answer.NO}, "INT-2")]) == {"saffron"}
    assert undescribed([event(1, {"description": Answer.YES}), event(1, {})]) == frozenset()


def test_consent_never_loosens_terms() -> None:
    yes = event(1, dict.fromkeys((scope.value for scope in Scope), Answer.YES))
    forbidden = limits([yes], "INT-1")
    for label in (*Label, None):
        terms = Terms(label=label) if label else None
        assert bits_in_force(terms, [Turn("saffron", None)], forbidden) == [granted(terms)]


def test_a_refused_scope_takes_its_bit_and_the_question_before_follows() -> None:
    def bits(limit: Limit, *own: Terms | None) -> list[Bits]:
        turns = [Turn("interviewer", own[0] if own else None), Turn("saffron", None), Turn(None, None)]
        return bits_in_force(Terms(label=Label.ON_RECORD, describe_as="a baker"), turns, {"saffron": limit})

    for name in ("quote", "paraphrase", "name"):
        assert [getattr(one, name) for one in bits(Limit(**{name: False}))] == [False] * 3
    assert bits(Limit(describe=False))[1].descriptions == frozenset()
    assert not bits(Limit(quote=False), Terms(label=Label.ON_RECORD))[0].quote


def treatments(*withdrawn: str, parts: tuple[str, ...] = ("saffron", "mace")) -> list[Treatment]:
    head = Interview(
        code="INT-1",
        started=NOW,
        terms=Terms(label=Label.BACKGROUND),
        participants=tuple(Participant.model_validate({"source": one, "as": "interviewee"}) for one in parts),
    )
    speakers = ("interviewer", "interviewer", "saffron", None, "interviewer", *parts[1:])
    said = [Passage(speaker=one, text=RawText("word")) for one in speakers]
    forbidden = dict.fromkeys(withdrawn, Limit(withdrawn=True))
    return [one.treatment for one in select(head, said, {}, NOW, forbidden)]


def test_of_who_withdrew_no_word_and_no_mark_is_left_nor_the_question_they_answered() -> None:
    quoted, hidden = Treatment.QUOTE, Treatment.HIDE
    assert treatments("saffron") == [quoted, hidden, hidden, hidden, hidden, quoted]
    assert treatments("saffron", parts=("saffron",)) == [hidden] * 5
    assert treatments("saffron", "mace") == [hidden] * 6
    assert set(treatments("nobody")) == {quoted}
