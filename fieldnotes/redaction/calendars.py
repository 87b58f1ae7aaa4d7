"""Read a date in any usual notation and calendar as a day, so that dates are compared by value.

Calendars: Gregorian; Solar Hijri (Iran, Afghanistan, Kurdistan), by the 33-year cycle, right for 1178 to 1633; Islamic,
in its tabular form, which may be a day off what was seen of the moon; Ethiopian, which is the Julian one, 13 months.
Years are also read as counted in Thailand, in Taiwan, in North Korea and by the emperors of Japan.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from fieldnotes.redaction.canon import read
from fieldnotes.redaction.unknown.months import GREGORIAN, folded
from fieldnotes.redaction.words import TOKEN

_SOLAR = """
    فروردین,خاکەلێوە,farvardin,حمل اردیبهشت,گوڵان,ordibehesht,ثور خرداد,جۆزەردان,khordad,جوزا تیر,پووشپەڕ,tir,سرطان
    مرداد,امرداد,گەلاوێژ,mordad,اسد شهریور,خەرمانان,shahrivar,سنبله مهر,ڕەزبەر,mehr,میزان آبان,خەزەڵوەر,aban,عقرب
    آذر,سەرماوەز,azar,قوس دی,بەفرانبار,dey,جدی بهمن,ڕێبەندان,bahman,دلو اسفند,ڕەشەمە,esfand,حوت
"""
_LUNAR = """
    محرم,muharram,muharrem صفر,safar,safer ربيع_الأول,rabi_al-awwal,rabi_i,rabi_ul-awwal,rebiulevvel,rebiulevvel
    ربيع_الثاني,ربيع_الآخر,rabi_al-thani,rabi_ii,rabi_al-akhir,rabi_al-akhar,rebiulahir
    جمادى_الأولى,جمادي_الأول,جمادى_الأول,jumada_al-awwal,jumada_al-ula,jumada_i,cemaziyelevvel
    جمادى_الآخرة,جمادى_الثانية,جمادى_الثاني,jumada_al-thani,jumada_al-akhira,jumada_al-akhirah,jumada_ii,cemaziyelahir
    رجب,rajab,recep شعبان,shaaban,sha'ban,shaban رمضان,ramadan,ramazan,ramadhan شوال,shawwal,shawal,sevval
    ذو_القعدة,ذي_القعدة,ذی_القعده,dhu_al-qada,dhu_al-qa'dah,dhu_al-qi'dah,dhul_qadah,zilkade
    ذو_الحجة,ذي_الحجة,ذی_الحجه,dhu_al-hijja,dhu_al-hijjah,dhul_hijja,dhul_hijjah,zilhicce
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
# What Kurdish puts to the name of a month, and Turkish and Georgian to that in or of which something was.
_INFLECTED = """
    çile,kanûna_duyem,kanûna_diduyan,çileyê,ocakta,ocağın,იანვრის sibatê,reşemî,reşemê,şubatta,şubatın,თებერვლის
    adarê,martta,martın nîsanê,avrêl,avrêlê,nisanda,nisanın gulanê,mayısta,mayısın
    hezîranê,pûşper,pûşperê,haziranda,haziranın tîrmehê,temmuzda,temmuzun
    tebaxê,gelawêj,gelawêjê,ağustosta,ağustosun îlonê,rezber,rezberê,eylülde,eylülün,სექტემბრის
    cotmehê,çiriya_yekem,çiriya_pêşîn,kewçêr,kewçêrê,ekimde,ekimin,ოქტომბრის
    mijdarê,çiriya_duyem,çiriya_paşîn,sermawez,kasımda,kasımın,ნოემბრის
    kanûn,kanûnê,kanûna_yekem,kanûna_pêşîn,berfanbarê,aralıkta,aralığın,დეკემბრის
"""
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_MODERN = 1600
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii".split()
_ROMAN_MONTH = re.compile(r"(?<=[\d./ -])(?:[iv]{1,4}|ix|xi{0,2})(?=[./ -])")  # 3.XI.1991
_EPOCH_LUNAR = date(622, 7, 19)
_EPOCH_ETHIOPIAN = date(8, 8, 27)


