"""A place is read byte by byte at one key: what is sound is called so, and what is damaged is told in plain words."""

import asyncio
from pathlib import Path

from fieldnotes.tui.screens.backups import Backups
from fieldnotes.workflows.backups import Oddity
from tests.tui.backup_desk import at_backups, backing, place
from tests.tui.desk import text, until
from tests.tui.writing_desk import fill


def seen(vault: Path) -> str:
    """Return what a check says in the end."""

    async def go() -> str:
        async with at_backups(vault) as pilot:
            assert "v Verify" in text(pilot)
            await pilot.press("v")
            await until(pilot, lambda: (job := backing(pilot).job) is not None and not job.is_running)
            await until(pilot, lambda: "Sound: " in text(pilot) or "✗ " in text(pilot))
            said = text(pilot)
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(pilot.app.screen, Backups))
            told = ", just now: sound" if "Sound: " in said else ", just now: ✗ not sound"
            await until(pilot, lambda: told in text(pilot))
            return said

    return asyncio.run(go())


def test_what_is_odd_is_told_in_full_above_the_snapshots(vault: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backup"
    place(fill(vault), folder, ran=True)
    for snapshot in (folder / "snapshots").iterdir():
        snapshot.unlink()

    async def go() -> None:
        async with at_backups(vault) as pilot:
            await pilot.press("enter")
            await until(pilot, lambda: f"✗ Odd: {Oddity.EMPTIED.value}." in text(pilot))
            assert "No snapshot is there yet." in text(pilot)

    asyncio.run(go())


def test_a_whole_place_is_sound(vault: Path, tmp_path: Path) -> None:
    place(fill(vault), tmp_path / "backup", ran=True)
    said = seen(vault)
    assert "Sound: every byte was read, of 1 snapshot and " in said
    assert "✗" not in said


def test_a_pack_that_was_changed_is_found_and_the_backup_that_it_harms_is_named(vault: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backup"
    place(fill(vault), folder, ran=True)
    pack = max((path for path in (folder / "data").rglob("*") if path.is_file()), key=lambda path: path.stat().st_size)
    pack.chmod(0o600)
    pack.write_bytes(bytes(byte ^ 1 for byte in pack.read_bytes()))  # one byte may lie in the filling, which none needs
    said = seen(vault)
    assert "Sound" not in said
    assert "✗ The backup of 20" in said
    assert "Back up to another place now" in said
