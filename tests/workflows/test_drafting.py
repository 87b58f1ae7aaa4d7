"""What is being written is never lost: drafts apply as if typed into the notes, and nobody overwrites anybody."""

import json
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldnotes.domain.bundle import parse_bundle
from fieldnotes.domain.interview import Passage
from fieldnotes.domain.order import between
from fieldnotes.domain.text import RawText
from fieldnotes.errors import UsageError
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import drafting, loading, notebook, vaults, writing
from fieldnotes.workflows.drafting import Change, Row
from tests.workflows.conftest import Made

CODES, IDS = count(1), count(1)


def said(text: str) -> Passage:
    return Passage(speaker="saffron", text=RawText(text))


def interview(vault: Vault, *texts: str) -> tuple[str, bytes]:
    """Load an interview of passages and return its code and its entity."""
    code = f"INT-{next(CODES):03}"
    passages = [{"speaker": "saffron", "text": text} for text in texts]
    known = notebook.sources(vault)
    bundle = {
        "fieldnotes_bundle": 1,
        "sources": [] if known else [{"handle": "saffron", "pseudonym": "Kak B"}],
        "interviews": [{"code": code, "started": "2026-03-21T18:00:00+03:00", "passages": passages}],
    }
    loading.load(vault, parse_bundle(json.dumps(bundle).encode()), update=False)
    return code, notebook.interviews(vault)[code].entity


def texts(rows: Sequence[Row] | Sequence[notebook.KeptPassage]) -> list[str]:
    return [row.passage.text.reveal() for row in rows]


def edited(row: Row, text: str) -> Change:
    return Change(row.entity, row.position, said(text))


def shown(vault: Vault, code: str) -> list[str]:
    return texts(drafting.open_sheet(vault, code).rows)


def test_a_sheet_without_drafts_is_the_interview(vault: Vault) -> None:
    code, entity = interview(vault, "one two", "three")
    sheet = drafting.open_sheet(vault, code)
    assert (sheet.interview.entity, sheet.interview.interview.code, sheet.interview.words) == (entity, code, 3)
    assert (texts(sheet.rows), sheet.restored, sheet.clashes) == (["one two", "three"], False, 0)
    with pytest.raises(UsageError):
        drafting.open_sheet(vault, "INT-999")


def test_a_draft_makes_no_revision_until_it_is_committed(vault: Vault) -> None:
    code, entity = interview(vault, "one", "two")
    row = drafting.open_sheet(vault, code).rows[1]
    for text in ("tw", "two, later"):
        drafting.keep(vault, entity, [edited(row, text)])
    assert len(vault.drafts()) == 1
    assert len(vault.revisions(row.entity)) == 1
    sheet = drafting.open_sheet(vault, code)
    assert (texts(sheet.rows), sheet.restored, sheet.clashes) == (["one", "two, later"], True, 0)
    assert drafting.commit(vault) == 1
    assert len(vault.revisions(row.entity)) == 2
    assert texts(notebook.passages(vault, entity)) == ["one", "two, later"]
    assert not vault.drafts()
    assert sum(head.words for head in vault.heads(owner=entity)) == 3


def test_what_reads_like_the_notes_again_needs_no_draft(vault: Vault) -> None:
    code, entity = interview(vault, "one", "two")
    row = drafting.open_sheet(vault, code).rows[1]
    drafting.keep(vault, entity, [edited(row, "something else")])
    drafting.keep(vault, entity, [edited(row, "two")])
    assert not vault.drafts()
    drafting.keep(vault, entity, [Change(row.entity, between(row.position, None), row.passage)])
    assert len(vault.drafts()) == 1


def test_keeping_the_same_again_writes_nothing(vault: Vault) -> None:
    code, entity = interview(vault, "one")
    row = drafting.open_sheet(vault, code).rows[0]
    drafting.keep(vault, entity, [edited(row, "other")])
    before = vault.generation
    drafting.keep(vault, entity, [edited(row, "other")])
    assert vault.generation == before


