"""What a person decided becomes of the text; it hides more than what is known, and never less."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldnotes.domain.decision import Ruling
from fieldnotes.domain.text import RawText
from fieldnotes.errors import Refused
from fieldnotes.redaction.deciding import AS_DECIDED, doubts, is_settled
from fieldnotes.redaction.generalising import generalised
from fieldnotes.redaction.pipeline import Gate
from fieldnotes.redaction.recogniser import Suspicion
from fieldnotes.redaction.subject import Protects, Subject

CHIEF = Subject("source kak-d", Protects.IDENTITY, "Kak D", names=("Saffron Kemiri",))
GATE = Gate([CHIEF], {"kak-d": CHIEF})


def about(text: str, words: str, /, verdict: str = "replace", kind: str = "person", **more: Any) -> Ruling:
    start = text.index(words)
    return Ruling.model_validate({"start": start, "end": start + len(words), "kind": kind, "verdict": verdict, **more})


def cleared(text: str, *decided: Ruling) -> str:
    return GATE.clear(RawText(text), "INT-001:1", decided).text.words


@pytest.mark.parametrize(
    ("text", "words", "fields", "public"),
    [
        ("Then Nutmi came.", "Nutmi", {}, "Then [a person] came."),
        ("Nutmi came.", "Nutmi", {}, "[A person] came."),
        ("Then the Nutmi came.", "Nutmi", {}, "Then the [person] came."),
        ("Ring 0123 456 789.", "0123 456 789", {"kind": "phone"}, "Ring [a phone number]."),
        ("Ring +999 456 789.", "+999 456 789", {"kind": "phone"}, "Ring [a phone number]."),
        ("Then Nutmi came.", "Nutmi", {"words": "the guard"}, "Then [the guard] came."),
        ("Then Nutmi came.", "Nutmi", {"verdict": "keep"}, "Then Nutmi came."),
        ("In Karanfil.", "Karanfil", {"kind": "place", "verdict": "generalise"}, "In [a place]."),
        ("In Karanfil.", "Karanfil", {"kind": "place", "verdict": "generalise", "rung": "settlement"}, "In [a town]."),
        ("On 14 March 2019.", "14 March 2019", {"kind": "date", "verdict": "generalise"}, "On [2019]."),
    ],
)
def test_what_was_decided_is_done(text: str, words: str, fields: dict[str, Any], public: str) -> None:
    assert cleared(text, about(text, words, **fields)) == public


def test_the_report_says_that_a_person_decided() -> None:
    text = "Then Nutmi came."
    done = GATE.clear(RawText(text), "INT-001:1", [about(text, "Nutmi")])
    (replacement,) = done.replacements
    assert (replacement.start, replacement.end, replacement.reason, replacement.ref) == (5, 10, AS_DECIDED, "")
    assert done.mentioned == ()


def test_what_is_known_is_replaced_whatever_was_decided() -> None:
    text = "Then Saffron Kemiri came."
    assert cleared(text, about(text, "Saffron Kemiri", "keep")) == "Then [Kak D] came."
    assert cleared(text, about(text, "Saffron Kemiri")) == "Then [Kak D] came."


def test_of_a_decided_span_what_is_left_beside_a_known_name_stays_hidden() -> None:
    text = "Then Nutmi Kemiri came."
    assert cleared(text, about(text, "Nutmi Kemiri")) == "Then [a person] [Kak D] came."


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 30), st.sampled_from(["replace", "keep"])), max_size=5))
def test_no_arrangement_of_decisions_shows_a_known_name_or_what_was_to_be_hidden(
    spans: list[tuple[int, int, str]],
) -> None:
    text = "Nutmi, Saffron Kemiri, Galan 01"
    rulings = [Ruling(start=s, end=s + n, kind="person", verdict=v) for s, n, v in spans]  # type: ignore[arg-type]
    public = cleared(text, *rulings)
    assert "Saffron" not in public
    assert "Kemiri" not in public
    for word in ("Nutmi", "Galan"):
        start = text.index(word)
        if any(r.hides and r.start <= start and start + len(word) <= r.end for r in rulings):
            assert word not in public


def test_words_for_readers_that_give_somebody_away_refuse_the_page() -> None:
    text = "Then Nutmi came."
    with pytest.raises(Refused) as refusal:
        cleared(text, about(text, "Nutmi", words="cousin of Saffron"))
    assert {objection.kind for objection in refusal.value.objections} == {"description"}
    assert all("Saffron" not in objection.what for objection in refusal.value.objections)


def test_a_mention_of_nobody_can_be_decided_away() -> None:
    text = "So @nobody came."
    with pytest.raises(Refused):
        cleared(text, about(text, "@nobody", "keep"))
    assert cleared(text, about(text, "@nobody")) == "So [a person] came."


def found(start: int, end: int, kind: str = "person", term: str = "x") -> Suspicion:
    return Suspicion(start, end, kind, "is unknown", "low", term)


def test_what_is_replaced_anyway_is_no_doubt_and_what_is_left_beside_it_is_one() -> None:
    text = "Colonel Saffron Nutmi came"
    assert doubts(text, [], [found(8, 15)], [(8, 15)]) == []
    (left,) = doubts(text, [], [found(0, 21)], [(8, 15)])
    assert (left.start, left.end, left.term) == (16, 21, "nutmi")


def test_what_resembles_a_known_name_is_one_doubt_with_what_is_unknown() -> None:
    near = Suspicion(5, 10, "near", "sounds like a name", "high", "")
    whole = found(0, 16, "script")
    (first, second) = doubts("Then Nutmi Galan.", [near], [whole, found(5, 16)], [])
    assert first is whole
    assert (second.start, second.end, second.kind, second.risk, second.term) == (5, 16, "near", "high", "nutmi galan")


def test_a_doubt_is_settled_when_each_letter_of_it_is_decided() -> None:
    text = "Then Nutmi Galan."
    both = [about(text, "Nutmi", "keep"), about(text, "Galan")]
    asked = Suspicion(5, 16, "person", "", "low", "")
    assert is_settled(asked, text, both)
    assert not is_settled(asked, text, both[:1])


def test_who_read_a_passage_decided_about_its_words_of_low_risk_in_that_script() -> None:
    text = "قصديرو came"
    read = Ruling(start=0, end=len(text), kind="script", verdict="keep")
    assert is_settled(Suspicion(0, 6, "person", "", "low", ""), text, [read])
    assert not is_settled(Suspicion(0, 6, "person", "", "medium", ""), text, [read])
    assert not is_settled(Suspicion(7, 11, "person", "", "low", ""), text, [read])
    assert not is_settled(Suspicion(0, 6, "person", "", "low", ""), text, [])


def test_the_gate_tells_what_only_a_person_can_decide_without_refusing() -> None:
    text = "So @nobody and Saffron Kemiri saw Colonel Brakwend."
    found = GATE.doubts(RawText(text))
    assert [text[one.start : one.end] for one in found if one.kind == "person"] == ["Brakwend"]
    assert not any("Saffron" in text[one.start : one.end] for one in found)


@pytest.mark.parametrize(
    ("words", "kind", "rung", "said"),
    [
        ("2019-03-14", "date", "month", "March 2019"),
        ("14/03/2019", "date", "month", "March 2019"),
        ("03/04/2019", "date", "month", None),
        ("14 mars 2019", "date", "month", "March 2019"),
        ("3 listopada 2019", "date", "month", None),
        ("3 listopada 2019", "date", None, "2019"),
        ("12 Ramadan 1440", "date", None, None),
        ("2018 to 2019", "date", None, None),
        ("34 years old", "age", None, "aged 30 to 39"),
        ("٣٤", "age", "decade", "aged 30 to 39"),
        ("thirty", "age", None, None),
        ("900", "age", None, None),
        ("Saffron", "person", None, None),
    ],
)
def test_a_date_or_an_age_is_said_more_coarsely_or_not_at_all(
    words: str, kind: str, rung: str | None, said: str
) -> None:
    assert generalised(words, kind, rung) == said


def test_a_generalised_place_reads_as_a_sentence_does() -> None:
    text = "We met in Shaqlawa on Monday. Shaqlawa's mayor came."
    made = [about(text, "Shaqlawa", "generalise", "place", rung="country"), Ruling(
        start=30, end=38, kind="place", verdict="generalise", rung="country")]  # fmt: skip
    gate = Gate([CHIEF], {}, frozenset({"Iraq"}))
    done = gate.clear(RawText(text), "INT-001:1", made)
    assert done.text.words == "We met in a town in [Iraq] on Monday. [A town in Iraq]'s mayor came."
    assert [one.label for one in done.replacements] == ["a town in Iraq", "a town in Iraq"]


def test_a_generalised_place_never_names_what_a_known_place_hides() -> None:
    hidden = Subject("location hill", Protects.PLACE, "a place", names=("Erbil Governorate",))
    text = "We met in Shaqlawa on Monday."
    gate = Gate([hidden], {}, frozenset({"Iraq"}))
    with pytest.raises(Refused) as refusal:
        gate.clear(RawText(text), "INT-001:1", [about(text, "Shaqlawa", "generalise", "place", rung="governorate")])
    assert {objection.kind for objection in refusal.value.objections} == {"description"}


@pytest.mark.parametrize("text", ["At the post Saffron Kemiri I sold.", "On the Friday Sheikh Saffron Kemiri came."])
def test_a_word_left_beside_a_known_name_that_says_nothing_is_not_asked_about(text: str) -> None:
    assert GATE.doubts(RawText(text)) == []
