"""Review the demo by keys in the real app, and count what it takes a person: decisions and keys."""

import asyncio
import shutil
import tempfile
import time
from pathlib import Path

from textual.pilot import Pilot

from fieldnotes.tui.screens.review import ReviewScreen
from fieldnotes.workflows import vaults
from fieldnotes.workflows.reading import list_interviews
from tests.bench.figure import Figure
from tests.tui.desk import PASSPHRASE, unlocked, until
from tests.tui.tour import make_demo, open_identities

_A_DAY = 10_000  # words
_IN_TEN_MINUTES = 600  # seconds


def measure_review(*, quick: bool) -> Figure:
    """Decide about everything that is found in the demo, each place of each finding shown once; quick or not."""
    folder = Path(tempfile.mkdtemp(prefix="review-"))
    try:
        vault = make_demo(folder / "demo.vault", reviewed=False)
        with vaults.opened(vault, PASSPHRASE) as opened:
            words = sum(words for _, words in list_interviews(opened))
        walked = asyncio.run(_walk(vault))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    decisions, keys, places, seconds, slowest = walked
    day = _A_DAY / words
    each = _IN_TEN_MINUTES / (decisions * day) if decisions else _IN_TEN_MINUTES
    return Figure(
        "review",
        "the demo reviewed by keys: decisions and keys",
        f"{_A_DAY:,} words in ten minutes; a decision is there at once",
        f"{decisions} decisions, {keys} keys, {places} places looked at, in {words:,} words",
        decisions > 0 and slowest < 1,
        (
            f"{decisions * day:.0f} decisions for {_A_DAY:,} words: ten minutes leave {each:.0f} s to think about each",
            f"listed after {seconds:.1f} s; the slowest decision took {slowest * 1000:.0f} ms, 60 of them the pilot's",
        ),
    )


async def _walk(vault: Path) -> tuple[int, int, int, float, float]:
    """Return the decisions, all keys from home on, the places seen, seconds of looking, and the slowest decision."""
    async with unlocked(vault) as pilot:
        keys, start = 2, time.perf_counter()  # r, and F7 for the identities
        await pilot.press("r")
        await open_identities(pilot)
        review = await _listed(pilot)
        looking = time.perf_counter() - start
        decisions, places, slowest = 0, 0, 0.0
        while (item := review.item) is not None and not item.decided:
            for _ in item.places[1:]:
                await pilot.press("n")
                keys += 1
            places += len(item.places)
            begun = time.perf_counter()
            await pilot.press("k")
            await until(pilot, lambda item=item: _is_decided(review, item.id))  # type: ignore[misc]
            slowest = max(slowest, time.perf_counter() - begun)
            decisions, keys = decisions + 1, keys + 1
        return decisions, keys, places, looking, slowest


async def _listed(pilot: Pilot[int]) -> ReviewScreen:
    screen = pilot.app.screen
    assert isinstance(screen, ReviewScreen)
    await until(pilot, lambda: screen.item is not None, 60)
    return screen


def _is_decided(screen: ReviewScreen, id_: str) -> bool:
    return not screen.busy and any(item.id == id_ and item.decided for item in screen.found)
