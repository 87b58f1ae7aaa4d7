"""Prove how every screen looks, by golden texts: FIELDNOTES_GOLDEN=write writes them anew, to be read before commit."""

import asyncio
import os
import re
import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot

from fieldnotes.tui.widgets import page_pane
from tests.tui.desk import SMALL, WIDE, shown, unlocked
from tests.tui.tour import TOUR, Stop, back_up, go, make_demo

GOLDEN = Path(__file__).with_name("golden")
SIZES = {"80x24": SMALL, "140x40": WIDE}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a demo vault that nobody changes."""
    return make_demo(tmp_path_factory.mktemp("tour") / "demo.vault")


@pytest.fixture
def vault(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a demo vault of the test's own, opened in a terminal that has not to be asked about, at home."""
    for name in ("TMUX", "STY", "KITTY_WINDOW_ID"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", "/home/nutmeg")
    monkeypatch.setattr(page_pane, "_WHOLE_AFTER", 3600)  # the banner would change while we look
    return Path(shutil.copytree(demo, tmp_path / "demo.vault"))


def look(pilot: Pilot[int]) -> str:
    """Return the screen as a golden text: no line ends in blanks."""
    seen = "\n".join(line.rstrip() for line in shown(pilot)).rstrip() + "\n"
    seen = re.sub(r"20\d\d-\d\d-\d\d \d\d:\d\d, (?=\d+ (?:day|month)s? ago)", "2026-11-20 09:00, ", seen)
    return re.sub(r"saved \d\d:\d\d:\d\d", "saved 00:00:00", seen)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("stop", TOUR, ids=lambda stop: stop.name)
def test_a_screen_looks_as_it_did(vault: Path, stop: Stop, size: str) -> None:
    if stop.backed_up:
        back_up(vault)

    async def visit() -> str:
        async with unlocked(vault, SIZES[size]) as pilot:
            await go(pilot, stop)
            return look(pilot)

    seen = asyncio.run(visit())
    golden = GOLDEN / f"{stop.name}.{size}.txt"
    if os.environ.get("FIELDNOTES_GOLDEN") == "write":
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(seen, encoding="utf-8")
    assert seen == golden.read_text(encoding="utf-8")


def test_every_golden_text_is_of_a_stop() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {f"{s.name}.{size}.txt" for s in TOUR for size in SIZES}
