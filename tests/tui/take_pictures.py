"""Take the pictures of the README and the documents: `python3 run.py pictures`, from the demo vault."""

import asyncio
import shutil
import sys
import tempfile
from pathlib import Path

from textual.pilot import Pilot

from tests.tui.desk import unlocked
from tests.tui.picture import can_make_png, clean_svg, write_png
from tests.tui.tour import TOUR, Stop, go, make_demo

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
SIZE = (110, 32)
TAKEN = (
    "home", "interview", "interview-off-record", "interview-open", "source", "place", "review", "export-page",
    "export-ledger", "map", "week",
)  # fmt: skip


def main() -> int:
    """Write a picture of each stop that the documents show."""
    if not can_make_png():
        sys.exit("the package resvg-py is missing; python3 run.py test installs it")
    FOLDER.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="pictures-"))
    try:
        demo = make_demo(folder / "demo.vault")
        for stop in TOUR:
            if stop.name in TAKEN:
                copy = Path(shutil.copytree(demo, folder / stop.name / "demo.vault"))
                write_png(clean_svg(asyncio.run(_visit(copy, stop))), FOLDER / f"{stop.name}.png")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


async def _visit(vault: Path, stop: Stop) -> str:
    async with unlocked(vault, SIZE) as pilot:
        await go(pilot, stop)
        return _exported(pilot)


def _exported(pilot: Pilot[int]) -> str:
    return pilot.app.export_screenshot(title="Fieldnotes")


if __name__ == "__main__":
    sys.exit(main())
