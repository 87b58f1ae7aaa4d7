"""What is typed in a form outlives a kill, a lock and a leave, valid or not; home tells of it in words."""

import asyncio
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from fieldnotes.domain.identity import Identity
from fieldnotes.domain.interview import Interview
from fieldnotes.domain.location import Ladder, Location
from fieldnotes.domain.preferences import Preferences
from fieldnotes.domain.rungs import PlaceRung
from fieldnotes.domain.source import Source
from fieldnotes.errors import Unreachable
from fieldnotes.tui.lists import unfinished_line
from fieldnotes.tui.screens.ask import Ask
from fieldnotes.tui.screens.frame import Framed
from fieldnotes.tui.screens.home import Home
from fieldnotes.tui.screens.place import PlaceScreen
from fieldnotes.tui.screens.properties import Properties
from fieldnotes.tui.screens.source import SourceScreen
from fieldnotes.tui.widgets.form import Form
from fieldnotes.workflows import people, places, reading, sittings, unfinished, vaults
from fieldnotes.workflows.unfinished import Of, Unfinished, Value
from tests.tui.desk import IDENTITY_PASSPHRASE, PASSPHRASE, show, shown, text, typed, unlocked, until

HERE_AGAIN = "Your unfinished words are here again."
PLANTED = "Dilshad Cumin"
NUMBER = count()
MILL = Location(
    handle="mill",
    name="The Old Mill",
    ladder=Ladder(settlement="Clove Village", country="Spiceland"),
    publish_from=PlaceRung.COUNTRY,
)
# Nothing of it can be kept as a record: no such place, no such person, no position, no date.
INVALID: dict[Of, dict[str, Value]] = {
    Of.PLACE: {"name": "دوو ڕووبار", "handle": "Two Rivers!", "coordinates": "35,30", "settlement": "گوند"},
    Of.SOURCE: {"pseudonym": "کاک د", "handle": "Kak D!", "describe_as": "a baker", "minor": True},
    Of.INTERVIEW: {"code": "no code", "when": "some day", "place": "nowhere", "people": ("nobody as guest",)},
}
SCREENS: dict[Of, Any] = {Of.PLACE: PlaceScreen, Of.SOURCE: SourceScreen, Of.INTERVIEW: Properties}
NAMES = {Of.PLACE: "mill", Of.SOURCE: "layla", Of.INTERVIEW: "INT-007"}


def furnished(vault: Path) -> Path:
    """Put a source with a card, a place and an interview into a vault."""
    with vaults.opened(vault, PASSPHRASE, write=True) as opened:
        people.add_source(opened, Source(handle="layla", pseudonym="Layla"), None)
        places.add_location(opened, MILL)
        sittings.add_interview(opened, Interview(code="INT-007", started=datetime(2026, 3, 4, tzinfo=UTC)))
    return vault


def killed(vault: Path) -> Path:
    """Return the vault as a kill of the process that has it open would leave it."""
    return Path(shutil.copytree(vault, vault.with_name(f"killed-{next(NUMBER)}")))


def form(pilot: Pilot[int]) -> Form:
    """Return the form on the screen."""
    return pilot.app.screen.query_one(Form)


async def fill_in(pilot: Pilot[int], values: Mapping[str, Value]) -> None:
    """Fill in a form as if by hand: first what other fields follow."""
    first = {name: values[name] for name in ("name", "pseudonym") if name in values}
    for some in (first, values):
        form(pilot).refill(some)
        await pilot.pause(0.05)


def has(pilot: Pilot[int], values: Mapping[str, Value]) -> bool:
    """Tell whether the form on the screen holds these values."""
    return values.items() <= form(pilot).values().items()


def line(pilot: Pilot[int]) -> str:
    """Return what home says is unfinished."""
    return plain(str(pilot.app.screen.query_one("#unfinished", Static).render()))


def plain(said: str) -> str:
    """Return words with blanks for those at which no line may end."""
    return said.replace("\u00a0", " ")


async def leave_for_good(pilot: Pilot[int]) -> None:
    """Leave a form without keeping."""
    await pilot.press("escape")
    await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
    await pilot.press("x")
    await until(pilot, lambda: isinstance(pilot.app.screen, Home))


