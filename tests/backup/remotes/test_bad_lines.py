"""Prove what happens to each kind of place on a line that is slow, dead or cut."""

import os
import random
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from fieldnotes.backup.address import parse
from fieldnotes.backup.failures import Cancelled, Interrupted
from fieldnotes.backup.meter import Meter
from fieldnotes.errors import Unreachable
from fieldnotes.formats.restic.storage import Absent, Storage
from tests.backup.remotes.bad_line import BUSY, CLEAN, Fault, Script, bad_line, seeded
from tests.backup.remotes.conftest import Maker, Place
from tests.backup.remotes.objects import named, noise

KINDS = ("rest", "append_only", "s3", "sftp", "webdav")
SESSIONS = 2_000 if os.environ.get("FIELDNOTES_FULL") else 8


@pytest.fixture(params=KINDS)
def far(request: pytest.FixtureRequest) -> Place:
    """Return a fresh place that is reached over a network, with its config written."""
    return fresh(request.getfixturevalue(request.param))


@pytest.fixture
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give a dead line up after a second."""
    monkeypatch.setattr("fieldnotes.backup.remotes.channel.PATIENCE", 1.0)
    monkeypatch.setattr("fieldnotes.backup.remotes.conversation.PATIENCE", 1.0)
    monkeypatch.setattr("fieldnotes.backup.steady.ATTEMPTS", 2)


def fresh(make: Maker) -> Place:
    """Return a new place with its config written."""
    place = make(secrets.token_hex(4))
    with place.connect() as storage:
        storage.put("config", b"the first file of all")
    return place


@contextmanager
def behind(place: Place, script: Script) -> Iterator[Place]:
    """Yield the same place behind a bad line."""
    if place.kind == "webdav":
        url = place.credentials.settings["url"]
        with bad_line(int(url.rpartition(":")[2]), script) as port:
            settings = {**place.credentials.settings, "url": f"http://127.0.0.1:{port}"}
            yield replace(place, credentials=replace(place.credentials, settings=settings))
        return
    port = parse(place.address).port or 0
    with bad_line(port, script) as other:
        known = place.credentials.known_hosts.replace(f":{port} ", f":{other} ")
        yield replace(
            place,
            address=place.address.replace(f":{port}/", f":{other}/"),
            credentials=replace(place.credentials, known_hosts=known),
        )


def one_after_another(*faults: Fault) -> Script:
    """Return a script of these faults; the connections after them are clean."""
    left = list(faults)
    return lambda: left.pop(0) if left else CLEAN


@pytest.mark.parametrize("position", [0, 1, 30, 5_000, 100_000, 199_999])
def test_a_cut_on_the_way_there_is_survived(far: Place, position: int) -> None:
    data = noise(200_000)

    with behind(far, one_after_another(Fault(cut_up=position), Fault(cut_up=position + 700))) as place:
        with place.connect(new=False) as storage:
            storage.put(named(data), data)
            assert storage.get(named(data)) == data


@pytest.mark.parametrize("position", [0, 1, 30, 5_000, 100_000, 199_999])
def test_a_cut_on_the_way_back_is_survived(far: Place, position: int) -> None:
    data = noise(200_000)
    with far.connect(new=False) as storage:
        storage.put(named(data), data)

    with behind(far, one_after_another(Fault(cut_down=position), Fault(cut_down=position + 700))) as place:
        with place.connect(new=False) as storage:
            assert storage.get(named(data)) == data
            assert storage.get_range(named(data), 100, 150_000) == data[100:150_100]


def test_an_answer_that_is_lost_after_the_server_kept_the_object_does_no_harm(far: Place) -> None:
    data = noise(50_000)

    with behind(far, one_after_another(*[Fault(cut_down=0)] * 3)) as place, place.connect(new=False) as storage:
        storage.put(named(data), data)
        assert [stored.name for stored in storage.list("data")] == [named(data)]

    with far.connect(new=False) as storage:
        assert storage.get(named(data)) == data


@pytest.mark.parametrize("far", ["rest", "append_only", "s3"], indirect=True)
def test_a_busy_server_is_asked_again(far: Place) -> None:
    data = noise(50_000)

    with behind(far, one_after_another(*[Fault(answer=BUSY)] * 4)) as place, place.connect(new=False) as storage:
        storage.put(named(data), data)
        assert storage.get(named(data)) == data


@pytest.mark.parametrize("far", ["rest", "s3", "sftp"], indirect=True)
def test_a_server_that_stays_busy_is_given_up(far: Place) -> None:
    begun = time.monotonic()

    with behind(far, lambda: Fault(answer=BUSY)) as place, place.connect(new=False) as storage:
        with pytest.raises(Interrupted):
            storage.get("config")

    assert time.monotonic() - begun < 10


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


@pytest.mark.parametrize("far", ["rest", "s3", "sftp"], indirect=True)
def test_a_stop_is_heard_within_seconds_on_a_slow_line(far: Place) -> None:
    class StopSoon(Meter):
        began = time.monotonic()

        def check(self) -> None:
            if time.monotonic() - self.began > 1.0:
                self._cancelled = True
            super().check()

    with behind(far, lambda: Fault(rate=20_000)) as place:
        with place.connect(meter := StopSoon(), new=False) as storage, pytest.raises(Cancelled):
            storage.put(named(noise(300_000)), noise(300_000))
        assert time.monotonic() - meter.began < 5


# ---------------------------------------------------------------------------------------------- seeded sessions


class Session:
    """Do what a run does over a bad line, and remember what was acknowledged."""

    def __init__(self, seed: int, may_delete: bool) -> None:
        self._chance = random.Random(seed)
        self._may_delete = may_delete
        self.kept: dict[str, bytes] = {}
        self.unsure: set[str] = set()

    def run(self, storage: Storage) -> None:
        """Do twelve things; whatever is raised must be Unreachable, and never say that something kept is absent."""
        verbs = [self._put, self._put, self._put, self._get, self._get_range, self._list, self._miss]
        for _ in range(12):
            verb = self._chance.choice([*verbs, self._delete] if self._may_delete else verbs)
            try:
                verb(storage)
            except Absent:
                raise AssertionError("what was kept is said to be absent") from None
            except Unreachable:
                continue

    def _put(self, storage: Storage) -> None:
        data = noise(self._chance.choice([0, 1, 900, 20_000, 150_000]), self._chance.getrandbits(32))
        name = named(data, self._chance.choice(["data", "index", "snapshots"]))
        self.unsure.add(name)
        storage.put(name, data)
        self.unsure.discard(name)
        self.kept[name] = data

    def _any(self) -> str | None:
        return self._chance.choice(sorted(self.kept)) if self.kept else None

    def _get(self, storage: Storage) -> None:
        if name := self._any():
            assert storage.get(name) == self.kept[name]

    def _get_range(self, storage: Storage) -> None:
        if (name := self._any()) and (data := self.kept[name]):
            offset = self._chance.randrange(len(data))
            length = self._chance.randint(1, len(data) - offset)
            assert storage.get_range(name, offset, length) == data[offset : offset + length]

    def _list(self, storage: Storage) -> None:
        folder = self._chance.choice(["data", "index", "snapshots"])
        self.compare(folder, {stored.name: stored.size for stored in storage.list(folder)})

    def compare(self, folder: str, listed: dict[str, int]) -> None:
        """Check a listing: all that is kept is in it, and nothing that was never put."""
        kept = {name: len(data) for name, data in self.kept.items() if name.startswith(folder)}
        assert kept.items() <= listed.items()
        assert set(listed) <= set(kept) | self.unsure

    def _miss(self, storage: Storage) -> None:
        try:
            storage.get(named(noise(8, self._chance.getrandbits(32))))
        except Absent:
            return
        raise AssertionError("something was found that nobody put")

    def _delete(self, storage: Storage) -> None:
        if name := self._any():
            del self.kept[name]
            self.unsure.add(name)
            storage.delete(name)
            self.unsure.discard(name)


def play(place: Place, seed: int, may_delete: bool, http: bool) -> None:
    """Play one session over a bad line, then look at everything over a good one."""
    session = Session(seed, may_delete)
    with behind(place, seeded(seed, 12, http=http)) as bad, bad.connect(new=False) as storage:
        session.run(storage)
    with place.connect(new=False) as storage:
        for name, data in session.kept.items():
            assert storage.get(name) == data
        for folder in ("data", "index", "snapshots"):
            session.compare(folder, {stored.name: stored.size for stored in storage.list(folder)})


@pytest.mark.parametrize("seed", range(SESSIONS))
@pytest.mark.parametrize("kind", ["rest", "append_only", "s3", "sftp"])
def test_nothing_acknowledged_is_lost_over_a_bad_line(kind: str, seed: int, request: pytest.FixtureRequest) -> None:
    place = fresh(request.getfixturevalue(kind))

    play(place, seed, may_delete=kind != "append_only", http=kind != "sftp")


@pytest.mark.parametrize("seed", range(max(2, SESSIONS // 10)))
def test_nothing_acknowledged_is_lost_over_a_bad_line_behind_rclone(seed: int, webdav: Maker) -> None:
    # Fewer: rclone tries again by itself, ten times, and takes its time.
    play(fresh(webdav), seed, may_delete=True, http=True)
