"""Suspect names in Arabic script by the frame they stand in: quotation marks, a verb of speech, a father's name.

Arabic puts the verb first: behind "said the doctor" a noun without the article can only be the doctor's name, since a
predicate has no place there. What was found once is found again, and what is on no list comes last.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from fieldnotes.redaction.unknown import native_triggers as triggers
from fieldnotes.redaction.unknown.arabic_words import NAMELIKE, NO_PART, ArabicWords, Kind
from fieldnotes.redaction.unknown.name_words import folded
from fieldnotes.redaction.unknown.suspecting import HIGH, LOW, MEDIUM

_QUOTED = re.compile(r"(?<=[^\W_])(?:[^\S\n]| ?ب)[«“\"„][^\S\n]?([^\n«»“”\"„.!?…:;,]{2,40}?)[^\S\n]?[»”\"“](?!\w)")
_LONGEST_QUOTED, _LONGEST_NAME, _LONGEST_ROLE = 3, 4, 3
_ARTICLE = "ال"
_I = folded("أنا انا من")


@dataclass(slots=True)
class Found:
    """A stretch of words, by their places among all, with what it is taken for."""

    first: int
    last: int
    kind: str
    reason: str
    risk: str


@dataclass
class ArabicFrames(ArabicWords):
    """Find names by the frame they stand in, and keep which words are taken."""

    taken: dict[int, str] = field(default_factory=dict)
    memory: dict[str, str] = field(default_factory=dict)

    def take(self, found: Found) -> Found:
        """Mark the words of *found*, and remember those by which it is known again."""
        for place in range(found.first, found.last + 1):
            self.taken[place] = found.kind
            word = self.word(place)
            if len(word) > 2 and self._tells(found, place) and not self.is_trigger(word):
                self.memory.setdefault(word, found.kind)
        return found

    def _tells(self, found: Found, place: int) -> bool:
        """Tell whether *found* is known again by its word at *place*: one of several, or on no list."""
        kind, word = self.kind(place), self.word(place)
        if kind in NO_PART or found.kind == "org":
            return False
        if kind in NAMELIKE or word.endswith("ی"):
            return True
        if found.kind != "person" or found.risk == LOW:
            return False
        return found.risk == HIGH or found.last > found.first

    def is_trigger(self, word: str) -> bool:
        """Tell whether *word*, with or without what is glued to it, announces a name and is none."""
        listed = (triggers.TITLES, triggers.KIN, triggers.TRADES, triggers.PLACES, triggers.NAMED, triggers.AFTER)
        forms = (word, *self.bare(word))
        return any(not one.isdisjoint(forms) for one in (*listed, triggers.ORGANISATIONS, triggers.LABELS))

    def is_closed(self, place: int) -> bool:
        """Tell whether after the word at *place* nothing of a name can follow, or only what announces another one."""
        if super().is_closed(place):
            return True
        if not self.is_next(place + 1):
            return False
        word = self.word(place + 1)
        return word in triggers.NAMED or word in triggers.ORGANISATIONS or word in triggers.THAT

    def is_definite(self, place: int) -> bool:
        """Tell whether the word at *place* has the Arabic article."""
        return self.word(place).startswith(_ARTICLE) and len(self.word(place)) > len(_ARTICLE) + 1

    def is_unread(self, place: int) -> bool:
        """Tell whether the word at *place* is on no list as it stands, though it may be the form of one."""
        kind = self.kind(place)
        return kind is Kind.UNLISTED or (kind is Kind.WORD and not self.is_exact(self.word(place), self.languages))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the text that are written in Arabic script."""
        return self.spoken.get("ar", ("ar",))

    def quoted(self) -> Iterator[Found]:
        """Yield a few words in quotation marks behind a word, but for what was said: names, and words for names."""
        starts = [token.start() for token in self.tokens]
        for found in _QUOTED.finditer(self.view.lower):
            first, after = bisect_left(starts, found.start(1)), bisect_left(starts, found.end(1))
            if not 0 < after - first <= _LONGEST_QUOTED or first == 0 or not self.taken.keys().isdisjoint({first}):
                continue
            before = self.word(first - 1)
            if before in triggers.SPEECH or before in triggers.SAID or before in triggers.THAT:
                continue
            if self.kind(first) in NO_PART or self.kind(after - 1) is Kind.VERB:
                continue
            yield self.take(Found(first, after - 1, "person", "stands in quotation marks, as a name does", LOW))

    def speaking(self) -> Iterator[Found]:
        """Yield who speaks: in Arabic what stands behind a verb of speech and perhaps what the speaker is."""
        if not self.fronts_are_glued:
            return
        for place in range(len(self.tokens) - 1):
            if self.word(place) in triggers.SPEECH and (found := self._speaker(place + 1)) is not None:
                yield self.take(found)

    def _speaker(self, first: int) -> Found | None:
        """Return the name of who speaks, of which what he is may begin at *first*: words with the article."""
        role = first
        while first - role < _LONGEST_ROLE and self.is_next(first) and self.is_definite(first):
            first += 1
        last = first - 1
        while last - first < _LONGEST_NAME - 1 and self.is_next(last + 1) and self._may_be_part(last + 1):
            last += 1
        if last < first or self.is_definite(first):
            return None
        told = self.is_next(last + 1) and self.word(last + 1) in triggers.THAT
        unread = self.is_unread(first) or (last > first and self.is_unread(first + 1))
        if not (first > role and (told or unread or last > first)) and not (told and unread):
            return None
        risk = MEDIUM if unread or last > first else LOW
        return Found(first, last, "person", "stands where a speaker's name stands", risk)

    def _may_be_part(self, place: int) -> bool:
        """Tell whether the word at *place* may be a part of a speaker's name."""
        word = self.word(place)
        if place in self.taken or self.kind(place) in NO_PART or self.is_trigger(word) or word in triggers.THAT:
            return False
        if word[0] not in "وبل" or self.is_exact(word, self.languages) or self.kind(place) is not Kind.WORD:
            return True
        return self.is_next(place + 1) and self.word(place + 1) in triggers.THAT

    def introduced(self) -> Iterator[Found]:
        """Yield who says "I am" and the name, before a comma and where one is from."""
        for place in range(len(self.tokens) - 2):
            if self.word(place) not in _I or not self.is_next(place + 1):
                continue
            last = place + 1
            while last - place < _LONGEST_NAME and self.is_next(last + 1) and self.kind(last + 1) not in NO_PART:
                last += 1
            named = self.kind(place + 1) not in NO_PART and self.kind(last) not in NO_PART
            from_there = last + 1 < len(self.tokens) and self.word(last + 1) in triggers.FROM
            if named and from_there and self.gap(last + 1).strip() == ",":
                yield self.take(Found(place + 1, last, "person", "says who speaks", MEDIUM))

    def sons(self) -> Iterator[Found]:
        """Yield a name with "son of" or "daughter of" and the father's name, where neither is a word of every day."""
        for place in range(1, len(self.tokens) - 1):
            if self.word(place) not in triggers.SON or not (self.is_next(place) and self.is_next(place + 1)):
                continue
            sides = (place - 1, place + 1)
            if any(side in self.taken or self.is_trigger(self.word(side)) for side in sides):
                continue
            before, after = (self.kind(side) for side in sides)
            named = after in NAMELIKE or (after is Kind.WORD and self.is_closed(place + 1))
            if before in NAMELIKE and named:
                yield self.take(Found(*sides, "person", "is told as somebody's child", MEDIUM))

    def again(self) -> Iterator[Found]:
        """Yield parts of names that were found elsewhere."""
        for place in range(len(self.tokens)):
            if place in self.taken:
                continue
            word = self.word(place)
            known = next((one for one in (word, *self.bare(word)) if one in self.memory), None)
            if known is not None:
                reason = "is part of a name found elsewhere in the text"
                yield self.take(Found(place, place, self.memory[known], reason, MEDIUM))

    def others(self) -> Iterator[Found]:
        """Yield what is on no list of words, neighbours as one."""
        place = 0
        while place < len(self.tokens):
            if not self._is_strange(place):
                place += 1
                continue
            last = place
            while last - place < _LONGEST_NAME and self.is_next(last + 1) and self._is_strange(last + 1):
                last += 1
            yield Found(place, last, "person", "is on no list of ordinary words", LOW)
            place = last + 1

    def _is_strange(self, place: int) -> bool:
        """Tell whether the word at *place* is on no list, is not taken and announces nothing."""
        return place not in self.taken and self.kind(place) is Kind.UNLISTED and not self.is_trigger(self.word(place))
