"""Each interview has one editor: whatever leads to a passage goes to the one that is open, or words would be lost."""

import asyncio
from pathlib import Path

from textual.pilot import Pilot

from fieldnotes.domain.terms import Label, Terms
from fieldnotes.tui.screens.interview import InterviewScreen
from fieldnotes.tui.screens.passage import PassageForm
from fieldnotes.tui.screens.search import Search
from fieldnotes.tui.widgets.editor import Editor
from fieldnotes.workflows import notebook, sittings
from tests.tui.desk import WIDE, text, typed, unlocked, until
from tests.tui.writing_desk import CODE, fill, in_the_vault, write


async def find(pilot: Pilot[int], words: str) -> None:
    await pilot.press("ctrl+f")
    await until(pilot, lambda: isinstance(pilot.app.screen, Search))
    await typed(pilot, words)
    await until(pilot, lambda: "1 passage" in text(pilot))
    await pilot.press("down", "enter")


def test_a_passage_that_is_found_is_written_in_the_editor_that_is_open(vault: Path) -> None:
    async def steps(pilot: Pilot[int], screen: InterviewScreen) -> None:
        await find(pilot, "home")
        await until(pilot, lambda: pilot.app.screen is screen)
        editor = screen.query_one(Editor)
        assert editor.document.lines[editor.cursor_location[0]] == "i was at home."
        await pilot.press("x")
        await pilot.pause(1.0)
        await find(pilot, "went")
        await until(pilot, lambda: pilot.app.screen is screen)
        await pilot.press("y")
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is not screen)

    write(fill(vault), steps)
    assert in_the_vault(vault)[1::2] == ["xi was at home.", "ythen we went away."]


def test_a_form_over_the_text_is_not_closed_for_it(vault: Path) -> None:
    async def steps(pilot: Pilot[int], screen: InterviewScreen) -> None:
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(pilot.app.screen, PassageForm))
        await find(pilot, "home")
        await until(pilot, lambda: "Finish what is open here first" in text(pilot))
        assert isinstance(pilot.app.screen, PassageForm)
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen)

    write(fill(vault), steps)


def test_terms_that_were_changed_on_the_way_to_the_page_hold_where_one_writes(vault: Path) -> None:
    async def go() -> None:
        async with unlocked(fill(vault), WIDE) as pilot:
            await pilot.press("enter")
            await until(pilot, lambda: "quoted under the pseudonym" in text(pilot))
            await pilot.press("f10")
            await until(pilot, lambda: "Open the identities" in text(pilot))
            await pilot.press("escape")
            kept = await pilot.app.desk.do(lambda v: notebook.interviews(v)[CODE].interview)  # type: ignore[attr-defined]
            tighter = kept.model_copy(update={"terms": Terms(label=Label.OFF_RECORD)})
            await pilot.app.desk.do(sittings.change_interview, CODE, tighter)  # type: ignore[attr-defined]
            await pilot.press("escape")
            await until(pilot, lambda: "nothing of this reaches the page" in text(pilot))

    asyncio.run(go())
