"""Suspect dates precise enough to be looked up, in many languages and calendars.

Every number is asked whether its neighbours make a date of it, so prose without numbers costs nothing.
"""

import re
from collections.abc import Iterable, Iterator

from fieldnotes.redaction.canon import Canon, View
from fieldnotes.redaction.recogniser import Suspicion
from fieldnotes.redaction.unknown.months import MONTHS, MONTHS_IF_CAPITAL, WEEKDAYS
from fieldnotes.redaction.unknown.suspecting import (
    HIGH,
    LOW,
    MEDIUM,
    ByFirstWord,
    before,
    near_digits,
    of_matches,
    suspect,
)

_YEAR = r"(?:1[0-9]\d\d|20\d\d|2[45]\d\d)"
_NUMERIC = re.compile(
    rf"(?<![\w.,/·-])(?:{_YEAR}([./·-])\s?(?:0?[1-9]|1[0-2])\1\s?(?:3[01]|[12]\d|"
    rf"0?[1-9])(?:t\d\d:?\d\d(?::?\d\d)?(?:z|[+-]\d\d:?\d\d)?)?"
    rf"|(?:3[01]|[12]\d|0?[1-9])([./·-])\s?(?:3[01]|[12]\d|0?[1-9])\2\s?(?:{_YEAR}|'?\d\d)"
    rf"|{_YEAR}\s?年\s?\d{{1,2}}\s?月(?:\s?\d{{1,2}}\s?日)?|{_YEAR}년\s?\d{{1,2}}월(?:\s?\d{{1,2}}일)?"
    r"|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?![\w/]|[.,-]\d)"
)
_GLUED = re.compile(rf"\d(?<!\w\d)\d?(?P<joint>[-./_]?)(?P<month>[^\W\d_]{{3,12}})(?P=joint)(?:{_YEAR}|\d\d)(?!\w)")
_SHORT_YEAR = re.compile(r"\d{1,2}([./-])\s?\d{1,2}\1\s?'?\d\d")
_DAY_MONTH = re.compile(r"(?<![\w.,/-])(?:3[01]|[12]\d|0?[1-9])\.\s?(?:1[0-2]|0?[1-9])\.(?!\s?\d)")
_NUMBER = re.compile(r"(?<![a-z\d_.,/:-])\d{1,4}(?![\d:/%]|[.,]\d)")
_ORDINAL = (
    r"(?:\s?(?:st|nd|rd|th|er|re|eme|o|a|de|den|sto|го|е|ое|й|ий|ого|то|th|ni|inci|nci|uncu|uncu|em|a|e|ê|la|mo|ی|"
    r"مین))?"
)
_AFTER_DAY = re.compile(
    rf"{_ORDINAL}\.?(?:\s?[-–—]\s?\d{{1,2}}{_ORDINAL}\.?|\s?(?:and|to|und|et|y|i|и|та|و|-)\s?\d{{1,2}}{_ORDINAL}\.?)?"
    r"[\s,]{1,3}(?:(?:day\s)?(?:(?:of|de|do|del|di|ی|من|من شهر|شهر|مانگی|مانگ|ماه|від|mah|meha|bulan|der)\s|d'|"
    r"ال)){0,2}([^\s\d.,;:!?()\"“”«»]{2,24})\.?"
    r"(?:[\s,.]{1,2}([^\s\d.,;:!?()\"“”«»]{2,24}))?"
)
_YEAR_AFTER = re.compile(
    rf"(?:[\s,.’']{{0,3}}(?:of|de|del|do|na|ال|سنه|عام|سالی|سالا|سال|ل|ی)?\s?,?\s?({_YEAR}|'\d\d|1[34]\d\d))(?!\d|"
    rf"[.,]\d)(?:\s?(?:г|р|م|ه|هه|god|yil|y|год\w*|рок\w*)(?!\w)\.?)?"
)
_WORD_BEFORE = re.compile(r"([^\W\d_][^\W\d_'-]*)(?:\s+([^\W\d_'-]+))?\.?[\s,]{1,3}(?:the\s|le\s|el\s|den\s)?$")
_ORDINALS = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|"
    "sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth"
)
_TENS = "twenty|thirty"
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_OF_MONTH = rf"\s(?:day\s)?of\s(?:{_MONTHS})(?!\w)"
_SPELLED = ByFirstWord((_TENS, rf"[- ](?:{_ORDINALS}){_OF_MONTH}"), (_ORDINALS, _OF_MONTH))
_MONTH_DAY_SPELLED = ByFirstWord((_MONTHS, rf"\s(?:the\s)?(?:(?:{_TENS})[- ])?(?:{_ORDINALS})(?!\w)"))
_COUNT = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty)"
# How many years somebody served, taught or sat narrows down a person; how many days something took does not.
_PERIOD = r"(?:years?)(?:['’])?(?!\w)"
_REST = r"(?:months?|weeks?|days?)(?:['’])?(?!\w)"
_DURATION = ByFirstWord(
    (
        rf"(?<![.,]){_COUNT}",
        rf"(?:\sand\sa\shalf)?[\s-]{_PERIOD}(?:\sand\s{_COUNT}\s{_REST})?(?![\s-](?:old|of age))",
    )
)
_BORN = re.compile(
    r"(?<!\w)(?:born|dob|d\.o\.b|birth|birthday|birthdate|nee?|geboren|geb|nacid\w|nascid\w|nat[oa]|dogum\w*|"
    r"doglu|dogdu|dogumlu|roden\w?|rodjen\w?|"
    r"родил\w*|рожд\w*|народ\w*|موالید|ولد\w*|ولاده|المیلاد|میلاد|تولد|متولد|لهدایک\w*|لهدایکبوو\w*|ji dayik\w*|"
    r"የተወለደ\w*|ተወለደ\w*|जनम|জনম|lahir)(?!\w)[^\n,;.]{0,24}$"
)
_BARE_YEAR = re.compile(r"(?:19[0-9]|20[0-3])\d")
_ARTICLE = re.compile(
    r"(?:article|art|section|sect|paragraph|para|chapter|rule|version|verse|point|figure|table|step|§|no|nr|v|ver|"
    r"item|clause|annex|ch)[.\s]*$"
)


