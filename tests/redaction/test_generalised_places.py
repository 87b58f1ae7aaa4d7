"""A place is said on a higher rung only as far as the map data are sure, and a sentence keeps its grammar."""

from dataclasses import replace

import pytest

from fieldnotes.domain.text import RawText
from fieldnotes.redaction.generalising import generalised
from fieldnotes.redaction.pipeline import Gate
from fieldnotes.redaction.place_names import key_of, known_as
from fieldnotes.redaction.replacing import in_sentence
from fieldnotes.redaction.subject import Protects, Subject
from tests.redaction.cast import VILLAGE

TOWN = "a town in Kirkuk Governorate"


@pytest.mark.parametrize(
    ("words", "rung", "said"),
    [
        ("Taza Khurmatu", "governorate", TOWN),
        ("Taza Khurmatu’s", "governorate", TOWN),
        ("تازە خورماتوو", "governorate", TOWN),
        ("Taza Khurmatu", "region", "a town in Iraq"),
        ("Taza Khurmatu", "country", "a town in Iraq"),
        ("Bakhmut", "country", "a town in Ukraine"),
        ("Mosul", "country", "a city in Iraq"),
        ("Kirkuk Governorate", "country", "a province in Iraq"),
        ("Kirkuk Governorate", "governorate", "Kirkuk Governorate"),
        ("Iraq", "governorate", "Iraq"),
        ("Iraq", "country", "Iraq"),
    ],
)
def test_a_place_is_said_by_what_it_lies_in(words: str, rung: str, said: str) -> None:
    assert generalised(words, "place", rung) == said


def test_a_class_that_would_name_the_settlement_is_not_said() -> None:
    assert generalised("Kirkuk", "place", "governorate") == "a city in Iraq"
    assert generalised("Taza Khurmatu", "place", "district") == "a place in Daquq District"


def test_a_place_of_unknown_size_is_no_town() -> None:
    assert generalised("Hawija", "place", "governorate") == "a place in Kirkuk Governorate"


@pytest.mark.parametrize(
    ("rung", "hidden"),
    [
        ("site", "Taza Daquq Kirkuk Iraq"),
        ("settlement", "Taza Daquq Kirkuk Iraq"),
        ("district", "Taza Kirkuk Iraq"),
        ("governorate", "Taza Daquq Iraq"),
        ("region", "Taza Daquq Kirkuk"),
        ("country", "Taza Daquq Kirkuk"),
    ],
)
def test_no_rung_says_more_than_was_asked(rung: str, hidden: str) -> None:
    said = generalised("Taza Khurmatu", "place", rung) or ""
    assert [word for word in hidden.split() if word in said] == []


@pytest.mark.parametrize("words", ["Taza", "Sinjar", "Amara", "Paris", "Springfield"])
def test_a_name_in_several_countries_or_units_is_not_read(words: str) -> None:
    assert generalised(words, "place", "governorate") is None


def test_the_countries_of_the_notes_tell_which_is_meant() -> None:
    assert generalised("Taza", "place", "governorate", {"Iraq"}) == TOWN
    assert generalised("Taza", "place", "country", {"Iraq", "Spain"}) == "a town in Iraq"
    assert generalised("Taza", "place", "country", {"Iraq", "Morocco"}) is None
    assert generalised("Taza", "place", "country", {"Yemen"}) is None


@pytest.mark.parametrize("rung", ["district", "governorate", "country"])
def test_what_the_map_data_do_not_know_is_its_class_alone(rung: str) -> None:
    said = {"district": "a district", "governorate": "a province", "country": "a country"}
    assert generalised("Zorvanpilquist", "place", rung) == said[rung]
    assert generalised("", "place", rung) == said[rung]


def test_on_the_lowest_rungs_and_without_one_nothing_is_looked_up() -> None:
    assert generalised("Taza Khurmatu", "place", "settlement") == "a town"
    assert generalised("Taza Khurmatu", "place", "site") == "a site"
    assert generalised("Taza Khurmatu", "place", None) == "a place"


