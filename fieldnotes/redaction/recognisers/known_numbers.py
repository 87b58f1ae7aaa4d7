"""Recognise the telephone and identity numbers that the vault knows, however they are grouped.

A telephone number is known by its last nine digits, or by all national ones where it has fewer; what stands
before them (trunk zero, country code, 00 or +) goes with them. The digits of a text are read as one stream,
so that neither separators nor small words between groups matter. Numbers in words are read as figures.

A number of a paper is also known by what its signs look like, for machines that read a bad copy: O for 0. The end of a
telephone number alone, or what is left of one that somebody made illegible, is only near: a person decides.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fieldnotes.redaction.canon import Canon, View
from fieldnotes.redaction.keys import Gaps, Key, Lexicon, breaks, fold, spellings
from fieldnotes.redaction.recogniser import Finding, Kind
from fieldnotes.redaction.recognisers.known_shapes import KnownShapes
from fieldnotes.redaction.scanning import scan
from fieldnotes.redaction.spelled import figures_in
from fieldnotes.redaction.subject import Subject
from fieldnotes.redaction.word_lists import COMMON_FRAGMENTS
from fieldnotes.redaction.words import TOKEN, form_words, squeezed

TELLING_DIGITS = 9
_SHORTEST_LOOSE = 7
_SHORTEST_PHONE = 3
_SHORTEST_ID = 3
_SHORTEST_TOLD = 5  # figures told in words, of which a number is made
_GAP_IN_TELLING = 16
_GAP_IN_SHORT = 3

# The country codes of ITU-T E.164 with one and two digits; all others have three.
_COUNTRY_CODES = re.compile(
    r"1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3}",
)
_DIGIT = re.compile(r"\d")
_TELLING_RUN = re.compile(r"\d{6,}")
# A country code, perhaps with a trunk zero in brackets, that the card does not know; or a lone sign.
_PREFIX = re.compile(r"(?:\+|\b00)[\s(\[.\-/]{0,3}\d{1,3}[\s()\[\].\-/]{0,3}(?:0[\s()\[\].\-/]{0,3})?\Z|[+(\[]\s?\Z")
_PREFIX_REACH = 24
_LONGEST_PREFIX = 8
_WRAPPED = re.compile(r"[^\S\n]{0,8}\n[^\S\n]{0,16}")  # the end of a line, and what the next is indented by

_ENDING = 7
"""How many of its last figures a person may tell of a number, where everybody around has the same first ones."""
_A_PART = "may be a part of a number"
_HIDDEN = r"(?:[x*•·#?_█▇▆■●○xх]{2,8}|\.{2,8}|…{1,3})"
_CENSORED = re.compile(rf"{_HIDDEN}[\s()/-]{{0,2}}(?P<tail>\d(?:[\s()./-]{{0,2}}\d)*)(?!\w)")
_BEFORE_CENSORED = re.compile(r"(?<!\w)\+?\d(?:[\s()./-]{0,2}\d)*[\s()/-]{0,2}\Z")
_LEAST_OF_TAIL, _LEAST_OF_BOTH = 4, 6


@dataclass(slots=True)
class _Phone:
    """Hold whose number it is and how it may be written in full, longest first."""

    owners: set[int]
    full: list[str]


class KnownNumbers:
    """Find telephone numbers and identity, passport, plate and account numbers of the subjects."""

    covers: frozenset[str] = frozenset()

    def __init__(self, subjects: Sequence[Subject]) -> None:
        self._ids = Lexicon()
        self._shapes = KnownShapes()
        self._phones: dict[str, _Phone] = {}
        for owner, subject in enumerate(subjects):
            for number in subject.ids:
                self._add_id(fold(number), owner)
            for phone in subject.phones:
                self._add_phone(fold(phone), owner)
        self._lengths = sorted({len(telling) for telling in self._phones})
        self._endings: dict[str, set[int]] = {}
        for telling, known in self._phones.items():
            if len(telling) > _ENDING:
                self._endings.setdefault(telling[-_ENDING:], set()).update(known.owners)

    def _add_id(self, form: str, owner: int) -> None:
        words = form_words(form)
        letters = "".join(map(squeezed, words))
        if len(letters) < _SHORTEST_ID:
            return
        written = letters if letters.casefold() in COMMON_FRAGMENTS else None
        key = Key(owner, Kind.NUMBER, breaks(words), Gaps.ANYWHERE, written=written)
        for spelling in spellings(words):
            self._ids.add(spelling, key)
        self._shapes.add(letters, owner)
        for digits in _TELLING_RUN.findall(letters):
            self._ids.add(digits, Key(owner, Kind.NUMBER, gaps=Gaps.ANYWHERE))

    def _add_phone(self, form: str, owner: int) -> None:
        code, national = number_parts(form)
        if len(national) >= _SHORTEST_PHONE:
            telling = national[-TELLING_DIGITS:]
            full = (f"00{code}0{national}", f"00{code}{national}", f"{code}0{national}", f"{code}{national}")
            phone = self._phones.setdefault(telling, _Phone(set(), []))
            phone.owners.add(owner)
            phone.full += [*(full if code else ()), f"0{national}", national]
            phone.full.sort(key=len, reverse=True)

    def find(self, canon: Canon) -> Iterator[Finding]:
        """Yield every known number in any view of the text, and what may be a part of one."""
        if not self._ids and not self._phones:
            return
        yield from scan(canon, self._ids)
        told = figures_in(canon, _SHORTEST_TOLD)
        yield from scan(told, self._ids)
        yield from self._shapes.find(canon)
        if self._phones:
            for view in (*canon.views, *told.views):
                yield from self._find_phones(view)
                yield from self._find_censored(view)

    def _find_phones(self, view: View) -> Iterator[Finding]:
        """Yield the phones in one view, by sliding over the stream of its digits."""
        text = view.lower
        places = [match.start() for match in _DIGIT.finditer(text)]
        digits = "".join([text[place] for place in places])
        for length in self._lengths:
            reached = 0
            for first in range(len(digits) - length + 1):
                phone = self._phones.get(digits[first : first + length])
                if phone is None or places[first] < reached:
                    continue
                telling = (first, first + length)
                if _is_one_number(text, places, digits, telling, phone):
                    start, reached = _whole_number(text, places, digits, telling, phone)
                    span = view.raw_span(start, reached)
                    yield Finding(*span, Kind.PHONE, frozenset(phone.owners), length)
        for first in range(len(digits) - _ENDING + 1 if self._endings else 0):
            owners = self._endings.get(digits[first : first + _ENDING])
            if owners is not None and _is_alone(text, places, first, first + _ENDING):
                yield _a_part(view, (places[first], places[first + _ENDING - 1] + 1), owners)

    def _find_censored(self, view: View) -> Iterator[Finding]:
        """Yield what is left of phones of which somebody made some figures illegible."""
        text = view.lower
        for match in _CENSORED.finditer(text):
            head = _BEFORE_CENSORED.search(text, max(match.start() - _PREFIX_REACH, 0), match.start())
            before = "" if head is None else "".join(_DIGIT.findall(head[0])).removeprefix("00")
            after = "".join(_DIGIT.findall(match["tail"]))
            if len(after) < _LEAST_OF_TAIL and len(before) + len(after) < _LEAST_OF_BOTH:
                continue
            if owners := {owner for phone in self._phones.values() for owner in _left_of(phone, before, after)}:
                yield _a_part(view, (match.start() if head is None else head.start(), match.end()), owners)


def _left_of(phone: _Phone, before: str, after: str) -> set[int]:
    """Return the owners of a phone of which *before* and *after* may be left, or none."""
    left = len(before) + len(after)
    fits = any(full.startswith(before) and full.endswith(after) and left < len(full) for full in phone.full)
    return phone.owners if fits else set()


def _a_part(view: View, span: tuple[int, int], owners: set[int]) -> Finding:
    """Return the finding of what may be a part of a number."""
    return Finding(*view.raw_span(*span), Kind.PHONE, frozenset(owners), _ENDING, weak=True, near=_A_PART)


def _is_alone(text: str, places: Sequence[int], first: int, end: int) -> bool:
    """Tell whether the digits first:end of the stream are one number, and not the end of a longer one."""
    apart = first == 0 or places[first] - places[first - 1] > _GAP_IN_SHORT
    last = end == len(places) or places[end] - places[end - 1] > 2
    return apart and last and _are_close(text, places, first, end)


def number_parts(phone: str) -> tuple[str, str]:
    """Return country code, empty if none is written, and national digits of a folded phone number."""
    digits = "".join(_DIGIT.findall(phone))
    if not phone.lstrip(" (").startswith("+") and not digits.startswith("00"):
        return "", digits.lstrip("0") or digits
    digits = digits.removeprefix("00")
    found = _COUNTRY_CODES.match(digits)
    code = found[0] if found else ""
    return code, digits[len(code) :].lstrip("0")


def _is_one_number(text: str, places: Sequence[int], digits: str, span: tuple[int, int], phone: _Phone) -> bool:
    """Tell whether the digits *span* of the stream may be one number.

    Signs and spaces may part it anywhere. Nine digits may have small words between them too, but then what is
    written without a gap before them must be of the number; fewer must not stand inside a longer number either.
    """
    first, end = span
    if end < len(places) and places[end] - places[end - 1] == 1 and end - first < TELLING_DIGITS:
        return False
    close = _are_close(text, places, first, end)
    if close and end - first >= _SHORTEST_LOOSE:
        return True
    reach = max(first - _LONGEST_PREFIX, 0)
    start = first
    while start > reach and places[start] - places[start - 1] == 1:
        start -= 1
    own = start == first or any(full.endswith(digits[start:end]) for full in phone.full)
    gaps = zip(places[first : end - 1], places[first + 1 : end], strict=True)
    near = all(right - left <= _GAP_IN_TELLING + 1 for left, right in gaps)
    return own and (close or (near and end - first >= TELLING_DIGITS))


def _whole_number(
    text: str, places: Sequence[int], digits: str, span: tuple[int, int], phone: _Phone
) -> tuple[int, int]:
    """Return where the number stands whose telling digits are *span* of the stream, with all that is its."""
    first, end = span
    for full in phone.full:
        begin = end - len(full)
        known = 0 <= begin < first and digits.startswith(full, begin)
        if known and _are_close(text, places, begin, first + 1):
            first = begin
            break
    while first and places[first] - places[first - 1] == 1:
        first -= 1
    while end < len(places) and places[end] - places[end - 1] == 1:
        end += 1
    start = places[first]
    before = text[max(start - _PREFIX_REACH, 0) : start]
    prefix = _PREFIX.search(before)
    return (start - len(prefix[0]) if prefix else start), places[end - 1] + 1


def _are_close(text: str, places: Sequence[int], first: int, end: int) -> bool:
    """Tell whether only a few signs stand between the digits first:end of the stream."""
    return all(
        (right - left <= _GAP_IN_SHORT + 1 and TOKEN.search(text, left + 1, right) is None)
        or _WRAPPED.fullmatch(text, left + 1, right) is not None
        for left, right in zip(places[first : end - 1], places[first + 1 : end], strict=True)
    )
