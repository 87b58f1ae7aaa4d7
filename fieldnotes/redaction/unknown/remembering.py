"""Remember what was answered about words, for the next text in the same languages: prose has few different words."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Generic, TypeVar

Answer = TypeVar("Answer")
_REMEMBERED = 20_000


class Answers(Generic[Answer]):
    """Hold the answers to one question about words that depend on nothing but the languages of the text."""

    def __init__(self) -> None:
        """Begin without any."""
        self._given: dict[tuple[tuple[str, tuple[str, ...]], ...], dict[str, Answer]] = {}

    def among(self, spoken: Mapping[str, tuple[str, ...]]) -> dict[str, Answer]:
        """Return the answers given in texts of *spoken* languages, to add to; all are forgotten once they are many."""
        if sum(map(len, self._given.values())) > _REMEMBERED:
            self._given = {}
        return self._given.setdefault(tuple(spoken.items()), {})


class Telling(dict[str, bool]):
    """Remember of words whether they pass a test: prose has few different ones."""

    def __init__(self, test: Callable[[str], object]) -> None:
        """Take the *test* of a word."""
        super().__init__()
        self._test = test

    def __missing__(self, word: str) -> bool:
        """Test *word*."""
        answer = self[word] = bool(self._test(word))
        return answer

    def of(self, words: Iterable[str]) -> Iterator[bool]:
        """Tell of each of *words* whether it passes."""
        if len(self) > _REMEMBERED:
            self.clear()
        return map(self.__getitem__, words)

    def among(self, words: Iterable[str]) -> Iterator[str]:
        """Yield those of *words* that pass the test, in their order."""
        if len(self) > _REMEMBERED:
            self.clear()
        return filter(self.__getitem__, words)
