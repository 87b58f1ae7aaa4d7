"""Give the tests of the backup room a repository with a history, made once."""

from pathlib import Path

import pytest

from tests.backup.histories import DAY, NOON, History, begun


@pytest.fixture
def nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for nobody's lock: what waiting is for is proved with the locks."""
    monkeypatch.setattr("fieldnotes.formats.restic.locks._SETTLING", 0.0)


def days(folder: Path, count: int) -> History:
    """Return so many days of a vault, the last one at noon."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("fieldnotes.formats.restic.locks._SETTLING", 0.0)
        history = begun(folder)
        for day in reversed(range(count)):
            history.save(NOON - day * DAY)
    return history


@pytest.fixture(scope="session")
def week(tmp_path_factory: pytest.TempPathFactory) -> History:
    """Return seven days of a vault; tests take copies."""
    return days(tmp_path_factory.mktemp("week"), 7)


@pytest.fixture
def history(week: History, tmp_path: Path, nobody_else: None) -> History:
    """Return a week of a vault, for one test."""
    return week.copy(tmp_path)
