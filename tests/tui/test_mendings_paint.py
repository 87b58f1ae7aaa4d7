"""Each mending that paints less: stock Textual makes more lines, and both show the same."""

import asyncio
from typing import Any, ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.document import _wrapped_document
from textual.document._document import Document
from textual.document._wrapped_document import WrappedDocument
from textual.expand_tabs import get_tab_widths
from textual.geometry import Region
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static, TextArea

from fieldnotes.tui.mendings import QuietApp, SteadyScreen, shown_lines
from fieldnotes.tui.text_mendings import SteadyTextArea, _WrappedDocument
from fieldnotes.tui.widgets.lines import Footer
from tests.tui.test_mendings import ran


class Between(Widget):
    """Stand between two lines that change, and count how often a line of it is asked for."""

    asked = 0

    def render_lines(self, crop: Any) -> list[Strip]:
        """Count."""
        self.asked += crop.height
        return super().render_lines(crop)


def lines_between(kind: type[Screen[Any]]) -> tuple[int, list[str]]:
    """Return how many lines are made where the one above them and the one below them change, and what is shown."""

    class Front(kind):  # type: ignore[misc,valid-type]
        def compose(self) -> ComposeResult:
            yield Static("above", id="above")
            yield Between()
            yield Static("below", id="below")

    class Main(QuietApp):
        CSS = "Between { height: 1fr; } Static { height: 1; }"

        def on_mount(self) -> None:
            self.push_screen(Front())

    seen: list[Any] = []

    async def steps(app: App[Any], pilot: "Pilot[Any]") -> None:
        await pilot.pause(0.1)
        between = app.screen.query_one(Between)
        between.asked = 0
        for name in ("above", "below"):
            app.screen.query_one(f"#{name}", Static).update("changed", layout=False)
        await pilot.pause(0.1)
        seen.extend([between.asked, shown_lines(app.screen)])

    ran(Main(), steps)
    return seen[0], seen[1]


def test_what_lies_between_two_lines_that_change_is_made_and_with_us_it_is_not() -> None:
    (stock, stock_shows), (ours, ours_show) = lines_between(Screen), lines_between(SteadyScreen)

    assert stock >= 20
    assert ours == 0
    assert ours_show == stock_shows
    assert "changed" in ours_show[0]


def lines_to_paint(kind: type[TextArea]) -> list[int]:
    """Return how many lines are to be painted behind a letter, a selection, its end, and a change of all colours."""
    found: list[int] = []

    class Watching(kind):  # type: ignore[misc,valid-type]
        def _exchange_repaint_regions(self) -> Any:
            regions = super()._exchange_repaint_regions()
            found[-1:] = [found[-1] + sum(region.height for region in regions)] if found else []
            return regions

    class Main(QuietApp):
        CSS = "TextArea { border: none; padding: 0; }"

        def compose(self) -> ComposeResult:
            yield Watching("\n".join(f"line {n}" for n in range(30)))

    async def steps(app: App[Any], pilot: "Pilot[Any]") -> None:
        area = app.query_one(Watching)
        area.cursor_blink = False
        area.focus()
        await pilot.pause(0.2)
        for change in (
            lambda: area.insert("x"),
            lambda: area.move_cursor((3, 2), select=True),
            lambda: area.move_cursor((5, 0)),
            area.notify_style_update,
        ):
            found.append(0)
            change()
            area.refresh()
            await pilot.pause(0.1)

    ran(Main(), steps)
    return found


def test_a_letter_paints_all_lines_and_with_us_its_own() -> None:
    letter, selection, end, colours = lines_to_paint(SteadyTextArea)

    assert lines_to_paint(TextArea)[0] >= 24
    assert 1 <= letter <= 2
    assert 4 <= selection <= 8
    assert 5 <= end <= 10
    assert colours >= 24


