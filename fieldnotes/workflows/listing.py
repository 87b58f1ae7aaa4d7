"""List interviews, sources and places page by page, and narrow a list down while a person types.

A list is a moment's view: whoever changed something asks for a new one. A row says whether something typed waits to
be gone on with, and is found by the word "unfinished" then. What is sealed shows only what is readable
without the identity key, whether it is here or not.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Generic, TypeVar

from fieldnotes.domain.interview import Interview
from fieldnotes.domain.location import Location, SealedLocation
from fieldnotes.domain.rungs import TimeRung, say_time
from fieldnotes.domain.source import Role, Source
from fieldnotes.domain.terms import Label
from fieldnotes.vault import rows
from fieldnotes.vault.folding import fold
from fieldnotes.vault.history import Head
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import unfinished
from fieldnotes.workflows.unfinished import Of

R = TypeVar("R")
_READ_AT_ONCE = 512
UNFINISHED = "unfinished"


@dataclass(frozen=True, slots=True)
class InterviewRow:
    """Show an interview: its place's handle, the pseudonyms of who takes part, its words, its terms' label."""

    code: str
    started: datetime
    location: str | None
    people: tuple[str, ...]
    words: int
    label: str
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Show a source as daily work knows them."""

    handle: str
    pseudonym: str
    description: str | None
    role: Role
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class LocationRow:
    """Show a place; of a sealed one there is no name. `published` is the lowest rung's words that may appear."""

    handle: str
    name: str | None
    published: str | None
    sealed: bool
    unfinished: bool = False


class Listing(Generic[R]):
    """Hold a list of which only the rows asked for are read."""

    def __init__(
        self,
        vault: Vault,
        kinds: tuple[str, ...],
        row_of: Callable[[Head], R],
        words_of: Callable[[Head], Sequence[str | None]],
    ) -> None:
        """List the records of some kinds; *row_of* shows one, *words_of* gives what `matching` looks through."""
        self._vault, self._kinds, self._row_of, self._words_of = vault, kinds, row_of, words_of
        self._read: list[tuple[str, R]] | None = None

    @property
    def count(self) -> int:
        """Return how many rows there are."""
        return self._vault.count(*self._kinds)

    def page(self, offset: int, limit: int) -> list[R]:
        """Return at most *limit* rows from *offset* (0: the first) on, by code or handle."""
        return [self._row_of(head) for head in self._vault.page(*self._kinds, offset=offset, limit=limit)]

    def matching(self, words: str) -> "Listing[R]":
        """Return the rows in which all *words* occur, folded as search folds them; without words, all rows."""
        wanted = _folded(words.split())
        return _Narrowed(self, self._folded_rows(), wanted) if wanted else self

    def _folded_rows(self) -> list[tuple[str, R]]:
        """Return every row with its folded words, read when the first word is typed, and then kept."""
        if self._read is None:
            self._read = []
            while batch := self._vault.page(*self._kinds, offset=len(self._read), limit=_READ_AT_ONCE):
                self._read += [(" ".join(_folded(self._words_of(head))), self._row_of(head)) for head in batch]
        return self._read


class _Narrowed(Listing[R]):
    """Hold the rows of another list in which some folded words occur."""

    def __init__(self, whole: Listing[R], read: Sequence[tuple[str, R]], wanted: Sequence[str]) -> None:
        self._whole = whole
        self._found = [row for text, row in read if all(word in text for word in wanted)]

    @property
    def count(self) -> int:
        return len(self._found)

    def page(self, offset: int, limit: int) -> list[R]:
        return self._found[offset : offset + limit]

    def matching(self, words: str) -> Listing[R]:
        return self._whole.matching(words)


