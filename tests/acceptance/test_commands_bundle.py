"""`load` and `dump`: what goes in comes out again, all of it or nothing, and what is missing is missing on purpose."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.desk import Desk, private, start
from tests.acceptance.judge import leaks
from tests.acceptance.office import OFFICE, office
from tests.acceptance.terms_world import BUNDLE
from tests.acceptance.world import Record

FARMER = {"handle": "farmer", "pseudonym": "Neighbour Yew", "identity": {"name": "Zirkan Polvest"}}


def iv(code: str, *passages: Record, **more: Any) -> Record:
    """Return a small interview with the farmer."""
    return {
        "code": code,
        "started": "2031-05-04T10:00:00+03:00",
        "participants": [{"source": "farmer", "as": "interviewee"}],
        "passages": list(passages),
        "terms": {"label": "background"},
    } | more


def said(text: str, speaker: str = "farmer", **more: Any) -> Record:
    """Return a passage."""
    return {"speaker": speaker, "text": text} | more


def bundle(*interviews: Record, **more: Any) -> Record:
    """Return a bundle of interviews."""
    return {"fieldnotes_bundle": 1, "interviews": list(interviews)} | more


def dumped(desk: Desk, *options: str) -> Any:
    """Return the whole vault as its owner gets it."""
    outcome = desk.run("dump", "--plain", *options, names=True)
    assert outcome.code == 0, outcome
    return outcome.json


@pytest.fixture(scope="module")
def farm(blank: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Return a desk with one source and one interview of four passages."""
    four = iv("INT-001", *(said(text) for text in ("first words", "second words", "third words", "fourth words")))
    return blank.filled(tmp_path_factory.mktemp("farm") / "desk", bundle(four, sources=[FARMER]))


# ---------------------------------------------------------------------------------------------------------- load


def test_load_counts_what_it_added_and_says_what_now_lies_in_clear(blank: Desk, desk: Desk, tmp_path: Path) -> None:
    """The JSON shape, and a sentence about the clear text on standard error."""
    other = blank.copy(tmp_path / "desk")
    other.secrets = desk.secrets
    path = private(other.folder / "bundle.json", json.dumps(OFFICE))
    outcome = other.run("--json", "load", path)
    assert outcome.code == 0, outcome
    assert sorted(outcome.json) == ["added", "removed", "updated", "warnings"]
    assert outcome.json["added"]["sources"] == 3
    assert outcome.json["added"]["locations"] == 1
    assert outcome.json["added"]["interviews"] == 2
    assert "clear" in outcome.err
    assert leaks(outcome.said, desk.secrets) == []


def test_a_pseudonym_that_resembles_the_name_is_warned_of_and_loaded(farm: Desk, tmp_path: Path) -> None:
    """By initial, part or sound, for pseudonym and handle; the name is not said."""
    copy = farm.copy(tmp_path / "copy")
    sources = [
        {"handle": "plain-one", "pseudonym": "Zed", "identity": {"name": "Zirkal Moventis"}},
        {"handle": "kelvorin", "pseudonym": "Ash", "identity": {"name": "Umber Kelvorin"}},
    ]
    outcome = copy.load(bundle(sources=sources))
    assert outcome.code == 0
    warned = {one["where"].split()[-1] for one in outcome.json["warnings"]}
    assert warned == {"plain-one", "kelvorin"}
    assert all(sorted(one) == ["kind", "what", "where"] for one in outcome.json["warnings"])
    assert "Moventis" not in outcome.said
    assert "Umber" not in outcome.said


@pytest.mark.parametrize(
    "again",
    [
        bundle(sources=[FARMER]),
        bundle(iv("INT-001", said("new"))),
        bundle(locations=[{"handle": "farmer", "name": "X"}]),
        bundle(iv("INT-009", said("new")), iv("INT-001", said("new"))),
    ],
)
def test_what_exists_is_refused_as_a_whole_without_update(farm: Desk, again: Record) -> None:
    """Exit 2, and nothing of the bundle stays."""
    before = dumped(farm)
    assert farm.load(again).code == 2
    assert dumped(farm) == before


