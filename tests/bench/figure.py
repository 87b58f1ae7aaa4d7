"""Hold one measured figure beside what it has to reach."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """Say what was measured, what has to be reached, and whether it was; `met` is None where nobody could tell."""

    row: str
    what: str
    reach: str
    measured: str
    met: bool | None
    details: tuple[str, ...] = ()


def percentile(values: Sequence[float], percent: int) -> float:
    """Return the value that so many percent do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def milliseconds(run: Callable[[], object]) -> float:
    """Return how long a call takes."""
    start = time.perf_counter()
    run()
    return (time.perf_counter() - start) * 1e3
