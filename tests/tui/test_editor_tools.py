"""Finding, replacing and completing in an interview put in what was asked for, and nothing else."""

import asyncio
from contextlib import suppress

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, Static

from tests.tui.sheet import KAK, OFF, TALK, Desk, at, row, typed

# -------------------------------------------------------------------------------------------------- find, replace


async def finding(app: Desk, pilot: "Pilot[None]", wanted: str, instead: str = "") -> str:
    """Open the bar, fill it in, and return what it says after Enter."""
    app.find.begin()
    app.find.query_one("#wanted", Input).value = wanted
    app.find.query_one("#instead", Input).value = instead
    await pilot.press("enter")
    return str(app.find.query_one("#found", Static).content)


def test_replacing_all_is_one_step_of_undo() -> None:
    rows = [row(n, f"the Mill and the mill {n}\nmill", KAK, OFF if n % 2 else None) for n in range(1, 100)]

    async def steps(app: Desk, pilot: "Pilot[None]") -> None:
        assert (await finding(app, pilot, "MILL", "@old-mill")).startswith("1 of 297")
        await pilot.press("f6")
        assert app.said[4] == (KAK, "the @old-mill and the @old-mill 5\n@old-mill")
        assert [one.entity for one in app.editor.rows()] == [one.entity for one in rows]
        assert app.terms == [one.passage.terms for one in rows]
        app.editor.focus()
        await pilot.press("ctrl+z")
        assert app.editor.rows() == rows
        await pilot.press("ctrl+y")
        assert app.said[4] == (KAK, "the @old-mill and the @old-mill 5\n@old-mill")

    at(steps, rows)


def test_one_place_is_replaced_and_the_next_is_found() -> None:
    async def steps(app: Desk, pilot: "Pilot[None]") -> None:
        app.editor.move_cursor((0, 0))
        assert (await finding(app, pilot, "w", "v")).startswith("1 of 4")
        await pilot.press("f5", "f5")
        assert (app.said[0][1], app.said[2][1]) == ("vhere vere you?", "With whom?")
        assert (await finding(app, pilot, "zzz")) == "not found"
        await pilot.press("f5", "f6")
        assert app.said[2][1] == "With whom?"

    at(steps)


def test_letters_that_become_two_in_lower_case_are_found_and_replaced_exactly() -> None:
    async def steps(app: Desk, pilot: "Pilot[None]") -> None:
        await finding(app, pilot, "ß", "s")
        await pilot.press("f6")
        assert app.said == [(KAK, "pass Strase İzmir KEMIRI")]
        await finding(app, pilot, "izmir kemiri", "x")
        await pilot.press("f6")
        await finding(app, pilot, "KEMIRI", "y")
        await pilot.press("f6")
        assert app.said == [(KAK, "pass Strase İzmir y")]

    at(steps, (row(1, "pass Straße İzmir KEMIRI"),))


def test_what_is_put_instead_can_hold_no_escape() -> None:
    async def steps(app: Desk, pilot: "Pilot[None]") -> None:
        await finding(app, pilot, "mill", "\x1b[2J\u2028\x85")
        await pilot.press("f6")
        assert app.said[1][1] == "At the ␛[2J\ufffd\ufffd.\nAll night."
        app.editor.undo()
        await finding(app, pilot, "mill", "\x1b")
        await pilot.press("f5")
        assert app.said[1][1] == "At the ␛.\nAll night."

    at(steps)


# ---------------------------------------------------------------------------------------------------- completion


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (("@", "k", "a", "tab"), "@kak-d"),
        (("@", "k", "a", "enter"), "@kak-d"),
        (("@", "K", "A", "enter", "!"), "@kak-d!"),
        (("@", "k", "down", "enter"), "@kemiri"),
        (("@", "k", "up", "up", "enter"), "@kemiri"),
        (("@", "k", "down", "down", "down", "tab", "x"), "@kak-dx"),
        (("@", "m", "i", "l", "l", "e", "enter"), "@nutmeg"),
        (("@", "o", "l", "d", "tab"), "@old-mill"),
        (("@", "k", "escape", "x"), "@kx"),
        (("@", "z", "z", "enter", "x"), "@zz\nx"),
        (("a", "@", "k", "enter"), "a@k\n"),
        (("@", "k", "a", "space", "enter"), "@ka \n"),
        (("@", "k", "a", "k", "-", "d", "enter", "x"), "@kak-d\nx"),
        (("@", "k", "home", "enter"), "\n@k"),
        (("@", "k", "a", "left", "enter"), "@k\na"),
        (("@", "k", "a", "backspace", "backspace", "backspace", "enter"), "\n"),
    ],
)
def test_keys_of_the_completion_put_in_nothing_but_the_handle(keys: tuple[str, ...], line: str) -> None:
    async def steps(app: Desk, pilot: "Pilot[None]") -> None:
        await pilot.press(*keys)
        assert app.editor.text == line

    at(steps, ())


def test_completion_keeps_up_with_keys_that_come_at_once() -> None:
    async def steps(app: Desk, pilot: "Pilot[None]") -> None:
        await typed(pilot, "@k")
        for key, character in (("space", " "), ("enter", None), ("x", "x")):
            app.editor.post_message(events.Key(key, character))
        await pilot.pause()
        assert app.editor.text == "@k \nx"

    at(steps, ())


def test_a_key_chooses_by_what_is_typed_now_not_by_what_was_offered_before() -> None:
    async def steps(app: Desk, pilot: "Pilot[None]") -> None:
        await typed(pilot, "@k")
        for key, character in (("e", "e"), ("enter", None)):
            app.editor.post_message(events.Key(key, character))
        await pilot.pause()
        assert app.editor.text == "@kemiri"

    at(steps, ())


def test_a_handle_can_be_completed_within_a_line_and_undone() -> None:
    async def steps(app: Desk, pilot: "Pilot[None]") -> None:
        app.editor.move_cursor((1, 0))
        await typed(pilot, "@nu")
        await pilot.press("tab", "space")
        assert app.said[1][1] == "@nutmeg At the mill.\nAll night."
        assert app.editor.rows()[1].entity == TALK[1].entity
        for _ in range(4):
            await pilot.press("ctrl+z")
        assert app.editor.rows() == [*TALK]

    at(steps)


def test_a_text_that_is_read_only_takes_nothing() -> None:
    async def steps(app: Desk, pilot: "Pilot[None]") -> None:
        app.editor.read_only = True
        app.paste("x")
        await pilot.press("a", "ctrl+v", "backspace", "enter", "ctrl+x")
        with suppress(asyncio.TimeoutError):
            await pilot.pause()
        assert app.editor.rows() == [*TALK]

    at(steps)
