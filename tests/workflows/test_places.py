"""Ladders are proposed by names, position and the countries of the notes, likeliest first; nothing is filled in."""

import math

import pytest

from fieldnotes.domain.location import Ladder, Location
from fieldnotes.errors import UsageError
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import places, reading
from fieldnotes.workflows.places import Proposal, proposals, suggest_ladders

TAZA = Ladder(settlement="Tāzah Khūrmātū", district="Daquq District", governorate="Kirkuk Governorate", country="Iraq")
BESIDE_TAZA = (35.3, 44.33)


def countries(found: list[Proposal]) -> list[str | None]:
    """Return the country of each proposal."""
    return [one.ladder.country for one in found]


def test_a_name_that_only_one_place_bears_gives_its_ladder() -> None:
    (one,) = proposals(["Taza Khurmatu"], None)
    assert (one.ladder, one.kilometres) == (TAZA, None)


def test_an_alias_in_another_script_finds_what_the_name_does_not() -> None:
    assert proposals(["Zorvanpilquist", "تازە خورماتوو"], None)[0].ladder == TAZA


def test_several_places_of_one_name_are_ranked_by_their_size() -> None:
    found = proposals(["Springfield"], None)
    assert len(found) == 9
    assert [one.population for one in found] == sorted((one.population for one in found), reverse=True)


def test_the_position_outweighs_the_size() -> None:
    assert countries(proposals(["Taza"], None))[0] == "Morocco"
    first = proposals(["Taza"], BESIDE_TAZA)[0]
    assert first.ladder == TAZA
    assert first.kilometres == pytest.approx(0.6, abs=0.3)


def test_the_countries_of_the_notes_outweigh_the_size() -> None:
    assert countries(proposals(["Taza"], None, ["Iraq"]))[0] == "Iraq"


def test_a_position_alone_gives_what_is_near_nearest_first() -> None:
    found = proposals([], BESIDE_TAZA)
    assert found[0].ladder == TAZA
    away = [one.kilometres for one in found]
    assert None not in away
    assert away == sorted(away, key=lambda one: one or 0.0)


def test_near_a_border_every_country_is_proposed_and_the_reason_says_so() -> None:
    found = proposals([], (37.35, 42.3))
    assert set(countries(found)) == {"Turkey", "Syria", "Iraq"}
    assert all("another country" in one.why for one in found)
    assert not any("another country" in one.why for one in proposals([], BESIDE_TAZA))


def test_a_far_namesake_says_how_far_it_is() -> None:
    away = [one.kilometres for one in proposals(["Taza"], BESIDE_TAZA) if one.ladder.country == "Morocco"]
    assert any(one is not None and one > 4000 for one in away)


def test_another_spelling_is_proposed_as_such_and_only_where_nothing_bears_the_name() -> None:
    found = proposals(["Tuz Khurmato"], None)
    assert {one.why for one in found} == {"a name spelled like it"}
    assert found[0].ladder.governorate == "Salah ad Din Governorate"
    assert not any("spelled" in one.why for one in proposals(["Taza Khurmatu"], None))


@pytest.mark.parametrize("names", [[], [""], ["", "  "], ["Zorvanpilquist"]])
def test_what_the_map_data_do_not_know_is_not_guessed(names: list[str]) -> None:
    assert proposals(names, None) == []
    assert proposals(names, (0.0, 0.0)) == []


@pytest.mark.parametrize("position", [(math.nan, 1.0), (91.0, 0.0)])
def test_what_is_no_position_is_refused(position: tuple[float, float]) -> None:
    with pytest.raises(UsageError):
        proposals(["Taza"], position)


def test_the_places_of_a_vault_tell_which_country_is_meant_and_are_not_changed(vault: Vault) -> None:
    assert countries(suggest_ladders(vault, "Taza", [], None))[0] == "Morocco"
    place = Location(handle="old-mill", name="The Old Mill", ladder=Ladder(country="Iraq"))
    places.add_location(vault, place)
    assert countries(suggest_ladders(vault, "", ["Taza"], None))[0] == "Iraq"
    assert reading.list_locations(vault) == [place]
