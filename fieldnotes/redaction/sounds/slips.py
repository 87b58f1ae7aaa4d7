"""Find words that differ from a known one by a slip: of a typing hand, or of a machine that read a page.

A slip is one letter wrong, missing, too many, or changed with its neighbour. Machines take shapes for one another
(rn for m, 1 for l), as often as they like.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

RECOGNISABLE = 6
"""From how many letters on one wrong letter leaves a word recognisable by itself."""
_SHORTEST = 4
_SHORTEST_SHAPE = 5

# Each row: what is read, what it is taken for in a comparison, why.
SHAPES = (
    ("rn", "m", "run together"),
    ("nn", "m", "run together"),
    ("cl", "d", "run together"),
    ("vv", "w", "run together"),
    ("ii", "u", "dots lost"),
    ("0", "o", "round"),
    ("1", "l", "a stroke"),
    ("i", "l", "a stroke, dot lost"),
    ("|", "l", "a stroke"),
    ("5", "s", "alike"),
    ("8", "b", "alike"),
    ("6", "b", "alike"),
    ("3", "e", "alike, mirrored"),
    ("4", "a", "alike"),
    ("7", "t", "alike"),
    ("9", "g", "alike"),
)
_TAKEN_FOR = {shape: other for shape, other, _reason in SHAPES}
_SHAPE = re.compile("|".join(map(re.escape, _TAKEN_FOR)))


def shape(word: str) -> str:
    """Return *word*, folded and in lower case, with what looks alike written alike."""
    return _SHAPE.sub(lambda found: _TAKEN_FOR[found[0]], word)


def is_slip(left: str, right: str) -> bool:
    """Tell whether two words differ by at most one slip."""
    if left == right:
        return True
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    left, right = left[start:], right[start:]
    swapped = left[:2] == right[1::-1] and left[2:] == right[2:]
    return swapped or left[1:] == right[1:] or left[1:] == right or left == right[1:]


class Slips:
    """Hold the words that are known, by number, and find those that a word may be a slip of.

    A slip lies in one half of a word, so that the other half is as it was, or it changes the letters at which the
    halves meet. Words are looked up by their lengths and either half, and by how they read with those letters changed.
    """

    def __init__(self) -> None:
        self._words: list[tuple[str, int]] = []
        self._shapes: defaultdict[str, list[int]] = defaultdict(list)
        self._fronts: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
        self._backs: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
        self._changed: defaultdict[str, list[int]] = defaultdict(list)

    def add(self, word: str, number: int) -> None:
        """Add *word*, folded and in lower case, as *number*; a very short one is known by nothing."""
        if len(word) >= _SHORTEST_SHAPE:
            self._shapes[shape(word)].append(number)
        if len(word) >= _SHORTEST:
            place, half = len(self._words), len(word) // 2
            self._words.append((word, number))
            self._fronts[len(word), word[:half]].append(place)
            self._backs[len(word), word[half:]].append(place)
            self._changed[word[: half - 1] + word[half] + word[half - 1] + word[half + 1 :]].append(place)

    def alike(self, word: str) -> list[int]:
        """Return the numbers of the words that look like *word*, folded and in lower case."""
        return self._shapes.get(shape(word), []) if len(word) >= _SHORTEST_SHAPE - 1 else []

    def slipped(self, word: str) -> Iterator[int]:
        """Yield the numbers of the words that *word*, folded and in lower case, may be a slip of."""
        if len(word) < _SHORTEST - 1:
            return
        places = set(self._changed.get(word, ()))
        for length in range(len(word) - 1, len(word) + 2):
            half = length // 2
            places.update(self._fronts.get((length, word[:half]), ()))
            places.update(self._backs.get((length, word[half - length :]), ()))
        for known, number in map(self._words.__getitem__, places):
            if is_slip(word, known):
                yield number
