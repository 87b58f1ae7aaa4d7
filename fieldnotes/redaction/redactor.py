"""Redact a text by a list of known identities alone: the engine without a vault, for scripts.

    from fieldnotes.redaction import Known, Redactor
    redactor = Redactor([Known(id="S01", kind="person", replacement="Kak M", names=["…"], lang="ckb")])
    result = redactor.redact("text")

It is the same engine as the gate's; but it refuses nothing: what the gate would refuse becomes a finding.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any, NamedTuple

from fieldnotes.errors import UsageError
from fieldnotes.redaction import canon, containers, engine, spans
from fieldnotes.redaction.calendars import days_in
from fieldnotes.redaction.keys import fold
from fieldnotes.redaction.leaks import SecondLook
from fieldnotes.redaction.recogniser import Finding
from fieldnotes.redaction.recognisers.known_coordinates import coordinates_in
from fieldnotes.redaction.replacing import SHARED_NAME, Replacer, Replacing, reason
from fieldnotes.redaction.subject import Protects, Subject
from fieldnotes.redaction.unknown.everything import Unknown
from fieldnotes.redaction.words import form_words

KINDS = ("person", "org", "place", "role", "phone", "date", "coord", "email", "handle", "id")

_FIELDS = {
    "person": "names",
    "org": "organisations",
    "role": "posts",
    "phone": "phones",
    "date": "dates",
    "email": "emails",
    "handle": "handles",
    "id": "ids",
}
_WORD = re.compile(r"\w+")
_TRACE = "something of a known identity seems to be left here"


@dataclass(frozen=True, slots=True)
class Known:
    """Describe one identity to protect.

    Attributes:
        id: yours; replacements and reasons name it.
        kind: person, org, place, role, phone, date, coord, email, handle or id.
        replacement: what readers see instead, exactly so.
        names: the forms that are known; one is enough.
        lang: the language of the names, where known ("ckb"); a hint, never needed.
    """

    id: str
    kind: str
    replacement: str
    names: Sequence[str] = field(default_factory=list)
    lang: str | None = None


class Replacement(NamedTuple):
    """Say what was replaced: offsets of the input, the id (several joined with ", "), and why."""

    start: int
    end: int
    id: str
    reason: str


class Found(NamedTuple):
    """Say what a person has to decide: offsets of the input, what it may be, and why it is suspected."""

    start: int
    end: int
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Redacted:
    """Hold a redacted text, what was replaced in it, and what is left for a person to decide."""

    text: str
    replacements: tuple[Replacement, ...]
    findings: tuple[Found, ...]


class Redactor:
    """Hold compiled identities; one instance serves any number of texts."""

    def __init__(self, known: Sequence[Known]) -> None:
        """Compile *known*.

        Raises:
            UsageError: a kind that does not exist, an identity without a name that says something, a place or a day
                that cannot be read, or a replacement that is a name of somebody else.
        """
        with engine.uncollected():
            self._compile(known)

    def _compile(self, known: Sequence[Known]) -> None:
        _refuse_names_as_replacements(known)
        self._known = [(one, subject) for one in known for subject in _subjects(one)]
        subjects = [subject for _, subject in self._known]
        self._recognisers = engine.known(subjects)
        self._unknown = Unknown()
        self._places = frozenset(n for n, subject in enumerate(subjects) if subject.protects is Protects.PLACE)
        self._replacer = Replacer(subjects)
        self._second_look = SecondLook(subjects)

    def redact(self, text: str) -> Redacted:
        """Return *text* with every known identity replaced; deterministic, and linear in its length."""
        with engine.uncollected():
            return self._redacted(text)

    def _redacted(self, text: str) -> Redacted:
        read = canon.read(text)
        found = [finding for recogniser in self._recognisers for finding in recogniser.find(read)]
        settled = spans.settle(containers.expand(text, dict.fromkeys(found)), text, self._places, frozenset())
        replacings = list(self._replacer.all_replacing(settled.firm, text))
        replacements = tuple(self._replacement(replacing) for replacing in replacings)
        public, pieces = self._written(text, replacings)
        doubts = [*self._near(settled.near), *self._left(public, pieces), *self._suspected(read)]
        taken = [(one.start, one.end) for one in replacements]
        return Redacted(public, replacements, tuple(_outside(sorted(dict.fromkeys(doubts)), taken)))

    def _replacement(self, replacing: Replacing) -> Replacement:
        """Return the report of one replacement; its id is that of the identity, or of all who share the words."""
        ids = dict.fromkeys(self._known[owner][0].id for owner in sorted(replacing.finding.owners))
        finding = replacing.finding
        return Replacement(finding.start, finding.end, ", ".join(ids), reason(finding.kind))

    def _written(self, text: str, replacings: Sequence[Replacing]) -> tuple[str, list[tuple[int, int, int]]]:
        """Return the public text, and the pieces of it that are the input's own: (there, here, length)."""
        parts: list[str] = []
        pieces: list[tuple[int, int, int]] = []
        at = written = 0
        for replacing in [*replacings, None]:
            end = len(text) if replacing is None else replacing.finding.start
            pieces.append((written, at, end - at))
            shown = "" if replacing is None else self._shown(replacing.finding)
            parts += [text[at:end], shown]
            written += end - at + len(shown)
            at = end if replacing is None else replacing.finding.end
        return "".join(parts), pieces

    def _shown(self, finding: Finding) -> str:
        shown = dict.fromkeys(self._known[owner][0].replacement for owner in sorted(finding.owners))
        return next(iter(shown)) if len(shown) == 1 else SHARED_NAME

    def _near(self, findings: Sequence[Finding]) -> Iterator[Found]:
        """Yield what only resembles a known identity."""
        for finding in findings:
            ids = dict.fromkeys(self._known[owner][0].id for owner in sorted(finding.owners))
            kind = self._known[min(finding.owners)][0].kind
            yield Found(finding.start, finding.end, kind, f"{finding.near} of {', '.join(ids)}")

    def _suspected(self, read: canon.Canon) -> Iterator[Found]:
        """Yield what may be personal data of somebody unknown."""
        for one in self._unknown.suspect(read):
            yield Found(one.start, one.end, one.kind, one.reason)

    def _left(self, public: str, pieces: Sequence[tuple[int, int, int]]) -> Iterator[Found]:
        """Yield what the second look still sees of a known identity in the public text."""
        ours = [(there, there + length) for there, _, length in pieces]
        begins = [there for there, _ in ours]
        exempt = [(end, start) for (_, end), (start, _) in pairwise(ours) if end < start]
        for objection in self._second_look.look(public, exempt, str, kept=None):  # the first look has heard it all
            at = int(objection.where)
            there, here, length = pieces[bisect_right(begins, at) - 1]
            word = _WORD.match(public, at, there + length)
            start = here + at - there
            yield Found(start, start + (len(word[0]) if word else 1), "person", _TRACE)


