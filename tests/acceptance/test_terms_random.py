"""Random interviews under random terms against an oracle of our own: what is printed, how, and what is not."""

import os
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.desk import Desk
from tests.acceptance.terms_world import LOCATIONS, blocks, source
from tests.acceptance.world import Record, tag

FULL = os.environ.get("FIELDNOTES_FULL") == "1"
BITS = ("use", "quote", "paraphrase", "attribute", "reveal_conversation")
LABELS = {
    "on-record": (True, True, True, True, True),
    "background": (True, True, True, True, True),
    "deep-background": (True, False, True, False, False),
    "off-record": (False, False, False, False, False),
}
PEOPLE = ("farmer", "miller", "clerk")


@dataclass
class Said:
    """A passage as drawn, the bits that are in force, and what the page must do with it."""

    record: Record
    mark: str
    bits: dict[str, bool]

    def shown_as(self) -> str:
        """Return "quotation", "prose", "unattributed" or "" for nothing, as design section 4 says."""
        asked = self.record["speaker"] not in PEOPLE
        if not self.bits["use"] or (asked and not (self.bits["quote"] and self.bits["attribute"])):
            return ""
        if not self.bits["attribute"]:
            return "unattributed" if self.bits["paraphrase"] and "paraphrase" in self.record else ""
        if not self.bits["reveal_conversation"]:
            return ""
        if self.bits["quote"]:
            return "spoken" if asked else "quotation"
        return "prose" if self.bits["paraphrase"] and "paraphrase" in self.record else ""


def granted(terms: Record | None) -> dict[str, bool]:
    """Return the bits of one grant: an explicit one overrides its label."""
    if terms is None:
        return dict.fromkeys(BITS, True)
    bits = dict(zip(BITS, LABELS[terms["label"]], strict=True))
    return bits | {bit: terms[bit] for bit in BITS if bit in terms}


def both(*grants: dict[str, bool]) -> dict[str, bool]:
    """Return what every grant allows."""
    return {bit: all(grant[bit] for grant in grants) for bit in BITS}


def draw_terms(chance: random.Random, none: float) -> Record | None:
    """Return random terms, or none at all with this probability."""
    if chance.random() < none:
        return None
    label = chance.choices(list(LABELS), (4, 4, 2, 2))[0]
    explicit = {bit: chance.random() < 0.5 for bit in BITS if chance.random() < 0.15}
    return {"label": label} | explicit


def draw_speakers(chance: random.Random) -> list[str | None]:
    """Return who speaks in turn: questions anywhere, notes only between two answers."""
    speakers: list[str | None] = []
    for _ in range(chance.randint(1, 9)):
        last, before = (speakers[-1:] or ["interviewer"])[0], (speakers[-2:-1] or ["interviewer"])[0]
        answers: list[str | None] = [*PEOPLE]
        if last is None:
            speakers.append(chance.choice(answers))
        elif last in PEOPLE and before is not None and chance.random() < 0.2:
            speakers.append(None)
        else:
            speakers.append(chance.choice([*answers, "interviewer"]))
    return speakers if speakers[-1] is not None else speakers[:-1]


def draw_interview(chance: random.Random, code: str, first: int) -> tuple[Record, list[Said]]:
    """Return an interview and what must become of each of its passages, marked by number from `first`."""
    terms = draw_terms(chance, 0.1)
    whole = granted(terms) if terms else dict.fromkeys(BITS, False)
    said = []
    for number, speaker in enumerate(draw_speakers(chance), first):
        mark = tag(number)
        own = draw_terms(chance, 0.6 if speaker in PEOPLE else 0.85)
        record: Record = {"speaker": speaker, "text": f"the {mark} was first."}
        if chance.random() < 0.5:
            record["paraphrase"] = f"the {mark} came next."
        record |= {"terms": own} if own else {}
        said.append(Said(record, mark, both(whole, granted(own))))
    for place, one in enumerate(said):
        if one.record["speaker"] not in PEOPLE and "terms" not in one.record:
            one.bits = both(whole, *(other.bits for other in neighbours(said, place)))
    passages = [one.record for one in said]
    people = sorted({one.record["speaker"] for one in said} & set(PEOPLE)) or ["farmer"]
    interview: Record = {
        "code": code,
        "started": "2031-05-04T10:00:00+03:00",
        "location": "first-town",
        "participants": [{"source": person, "as": "interviewee"} for person in people],
        "passages": passages,
    }
    return interview | ({"terms": terms} if terms else {}), said


def neighbours(said: list[Said], place: int) -> list[Said]:
    """Return the answers that a question or note at `place` could betray."""
    if said[place].record["speaker"] is None:
        return said[place - 1 : place] + said[place + 1 : place + 2]
    found = []
    for step in (-1, 1):
        at = place + step
        while 0 <= at < len(said) and said[at].record["speaker"] != "interviewer":
            found += [said[at]] if said[at].record["speaker"] in PEOPLE else []
            at += step
    return found


@pytest.mark.parametrize("seed", range(20) if FULL else range(2))
def test_a_random_page_says_what_the_oracle_says(blank: Desk, seed: int, tmp_path: Path) -> None:
    """Forty interviews on one page, so that unattributed paraphrases have cover enough."""
    chance = random.Random(seed)
    drawn: list[tuple[Record, list[Said]]] = []
    for number in range(40):
        first = sum(len(said) for _, said in drawn)
        drawn.append(draw_interview(chance, f"INT-{number:03}", first))
    names = {"farmer": "Sumakar Betonil", "miller": "Iridel Quassion", "clerk": "Tellur Vandorak"}
    sources = [source(handle, f"Neighbour {handle.title()}", name) for handle, name in names.items()]
    interviews = [interview for interview, _ in drawn]
    bundle: dict[str, Any] = {"fieldnotes_bundle": 1, "sources": sources, "locations": LOCATIONS}
    page = blank.filled(tmp_path / "desk", bundle | {"interviews": interviews}).page("page.md", "--all")
    found = blocks(page)
    for interview, said in drawn:
        for one in said:
            holding = [block for block in found if one.mark in " ".join(block.split())]
            expected = one.shown_as()
            told = (interview["code"], interview.get("terms"), one.record, one.bits, holding)
            assert len(holding) == bool(expected), (expected, told)
            if expected:
                assert ("came next" in holding[0]) == (expected in {"prose", "unattributed"}), (expected, told)
            if expected == "quotation":
                assert holding[0].startswith(">"), told
            if expected in {"prose", "unattributed"}:
                assert not holding[0].startswith(">"), told
