"""Try again what a bad line broke, a bounded number of times, ever more patiently.

All five verbs may be repeated without harm: every object but `config` is named after its content, and what is written
twice is the same bytes. So a time-out after the server had already kept something costs a repetition and no more.
"""

import hashlib
import random
from collections.abc import Callable, Iterator
from typing import TypeVar

from fieldnotes.backup.failures import Interrupted
from fieldnotes.backup.meter import Meter
from fieldnotes.backup.names import checked, digest_in
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
        self._delay = delay or meter.wait
        self._random = random.SystemRandom()

    def put(self, name: str, data: bytes) -> None:
        """Keep an object."""
        checked(name)
        self.attempt(lambda: self._place.put(name, data))

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
        """Yield a listing; it is complete before the first is yielded, so that none comes twice after a cut."""
        return iter(self.attempt(lambda: list(self._place.list(folder))))

    def delete(self, name: str) -> None:
        """Take an object away."""
        checked(name)
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
