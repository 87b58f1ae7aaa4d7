"""Kill commands with SIGKILL, at random moments and at every kind of system call that changes a disk.

An operation happened entirely or not at all, and what was acknowledged (exit 0) happened. Whoever does the same
again gets it done; that is tried in full runs, and always where something was left half done.
"""

import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bench import tracing
from tests.faults.conftest import Done
from tests.faults.points import Point, points
from tests.faults.victims import FULL, OPERATIONS, State, Victim

MOMENTS = 100 if FULL else 2
POINTS = None if FULL else 2
SEED = int(os.environ.get("FIELDNOTES_SEED", "8"))
REASON = tracing.why_not()

Undisturbed = Callable[[str], Done]


def prove(victim: Victim, name: str, code: int, before: State, after: State) -> None:
    """Prove that an operation, which ended with `code`, happened entirely or not at all, and can be done again."""
    found = victim.state()
    if name == "export":
        prove_page(victim, found, before)
    assert found in (before, after), f"{name} happened by half"
    assert code != 0 or found == after, f"{name} was acknowledged and is lost"
    if found == before and (FULL or victim.leftovers()):
        outcome = victim.run(*OPERATIONS[name])
        assert outcome.code == 0, outcome
        assert victim.state() == after, f"{name} cannot be done again"


def prove_page(victim: Victim, found: State, before: State) -> None:
    """Prove that a page that left is whole and on record; one on record may not have left any more."""
    if victim.page.exists():
        assert found.publications == before.publications + 1, "a page left and is not on record"
        assert victim.page.read_bytes().endswith(b"\n")
        victim.page.unlink()


def moments(name: str) -> list[float]:
    """Return which part of its usual time a command gets before it is killed."""
    chance = random.Random(f"{SEED} {name}")
    return [chance.uniform(0.3, 1.0) for _ in range(MOMENTS)]


@pytest.mark.parametrize(("name", "part"), [(name, part) for name in OPERATIONS for part in moments(name)])
def test_a_kill_at_any_moment_loses_nothing_that_was_acknowledged(
    victim: Victim, before: State, undisturbed: Undisturbed, name: str, part: float
) -> None:
    done = undisturbed(name)

    with victim.start(victim.command(*OPERATIONS[name])) as process:
        time.sleep(part * done.seconds)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=60)

    prove(victim, name, process.returncode, before, done.state)


@pytest.mark.skipif(bool(REASON), reason=REASON)
@pytest.mark.parametrize("name", OPERATIONS)
def test_a_kill_at_any_system_call_loses_nothing_that_was_acknowledged(
    template: Victim, before: State, undisturbed: Undisturbed, name: str, tmp_path: Path
) -> None:
    expected = undisturbed(name).state
    chosen = points(template.copy(tmp_path / "counted"), OPERATIONS[name], SEED, POINTS)

    reached = 0
    for place, point in enumerate(chosen):
        victim = template.copy(tmp_path / f"desk-{place}")
        outcome = victim.run(*OPERATIONS[name], before=killed_at(point))
        prove(victim, name, outcome.code, before, expected)
        reached += outcome.code == -signal.SIGKILL  # two runs may differ by a page; the last point may not come

    assert reached >= len(chosen) - 1


def killed_at(point: Point) -> list[str]:
    """Return the command that kills another one as it makes a certain system call."""
    injection = f"inject={point.call}:signal=SIGKILL:when={point.number}"
    return ["strace", "-f", "-e", f"trace={point.call}", "-e", injection, "-o", os.devnull]
