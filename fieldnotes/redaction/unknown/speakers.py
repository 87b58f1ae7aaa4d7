"""Find who speaks in a chat, a transcript or a court's record: the name before a colon at the start of a line.

"Yuli: ya salieron" starts no sentence. A word there is a name if it is no ordinary word or a given name anywhere;
where people plainly take turns, whatever is no role is one ("Interviewer", "Q", "Note").
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from fieldnotes.redaction.unknown import name_words as words
from fieldnotes.redaction.unknown.name_shapes import PIECE
from fieldnotes.redaction.unknown.name_words import folded
from fieldnotes.redaction.unknown.reading import Reading
from fieldnotes.redaction.unknown.roles import ROLES
from fieldnotes.redaction.words import TOKEN

# A time in brackets or without, marks of a list or a quotation, up to four words; a colon, or a time to the line's end.
_LABEL = re.compile(
    r"^[^\S\n]*(?:[\[(<]?\d[\d.,:/ APMapm-]{2,24}[\])>]?[^\S\n]{0,2}(?:[-–—][^\S\n]?)?)?[<*_#>•–—-]{0,3}[^\S\n]?"
    r"([^\W\d_][^\W\d_'’.-]{0,24}(?:[^\S\n-][^\W\d_][^\W\d_'’.]{0,24}){0,3})[>*_]{0,2}"
    r"(?:[^\S\n]?:(?=\s|[*_])|,?[^\S\n]{1,4}\[?(?:\d[\d./-]{5,9},?[^\S\n])?\d\d?:\d\d(?::\d\d)?(?:[^\S\n]?[APap][Mm])?\]?[^\S\n]*$)",
    re.MULTILINE,
)
_Labels = list[tuple[re.Match[str], tuple[re.Match[str], ...]]]
_LONGEST_TURN = 2000
_FEWEST_TURNS = 3
_SHORTEST_NAME = 3
_ADDRESS = words.TITLES | words.TITLES_AFTER | folded("old uncle auntie tonton tata tante tio tia don dona dede nene")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Hold one label: where the name in it stands, whether it is surely one, and where the turn after it starts."""

    span: tuple[int, int]
    sure: bool
    turn: tuple[int, int]


def speakers(reading: Reading) -> list[Speaker]:
    """Return the labels of a text that name a person."""
    labels = [(found, name) for found in _LABEL.finditer(reading.view.cased) if (name := _named(found))]
    counted = Counter(_words(name) for _, name in labels)
    sure = {name: any(map(reading.is_name, name.split())) for name in counted}
    talk = len(labels) >= _FEWEST_TURNS and max(counted.values()) > 1 and (any(sure.values()) or len(counted) > 1)
    again = {name for name, times in counted.items() if times > 1}
    return list(_kept(reading, labels, sure, again, talk=talk))


def _kept(
    reading: Reading, labels: _Labels, sure: dict[str, bool], again: set[str], *, talk: bool
) -> Iterator[Speaker]:
    """Yield the labels that name somebody, surely or because people take turns here; all their words look alike."""
    for place, (found, name) in enumerate(labels):
        known = sure[_words(name)]
        capitals = sum(token[0][0].isupper() for token in name)
        if any(reading.is_function(token[0].casefold()) for token in name) or capitals not in (0, len(name)):
            continue
        if not (talk or (known and capitals)):
            continue
        if _words(name) not in again and _is_headline(reading, found, name):
            continue
        end = labels[place + 1][0].start() if place + 1 < len(labels) else len(reading.view.cased)
        start = found.start(1)
        if TOKEN.search(reading.view.cased, found.end(), end) is None:
            continue
        span = (start + name[0].start(), start + name[-1].end())
        yield Speaker(span, known, (found.end(), min(end, found.end() + _LONGEST_TURN)))


def _is_headline(reading: Reading, found: re.Match[str], name: tuple[re.Match[str], ...]) -> bool:
    """Tell whether a label is a headline, in capitals and without a time: a short word joins others, "RAID AT DAWN".

    At an edge nothing is joined: names have short words there ("Li Na", "Mg Tumeric") that are words somewhere. A label
    that comes again is no headline.
    """
    if not found[1].isupper() or any(map(str.isdigit, found[0])):
        return False
    joining = (token[0].casefold() for token in name[1:-1] if len(token[0]) < _SHORTEST_NAME)
    return any(map(reading.is_ordinary, joining))


def _named(found: re.Match[str]) -> tuple[re.Match[str], ...]:
    """Return the words of a label without words of address; none if it is a role."""
    tokens = list(PIECE.finditer(found[1]))
    while tokens and tokens[0][0].casefold() in _ADDRESS:
        tokens.pop(0)
    while tokens and tokens[-1][0].casefold() in _ADDRESS:
        tokens.pop()
    is_role = any(token[0].casefold().replace("'", "") in ROLES for token in tokens) or all(
        len(token[0]) < 2 for token in tokens
    )
    return () if is_role else tuple(tokens)


def _words(name: tuple[re.Match[str], ...]) -> str:
    return " ".join(token[0].casefold() for token in name)


def written_small(reading: Reading, turns: list[Speaker]) -> list[tuple[int, int]]:
    """Return the turns that begin with a small letter, if most of them do: nobody there writes capitals."""
    text = reading.view.cased
    small = [one.turn for one in turns if (first := TOKEN.search(text, *one.turn)) and first[0][0].islower()]
    return small if len(small) >= _FEWEST_TURNS and 2 * len(small) > len(turns) else []
