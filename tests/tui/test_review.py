"""Review: every finding is decided by keyboard in sight of both texts, taken back, made an identity in its place."""

import asyncio
import re
from pathlib import Path

import pytest
from textual.widgets import Input

from fieldnotes.domain.identity import Identity
from fieldnotes.tui.screens.ask import Ask
from fieldnotes.tui.screens.export import Export
from fieldnotes.tui.screens.home import Home
from fieldnotes.tui.screens.identify import Identify
from fieldnotes.tui.screens.interview import InterviewScreen
from fieldnotes.tui.screens.review import ReviewScreen
from fieldnotes.tui.screens.source import SourceScreen
from fieldnotes.tui.widgets.finding_list import FindingList
from fieldnotes.tui.widgets.sides import CLOSE, OPEN, Sides
from fieldnotes.workflows import people, reviewing
from tests.tui.desk import SMALL, WIDE, shown, text, typed, unlocked, until
from tests.tui.review_desk import (
    BUNDLE,
    ELSE,
    HOSTILE,
    NAME,
    NOTHING,
    fill,
    go_to,
    items,
    of,
    press,
    readers,
    reviewing_it,
)  # fmt: skip
from tests.tui.tour import open_identities

_CARD = Identity(aliases=(NAME,))


@pytest.mark.parametrize("size", [SMALL, WIDE])
def test_a_finding_stands_marked_in_both_texts_and_in_a_list_by_risk(vault: Path, size: tuple[int, int]) -> None:
    async def go() -> None:
        async with reviewing_it(vault, size=size) as (pilot, screen):
            await go_to(pilot, screen, NAME.casefold())
            seen = text(pilot)
            assert seen.count(f"{OPEN}{NAME}{CLOSE}") == 2
            assert "[Kak B]" in seen
            assert "Saffron" in seen
            assert "as said in INT-001:1 · place 1 of 3" in seen
            assert "3 places in 3 passages: INT-001:1, INT-001:2, INT-002:1" in seen
            risks = [item.risk for item in items(screen)]
            assert risks == sorted(risks, key=("high", "medium", "low").index)
            lines = shown(pilot)
            assert sum(line.rstrip().endswith(" open") for line in lines) == len(items(screen))
            assert len(lines) == size[1]
            assert any(line.split()[:4] == ["risk", "kind", "words", "why"] for line in lines) == (size == WIDE)
            await press(pilot, "n", "n")
            assert "place 3 of 3" in text(pilot)
            assert f"It was {OPEN}{NAME}{CLOSE}" in " ".join(text(pilot).replace("›", "").replace("│", "").split())
            await press(pilot, "left")
            assert "place 2 of 3" in text(pilot)

    asyncio.run(go())


@pytest.mark.parametrize(
    ("key", "decided", "said"),
    [("k", "keep", "Kept in 3 places"), ("a", "always", "Safe for good"), ("r", "replace", "Redacted in 3 places")],
)
def test_a_letter_decides_and_goes_on_to_the_next_open_one_and_u_takes_it_back(
    vault: Path, key: str, decided: str, said: str
) -> None:
    async def go() -> None:
        async with reviewing_it(vault) as (pilot, screen):
            await go_to(pilot, screen, NAME.casefold())
            before = len(items(screen))
            await press(pilot, key)
            await until(pilot, lambda: said in text(pilot))
            assert of(screen, NAME.casefold()).decided == decided
            assert f"1 of {before} decided" in text(pilot)
            assert screen.item is not None
            assert not screen.item.decided
            assert len(pilot.app.undoable) == 1  # type: ignore[attr-defined]
            await press(pilot, "u")
            await until(pilot, lambda: "Taken back" in text(pilot))
            assert not of(screen, NAME.casefold()).decided
            assert screen.item.term == NAME.casefold()
            assert not pilot.app.undoable  # type: ignore[attr-defined]
            await press(pilot, "u")
            assert "Nothing was decided here yet" in text(pilot)

    asyncio.run(go())


