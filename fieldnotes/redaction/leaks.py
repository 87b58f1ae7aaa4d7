"""Look a second time, independently, at a finished text for anything that would give a subject away.

The first look replaces; this one only objects. It shares no code, table or idea of a word with the first, so
that a name gets out only where both err. It sees the text in the views of `leak_views` and searches each for
the keys of `leak_keys`. What it objects to is named by the subject's `ref`, never quoted.

Where it stands back, because the first look leaves such words on purpose: ordinary words in lower case that
are also names, and a place's `open_words`. Time is linear in the length of the text.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import accumulate

from fieldnotes.errors import Objection
from fieldnotes.redaction.leak_figures import Hit, addresses, numbers, positions
from fieldnotes.redaction.leak_keys import COMMON, UNRELATED, Habit, Key, Keys, Ring
from fieldnotes.redaction.leak_near import Kept, NearNames
from fieldnotes.redaction.leak_places import Places
from fieldnotes.redaction.leak_views import WALL, View, masked, neighbourhoods, spelling, views
from fieldnotes.redaction.subject import Subject


class SecondLook:
    """Hold the compiled keys of all subjects; one instance serves any number of texts."""

    def __init__(self, subjects: Sequence[Subject]) -> None:
        self._subjects = tuple(subjects)
        self._keys = Keys(self._subjects)
        self._places = Places(self._subjects)
        self._known = (_Words(self._keys.letters), _Words(self._keys.codes))

    @cached_property
    def _near(self) -> NearNames:
        """What is known by its sound; a look that is never asked for what resembles does not make it."""
        return NearNames(self._subjects)

    def look(
        self,
        rendered: str,
        exempt: Sequence[tuple[int, int]],
        locate: Callable[[int], str],
        kept: Collection[str] | None = (),
    ) -> list[Objection]:
        """Return an objection for each place of *rendered* that gives a subject away, in reading order.

        Args:
            rendered: the finished text, a piece or a whole page.
            exempt: start and end of each label, in characters; nothing is searched there or across it.
            locate: says for an offset in *rendered* where that is, in words for a person.
            kept: words that somebody decided readers may see: none of them is objected to for what it resembles.
                With None nothing is looked for that only resembles a name.
        """
        capitals = bool(exempt) or rendered != rendered.lower()
        search = _Search(self._keys, self._known, capitals=capitals)
        decided = None if kept is None else Kept(kept)
        hits: set[Hit] = set()
        for view in views(masked(rendered, exempt), self._keys.reach):
            found = [*search.hits(view), *self._places.hits(view.text)]
            if decided is not None:
                sure = {at for at, _, _ in found}
                near = self._near.hits(view.text, decided, capitals=capitals)
                found += [hit for hit in near if hit[0] not in sure]
            hits.update((view.origin(at), index, what) for at, index, what in found)
        objections: dict[Objection, None] = {}
        for at, index, what in sorted(hits):
            subject = self._subjects[index]
            objections[Objection(subject.protects.value, locate(at), f"{what} of {subject.ref}")] = None
        return list(objections)


class _Gap(Enum):
    """Sort what stands between two words by what it can separate."""

    SPACE = "nothing but spaces"
    ODD = "signs without any space, as inside a handle or an emphasised word"
    BREAK = "the end of a line"
    LOOSE = "a comma, a bracket, a dash between spaces"
    SENTENCE = "the end of a sentence"
    SHUT = "a label, a figure, a paragraph, a long way"


_SHUT = re.compile(rf"[{WALL}\d]|\n[\s>]*\n|.{{13}}", re.DOTALL)
_SENTENCE = re.compile(r"[.!?…:;][^\w\s]*\s")
_BREAK = re.compile(r"[ \t\r>\\#*|_~-]*\n[ \t\r>\\#*|_~-]*")


class _Gaps(dict[str, _Gap]):
    """Remember the sort of each gap."""

    def __missing__(self, gap: str) -> _Gap:
        if _SHUT.search(gap):
            sort = _Gap.SHUT
        elif not gap.strip(" \t"):
            sort = _Gap.SPACE
        elif _SENTENCE.search(gap):
            sort = _Gap.SENTENCE
        elif _BREAK.fullmatch(gap):
            sort = _Gap.BREAK
        else:
            sort = _Gap.LOOSE if re.search(r"\s", gap) else _Gap.ODD
        self[gap] = sort
        return sort


@dataclass(frozen=True, slots=True)
class _Word:
    """Hold what is known of a word wherever it stands."""

    letters: str
    beginnings: tuple[str, ...]
    keys: tuple[Key, ...]


_NO_WORD = _Word("", (), ())
_CAMEL = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
_PROCLITICS = tuple(
    first + second
    for first in ("", "و", "ف")
    for second in ("", "ب", "ك", "ل", "ال", "لل", "بال", "كال")
    if first + second
)


class _Words(dict[str, _Word]):
    """Remember words that were judged against one ring of keys, for this look and the next."""

    def __init__(self, ring: Ring) -> None:
        super().__init__()
        self.ring = ring

    def forget_some(self) -> None:
        """Forget all words once they are many, so that a long export does not grow."""
        if len(self) > 50_000:
            self.clear()

    def __missing__(self, word: str) -> _Word:
        letters = spelling(word)
        readings = [letters, *_bare(letters)]
        beginnings = tuple(reading for reading in readings if reading in self.ring.beginnings)
        keys = self.ring.whole.get(letters) or self._loose(word, letters, readings)
        self[word] = known = _Word(letters, beginnings, tuple(keys))
        return known

    def _loose(self, word: str, letters: str, readings: list[str]) -> list[Key]:
        """Return the keys inside a word that is none itself: with proclitic, suffix, plural, or glued."""
        ring = self.ring
        if letters in COMMON or letters in UNRELATED:
            return []
        keys = [key for reading in readings[1:] for key in ring.whole.get(reading, ())]
        keys += [key for reading in readings for cut in (1, 2, 3) for key in ring.stems.get(reading[:-cut], ())]
        if letters.endswith("s") and len(letters) >= 4:
            keys += ring.whole.get(letters[:-1], ())
        for start in range(1, len(letters) - 5):
            head = letters[start : start + 6]
            if head in ring.heads:
                keys += [key for key in ring.heads[head] if _inside(letters, start, key)]
        keys += self._beginning(letters)
        pieces = _CAMEL.split(word)
        if len(pieces) > 1:
            keys += [key for piece in pieces for key in ring.whole.get(spelling(piece), ())]
        return keys

    def _beginning(self, letters: str) -> list[Key]:
        """Return the keys that *letters* begins with, unless it goes on as the name of a town does."""
        return [
            key
            for key in self.ring.heads.get(letters[:6], ())
            if _inside(letters, 0, key) and not _TOWN.match(letters, len(key.letters))
        ]


def _inside(letters: str, start: int, key: Key) -> bool:
    """Say whether *key* stands in *letters* at *start*; a code does not where its figures go on."""
    end = start + len(key.letters)
    if key.habit is Habit.CODE and any(letters[i - 1 : i + 1].isdigit() for i in (start, end) if 0 < i < len(letters)):
        return False
    return letters.startswith(key.letters, start)


_TOWN = re.compile(r"iyah|iyya|iyeh|abad|stan|ville|town|burg|grad|pur$")


def _bare(letters: str) -> list[str]:
    """Return *letters* without each Arabic proclitic that it may begin with, if three letters remain."""
    if letters[0] not in "وفبكلا":
        return []
    return [letters[len(p) :] for p in _PROCLITICS if letters.startswith(p) and len(letters) - len(p) >= 3]


_NEGATED = frozenset(
    "ain aren can couldn didn doesn don hadn hasn haven isn mustn needn shan shouldn wasn weren won wouldn".split()
)
_FIGURES = re.compile(r"\d+")
_LETTER_WORD = re.compile(r"([^\W\d_]+)")
_CODE_WORD = re.compile(r"([^\W_]+)")


class _Search:
    """Search the views of one text."""

    def __init__(self, keys: Keys, known: "tuple[_Words, _Words]", *, capitals: bool) -> None:
        self._keys = keys
        self._letters, self._codes = known
        self._capitals = capitals
        self._gaps = _Gaps()
        for words in known:
            words.forget_some()

    def hits(self, view: View) -> Iterator[Hit]:
        """Yield what *view* gives away."""
        text, keys = view.text, self._keys
        yield from _Line(text, _LETTER_WORD, self._letters, self._gaps, self._capitals).hits()
        if keys.codes.whole:
            figures = (found.span() for found in _FIGURES.finditer(text))
            for start, part in neighbourhoods(text, figures, keys.reach):
                line = _Line(part, _CODE_WORD, self._codes, self._gaps, self._capitals)
                yield from ((start + at, index, what) for at, index, what in line.hits())
        if not text.isascii():
            for letters, unspaced in keys.letters.unspaced.items():
                places = (found.start() for found in re.finditer(re.escape(letters), text))
                yield from ((at, unspaced[0].subject, unspaced[0].what) for at in places)
        yield from numbers(text, keys)
        yield from addresses(text, keys)
        yield from positions(text, keys)


class _Line:
    """Hold one view as words and the gaps before, between and after them; find keys of one or more words."""

    def __init__(self, text: str, pattern: re.Pattern[str], known: _Words, gaps: _Gaps, capitals: bool) -> None:
        self._pieces = pattern.split(text)
        self._words, self._gaps = self._pieces[1::2], self._pieces[0::2]
        self._judged = list(map(known.__getitem__, self._words))
        self._sorted = gaps
        self._ring = known.ring
        self._capitals = capitals

    def hits(self) -> Iterator[Hit]:
        """Yield where each key begins, whose it is and what it is."""
        found: list[tuple[int, Key]] = []
        ring, following = self._ring, [*self._judged[1:], _NO_WORD]
        for at, word in enumerate(self._judged):
            if word.keys:
                found += [(at, key) for key in word.keys if self._admits(key, at, at)][:1]
            for beginning in word.beginnings:
                two = beginning + following[at].letters[: ring.longest]
                if two in ring.beginnings or two in ring.joined or two[:5] in ring.stem_heads:
                    found += [(at, key) for key in self._joined(at, beginning)]
        if found:
            offsets = list(accumulate(map(len, self._pieces)))
            yield from ((offsets[2 * at], key.subject, key.what) for at, key in found)

    def _sorts(self, first: int, last: int) -> list[_Gap]:
        """Return the sorts of the gaps between the words from *first* to *last*."""
        return [self._sorted[gap] for gap in self._gaps[first + 1 : last + 1]]

    def _admits(self, key: Key, first: int, last: int) -> bool:
        """Say whether *key* counts as it is written in the words from *first* to *last*."""
        words = self._words[first : last + 1]
        if self._gaps[last + 1] == "'" and words[-1].casefold() in _NEGATED and self._words[last + 1] == "t":
            return False
        if key.habit is Habit.ORDINARY:
            return words[0][0].isupper() or not self._capitals
        if key.habit is Habit.GIVEN:
            return "".join(words) == key.given
        if key.habit is Habit.HANDLE:
            return self._gaps[first].endswith(("@", "/")) or set(self._sorts(first, last)) == {_Gap.ODD}
        return key.letters != "علي" or words[-1].lstrip("وف") != "على"  # that spelling alone is the word "on"

    def _joined(self, first: int, letters: str) -> Iterator[Key]:
        """Yield the keys that begin with the word *first*, read as *letters*, and go on in the next ones."""
        cuts: list[int] = []
        for last in range(first + 1, len(self._words)):
            if self._sorted[self._gaps[last]] is _Gap.SHUT:
                return
            cuts.append(len(letters))
            letters += self._judged[last].letters[: self._ring.longest]
            for key in self._ring.joined.get(letters, ()):
                if self._fits(key, first, last, cuts):
                    yield key
            yield from self._suffixed(first, last, cuts, letters)
            if letters not in self._ring.beginnings:
                return

    def _suffixed(self, first: int, last: int, cuts: list[int], letters: str) -> Iterator[Key]:
        """Yield the keys that make up *letters* but for a suffix of up to three in its last word."""
        if letters[:5] not in self._ring.stem_heads:
            return
        for length in range(1, min(3, len(letters) - cuts[-1] - 1) + 1):
            for key in self._ring.stems.get(letters[:-length], ()):
                if self._fits(key, first, last, cuts):
                    yield key

    def _fits(self, key: Key, first: int, last: int, cuts: list[int]) -> bool:
        """Say whether the words from *first* to *last* may be read as *key*, given what stands between them."""
        sorts = self._sorts(first, last)
        if key.habit is Habit.CODE:
            return not any("," in gap or len(gap) > 3 for gap in self._gaps[first + 1 : last + 1])
        inside = {sort for sort, cut in zip(sorts, cuts, strict=True) if cut not in key.cuts}
        if not inside:
            small = self._capitals and all(word.islower() for word in self._words[first : last + 1])
            apart = _Gap.SENTENCE in sorts or (small and _Gap.LOOSE in sorts)
            return not apart and self._admits(key, first, last)
        words = [word.letters for word in self._judged[first : last + 1]]
        if max(map(len, words)) == 1:
            return len(words) > 3 or (len(words) == 3 and self._alone(first, last))
        return _can_split(inside, words, len(key.letters)) and self._admits(key, first, last)

    def _alone(self, first: int, last: int) -> bool:
        """Say whether the single letters from *first* to *last* are no part of a longer run of letters."""
        around = [*self._judged[max(first - 1, 0) : first], *self._judged[last + 1 : last + 2]]
        return all(len(word.letters) > 1 or word.letters in "aioو" for word in around)


def _can_split(sorts: set[_Gap], words: list[str], length: int) -> bool:
    """Say whether *words* with such gaps inside are rather one word of *length* letters taken apart.

    The longer the word and the odder the gap, the rarer is it chance; figures in tests/redaction/test_leaks.py.
    """
    common = [word in COMMON for word in words]
    if all(common) or _Gap.SENTENCE in sorts:
        return False
    if _Gap.LOOSE in sorts:
        return length >= 8 and not any(common)
    if _Gap.BREAK in sorts:
        return length >= 4
    if _Gap.SPACE in sorts:
        return length >= 6 and not any(common)
    return True
