"""Prove what happens on a full disk and on a medium that cannot be written, on real file systems."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldnotes.errors import Unreachable
from fieldnotes.vault.create import create_vault
from tests.vault.sample import IDENTITY_PASSPHRASE, LOG_N, PASSPHRASE, Sample


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return the folder of a file system of 3 MiB; needs the right to mount one."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m,mode=700", "tmpfs", folder], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("this user may not mount a file system")
    yield folder
    subprocess.run(["umount", folder], check=True)


def remount(folder: Path, how: str) -> None:
    """Make a mounted file system read-only or writable."""
    subprocess.run(["mount", "-o", f"remount,{how}", folder], check=True)


def fill(folder: Path) -> Path:
    """Take all the room of a file system, down to the last block."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (1 << 16, 1 << 12, 1):
            try:
                while file.write(bytes(size)) == size:
                    pass
            except OSError:
                continue
    return filler


def test_a_full_disk_is_told_and_loses_nothing(made_once: Sample, small_disk: Path) -> None:
    sample = made_once.copy(small_disk / "a.vault")
    saved = 0
    with sample.open(write=True) as vault:
        with pytest.raises(Unreachable, match="disk is full") as caught:
            while True:
                with vault.transaction() as tx:
                    tx.put("note", None, b"saved %d " % saved * 2000)
                saved += 1
        assert caught.value.exit_code == 6
        assert len(list(vault.heads("note"))) == saved
        with pytest.raises(Unreachable), vault.transaction() as tx:
            tx.put("note", None, b"still full " * 9000)
    assert saved > 10

    with sample.open() as reader:
        reader.verify_history()
        assert len(list(reader.heads("note"))) == saved


def test_work_goes_on_once_there_is_room(made_once: Sample, small_disk: Path) -> None:
    sample = made_once.copy(small_disk / "a.vault")
    with sample.open(write=True) as vault:
        filler = fill(small_disk)
        with pytest.raises(Unreachable, match="disk is full"), vault.transaction() as tx:
            tx.put("note", None, b"first try")
        filler.unlink()
        with vault.transaction() as tx:
            tx.put("note", None, b"second try")
    with sample.open() as reader:
        assert [head.body for head in reader.heads("note")] == [b"second try"]
        assert len(reader.search("second", limit=5)) == 2


def test_a_full_disk_keeps_nobody_from_reading(made_once: Sample, small_disk: Path) -> None:
    sample = made_once.copy(small_disk / "a.vault")
    fill(small_disk)

    with sample.open() as reader:
        assert len(list(reader.heads())) == 5
        assert len(reader.search("first", limit=5)) == 1


def test_no_vault_is_begun_on_a_full_disk(small_disk: Path) -> None:
    fill(small_disk)

    with pytest.raises(Unreachable, match="disk is full"):
        create_vault(small_disk / "a.vault", PASSPHRASE, IDENTITY_PASSPHRASE, log_n=LOG_N)
    assert [entry.name for entry in small_disk.iterdir()] == ["filler"]


@pytest.mark.parametrize("room", range(10, 70, 6))
def test_a_disk_that_fills_while_a_vault_is_made_leaves_nothing(small_disk: Path, room: int) -> None:
    filler = fill(small_disk)
    os.truncate(filler, filler.stat().st_size - room * 1024)
    try:
        create_vault(small_disk / "a.vault", PASSPHRASE, IDENTITY_PASSPHRASE, log_n=LOG_N)
    except Unreachable:
        assert [entry.name for entry in small_disk.iterdir()] == ["filler"]


def test_a_read_only_medium_can_be_read_and_not_written(made_once: Sample, small_disk: Path) -> None:
    sample = made_once.copy(small_disk / "a.vault")
    remount(small_disk, "ro")
    try:
        with sample.open() as reader:
            reader.verify_history()
            reader.open_identities(IDENTITY_PASSPHRASE)
            assert len(list(reader.heads())) == 5
            assert len(reader.search("first", limit=5)) == 1
            assert reader.warnings == ()
        with pytest.raises(Unreachable, match="cannot be written"):
            sample.open(write=True)
        with pytest.raises(Unreachable):
            create_vault(small_disk / "b.vault", PASSPHRASE, IDENTITY_PASSPHRASE, log_n=LOG_N)
    finally:
        remount(small_disk, "rw")


def test_what_a_reader_left_behind_does_not_matter_on_a_read_only_medium(made_once: Sample, small_disk: Path) -> None:
    sample = made_once.copy(small_disk / "a.vault")
    with sample.open():
        pass
    assert sample.layout.notes.with_name("notes.db-shm").exists()
    remount(small_disk, "ro")
    try:
        with sample.open() as reader:
            assert len(list(reader.heads())) == 5
    finally:
        remount(small_disk, "rw")


def test_a_read_only_medium_without_an_index_is_searched_all_the_same(made_once: Sample, small_disk: Path) -> None:
    sample = made_once.copy(small_disk / "a.vault")
    sample.layout.index.unlink()
    remount(small_disk, "ro")
    try:
        with sample.open() as reader:
            assert len(reader.search("first", limit=5)) == 1
    finally:
        remount(small_disk, "rw")


def test_a_log_on_a_read_only_medium_is_never_passed_over(made_once: Sample, small_disk: Path) -> None:
    sample = made_once.copy(small_disk.parent / "b.vault")
    vault = sample.open(write=True)
    with vault.transaction() as tx:
        tx.put("note", None, b"only in the log")
    copy = sample.copy(small_disk / "a.vault")
    vault.close()
    copy.layout.notes.with_name("notes.db-shm").unlink()
    remount(small_disk, "ro")
    try:
        with pytest.raises(Unreachable), copy.open():
            pass
    finally:
        remount(small_disk, "rw")
    with copy.open() as reader:
        assert [head.body for head in reader.heads("note")] == [b"only in the log"]
