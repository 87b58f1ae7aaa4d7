"""Export: what was written is read inside the app; what is counted is said in right words."""

import asyncio
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from fieldnotes.domain.ledger import Estimate, Fact
from fieldnotes.tui.screens.export import Export
from fieldnotes.tui.screens.home import Home
from fieldnotes.tui.screens.interview import InterviewScreen
from fieldnotes.tui.screens.ledger import LedgerScreen
from fieldnotes.tui.screens.ledger_entry import LedgerEntry
from fieldnotes.tui.screens.properties import Properties
from fieldnotes.tui.screens.review import ReviewScreen
from fieldnotes.tui.screens.search import Search
from fieldnotes.tui.screens.written import Written, blocks_of
from fieldnotes.tui.widgets.form import Form
from fieldnotes.tui.widgets.page_view import PageView
from fieldnotes.workflows import ledgers, vaults
from tests.tui.desk import PASSPHRASE, WIDE, show, text, typed, unlocked, until
from tests.tui.tour import make_demo, open_identities
from tests.tui.writing_desk import CODE, fill


def test_a_page_is_read_in_the_app_once_it_is_written(vault: Path, tmp_path: Path) -> None:
    async def go() -> None:
        async with unlocked(fill(vault)) as pilot:
            screen = Export([CODE])
            await show(pilot, screen)
            await open_identities(pilot)
            assert "f4 Read" not in text(pilot)
            await pilot.press("f4")
            assert pilot.app.screen is screen
            screen.query_one("#out", Input).value = str(tmp_path / "page.md")
            await pilot.press("f10")
            await until(pilot, lambda: "The page is written: page.md. F4 shows it." in text(pilot))
            await until(pilot, lambda: "4 passages leave; 0 names, places and numbers were replaced." in text(pilot))
            await until(pilot, lambda: "f4 Read" in text(pilot))
            await pilot.press("f4")
            await until(pilot, lambda: isinstance(pilot.app.screen, Written))
            await until(pilot, lambda: "> then we went away." in text(pilot))
            assert "## Kak B, a resident" in text(pilot)
            view = pilot.app.screen.query_one(PageView)
            words = "\n\n".join(block.text for block in view.sheet.blocks)
            assert words.split() == (tmp_path / "page.md").read_text(encoding="utf-8").replace("---\n", "").split()
            await pilot.press("escape")
            await until(pilot, lambda: pilot.app.screen is screen)
            await pilot.press("f10")
            await until(pilot, lambda: "the file exists already" in text(pilot))
            await pilot.press("f4")
            await pilot.pause()
            assert pilot.app.screen is screen, "nothing was written this time"

    asyncio.run(go())


async def two_are_enough(pilot: Pilot[int]) -> None:
    """Say so on the ledger's screen, and go back."""
    await pilot.press("m")
    await until(pilot, lambda: isinstance(pilot.app.screen, LedgerEntry))
    pilot.app.screen.query_one("#field-people", Input).value = "2"
    pilot.app.screen.query_one("#field-how", Input).value = "nobody asks there"
    await pilot.press("ctrl+s")
    await until(pilot, lambda: isinstance(pilot.app.screen, LedgerScreen))
    await pilot.press("escape")


def test_each_stop_says_what_is_missing_and_leads_there(tmp_path: Path) -> None:
    vault = make_demo(tmp_path / "demo.vault", reviewed=False)
    known = Fact(kind="description", words="the head of a powerful security agency")
    with vaults.opened(vault, PASSPHRASE, write=True) as opened:
        ledgers.add(opened, "kak-d", Estimate(facts=(known,), people=3, how="a guess"))

    async def go() -> None:
        async with unlocked(vault, WIDE) as pilot:
            screen = Export(["INT-001"])
            await show(pilot, screen)
            assert "Press F7" in text(pilot)
            await open_identities(pilot)
            await until(pilot, lambda: "[3 Review ✗" in text(pilot))
            assert "2 Terms ?" in text(pilot)
            assert "4 Ledger ✗ 1" in text(pilot)
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, ReviewScreen))
            await pilot.press("escape")
            await until(pilot, lambda: pilot.app.screen is screen)
            await pilot.press("4")
            await until(pilot, lambda: "at most 3 people are left for a reader" in text(pilot))
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, LedgerEntry))
            facts = pilot.app.screen.query_one(Form).words("facts")
            assert facts == (f"description: {known.words}", "place: Dolaran province", "time: October 2022")
            await pilot.press("escape")
            await until(pilot, lambda: pilot.app.screen is screen)
            await pilot.press("l")
            await until(pilot, lambda: isinstance(pilot.app.screen, LedgerScreen) and "@kak-d" in text(pilot))
            await two_are_enough(pilot)
            await until(pilot, lambda: "4 Ledger ?" in text(pilot))
            await pilot.press("tab")
            await until(pilot, lambda: "There is a page once nothing refuses it any more" in text(pilot))
            await pilot.press("2", "enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, Properties))

    asyncio.run(go())


def test_a_passage_in_the_way_is_mended_in_the_editor_that_is_open_already(vault: Path) -> None:
    async def go() -> None:
        async with unlocked(fill(vault), WIDE) as pilot:
            writing = InterviewScreen(CODE)
            await show(pilot, writing)
            await until(pilot, lambda: "then we went away." in text(pilot))
            screen = Export([CODE])
            await show(pilot, screen)
            pilot.app.read_passage(CODE, 2)  # type: ignore[attr-defined]
            await until(pilot, lambda: pilot.app.screen is writing)
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(pilot.app.screen, Home))
            await show(pilot, Export([CODE]))
            pilot.app.read_passage(CODE, 2)  # type: ignore[attr-defined]
            await until(pilot, lambda: isinstance(pilot.app.screen, InterviewScreen))
            assert pilot.app.screen is not writing

    asyncio.run(go())


