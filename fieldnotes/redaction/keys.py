"""Hold the keys of a gate: letters and digits that give somebody away, and what must be true around them."""

from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from itertools import accumulate
from typing import NamedTuple

from fieldnotes.redaction.canon import View
from fieldnotes.redaction.letters import fold_character, look_alikes_mapped
from fieldnotes.redaction.recogniser import Kind
from fieldnotes.redaction.words import TOKEN, is_unspaced, squeezed, starts, stems

INSIDE_LENGTH = 6
"""From how many letters on a name is found inside longer words, glued to whatever."""

_UNSPACED_LENGTH = 2
_REMEMBERED_TOKENS = 200_000


class Gaps(Enum):
    """Say where a key may be taken apart, beside the places between its own words."""

    LETTERS = "anywhere, as far as it does not look like ordinary words"
    ANYWHERE = "anywhere: numbers are grouped as one likes"
    TIGHT = "anywhere, but never by white space"


class Key(NamedTuple):
    """Describe one key of one owner.

    Attributes:
        owner: position of the subject in the gate's list.
        kind: what a hit is called.
        breaks: offsets in the key's letters at which its words meet.
        gaps: where else it may be taken apart.
        ordinary: also an ordinary word, so that case decides.
        written: if given, the hit must be written exactly so (very short names, acronyms like WHO).
        bends: takes endings, articles and proclitics.
        inside: is found inside longer words.
        marked: counts only after @ or /.
        foreign: an ordinary word of some language; where it may be one, a person decides.
        near: why it only may mean its owner; such a hit is left to a person.
    """

    owner: int
    kind: Kind
    breaks: frozenset[int] = frozenset()
    gaps: Gaps = Gaps.LETTERS
    ordinary: bool = False
    written: str | None = None
    bends: bool = False
    inside: bool = False
    marked: bool = False
    foreign: bool = False
    near: str = ""


class Whole(NamedTuple):
    """A key of so many letters found in one token, at offsets *start*:*end* of it."""

    start: int
    end: int
    letters: int
    key: Key


class Probe(NamedTuple):
    """What one token can be: keys found in it, and beginnings (offset, letters) of longer keys."""

    wholes: tuple[Whole, ...]
    beginnings: tuple[tuple[int, str], ...]


def fold(form: str) -> str:
    """Fold a form as it stands on a card; case is kept."""
    if form.isascii() and form.isprintable():
        return form
    return "".join(map(fold_character, form))


def spellings(words: Iterable[str]) -> frozenset[str]:
    """Return the lower-case readings of folded *words*, put together: theirs, and with look-alikes mapped.

    Look-alikes differ by case, so a Greek name in capitals maps to other Latin letters than in lower case.
    """
    parts = [squeezed(word) for word in words]
    if (letters := "".join(parts)).isascii():
        return frozenset({letters.casefold()})
    cases = ("".join(map(case, parts)) for case in (str, str.lower, str.upper, str.title, str.swapcase))
    return frozenset({letters.casefold(), *(look_alikes_mapped(case).casefold() for case in cases)})


class _Probes(dict[str, Probe | None]):
    """Remember what each token can be."""

    def __init__(self, probe: Callable[[str], Probe | None]) -> None:
        super().__init__()
        self._probe = probe

    def __missing__(self, token: str) -> Probe | None:
        answer = self[token] = self._probe(token)
        return answer


