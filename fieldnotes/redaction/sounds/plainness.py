"""Judge how plain a word is: one that is ordinary in some language is seldom a name that it sounds like."""

from functools import lru_cache

from fieldnotes.redaction.ordinary import ARABIC, LATIN, is_function_word, is_listed, is_ordinary, languages_of
from fieldnotes.redaction.sounds.inflection import ARTICLES
from fieldnotes.redaction.sounds.tokens import SYLLABLE
from fieldnotes.redaction.sounds.told import WITHOUT_NAMES, folded
from fieldnotes.redaction.unknown.months import MONTHS, WEEKDAYS
from fieldnotes.redaction.word_lists import ARABIC_PROCLITICS, COMMON_FRAGMENTS, PARTICLES

# Shares of a word's length.
_NEVER, _SAME_LETTERS, _SAME_SOUND = -1.0, 0.01, 0.05


def is_han(letters: str) -> bool:
    """Tell whether *letters* begin with a Chinese character."""
    return SYLLABLE.match(letters) is not None and letters[0] >= "\u3400"


@lru_cache(maxsize=65536)
def allowance(word: str) -> float | None:
    """Return how far *word*, if it is an ordinary one, may lie from a name and still be it: None if it is not ordinary.

    The share is of the length. With a capital only lists are asked in which no given names stand. In Arabic script
    a word that is ordinary only after its ending is taken away may be the name that it sounds like exactly.
    """
    plain = folded(word)
    languages = languages_of(plain)
    if plain in COMMON_FRAGMENTS or plain in MONTHS or plain in WEEKDAYS:
        return _NEVER
    if word == word.lower() and is_function_word(plain):
        return _NEVER
    if languages == ARABIC:
        bare = [plain[cut:] for cut in range(4) if not cut or plain[:cut] in ARABIC_PROCLITICS]
        if any(is_listed(word, language) for word in bare for language in ARABIC):
            return _NEVER
        return _SAME_SOUND if is_ordinary(plain) else None
    capital = languages == LATIN and not word.islower()
    if not is_ordinary(plain, WITHOUT_NAMES if capital else languages):
        return None
    return _SAME_LETTERS if word.lower() != word else _NEVER


def is_ordinary_word(word: str) -> bool:
    """Tell whether *word* is an ordinary word of a language that we have a list of."""
    return allowance(word) is not None


def is_mixed(word: str) -> bool:
    """Tell whether *word* mixes Latin letters with others, as a disguise does."""
    return not word.isascii() and any("a" <= letter <= "z" for letter in word)


@lru_cache(maxsize=65536)
def may_follow(word: str) -> bool:
    """Tell whether *word* may continue a name begun before it: not in lower case, unless it is hardly a word."""
    plain = word.casefold()
    if any(map(str.isdigit, word)) or (len(word) == 1 and not SYLLABLE.match(word)):
        return False
    return not word.islower() or plain in PARTICLES or plain in ARTICLES or plain not in COMMON_FRAGMENTS


@lru_cache(maxsize=65536)
def is_telling_ordinary(word: str) -> bool:
    """Tell whether *word* is ordinary and no particle, so that it hardly is a piece of a name taken apart."""
    plain = folded(word)
    return plain not in PARTICLES and not SYLLABLE.match(word) and is_ordinary_word(word)
