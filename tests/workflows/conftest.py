"""Real vaults for the workflows: made once, copied for each test, opened by a recovery key (no scrypt)."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import vaults

PASSPHRASE = "cardamom-lantern-velvet-harbour-orchid-maple"
IDENTITY_PASSPHRASE = "turmeric-window-copper-saddle-pickle-north"


@dataclass(frozen=True)
class Made:
    """A vault's folder and the recovery keys that open it quickly."""

    path: Path
    notes: str
    names: str


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Make one empty vault for the whole run."""
    path = tmp_path_factory.mktemp("made") / "vault"
    keys = vaults.init(path, PASSPHRASE, IDENTITY_PASSPHRASE)
    assert keys.names is not None
    return Made(path, keys.notes, keys.names)


@pytest.fixture
def fresh(made: Made, tmp_path: Path) -> Made:
    """Return an empty vault of the test's own."""
    shutil.copytree(made.path, tmp_path / "vault")
    return Made(tmp_path / "vault", made.notes, made.names)


@pytest.fixture
def vault(fresh: Made) -> Iterator[Vault]:
    """Return an empty vault, open for writing, the identities sealed."""
    with vaults.opened(fresh.path, fresh.notes, write=True) as opened:
        yield opened
