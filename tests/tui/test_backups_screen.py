"""Backups by keyboard, on real folders: add, run, pause, stop, list, print, prove, drill, and what home says."""

import asyncio
import re
import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot

from fieldnotes.tui.bidi import arrange
from fieldnotes.tui.mendings import SecretInput
from fieldnotes.tui.screens.backup_add import AddBackup
from fieldnotes.tui.screens.backup_run import BackingUp
from fieldnotes.tui.screens.backups import Backups
from fieldnotes.tui.screens.home import Home
from fieldnotes.tui.start import Outcome
from fieldnotes.workflows import backups as verbs
from fieldnotes.workflows import repositories, vaults
from fieldnotes.workflows.backups import Oddity
from tests.tui.backup_desk import (
    SLOW,
    app_of,
    at_backups,
    backing,
    let_its_turn_come,
    place,
    put_back,
    snapshots,
    stands,
)  # fmt: skip
from tests.tui.desk import PASSPHRASE, SMALL, WIDE, shown, text, typed, unlocked, until
from tests.tui.writing_desk import fill, in_the_vault

KURDISH = "پاشەکەوت"


async def prove_by_a_restore(pilot: Pilot[int]) -> None:
    """Ask for a drill, mistype the passphrase once, and wait until everything was compared."""
    await pilot.press("escape", "d")
    await until(pilot, lambda: isinstance(pilot.app.focused, SecretInput))
    await typed(pilot, "pepper")
    await pilot.press("enter")
    await until(pilot, lambda: "✗ this passphrase does not open the vault" in text(pilot))
    assert backing(pilot).running is None, "nothing is fetched for a wrong passphrase"
    await typed(pilot, PASSPHRASE)
    await pilot.press("enter")
    await until(pilot, lambda: "came back whole" in text(pilot))
    await until(pilot, lambda: "1 interview, 4 passages, 1 source, 0 attachments" in text(pilot))


@pytest.mark.parametrize("size", [SMALL, WIDE])
def test_a_place_is_added_tried_backed_up_to_and_proved_by_keyboard_alone(
    vault: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, size: tuple[int, int]
) -> None:
    folder = tmp_path_factory.mktemp("b") / KURDISH

    async def go() -> None:
        async with unlocked(fill(vault), size) as pilot:
            await until(pilot, lambda: "Not backed up anywhere: b begins." in text(pilot))
            await pilot.press("b")
            await until(pilot, lambda: "A backup here is a sealed copy of this vault" in text(pilot))
            assert "d Drill" not in text(pilot)
            await pilot.press("a")
            await until(pilot, lambda: isinstance(pilot.app.screen, AddBackup))
            await typed(pilot, str(tmp_path / "not there" / "backup"))
            await pilot.press("f2")
            await until(pilot, lambda: "✗ the folder around the repository is not there" in text(pilot))
            await pilot.press("ctrl+u")
            await typed(pilot, str(folder))
            await pilot.press("f2")
            await until(pilot, lambda: "The place answers. Nothing is there yet." in text(pilot))
            assert not folder.exists()
            await pilot.press("ctrl+s")
            await until(pilot, lambda: isinstance(pilot.app.screen, Backups) and "Added." in text(pilot))
            await until(pilot, lambda: arrange(KURDISH, app_of(pilot).direction) in text(pilot))
            await pilot.press("r")
            await until(pilot, lambda: "Six words to compare it by" in text(pilot))
            await until(pilot, lambda: "Not yet recoverable" in text(pilot) and "Never proved by" in text(pilot))
            await prove_by_a_restore(pilot)
            await pilot.press("escape", "escape")
            await until(pilot, lambda: isinstance(pilot.app.screen, Home))
            await until(pilot, lambda: "Backups: not yet recoverable" in text(pilot))
            await until(pilot, lambda: "last proved restore just now" in text(pilot))

    asyncio.run(go())
    (one,) = stands(vault)
    assert (one.known.repository.address, one.at_risk) == (str(folder), 0)
    assert one.proved is not None
    assert len(snapshots(folder)) == 1


