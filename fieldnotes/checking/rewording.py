"""Hear withheld words again in a finished article, word for word or reworded (rule R-1.3, feature N1).

*Word for word*: a run of words that stands in a withheld text and in none that may be published. *Reworded*: near one
another, in any order, most of the words that make a withheld sentence what it is, or a number of it with two more, or
five rare words of one withheld text, one of them found nowhere else in the notes. A word counts the more the rarer it
is in the notes; words that everybody uses count for nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log
from re import compile as pattern

from fieldnotes.checking.folding import Word, folded, is_undivided, words_of
from fieldnotes.checking.numbers import with_figures

_RUN, _RUN_UNDIVIDED = 5, 12
_LEAST_WORDS, _SHARE = 4, 0.6
_TOLD, _TOLD_WITHIN = 5, 24  # so many rare words of one text, within so many words of an article
_RARE = 4  # a word that stands in no more withheld and open texts than this tells something
_SENTENCE = pattern(r"(?<=[.!?…۔؟।])[\"'”’»)]*\s+|\n+")
# Words that everybody uses stand in many texts of a large vault; in a small one they are known by these.
_PLAIN = frozenset(
    "the and that this with from have were they their there what when which would about after again been before "
    "both because could down each first have having here into just know like made make many more most much never night "
    "none only other over said same says some such than them then these those through time under until upon very want "
    "went were where while will without your people town thing things come came goes going gone took take told tell "
    "asked "
    "على الی إلی هذا هذه ذلک التی الذی کان کانت قال بعد قبل عند حتی کل "
    "لەسەر ئەوە ئەو لەگەڵ بوو دەکات هەموو dass nicht eine einer sich auch wurde haben dans avec pour elle nous vous "
    "для что это как был была были este esta para pero como".split()
)


@dataclass(frozen=True, slots=True, repr=False)
class Withheld:
    """Hold words that no reader may learn, where they stand ("INT-001:3"), and of which kind they are."""

    where: str
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Echo:
    """Mark withheld words in an article, from character start to end: the passage, its kind, and how they stand."""

    start: int
    end: int
    where: str
    kind: str
    how: str


class Echoes:
    """Hold what is withheld, read once, to look for in any number of articles."""

    def __init__(self, withheld: Iterable[Withheld], allowed: Iterable[str] = ()) -> None:
        """Take what is withheld, and what may be published: words that stand in both are no echo."""
        self._withheld = list(withheld)
        self._runs: dict[tuple[str, ...], int] = {}
        self._sentences: list[tuple[int, str, dict[str, float]]] = []
        self._allowed = ""
        self._holding: defaultdict[str, list[int]] = defaultdict(list)
        self._rare: defaultdict[str, list[int]] = defaultdict(list)
        self._nowhere_else: frozenset[str] = frozenset()
        if not self._withheld:
            return
        texts = [folded(one.text) for one in self._withheld]
        spread = Counter(stem for words in texts for stem in {_stem(word) for word in words})
        self._runs = {run: index for index, words in enumerate(texts) for run in _runs(words)}
        for words in (open_ := [folded(text) for text in allowed]):
            spread.update({_stem(word) for word in words})
        self._allowed = "".join(f" {' '.join(words)} \n" for words in open_)
        for index, words in enumerate(texts):
            for stem in {_stem(word) for word in words if _says_something(word) and not word.isdigit()}:
                if spread[stem] <= _RARE:
                    self._rare[stem].append(index)
        self._nowhere_else = frozenset(stem for stem in self._rare if spread[stem] == 1)
        count = sum(spread.values()) or 1
        for index, one in enumerate(self._withheld):
            self._add_sentences(index, one.text, spread, count)

    def _add_sentences(self, index: int, text: str, spread: Counter[str], count: int) -> None:
        for sentence in _SENTENCE.split(text):
            words = folded(sentence)
            stems = {_stem(word) for word in with_figures(words) if _says_something(word)}
            weights = {stem: 1 + log(count / (1 + spread[stem])) for stem in stems}
            if len(weights) >= _LEAST_WORDS:
                self._sentences.append((index, " ".join(words), weights))
                for stem in weights:
                    if spread[stem] <= max(_RARE, len(self._withheld) // 50):
                        self._holding[stem].append(len(self._sentences) - 1)

    def find(self, text: str) -> list[Echo]:
        """Return the echoes in *text*, in order; no two of the same passage overlap."""
        if not self._withheld:
            return []
        words = words_of(text)
        found = [*self._word_for_word(words), *self._reworded(words), *self._told_again(words)]
        kept: list[Echo] = []
        for echo in sorted(found, key=lambda e: (e.where, e.start, -e.end)):
            if kept and kept[-1].where == echo.where and echo.start < kept[-1].end:
                continue
            kept.append(echo)
        return sorted(kept, key=lambda e: (e.start, e.end))

    def _word_for_word(self, words: Sequence[Word]) -> Iterator[Echo]:
        letters = [word.letters for word in words]
        running: tuple[int, int, int] | None = None
        for at, run in _placed(letters):
            index = self._runs.get(run)
            if index is None or self._may_be_said(" ".join(run)):
                continue
            end = at + len(run)
            if running and running[2] == index and at <= running[1]:
                running = (running[0], end, index)
                continue
            if running:
                yield self._echo(words, *running, "word for word")
            running = (at, end, index)
        if running:
            yield self._echo(words, *running, "word for word")

    def _reworded(self, words: Sequence[Word]) -> Iterator[Echo]:
        stems = [_stem(letters) for letters in with_figures([word.letters for word in words])]
        looked: set[tuple[int, int]] = set()
        for at, stem in enumerate(stems):
            for number in self._holding.get(stem, ()):
                index, sentence, weights = self._sentences[number]
                reach = 2 * len(weights) + 10
                if (number, at // reach) in looked:
                    continue
                first = max(0, at - reach)
                near = {s: place for place, s in enumerate(stems[first : at + reach], start=first) if s in weights}
                if _is_echo(near, weights) and not self._may_be_said(sentence):
                    looked.add((number, at // reach))
                    yield self._echo(words, min(near.values()), max(near.values()) + 1, index, "reworded")

    def _told_again(self, words: Sequence[Word]) -> Iterator[Echo]:
        """Yield where rare words of one withheld text stand near one another."""
        near: defaultdict[int, dict[str, int]] = defaultdict(dict)
        for at, word in enumerate(words):
            stem = _stem(word.letters)
            for index in self._rare.get(stem, ()):
                kept = {s: place for s, place in near[index].items() if at - place < _TOLD_WITHIN}
                near[index] = {**kept, stem: at}
                if len(near[index]) >= _TOLD and not self._nowhere_else.isdisjoint(near[index]):
                    yield self._echo(words, min(near[index].values()), at + 1, index, "reworded")
                    near[index] = {}

    def _may_be_said(self, words: str) -> bool:
        """Tell whether these words stand where they may be published, too."""
        return f" {words} " in self._allowed

    def _echo(self, words: Sequence[Word], first: int, end: int, index: int, how: str) -> Echo:
        one = self._withheld[index]
        return Echo(words[first].start, words[min(end, len(words)) - 1].end, one.where, one.kind, how)


def _is_echo(near: dict[str, int], weights: dict[str, float]) -> bool:
    """Tell whether words near one another are those of a withheld sentence: enough of them by weight, or a number."""
    if len(near) >= _LEAST_WORDS and sum(weights[stem] for stem in near) >= _SHARE * sum(weights.values()):
        return True
    figures = [stem for stem in near if stem.isdigit() and int(stem) > 12]
    others = [place for stem, place in near.items() if not stem.isdigit()]
    return any(sum(abs(place - near[figure]) <= 12 for place in others) >= 2 for figure in figures)


def _says_something(word: str) -> bool:
    return word.isdigit() or (len(word) > 3 and word not in _PLAIN)


def _stem(word: str) -> str:
    """Return the beginning that the forms of a word share; short words and figures as they are."""
    if word.isdigit() or len(word) < 5:
        return word
    return word[: max(4, len(word) - 3)] if len(word) < 9 else word[:6]


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the runs by which a text is known again; a short one is known as a whole."""
    found = False
    for _, run in _placed(words):
        found = True
        yield run
    if not found and len(words) >= 3:
        yield tuple(words)


def _placed(words: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield each run of words with the place of its first one; longer runs where a script does not divide its words."""
    for at in range(len(words)):
        length = _RUN_UNDIVIDED if is_undivided(words[at]) else _RUN
        if at + length <= len(words):
            yield at, tuple(words[at : at + length])
