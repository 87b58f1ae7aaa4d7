"""Structured identifiers of people whom the vault does not know are suspected, whatever their notation."""

import pytest

from fieldnotes.redaction.canon import read
from fieldnotes.redaction.unknown.everything import Unknown

STAGE = Unknown()

FOUND = [
    ("phone", "call", "0750 123 45 67"),
    ("phone", "اتصل على", "٠٧٥٠ ١٢٣ ٤٥٦٧"),
    ("phone", "it is", "+964 (0)750-123-4567"),
    ("phone", "it is", "00964.750.1234567"),
    ("phone", "it is", "plus 964 750 123 4567"),
    ("phone", "dial", "zero seven five zero one two three four five six seven"),
    ("phone", "телефон", "067 123 45 67"),
    ("email", "write to", "saffron.kemiri@example.org"),
    ("email", "write to", "saffron at example dot org"),
    ("email", "write to", "saffron (at) example [dot] org"),
    ("email", "пишите", "шафран@пример.рф"),
    ("email", "write to", "x@xn--e1afmkfd.xn--p1ai"),
    ("url", "see", "https://example.org/a?b=c"),
    ("url", "see", "hxxp://bad[.]example[.]com"),
    ("url", "see", "www.example.net"),
    ("url", "see", "t.me/saffron"),
    ("url", "see", "wa.me/9647501234567"),
    ("handle", "follow", "@saffron_k"),
    ("handle", "telegram:", "saffronk"),
    ("handle", "insta", "saffronkemiri"),
    ("ip", "from", "192.168.3.44"),
    ("ip", "from", "2001:db8::1"),
    ("device", "with", "00:1A:2b:3c:4d:5e"),
    ("device", "IMEI", "490154203237518"),
    ("account", "send to", "bc1qar0srrr7xfkvy5l643x"),
    ("coord", "at", "36.1911, 44.0092"),
    ("coord", "at", "36°11'28\"N 44°0'33\"E"),
    ("coord", "at", "N36 11.467 E044 00.552"),
    ("coord", "at", "٣٦٫١٩١١، ٤٤٫٠٠٩٢"),
    ("coord", "at", "38S 409234 4004567"),
    ("coord", "at", "38S MF 12345 67890"),
    ("coord", "at", "38SMF1234567890"),
    ("coord", "at", "8H7C5265+2V"),
    ("coord", "at", "8G6C8FQW+9V"),
    ("coord", "at", "8FQW+9V"),
    ("coord", "at", "8G6C8F00+"),
    ("coord", "at", "38 S 443210mE 3919875mN"),
    ("coord", "at", "UTM zone 38, 443210 3919875"),
    ("coord", "at grid", "MF 123 678"),
    ("coord", "geohash", "syr8bfcm"),
    ("coord", "at", "geo:36.19,44.00"),
    ("coord", "at", "///table.chair.lamp"),
    ("coord", "at", "36 degrees 11 minutes north"),
    ("coord", "see", "https://maps.google.com/?q=36.1,44.0"),
    ("passport", "passport", "A12345678"),
    ("passport", "رقم الجواز", "A1234567"),
    ("passport", "паспорт", "АБ 123456"),
    ("id", "TC kimlik no", "10000000146"),
    ("id", "national ID:", "199012345678"),
    ("id", "application no.", "25781/94"),
    ("plate", "a car,", "34 ABC 123"),
    ("plate", "a car,", "АА1234ВВ"),
    ("account", "IBAN", "GB82 WEST 1234 5698 7654 32"),
    ("account", "card", "4111 1111 1111 1111"),
    ("account", "account no", "12345678"),
    ("account", "send it to", "0x52908400098527886E0F7030069857D2E4169EE7"),
]


@pytest.mark.parametrize(("kind", "lead", "words"), FOUND)
def test_an_identifier_is_suspected_in_full_and_by_its_kind(kind: str, lead: str, words: str) -> None:
    text = f"They said: {lead} {words} and then they left."
    start = text.index(words)
    found = [s for s in STAGE.suspect(read(text)) if s.kind != "script"]
    covered = {place for s in found for place in range(s.start, s.end)}
    assert {i for i in range(start, start + len(words)) if not text[i].isspace()} <= covered
    assert kind in {s.kind for s in found if s.start < start + len(words) and s.end > start}


DATES = [
    "12 March 1987", "March 12th, 2011", "Monday, 3 May", "12/03/2011", "2011-03-12", "12.03.11", "5 آذار 2015",
    "١٢ كانون الثاني ٢٠١٩", "12 марта 2014 г.", "12 березня 2014", "14 mai 1999", "3 de mayo de 2001", "12. Mai 2003",
    "15 Mayıs 2016", "۱۲ فروردین ۱۳۹۰", "5ی ئایاری 2014", "12ê adarê 2016", "2011年3月12日", "12 ታህሳስ 2010",
    "১২ মার্চ ২০১৫", "the fifth of May", "12March2011", "12MAR11", "12-Mar-2011", "1987·03·12", "March twelfth",
]  # fmt: skip


@pytest.mark.parametrize("words", DATES)
def test_a_day_is_suspected_in_many_languages(words: str) -> None:
    text = f"it was {words} when"
    words = words.removeprefix("the ").removesuffix(" г.")
    covered = {place for s in STAGE.suspect(read(text)) if s.kind == "date" for place in range(s.start, s.end)}
    start = text.index(words)
    assert {i for i in range(start, start + len(words)) if not text[i].isspace()} <= covered


AGES = [
    "34 years old", "34-year-old", "aged 34", "thirty-four years old", "34 ساڵ", "٣٤ سنة", "34 лет", "34 роки",
    "34 yaşında", "34 ans",
]  # fmt: skip


@pytest.mark.parametrize("words", AGES)
def test_an_age_is_suspected(words: str) -> None:
    text = f"she is {words}, they say"
    assert [text[s.start : s.end] for s in STAGE.suspect(read(text)) if s.kind == "age"] == [words]


@pytest.mark.parametrize(
    "words", ["my brother Kemiri", "the wife of the mayor", "the mayor's brother", "mi hermano Comino", "برادرم زعفران"]
)
def test_a_relative_with_a_name_or_an_owner_is_suspected(words: str) -> None:
    text = f"then {words} came"
    assert any(s.kind in ("kinship", "person") for s in STAGE.suspect(read(text)) if s.end > 5)


@pytest.mark.parametrize(
    "words",
    [
        "2+2", "2345+67", "A1B2+3C", "C++", "file 443210/07", "0750 123 4567", "443,210 or 3,919,875 dinars",
        "John 3:16",
        "case 38/2011", "443210 people and 3919875 sheep", "38 S", "in 38 me 2011", "GF+FX", "a geohash is short",
        "grid of 20 or 30",
        "https://example.org/syr8bfcm", "8H000000+", "8fqw+9v",
        "8g6c8fqw+9v", "a geohash bunch", "35.3 and 44.3 per cent",
    ],
)  # fmt: skip
def test_other_figures_are_not_suspected_as_coordinates(words: str) -> None:
    assert not any(s.kind == "coord" for s in STAGE.suspect(read(f"they said {words} and left")))


def test_a_date_of_birth_weighs_more_than_a_date() -> None:
    risks = {
        text: {s.risk for s in STAGE.suspect(read(text))} for text in ("born on 12 March 1987", "on 12 March 1987")
    }
    assert risks == {"born on 12 March 1987": {"high"}, "on 12 March 1987": {"medium"}}


def test_a_plate_is_never_read_in_small_letters() -> None:
    assert not any(s.kind == "plate" for s in STAGE.suspect(read("in 2011 as we left, 34 abc 123 sheep")))
