"""Tell the languages of a text by the share of its small words that are on the list of each."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import chain, compress, count, islice, repeat

from fieldnotes.redaction.canon import View
from fieldnotes.redaction.ordinary import ARABIC, ARMENIAN, FAMILIES, is_listed, is_ordinary, languages_of
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
_FEW = 12
_FIRST = 24
"""Words by which the likely languages are told, of which more are asked."""
_LIKELY = 4
_CREDIT, _ONE_IN = 1, 10


def spoken_in(view: View) -> Mapping[str, tuple[str, ...]]:
    """Return for each script with lists (by its first language) the languages that *view* is written in."""
    return _spoken_in(view.cased)


@lru_cache(maxsize=4)
def _spoken_in(text: str) -> Mapping[str, tuple[str, ...]]:
    asked: dict[tuple[str, ...], list[str]] = {family: [] for family in FAMILIES}
    for word in _sample(text):
        if (family := languages_of(word)) in asked:
            asked[family].append(word)
    return {family[0]: _chosen(words, family) for family, words in asked.items()}


def languages_for(word: str, spoken: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return those of the *spoken* languages that *word*, folded, could be of."""
    family = languages_of(word)
    return spoken[family[0]] if family else ()


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
    known = {language: set(compress(count(), _known(asked, language))) for language in likely}
    left, chosen = set(range(len(asked))), tuple[str, ...]()
    while left and len(chosen) < _LIKELY:
        best = max(known, key=lambda language: len(known[language] & left) + _credit(language, len(left)))
        found = len(known[best] & left)
        if chosen and (found < _MUCH * len(left) or found < _LEAST * len(asked) or found < _FEW // 2):
            break
        chosen = (*chosen, best)
        left -= known[best]
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
    if language in (*ARABIC, *ARMENIAN):
        return map(is_ordinary, words, repeat((language,)))
    small = STARTERS.get(language)
    if small is None:
        return map(is_listed, words, repeat(language))
    return (word in small or is_listed(word, language) for word in words)