def test_a_new_passage_that_is_removed_again_leaves_nothing(vault: Vault) -> None:
    code, entity = interview(vault, "one")
    new = Change(bytes(16), between(drafting.open_sheet(vault, code).rows[0].position, None), said("new"))
    drafting.keep(vault, entity, [new])
    assert shown(vault, code) == ["one", "new"]
    drafting.keep(vault, entity, [Change(new.entity, new.position, None)])
    assert not vault.drafts()
    assert drafting.commit(vault) == 0


def test_what_is_pending_is_told_by_interview(vault: Vault) -> None:
    first, entity = interview(vault, "one", "two")
    second, other = interview(vault, "three")
    for row in drafting.open_sheet(vault, first).rows:
        drafting.keep(vault, entity, [edited(row, "changed")])
    drafting.keep(vault, other, [Change(bytes(16), b"\xff", said("new"))])
    told = {one.code: one.passages for one in drafting.pending(vault)}
    assert told == {first: 2, second: 1}
    when = [one.when for one in drafting.pending(vault)]
    assert when == sorted(when, reverse=True)
    assert all(abs(datetime.now(UTC) - moment) < timedelta(minutes=1) for moment in when)
    drafting.discard(vault, entity)
    assert [one.code for one in drafting.pending(vault)] == [second]
    assert shown(vault, first) == ["one", "two"]


def test_a_draft_that_was_overtaken_becomes_a_passage_behind_the_newer_words(vault: Vault) -> None:
    code, entity = interview(vault, "one", "two", "three")
    row = drafting.open_sheet(vault, code).rows[1]
    drafting.keep(vault, entity, [edited(row, "mine")])
    writing.edit(vault, entity, 2, said("theirs"))
    drafting.keep(vault, entity, [edited(row, "mine, still typed")])
    sheet = drafting.open_sheet(vault, code)
    assert (texts(sheet.rows), sheet.clashes) == (["one", "theirs", "mine, still typed", "three"], 1)
    assert sheet.rows[1].entity == row.entity
    again = drafting.open_sheet(vault, code)
    assert (again.rows, again.restored, again.clashes) == (sheet.rows, True, 0)
    drafting.commit(vault)
    assert texts(notebook.passages(vault, entity)) == ["one", "theirs", "mine, still typed", "three"]
    assert not vault.drafts()


def test_a_clash_that_nobody_saw_is_settled_by_the_commit(vault: Vault) -> None:
    code, entity = interview(vault, "one", "two", "three")
    rows = drafting.open_sheet(vault, code).rows
    drafting.keep(vault, entity, [edited(rows[0], "mine"), edited(rows[1], "mine too")])
    writing.edit(vault, entity, 1, said("theirs"))
    writing.remove(vault, entity, 2)
    assert drafting.commit(vault) == 2
    assert texts(notebook.passages(vault, entity)) == ["theirs", "mine", "mine too", "three"]
    assert vault.head(rows[1].entity) is None


def test_a_removal_that_was_overtaken_removes_nothing(vault: Vault) -> None:
    code, entity = interview(vault, "one", "two")
    row = drafting.open_sheet(vault, code).rows[0]
    drafting.keep(vault, entity, [Change(row.entity, row.position, None)])
    assert shown(vault, code) == ["two"]
    writing.edit(vault, entity, 1, said("theirs"))
    assert drafting.open_sheet(vault, code).clashes == 1
    assert not vault.drafts()
    assert shown(vault, code) == ["theirs", "two"]


def test_two_who_did_the_same_do_not_clash(vault: Vault) -> None:
    code, entity = interview(vault, "one", "two")
    rows = drafting.open_sheet(vault, code).rows
    drafting.keep(vault, entity, [edited(rows[0], "same"), Change(rows[1].entity, rows[1].position, None)])
    writing.edit(vault, entity, 1, said("same"))
    writing.remove(vault, entity, 2)
    assert drafting.open_sheet(vault, code).clashes == 0
    assert drafting.commit(vault) == 0
    assert texts(notebook.passages(vault, entity)) == ["same"]


