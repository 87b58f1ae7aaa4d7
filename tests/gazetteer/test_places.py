"""Places are found by name in any script, by spelling, and by position; what is not known is never guessed."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldnotes.domain.location import Ladder
from fieldnotes.errors import UsageError
from fieldnotes.gazetteer import places
from fieldnotes.redaction.place_names import key_of, keys_of, known_as


def first(name: str) -> tuple[str, str]:
    """Return name and country of the likeliest place."""
    return known_as(name)[0].name, known_as(name)[0].country


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Taza Khurmatu", ("Tāzah Khūrmātū", "Iraq")),
        ("TAZA-KHURMATU", ("Tāzah Khūrmātū", "Iraq")),
        ("تازە خورماتوو", ("Tāzah Khūrmātū", "Iraq")),
        ("تازة خورماتو", ("Tāzah Khūrmātū", "Iraq")),
        ("هەولێر", ("Erbil", "Iraq")),
        ("Hewlêr", ("Erbil", "Iraq")),
        ("الحويجة", ("Al Ḩawījah", "Iraq")),
        ("حويجة", ("Al Ḩawījah", "Iraq")),
        ("Hawija", ("Al Ḩawījah", "Iraq")),
        ("Raqqa", ("Ar Raqqah", "Syria")),
        ("Бахмут", ("Bakhmut", "Ukraine")),
        ("ירושלים", ("Jerusalem", "Israel")),
        ("თბილისი", ("Tbilisi", "Georgia")),
        ("Երևան", ("Yerevan", "Armenia")),
        ("አዲስ አበባ", ("Addis Ababa", "Ethiopia")),
        ("ရန်ကုန်", ("Yangon", "Myanmar")),
        ("ঢাকা", ("Dhaka", "Bangladesh")),
        ("दिल्ली", ("Delhi", "India")),
        ("北京", ("Beijing", "China")),
    ],
)
def test_a_place_is_found_by_its_name_in_any_script(name: str, place: tuple[str, str]) -> None:
    assert first(name) == place


def test_a_ladder_has_every_rung_that_is_known() -> None:
    assert known_as("Taza Khurmatu")[0].ladder == Ladder(
        settlement="Tāzah Khūrmātū", district="Daquq District", governorate="Kirkuk Governorate", country="Iraq"
    )


def test_a_unit_has_no_settlement_on_its_ladder() -> None:
    (unit,) = known_as("Kirkuk Governorate")
    assert unit.ladder == Ladder(governorate="Kirkuk Governorate", country="Iraq")


def test_the_first_word_of_a_longer_name_finds_it_beside_those_that_bear_it_whole() -> None:
    found = {(one.name, one.country) for one in known_as("Taza")}
    assert {("Taza", "Morocco"), ("Tāzah Khūrmātū", "Iraq")} <= found
    assert not any(one.name == "Tazarka" for one in known_as("Taza"))


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("Tuz Khurmato", "Ţūz Khūrmātū"),
        ("Taza Xormato", "Tāzah Khūrmātū"),
        ("Sulaimaniya", "Sulaymaniyah"),
        ("Kirkouk", "Kirkuk"),
        ("Mariupil", "Mariupol"),
        ("Haleptche", "Halabja"),
    ],
)
def test_another_spelling_is_near_enough_to_be_proposed(written: str, place: str) -> None:
    assert place in [one.name for one in places.spelled_alike(key_of(written))[:3]]


@pytest.mark.parametrize("name", ["", " ", "x", "Zorvanpilquist", "!!!", "q" * 5000, "\ud800"])
def test_what_is_no_name_is_found_nowhere(name: str) -> None:
    assert known_as(name) == ()
    assert places.spelled_alike(key_of(name)) == []


@given(st.text(max_size=60))
@settings(max_examples=40, deadline=None)
def test_any_text_may_be_asked(name: str) -> None:
    assert all(one.country for one in known_as(name))
    assert len(places.spelled_alike(key_of(name))) <= 20


@given(st.text(min_size=1, max_size=20))
def test_the_first_form_of_a_name_is_the_name_folded(name: str) -> None:
    if key_of(name) and not name.rstrip().endswith(("'s", "’s", "ʼs", "'", "’", "ʼ")):
        assert keys_of(name)[0] == key_of(name)


def test_a_position_is_at_the_nearest_settlement_with_its_distance() -> None:
    place, away = places.nearest(35.3, 44.33)[0]
    assert (place.name, away < 1) == ("Tāzah Khūrmātū", True)
    farther = [one for _, one in places.nearest(35.3, 44.33)]
    assert farther == sorted(farther)


@pytest.mark.parametrize(
    "position",
    [(0.0, 0.0), (33.0, 32.9), (90.0, 0.0), (-90.0, 180.0), (23.4, 12.0), (-40.0, -130.0), (78.0, -179.999)],
    ids=["gulf of Guinea", "off Beirut", "north pole", "south pole", "desert", "ocean", "ice"],
)
def test_far_from_every_settlement_there_is_none(position: tuple[float, float]) -> None:
    assert places.nearest(*position) == []


def test_nothing_is_nearer_than_it_is_said_to_be_far() -> None:
    assert places.nearest(63.06, 178.5)[0][1] < places.FARTHEST
    assert places.nearest(63.45, 178.5) == []


def test_near_a_border_every_country_has_its_nearest() -> None:
    found = places.nearest(37.35, 42.3)
    assert {place.country for place, _ in found} == {"Turkey", "Syria", "Iraq"}


def test_the_two_sides_of_the_date_line_are_near_each_other() -> None:
    for longitude in (179.9, -179.9):
        assert [(one.name, one.country) for one, _ in places.nearest(63.06, longitude)] == [("Beringovskiy", "Russia")]


@pytest.mark.parametrize(
    "position", [(math.nan, 0.0), (0.0, math.nan), (math.inf, 0.0), (90.1, 0.0), (-91.0, 0.0), (0.0, 180.5)]
)
def test_what_is_no_position_is_refused(position: tuple[float, float]) -> None:
    with pytest.raises(UsageError):
        places.nearest(*position)


def test_a_kilometre_is_a_kilometre() -> None:
    assert places.kilometres((0.0, 0.0), (0.0, 1.0)) == pytest.approx(111.19, abs=0.01)
    assert places.kilometres((90.0, 0.0), (-90.0, 0.0)) == pytest.approx(20015, abs=1)
    assert places.kilometres((10.0, 179.9), (10.0, -179.9)) == pytest.approx(21.9, abs=0.1)


def test_a_size_is_said_only_where_several_have_it() -> None:
    kirkuk = places.named(["kirkuk"])[0][0]
    assert kirkuk.size == "city"
    assert places.is_one_of_several(kirkuk, "Iraq")
    assert not places.is_one_of_several(kirkuk, "Kirkuk Governorate")
