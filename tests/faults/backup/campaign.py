"""Disturb every scenario at every operation, in processes of their own, and judge what is left."""

import os
import random
import shutil
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path

from fieldnotes.backup import outbox
from fieldnotes.errors import FieldnotesError
from fieldnotes.vault import backups
from tests.faults.backup import disk as disks
from tests.faults.backup import power, sqlite_calls, verbs
from tests.faults.backup.disk import KILLED, Disk, Fate, Plan
from tests.faults.backup.judging import judge
from tests.faults.backup.scenarios import Scenario
from tests.faults.backup.world import World, hurry, new_world, witness

CRASHED = 99
_ON_DISK = {
    "create": (Fate.KILL, Fate.ERROR, Fate.FULL),
    "write": (Fate.KILL, Fate.TORN, Fate.ERROR, Fate.FULL),
    "truncate": (Fate.KILL, Fate.ERROR, Fate.FULL),
    "mkdir": (Fate.KILL, Fate.ERROR, Fate.FULL),
    "sync": (Fate.KILL, Fate.ERROR),
    "rename": (Fate.KILL, Fate.ERROR),
    "unlink": (Fate.KILL, Fate.ERROR),
    "rmdir": (Fate.KILL, Fate.ERROR),
    "verb": (Fate.KILL, Fate.GONE, Fate.FULL, Fate.UNHEARD),
}


@dataclass
class Figures:
    """Count the states that were tried, of every fate, and hold what was wrong."""

    operations: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    stock: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, other: "Figures") -> None:
        """Add what another count found."""
        self.operations += other.operations
        self.states += other.states
        self.outcomes += other.outcomes
        self.stock += other.stock
        self.wrong += other.wrong