def wraps(kind: type[WrappedDocument]) -> int:
    """Return how many lines are looked at where a text is wrapped a second time to the same width."""
    wrapped = kind(Document("\n".join(["one two three four"] * 9)), tab_width=4)
    wrapped.wrap(6, 4)
    looked = 0
    breaks = vars(_wrapped_document)["compute_wrap_offsets"]

    def counting(*arguments: Any, **named: Any) -> Any:
        nonlocal looked
        looked += 1
        return breaks(*arguments, **named)

    vars_of: Any = _wrapped_document
    vars_of.compute_wrap_offsets = counting
    try:
        wrapped.wrap(6, 4)
    finally:
        vars_of.compute_wrap_offsets = breaks
    return looked


def test_a_text_is_wrapped_again_to_the_width_it_has_and_with_us_it_is_not() -> None:
    assert wraps(WrappedDocument) == 9
    assert wraps(_WrappedDocument) == 0


def test_a_text_is_wrapped_to_another_width_as_the_framework_does_it() -> None:
    text = "one two three four\n\nsome\ttabs\tin it\nسلاو لە هەمووان"
    ours, stock = _WrappedDocument(Document(text), tab_width=4), WrappedDocument(Document(text), tab_width=4)
    for width in (5, 9, 5, 0):
        ours.wrap(width, 4)
        stock.wrap(width, 4)
        assert ours.lines == stock.lines
        assert ours.height == stock.height
        assert [ours.get_tab_widths(n) for n in range(4)] == [stock.get_tab_widths(n) for n in range(4)]


def test_tabs_are_found_where_the_framework_finds_them() -> None:
    ours = vars(_wrapped_document)["get_tab_widths"]
    for line in ("", "none", "one\ttwo", "\t", "\t\tdeep", "漢字\tطولانی\t"):
        assert ours(line, 4) == get_tab_widths(line, 4)


def test_a_line_that_was_made_for_another_painting_is_painted_again() -> None:
    class Main(QuietApp):
        def compose(self) -> ComposeResult:
            yield SteadyTextArea("\n".join(f"line {n}" for n in range(9)))

    async def steps(app: App[Any], pilot: "Pilot[Any]") -> None:
        area = app.query_one(SteadyTextArea)
        await pilot.pause(0.2)
        area.refresh()
        area._exchange_repaint_regions()
        area.insert("x", (5, 0), maintain_selection_offset=True)
        area.render_line(5)  # as when what stands beside it is painted, before its own turn comes
        area.delete((5, 0), (5, 1), maintain_selection_offset=True)
        regions.extend(area._exchange_repaint_regions())

    regions: list[Region] = []
    ran(Main(), steps)
    assert 5 + 1 in {region.y for region in regions}  # below the border


class Pressed(QuietApp):
    """Show its keys, and note which were pressed."""

    BINDINGS: ClassVar[list[BindingType]] = [("f2", "one", "First"), ("f3", "two", "Second"), ("f4", "three", "Third")]
    pressed = ""

    def compose(self) -> ComposeResult:
        """Show the line alone."""
        yield Footer()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let the second not be done now."""
        return None if action == "two" else True

    def action_one(self) -> None:
        """Note it."""
        self.pressed += "1"

    def action_two(self) -> None:
        """Note it."""
        self.pressed += "2"

    def action_three(self) -> None:
        """Note it."""
        self.pressed += "3"


def test_the_line_of_keys_names_them_and_a_click_presses_one_that_can_be_pressed() -> None:
    app = Pressed()

    async def run() -> None:
        async with app.run_test() as pilot:
            await pilot.pause(0.1)
            line = app.screen.query_one(Footer).render_line(0)
            assert line.text.rstrip() == " f2 First  f3 Second  f4 Third"
            faint = [segment.text for segment in line if segment.style is not None and segment.style.dim]
            assert faint == [" f3 ", "Second "]
            for x in (2, 14, 25, 60):
                await pilot.click(Footer, offset=(x, 0))
            await pilot.pause(0.1)

    asyncio.run(run())
    assert app.pressed == "13"
