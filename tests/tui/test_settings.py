"""Settings: the models that are asked besides the rules are named by keyboard, and refused as the command refuses."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.widgets import Input

from fieldnotes.domain.preferences import Preferences
from fieldnotes.tui.screens.review import ReviewScreen
from fieldnotes.tui.screens.settings import Settings
from fieldnotes.workflows import preferences, vaults
from tests.redaction.language_models import NEEDS_SPACY, install, ruled, site
from tests.tui.desk import PASSPHRASE, SMALL, WIDE, text, unlocked, until
from tests.tui.review_desk import BUNDLE, fill, reviewing_it

ALONE = "A second opinion: none; names are asked about by rules alone"


@pytest.fixture
def model(tmp_path: Path) -> Iterator[str]:
    """Return the name of an installed model that takes "rang" for a person."""
    with site(tmp_path / "site") as folder:
        folder.mkdir()
        install(ruled([{"label": "PERSON", "pattern": "rang"}]), folder, "fr_spice_sm")
        yield "fr_spice_sm"


def kept(vault: Path) -> Preferences:
    with vaults.opened(vault, PASSPHRASE, write=False) as opened:
        return preferences.read(opened)


@pytest.mark.parametrize("size", [SMALL, WIDE])
def test_a_model_that_is_not_there_is_refused_in_full_and_nothing_changes(vault: Path, size: tuple[int, int]) -> None:
    async def go() -> None:
        async with unlocked(fill(vault, BUNDLE), size) as pilot:
            await pilot.press("s", "plus")
            await until(pilot, lambda: isinstance(pilot.app.screen, Settings) and ALONE in text(pilot))
            await pilot.press("m", *"en_nothing_sm", "enter")
            await until(pilot, lambda: "Nothing was changed." in text(pilot))
            seen = " ".join(text(pilot).split())
            assert "is not installed" in seen
            assert "or do without it: fieldnotes second-opinion --off" in seen
            assert pilot.app.screen.query_one("#models", Input).has_focus
            await pilot.press("escape")  # the field only
            assert isinstance(pilot.app.screen, Settings)
            assert ALONE in text(pilot)
            assert "is not installed" not in text(pilot)
            await pilot.press("minus", "plus", "plus", "escape")
            assert not isinstance(pilot.app.screen, Settings)

    asyncio.run(go())
    assert (kept(vault).second_opinion, kept(vault).locks_after) == ((), 12)


@NEEDS_SPACY
def test_models_are_named_kept_shown_and_taken_back_beside_other_settings(vault: Path, model: str) -> None:
    async def go() -> None:
        async with unlocked(fill(vault, BUNDLE), SMALL) as pilot:
            await pilot.press("s")
            await until(pilot, lambda: ALONE in text(pilot))
            await pilot.press("m")
            await until(pilot, lambda: f"installed here: {model}" in text(pilot))
            await pilot.press(*model, "comma", "space", *model, "enter", "plus")
            await until(pilot, lambda: f"A second opinion: {model} " in text(pilot))
            await until(pilot, lambda: "11 minutes" in text(pilot))
            await pilot.press("m")
            assert pilot.app.screen.query_one("#models", Input).value == model
            await pilot.press("escape", "escape")

    asyncio.run(go())
    assert (kept(vault).second_opinion, kept(vault).locks_after) == ((model,), 11)

    async def back() -> None:
        async with unlocked(vault, SMALL) as pilot:
            await pilot.press("s", "m", "ctrl+u", "enter")
            await until(pilot, lambda: ALONE in text(pilot))
            await until(pilot, lambda: "Kept in this vault." in text(pilot))

    asyncio.run(back())
    assert kept(vault).second_opinion == ()


@NEEDS_SPACY
@pytest.mark.parametrize("size", [SMALL, WIDE])
def test_the_review_says_in_which_languages_no_model_is_asked(vault: Path, model: str, size: tuple[int, int]) -> None:
    with vaults.opened(vault, PASSPHRASE, write=True) as opened:
        preferences.keep(opened, Preferences(second_opinion=(model,), direction="terminal"))

    said = "The second opinion has no model for English: names there are left to the rules."

    async def go() -> None:
        async with reviewing_it(vault, size=size) as (pilot, screen):
            await until(pilot, lambda: said in " ".join(text(pilot).split()))
            await pilot.press("f7")  # locked: what was found is forgotten
            await until(pilot, lambda: "second opinion" not in text(pilot))
            assert isinstance(screen, ReviewScreen)

    asyncio.run(go())


def test_without_models_the_review_does_not_speak_of_a_second_opinion(vault: Path) -> None:
    async def go() -> None:
        async with reviewing_it(vault) as (pilot, _):
            assert "second opinion" not in text(pilot)

    asyncio.run(go())
