"""Disguise a name by what page and text formats put into it; every reader of the page sees the name alone."""

import re
from html.entities import codepoint2name
from random import Random
from urllib.parse import quote

from tests.adversary.model import CLOSE, CORE, EVERY, HARD, NAMES, OPEN, PERSONS, Identity, Variant, bare

HYPHENS = "-\u2010\u00ad¬"
ADDRESSED = NAMES | {"phone", "email", "handle", "id"}


def halved(text: str, chance: Random) -> tuple[str, str]:
    """Return a text cut in two inside a word, before a letter that is no combining mark."""
    places = [place for place in range(1, len(text)) if text[place - 1].isalnum() and text[place].isalnum()]
    place = chance.choice(places or [len(text)])
    return text[:place], text[place:]


def emphasised(text: str, _: Identity, chance: Random) -> str:
    """Put Markdown emphasis around some letters or some words."""
    mark = chance.choice(("**", "*", "***", "~~", "=="))
    first, second = halved(text, chance)
    parts = text.split(" ")
    return chance.choice(
        (f"{mark}{first}{mark}{second}", " ".join(f"{mark}{part}{mark}" for part in parts), f"__{text}__")
    )


def tagged(text: str, _: Identity, chance: Random) -> str:
    """Put an HTML element around some letters."""
    first, second = halved(text, chance)
    tag = chance.choice(("b", "i", "em", "span", "mark", "u"))
    return f"{CLOSE}<{tag}>{OPEN}{first}{CLOSE}</{tag}>{OPEN}{second}"


def entities(text: str, _: Identity, chance: Random) -> str:
    """Write letters as character references."""
    forms = ("&#{};", "&#x{:x};", "&#x{:04X};")
    form = chance.choice(forms)
    return "".join(form.format(ord(letter)) if letter != " " else "&#32;" for letter in text)


def some_entities(text: str, _: Identity, chance: Random) -> str:
    """Write some letters as character references, those with a name by their name."""
    return "".join(
        (f"&{codepoint2name[ord(letter)]};" if ord(letter) in codepoint2name else f"&#{ord(letter)};")
        if letter != " " and chance.random() < 0.4
        else letter
        for letter in text
    )


def percent(text: str, _: Identity, chance: Random) -> str:
    """Write letters as in an address."""
    whole = chance.random() < 0.3
    return "".join(f"%{byte:02X}" for byte in text.encode()) if whole else quote(text, safe="")


def linked(text: str, _: Identity, chance: Random) -> str:
    """Make the name the words of a link or of an image."""
    return chance.choice(
        (
            f"{CLOSE}[{OPEN}{text}{CLOSE}](https://pages.example/p/7){OPEN}",
            f"{CLOSE}![{OPEN}{text}{CLOSE}](images/0017.png){OPEN}",
            f'{CLOSE}<img src="0017.png" alt="{OPEN}{text}{CLOSE}">{OPEN}',
            f"{CLOSE}[{OPEN}{text}{CLOSE}][3]{OPEN}",
        )
    )


def in_target(text: str, _: Identity, chance: Random) -> str:
    """Make the name part of the address that a link leads to."""
    slug = quote(text.replace(" ", chance.choice(("-", "_", "%20"))), safe="%-_")
    return f"{CLOSE}[page](https://pages.example/{OPEN}{slug}{CLOSE}){OPEN}"


def footnoted(text: str, _: Identity, chance: Random) -> str:
    """Put the mark of a footnote after a part."""
    mark = chance.choice(("[^1]", "¹", "[1]", "*", "†", "<sup>2</sup>"))
    first, _space, rest = text.partition(" ")
    return f"{first}{CLOSE}{mark} {OPEN}{rest}" if rest else f"{first}{CLOSE}{mark}{OPEN}"


def broken(text: str, _: Identity, chance: Random) -> str | None:
    """Break the line between parts, in a quotation, a list or a comment of code too."""
    start = chance.choice(("\n", "\r\n", "\n> ", "\n  ", "  \n", "<br>\n", "\n// ", "\\\n"))
    tidy = f"{CLOSE}{start}{OPEN}"
    return text.replace(" ", tidy, 1) if " " in text else None


def hyphenated(text: str, _: Identity, chance: Random) -> str | None:
    """Break the line inside a word, with a hyphen."""
    first, second = halved(text, chance)
    return f"{first}{chance.choice(HYPHENS)}\n{second}" if second else None


def escaped(text: str, _: Identity, __: Random) -> str:
    """Write every letter as in a string of JSON or of a program."""
    units = text.encode("utf-16-be")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))


def css_escaped(text: str, _: Identity, __: Random) -> str:
    """Write letters beyond ASCII as Python or Rust print them."""
    return "".join(letter if letter.isascii() else f"\\u{{{ord(letter):x}}}" for letter in text)


def backslashed(text: str, _: Identity, __: Random) -> str | None:
    """Put a backslash before what Markdown might take for markup."""
    return re.sub(r"([-_.'()*])", r"\\\1", text) if re.search(r"[-_.'()*]", text) else None


def commented(text: str, _: Identity, chance: Random) -> str:
    """Put an empty comment inside the name."""
    first, second = halved(text, chance)
    return f"{first}{CLOSE}<!-- -->{OPEN}{second}"


def quoted(text: str, _: Identity, chance: Random) -> str | None:
    """Put a nickname that nobody told between the parts."""
    first, _space, rest = text.partition(" ")
    nick = chance.choice(("“the small”", "(known to all)", "„der Kleine“", "«la petite»"))
    return f"{first}{CLOSE} {nick} {OPEN}{rest}" if rest else None


def unbraced(text: str, who: Identity, chance: Random) -> str:
    """Write a mark-up element whose attribute holds the name."""
    return f'{CLOSE}<a title="{OPEN}{bare(text)}{CLOSE}" href="#n{chance.randint(1, 9)}">x</a>{OPEN}'


MARKUP = (
    Variant("emphasis", CORE, emphasised),
    Variant("HTML inside", CORE, tagged),
    Variant("character references", CORE, entities, ADDRESSED),
    Variant("some references", CORE, some_entities, ADDRESSED),
    Variant("percent", CORE, percent, ADDRESSED),
    Variant("link or image", CORE, linked, EVERY),
    Variant("link target", CORE, in_target),
    Variant("footnote", CORE, footnoted, PERSONS),
    Variant("line break", CORE, broken),
    Variant("hyphenated line", HARD, hyphenated),
    Variant("escaped as JSON", CORE, escaped, ADDRESSED),
    Variant("escaped with braces", HARD, css_escaped),
    Variant("backslashes", CORE, backslashed, NAMES | {"email", "handle", "phone"}),
    Variant("comment inside", CORE, commented),
    Variant("nickname between", HARD, quoted, PERSONS),
    Variant("attribute", CORE, unbraced, EVERY),
)
