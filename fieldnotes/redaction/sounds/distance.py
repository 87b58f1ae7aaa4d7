"""Measure how far apart two words sound: the least cost of turning one into the other (Wagner and Fischer)."""

from itertools import accumulate
from typing import NamedTuple

from fieldnotes.redaction.sounds.phonemes import (
    ABJAD_AND_ALPHABET,
    EXCHANGE,
    OMISSION,
    SAME_ALPHABET,
    TWO_ABJADS,
    TWO_ALPHABETS,
    weight,
)


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
        return sum(map(weight, self.sounds))


def company(left: Reading, right: Reading) -> int:
    """Return in which company two words meet; it decides what an unwritten vowel costs."""
    if left.abjad and right.abjad:
        return TWO_ABJADS
    if left.abjad or right.abjad:
        return ABJAD_AND_ALPHABET
    return SAME_ALPHABET if left.script == right.script else TWO_ALPHABETS


def distance(left: Reading, right: Reading, limit: float) -> float:
    """Return what it costs to turn *left* into *right*; any number above *limit* if it is more than that."""
    omission = OMISSION[company(left, right)]
    others = right.sounds
    across = list(map(omission.__getitem__, others))
    row = [0.0, *accumulate(across)]
    for sound in left.sounds:
        left_out = omission[sound]
        diagonal = row[0]
        least = here = diagonal + left_out
        new = [here]
        exchanges = map(EXCHANGE[sound].__getitem__, others)
        for exchange, step, above in zip(exchanges, across, row[1:], strict=True):
            best = diagonal + exchange
            if above + left_out < best:  # noqa: PLR1730 — the innermost loop; min() is slower
                best = above + left_out
            here += step
            if best < here:  # noqa: PLR1730
                here = best
            if here < least:  # noqa: PLR1730
                least = here
            new.append(here)
            diagonal = above
        if least > limit:
            return least
        row = new
    return row[-1]
