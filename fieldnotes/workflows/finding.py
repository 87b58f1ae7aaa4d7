"""Search the passages, narrowed down by who, where, when, which interview and which label; and find names."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fieldnotes.domain.interview import Interview, Passage
from fieldnotes.domain.terms import Label, Terms
from fieldnotes.errors import UsageError
from fieldnotes.vault import rows
from fieldnotes.vault.history import Head
from fieldnotes.vault.index import Hit
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import listing

# How many times more hits are asked for where the filters left too few.
_FURTHER = 8
_DAYS = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{1,2})(?:-(?P<day>[0-9]{1,2}))?)?")


@dataclass(frozen=True, slots=True)
class Filters:
    """Say which passages a search is about; None leaves a question open.

    `source` (a handle) speaks the passage or takes part in its interview; `place` is the interview's, and so is its
    code, `interview`; `since` and `until` are days, both included, in the interview's own zone; `code` is one that
    the passage was given; `label` is the passage's own or else the interview's, as it was given.
    """

    source: str | None = None
    place: str | None = None
    since: date | None = None
    until: date | None = None
    interview: str | None = None
    code: str | None = None
    label: Label | None = None

    def admits(self, interview: Interview) -> bool:
        """Tell whether any passage of an interview can be meant."""
        day = interview.started.date()
        return (
            self.place in (None, interview.location)
            and self.interview in (None, interview.code)
            and (self.since is None or self.since <= day)
            and (self.until is None or day <= self.until)
        )

    def admits_passage(self, interview: Interview, head: Head) -> bool:
        """Tell whether a passage of an admitted interview is meant."""
        if self.source is None and self.code is None and self.label is None:
            return True
        passage = rows.noun_of(Passage, head.body)
        present = {passage.speaker, *(one.source for one in interview.participants)}
        return (
            self.source in (None, *present)
            and self.code in (None, *passage.codes)
            and self.label in (None, _label(passage.terms or interview.terms))
        )


@dataclass(frozen=True, slots=True)
class Found:
    """Point at a passage: `where` as in "INT-001:3", words around the hit, and from where to where it is in them."""

    where: str
    snippet: str
    spans: list[tuple[int, int]]


class Kind(StrEnum):
    """Name what bears a name that was found."""

    INTERVIEW = "interview"
    SOURCE = "source"
    LOCATION = "location"


@dataclass(frozen=True, slots=True)
class Named:
    """Point at an interview, a source or a place by its code or handle."""

    kind: Kind
    name: str


def filters(
    *,
    source: str | None = None,
    place: str | None = None,
    since: str | None = None,
    until: str | None = None,
    interview: str | None = None,
    code: str | None = None,
    terms: str | None = None,
) -> Filters:
    """Return filters from what a person typed; a day may be a whole month or year: "2026-03", "2026".

    Raises:
        UsageError: a day or a label cannot be read.
    """
    return Filters(
        source.removeprefix("@").lower() if source else None,
        place.removeprefix("@").lower() if place else None,
        _days(since)[0] if since else None,
        _days(until)[1] if until else None,
        interview.upper() if interview else None,
        code,
        _label_called(terms) if terms else None,
    )


def search(vault: Vault, words: str, limits: Filters, most: int) -> list[Found]:
    """Return at most *most* passages in which all *words* occur and that the *limits* admit, best first."""
    sieve = _Sieve(vault, limits)
    asked = most
    while True:
        hits = vault.search(words, limit=asked)
        found = [one for hit in hits if (one := sieve.found(hit)) is not None]
        if len(found) >= most or len(hits) < asked:
            return found[:most]
        asked *= _FURTHER


def names(vault: Vault, words: str, limit: int) -> list[Named]:
    """Return at most *limit* sources, places and interviews, in this order, that bear all *words*, as lists find them.

    Every one of them is read for it, so it costs more the larger the vault is.
    """
    if not words.split() or limit < 1:
        return []
    sources = listing.sources(vault).matching(words).page(0, limit)
    places = listing.locations(vault).matching(words).page(0, limit)
    interviews = listing.interviews(vault).matching(words).page(0, limit)
    found = [Named(Kind.SOURCE, one.handle) for one in sources]
    found += [Named(Kind.LOCATION, one.handle) for one in places]
    found += [Named(Kind.INTERVIEW, one.code) for one in interviews]
    return found[:limit]


def _label(terms: Terms | None) -> Label | None:
    """Return the label of a grant; none at all is off the record."""
    return terms.label if terms is not None else Label.OFF_RECORD


def _days(typed: str) -> tuple[date, date]:
    """Return the first and the last day of a day, month or year written as numbers."""
    read = _DAYS.fullmatch(typed)
    try:
        if read is None:
            raise ValueError
        year, month, day = (int(part) if part else None for part in read.group("year", "month", "day"))
        first = date(year or 0, month if month is not None else 1, day if day is not None else 1)
        last = first.day if day is not None else calendar.monthrange(first.year, month or 12)[1]
        return first, date(first.year, month or 12, last)
    except ValueError:
        raise UsageError("this is no day", "a day is written 2026-03-21, a month 2026-03") from None


def _label_called(typed: str) -> Label:
    try:
        return Label(typed.lower())
    except ValueError:
        raise UsageError("there are no such terms", f"they are called {', '.join(Label)}") from None


class _Sieve:
    """Say where hits stand, of those that are wanted; remember what was read for it."""

    def __init__(self, vault: Vault, limits: Filters) -> None:
        self._vault, self._limits = vault, limits
        self._interviews: dict[bytes, Interview | None] = {}
        self._numbers: dict[bytes, dict[bytes, int]] = {}

    def found(self, hit: Hit) -> Found | None:
        """Return a hit as it is shown, or None where it is not wanted."""
        head = self._vault.head(hit.entity)
        if head is None or head.owner is None or (interview := self._interview(head.owner)) is None:
            return None
        if not self._limits.admits_passage(interview, head):
            return None
        number = self._numbers_in(head.owner)[hit.entity]
        return Found(f"{interview.code}:{number}", hit.snippet.text, list(hit.snippet.hits))

    def _interview(self, entity: bytes) -> Interview | None:
        if entity not in self._interviews:
            head = self._vault.head(entity)
            noun = rows.noun_of(Interview, head.body) if head is not None else None
            self._interviews[entity] = noun if noun is not None and self._limits.admits(noun) else None
        return self._interviews[entity]

    def _numbers_in(self, interview: bytes) -> dict[bytes, int]:
        if interview not in self._numbers:
            heads = self._vault.heads(rows.PASSAGE, owner=interview)
            self._numbers[interview] = {head.entity: number for number, head in enumerate(heads, start=1)}
        return self._numbers[interview]
