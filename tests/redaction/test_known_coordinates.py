"""Prove that known coordinates are found by value in any notation, and other figures are not."""

import pytest

from fieldnotes.redaction import Known, Redactor
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
    "35.304", "44.3317° E", "35°18′15″", "35 . 3042 , 44 . 3317", "35 .3042, 44 .3317",
    "<coordinates>44.3317,35.3042</coordinates>",
]  # fmt: skip


@pytest.mark.parametrize("written", KNOWN)
def test_known_coordinates_are_replaced_in_any_notation(written: str) -> None:
    out = cleared(f"It lies at {written} there.", VILLAGE)
    assert not any(character.isdigit() for character in out)


TOLD = [
    "three five point three zero four two north, four four point three three one seven east",
    "thirty-five point three oh four two, forty-four point three three one seven",
    "treinta y cinco punto tres cero cuatro dos",
]


@pytest.mark.parametrize("written", TOLD)
def test_known_coordinates_are_replaced_where_they_are_told_in_words(written: str) -> None:
    assert "point" not in (out := cleared(f"It lies at {written} there.", VILLAGE))
    assert "punto" not in out


def test_the_geohash_of_a_known_place_needs_no_word_beside_it() -> None:
    assert "syr8bfcmg" not in cleared("Go to syr8bfcmg now", VILLAGE)
    assert "syrw8bcr7" in cleared("Go to syrw8bcr7 now", VILLAGE)


GRIDS = [
    "38S 439243 3906983", "38 S 439243mE 3906983mN", "38S4392433906983", "38N 439243 3906983", "UTM 38S 439243 3906983",
    "38S 0439243 3906983", "38S 439 243 3 906 983", "38S 439,243 3,906,983", "439243E 3906983N (UTM 38S)",
    "zone 38: E 439243, N 3906983", "EPSG:32638 439243 3906983", "easting: 439243\nnorthing: 3906983",
    "N 3906983 E 439243", "38S 439000 3907000", "٣٨S ٤٣٩٢٤٣ ٣٩٠٦٩٨٣",
    "38SME3924206983", "38S ME 39242 06983", "38sme3924206983", "38S-ME-39242-06983", "38SME 392 069", "38SME3906",
    "38SME30", "38S ME 3 0", "38SME٣٩٢٤٢٠٦٩٨٣", "grid ME 392 069", "MGRS ME 39242 06983",
    "8H76883J+MM", "8h76883j+mm", "8H76 883J+MM", "8H76883J+", "8H768800+", "8H760000+",
    "883J+MM Kirkuk", "883J+MM كركوك",
    "76883J+MM", "8H76883J%2BMM", "８Ｈ７６８８３Ｊ＋ＭＭ", "https://plus.codes/8H76883J+MM",
    "geohash syr8bf", "geohash: syr8b", "https://geohash.org/syr8bfc", "https://www.openstreetmap.org/go?x=syr8bfc",
]  # fmt: skip
LINKS = [
    "https://www.google.com/maps/@35.3042,44.3317,15z", "https://maps.google.com/?q=35.30,44.33",
    "https://www.google.com/maps/place/x/data=!3d35.3042!4d44.3317", "https://maps.apple.com/?ll=35.3042,44.3317",
    "https://www.openstreetmap.org/#map=15/35.304/44.332", "https://www.openstreetmap.org/?mlat=35.304&mlon=44.332",
    "https://www.openstreetmap.org/#map=9/35.3/44.3", "https://www.bing.com/maps?cp=35.3042~44.3317",
    "https://www.bing.com/maps?sp=point.35.3042_44.3317", "https://yandex.ru/maps/?ll=44.3317%2C35.3042&z=14",
    "geo:35.3042,44.3317;u=35",
]  # fmt: skip
WORDS = [
    "+35.30+044.33/", "+35.3+044.3/", "+351815+0441954/", "+3518.25+04419.9/", "٣٥٫٣٠٤٢ شمال ٤٤٫٣٣١٧ شرق",
    "٣٥ درجة و ١٨ دقيقة و ١٥ ثانية شمالاً و ٤٤ درجة و ١٩ دقيقة شرقاً",
    "۳۵ درجه و ۱۸ دقیقه شمالی، ۴۴ درجه و ۱۹ دقیقه شرقی",
    "٣٥ پلە و ١٨ خولەک باکوور، ٤٤ پلە و ١٩ خولەک ڕۆژهەڵات",
    "35°18′ с. ш. 44°19′ в. д.", "с.ш. 35 18 15, в.д. 44 19 54",
    "35,3042° северной широты, 44,3317° восточной долготы", "35°18' nord, 44°19' est", "35° 18' norte, 44° 19' este",
    "35-18-15N 044-19-54E", "35.18.15N 44.19.54E", "35.3° N, 44.3° E", "GPS 35.3, 44.3", "35°18′ N 44°19′ E",
]  # fmt: skip


@pytest.mark.parametrize("written", [*GRIDS, *LINKS, *WORDS])
def test_known_coordinates_are_replaced_in_grids_links_and_words(written: str) -> None:
    out = cleared(f"It lies at {written}, there.", VILLAGE)
    assert not any(character.isdigit() for character in out)


@pytest.mark.parametrize(
    "written",
    [
        "37R 439243 3906983", "38SME9924206983", "38SMF3924206983", "38SMD30", "38SME 30 99",
        "36 N 351815 4906983", "8H768G33+MM", "8H780000+", "8H000000+",
        "8G33+MM Kirkuk", "geohash syp3gd", "geohash sy", "the code syr8bf", "35°N 44°E", "35.3, 44.3",
        "35.3° and 44.3° C", "439,243 dinars and 3,906,983 more", "439243 people and 3906983 sheep", "2+2", "8833+22",
        "file no. 439243/07", "0750 439 2430", "case 39243/07", "ME 3906", "A1B2+3C", "C++", "Ps 35:18",
        "3+5 and 44+19",
        "35-18", "12-18-15", "in 2011+", "$35.3 and $44.3", "439243",
    ],
)  # fmt: skip
def test_what_is_elsewhere_or_no_coordinates_is_left_alone(written: str) -> None:
    text = f"It says {written}, there."
    assert cleared(text, VILLAGE) == text


@pytest.mark.parametrize("name", ["38S 439243 3906983", "38S ME 39242 06983", "8H76883J+MM"])
def test_a_place_may_be_told_by_a_grid(name: str) -> None:
    redactor = Redactor([Known(id="S01", kind="coord", replacement="[a village]", names=[name])])
    assert redactor.redact("at 35.3042, 44.3317 there").text == "at [a village] there"


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
