"""Grade a quotation by the transcripts: as it was said, shortened, translated, changed, or not there (feature N6).

Two readings are compared. *As said*: the same characters but for white space. *Folded*: see `speech`. A number, a name
or a negation that differs, or any other word that is changed, added or dropped without an ellipsis, never passes as
near: the quotation was altered. So it was where brackets put a negation in, or accents make another word of one.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from fieldnotes.checking.folding import folded
from fieldnotes.checking.speech import is_other_word, spoken


@dataclass(frozen=True, slots=True, repr=False)
class Said:
    """Hold one passage: where it stands ("INT-001:3"), and the handle of its speaker, "interviewer" or None: a note."""

    where: str
    speaker: str | None
    text: str
    translation: str | None = None
    translator: str | None = None
    paraphrase: str | None = None


class Grade(StrEnum):
    """Name how a quotation stands to what was said."""

    EXACT = "exact"
    FOLDED = "folded"
    ELIDED = "elided"
    TRANSLATION = "translation"
    PARAPHRASE = "paraphrase"
    MISATTRIBUTED = "misattributed"
    ALTERED = "altered"
    NOT_FOUND = "not-found"


@dataclass(frozen=True, slots=True)
class Graded:
    """Say how a quotation stands to what was said, in which passage, and why; never with its words."""

    grade: Grade
    where: str | None
    why: str


_NOT_THERE = Graded(Grade.NOT_FOUND, None, "it stands in no transcript")
_ELLIPSIS = re.compile(r"\s*[\[(]?(?:…|\.\s?\.\s?\.)[\])]?\s*")
# The author's own words in a quotation, as our pages write them too: "[Zeytun]'s", "a town in [Dolaran province]".
_CLASS = r"(?:\b(?:an?|the) (?:place|town|village|city|settlement|district|unit|organisation)\s+(?:in|of)\s+)?"
_BRACKETS = re.compile(_CLASS + r"\[[^\]]*\](?:['’]s\b)?")
# Negations by language, folded; those that are written together with their verb are known by how they begin or end.
_NEGATIONS = frozenset(
    "not no never none nobody nothing nowhere neither nor without hardly cannot "  # English
    "لا لم لن لیس لیست ما غیر بدون بلا دون نه نا بی هیچ بێ نیه نیین مه ne na be nin tune "  # Arabic, Persian, Kurdish
    "değil degil yok hiç hic olmadan pas jamais rien aucun sans nicht kein keine keinen nie niemals ohne "
    "не ні нет никогда без немає нема ніколи nunca sin jamas nada ningun nao sem non mai senza".split()
)
_NEGATED = re.compile(r"n't$|^n'|^(?:نمی|نەی|نە).{2,}")
_NUMBERS = frozenset(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands "
    "million billion dozen dozens half quarter first second third fourth fifth once twice all some few most many "
    "several both".split()
)
_PUT_IN = "a negation was put in brackets"
_NEAR, _ALIKE = 0.6, 0.6
_MOST_PLACES = 300
_ENOUGH = 40  # places of a run of words that everybody uses
_MOST_BETWEEN = 4  # passages, the questions in between among them


class _Text:
    """Hold one text of a passage: what was said, its translation or its paraphrase; `start` counts in the whole."""

    __slots__ = ("kind", "number", "raw", "said", "start", "words")

    def __init__(self, said: Said, kind: Grade, raw: str, number: int) -> None:
        self.said, self.kind, self.raw, self.number = said, kind, raw, number
        self.words = " ".join(spoken(raw))
        self.start = 0


class Transcript:
    """Hold all that was said, read once, to grade any number of quotations by."""

    def __init__(self, said: Iterable[Said]) -> None:
        self._texts = [text for number, one in enumerate(said) for text in _texts(one, number)]
        at = 0
        for text in self._texts:
            text.start = at
            at += len(text.words) + 3
        self._starts = [text.start for text in self._texts]
        self._whole = "".join(f" {text.words} \n" for text in self._texts)

    def grade(self, words: str, speaker: str | None = None) -> Graded:
        """Grade the *words* of a quotation; *speaker* is the handle it is attributed to, where the article tells."""
        cut = _ELLIPSIS.split(_BRACKETS.sub(" … ", words))
        parts = [part for part in map(spoken, cut) if part]
        if not parts:
            return _NOT_THERE
        holding = [text for text in self._holding(parts) if _in_order(text.words, parts) is not None]
        if holding:
            return self._found(words, parts, holding, speaker)
        runs = self._run(words, parts, speaker)
        return runs or self._near([word for part in parts for word in part], words)

    def _found(self, words: str, parts: list[list[str]], holding: list[_Text], speaker: str | None) -> Graded:
        """Grade what stands in these texts word for word, those of the speaker first, what was said before the rest."""
        order = (Grade.EXACT, Grade.TRANSLATION, Grade.PARAPHRASE)
        best = min(holding, key=lambda text: (bool(speaker) and text.said.speaker != speaker, order.index(text.kind)))
        where = best.said.where
        if speaker and best.said.speaker != speaker:
            return Graded(Grade.MISATTRIBUTED, where, "it was said by somebody else")
        if fault := _fault(best, words, parts):
            return Graded(Grade.ALTERED, where, fault)
        if best.kind is Grade.PARAPHRASE:
            return Graded(Grade.PARAPHRASE, where, "it is the researcher's paraphrase")
        if best.kind is Grade.TRANSLATION:
            return Graded(Grade.TRANSLATION, where, "" if best.said.translator else "nobody is named as translator")
        if len(parts) > 1 or _ELLIPSIS.search(words) or _BRACKETS.search(words):
            return Graded(Grade.ELIDED, where, "words were left out, or put in brackets")
        is_exact = " ".join(words.split()).strip(" ,.") in " ".join(best.raw.split())
        return Graded(Grade.EXACT if is_exact else Grade.FOLDED, where, "" if is_exact else "letters or signs differ")

    def _holding(self, parts: Sequence[list[str]]) -> Iterator[_Text]:
        """Yield the texts that hold the longest part."""
        longest = max(range(len(parts)), key=lambda at: len(parts[at]))
        yield from self._with(" ".join(parts[longest]))

    def _with(self, words: str, most: int = _MOST_PLACES) -> Iterator[_Text]:
        sought, at, seen = f" {words} ", -1, -1
        for _ in range(most):
            at = self._whole.find(sought, at + 1)
            if at < 0:
                return
            index = bisect_right(self._starts, at) - 1
            if index != seen:
                seen = index
                yield self._texts[index]

    def _run(self, words: str, parts: Sequence[Sequence[str]], speaker: str | None) -> Graded | None:
        """Grade parts that stand in passages of one speaker close behind one another."""
        if len(parts) < 2:
            return None
        for first in self._with(" ".join(parts[0])):
            if not all(self._goes_on(first, parts[at - 1], parts[at]) for at in range(1, len(parts))):
                continue
            if speaker and first.said.speaker != speaker:
                return Graded(Grade.MISATTRIBUTED, first.said.where, "it was said by somebody else")
            if _puts_a_negation_in(words):
                return Graded(Grade.ALTERED, first.said.where, _PUT_IN)
            grade = Grade.TRANSLATION if first.kind is Grade.TRANSLATION else Grade.ELIDED
            return Graded(grade, first.said.where, "words were left out between passages")
        return None

    def _goes_on(self, first: _Text, part: Sequence[str], following: Sequence[str]) -> bool:
        """Tell whether one part follows another in passages of whoever spoke *first*, close behind where that stood."""
        near = [text for text in self._with(" ".join(following)) if _is_beside(text, first)]
        before = [text for text in self._with(" ".join(part)) if _is_beside(text, first)]
        return any(
            later.number > text.number or (later is text and _in_order(text.words, [part, following]) is not None)
            for text in before
            for later in near
        )

    def _near(self, quoted: list[str], words: str) -> Graded:
        """Grade what stands nowhere word for word: changed, perhaps a paraphrase, or not there."""
        compared = [(text, *_compared(quoted, text.words.split())) for text in self._like(quoted)]
        if not compared:
            return _NOT_THERE
        best, differing, share = max(compared, key=lambda one: one[2])
        if share >= _NEAR and len(quoted) > 2:
            return Graded(Grade.ALTERED, best.said.where, _why(differing, words))
        if _shared(quoted, best.words.split()) >= _ALIKE:
            return Graded(Grade.PARAPHRASE, best.said.where, "its words are like these, in another order")
        return _NOT_THERE

    def _like(self, quoted: Sequence[str]) -> list[_Text]:
        """Return the texts that share the most runs of three words with a quotation, or else of two."""
        for size in (3, 2):
            runs = (" ".join(quoted[at : at + size]) for at in range(len(quoted) - size + 1))
            found = (text for run in runs for text in self._with(run, _ENOUGH))
            votes = Counter(bisect_right(self._starts, text.start) - 1 for text in found)
            if votes:
                return [self._texts[index] for index, _ in votes.most_common(8)]
        return []


def _is_beside(text: _Text, first: _Text) -> bool:
    is_near = 0 <= text.number - first.number <= _MOST_BETWEEN
    return is_near and text.kind is first.kind and text.said.speaker == first.said.speaker


def _texts(said: Said, number: int) -> Iterator[_Text]:
    yield _Text(said, Grade.EXACT, said.text, number)
    if said.translation:
        yield _Text(said, Grade.TRANSLATION, said.translation, number)
    if said.paraphrase:
        yield _Text(said, Grade.PARAPHRASE, said.paraphrase, number)


def _in_order(text: str, parts: Sequence[Sequence[str]]) -> list[str] | None:
    """Return what stands in *text* before and between the *parts*, in order; None where they do not stand so."""
    at, gaps, line = 0, [], f" {text} "
    for part in parts:
        sought = f" {' '.join(part)} "
        found = line.find(sought, at)
        if found < 0:
            return None
        gaps.append(line[at:found])
        at = found + len(sought) - 1
    return gaps


def _fault(text: _Text, words: str, parts: Sequence[Sequence[str]]) -> str | None:
    """Say what makes something else of words that stand in *text* one by one; None: nothing does."""
    if _hides_a_negation(text, words, parts):
        return "a negation was left out"
    if _puts_a_negation_in(words):
        return _PUT_IN
    pieces = [piece for piece in _ELLIPSIS.split(_BRACKETS.sub(" … ", words)) if spoken(piece)]
    return "an accent makes another word" if is_other_word(pieces, text.raw) else None


def _puts_a_negation_in(words: str) -> bool:
    """Tell whether the author's own words, in brackets, say no."""
    return any(_is_negation(word) for put in _BRACKETS.findall(words) for word in folded(put))


