"""Suspect phone numbers, however they are grouped, spelled or disguised.

A candidate is a run of digits and of words for digits. It counts if it is in international form, if a word for phone
stands before it, or if `phonenumbers` says that it is valid in one of the vault's regions.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from fieldnotes.redaction.canon import Canon, View
from fieldnotes.redaction.recogniser import Suspicion
from fieldnotes.redaction.unknown.parted import parted_views
from fieldnotes.redaction.unknown.remembering import Telling
from fieldnotes.redaction.unknown.suspecting import (
    HIGH,
    MEDIUM,
    before,
    digits,
    has_word,
    near_digits,
    places_of_words,
    suspect,
)

REGIONS = (
    "IQ",
    "SY",
    "TR",
    "IR",
    "UA",
    "ET",
    "SO",
    "ML",
    "MM",
    "BD",
    "LB",
    "JO",
    "PS",
    "SD",
    "CO",
    "GB",
    "US",
    "DE",
    "FR",
)

# The words for 0 to 9 in languages in which people spell numbers out to hide them from machines.
_NUMERALS = {
    "en": "zero one two three four five six seven eight nine",
    "de": "null eins zwei drei vier funf sechs sieben acht neun",
    "fr": "zero un deux trois quatre cinq six sept huit neuf",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve",
    "pt": "zero um dois tres quatro cinco seis sete oito nove",
    "it": "zero uno due tre quattro cinque sei sette otto nove",
    "tr": "sifir bir iki uc dort bes alti yedi sekiz dokuz",
    "ku": "sifir yek du se car penc ses heft hest neh",
    "ru": "ноль один два три четыре пять шесть семь восемь девять",
    "uk": "нуль один два три чотири п'ять шість сім вісім дев'ять",
    "ar": "صفر واحد اثنان ثلاثه اربعه خمسه سته سبعه ثمانیه تسعه",
    "fa": "صفر یک دو سه چهار پنج شش هفت هشت نه",
    "ckb": "سفر یهک دوو سی چوار پینج شهش حهوت ههشت نو",
}
_WORDS = {word: str(value) for words in _NUMERALS.values() for value, word in enumerate(words.split())}
_WORDS |= {"oh": "0", "nought": "0", "double": "", "triple": "", "hundred": "00", "thousand": "000"}
_FEWEST = 7
# Folding takes the breve and the dots of Cyrillic letters away, and a few Arabic letters into one class.
_SPELLED = re.compile(
    rf"(?<!\w)(?:plus\s|\+)?(?:(?:\d{{1,4}}|{'|'.join(sorted(map(re.escape, _WORDS), key=len, reverse=True))})(?!\w)"
    rf"[\s,.\-–—/]{{0,3}}){{{_FEWEST},15}}"
)
_PARTS_OF_WORDS = frozenset(re.findall(r"\w+", " ".join(_WORDS)))  # in Cyrillic there are apostrophes
_IN_NUMBERS = Telling(lambda word: word.isdecimal() or word in _PARTS_OF_WORDS)
_REACH_OF_FIGURES = (_FEWEST - 1) * (max(map(len, _WORDS)) + 3)
_TELLING_NUMERALS = frozenset(
    "seven zero sifir sept siete sieben семь сім ноль нуль صفر سفر null cero nine five heft yedi".split()
)
_PLAIN = re.compile(
    r"(?<![\w.,/:+-])(?:\+\s?|plus\s)?\(?\d(?:(?!\.\s|\s[-–—]\s|\n\s*\n)[\s().\-–—/·•_*]{0,3}\d){6,18}(?![\w]|[.,:/]\d)"
)
_INTERNATIONAL = re.compile(r"\+|00[1-9]|plus")
_CALLED = re.compile(
    r"(?<!\w)(?:tel|telephone|phone|phones|mobile|mob|cell|cellphone|call|called|ring|dial|text|sms|whatsapp|"
    r"whats app|viber|signal|fax|"
    r"telefon\w*|handy|rufnummer|nummer|gsm|cep|ara|numara\w*|hotline|contact|reach|number|portable|appelez|"
    r"telefono|celular|movil|cellulare|"
    r"telefone|telemovel|jimare\w*|mobil|тел|телефон\w*|номер\w*|моб|мобильн\w*|звони\w*|дзвон\w*|هاتف\w*|تلفن\w*|"
    r"تلفون\w*|موبایل\w*|جوال\w*|"
    r"رقم\w*|اتصل\w*|شماره\w*|ژماره\w*|تهلهفون\w*|ስልክ\w*|फोन|मोबाइल|ফোন|মোবাইল|טלפון|נייד|nambari|simu|telepon|hp|"
    r"nomor|taleefan\w*|lambar\w*|zap|whats)"
    r"(?!\w)[^\n\d]{0,24}$|(?:手机|手機|电话|電話|携帯|号码|號碼|联系|전화|번호|โทร|ဖုန်း)[^\n\d]{0,8}$"
)
_AMOUNT = re.compile(r"(?:[$€£¥₺₴]|usd|eur|gbp|iqd|dinars?|dollars?|euros?|pounds?|lira|rubles?)\s*$")
_AMOUNT_AFTER = re.compile(
    r"\s*(?:[$€£¥₺₴%]|usd|eur|gbp|iqd|dinars?|dollars?|euros?|pounds?|lira|people|persons|per\b|km|kg|metres|"
    r"meters|french|italian)"
)
_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}$|(?:1[89]|20)\d\d\s?[-–—/]\s?(?:1[89]|20)?\d\d$")
_FILE = re.compile(r"\d+/(?:\d\d|(?:19|20)\d\d)|(?:\d{1,3}\.){3}\d{1,3}|\d+[.,]\d+")
_THOUSANDS = re.compile(r"\d{1,3}(?:[\s.]\d{3})+")


class Phones:
    """Suspect phone numbers; valid ones of some regions also without a sign that they are one."""

    covers = frozenset({"unknown phone numbers"})

    def __init__(self, regions: Sequence[str] = REGIONS) -> None:
        """Take the regions (ISO 3166) whose national numbers are told by their form."""
        self._regions = tuple(regions)

    def suspect(self, canon: Canon) -> Iterable[Suspicion]:
        """Yield the phone numbers in any view."""
        for view in parted_views(canon):
            yield from self._in_figures(view)
            if has_word(view.lower, _TELLING_NUMERALS) and _has_run_of_figures(view.lower):
                yield from _spelled(view)

    def _in_figures(self, view: View) -> Iterator[Suspicion]:
        """Yield the numbers written with digits."""
        text = view.lower
        for found in near_digits(text, _PLAIN):
            numerals = digits(found[0])
            if not 6 < len(numerals) < 16 or _DATE.match(found[0]) or _FILE.fullmatch(found[0]):
                continue
            lead = before(text, found.start())
            if _CALLED.search(lead) or _INTERNATIONAL.match(found[0]):
                yield suspect(view, found.span(), "phone", "looks like a phone number", HIGH)
            elif self._is_national(found, lead):
                yield suspect(view, found.span(), "phone", "may be a phone number", MEDIUM)

    def _is_national(self, found: re.Match[str], lead: str) -> bool:
        """Tell whether digits without any sign are a phone number at home."""
        if _AMOUNT.search(lead) or _AMOUNT_AFTER.match(found.string, found.end()) or "\n" in found[0]:
            return False
        if _THOUSANDS.fullmatch(found[0]):
            return False
        numerals = digits(found[0])
        if numerals[0] == "0" and 9 <= len(numerals) <= 12:
            return True
        return len(numerals) > 7 and self._is_valid(numerals)

    def _is_valid(self, numerals: str) -> bool:
        """Tell whether `phonenumbers` takes *numerals* for a number of one of the regions."""
        from phonenumbers import NumberParseException, is_valid_number, parse

        for region in self._regions:
            try:
                if is_valid_number(parse(numerals, region)):
                    return True
            except NumberParseException:
                continue
        return False


def _has_run_of_figures(text: str) -> bool:
    """Tell whether as many figures and words for them as a number has stand near one another."""
    places = places_of_words(text)
    starts = sorted(start for word in _IN_NUMBERS.among(places) for start in places[word])
    return any(last - first <= _REACH_OF_FIGURES for first, last in zip(starts, starts[_FEWEST - 1 :], strict=False))


def _spelled(view: View) -> Iterator[Suspicion]:
    """Yield the numbers of which some digits are words."""
    text = view.lower
    for found in _SPELLED.finditer(text):
        parts = re.findall(r"\d+|[^\W\d_]+(?:'[^\W\d_]+)?", found[0])
        value = "".join(part if part.isdigit() else _WORDS.get(part, "") for part in parts)
        if 6 < len(value) < 16 and any(not part.isdigit() for part in parts):
            end = found.start() + len(found[0].rstrip(" ,.-–—/\n\t"))
            yield suspect(view, (found.start(), end), "phone", "sounds like a phone number spelled out", HIGH)
