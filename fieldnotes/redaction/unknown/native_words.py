"""Hold what is known of words in Arabic script: given names, words of every day, and the names of settlements."""

import pkgutil
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from fieldnotes.gazetteer import store
from fieldnotes.redaction.ordinary import is_function_word, is_ordinary
from fieldnotes.redaction.unknown.name_words import folded
from fieldnotes.redaction.word_lists import FUNCTION_WORDS

_TOWN = 5_000
"""People from whom on a settlement is known by a name that is a word as well."""
_LARGE, _SHORT = 30_000, 3
"""From this on by one of more than three letters that Persian or Arabic lists have among their words, but few are."""
_CITY = 400_000
"""People from whom on it is known by such a name whatever stands before it."""
# Names of such towns that are said as words, too: thought, garden, brook, paradise, scene, gate, quarter, silk, ...
_WORDS_TOO = folded(
    """
    اندیشه بهارستان جویبار فردوس قشلاق صحنه متون محلات میانه ولایت پیشوا گلستان پردیس ایوان بافت تاکستان سراب سردرد
    شهریار
    مبارکه الوند سهند البرز قدس شیبان سنگر میدان بازار جزیره قلعه قریه مرکز بندر بحري بركة حرير خالص سحر سفيرة
    عمران كسلا ثورة بلد حجة رقة حديدة كوت سنجة جديدة منصورة خليج
    """
)
# Where Arabic script is written, and where those flee to who write it.
_COUNTRIES = frozenset(
    "IQ SY LB JO PS IL TR IR AF PK SA YE OM AE QA KW BH EG SD LY TN DZ MA MR SO DJ ER TD AZ AM TJ CY".split()
)
_WRITTEN = frozenset("IQ SY LB JO PS IR AF SA YE OM EG SD LY TN DZ MA".split())
"""Countries in which it is the script of most."""
# Names that are made of two: "servant of", "light of the faith", "gift of God", "aga" and "khan" behind a flower.
_MADE = re.compile(
    r"(?:عبدال|عبدالرب|عبدرب)\w{3,}|(?:غلام|محمد|نور|گل|شیر|میر|سید|امیر|علی|جان|خان|شاه|نیاز|فضل|فیض|نظر|دوست|پیر)"
    r"(?:محمد|احمد|علی|حسن|حسین|اغا|جان|خان|شاه|نبی|رضا|عباس|حیدر|سخی|رسول|ولی|میر|بیبی|الله)"
    r"|\w{2,}(?:الدین|هددین)|(?!حزبال|انشا|ماشا|بسمال|الحمدل|سبحان|یاال|والل|بالل|تالل|استغفر)\w{3,}الله"
    r"|\w{2,}(?:زاده|زادگان|نژاد|پور|پوور)"
)


@cache
def _rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the cells of a table of words."""
    data = pkgutil.get_data("fieldnotes.redaction", f"data/{name}")
    if data is None:
        raise FileNotFoundError
    return tuple(tuple(row.split("|")) for row in data.decode().splitlines() if row and not row.startswith("#"))


@cache
def _names_and_words(language: str) -> frozenset[str]:
    """Return the given names of one language that are words of every day as well, folded."""
    rows = (row for row in _rows("native_names") if _LISTS.get(row[0].strip(), "") == language and len(row) > 2)
    return frozenset().union(*(folded(row[2]) for row in rows))


@cache
def _given_names(language: str) -> frozenset[str]:
    """Return the given names of one language that are hardly anything else in it, folded."""
    rows = (row for row in _rows("native_names") if _LISTS.get(row[0].strip(), "") == language)
    listed = frozenset().union(*(folded(row[1]) for row in rows)) - _names_and_words(language)
    return frozenset(name for name in listed if len(name) > 2)


@cache
def everyday(language: str) -> frozenset[str]:
    """Return the words of every day of one language, folded."""
    return frozenset().union(*(folded(row[1]) for row in _rows("everyday") if row[0].strip() == language))


_LISTS = {"ar": "ar", "fa": "fa", "prs": "fa", "ckb": "ckb", "ur": "ur", "ps": "ps"}
"""The language whose list of words a language of names goes by; Pashto has none."""


def is_everyday(word: str, languages: Iterable[str]) -> bool:
    """Tell whether *word*, folded, is so common in one of *languages* that it is no part of a name beside one."""
    if word in FUNCTION_WORDS or any(word in everyday(language) for language in (*languages, "ps")):
        return True
    return is_function_word(word) and is_ordinary(word, languages)


def is_given(word: str, languages: Iterable[str]) -> bool:
    """Tell whether *word*, folded, is a given name, and hardly anything else in one of *languages*."""
    if any(word in _given_names(language) for language in languages) or _MADE.fullmatch(word):
        return True
    if any(word in _names_and_words(language) for language in languages) or is_ordinary(word, languages):
        return False
    return any(word in _given_names(other) for other in _LISTS.values())


def may_be_given(word: str, languages: Iterable[str]) -> bool:
    """Tell whether *word*, folded, is a given name and a word as well, or a name in another language only."""
    if any(word in _names_and_words(language) for language in languages):
        return True
    others = any(word in _names_and_words(other) or word in _given_names(other) for other in _LISTS.values())
    return others and not is_ordinary(word, languages)


@dataclass(frozen=True, slots=True)
class Settlements:
    """Hold names of settlements in Arabic script, folded and without gaps.

    Attributes:
        every: all.
        near: those where that script is written.
        towns: those of towns there.
        towns_or_more: these and those of large cities anywhere.
        cities: those of large cities there.
        large: those of larger towns there that are hardly anything else, though a list has them as words.
    """

    every: frozenset[str]
    near: frozenset[str]
    towns: frozenset[str]
    towns_or_more: frozenset[str]
    cities: frozenset[str]
    large: frozenset[str]


@cache
def settlements() -> Settlements:
    """Return the names of settlements."""
    named = list(named_settlements())
    town, large, city = (
        min(s for s in range(256) if 2 ** (s / store.STEPS) > least) for least in (_TOWN, _LARGE, _CITY)
    )
    at_home = [(name, step) for name, step, country in named if country in _COUNTRIES]
    towns = frozenset(name for name, step in at_home if step >= town)
    return Settlements(
        frozenset(name for name, _, _ in named),
        frozenset(name for name, _ in at_home),
        towns,
        towns | {name for name, step, _ in named if step >= city},
        frozenset(name for name, step in at_home if step >= city),
        frozenset(name for name, step, country in named if step >= large and country in _WRITTEN and _is_long(name))
        - _WORDS_TOO,
    )


def _is_long(name: str) -> bool:
    """Tell whether a settlement's *name* is long, and has no article, with which nouns stand."""
    return len(name) > _SHORT and not name.startswith("ال")


def named_settlements() -> Iterator[tuple[str, int, str]]:
    """Yield each name of a settlement with the step of its population and its country.

    `tests/redaction/build_settlements.py` made the data from the gazetteer: a zlib stream of three lines.
    """
    data = pkgutil.get_data("fieldnotes.redaction", "data/settlements")
    if data is None:
        raise FileNotFoundError
    names, steps, countries = zlib.decompress(data).decode().split("\n")
    return zip(names.split(" "), bytes.fromhex(steps), countries.split(" "), strict=True)
