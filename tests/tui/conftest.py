"""Vaults for the screens: made once, copied for each test."""

import shutil
from pathlib import Path

import pytest

from tests.tui.desk import make_vault


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an empty vault that nobody changes."""
    return make_vault(tmp_path_factory.mktemp("screens") / "once.vault")


@pytest.fixture
def vault(made_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty vault of the test's own; the terminal is none that has to be asked about."""
    for name in ("TMUX", "STY", "KITTY_WINDOW_ID"):
        monkeypatch.delenv(name, raising=False)
    return Path(shutil.copytree(made_once, tmp_path / "a.vault"))
