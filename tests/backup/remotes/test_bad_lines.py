"""Prove what happens to each kind of place on a line that is slow, dead or cut.

The sessions at the end are a slice: `python -m tests.faults.backup sessions --full` plays 2,000 with each.
"""

import time

import pytest

from fieldnotes.backup.failures import Cancelled, Interrupted
from fieldnotes.backup.meter import Meter
from fieldnotes.backup.steady import ATTEMPTS
from tests.backup.remotes.bad_line import BUSY, CLEAN, Fault, Script
from tests.backup.remotes.objects import named, noise
from tests.backup.remotes.places import FAR, Maker, Place
from tests.backup.remotes.sessions import behind, fresh, play


@pytest.fixture(params=FAR)
def far(request: pytest.FixtureRequest) -> Place:
    """Return a fresh place that is reached over a network, with its config written."""
    return fresh(request.getfixturevalue(request.param))


@pytest.fixture
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give a dead line up after a second."""
    monkeypatch.setattr("fieldnotes.backup.remotes.channel.PATIENCE", 1.0)
    monkeypatch.setattr("fieldnotes.backup.remotes.conversation.PATIENCE", 1.0)
    monkeypatch.setattr("fieldnotes.backup.steady.ATTEMPTS", 2)


def one_after_another(*faults: Fault) -> Script:
    """Return a script of these faults; the connections after them are clean."""
    left = list(faults)
    return lambda: left.pop(0) if left else CLEAN


@pytest.mark.parametrize("position", [0, 1, 30, 5_000, 100_000, 199_999])
def test_a_cut_on_the_way_there_is_survived(far: Place, position: int) -> None:
    data = noise(200_000)

    with behind(far, one_after_another(Fault(cut_up=position), Fault(cut_up=position + 700, reset=True))) as place:
        with place.connect(new=False) as storage:
            storage.put(named(data), data)
            assert storage.get(named(data)) == data


@pytest.mark.parametrize("position", [0, 1, 30, 5_000, 100_000, 199_999])
def test_a_cut_on_the_way_back_is_survived(far: Place, position: int) -> None:
    data = noise(200_000)
    with far.connect(new=False) as storage:
        storage.put(named(data), data)

    with behind(far, one_after_another(Fault(cut_down=position), Fault(cut_down=position + 700, reset=True))) as place:
        with place.connect(new=False) as storage:
            assert storage.get(named(data)) == data
            assert storage.get_range(named(data), 100, 150_000) == data[100:150_100]


def test_a_cut_writes_nothing_onto_the_screen(sftp: Maker, caplog: pytest.LogCaptureFixture) -> None:
    data = noise(2_000_000)

    with behind(fresh(sftp), one_after_another(*[Fault(cut_up=100_000, reset=True)] * 5)) as place:
        with place.connect(new=False) as storage:
            storage.put(named(data), data)

    assert caplog.messages == []


def test_an_answer_that_is_lost_after_the_server_kept_the_object_does_no_harm(far: Place) -> None:
    data = noise(50_000)

    lost = [Fault(cut_down=0), Fault(cut_down=0, reset=True), Fault(cut_down=0)]
    with behind(far, one_after_another(*lost)) as place, place.connect(new=False) as storage:
        storage.put(named(data), data)
        assert [stored.name for stored in storage.list("data")] == [named(data)]

    with far.connect(new=False) as storage:
        assert storage.get(named(data)) == data


@pytest.mark.parametrize("far", ["rest", "append_only", "s3"], indirect=True)
def test_a_busy_server_is_asked_again(far: Place) -> None:
    data = noise(50_000)

    busy = [Fault(answer=BUSY), Fault(answer=BUSY, reset=True)] * 2
    with behind(far, one_after_another(*busy)) as place, place.connect(new=False) as storage:
        storage.put(named(data), data)
        assert storage.get(named(data)) == data


@pytest.mark.parametrize("far", ["rest", "s3", "sftp"], indirect=True)
def test_a_server_that_stays_busy_is_given_up(far: Place) -> None:
    asked: list[Fault] = []

    def busy() -> Fault:
        asked.append(Fault(answer=BUSY))
        return asked[-1]

    with behind(far, busy) as place, place.connect(new=False) as storage:
        with pytest.raises(Interrupted):
            storage.get("config")

    assert len(asked) == ATTEMPTS


@pytest.mark.parametrize("far", ["rest", "s3", "sftp"], indirect=True)
@pytest.mark.parametrize("fault", [Fault(hang_up=60_000), Fault(hang_down=0), Fault(hang_down=3_000)])
def test_a_dead_line_is_noticed(far: Place, fault: Fault, hurry: None) -> None:
    data = noise(2_000_000)

    with behind(far, lambda: fault) as place, place.connect(new=False) as storage:
        with pytest.raises(Interrupted):
            storage.put(named(data), data)
            storage.get(named(data))


@pytest.mark.parametrize("far", ["rest", "s3", "sftp"], indirect=True)
def test_a_slow_line_is_not_taken_for_a_dead_one(far: Place, hurry: None) -> None:
    # A sixtieth of the product's patience, and sixty times the slowest line it is meant for.
    data = noise(120_000)

    with behind(far, lambda: Fault(rate=60_000)) as place, place.connect(new=False) as storage:
        begun = time.monotonic()
        storage.put(named(data), data)
        sent_in = time.monotonic() - begun
        assert storage.get_range(named(data), 0, 70_000) == data[:70_000]

    assert sent_in > 1.2


class StopSoon(Meter):
    """Stop as soon as a line has carried so many bytes."""

    def __init__(self, line: Fault, after: int) -> None:
        super().__init__()
        self._line = line
        self._after = after

    def left(self) -> float:
        """Stop before looking, if it is time."""
        if sum(self._line.carried) > self._after:
            self.cancel()
        return super().left()


def carried_until_a_stop(far: Place, size: int) -> int:
    """Stop a put on a slow line, take a lock away, and return how many bytes were carried before that is done."""
    slow = Fault(rate=20_000)
    data, lock = noise(size), noise(100)
    with behind(far, lambda: slow) as place, place.connect(StopSoon(slow, 20_000), new=False) as storage:
        storage.put(named(lock, "locks"), lock)
        with pytest.raises(Cancelled):
            storage.put(named(data), data)
        carried = sum(slow.carried)
        storage.delete(named(lock, "locks"))
    with far.connect(new=False) as storage:
        assert [*storage.list("locks")] == []
    return carried


@pytest.mark.parametrize("far", ["rest", "s3", "sftp"], indirect=True)
def test_a_stop_is_heard_within_seconds_on_a_slow_line_and_no_lock_stays(far: Place) -> None:
    # By the clock of the line: five seconds' worth, of which one comes before the stop.
    assert carried_until_a_stop(far, 300_000) < 100_000


def test_no_lock_stays_after_a_stop_on_a_slow_line_behind_rclone(webdav: Maker) -> None:
    # rclone itself goes on to the end of what it was given, so that there is no more to expect.
    assert carried_until_a_stop(fresh(webdav), 60_000) < 100_000


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("kind", ["rest", "append_only", "s3", "sftp"])
def test_nothing_acknowledged_is_lost_over_a_bad_line(kind: str, seed: int, request: pytest.FixtureRequest) -> None:
    play(request.getfixturevalue(kind), seed)


@pytest.mark.parametrize("seed", range(2))
def test_nothing_acknowledged_is_lost_over_a_bad_line_behind_rclone(seed: int, webdav: Maker) -> None:
    # Fewer: rclone tries again by itself, ten times, and takes its time.
    play(webdav, seed)
