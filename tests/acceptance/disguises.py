"""Ways in which a name gets into a text without looking like itself: all of the core tier, which needs no guessing.

A kind takes a source of chance and the parts of a name (one or two) and returns the words that go into the
sentence. Kinds that only make sense in some scripts stand in groups of their own.
"""

import random
import re
import unicodedata
from collections.abc import Callable
from functools import partial
from urllib.parse import quote

Kind = Callable[[random.Random, tuple[str, str]], str]

CYRILLIC = str.maketrans("aceopxyijsABCEHKMOPTXIJS", "асеорхуіјѕАВСЕНКМОРТХІЈЅ")
GREEK = str.maketrans("oviABEZHIKMNOPTYX", "ονιΑΒΕΖΗΙΚΜΝΟΡΤΥΧ")
ARMENIAN = str.maketrans("ouhngqjLUOS", "օսհոցզյԼՍՕՏ")
LATIN_FOR_CYRILLIC = str.maketrans("аеорсухіјѕАВЕКМНОРСТХІ", "aeopcyxijsABEKMHOPCTXI")
ARABIC_SWAPS = (
    ("ك", "ک"),
    ("ي", "ی"),
    ("ی", "ى"),
    ("ە", "ه"),
    ("ة", "ه"),
    ("ا", "أ"),
    ("ۆ", "و"),
    ("ێ", "ی"),
    ("ڕ", "ر"),
    ("ڵ", "ل"),
    ("ک", "ك"),
    ("ئ", "ى"),
    ("ه", "ھ"),
)
FORMS = {
    unicodedata.normalize("NFKC", chr(code)): chr(code)
    for code in (*range(0xFB50, 0xFBB2), *range(0xFE80, 0xFEF5))
    if unicodedata.decomposition(chr(code)).startswith("<isolated>")
}


def inside(mark: str, word: str) -> str:
    """Put `mark` into the middle of `word`."""
    middle = len(word) // 2
    return word[:middle] + mark + word[middle:]


def between(mark: str, word: str) -> str:
    """Put `mark` between all letters of `word`."""
    return mark.join(word)


