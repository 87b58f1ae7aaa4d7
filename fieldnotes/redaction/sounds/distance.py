"""Measure how far apart two words sound: the least cost of turning one into the other (Wagner and Fischer).

Most words that are compared are not alike, so each place of the table is asked first whether what is left of the
known word can still be had within the limit. What cannot is not followed, and few places are.
"""

from collections.abc import Sequence
from itertools import accumulate
from operator import sub
from typing import NamedTuple, Protocol

from fieldnotes.redaction.sounds.phonemes import (
    ABJAD_AND_ALPHABET,
    EXCHANGE,
    OMISSION,
    SAME_ALPHABET,
    TWO_ABJADS,
    TWO_ALPHABETS,
    WEIGHT,
)

_FAR = float("inf")
ROUNDING = 1e-9
"""Far more than a sum of costs can be wrong by, far less than any cost."""


class Reading(NamedTuple):
    """One way in which a word can be pronounced.

    Attributes:
        sounds: as `phonemes` describes them, in order.
        script: whose letters it was written in: "latin", "arabic".
        abjad: short vowels may be unwritten.
    """

    sounds: tuple[str, ...]
    script: str
    abjad: bool

    @property
    def weight(self) -> float:
        """Return how long the word is: 1 for a consonant, half for a vowel."""
        return sum(map(WEIGHT.__getitem__, self.sounds))


class Written(Protocol):
    """Say how a word is written."""

    @property
    def script(self) -> str:
        """Return whose letters it was written in."""

    @property
    def abjad(self) -> bool:
        """Tell whether short vowels may be unwritten."""


def company(left: Written, right: Written) -> int:
    """Return in which company two words meet; it decides what an unwritten vowel costs."""
    if left.abjad and right.abjad:
        return TWO_ABJADS
    if left.abjad or right.abjad:
        return ABJAD_AND_ALPHABET
    return SAME_ALPHABET if left.script == right.script else TWO_ALPHABETS


class Least(dict[str, float]):
    """What each sound of a known word costs at least, for somebody who says *sounds*: left out, or for any of them."""

    def __init__(self, sounds: Sequence[str], meeting: int) -> None:
        super().__init__(dict.fromkeys(sounds, 0.0))
        self.meeting = meeting
        self._sounds, self._omission = tuple(self), OMISSION[meeting]

    def __missing__(self, sound: str) -> float:
        nearest, left_out = min(map(EXCHANGE[sound].__getitem__, self._sounds)), self._omission[sound]
        least = self[sound] = nearest if nearest < left_out else left_out
        return least


def distance(left: Reading, right: Reading, limit: float) -> float:
    """Return what it costs to turn *left* into *right*; any number above *limit* if it is more than that."""
    return bounded(left.sounds, right.sounds, Least(left.sounds, company(left, right)), limit + ROUNDING)


def bounded(sounds: Sequence[str], others: Sequence[str], least: Least, limit: float) -> float:
    """Return what it costs to turn *sounds* into *others*; any number above *limit* if it is more than that.

    *least* is what each of the others costs at least. A row of the table is kept from the first to the last of its
    places from which the limit can still be held.
    """
    costs = list(map(least.__getitem__, others))
    ahead, size = sum(costs), len(others)
    if ahead > limit:
        return _FAR
    omission = OMISSION[least.meeting]
    known = _Known(others, list(map(omission.__getitem__, others)), list(accumulate(costs, sub, initial=ahead)))
    first, row = 0, [0.0]
    _follow(row, 0, known, limit)
    for sound in sounds:
        if first + len(row) <= size:
            row.append(_FAR)
        first, row = _below(row, first, known, sound, omission[sound], limit)
        if not row:
            return _FAR
        _follow(row, first, known, limit)
    return row[-1] if first + len(row) > size else _FAR


class _Known(NamedTuple):
    """The sounds of a known word, what leaving each out costs, and what those from each on cost at least."""

    sounds: Sequence[str]
    across: Sequence[float]
    rest: Sequence[float]


def _below(
    row: Sequence[float], first: int, known: _Known, sound: str, left_out: float, limit: float
) -> tuple[int, list[float]]:
    """Return the row below *row*, which starts at place *first*, and where it starts: one more *sound* of ours."""
    others, across, rest = known
    exchange, new = EXCHANGE[sound], list[float]()
    diagonal = here = _FAR
    for place, above in enumerate(row, first):
        here += across[place - 1]
        if (cost := diagonal + exchange[others[place - 1]]) < here:
            here = cost
        if (cost := above + left_out) < here:
            here = cost
        if new or here + rest[place] <= limit:
            new.append(here)
        else:
            first = place + 1
        diagonal = above
    return first, new


def _follow(row: list[float], first: int, known: _Known, limit: float) -> None:
    """End *row*, which starts at place *first*, where the limit cannot be held any more."""
    place = first + len(row) - 1
    _, across, rest = known
    while row[-1] + rest[place] > limit:
        row.pop()
        place -= 1
    while place < len(across) and (cost := row[-1] + across[place]) + rest[place + 1] <= limit:
        row.append(cost)
        place += 1
