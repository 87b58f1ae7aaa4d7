"""Disturb backup, restore and forget, and print what was tried and what was wrong.

    python -m tests.faults.backup                   a slice of everything
    python -m tests.faults.backup --full            all of it, hours on one processor (sessions: more than one)
    python -m tests.faults.backup faults --only drill --full
    python -m tests.faults.backup sessions --only sftp --count 100 --seed 500

It ends with 1 where anything was wrong. Everything happens in a temporary folder, in memory where there is such a disk.
"""

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path

import pytest

from fieldnotes.backup import steady
from fieldnotes.errors import FieldnotesError
from tests.backup.remotes import places
from tests.backup.remotes.sessions import play
from tests.faults.backup import campaign, histories, interruptions
from tests.faults.backup.scenarios import SCENARIOS
from tests.faults.backup.tampering import Bench, Change, cuts, flips, moves, tamper

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - where it is there, thousands of folders cost nothing


def parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.backup", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all without")
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="only scenarios, or kinds of place, with this in their name")
    parser.add_argument("--count", type=int, default=0, help="so many of each scenario, or kind of place, or histories")
    options = parser.parse_args(arguments)
    if unknown := set(options.parts) - PARTS.keys():
        parser.error(f"there is no part {min(unknown)}")
    return options


def say(line: str = "") -> None:
    """Write a line."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def table(title: str, counts: Counter[str]) -> None:
    """Write counts below a title."""
    say(f"{title}: {sum(counts.values())}")
    for name, count in sorted(counts.items()):
        say(f"  {count:8}  {name}")


def faults(folder: Path, options: argparse.Namespace) -> list[str]:
    """Kill, tear, refuse and cut the power at every operation of every scenario."""
    figures = campaign.Figures()
    chosen = [scenario for scenario in SCENARIOS if options.only in scenario.name]
    most = None if options.full and not options.count else options.count or 8
    stock = (25 if options.full else 8) if shutil.which("restic") else 0
    for number, scenario in enumerate(chosen):
        tried = campaign.Campaign(scenario, folder / str(number), options.seed, stock)
        figures.add(tried.run(most, 4 if options.full else 2))
        say(f"  {scenario.name}: {sum(figures.states.values())} states so far, {len(figures.wrong)} wrong")
        shutil.rmtree(folder / str(number))
    table("operations that can be disturbed", figures.operations)
    table("states judged", figures.states)
    table("how they ended", figures.outcomes)
    say(f"of the states, judged by stock restic as well: {figures.stock}")
    return figures.wrong


def interrupted(folder: Path, options: argparse.Namespace) -> list[str]:
    """Interrupt a backup ten times."""
    wrong = []
    for seed in range(options.seed, options.seed + (options.count or (50 if options.full else 2))):
        course = interruptions.interrupt(folder / str(seed), seed, 10)
        say(f"  ended {course.ends}: sent {course.sent}, needed {course.needed}, sent again {course.twice} bytes")
        if course.twice or course.ends[-1] != 0 or 0 in course.ends[:-1]:
            wrong.append(f"interrupted, seed {seed}: {course}")
        shutil.rmtree(folder / str(seed))
    return wrong


def tampered(folder: Path, options: argparse.Namespace) -> list[str]:
    """Change a repository in every way."""
    bench, chance, wrong = Bench(folder / "bench"), random.Random(options.seed), []
    small = ("config", "index", "keys", "snapshots")
    read = dict.fromkeys(() if options.full else small, 24) | {"data": 6_000 if options.full else 60}
    verbs = dict.fromkeys((*small, "data"), 60 if options.full else 1)
    moved = list(moves(bench))
    some = moved if options.full else chance.sample(moved, 12)
    plans: tuple[tuple[str, Iterator[Change], bool], ...] = (
        ("read", chain(moved, flips(bench.now, chance, read), cuts(bench.now, chance, read)), False),
        ("every verb", chain(some, flips(bench.now, chance, verbs), cuts(bench.now, chance, verbs)), True),
    )
    for name, changes, with_verbs in plans:
        figures = tamper(bench, changes, with_verbs=with_verbs)
        table(f"changed repositories, {name}", figures.tried)
        table("answers", figures.answers)
        wrong += figures.wrong
    return wrong


def generated(folder: Path, options: argparse.Namespace) -> list[str]:
    """Compare with stock restic on generated histories."""
    if not shutil.which("restic"):
        say("stock restic is not installed")
        return []
    count = options.count or (1000 if options.full else 4)
    figures = histories.generate(folder / "history", range(options.seed, options.seed + count))
    table("generated vaults and histories", figures.done)
    return figures.wrong


def sessions(folder: Path, options: argparse.Namespace) -> list[str]:
    """Play sessions over lines that are cut or busy, with every kind of place that has a line."""
    wrong: list[str] = []
    count = options.count or (2000 if options.full else 4)
    for kind in (kind for kind in places.FAR if options.only in kind):
        done: Counter[str] = Counter()
        failed, began = len(wrong), time.monotonic()
        (folder / kind).mkdir()
        try:
            with pytest.MonkeyPatch.context() as hurry, places.FAR[kind](folder / kind) as make:
                hurry.setattr(steady, "FIRST_DELAY", 0.02)  # how long the product waits is proved elsewhere
                for seed in range(options.seed, options.seed + count):
                    try:
                        done += play(make, seed)
                    except (AssertionError, FieldnotesError) as error:
                        wrong.append(f"{kind}, seed {seed}: {type(error).__name__}: {error}")
        except pytest.skip.Exception as reason:
            say(f"  {kind}: {reason}")
            continue
        say(f"  {kind}: {count} sessions, {len(wrong) - failed} wrong, {time.monotonic() - began:.0f} s")
        table("  verbs and connections", done)
    return wrong


PARTS: dict[str, Callable[[Path, argparse.Namespace], list[str]]] = {
    "faults": faults,
    "interrupted": interrupted,
    "tampered": tampered,
    "generated": generated,
    "sessions": sessions,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Try what is asked for."""
    options = parsed(arguments)
    wrong = []
    base = SHARED_MEMORY if SHARED_MEMORY.is_dir() else None
    for name in options.parts or PARTS:
        began = time.monotonic()
        with tempfile.TemporaryDirectory(dir=base) as folder:
            say(f"\n{name}")
            wrong += PARTS[name](Path(folder), options)
        say(f"{time.monotonic() - began:.0f} s")
    for what in wrong:
        say(f"WRONG {what}")
    say(f"\n{len(wrong)} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