Month = tuple[str, int]
"""A calendar, and the number of a month in it."""


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
    text = read(words).views[0].lower
    if signed := [days for _, _, days in chinese_days(text)]:
        return signed[0]
    tokens = TOKEN.findall(_ROMAN_MONTH.sub(_in_figures_instead, text))
    figures = [token for token in tokens if token.isdigit()]
    return days_of(figures, next((months for _, _, months in months_in(tokens)), frozenset()))


def days_of(figures: Sequence[str], months: frozenset[Month]) -> frozenset[Day]:
    """Return the days that *figures* may mean with one of *months*, or alone if there are none."""
    if len(figures) == 1 and not months and (compact := _COMPACT.fullmatch(figures[0])):
        return frozenset(_checked("gregorian", *map(int, compact.groups())))
    numbers = [(int(found), len(found)) for found in figures]
    return frozenset(day for reading in _readings(months, numbers) for day in _checked(*reading))


def _in_figures_instead(roman: re.Match[str]) -> str:
    return str(_ROMAN.index(roman[0]) + 1) if roman[0] in _ROMAN else roman[0]


def is_roman(word: str) -> bool:
    """Tell whether a folded word is the number of a month as the Romans wrote it."""
    return word in _ROMAN


def months_in(tokens: Sequence[str]) -> Iterator[tuple[int, int, frozenset[Month]]]:
    """Yield where in *tokens* the name of a month begins and ends, and which it may be; the longest name counts."""
    reached = 0
    for at, token in enumerate(tokens):
        if at < reached:
            continue
        for length in range(_most_words(token), 0, -1):
            if at + length <= len(tokens) and (found := _month(" ".join(tokens[at : at + length]))):
                reached = at + length
                yield at, reached, found
                break


@lru_cache(maxsize=16384)
def _most_words(token: str) -> int:
    """Return of how many words a month's name that begins with *token* may be."""
    starts = [token, *(token[found.end() :] for before, _ in _AFFIXES if (found := before.match(token)))]
    return max(_WORDS_FROM.get(start, 1) for start in starts)


@lru_cache(maxsize=16384)
def _month(name: str) -> frozenset[Month]:
    """Return the months that a folded *name* is of, also with what its language puts before or after it."""
    if name in _MONTHS:
        return _MONTHS[name]
    if name in _ROMAN:
        return frozenset({("gregorian", _ROMAN.index(name) + 1)})
    for prefixes, suffixes in _AFFIXES:
        if (found := prefixes.match(name)) and (stem := name[found.end() :]) in _MONTHS:
            return _MONTHS[stem]
        for ending in suffixes:
            stem = name.removesuffix(ending)
            if stem != name and len(stem) >= _SHORTEST_STEM and stem in _MONTHS:
                return _MONTHS[stem]
    return frozenset()


# By the languages of a script: what a name of a month takes before it, and after it.
_NOTHING = re.compile("(?!)")
_AFFIXES = (
    (re.compile("(?:[وفبلک]|لل)?(?:ال)?(?=[\u0600-\u06ff]{2})"), ("ی", "دا", "ماه")),  # Arabic, Persian, Kurdish
    (re.compile("[ובלמהשכ]{1,2}(?=[\u0590-\u05ff]{3})"), ()),
    (re.compile("(?:[በየከለ]|እስከ)(?=[\u1200-\u137f]{2})"), ()),
    (_NOTHING, ("ს", "ის", "ში", "სა", "ით", "იდან", "ამდე", "მდე")),
    (_NOTHING, ("ի", "ին", "ից", "ը", "ում", "ն")),
    (_NOTHING, ("ের", "ে", "র", "তে")),
    (_NOTHING, ("ом", "ем", "е", "і", "у", "ю", "да", "де")),
)
_SHORTEST_STEM = 3


