"""Disguise a name on purpose, or as file names, tags and handles do."""

import base64
import re
import unicodedata
from random import Random

from tests.adversary.model import CLOSE, NAMES, OPEN, PERSONS, STRETCH, Identity, Variant, script
from tests.adversary.order import CASELESS, PARTICLES, SYLLABIC

LEET = str.maketrans("aeiostAEIOST", "431057431057")
FACES = ("😀", "🔥", "❤️", "⭐")


def clusters(text: str) -> list[str]:
    """Return letters with the marks that belong to them."""
    found: list[str] = []
    for letter in text:
        if found and (unicodedata.category(letter)[0] == "M" or found[-1][-1] == "\u200c"):
            found[-1] += letter
        else:
            found.append(letter)
    return found


def spelled(text: str, _: Identity, chance: Random) -> str:
    """Write a sign between letters."""
    return chance.choice((" ", "-", ".", "_", "·", "*", " . ")).join(clusters(text.replace(" ", "")))


def words_spelled(text: str, _: Identity, chance: Random) -> str:
    """Write a space between letters, and three between words."""
    return "   ".join(" ".join(clusters(word)) for word in text.split(" "))


def leet(text: str, _: Identity, __: Random) -> str | None:
    """Write digits for letters."""
    return text.translate(LEET) if script(text) == "LATIN" else None


def initials_only(text: str, who: Identity, chance: Random) -> str | None:
    """Write initials and nothing else."""
    parts = [part for part in re.split("[ -]", text) if part.casefold() not in PARTICLES]
    if len(parts) < 3 or who.lang in SYLLABIC or script(text) in CASELESS:
        return None
    return chance.choice((". ", ".")).join(part[0] for part in parts) + "."


def backwards(text: str, _: Identity, __: Random) -> str:
    """Write the letters from the last to the first."""
    return "".join(reversed(clusters(text)))


def hashtag(text: str, _: Identity, chance: Random) -> str:
    """Write a hashtag."""
    return "#" + chance.choice(("", "_")).join(capital(word) for word in words(text))


def camel(text: str, _: Identity, chance: Random) -> str:
    """Write one word with capitals inside, as programs do, or a handle."""
    parts = words(text)
    return chance.choice(("@", "")) + parts[0].lower() + "".join(capital(word) for word in parts[1:])


def handle(text: str, _: Identity, chance: Random) -> str:
    """Write a handle in small letters with a year."""
    glue = chance.choice(("", "_", "."))
    return f"@{glue.join(words(text)).lower()}{CLOSE}{chance.choice(('', '88', '_1', '1979'))}{OPEN}"


def file_name(text: str, _: Identity, chance: Random) -> str:
    """Write the name of a file."""
    glue = chance.choice("-_.")
    start, end = chance.choice((("interview_", "_final.docx"), ("", "-2.m4a"), ("scan.", ".pdf"), ("notes-", "-v3.md")))
    return f"{CLOSE}{start}{OPEN}{glue.join(words(text))}{CLOSE}{end}{OPEN}"


def slug(text: str, _: Identity, chance: Random) -> str:
    """Write the end of an address."""
    return f"{CLOSE}https://pages.example/{OPEN}{'-'.join(words(text)).lower()}{CLOSE}-{chance.randint(2, 99)}{OPEN}"


def words(text: str) -> list[str]:
    """Return the words of a name without accents, as machines write them."""
    if script(text) == "LATIN":
        text = "".join(letter for letter in unicodedata.normalize("NFD", text) if unicodedata.category(letter) != "Mn")
    return [word for word in re.split(r"[^\w\u0300-\u036f\u0900-\u109f]+", text) if word] or [text]


def capital(word: str) -> str:
    """Return a word whose first letter is a capital."""
    return word[:1].upper() + word[1:]


def faces(text: str, _: Identity, chance: Random) -> str:
    """Put a small picture between letters."""
    return chance.choice(FACES).join(clusters(text.replace(" ", "")))


def in_base64(text: str, _: Identity, __: Random) -> str:
    """Write the name in base64."""
    return base64.b64encode(text.encode()).decode()


def with_number(text: str, _: Identity, chance: Random) -> str:
    """Put a number at the end of the name, without a space."""
    return f"{text}{CLOSE}{chance.randint(1, 99)}{OPEN}"


STRETCHED = (
    Variant("letters apart", STRETCH, spelled),
    Variant("letters and words apart", STRETCH, words_spelled),
    Variant("leet", STRETCH, leet),
    Variant("initials only", STRETCH, initials_only, PERSONS),
    Variant("backwards", STRETCH, backwards),
    Variant("hashtag", STRETCH, hashtag),
    Variant("camel case", STRETCH, camel, PERSONS),
    Variant("handle", STRETCH, handle, PERSONS),
    Variant("file name", STRETCH, file_name),
    Variant("slug", STRETCH, slug),
    Variant("pictures between", STRETCH, faces),
    Variant("base64", STRETCH, in_base64, NAMES | {"phone", "email", "id"}, noise=True),
    Variant("number at the end", STRETCH, with_number, NAMES),
)
