"""The editor of an interview, with real keys: what is typed lands where it should, and everything can be undone."""

import pytest
from textual.pilot import Pilot

from fieldnotes.domain.ids import INTERVIEWER
from fieldnotes.domain.terms import granted
from fieldnotes.tui import terms
from tests.tui.sheet import KAK, OFF, ON, TALK, Desk, at, row, typed

# --------------------------------------------------------------------------------------------------- typing


def test_what_is_typed_goes_into_the_passage_at_the_cursor_and_no_other() -> None:
    async def steps(app: Desk, pilot: "Pilot[None]") -> None:
        await typed(pilot, " Yes")
        assert app.said[3] == (KAK, "Alone. Yes")
        assert app.editor.rows()[:3] == [*TALK[:3]]
        assert app.editor.rows()[3].entity == TALK[3].entity

    at(steps)


@pytest.mark.parametrize("key", ["backspace", "ctrl+w", "ctrl+u"])
def test_a_key_that_deletes_backwards_at_the_start_of_a_turn_runs_no_two_speakers_together(key: str) -> None:
    async def steps(app: Desk, pilot: "Pilot[None]") -> None:
        app.editor.move_cursor((3, 0))
        await pilot.press(key)
        assert app.said == [(one.passage.speaker, one.passage.text.reveal()) for one in TALK]
        await typed(pilot, "x")
        assert app.said[2] == (INTERVIEWER, "xWith whom?")

    at(steps)


@pytest.mark.parametrize("key", ["delete", "ctrl+d", "ctrl+k", "ctrl+f"])
def test_a_key_that_deletes_forwards_at_the_end_of_a_turn_stays_there(key: str) -> None:
    async def steps(app: Desk, pilot: "Pilot[None]") -> None:
        app.editor.move_cursor((0, 15))
        await pilot.press(key)
        await typed(pilot, "!")
        assert app.said[:2] == [(INTERVIEWER, "Where were you?!"), (KAK, "At the mill.\nAll night.")]

    at(steps)


def test_a_selection_over_several_turns_is_replaced_by_what_is_typed() -> None:
    async def steps(app: Desk, pilot: "Pilot[None]") -> None:
        app.editor.selection = type(app.editor.selection)((0, 6), (4, 3))
        await typed(pilot, "now")
        assert app.said == [(INTERVIEWER, "Where now"), (KAK, "ne.")]
        assert app.terms == [None, ON]
        await pilot.press("ctrl+z", "ctrl+z", "ctrl+z")
        assert app.editor.rows() == [*TALK]

    at(steps)


def test_a_selection_drawn_upwards_is_the_same() -> None:
    async def steps(app: Desk, pilot: "Pilot[None]") -> None:
        app.editor.selection = type(app.editor.selection)((4, 3), (1, 3))
        await typed(pilot, "xy")
        assert app.said == [(INTERVIEWER, "Where were you?"), (KAK, "At xyne.")]
        assert granted(app.terms[1]).use is False

    at(steps)


def test_everything_can_be_selected_and_replaced_and_brought_back() -> None:
    async def steps(app: Desk, pilot: "Pilot[None]") -> None:
        app.editor.select_all()
        await pilot.press("backspace")
        assert app.said == []
        await typed(pilot, "new")
        assert app.said == [(INTERVIEWER, "new")]
        for _ in range(4):
            await pilot.press("ctrl+z")
        assert app.editor.rows() == [*TALK]

    at(steps)


# -------------------------------------------------------------------------------------------- turns and terms


def test_a_turn_begun_and_typed_at_once_has_the_words_that_follow() -> None:
    async def steps(app: Desk, pilot: "Pilot[None]") -> None:
        await pilot.press("f2", "H", "o", "w", "f2", "O", "n", "f3", "e")
        assert app.said[3:] == [(KAK, "Alone."), (INTERVIEWER, "How"), (KAK, "One")]
        assert app.terms[3:] == [ON, None, terms.after(ON)]

    at(steps)


def test_f2_within_words_splits_and_the_second_half_has_the_terms_of_the_first() -> None:
    async def steps(app: Desk, pilot: "Pilot[None]") -> None:
        app.editor.move_cursor((1, 6))
        await pilot.press("f2", "x")
        assert app.said[1:3] == [(KAK, "At the"), (KAK, "xmill.\nAll night.")]
        assert app.terms[1:3] == [OFF, OFF]
        assert app.editor.rows()[1].entity == TALK[1].entity
        await pilot.press("ctrl+z", "ctrl+z")
        assert app.editor.rows() == [*TALK]

    at(steps)


