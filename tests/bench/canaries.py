"""Hide canaries in a vault, work with it as a researcher does, and look for them in everything that was written.

    python -m tests.bench.canaries [--quick]

Every step runs under strace. A canary may be on standard output where the owner asked to read it, and in the file
that was asked for where readers may read it; anywhere else it is a leak, under any encoding that `needles` knows. So
is any file that nobody asked for, and any way out that a trace cannot see into. Before the product is believed, each
leak of `leaky` has to be found.

Not covered: swap and hibernation, the terminal and its scrollback, what the processor keeps.
"""

import json
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from fieldnotes.vault import compartment, keyslots, opening
from fieldnotes.vault.layout import Layout
from tests.bench import session, tracing
from tests.bench.figure import Figure
from tests.bench.leaky import LEAKS
from tests.bench.session import Desk, Step
from tests.bench.tracing import Traced

CALLS = 100_000
_ROUNDS = 40  # more sessions than this are not needed on any machine; a harness that traces nothing ends here
_CONTENT = {"written", "argument", "name", "left"}
"""The kinds of findings that name a canary."""


@dataclass(frozen=True)
class Finding:
    """Say in which step something leaked, how, and where; `what` names the class, never the words."""

    step: str
    how: str
    where: str
    what: str


@dataclass
class Session:
    """Play one session on a desk of its own and keep what was found, and how much was looked through."""

    desk: Desk
    calls: int = 0
    writing: int = 0
    looked_through: int = 0
    steps: int = 0
    findings: list[Finding] = field(default_factory=list)
    told: set[str] = field(default_factory=set)
    _attached: dict[str, str] = field(default_factory=dict)
    _undecided: list[str] = field(default_factory=list)

    def play(self) -> None:
        """Run all steps, then look through all that is left on the desk."""
        for step in session.steps(self.desk):
            self.run(step)
        self.findings += self._left()
        if silent := session.OWNERS - self.told:
            raise AssertionError(f"no canary of {sorted(silent)} was seen where it belongs; is anything looked at?")

    def run(self, step: Step, leak: str = "") -> None:
        """Run one step and judge it; raises AssertionError where it does not end as it should."""
        step = replace(step, arguments=tuple(self._filled(step.arguments)))
        traced = tracing.run(
            self.desk.command(step, leak),
            folder=self.desk.folder / "work",
            surroundings=self.desk.surroundings,
            stdin=step.stdin,
            kill=step.kill,
            log=self.desk.folder / "trace",
        )
        if traced.code != step.code:
            raise AssertionError(f"{step.title} ended with {traced.code}: {traced.err.decode()[-500:]}")
        self._learn(step, traced)
        self.steps += 1
        self.calls += traced.trace.calls
        self.writing += traced.trace.writing
        self.findings += self._judged(step, traced)

    def _filled(self, arguments: Iterable[str]) -> Iterator[str]:
        """Yield the arguments of a step with what was learned before in the place of its braces."""
        for argument in arguments:
            if argument == "{undecided}":
                yield from self._undecided
            else:
                yield argument.format_map(self._attached)

    def _learn(self, step: Step, traced: Traced) -> None:
        """Take in what only the product can tell: the database's key, the ids of attachments and findings."""
        if step.arguments[-1] in ("init", "recover"):
            printed = json.loads(traced.out)["recovery_keys"]
            keys = opening.unlock(Layout(self.desk.vault), printed["notes"])
            private = keyslots.open_slots(Layout(self.desk.vault), [compartment.RECOVERY_SLOT], printed["names"])[1]
            self.desk.needles.add_bytes("database key", keys.database)
            for key in (*printed.values(), keys.identity.reveal(), private):
                self.desk.needles.add_key("secret key", key)
        if step.arguments[-2:] == ("attach", "list"):
            for row in json.loads(traced.out):
                self._attached["sealed" if row["sealed"] else "open"] = row["id"]
        if step.arguments[:2] == ("--json", "review"):
            self._undecided = [row["id"] for row in json.loads(traced.out)]

    def _judged(self, step: Step, traced: Traced) -> Iterator[Finding]:
        for destination, data in traced.trace.destinations():
            yield from self._written(step, traced.pipes.get(destination) or self._inside(destination), data)
        for arguments in traced.trace.argued[1:]:  # the first are those that we gave
            for kind in self.desk.needles.found_in(arguments):
                yield Finding(step.title, "argument", "another process", kind)
        for call, path in traced.trace.named:
            for kind in self.desk.needles.found_in(path.encode()):
                yield Finding(step.title, "name", call, kind)
            if not self._may_be_named(path):
                yield Finding(step.title, "file", self._inside(path), call)
        yield from _past_the_trace(step, traced)

    def _written(self, step: Step, place: str, data: bytes) -> Iterator[Finding]:
        """Look through all that was written to one place."""
        self.looked_through += len(data)
        allowed = self._allowed(step, place)
        found = self.desk.needles.found_in(data)
        self.told.update(found.keys() & allowed)
        for kind, count in found.items():
            if kind not in allowed:
                yield Finding(step.title, "written", place, f"{kind}, {count} times")

    def _allowed(self, step: Step, place: str) -> frozenset[str]:
        if place == "stdout":
            return step.tells
        return step.writes if session.ASKED_FOR.fullmatch(place) else frozenset()

    def _inside(self, path: str) -> str:
        """Return a path as seen from the desk; what is relative was relative to the folder of work."""
        absolute = Path(self.desk.folder, "work", path)
        normal = Path(*absolute.parts) if ".." not in absolute.parts else absolute.resolve()
        return str(normal.relative_to(self.desk.folder)) if normal.is_relative_to(self.desk.folder) else path

    def _may_be_named(self, path: str) -> bool:
        inside = self._inside(path)
        wanted = session.MADE.fullmatch(inside) or session.ASKED_FOR.fullmatch(inside)
        return bool(wanted) or path == "/dev/null"

    def _left(self) -> Iterator[Finding]:
        """Look through every file on the desk but those that were there before."""
        for path in sorted(self.desk.folder.rglob("*")):
            inside = str(path.relative_to(self.desk.folder))
            if not path.is_file() or inside.startswith("given/"):
                continue
            asked_for = session.ASKED_FOR.fullmatch(inside)
            if not asked_for and not session.MADE.fullmatch(inside):
                yield Finding("at the end", "file", inside, "left behind")
            allowed = {"text"} if inside.endswith(".md") else {"file"} if "taken" in inside else set()
            allowed |= {"text"} if asked_for and inside.endswith(".partial") else set()
            for kind in self.desk.needles.found_in(path.read_bytes()).keys() - allowed:
                yield Finding("at the end", "left", inside, kind)