async def open_identities(pilot: Pilot[int], *, close: bool = False) -> None:
    """Open or hide the identities behind every screen."""
    desk = pilot.app.desk  # type: ignore[attr-defined]
    if close:
        desk.close_identities()
    else:
        await desk.open_identities(IDENTITY_PASSPHRASE)
    for screen in pilot.app.screen_stack:
        if isinstance(screen, Framed):
            screen.identities_changed()
    await pilot.pause(0.3)


@pytest.mark.parametrize("is_new", [True, False], ids=["new", "kept"])
@pytest.mark.parametrize("of", list(Of))
def test_what_is_typed_survives_a_kill_a_second_later_valid_or_not(vault: Path, of: Of, is_new: bool) -> None:
    name = None if is_new else NAMES[of]
    values = {n: value for n, value in INVALID[of].items() if is_new or (of, n) != (Of.SOURCE, "handle")}
    copies: list[Path] = []

    async def before() -> None:
        async with unlocked(furnished(vault)) as pilot:
            await show(pilot, SCREENS[of](name))
            await fill_in(pilot, values)
            await pilot.pause(1)
            copies.append(killed(vault))

    async def after() -> None:
        async with unlocked(copies[0]) as pilot:
            assert "unfinished" in text(pilot).casefold()
            await show(pilot, SCREENS[of](name))
            assert HERE_AGAIN in text(pilot)
            await pilot.pause(0.1)
            assert has(pilot, values)
            await leave_for_good(pilot)
            await until(pilot, lambda: not line(pilot))
            assert await pilot.app.desk.do(lambda opened: opened.drafts()) == []  # type: ignore[attr-defined]

    asyncio.run(before())
    asyncio.run(after())


@pytest.mark.parametrize("of", list(Of))
def test_a_lock_keeps_what_was_typed_and_makes_no_record_of_it(vault: Path, of: Of) -> None:
    async def before() -> None:
        async with unlocked(vault) as pilot:
            screen = SCREENS[of](None)
            await show(pilot, screen)
            await fill_in(pilot, INVALID[of])
            await screen.put_away()

    async def after() -> None:
        async with unlocked(vault) as pilot:
            for each in ("interview", "source", "location"):
                assert pilot.app.desk.vault.count(each) == 0  # type: ignore[attr-defined]
            await pilot.press({Of.INTERVIEW: "1", Of.SOURCE: "2", Of.PLACE: "3"}[of])
            await pilot.press("n")
            await until(pilot, lambda: isinstance(pilot.app.screen, SCREENS[of]) and HERE_AGAIN in text(pilot))
            assert has(pilot, INVALID[of])

    asyncio.run(before())
    asyncio.run(after())


def test_a_field_that_is_left_is_kept_at_once(vault: Path) -> None:
    async def go() -> None:
        async with unlocked(vault) as pilot:
            await show(pilot, PlaceScreen(None))
            await typed(pilot, "Mill")
            await pilot.press("tab")
            await pilot.pause(0.1)
            found = await pilot.app.desk.do(unfinished.find, Of.PLACE, None)  # type: ignore[attr-defined]
            assert found is not None

    asyncio.run(go())


def test_once_kept_the_draft_goes(vault: Path) -> None:
    async def go() -> None:
        async with unlocked(furnished(vault)) as pilot:
            for of, values in (
                (Of.PLACE, {"name": "Tower", "handle": "tower"}),
                (Of.SOURCE, {"pseudonym": "Zero", "handle": "zero"}),
                (Of.INTERVIEW, {"mode": "by post"}),
            ):
                for name in (None, NAMES[of]):
                    came = await show(pilot, SCREENS[of](name))
                    fields = {n: v for n, v in values.items() if name is None or n not in ("handle", "pseudonym")}
                    form(pilot).refill(fields or {"describe_as": "a baker"})
                    await pilot.pause(0.8)
                    assert pilot.app.desk.vault.drafts()  # type: ignore[attr-defined]
                    await pilot.press("ctrl+s")
                    await until(pilot, lambda came=came: came)  # type: ignore[misc]
                    assert came != [None]
                    assert pilot.app.desk.vault.drafts() == []  # type: ignore[attr-defined]

    asyncio.run(go())


