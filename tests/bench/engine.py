"""Measure what the engine costs before its first answer: in a process of its own, beside a bare interpreter."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.bench.figure import Figure, percentile
from tests.bench.gate import told_at_once
from tests.bench.passages import LABELLED, PROSE

_ROOT = Path(__file__).resolve().parents[2]
_STATUS = Path("/proc/self/status")
_SECONDS, _MEBIBYTES = 0.4, 120
_SENTENCE = "We waited at the crossing until the evening, and nobody came."
# Both read the same input; the bare interpreter does nothing with it.
_BARE = """
import json, sys, time
def peak():
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM:"))
given = json.load(sys.stdin)
"""
_ENGINE = """
begun, worked = time.perf_counter(), time.process_time()
from fieldnotes.redaction import Known, Redactor
imported = time.perf_counter()
redactor = Redactor([Known(**one) for one in given["known"]])
compiled = time.perf_counter()
redactor.redact(given["sentence"])
ready = time.perf_counter()
parts = {"importing": imported - begun, "compiling": compiled - imported, "redacting": ready - compiled}
worked = time.process_time() - worked
first = peak()
for text in given["texts"]:
    redactor.redact(text)
print(json.dumps({"seconds": ready - begun, "worked": worked, "first": first, "kib": peak(), **parts}))
"""
_NOTHING = """
print(json.dumps({"kib": peak()}))
"""


def measure_engine(*, quick: bool) -> Figure:
    """Import the engine, tell it people, redact a sentence, then prose in three languages: seconds, peak of memory."""
    what = "the engine in a fresh process: first sentence redacted, 46 people told; memory added, prose in 3 languages"
    reach = f"≤ {_SECONDS} s; ≤ {_MEBIBYTES} MB"
    if not _STATUS.exists():
        return Figure("engine", what, reach, "this system does not tell the peak of memory", None)
    given = _given()
    runs = [(_alone(_BARE + _NOTHING, given), _alone(_BARE + _ENGINE, given)) for _ in range(3 if quick else 9)]
    bare = _median([run["kib"] for run, _ in runs]) / 1024
    seconds, worked, first, peak, importing, compiling, redacting = (
        _median([run[key] for _, run in runs])
        for key in ("seconds", "worked", "first", "kib", "importing", "compiling", "redacting")
    )
    worst = max(run["seconds"] for _, run in runs)
    return Figure(
        "engine",
        what,
        reach,
        f"{seconds:.2f} s; {peak / 1024 - bare:.0f} MB",
        seconds <= _SECONDS and peak / 1024 - bare <= _MEBIBYTES,
        (
            f"worst of {len(runs)} {worst:.2f} s; {worked:.2f} s of a processor; after the interpreter's own start",
            f"importing {importing:.2f}, compiling {compiling:.2f}, redacting the first sentence {redacting:.2f} s",
            f"peaks (VmHWM): bare {bare:.0f} MB, first sentence {first / 1024:.0f}, prose {peak / 1024:.0f}; medians",
        ),
    )


def _median(values: Sequence[float]) -> float:
    return percentile(values, 50)


def _given() -> str:
    """Return what both processes read: the people told, a sentence, and a text in each of three languages."""
    known = [
        {"id": who.id, "kind": who.kind, "replacement": who.replacement, "names": list(who.names), "lang": who.lang}
        for who in told_at_once()
    ]
    texts = [(LABELLED / f"prose.{lang}.txt").read_text("utf-8") for lang in PROSE]
    return json.dumps({"known": known, "sentence": _SENTENCE, "texts": texts})


def _alone(code: str, given: str) -> dict[str, Any]:
    surroundings = {**os.environ, "PYTHONPATH": str(_ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=given,
        cwd=_ROOT,
        env=surroundings,
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found
