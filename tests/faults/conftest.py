"""Give each test a vault of its own, copied from one that is made once, and tell what each operation does to it."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.victims import OPERATIONS, State, Victim, new_victim


@dataclass(frozen=True)
class Done:
    """Hold what the vault says after an operation that nothing disturbed, and how many seconds it took."""

    state: State
    seconds: float


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Victim:
    """Return a vault that nobody changes."""
    return new_victim(tmp_path_factory.mktemp("template") / "desk")


@pytest.fixture(scope="session")
def before(template: Victim) -> State:
    """Return what the vault says before anything happens to it."""
    return template.state()


@pytest.fixture
def victim(template: Victim, tmp_path: Path) -> Victim:
    """Return a copy to be hurt."""
    return template.copy(tmp_path / "desk")


@pytest.fixture(scope="session")
def undisturbed(template: Victim, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Done]:
    """Return a function that does an operation in peace, once, and tells what came of it."""
    known: dict[str, Done] = {}

    def done(name: str) -> Done:
        if name not in known:
            other = template.copy(tmp_path_factory.mktemp("undisturbed") / "desk")
            start = time.monotonic()
            outcome = other.run(*OPERATIONS[name])
            seconds = time.monotonic() - start
            assert outcome.code == 0, outcome
            known[name] = Done(other.state(), seconds)
        return known[name]

    return done
