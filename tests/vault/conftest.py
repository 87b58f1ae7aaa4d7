"""Give the vault's tests a vault of their own each."""

from pathlib import Path

import pytest

from tests.vault.sample import Sample, make_sample


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """Return a vault that nobody changes."""
    return make_sample(tmp_path_factory.mktemp("made") / "once.vault")


@pytest.fixture
def sample(made_once: Sample, tmp_path: Path) -> Sample:
    """Return a vault to do anything to."""
    return made_once.copy(tmp_path / "a.vault")
