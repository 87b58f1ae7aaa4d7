"""A source: what readers see is checked against the name, and the name is sealed."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from fieldnotes.domain.identity import Identity
from fieldnotes.domain.interview import Interview, Passage
from fieldnotes.domain.source import Flag, Source
from fieldnotes.domain.text import RawText
from fieldnotes.tui.app import FieldnotesApp
from fieldnotes.tui.screens.ask import Ask
from fieldnotes.tui.screens.replacing import Erase
from fieldnotes.tui.screens.source import NOT_YET_NAMED, SourceScreen
from fieldnotes.tui.widgets.form import Form
from fieldnotes.workflows import people, reading, sittings, vaults, writing
from fieldnotes.workflows.notebook import interviews
from tests.tui.desk import IDENTITY_PASSPHRASE, PASSPHRASE, show, shown, text, typed, unlocked, until

PLANTED = "Dilshad Cumin"
CARD = Identity(name="Saffron Kemiri", aliases=("Abu Nutmeg",), posts=("head of the bakery, Old Town",))


def planted(vault: Path) -> Path:
    """Add a source with a card."""
    with vaults.opened(vault, PASSPHRASE, write=True) as opened:
        people.add_source(opened, Source(handle="kak-b", pseudonym="Layla", describe_as="a baker"), CARD)
    return vault


def form(app: object) -> Form:
    """Return the form on the screen."""
    assert isinstance(app, FieldnotesApp)
    return app.screen.query_one(Form)


def test_kak_d_is_refused_for_a_dilshad_and_the_name_is_not_repeated(vault: Path) -> None:
    async def go() -> None:
        async with unlocked(vault) as pilot:
            came = await show(pilot, SourceScreen(None))
            form(pilot.app).show({"pseudonym": "Kak D", "name": PLANTED})
            await until(pilot, lambda: "shares an initial" in text(pilot))
            await pilot.press("ctrl+s")
            await pilot.pause(0.2)
            refusal = next(line for line in shown(pilot) if "✗" in line)
            assert "pseudonym shares an initial with the real name" in refusal
            assert "Dilshad" not in refusal
            assert came == []
            assert pilot.app.desk.vault.count("source") <= 1  # type: ignore[attr-defined]  # the place of the draft

    asyncio.run(go())


def test_a_source_is_kept_and_its_name_is_sealed(vault: Path) -> None:
    async def go() -> None:
        async with unlocked(vault) as pilot:
            came = await show(pilot, SourceScreen(None))
            await typed(pilot, "Layla")
            form(pilot.app).show({"name": PLANTED, "describe_as": "a teacher", "posts": ("head, North",)})
            await pilot.press("ctrl+s")
            await until(pilot, lambda: came)
            assert came == ["layla"]

    asyncio.run(go())

    with vaults.opened(vault, PASSPHRASE) as opened:
        assert [one.handle for one in reading.list_sources(opened)] == ["layla"]
        opened.open_identities(IDENTITY_PASSPHRASE)
        assert people.card_of(opened, "layla") == Identity(name=PLANTED, posts=("head, North",))


def test_without_the_identities_a_card_shows_nothing_and_can_be_added_to(vault: Path) -> None:
    async def go() -> None:
        async with unlocked(planted(vault)) as pilot:
            came = await show(pilot, SourceScreen("kak-b"))
            assert "Saffron" not in text(pilot)
            assert "cannot be read back" in text(pilot)
            form(pilot.app).show({"phones": ("0770 555 0100",)})
            await pilot.press("ctrl+s")
            await until(pilot, lambda: came)

    asyncio.run(go())

    with vaults.opened(vault, PASSPHRASE) as opened:
        opened.open_identities(IDENTITY_PASSPHRASE)
        assert people.card_of(opened, "kak-b") == CARD.model_copy(update={"phones": ("0770 555 0100",)})


def test_with_the_identities_open_what_is_deleted_is_retired(vault: Path) -> None:
    async def go() -> None:
        async with unlocked(planted(vault)) as pilot:
            came = await show(pilot, SourceScreen("kak-b"))
            await pilot.app.desk.open_identities(IDENTITY_PASSPHRASE)  # type: ignore[attr-defined]
            pilot.app.screen.identities_changed()  # type: ignore[attr-defined]
            await until(pilot, lambda: "Saffron Kemiri" in text(pilot))
            entry = form(pilot.app).query_one("#field-aliases")
            entry.value = "Abu Clove"  # type: ignore[attr-defined]
            await pilot.press("ctrl+s")
            await until(pilot, lambda: came)

    asyncio.run(go())

    with vaults.opened(vault, PASSPHRASE) as opened:
        opened.open_identities(IDENTITY_PASSPHRASE)
        assert people.card_of(opened, "kak-b") == CARD.model_copy(update={"aliases": ("Abu Clove",)})


def test_closing_the_identities_hides_the_card_at_once_and_keeps_what_was_typed_sealed(vault: Path) -> None:
    async def go() -> None:
        async with unlocked(planted(vault)) as pilot:
            screen = SourceScreen("kak-b")
            await show(pilot, screen)
            desk = pilot.app.desk  # type: ignore[attr-defined]
            await desk.open_identities(IDENTITY_PASSPHRASE)
            screen.identities_changed()
            await until(pilot, lambda: "Saffron Kemiri" in text(pilot))
            form(pilot.app).query_one("#field-phones").value = "0770 555 0100"  # type: ignore[attr-defined]
            desk.close_identities()
            screen.identities_changed()
            values = screen.query_one(Form).values()
            assert values["name"] == ""
            assert values["phones"] == ()
            await until(pilot, lambda: "words that you had not kept yet" in text(pilot))
            await pilot.pause(1)
            await desk.open_identities(IDENTITY_PASSPHRASE)
            screen.identities_changed()
            await until(pilot, lambda: "0770 555 0100" in text(pilot))

    asyncio.run(go())


def test_a_card_being_typed_is_in_the_vault_within_a_second_and_under_no_word_of_it(vault: Path) -> None:
    async def go() -> None:
        async with unlocked(vault) as pilot:
            await show(pilot, SourceScreen(None))
            form(pilot.app).show({"pseudonym": "Kak D", "name": PLANTED})
            await pilot.pause(1)
            [source] = await pilot.app.desk.do(reading.list_sources)  # type: ignore[attr-defined]
            assert source.pseudonym == NOT_YET_NAMED
            assert await pilot.app.desk.do(people.has_card_draft, source.handle)  # type: ignore[attr-defined]

    asyncio.run(go())

    with vaults.opened(vault, PASSPHRASE) as opened:
        [source] = reading.list_sources(opened)
        opened.open_identities(IDENTITY_PASSPHRASE)
        assert people.card_draft(opened, source.handle) == Identity(name=PLANTED)


def test_leaving_without_keeping_leaves_no_source_behind(vault: Path) -> None:
    async def go() -> None:
        async with unlocked(vault) as pilot:
            came = await show(pilot, SourceScreen(None))
            form(pilot.app).show({"name": PLANTED})
            await pilot.pause(1)
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
            await pilot.press("x")
            await until(pilot, lambda: came == [None])
            assert await pilot.app.desk.do(reading.list_sources) == []  # type: ignore[attr-defined]

    asyncio.run(go())


def test_a_lock_keeps_what_was_typed_of_a_card(vault: Path) -> None:
    async def go() -> None:
        async with unlocked(planted(vault)) as pilot:
            screen = SourceScreen("kak-b")
            await show(pilot, screen)
            form(pilot.app).show({"emails": ("nutmeg@example.org",)})
            await screen.put_away()

    asyncio.run(go())

    with vaults.opened(vault, PASSPHRASE) as opened:
        opened.open_identities(IDENTITY_PASSPHRASE)
        card = people.card_of(opened, "kak-b")
        assert card is not None
        assert card.emails == ("nutmeg@example.org",)


def test_a_flag_asks_for_a_justification_and_forbids_the_name(vault: Path) -> None:
    async def go() -> None:
        async with unlocked(vault) as pilot:
            await show(pilot, SourceScreen(None))
            fields = form(pilot.app)
            assert not fields.query_one("#row-justification").display
            fields.show({"pseudonym": "Layla", Flag.MINOR.value: True, "publish_as": "name"})
            await until(pilot, lambda: fields.query_one("#row-justification").display)
            await pilot.press("ctrl+s")
            await pilot.pause(0.2)
            assert "with a flag set no real name is printed" in str(fields.query_one("#wrong-publish_as").render())
            assert "say why" in str(fields.query_one("#wrong-justification").render())

    asyncio.run(go())


def test_the_handle_follows_the_pseudonym_until_a_person_writes_it(vault: Path) -> None:
    async def go() -> None:
        async with unlocked(vault) as pilot:
            await show(pilot, SourceScreen(None))
            await typed(pilot, "Layla")
            await until(pilot, lambda: form(pilot.app).line("handle") == "layla")
            form(pilot.app).focus_on("handle")
            await pilot.press("end", "2")
            form(pilot.app).focus_on("pseudonym")
            await pilot.press("end", "x")
            await pilot.pause()
            assert form(pilot.app).line("pseudonym") == "Laylax"
            assert form(pilot.app).line("handle") == "layla2"

    asyncio.run(go())


def test_hidden_characters_in_a_pseudonym_are_refused_in_words(vault: Path) -> None:
    async def go() -> None:
        async with unlocked(vault) as pilot:
            came = await show(pilot, SourceScreen(None))
            await typed(pilot, "Lay\u202ela")
            form(pilot.app).show({"handle": "layla"})
            await pilot.press("ctrl+s")
            await until(pilot, lambda: "invisible or turns words around" in text(pilot))
            assert came == []

    asyncio.run(go())


def test_names_in_the_notes_give_way_to_the_handle_and_are_erased_once_the_pseudonym_is_typed(vault: Path) -> None:
    with vaults.opened(vault, PASSPHRASE, write=True) as opened:
        sittings.add_interview(opened, Interview(code="INT-001", started=datetime(2026, 3, 4, tzinfo=UTC)))
        entity = interviews(opened)["INT-001"].entity
        writing.insert(opened, entity, 1, Passage(speaker=None, text=RawText("Dilshad came, and Dilshad left.")))

    async def go() -> None:
        async with unlocked(vault) as pilot:
            came = await show(pilot, SourceScreen(None))
            form(pilot.app).show({"pseudonym": "Layla", "handle": "layla", "name": PLANTED})
            await pilot.press("ctrl+s")
            await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
            assert "2 places of 1 interview" in text(pilot)
            await pilot.press("r")
            await until(pilot, lambda: isinstance(pilot.app.screen, Erase))
            await typed(pilot, "Leyla")
            await pilot.press("enter")
            assert "this is not the pseudonym" in text(pilot)
            await pilot.press("ctrl+u")
            await typed(pilot, "Layla")
            await pilot.press("enter")
            await until(pilot, lambda: came == ["layla"])

    asyncio.run(go())

    with vaults.opened(vault, PASSPHRASE) as opened:
        entity = interviews(opened)["INT-001"].entity
        [head] = opened.heads("passage", owner=entity)
        assert b"@layla came, and @layla left." in head.body
        assert not [one for one in opened.earlier_revisions() if b"Dilshad" in one.body]
