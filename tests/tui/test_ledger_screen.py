"""Ledger: how each source stands for whom, and what a researcher adds to it."""

import asyncio
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from fieldnotes.domain.ledger import Disclosure, Estimate, Fact
from fieldnotes.tui.screens.ask import Ask
from fieldnotes.tui.screens.ledger import LedgerScreen
from fieldnotes.tui.screens.ledger_entry import LedgerEntry
from fieldnotes.tui.widgets.form import Form
from fieldnotes.workflows import ledgers, vaults
from tests.tui.desk import PASSPHRASE, show, text, unlocked, until
from tests.tui.tour import make_demo, open_identities

PLACE, TIME = Fact(kind="place", words="Dolaran province"), Fact(kind="time", words="October 2022")


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    made = make_demo(tmp_path / "demo.vault")
    with vaults.opened(made, PASSPHRASE, write=True) as vault:
        ledgers.add(vault, "kak-d", Disclosure(persona="Kak D", facts=(PLACE, TIME), title="The week"))
    return made


async def fill(pilot: Pilot[int], **lines: str) -> None:
    for name, words in lines.items():
        pilot.app.screen.query_one(f"#field-{name}", Input).value = words
    await pilot.press("ctrl+s")


def test_an_estimate_begins_with_everything_that_is_out(demo: Path) -> None:
    async def go() -> None:
        async with unlocked(demo) as pilot:
            await show(pilot, LedgerScreen())
            assert "The identities are locked" in text(pilot)
            assert "The week" not in text(pilot)
            await open_identities(pilot)
            await until(pilot, lambda: "“The week”: place: Dolaran province; time: October 2022" in text(pilot))
            assert "kak-d Kak D 1 unknown unknown unknown" in text(pilot)
            await pilot.press("a")
            await until(pilot, lambda: isinstance(pilot.app.screen, LedgerEntry))
            facts = pilot.app.screen.query_one(Form).words("facts")
            assert facts == ("place: Dolaran province", "time: October 2022")
            await fill(pilot, people="0")
            await until(
                pilot, lambda: "a number of people, from 1 on" in text(pilot) and "this is needed" in text(pilot)
            )
            await fill(pilot, people="7", how="a list in a drawer", among="1,000")
            await until(pilot, lambda: "Estimated: the bounds are computed anew." in text(pilot))
            await until(pilot, lambda: "✗ ≤ 7 ≤ 7 ≤ 7" in text(pilot))
            assert "at most 7 people: fewer than the 20 that should be left" in text(pilot)

    asyncio.run(go())


def test_a_piece_and_the_least_are_entered(demo: Path) -> None:
    async def go() -> None:
        async with unlocked(demo) as pilot:
            await show(pilot, LedgerScreen("kak-d"))
            await open_identities(pilot)
            await until(pilot, lambda: "“The week”" in text(pilot))
            await pilot.press("p")
            await until(pilot, lambda: isinstance(pilot.app.screen, LedgerEntry))
            pilot.app.screen.query_one(Form).refill({"facts": ("an age without a colon",)})
            await fill(pilot, title="Elsewhere", persona="Mam L")
            await until(pilot, lambda: "each line is a kind, a colon and words" in text(pilot))
            pilot.app.screen.query_one(Form).refill({"facts": ("age: 50", "sex=male")})
            await fill(pilot)
            await until(pilot, lambda: "another source is called so" in text(pilot))
            await fill(pilot, persona="Kak D")
            await until(pilot, lambda: "“Elsewhere”: age: 50; sex: male" in text(pilot))
            await pilot.press("m")
            await until(pilot, lambda: isinstance(pilot.app.screen, LedgerEntry))
            await fill(pilot, people="40", how="two are known to the service")
            await until(pilot, lambda: "Set: pages are measured by it" in text(pilot))
            standing = await pilot.app.desk.do(ledgers.standings, "kak-d")  # type: ignore[attr-defined]
            assert list(standing[0].enough.values()) == [40]

    asyncio.run(go())


def test_what_is_typed_is_not_lost_by_a_slip_and_not_shown_when_locked(demo: Path) -> None:
    async def go() -> None:
        async with unlocked(demo) as pilot:
            screen = LedgerScreen()
            await show(pilot, screen)
            await open_identities(pilot)
            await until(pilot, lambda: "“The week”" in text(pilot))
            await pilot.press("a")
            await until(pilot, lambda: isinstance(pilot.app.screen, LedgerEntry))
            await pilot.press("escape")
            await until(pilot, lambda: pilot.app.screen is screen)
            await pilot.press("a")
            await until(pilot, lambda: isinstance(pilot.app.screen, LedgerEntry))
            pilot.app.screen.query_one("#field-people", Input).value = "4"
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, LedgerEntry))
            await pilot.press("f7")
            await until(pilot, lambda: pilot.app.screen is screen)
            await until(pilot, lambda: "Dolaran" not in text(pilot))

    asyncio.run(go())


def test_an_estimate_about_what_is_not_out_is_told(demo: Path) -> None:
    with vaults.opened(demo, PASSPHRASE, write=True) as vault:
        ledgers.add(vault, "kak-d", Estimate(facts=(Fact(kind="age", words="50"),), people=9, how="a guess"))

    async def go() -> None:
        async with unlocked(demo) as pilot:
            await show(pilot, LedgerScreen())
            await open_identities(pilot)
            await until(pilot, lambda: "not all of it is out: at most 9 people for a reader: age: 50" in text(pilot))

    asyncio.run(go())
