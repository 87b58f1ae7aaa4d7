"""Measure the grading of quotations that somebody labelled who had not seen the grader (`labelled/quotes`)."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from fieldnotes.checking.grading import Said, Transcript
from tests.bench.figure import Figure

_LABELLED = Path(__file__).with_name("labelled") / "quotes"
_PASSED = {"exact", "folded", "elided", "translation"}


def measure_quotations(*, quick: bool) -> Figure:
    """Count the quotations graded as labelled, and the altered ones that pass."""
    del quick  # it takes a second
    transcript = Transcript(_said())
    right, of = Counter[str](), Counter[str]()
    passed = []
    for line in (_LABELLED / "cases.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        wanted, grade = case["grade"], transcript.grade(case["quote"], case["speaker"]).grade.value
        of[wanted] += 1
        right[wanted] += grade == wanted
        if wanted == "altered" and grade in _PASSED:
            passed.append(f"passes as {grade}: {case['why']}")
    share = right.total() / of.total()
    return Figure(
        "quotations",
        "quotations of another hand, graded as labelled",
        "≥ 98 %, and no altered one passes",
        f"{right.total():,} of {of.total():,}: {share:.1%}; {len(passed)} of {of['altered']} altered ones pass",
        share >= 0.98 and not passed,
        (", ".join(f"{kind} {right[kind]} of {count}" for kind, count in of.items()), *passed),
    )


def _said() -> Iterator[Said]:
    for interview in json.loads((_LABELLED / "bundle.json").read_text(encoding="utf-8"))["interviews"]:
        for number, one in enumerate(interview["passages"], start=1):
            parts = {part: one.get(part) for part in ("translation", "translator", "paraphrase")}
            yield Said(f"{interview['code']}:{number}", one.get("speaker"), one["text"], **parts)