def test_a_reader_sees_a_clash_and_writes_nothing(fresh: Made) -> None:
    with vaults.opened(fresh.path, fresh.notes, write=True) as vault:
        code, entity = interview(vault, "one")
        row = drafting.open_sheet(vault, code).rows[0]
        drafting.keep(vault, entity, [edited(row, "mine")])
        writing.edit(vault, entity, 1, said("theirs"))
        with vaults.opened(fresh.path, fresh.notes) as reader:
            assert shown(reader, code) == ["theirs", "mine"]
        assert drafting.open_sheet(vault, code).clashes == 1


def test_a_kill_after_keeping_loses_nothing(fresh: Made, tmp_path: Path) -> None:
    with vaults.opened(fresh.path, fresh.notes, write=True) as vault:
        code, entity = interview(vault, "one", "two", "three")
        rows = drafting.open_sheet(vault, code).rows
        drafting.keep(
            vault,
            entity,
            [
                edited(rows[0], "edited"),
                Change(rows[1].entity, rows[1].position, None),
                Change(rows[2].entity, b"\x01", rows[2].passage),
                Change(b"n" * 16, b"\xfe", said("new")),
            ],
        )
        expected = drafting.open_sheet(vault, code).rows
        shutil.copytree(fresh.path, tmp_path / "killed")  # as a kill leaves it: the log still beside
    assert texts(expected) == ["three", "edited", "new"]
    with vaults.opened(tmp_path / "killed", fresh.notes, write=True) as vault:
        assert [one.passages for one in drafting.pending(vault)] == [4]
        assert drafting.open_sheet(vault, code).rows == expected
        assert drafting.commit(vault) == 4
        assert drafting.open_sheet(vault, code).rows == expected
        vault.verify_history()


STEP = st.tuples(st.sampled_from(["edit", "insert", "remove", "move", "keep"]), st.integers(0, 99), st.integers(0, 99))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(script=st.lists(STEP, max_size=14))
def test_any_script_of_drafts_ends_as_if_it_were_written_directly(
    vault: Vault, script: list[tuple[str, int, int]]
) -> None:
    code, entity = interview(vault, "a", "b", "c")
    rows = drafting.open_sheet(vault, code).rows
    waiting: dict[bytes, Change] = {}
    for turn, (what, one, other) in enumerate(script):
        if what == "keep":
            drafting.keep(vault, entity, list(waiting.values()))
            waiting.clear()
            assert texts(drafting.open_sheet(vault, code).rows) == texts(rows)
        elif (change := step(rows, what, one, other, str(turn))) is not None:
            waiting[change.entity] = change
    drafting.keep(vault, entity, list(waiting.values()))
    drafting.commit(vault)
    assert not vault.drafts()
    assert drafting.open_sheet(vault, code).rows == rows


def step(rows: list[Row], what: str, one: int, other: int, text: str) -> Change | None:
    """Do one thing to the rows as an editor would, and return what to keep of it."""
    if what == "insert":
        place = one % (len(rows) + 1)
        new = Row(next(IDS).to_bytes(16, "big"), gap(rows, place), said(text))
        rows.insert(place, new)
        return Change(new.entity, new.position, new.passage)
    if not rows:
        return None
    row = rows.pop(one % len(rows))
    if what == "remove":
        return Change(row.entity, row.position, None)
    place = one % (len(rows) + 1) if what == "edit" else other % (len(rows) + 1)
    position = row.position if what == "edit" else gap(rows, place)
    changed = Row(row.entity, position, said(text) if what == "edit" else row.passage)
    rows.insert(place, changed)
    return Change(changed.entity, changed.position, changed.passage)


def gap(rows: list[Row], place: int) -> bytes:
    """Return a sort key for what is put before the row at *place*."""
    low = rows[place - 1].position if place else None
    return between(low, rows[place].position if place < len(rows) else None)
