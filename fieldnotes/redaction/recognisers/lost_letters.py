"""Recognise known names of which a conversion lost letters: "G?ls?m", "Wac\ufffdawa".

Old programs put one sign for a letter that they do not know, or one for each octet of it. What is left of a name is
told to a person; beside another part of the same name it is replaced.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from fieldnotes.redaction.canon import Canon
from fieldnotes.redaction.recogniser import Finding, Kind
from fieldnotes.redaction.sounds.told import folded, parts_of
from fieldnotes.redaction.subject import Subject

WHY = "may be, letters being lost, a name"
"""The reason of an open finding."""

_LOST = "\ufffd"
_WORD = re.compile(rf"(?<![\w{_LOST}?])[\w{_LOST}]*(?:{_LOST}|\?(?=\w))[\w{_LOST}?]*")
_SIGNS = re.compile(rf"[{_LOST}?]+")
_LONGEST = 40
_FEWEST = 3  # letters left


class LostLetters:
    """Find what is left of the names of the subjects."""

    covers: frozenset[str] = frozenset()

    def __init__(self, subjects: Sequence[Subject]) -> None:
        """Note which letter stands where in each part of each name."""
        self._parts = [part for part in parts_of(subjects) if len(part.folded) > _FEWEST]
        self._standing: defaultdict[tuple[int, int, str], set[int]] = defaultdict(set)
        for number, part in enumerate(self._parts):
            for place, letter in enumerate(part.folded):
                self._standing[len(part.folded), place, letter].add(number)

    def find(self, canon: Canon) -> Iterator[Finding]:
        """Yield each word that may be a part of a name."""
        if _LOST not in canon.raw and "?" not in canon.raw:
            return
        for found in _WORD.finditer(canon.raw):
            for word in dict.fromkeys((found[0].rstrip("?"), found[0])):  # the last sign may ask a question
                if len(word) <= _LONGEST and (numbers := self._left_of(word)):
                    owners = frozenset[int]().union(*(self._parts[number].owners for number in numbers))
                    start, letters = found.start(), sum(map(str.isalnum, word))
                    yield Finding(start, start + len(word), Kind.NAME, owners, letters, weak=True, near=WHY)
                    break

    def _left_of(self, word: str) -> set[int]:
        """Return the parts that *word* may be what is left of, with a sign for each letter or for each octet of it."""
        halved = _SIGNS.sub(lambda signs: signs[0][: -(-len(signs[0]) // 2)], word)
        return self._fitting(word) | self._fitting(halved)

    def _fitting(self, word: str) -> set[int]:
        plain = "".join(c if c in (_LOST, "?") else folded(c) for c in word)
        seen = [(len(plain), place, letter) for place, letter in enumerate(plain) if letter not in (_LOST, "?")]
        if len(seen) < max(_FEWEST, len(plain) / 2):
            return set()
        return set.intersection(*sorted((self._standing.get(key, set()) for key in seen), key=len))
