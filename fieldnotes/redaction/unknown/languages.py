"""Tell the languages of a text by the share of its small words that are on the list of each."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import chain, compress, islice

from fieldnotes.redaction.canon import View
from fieldnotes.redaction.ordinary import (
    ARABIC,
    ARMENIAN,
    FAMILIES,
    is_function_word,
    is_listed,
    is_ordinary,
    languages_of,
)
from fieldnotes.redaction.unknown.remembering import Telling
from fieldnotes.redaction.unknown.starters import STARTERS
from fieldnotes.redaction.words import TOKEN

_ENOUGH = 96
"""Words asked of each script."""
_STRIDES = 8
"""Places in the text from which words are taken."""
_SHORT = 2000
"""A piece of this length is read from its start."""
_MUCH = 0.35
_LEAST = 0.03
_FEW, _FEW_ALONE = 12, 3
"""Less tells no language; letters that a single language with a list is written in tell much of it by themselves."""
_FIRST = 24
"""Words by which the likely languages are told, of which more are asked."""
_LIKELY = 4
_CREDIT, _ONE_IN = 1, 10
_FEWEST = 4
"""Words of a short text, of which all but one have to be known."""
_LOUD = 4
"""So many times more words have capitals than have none in a text in capitals alone."""
_JOINED = 0.3
"""Share of different words in prose that hold its sentences together; lists of names have few.

Measured in capitals: 0.33 and more in nine of ten passages of prose, 0.22 and less in 98 of 100 lists of names.
"""
_SURE, _SURE_GLUED = 0.7, 0.45
"""Share of its small words that a told language knows; less in Arabic script, where much is glued to a word.

Measured on 64 passages in eight languages and on prose: 0.74 and more, in Sorani 0.46; in languages without a list at
most 0.68 in Latin and Cyrillic letters.
"""


def spoken_in(view: View) -> Mapping[str, tuple[str, ...]]:
    """Return for each script with lists (by its first language) the languages that *view* is written in."""
    return _spoken_in(view.cased)


@lru_cache(maxsize=4)
def _spoken_in(text: str) -> Mapping[str, tuple[str, ...]]:
    return {family[0]: _chosen(words, family) for family, words in small_words(text).items()}


@lru_cache(maxsize=4)
def small_words(text: str) -> Mapping[tuple[str, ...], list[str]]:
    """Return words of *text*, folded, by which its languages are told, for each script with lists (its languages)."""
    asked: dict[tuple[str, ...], list[str]] = {family: [] for family in FAMILIES}
    for word in _readable(text):
        if (family := languages_of(word)) in asked:
            asked[family].append(word)
    return asked


def surely(words: list[str], family: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return the languages of a script that small *words* are in; none where no list knows them, None for too few."""
    if len(words) < (_FEW if len(family) > 1 else _FEW_ALONE):
        return None
    if len(family) == 1:
        return family
    chosen = _chosen(words, family)
    return chosen if _are_known(words, chosen, _SURE_GLUED if family == ARABIC else _SURE) else ()


def told_in(view: View, family: tuple[str, ...]) -> tuple[str, ...]:
    """Return the languages of one script that *view* is in; of a short text all words but one have to be known."""
    words = small_words(view.cased)[family]
    chosen = spoken_in(view)[family[0]]
    share = _SURE if len(words) >= _FEW else 1 - 1 / max(len(words), _FEWEST)
    return chosen if len(words) >= _FEWEST and _are_known(words, chosen, share) else ()


def _are_known(words: list[str], languages: tuple[str, ...], share: float) -> bool:
    """Tell whether *languages* know so large a *share* of *words*."""
    known = sum(any(known) for known in zip(*(_known(words, language) for language in languages), strict=True))
    return known >= share * len(words)


def languages_for(word: str, spoken: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return those of the *spoken* languages that *word*, folded, could be of."""
    family = languages_of(word)
    return spoken[family[0]] if family else ()


def _readable(text: str) -> list[str]:
    """Return words of *text* that are written small, or those of prose in capitals as if they were.

    Names tell no language: what they are words in would take them for words, and a list of them would be silent.
    """
    words = _sample(text)
    if len(words) < _FEW and len(loud := _sample(text.lower())) >= max(_LOUD * len(words), _FEW):
        different = set(loud)
        return loud if sum(map(is_function_word, different)) >= _JOINED * len(different) else words
    return words


def _sample(text: str) -> list[str]:
    """Return words of *text* that are written small, from its beginning and from all over a long text."""
    step = max(len(text) // _STRIDES, _SHORT)
    taken: list[str] = []
    for start in range(0, max(len(text), 1), step):
        tokens = (m[0] for m in TOKEN.finditer(text, start + (start > 0), min(start + step, len(text))))
        small = (t for t in islice(tokens, start > 0, None) if t == t.lower() and len(t) > 1)
        taken += islice(small, _ENOUGH // _STRIDES if step > _SHORT else _ENOUGH)
    return taken


def _chosen(asked: list[str], family: tuple[str, ...]) -> tuple[str, ...]:
    """Return the language that knows most of the words *asked*, and those that know much of what is left."""
    if len(asked) < _FEW:
        return _for_few(asked, family)
    first = Counter(chain.from_iterable(_knowing(word, family) for word in asked[:_FIRST]))
    likely = sorted(family, key=first.__getitem__)[-_LIKELY:]
    bits = [1 << place for place in range(len(asked))]
    known = {language: sum(compress(bits, _known(asked, language))) for language in likely}
    left, chosen = sum(bits), tuple[str, ...]()  # sets of words, a bit for each: they are counted many times
    while left and len(chosen) < _LIKELY:
        most = left.bit_count()
        best = max(known, key=lambda language: (known[language] & left).bit_count() + _credit(language, most))
        found = (known[best] & left).bit_count()
        if chosen and (found < _MUCH * most or found < _LEAST * len(asked) or found < _FEW // 2):
            break
        chosen = (*chosen, best)
        left &= ~known[best]
    return chosen


def _for_few(words: list[str], family: tuple[str, ...]) -> tuple[str, ...]:
    """Return the languages that know most of a few *words*, English alone if it is one; the first where there are none.

    What is no word of English is rather asked about than taken for a word of a language that one word was like.
    """
    if not words:
        return family[:3]
    known = Counter(chain.from_iterable(_knowing(word, family) for word in words))
    best = max(known.values(), default=0)
    if "en" in family and known["en"] + _credit("en", len(words)) >= best:
        return ("en",)
    return tuple(language for language in family if known[language] == best)[:3]


def _credit(language: str, asked: int) -> int:
    """Return how many more of the words *asked* English counts as knowing: lists of others hold English words, too."""
    return max(_CREDIT, asked // _ONE_IN) if language == "en" else 0


@lru_cache(maxsize=65536)
def _knowing(word: str, family: tuple[str, ...]) -> tuple[str, ...]:
    """Return the languages of *family* that know *word*."""
    return tuple(language for language in family if any(_known([word], language)))


def _known(words: list[str], language: str) -> Iterator[bool]:
    """Tell of each of *words* whether it is ordinary in *language*, whatever that language glues to it."""
    return _words_of(language).of(words)


@cache
def _words_of(language: str) -> Telling:
    """Return what tells and remembers which words are of *language*."""
    if language in (*ARABIC, *ARMENIAN):
        return Telling(lambda word: is_ordinary(word, (language,)))
    small = STARTERS.get(language, frozenset())
    return Telling(lambda word: word in small or is_listed(word, language))
