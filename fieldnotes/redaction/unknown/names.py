"""Suspect names of people, places and organisations in scripts with capitals, by the question: is this a word?

A run of words with capitals is a name if one of them is no ordinary word of the text's languages, if a title stands
before it, or if it is known from elsewhere in the text. In a text without capitals every word that is none counts.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from fieldnotes.redaction.canon import Canon, View
from fieldnotes.redaction.recogniser import Suspicion
from fieldnotes.redaction.unknown import name_shapes as shapes
from fieldnotes.redaction.unknown import name_words as words
from fieldnotes.redaction.unknown.judging import judged, parts
from fieldnotes.redaction.unknown.languages import spoken_in
from fieldnotes.redaction.unknown.reading import Reading
from fieldnotes.redaction.unknown.suspecting import HIGH, LOW, MEDIUM, has_word, suspect
from fieldnotes.redaction.words import TOKEN

_FEW_CAPITALS = 0.015
_LEAST_WORDS = 5


class Names:
    """Suspect names in scripts that have capitals."""

    covers = frozenset({"unknown names", "unknown places"})

    def suspect(self, canon: Canon) -> Iterable[Suspicion]:
        """Yield the names in any view."""
        spoken = spoken_in(canon.views[0])
        for view in canon.views:
            reading = Reading(view, spoken)
            yield from _runs(reading)
            yield from _called(reading)
            if _is_small(view):
                yield from _strange(reading)
            yield from _again(reading)


def _runs(reading: Reading) -> Iterator[Suspicion]:
    """Yield the names among the runs of words with capitals."""
    text = reading.view.cased
    for run in shapes.RUN.finditer(text):
        tokens = [(m[0], run.start() + m.start()) for m in TOKEN.finditer(run[0])]
        for group in parts(reading, tokens, run):
            if (found := judged(reading, group, run)) is not None:
                span, kind, reason, risk = found
                if kind == "person" or risk != LOW:
                    reading.remember(span)
                else:
                    reading.spans.append(span)
                yield suspect(reading.view, span, kind, reason, risk)


def _called(reading: Reading) -> Iterator[Suspicion]:
    """Yield words in small letters after "my name is" or a title, or before one, that are no ordinary words."""
    view = reading.view
    after = (shapes.TITLED_AFTER,) if has_word(view.lower, words.TITLES_AFTER) else ()
    for pattern in (shapes.CALLED, shapes.TITLED, *after):
        for found in pattern.finditer(view.lower):
            first = found[1]
            if len(first) < 2 or reading.is_ordinary(first) or view.cased[found.start(1)].isupper():
                continue
            last = (
                2 if pattern.groups > 1 and found[2] and len(found[2]) > 2 and not reading.is_ordinary(found[2]) else 1
            )
            span = (found.start(1), found.end(last))
            reading.remember(span)
            yield suspect(view, span, "person", "stands beside words that say a name follows", HIGH)


def _is_small(view: View) -> bool:
    """Tell whether a text is written without capitals, as people chat."""
    tokens = TOKEN.findall(view.cased[:20000])
    if len(tokens) < _LEAST_WORDS:
        return not any(token[0].isupper() for token in tokens)
    capital = sum(1 for token in tokens if token[0].isupper() and len(token) > 1)
    return capital < _FEW_CAPITALS * len(tokens)


def _strange(reading: Reading) -> Iterator[Suspicion]:
    """Yield the words that are no ordinary ones, neighbours as one."""
    view = reading.view
    start = end = -1
    for token in TOKEN.finditer(view.lower):
        word = token[0]
        if len(word) < 3 or word[0].isdigit() or shapes.CASELESS.match(word) or reading.is_ordinary(word):
            continue
        if end < 0 or view.lower[end : token.start()] not in (" ", "-", "'"):
            if end > 0:
                yield _small(reading, (start, end))
            start = token.start()
        end = token.end()
    if end > 0:
        yield _small(reading, (start, end))


def _small(reading: Reading, span: tuple[int, int]) -> Suspicion:
    reading.remember(span)
    return suspect(reading.view, span, "person", "is no ordinary word, in a text without capitals", MEDIUM)


def _again(reading: Reading) -> Iterator[Suspicion]:
    """Yield the parts of names found elsewhere in the text, with a capital, or small if they are no words."""
    if not reading.memory:
        return
    view, memory = reading.view, reading.memory
    spans = sorted(reading.spans)
    starts = [start for start, _ in spans]
    for token in TOKEN.finditer(view.lower):
        if token[0] not in memory:
            continue
        at = bisect_right(starts, token.start()) - 1
        if at >= 0 and any(token.end() <= end for _, end in spans[max(at - 2, 0) : at + 1]):
            continue
        if view.cased[token.start()].isupper() or not reading.is_ordinary(token[0]):
            yield suspect(view, token.span(), "person", "is part of a name found elsewhere in the text", MEDIUM)
