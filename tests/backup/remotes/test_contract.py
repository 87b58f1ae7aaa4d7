"""Prove the contract of a Storage on every kind of place: folder, restic's REST, S3, SFTP, and WebDAV behind rclone."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from fieldnotes.backup.failures import Cancelled
from fieldnotes.backup.meter import Meter
from fieldnotes.errors import Damaged, Unreachable
from fieldnotes.formats.restic.storage import Absent, Denied, Short, Storage, Stored
from tests.backup.remotes.objects import named, noise
from tests.backup.remotes.places import Place


@pytest.mark.parametrize("size", [0, 1, 65_536, 1_000_001])
def test_what_is_put_comes_back(storage: Storage, size: int) -> None:
    data = noise(size)

    storage.put(named(data), data)

    assert storage.get(named(data)) == data


def test_twenty_megabytes_come_back(storage: Storage) -> None:
    data = noise(20 * 1024 * 1024)

    storage.put(named(data), data)

    assert storage.get(named(data)) == data
    assert storage.get_range(named(data), 12_345_678, 70_000) == data[12_345_678 : 12_345_678 + 70_000]


@pytest.mark.parametrize("folder", ["data", "index", "keys", "locks", "snapshots"])
def test_every_folder_keeps_and_lists_its_own(storage: Storage, folder: str) -> None:
    data = noise(100)

    storage.put(named(data, folder), data)

    assert storage.get(named(data, folder)) == data
    assert [*storage.list(folder)] == [Stored(named(data, folder), 100)]


def test_config_is_kept_as_any_other(storage: Storage) -> None:
    assert storage.get("config") == b"the first file of all"


def test_a_part_is_exactly_what_was_asked_for(storage: Storage) -> None:
    data = noise(10_000)
    storage.put(named(data), data)

    assert storage.get_range(named(data), 0, 1) == data[:1]
    assert storage.get_range(named(data), 9_999, 1) == data[-1:]
    assert storage.get_range(named(data), 4_000, 5_000) == data[4_000:9_000]
    assert storage.get_range(named(data), 0, 10_000) == data


@pytest.mark.parametrize(("offset", "length"), [(0, 10_001), (9_999, 2), (10_000, 1), (50_000, 5)])
def test_a_part_that_is_not_there_is_refused(storage: Storage, offset: int, length: int) -> None:
    data = noise(10_000)
    storage.put(named(data), data)

    with pytest.raises(Short):
        storage.get_range(named(data), offset, length)


def test_the_same_bytes_may_be_put_again(storage: Storage) -> None:
    data = noise(70_000)
    storage.put(named(data), data)

    storage.put(named(data), data)

    assert storage.get(named(data)) == data
    assert [*storage.list("data")] == [Stored(named(data), 70_000)]


def test_what_is_not_there_is_absent(storage: Storage) -> None:
    nowhere = named(b"nowhere")

    with pytest.raises(Absent):
        storage.get(nowhere)
    with pytest.raises(Absent):
        storage.get_range(nowhere, 0, 1)


def test_the_config_of_a_place_that_holds_no_repository_is_not_there(place: Place) -> None:
    with place.connect() as storage:
        with pytest.raises(Unreachable):
            storage.get("config")


def test_an_empty_folder_lists_nothing(storage: Storage) -> None:
    assert [*storage.list("snapshots")] == []
    assert [*storage.list("data")] == []


def test_what_is_deleted_is_gone(storage: Storage, place: Place) -> None:
    data = noise(100)
    storage.put(named(data, "snapshots"), data)
    if place.kind == "append-only":
        with pytest.raises(Denied):
            storage.delete(named(data, "snapshots"))
        assert storage.get(named(data, "snapshots")) == data
        return

    storage.delete(named(data, "snapshots"))

    assert [*storage.list("snapshots")] == []
    with pytest.raises(Absent):
        storage.get(named(data, "snapshots"))


def test_locks_may_be_deleted_everywhere(storage: Storage) -> None:
    lock = noise(100)
    storage.put(named(lock, "locks"), lock)

    storage.delete(named(lock, "locks"))

    assert [*storage.list("locks")] == []


def test_deleting_what_is_not_there_is_no_error(storage: Storage) -> None:
    storage.delete(named(b"nowhere", "locks"))


def test_two_thousand_objects_are_listed(storage: Storage, place: Place) -> None:
    expected = {}
    for number in range(2_000):
        data = f"number {number}".encode()
        name = named(data)
        expected[name] = len(data)
        (place.folder / name).parent.mkdir(parents=True, exist_ok=True)  # behind the server's back: it is faster
        (place.folder / name).write_bytes(data)

    time.sleep(0.2)  # rclone's own servers remember folders for a tenth of a second
    listed = [*storage.list("data")]

    assert {stored.name: stored.size for stored in listed} == expected
    assert len(listed) == 2_000


def test_strange_files_are_not_listed(storage: Storage, place: Place) -> None:
    data = noise(10)
    storage.put(named(data, "index"), data)
    (place.folder / "index" / "Thumbs.db").write_bytes(b"1")
    (place.folder / "index" / ".DS_Store").write_bytes(b"1")

    assert [stored.name for stored in storage.list("index")] == [named(data, "index")]


def test_five_threads_put_and_get_at_once(storage: Storage) -> None:
    objects = [noise(150_000 + seed, seed) for seed in range(40)]

    def keep(data: bytes) -> bytes:
        storage.put(named(data), data)
        return storage.get(named(data))

    with ThreadPoolExecutor(5) as threads:
        assert list(threads.map(keep, objects)) == objects
    assert sorted(storage.list("data")) == sorted(Stored(named(data), len(data)) for data in objects)


def test_the_meter_counts_what_goes_over_the_line(storage: Storage, place: Place) -> None:
    meter, data = Meter(), noise(300_000)

    with place.connect(meter) as counted:
        counted.put(named(data), data)
        sent = meter.sent
        counted.get(named(data))

    assert sent == 300_000
    assert meter.received >= 300_000


def settled(condition: Callable[[], bool]) -> None:
    """Wait until something is so, for ten seconds at most."""
    for _ in range(100):
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError("it never comes about")


class Stopper(Meter):
    """Stop at the third block."""

    def _allowed(self, wanted: int) -> int:
        if self.sent >= 2 * 16_384:
            self.cancel()
        return super()._allowed(wanted)


def test_what_is_stopped_in_the_middle_leaves_nothing_visible(storage: Storage, place: Place) -> None:
    data = noise(3_000_000)

    with place.connect(Stopper()) as stopped, pytest.raises(Cancelled):
        stopped.put(named(data), data)

    settled(lambda: not [*storage.list("data")])  # a server takes a moment to notice
    with pytest.raises(Absent):
        storage.get(named(data))
    storage.put(named(data), data)
    assert storage.get(named(data)) == data


def test_a_lock_is_taken_away_after_a_stop(storage: Storage, place: Place) -> None:
    lock, data = noise(100), noise(3_000_000)

    with place.connect(Stopper(), new=False) as stopped:
        stopped.put(named(lock, "locks"), lock)
        with pytest.raises(Cancelled):
            stopped.put(named(data), data)
        stopped.delete(named(lock, "locks"))
        with pytest.raises(Cancelled):  # the last words are about the lock alone
            stopped.put(named(data), data)

    assert [*storage.list("locks")] == []


def test_nothing_is_begun_after_a_stop(place: Place) -> None:
    meter = Meter()
    with place.connect(meter) as storage:
        storage.put("config", b"1")
        meter.cancel()
        with pytest.raises(Cancelled):
            storage.put(named(b"2"), b"2")


def test_names_outside_the_layout_are_refused(storage: Storage) -> None:
    for name in ("../config", "data/../config", "keys/" + "A" * 64, "data/ab/" + "c" * 64, "index/" + "0" * 63, "x"):
        with pytest.raises(Damaged):
            storage.get(name)
        with pytest.raises(Damaged):
            storage.put(name, b"")
        with pytest.raises(Damaged):
            storage.delete(name)


def test_wrong_credentials_are_denied(storage: Storage, place: Place) -> None:
    if place.kind == "directory":
        pytest.skip("a folder asks for none")

    with pytest.raises(Unreachable) as refusal, place.with_wrong_credentials().connect() as stranger:
        stranger.get("config")
    with pytest.raises(Unreachable), place.with_wrong_credentials().connect() as stranger:
        stranger.put(named(b"1"), b"1")

    # rclone does not tell a refusal from a failure
    assert isinstance(refusal.value, Denied) or place.kind == "webdav"
    assert not isinstance(refusal.value, Absent)
    assert [*storage.list("data")] == []
