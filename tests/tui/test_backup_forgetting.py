"""Old backups are let go from home only, after it was said which: by keyboard, on real folders."""

import asyncio
from pathlib import Path

import pytest
from textual.pilot import Pilot

from fieldnotes.errors import UsageError
from fieldnotes.tui.screens.backup_run import BackingUp
from fieldnotes.tui.screens.backups import _keep
from fieldnotes.workflows import backups as verbs
from fieldnotes.workflows import vaults
from tests.tui.backup_desk import at_backups, backing, place, snapshots, stands
from tests.tui.desk import PASSPHRASE, text, typed, until
from tests.tui.tour import open_identities
from tests.tui.writing_desk import fill

RULE = "Which backups stay?"


def three_backups(vault: Path, folder: Path) -> None:
    """Back up three times to a folder; all on one day."""
    one = place(vault, folder)
    with vaults.opened(vault, PASSPHRASE, write=True) as opened:
        for _ in range(3):
            verbs.run(opened, one, verbs.Meter())


async def give_rule(pilot: Pilot[int], rule: str) -> None:
    """Answer which backups stay."""
    await pilot.press("f")
    await until(pilot, lambda: RULE in text(pilot))
    await pilot.press("ctrl+u")
    await typed(pilot, rule)
    await pilot.press("enter")


def test_old_backups_go_after_it_was_said_which_and_only_with_the_identities_open(vault: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backup"
    three_backups(fill(vault), folder)
    before = snapshots(folder)

    async def go() -> None:
        async with at_backups(vault) as pilot:
            await pilot.press("f")
            await until(pilot, lambda: "forgotten from home only: F7 opens the identities first" in text(pilot))
            await open_identities(pilot)
            await give_rule(pilot, "0 0")
            await until(pilot, lambda: "✗ these are not numbers of days, weeks and months" in text(pilot))
            await pilot.press("escape")
            await give_rule(pilot, "0 0 0")
            await until(pilot, lambda: "Forget 2 backups?" in text(pilot) and "1 backup stays" in text(pilot))
            assert snapshots(folder) == before, "nothing goes before the answer"
            await pilot.press("enter")
            await until(pilot, lambda: "Forget 2 backups?" not in text(pilot))
            assert snapshots(folder) == before, "Enter keeps them all"
            await give_rule(pilot, "0 0 0")
            await until(pilot, lambda: "Forget 2 backups?" in text(pilot))
            await pilot.press("y")
            await until(pilot, lambda: "2 backups forgotten; 1 backup stays." in text(pilot))
            assert isinstance(pilot.app.screen, BackingUp)
            assert "needed no more: gone when you forget again" in text(pilot)
            assert backing(pilot).running is None

    asyncio.run(go())
    assert len(snapshots(folder)) == 1
    kept = stands(vault)[0].known.repository.keep
    assert (kept.daily, kept.weekly, kept.monthly) == (0, 0, 0)


def test_what_the_rule_keeps_is_not_asked_about(vault: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backup"
    place(fill(vault), folder, ran=True)

    async def go() -> None:
        async with at_backups(vault) as pilot:
            await open_identities(pilot)
            await give_rule(pilot, "14 8 24")
            await until(pilot, lambda: "No backup has to go. Tidy up all the same?" in text(pilot))
            assert "tidy up" in text(pilot)
            assert "let them go" not in text(pilot)
            await pilot.press("y")
            await until(pilot, lambda: "No backup had to go; 1 backup stays." in text(pilot))

    asyncio.run(go())
    assert len(snapshots(folder)) == 1


@pytest.mark.parametrize("line", ["", "1", "1 2", "1 2 3 4", "a 2 3", "-1 2 3", "4000 1 1", "1 2 999", "¹ 2 3"])
def test_what_is_no_rule_is_refused(line: str) -> None:
    with pytest.raises(UsageError):
        _keep(line)


def test_a_rule_is_read_with_commas_too() -> None:
    kept = _keep("7, 4, 12")
    assert (kept.daily, kept.weekly, kept.monthly) == (7, 4, 12)
