"""Suspect names in Arabic script, which has no capitals: Arabic, Persian, Kurdish, Urdu, Pashto.

A name is told by what stands before it, by being a given name, by the map, or by being on no list of words. What stands
beside a name belongs to it unless it is a word of every day; what was found once is found again.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fieldnotes.redaction.recogniser import Suspicion
from fieldnotes.redaction.unknown import native_triggers as triggers
from fieldnotes.redaction.unknown import native_words as native
from fieldnotes.redaction.unknown.arabic_forms import has_end
from fieldnotes.redaction.unknown.arabic_frames import ArabicFrames, Found
from fieldnotes.redaction.unknown.arabic_words import CLOSING, NAMELIKE, NO_PART, Kind
from fieldnotes.redaction.unknown.suspecting import HIGH, LOW, MEDIUM, suspect

_LABEL = re.compile(r"(?m)^[\s>*•\[(-]{0,4}([^\W\d_]+(?: [^\W\d_]+){0,2}) ?[:：](?=\s)")
_QUOTE = re.compile(r"\s{0,2}[:«\"“(]?\s?[«\"“]?\Z")
_APPOSITION = re.compile(r"\s?,\s{1,2}\Z")
_NUMBERED = re.compile(r"\s\d{1,4}(?:م|ی)?(?=[\s,.]|\Z)")
_MOST_OF_ORGANISATION = 4
_PARTS = triggers.PARTS - triggers.PLACES
_WITHIN_GROUPS = (
    triggers.PLACES, triggers.LOOSE_PLACES, triggers.ORGANISATIONS, triggers.LOOSE_ORGANISATIONS, triggers.NUMBERS
)  # fmt: skip
_LOOSE = triggers.LOOSE_PLACES | triggers.LOOSE_ORGANISATIONS
_NO_PARTS = (triggers.KIN, triggers.TRADES, triggers.ORGANISATIONS, triggers.NAMED)


@dataclass
class ArabicNames(ArabicFrames):
    """Look for names in one view; `tokens` are its words in Arabic script."""

    def suspect(self) -> Iterator[Suspicion]:
        """Yield what may be a name, each word at most once."""
        looks = (self._towns, self.sons, self.introduced, self.speaking, self._announced, self._labels, self._given)
        for look in (*looks, self._places, self.quoted, self._joined, self.again, self.others):
            for found in list(look()):
                span = (self.tokens[found.first].start(), self.tokens[found.last].end())
                if found.kind == "org":
                    span = (span[0], self._with_number(span[1]))
                yield suspect(self.view, span, found.kind, found.reason, found.risk)

    def _announced(self) -> Iterator[Found]:
        """Yield what stands after titles, relatives and words for places and organisations."""
        for place in range(len(self.tokens)):
            if place in self.taken:
                continue
            if (found := self._announced_at(place)) is not None:
                yield self.take(found)

    def _announced_at(self, place: int) -> Found | None:
        """Return what the word at *place* announces."""
        bare = {self.word(place), *(one for one in self.bare(self.word(place)) if len(one) > 2)}
        if not bare.isdisjoint(triggers.ORGANISATIONS) and (found := self._organisation(place)):
            return found
        if not bare.isdisjoint(triggers.PLACES):
            return self._place_after(place)
        return self._loosely_after(place, bare) or self._person_after(place, bare)

    def _person_after(self, place: int, bare: set[str]) -> Found | None:
        """Return the name after a title, "named", a trade or a relative."""
        first, sure = place + 1, True
        if self._is_named(place, bare):
            fits = first < len(self.tokens) and _QUOTE.match(self.gap(first)) is not None
            if fits and self.word(first) in triggers.WHOSE:
                first += 1
                fits = self.is_next(first)
        elif not bare.isdisjoint(triggers.TITLES):
            gap = self.gap(first) if first < len(self.tokens) else "\n"
            fits = self.is_next(first) or (gap.strip() == "." and len(self.word(place)) < 3)
        elif not bare.isdisjoint(triggers.KIN) or not bare.isdisjoint(triggers.TRADES):
            sure = False
            first, fits = self._after_kin(first + self._is_of_a_trade(first))
        elif self.is_next(first) and self._is_honoured(place, self.word(first)):
            return Found(place, place, "person", "stands before a word of respect", MEDIUM)
        else:
            return None
        if not fits or first >= len(self.tokens) or first in self.taken or not self._may_begin(first, sure):
            return None
        last, weak = self._end_of_name(first), not sure and self.kind(first) is Kind.WORD
        return Found(
            place if self.word(place) in triggers.WITHIN else first,
            last, "person", "stands after a title, as a name does", LOW if weak else HIGH,
        )  # fmt: skip

    def _is_honoured(self, place: int, after: str) -> bool:
        """Tell whether *after*, which stands behind the word at *place*, makes a name of it."""
        kind = self.kind(place)
        return after in triggers.AFTER and (kind in NAMELIKE or (kind is Kind.WORD and after in triggers.MADAM))

    def _is_named(self, place: int, bare: set[str]) -> bool:
        """Tell whether the word at *place*, with the one before, says what somebody is called."""
        if self.is_next(place + 1) and self.word(place + 1) in triggers.NAMED_IN_TWO.get(self.word(place), ()):
            return False
        if not bare.isdisjoint(triggers.NAMED):
            return True
        before = self.word(place - 1) if self.is_next(place) else ""
        return self.word(place) in triggers.NAMED_IN_TWO.get(before, ())

    def _after_kin(self, first: int) -> tuple[int, bool]:
        """Return where a name may begin after a relative or a trade, and whether the signs between them allow it."""
        if self.is_next(first) and self.word(first) in triggers.WHOSE:
            first += 1
        if self.is_next(first):
            return first, True
        if first >= len(self.tokens) or _APPOSITION.match(self.gap(first)) is None:
            return first, False
        end = next((at for at in (first, first + 1) if at < len(self.tokens) and self._ends_apposition(at)), None)
        return first, self.kind(first) in NAMELIKE or end is not None

    def _is_of_a_trade(self, place: int) -> bool:
        """Tell whether the word at *place* says of what kind a trade is, before a name: "the witness, the second"."""
        if not (self.is_next(place) and self.is_definite(place) and self.is_next(place + 1)):
            return False
        return not self.is_definite(place + 1) and (self.kind(place + 1) in NAMELIKE or self.is_unread(place + 1))

    def _ends_apposition(self, place: int) -> bool:
        """Tell whether a comma stands after the word at *place*, and only names or plain words up to it."""
        return self.view.lower.startswith((",", " ,"), self.tokens[place].end()) and self.kind(place) not in NO_PART

    def _may_begin(self, place: int, sure: bool) -> bool:
        """Tell whether a name may begin at *place*: after a relative it is no word, or one as names are."""
        kind, word = self.kind(place), self.word(place)
        if kind in NO_PART or word in triggers.KIN - triggers.WITHIN or word in triggers.ORGANISATIONS:
            return False
        if sure or kind in NAMELIKE:
            return kind is not Kind.WORD or word[0] not in "بلفو" or self.is_exact(word, ("ar", "fa", "ckb"))
        if "," in self.gap(place) or CLOSING.match(self.view.lower, self.tokens[place].end()):
            return True
        if not self.is_next(place + 1):
            return False
        if self.word(place + 1) in triggers.WITHIN:
            return kind is Kind.WORD and self.is_exact(word, self.languages)
        family = self.word(place + 1).startswith("ال") and not word.startswith("ال")
        return self.kind(place + 1) in (Kind.GIVEN, Kind.UNLISTED) or (family and self.kind(place + 1) not in NO_PART)

    def _end_of_name(self, first: int) -> int:
        """Return the last word of the name that begins at *first*: one more that may be its part, or two."""
        last, taken = first, int(self.word(first) not in triggers.WITHIN) - 1  # particles are no parts
        while self.is_next(last + 1) and self._is_part(last + 1, taken):
            last += 1
            taken += self.word(last) not in triggers.WITHIN
        return last

    def _is_part(self, place: int, taken: int) -> bool:
        """Tell whether the word at *place* is a part of the name of which so many were *taken* before it."""
        if place in self.taken or taken > 2:
            return False
        word, kind = self.word(place), self.kind(place)
        if self.word(place - 1) in triggers.TITLES or (word in _PARTS and taken < 2):
            return kind is not Kind.VERB
        if kind in NO_PART or any(word in listed for listed in _NO_PARTS):
            return False
        if self.fronts_are_glued and word[0] == "و" and kind in (Kind.WORD, Kind.UNLISTED):
            return False
        if kind in (Kind.GIVEN, Kind.MAYBE, Kind.UNLISTED):
            return taken < 2 or kind is Kind.GIVEN
        as_family = word.startswith("ال") or word.endswith("ی")
        if self.is_closed(place) and not self.is_definite(place - 1):
            return taken < 2 + self.is_definite(place) if as_family else taken < 1
        return taken < 1 and (as_family or kind is Kind.PLACE or self.ends_are_glued or self.is_closed(place))

    def _place_after(self, place: int) -> Found | None:
        """Return the one or two words after a word for a place."""
        first = last = place + 1
        if not self.is_next(first) or self.word(first) in triggers.GENERIC:
            return None
        if self.kind(first) in NO_PART:
            heads = self.word(first) in triggers.PLACES and self.is_next(first + 1)
            if not heads or self.kind(first + 1) in NO_PART:
                return None
            return Found(first, first + 1, "place", "stands after a word for a place", MEDIUM)
        if self.is_next(first + 1) and self.is_definite(first) and self.word(first + 1) in triggers.ADJECTIVES:
            last += 1
        elif self.is_next(first + 1) and self.kind(first + 1) not in NO_PART:
            joined = self.word(first) + self.word(first + 1)
            is_name = joined in native.settlements().every or self._ends_place(first + 1)
            is_chain = self.word(first) in triggers.PARTS or (
                self.is_definite(first + 1) and not self.is_definite(first)
            )
            last += is_name or is_chain
        begin = place if self.word(place) in triggers.PLACES_WITHIN and place not in self.taken else first
        return Found(begin, last, "place", "stands after a word for a place", MEDIUM)

    def _ends_place(self, place: int) -> bool:
        """Tell whether the word at *place* may be the last of a place's name: on no list, or a town of its own."""
        return self.kind(place) is Kind.UNLISTED or self.word(place) in native.settlements().towns

    def _loosely_after(self, place: int, bare: set[str]) -> Found | None:
        """Return what a word names behind which mostly none stands: with an article, or what is on no list."""
        if not self.is_next(place + 1):
            return None
        if self.is_definite(place) and self.word(place).removeprefix("ال") in triggers.ORGANISATIONS:
            if (found := self._with_an_article(place)) is not None:
                return found
        if bare.isdisjoint(_LOOSE):
            return None
        if self.is_next(place) and self.word(place - 1) == "عن":  # "by way of"
            return None
        is_place = not bare.isdisjoint(triggers.LOOSE_PLACES)
        found = self._place_after(place) if is_place else self._organisation(place)
        if found is None or found.last == place:
            return None
        told = range(place + 1, found.last + 1)
        if not any(self._names(at) for at in told):
            return None
        return Found(found.first, found.last, found.kind, found.reason, LOW)

    def _with_an_article(self, place: int) -> Found | None:
        """Return a group of which the head has the article: an adjective with it, and what it is for."""
        if not (self.is_definite(place + 1) and self.is_next(place + 2) and self.word(place + 2).startswith("ل")):
            return None
        last = place + 2
        while last - place < _MOST_OF_ORGANISATION and self.is_next(last + 1) and self.is_definite(last + 1):
            last += 1
        return Found(place, last, "org", "stands after a word for an organisation", LOW)

    def _names(self, place: int) -> bool:
        """Tell whether the word at *place* may tell one place or group of many: no plain word, or with an article."""
        if self.word(place) in triggers.GENERIC or self.kind(place) in NO_PART:
            return False
        return self.is_definite(place) or self.kind(place) in NAMELIKE or self.is_settlement(self.word(place))

    def _organisation(self, place: int) -> Found | None:
        """Return an organisation with its number and the words that say which it is."""
        last = place
        while last - place < _MOST_OF_ORGANISATION and (further := self._further(place, last)) > last:
            last = further
        if last == place and self._with_number(self.tokens[place].end()) == self.tokens[place].end():
            return None
        return Found(place, last, "org", "stands after a word for an organisation", MEDIUM)

    def _further(self, first: int, last: int) -> int:
        """Return the next word of the organisation that begins at *first* and reaches to *last*, or *last*."""
        after = last + 1
        if after >= len(self.tokens):
            return last
        numbered = _NUMBERED.fullmatch(self.gap(after).rstrip()) is not None
        if not (self.is_next(after) or numbered):
            return last
        word = self.word(after)
        if word in triggers.JOINTS and last > first and self.is_next(after + 1):
            return after + 1 if self.kind(after + 1) not in NO_PART else last
        if self._is_closed_chain(last, first) and not word.startswith(("ال", "لل")) and not numbered:
            return last
        plain = self.kind(after) in NO_PART and word != "ی"
        return last if plain and not any(word in listed for listed in _WITHIN_GROUPS) else after

    def _is_closed_chain(self, last: int, first: int) -> bool:
        """Tell whether the grammar ends a chain of nouns at *last*: an Arabic article, no Kurdish "of"."""
        word = self.word(last)
        if word.startswith("ال") and len(word) > 4:
            return True
        if "ckb" in self.spoken.get("ar", ()):
            return not word.endswith("ی")
        return last - first > 2 and self.ends_are_glued

    def _with_number(self, end: int) -> int:
        """Return where an organisation ends, with a number behind it."""
        found = _NUMBERED.match(self.view.lower, end)
        return found.end() if found is not None else end

    def _labels(self) -> Iterator[Found]:
        """Yield who speaks: what stands before a colon at the beginning of lines."""
        starts = {token.start(): place for place, token in enumerate(self.tokens)}
        labels = [found for found in _LABEL.finditer(self.view.lower) if found.start(1) in starts]
        said = [found[1] for found in labels]
        for found in labels:
            first = starts[found.start(1)]
            places = range(first, first + len(found[1].split()))
            if first in self.taken or not triggers.LABELS.isdisjoint(found[1].split()):
                continue
            kinds = [self.kind(place) for place in places if place < len(self.tokens)]
            if any(kind in NAMELIKE for kind in kinds) or (said.count(found[1]) > 1 and kinds[0] not in NO_PART):
                yield self.take(Found(first, first + len(kinds) - 1, "person", "speaks, as a line says", MEDIUM))

    def _given(self) -> Iterator[Found]:
        """Yield given names with what belongs to them."""
        for place in range(len(self.tokens)):
            if place in self.taken or self.kind(place) is not Kind.GIVEN:
                continue
            first = place
            while self.is_next(first) and place - first < 2 and self._leads_given(first - 1):
                first -= 1
            yield self.take(Found(first, self._end_of_name(place), "person", "is a given name", MEDIUM))

    def _leads_given(self, place: int) -> bool:
        """Tell whether the word at *place* belongs to the given name behind it."""
        if place in self.taken or self.is_trigger(self.word(place)):
            return False
        return self.kind(place) in (Kind.MAYBE, Kind.UNLISTED) and self.word(place)[0] not in "وف"

    def _towns(self) -> Iterator[Found]:
        """Yield names of settlements of two words."""
        for place in range(len(self.tokens) - 1):
            if place not in self.taken and self.is_next(place + 1) and self._is_town_of_two(place):
                yield self.take(Found(place, place + 1, "place", "is the name of a settlement", MEDIUM))

    def _places(self) -> Iterator[Found]:
        """Yield names of settlements that are on no list, or stand after a word such as "to"."""
        for place in range(len(self.tokens)):
            if place in self.taken:
                continue
            if self.word(place) in triggers.PLACES:
                continue
            if self._is_unglued(place):
                yield self.take(Found(place, place, "place", "stands where a place stands", LOW))
            elif self.kind(place) is Kind.PLACE:
                yield self.take(Found(place, place, "place", "is the name of a settlement", MEDIUM))
            elif self.kind(place) in (Kind.WORD, Kind.MAYBE) and self._is_towards(place):
                yield self.take(Found(place, place, "place", "is a settlement's name after a word of place", LOW))
            elif self.word(place) in triggers.PARTS and self._is_begun(place):
                yield self.take(Found(place, place + 1, "place", "begins as names of settlements do", LOW))

    def _is_unglued(self, place: int) -> bool:
        """Tell whether the word at *place* was read as one glued to "in", though "to" before it leaves no room."""
        word = self.word(place)
        if not self.fronts_are_glued or word[0] not in "بلک" or len(word) < 4 or self.kind(place) is not Kind.WORD:
            return False
        to = self.is_next(place) and self.word(place - 1) in triggers.INTO
        return to and not has_end(word) and self.is_closed(place)

    def _is_begun(self, place: int) -> bool:
        """Tell whether a name begins at *place* after "to", of two words of which the second is no common one."""
        to = self.is_next(place) and self.word(place - 1) in triggers.TOWARDS
        return to and self.is_next(place + 1) and self.kind(place + 1) not in NO_PART and self.is_closed(place + 1)

    def _is_town_of_two(self, place: int) -> bool:
        """Tell whether the word at *place* and the next one make the name of a settlement."""
        first, second = self.word(place), self.word(place + 1)
        if len(second) < 3 or self.kind(place) is Kind.GIVEN or self.kind(place + 1) in NO_PART:
            return False
        fronts = (first, *(one for one in self.bare(first) if len(one) > 1))
        if self.kind(place) in NO_PART and triggers.PARTS.isdisjoint(fronts):
            return False
        return any(self.is_settlement(one + second) for one in fronts)

    def _is_towards(self, place: int) -> bool:
        """Tell whether a word for a direction stands before the word at *place*, which is a town's name as well."""
        word, towns = self.word(place), native.settlements().near
        if self.fronts_are_glued and word[0] in "بل" and len(word) > 4 and word[1:] in towns:
            return not self.is_exact(word[1:], ("ar",))
        bare = [one for one in self.bare(word) if len(one) > 2] if self.ends_are_glued else []
        to = self.is_next(place) and self.word(place - 1) in triggers.TOWARDS
        behind = self.is_next(place + 1) and self.word(place + 1) in triggers.BEHIND_PLACES
        if not to and not behind:
            return False
        known = native.settlements()
        if not word.startswith("ال") and not (known.towns_or_more).isdisjoint((word, *bare)):
            return True
        return not towns.isdisjoint((word, *bare)) and self.is_closed(place)

    def _joined(self) -> Iterator[Found]:
        """Yield names that are words as well, beside a name or joined to one by "and"."""
        for place in range(len(self.tokens)):
            if place in self.taken or not (
                self.kind(place) in (Kind.MAYBE, Kind.UNLISTED)
                or (self.kind(place) is Kind.WORD and self.is_next(place + 1) and self.kind(place + 1) is Kind.UNLISTED)
            ):
                continue
            last = self._end_of_name(place)
            if self._is_joined(place, last):
                yield self.take(Found(place, last, "person", "is told with somebody named", MEDIUM))
            elif self.kind(place) is Kind.MAYBE and self._is_acting(place, last):
                yield self.take(Found(place, last, "person", "does what people do", MEDIUM))
            elif self.kind(place) is Kind.MAYBE and last > place and self._ends_there(last):
                risk = LOW if self.kind(last) is Kind.WORD else MEDIUM
                yield self.take(Found(place, last, "person", "may be a given name with another", risk))

    def _ends_there(self, last: int) -> bool:
        """Tell whether a name may end with the word at *last*: by what follows, or as a family that is on no list."""
        family = self.is_definite(last) and self.kind(last) is Kind.UNLISTED
        return family or self.ends_are_glued or self.is_closed(last)

    def _is_acting(self, place: int, last: int) -> bool:
        """Tell whether the words from *place* to *last* speak, or have relatives."""
        if self.fronts_are_glued:
            said = self.word(place - 1) if self.is_next(place) else ""
            if said in triggers.SAID or said[1:] in triggers.SAID:
                return True
            after = self.word(last + 1) if self.is_next(last + 1) else ""
            return after.startswith("و") and after[1:] in triggers.KIN
        if not self.is_next(last + 1):
            return False
        done = self.is_next(last + 2) and self.word(last + 2) in triggers.DONE_TO
        return self.word(last + 1) in triggers.SAID or (done and self.word(last + 1) in triggers.OBJECT)

    def _is_joined(self, place: int, last: int) -> bool:
        """Tell whether "and" joins the words from *place* to *last* to a person before or behind them."""
        if not self.is_next(place) and not self.is_next(last + 1):
            return False
        if self.is_next(place) and self.taken.get(place - (1 if self.word(place)[0] == "و" else 2)) == "person":
            return self.word(place)[0] == "و" or self.word(place - 1) == "و"
        if not self.is_next(after := last + 1):
            return False
        glued = self.word(after)[0] == "و" and self.taken.get(after) == "person"
        return glued or (self.word(after) == "و" and self.taken.get(after + 1) == "person" and self.is_next(after + 1))
