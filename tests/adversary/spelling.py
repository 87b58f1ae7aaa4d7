"""Disguise a name by spellings that nobody told: of other writers, of haste, of machines that see or hear."""

import re
from random import Random

from tests.adversary.model import CLOSE, HARD, OPEN, PERSONS, Identity, Variant, script
from tests.adversary.order import SYLLABIC, distinctive, part_alone

# Pairs that writers of Latin letters exchange for one sound, each in both directions.
SOUNDS = (
    ("sh", "ch"), ("ch", "tch"), ("kh", "h"), ("gh", "g"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("j", "dj"),
    ("q", "k"), ("w", "v"), ("y", "i"), ("z", "s"), ("f", "ph"), ("c", "k"), ("ş", "sh"), ("ç", "ch"), ("š", "sh"),
    ("č", "ch"), ("ts", "c"), ("aa", "a"), ("ei", "ey"), ("ai", "ay"), ("ks", "x"), ("ian", "yan"), ("e", "a"),
    ("o", "u"), ("i", "e"), ("dh", "d"), ("th", "t"), ("b", "p"),
)  # fmt: skip
CYRILLIC_SOUNDS = (
    ("ій", "ий"), ("и", "ы"), ("і", "и"), ("є", "е"), ("г", "х"), ("дж", "ж"), ("я", "иа"), ("ю", "иу"), ("о", "а"),
    ("е", "и"), ("ї", "и"), ("ц", "тс"),
)  # fmt: skip
ARABIC_SOUNDS = (
    ("ق", "ك"), ("ذ", "ز"), ("ث", "س"), ("ص", "س"), ("ط", "ت"), ("ظ", "ز"), ("ح", "ه"), ("ع", "ا"), ("ض", "د"),
    ("چ", "ج"), ("گ", "ك"), ("پ", "ب"), ("ڤ", "ف"), ("ژ", "ز"), ("غ", "ق"),
)  # fmt: skip
ETHIOPIC_SOUNDS = (("ሀ", "ሐ"), ("ሰ", "ሠ"), ("አ", "ዐ"), ("ጸ", "ፀ"), ("ሃ", "ሓ"), ("ስ", "ሥ"), ("ኣ", "አ"))
SAME_SOUND = {
    "LATIN": SOUNDS,
    "CYRILLIC": CYRILLIC_SOUNDS,
    "ARABIC": ARABIC_SOUNDS,
    "ETHIOPIC": ETHIOPIC_SOUNDS,
}
SEEN_ALIKE = (
    ("rn", "m"), ("m", "rn"), ("l", "1"), ("O", "0"), ("o", "0"), ("I", "l"), ("l", "I"), ("cl", "d"), ("d", "cl"),
    ("S", "5"), ("B", "8"), ("vv", "w"), ("w", "vv"), ("h", "li"), ("e", "c"), ("i", "í"), ("g", "q"), ("Z", "2"),
    ("п", "л"), ("н", "и"), ("ш", "ш,"), ("О", "0"), ("З", "3"), ("б", "6"), ("ب", "پ"), ("ت", "ث"), ("ر", "ز"),
    ("ن", "ت"), ("ף", "ך"), ("ר", "ד"), ("ו", "ז"),
)  # fmt: skip
KEYBOARD = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk",
    "k": "jl", "l": "ko", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "wa", "r": "et", "s": "ad", "t": "ry",
    "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "x",
}  # fmt: skip
ALPHABETIC = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN", "ARABIC"})
ABD = re.compile(r"\bAbd(?:el|ul| al| el)?[- ]?(?=[A-Z])")


def once(text: str, pairs: tuple[tuple[str, str], ...], chance: Random) -> str | None:
    """Return the text with one of the exchanges that fit, in either direction, made once."""
    both = [*pairs, *((second, first) for first, second in pairs)]
    low = text.lower() if len(text.lower()) == len(text) else text
    places = [(found.start(), a, b) for a, b in both for found in re.finditer(re.escape(a), low)]
    if not places:
        return None
    place, old, new = chance.choice(places)
    shown = new.capitalize() if text[place].isupper() else new
    return text[:place] + shown + text[place + len(old) :]


def same_sound(text: str, _: Identity, chance: Random) -> str | None:
    """Write one sound otherwise."""
    return once(text, SAME_SOUND.get(script(text), ()), chance)


def two_sounds(text: str, who: Identity, chance: Random) -> str | None:
    """Write two sounds otherwise, in names long enough to stay known."""
    first = same_sound(text, who, chance) if len(text) > 9 else None
    return same_sound(first, who, chance) if first else None


def sound_alone(text: str, who: Identity, chance: Random) -> str | None:
    """Write one sound of a long part otherwise, the part standing alone."""
    part = long_part(text, who, chance)
    return same_sound(part, who, chance) if part else None


def long_part(text: str, who: Identity, chance: Random) -> str | None:
    """Return a part of six letters or more that is no word."""
    parts = [part for part in distinctive(text) if len(part) >= 6 and part.casefold() not in who.words]
    return chance.choice(parts) if parts and who.lang not in SYLLABIC else None


def doubled(text: str, _: Identity, chance: Random) -> str | None:
    """Double a consonant, or write a double one once."""
    if script(text) not in {"LATIN", "CYRILLIC", "GREEK"}:
        return None
    pairs = [found.start() for found in re.finditer(r"([^\W\d_])\1", text.lower())]
    if pairs and chance.random() < 0.6 and len(text.lower()) == len(text):
        place = chance.choice(pairs)
        return text[:place] + text[place + 1 :]
    places = [i for i in range(1, len(text) - 1) if text[i].lower() in "bdfgklmnprstzлмнпркст"]
    return text[: (place := chance.choice(places))] + text[place] + text[place:] if places else None


