"""Prove that known telephone and identity numbers are found in any grouping, and other numbers are not."""

import pytest

from fieldnotes.redaction.canon import read
from fieldnotes.redaction.recognisers.known_numbers import KnownNumbers, number_parts
from tests.redaction.cast import CHIEF, cleared, person

PHONE = [
    "+964 770 123 4567", "+9647701234567", "00964 770 1234567", "0770 123 4567", "07701234567", "770-123-4567",
    "(0770) 123 45 67", "+964 (0)770 123 4567", "+964.770.123.4567", "0770/1234567", "٠٧٧٠١٢٣٤٥٦٧", "۰۷۷۰ ۱۲۳ ۴۵۶۷",
    "０７７０１２３４５６７", "0770 123\n4567", "0770 123\n> 4567", "07 70 12 34 56 7", "0 7 7 0 1 2 3 4 5 6 7",
    "0770**123**4567", "0770&nbsp;123&nbsp;4567", "0770%20123%204567", "0770\u200b123\u200b4567", "0770 – 123 – 4567",
    "tel:+964-770-123-4567", "0770<b>123</b>4567", "0770 then 123 and 4567", "0770_123_4567",
    "&#48;770 123 4567", "0770·123·4567",
]  # fmt: skip
SHORT = ["053 441 2299", "0534412299", "53 441 22 99", "53-441-2299"]
IDS = [
    "A-7430915", "A7430915", "a 7430915", "A 743 09 15", "A/7430915", "A.743.0915", "No. 7430915",
    "А-7430915", "Ａ７４３０９１５",
    "12 K 34567", "12K34567", "12-k-34567", "998877665", "998 877 665", "٩٩٨٨٧٧٦٦٥", "A**-**7430915", "A&#45;7430915",
]  # fmt: skip


SPOKEN = [
    "zero seven seven zero one two three four five six seven", "oh double seven oh one two three four five six seven",
    "Zero-Seven-Seven-Zero-One-Two-Three-Four-Five-Six-Seven", "zerosevensevenzeroonetwothreefourfivesixseven",
    "zero seven seven zero won to three for five six seven", "0 seven 7 zero 1 two 3 four 5 six 7", "0770 one234567",
    "zéro sept cent soixante-dix, cent vingt-trois, quarante-cinq, soixante-sept", "0770 123\n        4567",
    "sıfır yedi yüz yetmiş yüz yirmi üç kırk beş altmış yedi", "صفر سبعة سبعة صفر واحد اثنين ثلاثة أربعة خمسة ستة سبعة",
    "нуль сімсот сімдесят сто двадцять три сорок п'ять шістдесят сім",
]  # fmt: skip
LOOK_ALIKES = ["A-743O9l5", "A743O915", "A74309I5", "A-743 O9 I5", "A/743.O9l5"]


@pytest.mark.parametrize("number", SPOKEN)
def test_a_known_phone_is_replaced_where_it_is_told_in_words(number: str) -> None:
    assert cleared(f"Call {number}, he said.", CHIEF) == "Call [phone number], he said."


@pytest.mark.parametrize("number", LOOK_ALIKES)
def test_a_known_identity_number_is_replaced_as_a_machine_misreads_it(number: str) -> None:
    assert "[identity number]" in cleared(f"He showed {number} to me.", CHIEF)


@pytest.mark.parametrize(
    "number",
    ["A seven four three zero nine one five", "NoA7430915"],
)
def test_a_known_identity_number_is_replaced_where_it_is_told_or_glued(number: str) -> None:
    assert "[identity number]" in cleared(f"He showed {number} to me.", CHIEF)


@pytest.mark.parametrize(
    ("text", "words"),
    [("It ends in …234567, no: …1234567.", "1234567"), ("Dial 123 4567 there.", "123 4567"),
     ("It was 0770xxx4567.", "0770xxx4567"), ("It was +964 770 *** 4567.", "+964 770 *** 4567"),
     ("see …4567", "…4567")],
)  # fmt: skip
def test_what_is_left_of_a_known_phone_is_near(text: str, words: str) -> None:
    near = [text[one.start : one.end] for one in KnownNumbers([CHIEF]).find(read(text)) if one.near]
    assert any(words in found for found in near)
    assert cleared(text, CHIEF) == text


@pytest.mark.parametrize(
    "text",
    ["It was 0771xxx4567.", "He has …4568.", "In 2016 …45 people", "Dial 99123 4567.", "1234567890"],
)
def test_what_is_left_of_other_numbers_is_not(text: str) -> None:
    assert not list(KnownNumbers([CHIEF]).find(read(text)))


@pytest.mark.parametrize(
    "number",
    [*PHONE, *SHORT],
)
def test_a_known_phone_is_replaced_in_any_writing(number: str) -> None:
    out = cleared(f"Call {number}, he said.", CHIEF)
    assert out in ("Call [phone number], he said.", "Call [link], he said.")


@pytest.mark.parametrize("number", IDS)
def test_a_known_identity_number_is_replaced_with_any_separators(number: str) -> None:
    assert "[identity number]" in (out := cleared(f"He showed {number} to me.", CHIEF))
    assert not any(digit.isdigit() for digit in out)


@pytest.mark.parametrize(
    "text",
    [
        "Call 0770 123 4568 or 0771 123 4567.",
        "It cost 1,234,567 dinars in 2016.",
        "Between 9 and 17 on 21.03.2016, 35 men and 44 women.",
        "ISBN 978-3-16-148410-0, page 1234.",
        "A 123456 and 12 K 3456 are other numbers.",
        "The A-123 road is 456 km long.",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert cleared(text, CHIEF) == text


def test_figures_that_only_hold_the_digits_of_a_number_are_not_found() -> None:
    text = "In 2016 and 1770, 1234 people; 567 left."
    assert not list(KnownNumbers([CHIEF]).find(read(text)))


def test_a_number_takes_its_country_code_along_even_if_the_card_has_none() -> None:
    someone = person("Kari Dal", phones=("0770 123 4567",))
    assert cleared("Ring +964 770 123 4567 now", someone) == "Ring [phone number] now"
    assert cleared("Ring 00964-770-123-4567 now", someone) == "Ring [phone number] now"


def test_a_number_of_eight_figures_may_be_broken_into_an_indented_line() -> None:
    someone = person("Kari Dal", phones=("+223 76 44 09 18",))
    assert cleared("Call 76440\n    918 now", someone) == "Call [phone number] now"
    assert cleared("Call 76440\n\n    918 now", someone) == "Call 76440\n\n    918 now"


def test_a_year_before_a_number_is_no_part_of_it() -> None:
    assert cleared("since 2016 0770 123 4567", CHIEF) == "since 2016 [phone number]"


def test_a_short_number_counts_only_as_a_number_of_its_own() -> None:
    someone = person("Kari Dal", phones=("4417",))
    assert cleared("Dial 4417 or 44 17.", someone) == "Dial [phone number] or [phone number]."
    assert cleared("It cost 44170 and 14417.", someone) == "It cost 44170 and 14417."


@pytest.mark.parametrize(
    ("phone", "parts"),
    [
        ("+964 770 123 4567", ("964", "7701234567")),
        ("00964 0770 1234567", ("964", "7701234567")),
        ("+1 (212) 555 0100", ("1", "2125550100")),
        ("+90 532 0001122", ("90", "5320001122")),
        ("0770 123 4567", ("", "7701234567")),
        ("441 2299", ("", "4412299")),
    ],
)
def test_country_code_and_trunk_zero_are_told_from_the_number(phone: str, parts: tuple[str, str]) -> None:
    assert number_parts(phone) == parts
