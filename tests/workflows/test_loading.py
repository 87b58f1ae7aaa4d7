"""A load is all or nothing; an update keeps identities, ids and history; a dump loads into the same dump."""

import json
from typing import Any

import pytest

from fieldnotes.domain.bundle import parse_bundle
from fieldnotes.errors import Locked, UsageError
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import dumping, loading, notebook, vaults
from tests.workflows.conftest import Made

PLACE = {"handle": "karanfil", "name": "Karanfil", "ladder": {"settlement": "Karanfil", "country": "Baharat"}}
PERSON = {"handle": "kak-b", "pseudonym": "Kak B", "identity": {"name": "Saffron Kemiri", "phones": ["+999 1"]}}


def bundle(**parts: Any) -> Any:
    return parse_bundle(json.dumps({"fieldnotes_bundle": 1, **parts}).encode())


def interview(*texts: str | dict[str, Any], **parts: Any) -> dict[str, Any]:
    passages = [text if isinstance(text, dict) else {"speaker": "kak-b", "text": text} for text in texts]
    return {"code": "INT-1", "started": "2026-03-21T18:00:00+03:00", "passages": passages, **parts}


def ids(vault: Vault) -> dict[str, bytes]:
    entity = notebook.interviews(vault)["INT-1"].entity
    return {one.passage.text.reveal(): one.entity for one in notebook.passages(vault, entity)}


def test_what_is_loaded_is_counted(vault: Vault) -> None:
    report = loading.load(
        vault, bundle(sources=[PERSON], locations=[PLACE], interviews=[interview("a", "b")]), update=False
    )
    assert report.added == {"sources": 1, "locations": 1, "interviews": 1, "passages": 2}
    assert not report.updated
    assert not report.removed


def test_what_exists_is_refused_without_update_and_nothing_is_written(vault: Vault) -> None:
    loading.load(vault, bundle(sources=[PERSON]), update=False)
    with pytest.raises(UsageError, match="already in the vault"):
        loading.load(vault, bundle(sources=[PERSON], locations=[PLACE]), update=False)
    with pytest.raises(UsageError, match="something else"):
        loading.load(vault, bundle(locations=[{**PLACE, "handle": "kak-b"}]), update=True)
    assert not notebook.locations(vault)


def test_a_reference_to_the_vault_is_no_dangling_one(vault: Vault) -> None:
    with pytest.raises(UsageError, match="refers to nothing"):
        loading.load(vault, bundle(interviews=[interview("a")]), update=False)
    loading.load(vault, bundle(sources=[PERSON]), update=False)
    loading.load(vault, bundle(interviews=[interview("a")]), update=False)


def test_an_update_aligns_by_speaker_and_text_then_by_order(vault: Vault) -> None:
    loading.load(vault, bundle(sources=[PERSON], interviews=[interview("one", "two", "three", "four")]), update=False)
    before = ids(vault)
    report = loading.load(vault, bundle(interviews=[interview("three", "one", "new two")]), update=True)
    after = ids(vault)
    assert list(after) == ["three", "one", "new two"]
    assert (after["three"], after["one"], after["new two"]) == (before["three"], before["one"], before["two"])
    assert report.removed == {"passages": 1}
    assert len(vault.revisions(before["four"])) == 2


def test_an_update_aligns_by_id_where_one_is_given(vault: Vault) -> None:
    loading.load(vault, bundle(sources=[PERSON], interviews=[interview("one", "two")]), update=False)
    before = ids(vault)
    changed = {"speaker": "kak-b", "text": "one", "id": before["two"].hex()}
    loading.load(vault, bundle(interviews=[interview(changed)]), update=True)
    assert ids(vault) == {"one": before["two"]}


def test_an_insertion_leaves_its_neighbours_as_they_were(vault: Vault) -> None:
    loading.load(vault, bundle(sources=[PERSON], interviews=[interview("one", "three")]), update=False)
    generation = {entity: len(vault.revisions(entity)) for entity in ids(vault).values()}
    report = loading.load(vault, bundle(interviews=[interview("zero", "one", "two", "three", "four")]), update=True)
    assert (report.added, report.updated) == ({"passages": 3}, {"interviews": 1})
    assert list(ids(vault)) == ["zero", "one", "two", "three", "four"]
    assert all(len(vault.revisions(entity)) == count for entity, count in generation.items())


