"""The page beside the text paints what changed and nothing else, never an older page, and never before a key."""

import asyncio
import time
from pathlib import Path
from typing import Any

from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.strip import Strip

from fieldnotes.tui.session import Session
from fieldnotes.tui.widgets.page_view import Block, PageView, laid_out
from tests.tui.test_mendings import ran

_MANY = tuple(f"passage {number}" for number in range(1, 41))


class _Counting(PageView):
    made = 0

    def render_line(self, y: int) -> Strip:
        self.made += 1
        return super().render_line(y)


class _Main(App[None]):
    def compose(self) -> ComposeResult:
        yield _Counting()


async def _shown(pilot: "Pilot[Any]", *words: str) -> tuple[int, list[str]]:
    """Show a page of these passages; return how many lines were made for it, and what then stands on the screen."""
    view = pilot.app.query_one(_Counting)
    before = view.made
    blocks = [Block(number, "quote", text) for number, text in enumerate(words, start=1)]
    view.show(laid_out(blocks, view.room, view.sheet))
    await pilot.pause(0.1)
    painted = [strip.text.strip() for strip in pilot.app.screen._compositor.render_strips()]
    return view.made - before, [line for line in painted if line and not set(line) <= {"▁", "█", "▄", "▆"}]


def test_a_page_of_which_one_line_changed_makes_one_line_anew() -> None:
    async def steps(app: App[Any], pilot: "Pilot[Any]") -> None:
        await _shown(pilot, "first", "second", "third")
        made, shown = await _shown(pilot, "first", "changed", "third")
        assert (made, shown) == (1, ["first", "changed", "third"])
        made, shown = await _shown(pilot, "first", "changed", "third")
        assert (made, shown) == (0, ["first", "changed", "third"])

    ran(_Main(), steps)


def test_nothing_of_an_older_page_stays_when_lines_come_or_go() -> None:
    async def steps(app: App[Any], pilot: "Pilot[Any]") -> None:
        await _shown(pilot, "first", "second", "third")
        assert (await _shown(pilot, "first"))[1] == ["first"]
        assert (await _shown(pilot, "new", "first", "second"))[1] == ["new", "first", "second"]
        assert (await _shown(pilot))[1] == []

    ran(_Main(), steps)


def test_nothing_of_an_older_page_stays_where_the_reader_is_moved() -> None:
    async def steps(app: App[Any], pilot: "Pilot[Any]") -> None:
        view = app.query_one(_Counting)
        await _shown(pilot, *_MANY)
        view.follow(40)
        await pilot.pause(0.1)
        assert (await _shown(pilot, *_MANY, "one more"))[1][-2:] == ["passage 40", "one more"]
        shown = (await _shown(pilot, *(f"other {number}" for number in range(1, 31))))[1]
        assert shown[-1] == "other 30"
        assert all(line.startswith("other") for line in shown)

    ran(_Main(), steps)


def test_what_only_follows_a_key_waits_for_it_but_not_for_ever() -> None:
    async def waited() -> float:
        begin = time.monotonic()
        await session.behind_key()
        return time.monotonic() - begin

    async def typed_on() -> None:
        while True:
            session.key_at = time.monotonic()
            await asyncio.sleep(0.005)

    async def steps() -> None:
        assert await waited() < 0.03, "no key was pressed"
        session.key_at = time.monotonic()
        assert await waited() > 0.03
        typing = asyncio.create_task(typed_on())
        await asyncio.sleep(0.02)
        assert await asyncio.wait_for(waited(), 10) > 0.1, "keys come without a pause"
        typing.cancel()

    session = Session(Path("none.vault"))
    asyncio.run(steps())
