"""Suspect ages that are written in words, or in figures where only the sentence says that they are ages.

A number of years may be how long something took, so it weighs little unless its neighbours speak of somebody's age.
"""

import re
from collections.abc import Iterator
from functools import cache

from fieldnotes.redaction.canon import View
from fieldnotes.redaction.numerals import NUMERALS
from fieldnotes.redaction.recogniser import Suspicion
from fieldnotes.redaction.unknown.suspecting import (
    LOW,
    MEDIUM,
    ByFirstWord,
    before,
    near_digits,
    places_of_words,
    suspect,
)

_REASON = "looks like somebody's age"
# What is counted, by language, folded; and "and" within a number.
_YEARS = {
    "en": r"years?",
    "es": r"anos",
    "fr": r"ans",
    "pt": r"anos",
    "it": r"anni",
    "de": r"jahren?",
    "tr": r"yas\w*",
    "ku": r"sal(?:i|iye|iyê|e)?",
    "ru": r"лет\w*|год\w*",
    "uk": r"рок\w*|річн\w*|рік",
    "ar": r"سنه|سنین|سنوات|عاما?|اعوام|ربیعا",
    "fa": r"ساله?\w{0,4}",
    "ckb": r"سالا?ن?\w{0,3}",
}
_MORE = {"ar": "اثنتان اثنتین اثنتا اثنتی احدی حداعشر اتناعشر"}
"""Feminine forms and those of the dialects."""
_ANDS = {
    "en": r"[\s-](?:and\s)?",
    "es": r"\sy\s|\s",
    "fr": r"[\s-](?:et[\s-])?",
    "pt": r"\se\s|\s",
    "de": r"und",
    "ku": r"\su\s|\s",
    "ar": r"\sو|\s",
    "fa": r"\sو\s|\s",
    "ckb": r"\sو\s|\s",
}
# What is said of a person whose age follows: "aged", "he was", "she had", "to her are"; then what is said behind it.
_LEAD = re.compile(
    r"(?<!\w)(?:aged?|was|is|am|i'm|he's|she's|turned|turning|"
    r"tenia|tiene|tengo|tenian|cumpl\w+|edad|avait|avais|ai|a|j'ai|j'avais|age\w*|tinha|tem|tenho|idade|"
    r"aveva|avevo|ha|ho|eta|"
    r"war|ist|bin|alter|yas\w*|temen\w*|"
    r"ему|еи|мне|им|ии|иому|мені|тобі|їи|іи|було|было|виповнилос\w*|исполнилос\w*|вік\w*|возраст\w*|"
    r"و?عمر\w*|العمر|سن|سنی|و?یبلغ|و?تبلغ|بلغ\w*|بالغ\w*|اتم|تهمهن\w*)"
    r"\s(?:من العمر\s|of\s|about\s|around\s|maybe\s|only\s|just\s|barely\s|nearly\s|almost\s|perhaps\s|"
    r"some\s|вже\s|уже\s|тоді\s|"
    r"тогда\s|лише\s|тільки\s|только\s|майже\s|почти\s|solo\s|apenas\s|casi\s|unos\s|presque\s|environ\s|"
    r"quase\s|حوالی\s|نحو\s|"
    r"حدود\s|تقریبا\s|نزیکهی\s|de\s|en\s|کان\s|کانت\s)?\Z"
)
_BEHIND = re.compile(
    r"\s(?:داشت\w*|دارد|دارم|بود\w*|شده|شدم|شد|است|بوو\w*|ه|من العمر|من عمر\w*|old|of age|d'age|de edad|"
    r"de idade|di eta|alt)(?!\w)"
)
# What has lasted or is to last is no age; in English an age is "years old".
_LASTING = re.compile(
    r"(?<!\w)(?:for|in|after|over|within|last|past|next|every|since|during|than|first|another|about|"
    r"pendant|depuis|apres|durant|dans|tous les|durante|desde|hace|despues de|tras|en|cada|ha|da|dopo|per|"
    r"nach|seit|vor|"
    r"протягом|через|після|за|последние|после|около|кожні|каждые|"
    r"بعد|قبل|منذ|خلال|لمده|مده|في|فی|کل|طوال|بعداز|از|پس از|برای|طی|ظرف|دوای|پیش|پاش|ماوهی|بو|ههر)\s\Z"
)
_ENGLISH = frozenset({"year", "years"})
_HOMOPHONES = frozenset("for fore to too ate won o oh tree tu null".split())
_OWN_FORM = re.compile(r"(?:ساله\w*|سالگی\w*|سالش\w*|سالم|سالان\w*|ربیعا|yas\w*|saliye|річн\w*|летн\w*)\Z")
# "He is seventy-four now", "Їй вісімдесят один.": the number alone, where the sentence or its part ends.
_SAID_OF = re.compile(
    r"(?:(?<!\w)(?:he|she|i|who|they)\s(?:is|was|am|were|turned|looked|must be|would be|had been)\s|(?:i'm|"
    r"he's|she's)\s|(?<!\w)"
    r"(?:ему|еи|мне|иому|мені|іи|їи)\s(?:було\s|было\s)?)(?:about\s|around\s|maybe\s|only\s|just\s|barely\s|"
    r"nearly\s|almost\s|"
    r"perhaps\s|now\s|already\s|вже\s|уже\s|тоді\s|тогда\s|лише\s|тільки\s|только\s|майже\s)?\Z"
)
_ENDS = re.compile(
    r"\s?(?:[.,;:!?)]|\Z|\n)"
    r"|\s(?:now|when|then|and|or so|by the|today|at the|коли|когда|зараз|сеичас|і|и|та)(?!\w)"
)
# "In the seventeenth (year)": in Arabic; eleven and twelve are hours as well.
_UNIT = r"(?:حادیه|ثانیه|ثالثه|رابعه|خامسه|سادسه|سابعه|ثامنه|تاسعه)"
_TEN = r"(?:عشرین|عشرون|ثلاثین|ثلاثون|اربعین|اربعون|خمسین|خمسون|ستین|ستون|سبعین|سبعون|ثمانین|ثمانون|تسعین|تسعون)"
_IN_ORDINAL = ByFirstWord(
    (
        r"و?(?:فی|ب|عن|عند|حتی|دون|قبل|بلغ\w*|سن|اتم\w*|منذ|کان|کانت)",
        (
            rf"\s(?:سن\s)?(?:(ال{_UNIT}\sعشره?|ال{_UNIT}\sوال{_TEN}|ال{_TEN})(?!\w)(?!\sمن\s(?:شهر|القرن))|"
            rf"(ال(?:{_UNIT}|عاشره)(?:\sعشره?)?)(?=\sمن\s(?:ال)?عمر))"
        ),
    )
)
_HOUR = re.compile(r"ال(?:حادیه|ثانیه)\s")
# Turkish "in his 26th", unless a month stands before; figures behind "to him are".
_TURKISH = re.compile(r"(?<![\w.,])([1-9]\d)'?(?:s?[iıuü]n[dt][ae]\w*|s?[iıuü]n[ae]\s(?:gir|bas)\w*)")
_MONTH_BEFORE = re.compile(
    r"(?:ocak|subat|mart|nisan|mayis|haziran|temmuz|agustos|eylul|ekim|kasim|aralik|ay|saat)\w*'?\w*\s\Z"
)
_FIGURES_OF = re.compile(
    r"(?<!\w)(?:ему|еи|мне|иому|мені|іи|їи)\s(?:було\s|было\s|вже\s|уже\s)?(\d{1,2})(?=\s?[.,;:!?)]|\Z)"
)
_FRENCH = re.compile(r"(?<![\w.,])\d{1,2}\sans(?!\w)(?!\s(?:de|plus|apres|avant|durant)\s)")


