"""Fill a disk, or make it read-only: writing is refused with exit 6 and one sentence, reading goes on."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acceptance.desk import private
from tests.faults.victims import FULL, NAMES, NOTES, OPERATIONS, State, Victim, is_one_sentence

MIB = 1 << 20
ROOM = range(0, 640, 16) if FULL else (0, 24)
"""KiB that are left on the disk."""
READING = (("list", "interviews"), ("search", "kettle"), ("dump", "--plain"), ("attach", "list"))


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Yield a small disk of its own, where that can be had."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("only root can mount a disk")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m,mode=700", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("this system mounts no disks")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def fill(disk: Path, left: int) -> None:
    """Leave so many KiB of a disk."""
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    (disk / "ballast").write_bytes(bytes(max(0, free - left * 1024)))


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_full_disk_is_told_and_loses_nothing(template: Victim, before: State, disk: Path, name: str) -> None:
    for left in ROOM:
        victim = template.copy(disk / "desk")
        fill(disk, left)
        outcome = victim.run(*OPERATIONS[name])
        (disk / "ballast").unlink()

        found = victim.state()
        assert outcome.code in (0, 6), (left, outcome)
        assert outcome.code == 0 or is_one_sentence(outcome), (left, outcome)
        assert outcome.code == 0 or found == before, (left, "something happened though it was refused")
        assert outcome.code != 0 or found != before, (left, "it was acknowledged and did not happen")
        assert victim.leftovers() == []
        if FULL and outcome.code:
            assert victim.run(*OPERATIONS[name]).code == 0, "it cannot be done once there is room"
        shutil.rmtree(disk / "desk")


def test_a_full_disk_can_still_be_read(template: Victim, disk: Path) -> None:
    victim = template.copy(disk / "desk")
    fill(disk, 0)

    outcomes = {command: victim.run(*command) for command in READING}

    assert {command: outcome for command, outcome in outcomes.items() if outcome.code} == {}


def test_no_vault_is_made_on_a_full_disk(template: Victim, disk: Path) -> None:
    victim = template.copy(disk / "desk")
    private(victim.folder / "first", NOTES)
    private(victim.folder / "second", NAMES)
    passphrases = ("--passphrase-file", "first", "--identity-passphrase-file", "second")
    for left in (8, 24):
        fill(disk, left)
        outcome = victim.run("--vault", "new.vault", *passphrases, "init")
        (disk / "ballast").unlink()

        assert outcome.code == 6, outcome
        assert is_one_sentence(outcome)
        assert not (victim.folder / "new.vault").exists()
        assert victim.leftovers() == []


def test_a_read_only_disk_can_be_read_and_not_written(template: Victim, before: State, disk: Path) -> None:
    victim = template.copy(disk / "desk")
    for beside in (*victim.vault.glob("*-wal"), *victim.vault.glob("*-shm")):
        beside.unlink()  # as on a disk that was locked and then taken out
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)

    reading = {command: victim.run(*command) for command in READING}
    writing = {name: victim.run(*arguments) for name, arguments in OPERATIONS.items()}

    assert {command: outcome for command, outcome in reading.items() if outcome.code} == {}
    assert {name: outcome.code for name, outcome in writing.items()} == dict.fromkeys(OPERATIONS, 6)
    assert all(map(is_one_sentence, writing.values()))
    assert victim.state() == before
