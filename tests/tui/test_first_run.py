"""The first run ends with a vault that opens, two papers, and no secret on the screen or in a field."""

import asyncio
from functools import partial
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from fieldnotes.tui.mendings import SecretInput
from fieldnotes.tui.screens.ask import Ask
from fieldnotes.tui.screens.first_run import FirstRun, Step
from fieldnotes.tui.screens.home import Home
from fieldnotes.tui.screens.interview import InterviewScreen
from fieldnotes.tui.screens.properties import Properties
from fieldnotes.tui.screens.source import SourceScreen
from fieldnotes.tui.screens.unlock import Unlock
from fieldnotes.tui.screens.welcome import Welcome
from fieldnotes.tui.start import Start
from fieldnotes.tui.widgets.form import Form
from fieldnotes.workflows import reading, vaults
from tests.tui.desk import running, text, until

OWN = "ninety seven wooden herons drink quietly"


@pytest.fixture(autouse=True)
def _a_terminal_that_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TMUX", "STY", "KITTY_WINDOW_ID"):
        monkeypatch.delenv(name, raising=False)


def step(pilot: object) -> Step:
    """Return the step on the screen."""
    screen = pilot.app.screen  # type: ignore[attr-defined]
    assert isinstance(screen, FirstRun)
    return screen._step


def fill(pilot: object, name: str, words: str) -> None:
    """Type into a field."""
    pilot.app.screen.query_one(name, Input).value = words  # type: ignore[attr-defined]


def test_the_whole_first_run_leads_into_the_first_interview(tmp_path: Path) -> None:
    path = tmp_path / "new.vault"
    seen: dict[Step, str] = {}

    async def go() -> None:
        async with running(Start(path)) as pilot:
            await until(pilot, lambda: isinstance(pilot.app.screen, FirstRun))
            await until(pilot, lambda: "step 1 of 5" in text(pilot))
            await _type_back(pilot, seen)
            for sheet in (Step.NOTES_SHEET, Step.NAMES_SHEET):
                await _prove(pilot, sheet, seen)
            screen = pilot.app.screen
            assert isinstance(screen, FirstRun)
            assert (screen._step, screen._sheets, screen._chosen, screen._proposed) == (Step.BEGIN, {}, {}, "")
            assert all(field.value == "" for field in screen.query(Input))
            await _first_source_and_interview(pilot)

    asyncio.run(go())

    with vaults.opened(path, seen[Step.PASSPHRASE]) as opened:
        assert [one.handle for one in reading.list_sources(opened)] == ["layla"]
        opened.open_identities(seen[Step.IDENTITIES])
    with vaults.opened(path, seen[Step.NOTES_SHEET]) as opened:
        opened.open_identities(seen[Step.NAMES_SHEET])


async def _type_back(pilot: Pilot[int], seen: dict[Step, str]) -> None:
    """Take the passphrases that are proposed."""
    screen = pilot.app.screen
    assert isinstance(screen, FirstRun)
    for secret in (Step.PASSPHRASE, Step.IDENTITIES):
        seen[secret] = screen._proposed
        assert seen[secret] in text(pilot)
        fill(pilot, "#secret", seen[secret])
        await pilot.press("enter")
        await until(pilot, partial(_is_past, screen, secret), 30)


def _is_past(screen: FirstRun, at: Step) -> bool:
    return screen._step > at and not screen._busy


async def _prove(pilot: Pilot[int], sheet: Step, seen: dict[Step, str]) -> None:
    """Type back the end of a sheet, wrongly and rightly; the other sheet is not on the screen."""
    screen = pilot.app.screen
    assert isinstance(screen, FirstRun)
    key, other = screen._sheets[sheet], screen._sheets[Step.NAMES_SHEET]
    seen[sheet] = key
    await pilot.pause()
    assert key[-8:] in text(pilot).replace(" ", "")
    assert key == other or other[-8:] not in text(pilot).replace(" ", "")
    fill(pilot, "#proof", "WRONGONE")
    await pilot.press("enter")
    assert "not how the key ends" in text(pilot)
    fill(pilot, "#proof", f"{key[-8:-4].lower()} {key[-4:]}")
    await pilot.press("enter")
    await pilot.pause()


async def _first_source_and_interview(pilot: Pilot[int]) -> None:
    """Add a source and an interview; ends in the editor, the home screen below it."""
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, SourceScreen))
    await until(pilot, lambda: getattr(pilot.app.screen, "_ready", False))
    pilot.app.screen.query_one(Form).show({"pseudonym": "Layla", "handle": "layla"})
    await pilot.press("ctrl+s")
    await until(pilot, lambda: isinstance(pilot.app.screen, Properties))
    await until(pilot, lambda: getattr(pilot.app.screen, "_ready", False))
    await pilot.press("ctrl+s")
    await until(pilot, lambda: isinstance(pilot.app.screen, InterviewScreen) and pilot.app.screen.is_mounted)
    assert any(isinstance(one, Home) for one in pilot.app.screen_stack)


