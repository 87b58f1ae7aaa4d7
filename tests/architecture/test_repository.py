"""Prove that the repository holds what it should and says nothing about the machine it was made on."""

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

TOP_LEVEL = {"README.md", "docs", "fieldnotes", "pyproject.toml", "run.py", "tests"}
REGISTRIES = re.compile(
    r"pypi\.(org|io)|pythonhosted\.org|npmjs\.(org|com)|deb\.debian\.org|anaconda\.org|crates\.io",
    re.IGNORECASE,
)
MACHINE_PATHS = re.compile(r"(?<![\w.~}/-])/(?:work|root|opt|tmp)(?![\w-])")


@cache
def files() -> tuple[Path, ...]:
    """Return every file that is committed, or would be by the next `git add`."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("not a git checkout")
    return tuple(ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file())


def mentions(pattern: re.Pattern[str], text: str) -> list[str]:
    """Return what the pattern finds in a text."""
    return [found.group() for found in pattern.finditer(text)]


@pytest.mark.parametrize("pattern", [REGISTRIES, MACHINE_PATHS], ids=["registries", "machine paths"])
def test_no_file_names(pattern: re.Pattern[str]) -> None:
    found = {
        str(path.relative_to(ROOT)): mentions(pattern, path.read_text(encoding="utf-8", errors="replace"))
        for path in files()
    }

    assert {name: words for name, words in found.items() if words} == {}


def test_the_rules_see_an_address_and_a_path() -> None:
    assert mentions(REGISTRIES, "https://pypi" + ".org/simple")
    assert mentions(MACHINE_PATHS, "cd /" + "work/main")
    assert mentions(MACHINE_PATHS, '"/' + 'tmp"')
    assert not mentions(MACHINE_PATHS, "and/or rest/work, ~/work, ../root, /" + "workflows")


def test_the_top_level_holds_six_names_and_dotfiles() -> None:
    names = {path.relative_to(ROOT).parts[0] for path in files()}

    assert {name for name in names if not name.startswith(".")} <= TOP_LEVEL
