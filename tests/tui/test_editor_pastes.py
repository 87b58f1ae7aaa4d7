"""Pastes into an interview: large ones, transcripts, escapes; each is one step of undo."""

from itertools import pairwise

import pytest
from textual.pilot import Pilot

from fieldnotes.domain.ids import INTERVIEWER
from fieldnotes.tui.widgets.editor import LONGEST_PASTE
from tests.tui.sheet import KAK, NUTMEG, OFF, ON, TALK, Desk, at, row, typed

# ---------------------------------------------------------------------------------------------------- big pastes

KURDISH = "لە شەوی دووەمدا 🙂 سەربازەکان هاتن و دەرگاکەیان شکاند. "
LONG = (KURDISH * 4 + "He said nothing more. " * 4 + "\n") * 600


def test_thirty_thousand_words_are_pasted_undone_and_done_again() -> None:
    assert len(LONG.encode()) > 280_000
    assert len(LONG.split()) >= 30_000

    async def steps(app: Desk, pilot: "Pilot[None]") -> None:
        app.editor.move_cursor((1, 3))
        app.paste(LONG)
        await pilot.pause()
        states = [app.editor.rows()]
        await typed(pilot, "x")
        states.append(app.editor.rows())
        for _ in range(3):
            await pilot.press("ctrl+z")
            assert app.editor.rows() == states[0]
            await pilot.press("ctrl+z")
            assert app.editor.rows() == [*TALK]
            await pilot.press("ctrl+y")
            assert app.editor.rows() == states[0]
            await pilot.press("ctrl+y")
            assert app.editor.rows() == states[1]
        assert app.said[1][1] == "At " + LONG + "xthe mill.\nAll night."
        assert app.terms == [None, OFF, None, ON]

    at(steps)


def test_a_transcript_of_thirty_thousand_words_is_turns_and_one_step() -> None:
    transcript = "".join(f"[0:{n // 60:02d}:{n % 60:02d}] Kak D: {KURDISH}\nQ: and then 🙂?\n" for n in range(2200))
    assert len(transcript.split()) >= 28_000

    async def steps(app: Desk, pilot: "Pilot[None]") -> None:
        app.paste(transcript)
        await pilot.pause()
        rows = app.editor.rows()
        assert len(rows) == 4 + 4400
        assert len({one.entity for one in rows}) == len(rows)
        assert all(low.position < high.position for low, high in pairwise(rows))
        assert (rows[4].passage.start, rows[4002].passage.start) == (0.0, 1999.0)
        await pilot.press("ctrl+z")
        assert app.editor.rows() == [*TALK]
        await pilot.press("ctrl+y")
        assert app.editor.rows() == rows

    at(steps)


@pytest.mark.parametrize("text", ["word " * 60_000, "ab" * 150_000, KURDISH * 5_300])
def test_one_line_of_three_hundred_kilobytes_is_pasted_whole(text: str) -> None:
    async def steps(app: Desk, pilot: "Pilot[None]") -> None:
        app.paste(text)
        await pilot.pause()
        assert app.said[3] == (KAK, "Alone." + text)
        assert max(map(len, app.editor.document.lines)) <= 1600

    at(steps)


def test_a_paste_of_fifty_megabytes_is_refused_in_words() -> None:
    async def steps(app: Desk, pilot: "Pilot[None]") -> None:
        app.paste("x" * 50_000_000)
        await pilot.pause()
        assert app.refused == ["this paste is too large (50 MB; at most 2): paste it in parts"]
        app.paste("x" * (LONGEST_PASTE + 1))
        await pilot.pause()
        assert len(app.refused) == 2
        assert app.editor.rows() == [*TALK]

    at(steps)


def test_escapes_in_a_paste_are_shown_and_do_nothing() -> None:
    async def steps(app: Desk, pilot: "Pilot[None]") -> None:
        app.paste("a\x1b]52;c;eA==\x07b\x1b[2J\x85\x00[@click=app.quit]c[/] \u202ed")
        await pilot.pause()
        words = app.said[3][1]
        assert words == "Alone.a␛]52;c;eA==␇b␛[2J\ufffd␀[@click=app.quit]c[/] \u202ed"
        assert app.is_running

    at(steps)


# --------------------------------------------------------------------------------------------------- transcripts


