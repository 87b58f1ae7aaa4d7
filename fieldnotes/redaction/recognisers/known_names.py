"""Recognise what the vault knows people, posts, organisations and places to be called.

A name is protected as a whole, and so is each part of it that can stand for the person; particles and
titles cannot. A place is protected by its full forms and by their distinctive words, but for words that may
be published. Posts and organisations are protected as phrases.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import combinations, permutations

from fieldnotes.redaction.canon import Canon
from fieldnotes.redaction.keys import Key, Lexicon, breaks, fold, spellings
from fieldnotes.redaction.ordinary import is_ordinary
from fieldnotes.redaction.recogniser import Finding, Kind
from fieldnotes.redaction.scanning import scan
from fieldnotes.redaction.sounds.surnames import SURNAMES
from fieldnotes.redaction.subject import Protects, Subject
from fieldnotes.redaction.word_lists import (
    COMMON_FRAGMENTS,
    FUNCTION_WORDS,
    ORDINARY_WORDS,
    PARTICLES,
    PLACE_KINDS,
    TITLES,
)
from fieldnotes.redaction.words import form_words, is_unspaced, squeezed

_SHORTEST_PART = 3
_SHORTEST_HINT = 4
_SHORTEST_BACKWARDS = 5
_GENERIC = PLACE_KINDS | PARTICLES | TITLES | COMMON_FRAGMENTS
_HAN_NAME = 3  # a family name and a given name of two characters, written together
_GIVEN_NAME = "is as the given name"
_HINTS = {Kind.POST: "a telling word of a post", Kind.ORGANISATION: "a telling word of the name"}
_LONGEST_FORM = 12
# O'Brien, d'Arvor, al'Amin; الكمون; Alkemiri, if enough remains to tell an article from the start of a name.
_ARTICLE = re.compile(
    r"\A(?:(?:o|d|l|m|mc|n|al|el)['’‘`´′](?=[^\W\d_]{4})|ال(?=[^\W\d_]{3})|(?:al|el)(?=[^\W\d_]{5}))", re.IGNORECASE
)
_BRACKETED = re.compile(r"\s*[(\[]([^()\[\]]+)[)\]]\s*")
_LEADING_ARTICLE = re.compile(r"\A\s*(?:the|an?)\s+", re.IGNORECASE)


class KnownNames:
    """Find names, aliases, posts, organisations and places of the subjects."""

    covers: frozenset[str] = frozenset()

    def __init__(self, subjects: Sequence[Subject]) -> None:
        self._lexicon = Lexicon()
        for owner, subject in enumerate(subjects):
            compiler = _Compiler(self._lexicon, owner)
            if subject.protects is Protects.PLACE:
                compiler.place((*subject.names, *subject.aliases), subject.open_words)
            else:
                own = (subject.own_name,) if subject.own_name else ()
                compiler.person((*own, *subject.names), subject.aliases)
                compiler.whole(subject.personas)
            compiler.phrases(subject.posts, Kind.POST)
            compiler.phrases(subject.organisations, Kind.ORGANISATION)

    def find(self, canon: Canon) -> Iterable[Finding]:
        """Yield every name, post, organisation and place in any view of the text."""
        return scan(canon, self._lexicon)


def _plain(word: str) -> str:
    """Return the letters of a folded word in lower case, as the word lists have them."""
    return squeezed(word).casefold()


def _is_generic(words: Sequence[str], index: int) -> bool:
    """Tell whether a word of a name says nothing about its bearer, at its place in the name.

    A title stands first and a particle does not, where the same word is also a name ("Ben", "Bishop").
    """
    word = _plain(words[index])
    if len(words) == 1:
        return False
    ordinary = word in ORDINARY_WORDS
    if word in TITLES:
        return index == 0 or not ordinary
    if word in PARTICLES:
        return index > 0 or not ordinary
    return word in FUNCTION_WORDS and not ordinary


def _is_long_enough(word: str) -> bool:
    """Tell whether a part of a name can be a key of its own."""
    return len(word) >= _SHORTEST_PART or (len(word) == 2 and is_unspaced(word))


class _Compiler:
    """Turn one subject's forms into keys."""

    def __init__(self, lexicon: Lexicon, owner: int) -> None:
        self._lexicon = lexicon
        self._name = Key(owner, Kind.NAME, bends=True)

    def person(self, names: Iterable[str], aliases: Iterable[str]) -> None:
        """Add the names and aliases of a person."""
        for form in names:
            self._form(form_words(fold(form)), alone=frozenset())
        for form in aliases:
            self._form(form_words(fold(form)), alone=COMMON_FRAGMENTS)

    def _form(self, words: Sequence[str], alone: frozenset[str]) -> None:
        """Add a name or alias, whole and in parts; a word in *alone* is no part of its own."""
        self._whole(words)
        words = words[:_LONGEST_FORM]
        self._incomplete(words)
        telling = [word for index, word in enumerate(words) if not _is_generic(words, index)]
        for word in telling:
            if _plain(word) not in alone:
                self._part(word)
        self._pairs(telling)
        if len(words) == 1 and len(words[0]) == _HAN_NAME and words[0][0] in SURNAMES:
            self._add([words[0][1:]], self._name._replace(near=_GIVEN_NAME, inside=True))

    def place(self, forms: Iterable[str], open_words: frozenset[str]) -> None:
        """Add the forms of a place and their distinctive words."""
        published = {_plain(word) for words in open_words for word in form_words(fold(words))}
        generic = _GENERIC | published
        for form in forms:
            words = form_words(fold(form))
            if all(_plain(word) in published for word in words):
                continue
            self._whole(words)
            for word in words:
                if _plain(word) not in generic:
                    self._part(word)

    def whole(self, forms: Iterable[str]) -> None:
        """Add made-up names, which have no parts that could give anybody away."""
        for form in forms:
            self._whole(form_words(fold(form)))

    def phrases(self, forms: Iterable[str], kind: Kind) -> None:
        """Add posts or organisations, with and without a bracketed short form or a leading article."""
        key = self._name._replace(kind=kind)
        for form in forms:
            short = _BRACKETED.findall(form)
            for variant in {form, _BRACKETED.sub(" ", form), *short}:
                words = form_words(fold(_LEADING_ARTICLE.sub("", variant)))
                word = squeezed(words[0]) if len(words) == 1 else ""
                telling = key._replace(inside=is_unspaced("".join(map(squeezed, words))))
                if word.isupper() and (len(word) < _SHORTEST_PART or _all_common(words)):
                    self._lexicon.add(word.casefold(), key._replace(written=word))
                else:
                    self._add(words, telling)
                    self._hints(words, kind)

    def _hints(self, words: Sequence[str], kind: Kind) -> None:
        """Add the distinctive words of a post or an organisation: alone they may mean it, and a person decides."""
        hint = self._name._replace(kind=kind, near=_HINTS[kind])
        for word in words if len(words) > 1 else ():
            plain = _plain(word)
            if len(plain) >= _SHORTEST_HINT and not (is_ordinary(plain) or plain in _GENERIC):
                self._add([word], hint)

    def _add(self, words: Sequence[str], key: Key) -> None:
        """Add *words* as one key, in each of their spellings."""
        key = key._replace(breaks=breaks(words))
        for spelling in spellings(words):
            self._lexicon.add(spelling, key)
            backwards = spelling[::-1]
            if len(spelling) >= _SHORTEST_BACKWARDS and not (key.ordinary or is_ordinary(backwards)):
                self._lexicon.add(backwards, key._replace(breaks=frozenset(), bends=False, inside=False))

    def _whole(self, words: Sequence[str]) -> None:
        """Add a full form; a very short one, or a word like "One", counts only as it is written."""
        plain = [_plain(word) for word in words]
        ordinary = all(word in COMMON_FRAGMENTS for word in plain)
        if len(words) == 1 and words[0].isascii() and _must_be_written(plain[0]):
            self._lexicon.add(plain[0], self._name._replace(written=squeezed(words[0]), bends=False))
            return
        self._add(words, self._name._replace(ordinary=ordinary and len(words) == 1, inside=not ordinary))

    def _incomplete(self, words: Sequence[str]) -> None:
        """Add runs of a name that hold a particle or title and something to go with it ("Abu Damar")."""
        generic = [_is_generic(words, index) for index in range(len(words))]
        for first, end in combinations(range(len(words) + 1), 2):
            run = words[first:end]
            telling = [word for word, empty in zip(run, generic[first:end], strict=True) if not empty]
            if 1 < len(run) < len(words) and 0 < len(telling) < len(run) and not _all_common(telling):
                self._add(run, self._name)

    def _part(self, word: str) -> None:
        """Add one part of a name, and what remains of it without an article written onto it."""
        plain = _plain(word)
        if not _is_long_enough(plain):
            return
        ordinary = plain in COMMON_FRAGMENTS
        foreign = not ordinary and is_ordinary(plain)
        self._add([word], self._name._replace(ordinary=ordinary, foreign=foreign, inside=not ordinary))
        bare = _ARTICLE.sub("", word)
        if bare != word and not _all_common([bare]):
            self._add([bare], self._name._replace(inside=True))

    def _pairs(self, parts: Sequence[str]) -> None:
        """Add each two parts, both ways round; glued in handles and file names they are one word.

        In names of very short parts ("Li Na") two of them are the least that tells who is meant.
        """
        for pair in permutations(parts, 2):
            if not _all_common(pair):
                self._add(pair, self._name._replace(inside=True))


def _all_common(words: Iterable[str]) -> bool:
    """Tell whether *words* are all ordinary ones."""
    return all(_plain(word) in COMMON_FRAGMENTS for word in words)


def _must_be_written(word: str) -> bool:
    """Tell whether a lone word is too short, or too common, to match in any but its own writing."""
    return len(word) < _SHORTEST_PART or word.casefold() in FUNCTION_WORDS - ORDINARY_WORDS
