"""Read a position as people write it, and refuse what could mean two things."""

import re
from decimal import Decimal

from fieldnotes.errors import UsageError

EXAMPLES = "35.3021, 44.3255 or 35°18'07\"N 44°19'32\"E"

_LIKE = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹′’ʹ‘″“”º−،", "01234567890123456789''''\"\"\"°-,")
_TOKEN = re.compile(r"[NSEW]|[-+]?\d+(?:\.\d+)?|[°'\"]|[,;]|\S")
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")
_DECIMAL_COMMA = re.compile(r"[-+]?\d+,\d+")
_MARKS = "°'\""


def read(text: str) -> tuple[float, float]:
    """Return latitude and longitude in degrees, of decimal degrees, or of degrees with minutes and seconds.

    Letters N, S, E, W stand before or behind their number and may change the order; without them latitude is first.

    Raises:
        UsageError: it is no position, or it could be read in two ways.
    """
    if _DECIMAL_COMMA.fullmatch(text.translate(_LIKE).strip()):
        raise _unreadable("this comma may part two numbers, or degrees from their decimals")
    tokens = _TOKEN.findall(text.translate(_LIKE).replace("''", '"').upper())
    (one, first), (other, second) = map(_angle, _halves(tokens))
    if first and second:
        if first in "EW":
            one, other, first, second = other, one, second, first
        if first not in "NS" or second not in "EW":
            raise _unreadable("one of the two is north or south, the other east or west")
    if abs(one) > 90 or abs(other) > 180:
        raise _unreadable("latitude goes to 90, longitude to 180")
    return one, other


def write(position: tuple[float, float]) -> str:
    """Return a position as `read` reads it back exactly."""
    latitude, longitude = (format(Decimal(repr(degrees)), "f") for degrees in position)
    return f"{latitude}, {longitude}"


def _unreadable(why: str = "this is no position that can be read in one way only") -> UsageError:
    return UsageError(why, f"write it like {EXAMPLES}")


def _halves(tokens: list[str]) -> tuple[list[str], list[str]]:
    """Cut the tokens into those of latitude and of longitude."""
    letters = [place for place, sign in enumerate(tokens) if sign in "NSEW"]
    separators = [place for place, sign in enumerate(tokens) if sign in ",;"]
    numbers = [place for place, sign in enumerate(tokens) if _NUMBER.fullmatch(sign)]
    if len(letters) == 2 and len(separators) <= 1:
        cut = letters[1] if letters[0] == 0 else letters[0] + 1
    elif not letters and len(separators) == 1:
        cut = separators[0]
    elif not letters and not separators and len(numbers) == 2:
        cut = numbers[1]
    else:
        raise _unreadable()
    one, other = tokens[:cut], tokens[cut:]
    if one and one[-1] in ",;":
        one = one[:-1]
    if other and other[0] in ",;":
        other = other[1:]
    return one, other


def _angle(tokens: list[str]) -> tuple[float, str]:
    """Return one half in degrees, with its letter or nothing."""
    letter = next((sign for sign in tokens if sign in "NSEW"), "")
    rest = [sign for sign in tokens if sign not in "NSEW"]
    numbers = [sign for sign in rest if _NUMBER.fullmatch(sign)]
    marks = "".join(sign for sign in rest if sign in _MARKS)
    in_order = "".join("0" if _NUMBER.fullmatch(sign) else sign for sign in rest)
    full = "".join(f"0{mark}" for mark in _MARKS[: len(numbers)])
    if (
        not 1 <= len(numbers) <= 3
        or in_order not in (full, "0" * len(numbers))
        or (len(numbers) > 1 and not _said(marks, letter))
    ):
        raise _unreadable()
    degrees, *parts = numbers
    if letter and degrees[0] in "+-":
        raise _unreadable("a sign and a letter say it twice")
    if any("." in number for number in numbers[:-1]) or any(n[0] in "+-" or float(n) >= 60 for n in parts):
        raise _unreadable()
    size = abs(float(degrees)) + sum(float(part) / 60**power for power, part in enumerate(parts, start=1))
    return (-size if degrees.startswith("-") or letter in ("S", "W") else size), letter


def _said(marks: str, letter: str) -> bool:
    """Tell whether several numbers are said to be degrees, minutes and seconds: by marks, or by a letter."""
    return bool(marks or letter)