def test_a_repository_that_is_there_is_taken_up_with_its_password_only(vault: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backup"
    other = Path(shutil.copytree(vault, tmp_path / "other.vault"))
    password = place(other, folder).repository.password

    async def go() -> None:
        async with at_backups(vault) as pilot:
            await pilot.press("a")
            await until(pilot, lambda: isinstance(pilot.app.screen, AddBackup))
            await typed(pilot, str(folder))
            await pilot.press("ctrl+s")
            await until(pilot, lambda: "a repository stands there already" in text(pilot))
            await typed(pilot, "pepper-and-salt")
            assert "pepper" not in text(pilot), "a password is dots"
            await pilot.press("ctrl+s")
            await until(pilot, lambda: "✗ " in text(pilot) and "Nothing was kept." in text(pilot))
            await until(pilot, lambda: not pilot.app.screen.busy)  # type: ignore[attr-defined]
            assert stands_in(pilot) == []
            await pilot.press("ctrl+u")
            await typed(pilot, password)
            await pilot.press("ctrl+s")
            await until(pilot, lambda: isinstance(pilot.app.screen, Backups))
            await until(pilot, lambda: str(folder) in "".join(text(pilot).split()))

    def stands_in(pilot: object) -> list[object]:
        return list(backing(pilot).standings or [])  # type: ignore[arg-type]

    asyncio.run(go())
    assert stands(vault)[0].known.repository.password == password


@pytest.mark.parametrize(
    ("address", "asked", "not_asked"),
    [
        ("rest:https://pepper.example/notes/", ("User", "Certificate", "--append-only"), ("Key id", "Known hosts")),
        ("s3:https://pepper.example/notes", ("Key id", "Secret key", "Region"), ("User", "Settings")),
        ("sftp:nutmeg@pepper.example:/notes", ("Password", "Private key", "Known hosts"), ("Certificate", "Token")),
        ("rclone:pepper:notes", ("Settings",), ("Password ▏ x", "Certificate")),
        ("/media/nutmeg/notes", ("A folder, made if it is not there",), ("User", "Settings")),
    ],
)
def test_each_kind_of_place_asks_for_what_opens_it(
    vault: Path, address: str, asked: tuple[str, ...], not_asked: tuple[str, ...]
) -> None:
    async def go() -> None:
        async with at_backups(vault) as pilot:
            await pilot.press("a")
            await until(pilot, lambda: isinstance(pilot.app.screen, AddBackup))
            await typed(pilot, address)
            await until(pilot, lambda: all(words in text(pilot) for words in asked))
            assert not any(words in text(pilot) for words in not_asked)

    asyncio.run(go())


def test_an_address_with_a_password_or_without_encryption_is_refused_in_place(vault: Path) -> None:
    async def go() -> None:
        async with at_backups(vault) as pilot:
            await pilot.press("a")
            await until(pilot, lambda: isinstance(pilot.app.screen, AddBackup))
            for address, said in (
                ("rest:https://nutmeg:pepper@mill.example/", "✗ the address holds a password"),
                ("rest:http://mill.example/", "✗ the address would be spoken to without encryption"),
                ("", "✗ write where the backups go"),
            ):
                await pilot.press("ctrl+u")
                await typed(pilot, address)
                await pilot.press("ctrl+s")
                await until(pilot, lambda said=said: said in text(pilot))  # type: ignore[misc]
                await until(pilot, lambda: not pilot.app.screen.busy)  # type: ignore[attr-defined]

    asyncio.run(go())
    assert stands(vault) == []


# ------------------------------------------------------------------------------------------------ running


def test_one_writes_on_while_a_slow_backup_runs_pauses_and_stops(vault: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backup"
    place(fill(vault), folder, limit=SLOW)

    async def go() -> None:
        async with at_backups(vault, WIDE) as pilot:
            await pilot.press("r")
            await until(pilot, lambda: isinstance(pilot.app.screen, BackingUp) and "on the line" in text(pilot))
            await until(pilot, lambda: (job := backing(pilot).running) is not None and job.on_the_line > 2000)
            await pilot.press("escape", "escape")
            await until(pilot, lambda: "Backing up: " in text(pilot) and isinstance(pilot.app.screen, Home))
            await pilot.press("enter", "ctrl+end")
            await typed(pilot, " more words about nutmeg")
            await until(pilot, lambda: "saved" in text(pilot))
            await until(pilot, lambda: "backup " in shown(pilot)[0] and "%" in shown(pilot)[0])
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(pilot.app.screen, Home))
            await pilot.press("b", "r")
            await until(pilot, lambda: isinstance(pilot.app.screen, BackingUp) and "· at work" in text(pilot))
            await pilot.press("p")
            await until(pilot, lambda: "paused: p goes on" in text(pilot))
            await pilot.pause(0.6)  # what was on its way
            job = backing(pilot).running
            assert job is not None
            there = job.on_the_line
            await pilot.pause(0.6)
            assert job.on_the_line == there
            await pilot.press("p")
            await until(pilot, lambda: job.on_the_line > there)
            await pilot.press("x")
            await until(pilot, lambda: "Stopped. What arrived is kept" in text(pilot))

    asyncio.run(go())
    assert any("nutmeg" in words for words in in_the_vault(vault))
    assert snapshots(folder) == []


def test_a_limit_holds_at_once_and_what_is_no_limit_is_refused_in_place(vault: Path, tmp_path: Path) -> None:
    place(fill(vault), tmp_path / "backup", limit=SLOW)

    async def go() -> None:
        async with at_backups(vault) as pilot:
            await pilot.press("r")
            await until(pilot, lambda: isinstance(pilot.app.screen, BackingUp))
            await pilot.press("escape", "l")
            await until(pilot, lambda: "How fast may backups go?" in text(pilot))
            await pilot.press("ctrl+u", *"fast", "enter")
            await until(pilot, lambda: "✗ the limit is not a number of bytes a second" in text(pilot))
            await pilot.press("ctrl+u", *"50M", "enter")
            await until(pilot, lambda: "50.0 MB a second" in text(pilot))
            await until(pilot, lambda: backing(pilot).running is None)
            assert backing(pilot).job.outcome is not None  # type: ignore[union-attr]

    asyncio.run(go())
    assert stands(vault)[0].known.repository.limit == 50_000_000


def test_locking_stops_a_backup_at_once_and_leaves_nothing_behind(vault: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backup"
    place(fill(vault), folder, limit=SLOW)

    async def go() -> float:
        async with at_backups(vault) as pilot:
            await pilot.press("r")
            await until(pilot, lambda: (job := backing(pilot).running) is not None and job.on_the_line > 2000)
            began = asyncio.get_running_loop().time()
            await pilot.press("ctrl+l")
            await until(pilot, lambda: pilot.app.return_value is not None)
            assert pilot.app.return_value == Outcome.LOCKED
            assert app_of(pilot).next_start.notice == ""
            return asyncio.get_running_loop().time() - began

    assert asyncio.run(go()) < 3
    assert [path.name for path in vault.iterdir() if "still" in path.name or "partial" in path.name] == []
    assert list((folder / "locks").iterdir()) == []
    with vaults.opened(vault, PASSPHRASE, write=True) as opened:
        verbs.run(opened, repositories.known(opened)[0], verbs.Meter())
    assert len(snapshots(folder)) == 1


# ---------------------------------------------------------------------------------------- by the clock


def test_a_timetable_is_off_by_default_and_set_by_keyboard(vault: Path, tmp_path: Path) -> None:
    place(vault, tmp_path / "backup")

    async def go() -> None:
        async with at_backups(vault) as pilot:
            assert "by itself no" in text(pilot)
            await pilot.press("e")
            await until(pilot, lambda: "Back up by itself?" in text(pilot))
            await pilot.press(*"4", "enter")
            await until(pilot, lambda: "✗ this is not a number of minutes" in text(pilot))
            await pilot.press(*"5", "enter")
            await until(pilot, lambda: "every 45 minutes while this is open" in text(pilot))
            await pilot.press("e")
            await until(pilot, lambda: "Back up by itself?" in text(pilot))
            await pilot.press("ctrl+u", "enter")
            await until(pilot, lambda: "by itself no" in text(pilot))

    asyncio.run(go())
    assert stands(vault)[0].known.repository.every is None


def test_by_the_clock_it_runs_only_where_something_changed(vault: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backup"
    one = place(fill(vault), folder, every=5, ran=True)

    async def go() -> None:
        async with unlocked(vault) as pilot:
            await until(pilot, lambda: "nothing changed since" in text(pilot))
            let_its_turn_come(pilot, one)
            await pilot.pause(1.5)
            assert len(snapshots(folder)) == 1
            await pilot.press("enter", "ctrl+end")
            await typed(pilot, " more words about nutmeg")
            await until(pilot, lambda: "saved" in text(pilot))
            let_its_turn_come(pilot, one)  # a draft counts: the interview is still open
            await until(pilot, lambda: len(snapshots(folder)) == 2)
            await until(pilot, lambda: backing(pilot).running is None)
            assert pilot.app.screen.PLACE == "Interview", "no dialogue stands over what is written"  # type: ignore[attr-defined]

    asyncio.run(go())


def test_by_the_clock_nothing_begins_while_one_is_under_way(vault: Path, tmp_path: Path) -> None:
    slow = place(fill(vault), tmp_path / "slow", limit=SLOW)
    other = place(vault, tmp_path / "other", every=5)

    async def go() -> None:
        async with unlocked(vault) as pilot:
            await until(pilot, lambda: backing(pilot).standings is not None)
            job = backing(pilot).run(slow)
            let_its_turn_come(pilot, other)
            await pilot.pause(1.5)
            assert backing(pilot).running is job
            assert backing(pilot).run(other) is job
            job.stop()
            await until(pilot, lambda: len(snapshots(tmp_path / "other")) == 1)

    asyncio.run(go())


def test_what_failed_by_itself_is_told_on_home_and_tried_again(vault: Path, tmp_path: Path) -> None:
    folder, away = tmp_path / "backup", tmp_path / "pulled out"
    one = place(fill(vault), folder, every=5)
    folder.rename(away)

    async def go() -> None:
        async with unlocked(vault) as pilot:
            await until(pilot, lambda: "Nothing is backed up yet" in text(pilot))
            let_its_turn_come(pilot, one)
            await until(pilot, lambda: "✗ The backup of " in text(pilot))
            assert "failed: the repository's folder is not there. It is tried again at its next turn." in text(pilot)
            assert isinstance(pilot.app.screen, Home)
            away.rename(folder)
            let_its_turn_come(pilot, one)
            await until(pilot, lambda: "last backup just now" in text(pilot))
            assert "failed" not in text(pilot)

    asyncio.run(go())


# ------------------------------------------------------------------------------------------------- odd


def test_what_is_odd_stays_on_home_until_somebody_looked_at_it(vault: Path, tmp_path: Path) -> None:
    folder, before = tmp_path / "backup", tmp_path / "before"
    place(fill(vault), folder)
    shutil.copytree(folder, before)
    with vaults.opened(vault, PASSPHRASE, write=True) as opened:
        one = repositories.known(opened)[0]
        verbs.run(opened, one, verbs.Meter())
        put_back(folder, before)
        assert verbs.run(opened, one, verbs.Meter()).oddities == (Oddity.EMPTIED,)
        assert verbs.run(opened, one, verbs.Meter()).oddities == ()

    async def seen() -> str:
        async with unlocked(vault) as pilot:
            await until(pilot, lambda: "Backups: " in text(pilot))
            return text(pilot)

    async def look() -> None:
        async with at_backups(vault) as pilot:
            await until(pilot, lambda: f"✗ Odd: {Oddity.EMPTIED.value}" in text(pilot))
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(pilot.app.screen, Home) and "is odd" not in text(pilot))

    said = f"✗ A place of backups is odd: {Oddity.EMPTIED.value}. b shows it."
    assert said in asyncio.run(seen())
    assert said in asyncio.run(seen()), "locking is not looking"
    asyncio.run(look())
    assert "is odd" not in asyncio.run(seen())


def test_snapshots_are_listed_from_the_place_itself(vault: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backup"
    place(vault, folder, ran=True)

    async def go() -> None:
        async with at_backups(vault) as pilot:
            await pilot.press("enter")
            await until(pilot, lambda: f"{snapshots(folder)[0][:8]} " in text(pilot) and "this vault" in text(pilot))
            await until(pilot, lambda: re.search(r"Compare it by:( [a-z]{3,8}){6}(?! [a-z])", text(pilot)))
            await pilot.press("escape")
            shutil.rmtree(folder)
            await pilot.press("enter")
            await until(pilot, lambda: "The place gave no answer." in text(pilot) and "✗ " in text(pilot))

    asyncio.run(go())


def test_a_place_is_left_only_after_a_second_key(vault: Path, tmp_path: Path) -> None:
    place(vault, tmp_path / "[bold]backup")

    async def go() -> None:
        async with at_backups(vault) as pilot:
            assert "[bold]backup" in "".join(text(pilot).split())
            await pilot.press("x")
            await until(pilot, lambda: "is it on paper?" in text(pilot))
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, Backups))
            await pilot.press("x")
            await until(pilot, lambda: "is it on paper?" in text(pilot))
            await pilot.press("y")
            await until(pilot, lambda: "A backup here is a sealed copy" in text(pilot))

    asyncio.run(go())
    assert stands(vault) == []
    assert (tmp_path / "[bold]backup" / "config").exists()
