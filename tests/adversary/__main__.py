"""Run the adversary against the gate and print what leaked: `python -m tests.adversary --cases 200000`."""

import argparse
import sys
import time
from collections.abc import Sequence

from tests.adversary.carriers import cases
from tests.adversary.controls import sentences
from tests.adversary.engine import NoGate, opened
from tests.adversary.figures import MOST_CONTROLS, MOST_LEAKS, Figures, Tally, changed_controls, measure, order
from tests.adversary.identities import everybody, regions
from tests.adversary.model import CLASSES, Case

HEAD = f"{'':44}{'cases':>9}{'silent':>9}{'%':>8}{'reported':>10}{'lost words':>12}{'flagged':>9}"


def parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.adversary", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--show", type=int, default=0, metavar="K", help="print K leaks and K lost words of each kind")
    parser.add_argument("--class", dest="grade", choices=CLASSES, default="")
    parser.add_argument("--region", choices=regions(), default="")
    return parser.parse_args(arguments)


def say(line: str = "") -> None:
    """Write a line."""
    sys.stdout.write(line + "\n")


def row(label: str, tally: Tally) -> str:
    """Return a line of a table."""
    start = f"{label:44}{tally.cases:9}{tally.silent:9}{tally.leaking:8.2f}"
    return f"{start}{tally.reported:10}{tally.lost:12}{tally.flagged:9}"


def print_tables(figures: Figures) -> None:
    """Write the tables by class, by region and by way of writing."""
    say(HEAD)
    for (grade, named), tally in sorted(figures.groups.items(), key=lambda item: (order(item[0][0]), not item[0][1])):
        most = MOST_LEAKS[grade, named]
        say(row(f"{grade}, {'languages named' if named else 'others and noise'} (≤ {most:g} %)", tally))
    say(row("all", figures.all))
    for title, table in (("region", figures.regions), ("way of writing", figures.kinds)):
        say(f"\nby {title}\n{HEAD}")
        for (first, second), tally in sorted(table.items()):
            say(row(f"{first}, {second}", tally))


def print_samples(title: str, samples: list[Case], most: int) -> None:
    """Write some cases, at most *most* of each way of writing."""
    seen: dict[str, int] = {}
    say(f"\n{title}")
    for case in samples:
        seen[case.kind] = seen.get(case.kind, 0) + 1
        if seen[case.kind] <= most:
            start, end = case.extent
            say(f"  {case.identity.id:5}{case.grade:8}{case.kind:26}{case.text[start:end]!r:50} in {case.text!r}")


def print_speed(figures: Figures) -> None:
    """Write how fast the gate was."""
    seconds = max(figures.seconds, 1e-9)
    texts, letters = figures.all.cases / seconds, figures.characters / seconds
    say(f"\n{texts:,.0f} texts and {letters:,.0f} letters a second")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print, and return 0 if every figure was reached, 1 if not, 2 if there is no gate."""
    wanted = parsed(arguments)
    start = time.perf_counter()
    try:
        gate = opened(everybody())
    except NoGate as missing:
        sys.stderr.write(f"{missing}\n")
        return 2
    say(f"{len(everybody())} identities told in {time.perf_counter() - start:.2f} s")
    figures = measure(gate, cases(wanted.seed, wanted.cases, wanted.grade, wanted.region))
    changed = changed_controls(gate)
    print_tables(figures)
    if wanted.show:
        print_samples("silent leaks", figures.leaks, wanted.show)
        print_samples("lost words", figures.losses, wanted.show)
        say("\ncontrols changed\n" + "\n".join(f"  {sentence}" for sentence in changed))
    print_speed(figures)
    share = len(changed) / len(sentences())
    say(f"controls changed: {len(changed)} of {len(sentences())} ({share:.1%}, ≤ {MOST_CONTROLS:.1%})")
    failures = figures.too_many() + ([f"{share:.1%} of controls changed"] if share > MOST_CONTROLS else [])
    for line in failures:
        say(f"NOT REACHED  {line}")
    return int(bool(failures))


if __name__ == "__main__":
    sys.exit(main())