@pytest.mark.parametrize(
    "dangling",
    [
        iv("INT-009", said("x"), location="nowhere"),
        iv("INT-009", said("x"), participants=[{"source": "ghost", "as": "interviewee"}]),
        iv("INT-009", said("x", "ghost")),
        iv("INT-009", said("x", translation="y", translator="ghost")),
    ],
    ids=["location", "participant", "speaker", "translator"],
)
def test_a_dangling_reference_refuses_the_bundle(farm: Desk, dangling: Record) -> None:
    """Exit 2; a reference to what the vault already holds is none."""
    outcome = farm.load(bundle(dangling, sources=[{"handle": "newly", "pseudonym": "Oakum"}]))
    assert outcome.code == 2
    assert "newly" not in farm.run("list", "sources").out


def test_an_update_keeps_the_passage_ids_by_id_by_words_and_by_order(farm: Desk, tmp_path: Path) -> None:
    """Moved and edited passages stay themselves; what is missing is removed; the rest is untouched."""
    copy = farm.copy(tmp_path / "copy")
    first, second, third, fourth = dumped(copy, "--ids")["interviews"][0]["passages"]
    again = iv("INT-001", said("third words"), said("first words, again", id=first["id"]), said("second thoughts"))
    outcome = copy.load(bundle(again), "--update")
    assert outcome.code == 0, outcome
    assert outcome.json["updated"].get("interviews") == 1
    assert outcome.json["removed"].get("passages") == 1
    after = dumped(copy, "--ids")
    ids = [one["id"] for one in after["interviews"][0]["passages"]]
    assert [one["text"] for one in after["interviews"][0]["passages"]] == [
        "third words",
        "first words, again",
        "second thoughts",
    ]
    assert ids[:2] == [third["id"], first["id"]]
    assert ids[2] in {second["id"], fourth["id"]}
    assert dumped(copy)["sources"] == dumped(farm)["sources"]


def test_the_same_bundle_again_with_update_changes_nothing(farm: Desk, tmp_path: Path) -> None:
    """The dump is the same, with the ids."""
    copy = farm.copy(tmp_path / "copy")
    before = dumped(copy, "--ids")
    assert copy.load({key: value for key, value in before.items() if key != "attachments"}, "--update").code == 0
    assert dumped(copy, "--ids") == before


def test_an_identity_in_an_update_supplements_and_an_absent_one_leaves_it(farm: Desk, tmp_path: Path) -> None:
    """The gate protects the union of all that was ever sealed."""
    copy = farm.copy(tmp_path / "copy")
    for card in ({"name": "Quorin Vastell"}, {"name": "Zirkan Polvest", "aliases": ["Oombrek"]}, None):
        source = {"handle": "farmer", "pseudonym": "Neighbour Yew"} | ({"identity": card} if card else {})
        assert copy.load(bundle(sources=[source]), "--update").code == 0
    words = "Polvest, Vastell and Oombrek went."
    assert copy.load(bundle(iv("INT-002", said(words)))).code == 0
    page = copy.page("page.md", "INT-002")
    assert [name for name in ("Polvest", "Vastell", "Oombrek", "Zirkan", "Quorin") if name in page] == []


def test_an_age_encrypted_bundle_is_loaded_with_its_key(farm: Desk, tmp_path: Path) -> None:
    """Made by another implementation of age; without the key it is locked (4)."""
    pyrage = pytest.importorskip("pyrage", reason="the other implementation of age is not installed")
    identity = pyrage.x25519.Identity.generate()
    key = private(tmp_path / "key", str(identity))
    words = json.dumps(bundle(iv("INT-002", said("from afar")))).encode()
    sealed = pyrage.encrypt(words, [identity.to_public()])
    copy = farm.copy(tmp_path / "copy")
    assert copy.run("load", "-", stdin=sealed).code == 4
    wrong = private(tmp_path / "wrong", str(pyrage.x25519.Identity.generate()))
    assert copy.run("load", "--age-identity", wrong, "-", stdin=sealed).code == 4
    assert copy.run("load", "--age-identity", key, "-", stdin=sealed).code == 0
    assert "from afar" in copy.run("show", "INT-002").out
    assert copy.run("load", "--age-identity", key, "-", stdin=sealed[:-20]).code in {2, 5}