def test_loading_the_same_again_changes_nothing(vault: Vault) -> None:
    whole = bundle(sources=[{**PERSON, "identity": None}], locations=[PLACE], interviews=[interview("one", "two")])
    loading.load(vault, whole, update=False)
    report = loading.load(vault, whole, update=True)
    assert (report.added, report.updated, report.removed) == ({}, {}, {})


def test_a_card_only_grows_without_the_key(fresh: Made) -> None:
    with vaults.opened(fresh.path, fresh.notes, write=True) as vault:
        loading.load(vault, bundle(sources=[PERSON]), update=False)
        more = {**PERSON, "identity": {"name": "Saffron Sumac", "aliases": ["Abu Cumin"]}}
        loading.load(vault, bundle(sources=[more]), update=True)
        loading.load(vault, bundle(sources=[{**PERSON, "identity": None}]), update=True)
        entity = notebook.sources(vault)["kak-b"][0]
        with pytest.raises(Locked):
            notebook.card(vault, entity)
        vault.open_identities(fresh.names)
        card = notebook.card(vault, entity)
        assert card is not None
        assert (card.all_names, card.phones) == (("Saffron Sumac", "Saffron Kemiri", "Abu Cumin"), ("+999 1",))


def test_a_sealed_place_shows_its_handle_and_published_rung_only(fresh: Made) -> None:
    with vaults.opened(fresh.path, fresh.notes, write=True) as vault:
        loading.load(vault, bundle(locations=[{**PLACE, "sealed": True}]), update=False)
        ((_, shown),) = notebook.locations(vault).values()
        assert b"Karanfil" not in shown.to_owner_json()
        assert shown.ladder.country == "Baharat"
        again = {**PLACE, "name": "Sumac", "ladder": {"country": "Baharat"}}
        loading.load(vault, bundle(locations=[again]), update=True)
        vault.open_identities(fresh.names)
        ((_, place),) = notebook.locations(vault).values()
        assert (place.to_owner_json().count(b"Karanfil"), place.to_owner_json().count(b"Sumac")) == (1, 1)


def test_a_dump_loads_into_the_same_dump(fresh: Made, made: Made, tmp_path_factory: pytest.TempPathFactory) -> None:
    whole = bundle(
        sources=[PERSON, {"handle": "kak-c", "pseudonym": "Kak C", "flags": ["paid"], "justification": "bread"}],
        locations=[PLACE, {**PLACE, "handle": "sealed", "sealed": True, "coordinates": [1.5, -2.25]}],
        interviews=[
            interview(
                "زەعفەران",
                {"speaker": None, "text": "note\n\n[inaudible] \\ \u202e"},
                {"speaker": "kak-b", "text": "x", "translator": "kak-c", "start": 1.25, "terms": {"use": False}},
                terms={"label": "background", "embargo_until": "2026-03-21T18:00:00.125000+03:00"},
                participants=[{"source": "kak-b", "as": "interviewee"}],
                location="karanfil",
                publish_time="week",
            )
        ],
    )
    dumps: list[bytes] = []
    for folder in (fresh, copied(made, tmp_path_factory)):
        with vaults.opened(folder.path, folder.notes, write=True) as vault:
            loading.load(vault, parse_bundle(dumps[0]) if dumps else whole, update=False)
            with pytest.raises(Locked):
                dumping.dump(vault, identities=True, ids=False)
            vault.open_identities(folder.names)
            dumps.append(dumping.dump(vault, identities=True, ids=False))
    assert dumps[0] == dumps[1]
    assert b"Saffron Kemiri" in dumps[0]


def copied(made: Made, factory: pytest.TempPathFactory) -> Made:
    import shutil

    target = factory.mktemp("second") / "vault"
    shutil.copytree(made.path, target)
    return Made(target, made.notes, made.names)


def test_a_pseudonym_that_tells_is_warned_of_without_quoting(vault: Vault) -> None:
    person = {"handle": "kemiri-s", "pseudonym": "Kak S", "identity": {"name": "Saffron Kemiri"}, "flags": ["minor"]}
    report = loading.load(
        vault, bundle(sources=[person], interviews=[interview({"speaker": None, "text": "@nobody"})]), update=False
    )
    assert [(w.kind, w.where) for w in report.warnings] == [
        ("pseudonym", "source kemiri-s"),
        ("handle", "source kemiri-s"),
        ("handle", "source kemiri-s"),
        ("justification", "source kemiri-s"),
        ("mention", "INT-1:1"),
    ]
    assert not [w for w in report.warnings if "Saffron" in w.what or "Kemiri" in w.what or "nobody" in w.what]
