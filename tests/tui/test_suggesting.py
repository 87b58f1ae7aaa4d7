"""F2 on a source: pseudonyms to choose from, by keys alone, in 80 columns and 24 rows."""

import asyncio
from pathlib import Path

from textual.pilot import Pilot

from fieldnotes.domain.identity import Identity
from fieldnotes.domain.source import Source
from fieldnotes.tui.app import FieldnotesApp
from fieldnotes.tui.screens.source import SourceScreen
from fieldnotes.tui.screens.suggesting import HANDFUL, Suggesting
from fieldnotes.tui.widgets.form import Form
from fieldnotes.workflows import people, vaults
from tests.tui.desk import IDENTITY_PASSPHRASE, PASSPHRASE, show, shown, text, typed, unlocked, until

CARD = Identity(name="Saffron Kemiri", aliases=("Abu Nutmeg",))


def planted(vault: Path) -> Path:
    with vaults.opened(vault, PASSPHRASE, write=True) as opened:
        people.add_source(opened, Source(handle="kak-b", pseudonym="Kak B"), CARD)
    return vault


def form(pilot: Pilot[int]) -> Form:
    screen = next(one for one in pilot.app.screen_stack if isinstance(one, SourceScreen))
    return screen.query_one(Form)


async def begin(pilot: Pilot[int], handle: str | None = "kak-b", *, identities: bool = True) -> None:
    """Open a source, with the identities, and press F2."""
    assert isinstance(pilot.app, FieldnotesApp)
    if identities:
        await pilot.app.desk.open_identities(IDENTITY_PASSPHRASE)
    await show(pilot, SourceScreen(handle))
    await suggest(pilot)


async def suggest(pilot: Pilot[int]) -> None:
    await pilot.press("f2")
    await until(pilot, lambda: isinstance(pilot.app.screen, Suggesting) and offered(pilot))


def offered(pilot: Pilot[int]) -> list[str]:
    """Return the pseudonyms on the screen, the one under the cursor with its mark."""
    lines = [line for line in shown(pilot)[3:-2] if line.strip() and not line.startswith("     ")]
    return [line[1:21].rstrip() for line in lines]


def test_a_suggestion_is_taken_with_its_gloss_and_handle(vault: Path) -> None:
    async def go() -> None:
        async with unlocked(vault) as pilot:
            assert isinstance(pilot.app, FieldnotesApp)
            await pilot.app.desk.open_identities(IDENTITY_PASSPHRASE)
            await show(pilot, SourceScreen(None))
            form(pilot).show({"name": "Dilshad Cumin"})
            await suggest(pilot)
            assert len(offered(pilot)) == HANDFUL
            assert "Style: honorific and letter" in text(pilot)
            await pilot.press("down")
            chosen = next(line for line in offered(pilot) if line.startswith("› "))
            assert chosen == offered(pilot)[1]
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, SourceScreen))
            await until(pilot, lambda: form(pilot).line("handle"))
            pseudonym = form(pilot).line("pseudonym")
            assert pseudonym == chosen[2:].strip()
            assert form(pilot).line("gloss").startswith("“")
            assert "✗" not in text(pilot)
            assert not {word for word in pseudonym.split() if word in ("D", "C")}

    asyncio.run(go())


def test_a_gloss_that_a_person_wrote_stays_and_one_that_was_suggested_goes(vault: Path) -> None:
    async def go() -> None:
        async with unlocked(planted(vault)) as pilot:
            await begin(pilot)
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, SourceScreen))
            assert form(pilot).line("gloss")
            await suggest(pilot)
            await pilot.press("s")
            await until(pilot, lambda: "Style: given name" in text(pilot))
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, SourceScreen))
            assert form(pilot).line("gloss") == ""
            form(pilot).show({"gloss": "mine"})
            await suggest(pilot)
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, SourceScreen))
            assert form(pilot).line("gloss") == "mine"

    asyncio.run(go())


def test_others_come_at_a_key_until_none_is_left_and_it_says_so_once(vault: Path) -> None:
    async def go() -> None:
        async with unlocked(planted(vault)) as pilot:
            await begin(pilot)
            await pilot.press("s")
            await until(pilot, lambda: "Style: given name" in text(pilot))
            seen: list[str] = []
            for _ in range(40):
                now = [line[2:].strip() for line in offered(pilot)]
                assert not set(now) & set(seen)
                seen += now
                await pilot.press("o")
                await pilot.pause()
                if "No other given name" in text(pilot):
                    break
            assert "No other given name of this language is left" in text(pilot)
            assert [line[2:].strip() for line in offered(pilot)] == seen[-len(offered(pilot)) :]
            assert not [name for name in seen if name[0] in "SKAN"]

    asyncio.run(go())


def test_style_language_and_whom_are_changed_by_keys(vault: Path) -> None:
    async def go() -> None:
        async with unlocked(planted(vault)) as pilot:
            await begin(pilot)
            first = shown(pilot)[1]
            await pilot.press("right")
            await until(pilot, lambda: shown(pilot)[1] != first)
            await pilot.press("left")
            await until(pilot, lambda: shown(pilot)[1] == first)
            await pilot.press("g")
            await until(pilot, lambda: "For: a man" in text(pilot))
            assert "for a woman" not in text(pilot)
            await pilot.press("g")
            await until(pilot, lambda: "For: a woman" in text(pilot))
            assert "for a man" not in text(pilot)
            await pilot.press("s", "s")
            await until(pilot, lambda: "Style: code" in text(pilot))
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(pilot.app.screen, SourceScreen))
            assert form(pilot).line("pseudonym") == "Kak B"

    asyncio.run(go())


def test_with_the_identities_locked_there_are_codes_only_and_it_says_why(vault: Path) -> None:
    async def go() -> None:
        async with unlocked(planted(vault)) as pilot:
            await begin(pilot, identities=False)
            assert "Style: code" in text(pilot)
            assert "The identities are locked" in text(pilot)
            for line in offered(pilot):
                assert line[2:].split()[0] in ("Source", "Interviewee", "Participant", "Respondent")
            await pilot.press("s")
            await pilot.pause()
            assert "Style: code" in text(pilot)

    asyncio.run(go())


def test_hiding_the_identities_takes_what_was_suggested_from_the_screen(vault: Path) -> None:
    async def go() -> None:
        async with unlocked(planted(vault)) as pilot:
            await begin(pilot)
            await pilot.press("f7")
            await until(pilot, lambda: "The identities are locked" in text(pilot))
            assert all(line[2:].split()[0].isalpha() and line[-1].isdigit() for line in offered(pilot))

    asyncio.run(go())


def test_a_new_source_without_a_name_gets_codes_until_one_is_written(vault: Path) -> None:
    async def go() -> None:
        async with unlocked(vault) as pilot:
            await begin(pilot, None)
            assert "No name is on the card" in text(pilot)
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(pilot.app.screen, SourceScreen))
            form(pilot).focus_on("name")
            await typed(pilot, "Dilshad Cumin")
            await suggest(pilot)
            assert "Style: honorific" in text(pilot)

    asyncio.run(go())


def test_everything_fits_in_eighty_columns_and_no_name_is_shown(vault: Path) -> None:
    async def go() -> None:
        async with unlocked(planted(vault)) as pilot:
            await begin(pilot)
            for _ in range(12):
                assert max(len(line) for line in shown(pilot)) <= 80
                assert len(shown(pilot)) == 24
                assert len(offered(pilot)) >= 1
                assert not [word for word in ("Saffron", "Kemiri", "Nutmeg") if word in text(pilot)]
                await pilot.press("right")
                await pilot.pause()

    asyncio.run(go())
