"""Known people and places in every disguise that needs no guessing: nothing gets onto a page, and little is refused.

A world is loaded once, all its interviews go onto one page, and whatever the gate refuses is counted, taken out
and the rest is exported again, so that the judge sees the page around it.
"""

import os
import re
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.desk import Desk
from tests.acceptance.judge import leaks
from tests.acceptance.sentences import Case, interviews, sample
from tests.acceptance.world import Record, World, make_world, tag

FULL = os.environ.get("FIELDNOTES_FULL") == "1"
SEEDS = range(1, 9) if FULL else (1, 2)
EACH = 6 if FULL else 2
PASSAGE = re.compile(r"INT-(\d{3}):(\d+)")
SIZE = 100


@dataclass
class Trial:
    """What became of a world: the page, the cases by number, and the numbers that the gate refused."""

    world: World
    cases: list[Case]
    page: str = ""
    refused: dict[int, str] = field(default_factory=dict)

    def shown(self) -> list[str]:
        """Return the page in pieces, one for each passage that stands on it, from mark to mark."""
        marks = [self.page.find(f"{tag(number)}:") for number in range(len(self.cases))]
        ends = [*sorted(mark for mark in marks if mark >= 0), len(self.page)]
        following = dict(pairwise(ends))
        return [self.page[mark : following[mark]] if mark >= 0 else "" for mark in marks]


def without(records: list[Record], refused: dict[int, str]) -> list[Record]:
    """Return the interviews with refused passages replaced by a word that says nothing."""
    for number in refused:
        old = records[number // SIZE]["passages"][number % SIZE]
        records[number // SIZE]["passages"][number % SIZE] = {"speaker": old["speaker"], "text": "we left."}
    return records


def try_world(blank: Desk, trial: Trial, folder: Path) -> dict[str, Any]:
    """Load the world of a trial and export until the gate lets the page out; return the page and what it refused."""
    records, refused = interviews(trial.world, trial.cases, SIZE), dict[int, str]()
    desk = blank.filled(folder, trial.world.bundle(records), trial.world.secrets())
    for attempt in range(6):
        outcome = desk.export(f"page-{attempt}.md", "--all")
        if outcome.code == 0:
            page = (folder / f"page-{attempt}.md").read_text(encoding="utf-8")
            return {"page": page, "refused": list(refused.items())}
        assert outcome.code == 3, outcome
        for refusal in outcome.json["refused"]:
            place = PASSAGE.fullmatch(refusal["where"])
            assert place, f"a refusal says no passage: {refusal}"
            refused[(int(place[1]) - 1) * SIZE + int(place[2]) - 1] = refusal["what"]
        again = desk.load({"fieldnotes_bundle": 1, "interviews": without(records, refused)}, "--update")
        assert again.code == 0, again
    pytest.fail(f"the gate still refuses after {len(refused)} passages were taken out")


@pytest.fixture(scope="module", params=SEEDS)
def trial(request: pytest.FixtureRequest, blank: Desk, once: Callable[..., Any]) -> Trial:
    """Return the judged world of one seed."""
    world = make_world(request.param)
    trial = Trial(world, sample(world, EACH))
    seen = once(f"world-{request.param}", lambda folder: try_world(blank, trial, folder))
    trial.page, trial.refused = seen["page"], dict(seen["refused"])
    return trial


def report(figures: str) -> None:
    """Leave figures for whoever runs pytest with -rA or -s."""
    sys.stdout.write(figures + "\n")


def test_no_core_disguise_leaks(trial: Trial) -> None:
    """The whole page is judged, and a leak is told with the disguise that got through."""
    page, shown = trial.page, trial.shown()
    for case, piece in zip(trial.cases, shown, strict=True):
        page = page.replace(piece, "") if case.beyond and piece else page
    found = leaks(page, trial.world.secrets())
    told = [
        (case.kind, case.disguised, piece[:200], [str(one) for one in leaks(piece, found)])
        for case, piece in zip(trial.cases, shown, strict=True)
        if found and not case.beyond and leaks(piece, found)
    ]
    assert not found, f"{len(told)} of {len(trial.cases)} passages leak: {told}"


def test_few_disguises_beyond_the_core_leak(trial: Trial) -> None:
    """Spaced letters and invisible fillers are not promised yet; what gets through is printed."""
    owned = {
        owner: [one for one in trial.world.secrets() if one.owner == owner]
        for owner in {secret.owner for secret in trial.world.secrets()}
    }
    beyond = [(case, piece) for case, piece in zip(trial.cases, trial.shown(), strict=True) if case.beyond]
    told = [case.kind for case, piece in beyond if leaks(piece, owned[case.owner])]
    report(f"seed {trial.world.seed}: {len(told)} of {len(beyond)} beyond the core leak: {Counter(told)}")
    assert len(told) <= 0.3 * len(beyond)


def test_refusals_are_rare_among_core_disguises(trial: Trial) -> None:
    """A refusal is no leak, but it costs a person time."""
    refused = Counter(trial.cases[number].kind for number in trial.refused if not trial.cases[number].beyond)
    rate = refused.total() / len(trial.cases)
    report(f"seed {trial.world.seed}: {refused.total()} of {len(trial.cases)} refused ({rate:.2%}): {refused}")
    assert rate <= 0.03, refused


def test_every_other_passage_stands_on_the_page(trial: Trial) -> None:
    """Removing everything would be no redaction; the words around a name stay."""
    shown = trial.shown()
    missing = [
        case.kind for number, case in enumerate(trial.cases) if number not in trial.refused and not shown[number]
    ]
    assert missing == []


def test_the_words_around_a_plain_name_stay(trial: Trial) -> None:
    """Only the name itself is replaced, in square brackets, and the sentence around it stands as it was."""
    plain = [
        number
        for number, case in enumerate(trial.cases)
        if case.kind == "name: as on the card" and case.owner.startswith("person")
    ]
    shown = trial.shown()
    labels = {person.handle: f"[{person.pseudonym}]" for person in trial.world.people}
    for number in plain:
        case = trial.cases[number]
        assert f"{tag(number)}: {case.frame.replace('{}', labels[case.owner])}" in " ".join(shown[number].split())