def test_interviews_are_chosen_and_the_page_is_read_before_it_is_written(tmp_path: Path) -> None:
    vault = make_demo(tmp_path / "demo.vault")

    async def go() -> None:
        async with unlocked(vault, WIDE) as pilot:
            screen = Export(["INT-001"])
            await show(pilot, screen)
            await open_identities(pilot)
            await until(pilot, lambda: "As readers will get it" in text(pilot) and "## Kak D" in text(pilot))
            await pilot.press("1")
            await until(pilot, lambda: "✓ INT-001" in text(pilot) and "✓ INT-002" not in text(pilot))
            await pilot.press("space")
            await until(pilot, lambda: "1 Interviews ✗" in text(pilot))
            await pilot.press("5")
            await until(pilot, lambda: "Choose at least one interview" in text(pilot))
            await pilot.press("f10")
            await until(pilot, lambda: "no interview is chosen" in text(pilot))
            await pilot.press("escape")
            again = Export(["INT-001"])
            await show(pilot, again)
            await until(pilot, lambda: "## Kak D" in text(pilot))
            await pilot.press("1")
            await until(pilot, lambda: "INT-002" in text(pilot))
            await pilot.press("down", "space", "5")
            await until(pilot, lambda: "## Kak D" in text(pilot) and "5 Page ✓" in text(pilot))
            assert "Export INT-001, INT-002" in text(pilot)
            await pilot.press("f7")
            await until(pilot, lambda: "Kak D" not in text(pilot) and "Press F7" in text(pilot))

    asyncio.run(go())


def test_no_word_of_a_long_page_is_cut_off_beside_the_scrollbar(vault: Path) -> None:
    async def go() -> None:
        async with unlocked(vault) as pilot:
            screen = Written("page.md", "---\ntitle: x\n---\n\n" + "> " + "seven words on a line " * 300)
            await show(pilot, screen)
            view = screen.query_one(PageView)
            await until(pilot, lambda: len(view.sheet.lines) > 60)
            await pilot.pause(0.1)
            assert view.sheet.width == view.scrollable_content_region.width
            assert not view.show_horizontal_scrollbar
            first = text(pilot)
            await pilot.press("pagedown")
            await until(pilot, lambda: text(pilot) != first)

    asyncio.run(go())


@pytest.mark.parametrize(
    ("part", "kind"),
    [("## Kak B", "heading"), ("**Note:** x", "question"), ("*Baharat*", "explanation"), ("> x", "prose"),
     ("\\*x", "prose"), ("[…]", "omission"), ("[Kak B] x", "prose")],
)  # fmt: skip
def test_the_parts_of_a_page_are_told_apart(part: str, kind: str) -> None:
    front, block = blocks_of(f'---\ntitle: "Interviews"\n---\n\n{part}\n')
    assert (front.kind, front.text) == ("hidden", 'title: "Interviews"')
    assert (block.kind, block.text) == (kind, part)


def test_one_passage_that_is_found_is_no_passages(vault: Path) -> None:
    async def go() -> None:
        async with unlocked(fill(vault)) as pilot:
            await show(pilot, Search())
            await typed(pilot, "home")
            await until(pilot, lambda: "1 passage" in text(pilot))
            assert "1 passages" not in text(pilot)

    asyncio.run(go())
