"""Prove that a known day is found in any notation, calendar and language, and other days are not."""

import pytest

from fieldnotes.redaction import Known, Redactor

KNOWN = [("S1", "1968-05-23"), ("S2", "1977-04-16"), ("S3", "2004-03-02")]
REDACTOR = Redactor([Known(id=one, kind="date", replacement="[day]", names=[day]) for one, day in KNOWN])


@pytest.mark.parametrize(
    "words",
    [
        "23May1968", "23MAY68", "1968·05·23", "1968_05_23", "23|05|1968", "May 23rd, 1968", "May the 23rd, 1968",
        "23 of May in 1968", "23 May", "23rd May", "23.V.1968",
        "2511 BE May 23", "23/5/2511", "23 Mayıs ayında",
        "23ê Gulanê 1968", "23 Mayısta", "٢٣ من شهر أيار ١٩٦٨", "23ی ئایاری 1968", "1968 წლის 23 მაისს", "23 במאי 1968",
        "16 აპრილს, 1977", "16 באפריל 1977", "১৬ এপ্রিল ১৯৭৭", "ngày 16 tháng 4 năm 1977", "16 เมษายน 2520",
        "16 ga Afrilu, 1977",
        "16 ဧပြီ 1977", "16 अप्रैल 1977", "16 Apri., 1977", "16 Aprill 1977", "Aprill 16, 1977",
        "1977年四月十六日", "一九七七年四月十六日", "民國66年4月16日", "昭和52年4月16日", "1977년 4월 16일",
        "2 خرداد 1347", "۲ خرداد", "25 صفر 1388", "ግንቦት 15 ቀን 1960", "በግንቦት 15 ቀን 1960", "26 Rabi al-Thani 1397",
        "the twenty-third of May, nineteen sixty-eight", "May twenty-third, 1968", "the sixteenth of April",
        "April sixteenth",
        "le seize avril mille neuf cent soixante-dix-sept", "el dos de marzo de dos mil cuatro", "on altı Nisan",
        "двадцять третього травня", "الثاني من آذار عام ألفين وأربعة", "am zweiten März zweitausendvier",
    ],
)  # fmt: skip
def test_a_known_day_is_replaced_in_any_notation(words: str) -> None:
    done = REDACTOR.redact(f"It was {words}, they say.")

    assert "[day]" in done.text
    assert not any(map(str.isdigit, done.text))


@pytest.mark.parametrize(
    "text",
    [
        "23 May 1986 and May 23, 1999", "24 May 1968", "By decisions of 23 April and 16 June 1977",
        "23 people in May 1968",
        "23 in May", "on the 23 and May 1968 too",
        "the second march was long", "two may come", "16 villages in 1977", "It has 23 rooms since 1968.",
        "Between 10 May and 23 June 1968", "It was five past two on May day.",
    ],
)  # fmt: skip
def test_another_day_or_none_is_left_alone(text: str) -> None:
    assert REDACTOR.redact(text).text == text


@pytest.mark.parametrize("words", ["23 Mya 1968", "23 მმმმ 1968", "23 Maye 1968"])
def test_a_day_with_a_word_that_may_be_its_month_is_left_to_a_person(words: str) -> None:
    done = REDACTOR.redact(f"Born {words}.")

    assert any("may be a day of S1" in found.reason for found in done.findings)