def _past_the_trace(step: Step, traced: Traced) -> Iterator[Finding]:
    """Find ways by which words could have gone that a trace does not show."""
    for path in traced.trace.mapped:
        if not path.endswith("-shm"):  # the index of SQLite's log: numbers of pages and frames
            yield Finding(step.title, "mapped", path.rsplit("/", 1)[-1], "shared memory")
    for call in set(traced.trace.unseen):
        yield Finding(step.title, "unseen", call, "out of the trace's sight")
    if traced.trace.truncated:
        yield Finding(step.title, "unseen", "the trace", "a write that was too long to be shown")


def seeded(folder: Path, chance: random.Random) -> dict[str, list[Finding]]:
    """Play every leak of `leaky` in a small vault; return what was found of each."""
    play = Session(Desk(folder, 4, chance))
    for step in (
        Step(("--json", "init"), tells=frozenset({"secret key"}), names=True),
        Step(("load", "-"), stdin=play.desk.large),
    ):
        play.run(step)
    if play.findings:
        raise AssertionError(f"a leak before any was seeded: {play.findings}")
    found: dict[str, list[Finding]] = {}
    for leak in LEAKS:
        play.run(Step(("search", "zqvxwojebumi"), tells=session.OWNERS), leak)
        found[leak] = play.findings
        play.findings = []
    return found


def caught(leak: str, findings: list[Finding]) -> bool:
    """Tell whether a leak was found for what it is: its words, or the mapping that hides them."""
    if leak == "into_shared_memory":
        return any(finding.how == "mapped" for finding in findings)
    return any(finding.how in _CONTENT for finding in findings)


def measure_canaries(*, quick: bool, seed: int = 1) -> Figure:
    """Play sessions until enough calls were traced (one, if `quick`), and all seeded leaks."""
    reach = f"0 leaks in ≥ {CALLS:,} traced calls, every seeded leak caught"
    reason = tracing.why_not()
    if reason:
        return Figure("canaries", "plaintext canaries", reach, f"not measured: {reason}", None)
    total: Counter[str] = Counter()
    findings: list[Finding] = []
    for number in range(1 if quick else _ROUNDS):
        with _folder() as folder:
            play = Session(Desk(folder, 20 if quick else 500, random.Random(seed + number)))
            play.play()
        total.update(sessions=1, steps=play.steps, calls=play.calls, writing=play.writing, bytes=play.looked_through)
        findings += play.findings
        if total["writing"] >= CALLS:
            break
    with _folder() as folder:
        leaks = seeded(folder, random.Random(seed))
    missed = [leak for leak in leaks if not caught(leak, leaks[leak])]
    enough = quick or total["writing"] >= CALLS
    return Figure(
        "canaries",
        "plaintext canaries after scripted sessions with crashes",
        reach,
        f"{len(findings)} leaks in {total['calls']:,} traced calls; {len(leaks) - len(missed)} of {len(leaks)} seeded",
        not findings and not missed and enough,
        (
            f"{total['sessions']} sessions, {total['steps']} commands, {total['bytes'] / 1e6:.0f} MB looked through",
            f"{total['writing']:,} of the calls write, or name what is made; the others open files to read",
            *(f"LEAK in {f.step}: {f.how} {f.where}: {f.what}" for f in findings[:20]),
            *(f"MISSED: {leak}" for leak in missed),
        ),
    )


@contextmanager
def _folder() -> Iterator[Path]:
    """Yield an empty folder that is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="canaries-")).resolve()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    figure = measure_canaries(quick="--quick" in sys.argv[1:])
    sys.stdout.write("\n".join((figure.measured, *figure.details)) + "\n")
    sys.exit(figure.met is False)
