"""Suspect names of people, places and organisations in scripts with capitals, by the question: is this a word?

A run of words with capitals is a name if one of them is no ordinary word of the text's languages, if a title stands
before it, or if it is known from elsewhere in the text. In a text without capitals every word that is none counts.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from fieldnotes.redaction.canon import Canon
from fieldnotes.redaction.letters import fold_character
from fieldnotes.redaction.recogniser import Suspicion
from fieldnotes.redaction.unknown import name_shapes as shapes
from fieldnotes.redaction.unknown.bodies import bodies
from fieldnotes.redaction.unknown.flat import flat
from fieldnotes.redaction.unknown.forms import bases
from fieldnotes.redaction.unknown.judging import judged, parts
from fieldnotes.redaction.unknown.languages import spoken_in
from fieldnotes.redaction.unknown.organisations import organisations
from fieldnotes.redaction.unknown.reading import Reading
from fieldnotes.redaction.unknown.small_names import apostrophised, called, is_small, strange
from fieldnotes.redaction.unknown.speakers import speakers, written_small
from fieldnotes.redaction.unknown.suspecting import HIGH, LOW, MEDIUM, suspect
from fieldnotes.redaction.unknown.units import quoted, units


class Names:
    """Suspect names in scripts that have capitals."""

    covers = frozenset({"unknown names", "unknown places"})

    def suspect(self, canon: Canon) -> Iterable[Suspicion]:
        """Yield the names in any view; of a guess only what is no plain words as it stands."""
        spoken = spoken_in(canon.views[0])
        plain = Reading(canon.views[0], spoken)
        for view in canon.views:
            found = _in_view(Reading(view, spoken))
            if view is canon.views[0] or view.sure:
                yield from found
            else:
                yield from (one for one in found if not _reads_plainly(plain, canon.raw[one.start : one.end]))


def _in_view(reading: Reading) -> Iterator[Suspicion]:
    """Yield the names in one view."""
    yield from _runs(reading)
    yield from units(reading)
    yield from quoted(reading)
    yield from organisations(reading)
    yield from bodies(reading.view)
    small = is_small(reading)
    yield from _speaking(reading, small=small)
    yield from called(reading)
    yield from apostrophised(reading)
    if small:
        yield from strange(reading, (0, len(reading.view.lower)), MEDIUM)
    yield from flat(reading, small=small)
    yield from _again(reading, small=small)


def _reads_plainly(plain: Reading, raw: str) -> bool:
    """Tell whether all words of *raw* are ordinary ones as they stand: what a guess made of them is no name."""
    lower = "".join(map(fold_character, raw)).casefold()
    tokens = shapes.PIECE.findall(lower)
    return bool(tokens) and all(len(token) < 2 or plain.is_ordinary(token) for token in tokens)


def _runs(reading: Reading) -> Iterator[Suspicion]:
    """Yield the names among the runs of words with capitals."""
    text = reading.view.cased
    for run in shapes.runs(text):
        tokens = [(m[0], m.start()) for m in shapes.PIECE.finditer(text, *run.span())]
        for group in parts(reading, tokens, run):
            if (found := judged(reading, group, run)) is not None:
                span, kind, reason, risk = found
                if kind == "person" or risk != LOW:
                    reading.remember(span)
                else:
                    reading.spans.append(span)
                yield suspect(reading.view, span, kind, reason, risk)


def _speaking(reading: Reading, *, small: bool) -> Iterator[Suspicion]:
    """Yield the names of those who speak, and the strange words in what they write small, in a text with capitals."""
    turns = speakers(reading)
    for one in turns:
        reading.remember(one.span)
        risk = HIGH if one.sure else MEDIUM
        yield suspect(reading.view, one.span, "person", "stands where a speaker's name stands", risk)
    if not small:
        for turn in written_small(reading, turns):
            yield from strange(reading, turn, LOW)


def _is_name(reading: Reading, word: str) -> bool:
    """Tell whether *word*, or what it is a case of, is a given name where people write without capitals."""
    return len(word) > 3 and any(map(reading.is_given_beside_english, bases(word)))


def _again(reading: Reading, *, small: bool) -> Iterator[Suspicion]:
    """Yield the parts of names found elsewhere in the text, with a capital, or small if they are no words."""
    if not reading.memory:
        return
    view = reading.view
    spans = sorted(reading.spans)
    starts = [start for start, _ in spans]
    places = shapes.places_of_pieces(view.lower)
    for word in filter(reading.is_remembered, places):
        for start in places[word]:
            at, end = bisect_right(starts, start) - 1, start + len(word)
            if at >= 0 and any(end <= last for _, last in spans[max(at - 2, 0) : at + 1]):
                continue
            if view.cased[start].isupper() or not reading.is_word(word) or (small and _is_name(reading, word)):
                yield suspect(view, (start, end), "person", "is part of a name found elsewhere in the text", MEDIUM)