def test_a_new_source_of_which_a_card_was_begun_is_still_a_new_one_after_a_kill(vault: Path) -> None:
    copies: list[Path] = []

    async def before() -> None:
        async with unlocked(vault) as pilot:
            await show(pilot, SourceScreen(None))
            form(pilot).refill({"pseudonym": "Layla", "handle": "layla", "describe_as": "a baker"})
            await pilot.pause(0.8)
            form(pilot).refill({"name": PLANTED})
            await pilot.pause(1)
            copies.append(killed(vault))

    async def after() -> None:
        async with unlocked(copies[0]) as pilot:
            assert line(pilot) == "Unfinished: @source (2, Enter on it)"
            await pilot.press("2", "enter")
            await until(pilot, lambda: HERE_AGAIN in text(pilot))
            assert "sealed, with words that you had not kept yet" in text(pilot)
            assert PLANTED not in text(pilot)
            assert has(pilot, {"pseudonym": "Layla", "handle": "layla", "describe_as": "a baker"})
            await open_identities(pilot)
            await until(pilot, lambda: has(pilot, {"name": PLANTED}))
            await pilot.press("ctrl+s")
            await until(pilot, lambda: isinstance(pilot.app.screen, Home))
            desk = pilot.app.desk  # type: ignore[attr-defined]
            assert [one.handle for one in await desk.do(reading.list_sources)] == ["layla"]
            assert await desk.do(people.card_of, "layla") == Identity(name=PLANTED)
            assert desk.vault.drafts() == []

    asyncio.run(before())
    asyncio.run(after())


def test_nobody_leaves_words_of_a_card_behind_that_they_cannot_see(vault: Path) -> None:
    with vaults.opened(furnished(vault), PASSPHRASE, write=True) as opened:
        people.keep_card_draft(opened, "layla", Identity(name=PLANTED))

    async def go() -> None:
        async with unlocked(vault) as pilot:
            await show(pilot, SourceScreen("layla"))
            form(pilot).refill({"describe_as": "a baker"})
            await pilot.pause()
            await leave_for_good(pilot)
            assert await pilot.app.desk.do(people.has_card_draft, "layla")  # type: ignore[attr-defined]

    asyncio.run(go())


def test_a_pseudonym_is_not_changed_while_words_of_the_card_wait_sealed(vault: Path) -> None:
    with vaults.opened(furnished(vault), PASSPHRASE, write=True) as opened:
        people.keep_card_draft(opened, "layla", Identity(name=PLANTED))

    async def go() -> None:
        async with unlocked(vault) as pilot:
            came = await show(pilot, SourceScreen("layla"))
            form(pilot).refill({"pseudonym": "Kak D"})
            await pilot.press("ctrl+s")
            await until(pilot, lambda: "compared with the name" in text(pilot))
            assert came == []

    asyncio.run(go())


def test_what_is_typed_of_a_sealed_place_is_sealed_and_hides_with_the_identities(vault: Path) -> None:
    copies: list[Path] = []

    async def before() -> None:
        async with unlocked(vault) as pilot:
            await show(pilot, PlaceScreen(None))
            form(pilot).refill({"name": PLANTED, "sealed": True})
            await pilot.pause(1)
            copies.append(killed(vault))
            [draft] = pilot.app.desk.vault.drafts()  # type: ignore[attr-defined]
            assert draft.sealed

    async def after() -> None:
        async with unlocked(copies[0]) as pilot:
            assert line(pilot) == "Unfinished: a new place, sealed (F7, 3, n)"
            await open_identities(pilot)
            assert line(pilot) == "Unfinished: a new place (3, n)"
            await pilot.press("3", "n")
            await until(pilot, lambda: PLANTED in text(pilot))
            form(pilot).refill({"settlement": "Clove Village"})
            await open_identities(pilot, close=True)
            await until(pilot, lambda: "This place is sealed, with words that you had not kept yet" in text(pilot))
            assert PLANTED not in text(pilot)
            assert "Clove" not in text(pilot)
            await open_identities(pilot)
            await until(pilot, lambda: has(pilot, {"name": PLANTED, "settlement": "Clove Village", "sealed": True}))

    asyncio.run(before())
    asyncio.run(after())


