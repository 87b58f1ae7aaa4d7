"""Disguise the letters of a name in ways that need no guessing: what stands there is the same name to every reader."""

import re
import unicodedata
from random import Random

from tests.adversary.model import CORE, EVERY, HARD, Identity, Variant, bare, script

FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
BOLD = {**{65 + i: 0x1D5D4 + i for i in range(26)}, **{97 + i: 0x1D5EE + i for i in range(26)}}
HARAKAT = "\u064e\u064f\u0650\u0652\u0651"
LETTER_CLASSES = (
    str.maketrans({"ي": "ی", "ك": "ک", "ى": "ی"}),  # Arabic typed on a Persian or Kurdish keyboard
    str.maketrans({"ی": "ي", "ک": "ك", "ە": "ه"}),  # the other way round
    str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ؤ": "و", "ئ": "ي", "ى": "ي"}),  # hamza and dots left out
    str.maketrans({"ڕ": "ر", "ڵ": "ل", "ێ": "ی", "ۆ": "و", "ە": "ه"}),  # Kurdish marks that a phone does not offer
    str.maketrans({"ي": "ى", "ه": "ة"}),  # Egyptian habits at the end of a word
    str.maketrans({"ہ": "ه", "ے": "ی", "ں": "ن", "ھ": "ه"}),  # Urdu letters typed in Arabic
)
STROKES = str.maketrans("đĐłŁıİøØħəƏßñÑ", "dDlLiIoOheEsnN")
CYRILLIC_TWINS = str.maketrans("aceopxyiABCEHKMOPTX", "асеорхуіАВСЕНКМОРТХ")
GREEK_TWINS = str.maketrans("oABEHIKMNOPTXYZv", "οΑΒΕΗΙΚΜΝΟΡΤΧΥΖν")
LATIN_TWINS = str.maketrans("асеорхуіАВСЕНКМОРТХ", "aceopxyiABCEHKMOPTX")
LATIN_FROM_GREEK = str.maketrans("οΑΒΕΗΙΚΜΝΟΡΤΧΥΖν", "oABEHIKMNOPTXYZv")
GERMAN = str.maketrans({"ü": "ue", "ö": "oe", "ä": "ae", "Ü": "Ue", "Ö": "Oe", "Ä": "Ae", "ß": "ss"})


def upper(text: str, who: Identity, _: Random) -> str:
    """Write capitals; Turkish and Azeri keep their dotted one."""
    return text.replace("i", "İ").upper() if who.lang in {"tur", "aze"} else text.upper()


def upper_plain(text: str, who: Identity, _: Random) -> str | None:
    """Write capitals as a machine does that does not know Turkish, Kurdish or Azeri."""
    return text.upper() if who.lang in {"tur", "aze", "kmr"} and "i" in text else None


def lower(text: str, who: Identity, _: Random) -> str | None:
    """Write small letters, unless a word of one part could then be anybody's hope."""
    return None if text.casefold() in who.words else text.lower()


def mixed(text: str, _: Identity, chance: Random) -> str:
    """Write small and capital letters at random."""
    return "".join(chance.choice((letter.upper(), letter.lower())) for letter in text)


def decomposed(text: str, _: Identity, __: Random) -> str:
    """Write marks as characters of their own, as some file systems and PDFs do."""
    return unicodedata.normalize("NFD", text)


def bared(text: str, _: Identity, __: Random) -> str | None:
    """Leave out accents, Ethiopic and Indic scripts apart, whose marks are vowels."""
    if script(text) not in {"LATIN", "GREEK", "CYRILLIC", "ARABIC"}:
        return None
    kept = (letter for letter in unicodedata.normalize("NFD", text) if unicodedata.category(letter) != "Mn")
    return unicodedata.normalize("NFC", "".join(kept).replace("Ӏ", "").translate(STROKES))


def full_width(text: str, _: Identity, __: Random) -> str:
    """Write Latin letters as wide as Chinese ones."""
    return text.translate(FULL_WIDTH)


def bold(text: str, _: Identity, __: Random) -> str:
    """Write the mathematical letters that stand in for bold ones in social media."""
    return text.translate(BOLD)


def unseen(text: str, _: Identity, chance: Random) -> str:
    """Put one kind of character that nobody sees between letters, but not before a mark."""
    mark = chance.choice("\u200b\u200c\u00ad\u2060\ufeff\u200d")
    return spread(text, mark, chance)


def directed(text: str, _: Identity, chance: Random) -> str:
    """Put direction marks around the name and inside it."""
    opening, closing = chance.choice((("\u202a", "\u202c"), ("\u2067", "\u2069"), ("\u200f", "\u200e")))
    return opening + spread(text, chance.choice("\u200e\u200f"), chance) + closing


