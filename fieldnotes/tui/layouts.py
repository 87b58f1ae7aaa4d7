"""Shortcuts on keyboards of other scripts: what a key says in Latin letters, by where it lies.

Asked only while no text is being typed. Each layout is written as its three rows of letters, in the places of
the English ones; a dot stands for a place whose key has no letter of its own. A letter that lies in different
places on two layouts says nothing, since nobody can know which of them is meant: arrows and function keys work
everywhere.
"""

from functools import cache

_ENGLISH = "qwertyuiop asdfghjkl zxcvbnm"

_LAYOUTS = {
    # 101 and 102 keys agree on the letters; on the place of B lie two letters, which some systems send as one.
    "Arabic":                   "ضصثقفغعهخح شسيبلاتنم ئءؤرﻻىة",
    "Persian":                  "ضصثقفغعهخح شسیبلاتنم ظطزرذدپ",
    "Persian (older Windows)":  "ضصثقفغعهخح شسیبلاتنم ظطزرذدئ",
    "Central Kurdish":          "قوەرتیئحۆپ اسدفگهژکل زخجڤبنم",
    "Hebrew":                   "..קראטוןםפ שדגכעיחלך זסבהנמצ",
    "Russian":                  "йцукенгшщз фывапролд ячсмить",
    "Ukrainian":                "йцукенгшщз фівапролд ячсмить",
    "Greek":                    ".ςερτυθιοπ ασδφγηξκλ ζχψωβνμ",
}  # fmt: skip

_SAME_SIGNS = {"؟": "?", "،": ",", "؛": ";"}
_DIGITS = ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹")


def latin(character: str) -> str | None:
    """Return the letter, digit or sign that the key of *character* has on an English keyboard.

    None where it is one already, where layouts disagree, or where no layout has it. A capital gives a capital.
    """
    return _table().get(character)


@cache
def _table() -> dict[str, str]:
    meant: dict[str, set[str]] = {}
    for layout in _LAYOUTS.values():
        for there, here in zip(layout, _ENGLISH, strict=True):
            if there in ". ":
                continue
            meant.setdefault(there, set()).add(here)
            if there.upper() != there:
                meant.setdefault(there.upper(), set()).add(here.upper())
    agreed = {there: here.pop() for there, here in meant.items() if len(here) == 1}
    digits = {there: str(number) for row in _DIGITS for number, there in enumerate(row)}
    return agreed | digits | _SAME_SIGNS
