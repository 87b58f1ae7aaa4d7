"""Read a date in any usual notation and calendar as a day, so that dates are compared by value.

Calendars: Gregorian; Solar Hijri (Iran, Afghanistan, Kurdistan), by the 33-year cycle, right for 1178 to 1633; Islamic,
in its tabular form, which may be a day off what was seen of the moon; Ethiopian, which is the Julian one, 13 months.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from fieldnotes.redaction.canon import read
from fieldnotes.redaction.unknown.months import GREGORIAN, folded

_SOLAR = """
    فروردین,خاکەلێوە,farvardin,حمل اردیبهشت,گوڵان,ordibehesht,ثور خرداد,جۆزەردان,khordad,جوزا تیر,پووشپەڕ,tir,سرطان
    مرداد,امرداد,گەلاوێژ,mordad,اسد شهریور,خەرمانان,shahrivar,سنبله مهر,ڕەزبەر,mehr,میزان آبان,خەزەڵوەر,aban,عقرب
    آذر,سەرماوەز,azar,قوس دی,بەفرانبار,dey,جدی بهمن,ڕێبەندان,bahman,دلو اسفند,ڕەشەمە,esfand,حوت
"""
_LUNAR = """
    محرم,muharram صفر,safar ربيع_الأول,rabi_al-awwal,rabi_i ربيع_الثاني,ربيع_الآخر,rabi_al-thani,rabi_ii
    جمادى_الأولى,jumada_al-awwal,jumada_i جمادى_الآخرة,جمادى_الثانية,jumada_al-thani,jumada_ii رجب,rajab
    شعبان,shaaban,sha'ban رمضان,ramadan,ramazan,ramadhan شوال,shawwal ذو_القعدة,ذي_القعدة,ذی_القعده,dhu_al-qada
    ذو_الحجة,ذي_الحجة,ذی_الحجه,dhu_al-hijja,dhul_hijja
"""
_ETHIOPIAN = """
    መስከረም,meskerem ጥቅምት,tikimt ኅዳር,ህዳር,hidar ታኅሣሥ,ታህሳስ,tahsas ጥር,tir የካቲት,yekatit መጋቢት,megabit ሚያዝያ,miyazya ግንቦት,ginbot
    ሰኔ,sene ሐምሌ,hamle ነሐሴ,nehase ጳጉሜን,ጳጉሜ,pagume
"""
_LEVANT = """
    كانون_الثاني,کانوونی_دووەم,کانونی_دووەم,جانفي شباط,شوبات,فيفري آذار,أذار,ئازار,ئادار نيسان,نیسان,أفريل
    أيار,ئایار,ماي حزيران,حوزەیران,جوان تموز,تەممووز,تەموز,جويلية آب,ئاب,أوت أيلول,ئەیلوول,ئەیلول
    تشرين_الأول,تشرینی_یەکەم تشرين_الثاني,تشرینی_دووەم كانون_الأول,کانوونی_یەکەم,کانونی_یەکەم
"""
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_MODERN = 1600
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii".split()
_ROMAN_MONTH = re.compile(r"(?<=[\d./ -])(?:[iv]{1,4}|ix|xi{0,2})(?=[./ -])")  # 3.XI.1991
_EPOCH_LUNAR = date(622, 7, 19)
_EPOCH_ETHIOPIAN = date(8, 8, 27)


class Day(NamedTuple):
    """A day of the Gregorian calendar; the year may not be said."""

    year: int | None
    month: int
    day: int

    def is_as(self, other: "Day") -> bool:
        """Tell whether two days may be the same: a year that is not said is any."""
        years = self.year is None or other.year is None or self.year == other.year
        return years and (self.month, self.day) == (other.month, other.day)


def days_in(words: str) -> frozenset[Day]:
    """Return the days that *words*, one date, may mean: figures alone can be read in several orders."""
    text = _ROMAN_MONTH.sub(_in_figures_instead, read(words).views[0].lower)
    if compact := _COMPACT.fullmatch(text.strip()):
        return frozenset(_checked("gregorian", *map(int, compact.groups())))
    numbers = [(int(found[0]), len(found[0])) for found in _NUMBER.finditer(text)]
    return frozenset(day for reading in _readings(text, numbers) for day in _checked(*reading))


def _in_figures_instead(roman: re.Match[str]) -> str:
    return str(_ROMAN.index(roman[0]) + 1) if roman[0] in _ROMAN else roman[0]


def is_month(word: str) -> bool:
    """Tell whether a folded word may be part of a month's name in any calendar."""
    forms = (word, word.removeprefix("ال"), word.removesuffix("ی"))
    return word in _ROMAN or any(form in _PARTS_OF_MONTHS for form in forms)