def spread(text: str, mark: str, chance: Random) -> str:
    """Return the text with a mark after some of the letters that another letter follows."""
    written = []
    for here, after in zip(text, text[1:] + " ", strict=True):
        between = here.isalpha() and after.isalpha() and chance.random() < 0.5
        written.append(here + mark if between else here)
    return "".join(written)


def stretched(text: str, _: Identity, chance: Random) -> str | None:
    """Lengthen Arabic words with tatweel."""
    return spread(text, "ـ" * chance.randint(1, 3), chance) if script(text) == "ARABIC" else None


def vocalised(text: str, _: Identity, chance: Random) -> str | None:
    """Put vowel signs on Arabic letters."""
    if script(text) != "ARABIC":
        return None
    return "".join(letter + chance.choice(HARAKAT) if "ب" <= letter <= "ي" else letter for letter in text)


def other_keyboard(text: str, _: Identity, chance: Random) -> str | None:
    """Write the letters of another keyboard of the Arabic script."""
    if script(text) != "ARABIC":
        return None
    written = [text.translate(table) for table in LETTER_CLASSES]
    return chance.choice([one for one in written if one != text] or [text])


def presented(text: str, _: Identity, __: Random) -> str | None:
    """Write the presentation forms of Arabic letters that old PDFs hold."""
    return "".join(PRESENTED.get(letter, letter) for letter in text) if script(text) == "ARABIC" else None


def twins(text: str, _: Identity, chance: Random) -> str | None:
    """Put letters of another alphabet that look the same into the name."""
    tables = {"LATIN": (CYRILLIC_TWINS, GREEK_TWINS), "CYRILLIC": (LATIN_TWINS,), "GREEK": (LATIN_FROM_GREEK,)}
    choice = tables.get(script(text))
    return text.translate(chance.choice(choice)) if choice else None


def in_german(text: str, _: Identity, __: Random) -> str | None:
    """Write umlauts and ß with two letters."""
    return text.translate(GERMAN) if script(text) == "LATIN" and re.search("[äöüßÄÖÜ]", text) else None


def spaced(text: str, _: Identity, chance: Random) -> str | None:
    """Put other spaces between the words."""
    return text.replace(" ", chance.choice(("\u00a0", "  ", "\t", "\u202f", "\u2009", "\n"))) if " " in text else None


def hyphened(text: str, _: Identity, chance: Random) -> str | None:
    """Write hyphens for spaces and spaces for hyphens."""
    if "-" in text:
        return text.replace("-", chance.choice((" ", "\u2011", "–", "\u2010")))
    return text.replace(" ", "-") if " " in text else None


def apostrophes(text: str, _: Identity, chance: Random) -> str | None:
    """Write another apostrophe, or none."""
    return re.sub("['ʼ’ʿʾ]", chance.choice(("’", "ʼ", "`", "ʿ", "")), text) if re.search("['ʼ’ʿʾ]", text) else None


def joined(text: str, _: Identity, __: Random) -> str | None:
    """Write the parts of a name as one word."""
    return re.sub("[ -]", "", text) if re.search("[ -]", text) else None


def as_told(text: str, _: Identity, __: Random) -> str:
    """Write what was told."""
    return bare(text)


PRESENTED = {
    unicodedata.normalize("NFKC", chr(code)): chr(code)
    for code in (*range(0xFB50, 0xFBFF), *range(0xFE80, 0xFEF5))
    if unicodedata.name(chr(code), "").endswith("ISOLATED FORM")
}

LETTERS = (
    Variant("as told", CORE, as_told, EVERY),
    Variant("capitals", CORE, upper),
    Variant("capitals, plain", CORE, upper_plain),
    Variant("small letters", CORE, lower),
    Variant("mixed case", CORE, mixed),
    Variant("decomposed", CORE, decomposed),
    Variant("accents left out", CORE, bared),
    Variant("full width", CORE, full_width),
    Variant("bold letters", CORE, bold),
    Variant("unseen characters", CORE, unseen),
    Variant("direction marks", CORE, directed),
    Variant("tatweel", CORE, stretched),
    Variant("harakat", CORE, vocalised),
    Variant("other keyboard", CORE, other_keyboard),
    Variant("presentation forms", CORE, presented),
    Variant("look-alikes", CORE, twins),
    Variant("German letters", CORE, in_german),
    Variant("other spaces", CORE, spaced),
    Variant("hyphen and space", CORE, hyphened),
    Variant("other apostrophe", CORE, apostrophes),
    Variant("one word", HARD, joined),
)
