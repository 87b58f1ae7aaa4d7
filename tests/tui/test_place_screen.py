"""A place: its ladder decides what readers see, and what is sealed stays sealed."""

import asyncio
from pathlib import Path

from fieldnotes.domain.location import Ladder, Location, SealedLocation
from fieldnotes.domain.preferences import Preferences
from fieldnotes.domain.rungs import PlaceRung
from fieldnotes.tui.screens.place import PlaceScreen
from fieldnotes.tui.widgets.form import Form
from fieldnotes.workflows import places, reading, vaults
from tests.tui.desk import IDENTITY_PASSPHRASE, PASSPHRASE, show, shown, text, typed, unlocked, until

PLACE = Location(
    handle="old-mill",
    name="The Old Mill",
    coordinates=(35.5, 44.25),
    ladder=Ladder(site="Old Mill", settlement="Clove Village", governorate="Pepper province", country="Spiceland"),
    publish_from=PlaceRung.GOVERNORATE,
)


def add(vault: Path, place: Location) -> None:
    """Put a place into a vault."""
    with vaults.opened(vault, PASSPHRASE, write=True) as opened:
        places.add_location(opened, place)


def kept(vault: Path) -> list[Location | SealedLocation]:
    """Return the places of a vault, the sealed ones whole."""
    with vaults.opened(vault, PASSPHRASE) as opened:
        opened.open_identities(IDENTITY_PASSPHRASE)
        return reading.list_locations(opened)


def test_a_place_is_added_and_the_screen_says_what_readers_will_see(vault: Path) -> None:
    async def go() -> None:
        async with unlocked(vault) as pilot:
            came = await show(pilot, PlaceScreen(None))
            form = pilot.app.screen.query_one(Form)
            await typed(pilot, "The Old Mill")
            form.show({"handle": "old-mill", "coordinates": "35°30'N 44°15'E"})
            form.show({rung: words for rung, words in PLACE.ladder if words})
            await until(pilot, lambda: "Readers will see: Spiceland" in text(pilot))
            assert "district — Pepper province" in text(pilot)
            form.show({"publish_from": "governorate"})
            await until(pilot, lambda: "Readers will see: Pepper province" in text(pilot))
            await pilot.press("ctrl+s")
            await until(pilot, lambda: came == ["old-mill"])

    asyncio.run(go())

    assert kept(vault) == [PLACE]


def test_what_is_wrong_is_said_and_nothing_is_kept(vault: Path) -> None:
    async def go() -> None:
        async with unlocked(vault) as pilot:
            came = await show(pilot, PlaceScreen(None))
            form = pilot.app.screen.query_one(Form)
            form.show({"handle": "The Mill", "coordinates": "35,30"})
            await pilot.press("ctrl+s")
            await pilot.pause(0.2)
            assert "a place needs a name" in text(pilot)
            assert "may part two numbers" in text(pilot)
            form.show({"name": "Mill", "coordinates": ""})
            await pilot.press("ctrl+s")
            await pilot.pause(0.2)
            assert "small letters a–z" in text(pilot)
            assert came == []

    asyncio.run(go())

    assert kept(vault) == []


def test_a_place_opened_and_kept_is_unchanged(vault: Path) -> None:
    odd = PLACE.model_copy(
        update={"name": "The \u202eMill", "aliases": ("Mill, the old one",), "coordinates": (35.1234567, 44.1)}
    )
    add(vault, odd)

    async def go() -> None:
        async with unlocked(vault) as pilot:
            came = await show(pilot, PlaceScreen("old-mill"))
            await pilot.press("ctrl+s")
            await until(pilot, lambda: came == ["old-mill"])

    asyncio.run(go())

    assert kept(vault) == [odd]


def test_a_sealed_place_shows_its_name_only_with_the_identities_open(vault: Path) -> None:
    add(vault, PLACE.model_copy(update={"sealed": True}))

    async def go() -> None:
        async with unlocked(vault) as pilot:
            screen = PlaceScreen("old-mill")
            await show(pilot, screen)
            assert "Old Mill" not in text(pilot)
            assert "Pepper province" in text(pilot)
            desk = pilot.app.desk  # type: ignore[attr-defined]
            await desk.open_identities(IDENTITY_PASSPHRASE)
            screen.identities_changed()
            await until(pilot, lambda: "The Old Mill" in text(pilot))
            desk.close_identities()
            screen.identities_changed()
            assert screen.query_one(Form).line("name") == ""
            await until(pilot, lambda: "Old Mill" not in text(pilot))

    asyncio.run(go())


def test_a_rung_in_kurdish_is_fenced_and_no_mark_is_shown(vault: Path) -> None:
    async def go() -> None:
        async with unlocked(vault) as pilot:
            pilot.app.preferences = Preferences(direction="terminal")  # type: ignore[attr-defined]
            await show(pilot, PlaceScreen(None))
            pilot.app.screen.query_one(Form).show({"country": "وڵاتی بەهارات [/] [@click=app.quit]x"})
            await until(pilot, lambda: "no place at all" not in text(pilot))
            lines = [line for line in shown(pilot) if "Readers will see" in line or "country —" in line]
            assert len(lines) == 2
            assert all("\u200e" in line and "[@click=app.quit]" in line and "\ufffd" not in line for line in lines)

    asyncio.run(go())
