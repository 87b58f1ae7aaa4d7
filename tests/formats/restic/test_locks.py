"""Prove that locks keep deleting and adding apart, and that ours and those of stock restic respect each other."""

import os
import platform
import subprocess
import sys
from datetime import datetime, timedelta

import pytest

from fieldnotes.errors import Damaged, Unreachable
from fieldnotes.formats.restic import locks
from fieldnotes.formats.restic.identifiers import FileKind
from fieldnotes.formats.restic.locks import Holder, Lock
from fieldnotes.formats.restic.repository import Repository
from fieldnotes.formats.restic.storage import Denied
from tests.formats.restic.conftest import Stock
from tests.formats.restic.places import FILES, WHEN, Folder, Memory, created, save

FOREIGN = Holder(WHEN, exclusive=True, host="elsewhere", pid=1)


class Watch:
    """Hold a time that tests set."""

    def __init__(self) -> None:
        self.now = WHEN

    def __call__(self) -> datetime:
        """Return that time."""
        return self.now


@pytest.fixture(autouse=True)
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait until others would see a lock; everything here is seen at once."""
    monkeypatch.setattr(locks, "_SETTLING", 0)


@pytest.fixture
def place() -> Memory:
    """Return an empty place."""
    return Memory()


@pytest.fixture
def repository(place: Memory) -> Repository:
    """Return an empty repository."""
    return created(place)


@pytest.fixture
def dead() -> int:
    """Return the number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def held(repository: Repository) -> list[Holder]:
    """Return who holds locks."""
    return [Holder.read(repository.read_file(FileKind.LOCK, each)) for each in repository.files(FileKind.LOCK)]


def put(repository: Repository, holder: Holder) -> str:
    """Leave somebody's lock there."""
    return repository.write_file(FileKind.LOCK, holder.write())


def test_a_lock_is_there_inside_and_gone_after(repository: Repository) -> None:
    with Lock.take(repository, exclusive=False, host="a word", clock=Watch()):
        assert held(repository) == [Holder(WHEN, exclusive=False, host="a word", pid=os.getpid())]
    assert held(repository) == []


def test_several_may_add_at_once_and_nobody_deletes_meanwhile(repository: Repository) -> None:
    with Lock.take(repository, exclusive=False), Lock.take(repository, exclusive=False):
        with pytest.raises(Unreachable, match="in use") as caught:
            Lock.take(repository, exclusive=True)
        assert "restic unlock" in caught.value.hint
        assert len(held(repository)) == 2


def test_nobody_adds_while_somebody_deletes(repository: Repository) -> None:
    put(repository, FOREIGN)

    with pytest.raises(Unreachable) as caught:
        Lock.take(repository, exclusive=False, clock=Watch())
    assert caught.value.exit_code == 6
    assert held(repository) == [FOREIGN]


def test_a_lock_that_appears_while_we_take_ours_wins(repository: Repository, place: Memory) -> None:
    put_before = place.put

    def put_after_another(name: str, data: bytes) -> None:
        place.put = put_before  # type: ignore[method-assign]
        put(repository, FOREIGN)
        put_before(name, data)

    place.put = put_after_another  # type: ignore[method-assign]
    with pytest.raises(Unreachable):
        Lock.take(repository, exclusive=False, clock=Watch())
    assert held(repository) == [FOREIGN]


def test_who_stops_while_a_lock_settles_leaves_none(
    repository: Repository, place: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_: float) -> None:
        assert held(repository)
        raise KeyboardInterrupt

    monkeypatch.setattr("fieldnotes.formats.restic.locks.time.sleep", stop)
    with pytest.raises(KeyboardInterrupt):
        Lock.take(repository, exclusive=False)
    assert held(repository) == []


@pytest.mark.parametrize(("minutes", "stale"), [(29, False), (31, True), (-60, False)])
def test_half_an_hour_makes_a_lock_stale(repository: Repository, minutes: int, stale: bool) -> None:
    put(repository, FOREIGN._replace(time=WHEN - timedelta(minutes=minutes)))

    if not stale:
        with pytest.raises(Unreachable):
            Lock.take(repository, exclusive=True, clock=Watch())
    else:
        with Lock.take(repository, exclusive=True, clock=Watch()):
            assert len(held(repository)) == 1


@pytest.mark.parametrize("host", [platform.node(), "our word"])
def test_a_dead_process_of_this_machine_makes_a_lock_stale(repository: Repository, dead: int, host: str) -> None:
    put(repository, FOREIGN._replace(host=host, pid=dead))

    with Lock.take(repository, exclusive=True, host="our word", clock=Watch()):
        pass


@pytest.mark.parametrize(("host", "ours"), [("", ""), ("", "our word"), ("elsewhere", "our word")])
def test_a_dead_process_of_another_machine_says_nothing(
    repository: Repository, dead: int, host: str, ours: str
) -> None:
    put(repository, FOREIGN._replace(host=host, pid=dead))

    with pytest.raises(Unreachable):
        Lock.take(repository, exclusive=False, host=ours, clock=Watch())


@pytest.mark.parametrize("pid", [os.getpid(), 0, 1], ids=["this one", "none", "the first"])
def test_a_living_process_of_this_machine_holds_its_lock(repository: Repository, pid: int) -> None:
    put(repository, FOREIGN._replace(host=platform.node(), pid=pid))

    with pytest.raises(Unreachable):
        Lock.take(repository, exclusive=False, clock=Watch())


