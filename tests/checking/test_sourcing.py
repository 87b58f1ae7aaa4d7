"""The rules of the trade, R-1.4, R-1.5, R-1.7 and R-1.8, one by one; and articles that keep them."""

import pytest

from fieldnotes.checking.sourcing import Person, lint

KAK = Person("kak-d", ("Kak D",), "a senior Kurdish security official", deep=True, named=False)
MAM = Person("mam-l", ("Mam L",), "a baker in a border town", deep=False, named=False)
OFFICER = Person("officer", ("Officer T",), None, deep=False, named=True, names=("Joral Kummelor",))
PEOPLE = [KAK, MAM, OFFICER]


@pytest.mark.parametrize(
    "text",
    [
        "Kak D, the head of one of the three agencies in the capital, said so.",
        "Kak D, a senior Kurdish security official from Ostragon, said so.",
        "The director of the largest prison, Kak D, said so.",
        "Kak D, who is the brother of a minister, said so.",
        "A general who was in the room, Kak D, said so.",
    ],
)
def test_a_closer_description_than_agreed_is_told(text: str) -> None:
    assert [(fault.kind, fault.what) for fault in lint(text, PEOPLE)] == [
        ("description", "source kak-d is described more closely than agreed")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Kak D, a senior Kurdish security official, said so.",
        "Kak D, a Kurdish official, said so.",
        "Kak D, an official, and Mam L, a baker in a border town, said so.",
        "Kak D said that the road was closed.",
        "Joral Kummelor, the commander of the third brigade, said so.",
        "Officials said nothing at all that day.",
        "When the forty minutes are up, Kak D says that he would like to add something.",
        "Since the road had been closed by the army, Mam L went home.",
    ],
)
def test_what_was_agreed_or_says_less_is_not(text: str) -> None:
    assert lint(text, PEOPLE) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "A source who spoke on condition of anonymity said the warning came on Monday.",
        "According to an official, the warning came on Monday.",
        "The warning came on Monday, one officer said.",
    ],
)
def test_attributed_words_on_deep_background_are_told(sentence: str) -> None:
    at = sentence.index("warning")
    assert [fault.kind for fault in lint(sentence, PEOPLE, [(at, at + 7, "kak-d")])] == ["sourcing"]


def test_on_one_s_own_authority_they_may_stand() -> None:
    assert lint("The warning came on Monday. It was not read.", PEOPLE, [(4, 11, "kak-d")]) == []


def test_who_is_quoted_did_not_decline_to_comment() -> None:
    text = "“We left,” Kak D said. Kak D declined to comment on the village."
    assert [fault.what for fault in lint(text, PEOPLE, (), [(0, 10, "kak-d")])] == [
        "source kak-d is quoted and said to have kept silent"
    ]
    assert lint(text.replace("Kak D declined", "The ministry declined"), PEOPLE, (), [(0, 10, "kak-d")]) == []


def test_the_author_s_own_silence_is_nobody_s_refusal() -> None:
    text = "“We left,” Kak D said. The porter asked about Kak D and, when I did not answer, told me more."
    assert lint(text, PEOPLE, (), [(0, 10, "kak-d")]) == []


def test_one_person_under_two_names_is_told() -> None:
    text = "Officer T met us at noon. Joral Kummelor came later."
    assert [fault.what for fault in lint(text, PEOPLE)] == ["source officer stands here under two names"]


def test_a_plural_that_rests_on_one_source_is_told() -> None:
    text = "Officials said that it was over. “We left,” he told us."
    one = [(34, 44, "kak-d")]
    assert [fault.what for fault in lint(text, PEOPLE, (), one)] == ["a plural that rests on source kak-d alone"]
    assert lint(text, PEOPLE, (), [*one, (45, 50, "mam-l")]) == []
