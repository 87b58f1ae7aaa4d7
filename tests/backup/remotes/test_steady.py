"""Prove that a line that breaks is tried again, how often, and how patiently."""

import hashlib
from collections.abc import Iterator
from itertools import count

import pytest

from fieldnotes.backup import steady
from fieldnotes.backup.failures import Cancelled, Interrupted
from fieldnotes.backup.meter import Meter
from fieldnotes.backup.steady import ATTEMPTS, Steady
from fieldnotes.errors import Unreachable
from fieldnotes.formats.restic.storage import Absent, Denied, Full, Stored

DATA = b"saffron"
NAME = "keys/" + hashlib.sha256(DATA).hexdigest()
LOCK = NAME.replace("keys", "locks")


class Stumbling:
    """Be a place that raises, or answers, what a script says, one after the other."""

    def __init__(self, *script: Exception | bytes) -> None:
        self.script = list(script)
        self.asked = 0

    def _next(self) -> bytes:
        self.asked += 1
        step = self.script.pop(0) if self.script else DATA
        if isinstance(step, Exception):
            raise step
        return step

    def put(self, name: str, data: bytes) -> None:
        """Take a step."""
        self._next()

    def get(self, name: str) -> bytes:
        """Take a step."""
        return self._next()

    def get_range(self, name: str, offset: int, length: int) -> bytes:
        """Take a step."""
        return self._next()

    def list(self, folder: str) -> Iterator[Stored]:
        """Take a step in the middle of a listing."""
        yield Stored("keys/" + "0" * 64, 1)
        self._next()
        yield Stored("keys/" + "1" * 64, 1)

    def delete(self, name: str) -> None:
        """Take a step."""
        self._next()


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Wait as the product does, on a clock of the test's own."""
    monkeypatch.setattr(steady, "FIRST_DELAY", 0.5)
    return []


def test_what_is_interrupted_is_tried_again_with_growing_random_delays(waits: list[float]) -> None:
    place = Stumbling(*[Interrupted("cut")] * (ATTEMPTS - 1))

    assert Steady(place, Meter(), waits.append).get(NAME) == DATA

    assert place.asked == ATTEMPTS
    assert len(waits) == ATTEMPTS - 1
    assert all(0 <= wait <= 0.5 * 2**number for number, wait in enumerate(waits))
    assert len(set(waits)) == len(waits)


def test_it_is_not_tried_for_ever(waits: list[float]) -> None:
    place = Stumbling(*[Interrupted("cut")] * 100)

    with pytest.raises(Interrupted):
        Steady(place, Meter(), waits.append).put(NAME, DATA)

    assert place.asked == ATTEMPTS
    assert sum(waits) < 16


@pytest.mark.parametrize("error", [Absent("x"), Denied("x"), Full("x"), Unreachable("x"), Cancelled("x")])
def test_what_will_not_change_is_not_tried_again(error: Exception, waits: list[float]) -> None:
    place = Stumbling(error)

    with pytest.raises(type(error)):
        Steady(place, Meter(), waits.append).get_range(NAME, 0, 1)

    assert (place.asked, waits) == (1, [])


def test_a_stop_is_heard_while_waiting() -> None:
    meter = Meter()
    place = Stumbling(*[Interrupted("cut")] * 100)
    meter.cancel()

    with pytest.raises(Cancelled):
        Steady(place, meter).delete(NAME)

    assert place.asked == 1


class Obedient(Stumbling):
    """Be a place that does nothing after a stop, and remembers what was deleted."""

    def __init__(self, meter: Meter, stop: BaseException | None = None) -> None:
        super().__init__()
        self.meter = meter
        self.stop = stop or Cancelled("stopped")
        self.deleted: list[str] = []

    def put(self, name: str, data: bytes) -> None:
        """Be stopped in the middle."""
        self.meter.cancel()
        raise self.stop

    def delete(self, name: str) -> None:
        """Remember it."""
        self.meter.check()
        self.deleted.append(name)


def test_after_a_stop_locks_alone_are_taken_away() -> None:
    place = Obedient(meter := Meter())
    meter.cancel()

    Steady(place, meter).delete(LOCK)
    with pytest.raises(Cancelled):
        Steady(place, meter).delete(NAME)

    assert place.deleted == [LOCK]


@pytest.mark.parametrize("stop", [Cancelled("stopped"), KeyboardInterrupt()])
def test_a_lock_in_whose_writing_it_was_stopped_is_taken_away_for_it_may_stand(stop: BaseException) -> None:
    place = Obedient(meter := Meter(), stop)

    for name in (NAME, LOCK):
        with pytest.raises(type(stop)):
            Steady(place, meter).put(name, DATA)

    assert place.deleted == [LOCK]


def test_a_listing_that_is_cut_yields_nothing_twice(waits: list[float]) -> None:
    place = Stumbling(Interrupted("cut"), Interrupted("cut"))

    listed = [*Steady(place, Meter(), waits.append).list("keys")]

    assert [stored.name[-1] for stored in listed] == ["0", "1"]


def test_a_listing_without_end_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    class Endless(Stumbling):
        def list(self, folder: str) -> Iterator[Stored]:
            return (Stored(f"keys/{number:064x}", 1) for number in count())

    monkeypatch.setattr(steady, "MOST_FILES", 1_000)

    with pytest.raises(Unreachable, match="lists more files"):
        Steady(Endless(), Meter()).list("keys")


def test_bytes_that_do_not_fit_their_name_are_fetched_once_more(waits: list[float]) -> None:
    garbled = Stumbling(b"saffr0n")
    assert Steady(garbled, Meter(), waits.append).get(NAME) == DATA

    damaged = Stumbling(b"saffr0n", b"saffr0n", DATA)
    assert Steady(damaged, Meter(), waits.append).get(NAME) == b"saffr0n"
    assert damaged.asked == 2