class Dates:
    """Suspect days, and months of a year."""

    covers = frozenset({"dates"})

    def suspect(self, canon: Canon) -> Iterable[Suspicion]:
        """Yield the dates in any view."""
        for view in canon.views:
            yield from _numeric(view)
            yield from _worded(view)
            for pattern in (_SPELLED, _MONTH_DAY_SPELLED):
                for found in pattern.finditer(view.lower):
                    yield _date(view, found.start(), found.end())
            yield from of_matches(view, _DURATION.finditer(view.lower), "date", "says how long something lasted", LOW)


def _numeric(view: View) -> Iterator[Suspicion]:
    """Yield dates written in figures alone."""
    text = view.lower
    for found in near_digits(text, _NUMERIC):
        lead = before(text, found.start(), 16)
        if not _ARTICLE.search(lead) and _is_calendar_day(found[0]):
            yield _date(view, found.start(), found.end())
    for found in near_digits(text, _GLUED):
        if found["month"] in MONTHS:
            yield _date(view, found.start(), found.end())
    for found in near_digits(text, _DAY_MONTH):
        if re.search(r"(?<!\w)(?:am|den|vom|bis|der|dne|dana|на|от|до|от|с|з|від)\s$", before(text, found.start(), 6)):
            yield _date(view, found.start(), found.end())


def _is_calendar_day(words: str) -> bool:
    """Tell whether figures with a year of two digits are a day and not the number of a section."""
    if (short := _SHORT_YEAR.fullmatch(words)) is None:
        return True
    day, month, year = re.findall(r"\d+", words)
    if int(day) > 12 and int(month) > 12:
        return False
    return short[1] == "/" or (len(day) == 2 and len(month) == 2 and len(year) == 2)


