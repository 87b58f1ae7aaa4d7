"""Disguise the order and company of the parts of a person's name, and what languages put around any name."""

import re
from collections.abc import Callable
from random import Random

from tests.adversary.model import CLOSE, CORE, HARD, OPEN, PERSONS, Identity, Variant, script

PARTICLES = frozenset(
    """
    al el az ez as es ad ar an at ath ash adh bin ibn bint ben bat ould wuld weld uld ag ait abu abou bu bou um umm abd
    'abd abdel abdul de da do dos das del la le van von zu y e d thị saw ko bar ter san
    أبو ابو أم ام بن ابن عبد بو ولد
    """.split()
)
SYLLABIC = frozenset({"cmn", "vie", "mya", "ksw", "rhg"})
CASELESS = frozenset({"ARABIC", "HEBREW", "ETHIOPIC", "GEORGIAN", "BENGALI", "DEVANAGARI", "MYANMAR", "CJK"})
QUOTES = "'’"
HONORIFICS = {
    "LATIN": ("Mr ", "Dr. ", "Mme ", "Sheikh ", "Frau ", "Doña ", "Hajji ", "Witness "),
    "ARABIC": ("السيد ", "الدكتور ", "الشيخ ", "کاک ", "آقای "),
    "CYRILLIC": ("пан ", "г-н ", "д-р "),
    "ETHIOPIC": ("አቶ ", "ወይዘሮ "),
    "GREEK": ("κ. ",),
    "HEBREW": ("מר ", 'ד"ר '),
    "BENGALI": ("জনাব ",),
    "DEVANAGARI": ("श्री ",),
    "MYANMAR": ("ဦး",),
}


def distinctive(text: str) -> list[str]:
    """Return the parts of a name that mean somebody: longer than a particle and none."""
    parts = text.split()
    least = 2 if script(text) in {"ETHIOPIC", "CJK"} else 3
    return [part for part in parts if len(part) >= least and part.casefold().rstrip("-'") not in PARTICLES]


def part_alone(text: str, who: Identity, chance: Random) -> str | None:
    """Write one part alone, one that is no word of the language."""
    if who.lang in SYLLABIC or " " not in text:
        return None
    parts = [part for part in distinctive(text) if part.casefold() not in who.words]
    return chance.choice(parts) if parts else None


def syllables_alone(text: str, who: Identity, chance: Random) -> str | None:
    """Write one part alone in a language whose parts are short and common."""
    if who.lang not in SYLLABIC or " " not in text:
        return None
    parts = [part for part in distinctive(text) if part.casefold() not in who.words and len(part) > 4]
    return chance.choice(parts) if parts else None


def word_alone(text: str, who: Identity, _: Random) -> str | None:
    """Write the part that is also a word, in letters that have capitals; with a title it can only be a person."""
    if script(text) in CASELESS:
        return None
    parts = [part for part in distinctive(text) if part.casefold() in who.words and part[0].isupper()]
    return parts[0] if parts else None


def turned(text: str, _: Identity, __: Random) -> str | None:
    """Write the surname first."""
    given, surname = split(text)
    return f"{surname} {given}" if given else None


def listed(text: str, _: Identity, chance: Random) -> str | None:
    """Write as a register does: surname, comma, given names."""
    given, surname = split(text)
    comma = "، " if script(text) == "ARABIC" else ", "
    return f"{surname.upper() if chance.random() < 0.4 else surname}{comma}{given}" if given else None


def initialled(text: str, who: Identity, chance: Random) -> str | None:
    """Write initials and the surname."""
    given, surname = split(text)
    if not given or who.lang in SYLLABIC or script(text) == "CJK" or surname.casefold() in who.words:
        return None
    letters = [part[0] for part in re.split("[ -]", given) if part and part.casefold() not in PARTICLES]
    start = chance.choice((". ", ".")).join(letters) + "."
    return chance.choice((f"{start} {surname}", f"{surname} {start}", f"{start.replace('.', '')} {surname}"))


def split(text: str) -> tuple[str, str]:
    """Return the given names and the surname; particles stay with the surname."""
    parts = text.split(" ")
    start = len(parts) - 1
    while start > 1 and parts[start - 1].casefold() in PARTICLES | {"abu"}:
        start -= 1
    return " ".join(parts[:start]), " ".join(parts[start:])


def titled(text: str, _: Identity, chance: Random) -> str | None:
    """Put an honorific before the name; it may stay."""
    titles = HONORIFICS.get(script(text))
    return f"{chance.choice(titles)}{OPEN}{text}{CLOSE}" if titles else None


def titled_part(text: str, who: Identity, chance: Random) -> str | None:
    """Put an honorific before one part; one that is a word too, where a capital tells it from the word."""
    part = part_alone(text, who, chance) or word_alone(text, who, chance)
    return titled(part, who, chance) if part else None


def before(*clitics: str) -> Callable[[str, Random], str]:
    """Return the writing of a clitic before a name."""
    return lambda name, chance: chance.choice(clitics) + name


def after(*clitics: str) -> Callable[[str, Random], str]:
    """Return the writing of a clitic after a name."""
    return lambda name, chance: name + chance.choice(clitics)


