"""The second look reads known coordinates in the notations of maps, and leaves other figures alone."""

import random

import pytest

from fieldnotes.redaction.leak_grids import metres, zone_of
from fieldnotes.redaction.leaks import SecondLook
from fieldnotes.redaction.subject import Protects, Subject
from tests.redaction import gridded


def place(latitude: float, longitude: float) -> SecondLook:
    """Return a look for one invented place."""
    return SecondLook([Subject("location v", Protects.PLACE, "V", coordinates=(latitude, longitude))])


def seen(text: str, look: SecondLook) -> bool:
    """Say whether the look finds the coordinates in *text*, and nothing else."""
    what = {objection.what for objection in look.look(f"It lies at {text}, there.", [], str)}
    assert what <= {"the coordinates of location v"}
    return bool(what)


VILLAGE = place(35.3042, 44.3317)
WRITTEN = """
    38S 439243 3906983 ¦ 38 S 439243mE 3906983mN ¦ 38S4392433906983 ¦ UTM 38S 439243 3906983 ¦ 38S 0439243 3906983
    38S 439 243 3 906 983 ¦ 38S 439,243 3,906,983 ¦ 439243E 3906983N (UTM 38S) ¦ zone 38: E 439243, N 3906983
    easting: 439243\nnorthing: 3906983 ¦ N 3906983 E 439243 ¦ ٣٨S ٤٣٩٢٤٣ ٣٩٠٦٩٨٣ ¦ 439243.5 3906983.5
    38SME3924206983 ¦ 38S ME 39242 06983 ¦ 38sme3924206983 ¦ 38S-ME-39242-06983 ¦ 38SME 392 069 ¦ 38SME3906
    38SME30 ¦ 38S ME 3 0 ¦ grid ME 392 069 ¦ MGRS ME 39242 06983 ¦ 38SME٣٩٢٤٢٠٦٩٨٣
    8H76883J+MM ¦ 8h76883j+mm ¦ 8H76 883J+MM ¦ 8H76883J+ ¦ 8H768800+ ¦ 883J+MM Baharat ¦ 76883J+MM ¦ 8H76883J%2BMM
    geohash syr8bf ¦ geohash: syr8b ¦ https://geohash.example/syr8bfc ¦ https://map.example/go?x=syr8bfc
    +351815+0441954/ ¦ +3518.25+04419.9/ ¦ 351815N 0441954E ¦ 3518N 04419E ¦ 35.18.15N 44.19.54E
    35°18′ N 44°19′ E ¦ 35 درجة و 18 دقيقة شمالا و 44 درجة و 19 دقيقة ¦ 35 градусов 18 минут, 44 градуса 19 минут
    "latitudeE7": 353042000, "longitudeE7": 443317000 ¦ https://tile.example/15/20419/12945.png
""".strip().split("¦")
WRITTEN = [case.strip() for line in WRITTEN for case in line.split("\n    ")]


@pytest.mark.parametrize("written", WRITTEN)
def test_known_coordinates_are_seen_in_the_notations_of_maps(written: str) -> None:
    assert seen(written, VILLAGE)


@pytest.mark.parametrize(
    "written",
    [
        "37R 439243 3906983", "38S 441243 3909983", "38SME9924206983", "38SMF3924206983", "38SMD30", "38SME 30 99",
        "ME 3906", "me 392 069", "8H768G33+MM", "8H780000+", "8H000000+", "8G33+MM", "88+33", "8833+22", "A1B2+3C",
        "geohash syp3gd", "geohash syr", "the code syr8bf", "439,243 dinars and 3,906,983 more", "439243", "3906983",
        "+351815", "35 18 44 19", "at 35:18 and 44:19", "+361815+0441954/", "3518N 04519E",
        "https://tile.example/15/20422/12945.png", "https://journal.example/12/35/44", "12/2016/11", "35° 44°",
    ],
)  # fmt: skip
def test_what_is_elsewhere_or_no_coordinates_is_left_alone(written: str) -> None:
    assert not seen(written, VILLAGE)


def points() -> list[tuple[float, float]]:
    """Return places all over the world, some near the edges of zones and squares."""
    chance = random.Random(7)
    anywhere = [(chance.uniform(-75, 80), chance.uniform(-179.9, 179.9)) for _ in range(150)]
    return [*anywhere, (0.0001, 6.0001), (-0.0001, 5.9999), (35.0, 42.0), (-33.9, 18.0001), (12.0, -12.0)]


def test_the_formulas_agree_with_others_to_a_metre() -> None:
    for latitude, longitude in points():
        zone, _, east, north = gridded.utm(latitude, longitude)
        ours = metres(latitude, longitude, zone)
        assert abs(ours.east - east) < 1, (latitude, longitude)
        assert abs(ours.north - north) < 1, (latitude, longitude)
        if zone == zone_of(longitude):
            assert ours.square == gridded.mgrs(latitude, longitude, 5)[1], (latitude, longitude)


def test_every_place_on_earth_is_seen_in_every_grid() -> None:
    for latitude, longitude in points():
        look = place(latitude, longitude)
        zone, band, east, north = gridded.utm(latitude, longitude)
        assert seen(f"{zone}{band} {east:06.0f} {north:07.0f}", look), (latitude, longitude)
        assert seen(gridded.plus_code(latitude, longitude, 10), look), (latitude, longitude)
        for half in (2, 4, 5):
            assert seen(" ".join(gridded.mgrs(latitude, longitude, half)), look), (latitude, longitude)


def test_a_place_at_the_edge_of_a_square_is_seen_in_the_next_one() -> None:
    look = place(35.3042, 44.3317)
    for degrees in (0.008, -0.008):
        for text in (
            " ".join(gridded.mgrs(35.3042 + degrees, 44.3317, 5)),
            gridded.plus_code(35.3042, 44.3317 + degrees, 10),
            "{}{} {:.0f} {:.0f}".format(*gridded.utm(35.3042 + degrees, 44.3317)),
        ):
            assert seen(text, look), text
