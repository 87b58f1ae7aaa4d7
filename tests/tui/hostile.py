"""Make words that attack a terminal, a framework or a reader: two thousand of them, the same ones every time."""

import random
from collections.abc import Iterator

ESC, BEL, ST = "\x1b", "\x07", "\x1b\\"
MARKUP = (
    "[/]", "[inaudible]", "[sic]", "[50%]", "list[int]", "[laughs] yes", "[/foo]", "[/end of tape]",
    "[@click=app.quit]x[/]", "[@click=app.fired]x[/]", "[@click=app.fired()]press[/]", "[@click='app.bell']x[/]",
    "[@click=screen.fired]x[/]", "[@click=fired]x[/]", "[link=http://evil.example/?who=you]x[/]", "[link=x", "[bold",
    "[red on blue]x[/]", "[$error]x[/]", "[reverse]x", "\\[x]", "[]", "[[x]]", "$foreground",
    "[@mouse.down=app.fired]x", "[link file:///etc/passwd]x[/]", "{0}", "%s%n", "[@click=app.screenshot('x','/')]x[/]",
)  # fmt: skip
ESCAPES = (
    f"{ESC}]52;c;UFdORUQ={BEL}", f"{ESC}]52;c;UFdORUQ={ST}", f"{ESC}]0;TITLE{BEL}", f"{ESC}]2;TITLE{ST}",
    f"{ESC}]8;;http://evil.example{ST}x{ESC}]8;;{ST}", f"{ESC}]1337;File=:AA=={BEL}", f"{ESC}]9;note{BEL}",
    f"{ESC}[2J", f"{ESC}[3J", f"{ESC}[H", f"{ESC}[6n", f"{ESC}[?1049l", f"{ESC}[31m", f"{ESC}[5i", f"{ESC}c",
    f"{ESC}P$q\"p{ST}", f"{ESC}_Gi=1{ST}", f"{ESC}^x{ST}", f"{ESC}Xx{ST}", f"{ESC}Ptmux;{ESC}{ESC}]52;c;eA=={BEL}{ST}",
    "\x9b2J", "\x9d52;c;UFdORUQ=\x9c", "\x90q\x9c", "\x84", "\x85", "\x8d", "\x07", "\x08\x08\x08", "\x00", "\x0b\x0c",
    "a\rb", "\x7f\x7f", "\x1a", "\x18", "\x0e\x0f", f"{ESC}[200~x{ESC}[201~", f"{ESC}k name{ST}", f"{ESC}#8",
)  # fmt: skip
INVISIBLE = (
    "\u202etxt.exe", "\u2066a\u2069", "\u202a\u202b\u202c\u202d", "\u200e\u200f\u061c", "\u200b", "\u200c", "\u200d",
    "\ufeff", "\u2060\u2061\u2064", "\u00ad", "\u180e", "\ufff9a\ufffab\ufffb", "\u2028", "\u2029",
    "\U000e0041\U000e007f", "\U000e0001", "\ufe0f", "\U000e0100", "\ue000",
    "\U0010fffe", "\ufdd0", "\u0378", "\u034f", "\u115f", "\u3164",
)  # fmt: skip
SCRIPTS = (
    "مامۆستاکە", "كتب الدرس", "سَلَام", "שלום", "می‌خواهم", "देवनागरी", "한국어", "漢字仮名", "ไทย", "👩‍👩‍👧‍👦", "🏳️‍🌈", "é",
    "e\u0301", "ﷺ", "ı̇ß", "A\u0301\u0302\u0303", "\U0001f1ee\U0001f1f6", "٠١٢", "𝔘𝔫𝔦", "ﬁ",
)  # fmt: skip
PLAIN = ("x", "Kak D", " ", "two words", "a  b", ".", "-", "#", ">", "@kak-d", "@@", "😀")
SURROGATES = ("\ud800", "\udfff", "a\ud83d")


def long_ones() -> Iterator[str]:
    """Yield what is too long: words of ten thousand letters, floods of marks, thousands of escapes."""
    for letter in ("x", "漢", "ژ", "👩", "[", "\u200b", "\t"):
        yield letter * 10_000
    yield "e" + "\u0301" * 2_000
    yield ("a" + "\u0308" * 15) * 200
    yield f"{ESC}[31m" * 1_000
    yield "[/]" * 3_000
    yield "a b " * 2_500


def strings(count: int = 2_000, *, surrogates: bool = True) -> list[str]:
    """Return so many different ones: each single one first, then random mixtures of them."""
    chance = random.Random(52)
    pieces = [*MARKUP, *ESCAPES, *INVISIBLE, *SCRIPTS, *PLAIN, *(SURROGATES if surrogates else ())]
    made = dict.fromkeys([*MARKUP, *ESCAPES, *INVISIBLE, *SCRIPTS[:10], *(SURROGATES if surrogates else ())])
    made |= dict.fromkeys(long_ones())
    while len(made) < count:
        made["".join(chance.choices(pieces, k=chance.randint(2, 9)))] = None
    return list(made)[:count]


def sample(count: int = 100, *, surrogates: bool = True) -> list[str]:
    """Return some of every kind, for a quick look."""
    every = strings(surrogates=surrogates)
    return [
        *random.Random(8).sample(every[: len(MARKUP) + len(ESCAPES) + len(INVISIBLE)], count // 2),
        *random.Random(9).sample(list(long_ones()), 4),
        *random.Random(10).sample(every, count - count // 2 - 4),
    ]