def _subjects(known: Known) -> Iterator[Subject]:
    """Yield what the gate protects for one identity: a subject, or one for each pair of coordinates.

    Raises UsageError for a kind that does not exist and for names that say nothing.
    """
    names = tuple(name for name in known.names if any(map(str.isalnum, name)))
    if known.kind not in KINDS:
        raise UsageError("a known identity is of no kind that exists", f"one of {', '.join(KINDS)}")
    if not names:
        raise UsageError("a known identity has no name", "give at least one name with a letter or a digit")
    subject = Subject(known.id, Protects.IDENTITY, known.replacement)
    if known.kind == "place":
        yield replace(subject, protects=Protects.PLACE, names=names)
    elif known.kind == "coord":
        yield from (replace(subject, coordinates=place) for place in _coordinates(names))
    else:
        if known.kind == "date" and not any(map(days_in, names)):
            raise UsageError("a known date cannot be read", 'write it as "1987-03-14"')
        fields: dict[str, Any] = {_FIELDS[known.kind]: names}
        yield replace(subject, **fields)


def _refuse_names_as_replacements(known: Sequence[Known]) -> None:
    """Raise UsageError where one person's replacement is a told name of another: readers would take it for them."""
    people = [one for one in known if one.kind == "person"]
    told = {_plain(name): one.id for one in people for name in one.names}
    for one in people:
        other = told.get(_plain(one.replacement), one.id)
        if other != one.id:
            raise UsageError(f"the replacement of {one.id} is a name of {other}", "choose another replacement")


def _plain(words: str) -> str:
    return " ".join(form_words(fold(words))).casefold()


def _coordinates(names: Sequence[str]) -> Iterator[tuple[float, float]]:
    for name in names:
        place = coordinates_in(name)
        if place is None:
            raise UsageError("known coordinates cannot be read", 'write them as "35.47, 44.39"')
        yield place


def _outside(found: Sequence[Found], taken: Sequence[tuple[int, int]]) -> Iterator[Found]:
    """Yield what does not lie within what was replaced anyway; both are in order."""
    spans_taken = iter(taken)
    span = next(spans_taken, None)
    for one in found:
        while span is not None and span[1] <= one.start:
            span = next(spans_taken, None)
        if span is None or not (span[0] <= one.start and one.end <= span[1]):
            yield one
