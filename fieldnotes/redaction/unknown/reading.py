"""Hold what is known of one view while names are looked for in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from fieldnotes.redaction.canon import View
from fieldnotes.redaction.ordinary import is_listed, is_ordinary
from fieldnotes.redaction.unknown import name_words as words
from fieldnotes.redaction.unknown.forms import is_form, stems
from fieldnotes.redaction.unknown.languages import languages_for
from fieldnotes.redaction.unknown.name_shapes import PIECE
from fieldnotes.redaction.unknown.remembering import Answers
from fieldnotes.redaction.unknown.starters import STARTERS

_NO_PARTS = words.FUNCTION | words.HARMLESS | words.TITLES | words.ORGANISATIONS | words.PLACES | words.PARTICLES
"""What is no part of a name by which it would be known again."""
_CUTS = words.ENGLISH_FUNCTION - words.GIVEN
# Whose given names are borne where a language is spoken, by the two letters that `data/ordinary.given` knows them by.
_BESIDE = {
    "fr": ("bm", "ff", "wo", "ln", "ht", "ar"),
    "uk": ("ru",),
    "ru": ("uk", "tg", "ky"),
    "sr": ("mk", "bg"),
    "tr": ("km", "az"),
    "kmr": ("tr", "ck"),
    "sw": ("so",),
}
_ANYWHERE = (
    *("ar", "az", "bg", "bm", "ck", "cs", "da", "de", "el", "en", "es", "fa", "ff", "fi", "fr", "ha", "he", "hi", "hr"),
    *("hu", "hy", "id", "it", "km", "lt", "lv", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "so", "sq", "sr", "sv"),
    *("sw", "tr", "uk", "ur", "uz", "wo", "yo"),
)

_ORDINARY = Answers[bool]()


@dataclass(slots=True)
class Reading:
    """Hold what is known of one view: its languages, the answers given, and the names found."""

    view: View
    spoken: Mapping[str, tuple[str, ...]]
    spans: list[tuple[int, int]] = field(default_factory=list)
    memory: set[str] = field(default_factory=set)
    stems: set[str] = field(default_factory=set)
    starters: frozenset[str] = field(init=False)
    answers: dict[str, bool] = field(init=False)

    def __post_init__(self) -> None:
        """Gather the words that start sentences in the languages of the text."""
        self.answers = _ORDINARY.among(self.spoken)
        spoken = (*self.spoken["en"], *self.spoken["ru"])
        self.starters = frozenset[str]().union(*(STARTERS.get(language, ()) for language in spoken))

    def is_ordinary(self, word: str) -> bool:
        """Tell whether *word*, folded, is an ordinary word here, or a harmless one; asked once for each."""
        answer = self.answers.get(word)
        if answer is None:
            answer = self.answers[word] = self._look_up(word)
        return answer

    def is_function(self, word: str) -> bool:
        """Tell whether *word* holds sentences together in English or in a language of the text."""
        if word in words.ENGLISH_FUNCTION or word in self.starters:
            return True
        if word in words.FUNCTION and word[0] > "z":
            return True
        return word in words.FUNCTION and is_ordinary(word, self._languages(word))

    def is_given(self, word: str) -> bool:
        """Tell whether *word*, folded, is a given name where the languages of the text are spoken."""
        return any(
            is_listed(code + word, "given")
            for language in self._languages(word)
            for code in (language[:2], *_BESIDE.get(language, ()))
        )

    def is_given_beside_english(self, word: str) -> bool:
        """Tell whether *word* is a given name there, in a text that is not English, which has names for words."""
        return (word[0] > "z" or not self.speaks("en")) and self.is_given(word)

    def is_name(self, word: str) -> bool:
        """Tell whether *word*, folded, is a given name in any language, or no ordinary word."""
        if not self.is_ordinary(word):
            return True
        return not self.is_function(word) and any(is_listed(code + word, "given") for code in _ANYWHERE)

    def is_word(self, word: str) -> bool:
        """Tell whether *word*, folded, is an ordinary word, though it may be a name as well."""
        return self.is_ordinary(word) or (word in words.GIVEN and is_ordinary(word, self._languages(word)))

    def cuts(self, word: str) -> bool:
        """Tell whether *word*, folded, parts two names though it has a capital: an English function word in English."""
        return len(word) > 1 and word in _CUTS and self.speaks("en")

    def speaks(self, language: str) -> bool:
        """Tell whether the text is written in a *language* with Latin letters."""
        return language in self.spoken["en"]

    def _languages(self, word: str) -> tuple[str, ...]:
        return languages_for(word, self.spoken) or ("en",)

    def _look_up(self, word: str) -> bool:
        word = word.replace("'", "")
        if word in words.ENGLISH_FUNCTION or word in words.HARMLESS or (word in words.FUNCTION and word[0] > "z"):
            return True
        if word in words.GIVEN:
            return False
        languages = self._languages(word)
        if word in self.starters or is_ordinary(word, languages) or self._is_bent(word):
            return True
        return any(is_form(word, language) for language in languages)

    def _is_bent(self, word: str) -> bool:
        """Tell whether *word* is a common English form that lists leave out."""
        return word.endswith("s") and len(word) > 4 and is_ordinary(word[:-1], ("en",)) and "en" in self.spoken["en"]

    def remember(self, span: tuple[int, int]) -> None:
        """Keep *span* and the parts of the name in it."""
        self.spans.append(span)
        tokens = PIECE.findall(self.view.lower[span[0] : span[1]])
        kept = [token for token in tokens if len(token) > 2 and token not in _NO_PARTS]
        self.memory.update(kept)
        for token in kept:
            self.stems.update(stems(token, is_turkish=False))

    def is_remembered(self, word: str) -> bool:
        """Tell whether *word*, folded, is a part of a name found before, or one with an ending."""
        if word in self.memory or not (self.stems or self.speaks("tr")):
            return word in self.memory
        return any(stem in self.memory or stem in self.stems for stem in stems(word, self.speaks("tr")))
