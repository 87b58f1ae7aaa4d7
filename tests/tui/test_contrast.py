"""Every word on every screen stands out from its ground, in colour and without; no warning is colour alone."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from rich.style import Style
from textual.filter import Monochrome
from textual.pilot import Pilot
from textual.screen import Screen

from fieldnotes.domain.bundle import parse_bundle
from fieldnotes.errors import Objection, Refused, Unreachable
from fieldnotes.tui.backing import Job
from fieldnotes.tui.mendings import drawn, shown_lines
from fieldnotes.tui.screens.ask import Answer, Ask, AskLine
from fieldnotes.tui.screens.backup_add import AddBackup
from fieldnotes.tui.screens.backup_drill import AskPassphrase
from fieldnotes.tui.screens.backup_run import BackingUp
from fieldnotes.tui.screens.backup_sheet import Code, SheetScreen, TypeBack
from fieldnotes.tui.screens.backups import Backups
from fieldnotes.tui.screens.check import CheckScreen
from fieldnotes.tui.screens.consent import ConsentScreen
from fieldnotes.tui.screens.consent_event import ConsentEvent
from fieldnotes.tui.screens.covers import TooSmall, Veil
from fieldnotes.tui.screens.export import Export
from fieldnotes.tui.screens.help import Help
from fieldnotes.tui.screens.interview import InterviewScreen
from fieldnotes.tui.screens.ledger import LedgerScreen
from fieldnotes.tui.screens.ledger_entry import FORMS, LedgerEntry
from fieldnotes.tui.screens.map import MapScreen
from fieldnotes.tui.screens.place import PlaceScreen
from fieldnotes.tui.screens.properties import Properties
from fieldnotes.tui.screens.replacing import Erase
from fieldnotes.tui.screens.search import Search
from fieldnotes.tui.screens.settings import Settings
from fieldnotes.tui.screens.source import SourceScreen
from fieldnotes.tui.screens.unlock import OpenIdentities
from fieldnotes.tui.screens.week import WeekScreen
from fieldnotes.tui.start import Start
from fieldnotes.workflows import loading, vaults
from fieldnotes.workflows.backups import Meter
from fieldnotes.workflows.repositories import Known
from tests.tui.contrast import faint, ratio
from tests.tui.desk import IDENTITY_PASSPHRASE, PASSPHRASE, WIDE, running, show, unlocked
from tests.tui.test_hostile import bundle
from tests.tui.tour import PLACES, back_up

Found = dict[str, list[tuple[str, float]]]


def look(pilot: "Pilot[int]", name: str, found: Found) -> None:
    """Note what is faint on the screen, in colour and as it is shown with NO_COLOR."""
    lines = [list(strip) for strip in drawn(pilot.app.screen)]
    plain = [Monochrome().apply(line, pilot.app.screen.background_colors[1]) for line in lines]
    for kind, each in (("", lines), (" without colour", plain)):
        if weak := sorted(set(faint(each))):
            found.setdefault(name + kind, []).extend(weak)


def screens_of_backups() -> list[Screen[Any]]:
    """Return the screens of backups, one of them with a refusal on it."""
    known = Known(b"place", PLACES[0])
    job = Job("backup", known, Meter(), refusal=Unreachable("the line to the place was cut", "try again"))
    job.end()
    asked = AskLine("How fast?", "Bytes a second.", "20k", str)
    proved: list[Screen[Any]] = [SheetScreen(known), TypeBack(known), Code("pepper"), AskPassphrase(Start(None)), asked]
    return [Backups(), AddBackup(), BackingUp(job), *proved]


async def screens(pilot: "Pilot[int]") -> AsyncIterator[str]:
    """Bring up every screen that can be reached in an open vault, one after the other."""
    for key, name in (("2", "sources"), ("3", "places"), ("1", "interviews")):
        await pilot.press(key)
        await pilot.pause(0.05)
        yield name
    answers = [Answer("k", "keep it"), Answer("y", "delete it")]
    made: list[Screen[Any]] = [
        InterviewScreen("INT-1"), SourceScreen("s-0"), SourceScreen(None), PlaceScreen("p-0"), Properties("INT-1"),
        Export(["INT-1"]), Help("Home"), Search(), Settings(), WeekScreen(), MapScreen(), Erase("Kak D", 2),
        Ask("Delete it?", ["It goes."], answers), OpenIdentities(Start(None)), Veil("Press any key."), TooSmall(60, 16),
        CheckScreen(), LedgerScreen(), ConsentScreen("s-0"), ConsentEvent("s-0"),
        LedgerEntry(FORMS["estimate"], "s-0", "Kak D", ()), *screens_of_backups(),
    ]  # fmt: skip
    for screen in made:
        await show(pilot, screen)
        await pilot.pause(0.05)
        yield type(screen).__name__
        if isinstance(screen, Export):
            objections = [Objection("name", "INT-1:1", "a name of source s-0")]
            screen._show_refusal(Refused("no", objections, "change it"))
            await pilot.pause()
            yield "a refused export"
        if isinstance(screen, SourceScreen | PlaceScreen | Properties | LedgerEntry | ConsentEvent):
            await pilot.press("ctrl+s")
            await pilot.pause(0.05)
            yield f"{type(screen).__name__} with complaints"
        if isinstance(screen, InterviewScreen):
            for key in ("f3", "f3", "f5", "f4"):
                await pilot.press(key)
                await pilot.pause(0.05)
                yield f"InterviewScreen after {key}"
        while pilot.app.screen in made:
            pilot.app.pop_screen()
        await pilot.pause()


def measured(vault: Path) -> Found:
    """Return what is faint anywhere."""
    found: Found = {}

    async def run() -> None:
        async with running(Start(vault)) as pilot:
            await pilot.pause(0.05)
            look(pilot, "Unlock", found)
        with vaults.opened(vault, PASSPHRASE, write=True) as opened:
            loading.load(opened, parse_bundle(json.dumps(bundle(["Kak D", "two"])).encode()), update=False)
        back_up(vault)
        async with unlocked(vault, WIDE) as pilot:
            async for name in screens(pilot):
                look(pilot, name, found)

    asyncio.run(run())
    return found


def test_every_word_stands_out_in_colour_and_without(vault: Path) -> None:
    assert measured(vault) == {}


def test_without_colour_the_framework_leaves_greys_alone(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def run() -> None:
        async with running(Start(vault)) as pilot:
            await pilot.pause(0.05)
            styles = [style for strip in drawn(pilot.app.screen) for _, style, _ in strip if style and style.color]
            colours = {style.color.triplet for style in styles if style.color is not None}
            assert {one for one in colours if one is not None and len(set(one)) > 1} == set()

    asyncio.run(run())


def test_warnings_are_words_and_signs_not_colours(vault: Path) -> None:
    async def run() -> None:
        async with unlocked(vault) as pilot:
            assert "identities locked" in shown_lines(pilot.app.screen)[0]
            await pilot.app.desk.open_identities(IDENTITY_PASSPHRASE)  # type: ignore[attr-defined]
            pilot.app.screen.refresh_title()  # type: ignore[attr-defined]
            pilot.app.screen.say("it cannot be done", bad=True)  # type: ignore[attr-defined]
            await pilot.pause()
            lines = shown_lines(pilot.app.screen)
            assert "IDENTITIES OPEN" in lines[0]
            assert any("✗ it cannot be done" in line for line in lines)

    asyncio.run(run())


def test_the_measure_is_that_of_the_guidelines() -> None:
    assert ratio(Style(color="#ffffff", bgcolor="#000000")) == pytest.approx(21)
    assert ratio(Style(color="#767676", bgcolor="#ffffff")) == pytest.approx(4.54, abs=0.01)
    assert ratio(Style(color="#777777", bgcolor="#777777")) == 1
