"""The whole app on a real vault: what is typed is kept, whatever ends the app, and the page beside shows no name."""

import asyncio
import json
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

import pytest
from textual import events
from textual.pilot import Pilot

from fieldnotes.domain.bundle import parse_bundle
from fieldnotes.domain.text import RawText
from fieldnotes.errors import Unreachable
from fieldnotes.tui.app import FieldnotesApp
from fieldnotes.tui.mendings import SecretInput
from fieldnotes.tui.screens.ask import Ask
from fieldnotes.tui.screens.home import Home
from fieldnotes.tui.screens.interview import InterviewScreen
from fieldnotes.tui.session import Session
from fieldnotes.tui.start import Outcome, Start
from fieldnotes.tui.widgets.editor import Editor
from fieldnotes.tui.widgets.lines import Message
from fieldnotes.tui.widgets.page_pane import PagePane
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import drafting, loading, notebook, vaults
from fieldnotes.workflows.drafting import Sheet
from tests.tui.desk import IDENTITY_PASSPHRASE, PASSPHRASE, WIDE, running, show, until

CODE = "INT-001"
BUNDLE: dict[str, Any] = {
    "fieldnotes_bundle": 1,
    "sources": [
        {
            "handle": "miller",
            "pseudonym": "Kak B",
            "describe_as": "a resident",
            "identity": {"name": "Saffron Kemiri", "aliases": ["Galangal"], "phones": ["+999 199 123 4567"]},
        }
    ],
    "locations": [{"handle": "old-mill", "name": "Tarvand", "ladder": {"settlement": "Tarvand", "country": "Zinarok"}}],
    "interviews": [
        {
            "code": CODE,
            "started": "2026-03-21T18:00:00+03:00",
            "terms": {"label": "background"},
            "participants": [{"source": "miller", "as": "interviewee"}],
            "passages": [
                {"speaker": "interviewer", "text": "where were you then?"},
                {"speaker": "miller", "text": "i was at home."},
                {"speaker": "interviewer", "text": "and after that?"},
                {"speaker": "miller", "text": "then we went away."},
            ],
        }
    ],
}

Steps = Callable[["Pilot[int]", InterviewScreen], Awaitable[None]]


@pytest.fixture
def filled(vault: Path) -> Path:
    """Return a vault with one source and one interview."""
    with vaults.opened(vault, PASSPHRASE, write=True) as opened:
        loading.load(opened, parse_bundle(json.dumps(BUNDLE).encode()), update=False)
    return vault


@asynccontextmanager
async def writing(vault: Path, again: bool = False) -> AsyncIterator[tuple["Pilot[int]", InterviewScreen]]:
    """Unlock a vault and open its interview."""
    async with running(Start(vault), WIDE) as pilot:
        await until(pilot, lambda: bool(pilot.app.screen.query(SecretInput)))
        pilot.app.screen.query_one(SecretInput).value = PASSPHRASE
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask if again else Home))
        if again:  # the app asks about drafts by itself
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, InterviewScreen))
        else:
            await show(pilot, InterviewScreen(CODE))
        screen = cast(InterviewScreen, pilot.app.screen)
        await until(pilot, lambda: not screen.query_one(Editor).read_only)
        await pilot.pause()
        yield pilot, screen


def write(vault: Path, steps: Steps, *, again: bool = False) -> FieldnotesApp:
    """Run the steps of a test in the interview; return the app as it ended."""
    apps = []

    async def run() -> None:
        async with writing(vault, again) as (pilot, screen):
            apps.append(cast(FieldnotesApp, pilot.app))
            await steps(pilot, screen)

    asyncio.run(run())
    return apps[0]


def texts(sheet: Sheet) -> list[str]:
    """Return the words of the passages."""
    return [row.passage.text.reveal() for row in sheet.rows]


def in_the_vault(vault: Path) -> list[str]:
    """Return what somebody else reads in the vault now, drafts included."""
    with vaults.opened(vault, PASSPHRASE) as opened:
        return texts(drafting.open_sheet(opened, CODE))


def drafts(opened: Vault) -> int:
    """Count the drafts of a vault."""
    return len(opened.drafts())


def said(screen: InterviewScreen) -> str:
    """Return what the message line says."""
    return screen.query_one(Message).words


def page(screen: InterviewScreen) -> str:
    """Return the words of the page beside the text."""
    return "\n".join(block.text for block in screen.query_one(PagePane).view._blocks)


async def ended(pilot: "Pilot[int]") -> None:
    """Wait until the app ends."""
    await until(pilot, lambda: pilot.app._exit)


# ------------------------------------------------------------------------------------------------------ kept


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


def test_letters_still_on_their_way_when_the_lock_comes_are_kept(filled: Path) -> None:
    async def steps(pilot: "Pilot[int]", screen: InterviewScreen) -> None:
        for letter in "xyz":
            pilot.app.post_message(events.Key(letter, letter))
        pilot.app.post_message(events.Key("ctrl+l", None))
        await ended(pilot)

    assert write(filled, steps).return_value == Outcome.LOCKED
    assert in_the_vault(filled)[3] == "then we went away.xyz"


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
        await until(pilot, lambda: "NOT KEPT" not in said(screen))
        assert "Kept" in said(screen)

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


# --------------------------------------------------------------------------------------------------------- the page

CARD = ("Saffron", "Kemiri", "Galangal", "123 4567")


def test_the_page_follows_what_is_typed_and_its_terms(filled: Path) -> None:
    async def steps(pilot: "Pilot[int]", screen: InterviewScreen) -> None:
        await until(pilot, lambda: "then we went away." in page(screen))
        await pilot.press(*" and then")
        await until(pilot, lambda: "then we went away. and then" in page(screen))
        await pilot.press("f3")
        assert "off the record" in said(screen)
        await until(pilot, lambda: "went away" not in page(screen))
        assert "and after that" not in page(screen), "a question betrays its answer"

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

        def watch(blocks: Any) -> None:
            shown.extend(block.text for block in blocks)
            show_blocks(blocks)

        pane.view.show = watch  # type: ignore[method-assign]
        for words in (" Saffron Kemiri", " galangal KEMIRI", " call +999 199 123 4567", " Kemi", "ri"):
            await pilot.press(*words)
            await pilot.pause(0.3)
        await until(pilot, lambda: bool(shown))
        everything = "\n".join(shown).casefold()
        assert "went away" in everything
        assert not [word for word in CARD if word.casefold() in everything]
        assert "locked" in str(screen.query_one("#banner").content).casefold()  # type: ignore[attr-defined]

    write(filled, steps)


def test_with_identities_open_names_are_replaced_and_covered_again_once_they_are_hidden(filled: Path) -> None:
    async def steps(pilot: "Pilot[int]", screen: InterviewScreen) -> None:
        await pilot.press(*" said Saffron Kemiri then")
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


def test_the_standing_says_whose_words_these_are_and_what_becomes_of_them(filled: Path) -> None:
    async def steps(pilot: "Pilot[int]", screen: InterviewScreen) -> None:
        standing = screen.query_one("#standing")
        assert "INT-001:4 Kak B" in str(standing.content)  # type: ignore[attr-defined]
        await pilot.press("f3")
        await until(pilot, lambda: "nothing of this reaches the page" in str(standing.content))  # type: ignore[attr-defined]
        screen.query_one(Editor).move_cursor((0, 0))
        await until(pilot, lambda: "INT-001:1 you" in str(standing.content))  # type: ignore[attr-defined]

    write(filled, steps)
