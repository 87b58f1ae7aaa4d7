"""The page beside the text follows it and shows no name; what it refuses can be reached by a key."""

import json
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from fieldnotes.domain.bundle import parse_bundle
from fieldnotes.tui.screens.interview import InterviewScreen
from fieldnotes.tui.stops import UNNAMED
from fieldnotes.tui.widgets.editor import Editor
from fieldnotes.tui.widgets.page_pane import PagePane
from fieldnotes.tui.widgets.page_view import laid_out
from fieldnotes.workflows import loading, vaults
from tests.tui.desk import IDENTITY_PASSPHRASE, PASSPHRASE, typed, until
from tests.tui.writing_desk import BUNDLE, fill, page, said, write


@pytest.fixture
def filled(vault: Path) -> Path:
    """Return a vault with one source and one interview."""
    return fill(vault)


CARD = ("Saffron", "Kemiri", "Galangal", "123 4567")


def test_the_page_follows_what_is_typed_and_its_terms(filled: Path) -> None:
    async def steps(pilot: "Pilot[int]", screen: InterviewScreen) -> None:
        await until(pilot, lambda: "then we went away." in page(screen))
        await typed(pilot, " and then")
        await until(pilot, lambda: "then we went away. and then" in page(screen))
        await pilot.press("f3")
        assert "off the record" in said(screen)
        await until(pilot, lambda: "went away" not in page(screen))
        assert "and after that" not in page(screen), "a question betrays its answer"

    write(filled, steps)


def test_a_page_asked_for_while_the_vault_closes_is_not_missed(filled: Path) -> None:
    async def steps(pilot: "Pilot[int]", screen: InterviewScreen) -> None:
        pane = screen.query_one(PagePane)
        await until(pilot, lambda: pane.is_up_to_date)
        assert pane._session is not None
        vault, pane._session._vault = pane._session._vault, None
        try:
            pane.view.sheet = laid_out([], pane.view.room - 1, None)
            await pane.on_page_view_resized()
            await pane._looked_at()
        finally:
            pane._session._vault = vault

    write(filled, steps)


def test_a_turn_that_says_nothing_yet_has_no_say_in_what_is_off_the_record(filled: Path) -> None:
    async def steps(pilot: "Pilot[int]", screen: InterviewScreen) -> None:
        editor = screen.query_one(Editor)
        await pilot.press("f2", *"why", "f2", "f3")
        await until(pilot, lambda: "why" in page(screen))
        await until(pilot, lambda: editor.tag_of(4) == "BACK")
        assert editor.tag_of(5) == "OFF"
        await pilot.press("x")
        await until(pilot, lambda: "why" not in page(screen))
        await until(pilot, lambda: editor.tag_of(4) == "OFF")
        await pilot.press("backspace")
        await until(pilot, lambda: "why" in page(screen) and editor.tag_of(4) == "BACK")

    write(filled, steps)


def test_with_identities_locked_the_page_shows_no_word_of_the_card(filled: Path) -> None:
    async def steps(pilot: "Pilot[int]", screen: InterviewScreen) -> None:
        shown: list[str] = []
        pane = screen.query_one(PagePane)
        show_blocks = pane.view.show

        def watch(sheet: Any) -> None:
            shown.extend(block.text for block in sheet.blocks)
            show_blocks(sheet)

        pane.view.show = watch  # type: ignore[method-assign]
        for words in (" Saffron Kemiri", " galangal KEMIRI", " call +999 199 123 4567", " Kemi", "ri"):
            await typed(pilot, words)
            await pilot.pause(0.3)
        await until(pilot, lambda: bool(shown))
        everything = "\n".join(shown).casefold()
        assert "went away" in everything
        assert not [word for word in CARD if word.casefold() in everything]
        assert "locked" in str(screen.query_one("#banner").content).casefold()  # type: ignore[attr-defined]

    write(filled, steps)


def test_with_identities_open_names_are_replaced_and_covered_again_once_they_are_hidden(filled: Path) -> None:
    async def steps(pilot: "Pilot[int]", screen: InterviewScreen) -> None:
        await typed(pilot, " said Saffron Kemiri then")
        await pilot.app.session.open_identities(IDENTITY_PASSPHRASE)  # type: ignore[attr-defined]
        screen.identities_changed()
        await until(pilot, lambda: "Kak B" in page(screen) and "then" in page(screen))
        assert not [word for word in CARD if word in page(screen)]
        await pilot.press("f7")
        await until(pilot, lambda: "locked" in str(screen.query_one("#banner").content).casefold())  # type: ignore[attr-defined]
        assert not [word for word in CARD if word in page(screen)]

    write(filled, steps)


