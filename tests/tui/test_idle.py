"""What is left alone locks itself, on a clock that goes on while the machine sleeps and that nobody can set."""

import asyncio
import time
from pathlib import Path
from typing import Any, cast

import pytest
from textual.pilot import Pilot

from fieldnotes.domain.preferences import Preferences
from fieldnotes.tui.app import FieldnotesApp
from fieldnotes.tui.session import IDENTITIES_HIDE_AFTER, awake_and_asleep
from fieldnotes.tui.start import Outcome
from tests.tui.desk import IDENTITY_PASSPHRASE, unlocked, until


def app_of(pilot: "Pilot[int]") -> FieldnotesApp:
    """Return the app, as what it is."""
    return cast(FieldnotesApp, pilot.app)


def limit(app: FieldnotesApp) -> int:
    """Return after how many seconds without a key the vault locks itself."""
    return (app.preferences or Preferences()).locks_after * 60


def asleep(app: Any, seconds: float) -> None:
    """Let it be as if the lid had been closed for so long: the last sign of life lies further back."""
    app._last_key -= seconds


def test_the_clock_counts_sleep_where_the_system_can_tell() -> None:
    if not hasattr(time, "CLOCK_BOOTTIME"):
        pytest.skip("this system has no clock that counts sleep")
    assert abs(awake_and_asleep() - time.clock_gettime(time.CLOCK_BOOTTIME)) < 0.5


def test_a_vault_left_alone_locks_itself_and_says_why(vault: Path) -> None:
    async def run() -> None:
        async with unlocked(vault) as pilot:
            app = app_of(pilot)
            asleep(app, limit(app) + 1)
            await until(pilot, lambda: app.return_value is not None, 5)
            assert app.return_value == Outcome.LOCKED
            assert app.next_start.notice.startswith("Locked by itself")
            assert app.session is not None
            assert not app.session.is_open

    asyncio.run(run())


def test_a_key_is_a_sign_of_life(vault: Path) -> None:
    async def run() -> None:
        async with unlocked(vault) as pilot:
            app = app_of(pilot)
            asleep(app, limit(app) - 1.5)
            await pilot.press("2")
            await pilot.pause(2.5)
            assert app.session is not None
            assert app.session.is_open

    asyncio.run(run())


def test_setting_the_clock_of_the_day_neither_locks_nor_keeps_open(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def run() -> None:
        async with unlocked(vault) as pilot:
            app = app_of(pilot)
            real = time.time
            monkeypatch.setattr(time, "time", lambda: real() + 10 * 24 * 3600)
            await pilot.pause(1.5)
            assert app.session is not None
            assert app.session.is_open
            monkeypatch.setattr(time, "time", lambda: real() - 10 * 24 * 3600)
            asleep(app, limit(app) + 1)
            await until(pilot, lambda: app.return_value is not None, 5)

    asyncio.run(run())


def test_identities_forgotten_open_are_hidden_by_themselves(vault: Path) -> None:
    async def run() -> None:
        async with unlocked(vault) as pilot:
            session: Any = app_of(pilot).session
            await session.open_identities(IDENTITY_PASSPHRASE)
            assert session.identities_open
            session._used_identities -= IDENTITIES_HIDE_AFTER + 1
            await until(pilot, lambda: not session.identities_open, 5)

    asyncio.run(run())
