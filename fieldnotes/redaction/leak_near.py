"""Object to what is not written as on a card, but sounds so nearly the same that it must be the name.

Written for the second look alone. What it is sure of: a long word that is no ordinary one and differs from a part of a
name by what another writer's usage or one slip explains, or two words side by side that are both near parts of one
name. Anything less is left to the first look and to a person. Each word is judged once; time is linear in the text.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import permutations
from typing import NamedTuple

from fieldnotes.redaction.leak_keys import COMMON, GENERIC, PLACE_GENERIC
from fieldnotes.redaction.leak_sounds import Sound, distance, shortened, skeletons, sound, sounds_alike
from fieldnotes.redaction.leak_views import WALL, fold, spelling, words_of
from fieldnotes.redaction.ordinary import is_ordinary, languages_of
from fieldnotes.redaction.subject import Protects, Subject

Hit = tuple[int, int, str]  # where in the text, the subject's index, what of it

_SHORTEST = 3  # sounds of a word that is asked about at all
_WORDS_KEPT = 50_000
_MOST = 12  # parts that one word is near: the nearest


@dataclass(frozen=True, slots=True)
class _Owner:
    """Say whose a part is: the subject, the form of the name, the place in it, whether it tells them alone."""

    subject: int
    form: int
    place: int
    what: str
    alone: bool


@dataclass(slots=True)
class _Part:
    """Hold a part of names as it sounds, and all whose it is."""

    sound: Sound
    owners: list[_Owner] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Near:
    """Hold a part that a word is near, how far from it in sound, and whether that is near enough by itself."""

    part: _Part
    cost: float
    sure: bool


class _Met(NamedTuple):
    """Hold a word where it stands, and what it is near."""

    word: str
    at: int
    near: tuple[_Near, ...]


_Judged = tuple[str, tuple[_Near, ...], bool]
_Heard = tuple[str, int, str]  # a word, where it stands, how it sounds
_NOTHING = _Met("", 0, ())


class NearNames:
    """Hold the names of all subjects by their sound, and remember the words that were judged."""

    def __init__(self, subjects: Sequence[Subject]) -> None:
        self._parts: dict[str, _Part] = {}
        self._open = {spelling(word) for one in subjects for words in one.open_words for word in words_of(words)}
        self._forms = 0
        self._judged: dict[str, _Judged] = {}
        self._ordinary: dict[str, bool] = {}
        for index in sorted(range(len(subjects)), key=lambda i: subjects[i].protects is Protects.PLACE):
            subject = subjects[index]
            for form in (*subject.names, *subject.aliases):
                self._take(index, form, "a name", subject)
            for form in subject.organisations:
                self._take(index, form, "an organisation", subject)
            for form in subject.posts:
                self._take(index, form, "a post", subject)
        self._heard: dict[str, list[_Part]] = {}
        self._ends: dict[str, list[_Part]] = {}
        for part in self._parts.values():
            for met in _meeting(part.sound, glued=part.owners[0].place < 0):
                self._heard.setdefault(met, []).append(part)
            if len(part.sound.letters) >= 7 and part.owners[0].alone and part.owners[0].place >= 0:
                self._ends.setdefault(_ends(part.sound.letters, part.sound.letters), []).append(part)

    def _take(self, index: int, form: str, what: str, subject: Subject) -> None:
        """Take in the parts of *form* that tell, and the whole of it as one word."""
        self._forms += 1
        generic = GENERIC if subject.protects is not Protects.PLACE and what == "a name" else PLACE_GENERIC
        given = [spelling(word) for word in _WORD.findall(fold(form))]
        telling = [word for word in given if word not in generic | self._open]
        if what != "a name" and not all(map(languages_of, telling)):
            return  # where no list tells ordinary words, those of "women's association" would be telling
        sounds = [sound(_without_article(word)) for word in telling]
        for place, (word, heard) in enumerate(zip(telling, sounds, strict=True)):
            alone = what == "a name" and not self._is_ordinary(word)
            self._put(heard, _Owner(index, self._forms, place, what, alone))
        if 2 <= len(sounds) <= 4:
            for one, other in permutations(range(len(sounds)), 2):
                both = Sound(sounds[one].letters + sounds[other].letters, sounds[one].bare)
                if len(both.letters) >= 8:
                    self._put(both, _Owner(index, self._forms, -1, what, alone=True))

    def _put(self, heard: Sound, owner: _Owner) -> None:
        if len(heard.letters) >= _SHORTEST:
            self._parts.setdefault(f"{heard.letters}{heard.bare:d}", _Part(heard)).owners.append(owner)

    def hits(self, text: str, kept: "Kept", *, capitals: bool) -> Iterator[Hit]:
        """Yield what of *text* is near a name: where, the subject, and what of it.

        *capitals* says that capitals tell names from words in it; what is *kept* is no hit.
        """
        if not self._parts:
            return
        if len(self._judged) > _WORDS_KEPT:
            self._judged.clear()
            self._ordinary.clear()
        pieces = _WORD.split(text)
        judged, cut, at = self._judged, self._ends, 0
        before, last = _NOTHING, ("", 0, "")
        for gap, word in zip(pieces[0::2], pieces[1::2], strict=False):
            at += len(gap)
            heard, near, tells = judged.get(word) or self._judge(word)
            met = _Met(word, at, near) if near else _NOTHING
            if near and word not in kept.words:
                yield from self._alone(met, capitals=capitals)
            if near and before.near and _BESIDE.fullmatch(gap) and f"{before.word} {word}" not in kept:
                yield from self._beside(before, met, capitals=capitals)
            halves = heard and _ends(last[2], heard) in cut and _CUT.fullmatch(gap)
            if halves and f"{last[0]} {word}" not in kept:
                yield from self._cut(last, (word, at, heard))
            last = word, at, heard
            if tells:
                before = met
            at += len(word)

    def _judge(self, word: str) -> _Judged:
        """Return how *word* sounds, the parts that it is near, and whether it is more than a title; remembered."""
        letters = spelling(word)
        heard, near = sound(letters).letters, tuple(self._near(letters))
        judged = self._judged[word] = (heard, near, bool(near) or letters not in GENERIC)
        return judged

    def _near(self, word: str) -> Iterator[_Near]:
        """Yield the parts that *word*, in small letters, is near, as it stands or without what is glued to it."""
        if len(word) < _SHORTEST or word in COMMON or word in self._open:
            return
        found: dict[int, _Near] = {}
        for reading, more in _readings(word):
            heard = sound(reading)
            if len(heard.letters) < _SHORTEST:
                continue
            candidates = {id(part): part for met in _meeting(heard) for part in self._heard.get(met, ())}
            for key, part in candidates.items():
                limit = _limit(heard, part.sound)
                cost = distance(heard, part.sound, max(limit, 0.0) + 0.5) + more
                if cost <= max(limit, 0.0) + 0.5 and (key not in found or cost < found[key].cost):
                    found[key] = _Near(part, cost, cost <= limit)
        yield from sorted(found.values(), key=_cost)[:_MOST]

    def _alone(self, met: "_Met", *, capitals: bool) -> Iterator[Hit]:
        """Yield whom one word gives away; in small letters only a long one does."""
        sure = sorted((near for near in met.near if near.sure), key=_cost)
        owners = [owner for near in sure for owner in near.part.owners if owner.alone]
        looks = not capitals or _is_name_like(met.word) or len(met.word) >= 9
        if owners and looks and not self._is_ordinary(met.word):
            yield _hit(met.at, owners[0])

    def _beside(self, one: "_Met", other: "_Met", *, capitals: bool) -> Iterator[Hit]:
        """Yield whom two words side by side give away: both near different parts of one form."""
        ordinary = self._is_ordinary(one.word), self._is_ordinary(other.word)
        small = capitals and not (_is_name_like(one.word) or _is_name_like(other.word))
        if all(ordinary) or (small and any(ordinary)):
            return
        first: dict[tuple[int, int], list[tuple[_Near, _Owner]]] = {}
        for near in one.near:
            for owner in near.part.owners:
                first.setdefault((owner.subject, owner.form), []).append((near, owner))
        for near in other.near:
            for owner in near.part.owners:
                for match, its in first.get((owner.subject, owner.form), ()):
                    limit = _together(match.part.sound, near.part.sound)
                    if -1 < its.place != owner.place > -1 and match.cost + near.cost <= limit:
                        yield _hit(one.at, owner)
                        return

    def _cut(self, one: _Heard, other: _Heard) -> Iterator[Hit]:
        """Yield whom two words give away that are one word cut in two, neither of them ordinary."""
        if self._is_ordinary(one[0]) or self._is_ordinary(other[0]):
            return
        whole = sound(spelling(one[0] + other[0]))
        for part in self._ends[_ends(one[2], other[2])]:
            if abs(len(part.sound.letters) - len(whole.letters)) > 2:
                continue
            limit = _limit(whole, part.sound)
            if distance(whole, part.sound, limit) <= limit:
                yield _hit(one[1], part.owners[0])
                return

    def _is_ordinary(self, word: str) -> bool:
        known = self._ordinary.get(word)
        if known is None:
            plain = fold(word).lower().translate(_AS_LISTED)
            known = self._ordinary[word] = spelling(word) in COMMON or is_ordinary(plain)
        return known


class Kept:
    """Hold the words that somebody decided readers may see."""

    def __init__(self, phrases: Collection[str]) -> None:
        runs = [" ".join(_WORD.findall(fold(phrase))).casefold() for phrase in phrases]
        self._phrases = [f" {run} " for run in dict.fromkeys(runs) if run]
        self.words = _Folded(word for run in runs for word in run.split())

    def __contains__(self, words: object) -> bool:
        """Say whether *words* stand side by side in one of the phrases."""
        return any(f" {str(words).casefold()} " in phrase for phrase in self._phrases)


class _Folded(frozenset[str]):
    """Hold words in small letters; ask for them in any case."""

    __slots__ = ()

    def __contains__(self, word: object) -> bool:
        return super().__contains__(str(word).casefold())


# A word: in some scripts vowels are signs that Python takes for no letters, and a name may hold an apostrophe.
_WORD = re.compile(r"((?:[^\W\d_]|[\u0900-\u0dff\u1000-\u109f])+(?:(?<=[^\W\d_]{2})'[^\W\d_]{3,})?)")
_BESIDE = re.compile(rf"(?!.*[.!?;:]\s|\s*\n\s*\n)[^\w{WALL}]{{1,4}}", re.DOTALL)
_SOFT = frozenset("aeiouhwyG")
_CUT = re.compile(r"[ \t]{1,2}|-|[ \t>]*\n[ \t>]*")
_AS_LISTED = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ء": ""})  # as ordinary.py wants its words
_PROCLITICS = re.compile(r"[وف]?(?:[بكل]?ال|لل|[بكل])(?=.{4})|[وف](?=.{4})|[והבלמשכ](?=.{4})")
_ENDINGS = re.compile(
    r"(?<=.{4})(?:(?<=[а-яёіїє])(?:ого|ому|ыми|ими|ами|ями|ові|еві|ой|ою|ею|ом|ем|ым|им|ів|ов|ах|ях|ам|ям)"
    r"|(?<=[ა-ჰ])(?:მა|ის|ით|ად|ს)|(?<=[ա-և])(?:ից|ով|ին|ում|ը)|(?<=[a-z])(?:ler|lar|nin|in|den|dan|yi|ye|ov|ova|om|s))\Z"
)


def _hit(at: int, owner: _Owner) -> Hit:
    return at, owner.subject, f"what sounds like {owner.what}"


def _cost(near: _Near) -> float:
    return near.cost


def _readings(word: str) -> Iterator[tuple[str, float]]:
    """Yield *word*, then what is left of it without what may be glued to its front or end, and what that costs."""
    yield word, 0.0
    if (glued := _PROCLITICS.match(word)) is not None:
        yield word[glued.end() :], 0.1
    if (ending := _ENDINGS.search(word)) is not None:
        yield word[: ending.start()], 0.3


def _without_article(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) >= 6 else word


def _ends(first: str, last: str) -> str:
    """Return how a word begins and ends whose sounds begin with *first* and end with *last*."""
    return first[:3] + last[-1:].replace("y", "i")


def _meeting(heard: Sound, *, glued: bool = False) -> set[str]:
    """Return by what a word meets the parts that it may be near: its consonants, or its sounds but for a few."""
    met = {f"={skeleton}" for skeleton in skeletons(heard.letters) if len(skeleton) >= 2}
    if not heard.bare and len(heard.letters) >= 5:
        met |= shortened(heard.letters, 2 if 9 <= len(heard.letters) <= 12 and not glued else 1)
    return met


def _limit(one: Sound, other: Sound) -> float:
    """Return how far apart two words may sound to be one name: the farther, the more sounds or consonants they have."""
    length = min(len(one.letters), len(other.letters))
    consonants = min(sum(letter not in _SOFT for letter in each.letters) for each in (one, other))
    if one.bare or other.bare:
        if consonants < 3 or length < 4:
            return -1.0
        return 0.31 if consonants == 3 and length < 6 else 0.61 if consonants < 5 else 1.01
    length = max(length, consonants + 2) if length >= 5 else length
    if length < 9 and not sounds_alike(one.letters[0], other.letters[0]):
        length -= 1
    if length < 5:
        return -1.0
    return (0.21, 0.71, 1.01, 1.01, 1.51, 1.51, 1.51, 2.01)[min(length, 12) - 5]


def _together(one: Sound, other: Sound) -> float:
    """Return how far two words side by side may be from two parts of one name, both costs added."""
    length = len(one.letters) + len(other.letters)
    return -1.0 if length < 7 else 1.0 if length < 10 else 2.0


def _is_name_like(word: str) -> bool:
    """Say whether *word* begins with a capital, or is in a script without any."""
    return word[0].isupper() or word[0].upper() == word[0].lower() or "ა" <= word[0] <= "ჿ"
