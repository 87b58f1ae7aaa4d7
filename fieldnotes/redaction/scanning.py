"""Match the keys of a lexicon against the views of a text, in one pass over its tokens.

Most tokens are no key and begin none: they cost one look into a dictionary. From a token that begins a key
the scan walks on, token by token, as long as a key may still come of it; so a walk is bounded by the longest
key, and the whole by the length of the text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import accumulate, islice, pairwise

from fieldnotes.redaction.canon import Canon, View
from fieldnotes.redaction.keys import Gaps, Key, Lexicon, Probe, is_written
from fieldnotes.redaction.recogniser import Finding, Kind
from fieldnotes.redaction.words import CAMEL, HUMP, STEP, TOKEN, cut, gap_may_part_words, gaps_may_part_letters

# The name Ali and the preposition "on" are one word after folding; the preposition alone ends in this letter.
_ALEF_MAQSURA = "ى"
A_WORD = "is a part of the name, and also a word"
"""The reason of an open finding that reads exactly as a known name."""
_BEGINS = re.compile(r"(?:\A|[.!?…:]\s|\n)[\s\"'“‘(«*_—-]*\Z")
_DIGIT = re.compile(r"\d")


@dataclass(slots=True)
class _Walk:
    """Hold the tokens put together so far: where they start, their letters, and the gaps between them."""

    start: int
    letters: str
    end: int
    fragments: list[str]
    gaps: list[tuple[int, str]] = field(default_factory=list)

    def extend(self, step: re.Match[str]) -> None:
        """Take one more gap and token."""
        self.gaps.append((len(self.letters), step[1]))
        self.fragments.append(step[2])
        self.letters += step[2]
        self.end = step.end()

    def allows(self, key: Key, length: int, lower: bool) -> bool:
        """Tell whether *key*, of *length* letters, may be taken apart as it is here."""
        if key.gaps is Gaps.ANYWHERE:
            return all(gap_may_part_words(gap) for _, gap in self.gaps)
        inner = [gap for offset, gap in self.gaps if offset not in key.breaks and offset < length]
        if key.gaps is Gaps.TIGHT:
            return not any(character.isspace() for gap in inner for character in gap)
        spelled = all(len(fragment) == 1 for fragment in self.fragments)
        if not spelled and not all(gap_may_part_words(gap) for _, gap in self.gaps):
            return False
        return not inner or gaps_may_part_letters(inner, self._pieces(key, length), lower)

    def _pieces(self, key: Key, length: int) -> list[str]:
        """Return the fragments of the words that were taken apart; a word left whole says nothing."""
        words = (0, *sorted(key.breaks), length)
        cuts = sorted({offset for offset, _ in self.gaps if 0 < offset < length} | set(words))
        whole = set(pairwise(words))
        return [self.letters[start:end] for start, end in pairwise(cuts) if (start, end) not in whole]


def scan(canon: Canon, lexicon: Lexicon) -> Iterator[Finding]:
    """Yield every key of *lexicon* in *canon*, in any view."""
    if not lexicon:
        return
    for view in canon.views:
        if lexicon.numeric and _DIGIT.search(view.lower) is None:
            continue
        for text in view.readings():
            pieces = cut(text)
            probes = lexicon.probe_all(pieces[1::2])
            if any(probes):
                places = pairwise(accumulate(map(len, pieces)))
                for (start, end), probe in zip(islice(places, 0, None, 2), probes, strict=True):
                    if probe is not None:
                        yield from _at(text, (start, end), probe, canon, view, lexicon)
        yield from _camel(canon, view, lexicon)


def _at(
    text: str, token: tuple[int, int], probe: Probe, canon: Canon, view: View, lexicon: Lexicon
) -> Iterator[Finding]:
    """Yield the keys that the *token* at a place of *text* is or begins."""
    start, end = token
    for whole in probe.wholes:
        span = (start + whole.start, start + whole.end)
        yield from _finding(canon, view, span, whole.letters, whole.key)
    for offset, letters in probe.beginnings:
        step = STEP.match(text, end)
        if step is not None and lexicon.reaches(letters + step[2][0]):
            walk = _Walk(start + offset, letters, end, [letters])
            yield from _walk(canon, view, text, walk, lexicon)


def _walk(canon: Canon, view: View, text: str, walk: _Walk, lexicon: Lexicon) -> Iterator[Finding]:
    """Walk on from a beginning and yield the keys that come of it."""
    while (step := STEP.match(text, walk.end)) is not None:
        if len(walk.letters) + len(step[2]) > lexicon.longest + 4:
            return
        walk.extend(step)
        found = [(walk.letters, key) for key in lexicon.exactly(walk.letters)]
        if len(step[2]) > 1:
            found += [(stem, key) for stem, key in lexicon.bent(walk.letters) if len(stem) > walk.gaps[-1][0]]
        if found:
            lower = view.cased[walk.start : walk.end].islower()
            for letters, key in found:
                if walk.allows(key, len(letters), lower):
                    span = (walk.start, walk.end)
                    yield from _finding(canon, view, span, len(letters), key)
        if not lexicon.continues(walk.letters):
            return


def _camel(canon: Canon, view: View, lexicon: Lexicon) -> Iterator[Finding]:
    """Yield the keys that are one hump of a camelCase word; the whole word goes."""
    reached = 0
    for border in HUMP.finditer(view.cased):
        if border.start() < reached:
            continue
        start = _first_letter(view.cased, border.start())
        word = TOKEN.match(view.cased, start)
        if word is None:
            continue
        reached = word.end()
        for hump in CAMEL.split(word[0]):
            for key in lexicon.exactly(hump.casefold()):
                yield from _finding(canon, view, word.span(), len(hump), key)


def _first_letter(text: str, position: int) -> int:
    """Return where the run of letters around *position* starts."""
    while position and text[position - 1].isalpha():
        position -= 1
    return position


def as_known(finding: Finding) -> Finding:
    """Return a finding that reads exactly as a known name as one to replace, though it may be a word."""
    return replace(finding, weak=False, near="") if finding.near == A_WORD else finding


def _is_marked(text: str, start: int) -> bool:
    """Tell whether a sign of accounts stands before *start*."""
    return text[max(start - 1, 0) : start] in ("@", "＠", "/", "~")


def _finding(canon: Canon, view: View, span: tuple[int, int], letters: int, key: Key) -> Iterable[Finding]:
    """Yield the finding for one hit, unless what *key* demands of its surroundings is not there."""
    start, end = span
    raw_start, raw_end = view.raw_span(start, end)
    if not is_written(view, start, end, key):
        return
    if key.marked and not _is_marked(canon.raw, raw_start) and not _is_marked(view.cased, start):
        return
    if key.kind is Kind.ACCOUNT and view.cased[max(start - 1, 0) : start] == "@":
        raw_start = view.raw_span(start - 1, start)[0]
    in_small_letters = canon.has_capitals and view.cased[start:end].islower()
    weak = key.ordinary and (in_small_letters or canon.raw[raw_end - 1] == _ALEF_MAQSURA)
    near = key.near or (A_WORD if _may_be_a_word(canon, view, start, key) else "")
    yield Finding(raw_start, raw_end, key.kind, frozenset({key.owner}), letters, weak or bool(near), near)


def _may_be_a_word(canon: Canon, view: View, start: int, key: Key) -> bool:
    """Tell whether a key found at *start* may be a word as any other: in small letters, or where a sentence begins.

    A word of the plain lists in small letters is one: it is not even near.
    """
    if not (key.ordinary or key.foreign):
        return False
    small = not canon.has_capitals or view.cased[start : start + 1].islower()
    return (small and key.foreign) or _BEGINS.search(view.cased, max(start - 8, 0), start) is not None
