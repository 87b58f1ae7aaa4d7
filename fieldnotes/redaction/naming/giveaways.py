"""Tell what a pseudonym shares with real names: an initial, a part, the sound (professional rule R-2.4).

This is the one rule: the warnings of `load`, the refusals of the form and every suggestion ask it. It is eager on
purpose, for another pseudonym costs nothing, and it hears as the gate does (`redaction/sounds`), in any script.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations

from anyascii import anyascii

from fieldnotes.redaction.naming.honorifics import honorifics
from fieldnotes.redaction.naming.initials import initial, initials
from fieldnotes.redaction.sounds.index import Index, sound_weight
from fieldnotes.redaction.sounds.inflection import ARTICLES
from fieldnotes.redaction.sounds.reading import script_of
from fieldnotes.redaction.sounds.tokens import SYLLABLE, words_of
from fieldnotes.redaction.sounds.told import folded, parts_of
from fieldnotes.redaction.subject import Protects, Subject
from fieldnotes.redaction.word_lists import FUNCTION_WORDS, ORDINARY_WORDS, PARTICLES, TITLES

INITIAL, PART, SOUND = "an initial", "a part", "its sound"

# What people are to the work, and what anybody may be called: it says nothing about one of them.
_CLASSES = frozenset(
    """
    source interviewee participant respondent informant witness contact speaker resident interpreter translator fixer
    driver host official bystander guide guard officer soldier fighter commander general colonel captain major prisoner
    police policeman judge lawyer mayor minister clerk doctor nurse midwife teacher student engineer baker farmer
    shopkeeper trader merchant worker cook cleaner journalist activist priest imam elder refugee neighbour neighbor
    colleague friend brother sister uncle aunt mother father person man woman lady young old
    """.split()
)
# The heads of kunyas, which stand for a letter of their own: each as people write it.
_KUNYAS = {"A": "abu abo ebu abou ابو أبو ئەبو", "UO": "umm um om omm oum ام أم ئوم"}
_KUNYA_LETTERS = {folded(head): frozenset(letters) for letters, heads in _KUNYAS.items() for head in heads.split()}
_SERVANT = ("abd", "عبد")
_ARABIC_ARTICLE = "ال"
_SHORTEST_PART, _LONGEST_CUT, _LEAST_WEIGHT = 3, 16, 2.0
_LEAST_AFTER_ARTICLE = {"latin": 4, "arabic": 3}
_VOWELS, _ABJADS = "aeiouyäöüəıаеиоуыэ", frozenset({"arabic", "hebrew"})
_DIGITS = re.compile(r"\d+")


class Giveaways:
    """Hold names that must not be given away, ready to be compared with.

    With *pieces* a piece of a name counts as a part in other scripts, too ("Shad" of دلشاد).
    """

    def __init__(self, names: Iterable[str], *, pieces: bool = True) -> None:
        forms = [_lettered(name) for name in dict.fromkeys(names)]
        self._in_pieces = pieces
        self._words = {folded(word) for form in forms for word in words_of(form)}
        self._initials = frozenset[str]().union(*(_initials_of(words_of(form)) for form in forms))
        parts = parts_of([Subject("", Protects.IDENTITY, "", names=tuple(forms))])
        self._wholes = {part.folded for part in parts}
        self._parts = {form for part in parts if not part.glued for form in (part.folded, *_in_latin(part.letters))}
        self._index, self._pieces = Index(), Index()
        self._scripts: list[str] = []
        for number, part in enumerate(parts):
            if len(part.folded) > 1 or SYLLABLE.match(part.letters):
                self._index.add(part.letters, number)
            if pieces and not part.glued:
                for piece in _pieces(part.letters):
                    self._pieces.add(piece, len(self._scripts))
                    self._scripts.append(script_of(piece))

    def shared(self, candidate: str) -> list[str]:
        """Return what *candidate*, a pseudonym or a handle, shares with the names: INITIAL, PART, SOUND."""
        words = self._telling(candidate)
        found = [INITIAL] if any(not self._initials.isdisjoint(initial(word)) for word in words) else []
        return found + self._likeness(words)

    def resembles(self, candidate: str) -> bool:
        """Tell whether *candidate* is, holds or sounds like a name or a part of one; an initial is not asked about."""
        return bool(self._likeness(self._telling(candidate)))

    def has_word(self, word: str) -> bool:
        """Tell whether *word* stands in a name, titles and particles included, or surely sounds like a part of one."""
        return folded(word) in self._words or any(near.strong for near in self._index.near(word.lower()).values())

    def _telling(self, candidate: str) -> list[str]:
        """Return the words of *candidate* that may say something about one person: also titles that are a name here."""
        return [*telling(candidate), *(w for w in _words(candidate) if len(w) > 1 and folded(w) in self._wholes)]

    def _likeness(self, words: Sequence[str]) -> list[str]:
        words = list(dict.fromkeys(word for word in words if len(word) > 1 or SYLLABLE.match(word)))
        glued = ["".join(words)] if len(words) > 1 else []
        if any(self._is_part(form) for word in (*words, *glued) for form in (folded(word), *_in_latin(word))):
            return [PART]
        if self._in_pieces and any(self._is_piece(word.lower()) for word in words):
            return [PART]
        return [SOUND] if any(self._index.near(word.lower()) for word in (*words, *glued)) else []

    def _is_part(self, plain: str) -> bool:
        """Tell whether a word is a part of a name, holds one, or is held by one."""
        if plain in self._wholes:
            return True
        return any(
            min(len(plain), len(part)) >= (1 if SYLLABLE.match(plain) else _SHORTEST_PART)
            and (plain in part or part in plain)
            for part in self._parts
        )

    def _is_piece(self, word: str) -> bool:
        """Tell whether a word sounds like a piece of a name in another script, or a name like a piece of it."""
        script, closed = script_of(word), word.lstrip(_VOWELS)
        near = self._pieces.near(word).values()
        if any(one.strong and self._scripts[one.number] != script for one in near):
            return True
        if len(closed) > 1:  # where vowels are not written a piece may begin with any
            near = self._pieces.near(closed).values()
            if any(one.strong and self._scripts[one.number] in _ABJADS for one in near if script not in _ABJADS):
                return True
        return any(one.strong for piece in _pieces(word) for one in self._index.near(piece).values())


def telling(candidate: str) -> list[str]:
    """Return the words of a pseudonym or a handle that may say something about one person.

    Articles and the names of classes say nothing ("the driver"), nor do words of respect beside something else.
    """
    words = _words(candidate)
    named = [word for place, word in enumerate(words) if _names(folded(word), place, len(words))]
    return [word for word in named if len(word) == 1 or folded(word) not in _respectful()] or named


def _words(candidate: str) -> list[str]:
    return words_of(_lettered(candidate))


def _names(plain: str, place: int, count: int) -> bool:
    """Tell whether a folded word is more than an article, a lone word of respect, or the name of a class."""
    if len(plain) == 1:
        return not (place == 0 and count > 1 and (plain == "a" or plain in _respectful()))
    return plain not in _CLASSES and (plain not in FUNCTION_WORDS or plain in ORDINARY_WORDS)


@cache
def _respectful() -> frozenset[str]:
    """Return all titles, particles and words of respect, folded."""
    told = (word for table in honorifics().values() for row in table for word in words_of(row.word))
    return TITLES | PARTICLES | frozenset(map(folded, told))


def _lettered(form: str) -> str:
    """Return a name, an account or a handle with spaces for digits and underscores: they part words."""
    return _DIGITS.sub(" ", form.replace("_", " "))


def _initials_of(words: Sequence[str]) -> Iterator[str]:
    """Yield the letters with which the words of one name may begin; particles between others join and name nobody.

    The article of an Arabic surname is none of them: every second one begins so, and none is known by it.
    """
    for place, word in enumerate(words):
        plain = folded(word)
        if plain in _KUNYA_LETTERS:
            yield from _KUNYA_LETTERS[plain]
        elif place in (0, len(words) - 1) or plain not in PARTICLES or plain.startswith(_SERVANT):
            bare = list(_without_article(word))
            for form in bare if bare and place and plain.startswith(_ARABIC_ARTICLE) else (word, *bare):
                yield from initials(form)


def _without_article(word: str) -> Iterator[str]:
    """Yield what follows an Arabic article that is written onto *word*."""
    low, script = word.lower(), script_of(word.lower())
    articles = ARTICLES if script == "latin" else (_ARABIC_ARTICLE,) if script == "arabic" else ()
    for article in articles:
        rest = low[len(article) :]
        sun = article[-1] == "l" or rest[:1] == article[-1] or script == "arabic"
        if low.startswith(article) and sun and len(rest) >= _LEAST_AFTER_ARTICLE[script]:
            yield rest


def _in_latin(word: str) -> Iterator[str]:
    """Yield *word* letter by letter in Latin letters where it is written in others."""
    if script_of(word.lower()) not in _ABJADS | {"latin"}:  # those two leave vowels out: heard, not spelled
        yield "".join(filter(str.isalpha, anyascii(word).lower()))


def _pieces(word: str) -> Iterator[str]:
    """Yield what can be cut out of *word* and is long enough to be heard as what it is."""
    for start, end in combinations(range(min(len(word), _LONGEST_CUT) + 1), 2):
        if 1 < end - start < len(word) and sound_weight(word[start:end]) >= _LEAST_WEIGHT:
            yield word[start:end]
