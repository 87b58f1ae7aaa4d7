"""`pseudonyms`: suggestions for a source, by the command line."""

import re
from typing import Any

import pytest

from tests.acceptance.desk import Desk
from tests.acceptance.judge import leaks

KEYS = {"pseudonym", "handle", "style", "said_to", "gloss", "claims"}


def suggested(desk: Desk, *arguments: str, names: bool = True) -> list[dict[str, Any]]:
    outcome = desk.run("--json", "pseudonyms", *arguments, names=names)
    assert outcome.code == 0, outcome
    assert leaks(outcome.said, desk.secrets) == []
    found: list[dict[str, Any]] = outcome.json
    return found


def test_a_handful_is_suggested_in_the_language_of_the_interviews(desk: Desk) -> None:
    found = suggested(desk, "baker")
    assert len(found) == len({one["pseudonym"] for one in found}) == len({one["handle"] for one in found}) == 5
    assert all(set(one) == KEYS for one in found)
    assert {one["style"] for one in found} == {"honorific"}
    assert all("Kurdish" in one["gloss"] for one in found)  # the interview is in Central Kurdish first, then Arabic
    assert not [one for one in found if set(one["pseudonym"].split()[-1]) & set("SBKAQV")]


def test_styles_language_number_and_whom_are_chosen(desk: Desk) -> None:
    names = suggested(desk, "baker", "--style", "name", "--lang", "uk", "--to", "f", "--count", "3")
    assert [one["style"] for one in names] == ["name"] * 3
    assert {one["said_to"] for one in names} <= {"f", "any"}
    assert [one["gloss"] for one in names] == [None] * 3
    codes = suggested(desk, "baker", "--style", "code", "--count", "9")
    assert all(re.fullmatch(r"(?:[A-Z][a-z]+ |[A-Z]-)\d{1,3}", one["pseudonym"]) for one in codes)


def test_two_runs_differ(desk: Desk) -> None:
    runs = [[one["pseudonym"] for one in suggested(desk, "baker")] for _ in range(3)]
    assert not all(run == runs[0] for run in runs)


def test_without_the_identities_it_says_that_it_cannot_know_and_gives_codes(desk: Desk) -> None:
    for more in ([], ["--style", "name", "--lang", "ar"], ["--style", "honorific", "--lang", "ckb"]):
        outcome = desk.run("--json", "pseudonyms", "baker", *more)
        assert outcome.code == 0
        assert "the identities are locked" in outcome.err
        assert {one["style"] for one in outcome.json} == {"code"}
        assert all(one["pseudonym"][1] != "-" for one in outcome.json)


def test_a_source_without_a_name_gets_codes(desk: Desk) -> None:
    outcome = desk.run("--json", "pseudonyms", "nobody-yet", "--style", "name", "--lang", "ar", names=True)
    assert "no name is on the card" in outcome.err
    assert {one["style"] for one in outcome.json} == {"code"}


def test_an_exhausted_style_says_so_in_one_sentence(desk: Desk) -> None:
    outcome = desk.run("pseudonyms", "baker", "--style", "name", "--lang", "ckb", "--count", "50", names=True)
    assert outcome.code == 0
    assert outcome.out.splitlines()[0].split()[:2] == ["PSEUDONYM", "HANDLE"]
    assert [line for line in outcome.err.splitlines() if "the last given names" in line]
    assert len(outcome.out.splitlines()) < 40


def test_a_pseudonym_that_was_given_up_never_comes_back(desk: Desk, blank: Desk, tmp_path: Any) -> None:
    copied = desk.copy(tmp_path / "desk")
    had = [one["pseudonym"] for one in suggested(copied, "baker", "--style", "name", "--lang", "ar", "--count", "4")]
    for pseudonym in [*had, "Neighbour Ash"]:
        source = {"handle": "baker", "pseudonym": pseudonym}
        assert copied.load({"fieldnotes_bundle": 1, "sources": [source]}, "--update").code == 0
    left = suggested(copied, "baker", "--style", "name", "--lang", "ar", "--count", "50")
    assert left
    assert not {one["pseudonym"] for one in left} & set(had)


def test_what_is_suggested_is_not_warned_of_when_it_is_loaded(desk: Desk, tmp_path: Any) -> None:
    copied = desk.copy(tmp_path / "desk")
    card = {"name": "Sumakar Betonil", "aliases": ["Abu Kemiro", "سوماکار"]}
    for one in suggested(desk, "baker", "--count", "6"):
        source = {"handle": one["handle"], "pseudonym": one["pseudonym"], "gloss": one["gloss"], "identity": card}
        loaded = copied.load({"fieldnotes_bundle": 1, "sources": [source]})
        assert (loaded.code, loaded.json["warnings"]) == (0, [])


@pytest.mark.parametrize(
    "arguments",
    [
        ["nobody"],
        ["old-town"],
        ["baker", "--style", "name", "--lang", "xx"],
        ["baker", "--style", "letter"],
        ["baker", "--count", "0"],
        ["baker", "--count", "51"],
        ["driver-1", "--style", "name", "--lang", "kurdish"],
        [],
    ],
)
def test_what_cannot_be_suggested_is_usage(desk: Desk, arguments: list[str]) -> None:
    outcome = desk.run("pseudonyms", *arguments, names=True)
    assert outcome.code == 2
    assert outcome.out == ""


def test_what_claims_something_is_marked_and_said(desk: Desk) -> None:
    options = ["--style", "honorific", "--lang", "ar", "--to", "m", "--count", "20"]
    outcome = desk.run("pseudonyms", "baker", *options, names=True)
    assert re.search(r"^(?:Hajj|Sheikh|Sayyid|Ustaz) [A-Z] \*", outcome.out, re.MULTILINE)
    assert "* only of somebody who has made the pilgrimage" in outcome.err
