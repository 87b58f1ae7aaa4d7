"""Consent: events are recorded and never changed; a source takes back what they said, and it is hidden, or erased."""

import asyncio
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from fieldnotes.domain.consent import Answer, Consent, Mode, Scope, in_force
from fieldnotes.tui.screens.ask import Ask, AskLine
from fieldnotes.tui.screens.consent import ConsentScreen
from fieldnotes.tui.screens.consent_event import ConsentEvent
from fieldnotes.tui.screens.export import Export
from fieldnotes.tui.widgets.form import Form
from fieldnotes.workflows import consenting, reading
from tests.tui.desk import show, text, typed, unlocked, until
from tests.tui.tour import make_demo, open_identities

BAKER = "baker-1"


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    return make_demo(tmp_path / "demo.vault")


async def events(pilot: Pilot[int]) -> tuple[Consent, ...]:
    found: tuple[Consent, ...] = await pilot.app.desk.do(consenting.events_of, BAKER)  # type: ignore[attr-defined]
    return found


async def record(pilot: Pilot[int], **lines: str) -> None:
    await pilot.press("a")
    await until(pilot, lambda: isinstance(pilot.app.screen, ConsentEvent))
    await fill(pilot, **lines)


async def fill(pilot: Pilot[int], **lines: str) -> None:
    for name, words in lines.items():
        pilot.app.screen.query_one(f"#field-{name}", Input).value = words
    await pilot.press("ctrl+s")
    await pilot.pause(0.1)


def test_what_they_answered_is_recorded_and_unasked_stays_unasked(demo: Path) -> None:
    async def go() -> None:
        async with unlocked(demo) as pilot:
            await pilot.press("a")
            assert "Go to a source first" in text(pilot)
            await pilot.press("2")
            await until(pilot, lambda: "[2 Sources" in text(pilot))
            await pilot.press("a")
            await until(pilot, lambda: "unasked is not yes" in text(pilot))
            await record(pilot, yes="quote, future contact", no="name", given="2022-10-09 18:00", language="ckb")
            await until(
                pilot, lambda: "In force in all interviews: no to name; yes to quote, future contact" in text(pilot)
            )
            [event] = await events(pilot)
            assert (event.mode, event.language, event.quote) == (Mode.WRITTEN, "ckb", Answer.YES)
            assert event.answers[Scope.PHOTO] is Answer.UNASKED

    asyncio.run(go())


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ({}, "an answer to something is needed"),
        ({"yes": "quote, kiss"}, "of these, commas between"),
        ({"yes": "quote", "no": "quote"}, "the same stands in both lines"),
        ({"yes": "quote", "given": "the day before"}, "this is no date that can be read in one way only"),
        ({"no": "quote", "given": "2999-01-01 10:00"}, "consent is dated in the future"),
        ({"no": "quote", "interpreter": "No Handle"}, "no handle: small letters"),
        ({"no": "quote", "interview": "INT-999"}, "INT-999"),
    ],
)
def test_what_is_no_answer_is_said_beside_its_line(demo: Path, lines: dict[str, str], said: str) -> None:
    async def go() -> None:
        async with unlocked(demo) as pilot:
            await show(pilot, ConsentScreen(BAKER))
            await record(pilot, **lines)
            await until(pilot, lambda: said in text(pilot))
            assert not await events(pilot)

    asyncio.run(go())


def test_who_could_not_be_asked_said_yes_to_nothing(demo: Path) -> None:
    async def go() -> None:
        async with unlocked(demo) as pilot:
            await show(pilot, ConsentScreen(BAKER))
            await pilot.press("a")
            await until(pilot, lambda: isinstance(pilot.app.screen, ConsentEvent))
            pilot.app.screen.query_one(Form).refill({"mode": Mode.NONE_POSSIBLE.value})
            await fill(pilot, yes="quote")
            await until(pilot, lambda: "nobody said yes who could not be asked" in text(pilot))
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
            await pilot.press("x")
            await until(pilot, lambda: isinstance(pilot.app.screen, ConsentScreen))

    asyncio.run(go())


def test_one_scope_is_taken_back(demo: Path) -> None:
    async def go() -> None:
        async with unlocked(demo) as pilot:
            await show(pilot, ConsentScreen(BAKER))
            for keys in (["enter"], ["escape"], ["1"]):
                await pilot.press("w")
                await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
                assert not await events(pilot)
                await pilot.press(*keys)
            await until(pilot, lambda: "Recorded: no page says it from now on." in text(pilot))
            answers = in_force(await events(pilot), BAKER, None)
            assert (answers[Scope.QUOTE], answers[Scope.PARAPHRASE]) == (Answer.NO, Answer.UNASKED)

    asyncio.run(go())


def test_everything_is_hidden_then_erased_once_the_pseudonym_is_typed(demo: Path) -> None:
    async def go() -> None:
        async with unlocked(demo) as pilot:
            await show(pilot, ConsentScreen(BAKER))
            await pilot.press("w")
            await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
            await pilot.press("w")
            await until(pilot, lambda: "Hidden. Erase it as well?" in text(pilot))
            assert "whether others still name them" in text(pilot)
            await pilot.press("e")
            await until(pilot, lambda: "Open the identities (F7) first" in text(pilot))
            await open_identities(pilot)
            for words in ("Mam X", "mam l"):
                await pilot.press("w")
                await until(pilot, lambda: "What does @baker-1 take back?" in text(pilot))
                await pilot.press("w")
                await until(pilot, lambda: "erasing would remove: the source, 36 passages" in text(pilot))
                await pilot.press("e")
                await until(pilot, lambda: isinstance(pilot.app.screen, AskLine))
                await typed(pilot, words)
                await pilot.press("enter")
                await until(pilot, lambda: "this is not the pseudonym" in text(pilot))
                assert BAKER in {one.handle for one in await pilot.app.desk.do(reading.list_sources)}  # type: ignore[attr-defined]
            await pilot.press("w")
            await until(pilot, lambda: "What does @baker-1 take back?" in text(pilot))
            await pilot.press("w")
            await until(pilot, lambda: "Erase it as well?" in text(pilot))
            await pilot.press("e")
            await until(pilot, lambda: isinstance(pilot.app.screen, AskLine))
            await typed(pilot, "Mam L")
            await pilot.press("enter")
            await until(pilot, lambda: "· erased: the source, 36 passages" in text(pilot))
            await pilot.press("enter")
            assert BAKER not in {one.handle for one in await pilot.app.desk.do(reading.list_sources)}  # type: ignore[attr-defined]

    asyncio.run(go())


def test_the_way_to_a_page_shows_who_consented(demo: Path) -> None:
    async def go() -> None:
        async with unlocked(demo) as pilot:
            await show(pilot, Export(["INT-002"]))
            await open_identities(pilot)
            await until(pilot, lambda: "5 Page ✓" in text(pilot))
            await pilot.press("2")
            await until(pilot, lambda: "baker-1 nothing recorded" in text(pilot))
            await pilot.press("down", "enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, ConsentScreen))
            await record(pilot, no="quote")
            await until(pilot, lambda: "In force in all interviews: no to quote" in text(pilot))
            await pilot.press("escape")
            await until(pilot, lambda: "no to quote" in text(pilot) and "quoted" not in text(pilot))

    asyncio.run(go())