def interviews(vault: Vault) -> Listing[InterviewRow]:
    """List the interviews by code; found by code, date, place and participants."""

    @cache
    def pseudonym(handle: str) -> str:
        head = next(vault.heads(rows.SOURCE, name=handle), None)
        return rows.noun_of(Source, head.body).pseudonym if head is not None else handle

    @cache
    def place_name(handle: str) -> str | None:
        head = next(vault.heads(rows.LOCATION, name=handle), None)
        return rows.noun_of(Location, head.body).name if head is not None else None

    waits = _waiting(vault, Of.INTERVIEW)

    def row_of(head: Head) -> InterviewRow:
        noun = rows.noun_of(Interview, head.body)
        people = tuple(dict.fromkeys(pseudonym(one.source) for one in noun.participants))
        words, label = vault.words_of(head.entity), _label(noun)
        return InterviewRow(noun.code, noun.started, noun.location, people, words, label, waits(noun.code))

    def words_of(head: Head) -> list[str | None]:
        noun = rows.noun_of(Interview, head.body)
        handles = [one.source for one in noun.participants]
        place = (noun.location, place_name(noun.location)) if noun.location is not None else ()
        dates = (noun.started.date().isoformat(), say_time(noun.started, TimeRung.DAY))
        return [noun.code, *dates, *place, *handles, *map(pseudonym, handles), _said(waits(noun.code))]

    return Listing(vault, (rows.INTERVIEW,), row_of, words_of)


def sources(vault: Vault) -> Listing[SourceRow]:
    """List the sources by handle; found by handle, pseudonym, description and role."""
    waits = _waiting(vault, Of.SOURCE)

    def row_of(head: Head) -> SourceRow:
        noun = rows.noun_of(Source, head.body)
        return SourceRow(noun.handle, noun.pseudonym, noun.describe_as, noun.role, waits(noun.handle))

    def words_of(head: Head) -> list[str | None]:
        noun = rows.noun_of(Source, head.body)
        return [noun.handle, noun.pseudonym, noun.describe_as, noun.role.value, _said(waits(noun.handle))]

    return Listing(vault, (rows.SOURCE,), row_of, words_of)


def locations(vault: Vault) -> Listing[LocationRow]:
    """List the places by handle; found by handle, name and aliases, a sealed one by what is readable."""
    waits = _waiting(vault, Of.PLACE)

    def row_of(head: Head) -> LocationRow:
        noun = _place(head)
        if isinstance(noun, SealedLocation):
            published = next((words for _, words in noun.ladder if words), None)
            return LocationRow(noun.handle, None, published, sealed=True, unfinished=waits(noun.handle))
        published = next(iter(noun.public_rungs()), None)
        return LocationRow(noun.handle, noun.name, published, sealed=False, unfinished=waits(noun.handle))

    def words_of(head: Head) -> list[str | None]:
        noun = _place(head)
        names = (noun.name, *noun.aliases) if isinstance(noun, Location) else ()
        return [noun.handle, *names, *(words for _, words in noun.ladder), _said(waits(noun.handle))]

    return Listing(vault, (rows.LOCATION, rows.SEALED_LOCATION), row_of, words_of)


def _waiting(vault: Vault, of: Of) -> Callable[[str], bool]:
    """Return what tells of a handle or code whether something waits there; it is looked up when first asked."""

    @cache
    def known() -> frozenset[str]:
        return unfinished.names(vault, of)

    return lambda name: name in known()


def _said(waits: bool) -> str | None:
    return UNFINISHED if waits else None


def _place(head: Head) -> Location | SealedLocation:
    if head.kind == rows.SEALED_LOCATION:
        return rows.noun_of(SealedLocation, head.body)
    return rows.noun_of(Location, head.body)


def _label(interview: Interview) -> str:
    """Return the label of an interview's own grant; bits without one are "own terms", none is off the record."""
    if interview.terms is None:
        return Label.OFF_RECORD.value
    return interview.terms.label.value if interview.terms.label is not None else "own terms"


def _folded(texts: Sequence[str | None]) -> list[str]:
    folded = (" ".join(fold(text).split()) for text in texts if text)
    return [text for text in folded if text]