def _is_said(pilot: Pilot[int], words: str) -> bool:
    return words in text(pilot)


def test_a_weak_passphrase_is_refused_and_an_own_one_is_typed_twice(tmp_path: Path) -> None:
    async def go() -> None:
        async with running(Start(tmp_path / "new.vault")) as pilot:
            await until(pilot, lambda: isinstance(pilot.app.screen, FirstRun) and pilot.app.screen.query(SecretInput))
            assert "Skip" not in text(pilot)
            await pilot.press("f4", "enter")
            assert step(pilot) is Step.PASSPHRASE
            await until(pilot, lambda: "The passphrase cannot be skipped" in text(pilot))
            fill(pilot, "#secret", "password1")
            await pilot.press("enter")
            await until(pilot, lambda: "too weak" in text(pilot))
            fill(pilot, "#secret", OWN)
            await pilot.press("enter")
            await until(pilot, lambda: pilot.app.screen.query_one("#again").display)
            fill(pilot, "#again", OWN + "x")
            await pilot.press("enter")
            await until(pilot, lambda: "The two are not the same" in text(pilot))
            assert step(pilot) is Step.PASSPHRASE
            assert OWN not in text(pilot)
            fill(pilot, "#secret", OWN)
            await pilot.press("f2")
            await pilot.pause()
            assert OWN in text(pilot)
            await pilot.press("enter")
            await until(pilot, lambda: pilot.app.screen.query_one("#again").display)
            fill(pilot, "#again", OWN)
            await pilot.press("enter")
            await until(pilot, lambda: step(pilot) is Step.IDENTITIES)
            assert OWN not in text(pilot)
            fill(pilot, "#secret", OWN + " again")
            await pilot.press("enter")
            await until(pilot, lambda: pilot.app.screen.query_one("#again").display)
            fill(pilot, "#again", OWN + " again")
            await pilot.press("enter")
            await until(pilot, lambda: "equal or nearly so" in text(pilot), 20)
            assert step(pilot) is Step.IDENTITIES

    asyncio.run(go())

    assert not (tmp_path / "new.vault").exists()


def test_letters_of_another_alphabet_in_a_passphrase_are_told(tmp_path: Path) -> None:
    async def go() -> None:
        async with running(Start(tmp_path / "new.vault")) as pilot:
            await until(pilot, lambda: isinstance(pilot.app.screen, FirstRun) and pilot.app.screen.query(SecretInput))
            fill(pilot, "#secret", "خۆش")
            await until(pilot, lambda: "Letters of another alphabet are in use" in text(pilot))

    asyncio.run(go())


def test_a_sheet_is_skipped_only_after_a_plain_warning(tmp_path: Path) -> None:
    async def go() -> None:
        async with running(Start(tmp_path / "new.vault")) as pilot:
            await until(pilot, lambda: isinstance(pilot.app.screen, FirstRun) and pilot.app.screen.query(SecretInput))
            screen = pilot.app.screen
            assert isinstance(screen, FirstRun)
            screen._sheets = {Step.NOTES_SHEET: "KEY-1NOTES", Step.NAMES_SHEET: "KEY-1NAMES"}
            screen._go_to(Step.NOTES_SHEET)
            await until(pilot, lambda: "f4 Skip" in text(pilot))
            assert "Another" not in text(pilot)
            await pilot.press("f4")
            await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
            assert "never shown again" in text(pilot)
            await pilot.press("enter")
            await until(pilot, lambda: pilot.app.screen is screen)
            assert step(pilot) is Step.NOTES_SHEET
            await pilot.press("f4")
            await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
            await pilot.press("x")
            await until(pilot, lambda: pilot.app.screen is screen and step(pilot) is Step.NAMES_SHEET)
            assert "Not yet proved" in text(pilot)

    asyncio.run(go())


def test_welcome_leads_to_an_existing_vault_or_to_a_new_one(vault: Path, tmp_path: Path) -> None:
    async def go(typed: Path, leads_to: type) -> None:
        async with running(Start(None)) as pilot:
            await until(pilot, lambda: isinstance(pilot.app.screen, Welcome) and pilot.app.screen.query(Input))
            for bad, why in ((tmp_path, "no vault"), (tmp_path / "not" / "there", "does not exist")):
                fill(pilot, "#path", str(bad))
                await pilot.press("enter")
                await until(pilot, partial(_is_said, pilot, why))
            fill(pilot, "#path", str(typed))
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, leads_to))
            assert pilot.app.asked.vault == typed  # type: ignore[attr-defined]

    asyncio.run(go(vault, Unlock))
    asyncio.run(go(tmp_path / "new.vault", FirstRun))
