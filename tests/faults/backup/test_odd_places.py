"""Prove that odd places are survived: FAT's names, a clock in 1980, read-only, full and yanked disks."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from fieldnotes.backup import forgetting, keeping
from fieldnotes.backup.credentials import Credentials
from fieldnotes.backup.forgetting import Rule
from fieldnotes.backup.meter import Meter
from fieldnotes.domain.repository import Keep
from fieldnotes.errors import Unreachable
from fieldnotes.formats.restic import locks
from fieldnotes.formats.restic.identifiers import FileKind
from fieldnotes.formats.restic.storage import Denied, Full
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import backups
from tests.faults.backup.world import PASSWORD, World, edit, folder_digest, new_world, run, witnessed, write
from tests.vault.sample import PASSPHRASE

IN_1980 = datetime(1980, 1, 6, 12, tzinfo=UTC)
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_FORBIDDEN = set('<>:"/\\|?*') | {chr(code) for code in range(32)}


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Yield a vault beside an empty repository, all of whose runs are witnessed."""
    world = new_world(tmp_path / "world")
    with witnessed(world):
        yield world


def restored(world: World, target: Path) -> str:
    """Restore the newest snapshot and return what came back."""
    backups.restore(str(world.place), Credentials(), PASSWORD, target, None)
    try:
        return folder_digest(target)
    finally:
        shutil.rmtree(target)


def is_whole(world: World) -> bool:
    """Tell whether the newest snapshot that was acknowledged comes back byte for byte."""
    return restored(world, world.out / "whole") == list(world.acknowledged().values())[-1]


# ------------------------------------------------------------------------------------ names


