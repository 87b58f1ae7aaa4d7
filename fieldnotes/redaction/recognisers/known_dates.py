"""Recognise days that are known to give somebody away, in any notation and calendar.

Every run of figures and names of months that stand close together is read as a date in all the ways it may mean; so
whatever stands around it, a known day is found.
"""

import re
from collections.abc import Iterator, Sequence

from fieldnotes.redaction.calendars import Day, days_in, is_month
from fieldnotes.redaction.canon import Canon, View
from fieldnotes.redaction.recogniser import Finding, Kind
from fieldnotes.redaction.subject import Subject

_PART = re.compile(r"\d+|[^\W\d_]+(?:[-'][^\W\d_]+)*")
_DAY = re.compile(r"(?<!\d)(?:\d{1,2}|\d{8})(?!\d)")
_REACH = 40
_DIGIT = re.compile(r"\d")
_BETWEEN = re.compile(r"(?:[^\W\d_]{1,3}|[\s.,/’'–—‐‑_-]|年|月|日|년|월|일){1,12}")  # "3rd of the", "de", "го"
_IN_FIGURES = re.compile(r"[\s.,/’'–—‐‑_-]{1,3}|\s?[年月년월]\s?")
_FULL = 8  # figures of a date without signs between them

Part = tuple[int, int, str]


class KnownDates:
    """Find the days of the subjects by value."""

    covers: frozenset[str] = frozenset()

    def __init__(self, subjects: Sequence[Subject]) -> None:
        self._days: dict[tuple[int, int], list[tuple[Day, int]]] = {}
        for owner, subject in enumerate(subjects):
            for words in subject.dates:
                for day in days_in(words):
                    self._days.setdefault((day.month, day.day), []).append((day, owner))

    def find(self, canon: Canon) -> Iterator[Finding]:
        """Yield what may be one of the known days in any view."""
        for view in canon.views if self._days else ():
            if _DIGIT.search(view.lower):
                for run in _runs(view):
                    yield from self._in_run(view, run)

    def _in_run(self, view: View, run: Sequence[Part]) -> Iterator[Finding]:
        """Yield the known days in figures and months that stand close together, the longest first."""
        for length in (3, 2, 1):
            for first in range(len(run) - length + 1):
                parts = run[first : first + length]
                if length == 1 and len(parts[0][2]) != _FULL:
                    continue
                start, end = parts[0][0], parts[-1][1]
                if owners := self._owners(view.lower[start:end], length):
                    yield Finding(*view.raw_span(start, end), Kind.DATE, owners, end - start)

    def _owners(self, words: str, length: int) -> frozenset[int]:
        """Return whose day *words* may be; without a year only where the month is named."""
        found = [day for day in days_in(words) if day.year is not None or (length == 2 and not words[-1].isdigit())]
        found += [day for day in days_in(words) if day.year is None and not words[0].isdigit()]
        known = [pair for day in found for pair in self._days.get((day.month, day.day), ()) if pair[0].is_as(day)]
        return frozenset(owner for _, owner in known)


def _runs(view: View) -> Iterator[list[Part]]:
    """Yield the runs of figures and months of which one may be a date: around each number that may be a day."""
    reached = 0
    for day in _DAY.finditer(view.lower):
        if day.end() > reached:
            reached = day.end() + _REACH
            yield from _runs_within(view, max(day.start() - _REACH, 0), reached + _REACH)


def _runs_within(view: View, start: int, end: int) -> Iterator[list[Part]]:
    """Yield the runs in a part of a view; what is cut at its ends belongs to no date."""
    run: list[Part] = []
    for match in _PART.finditer(view.lower, start, end):
        if not (match[0].isdigit() or is_month(match[0])):
            continue
        if run and not _belong(view.lower[run[-1][1] : match.start()], run[-1][2] + match[0]):
            yield run
            run = []
        run.append((match.start(), match.end(), match[0]))
    if run:
        yield run


def _belong(gap: str, both: str) -> bool:
    """Tell whether what stands between two parts may stand in a date: short words beside a month, signs in figures."""
    return (_IN_FIGURES if both.isdigit() else _BETWEEN).fullmatch(gap) is not None
