"""Whatever words hold, they are shown as they are and act on nothing, in every widget of ours that shows data."""

import asyncio
import json
import os
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen

from fieldnotes.domain.bundle import parse_bundle
from fieldnotes.errors import Objection, Refused
from fieldnotes.tui.mendings import drawn
from fieldnotes.tui.screens.ask import Answer, Ask
from fieldnotes.tui.screens.covers import Veil
from fieldnotes.tui.screens.export import Export
from fieldnotes.tui.screens.help import Help
from fieldnotes.tui.screens.interview import InterviewScreen
from fieldnotes.tui.screens.passage import PassageForm
from fieldnotes.tui.screens.place import PlaceScreen
from fieldnotes.tui.screens.replacing import Erase
from fieldnotes.tui.screens.search import Search
from fieldnotes.tui.screens.source import SourceScreen
from fieldnotes.tui.screens.week import WeekScreen
from fieldnotes.workflows import drafting, loading, vaults
from fieldnotes.workflows.publications import Exported
from tests.tui.desk import PASSPHRASE, show, unlocked
from tests.tui.gallery import FIRST, LAST, WIDTH, Gallery, acting, lost_of
from tests.tui.hostile import sample, strings

FULL = os.environ.get("FIELDNOTES_FULL") == "1"
ORDERS = ("[@click=app.fired]press[/]", "[@click=app.quit]press[/]", "[@click=screen.fired]press[/]")


def shown_in_the_gallery(texts: list[str]) -> dict[str, list[str]]:
    """Show each text in every widget, and return what was wrong with which."""
    wrong: dict[str, list[str]] = {}

    async def run() -> None:
        app = Gallery()
        async with app.run_test(size=(WIDTH, 140)) as pilot:
            for text in texts:
                app.exhibit(text)
                await pilot.pause()
                if faults := list(app.faults(text)):
                    wrong[ascii(text[:60])] = faults
        assert app.fired == []

    asyncio.run(run())
    return wrong


def test_hostile_words_act_on_nothing_and_lose_nothing_in_any_widget() -> None:
    assert shown_in_the_gallery(strings() if FULL else sample(60)) == {}


def test_the_gallery_sees_what_gets_through() -> None:
    from rich.segment import Segment
    from rich.style import Style

    escaping = [[Segment("a\x1b]52;c;x\x07")], [Segment("x", Style.from_meta({"@click": "app.quit"}))]]
    assert len(list(acting(escaping))) == 2
    assert lost_of(f"{FIRST}was said{LAST}", f"{FIRST}[inaudible] was said{LAST}") is not None
    assert lost_of("", f"{FIRST}x{LAST}") == "everything"
    assert lost_of(f"{FIRST}[/] x{LAST}", f"{FIRST}[/] x{LAST}") is None


def test_a_click_on_words_fires_nothing() -> None:
    fired: list[str] = []

    async def run() -> None:
        app = Gallery()
        async with app.run_test(size=(WIDTH, 140)) as pilot:
            for order in ORDERS:
                app.exhibit(order)
                await pilot.pause()
                for sink in ("#title", "#message", "#rows", "#note-note", "#banner", "#handles"):
                    for column in (3, 26):
                        await pilot.click(sink, offset=(column, 1 if sink in ("#rows", "#handles") else 0))
        fired.extend(app.fired)

    asyncio.run(run())
    assert fired == []


# --------------------------------------------------------------------------------- the real screens


