"""Tell in which languages no chosen language model was asked about names.

Models are chosen by their language, and what is written in another one is left to the rules: that has to be said. The
languages of a text are told by its small words (`languages`); what is too short is told together with other such
texts. Of a script without word lists the letters tell.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fieldnotes.redaction.canon import View
from fieldnotes.redaction.ordinary import FAMILIES
from fieldnotes.redaction.unknown.languages import small_words, surely
from fieldnotes.redaction.unknown.second_opinion import language_of

_NAMES = {
    "ar": "Arabic",
    "ckb": "Sorani Kurdish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "hr": "Croatian or Bosnian",
    "hy": "Armenian",
    "id": "Indonesian",
    "it": "Italian",
    "ka": "Georgian",
    "kmr": "Kurmanji Kurdish",
    "nl": "Dutch",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sq": "Albanian",
    "sr": "Serbian",
    "sw": "Swahili",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
}
_SCRIPTS = {"en": "Latin", "ru": "Cyrillic", "ar": "Arabic"}
# Scripts without lists, by the first word of their letters' names: what people call them, and what is written in them.
_UNLISTED = {
    "CJK": ("Chinese letters", {"zh", "ja"}),
    "HIRAGANA": ("Japanese", {"ja"}),
    "KATAKANA": ("Japanese", {"ja"}),
    "HANGUL": ("Korean", {"ko"}),
    "MYANMAR": ("Burmese letters", {"my"}),
}
_LISTED = frozenset({"LATIN", "CYRILLIC", "ARABIC", "GREEK", "ARMENIAN", "GEORGIAN", "MODIFIER", "UNKNOWN"})
_MANY = "xx"
_FEWEST_WORDS, _FEWEST_LETTERS = 3, 3
"""Less than this is a word of another language, and makes no text of it."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Hold what tells the languages of one text.

    Attributes:
        told: its languages, by their codes.
        untold: the first languages of scripts with lists in which none of the lists knows its words.
        few: by the first language of a script, small words that are too few to tell by.
        letters: the first words of the names of its letters that no list has, and how many there are.
    """

    told: frozenset[str]
    untold: frozenset[str]
    few: Mapping[str, tuple[str, ...]]
    letters: Mapping[str, int]


def heard(view: View) -> Heard:
    """Return what tells the languages of a text."""
    told: set[str] = set()
    untold: set[str] = set()
    few: dict[str, tuple[str, ...]] = {}
    for family, words in small_words(view.cased).items():
        languages = surely(words, family)
        told.update(languages or ())
        if languages is None:
            few[family[0]] = tuple(words)
        elif not languages:
            untold.add(family[0])
    return Heard(frozenset(told), frozenset(untold), few, _unlisted(view.cased))


def _unlisted(text: str) -> Counter[str]:
    """Count the letters of scripts that no list has, by the first word of their names."""
    found: Counter[str] = Counter()
    for letter, count in Counter(text).items():
        if letter > "\u02ff" and letter.isalpha():
            found[unicodedata.name(letter, "UNKNOWN").split()[0]] += count
    return Counter({script: count for script, count in found.items() if script not in _LISTED})


def unread(texts: Iterable[Heard], models: Iterable[str]) -> tuple[str, ...]:
    """Return the languages of some *texts* in which none of *models* was made, in words; none without models.

    A model for many languages ("xx") is taken to read them all.
    """
    reads = {language_of(model) for model in models}
    if not reads or _MANY in reads:
        return ()
    all_texts = list(texts)
    told = set[str]().union(*(text.told for text in all_texts))
    untold = set[str]().union(*(text.untold for text in all_texts))
    for family in FAMILIES:
        words = [word for text in all_texts for word in text.few.get(family[0], ())]
        together = surely(words, family)
        told.update(together or ())
        is_too_short = together is None and len(words) >= _FEWEST_WORDS and told.isdisjoint(family)
        untold |= {family[0]} if together == () or is_too_short else set()
    letters: Counter[str] = Counter()
    for text in all_texts:
        letters.update(text.letters)
    return (
        *sorted(_NAMES[language] for language in told - reads),
        *sorted(f"a language in {_SCRIPTS[script]} letters that could not be told" for script in untold),
        *_scripts(letters, reads),
    )


def _scripts(letters: Mapping[str, int], reads: set[str]) -> list[str]:
    """Return the scripts of enough *letters* in which nothing is read, in words."""
    found = [
        _UNLISTED.get(script, _in_letters(script)) for script, count in letters.items() if count >= _FEWEST_LETTERS
    ]
    return sorted({words for words, languages in found if reads.isdisjoint(languages)})


def _in_letters(script: str) -> tuple[str, set[str]]:
    """Return what a script is called of which nothing else is known: "Ethiopic letters"."""
    return f"{script.capitalize()} letters", set()
