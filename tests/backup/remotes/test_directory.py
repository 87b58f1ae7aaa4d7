"""Prove what a folder does when its disk is full, read-only, pulled out, or full of strange things."""

import os
import stat
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fieldnotes.backup.address import Address
from fieldnotes.backup.meter import Meter
from fieldnotes.backup.remote import connect
from fieldnotes.backup.remotes.directory import Directory
from fieldnotes.errors import Unreachable
from fieldnotes.formats.atomic import PARTIAL_SUFFIX
from fieldnotes.formats.restic.storage import Absent, Denied, Full, Stored
from tests.backup.remotes.objects import named, noise

Mount = Callable[..., Path]


@pytest.fixture
def mount(tmp_path: Path) -> Iterator[Mount]:
    """Mount small disks of the kinds that a test asks for, until its end."""
    mounted: list[Path] = []

    def at(name: str, *options: str) -> Path:
        point = tmp_path / name
        point.mkdir(exist_ok=True)
        done = subprocess.run(["mount", *options, str(point)], capture_output=True, check=False)
        if done.returncode:
            pytest.skip("this system does not let us mount a small disk")
        mounted.append(point)
        return point

    yield at
    for point in reversed(mounted):
        subprocess.run(["umount", "-l", str(point)], capture_output=True, check=False)


def repository(root: Path) -> Directory:
    """Return a folder with a new repository in it."""
    directory = Directory(root, Meter())
    directory.lay_out()
    directory.put("config", b"the first file of all")
    return directory


def test_a_new_repository_has_all_its_folders_at_once(tmp_path: Path) -> None:
    repository(tmp_path / "r")

    folders = {str(path.relative_to(tmp_path / "r")) for path in (tmp_path / "r").rglob("*") if path.is_dir()}
    assert folders == {"data", "index", "keys", "locks", "snapshots"} | {f"data/{number:02x}" for number in range(256)}


def test_nobody_else_may_look_into_it(tmp_path: Path) -> None:
    repository(tmp_path / "r")

    assert (tmp_path / "r").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "r" / "config").stat().st_mode & 0o777 == 0o600


def test_a_folder_whose_parent_is_not_there_is_not_made(tmp_path: Path) -> None:
    # /media/usb is not there because the stick is not: making it would fill the disk of the laptop.
    with pytest.raises(Unreachable, match="not there"):
        repository(tmp_path / "usb" / "r")

    assert not (tmp_path / "usb").exists()


@pytest.mark.parametrize("verb", ["get", "put", "list", "delete"])
def test_a_folder_that_is_not_there_is_never_an_empty_one(tmp_path: Path, verb: str) -> None:
    directory, name = Directory(tmp_path / "r", Meter()), named(b"1")
    asked: dict[str, Callable[[], object]] = {
        "get": lambda: directory.get("config"),
        "put": lambda: directory.put(name, b"1"),
        "list": lambda: list(directory.list("snapshots")),
        "delete": lambda: directory.delete(name),
    }

    with pytest.raises(Unreachable, match="not there") as refusal:
        asked[verb]()

    assert not isinstance(refusal.value, Absent)


def test_a_stick_that_is_pulled_out_is_noticed_and_nothing_is_written_below_it(mount: Mount) -> None:
    stick = mount("usb", "-t", "tmpfs", "-o", "size=8m", "tmpfs")
    directory = repository(stick)
    subprocess.run(["umount", "-l", str(stick)], check=True)

    with pytest.raises(Unreachable, match="not there"):
        directory.put(named(b"1"), b"1")
    with pytest.raises(Unreachable, match="not there"):
        list(directory.list("snapshots"))
    with pytest.raises(Unreachable, match="not there"):
        directory.get("config")

    assert list(stick.iterdir()) == []


def test_a_full_disk_is_told_and_what_was_there_stays(mount: Mount) -> None:
    directory = repository(mount("usb", "-t", "tmpfs", "-o", "size=2m", "tmpfs"))
    kept = noise(1_000_000)
    directory.put(named(kept), kept)

    with pytest.raises(Full):
        directory.put(named(noise(1_500_000, 2)), noise(1_500_000, 2))

    assert directory.get(named(kept)) == kept
    assert [*directory.list("data")] == [Stored(named(kept), 1_000_000)]
    small = noise(500_000, 3)
    directory.put(named(small), small)  # nothing of the failure is left to take room