def bundle(texts: list[str]) -> dict[str, Any]:
    """Return a bundle in which every field that may hold words holds hostile ones."""
    sources = [
        {"handle": f"s-{n}", "pseudonym": text, "describe_as": text, "gloss": text, "withheld_because": text,
         "identity": {"name": text, "aliases": [text], "notes": text}}
        for n, text in enumerate(texts)
    ]  # fmt: skip
    places = [
        {"handle": f"p-{n}", "name": text, "aliases": [text], "ladder": {"settlement": text, "country": text}}
        for n, text in enumerate(texts)
    ]
    passages = [
        {"speaker": f"s-{n}", "text": text, "translation": text, "codes": [text]} for n, text in enumerate(texts)
    ]
    interview = {
        "code": "INT-1", "started": "2026-03-21T18:00:00+03:00", "location": "p-0", "terms": {"label": "on-record"},
        "participants": [{"source": f"s-{n}", "as": "interviewee"} for n in range(len(texts))], "passages": passages,
    }  # fmt: skip
    return {"fieldnotes_bundle": 1, "sources": sources, "locations": places, "interviews": [interview]}


def filled(vault: Path, texts: list[str]) -> Path:
    """Load hostile words into a vault."""
    with vaults.opened(vault, PASSPHRASE, write=True) as opened:
        loading.load(opened, parse_bundle(json.dumps(bundle(texts)).encode()), update=False)
    return vault


def acted(pilot: "Pilot[int]") -> list[str]:
    """Return what on the screen could act."""
    return list(acting([list(strip) for strip in drawn(pilot.app.screen)]))


async def visit(pilot: "Pilot[int]", screen: Screen[Any], *keys: str) -> list[str]:
    """Open a screen, press keys, and return what on it could act."""
    await show(pilot, screen)
    await pilot.pause(0.1)
    found = acted(pilot)
    for key in keys:
        await pilot.press(key)
        found += acted(pilot)
    while pilot.app.screen is not screen:
        pilot.app.pop_screen()
    pilot.app.pop_screen()
    await pilot.pause()
    return found


def account(texts: list[str]) -> Export:
    """Return the screen of an export whose account and refusal hold hostile words."""

    class Told(Export):
        def on_mount(self) -> None:
            objections = [Objection("name", text[:80], text[:80]) for text in texts]
            self._show_refusal(Refused("no", objections, texts[0]))
            self._show_account(Exported(1, tuple(texts), tuple(texts), 1, tuple((t, 1) for t in texts)), Path("a"))

    return Told(["INT-1"])


def usable(texts: list[str]) -> list[str]:
    """Return the texts that a bundle accepts: no half surrogates, no blanks alone."""
    return [text[:400] for text in texts if text.strip() and not any("\ud800" <= one <= "\udfff" for one in text)]


def test_every_screen_shows_hostile_words_without_harm(vault: Path) -> None:
    texts = list(dict.fromkeys(usable(sample(200 if FULL else 16, surrogates=False))))
    found: list[str] = []

    async def run() -> None:
        async with unlocked(filled(vault, texts)) as pilot:
            for key in "231":
                await pilot.press(key)
                await pilot.pause(0.1)
                found.extend(acted(pilot))
            found.extend(await visit(pilot, InterviewScreen("INT-1"), "f4", "f6", "f3", "f5", "f1"))
            for number in range(0, len(texts), 1 if FULL else 9):
                found.extend(await visit(pilot, SourceScreen(f"s-{number}"), "down", "f2"))
                found.extend(await visit(pilot, PlaceScreen(f"p-{number}"), "down"))
                text = texts[number]
                found.extend(await visit(pilot, Ask(text, [text], [Answer("k", text), Answer("y", text)])))
                found.extend(await visit(pilot, Erase(text, 2)))
                found.extend(await visit(pilot, Veil(text)))
            found.extend(await visit(pilot, Help("Home"), "left_square_bracket", "slash"))
            found.extend(await visit(pilot, WeekScreen()))
            found.extend(await visit(pilot, account(texts)))
            found.extend(await visit(pilot, Search()))
            passage = drafting.open_sheet(pilot.app.desk.vault, "INT-1").rows[0].passage  # type: ignore[attr-defined]
            found.extend(await visit(pilot, PassageForm(passage, 1, texts), "down"))

    asyncio.run(run())
    assert found == []
