"""Each mending of the framework: stock Textual still has the fault (else the mending can go), and ours has not."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import Input, Static, TextArea

from fieldnotes.tui.literal import literal
from fieldnotes.tui.mendings import QuietApp, SecretInput, place_of
from fieldnotes.tui.text_mendings import SteadyTextArea
from tests.terminal.pty import Driver, escapes
from tests.terminal.term import ROOT
from tests.tui.gallery import acting

SECRET = "Saffron Kemiri"
Steps = Callable[[App[Any], "Pilot[Any]"], Awaitable[None]]


def ran(app: App[Any], steps: Steps) -> App[Any]:
    """Run an app for some steps."""

    async def run() -> None:
        async with app.run_test() as pilot:
            await steps(app, pilot)

    asyncio.run(run())
    return app


def program(kind: str, body: str) -> list[str]:
    """Return a program that is an app of the framework, or of ours, with this body of its class."""
    head = "from textual.app import App" if kind == "App" else "from fieldnotes.tui.mendings import QuietApp"
    lines = [head, "from textual.widgets import Static, Input, TextArea", f"class Main({kind}):", *body.splitlines()]
    return [sys.executable, "-c", "\n".join([*lines, "Main().run()"])]


def written(kind: str, body: str, *sent: bytes, mark: str = "ready", env: dict[str, str] | None = None) -> bytes:
    """Run such a program on a bare terminal, send it keys, and return all that it wrote."""
    with Driver(program(kind, body), env={"PYTHONPATH": str(ROOT), **(env or {})}) as driver:
        driver.wait(mark)
        driver.settle(0.2)
        for keys in sent:
            driver.send(keys)
            driver.settle(0.6)
        driver.close()
        return driver.written


# -------------------------------------------------------------------------------------- what is printed

CRASH = f"""
 BINDINGS = [("x", "fail", "")]
 def compose(self): yield Static("ready")
 def action_fail(self):
  held = {SECRET!r}
  raise ValueError(held + "!")
