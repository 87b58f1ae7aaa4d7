"""Read Burmese in the coding of Zawgyi, a font whose letters have code points that Unicode gave to others.

Two things differ. Signs are written in the order in which they are seen: the vowel e and the medial r, which stand left
of their letter, come before it. And some code points mean other signs, and forms of signs, than they do in Unicode;
these are in Unicode letters of Shan, Mon and Karen, so that no code point by itself tells which coding a text is in.
What tells is order: each coding puts signs where they can stand in no language by the other.

The orders and the letters are those of the Unicode standard, chapter 16.3, of UTN 11, and of the Zawgyi-One font.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

TEXT = re.compile("(?s)[\u1000-\u109f].*")
"""A text from its first Burmese letter on."""

_CONSONANT = "\u1000-\u1021"
_BASE = "\u1000-\u102a\u103f\u104e\u106a\u106b\u106e\u106f\u1086\u108f-\u1092\u1097"
_RA_FORMS = "\u103b\u107e-\u1084"  # one for each width of a letter and what hangs on it
_AFTER = "\u102b-\u1030\u1032-\u1034\u1036-\u103a\u103c\u103d\u105a\u1060-\u1069\u106c\u106d\u1070-\u107d\u1085"
_AFTER += "\u1087-\u108e\u1093-\u1096"
_CLUSTER = re.compile(f"\u1031?[{_RA_FORMS}]?([{_BASE}]|(?<!\\d)[\u1040\u1047](?!\\d))[{_AFTER}]*")
_LINE = re.compile("[^\n]+")

_KINZI, _STACK, _ASAT, _YA, _RA, _WA, _HA, _E = (
    "\u1004\u103a\u1039",
    "\u1039",
    "\u103a",
    *"\u103b\u103c\u103d\u103e\u1031",
)
# What signs are in Unicode, in the order of their code points; the reason for each row.
_SIGNS = {
    "\u1033": "\u102f",  # u, long beside what hangs below
    "\u1034": "\u1030",  # uu, the same
    "\u1039": _ASAT,  # there is no sign that stacks: stacked letters have forms of their own
    "\u103a": _YA,
    "\u103b": _RA,
    "\u103c": _WA,
    "\u103d": _HA,
    "\u105a": "\u102b" + _ASAT,  # tall a with the sign that kills, in one
    "\u1064": _KINZI,  # nga on top of the next letter, seen after it
    "\u107d": _YA,  # narrow beside another medial
    **dict.fromkeys("\u107e\u107f\u1080\u1081\u1082\u1083\u1084", _RA),
    "\u1087": _HA,  # under r
    "\u1088": _HA + "\u102f",
    "\u1089": _HA + "\u1030",
    "\u108a": _WA + _HA,
    "\u108b": _KINZI + "\u102d",
    "\u108c": _KINZI + "\u102e",
    "\u108d": _KINZI + "\u1036",
    "\u108e": "\u102d\u1036",
    "\u1094": "\u1037",  # the dot below, further right
    "\u1095": "\u1037",  # further right still
    "\u1096": _STACK + "\u1010" + _WA,
}
# Letters that hang below others, from U+1060 on: with two forms where one is for narrow letters.
_STACKED = {
    **dict(zip("\u1060\u1061\u1062\u1063", "\u1000\u1001\u1002\u1003", strict=True)),  # k
    **dict(zip("\u1065\u1066\u1067\u1068\u1069", "\u1005\u1006\u1006\u1007\u1008", strict=True)),  # c
    **dict(zip("\u106c\u106d\u1070", "\u100b\u100c\u100f", strict=True)),  # retroflex
    **dict(
        zip("\u1071\u1072\u1073\u1074\u1075\u1076\u1077", "\u1010\u1010\u1011\u1011\u1012\u1013\u1014", strict=True)
    ),
    **dict(zip("\u1078\u1079\u107a\u107b\u1093\u107c", "\u1015\u1016\u1017\u1018\u1018\u1019", strict=True)),  # p
    "\u1085": "\u101c",
}
_SIGNS |= {form: _STACK + letter for form, letter in _STACKED.items()}
# Letters with a second form, for what hangs below, and two letters in one form.
_BASES = {
    "\u106a": "\u1009",
    "\u106b": "\u100a",
    "\u106e": "\u100d\u1039\u100d",
    "\u106f": "\u100d\u1039\u100e",
    "\u1086": "\u103f",
    "\u108f": "\u1014",
    "\u1090": "\u101b",
    "\u1091": "\u100f\u1039\u100d",
    "\u1092": "\u100b\u1039\u100c",
    "\u1097": "\u100b\u1039\u100b",
    "\u104e": "\u104e\u1004\u103a\u1038",  # "the same", which the font writes in one
    "\u1040": "\u101d",  # nought, which looks like w and is typed for it
    "\u1047": "\u101b",  # seven, for r
}
_ORDER = "\u103b\u103c\u103d\u103e\u1031\u102d\u102e\u1032\u102f\u1030\u102b\u102c\u1036\u1037\u103a\u1038"
"""The order of the signs behind a letter in Unicode; the dot stands before the sign that kills, as NFC has it."""

# Where signs can stand in one coding only. Letters and medials of all languages, after which e can stand in Unicode:
_LETTERS = "\u1000-\u102a\u103b-\u103f\u104e\u1050-\u1055\u105a-\u1061\u1065\u1066\u106e-\u1070\u1075-\u1082\u108e"
_ONLY_ZAWGYI = re.compile(
    f"(?<![{_LETTERS}\uaa60-\uaa7f])[\u1031\u103b]"  # e or r before its letter; in Unicode e, y behind one
    f"|\u1039(?![{_CONSONANT}\u1023-\u102a\u103f\u1050-\u105d\u1075-\u1081])"  # kills; in Unicode stacks the next
    "|(?<=[\u102b\u102c])\u1039"
    "|\u103a(?=[\u102d\u102e\u1033\u1034\u103c\u103d])"  # y before a vowel; in Unicode kills, and ends the syllable
    "|[\u1087-\u108d\u108f\u1090](?=[\u102b-\u1030\u1032])"  # a letter or medial; in Unicode a tone, a digit
    "|(?<=\u102d)\u1033"  # u below i; in Unicode a vowel of its own
)
_ONLY_UNICODE = re.compile(
    f"\u1031(?![{_BASE}{_RA_FORMS}\u1040\u1047])"  # e behind its letter
    "|\u103a\u1039|(?<=[\u102b\u102c\u1037])\u103a"  # nga stacked; kills a after a vowel
    "|\u103a\u1038"  # kills, and the tone of the syllable
    "|[\u1022\u1028\u1035\u103e\u1050-\u1059\u105b-\u105f\uaa60-\uaa7f]"  # of no use in the font
)


Pieces = Iterator[tuple[int, int, str]]


def read(found: str) -> Pieces:
    """Yield what the syllables of a text are in Unicode, line by line, where the line is in Zawgyi.

    A line in which nothing tells, or as much for one as for the other, is taken for what most of the text is.
    """
    return _read(found, lambda vote: vote > 0)


def read_doubtful(found: str) -> Pieces:
    """Yield what the syllables of those lines would be in Unicode of which nothing tells what they are in."""
    return _read(found, lambda vote: vote == 0)


def readings(form: str) -> tuple[str, ...]:
    """Return what a name may be in Unicode, which may have been typed in Zawgyi: both where nothing tells."""
    if (typed := _rewritten(form, read(form))) != form:
        return (typed,)
    return tuple(dict.fromkeys([form, _rewritten(form, read_doubtful(form))]))


def _read(found: str, believed: Callable[[int], bool]) -> Pieces:
    votes = [(line, _votes(line[0])) for line in _LINE.finditer(found)]
    most = sum(vote for _, vote in votes)
    for line, vote in votes:
        if believed(vote or most):
            for cluster in _CLUSTER.finditer(found, *line.span()):
                if (meant := _meant(cluster[0], cluster[1])) != cluster[0]:
                    yield *cluster.span(), meant


def _rewritten(form: str, pieces: Pieces) -> str:
    parts, reached = [], 0
    for start, end, meant in pieces:
        parts += [form[reached:start], meant]
        reached = end
    return "".join([*parts, form[reached:]])


def _votes(line: str) -> int:
    """Return how many more signs of a line can stand there in Zawgyi only than in Unicode only."""
    return len(_ONLY_ZAWGYI.findall(line)) - len(_ONLY_UNICODE.findall(line))


@lru_cache(maxsize=4096)
def _meant(cluster: str, base: str) -> str:
    """Return a letter of Zawgyi with its signs, in the order and the code points of Unicode."""
    before, after = cluster.split(base, 1)
    signs = "".join(_SIGNS.get(sign, sign) for sign in before + after)
    letter = _BASES.get(base, base)
    if base == "\u1025" and _ASAT in signs:
        letter = "\u1009"  # u looks like ny, and is typed for it
    elif base == "\u1025" and "\u102e" in signs:
        letter, signs = "\u1026", signs.replace("\u102e", "")
    kinzi = _KINZI if _KINZI in signs else ""
    signs = signs.replace(_KINZI, "")
    stacked = "".join(re.findall(f"{_STACK}[{_CONSONANT}]", signs))
    signs = re.sub(f"{_STACK}[{_CONSONANT}]", "", signs)
    known = "".join(sign for sign in _ORDER if sign in signs)
    return kinzi + letter + stacked + known
