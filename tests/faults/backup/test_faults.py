"""Prove that no fault of a disk, a line or whoever keeps the repository loses an acknowledged snapshot, or goes unseen.

Each test is a slice of `python -m tests.faults.backup`, in a process of its own, since calls of the system are wrapped
in it; FIELDNOTES_FULL=1 does all of it.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.victims import FULL

ROOT = Path(__file__).resolve().parents[3]
SEED = os.environ.get("FIELDNOTES_SEED", "8")
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork a process to be killed")


def tried(part: str, *fewer: str) -> str:
    """Run a part of the proof and return what it prints, once nothing was wrong."""
    amount = ("--full",) if FULL else fewer
    command = [sys.executable, "-m", "tests.faults.backup", part, "--seed", SEED, *amount]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=4 * 3600, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    if FULL:
        sys.stdout.write(done.stdout)
    return done.stdout


def test_whatever_goes_wrong_on_a_disk_or_a_line_every_acknowledged_snapshot_restores() -> None:
    assert "states judged" in tried("faults", "--count", "1")


def test_a_backup_interrupted_ten_times_ends_complete_and_sends_nothing_twice() -> None:
    assert "sent again 0 bytes" in tried("interrupted", "--count", "1")


def test_a_changed_repository_is_told_or_gives_exactly_the_right_data() -> None:
    assert "changed repositories, every verb" in tried("tampered")


def test_nothing_acknowledged_is_lost_over_bad_lines_to_any_kind_of_place() -> None:
    assert "verbs that went well" in tried("sessions", "--count", "1")


def test_stock_restic_agrees_about_generated_vaults_and_their_histories() -> None:
    printed = tried("generated", "--count", "5")

    if "stock restic is not installed" in printed:
        pytest.skip("stock restic is not installed")
    assert "stock checks" in printed
