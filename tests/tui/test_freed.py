"""What an edit sets free beside itself: a question is withheld with its answer, and comes free with it too."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot

from fieldnotes.domain.ids import INTERVIEWER
from fieldnotes.domain.interview import Interview, Passage
from fieldnotes.domain.selection import Treatment, select
from fieldnotes.domain.terms import Label, Terms
from fieldnotes.domain.text import RawText
from fieldnotes.tui import terms
from fieldnotes.tui.manuscript import Mark
from fieldnotes.tui.screens.interview import InterviewScreen
from fieldnotes.tui.widgets.editor import Editor
from tests.tui.desk import until
from tests.tui.writing_desk import CODE, fill, said, write

OFF, DEEP, BACKGROUND, ON = (Terms(label=label) for label in (Label.OFF_RECORD, Label.DEEP_BACKGROUND, Label.BACKGROUND,
                                                              Label.ON_RECORD))  # fmt: skip
NOW = datetime(2026, 5, 1, tzinfo=UTC)
INTERVIEW = Interview(code=CODE, started=NOW)
LATER = Terms.model_validate({"label": "background", "embargo_until": "2099-01-01T00:00:00Z"})
UNQUOTED = Terms(label=Label.BACKGROUND, quote=False)


def mark(number: int, speaker: str | None, own: Terms | None = None) -> Mark:
    """Return a passage."""
    return Mark(bytes([number]), bytes([number]), Passage(speaker=speaker, text=RawText("x"), terms=own), ())


def weigh(*marks: Mark, whole: Terms = BACKGROUND) -> dict[bytes, terms.Weighed]:
    """Return what is in force for passages that all say something."""
    return terms.weigh(whole, marks, [one.entity for one in marks])


QUESTION, NOTE = mark(1, INTERVIEWER), mark(4, None)


@pytest.mark.parametrize(
    ("before", "now", "freed"),
    [
        ([QUESTION, mark(2, "kak", OFF)], [QUESTION], "Your question (passage 1) may now appear on the page"),
        ([QUESTION, mark(2, "kak", OFF)], [QUESTION, mark(2, "kak", ON)], "Your question (passage 1) may now appear"),
        ([mark(2, "kak", OFF), NOTE], [NOTE], "Your note (passage 1) may now appear"),
        ([QUESTION, mark(2, "kak", OFF), NOTE], [QUESTION, NOTE], "2 passages (the first is 1) may now appear"),
        ([QUESTION, mark(2, "kak", OFF)], [QUESTION, mark(5, INTERVIEWER), mark(2, "kak", OFF)], "passage 1"),
        ([QUESTION, mark(2, "kak", OFF)], [QUESTION, mark(2, INTERVIEWER, OFF)], "passage 1"),
        ([QUESTION, mark(2, "kak", OFF)], [QUESTION, mark(2, "kak", UNQUOTED)], "may now show as […]"),
        ([QUESTION, mark(2, "kak", LATER)], [QUESTION, mark(2, "kak")], "may now appear"),
        ([QUESTION, mark(2, "kak", OFF)], [mark(1, "kak"), mark(2, "kak", OFF)], "Passage 1 may now appear"),
        ([QUESTION, mark(2, "kak", OFF)], [QUESTION, mark(2, "kak", DEEP)], ""),
        ([QUESTION, mark(2, "kak", ON)], [QUESTION, mark(2, "kak", OFF)], ""),
        ([QUESTION, mark(2, "kak", OFF)], [mark(1, INTERVIEWER, ON), mark(2, "kak", OFF)], ""),
        ([QUESTION, mark(2, "kak", ON)], [QUESTION], ""),
        ([QUESTION, mark(2, "kak", OFF), mark(3, "kak", OFF)], [QUESTION, mark(2, "kak", OFF)], ""),
    ],
)
def test_what_comes_free_is_said_once_it_does(before: list[Mark], now: list[Mark], freed: str) -> None:
    words = terms.freed(weigh(*before), weigh(*now))
    assert freed in words
    assert bool(words) == bool(freed)
    assert not words or words.endswith("; Ctrl+Z undoes that.")
    assert len(f"✗ {words}") <= 78, "it fits the line at 80 columns"


def test_nothing_comes_free_of_a_passage_that_says_nothing() -> None:
    both = [QUESTION, mark(2, "kak", OFF)]
    for said_before, said_now in (([2], [1]), ([1, 2], [])):
        before = terms.weigh(BACKGROUND, both, [bytes([n]) for n in said_before])
        now = terms.weigh(BACKGROUND, [QUESTION], [bytes([n]) for n in said_now])
        assert terms.freed(before, now) == ""


SPEAKERS = st.sampled_from([INTERVIEWER, None, "kak", "nutmeg"])
GRANTS = st.sampled_from([None, None, OFF, DEEP, BACKGROUND, ON, LATER, UNQUOTED])
TALKS = st.dictionaries(st.integers(1, 6), st.tuples(SPEAKERS, GRANTS))


@given(TALKS, TALKS, st.sampled_from([OFF, BACKGROUND, ON]))
def test_no_words_reach_the_page_anew_unless_it_is_said(
    before: dict[int, tuple[str | None, Terms | None]],
    now: dict[int, tuple[str | None, Terms | None]],
    whole: Terms,
) -> None:
    now = {n: (speaker, before.get(n, (None, own))[1]) for n, (speaker, own) in now.items()}

    def printed(talk: dict[int, tuple[str | None, Terms | None]]) -> set[int]:
        marks = [mark(n, *talk[n]) for n in sorted(talk)]
        choices = select(INTERVIEW.model_copy(update={"terms": whole}), [one.passage for one in marks], {}, NOW, {})
        return {one.entity[0] for one, c in zip(marks, choices, strict=True) if c.treatment is Treatment.QUOTE}

    new = (printed(now) - printed(before)) & before.keys()
    words = terms.freed(*(weigh(*(mark(n, *talk[n]) for n in sorted(talk)), whole=whole) for talk in (before, now)))
    assert not new or words


# ------------------------------------------------------------------------------------------------ on the screen


@pytest.fixture
def filled(vault: Path) -> Path:
    """Return a vault with one source and one interview."""
    return fill(vault)


def test_deleting_an_answer_off_the_record_says_that_its_question_comes_free(filled: Path) -> None:
    async def steps(pilot: "Pilot[int]", screen: InterviewScreen) -> None:
        editor = screen.query_one(Editor)
        await pilot.press("f3")
        await pilot.pause(0.2)
        assert said(screen) == "This passage is now off the record."
        editor.move_cursor((3, 0))
        await pilot.press("ctrl+k")
        await until(pilot, lambda: said(screen).startswith("Your question (passage 3) may now appear on the page"))
        await pilot.press("ctrl+z")
        await until(pilot, lambda: editor.text.endswith("went away."))
        await pilot.pause(0.2)
        assert not screen._weighed[editor.mark(2).entity].bits.use, "and it is withheld again"

    write(filled, steps)


def test_taking_an_answer_back_on_the_record_says_so_in_sight_of_its_question(filled: Path) -> None:
    async def steps(pilot: "Pilot[int]", screen: InterviewScreen) -> None:
        await pilot.press("f3", "f3")
        await pilot.pause(0.1)
        assert said(screen) == "This passage is now deep background."
        await pilot.press("f3")
        await until(pilot, lambda: said(screen).startswith("Your question (passage 3) may now appear on the page"))

    write(filled, steps)


def test_typing_frees_nothing(filled: Path) -> None:
    async def steps(pilot: "Pilot[int]", screen: InterviewScreen) -> None:
        await pilot.press("f3", "f2", *"so", "f2", *"off", "f2", *"xy", "backspace")
        await pilot.pause(0.3)
        assert "may now" not in said(screen)

    write(filled, steps)
