"""A vault that asks language models exports nothing without them; what they find is decided like all else."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldnotes.domain.bundle import parse_bundle
from fieldnotes.domain.preferences import Preferences
from fieldnotes.errors import Unreachable
from fieldnotes.redaction.unknown.second_opinion import REASON
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import loading, notebook, preferences
from fieldnotes.workflows.previewing import Preview
from fieldnotes.workflows.publications import PageRefused, Request, export
from tests.redaction.language_models import NAME, NEEDS_SPACY, install, ruled, site
from tests.workflows.conftest import Made
from tests.workflows.review_desk import NOW, SOURCE, interview, keep_everything, listed

BUNDLE = {
    "fieldnotes_bundle": 1,
    "sources": [SOURCE],
    "interviews": [interview("INT-001", "The guard took hope away.")],
}


@pytest.fixture
def notes(vault: Vault, made: Made) -> Vault:
    """Return a vault with a sentence in which no rule finds anything, the identities open."""
    loading.load(vault, parse_bundle(json.dumps(BUNDLE).encode()), update=False)
    vault.open_identities(made.names)
    return vault


@pytest.fixture
def model(tmp_path: Path) -> Iterator[str]:
    """Return the name of an installed model that takes "hope" for a person."""
    with site(tmp_path / "site") as folder:
        folder.mkdir()
        install(ruled([{"label": "PERSON", "pattern": "hope"}]), folder)
        yield NAME


def exported(vault: Vault, folder: Path) -> str:
    return export(vault, Request(None, folder / f"page-{vault.generation}.md", NOW)).page


def whole_page(vault: Vault, preview: Preview) -> list[tuple[str, str]]:
    """Return what an export would refuse the page for, as the live page tells."""
    one = notebook.interviews(vault)["INT-001"]
    preview.page(one.interview, [each.passage for each in notebook.passages(vault, one.entity)], NOW)
    page = preview.look_at_whole()
    assert page is not None
    return [(objection.kind, objection.what) for objection in page.objections]


def test_no_model_is_asked_unless_the_vault_says_so(notes: Vault, tmp_path: Path) -> None:
    assert preferences.read(notes).second_opinion == ()
    assert "hope" in exported(notes, tmp_path)


def test_without_its_model_nothing_leaves_and_everybody_is_told(notes: Vault, tmp_path: Path) -> None:
    preview = Preview(notes)
    assert whole_page(notes, preview) == []
    preferences.keep(notes, Preferences(second_opinion=("en_nothing_sm",)))
    with pytest.raises(Unreachable, match="not installed"):
        exported(notes, tmp_path)
    assert not list(tmp_path.glob("*.md"))
    with pytest.raises(Unreachable, match="not installed"):
        listed(notes)
    ((kind, what),) = whole_page(notes, preview)
    assert kind == "unchecked"
    assert "not installed" in what


def test_a_model_that_cannot_be_asked_is_not_chosen(notes: Vault, tmp_path: Path) -> None:
    with pytest.raises(Unreachable, match="not installed"):
        preferences.ask_models(notes, ["en_nothing_sm"])
    assert preferences.read(notes).second_opinion == ()
    preferences.keep(notes, Preferences(second_opinion=("en_nothing_sm",), locks_after=3))
    preferences.ask_models(notes, [])
    assert preferences.read(notes) == Preferences(locks_after=3)
    assert "hope" in exported(notes, tmp_path)


@NEEDS_SPACY
def test_what_a_model_finds_is_decided_like_all_else(notes: Vault, model: str, tmp_path: Path) -> None:
    preview = Preview(notes)
    assert whole_page(notes, preview) == []
    preferences.ask_models(notes, [model, model])
    assert preferences.read(notes).second_opinion == (model,)
    assert model in preferences.installed_models()
    with pytest.raises(PageRefused) as refused:
        exported(notes, tmp_path)
    assert [objection.kind for objection in refused.value.objections] == ["undecided"]
    assert [kind for kind, _ in whole_page(notes, preview)] == ["undecided"]
    (item,) = listed(notes)
    assert (item.term, item.kind, item.risk, item.reason) == ("hope", "person", "medium", REASON)
    keep_everything(notes)
    assert "hope" in exported(notes, tmp_path)
    assert whole_page(notes, preview) == []