def test_everything_decided_is_said_and_taken_back_step_by_step(vault: Path) -> None:
    async def go() -> None:
        async with reviewing_it(vault) as (pilot, screen):
            number = len(items(screen))
            assert number >= 3
            for _ in range(number):
                await press(pilot, "k")
            await until(pilot, lambda: "nothing left to decide" in text(pilot))
            assert "Nothing left to decide. Press e" in text(pilot)
            for _ in range(number):
                await press(pilot, "u")
            await until(pilot, lambda: f"0 of {number} decided" in text(pilot))

    asyncio.run(go())


def test_words_of_ones_own_are_what_readers_see(vault: Path) -> None:
    async def go() -> None:
        async with reviewing_it(vault) as (pilot, screen):
            await go_to(pilot, screen, NAME.casefold())
            await press(pilot, "w")
            assert isinstance(pilot.app.focused, Input)
            await typed(pilot, "the guard")
            await press(pilot, "enter")
            await until(pilot, lambda: of(screen, NAME.casefold()).decided == "replace")
            await go_to(pilot, screen, NAME.casefold())
            assert f"{OPEN}[the guard]{CLOSE}" in readers(screen)
            await press(pilot, "w")
            await typed(pilot, "a] b")
            await press(pilot, "enter")
            await until(pilot, lambda: "these cannot be the words" in text(pilot))
            await press(pilot, "w", "escape")
            assert pilot.app.screen is screen, "Esc closes the field, not the review"

    asyncio.run(go())


def test_a_date_is_said_more_coarsely_as_readers_will_see_it(vault: Path) -> None:
    async def go() -> None:
        async with reviewing_it(vault) as (pilot, screen):
            date = next(item for item in items(screen) if item.kind == "date")
            await go_to(pilot, screen, date.term)
            await press(pilot, "g")
            await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
            assert "[2019]" in text(pilot)
            assert "[March 2019]" in text(pilot)
            await press(pilot, "2")
            await until(pilot, lambda: of(screen, date.term).decided == "generalise")
            await go_to(pilot, screen, date.term)
            assert f"{OPEN}[March 2019]{CLOSE}" in readers(screen)
            await go_to(pilot, screen, NAME.casefold())
            await press(pilot, "g")
            assert "cannot be read well enough" in text(pilot)
            assert pilot.app.screen is screen

    asyncio.run(go())


def test_a_name_becomes_part_of_a_card_and_is_replaced_everywhere(vault: Path) -> None:
    async def go() -> None:
        async with reviewing_it(vault) as (pilot, screen):
            before = len(items(screen))
            await go_to(pilot, screen, NAME.casefold())
            await press(pilot, "i")
            await until(pilot, lambda: isinstance(pilot.app.screen, Identify))
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, Identify), "nobody is meant by an Enter alone"
            await press(pilot, "k", "enter")
            await until(pilot, lambda: f"of {before - 1} decided" in text(pilot))
            assert not any(item.term == NAME.casefold() for item in items(screen))
            card = await pilot.app.desk.do(people.card_of, "kak-b")  # type: ignore[attr-defined]
            assert card.aliases == (NAME,)
            await press(pilot, "u")
            await until(pilot, lambda: f"0 of {before} decided" in text(pilot))
            card = await pilot.app.desk.do(people.card_of, "kak-b")  # type: ignore[attr-defined]
            assert card.all_names == ("Saffron Kemiri",)
            assert of(screen, NAME.casefold()).occurrences == 3

    asyncio.run(go())