def _worded(view: View) -> Iterator[Suspicion]:
    """Yield dates in which the month is a word: day and month, month and day, month and year."""
    text = view.lower
    reached = 0
    for number in near_digits(text, _NUMBER):
        if number.start() < reached:
            continue
        span, risk = _around(view, number)
        if span is None and _BARE_YEAR.fullmatch(number[0]) and not _ARTICLE.search(before(text, number.start(), 16)):
            yield suspect(view, number.span(), "date", "looks like a year", LOW)
        if span is None:
            continue
        reached = span[1]
        start = _with_weekday(text, span[0])
        born = _BORN.search(before(text, start))
        reason = "looks like a date of birth" if born else "looks like a date"
        yield suspect(view, (start, span[1]), "date", reason, HIGH if born else risk)


def _around(view: View, number: re.Match[str]) -> tuple[tuple[int, int] | None, str]:
    """Return the date that *number* is part of, if it is, and its risk."""
    text, value = view.lower, int(number[0])
    if 0 < value < 32:
        if (after := _AFTER_DAY.match(text, number.end())) is not None and (end := _month_end(view, after)):
            year = _YEAR_AFTER.match(text, end)
            return (number.start(), year.end() if year else end), MEDIUM
        if (start := _month_start(view, number.start())) is not None:
            end = re.compile(_ORDINAL).match(text, number.end()).end()  # type: ignore[union-attr]
            year = _YEAR_AFTER.match(text, end)
            return (start, year.end() if year else end), MEDIUM
    if 1200 < value < 2600:
        if (start := _month_start(view, number.start())) is not None:
            return (start, number.end()), LOW
        if _BORN.search(before(text, number.start(), 30)):
            return number.span(), HIGH
    return None, LOW


def _month_end(view: View, after: re.Match[str]) -> int:
    """Return where the month after a day ends, or 0; a month may be two words."""
    if after[2] and not {f"{after[1]} {after[2]}", f"{after[1]} {after[2].removesuffix('ی')}"}.isdisjoint(MONTHS):
        return after.end(2)
    if _is_month(view, after[1], after.start(1)):
        return after.end(1)
    return 0


def _is_month(view: View, word: str, start: int) -> bool:
    """Tell whether *word* at *start* is a month, and no verb that is spelled like one."""
    word = word.partition("'")[0]
    if word not in MONTHS:
        return any(
            bare != word and bare in MONTHS and (bare not in MONTHS_IF_CAPITAL or not bare.isascii())
            for bare in (word.removeprefix("ال"), word.removesuffix("ی"), word.removesuffix("e"))
        )
    if word not in MONTHS_IF_CAPITAL or not view.cased[start : start + 1].islower():
        return True
    return _YEAR_AFTER.match(view.lower, start + len(word)) is not None


def _month_start(view: View, position: int) -> int | None:
    """Return where the month right before *position* starts."""
    offset = max(position - 40, 0)
    found = _WORD_BEFORE.search(view.lower[offset:position])
    if found is None:
        return None
    first, second = found[1], found[2]
    if second is not None:
        if f"{first} {second}" in MONTHS:
            return offset + found.start(1)
        found_at = offset + found.start(2)
        if _is_month(view, second, found_at):
            return found_at
        if _is_month(view, first, offset + found.start(1)) and second in (
            "de",
            "del",
            "of",
            "سنه",
            "عام",
            "سال",
            "سالی",
        ):
            return offset + found.start(1)
        return None
    return offset + found.start(1) if _is_month(view, first, offset + found.start(1)) else None


def _with_weekday(text: str, start: int) -> int:
    """Return *start*, or where the weekday before it starts."""
    found = re.search(r"([^\W\d_]+)\.?[\s,]{1,2}(?:the\s|le\s|den\s|el\s)?$", before(text, start, 24))
    return start if found is None or found[1] not in WEEKDAYS else start - len(found[0])


def _date(view: View, start: int, end: int) -> Suspicion:
    """Return the suspicion of one date; a date of birth weighs more."""
    start = _with_weekday(view.lower, start)
    if _BORN.search(before(view.lower, start)):
        return suspect(view, (start, end), "date", "looks like a date of birth", HIGH)
    return suspect(view, (start, end), "date", "looks like a date", MEDIUM)
