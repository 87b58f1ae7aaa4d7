"""What holds on every screen: the clock that locks, keys of other alphabets, keys that wait their turn, the lens."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from fieldnotes.domain.preferences import Preferences
from fieldnotes.tui import app as app_module
from fieldnotes.tui import session
from fieldnotes.tui.app import FieldnotesApp
from fieldnotes.tui.screens.covers import TooSmall, Veil
from fieldnotes.tui.screens.help import Help
from fieldnotes.tui.screens.home import Home
from fieldnotes.tui.screens.interview import InterviewScreen
from fieldnotes.tui.screens.properties import Properties
from fieldnotes.tui.screens.source import SourceScreen
from fieldnotes.tui.session import IDENTITIES_HIDE_AFTER
from fieldnotes.tui.start import Outcome
from fieldnotes.tui.widgets.lens import Lens
from tests.tui.desk import shown, text, unlocked, until
from tests.tui.tour import make_demo, open_identities, settled


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a demo vault that nobody changes."""
    return make_demo(tmp_path_factory.mktemp("app") / "demo.vault")


@asynccontextmanager
async def at_home(demo: Path, tmp_path: Path) -> AsyncIterator[tuple[FieldnotesApp, Pilot[int]]]:
    """Open a copy of the demo vault; its owner has said already which line reads right."""
    copy = Path(shutil.copytree(demo, tmp_path / "demo.vault"))
    async with unlocked(copy) as pilot:
        app = pilot.app
        assert isinstance(app, FieldnotesApp)
        app.preferences = Preferences(direction="terminal")
        while not isinstance(app.screen, Home):
            await pilot.press("escape")
            await settled(pilot)
        yield app, pilot


def burst(app: FieldnotesApp, *keys: str) -> None:
    """Let keys arrive in one packet, as over a slow line."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))


def test_the_vault_locks_itself_when_no_key_is_pressed_and_sleep_counts(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def rest() -> int | None:
        async with at_home(demo, tmp_path) as (app, pilot):
            later = session.awake_and_asleep() + 60 * 10 + 1
            monkeypatch.setattr(app_module, "awake_and_asleep", lambda: later)
            await until(pilot, lambda: app.return_value is not None)
            assert "Locked by itself" in app.next_start.notice
            return app.return_value

    assert asyncio.run(rest()) == Outcome.LOCKED


def test_the_identities_hide_by_themselves(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def rest() -> None:
        async with at_home(demo, tmp_path) as (app, pilot):
            await open_identities(pilot)
            assert app.desk.identities_open
            assert "IDENTITIES OPEN 5 min" in text(pilot)
            later = session.awake_and_asleep() + IDENTITIES_HIDE_AFTER + 1
            monkeypatch.setattr("fieldnotes.tui.session.awake_and_asleep", lambda: later)
            await until(pilot, lambda: not app.desk.identities_open)
            await until(pilot, lambda: "identities locked" in text(pilot))

    asyncio.run(rest())


def test_a_card_on_the_screen_goes_when_the_identities_hide(demo: Path, tmp_path: Path) -> None:
    async def look() -> None:
        async with at_home(demo, tmp_path) as (app, pilot):
            await pilot.press("2", "down")
            await settled(pilot)
            await pilot.press("enter")
            await settled(pilot)
            assert isinstance(app.screen, SourceScreen)
            await open_identities(pilot)
            await until(pilot, lambda: "Junayd" in text(pilot))
            await pilot.press("f7")
            await until(pilot, lambda: "Junayd" not in text(pilot))

    asyncio.run(look())


@pytest.mark.parametrize(("character", "opens"), [("ى", Properties), ("؟", Help)])
def test_shortcuts_work_on_an_arabic_or_kurdish_keyboard(
    demo: Path, tmp_path: Path, character: str, opens: type
) -> None:
    async def press() -> None:
        async with at_home(demo, tmp_path) as (app, pilot):
            app.post_message(events.Key(character, character))
            await until(pilot, lambda: isinstance(app.screen, opens))

    asyncio.run(press())


def test_keys_that_arrive_in_one_packet_go_where_they_were_meant(demo: Path, tmp_path: Path) -> None:
    async def type_quickly() -> None:
        async with at_home(demo, tmp_path) as (app, pilot):
            burst(app, "2", "n", *"Mam Zero", "tab", "tab", *"weaves carpets")
            await until(pilot, lambda: "weaves carpets" in text(pilot))
            fields = {field.value for field in app.screen.query(Input)}
            assert {"Mam Zero", "weaves carpets"} <= fields

    asyncio.run(type_quickly())


def test_the_lock_passes_every_other_key(demo: Path, tmp_path: Path) -> None:
    async def press() -> int | None:
        async with at_home(demo, tmp_path) as (app, pilot):
            burst(app, "n", *"never typed to the end", "ctrl+l")
            await until(pilot, lambda: app.return_value is not None)
            return app.return_value

    assert asyncio.run(press()) == Outcome.LOCKED


def test_a_veil_hides_everything_until_a_key_is_pressed(demo: Path, tmp_path: Path) -> None:
    async def veil() -> None:
        async with at_home(demo, tmp_path) as (app, pilot):
            await pilot.press("f12")
            assert isinstance(app.screen, Veil)
            assert [line for line in shown(pilot) if line.strip()] == [
                line for line in shown(pilot) if "Press any key to go on." in line
            ]
            await pilot.press("x")
            assert isinstance(app.screen, Home)

    asyncio.run(veil())


def test_a_window_that_is_too_small_says_so_and_nothing_is_lost(demo: Path, tmp_path: Path) -> None:
    async def shrink() -> None:
        async with at_home(demo, tmp_path) as (app, pilot):
            await pilot.press("enter")
            await settled(pilot)
            await pilot.resize_terminal(20, 5)
            await until(pilot, lambda: isinstance(app.screen, TooSmall))
            await pilot.resize_terminal(80, 24)
            await until(pilot, lambda: isinstance(app.screen, InterviewScreen))

    asyncio.run(shrink())


def test_a_lens_shows_kurdish_in_reading_order_where_the_terminal_does_not(demo: Path, tmp_path: Path) -> None:
    pytest.importorskip("bidi")

    async def read() -> None:
        async with at_home(demo, tmp_path) as (app, pilot):
            app.preferences = Preferences(direction="app")
            await pilot.press("enter")
            await settled(pilot)
            lens = app.screen.query_one(Lens)
            assert not lens.has_class("-open")
            await pilot.press("enter")
            app.post_message(events.Paste("من هیچم نەبینی"))
            await until(pilot, lambda: lens.has_class("-open"))

    asyncio.run(read())


def test_the_palette_offers_no_picture_of_the_screen(demo: Path, tmp_path: Path) -> None:
    async def offered() -> list[str]:
        async with at_home(demo, tmp_path) as (app, _):
            return [command.title for command in app.get_system_commands(app.screen)]

    titles = asyncio.run(offered())
    assert "Lock at once: the screen is cleared, your words are kept" in titles
    assert not [title for title in titles if "creenshot" in title or "Theme" in title]
