"""The whole app on a real vault: what is typed is kept, whatever ends the app."""

import asyncio
import json
import os
import signal
from pathlib import Path
from typing import Any, cast

import pytest
from textual import events
from textual.pilot import Pilot

from fieldnotes.domain.bundle import parse_bundle
from fieldnotes.domain.text import RawText
from fieldnotes.errors import Unreachable
from fieldnotes.tui.app import FieldnotesApp
from fieldnotes.tui.screens.home import Home
from fieldnotes.tui.screens.interview import InterviewScreen
from fieldnotes.tui.session import Session
from fieldnotes.tui.start import Outcome
from fieldnotes.tui.widgets.editor import Editor
from fieldnotes.workflows import drafting, loading, notebook, vaults
from tests.tui.desk import PASSPHRASE, until
from tests.tui.writing_desk import BUNDLE, CODE, drafts, ended, fill, in_the_vault, said, texts, write


@pytest.fixture
def filled(vault: Path) -> Path:
    """Return a vault with one source and one interview."""
    return fill(vault)


def test_everything_typed_up_to_a_second_ago_is_in_the_vault(filled: Path) -> None:
    async def steps(pilot: "Pilot[int]", screen: InterviewScreen) -> None:
        for word in (" one", " two", " three"):
            await pilot.press(*word)
            await pilot.pause(1.0)
            kept = await pilot.app.session.do(drafting.open_sheet, CODE)  # type: ignore[attr-defined]
            assert texts(kept)[3].endswith(word)
            assert drafts(pilot.app.session.vault) == 1  # type: ignore[attr-defined]
        assert in_the_vault(filled)[3] == "then we went away. one two three"
        assert any("saved" in words for words, _ in cast(FieldnotesApp, pilot.app).standing)

    write(filled, steps)


def test_keys_that_never_pause_are_kept_all_the_same(filled: Path) -> None:
    async def steps(pilot: "Pilot[int]", screen: InterviewScreen) -> None:
        typed = ""
        for _ in range(12):
            await pilot.press("a", "b")
            typed += "ab"
            await pilot.pause(0.1)
        kept = texts(await pilot.app.session.do(drafting.open_sheet, CODE))[3]  # type: ignore[attr-defined]
        assert len(kept) - len("then we went away.") >= 12

    write(filled, steps)


@pytest.mark.parametrize("delay", [0.0, 0.05, 0.13, 0.2, 0.7])
def test_a_lock_keeps_what_was_just_typed_and_ends_as_one(filled: Path, delay: float) -> None:
    async def steps(pilot: "Pilot[int]", screen: InterviewScreen) -> None:
        await pilot.press("!", "f2", "x")
        await pilot.pause(delay)
        await pilot.press("ctrl+l")
        await ended(pilot)

    app = write(filled, steps)
    assert (app.return_value, app.return_code, app.stopped_at) == (Outcome.LOCKED, 0, None)
    assert app.next_start.notice == ""
    with vaults.opened(filled, PASSPHRASE) as opened:
        assert drafts(opened) == 0
        entity = notebook.interviews(opened)[CODE].entity
        kept = notebook.passages(opened, entity)
        assert [one.passage.text.reveal() for one in kept][3:] == ["then we went away.!", "x"]


def test_letters_on_their_way_to_the_text_when_the_lock_comes_are_kept(filled: Path) -> None:
    async def steps(pilot: "Pilot[int]", screen: InterviewScreen) -> None:
        for letter in "xyz" * 30:
            screen.query_one(Editor).post_message(events.Key(letter, letter))
        pilot.app.post_message(events.Key("ctrl+l", None))
        await ended(pilot)

    assert write(filled, steps).return_value == Outcome.LOCKED
    assert in_the_vault(filled)[3] == "then we went away." + "xyz" * 30


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_that_ends_the_app_keeps_what_was_typed(filled: Path, number: signal.Signals) -> None:
    async def steps(pilot: "Pilot[int]", screen: InterviewScreen) -> None:
        await pilot.press("!")
        assert signal.getsignal(number) not in (signal.SIG_DFL, signal.SIG_IGN)
        os.kill(os.getpid(), number)
        await ended(pilot)

    app = write(filled, steps)
    assert (app.return_value, app.stopped_at) == (Outcome.DONE, None)
    assert in_the_vault(filled)[3] == "then we went away.!"


def test_two_quick_edits_of_two_passages_are_both_kept(filled: Path) -> None:
    async def steps(pilot: "Pilot[int]", screen: InterviewScreen) -> None:
        editor = screen.query_one(Editor)
        await pilot.press("1")
        editor.move_cursor((0, 0))
        await pilot.press("2", "f3")
        await pilot.pause(1.0)
        assert drafts(pilot.app.session.vault) == 2  # type: ignore[attr-defined]
        await pilot.press("backspace", "f3", "f3", "f3", "f3")
        await pilot.pause(1.0)
        assert drafts(pilot.app.session.vault) == 1, "what reads like the notes again is no draft"  # type: ignore[attr-defined]

    write(filled, steps)


