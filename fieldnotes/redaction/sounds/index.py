"""Find, among many known words, those that sound like a given one, without measuring against each.

Words are looked up by the coarse classes of their consonants; a letter that belongs to several classes gives
several keys, and in longer words one consonant may be missing.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import NamedTuple

from fieldnotes.redaction.sounds.distance import ROUNDING, Least, Reading, bounded, company
from fieldnotes.redaction.sounds.phonemes import OPTIONAL, classes, is_vowel
from fieldnotes.redaction.sounds.reading import readings

_MOST_KEYS = 24
_REMEMBERED = 20_000
_LEAST_TO_SHORTEN = 4
_OPEN, _HARD = "(", "-"
_UNHEARD = ("",)
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
        if options == _UNHEARD:
            continue
        if len(options) > 1 and len(found) * len(options) > _MOST_KEYS:
            options = options[:2] if len(found) * 2 <= _MOST_KEYS else options[-1:]
        found = [key + option for key in found for option in options]
    return list(dict.fromkeys(found)) if len(found) > 1 else found


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
    return _OPEN if found == _UNHEARD else _HARD + _OPEN if "" in found else _HARD


def _shortened(key: str) -> Iterator[str]:
    """Yield *key* without each of its classes in turn, if enough remain."""
    if len(key) >= _LEAST_TO_SHORTEN:
        for index in range(len(key)):
            yield key[:index] + key[index + 1 :]


class _Form(NamedTuple):
    """What of a reading decides how near another must be to it: many share one."""

    script: str
    abjad: bool
    weight: float
    begins: str


class _Terms(NamedTuple):
    """How near readings of two forms must be to one another.

    Attributes:
        company: in which they meet.
        added: what is added to the distance.
        same, alike: how far they may lie apart.
    """

    company: int
    added: float
    same: float
    alike: float


class _Places(dict[str, frozenset[int]]):
    """Find the known readings that share a key, or all but one consonant of it; each key is looked up once."""

    def __init__(self) -> None:
        super().__init__()
        self.exactly: defaultdict[str, list[int]] = defaultdict(list)
        self._longer: defaultdict[str, list[int]] = defaultdict(list)

    def add(self, key: str, place: int) -> None:
        """Add a known reading by one of its keys."""
        self.clear()
        self.exactly[key].append(place)
        for short in dict.fromkeys(_shortened(key)):
            self._longer[short].append(place)

    def __missing__(self, key: str) -> frozenset[int]:
        if len(self) > _REMEMBERED:
            self.clear()
        shorter = (self.exactly.get(short, ()) for short in _shortened(key))
        found = self[key] = frozenset(self.exactly.get(key, ())).union(self._longer.get(key, ()), *shorter)
        return found


class Index:
    """Hold the known words, each with a number of yours."""

    def __init__(self) -> None:
        self._entries: list[tuple[int, tuple[str, ...], _Form]] = []
        self._places = _Places()
        self._against = _Against()
        self._open_first, self._open_last = set[int](), set[int]()
        self._sorted: list[str] = []

    def add(self, word: str, number: int) -> None:
        """Add *word*, in its own letters, as *number*."""
        for reading in readings(word):
            place = len(self._entries)
            begins, ends = _edges(reading)
            self._entries.append((number, reading.sounds, _form(reading, begins)))
            if _OPEN in begins:
                self._open_first.add(place)
            if _OPEN in ends:
                self._open_last.add(place)
            for key in skeletons(reading):
                self._places.add(key, place)

    def has_skeleton(self, key: str) -> bool:
        """Tell whether a known word has these coarse consonants."""
        return key in self._places.exactly

    def begins(self, key: str) -> bool:
        """Tell whether a known word has these coarse consonants and more after them."""
        if len(self._sorted) != len(self._places.exactly):
            self._sorted = sorted(self._places.exactly)
        after = bisect_right(self._sorted, key)
        return after < len(self._sorted) and self._sorted[after].startswith(key)

    def near(self, word: str, penalty: float = 0.0) -> dict[int, Near]:
        """Return the known words that *word* sounds like, the nearest of each number.

        *penalty* is added to the distance, for a word that is itself a guess.
        """
        found: dict[int, Near] = {}
        for reading in readings(word):
            begins, ends = _edges(reading)
            question, meetings = _asked(_form(reading, begins)), _Meetings(reading.sounds)
            for place in self._candidates(reading, begins, ends):
                number, sounds, form = self._entries[place]
                terms = question[form]
                if terms is None:
                    continue
                company, added, same, alike = terms
                added += penalty
                least, limit = meetings[company], alike - added + ROUNDING
                if sum(map(least.__getitem__, sounds)) > limit:
                    continue
                if sum(map(self._against[sounds, company].__getitem__, reading.sounds)) > limit:
                    continue
                apart = bounded(reading.sounds, sounds, least, limit) + added
                if apart <= alike and (number not in found or apart < found[number].distance):
                    found[number] = Near(number, apart, apart <= same)
        return found

    def _candidates(self, reading: Reading, begins: str, ends: str) -> AbstractSet[int]:
        """Return the places of known readings that share a key, or all but one consonant of it.

        A vowel or breath at an edge may be lost, but nobody takes it for a consonant.
        """
        first, *others = map(self._places.__getitem__, skeletons(reading))
        found = first.union(*others) if others else first
        if begins == _OPEN:
            found = found & self._open_first
        return found & self._open_last if ends == _OPEN else found


class _Meetings(dict[int, Least]):
    """What known sounds cost at least for one reading, by the company in which they meet."""

    def __init__(self, sounds: tuple[str, ...]) -> None:
        super().__init__()
        self._sounds = sounds

    def __missing__(self, meeting: int) -> Least:
        least = self[meeting] = Least(self._sounds, meeting)
        return least


class _Against(dict[tuple[tuple[str, ...], int], Least]):
    """What any sound costs at least against those of a known reading, by the company in which they meet."""

    def __missing__(self, meeting: tuple[tuple[str, ...], int]) -> Least:
        if len(self) > _REMEMBERED:
            self.clear()
        least = self[meeting] = Least(*meeting)
        return least


def _form(reading: Reading, begins: str) -> _Form:
    return _Form(reading.script, reading.abjad, reading.weight, begins)


class _Question(dict[_Form, _Terms | None]):
    """How near known readings of each form must be to one asked for that has *own* form; None if they never are."""

    def __init__(self, own: _Form) -> None:
        super().__init__()
        self._own = own

    def __missing__(self, form: _Form) -> _Terms | None:
        terms = self[form] = self._terms(form)
        return terms

    def _terms(self, form: _Form) -> _Terms | None:
        own, mean = self._own, (self._own.weight + form.weight) / 2
        same, alike = limits(mean)
        if own.abjad or form.abjad:
            alike = min(alike, _ABJAD_NEAR * mean)
        elif (abs(own.weight - form.weight) - _GLIDE) * _LEAST_FOR_WEIGHT > alike:
            return None
        added = _OPENING * ({own.begins, form.begins} == {_OPEN, _HARD})
        return _Terms(company(own, form), added, same, alike)


_asked = lru_cache(maxsize=1024)(_Question)
