"""Forms: every field is reached by keys, what is wrong is said beside it, what was not touched comes back as it was."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from textual.app import ComposeResult
from textual.events import Paste
from textual.pilot import Pilot

from fieldnotes.tui import bidi
from fieldnotes.tui.mendings import QuietApp, shown_lines
from fieldnotes.tui.theme import THEME
from fieldnotes.tui.widgets.form import (
    HIDDEN_CHARACTER,
    Choice,
    Field,
    Form,
    Line,
    Lines,
    Note,
    Value,
    Words,
    Yes,
    split_words,
)

FIELDS: list[Field] = [
    Note(name="heading", label="Above", help="all of it"),
    Line(
        name="line",
        label="A line",
        help="one line",
        complete=lambda t: [w for w in ("alpha", "beta") if w.startswith(t)],
    ),
    Words(name="words", label="Words", complete=lambda t: [w for w in ("bread", "bridge") if w.startswith(t)]),
    Words(name="phrases", label="Phrases", commas=False),
    Lines(name="lines", label="Lines", help="several lines"),
    Choice(name="row", label="Row", options=[("a", "apple"), ("b", "pear"), ("c", "plum")]),
    Choice(name="column", label="Column", options=[(n, f"{n}: a longer explanation of what it is") for n in "xyz"]),
    Yes(name="yes", label="Yes?"),
    *[Line(name=f"more{number}", label=f"More {number}") for number in range(12)],
]
ENTRIES = [field.name for field in FIELDS if not isinstance(field, Note)]


class Bench(QuietApp):
    """Show one form and nothing else."""

    direction = bidi.Mode.TERMINAL

    def compose(self) -> ComposeResult:
        """Yield the form."""
        yield Form(FIELDS)

    def on_mount(self) -> None:
        """Wear the app's colours."""
        self.register_theme(THEME)
        self.theme = THEME.name


@asynccontextmanager
async def bench() -> AsyncIterator[tuple[Pilot[int], Form]]:
    """Run the form at 80x24, the cursor in its first field."""
    async with Bench().run_test(size=(80, 24)) as pilot:
        form = pilot.app.query_one(Form)
        form.focus_on("line")
        await pilot.pause()
        yield pilot, form


def on_a_form(test: Callable[[Pilot[int], Form], Awaitable[None]]) -> None:
    """Run a test on a form."""

    async def go() -> None:
        async with bench() as (pilot, form):
            await test(pilot, form)

    asyncio.run(go())


def here(pilot: Pilot[int]) -> str:
    """Return the name of the field that has the focus."""
    return (pilot.app.focused.id or "").removeprefix("field-") if pilot.app.focused else ""


def test_down_and_tab_reach_every_field_and_bring_it_into_sight() -> None:
    async def go(pilot: Pilot[int], form: Form) -> None:
        seen = [here(pilot)]
        for _ in range(40):
            await pilot.press("down")
            if here(pilot) != seen[-1]:
                seen.append(here(pilot))
                region = pilot.app.focused.region if pilot.app.focused else None
                assert region is not None
                assert pilot.app.screen.region.contains_region(region)
        assert seen == ENTRIES
        await pilot.press("shift+tab")
        assert here(pilot) == ENTRIES[-2]

    on_a_form(go)


def test_going_past_with_the_arrows_changes_nothing() -> None:
    async def go(pilot: Pilot[int], form: Form) -> None:
        before = form.values()
        for key in ("down", "up"):
            for _ in range(12):
                await pilot.press(key)
            assert form.values() == before

    on_a_form(go)


def test_a_choice_is_made_by_arrows_letters_space_and_enter() -> None:
    async def go(pilot: Pilot[int], form: Form) -> None:
        form.focus_on("row")
        await pilot.press("right")
        assert form.line("row") == "b"
        await pilot.press("left", "left")
        assert form.line("row") == "c"
        await pilot.press("a")
        assert form.line("row") == "a"
        form.focus_on("column")
        await pilot.press("down", "down", "space")
        assert form.line("column") == "z"
        form.focus_on("yes")
        await pilot.press("y")
        assert form.yes("yes") is True

    on_a_form(go)


def test_what_is_wrong_is_said_beside_the_field_and_the_first_is_focused() -> None:
    async def go(pilot: Pilot[int], form: Form) -> None:
        assert form.complain({"lines": "too short", "more9": "no such thing"})
        await pilot.pause()
        assert here(pilot) == "lines"
        lines = shown_lines(pilot.app.screen)
        assert any("✗ too short" in line for line in lines)
        await pilot.press("x")
        await pilot.pause()
        assert not any("✗ too short" in line for line in shown_lines(pilot.app.screen))
        assert not form.complain({})

    on_a_form(go)


def test_what_was_not_touched_comes_back_exactly() -> None:
    odd: dict[str, Value] = {
        "line": "a\u202eb [/] \x1b[31m",
        "lines": "one\r\ntwo\ttabs",
        "words": ("one, with a comma", "کاک"),
        "phrases": ("a, b",),
    }

    async def go(pilot: Pilot[int], form: Form) -> None:
        form.show(odd)
        assert {name: form.values()[name] for name in odd} == odd
        assert form.hidden_characters() == {}
        shown = "\n".join(shown_lines(pilot.app.screen))
        assert "\u202e" not in shown
        assert "\x1b" not in shown
        assert "[/]" in shown

    on_a_form(go)


@pytest.mark.parametrize("bad", ["a\u202eb", "a\u2066b", "a\x07b", "a\U000e0041b", "a\ufffdb"])
def test_hidden_characters_in_a_typed_line_are_complained_of(bad: str) -> None:
    async def go(pilot: Pilot[int], form: Form) -> None:
        pilot.app.post_message(Paste(bad))
        await pilot.pause()
        await pilot.pause()
        assert form.hidden_characters() == {"line": HIDDEN_CHARACTER}

    on_a_form(go)


def test_joiners_that_shape_kurdish_and_persian_words_are_welcome() -> None:
    async def go(pilot: Pilot[int], form: Form) -> None:
        pilot.app.post_message(Paste("می\u200cخواهم"))
        await pilot.pause()
        await pilot.pause()
        assert form.line("line") == "می\u200cخواهم"
        assert form.hidden_characters() == {}

    on_a_form(go)


def test_a_paste_of_lines_becomes_one_line_and_a_huge_one_is_cut() -> None:
    async def go(pilot: Pilot[int], form: Form) -> None:
        pilot.app.post_message(Paste("one\ntwo\r\n" + "x" * 5_000_000))
        await pilot.pause()
        await pilot.pause()
        assert form.line("line").startswith("one two xxx")
        assert len(form.line("line")) <= 2000

    on_a_form(go)


def test_right_completes_what_was_begun_and_help_says_so() -> None:
    async def go(pilot: Pilot[int], form: Form) -> None:
        await pilot.press("a")
        await pilot.pause(0.1)
        assert any("→ completes: alpha" in line for line in shown_lines(pilot.app.screen))
        await pilot.press("right")
        assert form.line("line") == "alpha"
        form.focus_on("words")
        for key in ("o", "x", "comma", "b", "r", "i"):
            await pilot.press(key)
        await pilot.pause(0.1)
        await pilot.press("right")
        assert form.words("words") == ("ox", "bridge")

    on_a_form(go)


def test_words_are_parted_by_commas_of_either_script() -> None:
    assert split_words("one, two،سێ ;four,, one") == ("one", "two", "سێ", "four")
    assert split_words("Head, North, another", ["Head, North"]) == ("Head, North", "another")