def test_a_missing_bundle_cannot_be_reached(desk: Desk, tmp_path: Path) -> None:
    """Exit 6; a folder in its place is told too."""
    assert desk.run("load", tmp_path / "none.json").code == 6
    assert desk.run("load", tmp_path).code in {2, 6}


# ---------------------------------------------------------------------------------------------------------- dump


def test_a_dump_loaded_into_a_second_vault_gives_the_same_dump(blank: Desk, tmp_path: Path) -> None:
    """Byte for byte, and pages from both are the same bytes too; the second vault has keys of its own."""
    whole = {key: value + BUNDLE[key] if isinstance(value, list) else value for key, value in OFFICE.items()}
    one = blank.filled(tmp_path / "one", whole)
    first = one.run("dump", "--plain", names=True)
    two = Desk(tmp_path / "two")
    two.init()
    assert two.load(first.out).code == 0
    assert two.run("dump", "--plain", names=True).out == first.out
    assert one.page("page.md", "INT-001", "KAK") == two.page("page.md", "INT-001", "KAK")


def test_a_dump_holds_everything_as_given(desk: Desk) -> None:
    """Ordered by handle and code, labels as given, defaults omitted, and no clock."""
    whole = dumped(desk)
    assert [one["handle"] for one in whole["sources"]] == ["baker", "driver-1", "nobody-yet"]
    given = {one["handle"]: one for one in office()["sources"]}
    for source in whole["sources"]:
        assert source == given[source["handle"]]
    assert whole["interviews"] == office()["interviews"]
    assert whole["locations"] == office()["locations"]


def test_a_dump_needs_the_identities_unless_told_to_leave_them(desk: Desk) -> None:
    """Else exit 4 and nothing on standard output."""
    locked = desk.run("dump", "--plain")
    assert (locked.code, locked.out) == (4, "")
    without = desk.run("dump", "--plain", "--without-identities")
    assert without.code == 0
    assert "clear" in without.err
    card = [secret for secret in desk.secrets if secret.owner == "baker"]
    assert leaks(without.out, card) == []
    assert all("identity" not in source for source in without.json["sources"])


def test_a_dump_to_a_recipient_is_read_by_stock_age(desk: Desk) -> None:
    """And is the same bundle."""
    pyrage = pytest.importorskip("pyrage", reason="the other implementation of age is not installed")
    identity = pyrage.x25519.Identity.generate()
    outcome = desk.run("dump", "--to", str(identity.to_public()), names=True)
    assert outcome.code == 0, outcome
    assert b"Betonil" not in outcome.raw
    sealed = outcome.raw
    if sealed.startswith(b"-----BEGIN"):
        pytest.skip("armoured; the peer reads binary files only")
    assert json.loads(pyrage.decrypt(sealed, [identity])) == dumped(desk)


def test_a_dump_to_a_recipient_that_is_none_is_wrong_usage(desk: Desk) -> None:
    """Exit 2 and nothing on standard output."""
    outcome = desk.run("dump", "--to", "age1nonsense", names=True)
    assert (outcome.code, outcome.out) == (2, "")


def test_the_schema_of_bundles_needs_no_vault(tmp_path: Path) -> None:
    """It names the version key and refuses unknown keys."""
    outcome = start(["dump", "--schema"], tmp_path)
    assert outcome.code == 0
    assert outcome.json["additionalProperties"] is False
    assert {"fieldnotes_bundle", "sources", "locations", "interviews"} <= set(outcome.json["properties"])


def test_a_dump_lists_attachments_as_not_contained(blank: Desk, desk: Desk, tmp_path: Path) -> None:
    """And what it says can be loaded again."""
    copy = desk.copy(tmp_path / "copy")
    private(copy.folder / "plan.txt", "the plan of the market")
    assert copy.run("attach", "add", "plan.txt", "--interview", "INT-001").code == 0
    outcome = copy.run("dump", "--plain", names=True)
    assert "the plan of the market" not in outcome.out
    assert outcome.json != dumped(desk)
    assert blank.copy(tmp_path / "second").load(outcome.out).code == 0
