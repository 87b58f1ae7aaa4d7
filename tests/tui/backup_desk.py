"""Places of backups for the screens: real folders, slow ones, and what lies in them."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import cast

from textual.pilot import Pilot

from fieldnotes.tui.app import FieldnotesApp
from fieldnotes.tui.backing import Backing
from fieldnotes.tui.screens.backups import Backups
from fieldnotes.workflows import backups as verbs
from fieldnotes.workflows import repositories, vaults
from fieldnotes.workflows.backups import Standing
from fieldnotes.workflows.repositories import Known
from tests.tui.desk import PASSPHRASE, SMALL, unlocked, until

SLOW = 4000
"""Bytes a second on a slow line: the small vault of the tests takes a minute, at least."""


def place(vault: Path, folder: Path, *, ran: bool = False, every: int | None = None, limit: int | None = None) -> Known:
    """Add a folder as a place of backups; `ran`: with a backup in it."""
    with vaults.opened(vault, PASSPHRASE, write=True) as opened:
        one = repositories.add(opened, str(folder), {}, None, None)
        one = repositories.change(opened, one, every=every, limit=limit)
        if ran:
            verbs.run(opened, one, verbs.Meter())
    return one


def stands(vault: Path) -> list[Standing]:
    """Return how every place stands, as another process reads it."""
    with vaults.opened(vault, PASSPHRASE) as opened:
        return verbs.standings(opened)


def snapshots(folder: Path) -> list[str]:
    """Return the names of the snapshots in a folder."""
    return sorted(path.name for path in (folder / "snapshots").iterdir())


def put_back(folder: Path, before: Path) -> None:
    """Put a folder back to how a copy of it is, as somebody does who stores it."""
    shutil.rmtree(folder)
    shutil.copytree(before, folder)


def app_of(pilot: "Pilot[int]") -> FieldnotesApp:
    """Return the app, as what it is."""
    return cast(FieldnotesApp, pilot.app)


def backing(pilot: "Pilot[int]") -> Backing:
    """Return what makes the backups of the open vault."""
    return app_of(pilot).desk.backing


def let_its_turn_come(pilot: "Pilot[int]", one: Known) -> None:
    """Let it be as if the minutes of a place's timetable were over."""
    minutes = one.repository.every
    assert minutes is not None
    assert one.entity in backing(pilot)._turns
    backing(pilot)._turns[one.entity] = (minutes, 0.0)


async def turn_taken(pilot: "Pilot[int]", one: Known) -> None:
    """Wait until the turn of a place was looked at, and what is to be done has begun."""
    await until(pilot, lambda: backing(pilot)._turns[one.entity][1] > 0)
    await pilot.app.workers.wait_for_complete()


@asynccontextmanager
async def at_backups(vault: Path, size: tuple[int, int] = SMALL) -> AsyncIterator["Pilot[int]"]:
    """Open the screen of backups by its key."""
    async with unlocked(vault, size) as pilot:
        await until(pilot, lambda: backing(pilot).standings is not None)
        await pilot.press("b")
        await until(pilot, lambda: isinstance(pilot.app.screen, Backups) and pilot.app.screen.is_awake)
        await pilot.pause()
        yield pilot
