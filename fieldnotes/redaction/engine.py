"""List the recognisers of the first look: what is known of people and places, and what is suspected of others."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from threading import Lock

from fieldnotes.redaction import zawgyi
from fieldnotes.redaction.recogniser import Recogniser
from fieldnotes.redaction.recognisers.known_addresses import KnownAddresses
from fieldnotes.redaction.recognisers.known_coordinates import KnownCoordinates
from fieldnotes.redaction.recognisers.known_dates import KnownDates
from fieldnotes.redaction.recognisers.known_names import KnownNames
from fieldnotes.redaction.recognisers.known_numbers import KnownNumbers
from fieldnotes.redaction.recognisers.lost_letters import LostLetters
from fieldnotes.redaction.recognisers.near_names import NearNames
from fieldnotes.redaction.subject import Subject


def known(subjects: Sequence[Subject]) -> tuple[Recogniser, ...]:
    """Return the recognisers of what is known of *subjects*; owners are positions in it."""
    return (*exact(subjects), *resembling(subjects))


def resembling(subjects: Sequence[Subject]) -> tuple[Recogniser, ...]:
    """Return those that find what sounds or looks like what was told."""
    read = _in_unicode(subjects, _as_read)
    return NearNames(read), LostLetters(read)


def exact(subjects: Sequence[Subject]) -> tuple[Recogniser, ...]:
    """Return those that find only what was told, however it is disguised: they are quickly made."""
    return (
        KnownNames(_in_unicode(subjects, _as_told_or_read)),
        KnownNumbers(subjects),
        KnownAddresses(subjects),
        KnownCoordinates(subjects),
        KnownDates(subjects),
    )


def _as_read(form: str) -> tuple[str, ...]:
    """Return a name in Unicode; as told where nothing tells of an old coding, since a wrong reading has any sound."""
    return zawgyi.readings(form)[:1]


def _as_told_or_read(form: str) -> tuple[str, ...]:
    """Return a name as it was told, and all that it may be in Unicode."""
    return tuple(dict.fromkeys([form, *zawgyi.readings(form)]))


def _in_unicode(subjects: Sequence[Subject], spelled: Callable[[str], tuple[str, ...]]) -> list[Subject]:
    """Return *subjects* with what was told of them *spelled* as texts are read, which may be in an old coding."""

    def read(forms: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(reading for form in forms for reading in spelled(form)))

    return [
        replace(
            subject,
            names=read(subject.names),
            aliases=read(subject.aliases),
            organisations=read(subject.organisations),
            posts=read(subject.posts),
        )
        for subject in subjects
    ]


class _Stillness:
    """Count who keeps the collector still: several threads may, and the last one lets it go on if it was on before."""

    def __init__(self) -> None:
        self._lock, self._kept_by, self._was_on = Lock(), 0, False

    def begin(self) -> None:
        """Keep it still for one more."""
        with self._lock:
            if not self._kept_by:
                self._was_on = gc.isenabled()
                gc.disable()
            self._kept_by += 1

    def end(self) -> None:
        """Keep it still for one less."""
        with self._lock:
            self._kept_by -= 1
            if self._was_on and not self._kept_by:
                gc.enable()


_STILLNESS = _Stillness()


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the garbage collector still while tables are made or a text is read.

    What is made there is plain and holds no cycles, but it is so much that the collector would walk all of it again
    and again: for 200 people two thirds of the time.
    """
    _STILLNESS.begin()
    try:
        yield
    finally:
        _STILLNESS.end()
