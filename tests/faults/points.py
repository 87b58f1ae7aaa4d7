"""Find the system calls at which a command can be disturbed: those that change its folder."""

import os
import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from tests.faults.victims import Victim

CALLS = "rename write fsync pwrite64 openat unlink ftruncate mkdir fdatasync".split()
"""In the order in which they are tried where not all of them can be: those first after which little is left."""
_LINE = re.compile(r"^(\d+) +(\w+)\((.*)$")
_OPENED_TO_WRITE = re.compile(r"O_WRONLY|O_RDWR|O_CREAT")


@dataclass(frozen=True)
class Point:
    """Name a system call by its number among those of its name, counted from 1, in the main thread."""

    call: str
    number: int


def points(victim: Victim, operation: Sequence[str], seed: int, wanted: int | None) -> list[Point]:
    """Run an operation on a copy and return the calls that change its folder, all or so many, of every kind."""
    log = victim.folder / "trace"
    tracer = ["strace", "-f", "-y", "-s", "0", "-e", f"trace={','.join(CALLS)}", "-o", str(log)]
    outcome = victim.run(*operation, before=tracer)
    assert outcome.code == 0, outcome
    found: list[Point] = []
    counted: Counter[str] = Counter()
    main = None
    for line in log.read_text(encoding="utf-8").splitlines():
        match = _LINE.match(line)
        if match is None:
            continue
        main = main or match[1]
        if match[1] != main:
            continue
        counted[match[2]] += 1
        if _changes(match[2], match[3], str(victim.folder)):
            found.append(Point(match[2], counted[match[2]]))
    assert found, "the operation changed nothing"
    return found if wanted is None else _some(found, random.Random(seed), wanted)


def _some(found: Sequence[Point], chance: random.Random, wanted: int) -> list[Point]:
    """Choose points by chance, one of each kind of call before the second of any."""
    kinds = [[point for point in found if point.call == call] for call in CALLS]
    rounds = zip_longest(*(chance.sample(kind, len(kind)) for kind in kinds))
    return [point for turn in rounds for point in turn if point is not None][:wanted]


def _changes(call: str, arguments: str, folder: str) -> bool:
    """Tell whether a call is about the folder or what is in it; the log of the trace itself is no part of it."""
    if call == "openat":
        return folder in arguments and _OPENED_TO_WRITE.search(arguments) is not None
    if call == "write":
        return f"<{folder}{os.sep}" in arguments
    return folder in arguments or call in ("rename", "unlink", "mkdir")