"""


def test_a_crash_prints_the_local_variables_and_ours_the_place_alone() -> None:
    stock, ours = written("App", CRASH, b"x"), written("QuietApp", CRASH, b"x")

    assert SECRET.encode() in stock
    assert SECRET.encode() not in ours
    assert b"a fault of ours: ValueError at <string>:9" in ours


def test_a_fault_in_a_worker_is_told_by_its_own_place() -> None:
    worker = CRASH.replace(
        "def action_fail(self):", "def action_fail(self): self.run_worker(self.work())\n async def work(self):"
    )
    assert b"a fault of ours: ValueError at <string>:10" in written("QuietApp", worker, b"x")


def test_the_place_of_an_error_names_no_folder() -> None:
    with pytest.raises(ValueError, match=SECRET) as caught:
        raise ValueError(SECRET)

    assert place_of(caught.value).startswith("test_mendings.py:")
    assert place_of(ValueError()) == "an unknown place"


# ------------------------------------------------------------------------------------ what data can do

TITLE = "\x1b]0;TAKEN\x1b\\"


def shown_by(kind: str) -> bytes:
    """Return what an app writes that shows an escape from data."""
    return written(kind, f" def compose(self):\n  yield Static({TITLE!r}, markup=False)\n  yield Static('ready')\n")


def test_an_escape_in_data_reaches_the_terminal_and_with_us_it_does_not() -> None:
    assert "0;TAKEN" in escapes(shown_by("App")).osc
    assert "0;TAKEN" not in escapes(shown_by("QuietApp")).osc


class Clicked:
    """Note that words from data gave an order."""

    fired = 0

    def action_fired(self) -> None:
        """Note it."""
        self.fired += 1

    def compose(self) -> ComposeResult:
        """Show markup from data, as a careless widget would."""
        yield Static("[@click=app.fired]press here[/]")


class StockClicked(Clicked, App[None]):
    """Be it with the framework alone."""


class OurClicked(Clicked, QuietApp):
    """Be it with ours."""


async def click(_app: App[Any], pilot: "Pilot[Any]") -> None:
    """Press on the words."""
    await pilot.click(Static, offset=(2, 0))


def test_a_click_on_markup_in_data_gives_an_order_and_with_us_it_does_not() -> None:
    assert ran(StockClicked(), click).fired == 1  # type: ignore[attr-defined]
    assert ran(OurClicked(), click).fired == 0  # type: ignore[attr-defined]


def test_markup_in_data_vanishes_in_a_widget_and_in_literal_words_it_stays() -> None:
    async def look(app: App[Any], _pilot: "Pilot[Any]") -> None:
        assert str(Static("a [red]b").visual) == "a b"
        assert literal("a [red]b [/] [inaudible]").plain == "a [red]b [/] [inaudible]"

    ran(App(), look)


def test_the_last_door_takes_links_and_orders_out_of_lines() -> None:
    line = [Segment("x", Style(link="http://evil.example") + Style.from_meta({"@click": "quit", "kept": 1}))]
    filtered = QuietApp().get_line_filters()[-1].apply(line, None)  # type: ignore[arg-type]

    assert list(acting([line])) != []
    assert list(acting([filtered])) == []
    assert filtered[0].style is not None
    assert filtered[0].style.meta == {"kept": 1}


# ----------------------------------------------------------------------------- what the framework offers


def test_a_picture_of_the_screen_is_written_by_the_framework_and_refused_by_us(tmp_path: Path) -> None:
    async def take(app: App[Any], pilot: "Pilot[Any]") -> None:
        app.save_screenshot(path=str(tmp_path))
        app.deliver_screenshot(path=str(tmp_path))
        app.action_screenshot(path=str(tmp_path))
        await pilot.pause(0.2)

    ran(App(), take)
    assert list(tmp_path.iterdir()) != []
    for each in tmp_path.iterdir():
        each.unlink()
    ran(QuietApp(), take)
    assert list(tmp_path.iterdir()) == []


def test_the_palette_offers_a_picture_of_the_screen_and_ours_does_not() -> None:
    offered: list[list[str]] = []

    async def look(app: App[Any], _pilot: "Pilot[Any]") -> None:
        offered.append([command.title for command in app.get_system_commands(app.screen)])

    ran(App(), look)
    ran(QuietApp(), look)
    assert "Screenshot" in offered[0]
    assert offered[1] == []


def test_a_copy_goes_to_the_terminal_and_ours_stays_inside() -> None:
    copying = " BINDINGS = [('x', 'take', '')]\n def compose(self): yield Static('ready')\n"
    copying += f" def action_take(self): self.copy_to_clipboard({SECRET!r})\n"

    assert any(words.startswith("52;") for words in escapes(written("App", copying, b"x")).osc)
    assert not any(words.startswith("52;") for words in escapes(written("QuietApp", copying, b"x")).osc)


class Listening:
    """Note the keys that are pressed."""

    pressed = ""

    def on_key(self, event: events.Key) -> None:
        """Note one."""
        self.pressed += event.key


class StockListening(Listening, App[None]):
    """Be it with the framework alone."""


class OurListening(Listening, QuietApp):
    """Be it with ours."""


def test_data_can_press_keys_and_open_links_and_with_us_it_cannot() -> None:
    opened: list[str] = []

    async def order(app: App[Any], pilot: "Pilot[Any]") -> None:
        app._driver.open_url = lambda url, new_tab=True: opened.append(url)  # type: ignore[union-attr,method-assign]
        app.open_url("http://evil.example")
        await app.run_action("simulate_key('q')")
        await pilot.pause()

    assert (ran(StockListening(), order).pressed, opened) == ("q", ["http://evil.example"])  # type: ignore[attr-defined]
    opened.clear()
    assert (ran(OurListening(), order).pressed, opened) == ("", [])  # type: ignore[attr-defined]


def test_a_passphrase_can_be_copied_out_of_a_field_of_dots_and_not_out_of_ours() -> None:
    async def copied(app: App[Any], field: Input) -> str:
        await app.mount(field)
        field.value = SECRET
        field.focus()
        field.select_all()
        field.action_copy()
        taken = app.clipboard
        field.action_cut()
        return taken + app.clipboard

    taken: list[str] = []

    async def steps(app: App[Any], _pilot: "Pilot[Any]") -> None:
        taken.append(await copied(app, Input(password=True)))
        app._clipboard = ""
        taken.append(await copied(app, SecretInput()))

    ran(QuietApp(), steps)
    assert taken == [SECRET * 2, ""]


# ------------------------------------------------------------------------------------------- the driver

FIELD = " def compose(self):\n  yield Static('ready')\n  yield Input()\n"
MODES = " def compose(self):\n  yield Static('ready')\n  yield Static(str(sorted(self.features)))\n"


def test_a_byte_that_is_no_text_ends_an_app_and_not_ours() -> None:
    assert b"UnicodeDecodeError" in written("App", FIELD, b"a\xff", b"bcd")

    ours = written("QuietApp", FIELD, b"a\xff", b"bcd")
    assert b"UnicodeDecodeError" not in ours
    assert b"bcd" in b"".join(ours.split()) or b"d" in ours.rpartition(b"ready")[2]


def test_the_last_words_stay_where_there_is_no_second_screen_and_ours_are_cleared_line_by_line() -> None:
    stock, ours = (written(kind, FIELD, b"\x11") for kind in ("App", "QuietApp"))

    assert b"\x1b[24;1H\x1b[0m\x1b[2K" not in stock
    assert b"\x1b[24;1H\x1b[0m\x1b[2K" in ours.partition(b"\x1b[?1049l")[0]


def test_a_driver_named_by_the_environment_is_used_and_not_by_us(tmp_path: Path) -> None:
    told = tmp_path / "told"
    (tmp_path / "taken.py").write_text(f"open({str(told)!r}, 'w')\nDriver = None\n", encoding="utf-8")
    env = {"TEXTUAL_DRIVER": "taken:Driver", "PYTHONPATH": f"{ROOT}:{tmp_path}"}
    written("QuietApp", FIELD, env=env)
    assert not told.exists()

    with pytest.raises(TimeoutError):
        written("App", FIELD, env=env)
    assert told.exists()


def test_devtools_are_switched_on_by_the_environment_and_not_with_us() -> None:
    env = {"TEXTUAL": "debug"}
    assert b"debug" in written("App", MODES, env=env)
    assert b"debug" not in written("QuietApp", MODES, env=env)


# ----------------------------------------------------------------------------------- fields and their keys


def undone(kind: type[TextArea]) -> str:
    """Paste three hundred lines behind five, undo it, and return what is left."""

    class Writing(App[None]):
        def compose(self) -> ComposeResult:
            yield kind("x\n" * 5)

    async def steps(app: App[Any], pilot: "Pilot[Any]") -> None:
        area = app.query_one(kind)
        area.focus()
        area.move_cursor(area.document.end)
        app.post_message(events.Paste("word word\n" * 300))
        await pilot.pause(0.2)
        await pilot.press("ctrl+z")
        await pilot.pause(0.2)
        left.append(area.text)

    left: list[str] = []
    ran(Writing(), steps)
    return left[0]


def test_an_undo_after_a_large_paste_breaks_a_text_area_and_not_ours(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match="out of bounds"):
        undone(TextArea)

    assert undone(SteadyTextArea) == "x\n" * 5


TWO = (
    " def compose(self):\n  yield Static('ready')\n  yield Input(id='a')\n  yield Input(id='b')\n"
    " def on_input_changed(self, event):\n"
    "  self.query_one(Static).update('<' + '|'.join(f.value for f in self.query(Input)) + '>')\n"
)


def test_keys_in_one_packet_overtake_each_other_and_with_us_they_wait() -> None:
    stock, ours = (written(kind, TWO, b"first\tsecond") for kind in ("App", "QuietApp"))

    assert b"<first|second>" in ours
    assert b"<first|second>" not in stock


ECHO = """
 def compose(self): yield Static("ready")
 def on_key(self, event): self.query_one(Static).update("<" + (event.character or "") + ">")
"""


def test_alt_and_a_digit_types_a_sign_and_with_us_nothing() -> None:
    stock, ours = (written(kind, ECHO, b"x", b"\x1b2") for kind in ("App", "QuietApp"))

    assert "<™>".encode() in stock
    assert b"<x>" in ours
    assert "™".encode() not in ours
