"""Say a place, a date or an age on a higher rung, from its own words; the lowest that holds them all."""

import re
import unicodedata

from fieldnotes.redaction.letters import fold_character
from fieldnotes.redaction.unknown.months import GREGORIAN, folded
from fieldnotes.redaction.words import TOKEN

_PLACES = {
    "site": "a site",
    "settlement": "a town",
    "district": "a district",
    "governorate": "a province",
    "region": "a region",
    "country": "a country",
}
_MONTHS = (
    "January February March April May June July August September October November December"
).split()  # fmt: skip
# Some words mean one month here and the next one there: listopad is October in Zagreb and November in Warsaw.
_WORDS_OF = tuple(folded(words) for words in GREGORIAN)
_NUMBER = re.compile(r"\d+")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_YEAR_FIRST = re.compile(r"(?:19|20)\d\d[./-]\s?(\d{1,2})[./-]\s?\d{1,2}(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})([./-])\s?(\d{1,2})\2\s?(?:19|20)\d\d(?!\d)")
_OLDEST = 120


def generalised(words: str, kind: str, rung: str | None) -> str | None:
    """Return *words*, a finding of *kind*, as said on *rung*; None where they cannot be read.

    Without a rung a place is "a place", a date its year, an age its decade. Only Gregorian dates are read, and a
    month between day and year only where nobody can take it for the day.
    """
    if kind == "place":
        return _PLACES[rung] if rung is not None else "a place"
    plain = "".join(map(fold_character, unicodedata.normalize("NFC", words))).casefold()
    if kind == "age":
        return _decade(plain)
    if kind != "date":
        return None
    return _month(plain) if rung == "month" else _year(plain)


def _decade(plain: str) -> str | None:
    numbers = {int(found[0]) for found in _NUMBER.finditer(plain)}
    if len(numbers) != 1 or (age := numbers.pop()) > _OLDEST:
        return None
    return f"aged {age // 10 * 10} to {age // 10 * 10 + 9}"


def _year(plain: str) -> str | None:
    years = set(_YEAR.findall(plain))
    return years.pop() if len(years) == 1 else None


def _month(plain: str) -> str | None:
    """Return the month of a date, with its year if that is said."""
    words = set(TOKEN.findall(plain))
    months = {number for number, names in enumerate(_WORDS_OF, start=1) if names & words} or _numeric_months(plain)
    if len(months) != 1:
        return None
    number, year = months.pop(), _year(plain)
    if not 1 <= number <= len(_MONTHS) or (year is None and _YEAR.search(plain)):
        return None
    return f"{_MONTHS[number - 1]} {year}" if year else _MONTHS[number - 1]


def _numeric_months(plain: str) -> set[int]:
    """Return which months a date in figures may mean."""
    if found := _YEAR_FIRST.search(plain):
        return {int(found[1])}
    if found := _YEAR_LAST.search(plain):
        first, second = int(found[1]), int(found[3])
        if found[2] == ".":
            return {second}
        return {number for number in (first, second) if 1 <= number <= len(_MONTHS)}
    return set()