def test_every_name_that_is_written_suits_fat(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    written: set[Path] = set()

    def noting(real: Any, place: int = 0) -> Any:
        def call(*arguments: Any, **named: Any) -> Any:
            if named.get("dir_fd") is None:
                written.add(Path(arguments[place]).absolute())
            return real(*arguments, **named)

        return call

    for name, place in (("open", 0), ("mkdir", 0), ("rename", 1), ("replace", 1)):
        monkeypatch.setattr(os, name, noting(getattr(os, name), place))
    with world.open() as vault:
        run(world, vault)
    backups.restore(str(world.place), Credentials(), PASSWORD, world.out / "back", None)

    written |= set(world.place.rglob("*")) | set((world.out / "back").rglob("*"))
    names = {path.relative_to(world.folder) for path in written if path.is_relative_to(world.folder)}
    ours = {name for name in names if name.parts[:1] in (("place",), ("out",))}
    assert len(ours) > 270
    for path in ours:
        assert not set(path.name) & _FORBIDDEN, path
        assert not _RESERVED.fullmatch(path.name), path
        assert len(path.name) <= 255
        assert path.name == path.name.rstrip(". ")
    assert len({str(name).casefold() for name in ours}) == len(ours)


# ------------------------------------------------------------------------------------ clocks


class _Clock(datetime):
    """Be a clock that stands in 1980."""

    @classmethod
    def now(cls, tz: Any = None) -> Any:
        """Return a moment in 1980."""
        return IN_1980.astimezone(tz)


@contextmanager
def a_clock_in_1980() -> Iterator[None]:
    """Let snapshots and locks be made by a clock that was never set."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keeping, "datetime", _Clock)
        patch.setattr(locks, "datetime", _Clock)
        yield


def test_a_clock_in_1980_loses_nothing_and_the_newest_stays_the_newest(world: World) -> None:
    with world.open() as vault:
        run(world, vault)
        edit(vault, Random(1), 3)
        with a_clock_in_1980():
            newest = run(world, vault)
            listing = backups.listed(vault, world.known(vault))
        proof = backups.drill(vault, world.known(vault), PASSPHRASE, Meter(), lambda _: None)

    assert listing.oddities == ()
    assert {one.time.year for one in listing.snapshots if one.id == newest} == {1980}
    assert proof.snapshot == newest
    assert is_whole(world)


def test_forgetting_by_a_clock_in_1980_keeps_the_newest_and_deletes_no_pack_too_soon(world: World) -> None:
    with world.open() as vault:
        first = run(world, vault)
        with a_clock_in_1980():
            edit(vault, Random(1), 3)
            newest = run(world, vault)
            one, condemned = world.known(vault), {"0" * 64: datetime(2026, 5, 1, tzinfo=UTC)}
            rule = Rule(Keep(daily=1, weekly=0, monthly=0))
            with backups.opened(vault, one, strict=True) as (repository, shelf):
                state = backups.state_of(vault, one)
                done = forgetting.forget(repository, state, shelf, rule, condemned, IN_1980)

    assert set(done.kept) == {first, newest}  # the newest by the clock, and the newest by what it holds
    assert done.deleted == ()
    assert all(since <= IN_1980 for since in done.condemned.values())
    assert is_whole(world)


def test_a_lock_from_the_future_stops_nobody_from_adding_and_everybody_from_deleting(world: World) -> None:
    with world.open() as vault:
        run(world, vault)
        one = world.known(vault)
        with backups.opened(vault, one) as (repository, shelf):
            holder = locks.Holder(datetime.now(UTC), exclusive=False, host="elsewhere", pid=7)
            repository.write_file(FileKind.LOCK, holder.write())
            edit(vault, Random(1), 3)
            with a_clock_in_1980():
                run(world, vault)
                state = backups.state_of(vault, one)
                with pytest.raises(Unreachable, match="in use"):
                    forgetting.forget(repository, state, shelf, Rule(), {}, IN_1980)
            # By a clock that goes right, half an hour later, it is in nobody's way.
            late = datetime.now(UTC) + timedelta(hours=1)
            locks.Lock.take(repository, exclusive=True, clock=lambda: late).release()
    assert is_whole(world)


def test_who_by_a_clock_in_1980_was_taken_for_gone_is_told_and_adds_nothing(world: World) -> None:
    def take_locks_away(_: object) -> None:
        for lock in (world.place / "locks").iterdir():
            lock.unlink()

    with world.open() as vault:
        run(world, vault)
        edit(vault, Random(1), 3)
        one = world.known(vault)
        with a_clock_in_1980(), pytest.raises(Unreachable, match="lock on this repository was taken away"):
            backups.run(vault, one, Meter(), take_locks_away)
        assert len(backups.listed(vault, one).snapshots) == 1
        with a_clock_in_1980():
            run(world, vault)
    assert is_whole(world)


# ------------------------------------------------------------------------------------ disks


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[None]:
    """Lay a disk of its own over a folder, where that can be had."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("only root can mount a disk")
    command = ["mount", "-t", "tmpfs", "-o", f"size={size},mode=700", "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("this system mounts no disks")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def moved_onto(world: World, vault: Vault, size: str) -> "Any":
    """Lay a small disk over the place, with what was there on it."""
    copy = world.folder / "copy"
    shutil.move(world.place, copy)
    world.place.mkdir()

    @contextmanager
    def mounted() -> Iterator[None]:
        with small_disk(world.place, size):
            shutil.copytree(copy, world.place, dirs_exist_ok=True)
            yield

    return mounted()


def test_a_repository_that_can_only_be_read_is_told_and_still_restores(world: World) -> None:
    with world.open() as vault:
        run(world, vault)
        edit(vault, Random(1), 3)
        with moved_onto(world, vault, "8m"):
            subprocess.run(["mount", "-o", "remount,ro", str(world.place)], check=True)
            with pytest.raises(Denied) as caught:
                run(world, vault)
            assert caught.value.exit_code == 6
            assert len(backups.listed(vault, world.known(vault)).snapshots) == 1
            backups.drill(vault, world.known(vault), PASSPHRASE, Meter(), lambda _: None)
            assert is_whole(world)
            subprocess.run(["mount", "-o", "remount,rw", str(world.place)], check=True)
            run(world, vault)
            assert is_whole(world)


def test_a_full_disk_is_told_and_the_next_backup_completes_once_there_is_room(world: World) -> None:
    with world.open() as vault:
        run(world, vault)
        write(vault, Random(1), 400)
        with moved_onto(world, vault, "4m"):
            room = os.statvfs(world.place)
            for left in (0, 60_000, 250_000):
                ballast = bytes(max(0, room.f_bavail * room.f_frsize - left))
                (world.place / "ballast").write_bytes(ballast)
                with pytest.raises(Full):
                    run(world, vault)
                assert is_whole(world)
            (world.place / "ballast").unlink()
            run(world, vault)
            assert is_whole(world)


class _Yanking(Meter):
    """Be a line on which the folder goes away in the middle."""

    def __init__(self, place: Path, after: int, instead: bool) -> None:
        super().__init__()
        self._place, self._after, self._instead = place, after, instead

    def blocks(self, data: bytes, size: int = 4096) -> Iterator[memoryview]:
        """Yield blocks; rename the folder away after so many, and put an empty one there where asked for."""
        for block in super().blocks(data, 4096):
            self._after -= 1
            if self._after == 0:
                self._place.rename(self._place.with_name("yanked"))
                if self._instead:
                    self._place.mkdir()
            yield block


@pytest.mark.skipif(os.name == "nt", reason="Windows moves no folder away in which files are open")
@pytest.mark.parametrize("instead", [False, True], ids=["nothing there", "an empty folder there"])
@pytest.mark.parametrize("after", [1, 20])
def test_a_folder_that_is_yanked_is_told_and_goes_on_when_it_is_back(world: World, after: int, instead: bool) -> None:
    with world.open() as vault:
        run(world, vault)
        write(vault, Random(1), 300)
        with pytest.raises(Unreachable):
            run(world, vault, _Yanking(world.place, after, instead))
        if instead:
            assert list(world.place.iterdir()) == [], "something was written where no repository is"
            world.place.rmdir()
        world.place.with_name("yanked").rename(world.place)
        run(world, vault)
        assert backups.listed(vault, world.known(vault)).oddities == ()
    assert is_whole(world)
