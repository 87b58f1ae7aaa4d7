"""Let the disk refuse single system calls: the answer is exit 6, or 0 where nothing is lost, and the vault is whole."""

import os
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from tests.bench import tracing
from tests.faults.conftest import Done
from tests.faults.points import Point, points
from tests.faults.victims import FULL, OPERATIONS, State, Victim, is_one_sentence

NAMES = tuple(OPERATIONS) if FULL else ("load", "key add")
POINTS = None if FULL else 4
ERRORS = ("ENOSPC", "EIO")
REASON = tracing.why_not()


def failing(point: Point, error: str) -> list[str]:
    """Return the command under which one system call of another command fails."""
    injection = f"inject={point.call}:error={error}:when={point.number}"
    return ["strace", "-f", "-e", f"trace={point.call}", "-e", injection, "-o", os.devnull]


@pytest.mark.skipif(bool(REASON), reason=REASON)
@pytest.mark.parametrize(("name", "error"), list(product(NAMES, ERRORS)))
def test_a_disk_that_refuses_once_is_told_and_leaves_the_vault_whole(
    template: Victim, before: State, undisturbed: Callable[[str], Done], name: str, error: str, tmp_path: Path
) -> None:
    after = undisturbed(name).state
    seed = ERRORS.index(error)
    chosen = points(template.copy(tmp_path / "counted"), OPERATIONS[name], seed, POINTS)

    wrong = []
    for place, point in enumerate(chosen):
        victim = template.copy(tmp_path / f"desk-{place}")
        outcome = victim.run(*OPERATIONS[name], before=failing(point, error))
        found = victim.state()
        whole = found == after if outcome.code == 0 else found in (before, after)
        told = outcome.code == 0 or (outcome.code == 6 and is_one_sentence(outcome))
        if not (whole and told) or victim.leftovers():
            wrong.append((point, error, outcome, "whole" if whole else "NOT WHOLE", victim.leftovers()))

    assert wrong == []
