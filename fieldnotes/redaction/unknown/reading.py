"""Hold what is known of one view while names are looked for in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from fieldnotes.redaction.canon import View
from fieldnotes.redaction.ordinary import is_ordinary
from fieldnotes.redaction.unknown import name_words as words
from fieldnotes.redaction.unknown.languages import languages_for
from fieldnotes.redaction.words import TOKEN

_NO_PARTS = words.FUNCTION | words.HARMLESS | words.TITLES | words.ORGANISATIONS | words.PLACES | words.PARTICLES
"""What is no part of a name by which it would be known again."""


@dataclass(slots=True)
class Reading:
    """Hold what is known of one view: its languages, the answers given, and the names found."""

    view: View
    spoken: Mapping[str, tuple[str, ...]]
    answers: dict[str, bool] = field(default_factory=dict)
    spans: list[tuple[int, int]] = field(default_factory=list)
    memory: set[str] = field(default_factory=set)

    def is_ordinary(self, word: str) -> bool:
        """Tell whether *word*, folded, is an ordinary word here, or a harmless one; asked once for each."""
        answer = self.answers.get(word)
        if answer is None:
            answer = self.answers[word] = self._look_up(word)
        return answer

    def is_function(self, word: str) -> bool:
        """Tell whether *word* holds sentences together in English or in a language of the text."""
        if word in words.ENGLISH_FUNCTION:
            return True
        if word in words.FUNCTION and word[0] > "z":
            return True
        return word in words.FUNCTION and is_ordinary(word, languages_for(word, self.spoken) or ("en",))

    def _look_up(self, word: str) -> bool:
        if word in words.ENGLISH_FUNCTION or word in words.HARMLESS or (word in words.FUNCTION and word[0] > "z"):
            return True
        if word in words.GIVEN:
            return False
        return is_ordinary(word, languages_for(word, self.spoken) or ("en",)) or self._is_bent(word)

    def _is_bent(self, word: str) -> bool:
        """Tell whether *word* is a common English form that lists leave out."""
        return word.endswith("s") and len(word) > 4 and is_ordinary(word[:-1], ("en",)) and "en" in self.spoken["en"]

    def remember(self, span: tuple[int, int]) -> None:
        """Keep *span* and the parts of the name in it."""
        self.spans.append(span)
        tokens = TOKEN.findall(self.view.lower[span[0] : span[1]])
        self.memory.update(token for token in tokens if len(token) > 2 and token not in _NO_PARTS)