def test_what_was_changed_elsewhere_is_told_and_what_was_typed_is_still_there(vault: Path) -> None:
    with vaults.opened(furnished(vault), PASSPHRASE, write=True) as opened:
        unfinished.keep(opened, Of.PLACE, "mill", None, {"district": "Clove district"})
        places.change_location(opened, "mill", MILL.model_copy(update={"name": "The New Mill"}))

    async def go() -> None:
        async with unlocked(vault) as pilot:
            await show(pilot, PlaceScreen("mill"))
            assert "changed elsewhere meanwhile" in text(pilot)
            assert has(pilot, {"name": "The New Mill", "district": "Clove district"})

    asyncio.run(go())


def test_what_cannot_be_seen_is_refused_after_a_kill_as_well(vault: Path) -> None:
    with vaults.opened(vault, PASSPHRASE, write=True) as opened:
        values: dict[str, Value] = {"name": "Mi\u202ell", "handle": "mill", "unknown": "x", "publish_from": "moon"}
        unfinished.keep(opened, Of.PLACE, None, None, values, is_new=True)

    async def go() -> None:
        async with unlocked(vault) as pilot:
            came = await show(pilot, PlaceScreen(None))
            await pilot.press("ctrl+s")
            await until(pilot, lambda: "invisible or turns words around" in text(pilot))
            assert came == []

    asyncio.run(go())


def test_a_refusal_to_keep_is_said_and_tried_again(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise Unreachable("the disk is full", "make room")

    async def go() -> None:
        async with unlocked(vault) as pilot:
            await show(pilot, PlaceScreen(None))
            with monkeypatch.context() as patched:
                patched.setattr(unfinished, "keep", refuse)
                await typed(pilot, "Mill")
                await until(pilot, lambda: "NOT KEPT: the disk is full; make room." in text(pilot))
            await until(pilot, lambda: "Kept: everything typed is in the vault now." in text(pilot))
            assert pilot.app.desk.vault.drafts()  # type: ignore[attr-defined]

    asyncio.run(go())


def test_home_marks_the_row_and_names_the_keys_in_80_columns_with_kurdish_words(vault: Path) -> None:
    with vaults.opened(vault, PASSPHRASE, write=True) as opened:
        kurdish = Source(handle="kak-z", pseudonym="کاک زیرە", describe_as="نانەوایەکی پیر لە شار")
        people.add_source(opened, kurdish, None)
        people.add_source(opened, Source(handle="layla", pseudonym="Layla", describe_as="a baker"), None)
        people.keep_card_draft(opened, "kak-z", Identity(name="Saffron Kemiri"))
        unfinished.keep(opened, Of.INTERVIEW, None, None, {"mode": "دوو ڕووبار"}, is_new=True)

    async def go() -> None:
        async with unlocked(vault) as pilot:
            pilot.app.preferences = Preferences(direction="terminal")  # type: ignore[attr-defined]
            assert line(pilot) == "Unfinished: a new interview (n) · @kak-z (2, Enter on it)"
            await pilot.press("2")
            await until(pilot, lambda: "pseudonym" in text(pilot))
            assert line(pilot) == "Unfinished: a new interview (1, n) · @kak-z (Enter on it)"
            await until(pilot, lambda: "Layla" in text(pilot))
            marked, other = (next(one for one in shown(pilot) if f" {handle} " in one) for handle in ("kak-z", "layla"))
            assert marked.rstrip().endswith("unfinished")
            assert "unfinished" not in other
            await pilot.press("slash", *"unfin")
            await until(pilot, lambda: "1 of 2" in text(pilot))

    asyncio.run(go())


def test_the_line_names_three_and_counts_the_others() -> None:
    now = datetime(2026, 3, 4, tzinfo=UTC)
    left = [Unfinished(Of.SOURCE, f"s-{n}", False, False, now - timedelta(n)) for n in range(5)]
    left += [Unfinished(Of.PLACE, None, False, False, now)] * 2
    left += [Unfinished(Of.INTERVIEW, "INT-1", True, False, now), Unfinished(Of.INTERVIEW, "INT-1", False, False, now)]
    assert unfinished_line([], "interviews") == ""
    assert plain(unfinished_line(left[-2:], "interviews")) == "Unfinished: INT-1 (Enter on it) · INT-1 (p on it)"
    said = plain(unfinished_line(left, "sources"))
    assert said == "Unfinished: 2 new places (3, n) · @s-0 (Enter on it) · @s-1 (Enter on it) · and 5 more"
