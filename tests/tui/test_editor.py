"""The editor of an interview, with real keys: what is typed lands where it should, and everything can be undone."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from itertools import pairwise

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import Input, Static

from fieldnotes.domain.ids import INTERVIEWER
from fieldnotes.domain.interview import Passage
from fieldnotes.domain.terms import Label, Terms, granted
from fieldnotes.domain.text import RawText
from fieldnotes.tui import terms
from fieldnotes.tui.widgets.editor import LONGEST_PASTE, Editor
from fieldnotes.tui.widgets.find import FindBar
from fieldnotes.tui.widgets.handles import Handles, Known
from fieldnotes.tui.widgets.margin import Margin
from fieldnotes.workflows.drafting import Row

OFF, ON = Terms(label=Label.OFF_RECORD), Terms(label=Label.ON_RECORD)
KAK, NUTMEG = "kak-d", "nutmeg"
SPEAKERS = (INTERVIEWER, KAK, None)
KNOWN = [
    Known(KAK, "Kak D", "source"),
    Known("kemiri", "Kemiri", "source"),
    Known(NUTMEG, "The miller", "source"),
    Known("old-mill", "Kemiri Mill", "place"),
]


def row(number: int, text: str, speaker: str | None = KAK, granted_: Terms | None = None) -> Row:
    """Return a passage of the notes."""
    return Row(bytes([number]) * 16, bytes([number]), Passage(speaker=speaker, text=RawText(text), terms=granted_))


TALK = (
    row(1, "Where were you?", INTERVIEWER),
    row(2, "At the mill.\nAll night.", KAK, OFF),
    row(3, "With whom?", INTERVIEWER),
    row(4, "Alone.", KAK, ON),
)


class Desk(App[None]):
    """Hold an editor with what stands beside it, steered as the interview does it."""

    CSS = "Screen { layers: base above; } Editor { height: 1fr; width: 1fr; border: none; }"

    def __init__(self, rows: Sequence[Row]) -> None:
        super().__init__()
        self._rows = rows
        self.editor = Editor()
        self.find = FindBar(self.editor)
        self.handles = Handles(self.editor)
        self.refused: list[str] = []
        self.editor.steered = self._steer
        people = {"q": INTERVIEWER, "interviewer": INTERVIEWER, "kak d": KAK, "miller": NUTMEG}
        self.editor.speaker_of = lambda label: people.get(label.casefold())

    def compose(self) -> ComposeResult:
        """Show all of it."""
        yield Margin(self.editor, str)
        yield self.editor
        yield self.find
        yield self.handles

    def on_mount(self) -> None:
        """Begin to write at the end."""
        self.handles.known = KNOWN
        self.editor.show_rows(self._rows)
        self.editor.focus()
        self.editor.move_cursor(self.editor.document.end)

    def copy_to_clipboard(self, text: str) -> None:
        """Keep it inside the app, as ours does."""
        self._clipboard = text

    def on_text_area_changed(self) -> None:
        """Offer handles."""
        self.handles.follow()

    def on_editor_refused(self, event: Editor.Refused) -> None:
        """Keep why something was not done."""
        self.refused.append(event.words)

    def _steer(self, event: events.Key) -> bool:
        if event.key == "f2":
            self.editor.begin_turn(SPEAKERS)
        elif event.key == "f3":
            passage = self.editor.mark().passage
            self.editor.change_passage(passage.model_copy(update={"terms": terms.after(passage.terms)}))
        elif event.key == "f8":
            self.editor.join_next()
        else:
            return self.handles.steer(event)
        return True

    @property
    def said(self) -> list[tuple[str | None, str]]:
        """Who says what."""
        return [(one.passage.speaker, one.passage.text.reveal()) for one in self.editor.rows()]

    @property
    def terms(self) -> list[Terms | None]:
        """The grants of the passages."""
        return [one.passage.terms for one in self.editor.rows()]

    def paste(self, text: str) -> None:
        """Paste from outside, as a terminal does."""
        self.editor.post_message(events.Paste(text))


Steps = Callable[[Desk, "Pilot[None]"], Awaitable[None]]


def at(desk: Steps, rows: Sequence[Row] = TALK) -> None:
    """Run the steps of a test at a desk with these passages."""

    async def run() -> None:
        app = Desk(rows)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await desk(app, pilot)
            await pilot.pause()
            assert len(app.editor.kinds) == app.editor.document.line_count

    asyncio.run(run())


async def typed(pilot: "Pilot[None]", words: str) -> None:
    """Type words key by key."""
    await pilot.press(*words)


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
        assert app.refused == ["this paste is too large (50 MB; at most 8): paste it in parts"]
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
        assert words == "Alone.a␛]52;c;eA==␇b␛[2J\ufffd␀[@click=app.quit]c[/] \ufffdd"
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