def _readings(months: frozenset[Month], numbers: list[tuple[int, int]]) -> Iterator[tuple[str, int | None, int, int]]:
    """Yield what calendar, year, month and day the figures and words of a date may be."""
    if months:
        for calendar, month in months:
            yield from ((calendar, year, month, day) for day, year in _days_and_years(numbers))
    elif len(numbers) >= 3:
        yield from _in_figures(*numbers[:3])
    elif len(numbers) == 2:
        (a, _), (b, _) = numbers
        yield from (("gregorian", None, b, a), ("gregorian", None, a, b))


def _days_and_years(numbers: list[tuple[int, int]]) -> Iterator[tuple[int, int | None]]:
    """Yield which of the figures beside a month's name may be the day, and which the year.

    A year of two figures comes after the day.
    """
    if len(numbers) == 1:
        yield numbers[0][0], None
    for place, (day, length) in enumerate(numbers):
        for other, year in enumerate(numbers):
            if length <= 2 and other != place and (year[1] > 2 or (year[1] == 2 and other > place)):
                yield from ((day, one) for one in _years(year))


def _in_figures(
    first: tuple[int, int], second: tuple[int, int], third: tuple[int, int]
) -> Iterator[tuple[str, int | None, int, int]]:
    """Yield year, month and day in the orders in which they are written."""
    for year in _years(first):
        yield from ((calendar, year, second[0], third[0]) for calendar in _usual(year or 0))
    for year in _years(third):
        for calendar in _usual(year or 0):
            yield calendar, year, second[0], first[0]
            yield calendar, year, first[0], second[0]


def _usual(year: int) -> tuple[str, ...]:
    """Return the calendars in which figures alone are written for such a year."""
    return ("solar", "lunar") if year < _MODERN else ("gregorian",)


def _years(number: tuple[int, int] | None) -> Iterator[int | None]:
    """Yield the years that a number, with how many figures it has, may mean, in Thailand as well."""
    if number is None:
        yield None
    elif number[1] == 2:
        yield from (1900 + number[0], 2000 + number[0])
    else:
        yield number[0]
        if number[0] in _BUDDHIST:
            yield number[0] - _BUDDHA


_BUDDHA = 543
_BUDDHIST = range(2400, 2700)

