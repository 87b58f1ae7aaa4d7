"""Say a place, a date or an age on a higher rung, from its own words; the lowest that holds them all."""

import re
import unicodedata
from collections.abc import Iterator, Sequence, Set
from difflib import SequenceMatcher

from fieldnotes.gazetteer.places import Place, is_one_of_several
from fieldnotes.redaction.letters import fold_character
from fieldnotes.redaction.place_names import key_of, known_as
from fieldnotes.redaction.unknown.months import GREGORIAN, folded
from fieldnotes.redaction.words import TOKEN

PLACE_CLASSES = {
    "site": "a site",
    "settlement": "a town",
    "district": "a district",
    "governorate": "a province",
    "region": "a region",
    "country": "a country",
}
"""What a place on a rung is called."""

_UNITS = ("district", "governorate", "region", "country")
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
_GAP = re.compile(r"[\s\-‐‑]+")
_TELLING = 3
_ALIKE = 0.75


def generalised(words: str, kind: str, rung: str | None, countries: Set[str] = frozenset()) -> str | None:
    """Return *words*, a finding of *kind*, as said on *rung*; None where they cannot be read.

    Without a rung a place is "a place", a date its year, an age its decade. Only Gregorian dates are read, and a
    month between day and year only where nobody can take it for the day. On a rung above the settlement a place is
    said with the unit that the gazetteer knows it in ("a town in Kirkuk Governorate"), never finer than asked and never
    by a unit that bears its name; where it
    may lie in several, only those in *countries* count (the names of countries that the notes are about) if there are
    any, and if they are still several it cannot be read. A place that the gazetteer does not know is its class alone.
    """
    if kind == "place":
        return _place(words, rung, countries)
    plain = "".join(map(fold_character, unicodedata.normalize("NFC", words))).casefold()
    if kind == "age":
        return _decade(plain)
    if kind != "date":
        return None
    return _month(plain) if rung == "month" else _year(plain)


def _place(words: str, rung: str | None, countries: Set[str]) -> str | None:
    """Return a place as said on *rung*."""
    if rung is None:
        return "a place"
    found = known_as(words) if rung in _UNITS else ()
    if not found:
        return PLACE_CLASSES[rung]
    folded_countries = {key_of(country) for country in countries}
    nearby = [place for place in found if key_of(place.country) in folded_countries]
    meant = _meant(nearby or found, key_of(words))
    units = {(place.code, _unit_of(place, rung, words)) for place in meant}
    if len(units) != 1:
        return None
    ((_, unit),) = units
    if unit is None:
        return None
    heads = {_head(place, unit) for place in meant}
    return unit if heads == {""} else f"{heads.pop() if len(heads) == 1 else 'a place'} in {unit}"


def _meant(found: Sequence[Place], key: str) -> Sequence[Place]:
    """Return what a name means first: the country of that name, else settlements, else units."""
    country = [place for place in found if place.settlement < 0 and key_of(place.country) == key == key_of(place.name)]
    return country or [place for place in found if place.settlement >= 0] or found


def _head(place: Place, unit: str) -> str:
    """Return what *place* is called in *unit*, such that it could be any of several there; "" for the unit itself."""
    if place.settlement >= 0:
        return f"a {place.size}" if is_one_of_several(place, unit) else "a place"
    if unit == place.name:
        return ""
    return PLACE_CLASSES["district" if place.name == place.district else "governorate"]


def _unit_of(place: Place, rung: str, words: str) -> str | None:
    """Return the unit on *rung*, or the next higher one that is known and does not say a settlement again.

    Many districts and provinces are called after their chief town. A unit that was itself found, on its own rung, is
    said as it is. The gazetteer has no regions.
    """
    rungs = {"district": place.district, "governorate": place.governorate, "country": place.country}
    names = (words, place.name) if place.settlement >= 0 else ()
    said = {part for name in names for part in _parts(name)}
    higher = (rungs.get(step) for step in _UNITS[_UNITS.index(rung) :])
    return next((unit for unit in higher if unit and not _says_again(unit, said)), None)


def _parts(name: str) -> Iterator[str]:
    """Yield the folded words of a name that are long enough to tell it, and the whole of it."""
    yield from (key for part in (*_GAP.split(name), name) if len(key := key_of(part)) >= _TELLING)


def _says_again(unit: str, said: Set[str]) -> bool:
    """Tell whether a word of *unit* is one of those *said*, or spelled nearly alike."""
    return any(SequenceMatcher(None, part, other).ratio() >= _ALIKE for part in _parts(unit) for other in said)


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
