"""Check: a file is dropped, what is not as promised is walked beside the article's words, and mended there."""

import asyncio
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from fieldnotes.errors import UsageError
from fieldnotes.tui.rows import RowList
from fieldnotes.tui.screens.check import CheckScreen, paths_of
from tests.acceptance import articles
from tests.tui.desk import WIDE, show, text, typed, unlocked, until
from tests.tui.tour import make_demo, open_identities

PLACE_NAMED = articles.MISTAKES["place"]


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    return make_demo(tmp_path / "demo.vault")


@pytest.fixture
def article(tmp_path: Path) -> Path:
    made = tmp_path / "an article.md"
    made.write_bytes(articles.markdown(*articles.CLEAN, PLACE_NAMED))
    return made


async def drop(pilot: Pilot[int], words: str) -> None:
    await typed(pilot, words)
    await pilot.press("enter")
    await until(pilot, lambda: "not checked" in text(pilot), 30)


def test_what_is_found_is_walked_in_the_words_of_the_article(demo: Path, article: Path) -> None:
    async def go() -> None:
        async with unlocked(demo, WIDE) as pilot:
            await pilot.press("c")
            await until(pilot, lambda: isinstance(pilot.app.screen, CheckScreen))
            await open_identities(pilot)
            await drop(pilot, f"'{article}'")
            assert "1 finding. Mend it in the article" in text(pilot)
            assert "⟦Zinarok⟧" in text(pilot)
            assert ": a name of location attacked-town" in text(pilot)
            assert "not checked names of people" in text(pilot)
            await pilot.press("down")
            await until(pilot, lambda: "⟦" not in text(pilot))
            article.write_bytes(articles.markdown(*articles.CLEAN))
            await pilot.press("r")
            await until(pilot, lambda: "Nothing was found. No list knows everybody" in text(pilot), 30)
            assert "Zinarok" not in text(pilot)

    asyncio.run(go())


def test_each_of_two_names_in_one_paragraph_is_walked(demo: Path, article: Path) -> None:
    async def go() -> None:
        article.write_text("First Rezan Rewasi spoke, and then Abu Lawend was silent.\n", encoding="utf-8")
        async with unlocked(demo) as pilot:
            await show(pilot, CheckScreen())
            await open_identities(pilot)
            await drop(pilot, str(article))
            assert "2 findings." in text(pilot)
            assert "⟦Rezan Rewasi⟧" in text(pilot)
            await pilot.press("down")
            await until(pilot, lambda: "⟦Abu Lawend⟧" in text(pilot))
            await pilot.press("down")
            await until(pilot, lambda: "not checked: names of people whom" in text(pilot))

    asyncio.run(go())


def test_nothing_that_was_found_in_another_article_stands_there_meanwhile(demo: Path, article: Path) -> None:
    async def go() -> None:
        async with unlocked(demo, WIDE) as pilot:
            await show(pilot, CheckScreen())
            await open_identities(pilot)
            await drop(pilot, str(article))
            assert "⟦Zinarok⟧" in text(pilot)
            pilot.app.screen.query_one("#path", Input).value = str(article.with_name("gone.md"))
            await pilot.press("o", "enter")
            await until(pilot, lambda: "a draft cannot be read" in text(pilot))
            assert "Zinarok" not in text(pilot)

    asyncio.run(go())


def test_with_the_identities_locked_it_is_never_clean(demo: Path, article: Path) -> None:
    async def go() -> None:
        article.write_bytes(articles.markdown(*articles.CLEAN))
        async with unlocked(demo, WIDE) as pilot:
            await show(pilot, CheckScreen())
            await drop(pilot, str(article))
            assert "this is no all-clear" in text(pilot)
            assert "names of sources: the identities are locked" in text(pilot)
            await open_identities(pilot)
            await until(pilot, lambda: "Nothing was found. No list knows everybody" in text(pilot), 30)
            article.write_bytes(articles.markdown(articles.MISTAKES["protected-role"]))
            await pilot.press("r")
            await until(pilot, lambda: "⟦Bassam al-Qirfawi⟧" in text(pilot), 30)
            await pilot.press("f7")
            await until(pilot, lambda: "IDENTITIES OPEN" not in text(pilot) and "Bassam" not in text(pilot))

    asyncio.run(go())


def test_what_is_published_is_entered_into_the_ledger(demo: Path, article: Path) -> None:
    async def go() -> None:
        async with unlocked(demo, WIDE) as pilot:
            await show(pilot, CheckScreen())
            await pilot.press("tab", "p")
            assert "Check an article first." in text(pilot)
            await open_identities(pilot)
            await pilot.press("o")
            await drop(pilot, str(article))
            await pilot.press("p")
            await until(pilot, lambda: "Published under which title?" in text(pilot))
            await pilot.press("enter")
            await until(pilot, lambda: "a title is needed" in text(pilot))
            await typed(pilot, "The night at the silo")
            await pilot.press("enter")
            await until(pilot, lambda: "Entered into the ledger as published." in text(pilot), 30)
            await pilot.press("escape", "l")
            await until(pilot, lambda: "“The night at the silo”: description: a baker" in text(pilot))

    asyncio.run(go())


def test_a_file_that_is_not_there_is_said_in_place(demo: Path) -> None:
    async def go() -> None:
        async with unlocked(demo) as pilot:
            await show(pilot, CheckScreen())
            await pilot.press("enter")
            assert "Name the article first" in text(pilot)
            await typed(pilot, "/nowhere/at-all.md")
            await pilot.press("enter")
            await until(pilot, lambda: "a draft cannot be read" in text(pilot))
            await typed(pilot, " 'x")
            await pilot.press("enter")
            await until(pilot, lambda: "a quotation mark in the path is not closed" in text(pilot))
            assert pilot.app.screen.query_one("#found", RowList).count == 0

    asyncio.run(go())


def test_a_file_is_taken_wherever_it_is_dropped(demo: Path, article: Path) -> None:
    async def go() -> None:
        async with unlocked(demo) as pilot:
            await show(pilot, CheckScreen())
            await pilot.press("tab")
            await typed(pilot, str(article).replace(" ", "\\ "))
            await until(pilot, lambda: "not checked" in text(pilot), 30)

    asyncio.run(go())


def test_paths_are_read_as_terminals_write_them(tmp_path: Path) -> None:
    odd = tmp_path / "it's “mine” (2).md"
    odd.write_text("x", encoding="utf-8")
    plain = tmp_path / "b.md"
    assert paths_of(str(odd)) == [odd]
    assert paths_of(f'"{odd}"') == [odd]
    assert paths_of(str(odd).replace("'", "\\'").replace(" ", "\\ ").replace("(", "\\(").replace(")", "\\)")) == [odd]
    assert paths_of(odd.as_uri()) == [odd]
    assert paths_of(f"'{plain}' {plain}") == [plain, plain]
    assert paths_of("~/b.md") == [Path.home() / "b.md"]
    with pytest.raises(UsageError, match="quotation mark"):
        paths_of("'b.md")
