"""Disguise invented names in every way that needs no guessing, and judge whether they still can be read.

The generator derives hundreds of kinds for a name; the judge shares no code with the gate: it undoes what the
generator can do with tables of its own and looks for the bare letters of each part.
"""

import html
import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from urllib.parse import quote, unquote

Change = Callable[[str], str]

NAMES = {
    "latin": "Saffron Kemiri",
    "latin short": "Dalu Akbi",
    "latin three": "Nutmi Galangi Zedoar",
    "diacritics": "Şîlan Zencefîl",
    "turkish": "Işıl Kekiköğlu",
    "polish": "Łucja Goździk",
    "article": "Sumak al-Tarkhun",
    "apostrophe": "Sa'atar Ba'harat",
    "sorani": "زەنجەفیل دارچینی",
    "sorani letters": "هێلان کەڕەوزی",
    "arabic": "زعفران الكزبري",
    "arabic kunya": "أبو كركم السماقي",
    "persian": "زردچوبه گلپری",
    "russian": "Шафран Куркумов",
    "ukrainian": "Імбир Гвоздикий",
    "greek": "Κύμινος Μαραθάκης",
    "armenian": "Ուրց Համեմյան",
}
"""Invented people, all named after spices."""


def _pairs(latin: str, others: str) -> dict[str, str]:
    return dict(zip(latin, others, strict=True))


_TWINS = {
    "cyrillic": _pairs("aceopxyijsABCEHIKMOPTXSJ", "асеорхуіјѕАВСЕНІКМОРТХЅЈ"),
    "greek": _pairs("oivkABEHIKMNOPTXYZ", "οινκΑΒΕΗΙΚΜΝΟΡΤΧΥΖ"),
    "armenian": _pairs("ouhnOSU", "օսհոՕՏՍ"),
}
_UNTWINNED = {twin: letter for table in _TWINS.values() for letter, twin in table.items()}

_KEYBOARDS = {
    "arabic keyboard": _pairs("کیەۆڕڵڤ", "كيهورلف"),
    "persian keyboard": _pairs("كيىةأإآ", "کییهااا"),
    "maqsura": _pairs("يیة", "ىىه"),
    "sorani keyboard": _pairs("يكهةور", "ێکەەۆڕ"),
}
_ONE_ARABIC = _pairs("كيىێەةۆڕڵڤأإآؤئھٱ", "کیییههورلفاااویها")

_MATH = {"bold": 0x1D400, "italic": 0x1D434, "script": 0x1D4D0, "sans": 0x1D5A0, "mono": 0x1D670}


def _styled(base: int) -> Change:
    """Return the change to mathematical letters that start at *base*."""

    def change(text: str) -> str:
        return "".join(
            chr(base + ord(c) - (65 if c.isupper() else 71)) if c.isascii() and c.isalpha() and c != "h" else c
            for c in text
        )

    return change


def _plain(text: str) -> str:
    """Take the marks off Latin and Cyrillic letters."""
    kept = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in kept if unicodedata.category(c) != "Mn"))


def _map(table: dict[str, str]) -> Change:
    return lambda text: "".join(table.get(c, c) for c in text)


def _between(sign: str) -> Change:
    """Return the change that puts *sign* between all letters of each word."""
    return lambda text: " ".join(sign.join(word) for word in text.split(" "))


def _middle(sign: str) -> Change:
    """Return the change that puts *sign* into the middle of each word."""
    return lambda text: " ".join(f"{w[: len(w) // 2]}{sign}{w[len(w) // 2 :]}" for w in text.split(" "))


def _around_middle(before: str, after: str) -> Change:
    """Return the change that marks up one letter in each word."""

    def change(text: str) -> str:
        words = text.split(" ")
        return " ".join(f"{w[: len(w) // 2]}{before}{w[len(w) // 2]}{after}{w[len(w) // 2 + 1 :]}" for w in words)

    return change


def _each(form: str) -> Change:
    """Return the change of each letter to *form* with its code point."""
    return lambda text: "".join(form.format(ord(c)) if c != " " else c for c in text)


