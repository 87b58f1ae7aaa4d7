"""A date means the same day in any notation and calendar."""

import pytest

from fieldnotes.redaction.calendars import Day, days_in, days_of, written_as

THAT_DAY = Day(1987, 3, 14)


@pytest.mark.parametrize(
    "words",
    ["14 March 1987", "March 14, 1987", "14. März 1987", "14 mars 1987", "14 de marzo de 1987", "14 марта 1987 г.",
     "14.III.1987", "14-III-87",
     "1987-03-14", "14.03.1987", "14/3/87", "3/14/87", "19870314", "1987年3月14日", "١٤ آذار ١٩٨٧", "۲۳ اسفند ۱۳۶۵",
     "23 Esfand 1365", "1365/12/23", "5 መጋቢት 1979", "13 Rajab 1407",
     "14 March 2530", "14/3/2530", "1987年三月十四日",
     "民國76年3月14日", "昭和62年3月14日", "주체76(1987)년 3월 14일", "14 მარტს 1987"],
)  # fmt: skip
def test_a_day_is_read_in_every_notation(words: str) -> None:
    assert THAT_DAY in days_in(words)


@pytest.mark.parametrize("words", ["15 March 1987", "14 April 1987", "14 March 1988", "1987", "March 1987", "14", ""])
def test_another_day_or_none_is_not_that_day(words: str) -> None:
    assert not any(day.is_as(THAT_DAY) for day in days_in(words))


# Days on which both calendars are written in almanacs: the new years of 1357 and 1400, the Ethiopian one of 2013,
# the first of Ramadan 1442 (the tabular calendar may be a day off).
@pytest.mark.parametrize(
    ("words", "day"),
    [("1 فروردین 1400", Day(2021, 3, 21)), ("30 اسفند 1399", Day(2021, 3, 20)), ("22 بهمن 1357", Day(1979, 2, 11)),
     ("1 መስከረም 2013", Day(2020, 9, 11)), ("1 رمضان 1442", Day(2021, 4, 13))],
)  # fmt: skip
def test_other_calendars_are_converted(words: str, day: Day) -> None:
    assert day in days_in(words)


def test_a_day_without_a_year_may_be_of_any() -> None:
    assert any(day.is_as(THAT_DAY) for day in days_in("14 March"))
    assert Day(None, 3, 14).is_as(THAT_DAY)
    assert not Day(1988, 3, 14).is_as(THAT_DAY)


@pytest.mark.parametrize("words", ["19 July and 1", "1 March 14", "14 March 7"])
def test_a_number_of_one_figure_or_before_the_day_is_no_short_year(words: str) -> None:
    assert all(day.year is None or day.year > 1900 for day in days_in(words))


@pytest.mark.parametrize("day", [THAT_DAY, Day(1968, 5, 23), Day(2000, 2, 29), Day(2021, 3, 21)])
def test_a_day_is_written_in_each_calendar_as_it_is_read(day: Day) -> None:
    written = list(written_as(day))

    assert {calendar for calendar, *_ in written} == {"gregorian", "solar", "lunar", "ethiopian"}
    for calendar, year, month, number in written:
        assert day in days_of([str(number), str(year)], frozenset({(calendar, month)}))
