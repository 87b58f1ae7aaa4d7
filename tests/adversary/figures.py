"""Count verdicts by class, region and way of writing, and hold the figures that the gate must reach."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from tests.adversary.controls import sentences
from tests.adversary.judge import REPORTED, SILENT, Verdict, judge
from tests.adversary.model import CLASSES, CORE, HARD, STRETCH, Case, Gate

# Silent leaks in a hundred cases: the languages that the issue names, and all other languages and noise.
MOST_LEAKS = {
    (CORE, True): 0.0, (HARD, True): 1.0, (STRETCH, True): 2.0,
    (CORE, False): 0.0, (HARD, False): 5.0, (STRETCH, False): 25.0,
}  # fmt: skip
MOST_CONTROLS = 10 / 57
MOST_LOST = 0.001


@dataclass
class Tally:
    """Count what became of cases and of the words around them."""

    cases: int = 0
    silent: int = 0
    reported: int = 0
    context: int = 0
    lost: int = 0
    flagged: int = 0
    dishonest: int = 0

    def add(self, verdict: Verdict) -> None:
        """Count one more verdict."""
        self.cases += 1
        self.silent += verdict.fate == SILENT
        self.reported += verdict.fate == REPORTED
        self.context += verdict.context
        self.lost += verdict.lost
        self.flagged += verdict.flagged
        self.dishonest += not verdict.honest

    @property
    def leaking(self) -> float:
        """Return silent leaks in a hundred cases."""
        return 100 * self.silent / max(self.cases, 1)


@dataclass
class Figures:
    """Hold the tallies of a run by what they are of, the leaks that were seen, and how long the gate took."""

    all: Tally = field(default_factory=Tally)
    groups: dict[tuple[str, bool], Tally] = field(default_factory=lambda: defaultdict(Tally))
    regions: dict[tuple[str, str], Tally] = field(default_factory=lambda: defaultdict(Tally))
    kinds: dict[tuple[str, str], Tally] = field(default_factory=lambda: defaultdict(Tally))
    leaks: list[Case] = field(default_factory=list)
    losses: list[Case] = field(default_factory=list)
    characters: int = 0
    seconds: float = 0.0

    def add(self, case: Case, verdict: Verdict) -> None:
        """Count a verdict everywhere it belongs."""
        for tally in (
            self.all,
            self.groups[case.grade, case.named],
            self.regions[case.identity.region, case.grade],
            self.kinds[case.grade, case.kind],
        ):
            tally.add(verdict)
        if verdict.fate == SILENT:
            self.leaks.append(case)
        if verdict.lost:
            self.losses.append(case)

    def too_many(self) -> list[str]:
        """Return a line for every figure that was not reached."""
        over = [
            f"{grade}, {'languages named' if named else 'other languages and noise'}: {tally.leaking:.2f} % leak"
            for (grade, named), tally in sorted(self.groups.items())
            if tally.leaking > MOST_LEAKS[grade, named]
        ]
        if self.all.lost > MOST_LOST * self.all.context:
            over.append(f"{self.all.lost} of {self.all.context} words of context are lost")
        if self.all.dishonest:
            over.append(f"{self.all.dishonest} published texts are not the input without its replacements")
        return over


def measure(gate: Gate, cases: Iterable[Case], progress: Callable[[int], None] = lambda _: None) -> Figures:
    """Return the figures of a gate on cases; only the gate's own time is counted."""
    figures = Figures()
    for number, case in enumerate(cases, 1):
        start = time.perf_counter()
        try:
            result = gate.redact(case.text)
        except Exception as error:  # whatever the gate throws, the text that made it is what its builder needs
            error.add_note(f"the gate was given {case.text!r}")
            raise
        figures.seconds += time.perf_counter() - start
        figures.characters += len(case.text)
        figures.add(case, judge(case, result))
        progress(number)
    return figures


def changed_controls(gate: Gate) -> list[str]:
    """Return the sentences of the controls in which the gate replaced something."""
    return [sentence for sentence in sentences() if gate.redact(sentence).replacements]


def order(grade: str) -> int:
    """Return the place of a class in tables."""
    return CLASSES.index(grade)
