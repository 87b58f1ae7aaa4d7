"""The whole app with an interview open in it, on a real vault of invented people."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

from textual.pilot import Pilot

from fieldnotes.domain.bundle import parse_bundle
from fieldnotes.tui.app import FieldnotesApp
from fieldnotes.tui.mendings import SecretInput
from fieldnotes.tui.screens.ask import Ask
from fieldnotes.tui.screens.home import Home
from fieldnotes.tui.screens.interview import InterviewScreen
from fieldnotes.tui.start import Start
from fieldnotes.tui.widgets.editor import Editor
from fieldnotes.tui.widgets.lines import Message
from fieldnotes.tui.widgets.page_pane import PagePane
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import drafting, loading, vaults
from fieldnotes.workflows.drafting import Sheet
from tests.tui.desk import PASSPHRASE, WIDE, running, show, until

CODE = "INT-001"
BUNDLE: dict[str, Any] = {
    "fieldnotes_bundle": 1,
    "sources": [
        {
            "handle": "miller",
            "pseudonym": "Kak B",
            "describe_as": "a resident",
            "identity": {"name": "Saffron Kemiri", "aliases": ["Galangal"], "phones": ["+999 199 123 4567"]},
        }
    ],
    "locations": [{"handle": "old-mill", "name": "Tarvand", "ladder": {"settlement": "Tarvand", "country": "Zinarok"}}],
    "interviews": [
        {
            "code": CODE,
            "started": "2026-03-21T18:00:00+03:00",
            "terms": {"label": "background"},
            "participants": [{"source": "miller", "as": "interviewee"}],
            "passages": [
                {"speaker": "interviewer", "text": "where were you then?"},
                {"speaker": "miller", "text": "i was at home."},
                {"speaker": "interviewer", "text": "and after that?"},
                {"speaker": "miller", "text": "then we went away."},
            ],
        }
    ],
}

Steps = Callable[["Pilot[int]", InterviewScreen], Awaitable[None]]


def fill(vault: Path) -> Path:
    """Return a vault with one source and one interview."""
    with vaults.opened(vault, PASSPHRASE, write=True) as opened:
        loading.load(opened, parse_bundle(json.dumps(BUNDLE).encode()), update=False)
    return vault


@asynccontextmanager
async def writing(vault: Path, again: bool = False) -> AsyncIterator[tuple["Pilot[int]", InterviewScreen]]:
    """Unlock a vault and open its interview."""
    async with running(Start(vault), WIDE) as pilot:
        await until(pilot, lambda: bool(pilot.app.screen.query(SecretInput)))
        pilot.app.screen.query_one(SecretInput).value = PASSPHRASE
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask if again else Home))
        if again:  # the app asks about drafts by itself
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, InterviewScreen))
        else:
            await show(pilot, InterviewScreen(CODE))
        screen = cast(InterviewScreen, pilot.app.screen)
        await until(pilot, lambda: not screen.query_one(Editor).read_only)
        await pilot.pause()
        yield pilot, screen


def write(vault: Path, steps: Steps, *, again: bool = False) -> FieldnotesApp:
    """Run the steps of a test in the interview; return the app as it ended."""
    apps = []

    async def run() -> None:
        async with writing(vault, again) as (pilot, screen):
            apps.append(cast(FieldnotesApp, pilot.app))
            await steps(pilot, screen)

    asyncio.run(run())
    return apps[0]


def texts(sheet: Sheet) -> list[str]:
    """Return the words of the passages."""
    return [row.passage.text.reveal() for row in sheet.rows]


def in_the_vault(vault: Path) -> list[str]:
    """Return what somebody else reads in the vault now, drafts included."""
    with vaults.opened(vault, PASSPHRASE) as opened:
        return texts(drafting.open_sheet(opened, CODE))


def drafts(opened: Vault) -> int:
    """Count the drafts of a vault."""
    return len(opened.drafts())


def said(screen: InterviewScreen) -> str:
    """Return what the message line says."""
    return screen.query_one(Message).words


def page(screen: InterviewScreen) -> str:
    """Return the words of the page beside the text."""
    return "\n".join(block.text for block in screen.query_one(PagePane).view.sheet.blocks)


async def ended(pilot: "Pilot[int]") -> None:
    """Wait until the app ends."""
    await until(pilot, lambda: pilot.app._exit)