def _hides_a_negation(text: _Text, words: str, parts: Sequence[Sequence[str]]) -> bool:
    """Tell whether a negation stands right before a part, and was left out with an ellipsis or by where it begins."""
    gaps = _in_order(text.words, parts) or []
    if any(_is_negation(word) for gap in gaps[1:] for word in gap.split()[-2:]):
        return True
    begins = " ".join(words.split()[:3])
    before = re.search(r"(\S+)\s+" + re.escape(begins), " ".join(text.raw.split()))
    return before is not None and before[1][-1].isalpha() and any(_is_negation(word) for word in folded(before[1]))


def _is_negation(word: str) -> bool:
    return word in _NEGATIONS or _NEGATED.search(word) is not None


def _compared(quoted: list[str], said: list[str]) -> tuple[list[str], float]:
    """Return the words that differ where a quotation lies best in what was said, and the share that does not."""
    matcher = SequenceMatcher(None, said, quoted, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return quoted, 0.0
    first, last = blocks[0], blocks[-1]
    start, end = max(0, first.a - first.b), last.a + last.size + (len(quoted) - last.b - last.size)
    near = SequenceMatcher(None, said[start:end], quoted, autojunk=False)
    differing: list[str] = []
    alike = 0
    for kind, a, b, c, d in near.get_opcodes():
        if kind == "equal":
            alike += b - a
        else:
            differing += [*said[start:end][a:b], *quoted[c:d]]
    return differing, alike / max(len(quoted), 1)


def _why(differing: Sequence[str], words: str) -> str:
    if any(word in _NUMBERS or any(c.isdigit() for c in word) for word in differing):
        return "a number differs"
    if any(_is_negation(word) for word in differing):
        return "a negation differs"
    inside = re.findall(r"(?<!^)(?<![.!?] )\b[^\W\d_]+", words)
    capitals = {letters for word in inside if word[0].isupper() for letters in folded(word)}
    return "a name differs" if capitals.intersection(differing) else "words differ"


def _shared(quoted: Sequence[str], said: Sequence[str]) -> float:
    """Return which share of the longer words of a quotation stands in what was said."""
    long = {word for word in quoted if len(word) > 3}
    return len(long.intersection(said)) / len(long) if len(long) >= 4 else 0.0
