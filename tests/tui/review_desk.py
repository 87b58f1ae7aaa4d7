"""The review of a vault of invented people in the real app, and what is shared by its tests."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from fieldnotes.domain.bundle import parse_bundle
from fieldnotes.tui.screens.review import ReviewScreen
from fieldnotes.tui.widgets.finding_list import FindingList
from fieldnotes.tui.widgets.sides import Sides
from fieldnotes.workflows import loading, vaults
from fieldnotes.workflows.doubts import Item
from tests.tui.desk import PASSPHRASE, SMALL, text, unlocked, until
from tests.tui.tour import open_identities

NAME = "Brakwendil"
HOSTILE = "Grelvand[/][@click=app.quit]x[/]"
SORANI = "باوکم گوتی کە قایمقام هاتە ماڵەوە و لەگەڵ ئێمە دانیشت و باسی ڕێگاکەی کرد " * 9
LONG = "We walked on and on and nobody came. " * 300


def interview(code: str, *texts: str) -> dict[str, Any]:
    head = {"code": code, "started": "2026-03-21T18:00:00+03:00", "terms": {"label": "on-record"}}
    return {**head, "passages": [{"speaker": "kak-b", "text": one} for one in texts]}


BUNDLE: dict[str, Any] = {
    "fieldnotes_bundle": 1,
    "sources": [{"handle": "kak-b", "pseudonym": "Kak B", "identity": {"name": "Saffron Kemiri"}}],
    "locations": [{"handle": "old-mill", "name": "Tarvand", "ladder": {"settlement": "Tarvand", "country": "Zinarok"}}],
    "interviews": [
        interview("INT-001", f"Then I saw Colonel {NAME} and Saffron Kemiri.", f"We met {NAME} on 14 March 2019."),
        interview("INT-002", f"{LONG}It was {NAME} who rang 0770 123 4567."),
    ],
}
ELSE = {**BUNDLE, "interviews": [interview("INT-001", f"So Colonel {HOSTILE} said.", SORANI)]}
NOTHING = {**BUNDLE, "interviews": [interview("INT-001", "nothing happened after that.")]}


def fill(vault: Path, bundle: dict[str, Any]) -> Path:
    with vaults.opened(vault, PASSPHRASE, write=True) as opened:
        loading.load(opened, parse_bundle(json.dumps(bundle).encode()), update=False)
    return vault


@asynccontextmanager
async def reviewing_it(
    vault: Path, bundle: dict[str, Any] = BUNDLE, size: tuple[int, int] = SMALL
) -> AsyncIterator[tuple[Pilot[int], ReviewScreen]]:
    """Open the review of everything from home, the identities open; everything was looked at."""
    async with unlocked(fill(vault, bundle), size) as pilot:
        await open_identities(pilot)
        await pilot.press("r")
        await until(pilot, lambda: isinstance(pilot.app.screen, ReviewScreen))
        screen = pilot.app.screen
        assert isinstance(screen, ReviewScreen)
        await until(pilot, lambda: "decided" in text(pilot))
        await pilot.pause(0.1)
        yield pilot, screen


def items(screen: Any) -> list[Item]:
    """Return what the review knows now."""
    assert screen._review is not None
    return list(screen._review.items)


def of(screen: ReviewScreen, term: str) -> Item:
    """Return the item of a term as the review knows it now."""
    return next(item for item in items(screen) if item.term == term)


def readers(screen: ReviewScreen) -> str:
    """Return what readers would see, as it is laid out."""
    return " ".join(line.words for line in screen.query_one(Sides).public.text.lines)


async def go_to(pilot: Pilot[int], screen: ReviewScreen, term: str) -> None:
    row = screen.query_one(FindingList).row_of(of(screen, term).id)
    assert row is not None
    screen.query_one(FindingList).move(row)
    await pilot.pause(0.15)


async def press(pilot: Pilot[int], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause(0.1)
