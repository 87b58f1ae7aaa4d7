"""Each mending that makes the framework quicker: stock Textual does more for a key, and both show the same."""

import asyncio
from typing import Any

import pytest
from rich.text import Text
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.document import _wrapped_document
from textual.message import Message
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static, TextArea

from fieldnotes.tui import mendings
from fieldnotes.tui.mendings import QuietApp
from fieldnotes.tui.text_mendings import SteadyTextArea
from tests.tui.test_mendings import ran


def writing(kind: type[TextArea]) -> tuple[int, list[str]]:
    """Return how many lines a key makes anew, and what is shown behind it, behind a selection and behind a change."""

    class Counting(kind):  # type: ignore[misc,valid-type]
        made = 0

        def get_line(self, line_index: int) -> Text:
            self.made += 1
            return super().get_line(line_index)  # type: ignore[no-any-return]

    class Main(App[None]):
        def compose(self) -> ComposeResult:
            yield Counting("\n".join(["same"] * 9))

    shown: list[str] = []

    async def steps(app: App[Any], pilot: "Pilot[Any]") -> None:
        area = app.query_one(Counting)
        area.cursor_blink = False
        area.focus()
        await pilot.pause(0.1)
        before = area.made
        await pilot.press("x")
        await pilot.pause(0.1)
        made.append(area.made - before)
        for change in (
            lambda: None,
            area.select_all,
            lambda: area.move_cursor((2, 0)),
            lambda: area.insert("(", (4, 0)),
            lambda: setattr(area, "theme", "monokai"),
            lambda: area.load_text("other\nsame"),
        ):
            change()
            await pilot.pause(0.1)
            shown.extend(str(area.render_line(y)) for y in range(10))

    made: list[int] = []
    ran(Main(), steps)
    return made[0], shown


def test_a_key_makes_every_line_anew_and_with_us_the_changed_one_and_both_show_the_same() -> None:
    stock, stock_shows = writing(TextArea)
    ours, ours_show = writing(SteadyTextArea)

    assert stock >= 9
    assert ours <= 2
    assert ours_show == stock_shows


class Field(Static, can_focus=True):
    """Do half of what a key does, and let others do the rest."""

    class Typed(Message):
        """Say so."""

    def on_key(self) -> None:
        """Begin."""
        self.update("half")
        self.post_message(self.Typed())


def paints(kind: type[Screen[Any]]) -> list[bool]:
    """Return, for each time that it was painted in the course of a key, whether all that the key does was done."""
    done = False
    painted: list[bool] = []

    class Box(Vertical):
        async def on_field_typed(self) -> None:
            nonlocal done
            await asyncio.sleep(0.1)
            self.query_one("#other", Static).update("whole")
            done = True

    class Front(kind):  # type: ignore[misc,valid-type]
        def compose(self) -> ComposeResult:
            with Box():
                yield Field("nothing")
                yield Static("nothing", id="other")

        def _compositor_refresh(self) -> None:
            super()._compositor_refresh()
            painted.append(done)

    class Main(QuietApp):
        def on_mount(self) -> None:
            self.push_screen(Front())

    async def steps(_app: App[Any], pilot: "Pilot[Any]") -> None:
        await pilot.pause(0.1)
        painted.clear()
        await pilot.press("x")
        await pilot.pause(0.1)

    ran(Main(), steps)
    return painted


def test_half_of_a_key_is_painted_and_with_us_the_whole_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mendings, "_PAINT_WAITS", 1.0)

    assert False in paints(Screen)
    assert set(paints(mendings.SteadyScreen)) == {True}


def test_lines_break_where_the_framework_breaks_them() -> None:
    from textual._wrap import compute_wrap_offsets

    ours = vars(_wrapped_document)["compute_wrap_offsets"]
    for line in ("one two three", "a\tb\tlonger words", "سلاو لە هەمووان", "漢字 漢字漢字漢字漢字", "x" * 40, ""):
        for width in (1, 5, 12):
            breaks = ours(line, width, tab_size=4, precomputed_tab_sections=None)
            assert breaks == compute_wrap_offsets(line, width, 4)
            assert breaks is not ours(line, width, tab_size=4)
