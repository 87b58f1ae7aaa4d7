"""Recognise known names in spellings, scripts and inflections that nobody told us, by their sound.

What is surely the same name is replaced. What is merely near is replaced beside another part of the same name,
and else left to a person to decide. The words as told are found by `known_names`.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from enum import IntEnum
from itertools import pairwise
from operator import eq
from typing import NamedTuple

from fieldnotes.redaction.canon import Canon
from fieldnotes.redaction.letters import look_alikes_mapped
from fieldnotes.redaction.ordinary import languages_of
from fieldnotes.redaction.recogniser import Finding, Kind
from fieldnotes.redaction.recognisers.words_elsewhere import WordsElsewhere
from fieldnotes.redaction.sounds import chat
from fieldnotes.redaction.sounds.index import Index, Near, main_skeleton, sound_weight
from fieldnotes.redaction.sounds.inflection import Stem, stems, told_stem
from fieldnotes.redaction.sounds.plainness import (
    allowance,
    is_han,
    is_mixed,
    is_ordinary_word,
    is_telling_ordinary,
    may_follow,
)
from fieldnotes.redaction.sounds.reading import LONGEST
from fieldnotes.redaction.sounds.slips import RECOGNISABLE, Slips, shape
from fieldnotes.redaction.sounds.surnames import SURNAMES
from fieldnotes.redaction.sounds.tokens import SYLLABLE
from fieldnotes.redaction.sounds.told import SHORTEST_ALONE, SIGN, Part, folded, parts_of
from fieldnotes.redaction.sounds.written import Text, Word, place_of, texts
from fieldnotes.redaction.spans import LONGEST_JOINT, is_joint
from fieldnotes.redaction.subject import Subject
from fieldnotes.redaction.word_lists import COMMON_FRAGMENTS, FUNCTION_WORDS, PARTICLES

WHY = "sounds like a name"
"""The reason of an open finding."""

_REMEMBERED = 200_000
_BARE_PENALTY = 0.1
_SHORT = 4
_TELLING = 3.5
_TELLING_AMONG_UNKNOWN = 5.0  # in scripts without a list of ordinary words
_EXACT, _EXACT_AMONG_UNKNOWN = 0.06, 0.04
_JOINED_WORDS, _JOINED_SYLLABLES = 3, 4
_NEXT = 6
_STANDS_ALONE = re.compile(rf"{SYLLABLE.pattern}|[\uac00-\ud7a3]")
_GLUE = frozenset(" \u00a0-‐‑'’‘`´′ʼʻ\n")
_LONGEST_GLUE = 2


class Tier(IntEnum):
    """Say how sure it is that a word is a certain part of a name."""

    TOLD = 0  # as it stands on the card
    STRONG = 1
    NEAR = 2
    BESIDE = 3  # counts only beside another part


class Hit(NamedTuple):
    """One part of a name that a word may be: its number, how sure, how far, how many letters go before it."""

    number: int
    tier: Tier
    distance: float
    front: int


class Heard(NamedTuple):
    """What one word may be, and the coarse consonants with which it may begin a longer one."""

    hits: tuple[Hit, ...]
    head: str | None


class _Memory(dict[str, Heard | None]):
    """Remember what each word may be."""

    def __init__(self, listen: Callable[[str], Heard | None]) -> None:
        super().__init__()
        self._listen = listen

    def __missing__(self, word: str) -> Heard | None:
        answer = self[word] = self._listen(word)
        return answer


class Unit(NamedTuple):
    """What was heard at one place, in one word or several put together."""

    word: Word
    hits: tuple[Hit, ...]


class NearNames:
    """Find what sounds like the names, aliases, organisations and places of the subjects."""

    covers: frozenset[str] = frozenset({"spelling variants of known names"})

    def __init__(self, subjects: Sequence[Subject]) -> None:
        self._parts = parts_of(subjects)
        self._weights = [sound_weight(part.letters) for part in self._parts]
        self._index, self._slips = Index(), Slips()
        self._told: dict[str, list[int]] = {}
        self._heard = _Memory(self._listen)
        self._together = _Memory(self._listen_together)
        self._couples: dict[tuple[str, str], frozenset[int]] = {}
        self._open = {word for subject in subjects for word in subject.open_words}
        self._published = [subject.open_words for subject in subjects]
        self._elsewhere = WordsElsewhere(self._just_like, WHY)
        for number, part in enumerate(self._parts):
            self._told.setdefault(part.folded, []).append(number)
            self._index.add(part.letters, number)
            if (stem := told_stem(part.letters)) is not None:
                self._index.add(stem, number)
            self._slips.add(part.folded, number)

    def find(self, canon: Canon) -> Iterable[Finding]:
        """Yield what sounds like a name in the text as written and in any view of it that reads otherwise."""
        if self._parts:
            if len(self._heard) + len(self._together) + len(self._couples) > _REMEMBERED:
                self._heard.clear()
                self._together.clear()
                self._couples.clear()
            for text in texts(canon):
                yield from self._in_text(text, canon)
            yield from self._elsewhere.find(canon)

    def _just_like(self, word: str) -> frozenset[int]:
        """Return whose name *word*, in small letters, sounds just like; nobody's if the name is short."""
        if not self._index.has_skeleton(main_skeleton(word)):
            return frozenset()
        near = self._index.near(word, 0.0).values()
        able = (Hit(one.number, Tier.NEAR, one.distance, 0) for one in near if one.strong)
        plain = folded(word)
        hits = (hit for hit in able if not self._is_vague(hit) and self._may_be(hit, plain))
        parts = [part for part in (self._parts[hit.number] for hit in hits) if part.alone and not part.glued]
        return frozenset[int]().union(*(part.owners for part in parts if part.kind is Kind.NAME))

    def _in_text(self, text: Text, canon: Canon) -> Iterator[Finding]:
        """Yield what sounds like a name in one reading of the text."""
        heard = list(map(self._heard.__getitem__, text.tokens()))
        if not any(heard):
            return
        units = list(self._units(text, heard))
        for unit in units:
            yield from self._alone(unit, text, canon)
        for index, unit in enumerate(units):
            for other in units[index + 1 : index + 1 + _NEXT]:
                yield from self._beside(unit, other, text)

    def _units(self, text: Text, heard: Sequence[Heard | None]) -> Iterator[Unit]:
        """Yield the words that may be parts of names, and neighbours that are one such word together."""
        words = text.places()
        for index, found in enumerate(heard):
            if found is None:
                continue
            if found.hits:
                yield Unit(place_of(words[index]), found.hits)
            if found.head is not None:
                yield from self._put_together(words, index, found.head, text.words)

    def _put_together(self, words: Sequence[re.Match[str]], index: int, head: str, text: str) -> Iterator[Unit]:
        """Yield what the word at *index* is with the next ones, where only a space or hyphen parts them."""
        first = place_of(words[index])
        letters, most = first.letters, _JOINED_SYLLABLES if SYLLABLE.match(first.letters) else _JOINED_WORDS
        named = self._is_heard(first.letters)  # then a common word beside it is only that
        begun = folded(first.letters) in PARTICLES  # Abd al-Rahman, though ordinary words follow
        ordinary = not begun and is_telling_ordinary(first.letters)
        for before, word in pairwise(map(place_of, words[index : index + most])):
            gap = text[before.end : word.start]
            if len(gap) > _LONGEST_GLUE or not _GLUE.issuperset(gap) or not may_follow(word.letters):
                return
            letters += word.letters
            named = named or self._is_heard(word.letters)
            ordinary = not begun and (ordinary or is_telling_ordinary(word.letters))
            head += main_skeleton(word.letters.lower())
            if self._index.has_skeleton(head) or self._index.has_skeleton(main_skeleton(letters.lower())):
                together = None if ordinary and named else self._together[letters]
                if together is not None:
                    hits = (hit._replace(tier=Tier.BESIDE) for hit in together.hits) if ordinary else together.hits
                    yield Unit(Word(letters, first.start, word.end), tuple(hits))
            if not self._index.begins(head):
                return

    def _is_heard(self, word: str) -> bool:
        """Tell whether *word* by itself may be a part of a name."""
        heard = self._heard[word]
        return heard is not None and bool(heard.hits)

    def _listen_together(self, letters: str) -> Heard | None:
        """Find out what several words put together surely are."""
        unsure = SYLLABLE.match(letters) is not None or is_ordinary_word(letters)
        tier = Tier.NEAR if unsure else Tier.STRONG
        whole = (stem for stem in stems(letters.lower()) if not stem.bare) if len(letters) <= LONGEST else ()
        found = [(near, stem.front) for stem in whole for near in self._index.near(stem.letters).values()]
        hits = [Hit(near.number, tier, near.distance, front) for near, front in found if near.strong]
        if is_han(letters):
            hits = [hit if self._is_written_alike(hit, letters) else hit._replace(tier=Tier.BESIDE) for hit in hits]
        return Heard(tuple(_nearest(hits).values()), None) if hits else None

    def _is_written_alike(self, hit: Hit, letters: str) -> bool:
        """Tell whether Chinese *letters* share half of the characters of a part: many characters sound the same."""
        told = self._parts[hit.number].letters
        same = sum(map(eq, told, letters))
        return len(told) == len(letters) > 2 and 2 * same >= len(told)

    def _listen(self, word: str) -> Heard | None:
        """Find out what *word* may be."""
        plain = folded(word)
        small = word.islower()
        told = self._told.get(plain, ())
        if len(word) > LONGEST or (len(word) == 1 and not _STANDS_ALONE.match(word)):
            return None
        grammar = plain in FUNCTION_WORDS
        if not told and (plain.isdigit() or (grammar and not word[:1].isupper()) or (small and is_ordinary_word(word))):
            return None
        guesses = () if plain in PARTICLES else self._guesses(word.lower(), plain)
        hits = _nearest([*(Hit(number, Tier.TOLD, 0.0, 0) for number in told), *guesses])
        able = (hit for hit in hits.values() if self._may_be(hit, plain))
        kept = tuple(_only_beside(able) if grammar and not told else self._doubted(able, word))
        head = None if small or grammar else main_skeleton(word.lower())
        head = head if head is not None and self._index.begins(head) else None
        return Heard(kept, head) if kept or head is not None else None

    def _guesses(self, word: str, plain: str) -> Iterator[Hit]:
        """Yield the parts that *word*, in lower case, sounds like or may be a slip of."""
        has_figures = any(map(str.isdigit, plain))
        letters = shape(plain) if has_figures else word
        letters = look_alikes_mapped(letters) if is_mixed(letters) else letters
        typed = chat.readings(plain) if has_figures else ()
        for stem in (stem for way in (letters, *typed) for stem in stems(way)):
            for near in self._index.near(stem.letters, _BARE_PENALTY if stem.bare else 0.0).values():
                yield Hit(near.number, self._tier(near, stem), near.distance, stem.front)
        for number in self._slips.alike(plain):
            yield Hit(number, Tier.STRONG, 0.5, 0)
        for number in self._slips.slipped(plain):
            known = len(self._parts[number].folded) >= RECOGNISABLE
            yield Hit(number, Tier.NEAR if known else Tier.BESIDE, 1.0, 0)

    def _tier(self, near: Near, stem: Stem) -> Tier:
        """Return how sure it is that one is a part which sounds *near* it; bare of an ending it is less sure."""
        if stem.titled:
            return Tier.NEAR if near.distance <= _BARE_PENALTY else Tier.BESIDE
        bare = stem.bare
        if bare and self._parts[near.number].folded in COMMON_FRAGMENTS:
            return Tier.BESIDE  # Turki, the Turkish army
        sure = near.strong and not (bare and self._weights[near.number] < _TELLING)
        return Tier.STRONG if sure else Tier.NEAR

    def _doubted(self, hits: Iterable[Hit], word: str) -> Iterator[Hit]:
        """Yield *hits* as sure as they may be for such a word."""
        allowed: float | None = 0.0
        asked = False
        for hit in hits:
            if hit.tier is not Tier.TOLD and not asked:
                allowed, asked = allowance(word), True
            sure = self._doubt(hit, word, allowed)
            if sure is not None:
                yield hit._replace(tier=sure)

    def _doubt(self, hit: Hit, word: str, allowed: float | None) -> Tier | None:
        """Return how sure *hit* is for such a word, None if it counts for nothing.

        A single Chinese character or Burmese syllable counts only beside another part. Where ordinary words are not
        known a short name is at most near, and so is a long one that is not quite the same. Without a capital a
        short name, or one that is also a word, is at most near. An ordinary word is at most near, in lower case
        nothing at all, unless it sounds the same as far as it is *allowed*; with a capital it counts beside
        another part.
        """
        part, weight = self._parts[hit.number], self._weights[hit.number]
        strong, small = hit.tier is Tier.STRONG, word == word.lower()
        known = bool(languages_of(folded(word)))
        exact = hit.distance <= (_EXACT if known else _EXACT_AMONG_UNKNOWN) * weight
        if SYLLABLE.match(word):
            return None if hit.tier is Tier.TOLD else Tier.BESIDE
        if hit.tier is Tier.TOLD:
            return Tier.TOLD
        if SYLLABLE.match(part.letters) and not part.glued:
            return Tier.BESIDE
        if weight < _TELLING_AMONG_UNKNOWN and not known:
            return Tier.NEAR if strong else Tier.BESIDE
        if allowed is not None:
            if not strong or word.islower():
                return Tier.BESIDE if word.istitle() or word.swapcase() == word else None
            same = hit.distance <= allowed * weight and (weight >= _TELLING or not word.istitle())
            return Tier.STRONG if same else Tier.NEAR
        doubtful = not exact and (part.glued or not known)
        if strong and (doubtful or (small and (part.ordinary or (word.islower() and len(part.folded) <= _SHORT)))):
            return Tier.NEAR
        return hit.tier

    def _may_be(self, hit: Hit, plain: str) -> bool:
        """Tell whether the word may not be published for somebody whom *hit* would give away."""
        owners = self._parts[hit.number].owners
        return plain not in self._open or any(plain not in self._published[owner] for owner in owners)

    def _alone(self, unit: Unit, text: Text, canon: Canon) -> Iterator[Finding]:
        """Yield what one unit is without its neighbours: surely a name, or near one; not what was told.

        What was told is found here where `known_names` is blind to it: a word with vowel signs, as in India, is several
        to it; two signs of a syllabary (Ali in Ethiopic) are too few letters. The latter may be a word: it is near one.
        """
        told, seen = any(hit.tier is Tier.TOLD for hit in unit.hits), folded(unit.word.letters)
        short = told and seen.isalnum() and len(seen) < SHORTEST_ALONE and SIGN.match(seen) is not None
        if told and seen.isalnum() and not short:
            return
        for kind in (Kind.NAME, Kind.ORGANISATION):
            able = [h for h in unit.hits if self._parts[h.number].alone and self._parts[h.number].kind is kind]
            strong = [hit for hit in able if hit.tier in (Tier.TOLD, Tier.STRONG)]
            small = canon.has_capitals and unit.word.letters.islower()
            near = [hit for hit in able if hit.tier is Tier.NEAR and not (small and self._is_vague(hit))]
            if strong and not short:
                nearest = min(hit.distance for hit in strong)
                finding = self._finding(unit, [hit for hit in strong if hit.distance <= nearest], kind, text)
                yield finding if kind is Kind.NAME else replace(finding, weak=True, near=WHY)
            elif near or strong:
                yield replace(self._finding(unit, [*strong, *near], kind, text), weak=True, near=WHY)

    def _is_vague(self, hit: Hit) -> bool:
        """Tell whether a hit says nothing of a word in small letters among others with capitals."""
        weight = self._weights[hit.number]
        return weight < _TELLING or hit.distance > _EXACT * weight

    def _finding(self, unit: Unit, hits: Sequence[Hit], kind: Kind, text: Text) -> Finding:
        """Return the finding of one unit."""
        owners = frozenset[int]().union(*(self._parts[hit.number].owners for hit in hits))
        front = min(hit.front for hit in hits)
        start, end = text.raw_span(unit.word.start + front, unit.word.end)
        return Finding(start, end, kind, owners, len(unit.word.letters) - front - 1)

    def _shared(self, left: Unit, right: Unit) -> frozenset[int]:
        """Return whose different parts two units are, were they neighbours; each couple is asked once."""
        key = left.word.letters, right.word.letters
        if (shared := self._couples.get(key)) is None:
            shared = self._couples[key] = frozenset(
                owner
                for one in left.hits
                for other in right.hits
                if _go_together(one, other, self._parts, left.word.letters)
                for owner in self._parts[one.number].owners & self._parts[other.number].owners
            )
        return shared

    def _beside(self, left: Unit, right: Unit, text: Text) -> Iterator[Finding]:
        """Yield two neighbours that are different parts of one name."""
        gap = right.word.start - left.word.end
        owners = self._shared(left, right) if 0 <= gap <= LONGEST_JOINT else frozenset()
        if owners and is_joint(text.words[left.word.end : right.word.start]):
            front = min(hit.front for hit in left.hits)
            start, end = text.raw_span(left.word.start + front, right.word.end)
            letters = len(left.word.letters) + len(right.word.letters)
            yield Finding(start, end, Kind.NAME, owners, letters)


def _only_beside(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield the sure ones of *hits* for a word that holds sentences together: beside another part it may be a name."""
    return (hit._replace(tier=Tier.BESIDE) for hit in hits if hit.tier is Tier.STRONG)


def _nearest(hits: Iterable[Hit]) -> dict[int, Hit]:
    """Return the surest and nearest hit of each part."""
    best: dict[int, Hit] = {}
    for hit in hits:
        if hit.number not in best or hit[1:3] < best[hit.number][1:3]:
            best[hit.number] = hit
    return best


def _go_together(one: Hit, other: Hit, parts: Sequence[Part], first: str) -> bool:
    """Tell whether two neighbouring hits are different parts of one name.

    In Chinese text the first must be written like a family name.
    """
    left, right = parts[one.number], parts[other.number]
    if (
        left.folded in right.folded
        or right.folded in left.folded
        or left.kind is not right.kind
        or left.owners.isdisjoint(right.owners)
    ):
        return False
    return not is_han(first) or first[0] in SURNAMES
