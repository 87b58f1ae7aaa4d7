"""Prove that known coordinates are found by value in any notation, and other figures are not."""

import pytest

from fieldnotes.redaction.canon import read
from fieldnotes.redaction.recognisers.known_coordinates import KnownCoordinates
from tests.redaction.cast import VILLAGE, cleared

KNOWN = [
    "35.3042, 44.3317", "35.3042,44.3317", "35.30, 44.33", "44.33 / 35.30", "44.3317 35.3042", "35.304° N, 44.332° E",
    "N 35.3042 E 44.3317",
    "N35.3042, E44.3317", "35.3042N 44.3317E", "+35.3042 +44.3317", "-35.3042, -44.3317", "35,3042; 44,3317",
    "35,3042° N 44,3317° E", "٣٥٫٣٠٤٢، ٤٤٫٣٣١٧", "۳۵٫۳۰۴۲ و ۴۴٫۳۳۱۷", "35°18′15″N 44°19′54″E",
    "35° 18' 15\" N, 44° 19' 54\" E",
    "35°18’15”N 44°19’54”E", "35º18'15''N 44º19'54''E", "35 deg 18 min 15 sec N, 44 deg 19 min 54 sec E",
    "35°18.25′ N 44°19.9′ E", "35 18 15 N 44 19 54 E", "N 35 18 15, E 44 19 54", "35:18:15 N 44:19:54 E",
    "351815N 0441954E",
    "lat 35.3042 lon 44.3317", "lat=35.3042&lon=44.3317", "35.3042%2C44.3317", "35.3042&deg; N, 44.3317&deg; E",
    "35.3042\n44.3317", "35.\u200b3042, 44.3317", "geo:35.3042,44.3317", "https://maps.example/@35.3042,44.3317,15z",
    "35.304", "44.3317° E", "35°18′15″",
]  # fmt: skip


@pytest.mark.parametrize("written", KNOWN)
def test_known_coordinates_are_replaced_in_any_notation(written: str) -> None:
    out = cleared(f"It lies at {written} there.", VILLAGE)
    assert not any(character.isdigit() for character in out)


@pytest.mark.parametrize(
    "text",
    [
        "It was 35.3 degrees, then 44.",
        "A ratio of 35.3 to one.",
        "The well is 44.3 metres deep.",
        "from 18:00 to 19:54",
        "page 35, line 18",
        "36.3042, 44.4317",
        "On 35.18 and 44.19",
    ],
)
def test_other_figures_are_left_alone(text: str) -> None:
    assert cleared(text, VILLAGE) == text


def test_numbers_of_people_are_no_coordinates() -> None:
    text = "35,300 people came, 44,330 left."
    assert not list(KnownCoordinates([VILLAGE]).find(read(text)))
