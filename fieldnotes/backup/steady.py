"""Try again what a bad line broke, a bounded number of times, ever more patiently.

All five verbs may be repeated without harm: every object but `config` is named after its content, and what is written
twice is the same bytes. So a time-out after the server had already kept something costs a repetition and no more.
"""

import hashlib
import random
from collections.abc import Callable, Iterator
from contextlib import nullcontext, suppress
from itertools import islice
from typing import TypeVar

from fieldnotes.backup.failures import Cancelled, Interrupted, endless
from fieldnotes.backup.meter import Meter
from fieldnotes.backup.names import MOST_FILES, checked, digest_in
from fieldnotes.errors import Unreachable
from fieldnotes.formats.restic.storage import Storage, Stored

ATTEMPTS = 6
FIRST_DELAY = 0.5  # seconds; doubled each time
LONGEST_DELAY = 20.0

T = TypeVar("T")


class Steady:
    """Be a Storage that repeats what another one raises Interrupted for.

    Delays have full jitter (a random part of 0.5, 1, 2, 4, 8 seconds), so that several threads do not come back at
    once. `delay` waits for seconds; the default is the meter's, which a person can pause and cancel.
    """

    def __init__(self, place: Storage, meter: Meter, delay: Callable[[float], None] | None = None) -> None:
        self._place = place
        self._meter = meter
        self._delay = delay or meter.wait
        self._random = random.SystemRandom()

    def put(self, name: str, data: bytes) -> None:
        """Keep an object; a lock in whose writing it is stopped is taken away again, for it may stand by then."""
        checked(name)
        try:
            self.attempt(lambda: self._place.put(name, data))
        except (Cancelled, KeyboardInterrupt):
            if _is_lock(name):
                with suppress(Unreachable, Cancelled):
                    self.delete(name)
            raise

    def get(self, name: str) -> bytes:
        """Return an object; one that does not fit its name is fetched once more, for a line may garble and cut.

        Whoever asked must check it all the same: what is wrong twice is returned as it is.
        """
        checked(name)
        data = self.attempt(lambda: self._place.get(name))
        if digest_in(name) not in (None, hashlib.sha256(data).hexdigest()):
            data = self.attempt(lambda: self._place.get(name))
        return data

    def get_range(self, name: str, offset: int, length: int) -> bytes:
        """Return a part of an object."""
        checked(name)
        return self.attempt(lambda: self._place.get_range(name, offset, length))

    def list(self, folder: str) -> Iterator[Stored]:
        """Yield a listing; it is complete before the first is yielded, so that none comes twice after a cut.

        Raises Unreachable for one of more than MOST_FILES.
        """
        found = self.attempt(lambda: list(islice(self._place.list(folder), MOST_FILES + 1)))
        return iter(found) if len(found) <= MOST_FILES else endless()

    def delete(self, name: str) -> None:
        """Take an object away; a lock even after a stop, for it would be in the way of others until it is stale."""
        checked(name)
        with self._meter.last_words() if _is_lock(name) else nullcontext():
            self.attempt(lambda: self._place.delete(name))

    def attempt(self, verb: Callable[[], T]) -> T:
        """Call something that may be repeated without harm, until it goes well or was tried often enough."""
        for attempt in range(ATTEMPTS - 1):
            try:
                return verb()
            except Interrupted:
                longest = min(LONGEST_DELAY, FIRST_DELAY * 2**attempt)
                self._delay(self._random.uniform(0, longest))
        return verb()


def _is_lock(name: str) -> bool:
    return name.startswith("locks/")