def test_a_new_source_is_made_for_a_name(vault: Path) -> None:
    async def go() -> None:
        async with reviewing_it(vault) as (pilot, screen):
            await go_to(pilot, screen, NAME.casefold())
            await press(pilot, "i", "up", "up")
            await press(pilot, "enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, SourceScreen))
            await until(pilot, lambda: pilot.app.screen._ready)  # type: ignore[attr-defined]
            await typed(pilot, "Mam Zero")
            await press(pilot, "ctrl+s")
            await until(pilot, lambda: pilot.app.screen is screen)
            await until(pilot, lambda: all(item.term != NAME.casefold() for item in items(screen)))
            card = await pilot.app.desk.do(people.card_of, "mam-zero")  # type: ignore[attr-defined]
            assert card.aliases == (NAME,)

    asyncio.run(go())


def test_enter_offers_what_can_be_decided(vault: Path) -> None:
    async def go() -> None:
        async with reviewing_it(vault) as (pilot, screen):
            await go_to(pilot, screen, NAME.casefold())
            await press(pilot, "enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
            assert "keep it where it stands (3 places)" in text(pilot)
            await press(pilot, "a")
            await until(pilot, lambda: of(screen, NAME.casefold()).decided == "always")
            await go_to(pilot, screen, NAME.casefold())
            await press(pilot, "enter", "o")
            await until(pilot, lambda: not of(screen, NAME.casefold()).decided)

    asyncio.run(go())


def test_a_filter_shows_some_and_says_so(vault: Path) -> None:
    async def go() -> None:
        async with reviewing_it(vault) as (pilot, screen):
            rows = screen.query_one(FindingList)
            everything = rows.count
            await go_to(pilot, screen, NAME.casefold())
            await press(pilot, "k")
            await press(pilot, "f", "o")
            assert rows.count == everything - 1
            assert "only what is open" in text(pilot)
            await press(pilot, "f", "escape")
            assert rows.count == everything - 1, "Esc leaves it as it is"
            await press(pilot, "f", "h")
            assert 0 < rows.count < everything
            await press(pilot, "f", "a")
            assert rows.count == everything

    asyncio.run(go())


def test_locked_identities_are_one_sentence_and_a_key(vault: Path) -> None:
    async def go() -> None:
        async with unlocked(fill(vault, BUNDLE)) as pilot:
            await press(pilot, "r")
            await until(pilot, lambda: "The identities are locked" in text(pilot))
            assert "F7 opens them" in text(pilot)
            assert NAME not in text(pilot)
            await press(pilot, "k", "i", "g", "u", "o", "f", "enter", "n", "space", "w", "t", "t", "e")
            assert isinstance(pilot.app.screen, ReviewScreen)
            await open_identities(pilot)
            await until(pilot, lambda: NAME in text(pilot))
            await press(pilot, "f7")
            await until(pilot, lambda: "The identities are locked" in text(pilot))
            assert NAME not in text(pilot)
            assert pilot.app.screen._review is None

    asyncio.run(go())


def test_nothing_to_decide_names_the_key_that_goes_on(vault: Path) -> None:
    async def go() -> None:
        async with reviewing_it(vault, NOTHING) as (pilot, _screen):
            assert "Nothing left to decide. Press e to go on to the page." in text(pilot)
            await press(pilot, "k", "i", "enter", "n", "e")
            await until(pilot, lambda: isinstance(pilot.app.screen, Export))

    asyncio.run(go())


def test_hostile_words_are_shown_as_they_are_and_a_passage_is_signed_once_it_was_read(vault: Path) -> None:
    async def go() -> None:
        async with reviewing_it(vault, ELSE) as (pilot, screen):
            await go_to(pilot, screen, next(item.term for item in items(screen) if "grelvand" in item.term))
            said = "".join(line.words for line in screen.query_one(Sides).raw.text.lines)
            assert f"{HOSTILE} said.".replace(" ", "") in re.sub(f"[ {OPEN}{CLOSE}]", "", said)
            assert "[@click=app.quit]" in text(pilot)
            script = next(item for item in items(screen) if item.kind == "script")
            row = screen.query_one(FindingList).row_of(script.id)
            assert row is not None
            screen.query_one(FindingList).move(row)
            await pilot.pause(0.2)
            assert "Read it to its end (Space)" in text(pilot)
            assert "the whole passage" in text(pilot)
            await press(pilot, "k")
            assert "Read it to its end first" in text(pilot)
            assert not items(screen)[row].decided
            for _ in range(20):
                await pilot.press("space")
            await pilot.pause(0.1)
            assert screen.query_one(Sides).raw.is_at_its_end
            await press(pilot, "k")
            await until(pilot, lambda: any(i.id == script.id and i.decided for i in items(screen)))
            await press(pilot, "b", "t")
            assert screen.query_one(Sides).size.height > 8

    asyncio.run(go())


def test_the_review_of_one_interview_opens_from_it_and_from_its_export(vault: Path) -> None:
    async def go() -> None:
        async with unlocked(fill(vault, BUNDLE)) as pilot:
            await open_identities(pilot)
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, InterviewScreen))
            await until(pilot, lambda: getattr(pilot.app.screen, "_autosave", None) is not None)
            await pilot.press("ctrl+r")
            await until(pilot, lambda: isinstance(pilot.app.screen, ReviewScreen) and "decided" in text(pilot))
            assert "Review INT-001" in text(pilot)
            assert {where for item in items(pilot.app.screen) for where in item.where} <= {"INT-001:1", "INT-001:2"}
            await press(pilot, "escape")
            await until(pilot, lambda: isinstance(pilot.app.screen, InterviewScreen))
            await press(pilot, "f10")
            await until(pilot, lambda: isinstance(pilot.app.screen, Export))
            await press(pilot, "f10")
            await until(pilot, lambda: "Ctrl+R shows what is undecided" in text(pilot))
            await press(pilot, "ctrl+r")
            await until(pilot, lambda: isinstance(pilot.app.screen, ReviewScreen) and "decided" in text(pilot))
            assert "only what is open" in text(pilot)
            for _ in range(len(items(pilot.app.screen))):
                await press(pilot, "r")
            await until(pilot, lambda: "Nothing left to decide" in text(pilot))
            await press(pilot, "e")
            await until(pilot, lambda: isinstance(pilot.app.screen, Export))
            pilot.app.screen.query_one("#out", Input).value = str(vault.parent / "page.md")
            await press(pilot, "f10")
            await until(pilot, lambda: "The page is written" in text(pilot))
            assert NAME not in (vault.parent / "page.md").read_text(encoding="utf-8")

    asyncio.run(go())


