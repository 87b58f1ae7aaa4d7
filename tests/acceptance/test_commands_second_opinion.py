"""`second-opinion`: which language models are asked, told and changed by the command line."""

from pathlib import Path

from tests.acceptance.desk import SURROUNDINGS, Desk, Outcome, start
from tests.redaction.language_models import NAME, NEEDS_SPACY, install, ruled


def test_it_is_off_and_off_stays_off(desk: Desk, tmp_path: Path) -> None:
    copy = desk.copy(tmp_path / "desk")
    assert copy.run("--json", "second-opinion").json["asked"] == []
    assert copy.run("second-opinion").out.startswith("asked: none\ninstalled here: ")
    assert copy.run("--json", "second-opinion", "--off").json["asked"] == []


def test_a_model_that_is_not_there_is_told_with_what_would_help(desk: Desk, tmp_path: Path) -> None:
    copy = desk.copy(tmp_path / "desk")
    outcome = copy.run("second-opinion", "en_nothing_sm")
    assert outcome.code == 6
    assert "is not installed" in outcome.err
    assert copy.run("--json", "second-opinion").json["asked"] == []
    assert copy.run("second-opinion", "en_nothing_sm", "--off").code == 2


@NEEDS_SPACY
def test_a_model_is_chosen_asked_and_missed(desk: Desk, tmp_path: Path) -> None:
    copy, site = desk.copy(tmp_path / "desk"), tmp_path / "site"
    site.mkdir()
    install(ruled([{"label": "PERSON", "pattern": "market"}]), site)
    found = {**SURROUNDINGS, "PYTHONPATH": f"{SURROUNDINGS['PYTHONPATH']}:{site}"}

    def run(*arguments: str | Path) -> Outcome:
        options = ["--vault", copy.vault, *copy.openers(names=True, passphrase=False)]
        return start([*options, "--json", *arguments], copy.folder, surroundings=found)

    terms = [row["term"] for row in run("review", "--show-terms").json]
    assert run("second-opinion", NAME).json["asked"] == [NAME]
    assert [*terms, "market"] == [
        row["term"] for row in run("review", "--show-terms").json if row["term"] in [*terms, "market"]
    ]
    assert "English" not in run("review").err
    page = copy.folder / "page.md"
    assert run("export", "INT-001", "--out", page).code == 3
    without = copy.run("export", "INT-001", "--out", page, names=True)
    assert (without.code, page.exists()) == (6, False)
    assert "fieldnotes second-opinion --off" in without.err


@NEEDS_SPACY
def test_what_the_models_do_not_read_is_told_beside_the_list_and_in_the_account(desk: Desk, tmp_path: Path) -> None:
    copy, site = desk.copy(tmp_path / "desk"), tmp_path / "site"
    site.mkdir()
    install(ruled([{"label": "PER", "pattern": "saffron"}]), site, "fr_spice_sm")
    found = {**SURROUNDINGS, "PYTHONPATH": f"{SURROUNDINGS['PYTHONPATH']}:{site}"}

    def run(*arguments: str | Path) -> Outcome:
        options = ["--vault", copy.vault, *copy.openers(names=True, passphrase=False)]
        return start([*options, "--json", *arguments], copy.folder, surroundings=found)

    assert run("second-opinion", "fr_spice_sm").code == 0
    review = run("review")
    assert "the second opinion has no model for English, " in review.err
    assert "names there are left to the rules" in review.err
    assert isinstance(review.json, list)
    refused = run("export", "INT-001", "--out", copy.folder / "page.md")
    untold = "second opinion on names in a language in Latin letters that could not be told"
    assert untold in refused.json["not_checked"]  # all but a short text are refused
    assert run("second-opinion", "--off").code == 0
    assert run("export", "INT-001", "--out", copy.folder / "page.md").json["not_checked"] == []