def test_words_that_cannot_be_kept_are_told_and_tried_again(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full = [False]
    really = Session.do

    async def do(session: Session, verb: Any, *arguments: Any, **more: Any) -> Any:
        if full[0] and verb is drafting.keep:
            raise Unreachable("the disk is full", "make room on it")
        return await really(session, verb, *arguments, **more)

    monkeypatch.setattr(Session, "do", do)

    async def steps(pilot: "Pilot[int]", screen: InterviewScreen) -> None:
        full[0] = True
        await pilot.press("!")
        await until(pilot, lambda: "NOT KEPT: the disk is full; make room on it." in said(screen))
        assert screen.query_one(Editor).text.endswith("away.!")
        await pilot.press("?")
        await pilot.press("escape")
        await until(pilot, lambda: "the disk is full" in said(screen))
        await pilot.pause(0.2)
        assert pilot.app.screen is screen, "nobody leaves words behind that are not kept"
        await pilot.press("+")
        full[0] = False
        await until(pilot, lambda: drafts(pilot.app.session.vault) == 1)  # type: ignore[attr-defined]
        await until(pilot, lambda: said(screen).startswith("Kept"))

    write(filled, steps)
    assert in_the_vault(filled)[3] == "then we went away.!?+"


# ----------------------------------------------------------------------------------------------------- after a kill


def test_unfinished_words_are_there_again_after_a_kill(filled: Path) -> None:
    unfinished(filled, " but")

    async def steps(pilot: "Pilot[int]", screen: InterviewScreen) -> None:
        assert screen.query_one(Editor).text.endswith("away. but")
        assert said(screen) == "Your unfinished words are here again."

    write(filled, steps, again=True)


def unfinished(vault: Path, more: str) -> None:
    """Leave a draft of the last passage, as a killed process does."""
    with vaults.opened(vault, PASSPHRASE, write=True) as opened:
        sheet = drafting.open_sheet(opened, CODE)
        last = sheet.rows[-1]
        words = last.passage.model_copy(update={"text": RawText(last.passage.text.reveal() + more)})
        drafting.keep(opened, sheet.interview.entity, [drafting.Change(last.entity, last.position, words)])


def test_what_another_process_changed_after_a_kill_is_told_and_both_are_shown(filled: Path) -> None:
    unfinished(filled, " but")
    changed = json.loads(json.dumps(BUNDLE))
    changed["interviews"][0]["passages"][3]["text"] = "then somebody came."
    with vaults.opened(filled, PASSPHRASE, write=True) as opened:
        loading.load(opened, parse_bundle(json.dumps(changed).encode()), update=True)

    async def steps(pilot: "Pilot[int]", screen: InterviewScreen) -> None:
        lines = screen.query_one(Editor).text.split("\n")
        assert lines[3:] == ["then somebody came.", "then we went away. but"]
        assert "changed elsewhere" in said(screen)
        await pilot.press("!")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, Home))

    write(filled, steps, again=True)
    assert in_the_vault(filled)[3:] == ["then somebody came.", "then we went away. but!"]


# --------------------------------------------------------------------------------------------------------- leaving


def test_going_back_makes_one_revision_of_each_changed_passage(filled: Path) -> None:
    async def steps(pilot: "Pilot[int]", screen: InterviewScreen) -> None:
        editor = screen.query_one(Editor)
        entities = [mark.entity for mark in editor.marks]
        for key in "abc":
            await pilot.press(key)
            await pilot.pause(0.8)
        editor.move_cursor((0, 0))
        await pilot.press("x", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, Home))
        vault = pilot.app.session.vault  # type: ignore[attr-defined]
        assert [len(vault.revisions(entity)) for entity in entities] == [2, 1, 1, 2]
        assert drafts(vault) == 0

    write(filled, steps)


def test_words_typed_while_the_interview_is_being_left_are_kept_or_not_taken(filled: Path) -> None:
    async def steps(pilot: "Pilot[int]", screen: InterviewScreen) -> None:
        editor = screen.query_one(Editor)
        await pilot.press("!")
        pilot.app.post_message(events.Key("escape", None))
        for _ in range(40):
            if pilot.app.screen is not screen:
                break
            editor.post_message(events.Key("x", "x"))
            await asyncio.sleep(0.001)
        await until(pilot, lambda: isinstance(pilot.app.screen, Home))
        await pilot.pause(0.3)
        assert editor.text.split("\n")[3] == in_the_vault(filled)[3]

    write(filled, steps)


def test_an_interview_looked_at_makes_no_revision(filled: Path) -> None:
    async def steps(pilot: "Pilot[int]", screen: InterviewScreen) -> None:
        vault = pilot.app.session.vault  # type: ignore[attr-defined]
        generation = vault.generation
        await pilot.press("up", "down", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, Home))
        assert (drafts(vault), len(list(vault.earlier_revisions()))) == (0, 0)
        assert vault.generation - generation <= 1

    write(filled, steps)
