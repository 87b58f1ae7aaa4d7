"""Suspect the organisations that everybody knows by name: agencies of relief, police and intelligence, armed groups.

Such a name is made of plain words ("the Red Cross", "червоного хреста") or is an acronym that a chat writes small, so
that no rule of form tells it. The table `data/bodies` has them in the languages of the word lists.
"""

import pkgutil
import re
from collections.abc import Iterator
from functools import cache

from fieldnotes.redaction.canon import View
from fieldnotes.redaction.letters import fold_character
from fieldnotes.redaction.recogniser import Suspicion
from fieldnotes.redaction.unknown.suspecting import LOW, places_of_words, suspect

_FRONTS = r"(?:و|ف)?(?:ب|ل|ک)?"
"""What Arabic glues to the front of a name."""
_ENDS = r"(?:'?[^\W\d_]{1,5})?"
"""What stands behind a stem: cases, and Turkish ones behind an apostrophe."""
_KEY = 2
_ARABIC = re.compile("[\u0600-\u06ff]")
_GLUED = "وفبلک"
_STEM = re.compile(r"[^\W_]+")


def bodies(view: View) -> Iterator[Suspicion]:
    """Yield the names of such organisations in *view*."""
    table = _by_first_letters()
    places = places_of_words(view.lower)
    reached = -1
    named = [word for word in places if any(key in table for key in _keys(word))]
    starts = sorted((start, word) for word in named for start in places[word])
    for start, word in starts:
        patterns = [pattern for key in _keys(word) for pattern in table.get(key, ())]
        ends = [found.end() for pattern in patterns if (found := pattern.match(view.lower, start)) is not None]
        if start >= reached and ends:
            reached = max(ends)
            yield suspect(view, (start, reached), "org", "is an organisation that is known by its name", LOW)


def _keys(word: str) -> tuple[str, ...]:
    """Return the letters under which the table may have *word*: its first, and those behind what Arabic glues to it."""
    if word[0] not in _GLUED:
        return (word[:_KEY],)
    return tuple(word[cut : cut + _KEY] for cut in range(3))


@cache
def _by_first_letters() -> dict[str, tuple[re.Pattern[str], ...]]:
    """Return for the first letters of names one pattern of all names that begin so."""
    data = pkgutil.get_data("fieldnotes.redaction", "data/bodies")
    if data is None:
        raise FileNotFoundError
    rows = (row for row in data.decode().splitlines() if row and not row.startswith("#"))
    named: dict[str, list[str]] = {}
    for name in sorted((cell.strip() for row in rows for cell in row.split("|")), key=len, reverse=True):
        found = _STEM.match(name := _folded(name))
        if found is not None:
            named.setdefault(found[0][:_KEY], []).append(_pattern(name))
    return {key: (re.compile(rf"{_front(key)}(?:{'|'.join(each)})(?!\w)"),) for key, each in named.items()}


def _folded(name: str) -> str:
    return "".join(letter if letter == "\\" else "".join(map(fold_character, letter)) for letter in name).casefold()


def _front(key: str) -> str:
    return _FRONTS if _ARABIC.match(key) else ""


def _pattern(name: str) -> str:
    """Return *name* as a pattern: gaps as they are written, cases behind a stem."""
    return r"[\s-]".join(word.replace(".", r"\.").replace("*", _ENDS).replace("'", "['’`]") for word in name.split())
