"""`review`: what is left to decide, told without the words; decided, taken back, and seen on the page."""

from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.desk import Desk, Outcome
from tests.acceptance.judge import leaks
from tests.acceptance.office import CARD, office

CANARIES = ("brakwendil", "vanadowsk", "999 555 010 7777")
TEXT = "Colonel Brakwendil said so. Then Brakwendil rang +999 555 010 7777 for Osmi Vanadowsk."
SHAPE = {"id", "kind", "where", "risk"}


@pytest.fixture(scope="session")
def reviewed(blank: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Return a desk with something to decide; whoever decides works on a copy."""
    bundle: dict[str, Any] = office()
    passages = [{"speaker": "baker", "text": TEXT}, {"speaker": "baker", "text": "Brakwendil left."}]
    started = "2031-05-04T18:07:00+03:00"
    extra = {"code": "REV-1", "started": started, "terms": {"label": "on-record"}, "passages": passages}
    bundle["interviews"] = [*bundle["interviews"], extra]
    return blank.filled(tmp_path_factory.mktemp("review") / "desk", bundle, CARD)


@pytest.fixture
def desk(reviewed: Desk, tmp_path: Path) -> Desk:
    return reviewed.copy(tmp_path / "desk")


def tells(outcome: Outcome) -> list[str]:
    """Return which of the words that are asked about stand in what was printed."""
    return [word for word in CANARIES if word in (outcome.out + outcome.err).casefold()]


def id_of(desk: Desk, term: str) -> str:
    rows = desk.run("--json", "review", "--show-terms", "REV-1", names=True).json
    return next(str(row["id"]) for row in rows if row["term"] == term)


def test_review_is_listed_in_the_documented_shape(reviewed: Desk) -> None:
    outcome = reviewed.run("--json", "review", names=True)
    assert outcome.code == 0
    assert outcome.json
    assert all(set(row) == SHAPE for row in outcome.json)
    assert {row["risk"] for row in outcome.json} <= {"high", "medium", "low"}
    assert ["REV-1:1", "REV-1:2"] in [row["where"] for row in outcome.json]


def test_no_word_is_printed_unless_asked_for(reviewed: Desk) -> None:
    for arguments in (["review"], ["review", "--all"], ["--json", "review"], ["review", "REV-1"]):
        assert tells(reviewed.run(*arguments, names=True)) == []
    shown = reviewed.run("--json", "review", "--show-terms", names=True)
    assert all(set(row) == SHAPE | {"term"} for row in shown.json)
    assert set(tells(shown)) >= {"brakwendil", "vanadowsk"}
    assert leaks(shown.said, reviewed.secrets) == []


def test_the_table_fits_eighty_columns_and_counts_what_is_left(reviewed: Desk) -> None:
    rows = reviewed.run("--json", "review", names=True).json
    for more in ([], ["--all"], ["--show-terms"]):
        lines = reviewed.run("review", *more, names=True).out.splitlines()
        assert max(map(len, lines)) <= 80
        assert lines[-1] == f"{len(rows)} decisions left"


def test_without_the_identities_nothing_is_listed(reviewed: Desk) -> None:
    """Exit 4: nobody can know what is replaced anyway."""
    outcome = reviewed.run("review", "--show-terms")
    assert outcome.code == 4
    assert outcome.out == ""
    assert tells(outcome) == []


def test_a_decision_is_seen_on_the_page_and_taken_back(desk: Desk) -> None:
    name = id_of(desk, "brakwendil")
    assert "Brakwendil" in desk.page("before.md", "REV-1")
    done = desk.run("review", "decide", name, "replace=the guard", names=True)
    assert (done.code, tells(done)) == (0, [])
    assert done.out.startswith("decided in 3 places; ")
    page = desk.page("after.md", "REV-1")
    assert "Brakwendil" not in page
    assert page.casefold().count("[the guard]") + page.count("[guard]") == 3
    assert name not in [row["id"] for row in desk.run("--json", "review", names=True).json]
    assert name in [row["id"] for row in desk.run("--json", "review", "--all", names=True).json]
    assert desk.run("--json", "review", "undo", name, names=True).json["places"] == 3
    assert "Brakwendil" in desk.page("again.md", "REV-1")


def test_a_finding_becomes_part_of_an_identity_and_is_found_no_more(desk: Desk) -> None:
    name = id_of(desk, "brakwendil")
    done = desk.run("review", "decide", name, "identity=baker", names=True)
    assert (done.code, tells(done)) == (0, [])
    assert done.out.startswith("replaced from now on in 3 places; ")
    assert name not in [row["id"] for row in desk.run("--json", "review", "--all", names=True).json]
    assert "Brakwendil" not in desk.page("after.md", "REV-1")


@pytest.mark.parametrize(
    "words",
    [
        ["decide", "REV-1:1@8-18"],
        ["decide", "REV-1:1@8-18", "identity=Brakwendil"],
        ["decide", "REV-1:1@8-18", "burn"],
        ["decide", "REV-1:1@8-18", "generalise"],
        ["decide", "REV-1:1@8-18", "keep=Brakwendil"],
        ["decide", "REV-1:1@8-18", "replace=[Brakwendil]"],
        ["decide", "REV-1:1@9-17", "keep"],
        ["decide", "Brakwendil", "keep"],
        ["undo", "REV-1:1@8-18"],
        ["undo"],
        ["Brakwendil"],
    ],
)
def test_what_cannot_be_meant_is_refused_without_repeating_it(desk: Desk, words: list[str]) -> None:
    """Exit 2."""
    outcome = desk.run("review", *words, names=True)
    assert outcome.code == 2
    assert outcome.out == ""
    assert tells(outcome) == []


def test_no_decision_is_stored_without_the_identities(desk: Desk) -> None:
    """Exit 4."""
    assert desk.run("review", "decide", "REV-1:1@8-18", "keep").code == 4