def test_a_transcript_becomes_turns_behind_the_passage_it_is_pasted_in() -> None:
    async def steps(app: Desk, pilot: "Pilot[None]") -> None:
        app.paste(
            "Q: Why?\r\nKak D: They asked.\r\nAnd we went.\n\n[00:12:03] Interviewer: Who?\nStranger: me\n\nso it was"
        )
        await pilot.pause()
        assert app.said[4:] == [
            (INTERVIEWER, "Why?"),
            (KAK, "They asked.\nAnd we went."),
            (INTERVIEWER, "Who?\nStranger: me"),
            (INTERVIEWER, "so it was"),
        ]
        assert app.editor.rows()[6].passage.start == 723.0
        assert app.terms[4:] == [None, ON, None, None]  # they go on as they spoke last
        await typed(pilot, "!")
        assert app.said[-1] == (INTERVIEWER, "so it was!")

    at(steps)


def test_what_a_source_says_in_a_transcript_stays_off_the_record_where_they_were() -> None:
    async def steps(app: Desk, pilot: "Pilot[None]") -> None:
        app.paste("Q: Why?\nKak D: They asked.\n")
        await pilot.pause()
        assert [(one.speaker, one.terms) for one in (row.passage for row in app.editor.rows()[2:])] == [
            (INTERVIEWER, None),
            (KAK, OFF),
        ]

    at(steps, TALK[:2])


def test_a_transcript_pasted_into_an_off_record_passage_leaves_its_rest_off_the_record() -> None:
    async def steps(app: Desk, pilot: "Pilot[None]") -> None:
        app.editor.move_cursor((1, 6))
        app.paste("Q: Why?\nMiller: Who knows?\nQ: Really?")
        await pilot.pause()
        assert app.said[1:6] == [
            (KAK, "At the"),
            (INTERVIEWER, "Why?"),
            (NUTMEG, "Who knows?"),
            (INTERVIEWER, "Really?"),
            (KAK, " mill.\nAll night."),
        ]
        assert app.terms[1:6] == [OFF, None, None, None, OFF]
        await typed(pilot, "!")
        assert app.said[4] == (INTERVIEWER, "Really?!")
        await pilot.press("ctrl+z", "ctrl+z")
        assert app.editor.rows() == [*TALK]

    at(steps)


def test_a_transcript_pasted_before_a_passage_leaves_it_what_it_is() -> None:
    async def steps(app: Desk, pilot: "Pilot[None]") -> None:
        app.editor.move_cursor((1, 0))
        app.paste("Q: Why?\nMiller: Who knows?")
        await pilot.pause()
        await typed(pilot, "!")
        rows = app.editor.rows()
        assert [rows[0], *rows[3:]] == [*TALK]
        assert app.said[1:3] == [(INTERVIEWER, "Why?"), (NUTMEG, "Who knows?!")]
        assert all(low.position < high.position for low, high in pairwise(rows))

    at(steps)


def test_a_transcript_takes_the_place_of_an_empty_passage() -> None:
    async def steps(app: Desk, pilot: "Pilot[None]") -> None:
        app.paste("Kak D: hello\nQ: yes")
        await pilot.pause()
        assert app.said == [(KAK, "hello"), (INTERVIEWER, "yes")]
        assert len(app.editor.marks) == 2

    at(steps, ())


def test_a_transcript_with_the_very_words_that_were_deleted_is_kept() -> None:
    async def steps(app: Desk, pilot: "Pilot[None]") -> None:
        app.editor.select_all()
        await pilot.press("backspace")
        app.paste("Kak D: hello\nQ: yes")
        await pilot.pause()
        assert app.said == [(KAK, "hello"), (INTERVIEWER, "yes")]

    at(steps, (row(1, "hello", KAK),))


def test_a_transcript_over_a_selection_of_several_turns() -> None:
    async def steps(app: Desk, pilot: "Pilot[None]") -> None:
        app.editor.selection = type(app.editor.selection)((0, 5), (2, 4))
        app.paste("Q: Why?\nMiller: Who knows?")
        await pilot.pause()
        assert app.said == [
            (INTERVIEWER, "Where"),
            (INTERVIEWER, "Why?"),
            (NUTMEG, "Who knows?"),
            (KAK, "night."),
            (INTERVIEWER, "With whom?"),
            (KAK, "Alone."),
        ]
        assert app.terms[3] == OFF
        await pilot.press("ctrl+z")
        assert app.editor.rows() == [*TALK]

    at(steps)
