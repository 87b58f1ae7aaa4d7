"""Read references to grids in a text: UTM, MGRS, plus codes, geohashes; one reading for the known and the unknown.

A reference says where it stands, whether its form alone makes it one (`sure`: then it is suspected where nobody
knows the place), and which areas it can mean. Forms that only a known place can confirm are read liberally: with
other separators, without the zone, in small letters. Texts are folded (`canon`), which makes digits of any script
plain.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from fieldnotes.redaction import grids
from fieldnotes.redaction.grids import Area, Neighbourhood

Meaning = Callable[[Neighbourhood], Iterable[Area]]


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to a grid.

    Attributes:
        start, end: where it stands.
        sure: whether its form alone makes it one.
        areas: what it can mean; a shortened one is completed by a neighbourhood.
    """

    start: int
    end: int
    sure: bool
    areas: Meaning


_ZONE = r"(?:0?[1-9]|[1-5]\d|60)"
_BAND = "[c-hj-np-x]"

# Metres, plain or in groups of three, with decimals or not; GPS receivers write seven digits for an easting.
_GROUPED = r"\d{1,3}(?:[ \u00a0\u202f.,'’]\d{3}){1,2}"
_METRES = rf"(?:\d{{6,7}}|{_GROUPED})(?:[.,]\d{{1,3}})?(?!\d)"
_TWO_NUMBERS = re.compile(
    rf"\d(?<![\d.,]\d)(?<=(?P<first>(?=(?P<one>{_METRES}))\d))(?=[\d.,'’ \u00a0\u202f]{{5,14}}\D)"
)
