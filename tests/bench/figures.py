"""Print every figure that the project promises to reach, measured here and now.

    python -m tests.bench.figures [--quick] [ROW …]      rows: help derivation opening save search export page canaries
                                                         of the screens: home typing rows frozen locked endings
                                                         hostile contrast
                                                         of the gate: known foreign unknown conflict identifiers
                                                         review speed engine
                                                         of backups: backup lines memory
                                                         of articles: check channels disclosures clean
                                                         quotations withheld mosaic

All of it takes about half an hour, --quick about six minutes: fewer repetitions, a tenth of the texts for search and
export, one session of canaries and two of locking. Exit 1 where something was not reached. A busy machine shows: trust
ratios more than milliseconds, and measure again before you believe a bad one.
"""

import argparse
import os
import platform
import sys
import time
from collections.abc import Callable, Iterator, Sequence

from tests.bench.articles import measure_clean, measure_disclosures
from tests.bench.backup import measure_backup, measure_memory
from tests.bench.canaries import measure_canaries
from tests.bench.channels import measure_channels
from tests.bench.checking import measure_check
from tests.bench.engine import measure_engine
from tests.bench.figure import Figure
from tests.bench.gate import measure_foreign, measure_known, measure_speed, measure_unknown
from tests.bench.leftovers import measure_contrast, measure_endings, measure_hostile, measure_locked
from tests.bench.lines import measure_lines
from tests.bench.mosaic import measure_mosaic
from tests.bench.passages import measure_conflict, measure_identifiers
from tests.bench.preview import measure_page
from tests.bench.quoted import measure_quotations
from tests.bench.review import measure_review
from tests.bench.screens import measure_frozen, measure_home, measure_rows, measure_typing
from tests.bench.search import measure_search
from tests.bench.startup import measure_derivation, measure_help
from tests.bench.vault import BigVault, measure_export, measure_opening, measure_save
from tests.bench.withheld import measure_withheld

_ALONE: dict[str, Callable[..., Figure]] = {
    "help": measure_help,
    "derivation": measure_derivation,
    "search": measure_search,
    "page": measure_page,
    "canaries": measure_canaries,
    "typing": measure_typing,
    "rows": measure_rows,
    "frozen": measure_frozen,
    "locked": measure_locked,
    "endings": measure_endings,
    "hostile": measure_hostile,
    "contrast": measure_contrast,
    "known": measure_known,
    "foreign": measure_foreign,
    "unknown": measure_unknown,
    "conflict": measure_conflict,
    "identifiers": measure_identifiers,
    "review": measure_review,
    "speed": measure_speed,
    "engine": measure_engine,
    "backup": measure_backup,
    "lines": measure_lines,
    "memory": measure_memory,
    "channels": measure_channels,
    "disclosures": measure_disclosures,
    "clean": measure_clean,
    "quotations": measure_quotations,
    "withheld": measure_withheld,
    "mosaic": measure_mosaic,
}
_IN_A_VAULT: dict[str, Callable[..., Figure]] = {
    "opening": measure_opening,
    "save": measure_save,
    "export": measure_export,
    "home": measure_home,
    "check": measure_check,
}
ROWS = (
    "help", "derivation", "opening", "save", "search", "export", "page", "canaries",
    "home", "typing", "rows", "frozen", "locked", "endings", "hostile", "contrast",
    "known", "foreign", "unknown", "conflict", "identifiers", "review", "speed", "engine",
    "backup", "lines", "memory", "check", "channels", "disclosures", "clean", "quotations", "withheld", "mosaic",
)  # fmt: skip
_SIGNS = {True: "reached", False: "NOT REACHED", None: "not measured"}


def measured(rows: Sequence[str], *, quick: bool) -> Iterator[Figure]:
    """Yield the figures asked for, in the order of the table; those of a vault share one."""
    wanted = [row for row in ROWS if row in rows]
    big: BigVault | None = None
    try:
        for row in wanted:
            if row in _ALONE:
                yield _ALONE[row](quick=quick)
                continue
            big = big or BigVault()
            yield _IN_A_VAULT[row](big, quick=quick)
    finally:
        if big is not None:
            big.remove()


def said(figure: Figure) -> str:
    """Write a figure for a person to read."""
    lines = [f"{_SIGNS[figure.met]:13} {figure.what}", f"to reach: {figure.reach}", f"measured: {figure.measured}"]
    return "\n              ".join((*lines, *figure.details))


def _surroundings() -> str:
    """Say what it is measured on, and how busy that is before we begin."""
    busy = f" (load {os.getloadavg()[0]:.1f} before we begin)" if hasattr(os, "getloadavg") else ""
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors{busy}"
    return f"{machine}, Python {platform.python_version()}"


def main(arguments: Sequence[str]) -> int:
    """Measure what the arguments ask for; print each figure as soon as it is there."""
    parser = argparse.ArgumentParser(prog="figures", description="Measure what the project promises to reach.")
    parser.add_argument("rows", nargs="*", metavar="ROW", help=f"which to measure: {', '.join(ROWS)} (default: all)")
    parser.add_argument("--quick", action="store_true", help="fewer repetitions and smaller texts")
    options = parser.parse_args(arguments)
    if unknown := set(options.rows) - set(ROWS):
        parser.error(f"no such row: {', '.join(sorted(unknown))}")
    start, missed = time.monotonic(), list[str]()
    sys.stdout.write(_surroundings() + "\n\n")
    for figure in measured(options.rows or ROWS, quick=options.quick):
        sys.stdout.write(said(figure) + "\n\n")
        sys.stdout.flush()
        missed += [figure.row] if figure.met is False else []
    ending = f"not reached: {', '.join(missed)}" if missed else "nothing was missed"
    sys.stdout.write(f"{time.monotonic() - start:.0f} s; {ending}\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
