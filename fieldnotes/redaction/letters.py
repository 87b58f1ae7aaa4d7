"""Fold single characters, so that every way of writing one letter gives the same letter.

Folding keeps case and takes away what a disguise can play with: diacritics, full-width and mathematical
forms, invisible characters, the letter classes of Arabic, Persian and Kurdish, digits of any script. The
look-alikes of other scripts are a table of their own, because a Cyrillic name must match as Cyrillic too.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources
from types import MappingProxyType

# Letters without a decomposition in Unicode that readers of Arabic, Persian and Kurdish take for one another.
_ARABIC_CLASSES = {
    "ا": "ٱٲٳ",
    "ی": "يىۍێېےۓ",
    "ک": "كڪګڬڭ",
    "ه": "ةەھہۃۿ",
    "و": "ۆۇۈۉۊۋۏۅ",
    "ر": "ڕړڒ",
    "ل": "ڵڶ",
    "ف": "ڤڢ",
}
# The lone hamza and the tatweel are written or left out at will; the fillers are letters that show nothing.
_UNSEEN = "ءـ\u115f\u1160\u3164\uffa0\u034f"
_APOSTROPHES = "ʹʻʼʽʾʿˈˊˋ՚׳՝"
_PUNCTUATION = {"٫": ".", "٬": ",", "،": ",", "‐": "-", "‑": "-", "−": "-"}
_SINGLES = {
    **{variant: base for base, variants in _ARABIC_CLASSES.items() for variant in variants},
    **dict.fromkeys(_UNSEEN, ""),
    **dict.fromkeys(_APOSTROPHES, "'"),
    **_PUNCTUATION,
    "ς": "σ",
}
_LETTER_NAMES = {
    "ALPHA": "a", "ESH": "s", "EZH": "z", "ENG": "n", "SCHWA": "e", "THORN": "th", "ETH": "d",
    "SHARP S": "ss", "WYNN": "w", "IOTA": "i", "UPSILON": "u",
}  # fmt: skip
_LATIN_NAME = re.compile(
    r"LATIN (?:(?:SMALL|CAPITAL) )?(?:(?:LETTER|LIGATURE) )?(?:SMALL )?(?:CAPITAL )?"
    r"(?:(?:TURNED|REVERSED|OPEN|DOTLESS|SCRIPT|INSULAR|SIDEWAYS|CLOSED|LONG|STRETCHED|BARRED) )*"
    r"([A-Z]{1,2}|ALPHA|ESH|EZH|ENG|SCHWA|THORN|ETH|SHARP S|WYNN|IOTA|UPSILON)(?: WITH .*)?"
)
_SYMBOL_NAME = re.compile(r"(?:.* LATIN (?:CAPITAL|SMALL) LETTER|REGIONAL INDICATOR SYMBOL LETTER) ([A-Z])")

# Pairs of a look-alike and the Latin letter it is taken for; case matters, since shapes differ by case.
_CYRILLIC = (
    "АA аa ВB вb ЕE еe ѕs ЅS іi ІI јj ЈJ КK кk ҚK қk МM мm НH нh ОO оo РP рp СC сc ТT тt УY уy ХX хx "
    "ҮY үy һh ҺH ԁd ԛq ԚQ ԝw ԜW ѵv ѴV гr пn иu шw ьb ӏl ӀI ԍg єe ЄE ѡw ҝk ԌG"
)
_GREEK = (
    "ΑA αa ΒB βb ΕE εe ΖZ ΗH ηn ΙI ιi ΚK κk ΜM μu ΝN νv ΟO οo σo ΡP ρp ΤT τt ΥY υu ΧX χx γy ωw ϲc ϹC ϳj ϜF ͿJ πn κk ϱp"
)
_ARMENIAN = "օo ՕO սu ՍU հh ոn ռn զq ցg քp յj ՏS ԼL աw ղn լl Ոn ՀZ Ւr եt ձd"
_CHEROKEE = "ᎪA ᏴB ᏟC ᎠD ᎬE ᏀG ᎻH ᏆI ᎫJ ᏦK ᏞL ᎷM ᏁN ᏢP ᏒR ᏚS ᎢT ᏙV ᏔW ᎩY ᏃZ"


def _pairs(*tables: str) -> dict[int, str]:
    """Read tables of two-letter words into a translation table."""
    return {ord(pair[0]): pair[-1] for table in tables for pair in table.split()}


LOOK_ALIKES = MappingProxyType(_pairs(_CYRILLIC, _GREEK, _ARMENIAN, _CHEROKEE))
_MAPPED = frozenset(map(chr, LOOK_ALIKES))


def _latin(letter: str) -> str:
    """Return the plain letters that a Latin letter's name says it is built on, in the letter's own case."""
    found = _LATIN_NAME.fullmatch(unicodedata.name(letter, ""))
    if found is None:
        return letter
    base = _LETTER_NAMES.get(found[1], found[1].lower())
    return base.upper() if letter.isupper() else base


def _one(letter: str) -> str:
    """Fold one character that is already free of marks and compatibility forms."""
    if letter in _SINGLES:
        return _SINGLES[letter]
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return ""
    if "\u3400" <= letter <= "\u9fff":
        return _simplified().get(letter, letter)
    plain = _latin(letter) if not letter.isascii() else letter
    return plain if len(plain.casefold()) == len(plain) else plain.casefold()


@cache
def _simplified() -> Mapping[str, str]:
    """Return the simplified character of each traditional Chinese one (where several, the commonest)."""
    traditional, simplified = (resources.files(__package__) / "data" / "simplified.txt").read_text("utf-8").split()
    return dict(zip(traditional, simplified, strict=True))


@lru_cache(maxsize=8192)
def fold_character(character: str) -> str:
    """Return what *character* is folded to: usually one character, none if it is unseen, or several.

    White space stays as it is, so that the reader of gaps can tell a common space from a strange one.
    """
    if character in "\n\t" or (character.isspace() and unicodedata.category(character) != "Cc"):
        return character
    category = unicodedata.category(character)
    if category in ("Cc", "Cf", "Mn", "Me"):
        return ""
    if character in _SINGLES:
        return _SINGLES[character]
    if (digit := unicodedata.digit(character, None)) is not None:
        return str(digit)
    if (symbol := _SYMBOL_NAME.fullmatch(unicodedata.name(character, ""))) and category == "So":
        return symbol[1]
    taken_apart = unicodedata.normalize("NFKD", character)
    without_marks = "".join(c for c in taken_apart if unicodedata.category(c) not in ("Mn", "Me"))
    if without_marks == taken_apart:
        without_marks = unicodedata.normalize("NFKC", character)
    if not any(c.isalnum() for c in without_marks):
        return without_marks if len(without_marks) == 1 and without_marks.isascii() else character
    return "".join(_one(c) for c in without_marks if c.isalnum() or c in _SINGLES)


def look_alikes_mapped(text: str) -> str:
    """Return *text* with the look-alikes of other scripts as Latin letters; the length stays the same."""
    return text if text.isascii() or _MAPPED.isdisjoint(frozenset(text)) else text.translate(LOOK_ALIKES)