def spelled_ages(view: View) -> Iterator[Suspicion]:
    """Yield ages in words, and in figures that only the sentence makes an age."""
    text = view.lower
    yield from _in_words(view)
    if "ال" in text:
        for found in _IN_ORDINAL.finditer(text):
            group = 1 if found[1] else 2
            if group == 2 or not _HOUR.match(found[1]) or "وال" in found[1]:
                yield suspect(view, found.span(group), "age", _REASON, MEDIUM)
    for found in near_digits(text, _TURKISH):
        if not _MONTH_BEFORE.search(before(text, found.start(), 20)):
            yield suspect(view, found.span(1), "age", _REASON, LOW)
    for pattern, group, risk in ((_FIGURES_OF, 1, MEDIUM), (_FRENCH, 0, LOW)):
        for found in near_digits(text, pattern):
            yield suspect(view, found.span(group), "age", _REASON, risk)


def _in_words(view: View) -> Iterator[Suspicion]:
    """Yield numbers in words that count years, or that are said of a person."""
    text, patterns = view.lower, _patterns()
    reached = 0
    places = places_of_words(text)
    for start, word in sorted((at, one) for one in places.keys() & patterns.keys() for at in places[one]):
        if start < reached:
            continue
        for pattern in patterns[word]:
            found = pattern.match(text, start)
            risk = None if found is None else _risk(text, found)
            if found is not None and risk is not None:
                reached = found.end()
                end = found.end() if found["years"] else found.end("number")
                yield suspect(view, (start, end), "age", _REASON, risk)
                break


