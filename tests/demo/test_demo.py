"""The sample vault's page holds nothing that must not leave, and reads as agreed."""

import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from fieldnotes.errors import UsageError
from fieldnotes.workflows.demo import walk

ROOT = Path(__file__).resolve().parents[2]
FORBIDDEN: dict[str, list[str]] = json.loads((Path(__file__).parent / "must_not_appear.json").read_text("utf-8"))

OWN_NAME = "Joren Kummelhof"  # the one person who is published under it


def plain(text: str) -> str:
    """Fold case, diacritics, invisible characters, escapes and white space away."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("\\", ""))
    kept = (c for c in decomposed if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return " ".join("".join(kept).split())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Walk the demo once and return what it leaves behind."""
    folder = tmp_path_factory.mktemp("demo") / "kept"
    steps = list(walk(folder))
    assert all(step.proofs for step in steps)
    return folder


@pytest.fixture(scope="module")
def page(folder: Path) -> str:
    """Return the demo's page."""
    return (folder / "page.md").read_text("utf-8")


@pytest.mark.parametrize("kind", sorted(FORBIDDEN))
def test_nothing_that_must_not_appear_appears(page: str, folder: Path, kind: str) -> None:
    bundle = (folder / "bundle.json").read_text("utf-8")
    shown = plain(page.replace(OWN_NAME, ""))
    assert [words for words in FORBIDDEN[kind] if words in bundle]
    assert [words for words in FORBIDDEN[kind] if plain(words) in shown] == []


def test_the_page_says_who_speaks_as_agreed_and_explains_it_once(page: str) -> None:
    assert page.startswith('---\ntitle: "DEMO: interviews with invented people"\n---\n')
    assert "## Kak D, the head of a powerful security agency\n" in page
    assert page.count("“Kak” is a Kurdish term of respect and affection.") == 1
    assert "## Joren Kummelhof, an officer of a foreign army\n" in page
    assert "\n## Without attribution\n" in page
    assert "[an interpreter]" in page


def test_what_is_kept_is_private_and_opens(folder: Path) -> None:
    left = {path.name for path in folder.iterdir()}
    assert left == {"vault", "bundle.json", "page.md", "passphrase", "identity-passphrase"}
    if os.name == "posix":
        assert {path.stat().st_mode & 0o077 for path in folder.iterdir()} == {0}
    opening = ["--vault", str(folder / "vault"), "--passphrase-file", str(folder / "passphrase")]
    command = [sys.executable, "-m", "fieldnotes", *opening]
    shown = subprocess.run(
        [*command, "--json", "list", "interviews"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert len(json.loads(shown.stdout)) >= 8
    assert "DEMO" in shown.stderr


def test_a_folder_that_holds_something_is_left_alone(folder: Path) -> None:
    with pytest.raises(UsageError, match="not empty"):
        next(walk(folder))