class Lexicon:
    """Collect keys, then tell quickly what a token can be.

    `longest` is the number of letters of the longest key; `numeric` says that there is a digit in every key.
    """

    def __init__(self) -> None:
        self._keys: dict[str, tuple[Key, ...]] = {}
        self._prefixes: set[str] = set()
        self._heads: dict[str, set[str]] = {}
        self._tails: dict[str, set[str]] = {}
        self._probes = _Probes(self._probe)
        self.longest = 0
        self.numeric = True

    def __bool__(self) -> bool:
        return bool(self._keys)

    def add(self, letters: str, key: Key) -> None:
        """Add *letters*, folded, lower case and without gaps, as *key*."""
        if not letters or key in (present := self._keys.get(letters, ())):
            return
        self._keys[letters] = (*present, key)
        self._prefixes.update(letters[:length] for length in range(1, len(letters)))
        self.longest = max(self.longest, len(letters))
        self.numeric = self.numeric and any(map(str.isdigit, letters))
        if key.inside:
            self._add_inside(letters)

    def _add_inside(self, letters: str) -> None:
        """Let a token that holds *letters* be found by the first few of them."""
        if len(letters) >= INSIDE_LENGTH:
            self._heads.setdefault(letters[:INSIDE_LENGTH], set()).add(letters)
        elif len(letters) >= _UNSPACED_LENGTH and is_unspaced(letters):
            self._tails.setdefault(letters[:_UNSPACED_LENGTH], set()).add(letters)

    def exactly(self, letters: str) -> tuple[Key, ...]:
        """Return the keys that *letters* are, ungrouped and unbent."""
        return self._keys.get(letters, ())

    def continues(self, letters: str) -> bool:
        """Tell whether a key starts with *letters* and goes on."""
        return letters in self._prefixes

    def reaches(self, letters: str) -> bool:
        """Tell whether a key starts with *letters*, whether or not it goes on."""
        return letters in self._prefixes or letters in self._keys

    def bent(self, letters: str) -> Iterable[tuple[str, Key]]:
        """Yield the keys that *letters* are with an ending, and the key's own letters."""
        for stem in stems(letters):
            for key in self._keys.get(stem, ()):
                if key.bends and (not key.ordinary or letters == f"{stem}s"):
                    yield stem, key

    def probe_all(self, tokens: Sequence[str]) -> list[Probe | None]:
        """Return what each of *tokens*, folded and lower case, can be; None for the most of words."""
        if len(self._probes) > _REMEMBERED_TOKENS:
            self._probes.clear()
        return list(map(self._probes.__getitem__, tokens))

    def _probe(self, token: str) -> Probe | None:
        wholes: dict[Whole, None] = {}
        beginnings = []
        if len(token) <= self.longest + 8:
            for offset, reading in starts(token):
                for letters, key in self._readings(reading):
                    if key.bends or letters == token:
                        wholes[Whole(offset, len(token), len(letters), key)] = None
                if self.continues(reading):
                    beginnings.append((offset, reading))
        known = {whole.key for whole in wholes}
        for whole in self._inside(token):
            if whole.key not in known:
                wholes[whole] = None
        return Probe(tuple(wholes), tuple(beginnings)) if wholes or beginnings else None

    def _readings(self, reading: str) -> Iterable[tuple[str, Key]]:
        """Yield the keys that one reading of a token is, as it stands or with an ending."""
        for key in self.exactly(reading):
            yield reading, key
        yield from self.bent(reading)

    def _inside(self, token: str) -> Iterable[Whole]:
        """Yield the long keys inside *token*: the whole token goes, but for scripts without spaces."""
        for length, table in ((INSIDE_LENGTH, self._heads), (_UNSPACED_LENGTH, self._tails)):
            if not table:
                continue
            for start in range(len(token) - length + 1):
                for letters in table.get(token[start : start + length], ()):
                    if token.startswith(letters, start):
                        yield from self._inside_at(token, start, letters)

    def _inside_at(self, token: str, start: int, letters: str) -> Iterable[Whole]:
        """Yield the keys that *letters*, found at *start* of *token*, are."""
        span = (start, start + len(letters)) if is_unspaced(letters) else (0, len(token))
        for key in self.exactly(letters):
            if key.inside:
                yield Whole(*span, len(letters), key)


def breaks(words: Iterable[str]) -> frozenset[int]:
    """Return the offsets at which *words* meet when their letters are put together."""
    meets = list(accumulate(len(squeezed(word)) for word in words))
    return frozenset(meets[:-1])


def is_written(view: View, start: int, end: int, key: Key) -> bool:
    """Tell whether a key that insists on its writing stands so at *start*:*end*."""
    return key.written is None or "".join(TOKEN.findall(view.cased[start:end])) == key.written
