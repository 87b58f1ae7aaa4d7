"""Decisions are dumped, load into the same dump, and are refused where they are about nothing."""

import json
from typing import Any

import pytest

from fieldnotes.domain.bundle import parse_bundle
from fieldnotes.domain.decision import Verdict
from fieldnotes.errors import UsageError
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import dumping, loading, reviewing
from tests.workflows.conftest import Made
from tests.workflows.review_desk import BUNDLE, CANARY, NOW, decide, listed, named


@pytest.fixture
def notes(vault: Vault, made: Made) -> Vault:
    """Return a vault with two interviews, the identities open."""
    loading.load(vault, parse_bundle(json.dumps(BUNDLE).encode()), update=False)
    vault.open_identities(made.names)
    return vault


def test_decisions_are_dumped_and_load_into_the_same_dump(notes: Vault, vault: Vault) -> None:
    decide(notes, named(notes, CANARY.casefold()), Verdict.REPLACE, "the guard")
    decide(notes, next(item for item in listed(notes) if item.kind == "date"), Verdict.GENERALISE, "month")
    decide(notes, next(item for item in listed(notes) if item.kind == "phone"), Verdict.ALWAYS)
    first = dumping.dump(notes, identities=True, ids=False)
    dumped = json.loads(first)["decisions"]
    assert dumped[0] == {
        "start": 19, "end": 29, "kind": "person", "verdict": "replace", "words": "the guard",
        "interview": "INT-001", "passage": 1,
    }  # fmt: skip
    assert len(dumped) == 5
    report = loading.load(notes, parse_bundle(first), update=True)
    assert not report.updated["decisions"] + report.added["decisions"]
    for item in listed(notes):
        if item.decided:
            reviewing.take_back(notes, item.id, NOW)
    assert "decisions" not in json.loads(dumping.dump(notes, identities=True, ids=False))
    assert loading.load(notes, parse_bundle(first), update=True).added["decisions"] == 5
    assert dumping.dump(notes, identities=True, ids=False) == first
    assert named(notes, CANARY.casefold()).decided == "replace"


def test_an_updated_decision_takes_the_place_of_the_one_about_the_same_words(notes: Vault) -> None:
    decide(notes, named(notes, CANARY.casefold()), Verdict.REPLACE)
    bundle = json.loads(dumping.dump(notes, identities=True, ids=False))
    for one in bundle["decisions"]:
        one["verdict"] = "keep"
    report = loading.load(notes, parse_bundle(json.dumps(bundle).encode()), update=True)
    assert report.updated["decisions"] == 3
    assert named(notes, CANARY.casefold()).decided == "keep"


def test_decisions_about_the_vault_alone_are_loaded(notes: Vault) -> None:
    given = {"interview": "INT-002", "passage": 1, "start": 7, "end": 17, "kind": "person", "verdict": "keep"}
    bundle = {"fieldnotes_bundle": 1, "decisions": [given]}
    assert loading.load(notes, parse_bundle(json.dumps(bundle).encode()), update=False).added == {"decisions": 1}


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"interview": "INT-404"}, "interview that is not there"),
        ({"passage": 9}, "passage that is not there"),
        ({"end": 999}, "words that are not there"),
        ({"part": "paraphrase"}, "words that are not there"),
    ],
)
def test_a_decision_about_nothing_refuses_the_bundle(notes: Vault, fields: dict[str, Any], what: str) -> None:
    given = {"interview": "INT-002", "passage": 1, "start": 7, "end": 17, "kind": "person", "verdict": "keep", **fields}
    bundle = {"fieldnotes_bundle": 1, "decisions": [given]}
    generation = notes.generation
    with pytest.raises(UsageError, match=what):
        loading.load(notes, parse_bundle(json.dumps(bundle).encode()), update=False)
    assert notes.generation == generation


@pytest.mark.parametrize(
    "given",
    [
        {"verdict": "always", "kind": "person", "term": CANARY, "start": 1},
        {"verdict": "keep", "kind": "person", "term": CANARY},
        {"interview": "INT-002", "passage": 0, "start": 7, "end": 17, "kind": "person", "verdict": "keep"},
        {"interview": "INT-002", "passage": 1, "start": 7, "end": 17, "kind": CANARY, "verdict": "keep"},
        {"interview": "INT-002", "passage": 1, "start": 7, "end": 17, "kind": "person", "verdict": CANARY},
        {"interview": "INT-002", "passage": 1, "start": 7, "end": 17, "kind": "person", "verdict": "keep", "x": CANARY},
    ],
)
def test_a_decision_that_no_bundle_has_is_refused_without_quoting_it(given: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match="decisions") as refusal:
        parse_bundle(json.dumps({"fieldnotes_bundle": 1, "decisions": [given]}).encode())
    assert CANARY not in refusal.value.sentence + refusal.value.hint


def test_two_decisions_about_the_same_words_refuse_the_bundle() -> None:
    given = {"interview": "INT-002", "passage": 1, "start": 7, "end": 17, "kind": "person"}
    twice = [{**given, "verdict": "keep"}, {**given, "verdict": "replace"}]
    with pytest.raises(UsageError, match="twice"):
        parse_bundle(json.dumps({"fieldnotes_bundle": 1, "decisions": twice}).encode())