def _wide(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def _ringed(text: str) -> str:
    return "".join(
        chr(0x24B6 + ord(c) - 65 + (0 if c.isupper() else -6)) if c.isascii() and c.isalpha() else c for c in text
    )


LETTERS: dict[str, Change] = {
    "as given": lambda text: text,
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "without marks": _plain,
    "full width": _wide,
    "ringed": _ringed,
    **{f"mathematical {name}": _styled(base) for name, base in _MATH.items()},
    **{f"{name} twins": _map(table) for name, table in _TWINS.items()},
    "latin twins": _map(_UNTWINNED),
    **{name: _map(table) for name, table in _KEYBOARDS.items()},
    "zero width spaces": _between("\u200b"),
    "zero width joiner": _middle("\u200d"),
    "zero width non-joiner": _middle("\u200c"),
    "soft hyphens": _between("\u00ad"),
    "word joiner": _middle("\u2060"),
    "byte order mark": _middle("\ufeff"),
    "left to right mark": _middle("\u200e"),
    "isolates": _around_middle("\u2068", "\u2069"),
    "grapheme joiner": _middle("\u034f"),
    "variation selector": _middle("\ufe0f"),
    "tatweel": _middle("ـــ"),
    "fatha": _between("\u064e"),
    "shadda and kasra": _middle("\u0651\u0650"),
    "acute": _between("\u0301"),
    "struck": _between("\u0336"),
    "null": _middle("\x00"),
    "backspace": _middle("\x08"),
    "carriage return": _middle("\r"),
}

CASES: dict[str, Change] = {
    "as given": lambda text: text,
    "lower": str.lower,
    "upper": str.upper,
    "swapped": str.swapcase,
}

JOINTS = {
    "space": " ", "two spaces": "  ", "no-break space": "\u00a0", "narrow space": "\u202f", "wide space": "\u3000",
    "tab": "\t", "line": "\n", "line and quote": "\n> ", "line and indent": "\n    ", "hyphen": "-",
    "no-break hyphen": "\u2011", "dash": " – ", "dot": ".", "underscore": "_", "slash": "/", "plus": "+",
    "comma": ", ", "zero width": "\u200b", "stars": "** **", "tags": "</b> <i>", "line tag": "<br>",
    "entity": "&nbsp;", "percent": "%20", "double percent": "%2520", "glued": "", "middle dot": "·",
}  # fmt: skip

MARKUP: dict[str, Change] = {
    "strong": lambda text: f"**{text}**",
    "emphasis": lambda text: f"_{text}_",
    "emphasis inside": _around_middle("*", "*"),
    "strong inside": _around_middle("**", "**"),
    "underscores inside": _around_middle("_", "_"),
    "strikethrough inside": _around_middle("~~", "~~"),
    "code inside": _around_middle("`", "`"),
    "tag inside": _around_middle("<b>", "</b>"),
    "styled tag inside": _around_middle('<span style="color:red">', "</span>"),
    "break opportunity": _middle("<wbr>"),
    "empty comment inside": _middle("<!-- -->"),
    "comment inside": _middle("<!-- x -->"),
    "link inside": _around_middle("[", "](https://example.org)"),
    "footnote inside": _middle("[^1]"),
    "inline footnote inside": _middle("^[two words]"),
    "footnote after": lambda text: f"{text}[^1]",
    "escape inside": _middle("\\"),
    "link text": lambda text: f"[{text}](https://example.org)",
    "link target": lambda text: f"[him](https://example.org/{text.replace(' ', '-')})",
    "link target, relative": lambda text: f"[him]({text.replace(' ', '_')}.html)",
    "link target, percent": lambda text: f"[him](https://example.org/{quote(text)})",
    "link target, all percent": lambda t: "[him](/" + "".join(f"%{b:02X}" for b in t.encode()) + ")",
    "link title": lambda text: f'[him](https://example.org "{text}")',
    "reference": lambda text: f"[him][{text}]",
    "reference definition": lambda text: f'[1]: https://example.org "{text}"',
    "image": lambda text: f"![{text}](face.jpg)",
    "footnote": lambda text: f"[^1]: {text}",
    "heading": lambda text: f"\n## {text}\n",
    "quotation": lambda text: f"\n> {text}\n",
    "list item": lambda text: f"\n* {text}\n",
    "table": lambda text: f"\n| {text} | 40 |\n",
    "code": lambda text: f"`{text}`",
    "comment": lambda text: f"<!-- {text} -->",
    "attribute": lambda text: f'<img alt="{text}" src="x.png">',
    "autolink": lambda text: f"<https://example.org/?q={text.replace(' ', '+')}>",
    "brackets": lambda text: f"({text})",
    "quotation marks": lambda text: f"“{text}”",
    "decimal entities": _each("&#{};"),
    "padded entities": _each("&#{:06d};"),
    "hexadecimal entities": _each("&#x{:x};"),
    "capital hexadecimal entities": _each("&#X{:X};"),
    "double entities": _each("&amp;#{};"),
    "threefold entities": _each("&amp;amp;#x{:x};"),
    "one entity": lambda text: f"&#{ord(text[0])};{text[1:]}",
    "percent": quote,
    "double percent": lambda text: quote(quote(text)),
    "entity and percent": lambda text: quote(text).replace("%", "&#37;"),
    "spaced": _between(" "),
    "widely spaced": lambda text: "   ".join(" ".join(word) for word in text.split(" ")),
    "dotted": _between("."),
    "hyphened": _between("-"),
    "in lines": _between("\n"),
    "line in word": _middle("\n"),
    "hyphen and line in word": _middle("-\n"),
    "soft hyphen and line in word": _middle("\u00ad\n"),
    "quoted line in word": _middle("-\n> "),
    "hyphen in word": _middle("-"),
    "dot in word": _middle("."),
    "slash in word": _middle("/"),
    "no-break space in word": _middle("\u00a0"),
}

TAILS = {
    "possessive": "'s", "curly possessive": "’s", "plural possessive": "s'", "izafe": "'ê", "genitive": "'ın",
    "full stop": ".", "digits": "1987", "question": "?", "dash": "—", "bracket": ")",
}  # fmt: skip
_PROCLITICS = ("و", "ف", "ب", "ل", "ك", "وال", "بال", "ال")


def _slug(text: str, sign: str) -> str:
    return re.sub("['-]", "", text.replace(" ", sign))


WHOLES: dict[str, Change] = {
    "handle": lambda text: f"x.com/{_slug(text, '')}",
    "account": lambda text: f"@{_slug(text, '_').lower()}",
    "hash tag": lambda text: f"#{_slug(text, '')}",
    "e-mail": lambda text: f"{_slug(text, '.').lower()}@example.org",
    "e-mail, first part": lambda text: f"{text.split(' ')[0].lower()}@example.org",
    "link": lambda text: f"https://example.org/people/{_slug(text, '-')}?id=7",
    "link, percent": lambda text: f"https://example.org/{quote(text)}/photos",
    "file": lambda text: f"{_slug(text, '_')}_2016_final.mp3",
    "path": lambda text: f"C:\\Users\\{_slug(text, '.')}\\notes.txt",
    "camel": lambda text: _slug(text.title(), ""),
    "glued with digits": lambda text: f"{_slug(text, '').lower()}1987",
    "glued with a word": lambda text: f"team{_slug(text, '').lower()}",
}


def _reversed(name: str) -> str:
    first, *middle, last = name.split(" ")
    return " ".join([last, *middle, first])


@dataclass(frozen=True, slots=True)
class Disguise:
    """One name in one disguise, in a sentence."""

    kind: str
    name: str
    text: str


def disguises(name: str) -> Iterator[Disguise]:
    """Yield *name* in every kind of disguise, most of them alone and many in twos."""
    for kind, form in _forms(name):
        if form and not form.isspace():
            yield Disguise(kind, name, f"We met {form} at the well.")


def _forms(name: str) -> Iterator[tuple[str, str]]:
    """Yield each kind and the name in it."""
    yield from _forms_of_whole(name)
    for part in name.split(" "):
        if len(part) >= 4 and "-" not in part:
            yield from _forms_of_part(part)
    if "\u0600" <= name[0] <= "\u06ff":
        yield "without articles", " ".join(part.removeprefix("ال") for part in name.split(" "))
        for proclitic in _PROCLITICS:
            yield f"proclitic: {proclitic}", proclitic + name.removeprefix("ال")


def _forms_of_whole(name: str) -> Iterator[tuple[str, str]]:
    """Yield each kind and a whole name in it."""
    for (letters, change), (case, cased) in product(LETTERS.items(), CASES.items()):
        yield f"letters: {letters}, {case}", change(cased(name))
    for (joint, sign), (case, cased) in product(JOINTS.items(), CASES.items()):
        yield f"joint: {joint}, {case}", cased(name).replace(" ", sign)
        yield f"turned, joint: {joint}, {case}", cased(_reversed(name)).replace(" ", sign)
    for (markup, change), (case, cased) in product(MARKUP.items(), CASES.items()):
        yield f"markup: {markup}, {case}", change(cased(name))
    for letters, markup in product(LETTERS, ("decimal entities", "strong inside", "tag inside", "link target")):
        yield f"letters and markup: {letters}, {markup}", MARKUP[markup](LETTERS[letters](name))
    for whole, change in WHOLES.items():
        yield f"whole: {whole}", change(name)


def _forms_of_part(part: str) -> Iterator[tuple[str, str]]:
    """Yield each kind and a lone part of a name in it."""
    for tail, end in TAILS.items():
        yield f"part, tail: {tail}", part + end
    for markup, change in MARKUP.items():
        yield f"part, markup: {markup}", change(part)
    for letters, change in LETTERS.items():
        yield f"part, letters: {letters}", change(part)
        yield f"part, letters and markup: {letters}", _around_middle("*", "*")(change(part))


def chained(name: str, chance: random.Random) -> Disguise:
    """Return *name* in a disguise of several kinds, one on top of the other."""
    case, letters, joint, markup = (chance.choice(list(kinds)) for kinds in (CASES, LETTERS, JOINTS, MARKUP))
    parts = LETTERS[letters](CASES[case](name)).split(" ")
    chosen = chance.choice([parts, parts[::-1], [part for part in parts if len(part) > 4][:1] or parts])
    form = MARKUP[markup](" ".join(chosen)) if chance.random() < 0.7 else JOINTS[joint].join(chosen)
    return Disguise(f"{case}, {letters}, {joint}, {markup}", name, f"We met {form} at the well.")


# --- the judge ------------------------------------------------------------------------------------------


def readable(text: str) -> str:
    """Return the bare letters that a patient reader gets out of *text*."""
    for _ in range(4):
        text = unquote(html.unescape(text))
    text = re.sub(r"<[^<>]*>|\]\([^)]*\)|\[\^\d\]|\^\[[^]]*\]", "", text) + " " + text
    text = unicodedata.normalize("NFKD", text)
    text = "".join(_ONE_ARABIC.get(c, c) for c in text if unicodedata.category(c) not in ("Mn", "Cf", "Cc", "Me"))
    return "".join(c for c in text.replace("ـ", "") if c.isalpha()).casefold().translate(_SAME)


_SAME = str.maketrans({"ı": "i", "ł": "l", "ς": "σ"})


def leaks(name: str, text: str) -> list[str]:
    """Return the runs of four letters of *name* that can be read in *text*, in its script or by twins."""
    bare = readable(text)
    latin = _untwinned(bare)
    runs = {part[i : i + 4] for part in map(_bare, re.split(r"[ -]", name)) for i in range(len(part) - 3)}
    return sorted(run for run in runs if run in bare or _untwinned(run) in latin)


def _untwinned(letters: str) -> str:
    return "".join(_UNTWINNED.get(c, c) for c in letters)


def _bare(part: str) -> str:
    bare = readable(part)
    return bare[: len(bare) // 2].removeprefix("ال")
