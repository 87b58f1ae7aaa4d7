"""Tell the languages of a text by the share of its small words that are on the list of each."""

from collections.abc import Mapping
from itertools import islice

from fieldnotes.redaction.canon import View
from fieldnotes.redaction.ordinary import ARABIC, CYRILLIC, GREEK, LATIN, is_listed, is_ordinary, languages_of
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


def spoken_in(view: View) -> Mapping[str, tuple[str, ...]]:
    """Return for each script with lists (by its first language) the languages that *view* is written in."""
    words = _sample(view)
    return {family[0]: _chosen(words, family) for family in (LATIN, CYRILLIC, ARABIC, GREEK)}


def languages_for(word: str, spoken: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return those of the *spoken* languages that *word*, folded, could be of."""
    family = languages_of(word)
    return spoken[family[0]] if family else ()


def _sample(view: View) -> list[str]:
    """Return words of *view* that are written small, from its beginning and from all over a long text."""
    text = view.cased
    step = max(len(text) // _STRIDES, _SHORT)
    taken: list[str] = []
    for start in range(0, max(len(text), 1), step):
        tokens = (m[0] for m in TOKEN.finditer(text, start + (start > 0), min(start + step, len(text))))
        small = (t for t in islice(tokens, start > 0, None) if t == t.lower() and len(t) > 1)
        taken += islice(small, _ENOUGH // _STRIDES if step > _SHORT else _ENOUGH)
    return taken


def _chosen(words: list[str], family: tuple[str, ...]) -> tuple[str, ...]:
    """Return the language that knows most of *words*, and those that know much of what is left."""
    asked = [word for word in words if languages_of(word) == family]
    if len(asked) < _FEW:
        return _for_few(asked, family)
    first = {language: sum(_knows(word, language) for word in asked[:_FIRST]) for language in family}
    known = {language: _known(asked, language) for language in sorted(family, key=first.__getitem__)[-_LIKELY:]}
    left, chosen = set(range(len(asked))), tuple[str, ...]()
    while left and len(chosen) < _LIKELY:
        best = max(known, key=lambda language: len(known[language] & left))
        found = len(known[best] & left)
        if chosen and (found < _MUCH * len(left) or found < _LEAST * len(asked) or found < _FEW // 2):
            break
        chosen = (*chosen, best)
        left -= known[best]
    return chosen


def _known(words: list[str], language: str) -> set[int]:
    """Return which of *words*, by position, are ordinary in *language*."""
    return {position for position, word in enumerate(words) if _knows(word, language)}


def _for_few(words: list[str], family: tuple[str, ...]) -> tuple[str, ...]:
    """Return the languages that know most of a few *words*; the first of the family know none."""
    known = {language: sum(_knows(word, language) for word in words) for language in family}
    best = max(known.values())
    return tuple(language for language in family if known[language] == best)[:3]


def _knows(word: str, language: str) -> bool:
    """Tell whether *word* is ordinary in *language*, whatever is glued to it."""
    return is_ordinary(word, (language,)) if language in ARABIC else is_listed(word, language)
