"""Find known numbers, addresses and coordinates in a text, for the second look: by value, however they are set.

Written for the second look alone and sharing nothing with the first.
"""

import re
from collections.abc import Container, Iterator

from fieldnotes.redaction.leak_keys import Keys
from fieldnotes.redaction.leak_views import CLOSE, WALL, angles, undotted

Hit = tuple[int, int, str]  # where in the text, the subject's index, what of it

_NUMBER = re.compile(r"\d(?:[\s().\-/–—·+*_|:#]{0,4}\d){4,}")
_FIGURE = re.compile(r"\d")
_NOT_DIGITS = re.compile(rf"[^\d{WALL}]+")
_DIGITS = re.compile(rf"[\d{WALL}]")


_LONGEST_RUN = 40  # digits that stand together as part of a number that a person would write
_LONG_RUN = re.compile(rf"\d{{{_LONGEST_RUN + 1},}}")


def numbers(text: str, keys: Keys) -> Iterator[Hit]:
    """Yield phone and other numbers: nine digits wherever they stand, fewer where they stand together.

    In more than forty digits without a break any number occurs sooner or later: nothing is found there.
    """
    if not keys.numbers or _FIGURE.search(text) is None:
        return
    text = _LONG_RUN.sub(lambda run: WALL * len(run[0]), text)
    digits = _NOT_DIGITS.sub("", text)
    long = [number for number in keys.numbers if len(number) >= 9 and number in digits] if len(digits) >= 9 else []
    if long:
        offsets = [found.start() for found in _DIGITS.finditer(text)]
        for number in long:
            for found in re.finditer(number, digits):
                yield (offsets[found.start()], *keys.numbers[number])
    eights = [number for number in keys.numbers if len(number) == 8]
    for run in _NUMBER.finditer(text):
        groups = re.findall(r"\d+", run[0])
        whole = "".join(groups)
        for number in {
            *_short_numbers(groups, keys.numbers),
            *(number for number in eights if number in whole),
        }:
            yield (run.start(), *keys.numbers[number])


def _short_numbers(groups: list[str], numbers: Container[str]) -> Iterator[str]:
    """Yield those of *numbers* that have five to eight digits and are spelt by neighbouring *groups*."""
    for first in range(len(groups)):
        number = ""
        for group in groups[first : first + 8]:
            number += group
            if len(number) > 8:
                break
            if number in numbers:
                yield number


_AT = re.compile(r"[@Aa](?:(?<=@)|(?<=\b[Aa])[Tt]\b)(?=[\W_]{0,8}([^\W_]))")


def addresses(text: str, keys: Keys) -> Iterator[Hit]:
    """Yield e-mail addresses, also those spelt with "at" and "dot", in brackets or with spaces."""
    if not keys.addresses:
        return
    initials = {"d", *(domain[:1] for domain in keys.domains)}  # a "dot" may come first, and is taken out
    for found in _AT.finditer(text):
        if found[1].casefold() not in initials:
            continue
        after = undotted(text[found.end() : found.end() + 120].partition(WALL)[0])
        if after.startswith(keys.domains):
            before = undotted(text[max(0, found.start() - 120) : found.start()].rpartition(WALL)[2])
            for local, domain, index, what in keys.addresses:
                if after.startswith(domain) and before.endswith(local):
                    yield found.start(), index, what


def positions(text: str, keys: Keys) -> Iterator[Hit]:
    """Yield coordinates by value: a pair within 0.01 degree, or one alone that is given exactly."""
    if not keys.positions:
        return
    found = angles(text)
    for place, angle in enumerate(found):
        for degrees, counterpart, index in keys.near(angle.degrees):
            pair = any(
                abs(other.degrees - counterpart) <= CLOSE
                for other in found[place + 1 : place + 5]
                if other.start - angle.end <= 40 and WALL not in text[angle.end : other.start]
            )
            if pair or (angle.exact and abs(angle.degrees - degrees) <= CLOSE / 2):
                yield angle.start, index, "the coordinates"