def test_the_jump_goes_to_what_is_off_the_record_coded_or_refused(filled: Path) -> None:
    async def steps(pilot: "Pilot[int]", screen: InterviewScreen) -> None:
        editor = screen.query_one(Editor)
        await pilot.press("f6")
        assert "No passage" in said(screen)
        passage = editor.mark(1).passage
        editor.change_passage(passage.model_copy(update={"codes": ("water",)}), 1)
        embargoed = editor.mark(3).passage
        terms = {"label": "background", "embargo_until": "2099-01-01T00:00:00Z"}
        with_terms = type(embargoed).model_validate({"speaker": "miller", "text": "", "terms": terms})
        editor.change_passage(embargoed.model_copy(update={"terms": with_terms.terms}), 3)
        pane = screen.query_one(PagePane)
        await until(pilot, lambda: 4 in pane.refused)
        editor.move_cursor((0, 0))
        rows = []
        for _ in range(4):
            await pilot.press("f6")
            rows.append(editor.cursor_location[0])
        assert set(rows) >= {1, 3}
        await pilot.press("f2", "f6")  # what was begun a moment ago is not weighed yet

    write(filled, steps)


def test_a_paste_tells_of_names_that_nobody_has_and_the_jump_goes_to_them(filled: Path) -> None:
    async def steps(pilot: "Pilot[int]", screen: InterviewScreen) -> None:
        editor = screen.query_one(Editor)
        editor.move_cursor((0, 0))
        pilot.app.post_message(events.Paste("Q: who came?\nTeacher: the miller\nKak B: yes\nX: no\n"))
        await until(pilot, lambda: said(screen).startswith("2 lines begin with a name that nobody here has"))
        assert "Teacher" not in said(screen)
        assert [editor.document.get_line(row) for row in (1, 3)] == ["Teacher: the miller", "X: no"]
        editor.move_cursor((0, 0))
        for row in (1, 3, 1):
            await pilot.press("f6")
            assert (editor.cursor_location[0], said(screen)) == (row, UNNAMED)
        await pilot.press("ctrl+k")
        editor.move_cursor((0, 0))
        await pilot.press("f6")
        assert editor.cursor_location[0] == 3, "what was put right is no stop any more"

    write(filled, steps)


def test_a_paste_of_which_everybody_is_known_is_told_nothing_of(filled: Path) -> None:
    async def steps(pilot: "Pilot[int]", screen: InterviewScreen) -> None:
        pilot.app.post_message(events.Paste("Q: who came?\nKak B: he said: go"))
        await until(pilot, lambda: "he said: go" in screen.query_one(Editor).text)
        await pilot.pause(0.2)
        assert said(screen) == ""

    write(filled, steps)


def test_the_standing_says_whose_words_these_are_and_what_becomes_of_them(filled: Path) -> None:
    async def steps(pilot: "Pilot[int]", screen: InterviewScreen) -> None:
        standing = screen.query_one("#standing")
        assert "INT-001:4 Kak B" in str(standing.content)  # type: ignore[attr-defined]
        await pilot.press("f3")
        await until(pilot, lambda: "nothing of this reaches the page" in str(standing.content))  # type: ignore[attr-defined]
        screen.query_one(Editor).move_cursor((0, 0))
        await until(pilot, lambda: "INT-001:1 you" in str(standing.content))  # type: ignore[attr-defined]

    write(filled, steps)


def test_the_standing_does_not_promise_words_of_an_interpreter_to_the_page(filled: Path) -> None:
    with vaults.opened(filled, PASSPHRASE, write=True) as vault:
        source = {**BUNDLE["sources"][0], "role": "interpreter"}
        bundle = json.dumps({"fieldnotes_bundle": 1, "sources": [source]})
        loading.load(vault, parse_bundle(bundle.encode()), update=True)

    async def steps(pilot: "Pilot[int]", screen: InterviewScreen) -> None:
        standing = screen.query_one("#standing")
        assert "left out, as all that an interpreter says" in str(standing.content)  # type: ignore[attr-defined]
        await until(pilot, lambda: screen.query_one(PagePane).is_up_to_date)
        assert "went away" not in page(screen)
        await pilot.press("f3")
        await until(pilot, lambda: "nothing of this reaches the page" in str(standing.content))  # type: ignore[attr-defined]

    write(filled, steps)
