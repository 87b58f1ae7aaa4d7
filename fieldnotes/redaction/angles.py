"""Read angles: decimal degrees, and degrees, minutes and seconds, with the words that many languages have for them.

Read are decimals with point or comma, a sign or a hemisphere before or after, as a letter or in words, and degrees,
minutes and seconds in the usual notations, ISO 6709 without separators included. Signs and hemispheres are passed
over, not believed. All patterns are for folded text in small letters (`canon`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fieldnotes.redaction.letters import fold_character


def _any_of(words: str) -> str:
    """Return a pattern for any of *words*, folded; "_" is white space that may be left out, "+" an ending."""
    folded = ("".join(map(fold_character, word)).casefold() for word in words.split())
    ordered = sorted(dict.fromkeys(folded), key=len, reverse=True)
    return "|".join(re.escape(word).replace("_", r"\s?").replace(r"\+", r"\w{0,6}") for word in ordered)


# The four winds as they stand beside an angle; in full, since names of places begin with them ("Westminster").
_WIND_WORDS = (
    "north south east west northern southern eastern western "  # English
    "nord süd noord zuid oost nördlich südlich östlich westlich sud ouest norte oeste "  # German, Dutch, Romance
    "septentrional meridional oriental occidental "
    "kuzey güney doğu batı bakur başûr rojhilat rojava "  # Turkish, Kurdish
    "с._ш ю._ш в._д з._д сш юш вд зд север северная северной юг южная южной восток восточная восточной "  # Russian
    "запад западная западной широты долготы северной_широты южной_широты восточной_долготы западной_долготы "
    "пн._ш пд._ш сх._д зх._д пн пд сх зх північ північної південь південної схід східної захід західної "
    "широти довготи північної_широти південної_широти східної_довготи західної_довготи "  # Ukrainian
    "شمال شمالا شمالي الشمال جنوب جنوبا جنوبي الجنوب شرق شرقا شرقي الشرق غرب غربا غربي الغرب "  # Arabic, Persian
    "خاور خاوری باختر باختری باکوور باکووری باکور باکوری باشوور باشووری باشور باشوری "  # Persian, Kurdish
    "ڕۆژھەڵات ڕۆژھەڵاتی ڕۆژهەڵات ڕۆژهەڵاتی ڕۆژئاوا ڕۆژئاوای"
)
_WINDS = _any_of(_WIND_WORDS)
_SIDE_WORD = rf"(?:[nsewо]|{_WINDS})(?!\w)\.?"
SIDE = rf"(?:[nsewо]|{_WINDS}|est|ost|este|sur)(?!\w)\.?"
"""A wind after a unit, as a letter (the Cyrillic one is Spanish "o", mistaken) or a word."""

DEGREES = (
    rf"\s{{0,3}}(?:[°˚º]|o(?![a-z])|(?:{_any_of('deg+ grad+ graus derece pile')}|"
    rf"{_any_of('градус+ درجة درجات+ پلە')})\b\.?)"
)
MINUTES = rf"\s{{0,3}}(?:['′’‘`´]|(?:{_any_of('min+ dakika deqe мин+ хв+')}|{_any_of('دقيقة دقائق+ خولەک')})\b\.?)"
SECONDS = (
    r"\s{0,3}(?:[\"″”“]|['′’‘`´]{2}|"
    rf"(?:{_any_of('sec+ seg+ sek+ saniye çirke сек+')}|{_any_of('ثانية ثوان+ چرکە')})\b\.?)"
)
# A bare letter for a unit, and a side after bare numbers, where "est", "sur" and the like are other words as well.
_DEGREE, _MINUTE, _SECOND = (
    rf"(?:{unit}|\s{{0,3}}{u}\b)" for unit, u in ((DEGREES, "d"), (MINUTES, "m"), (SECONDS, "s"))
)
_SIDE_OF_PARTS = rf"(?P<side>\s{{0,3}}{SIDE})?"
_SIDE = rf"(?P<side>\s{{0,3}}{_SIDE_WORD})?"
_AND = r"\s{0,3}(?:(?:و|і|и)\s{0,3})?"
_AFTER_DECIMALS = rf"(?:(?P<mark>{_DEGREE}){_SIDE_OF_PARTS}|(?P<bare>\s{{0,3}}{_SIDE_WORD}))?"

_DECIMAL = re.compile(
    rf"\d(?<!\d\d)(?<!\d\.\d)(?P<rest>\d{{0,2}})\.(?P<decimals>\d{{1,15}})(?!\d|\.\d){_AFTER_DECIMALS}"
)
_COMMA = re.compile(rf"\d(?<![\d.,]\d)(?P<rest>\d{{0,2}}),(?P<decimals>\d{{1,15}})(?!\d|[.,]\d){_AFTER_DECIMALS}")
_SIGNED = re.compile(
    rf"\d(?<!\d\d)(?P<rest>\d{{0,2}})(?:{_DEGREE}|[°˚od]){_AND}"
    rf"(?P<minutes>\d{{1,2}}(?:[.,]\d{{1,9}})?)(?:{_MINUTE})?{_AND}"
    rf"(?:(?P<seconds>\d{{1,2}}(?:[.,]\d{{1,9}})?)(?:{_SECOND})?)?{_SIDE_OF_PARTS}"
)
_SPACED = re.compile(
    r"\d(?<!\d\d)(?<!\d\.\d)(?P<rest>\d{0,2})[\s:.-]{1,3}(?P<minutes>\d{1,2}(?:\.\d{1,9})?)"
    rf"(?:[\s:.-]{{1,3}}(?P<seconds>\d{{1,2}}(?:\.\d{{1,9}})?))?(?!\d){_SIDE}"
)
_COMPACT = re.compile(
    r"\d(?<!\d\d)(?P<rest>\d{1,2})(?P<minutes>\d{2}(?:\.\d{1,9})?)(?P<seconds>\d{2}(?:\.\d{1,9})?)?"
    rf"(?!\d|\.\d){_SIDE}"
)
"""Each starts with a digit, so that the engine skips quickly over words; what stands before is looked at later."""

_ZONE = re.compile(r"(?<!\d)\d{1,2}\s?\Z")  # before a letter: that is a band of UTM, and metres follow
_SIXTY = 60.005  # which rounding makes of 59.999
_WIND_BEFORE = re.compile(rf"(?:[nsew]|{_WINDS})\.?")
_LAST_WORDS = tuple(
    re.compile(rf"({words}\.?)[\s:]{{0,3}}\Z") for words in (r"[^\W\d_]{1,4}\.\s?[^\W\d_]+", r"[^\W\d_]+")
)
"""An abbreviation of two words, and a single word."""
# What says that coordinates follow: an axis, a receiver, a link to a map; the other axis may stand between.
_ANNOUNCED = re.compile(
    rf"(?:\b(?:lat|lon|lng|gps|ll|cp|q|{_any_of('coord+ latitud+ longitud+ breite länge enlem boylam координат+')}|"
    rf"{_any_of('широт+ долгот+ довгот+ إحداثي+ الإحداثي+ مختصات')})\b|geo:|@|map=)\W{{0,4}}"
    r"(?:\d{1,2}/)?(?:[-+]?\d{1,3}[.,]\d{1,9}\D{1,12})?\Z"
)
_BEFORE_NUMBERS = frozenset(" \t\u00a0\u202f:.")
REACH = 24
"""How many characters before an angle its hemisphere may take, and the words that announce it."""


@dataclass(frozen=True, slots=True)
class Angle:
    """An angle in a text.

    Attributes:
        start, end: where it stands.
        degrees: its size.
        unit: the worth of its last digit in degrees; 0 where that cannot be trusted.
        telling: whether it is precise enough to tell much even when alone.
        number: whether it may as well be a number with a thousands separator ("35,300 people").
    """

    start: int
    end: int
    degrees: float
    unit: float
    telling: bool
    number: bool = False

    def is_near(self, known: float, tolerance: float) -> bool:
        """Tell whether *known* lies within *tolerance*, or may have been rounded or cut off to this angle."""
        over = known - self.degrees
        return -max(tolerance, self.unit / 2 + _ROUNDING) <= over <= max(tolerance, self.unit + _ROUNDING)


_TELLING_DECIMALS = 3
_ROUNDING = 1e-9  # what the machine's own arithmetic may add


def angles_in(text: str) -> list[Angle]:
    """Return everything in a folded *text* that can be read as an angle, in order; readings may overlap."""
    found = [*_decimals(text), *_sexagesimals(text)]
    return sorted(found, key=lambda angle: (angle.start, -angle.end))


def _decimals(text: str) -> Iterator[Angle]:
    for pattern in (_DECIMAL, _COMMA):
        for match in pattern.finditer(text):
            start, side = _start(text, match)
            decimals = len(match["decimals"])
            value = float(f"{_whole(match)}.{match['decimals']}")
            marked = bool(match["mark"] or match["bare"])
            number = pattern is _COMMA and not (side or marked)
            unit = 10.0**-decimals if decimals > 1 or _is_coordinate(text, start, match) else 0.0
            yield Angle(start, match.end(), value, unit, decimals >= _TELLING_DECIMALS + number, number)


def _is_coordinate(text: str, start: int, match: re.Match[str]) -> bool:
    """Tell whether a number of one decimal, which may as well be a share or a temperature, is surely an angle.

    It has its hemisphere, is announced, or is one of two signed numbers without a space as ISO 6709 writes them.
    """
    if match["bare"] or match["side"] or text[start : match.start()].strip("+-−"):
        return True
    if start < match.start() and text[match.end() : match.end() + 1] in {"+", "-"}:
        return True
    if start < match.start() and text[start - 1 : start].isdigit():
        return len(_whole(match)) == 3
    return _ANNOUNCED.search(text[max(start - REACH, 0) : start]) is not None


def _whole(match: re.Match[str]) -> str:
    """Return the digits of the whole degrees."""
    return match[0][0] + match["rest"]


def _sexagesimals(text: str) -> Iterator[Angle]:
    for pattern in (_SIGNED, _SPACED, _COMPACT):
        for match in pattern.finditer(text):
            start, side = _start(text, match)
            if side or match["side"] or pattern is _SIGNED:
                is_band = pattern is _COMPACT and not match["side"] and _ZONE.search(text, max(start - 4, 0), start)
                yield from _sexagesimal(match, start, not is_band)


def _start(text: str, match: re.Match[str]) -> tuple[int, bool]:
    """Return where an angle starts with its sign and hemisphere, and whether there is one of them."""
    start = match.start()
    if text[start - 1 : start] in {"+", "-", "−"}:
        start -= 1
    if text[start - 1 : start] in _BEFORE_NUMBERS or text[start - 1 : start].isalpha():
        for pattern in _LAST_WORDS:
            word = pattern.search(text, max(start - REACH, 0), start)
            if word and not _within_word(text, word.start()) and _WIND_BEFORE.fullmatch(word[1]):
                return word.start(), True
    return start, start < match.start()


def _within_word(text: str, place: int) -> bool:
    """Tell whether what starts at *place* continues a word or number."""
    return text[place - 1 : place].isalnum() or text[place - 1 : place] == "_"


def _sexagesimal(match: re.Match[str], start: int, may_tell: bool) -> Iterator[Angle]:
    """Read degrees, minutes and seconds; a fraction of a minute tells as much as seconds do."""
    minutes, seconds = (float((match[part] or "0").replace(",", ".")) for part in ("minutes", "seconds"))
    if minutes < _SIXTY and seconds < _SIXTY:
        degrees = int(_whole(match)) + minutes / 60 + seconds / 3600
        exact = match["seconds"] is not None or not match["minutes"].isdigit()
        yield Angle(start, match.end(), degrees, 0.0 if exact else 1 / 60, exact and may_tell)
