"""The head of an interview: when, where, with whom, under which terms; and all that is known of one passage."""

import asyncio
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from fieldnotes.domain.interview import Interview, Participant, Passage
from fieldnotes.domain.location import Location
from fieldnotes.domain.rungs import TimeRung
from fieldnotes.domain.source import Source
from fieldnotes.domain.terms import Label, Terms, granted
from fieldnotes.domain.text import RawText
from fieldnotes.tui.screens.passage import PassageForm
from fieldnotes.tui.screens.properties import Properties
from fieldnotes.tui.screens.source import SourceScreen
from fieldnotes.tui.widgets.form import Form
from fieldnotes.workflows import people, places, reading, sittings, vaults
from tests.tui.desk import PASSPHRASE, show, text, typed, unlocked, until

INTERVIEW = Interview(
    code="INT-007",
    started=datetime(2026, 3, 4, 18, 5, 42, tzinfo=timezone(timedelta(hours=3))),
    location="mill",
    mode="in person",
    languages=("Sorani", "Arabic"),
    terms=Terms(label=Label.BACKGROUND, name=False, embargo_until=datetime(2027, 1, 1, 0, 0, 7, tzinfo=UTC)),
    publish_time=TimeRung.SEASON,
    participants=(Participant.model_validate({"source": "layla", "as": "interviewee"}),),
)
PASSAGE = Passage(
    speaker="layla",
    text=RawText("Words."),
    start=62.5,
    translation=RawText("one\r\ntwo"),
    terms=Terms(label=Label.ON_RECORD, quote=False),
    codes=("bread",),
)


def furnished(vault: Path, *, interview: bool = False) -> Path:
    """Put a source, a place and perhaps an interview into a vault."""
    with vaults.opened(vault, PASSPHRASE, write=True) as opened:
        people.add_source(opened, Source(handle="layla", pseudonym="Layla"), None)
        places.add_location(opened, Location(handle="mill", name="The Mill"))
        if interview:
            sittings.add_interview(opened, INTERVIEW)
    return vault


def kept(vault: Path) -> list[Interview]:
    """Return the interviews of a vault."""
    with vaults.opened(vault, PASSPHRASE) as opened:
        return [interview for interview, _ in reading.list_interviews(opened)]


def test_an_interview_is_added_as_it_was_typed(vault: Path) -> None:
    async def go() -> None:
        async with unlocked(furnished(vault)) as pilot:
            came = await show(pilot, Properties(None))
            form = pilot.app.screen.query_one(Form)
            assert "no terms yet: counts as off the record" in text(pilot)
            form.show({"when": "2026-11-20 18:00", "zone": "+3", "place": "@mill", "people": ("@layla",)})
            form.show({"label": "background", "publish_time": "year", "languages": ("Sorani",)})
            await pilot.press("ctrl+s")
            await until(pilot, lambda: came == ["INT-001"])

    asyncio.run(go())

    [interview] = kept(vault)
    assert interview.started.isoformat() == "2026-11-20T18:00:00+03:00"
    assert (interview.location, interview.languages) == ("mill", ("Sorani",))
    assert interview.terms == Terms(label=Label.BACKGROUND)
    assert interview.publish_time is TimeRung.YEAR
    assert [(one.source, one.part) for one in interview.participants] == [("layla", "interviewee")]


def test_a_head_opened_and_kept_is_unchanged_to_the_second(vault: Path) -> None:
    async def go() -> None:
        async with unlocked(furnished(vault, interview=True)) as pilot:
            came = await show(pilot, Properties("INT-007"))
            await pilot.press("ctrl+s")
            await until(pilot, lambda: came == ["INT-007"])

    asyncio.run(go())

    assert kept(vault) == [INTERVIEW]