def vowels(text: str, _: Identity, chance: Random) -> str | None:
    """Leave out a short vowel between consonants, or lengthen one."""
    places = [
        i for i in range(2, len(text) - 1) if text[i] in "aeiou" and text[i - 1].isalpha() and text[i + 1].isalpha()
    ]
    if not places or script(text) != "LATIN":
        return None
    place = chance.choice(places)
    return text[:place] + text[place] * chance.choice((0, 2)) + text[place + 1 :]


def mistyped(text: str, _: Identity, chance: Random) -> str | None:
    """Make one slip of the fingers in a word of five letters or more."""
    words = list(re.finditer(r"[^\W\d_]{5,}", text))
    if not words or script(text) not in ALPHABETIC:
        return None
    word = chance.choice(words)
    place = chance.randint(word.start() + 1, word.end() - 2)
    here, after = text[place], text[place + 1]
    near = chance.choice(KEYBOARD.get(here, here + here))
    slips = (after + here, here + here + after, after, near + after)
    return text[:place] + chance.choice([slip for slip in slips if slip != here + after]) + text[place + 2 :]


def part_mistyped(text: str, who: Identity, chance: Random) -> str | None:
    """Make one slip in a long part that stands alone."""
    part = long_part(text, who, chance)
    return mistyped(part, who, chance) if part else None


def misread(text: str, _: Identity, chance: Random) -> str | None:
    """Write what a scanner takes a letter for."""
    return once(text, SEEN_ALIKE, chance) if script(text) in {"LATIN", "CYRILLIC", "ARABIC", "HEBREW"} else None


def misheard(text: str, who: Identity, chance: Random) -> str | None:
    """Write what a machine hears: small letters, and two other sounds, or one and a word cut in two."""
    if script(text) != "LATIN":
        return None
    if chance.random() < 0.5:
        heard = two_sounds(text, who, chance)
        return heard.lower() if heard else None
    heard = same_sound(text, who, chance)
    return cut(heard.lower(), who, chance) if heard else None


def cut(text: str, _: Identity, chance: Random) -> str | None:
    """Cut a long word in two, as a correcting keyboard does."""
    words = list(re.finditer(r"[^\W\d_]{6,}", text))
    if not words or script(text) not in ALPHABETIC:
        return None
    word = chance.choice(words)
    place = chance.randint(word.start() + 3, word.end() - 3)
    return text[:place] + " " + text[place:]


def servant(text: str, _: Identity, chance: Random) -> str | None:
    """Write Abd al- otherwise."""
    form = chance.choice(("Abdul", "Abdel", "Abdoul ", "Abdul ", "Abd-el-", "Abdal", "Abd ul-", "Abdou"))
    written = ABD.sub(form, text.replace("Abd al-", "Abdel "))
    return written if ABD.search(text) or "Abd al-" in text else None


def article(text: str, _: Identity, chance: Random) -> str | None:
    """Write the Arabic article otherwise, or leave it out."""
    if script(text) == "ARABIC":
        return text.replace(" ال", " ") if " ال" in text else None
    form = chance.choice(("el-", "El ", "Al-", "", "al ", "l-", "ul-"))
    return re.sub(r"\bal-", form, text) if "al-" in text else None


def son_of(text: str, who: Identity, chance: Random) -> str | None:
    """Put the word for child between the parts, where a father's name may stand."""
    forms = {"ara": "bin", "som": "ina", "ful": "bii", "heb": "ben", "tur": "oğlu", "kmr": "kurê", "amh": "yä"}
    first, _space, rest = text.partition(" ")
    if who.lang not in forms or not rest or script(text) != "LATIN":
        return None
    return f"{first}{CLOSE} {forms[who.lang]} {OPEN}{rest}"


def unnamed_between(text: str, _: Identity, chance: Random) -> str | None:
    """Put another initial or name between the parts."""
    first, _space, rest = text.partition(" ")
    if not rest or script(text) not in {"LATIN", "CYRILLIC"}:
        return None
    between = chance.choice(("X.", "Q.", "J. R.")) if script(text) == "LATIN" else "Ж."
    return f"{first}{CLOSE} {between} {OPEN}{rest}"


def accents_shifted(text: str, _: Identity, chance: Random) -> str | None:
    """Put an accent where none is, as careful but foreign writers do."""
    table = {"a": "áàâä", "e": "éèêë", "i": "íïî", "o": "óôö", "u": "úûü"}
    places = [i for i, letter in enumerate(text) if letter in table]
    if not places:
        return None
    place = chance.choice(places)
    return text[:place] + chance.choice(table[text[place]]) + text[place + 1 :]


def endings_lost(text: str, who: Identity, chance: Random) -> str | None:
    """Leave out the last letter of a long part beside another part, as a careless copy does."""
    part = part_alone(text, who, chance)
    return text.replace(part, part[:-1]) if part and len(part) >= 6 else None


SPELLING = (
    Variant("same sound", HARD, same_sound),
    Variant("two sounds", HARD, two_sounds, PERSONS),
    Variant("same sound, part alone", HARD, sound_alone, PERSONS),
    Variant("double letters", HARD, doubled),
    Variant("vowels", HARD, vowels),
    Variant("typing error", HARD, mistyped),
    Variant("typing error, part alone", HARD, part_mistyped, PERSONS),
    Variant("OCR confusion", HARD, misread),
    Variant("misheard", HARD, misheard, PERSONS),
    Variant("word cut in two", HARD, cut),
    Variant("Abd al-", HARD, servant, PERSONS),
    Variant("article", HARD, article),
    Variant("child of", HARD, son_of, PERSONS),
    Variant("another initial", HARD, unnamed_between, PERSONS),
    Variant("accents added", HARD, accents_shifted),
    Variant("last letter lost", HARD, endings_lost, PERSONS),
)
