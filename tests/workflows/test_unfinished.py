"""What is typed in a form is kept as it stands, belongs to its record, and goes with it."""

from datetime import UTC, datetime

import pytest

from fieldnotes.domain.identity import Identity
from fieldnotes.domain.interview import Interview, Passage
from fieldnotes.domain.location import Location
from fieldnotes.domain.source import Source
from fieldnotes.domain.text import RawText
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import drafting, listing, people, places, sittings, unfinished, vaults, writing
from fieldnotes.workflows.drafting import Change
from fieldnotes.workflows.unfinished import Of, Value
from tests.workflows.conftest import Made

MILL = Location(handle="mill", name="The Mill")
TYPED: dict[str, Value] = {"name": "دوو ڕووبار ", "aliases": ("a, b", "c"), "sealed": False, "coordinates": "35,30"}


def test_what_was_typed_comes_back_as_it_was(vault: Vault) -> None:
    draft = unfinished.keep(vault, Of.PLACE, None, None, TYPED, is_new=True)
    assert unfinished.keep(vault, Of.PLACE, None, draft, {**TYPED, "name": "x"}, is_new=True) == draft
    found = unfinished.find(vault, Of.PLACE, None)
    assert found is not None
    assert (found.draft, found.values, found.is_new, found.overtaken) == (draft, {**TYPED, "name": "x"}, True, False)
    assert unfinished.find(vault, Of.SOURCE, None) is None
    assert len(vault.drafts()) == 1


def test_nothing_typed_needs_no_draft(vault: Vault) -> None:
    draft = unfinished.keep(vault, Of.PLACE, None, None, TYPED, is_new=True)
    assert unfinished.keep(vault, Of.PLACE, None, draft, {}, is_new=True) is None
    assert vault.drafts() == []


def test_half_a_character_keeps_nobody_from_keeping_the_rest(vault: Vault) -> None:
    unfinished.keep(vault, Of.PLACE, None, None, {"name": "a\ud800b", "aliases": ("\udfff",)}, is_new=True)
    found = unfinished.find(vault, Of.PLACE, None)
    assert found is not None
    assert found.values == {"name": "a?b", "aliases": ("?",)}


def test_of_several_new_ones_the_last_is_gone_on_with_or_the_one_of_a_handle(vault: Vault) -> None:
    for handle in ("tower", "bridge"):
        unfinished.keep(vault, Of.PLACE, None, None, {"handle": handle}, is_new=True)
    last, tower = unfinished.find(vault, Of.PLACE, None), unfinished.find(vault, Of.PLACE, None, handle="tower")
    assert last is not None
    assert tower is not None
    assert (last.values, tower.values) == ({"handle": "bridge"}, {"handle": "tower"})
    assert unfinished.find(vault, Of.PLACE, None, handle="mill") is None


def test_a_record_changed_meanwhile_is_told(vault: Vault) -> None:
    places.add_location(vault, MILL)
    unfinished.keep(vault, Of.PLACE, "mill", None, {"name": "Mine"})
    found = unfinished.find(vault, Of.PLACE, "mill")
    assert found is not None
    assert (found.is_new, found.overtaken) == (False, False)
    places.change_location(vault, "mill", MILL.model_copy(update={"name": "Theirs"}))
    unfinished.keep(vault, Of.PLACE, "mill", found.draft, {"name": "Mine, still"})
    found = unfinished.find(vault, Of.PLACE, "mill")
    assert found is not None
    assert found.overtaken


def test_a_sealed_draft_is_read_with_the_identities_only(fresh: Made) -> None:
    with vaults.opened(fresh.path, fresh.notes, write=True) as vault:
        draft = unfinished.keep(vault, Of.PLACE, None, None, TYPED, is_new=True, sealed=True)
        assert "ڕووبار".encode() not in vault.drafts()[0].body
        assert unfinished.find(vault, Of.PLACE, None) is None
        asked = unfinished.find(vault, Of.PLACE, None, draft=draft)
        assert asked is not None
        assert asked.values is None
        assert [one.sealed for one in unfinished.waiting(vault)] == [True]
        vault.open_identities(fresh.names)
        found = unfinished.find(vault, Of.PLACE, None)
        assert found is not None
        assert found.values == TYPED
        assert [one.sealed for one in unfinished.waiting(vault)] == [False]