def test_f8_joins_passages_of_one_speaker_and_refuses_two() -> None:
    rows = (row(1, "one", KAK, ON), row(2, "two", KAK, OFF), row(3, "three", INTERVIEWER))

    async def steps(app: Desk, pilot: "Pilot[None]") -> None:
        app.editor.move_cursor((0, 1))
        await pilot.press("f8", "x")
        assert app.said == [(KAK, "oxne two"), (INTERVIEWER, "three")]
        assert granted(app.terms[0]).use is False
        await pilot.press("f8")
        await pilot.pause()
        assert len(app.refused) == 1
        assert app.said == [(KAK, "oxne two"), (INTERVIEWER, "three")]
        await pilot.press("ctrl+z", "ctrl+z")
        assert app.editor.rows() == [*rows]
        await pilot.press("ctrl+y", "ctrl+y")
        assert app.said == [(KAK, "oxne two"), (INTERVIEWER, "three")]

    at(steps, rows)


def test_terms_changed_by_key_are_a_step_of_undo_and_never_lost_by_undoing_words() -> None:
    async def steps(app: Desk, pilot: "Pilot[None]") -> None:
        await typed(pilot, "a")
        await pilot.press("f3")
        changed = terms.after(ON)
        await typed(pilot, "b")
        assert app.terms[3] == changed
        await pilot.press("ctrl+z")
        assert (app.said[3][1], app.terms[3]) == ("Alone.a", changed)
        await pilot.press("ctrl+z")
        assert (app.said[3][1], app.terms[3]) == ("Alone.a", ON)
        await pilot.press("ctrl+z")
        assert app.editor.rows() == [*TALK]
        await pilot.press("ctrl+y", "ctrl+y", "ctrl+y")
        assert (app.said[3][1], app.terms[3]) == ("Alone.ab", changed)

    at(steps)


def test_terms_set_before_undo_and_redo_of_words_stay() -> None:
    async def steps(app: Desk, pilot: "Pilot[None]") -> None:
        app.editor.move_cursor((3, 0))
        await typed(pilot, "x")
        await pilot.press("f3")
        here = app.terms[2]
        assert here is not None
        app.editor.undo()
        app.editor.redo()
        assert app.terms[2] == here

    at(steps)


# -------------------------------------------------------------------------------------------------- cut and paste


def test_words_cut_off_the_record_take_their_terms_along() -> None:
    async def steps(app: Desk, pilot: "Pilot[None]") -> None:
        app.editor.selection = type(app.editor.selection)((1, 3), (1, 11))
        await pilot.press("ctrl+x")
        app.editor.move_cursor(app.editor.document.end)
        await pilot.press("ctrl+v", "!")
        assert app.said[3] == (KAK, "Alone.the mill!")
        assert granted(app.terms[3]).use is False
        await pilot.press("ctrl+z", "ctrl+z", "ctrl+z")
        assert app.editor.rows() == [*TALK]

    at(steps)


def test_turns_that_are_moved_stay_turns_with_their_speakers_and_terms() -> None:
    async def steps(app: Desk, pilot: "Pilot[None]") -> None:
        app.editor.selection = type(app.editor.selection)((0, 0), (3, 0))
        await pilot.press("ctrl+x")
        assert app.said == [(INTERVIEWER, "With whom?"), (KAK, "Alone.")]
        app.editor.move_cursor(app.editor.document.end)
        await pilot.press("ctrl+v")
        assert app.said == [
            (INTERVIEWER, "With whom?"),
            (KAK, "Alone."),
            (INTERVIEWER, "Where were you?"),
            (KAK, "At the mill.\nAll night."),
        ]
        assert app.terms == [None, ON, None, OFF]
        await pilot.press("ctrl+v")
        assert len({one.entity for one in app.editor.rows()}) == 6

    at(steps)


def test_a_line_cut_and_put_back_is_as_before() -> None:
    async def steps(app: Desk, pilot: "Pilot[None]") -> None:
        app.editor.move_cursor((2, 2))
        await pilot.press("ctrl+x")
        assert app.said[1] == (KAK, "At the mill.")
        app.editor.move_cursor((1, 12))
        await pilot.press("enter", "ctrl+v", "backspace")
        assert app.editor.document.line_count == 5
        assert app.said[1] == (KAK, "At the mill.\nAll night.")
        assert app.terms == [None, OFF, None, ON]

    at(steps)


def test_copied_words_of_a_question_granted_do_not_free_another_question() -> None:
    rows = (row(1, "Where?", INTERVIEWER), row(2, "There.", KAK, OFF), row(3, "Hello!", INTERVIEWER, ON))

    async def steps(app: Desk, pilot: "Pilot[None]") -> None:
        app.editor.selection = type(app.editor.selection)((2, 0), (2, 6))
        await pilot.press("ctrl+c")
        app.editor.move_cursor((0, 6))
        await pilot.press("ctrl+v")
        assert app.said[:2] == [(INTERVIEWER, "Where?"), (INTERVIEWER, "Hello!")]
        assert app.terms[:2] == [None, ON]

    at(steps, rows)


def test_nothing_to_copy_and_nothing_to_paste_do_no_harm() -> None:
    async def steps(app: Desk, pilot: "Pilot[None]") -> None:
        await pilot.press("ctrl+c", "ctrl+v")
        assert app.editor.rows() == [*TALK]

    at(steps)