def turkish(name: str, chance: Random) -> str:
    """Put a Turkish ending after an apostrophe, in harmony with the last vowel."""
    last = next((letter for letter in reversed(name.lower()) if letter in "aeıioöuü"), "a")
    narrow = {"a": "ı", "ı": "ı", "e": "i", "i": "i", "o": "u", "u": "u", "ö": "ü", "ü": "ü"}[last]
    wide = "a" if last in "aıou" else "e"
    buffer = ("n", "y", "y") if name[-1].lower() in "aeıioöuü" else ("", "", "")
    endings = (f"{buffer[0]}{narrow}n", f"{buffer[1]}{wide}", f"{buffer[2]}{narrow}", f"d{wide}n", f"d{wide}")
    return f"{name}{chance.choice(QUOTES)}{chance.choice(endings)}"


def bengali(name: str, chance: Random) -> str:
    """Put the Bengali genitive or object ending on a name; it depends on the last sound."""
    vowel = "\u09be" <= name[-1] <= "\u09cc" or name[-1] in "অআইঈউঊএঐওঔ"
    return name + chance.choice(("কে", "র" if vowel else "ের"))


def elided(name: str, _: Random) -> str:
    """Put the French preposition before a name, without its vowel before another vowel."""
    return name if name[0].lower() not in "aeéèiouhy" else f"d’{OPEN}{name}{CLOSE}"


ENGLISH = after("'s", "’s", "'S")
REGULAR: dict[tuple[str, str], Callable[[str, Random], str]] = {
    ("ara", "ARABIC"): before("و", "ب", "ل", "ف", "ك", "وب"),
    ("ckb", "ARABIC"): after("یش", "م", "ی", "ەوە"),
    ("fas", "ARABIC"): after("‌ها", "‌ام", "‌اند", " را"),
    ("kmr", "LATIN"): after("'ê", "'î", "’an"),
    ("ckb", "LATIN"): after("'î", "îş", "'m"),
    ("tur", "LATIN"): turkish,
    ("amh", "ETHIOPIC"): before("የ", "ለ", "በ", "ከ", "እነ"),
    ("tir", "ETHIOPIC"): before("ን", "ብ", "ናይ "),
    ("heb", "HEBREW"): before("ו", "ב", "ל", "מ", "ש", "כש", "של "),
    ("ben", "BENGALI"): bengali,
    ("mya", "MYANMAR"): after("ကို", "ရဲ့", "နဲ့", "က", "တို့"),
    ("cmn", "CJK"): after("的", "说", "们", "先生"),
    ("deu", "LATIN"): after("s", "’", "s’"),
    ("fra", "LATIN"): elided,
    ("hye", "ARMENIAN"): after("ը", "ի", "ին", "ից"),
    ("urd", "ARABIC"): after(" کا", " نے"),
}
GUESSED: dict[tuple[str, str], Callable[[str, Random], str]] = {
    ("kmr", "LATIN"): after("ê", "î", "an"),
    ("ckb", "ARABIC"): after("ەکە", "ەکان", "ان", "ێک"),
    ("tur", "LATIN"): lambda name, chance: turkish(name, chance).replace("'", "").replace("’", ""),
    ("kat", "GEORGIAN"): after("ს", "სთან", "სგან", "სთვის"),
    ("sqi", "LATIN"): after("n", "t", "it", "s"),
    ("spa", "LATIN"): after("ito", "cito", "s"),
    ("aze", "LATIN"): after("nın", "ya", "dan"),
    ("amh", "ETHIOPIC"): after("ን", "ም", "ና"),
    ("som", "LATIN"): after("ka", "ow", "na"),
}


def with_clitic(text: str, who: Identity, chance: Random) -> str | None:
    """Put what the language regularly hangs on a name; it may stay. In Latin letters English does so too."""
    make = REGULAR.get((family(who), script(text))) or (ENGLISH if script(text) == "LATIN" else None)
    return hung(text, make, chance)


def with_ending(text: str, who: Identity, chance: Random) -> str | None:
    """Put an ending on a name that only the grammar tells from the name."""
    return hung(text, GUESSED.get((family(who), script(text))), chance)


def hung(text: str, make: Callable[[str, Random], str] | None, chance: Random) -> str | None:
    """Return the name with marks around its letters, and what hangs on it outside of them."""
    if make is None:
        return None
    written = make(text, chance)
    if OPEN in written or text not in written:
        return written
    return written.replace(text, f"{OPEN}{text}{CLOSE}", 1)


def family(who: Identity) -> str:
    """Return the language whose grammar is used: that of the standard for a dialect."""
    return {"apc": "ara", "arz": "ara", "acm": "ara", "ary": "ara", "arq": "ara", "prs": "fas"}.get(who.lang, who.lang)


ORDER = (
    Variant("part alone", CORE, part_alone, PERSONS),
    Variant("part that is a word", CORE, word_alone, PERSONS),
    Variant("syllables alone", HARD, syllables_alone, PERSONS),
    Variant("surname first", CORE, turned, PERSONS),
    Variant("surname, given", CORE, listed, PERSONS),
    Variant("initials", CORE, initialled, PERSONS),
    Variant("with title", CORE, titled, PERSONS),
    Variant("title and part", CORE, titled_part, PERSONS),
    Variant("clitic", CORE, with_clitic),
    Variant("ending", HARD, with_ending),
)
