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
from fieldnotes.workflows import loading, notebook, preferences, reviewing
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

FRENCH = "Puis nous avons attendu devant la porte et tout le monde est rentré avec les enfants sans rien dire."


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


@NEEDS_SPACY
def test_what_no_model_reads_is_told_by_review_and_export_refused_or_not(
    vault: Vault, made: Made, model: str, tmp_path: Path
) -> None:
    said = "Then Colonel Brakwendil took the old man away, and nobody knew where they had gone that night."
    asked = [interview("INT-001", said, FRENCH), interview("INT-002", FRENCH), interview("INT-003", said)]
    loading.load(vault, parse_bundle(json.dumps({**BUNDLE, "interviews": asked}).encode()), update=False)
    vault.open_identities(made.names)
    assert reviewing.looked(vault, None, NOW).unread == ()
    preferences.ask_models(vault, [model])
    review = reviewing.looked(vault, None, NOW)
    assert review.unread == ("French",)
    assert reviewing.looked(vault, ["INT-003"], NOW).unread == ()
    with pytest.raises(PageRefused) as refused:
        exported(vault, tmp_path)
    assert refused.value.not_checked == ("second opinion on names in French",)
    keep_everything(vault)
    review.reread()
    looked = review.look().take()  # the same gate has seen every text: what it heard stays
    assert looked is not None
    assert review.adopt(looked)
    assert review.unread == ("French",)
    page = tmp_path / "page.md"
    assert export(vault, Request(None, page, NOW)).not_checked == ("second opinion on names in French",)
    assert export(vault, Request(["INT-003"], tmp_path / "other.md", NOW)).not_checked == ()
    preferences.ask_models(vault, [])
    assert export(vault, Request(None, tmp_path / "third.md", NOW)).not_checked == ()