def in_child(world: World, work: Callable[[], None]) -> int:
    """Do something in a process of its own and return how it ended; what went wrong is said."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = CRASHED
    try:
        work()
        code = 0
    except FieldnotesError as error:
        world.say(error=f"{type(error).__name__}: {error.sentence}", code=error.exit_code)
        code = error.exit_code
    except BaseException:  # noqa: BLE001 - whatever it is, it is told
        world.say(crash=traceback.format_exc())
    finally:
        os._exit(code)
    raise AssertionError("a child never comes here")


class Campaign:
    """Hold one scenario, prepared, and the folder in which its world is hurt again and again."""

    def __init__(self, scenario: Scenario, folder: Path, seed: int, stock_every: int) -> None:
        """Prepare the scenario in a new folder; `stock_every` says how often stock restic is asked, 0 for never."""
        self._scenario, self._chance, self._stock_every = scenario, random.Random(seed), stock_every
        self._world, self._template, self._killed = World(folder / "now"), folder / "template", folder / "killed"
        self._figures, self._tried = Figures(), 0
        self._on_power: set[int] = set()
        folder.mkdir()
        assert in_child(self._world, self._prepare) == 0, "the scenario cannot be prepared: " + self._crash()
        with self._world.open() as vault:
            self._state = backups.state_of(vault)
        self._world.folder.rename(self._template)
        root = self._template / scenario.power
        self._before = power.files_below(root) if scenario.power else {}
        self._folders = [path.relative_to(root) for path in root.rglob("*") if path.is_dir()] if scenario.power else []

    def run(self, most: int | None, cuts: int) -> Figures:
        """Try every operation and fate, or so many of them, and so many power cuts after each kill."""
        points = self._points()
        for plan in points if most is None else _some(points, self._chance, most):
            self._disturb(plan)
            with_power = plan.fate is Fate.KILL and (plan.number in self._on_power or most is not None)
            with_power = with_power and self._scenario.power != ""
            if with_power:
                _copy(self._world.folder, self._killed)
            self._look(f"{self._scenario.name}: {plan.fate.value} at operation {plan.number}", plan.fate.value)
            for number in range(cuts) if with_power else ():
                self._cut(plan, journalled=number % 2 == 0)
        if self._scenario.power:
            self._cut_after_the_end(cuts if most is not None else 8 * cuts)
        return self._figures

    # --------------------------------------------------------------------------------- the worlds

    def _prepare(self) -> None:
        hurry()
        new_world(self._world.folder)
        witness(self._world)
        for step in self._scenario.prepare:
            with self._world.open() as vault:
                step(self._world, vault)

    def _fresh(self) -> None:
        _copy(self._template, self._world.folder)

    def _act(self, plan: Plan) -> None:
        hurry()
        if self._scenario.names_at_once:
            outbox._INDEX_EVERY = -1.0
        witness(self._world)
        with self._world.open() as vault:
            world = self._world
            roots = {"vault": world.vault, "place": world.place, "out": world.out}
            disk = Disk(roots, plan, world.log, frozenset({self._scenario.power}))
            disks.install(disk)
            sqlite_calls.install(disk)
            verbs.install(disk)
            self._scenario.act(world, vault)

    # --------------------------------------------------------------------------------- the faults

    def _points(self) -> list[Plan]:
        """Run undisturbed and return every operation with every fate that it can meet."""
        self._fresh()
        code = in_child(self._world, lambda: self._act(Plan()))
        assert code == 0, f"undisturbed, {self._scenario.name} fails: {self._crash()}"
        done = disks.operations(self._world.log)
        self._figures.operations[self._scenario.name] = len(done)
        self._on_power = {number for number, one in enumerate(done, 1) if one.disk == self._scenario.power}
        return [Plan(number, fate) for number, one in enumerate(done, 1) for fate in _ON_DISK[one.kind]]

    def _disturb(self, plan: Plan) -> None:
        self._fresh()
        code = in_child(self._world, lambda: self._act(plan))
        heard = self._world.heard()
        error = next((said["error"] for said in reversed(heard) if "error" in said), "")
        outcome = "killed" if code == KILLED else "done all the same" if code == 0 else error
        self._figures.outcomes[f"{plan.fate.value}: {outcome}"] += 1
        if code not in (0, KILLED, 5, 6):
            self._wrong(f"{self._scenario.name}, {plan}: ended with {code} {error} {self._crash()}")

    def _cut(self, plan: Plan, *, journalled: bool) -> None:
        """Take what the kill left, and cut the power as well."""
        _copy(self._killed, self._world.folder)
        root = self._world.folder / self._scenario.power
        found = disks.operations(self._world.log)
        mine = [operation for operation in found if operation.disk == self._scenario.power]
        state = power.after_cut(self._before, mine, self._chance, journalled=journalled)
        _lay_out(root, state, self._folders)
        kind = "power cut, journalled" if journalled else "power cut, FAT"
        self._look(f"{self._scenario.name}: {kind} at operation {plan.number}", kind)

    def _cut_after_the_end(self, cuts: int) -> None:
        """Let it end, and be acknowledged, before the power is cut."""
        self._disturb(Plan())
        assert self._world.acknowledged(), "nothing was acknowledged"
        _copy(self._world.folder, self._killed)
        for number in range(cuts):
            self._cut(Plan(), journalled=number % 2 == 0)

    # -------------------------------------------------------------------------------- judging

    def _look(self, what: str, kind: str) -> None:
        self._tried += 1
        self._figures.states[kind] += 1
        stock = bool(self._stock_every) and self._tried % self._stock_every == 0
        self._figures.stock += stock
        if in_child(self._world, lambda: self._judge(stock)) != 0:
            self._wrong(f"{what}: {self._crash() or self._world.heard()[-1]}")
        waited = sum("locked" in said for said in self._world.heard())
        self._figures.outcomes["a lock of the killed run stood in the way"] += waited

    def _judge(self, stock: bool) -> None:
        hurry()
        witness(self._world)
        judge(self._world, self._scenario, self._state, stock=stock)

    def _crash(self) -> str:
        return next((said["crash"] for said in reversed(self._world.heard()) if "crash" in said), "")

    def _wrong(self, what: str) -> None:
        self._figures.wrong.append(what)


def _copy(source: Path, target: Path) -> None:
    """Put a copy of a folder in the place of another one."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)


def _lay_out(root: Path, files: dict[str, bytes], folders: Iterable[Path]) -> None:
    """Make a folder hold these files and the folders that were there before, and nothing else."""
    shutil.rmtree(root)
    for folder in (Path(), *folders):
        (root / folder).mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)


def _some(points: Sequence[Plan], chance: random.Random, most: int) -> Iterator[Plan]:
    """Choose points by chance, one of each fate before the second of any."""
    fates = chance.sample(list(Fate), len(Fate))
    kinds = [[point for point in points if point.fate is fate] for fate in fates]
    rounds = zip_longest(*(chance.sample(kind, len(kind)) for kind in kinds))
    yield from [point for turn in rounds for point in turn if point is not None][:most]
