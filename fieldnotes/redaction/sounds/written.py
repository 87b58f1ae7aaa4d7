"""Give a text as it was written, marks and all, where the views of `canon` have them folded away.

The marks are what tells š from s, and the vowels of India and Burma. Where decoding or taking markup away puts
other words together, the folded view has to do.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from fieldnotes.redaction.canon import Canon, rewrite
from fieldnotes.redaction.sounds.tokens import PLAIN_WORD, UNSEEN, WORD


class Word(NamedTuple):
    """A word at *start*:*end* of its text."""

    letters: str
    start: int
    end: int


class Text(NamedTuple):
    """One reading of a text, and how its places are found in the raw one."""

    words: str
    raw_span: Callable[[int, int], tuple[int, int]]

    def tokens(self) -> list[str]:
        """Return all words, in order."""
        return self._pattern().findall(self.words)

    def places(self) -> list[re.Match[str]]:
        """Return all words as they were found, in order."""
        return list(self._pattern().finditer(self.words))

    def _pattern(self) -> re.Pattern[str]:
        return PLAIN_WORD if self.words.isascii() else WORD


def place_of(found: re.Match[str]) -> Word:
    """Return a word that was found, with its place."""
    return Word(found[0], *found.span())


def _in_place(start: int, end: int) -> tuple[int, int]:
    return start, end


def texts(canon: Canon) -> Iterator[Text]:
    """Yield the raw text without what cannot be seen, then the views that differ from it by more than folding.

    What is not sure is left out: in encoded letters and in guesses anything resembles a name.
    """
    if canon.views[0].sure:
        yield _seen(canon.raw)
    for view in (*canon.views[1:], *([canon.written] if canon.written else [])):
        if view.sure:
            yield Text(view.cased, view.raw_span)


def _seen(raw: str) -> Text:
    """Return a raw text without what cannot be seen."""
    unseen = () if raw.isascii() else ((found.start(), found.end(), "") for found in UNSEEN.finditer(raw))
    done = rewrite(raw, unseen)
    return Text(raw, _in_place) if done is None else Text(done[0], done[1].back)