_CHINESE_DATE = re.compile(
    r"(?P<era>[民中明大昭平令주][國国華治正和成체])?\s?(?P<year>[\d〇零○一二三四五六七八九十元]{1,5})(?:\((?P<said>\d{4})\))?\s?[年년]\s?"
    r"(?P<month>\d{1,2}|[一二三四五六七八九十正]{1,2})\s?[月월]\s?(?P<day>\d{1,2}|[一二三四五六七八九十廿卅初]{1,4})\s?[日号號일]"
)
# The years before the first of an era: of the Republic, of the emperors of Japan, of North Korea.
_ERAS = {
    "民國": 1911, "民国": 1911, "中華": 1911, "明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018,
    "주체": 1911,
}  # fmt: skip
_CHINESE_FIGURES = {sign: str(value) for value, sign in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_TENS = {"廿": 20, "卅": 30}


def chinese_days(text: str) -> Iterator[tuple[int, int, frozenset[Day]]]:
    """Yield where in *text* days are written with the signs for year, month and day, and which they are."""
    if "月" not in text and "월" not in text:
        return
    for found in _CHINESE_DATE.finditer(text):
        year = int(found["said"]) if found["said"] else _chinese(found["year"])
        month, day = _chinese(found["month"]), _chinese(found["day"])
        before = _ERAS.get(found["era"] or "")
        if before is not None and not found["said"]:
            days = frozenset(_checked("gregorian", before + year, month, day))
        else:
            written = str(year).zfill(2)
            days = frozenset(one for y in _years((year, len(written))) for one in _checked("gregorian", y, month, day))
        yield found.start("year" if before is None else "era"), found.end(), days


def _chinese(number: str) -> int:
    """Return the value of a number of up to two places, or of figures, in Chinese or plain signs."""
    if number.isdecimal():
        return int(number)
    if number in ("元", "正"):
        return 1
    number = number.removeprefix("初")
    if number[:1] in _TENS:
        return _TENS[number[0]] + (_chinese(number[1:]) if number[1:] else 0)
    if "十" in number:
        tens, _, ones = number.partition("十")
        return 10 * (_chinese(tens) if tens else 1) + (_chinese(ones) if ones else 0)
    figures = "".join(_CHINESE_FIGURES.get(sign, sign) for sign in number)
    return int(figures) if figures.isdecimal() else 0


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


def written_as(day: Day) -> Iterator[tuple[str, int, int, int]]:
    """Yield calendar, year, month and day of a known *day* in each calendar; those of the moon may be off by one."""
    if day.year is None:
        return
    yield "gregorian", day.year, day.month, day.day
    yield "gregorian", day.year + _BUDDHA, day.month, day.day
    known = date(day.year, day.month, day.day)
    for calendar, first, length in (("solar", 621, 365.2425), ("lunar", 622, 354.3671), ("ethiopian", 7, 365.25)):
        guess = int((known - date(first, 1, 1)).days / length)
        for year in (guess - 1, guess, guess + 1, guess + 2):
            yield from _in_year(calendar, year, known)


def _in_year(calendar: str, year: int, known: date) -> Iterator[tuple[str, int, int, int]]:
    """Yield a *known* day as it is written if it lies in a *year* of a calendar."""
    off = (-1, 0, 1) if calendar == "lunar" else (0,)
    for month in range(1, 13 + (calendar == "ethiopian")):
        try:
            number = (known - _CALENDARS[calendar](year, month, 1)).days + 1
        except (ValueError, OverflowError):
            continue
        if 1 <= number <= (31 if calendar == "solar" and month < 7 else 30):
            yield from ((calendar, year, month, number + by) for by in off)


def names_of(calendar: str, month: int) -> frozenset[str]:
    """Return the names of a month, folded."""
    return _NAMES.get((calendar, month), frozenset())


def _months() -> dict[str, frozenset[Month]]:
    """Return for the name of a month, folded, the calendars and numbers that it may mean."""
    names: dict[str, set[Month]] = {}
    rows = [("gregorian", number, row) for number, row in enumerate(GREGORIAN, start=1)]
    tables = (("solar", _SOLAR), ("lunar", _LUNAR), ("ethiopian", _ETHIOPIAN), ("gregorian", _LEVANT))
    for calendar, table in (*tables, ("gregorian", _INFLECTED)):
        rows += [(calendar, n, row.replace(",", " ")) for n, row in enumerate(table.split(), start=1)]
    for calendar, number, row in rows:
        for name in folded(row):
            for spelled in (name, name.replace("'", ""), *_inflected(name)):
                names.setdefault(" ".join(TOKEN.findall(spelled)), set()).add((calendar, number))
    return {name: frozenset(months) for name, months in names.items() if name}


def _inflected(name: str) -> Iterator[str]:
    """Yield the stem of a name to which its language, Georgian or a Slavic one, puts endings."""
    if name[-1] == "ი" or (len(name) > _SHORTEST_STEM + 1 and _SLAVIC.fullmatch(name)):
        yield name[:-1]


_SLAVIC = re.compile("[а-яіјў]+[аяь]")
_MONTHS = _months()
_WORDS_FROM: dict[str, int] = {}
for _one in _MONTHS:
    _words = _one.split()
    _WORDS_FROM[_words[0]] = max(_WORDS_FROM.get(_words[0], 1), len(_words))
_NAMES: dict[Month, frozenset[str]] = {}
for _one, _meant in _MONTHS.items():
    for _number in _meant:
        _NAMES[_number] = _NAMES.get(_number, frozenset()) | {_one}
