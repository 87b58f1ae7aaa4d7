"""Open the real app on a real vault, and press its keys."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen

from fieldnotes.tui.app import FieldnotesApp
from fieldnotes.tui.mendings import SecretInput, shown_lines
from fieldnotes.tui.screens.export import Export
from fieldnotes.tui.screens.home import Home
from fieldnotes.tui.screens.unlock import OpenIdentities
from fieldnotes.tui.start import Start
from fieldnotes.vault.create import create_vault

PASSPHRASE = "saffron-galangal-turmeric-nutmeg-kemiri"
IDENTITY_PASSPHRASE = "another quiet province with seven cold rivers"
SMALL, WIDE = (80, 24), (140, 40)


def make_vault(path: Path) -> Path:
    """Make an empty vault with as little scrypt as there is: what it costs is proved elsewhere."""
    create_vault(path, PASSPHRASE, IDENTITY_PASSPHRASE, log_n=1)
    return path


@asynccontextmanager
async def running(asked: Start, size: tuple[int, int] = SMALL) -> AsyncIterator[Pilot[int]]:
    """Run the app without a terminal; close the vault behind it."""
    app = FieldnotesApp(asked)
    try:
        async with app.run_test(size=size) as pilot:
            yield pilot
    finally:
        if app.session is not None:
            await app.session.close()


@asynccontextmanager
async def unlocked(vault: Path, size: tuple[int, int] = SMALL) -> AsyncIterator[Pilot[int]]:
    """Run the app on a vault and unlock it by its screen; yields once the home screen is there."""
    async with running(Start(vault), size) as pilot:
        await until(pilot, lambda: bool(pilot.app.screen.query(SecretInput)))
        pilot.app.screen.query_one(SecretInput).value = PASSPHRASE
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Home))
        await pilot.pause()
        yield pilot


async def until(pilot: Pilot[int], holds: Callable[[], object], seconds: float = 10) -> None:
    """Wait until something holds; fail with the screen where it never does."""
    for _ in range(int(seconds / 0.02)):
        if holds():
            return
        await pilot.pause(0.02)
    raise AssertionError("it never came to be:\n" + "\n".join(shown(pilot)))


async def show(pilot: Pilot[int], screen: Screen[Any]) -> list[Any]:
    """Open a screen, and return the list that what it is dismissed with will be put into."""
    came: list[Any] = []
    before = pilot.app.screen
    pilot.app.push_screen(screen, came.append)
    await until(pilot, lambda: pilot.app.screen is not before and screen.is_mounted)
    if isinstance(screen, Export) and isinstance(pilot.app.screen, OpenIdentities):
        await pilot.press("escape")
    await until(pilot, lambda: pilot.app.screen is screen)
    await until(pilot, lambda: getattr(screen, "_ready", True))
    await pilot.pause()
    return came


async def typed(pilot: Pilot[int], words: str) -> None:
    """Type words into what has the focus, all at once: the pilot needs 60 ms for a key."""
    from textual.events import Paste

    pilot.app.post_message(Paste(words))
    await pilot.pause()
    await pilot.pause()


def shown(pilot: Pilot[int]) -> list[str]:
    """Return the lines of the screen."""
    return shown_lines(pilot.app.screen)


def text(pilot: Pilot[int]) -> str:
    """Return the screen as one text, every run of blanks as one."""
    return " ".join(" ".join(shown(pilot)).split())