def wrapped(before: str, after: str, word: str) -> str:
    """Put `before` and `after` around a run of letters in the middle of `word`."""
    first, last = max(1, len(word) // 3), max(2, 2 * len(word) // 3)
    return word[:first] + before + word[first:last] + after + word[last:]


def bare(text: str) -> str:
    """Take the marks off the letters of `text`, as somebody without the right keyboard types them."""
    plain = (c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", "".join(plain)).replace("ı", "i")


def marked(chance: random.Random, text: str) -> str:
    """Add a mark to each letter of `text`."""
    return "".join(c + chance.choice("\u0301\u0302\u0308\u0323\u0335") if c.isalpha() else c for c in text)


def styled(capital: int, small: int, text: str) -> str:
    """Write the ASCII letters of `text` in a styled alphabet that starts at these two code points."""

    def one(character: str) -> str:
        if "A" <= character <= "Z":
            return chr(capital + ord(character) - 65)
        return chr(small + ord(character) - 97) if "a" <= character <= "z" else character

    return "".join(map(one, bare(text)))


def entities(template: str, text: str) -> str:
    """Write every letter of `text` as an entity."""
    return "".join(template.format(ord(c)) if c != " " else c for c in text)


def percent(text: str) -> str:
    """Write every byte of `text` in percent encoding."""
    return "".join(f"%{byte:02X}" for byte in text.encode())


def full(parts: tuple[str, str]) -> str:
    """Return the name as it is usually written."""
    return " ".join(part for part in parts if part)


def glued(parts: tuple[str, str]) -> str:
    """Return the name written as one word."""
    return "".join(parts)


def _in_text(pattern: str) -> Kind:
    """Return the kind that writes the whole name into `pattern`."""
    return lambda _, parts: pattern.replace("{}", full(parts)).replace("{glued}", glued(parts).lower())


def by_word(change: Callable[[str], str]) -> Kind:
    """Return the kind that changes each word of the name."""
    return lambda _, parts: " ".join(change(part) for part in parts if part)


def put_inside(mark: str) -> Kind:
    """Return the kind that puts `mark` into each word."""
    return by_word(lambda word: inside(mark, word))


def _around(before: str, after: str) -> Kind:
    """Return the kind that wraps a few letters of each word."""
    return by_word(lambda word: wrapped(before, after, word))


def _before(clitic: str) -> Kind:
    """Return the kind that glues `clitic` to the first part."""
    return lambda _, parts: clitic + parts[0]


def swapped(letter: str, other: str, word: str) -> str:
    """Write `other` where `word` has `letter`."""
    return word.replace(letter, other)


def _joined(mark: str) -> Kind:
    """Return the kind that puts `mark` between the parts, in order."""
    return lambda _, parts: mark.join(part for part in parts if part)


def _with_character(name: str) -> Kind:
    """Return the kind that puts the character called `name` into each word."""
    return put_inside(unicodedata.lookup(name))


INVISIBLE = {
    f"{name.lower()} inside": _with_character(name)
    for name in (
        *("ZERO WIDTH SPACE", "ZERO WIDTH NON-JOINER", "ZERO WIDTH JOINER", "WORD JOINER", "SOFT HYPHEN"),
        *("ZERO WIDTH NO-BREAK SPACE", "RIGHT-TO-LEFT MARK", "LEFT-TO-RIGHT EMBEDDING", "FIRST STRONG ISOLATE"),
        *("COMBINING GRAPHEME JOINER", "VARIATION SELECTOR-16", "MONGOLIAN VOWEL SEPARATOR", "INVISIBLE SEPARATOR"),
        *("TAG LATIN SMALL LETTER A", "INTERLINEAR ANNOTATION ANCHOR", "ARABIC LETTER MARK"),
    )
}
ANY_SCRIPT: dict[str, Kind] = INVISIBLE | {
    "as on the card": _joined(" "),
    "first part alone": lambda _, parts: parts[0],
    "last part alone": lambda _, parts: parts[1] or parts[0],
    "reversed": lambda _, parts: full((parts[1], parts[0])).strip(),
    "reversed with a comma": lambda _, parts: ", ".join(part for part in reversed(parts) if part),
    "zero width space everywhere": by_word(lambda word: between("\u200b", word)),
    "control character inside": put_inside("\x01"),
    "delete character inside": put_inside("\x7f"),
    "two spaces": _joined("  "),
    "tab": _joined("\t"),
    "no-break space": _joined("\u00a0"),
    "narrow space": _joined("\u202f"),
    "ideographic space": _joined("\u3000"),
    "line break": _joined("\n"),
    "carriage return": _joined("\r\n"),
    "line separator": _joined("\u2028"),
    "next line": _joined("\x85"),
    "form feed": _joined("\x0c"),
    "hard break": _joined("  \n"),
    "backslash break": _joined("\\\n"),
    "quoted wrap": _joined("\n> "),
    "deep quoted wrap": _joined("\n> > "),
    "hyphenated break in a word": put_inside("-\n"),
    "soft hyphen break": put_inside("\u00ad\n"),
    "hyphenated break in a quotation": put_inside("-\n> "),
    "hyphen": _joined("-"),
    "dot": _joined("."),
    "underscore": _joined("_"),
    "slash": _joined("/"),
    "comma": _joined(","),
    "ampersand": _joined(" & "),
    "plus": _joined("+"),
    "long dash": _joined("–"),
    "picture between": _joined(" 🌶 "),
    "escaped underscore": _joined("\\_"),
    "parenthesis": _joined(" ("),
    "emphasis inside": _around("*", "*"),
    "strong inside": _around("**", "**"),
    "struck inside": _around("~~", "~~"),
    "underlined inside": _around("__", "__"),
    "code inside": _around("`", "`"),
    "one star inside": put_inside("*"),
    "emphasis around": _in_text("*{}*"),
    "strong around": _in_text("**{}**"),
    "underlines around": _in_text("_{}_"),
    "strong words": by_word(lambda word: f"**{word}**"),
    "code span": _in_text("`{}`"),
    "code fence": _in_text("\n```\n{}\n```\n"),
    "indented code": _in_text("\n\n    {}\n\n"),
    "heading": _in_text("\n\n## {}\n\n"),
    "underlined heading": _in_text("\n\n{}\n---\n\n"),
    "list item": _in_text("\n- {}\n"),
    "numbered item": _in_text("\n1. {}\n"),
    "task": _in_text("\n- [ ] {}\n"),
    "quotation": _in_text("\n> {}\n"),
    "quotation marks": _in_text("“{}”"),
    "guillemets": _in_text("«{}»"),
    "brackets": _in_text("[{}]"),
    "braces": _in_text("{{}}"),
    "angle brackets": _in_text("<{}>"),
    "table cell": _in_text("\n\n| who | when |\n|---|---|\n| {} | noon |\n\n"),
    "table cells": lambda _, parts: "\n\n| " + " | ".join(parts) + " |\n|---|---|\n| a | b |\n\n",
    "link text": _in_text("[{}](https://news.example/a)"),
    "link title": _in_text('[he](https://news.example/a "{}")'),
    "link target": lambda _, parts: f"[he](https://news.example/{quote('-'.join(p for p in parts if p))})",
    "link target unencoded": lambda _, parts: f"[he](https://news.example/{'_'.join(p for p in parts if p)})",
    "link inside a word": _around("[", "](https://news.example/a)"),
    "reference link": _in_text("[he][{}]"),
    "link definition": _in_text('\n\n[1]: https://news.example/a "{}"\n\n'),
    "image alternative": _in_text("![{}](a.png)"),
    "image title": _in_text('![photo](a.png "{}")'),
    "image file": lambda _, parts: f"![photo]({quote('_'.join(p for p in parts if p))}.png)",
    "footnote": _in_text("him[^1]\n\n[^1]: {}\n\n"),
    "footnote mark between": _joined("[^2] "),
    "footnote name": _in_text("him[^{}]"),
    "footnote mark inside": put_inside("[^3]"),
    "tag inside": _around("<b>", "</b>"),
    "tag with attributes inside": _around('<i class="x">', "</i>"),
    "tag inside a link title": lambda _, p: f'[he](https://news.example/a "{inside("<b>", p[0])} {p[1]}")',
    "tag inside a comment": lambda _, p: f"he <!-- {inside('<b>', p[0])} {p[1]} -->",
    "tag inside a link": lambda _, p: f"[he](https://news.example/{inside('<b>', p[0])}{p[1]})",
    "tag inside an attribute": lambda _, p: f'<i title="{inside("<b>", p[0])} {p[1]}">he</i>',
    "comment inside a comment": lambda _, p: f"he <!-- {inside('<!---->', p[0])} {p[1]} -->",
    "link inside a comment": lambda _, p: f"he <!-- {wrapped('[', '](a.png)', p[0])} {p[1]} -->",
    "emphasis inside a comment": lambda _, p: f"he <!-- {inside('**', p[0])} {p[1]} -->",
    "entity inside an attribute": lambda _, p: f'<i title="{entities("&#{};", p[0])} {p[1]}">he</i>',
    "empty tag inside": put_inside("<wbr>"),
    "line break tag inside": put_inside("<br/>"),
    "line break tag between": _joined("<br>"),
    "tags around words": by_word(lambda word: f"<em>{word}</em>"),
    "attribute": _in_text('<span title="{}">he</span>'),
    "single quoted attribute": _in_text("<a name='{}'>he</a>"),
    "comment": _in_text("he <!-- {} -->"),
    "comment inside": put_inside("<!-- x -->"),
    "long comment": _in_text("he <!--\nask {}\nagain\n-->"),
    "open comment": _in_text("he <!-- {}"),
    "processing instruction": _in_text("<?who {}?>"),
    "declaration": _in_text("<!who {}>"),
    "decimal entities": lambda _, parts: entities("&#{};", full(parts)),
    "hexadecimal entities": lambda _, parts: entities("&#x{:x};", full(parts)),
    "capital X entities": lambda _, parts: entities("&#X{:X};", full(parts)),
    "long entities": lambda _, parts: entities("&#{:07d};", full(parts)),
    "entities without semicolon": lambda _, parts: entities("&#{}", parts[0]) + " ",
    "double entities": lambda _, parts: entities("&amp;#{};", full(parts)),
    "one entity": lambda _, parts: entities("&#{};", parts[0][0]) + parts[0][1:],
    "invisible entity": put_inside("&#8203;"),
    "soft hyphen entity": put_inside("&shy;"),
    "non-joiner entity": put_inside("&zwnj;"),
    "no-break space entity": _joined("&nbsp;"),
    "percent": lambda _, parts: percent(full(parts)),
    "percent in a link": lambda _, parts: f"https://news.example/?who={quote(full(parts))}&p=1",
    "double percent": lambda _, parts: percent(full(parts)).replace("%", "%25"),
    "percent in entities": lambda _, parts: percent(full(parts)).replace("%", "&#37;"),
    "front matter": _in_text("\n\n---\nauthor: {}\n---\n\n"),
    "key and value": _in_text("name={};"),
    "JSON": _in_text('{"name": "{}"}'),
    "file path": lambda _, parts: f"C:\\notes\\{'_'.join(p for p in parts if p)}.docx",
    "digits behind": lambda _, parts: f"{parts[0]}77",
    "digits before": lambda _, parts: f"77{parts[0]}",
    "decomposed": lambda _, parts: unicodedata.normalize("NFD", full(parts)),
    "variation": lambda chance, parts: marked(chance, full(parts)),
    "middle initial": _joined(" M. "),
    "honorific": lambda _, parts: f"Dr. {parts[1] or parts[0]}",
    "honorific and name": lambda _, parts: f"Haji {full(parts)}",
}
CASED: dict[str, Kind] = {
    "capitals": lambda _, parts: full(parts).upper(),
    "small letters": lambda _, parts: full(parts).lower(),
    "small part": lambda _, parts: parts[0].lower(),
    "capital part": lambda _, parts: (parts[1] or parts[0]).upper(),
    "swapped case": lambda _, parts: full(parts).swapcase(),
    "alternating case": by_word(lambda word: "".join(c.upper() if i % 2 else c.lower() for i, c in enumerate(word))),
    "without marks": lambda _, parts: bare(full(parts)),
    "capitals without marks": lambda _, p: bare(full(p)).upper(),
    "glued": lambda _, parts: glued(parts),
    "glued small": lambda _, parts: glued(parts).lower(),
    "glued reversed": lambda _, parts: parts[1] + parts[0],
    "camel case": lambda _, parts: parts[0].lower() + parts[1].capitalize(),
    "hashtag": lambda _, parts: "#" + glued(parts),
    "snake case": lambda _, p: "_".join(filter(None, p)).lower(),
    "slug": lambda _, parts: "-".join(filter(None, parts)).lower(),
    "e-mail local part": lambda _, parts: bare(".".join(filter(None, parts))).lower() + "@post.example",
    "file name": lambda _, parts: bare("_".join(filter(None, parts))) + "_2016.docx",
    "address path": lambda _, parts: f"https://news.example/{bare(glued(parts)).lower()}/1",
    "sub-domain": lambda _, parts: f"https://{bare(glued(parts)).lower()}.example/",
    "fragment": lambda _, parts: f"https://news.example/a#{bare('-'.join(filter(None, parts)))}",
    "possessive": lambda _, parts: full(parts) + "'s",
    "curly possessive": lambda _, parts: parts[0] + "’s",
    "plural possessive": lambda _, parts: (parts[1] or parts[0]) + "s'",
    "elision": lambda _, parts: "d'" + parts[0],
    "Turkish apostrophe": lambda _, parts: parts[0] + "'ın",
    "compound": lambda _, p: f"pro-{p[1] or p[0]}",
    "led": lambda _, parts: f"{parts[0]}-led",
    "initial and family": lambda _, p: f"{p[0][0]}. {p[1] or p[0]}",
    "article": lambda _, parts: f"al-{parts[1] or parts[0]}",
    "kunya": lambda _, parts: f"Abu {parts[0]}",
    "Cyrillic look-alikes": lambda _, p: full(p).translate(CYRILLIC),
    "Greek look-alikes": lambda _, parts: full(parts).translate(GREEK),
    "Armenian look-alikes": lambda _, parts: full(parts).translate(ARMENIAN),
    "Latin look-alikes": lambda _, parts: full(parts).translate(LATIN_FOR_CYRILLIC),
    "capital look-alikes": lambda _, p: full(p).upper().translate(GREEK | CYRILLIC),
    "full width": lambda _, parts: styled(0xFF21, 0xFF41, full(parts)),
    "bold mathematical": lambda _, parts: styled(0x1D400, 0x1D41A, full(parts)),
    "sans mathematical": lambda _, parts: styled(0x1D5A0, 0x1D5BA, full(parts)),
    "monospace": lambda _, parts: styled(0x1D670, 0x1D68A, full(parts)),
    "circled": lambda _, parts: styled(0x24B6, 0x24D0, full(parts)),
    "long s and Kelvin": lambda _, parts: full(parts).replace("s", "ſ").replace("K", "\u212a"),
    "ligatures": lambda _, p: re.sub(
        "ffi|ff|fi|fl", lambda m: {"ffi": "ﬃ", "ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ"}[m[0]], full(p)
    ),
    "dotted capital": lambda _, parts: full(parts).replace("i", "İ"),
    "dotless": lambda _, parts: full(parts).replace("i", "ı"),
}
ARABIC: dict[str, Kind] = (
    {f"proclitic {clitic}": _before(clitic) for clitic in ("و", "ف", "ب", "ك", "ل", "ال", "وال", "بال")}
    | {
        "stretched": put_inside("\u0640"),
        "vowelled": by_word(lambda word: between("\u064e", word)),
        "sukun": put_inside("\u0652"),
        "full stop": lambda _, parts: parts[0] + "۔",
        "comma": lambda _, p: p[0] + "،",
        "every stretch": by_word(lambda word: between("\u0640", word)),
        "non-joiner": put_inside("\u200c"),
        "right-to-left": lambda _, parts: f"\u202b{full(parts)}\u202c",
        "one word": lambda _, parts: glued(parts),
        "underscored hashtag": lambda _, parts: "#" + "_".join(filter(None, parts)),
        "wasla": lambda _, parts: full(parts).replace("ا", "ٱ"),
    }
    | {f"letter {other} for {letter}": by_word(partial(swapped, letter, other)) for letter, other in ARABIC_SWAPS}
)
ARABIC["presentation forms"] = by_word(lambda word: "".join(FORMS.get(letter, letter) for letter in word))
ANY_SCRIPT |= {f"{unicodedata.name(mark).lower()} between": _joined(mark) for mark in "‐‑’ʼ·•|~=:→′"}
ANY_SCRIPT |= {f"{unicodedata.name(mark).lower()} break": put_inside(mark + "\n") for mark in "‐‑"}
