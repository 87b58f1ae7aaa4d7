"""Design section 4, places and times: at the agreed rung, coarser on request, never finer, and never a clock."""

import re

import pytest

from tests.acceptance.judge import Secret, leaks
from tests.acceptance.terms_pages import Page
from tests.acceptance.terms_world import part, word


def test_places_are_published_at_their_rung_and_no_lower(main: str) -> None:
    """Governorate where it says so, country where nothing is said, the next higher where a rung is missing."""
    places = [Secret("name", name) for name in ("Tarvand", "Oskarel", "Quorvil", "Quarnel", "Mezzorin")]
    assert leaks(main, places) == []
    assert "Belmora province" in part(main, word("PLACE", 0)).split(">")[0]
    assert "Zandia" in part(main, word("UNSET", 0)).split(">")[0]
    assert "the Velda basin" in part(main, word("GAPPED", 0)).split(">")[0]
    assert "Dulvani" in part(main, word("OPEN", 0)).split(">")[0]


def test_an_export_may_go_coarser_and_never_finer(pages: dict[str, Page]) -> None:
    """Exit 2 for a finer place or time; the country and the year for coarser ones."""
    pages["place finer"].refusal(2)
    pages["time finer"].refusal(2)
    assert "Belmora province" in pages["place same"].text
    coarse = pages["place coarser"].text
    assert "Zandia" in coarse
    assert leaks(coarse, [Secret("name", name) for name in ("Belmora", "Dulvani", "Tarvand", "Oskarel")]) == []
    assert "2031" in pages["time coarser"].text
    assert "May" not in pages["time coarser"].text


def test_where_two_locations_disagree_the_stricter_wins(pages: dict[str, Page]) -> None:
    """One would publish the settlement; the other keeps a place of that name below the country."""
    assert leaks(pages["two locations"].text, [Secret("name", "Harvenko")]) == []


def test_a_town_named_like_its_province_does_not_stop_the_page(pages: dict[str, Page]) -> None:
    """The words of a rung that may be published are no keys."""
    assert "Belmora province" in pages["capital"].text.split(">")[0]
    assert "Belmora district" not in pages["capital"].text


@pytest.mark.parametrize(
    ("code", "said", "hidden"),
    [
        ("TIME-DAY", "4 May 2031", "18"),
        ("TIME-MONTH", "May 2031", "4 May"),
        ("TIME-SEASON", "2031", "May"),
        ("TIME-YEAR", "2031", "May"),
        ("TIME-WEEK", "2031", "18"),
        ("ZONE-WEST", "March 2031", "April"),
        ("ZONE-EAST", "April 2031", "March"),
        ("PLACE", "May 2031", "4 May"),
    ],
)
def test_time_is_published_at_its_rung_in_the_interviews_own_zone(main: str, code: str, said: str, hidden: str) -> None:
    """The month unless `publish_time` says otherwise; never a clock."""
    heading = part(main, word(code, 0)).split(">")[0]
    assert said in heading
    assert hidden not in heading
    assert not re.search(r"\d-\d|\d:\d|\d/\d", heading)


def test_coordinates_clocks_and_offsets_are_never_printed(main: str) -> None:
    """Nor the tool, nor the author, nor a code of an interview."""
    assert leaks(main, [Secret("coordinate", "35.4127"), Secret("coordinate", "44.3381")]) == []
    for hidden in ("18:07", "23:30", "00:30", "+03", "-05:00", "fieldnotes", "author", "LAB-ON", "farmer:"):
        assert hidden.lower() not in main.lower()