def _risk(text: str, found: re.Match[str]) -> str | None:
    """Return how likely a number in words is somebody's age, None if nothing says so."""
    lead = before(text, found.start(), 48)
    if found["years"]:
        if _LASTING.search(lead) and not _OWN_FORM.search(found[0]):
            return None
        if _OWN_FORM.search(found[0]) or _LEAD.search(lead) or _BEHIND.match(text, found.end()):
            return MEDIUM
        return None if found["years"].strip() in _ENGLISH else LOW
    return MEDIUM if _ENDS.match(text, found.end("number")) and _SAID_OF.search(lead) else None


@cache
def _patterns() -> dict[str, list[re.Pattern[str]]]:
    """Return by the first word of a number the patterns of the languages in which it is one."""
    patterns: dict[str, list[re.Pattern[str]]] = {}
    for language, years in _YEARS.items():
        words = _MORE.get(language, "").split()
        words += [
            word
            for word, meanings in NUMERALS.items()
            if language in meanings
            and 0 < meanings[language].value < 100
            and not meanings[language].ordinal
            and word not in _HOMOPHONES
        ]
        words += _glued(language, words)
        number = "|".join(_with_apostrophe(word) for word in sorted(words, key=len, reverse=True))
        pattern = re.compile(
            rf"(?P<number>(?:{number})(?!\w)(?:(?:{_ANDS.get(language, chr(92) + 's')})(?:{number})(?!\w)){{0,3}})"
            rf"(?P<years>[\s-](?:{years})(?!\w))?"
        )
        for word in words:
            for first in {word, _with_apostrophe(word).partition("'?")[0]}:
                patterns.setdefault(first, []).append(pattern)
    return patterns


def _with_apostrophe(word: str) -> str:
    """Return a pattern of *word*, in which Ukrainian may write an apostrophe."""
    return re.sub("(?<=[пв])ят", "'?ят", re.escape(word))


def _glued(language: str, words: list[str]) -> list[str]:
    """Return the numbers that German and Italian write as one word."""
    values = {word: NUMERALS[word][language].value for word in words if word in NUMERALS}
    ones = [word for word, value in values.items() if value < 10]
    tens = [word for word, value in values.items() if value >= 20]
    if language == "de":
        return [f"{one}und{ten}" for one in ones for ten in tens]
    if language == "it":
        return [f"{ten[:-1] if one[0] in 'uo' else ten}{one}" for ten in tens for one in ones]
    return []
