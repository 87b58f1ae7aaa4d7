"""What may appear on a page, passage by passage."""

from datetime import UTC, datetime

import pytest

from fieldnotes.domain.interview import Interview, Passage
from fieldnotes.domain.selection import Treatment, embargoed, may_be_headed, select
from fieldnotes.domain.terms import Label, Terms
from fieldnotes.domain.text import RawText

NOW = datetime(2026, 6, 1, tzinfo=UTC)
EARLIER, LATER = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)


def interview(**bits: object) -> Interview:
    terms = Terms(**{"label": Label.BACKGROUND, **bits})  # type: ignore[arg-type]
    return Interview(code="INT-1", started=EARLIER, terms=terms)


def said(speaker: str | None = "saffron", terms: Terms | None = None, paraphrase: str | None = None) -> Passage:
    text = RawText(paraphrase) if paraphrase is not None else None
    return Passage(speaker=speaker, text=RawText("word"), terms=terms, paraphrase=text)


def treatment(
    passage: Passage, head: Interview | None = None, protected: dict[str, str] | None = None
) -> Treatment:
    return select(head or interview(), [passage], protected or {}, NOW, {})[0].treatment


@pytest.mark.parametrize(
    ("terms", "paraphrase", "expected"),
    [
        (None, None, Treatment.QUOTE),
        (None, "in other words", Treatment.QUOTE),
        (Terms(label=Label.OFF_RECORD), "in other words", Treatment.HIDE),
        (Terms(label=Label.BACKGROUND, use=False), None, Treatment.OMIT),
        (Terms(label=Label.BACKGROUND, quote=False), None, Treatment.OMIT),
        (Terms(label=Label.BACKGROUND, quote=False), "", Treatment.OMIT),
        (Terms(label=Label.BACKGROUND, quote=False), "in other words", Treatment.PARAPHRASE),
        (Terms(label=Label.BACKGROUND, quote=False, paraphrase=False), "in other words", Treatment.OMIT),
        (Terms(label=Label.DEEP_BACKGROUND), "in other words", Treatment.APART),
        (Terms(label=Label.DEEP_BACKGROUND), None, Treatment.HIDE),
        (Terms(label=Label.BACKGROUND, attribute=False), "in other words", Treatment.APART),
        (Terms(label=Label.BACKGROUND, reveal_conversation=False), None, Treatment.HIDE),
        (Terms(label=Label.BACKGROUND, reveal_conversation=False), "in other words", Treatment.HIDE),
        (Terms(label=Label.BACKGROUND, expires=EARLIER), None, Treatment.OMIT),
        (Terms(label=Label.BACKGROUND, expires=NOW), None, Treatment.OMIT),
        (Terms(label=Label.BACKGROUND, expires=LATER), None, Treatment.QUOTE),
    ],
)
def test_an_answer_is_treated_as_its_terms_say(
    terms: Terms | None, paraphrase: str | None, expected: Treatment
) -> None:
    assert treatment(said(terms=terms, paraphrase=paraphrase)) is expected


@pytest.mark.parametrize("speaker", ["interviewer", None])
def test_questions_and_notes_need_use_quote_and_attribution(speaker: str | None) -> None:
    assert treatment(said(speaker)) is Treatment.QUOTE
    for bit in ("use", "quote", "attribute"):
        withheld = Terms.model_validate({"label": Label.BACKGROUND, bit: False})
        assert treatment(said(speaker, withheld, "in other words")) is Treatment.OMIT


def test_words_of_a_protected_role_are_omitted() -> None:
    assert treatment(said("sumac"), protected={"sumac": "an interpreter"}) is Treatment.OMIT


def test_an_embargo_concerns_only_words_that_would_be_printed() -> None:
    under = Terms(label=Label.BACKGROUND, embargo_until=LATER)
    hidden = Terms(label=Label.OFF_RECORD, embargo_until=LATER)
    ended = Terms(label=Label.BACKGROUND, embargo_until=NOW)
    choices = select(interview(), [said(terms=under), said(terms=hidden), said(terms=ended)], {}, NOW, {})
    assert [embargoed(choice, NOW) for choice in choices] == [True, False, False]


def test_a_heading_follows_the_interviews_own_grant() -> None:
    assert may_be_headed(interview())
    assert not may_be_headed(interview(reveal_conversation=False))
    assert not may_be_headed(Interview(code="INT-1", started=EARLIER))


def test_positions_count_every_passage_from_one() -> None:
    choices = select(interview(), [said(terms=Terms(label=Label.OFF_RECORD)), said()], {}, NOW, {})
    assert [choice.number for choice in choices] == [1, 2]