def test_a_stale_lock_that_cannot_be_taken_away_is_passed_over(repository: Repository, place: Memory) -> None:
    stale = put(repository, FOREIGN._replace(time=WHEN - timedelta(hours=1)))
    delete = place.delete

    def delete_others_only(name: str) -> None:
        if name.endswith(stale):
            raise Denied("this place is only to be added to")
        delete(name)

    place.delete = delete_others_only  # type: ignore[method-assign]
    with Lock.take(repository, exclusive=False, clock=Watch()):
        assert len(held(repository)) == 2


def test_a_lock_that_cannot_be_read_stops_deleting_only(repository: Repository, place: Memory) -> None:
    place.put(f"locks/{'1' * 64}", b"half a lo")

    with Lock.take(repository, exclusive=False):
        pass
    with pytest.raises(Damaged):
        Lock.take(repository, exclusive=True)


def test_an_empty_lock_and_one_that_goes_meanwhile_lock_nothing(repository: Repository, place: Memory) -> None:
    place.put(f"locks/{'1' * 64}", b"")
    listed = place.list
    gone = f"locks/{'2' * 64}"

    def list_one_more(folder: str) -> object:
        yield from listed(folder)
        if folder == "locks":
            yield (gone, 7)

    place.list = list_one_more  # type: ignore[method-assign, assignment]
    with Lock.take(repository, exclusive=True):
        pass


def test_a_lock_is_renewed_when_five_minutes_have_passed(repository: Repository) -> None:
    watch = Watch()
    with Lock.take(repository, exclusive=False, clock=watch) as lock:
        (first,) = repository.files(FileKind.LOCK)
        watch.now += timedelta(minutes=4)
        lock.refresh()
        assert list(repository.files(FileKind.LOCK)) == [first]
        watch.now += timedelta(minutes=2)
        lock.refresh()
        assert [holder.time for holder in held(repository)] == [watch.now]
        watch.now -= timedelta(days=9)
        lock.refresh()
        assert [holder.time for holder in held(repository)] == [watch.now]
    assert held(repository) == []


@pytest.mark.parametrize("minutes", [6, 480])
def test_a_lock_that_was_taken_away_is_told(repository: Repository, minutes: int) -> None:
    watch = Watch()
    lock = Lock.take(repository, exclusive=False, clock=watch)
    for each in list(repository.files(FileKind.LOCK)):
        repository.delete_file(FileKind.LOCK, each)
    watch.now += timedelta(minutes=minutes)

    with pytest.raises(Unreachable, match="taken away"):
        lock.refresh()
    assert held(repository) == []


def test_who_stops_while_a_sleepers_lock_is_renewed_leaves_none(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = Watch()

    def stop(_: float) -> None:
        assert len(held(repository)) == 2
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), Lock.take(repository, exclusive=False, clock=watch) as lock:
        watch.now += timedelta(hours=8)
        monkeypatch.setattr("fieldnotes.formats.restic.locks.time.sleep", stop)
        lock.refresh()
    assert held(repository) == []


def test_a_lock_that_is_taken_away_while_a_sleeper_renews_it_is_told(repository: Repository, place: Memory) -> None:
    watch = Watch()
    lock = Lock.take(repository, exclusive=False, clock=watch)
    (first,) = repository.files(FileKind.LOCK)
    put_before = place.put

    def put_and_take_away(name: str, data: bytes) -> None:
        put_before(name, data)
        place.delete(f"locks/{first}")

    place.put = put_and_take_away  # type: ignore[method-assign]
    watch.now += timedelta(hours=8)
    with pytest.raises(Unreachable, match="taken away"):
        lock.refresh()
    assert held(repository) == []


def test_what_went_wrong_inside_is_said_rather_than_that_the_lock_stays(repository: Repository, place: Memory) -> None:
    def delete(name: str) -> None:
        raise Unreachable("the line is cut")

    place.delete = delete  # type: ignore[method-assign]
    with pytest.raises(Damaged), Lock.take(repository, exclusive=False):
        raise Damaged("something else")
    with pytest.raises(Unreachable, match="cut"), Lock.take(repository, exclusive=False):
        pass


def test_stock_restic_respects_our_locks(restic: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    root = tmp_path_factory.mktemp("locked") / "repository"
    stock, repository = Stock(restic, root), created(Folder(root))
    save(repository, FILES)

    with Lock.take(repository, exclusive=False):
        assert b"already locked" in stock.attempt("prune").stderr
        stock.run("snapshots")
    with Lock.take(repository, exclusive=True):
        assert b"locked exclusively" in stock.attempt("snapshots").stderr
    stock.run("prune")


def test_we_respect_a_lock_of_stock_restic(restic: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    root = tmp_path_factory.mktemp("locked") / "repository"
    stock, repository = Stock(restic, root), created(Folder(root))
    reader, writer = os.pipe()
    command = [restic, "--no-cache", "backup", "--stdin"]
    environment = {**os.environ, "RESTIC_REPOSITORY": str(root), "RESTIC_PASSWORD": "sumac sumac nutmeg mace"}
    with subprocess.Popen(command, stdin=reader, env=environment, stdout=subprocess.PIPE) as process:
        os.close(reader)
        try:
            while not list(repository.files(FileKind.LOCK)):
                assert process.poll() is None
            with Lock.take(repository, exclusive=False):
                pass
            with pytest.raises(Unreachable):
                Lock.take(repository, exclusive=True)
        finally:  # else restic would wait for its input, and whoever waits for restic too
            os.close(writer)
        process.communicate(timeout=60)
    stock.run("check")