def test_what_waits_is_told_by_record_the_last_first(vault: Vault) -> None:
    people.add_source(vault, Source(handle="layla", pseudonym="Layla"), None)
    places.add_location(vault, MILL)
    sittings.add_interview(vault, Interview(code="INT-001", started=datetime(2026, 3, 4, tzinfo=UTC)))
    [interview] = vault.heads("interview")
    drafting.keep(vault, interview.entity, [Change(bytes(16), b"\x80", Passage(speaker=None, text=RawText("new")))])
    people.keep_card_draft(vault, "layla", Identity(name="Saffron Kemiri"))
    unfinished.keep(vault, Of.SOURCE, "layla", None, {"describe_as": "a baker"})
    unfinished.keep(vault, Of.INTERVIEW, "INT-001", None, {"mode": "by post"})
    unfinished.keep(vault, Of.PLACE, None, None, TYPED, is_new=True)
    told = [(one.of, one.name, one.in_text) for one in unfinished.waiting(vault)]
    assert sorted(told, key=str) == sorted(
        [
            (Of.PLACE, None, False),
            (Of.INTERVIEW, "INT-001", False),
            (Of.SOURCE, "layla", False),
            (Of.INTERVIEW, "INT-001", True),
        ],
        key=str,
    )
    when = [one.when for one in unfinished.waiting(vault)]
    assert when == sorted(when, reverse=True)
    assert drafting.commit(vault) == 1
    assert [one.in_text for one in unfinished.waiting(vault)] == [False] * 3


def test_a_list_marks_what_is_unfinished_and_finds_it_by_that_word(vault: Vault) -> None:
    for handle in ("layla", "rojin"):
        people.add_source(vault, Source(handle=handle, pseudonym=handle), None)
    unfinished.keep(vault, Of.SOURCE, "rojin", None, {"describe_as": "a baker"})
    unfinished.keep(vault, Of.PLACE, None, None, TYPED, is_new=True)
    assert [row.unfinished for row in listing.sources(vault).page(0, 9)] == [False, True]
    assert [row.handle for row in listing.sources(vault).matching("unfin").page(0, 9)] == ["rojin"]
    assert listing.locations(vault).count == 0


@pytest.mark.parametrize("of", list(Of))
def test_what_is_removed_takes_its_form_with_it(vault: Vault, of: Of) -> None:
    people.add_source(vault, Source(handle="mill-owner", pseudonym="Layla"), None)
    places.add_location(vault, MILL)
    sittings.add_interview(vault, Interview(code="INT-001", started=datetime(2026, 3, 4, tzinfo=UTC)))
    name = {Of.SOURCE: "mill-owner", Of.PLACE: "mill", Of.INTERVIEW: "INT-001"}[of]
    unfinished.keep(vault, of, name, None, {"mode": "x"})
    unfinished.keep(vault, of, None, None, {"mode": "y"}, is_new=True)
    remove = {
        Of.SOURCE: people.remove_source,
        Of.PLACE: places.remove_location,
        Of.INTERVIEW: sittings.remove_interview,
    }[of]
    remove(vault, name)
    assert [one.name for one in unfinished.waiting(vault)] == [None]
    assert len(vault.drafts()) == 1


def test_the_form_of_a_record_that_another_process_removed_is_a_new_one(vault: Vault) -> None:
    undo = places.add_location(vault, MILL)
    unfinished.keep(vault, Of.PLACE, "mill", None, {"name": "Mine"})
    writing.undo(vault, undo)
    found = unfinished.find(vault, Of.PLACE, None)
    assert found is not None
    assert (found.is_new, found.values) == (True, {"name": "Mine"})


def test_a_source_begun_for_its_card_keeps_its_entity_when_it_gets_its_name(fresh: Made) -> None:
    with vaults.opened(fresh.path, fresh.notes, write=True) as vault:
        people.add_source(vault, Source(handle="source", pseudonym="not yet named"), None)
        people.supplement(vault, "source", Identity(name="Saffron Kemiri"))
        people.settle_source(vault, "source", Source(handle="layla", pseudonym="Layla"), Identity(phones=("1",)))
        assert [head.name for head in vault.heads("source")] == ["layla"]
        vault.open_identities(fresh.names)
        assert people.card_of(vault, "layla") == Identity(name="Saffron Kemiri", phones=("1",))
