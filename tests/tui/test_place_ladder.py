"""The ladder of a place is filled from the map data only as a person chooses."""

import asyncio
from pathlib import Path

from textual.pilot import Pilot

from fieldnotes.domain.location import Ladder, Location
from fieldnotes.tui.screens.ask import Ask
from fieldnotes.tui.screens.place import PlaceScreen
from fieldnotes.tui.widgets.form import Form
from fieldnotes.workflows import places, vaults
from tests.tui.desk import IDENTITY_PASSPHRASE, PASSPHRASE, show, text, unlocked, until

RUNGS = ("site", "settlement", "district", "governorate", "region", "country")


async def asked(pilot: Pilot[int]) -> None:
    """Press the key and wait for the question."""
    await pilot.press("f2")
    await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
    await pilot.pause()


async def answered(pilot: Pilot[int], key: str) -> None:
    """Answer, and wait until the form or the next question is there."""
    before = pilot.app.screen
    await pilot.press(key)
    await until(pilot, lambda: pilot.app.screen is not before)
    await pilot.pause()


def ladder(screen: PlaceScreen) -> list[str]:
    """Return what the rungs of the form say."""
    return [screen.query_one(Form).line(rung) for rung in RUNGS]


def test_a_proposal_that_is_chosen_fills_the_rungs(vault: Path) -> None:
    async def go() -> None:
        async with unlocked(vault) as pilot:
            screen = PlaceScreen(None)
            await show(pilot, screen)
            screen.query_one(Form).show({"name": "Taza", "coordinates": "35.3, 44.33"})
            await asked(pilot)
            assert "1 Tāzah Khūrmātū, Kirkuk Governorate, Iraq · 1 km" in " ".join(text(pilot).split())
            assert ladder(screen) == [""] * 6
            await answered(pilot, "1")
            await until(pilot, lambda: "Read it" in text(pilot))
            assert ladder(screen) == ["", "Tāzah Khūrmātū", "Daquq District", "Kirkuk Governorate", "", "Iraq"]

    asyncio.run(go())


def test_enter_leaves_the_ladder_as_it_is(vault: Path) -> None:
    async def go() -> None:
        async with unlocked(vault) as pilot:
            screen = PlaceScreen(None)
            await show(pilot, screen)
            screen.query_one(Form).show({"name": "Taza Khurmatu"})
            await asked(pilot)
            await answered(pilot, "enter")
            await pilot.pause(0.2)
            assert pilot.app.screen is screen
            assert ladder(screen) == [""] * 6

    asyncio.run(go())


def test_a_rung_that_says_something_else_is_kept_unless_it_is_to_be_overwritten(vault: Path) -> None:
    async def go(answer: str) -> list[str]:
        async with unlocked(vault) as pilot:
            screen = PlaceScreen(None)
            await show(pilot, screen)
            screen.query_one(Form).show({"name": "Taza Khurmatu", "governorate": "Kirkuk province", "country": "Iraq"})
            await asked(pilot)
            await answered(pilot, "1")
            assert "governorate" in text(pilot)
            assert "country" not in text(pilot).partition("say something else")[2].partition("Enter")[0]
            await answered(pilot, answer)
            await until(pilot, lambda: "Read it" in text(pilot))
            return ladder(screen)

    kept = asyncio.run(go("enter"))
    assert kept == ["", "Tāzah Khūrmātū", "Daquq District", "Kirkuk province", "", "Iraq"]
    assert asyncio.run(go("o"))[3] == "Kirkuk Governorate"


def test_what_cannot_be_asked_and_what_is_not_known_is_said(vault: Path) -> None:
    async def go() -> None:
        async with unlocked(vault) as pilot:
            screen = PlaceScreen(None)
            await show(pilot, screen)
            form = screen.query_one(Form)
            await pilot.press("f2")
            await until(pilot, lambda: "Write the name or the position first" in text(pilot))
            form.show({"name": "Zorvanpilquist", "coordinates": "35,30"})
            await pilot.press("f2")
            await until(pilot, lambda: "may part two numbers" in text(pilot))
            form.show({"coordinates": "0, 0"})
            await pilot.press("f2")
            await until(pilot, lambda: "The map data know nothing" in text(pilot))
            assert ladder(screen) == [""] * 6

    asyncio.run(go())


def test_the_question_about_a_sealed_place_goes_when_the_identities_are_hidden(vault: Path) -> None:
    place = Location(handle="mill", name="Taza Khurmatu", ladder=Ladder(country="Iraq"), sealed=True)
    with vaults.opened(vault, PASSPHRASE, write=True) as opened:
        places.add_location(opened, place)

    async def go() -> None:
        async with unlocked(vault) as pilot:
            desk = pilot.app.desk  # type: ignore[attr-defined]
            screen = PlaceScreen("mill")
            await show(pilot, screen)
            await pilot.press("f2")
            await until(pilot, lambda: "open the identities" in text(pilot))
            await desk.open_identities(IDENTITY_PASSPHRASE)
            screen.identities_changed()
            await until(pilot, lambda: screen.query_one(Form).line("name") == "Taza Khurmatu")
            await asked(pilot)
            desk.close_identities()
            screen.identities_changed()
            await until(pilot, lambda: pilot.app.screen is screen)
            assert "Kirkuk" not in text(pilot)

    asyncio.run(go())