def test_what_changed_meanwhile_is_looked_at_again(vault: Path) -> None:
    async def go() -> None:
        async with reviewing_it(vault) as (pilot, screen):
            before = len(items(screen))
            await pilot.app.desk.do(lambda v: people.supplement(v, "kak-b", _CARD))  # type: ignore[attr-defined]
            await go_to(pilot, screen, NAME.casefold())
            await press(pilot, "k")
            await until(pilot, lambda: "has changed meanwhile: decide again" in text(pilot))
            await until(pilot, lambda: len(items(screen)) == before - 1)
            assert not any(item.decided for item in items(screen))
            await pilot.app.desk.do(lambda v: people.retire(v, "kak-b", _CARD))  # type: ignore[attr-defined]
            await press(pilot, "f1", "escape")
            await until(pilot, lambda: len(items(screen)) == before)

    asyncio.run(go())


def test_decisions_outlive_the_screen_and_home_takes_the_last_one_back(vault: Path) -> None:
    async def go() -> None:
        async with reviewing_it(vault) as (pilot, screen):
            await go_to(pilot, screen, NAME.casefold())
            await press(pilot, "r", "escape")
            await until(pilot, lambda: isinstance(pilot.app.screen, Home))
            await press(pilot, "r")
            await until(pilot, lambda: "1 of" in text(pilot))
            await press(pilot, "escape", "u")
            await until(pilot, lambda: "It is back" in text(pilot))
            found = await pilot.app.desk.do(reviewing.findings, None, screen._review._now)  # type: ignore[attr-defined,union-attr]
            assert not any(item.decided for item in found)

    asyncio.run(go())
