"""`check`: an article about the demo's week, clean and with one mistake of every kind; what is told, and what never."""

import json
from pathlib import Path

import pytest

from tests.acceptance.articles import CLEAN, COMMENT, GPS, MISTAKES, docx, markdown, photograph
from tests.acceptance.desk import Desk, Outcome

BUNDLE = json.loads((Path(__file__).resolve().parents[2] / "fieldnotes/demo/bundle.json").read_text("utf-8"))
SECRET_WORDS = ("qirfawi", "bassam", "zinarok", "rewasi", "rezan", "marmalade", "46.9", "128.1", "directorate")
KINDS = {
    "identity", "place", "date", "off-record", "embargo", "quote", "description", "protected-role", "sourcing",
    "metadata",
}  # fmt: skip


@pytest.fixture(scope="session")
def newsroom(blank: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Return a desk with the demo's notes; checking changes nothing."""
    return blank.filled(tmp_path_factory.mktemp("newsroom") / "desk", BUNDLE, ())


def checked(desk: Desk, folder: Path, name: str, data: bytes, *options: str, names: bool = True) -> Outcome:
    draft = folder / name
    draft.write_bytes(data)
    return desk.run("--json", "check", *options, draft, names=names)


def kinds(outcome: Outcome) -> list[str]:
    return [found["kind"] for found in outcome.json["findings"]]


@pytest.mark.parametrize(("name", "make"), [("article.docx", docx), ("article.md", markdown)])
def test_a_clean_article_is_clean(newsroom: Desk, tmp_path: Path, name: str, make: object) -> None:
    outcome = checked(newsroom, tmp_path, name, make(*CLEAN))  # type: ignore[operator]
    assert outcome.json["findings"] == []
    assert outcome.json["result"] == "clean"
    assert outcome.code == 0
    assert outcome.json["not_checked"]


@pytest.mark.parametrize(("name", "make"), [("article.docx", docx), ("article.md", markdown)])
@pytest.mark.parametrize("kind", MISTAKES)
def test_each_mistake_is_found_and_placed(newsroom: Desk, tmp_path: Path, kind: str, name: str, make: object) -> None:
    outcome = checked(newsroom, tmp_path, name, make(*CLEAN, MISTAKES[kind]))  # type: ignore[operator]
    assert outcome.code == 3
    assert outcome.json["result"] == "findings"
    assert kind in kinds(outcome)
    places = {found["where"] for found in outcome.json["findings"]}
    assert len(places) == 1
    assert places.pop().startswith("body:paragraph ")


def test_who_is_published_by_name_is_called_by_it_and_nothing_else_of_them_is_told(
    newsroom: Desk, tmp_path: Path
) -> None:
    named = "“At ten minutes to six,” Kummelhof said. To Mr Joren Kummelhof, an officer of a foreign army, it was late."
    assert checked(newsroom, tmp_path, "named.md", markdown("Six", named)).json["findings"] == []
    secret = ("Call him at +999 199 555 0160.", "Joren Kummelhof, whom they call يورن كوملهوف, said nothing.")
    for number, more in enumerate(secret):
        outcome = checked(newsroom, tmp_path, f"{number}.md", markdown("Six", more))
        assert kinds(outcome) == ["identity"], more


def test_a_comment_with_a_name_and_a_photograph_with_a_position_are_found(newsroom: Desk, tmp_path: Path) -> None:
    data = docx(*CLEAN, comment=COMMENT, picture=photograph(*GPS))
    outcome = checked(newsroom, tmp_path, "article.docx", data)
    assert outcome.code == 3
    found = {(one["kind"], one["where"].split(":")[0]) for one in outcome.json["findings"]}
    assert ("identity", "comments") in found
    assert ("metadata", "images") in found


def test_a_report_never_tells_what_it_found(newsroom: Desk, tmp_path: Path) -> None:
    data = docx(*CLEAN, *MISTAKES.values(), comment=COMMENT, picture=photograph(*GPS))
    outcome = checked(newsroom, tmp_path, "article.docx", data)
    assert set(kinds(outcome)) <= KINDS
    assert [word for word in SECRET_WORDS if word in outcome.said.casefold()] == []
    plain = newsroom.run("check", tmp_path / "article.docx", names=True)
    assert plain.code == 3
    assert [word for word in SECRET_WORDS if word in plain.said.casefold()] == []


def test_words_under_an_embargo_are_told_until_it_ends(newsroom: Desk, tmp_path: Path) -> None:
    words = next(
        passage["text"]
        for interview in BUNDLE["interviews"]
        if interview["code"] == "INT-004"
        for passage in interview["passages"]
        if passage["speaker"] == "commander-1" and len(passage["text"]) > 200 and passage["text"].isascii()
    )
    sentence = max(words.split(". "), key=len)
    before = checked(newsroom, tmp_path, "a.md", markdown(*CLEAN, sentence), "--now", "2022-11-14T23:00:00+03:00")
    after = checked(newsroom, tmp_path, "b.md", markdown(*CLEAN, sentence), "--now", "2022-11-15T00:00:00+03:00")
    assert "embargo" in kinds(before)
    assert "embargo" not in kinds(after)


def test_without_the_names_nothing_is_called_clean(newsroom: Desk, tmp_path: Path) -> None:
    outcome = checked(newsroom, tmp_path, "article.md", markdown(*CLEAN), names=False)
    assert outcome.code == 3
    assert outcome.json["result"] == "incomplete"
    assert any("locked" in what for what in outcome.json["not_checked"])
    off_record = checked(newsroom, tmp_path, "other.md", markdown(*CLEAN, MISTAKES["off-record"]), names=False)
    assert "off-record" in kinds(off_record)


def test_what_cannot_be_read_is_never_clean(newsroom: Desk, tmp_path: Path) -> None:
    under_a_password = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    for name, data in (("a.docx", under_a_password), ("b.docx", b"PK\3\4 no zip"), ("c.md", b"")):
        outcome = checked(newsroom, tmp_path, name, data)
        assert (outcome.code, outcome.json["result"]) == (3, "incomplete"), name


def test_a_draft_that_is_not_there_is_told(newsroom: Desk, tmp_path: Path) -> None:
    assert newsroom.run("check", tmp_path / "none.md", names=True).code == 6


def test_several_drafts_are_told_apart(newsroom: Desk, tmp_path: Path) -> None:
    (tmp_path / "one.md").write_bytes(markdown(*CLEAN))
    (tmp_path / "two.md").write_bytes(markdown(*CLEAN, MISTAKES["place"]))
    outcome = newsroom.run("--json", "check", tmp_path / "one.md", tmp_path / "two.md", names=True)
    assert {found["where"].split(",")[0] for found in outcome.json["findings"]} == {"draft 2"}


def test_words_of_a_source_who_withdrew_are_told(newsroom: Desk, tmp_path: Path) -> None:
    desk = newsroom.copy(tmp_path / "desk")
    article = markdown(*CLEAN)
    assert checked(desk, tmp_path, "before.md", article).json["result"] == "clean"
    assert desk.run("withdraw", "baker-1").code == 0
    after = checked(desk, tmp_path, "after.md", article)
    assert "off-record" in kinds(after)


def test_what_an_article_told_stands_in_the_ledger_and_a_second_one_may_not_complete_it(
    newsroom: Desk, tmp_path: Path
) -> None:
    """The article is out; the next one would say the rest about Kak D."""
    desk = newsroom.copy(tmp_path / "own")
    first, second = tmp_path / "first.md", tmp_path / "second.md"
    first.write_bytes(markdown("Night", "Kak D, the head of a powerful security agency, keeps quiet."))
    second.write_bytes(markdown("Morning", "Kak D was in Dolaran province in October 2022."))
    described, place, time = (
        "description=the head of a powerful security agency", "place=Dolaran province", "time=October 2022",
    )  # fmt: skip
    for people, facts in ((400, [described]), (900, [place, time]), (3, [described, place, time])):
        given = [word for fact in facts for word in ("--fact", fact)]
        assert desk.run("ledger", "kak-d", "--people", str(people), *given, "--how", "a guess").code == 0
    assert desk.run("check", second, names=True).code == 0

    assert desk.run("check", first, "--published", "The night", names=True).code == 0

    [row] = desk.run("--json", "ledger", "kak-d", names=True).json
    [told] = row["publications"]
    assert (told["title"], told["described"]) == ("The night", "the head of a powerful security agency")
    refused = desk.run("--json", "check", second, names=True)
    assert refused.code == 3
    [found] = refused.json["findings"]
    assert (found["kind"], found["where"]) == ("description", "body")
    assert "at most 3 people are left" in found["what"]
    assert "completes The night" in found["what"]
    assert desk.run("check", first, "--published", "Again").code == 4
