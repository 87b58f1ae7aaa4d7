"""Find, among many known words, those that sound like a given one, without measuring against each.

Words are looked up by the coarse classes of their consonants; a letter that belongs to several classes gives
several keys, and in longer words one consonant may be missing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from fieldnotes.redaction.sounds.distance import Reading, distance
from fieldnotes.redaction.sounds.phonemes import OPTIONAL, classes, is_vowel
from fieldnotes.redaction.sounds.reading import readings

_MOST_KEYS = 24
_LEAST_TO_SHORTEN = 4
_OPEN, _HARD = "(", "-"
_OPENING = 0.2  # Mar is not Omar: an opening vowel is not lost like others
_GLIDE = 0.5  # a glide weighs so much less than the consonant that it may be taken for
_LEAST_FOR_WEIGHT = 0.3  # what a difference in weight costs at the very least, unless vowels are unwritten
_classes = lru_cache(maxsize=4096)(classes)

# How far apart two words may lie, by the weight of the longer half of names: up to which weight, how far for the
# same name, how far for a name like it. Below 3 a share would leave no room at all, so the first two are constant.
_SHORT, _MIDDLE = 2.4, 3.3
_SHORT_LIMITS = (0.05, 0.13)
_MIDDLE_STRONG, _MIDDLE_NEAR = 0.13, 0.15
_STRONG, _NEAR = 0.09, 0.18
_ABJAD_NEAR = 0.15  # an unwritten vowel tells nothing, so a consonant must tell more


class Near(NamedTuple):
    """A known word that a word sounds like: its number, the distance, whether it is the same name for sure."""

    number: int
    distance: float
    strong: bool


def limits(weight: float) -> tuple[float, float]:
    """Return how far apart words of this *weight* may lie to be the same name, and to be near."""
    if weight < _SHORT:
        return _SHORT_LIMITS
    if weight < _MIDDLE:
        return _MIDDLE_STRONG, _MIDDLE_NEAR * weight
    return _STRONG * weight, _NEAR * weight


def skeletons(reading: Reading) -> list[str]:
    """Return the coarse consonants of a reading, once for each way its letters can be classed, a few at most."""
    found = [""]
    for sound in reading.sounds:
        options = _classes(sound)
        if len(options) > 1 and len(found) * len(options) > _MOST_KEYS:
            options = options[:2] if len(found) * 2 <= _MOST_KEYS else options[-1:]
        found = [key + option for key in found for option in options]
    return list(dict.fromkeys(found))


def sound_weight(word: str) -> float:
    """Return how long *word* sounds: 1 for a consonant, half for a vowel."""
    return max((reading.weight for reading in readings(word)), default=0.0)


@lru_cache(maxsize=65536)
def main_skeleton(word: str) -> str:
    """Return the likeliest coarse consonants of *word*."""
    ways = readings(word)
    return "".join(_main_class(sound) for sound in ways[0].sounds) if ways else ""


@lru_cache(maxsize=4096)
def _main_class(sound: str) -> str:
    """Return the class of the likeliest reading of one sound."""
    return "" if sound.endswith(OPTIONAL) else _classes(sound[0])[-1]


def _edges(reading: Reading) -> tuple[str, str]:
    """Return the signs under which the beginning and the end of a word are looked for.

    A consonant has the sign "-", a vowel or a breath "(", a letter that may be either has both. A vowel before two
    consonants (Ibrahim, Ismail) has both, too: such words are also known without it.
    """
    first, second, third = (*reading.sounds, "", "")[:3]
    begins = _signs(first)
    if begins == _OPEN and is_vowel(first) and second and third and not is_vowel(second) and not is_vowel(third):
        begins = _HARD + _OPEN
    return begins, _signs(reading.sounds[-1])


def _signs(sound: str) -> str:
    """Return the signs of one sound at the edge of a word."""
    found = _classes(sound)
    if sound.endswith(OPTIONAL):
        return _HARD + _OPEN
    return _OPEN if found == ("",) else _HARD + _OPEN if "" in found else _HARD


def _shortened(key: str) -> Iterator[str]:
    """Yield *key* without each of its classes in turn, if enough remain."""
    if len(key) >= _LEAST_TO_SHORTEN:
        for index in range(len(key)):
            yield key[:index] + key[index + 1 :]


class Index:
    """Hold the known words, each with a number of yours."""

    def __init__(self) -> None:
        self._entries: list[tuple[int, Reading, float, str]] = []
        self._whole: defaultdict[str, list[int]] = defaultdict(list)
        self._shortened: defaultdict[str, list[int]] = defaultdict(list)
        self._skeletons: set[str] = set()

    def add(self, word: str, number: int) -> None:
        """Add *word*, in its own letters, as *number*."""
        for reading in readings(word):
            place = len(self._entries)
            self._entries.append((number, reading, reading.weight, _edges(reading)[0]))
            keys = skeletons(reading)
            shortened = {short for key in keys for short in _shortened(key)}.difference(keys)
            self._skeletons.update(keys)
            begins, ends = _edges(reading)  # the vowel or breath at an edge may also be lost
            for first, last in product({_HARD, *begins}, {_HARD, *ends}):
                for key in keys:
                    self._whole[first + key + last].append(place)
                for key in shortened:
                    self._shortened[first + key + last].append(place)

    def has_skeleton(self, key: str) -> bool:
        """Tell whether a known word has these coarse consonants."""
        return key in self._skeletons

    def beginnings(self) -> frozenset[str]:
        """Return every beginning of the coarse consonants of known words, the whole left out."""
        return frozenset(key[:length] for key in self._skeletons for length in range(len(key)))

    def near(self, word: str, penalty: float = 0.0) -> dict[int, Near]:
        """Return the known words that *word* sounds like, the nearest of each number.

        *penalty* is added to the distance, for a word that is itself a guess.
        """
        found: dict[int, Near] = {}
        for reading in readings(word):
            weight, edges = reading.weight, _edges(reading)
            for place in self._candidates(skeletons(reading), edges):
                number, known, other, begins = self._entries[place]
                mean = (weight + other) / 2
                same, alike = limits(mean)
                if reading.abjad or known.abjad:
                    alike = min(alike, _ABJAD_NEAR * mean)
                elif (abs(weight - other) - _GLIDE) * _LEAST_FOR_WEIGHT > alike:
                    continue
                added = penalty + _OPENING * ({edges[0], begins} == {_OPEN, _HARD})
                apart = distance(reading, known, alike - added) + added
                best = found.get(number)
                if apart <= alike and (best is None or apart < best.distance):
                    found[number] = Near(number, apart, apart <= same)
        return found

    def _candidates(self, keys: Iterable[str], edges: tuple[str, str]) -> set[int]:
        """Return the places of known readings that share a key, or all but one consonant of it."""
        places: set[int] = set()
        for key, first, last in product(keys, *edges):
            asked = first + key + last
            places.update(self._whole.get(asked, ()), self._shortened.get(asked, ()))
            for short in _shortened(key):
                places.update(self._whole.get(first + short + last, ()))
        return places