def test_who_and_where_must_be_in_the_notes_and_the_keys_to_add_them_are_named(vault: Path) -> None:
    async def go() -> None:
        async with unlocked(furnished(vault)) as pilot:
            came = await show(pilot, Properties(None))
            form = pilot.app.screen.query_one(Form)
            form.show({"place": "tower", "people": ("layla", "rojin as Interpreter"), "zone": "+3"})
            await pilot.press("ctrl+s")
            await pilot.pause(0.2)
            assert "F3 adds it" in text(pilot)
            assert "F2 adds them" in text(pilot)
            await pilot.press("f2")
            await until(pilot, lambda: isinstance(pilot.app.screen, SourceScreen))
            await until(pilot, lambda: pilot.app.screen.query_one(Form).line("handle") == "rojin")
            pilot.app.screen.query_one(Form).show({"pseudonym": "Rojin"})
            await pilot.press("ctrl+s")
            await until(pilot, lambda: isinstance(pilot.app.screen, Properties))
            await until(pilot, lambda: form.words("people") == ("layla", "rojin as interviewee"))
            assert came == []

    asyncio.run(go())


def test_a_passage_opened_and_kept_is_unchanged(vault: Path) -> None:
    async def go() -> None:
        async with unlocked(vault) as pilot:
            came = await show(pilot, PassageForm(PASSAGE, 3, ["bread", "bridge"]))
            assert "passage 3 · layla" in text(pilot)
            await pilot.press("ctrl+s")
            await until(pilot, lambda: came == [None])

    asyncio.run(go())


def test_a_passage_takes_codes_times_a_paraphrase_and_terms_said_in_words(vault: Path) -> None:
    told: list[Passage] = []

    async def go() -> None:
        async with unlocked(vault, (100, 50)) as pilot:
            whole = granted(Terms(label=Label.ON_RECORD))
            came = await show(pilot, PassageForm(PASSAGE, 3, ["bread", "bridge"], whole, told.append))
            form = pilot.app.screen.query_one(Form)
            assert "→ only your paraphrase" in text(pilot)
            await pilot.press("end")
            await typed(pilot, ", bridge")
            form.show({"end": "1:10", "paraphrase": "They spoke.", "label": "off-record", "may_quote": "as the label"})
            await until(pilot, lambda: "→ nothing of this reaches the page" in text(pilot))
            await until(pilot, lambda: told)
            await pilot.press("ctrl+s")
            await until(pilot, lambda: came)
            told.extend(passage for passage in came if passage is not None)

    asyncio.run(go())

    expected = {"end": 70.0, "paraphrase": RawText("They spoke."), "codes": ("bread", "bridge")}
    assert told[-1] == PASSAGE.model_copy(update={**expected, "terms": Terms(label=Label.OFF_RECORD)})


def test_leaving_a_passage_without_keeping_takes_back_what_was_told(vault: Path) -> None:
    async def go() -> None:
        async with unlocked(vault) as pilot:
            told: list[Passage] = []
            came = await show(pilot, PassageForm(PASSAGE, 3, [], None, told.append))
            pilot.app.screen.query_one(Form).show({"language": "Sorani"})
            await until(pilot, lambda: told)
            await pilot.press("escape")
            await until(pilot, lambda: "What you typed here would be gone." in text(pilot))
            await pilot.press("x")
            await until(pilot, lambda: came == [PASSAGE])

    asyncio.run(go())


def test_a_passage_that_ends_before_it_begins_is_refused(vault: Path) -> None:
    async def go() -> None:
        async with unlocked(vault) as pilot:
            came = await show(pilot, PassageForm(PASSAGE, 3, []))
            pilot.app.screen.query_one(Form).show({"end": "0:30"})
            await pilot.press("ctrl+s")
            await until(pilot, lambda: "it ends before it begins" in text(pilot))
            assert came == []
            assert "Not kept yet" in text(pilot)

    asyncio.run(go())


def test_what_was_not_kept_is_said_until_every_line_is_put_right(vault: Path) -> None:
    async def go() -> None:
        async with unlocked(vault) as pilot:
            await show(pilot, PassageForm(PASSAGE, 3, []))
            form = pilot.app.screen.query_one(Form)
            form.show({"start": "never", "end": "nor now"})
            await pilot.press("ctrl+s")
            await until(pilot, lambda: "Not kept yet" in text(pilot))
            form.show({"start": "0:10"})
            await pilot.pause(0.2)
            assert "Not kept yet" in text(pilot)
            form.show({"end": "0:30"})
            await until(pilot, lambda: "Not kept yet" not in text(pilot))
            form.show({"end": "0:05"})
            await pilot.press("ctrl+s")
            await until(pilot, lambda: "Not kept yet" in text(pilot))

    asyncio.run(go())