@pytest.mark.parametrize(
    ("sentence", "public"),
    [
        ("We met in Taza.", "We met in a town in [Kirkuk Governorate]."),
        ("He came from Taza on Monday.", "He came from a town in [Kirkuk Governorate] on Monday."),
        ("Taza was shelled.", "A town in [Kirkuk Governorate] was shelled."),
        ("They left. Taza was empty.", "They left. A town in [Kirkuk Governorate] was empty."),
        ("between Taza and the river", "between a town in [Kirkuk Governorate] and the river"),
        ("on the Taza road", "on the [Kirkuk Governorate] road"),
        ("this Taza, he said", "this town in [Kirkuk Governorate], he said"),
        ("our Taza that was", "our town in [Kirkuk Governorate] that was"),
        ("Taza's mayor", "[A town in Kirkuk Governorate]'s mayor"),
        ("with Taza’s mayor", "with [a town in Kirkuk Governorate]’s mayor"),
        ("near Taza market", "near [a town in Kirkuk Governorate] market"),
        ("a Taza-based group", "a [town in Kirkuk Governorate]-based group"),
        ("He likes Taza very much", "He likes [a town in Kirkuk Governorate] very much"),
        ("في Taza أمس", "في [a town in Kirkuk Governorate] أمس"),
        ("in Taza.example", "in [a town in Kirkuk Governorate].example"),
        ("at x.Taza.example", "at x.[a town in Kirkuk Governorate].example"),
        ("Taza", "[A town in Kirkuk Governorate]"),
    ],
)
def test_a_sentence_keeps_its_grammar_where_that_is_certain(sentence: str, public: str) -> None:
    before, _, behind = sentence.partition("Taza")
    assert before + in_sentence(TOWN, before, behind) + behind == public


@pytest.mark.parametrize("label", ["Iraq", "a place", "a relative in Erbil", "a town", "the guard in a town in Iraq"])
def test_any_other_label_stands_in_brackets_whole(label: str) -> None:
    assert in_sentence(label, "We met in ", ".") == f"[{label}]"


def test_outside_the_brackets_only_words_of_the_table_are_added() -> None:
    for head in ("village", "town", "city", "place", "district", "province"):
        said = in_sentence(f"a {head} in Zorvan", "We met in ", ".")
        assert said == f"a {head} in [Zorvan]"


@pytest.mark.parametrize("name", ["Mosul", "الموصل", "Erbil", "Hewlêr", "Arbil", "Shaqlawa", "Tikrit", "حلب", "Aleppo"])
@pytest.mark.parametrize("rung", ["district", "governorate", "country"])
def test_no_unit_that_bears_the_name_of_a_settlement_is_said(name: str, rung: str) -> None:
    """Districts and provinces are called after their chief town: what readers see would be the name again."""
    said = generalised(name, "place", rung, {"Iraq"})
    assert said is not None
    for form in {name, *(place.name for place in known_as(name))}:
        assert key_of(form)[:4] not in key_of(said)


def test_a_place_outside_the_countries_of_the_notes_is_said_by_its_own() -> None:
    assert generalised("Mosul", "place", "country", {"Elsewhere"}) == "a city in Iraq"


KNOWN = replace(VILLAGE, classes=(("Taza Khurmala", "a town"), ("Taza", "a town"), ("Qorat district", "a district")))


@pytest.mark.parametrize(
    ("sentence", "public"),
    [
        ("We met in Taza.", "We met in a town in [Qorat province]."),
        ("He came from TAZA KHURMALA on Monday.", "He came from a town in [Qorat province] on Monday."),
        ("Taza was shelled.", "A town in [Qorat province] was shelled."),
        ("on the Taza road", "on the [Qorat province] road"),
        ("all of Qorat district, then", "all of a district in [Qorat province], then"),
        ("in @taza, he said", "in a town in [Qorat province], he said"),
        ("Taza's mayor", "[Qorat province]'s mayor"),
        ("He likes Taza very much", "He likes [Qorat province] very much"),
        ("near Old Bridge Checkpoint.", "near [Qorat province]."),
        ("near Khurmala.", "near [Qorat province]."),
        ("from 35.3042, 44.3317.", "from [coordinates]."),
    ],
)
def test_a_known_place_is_said_with_what_it_is_where_that_is_told_and_fits(sentence: str, public: str) -> None:
    gate = Gate([KNOWN], {"taza": KNOWN})
    assert gate.clear(RawText(sentence), "INT-001:1").text.words == public


def test_a_name_of_two_places_is_said_without_what_one_of_them_is() -> None:
    other = Subject(
        "location other", Protects.PLACE, "Qorat province", names=("Taza",), classes=(("Taza", "a province"),)
    )
    assert (
        Gate([KNOWN, other], {}).clear(RawText("We met in Taza."), "INT-001:1").text.words
        == "We met in [Qorat province]."
    )
