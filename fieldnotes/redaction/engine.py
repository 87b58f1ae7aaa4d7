"""List the recognisers of the first look: what is known of people and places, and what is suspected of others."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

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
    return NearNames(subjects), LostLetters(subjects)


def exact(subjects: Sequence[Subject]) -> tuple[Recogniser, ...]:
    """Return those that find only what was told, however it is disguised: they are quickly made."""
    return (
        KnownNames(subjects),
        KnownNumbers(subjects),
        KnownAddresses(subjects),
        KnownCoordinates(subjects),
        KnownDates(subjects),
    )


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the garbage collector still while tables are made or a text is read.

    What is made there is plain and holds no cycles, but it is so much that the collector would walk all of it again
    and again: for 200 people two thirds of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
