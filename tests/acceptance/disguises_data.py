"""Ways in which numbers, addresses, phrases and coordinates get into a text without looking like themselves."""

import re
from collections.abc import Callable
from urllib.parse import quote

from tests.acceptance.disguises import entities, inside, percent, styled

Writing = Callable[[str], str]

ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
FULL_WIDTH = str.maketrans("0123456789@.", "０１２３４５６７８９＠．")
MATHEMATICAL = str.maketrans("0123456789", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗")
CIRCLED = str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨")
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def _digits(phone: str) -> str:
    """Return the digits of an international number."""
    return re.sub(r"\D", "", phone)


def _national(phone: str) -> str:
    """Return an Iraqi-looking number as dialled at home: 0, then ten digits."""
    return "0" + _digits(phone)[3:]


def _groups(phone: str, mark: str) -> str:
    """Return the home number in groups of four, three and four digits."""
    home = _national(phone)
    return mark.join((home[:4], home[4:7], home[7:]))


def _pairs(phone: str, mark: str) -> str:
    """Return the home number in pairs."""
    return mark.join(re.findall(r"\d\d?", _national(phone)))


PHONE: dict[str, Writing] = {
    "as on the card": str,
    "without spaces": lambda p: "+" + _digits(p),
    "with zeros": lambda p: "00" + _digits(p),
    "without plus": _digits,
    "home": _national,
    "without zero": lambda p: _national(p)[1:],
    "groups with spaces": lambda p: _groups(p, " "),
    "groups with hyphens": lambda p: _groups(p, "-"),
    "groups with dots": lambda p: _groups(p, "."),
    "groups with slashes": lambda p: _groups(p, "/"),
    "groups with no-break spaces": lambda p: _groups(p, "\u00a0"),
    "thin spaces": lambda p: _groups(p, "\u2009"),
    "long dashes": lambda p: _groups(p, " – "),
    "line break": lambda p: _groups(p, "\n"),
    "quoted wrap": lambda p: _groups(p, "\n> "),
    "pairs": lambda p: _pairs(p, " "),
    "commas": lambda p: _groups(p, ", "),
    "parentheses": lambda p: f"({_national(p)[:4]}) {_national(p)[4:]}",
    "optional zero": lambda p: f"+{_digits(p)[:3]} (0) {_national(p)[1:]}",
    "optional zero close": lambda p: f"+{_digits(p)[:3]}(0){_national(p)[1:]}",
    "Arabic digits": lambda p: _national(p).translate(ARABIC_DIGITS),
    "Arabic digits in groups": lambda p: _groups(p, " ").translate(ARABIC_DIGITS),
    "Persian digits": lambda p: _national(p).translate(PERSIAN_DIGITS),
    "full width": lambda p: _national(p).translate(FULL_WIDTH),
    "mathematical digits": lambda p: _national(p).translate(MATHEMATICAL),
    "keycaps": lambda p: "".join(digit + "\ufe0f\u20e3" for digit in _national(p)),
    "circled digits": lambda p: _national(p).translate(CIRCLED),
    "extension": lambda p: _groups(p, " ") + " ext. 5",
    "figure dashes": lambda p: _groups(p, "\u2012"),
    "raised digits": lambda p: _national(p).translate(RAISED),
    "two scripts": lambda p: _national(p)[:5] + _national(p)[5:].translate(ARABIC_DIGITS),
    "zero width spaces": lambda p: "\u200b".join(_national(p)),
    "soft hyphens": lambda p: _groups(p, "\u00ad"),
    "right-to-left marks": lambda p: _groups(p, "\u200f"),
    "word joiners": lambda p: _groups(p, "\u2060"),
    "emphasis": lambda p: inside("**", _national(p)) + "**",
    "code": lambda p: f"`{_national(p)}`",
    "tags": lambda p: inside("<b>", _national(p)) + "</b>",
    "entities": lambda p: entities("&#{};", _national(p)),
    "percent": lambda p: percent(_national(p)),
    "comment": lambda p: f"<!-- {_groups(p, ' ')} -->",
    "telephone link": lambda p: f"[call](tel:+{_digits(p)})",
    "chat link": lambda p: f"https://chat.example/{_digits(p)}",
    "attribute": lambda p: f'<a title="{_groups(p, " ")}">call</a>',
    "glued to a word": lambda p: f"tel{_national(p)}",
    "underscores": lambda p: _groups(p, "_"),
    "table cells": lambda p: f"\n\n| {_groups(p, ' | ')} |\n|---|---|---|\n\n",
    "no-break space entity": lambda p: _groups(p, "&nbsp;"),
    "escaped hyphens": lambda p: _groups(p, "\\-"),
    "colon": lambda p: "tel:" + _groups(p, " "),
    "list commas": lambda p: f"0,{_national(p)},1",
}
EMAIL: dict[str, Writing] = {
    "as on the card": str,
    "capitals": str.upper,
    "mail link": lambda e: f"mailto:{e}",
    "angle brackets": lambda e: f"<{e}>",
    "round at": lambda e: e.replace("@", " (at) "),
    "square at and dot": lambda e: e.replace("@", " [at] ").replace(".", " [dot] "),
    "spoken": lambda e: e.replace("@", " at ").replace(".", " dot "),
    "full width": lambda e: e.translate(FULL_WIDTH),
    "spaces around": lambda e: e.replace("@", " @ "),
    "zero width": lambda e: e.replace("@", "\u200b@\u200b"),
    "entity": lambda e: e.replace("@", "&#64;"),
    "named entity": lambda e: e.replace("@", "&commat;"),
    "percent": lambda e: quote(e, safe=""),
    "line break": lambda e: e.replace("@", "@\n"),
    "emphasis": lambda e: inside("*", e) + "*",
    "tagged": lambda e: e.replace("@", "+field@"),
    "link": lambda e: f"[write](mailto:{e}?subject=hello)",
    "all entities": lambda e: entities("&#{};", e),
    "comment": lambda e: f"<!-- {e} -->",
    "full stop": lambda e: f"{e}.",
    "name and address": lambda e: f'"he" <{e}>',
    "soft hyphen": lambda e: inside("\u00ad", e),
    "code": lambda e: f"`{e}`",
    "tag": lambda e: e.replace("@", "<b>@</b>"),
    "mathematical": lambda e: styled(0x1D400, 0x1D41A, e),
    "escaped": lambda e: e.replace(".", "\\.").replace("@", "\\@"),
}
ACCOUNT: dict[str, Writing] = {
    "as on the card": str,
    "with at": lambda h: f"@{h}",
    "capitals": str.upper,
    "address": lambda h: f"https://social.example/{h}",
    "address with at": lambda h: f"https://social.example/@{h}/posts",
    "hashtag": lambda h: f"#{h}",
    "code": lambda h: f"`{h}`",
    "emphasis": lambda h: inside("_", h) + "_",
    "zero width": lambda h: inside("\u200b", h),
    "full width": lambda h: styled(0xFF21, 0xFF41, h),
    "link": lambda h: f"[him](https://social.example/{h})",
    "entities": lambda h: entities("&#{};", h),
    "percent": percent,
    "federated": lambda h: f"{h}@social.example",
    "comment": lambda h: f"<!-- {h} -->",
    "tag": lambda h: inside("<b>", h) + "</b>",
    "Arabic digits": lambda h: h.translate(ARABIC_DIGITS),
    "query": lambda h: f"https://social.example/?u={h}&p=2",
}
NUMBER: dict[str, Writing] = {
    "as on the card": str,
    "small": str.lower,
    "spaces": lambda n: " ".join((n[:1], n[1:5], n[5:])),
    "hyphens": lambda n: "-".join((n[:3], n[3:6], n[6:])),
    "slashes": lambda n: "/".join((n[:5], n[5:])),
    "dots": lambda n: ".".join((n[:3], n[3:6], n[6:])),
    "Arabic digits": lambda n: n.translate(ARABIC_DIGITS),
    "full width": lambda n: styled(0xFF21, 0xFF41, n).translate(FULL_WIDTH),
    "zero width": lambda n: inside("\u200b", n),
    "emphasis": lambda n: inside("**", n) + "**",
    "code": lambda n: f"`{n}`",
    "entities": lambda n: entities("&#{};", n),
    "file name": lambda n: f"scan_{n}.pdf",
    "percent": percent,
    "tag": lambda n: inside("<i>", n) + "</i>",
    "look-alike": lambda n: n.translate(str.maketrans("ABCE", "АВСЕ")),
    "line break": lambda n: "\n".join((n[:5], n[5:])),
    "label": lambda n: f"no.{n}",
    "underscores": lambda n: "_".join((n[:3], n[3:])),
}
PHRASE: dict[str, Writing] = {
    "as on the card": str,
    "capitals": str.upper,
    "small letters": str.lower,
    "line break": lambda t: t.replace(" ", "\n"),
    "quoted wrap": lambda t: t.replace(" ", "\n> "),
    "two spaces": lambda t: t.replace(" ", "  "),
    "hyphens": lambda t: t.replace(" ", "-"),
    "no-break spaces": lambda t: t.replace(" ", "\u00a0"),
    "underscores": lambda t: t.replace(" ", "_"),
    "percent": quote,
    "plus signs": lambda t: "https://news.example/?q=" + t.replace(" ", "+"),
    "hashtag": lambda t: "#" + t.title().replace(" ", ""),
    "zero width": lambda t: " ".join(inside("\u200b", w) for w in t.split()),
    "possessive": lambda t: t + "'s",
    "strong words": lambda t: " ".join(f"**{w}**" for w in t.split()),
    "emphasis inside": lambda t: inside("*", t) + "*",
    "tags": lambda t: t.replace(" ", "<br> "),
    "entities": lambda t: entities("&#{};", t),
    "comment": lambda t: f"<!-- {t} -->",
    "full width": lambda t: styled(0xFF21, 0xFF41, t),
    "link": lambda t: f"[they](https://news.example/{quote(t)})",
    "alternative text": lambda t: f"![{t}](a.png)",
    "slug": lambda t: t.lower().replace(" ", "-"),
    "quotation marks": lambda t: f"“{t}”",
    "soft hyphens": lambda t: inside("\u00ad", t),
    "heading": lambda t: f"\n\n# {t}\n\n",
    "tabs": lambda t: t.replace(" ", "\t"),
}


def _sexagesimal(value: float) -> tuple[int, int, float]:
    """Return degrees, minutes and seconds."""
    minutes = (value % 1) * 60
    return int(value), int(minutes), (minutes % 1) * 60


def _dms(latitude: float, longitude: float, pattern: str) -> str:
    """Write a position in degrees, minutes and seconds."""
    return " ".join(
        pattern.format(*_sexagesimal(value), letter) for value, letter in ((latitude, "N"), (longitude, "E"))
    )


POSITION: dict[str, Callable[[float, float], str]] = {
    "pair": lambda a, b: f"{a}, {b}",
    "close": lambda a, b: f"{a},{b}",
    "spaces": lambda a, b: f"{a} {b}",
    "longitude first": lambda a, b: f"{b}, {a}",
    "letters behind": lambda a, b: f"{a}N {b}E",
    "letters before": lambda a, b: f"N{a} E{b}",
    "degrees": lambda a, b: f"{a}° N, {b}° E",
    "decimal commas": lambda a, b: f"{a}; {b}".replace(".", ","),
    "slash": lambda a, b: f"{a} / {b}",
    "parentheses": lambda a, b: f"({a}, {b})",
    "three places": lambda a, b: f"{a:.3f}, {b:.3f}",
    "more places": lambda a, b: f"{a + 0.00004:.6f}, {b - 0.00003:.6f}",
    "words": lambda a, b: f"lat {a} lon {b}",
    "Arabic digits": lambda a, b: f"{a}، {b}".translate(ARABIC_DIGITS).replace(".", "٫"),
    "full width": lambda a, b: f"{a}, {b}".translate(FULL_WIDTH),
    "geo address": lambda a, b: f"geo:{a},{b}?z=12",
    "map address": lambda a, b: f"https://maps.example/@{a},{b},14z",
    "query": lambda a, b: f"https://maps.example/?q={a}%2C{b}",
    "seconds": lambda a, b: _dms(a, b, "{}°{}'{:.1f}\"{}"),
    "curly seconds": lambda a, b: _dms(a, b, "{}° {}′ {:.0f}″ {}"),
    "zero width": lambda a, b: f"{inside(chr(0x200B), str(a))}, {inside(chr(0x200B), str(b))}",
    "emphasis": lambda a, b: f"**{a}**, **{b}**",
    "line break": lambda a, b: f"{a},\n{b}",
    "list": lambda a, b: f"[{a}, {b}]",
    "comment": lambda a, b: f"<!-- {a} {b} -->",
    "entities": lambda a, b: entities("&#{};", f"{a},{b}"),
    "latitude alone": lambda a, _: f"latitude {a}",
    "attribute": lambda a, b: f'<a title="{a},{b}">map</a>',
}
