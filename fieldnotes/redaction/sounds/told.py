"""List the parts of the names that were told: the words by which somebody can be known, alone and glued."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from fieldnotes.redaction.letters import fold_character
from fieldnotes.redaction.ordinary import LATIN, is_ordinary, languages_of
from fieldnotes.redaction.recogniser import Kind
from fieldnotes.redaction.sounds.tokens import SYLLABLE, words_of
from fieldnotes.redaction.subject import Protects, Subject
from fieldnotes.redaction.word_lists import (
    COMMON_FRAGMENTS,
    FUNCTION_WORDS,
    ORDINARY_WORDS,
    PARTICLES,
    PLACE_KINDS,
    TITLES,
)

WITHOUT_NAMES = ("en", "es", "fr", "de", "it", "nl", "ro")
"""The languages in Latin letters whose lists are free of given names; others are made of dictionaries that hold them
in lower case."""

SHORTEST_ALONE = 3
"""Letters of a part that can stand for its owner; of syllables and their signs two are enough."""

SIGN = re.compile("[\u0900-\u0dff\u1200-\u139f\u13a0-\u13ff\u3040-\u30ff\ua500-\ua63f]")
"""A letter of a script of which each is a consonant with its vowel."""

_SHORTEST_OF_ORGANISATION = 4
_LONGEST_FORM = 12
_HAN_RUN = re.compile("(?<![\u3400-\u9fff])[\u3400-\u9fff]{3,4}(?![\u3400-\u9fff])")
_ACRONYM = re.compile(r"[A-Z\d]{2,6}")


class Part(NamedTuple):
    """A word of a name, or several glued.

    Attributes:
        letters: in its own letters and marks, lower case.
        folded: the same folded, as texts are compared.
        owners: positions of the subjects that it may give away.
        kind: a name or an organisation.
        alone: it can stand for its owner without another part beside it.
        glued: of several words.
        ordinary: also a word of some language.
    """

    letters: str
    folded: str
    owners: frozenset[int]
    kind: Kind = Kind.NAME
    alone: bool = True
    glued: bool = False
    ordinary: bool = False


def folded(word: str) -> str:
    """Return *word*, letters and digits, as texts are compared: without marks, in lower case."""
    if word.isascii():
        return word.lower()
    return "".join(map(fold_character, word)).casefold()


def parts_of(subjects: Sequence[Subject]) -> list[Part]:
    """Return every part of the names of *subjects*, each once, with all its owners."""
    parts: dict[tuple[str, Kind], Part] = {}
    for owner, subject in enumerate(subjects):
        for part in _of_subject(subject):
            known = parts.get((part.letters, part.kind))
            owners = frozenset({owner}) | (known.owners if known else frozenset())
            parts[part.letters, part.kind] = part._replace(
                owners=owners, alone=part.alone or bool(known and known.alone)
            )
    return list(parts.values())


def _of_subject(subject: Subject) -> Iterator[Part]:
    """Yield the parts of one subject's names; what is published of it is none."""
    published = {folded(word) for form in (subject.own_name or "", *subject.open_words) for word in words_of(form)}
    for form in (*subject.names, *subject.aliases):
        words = words_of(form)[:_LONGEST_FORM]
        empty = PLACE_KINDS if subject.protects is Protects.PLACE else frozenset[str]()
        telling = [word for word in words if _tells(word, words, published | empty)]
        yield from _of_form(words, telling)
        yield from (_part(run, glued=True) for run in _HAN_RUN.findall(form))
    for form in (*subject.organisations, *subject.posts):
        yield from _of_organisation(form, published)


def _tells(word: str, words: Sequence[str], empty: Iterable[str]) -> bool:
    """Tell whether a word of a name says something about its bearer: no title, particle or function word.

    A title stands first and a particle does not, where the same word is also a name ("Ben", "Bishop").
    """
    plain = folded(word)
    if plain in set(empty) or not any(map(str.isalpha, plain)):
        return False
    if len(words) == 1:
        return plain not in FUNCTION_WORDS or plain in ORDINARY_WORDS
    first, ordinary = word is words[0], plain in ORDINARY_WORDS
    if plain in TITLES:
        return ordinary and not first
    if plain in PARTICLES:
        return ordinary and first
    return plain not in FUNCTION_WORDS or ordinary


def _of_form(words: Sequence[str], telling: Sequence[str]) -> Iterator[Part]:
    """Yield the telling words of one name, neighbours glued, and what a particle is glued to."""
    for word in telling:
        yield _part(word)
    for left, right in pairwise(telling):
        yield _part(left + right, glued=True)
        yield _part(right + left, glued=True)
    glued = ""
    for word in words:
        glued += word
        if word in telling:
            if glued != word and not all(folded(w) in COMMON_FRAGMENTS for w in telling):
                yield _part(glued, glued=True)
            glued = ""


def _of_organisation(form: str, published: Iterable[str]) -> Iterator[Part]:
    """Yield the distinctive words of an organisation or a post: no ordinary ones, no acronyms."""
    for word in words_of(form):
        plain = folded(word)
        if len(plain) < _SHORTEST_OF_ORGANISATION or plain in published or _ACRONYM.fullmatch(word):
            continue
        if plain not in COMMON_FRAGMENTS | PLACE_KINDS | TITLES | PARTICLES and not is_ordinary(plain):
            yield _part(word)._replace(kind=Kind.ORGANISATION)


def _is_word(plain: str) -> bool:
    """Tell whether a folded part of a name is a word, too, by the lists in which no given names stand."""
    languages = languages_of(plain)
    return is_ordinary(plain, WITHOUT_NAMES if languages == LATIN else languages)


def _part(word: str, *, glued: bool = False) -> Part:
    """Return *word* as a part of a name whose owners are not known yet."""
    plain = folded(word)
    alone = len(plain) >= SHORTEST_ALONE or (len(word) > 1 and (SYLLABLE.match(word) or SIGN.match(word)) is not None)
    return Part(word.lower(), plain, frozenset(), alone=alone, glued=glued, ordinary=not glued and _is_word(plain))