def test_a_read_only_disk_is_told_and_can_be_read(mount: Mount) -> None:
    stick = mount("usb", "-t", "tmpfs", "-o", "size=2m", "tmpfs")
    directory = repository(stick)
    subprocess.run(["mount", "-o", "remount,ro", str(stick)], check=True)

    with pytest.raises(Denied):
        directory.put(named(b"1"), b"1")
    with pytest.raises(Denied):
        directory.delete("config")

    assert directory.get("config") == b"the first file of all"


def test_a_folder_of_somebody_else_is_told(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("nothing is forbidden to root")
    directory = repository(tmp_path / "r")
    (tmp_path / "r" / "snapshots").chmod(0o500)

    with pytest.raises(Denied):
        directory.put(named(b"1", "snapshots"), b"1")


def test_a_disk_that_knows_fat_alone_holds_a_repository(mount: Mount, tmp_path: Path) -> None:
    image = tmp_path / "image"
    image.write_bytes(bytes(16 * 1024 * 1024))
    try:
        subprocess.run(["mkfs.vfat", str(image)], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("mkfs.vfat is not installed")
    directory, data = repository(mount("usb", "-o", "loop", str(image))), noise(100_000)

    directory.put(named(data), data)
    directory.put(named(data), data)

    assert directory.get(named(data)) == data
    assert [*directory.list("data")] == [Stored(named(data), 100_000)]


def test_what_a_killed_process_left_is_not_listed_and_swept_after_a_day(tmp_path: Path) -> None:
    repository(tmp_path / "r")
    old, young = (tmp_path / "r" / "data" / "ab" / f".{name}{PARTIAL_SUFFIX}" for name in ("old", "young"))
    stranger = tmp_path / "r" / "data" / "ab" / "notes.txt"
    for path in (old, young, stranger):
        path.write_bytes(b"half")
    for path in (old, stranger):
        os.utime(path, (path.stat().st_mtime - 90_000,) * 2)
    assert [*Directory(tmp_path / "r", Meter()).list("data")] == []

    Directory(tmp_path / "r", Meter()).put(named(b"1"), b"1")

    assert (old.exists(), young.exists(), stranger.exists()) == (False, True, True)


def test_a_folder_that_somebody_left_out_is_made(tmp_path: Path) -> None:
    directory, data = repository(tmp_path / "r"), b"1"
    (tmp_path / "r" / named(data)).parent.rmdir()

    directory.put(named(data), data)

    assert directory.get(named(data)) == data


@pytest.mark.parametrize("kind", ["pipe", "folder", "device", "hole"])
def test_what_is_no_plain_file_of_a_possible_size_is_not_read(tmp_path: Path, kind: str) -> None:
    directory, path = repository(tmp_path / "r"), tmp_path / "r" / named(b"1")
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "device":
        path.symlink_to("/dev/zero")
    else:
        path.touch()
        os.truncate(path, 1 << 40)

    with pytest.raises(Unreachable):
        directory.get(named(b"1"))


def test_a_file_is_synchronised_before_it_takes_its_name_and_its_folder_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    directory, data, seen = repository(tmp_path / "r"), b"1", list[str]()
    real_fsync, real_replace = os.fsync, Path.replace

    def fsync(descriptor: int) -> None:
        real_fsync(descriptor)
        seen.append(f"fsync {'file' if stat.S_ISREG(os.fstat(descriptor).st_mode) else 'folder'}")

    def replace(path: Path, target: Path) -> Path:
        seen.append("rename")
        return real_replace(path, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "replace", replace)

    directory.put(named(data), data)

    assert seen == ["fsync file", "rename", "fsync folder"]


def test_errors_name_no_path(tmp_path: Path) -> None:
    with connect(Address("local", str(tmp_path / "saffron-kemiri"))) as storage:
        with pytest.raises(Unreachable) as refusal:
            storage.get("config")

    assert "kemiri" not in f"{refusal.value.sentence} {refusal.value.hint}"
    assert refusal.value.__cause__ is None


def test_a_file_that_goes_while_a_folder_is_listed_hides_none_of_those_behind_it(tmp_path: Path) -> None:
    directory = repository(tmp_path / "store")
    names = {f"locks/{number:064x}" for number in range(40)}
    for name in names:
        (tmp_path / "store" / name).write_bytes(b"a lock")
    listing = directory.list("locks")
    seen = {next(listing).name}
    gone = set(sorted(names - seen)[::2])
    for name in gone:
        (tmp_path / "store" / name).unlink()
    assert names - gone <= seen | {stored.name for stored in listing} <= names
