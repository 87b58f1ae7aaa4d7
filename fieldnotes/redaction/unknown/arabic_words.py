"""Judge words in Arabic script: which are names, settlements or verbs, which are on a list, and what stands between.

A word is asked for whole, then without what Arabic glues to its front and Persian and Kurdish to its end.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

from fieldnotes.redaction.canon import View
from fieldnotes.redaction.ordinary import ARABIC, is_listed, is_ordinary, languages_of
from fieldnotes.redaction.unknown import native_words as native
from fieldnotes.redaction.unknown.arabic_forms import is_form, is_like_verb, is_verb
from fieldnotes.redaction.unknown.languages import languages_for, spoken_in
from fieldnotes.redaction.unknown.remembering import Answers

_FRONTS = re.compile(r"(?:و|ف)?(?:ب|ل|ک|ع)?(?=\w{3})")
_ENDS = re.compile(r"(?<=\w{3})(?:یه|یش|هوه|دا|را|رو|یان|مان|شان|ی|ه|م|ش|و|ه?وه)$")
_FIRST, _SHORT = 200, 40
_SPACE = re.compile(r"[ \t]{1,2}\Z")
CLOSING = re.compile(r"\s?(?:[,.;:!?)؟؛»\"”\n]|\Z)")
"""What may stand behind the last word of a part of a sentence."""


class Kind(Enum):
    """What a word is taken for by itself."""

    EVERYDAY = auto()
    VERB = auto()
    GIVEN = auto()
    MAYBE = auto()
    """A given name that is a word as well."""
    PLACE = auto()
    WORD = auto()
    UNLISTED = auto()


NAMELIKE = (Kind.GIVEN, Kind.MAYBE, Kind.UNLISTED, Kind.PLACE)
NO_PART = (Kind.EVERYDAY, Kind.VERB)

_KINDS = Answers[Kind]()
_RESTS = Answers[list[str]]()


@dataclass
class ArabicWords:
    """Answer for the words of one view; `tokens` are those in Arabic script."""

    view: View
    tokens: list[re.Match[str]]

    @cached_property
    def answers(self) -> dict[str, Kind]:
        """What each word was taken for, in this text or in another of the same languages."""
        return _KINDS.among(self.spoken)

    @cached_property
    def rests(self) -> dict[str, list[str]]:
        """What is left of each word without what is glued to it, in such texts."""
        return _RESTS.among(self.spoken)

    @cached_property
    def spoken(self) -> dict[str, tuple[str, ...]]:
        """The languages of the text by script, as `languages.spoken_in` has them; of a short one by its small words."""
        spoken = dict(spoken_in(self.view))
        words = [token[0] for token in self.tokens[:_FIRST]]
        known = {language: sum(word in native.everyday(language) for word in words) for language in ARABIC}
        best, chosen = max(known, key=known.__getitem__), spoken.get("ar", ())
        if known[best] > 1 and all(known[best] > known[language] for language in chosen if language != best):
            spoken["ar"] = (best,) if len(words) < _SHORT else tuple(dict.fromkeys((best, *chosen)))
        return spoken

    def word(self, place: int) -> str:
        """Return the word at *place*, folded."""
        return self.tokens[place][0]

    def kind(self, place: int) -> Kind:
        """Return what the word at *place* is by itself; asked once for each word."""
        word = self.word(place)
        if word not in self.answers:
            self.answers[word] = self._look_up(word)
        return self.answers[word]

    def _look_up(self, word: str) -> Kind:
        """Return what *word* is: by itself, then without what is glued to it, then by the map and its form."""
        languages = languages_for(word, self.spoken) or languages_of(word)
        kind = self._by_itself(word, languages)
        if kind is None and not self.is_exact(word, languages):
            kind = self._by_its_rest(word, languages)
        return kind or self._by_its_form(word, languages)

    @staticmethod
    def _by_itself(word: str, languages: tuple[str, ...]) -> Kind | None:
        """Return what *word* is if a table of ours has it, or it is a verb for sure."""
        if native.is_everyday(word, languages):
            return Kind.EVERYDAY
        if native.is_given(word, languages):
            return Kind.GIVEN
        if native.may_be_given(word, languages):
            return Kind.MAYBE
        imperfect = "ar" in languages and word[0] == "ی" and len(word) > 3 and is_ordinary(word, languages)
        return Kind.VERB if imperfect or is_verb(word, languages) else None

    def _by_its_rest(self, word: str, languages: tuple[str, ...]) -> Kind | None:
        """Return what *word* is if a table has it without what is glued to it."""
        bare = self.bare(word)
        if any(native.is_given(one, languages) for one in bare):
            return Kind.GIVEN
        if not self.is_settlement(word) and any(native.is_everyday(one, languages) for one in bare):
            return Kind.EVERYDAY
        return None

    def _by_its_form(self, word: str, languages: tuple[str, ...]) -> Kind:
        """Return what *word* is by the map, the lists of words and its endings."""
        if self._is_town(word, languages):
            return Kind.PLACE
        if len(word) < 3 or is_ordinary(word, languages):
            rest = word[1:] if word[0] == "و" else ""
            joined = native.may_be_given(rest, languages) and not native.is_everyday(rest, languages)
            return Kind.MAYBE if joined else Kind.WORD
        if is_form(word, languages):
            return Kind.VERB if "ar" in languages and word[0] == "ی" else Kind.WORD
        if any(map(self.is_settlement, (word, *self.bare(word)))):
            return Kind.PLACE
        if word.startswith("ال") and native.may_be_given(word[2:], languages):
            return Kind.WORD
        return Kind.VERB if is_like_verb(word, languages) else Kind.UNLISTED

    @staticmethod
    def is_exact(word: str, languages: tuple[str, ...]) -> bool:
        """Tell whether *word* is on a list as it is, or with the Arabic article."""
        return any(is_listed(one, language) for one in (word, word.removeprefix("ال")) for language in languages)

    def _is_town(self, word: str, languages: tuple[str, ...]) -> bool:
        """Tell whether *word* is a town's name and no listed word, or a large city's."""
        known = native.settlements()
        if word in known.cities or word in known.large:
            return True
        return len(word) > 3 and word in known.towns and not self.is_exact(word, languages)

    @staticmethod
    def is_settlement(word: str) -> bool:
        """Tell whether *word* is the name of a settlement anywhere."""
        return word in native.settlements().every

    def bare(self, word: str) -> list[str]:
        """Return *word* without what is glued to its front, then to its end as well; asked once for each."""
        if word not in self.rests:
            self.rests[word] = self._without_clitics(word)
        return self.rests[word]

    def _without_clitics(self, word: str) -> list[str]:
        bare: list[str] = []
        if self.fronts_are_glued:
            front = _FRONTS.match(word)
            bare += [word[front.end() :]] if front is not None and front.end() else []
            bare += [word[1:]] if word[:1] in "وف" and len(word) > 3 else []
        if self.ends_are_glued:
            bare += [end for one in (word, *bare) if (end := _ENDS.sub("", one)) != one]
        return bare

    @cached_property
    def fronts_are_glued(self) -> bool:
        """Whether the text is in Arabic, which glues "and" and "in" to names."""
        return "ar" in self.spoken.get("ar", ("ar",))

    @cached_property
    def ends_are_glued(self) -> bool:
        """Whether the text is in a language that glues endings to names: all but Arabic."""
        return self.spoken.get("ar", ()) != ("ar",)

    def gap(self, place: int) -> str:
        """Return what stands before the word at *place* and after the one before it."""
        start = self.tokens[place - 1].end() if place else 0
        return self.view.lower[start : self.tokens[place].start()]

    def is_next(self, place: int) -> bool:
        """Tell whether only a space parts the word at *place* from the one before."""
        return 0 < place < len(self.tokens) and _SPACE.match(self.gap(place)) is not None

    def is_closed(self, place: int) -> bool:
        """Tell whether after the word at *place* a sign or a word of every day stands."""
        if CLOSING.match(self.view.lower, self.tokens[place].end()):
            return True
        if not self.is_next(place + 1):
            return False
        word, languages = self.word(place + 1), self.spoken.get("ar", ("ar",))
        return self.kind(place + 1) in NO_PART or (word[0] == "و" and native.is_everyday(word[1:], languages))