def _readings(text: str, numbers: list[tuple[int, int]]) -> Iterator[tuple[str, int | None, int, int]]:
    """Yield what calendar, year, month and day the figures and words of a date may be."""
    named = next((_MONTHS[name] for name in _names(text) if name in _MONTHS), None)
    if named is not None:
        for calendar, month in named:
            yield from ((calendar, year, month, day) for day, year in _days_and_years(numbers))
    elif len(numbers) >= 3:
        yield from _in_figures(*numbers[:3])
    elif len(numbers) == 2:
        (a, _), (b, _) = numbers
        yield from (("gregorian", None, b, a), ("gregorian", None, a, b))


def _days_and_years(numbers: list[tuple[int, int]]) -> Iterator[tuple[int, int | None]]:
    """Yield which of the figures beside a month's name may be the day, and which the year."""
    for place, (day, _) in enumerate(numbers):
        others: list[tuple[int, int] | None] = [number for other, number in enumerate(numbers) if other != place]
        for other in others or [None]:
            yield from ((day, year) for year in _years(other))


def _in_figures(
    first: tuple[int, int], second: tuple[int, int], third: tuple[int, int]
) -> Iterator[tuple[str, int | None, int, int]]:
    """Yield year, month and day in the orders in which they are written."""
    yield from ((calendar, first[0], second[0], third[0]) for calendar in _usual(first[0]))
    for year in _years(third):
        for calendar in _usual(year or 0):
            yield calendar, year, second[0], first[0]
            yield calendar, year, first[0], second[0]


def _usual(year: int) -> tuple[str, ...]:
    """Return the calendars in which figures alone are written for such a year."""
    return ("solar", "lunar") if year < _MODERN else ("gregorian",)


def _years(number: tuple[int, int] | None) -> Iterator[int | None]:
    """Yield the years that a number, with how many figures it has, may mean."""
    if number is None:
        yield None
    elif number[1] == 2:
        yield from (1900 + number[0], 2000 + number[0])
    else:
        yield number[0]


def _names(text: str) -> Iterator[str]:
    """Yield the words of a date, two together first."""
    words = _WORD.findall(text)
    yield from (f"{one} {other}" for one, other in pairwise(words))
    for word in words:
        yield from (word, word.removeprefix("ال"), word.removesuffix("ی"))


def _checked(calendar: str, year: int | None, month: int, day: int) -> Iterator[Day]:
    """Yield the Gregorian day of a date, if there is such a day."""
    try:
        if calendar == "gregorian":
            date(year or 2000, month, day)
            yield Day(year, month, day)
        elif year is not None and 1 <= month <= 13 and 1 <= day <= 32:
            found = _CALENDARS[calendar](year, month, day)
            for near in (-1, 0, 1) if calendar == "lunar" else (0,):
                one = found + timedelta(days=near)
                yield Day(one.year, one.month, one.day)
    except (ValueError, OverflowError):
        return


def _solar(year: int, month: int, day: int) -> date:
    """Return a day of the Solar Hijri calendar, whose year begins with spring (33-year cycle of leap years)."""
    passed = year - 979
    days = 365 * passed + passed // 33 * 8 + (passed % 33 + 3) // 4
    days += 31 * (month - 1) if month <= 7 else 186 + 30 * (month - 7)
    return date(1600, 3, 20) + timedelta(days=days + day - 1)


def _lunar(year: int, month: int, day: int) -> date:
    """Return a day of the tabular Islamic calendar: 11 leap years in 30, the civil epoch."""
    days = (year - 1) * 354 + (11 * year + 3) // 30 + 29 * (month - 1) + month // 2 + day - 1
    return _EPOCH_LUNAR + timedelta(days=days)


def _ethiopian(year: int, month: int, day: int) -> date:
    """Return a day of the Ethiopian calendar: 12 months of 30 days and a short one; every fourth year is longer."""
    return _EPOCH_ETHIOPIAN + timedelta(days=365 * (year - 1) + year // 4 + 30 * (month - 1) + day - 1)


_CALENDARS = {"gregorian": date, "solar": _solar, "lunar": _lunar, "ethiopian": _ethiopian}


def _months() -> dict[str, set[tuple[str, int]]]:
    """Return for the name of a month, folded, the calendars and numbers that it may mean."""
    names: dict[str, set[tuple[str, int]]] = {}
    for number, row in enumerate(GREGORIAN, start=1):
        for name in folded(row):
            names.setdefault(name, set()).add(("gregorian", number))
    tables = {"solar": _SOLAR, "lunar": _LUNAR, "ethiopian": _ETHIOPIAN, "gregorian": _LEVANT}
    for calendar, table in tables.items():
        for number, row in enumerate(table.split(), start=1):
            for name in folded(row.replace(",", " ")):
                names.setdefault(name, set()).add((calendar, number))
    return names


_MONTHS = _months()
_PARTS_OF_MONTHS = frozenset(part for name in _MONTHS for part in (name, *name.split()))
