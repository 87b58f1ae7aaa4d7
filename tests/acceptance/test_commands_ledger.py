"""`ledger` and what it forbids: two pages that are harmless apart and tell too much together."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.desk import Desk

DESCRIPTION, PROVINCE = "a keeper of bees", "Mirelund province"


def interview(code: str, started: str, location: str | None, said: str, **more: Any) -> dict[str, Any]:
    place = {"location": location} if location else {}
    passages = [{"speaker": "zedoary", "text": said}]
    return {"code": code, "started": started, "terms": {"label": "background"}, **place,
            "participants": [{"source": "zedoary", "as": "interviewee"}], "passages": passages, **more}  # fmt: skip


BUNDLE: dict[str, Any] = {
    "fieldnotes_bundle": 1,
    "sources": [
        {"handle": "zedoary", "pseudonym": "Neighbour Quill", "identity": {"name": "Sumakar Betonil"}},
        {"handle": "mace", "pseudonym": "Neighbour Elm", "identity": {"name": "Vanadis Kemirion"}},
    ],
    "locations": [
        {
            "handle": "hives", "name": "Ombreval", "publish_from": "governorate",
            "ladder": {"settlement": "Ombreval", "governorate": PROVINCE, "country": "Farland"},
        }
    ],
    "interviews": [
        interview("ONE-1", "2024-05-04T18:00:00+03:00", "hives", "It rained on the roofs all night long."),
        interview("TWO-1", "2024-05-09T18:00:00+03:00", None, "Honey was dear and nobody bought any of it.",
                  terms={"label": "background", "describe_as": DESCRIPTION}),
    ],
}  # fmt: skip
NOT_AT = {"place": f"place={PROVINCE}", "description": f"description={DESCRIPTION}"}


@pytest.fixture
def own(desk: Desk, tmp_path: Path) -> Desk:
    """Return a desk with one source who is told of in two interviews, here by place and there by description."""
    return desk.filled(tmp_path / "desk", BUNDLE)


def estimate(desk: Desk, people: int, *facts: str, to: str = "reader", among: int = 0) -> None:
    given = [word for fact in facts for word in ("--fact", NOT_AT.get(fact, fact))]
    rest = ["--among", str(among)] if among else []
    done = desk.run("ledger", "zedoary", "--people", str(people), *given, "--how", "a count", "--to", to, *rest)
    assert done.code == 0, done


def shown(desk: Desk, *source: str) -> Any:
    done = desk.run("--json", "ledger", *source, names=True)
    assert done.code == 0, done
    return done.json


def test_the_ledger_shows_what_each_page_told_and_that_the_number_is_unknown(own: Desk) -> None:
    assert shown(own) == []
    own.page("one.md", "ONE-1")
    [row] = shown(own, "zedoary")
    assert (row["source"], row["persona"]) == ("zedoary", "Neighbour Quill")
    [told] = row["publications"]
    assert (told["number"], told["place"], told["time"], told["described"]) == (1, PROVINCE, "May 2024", None)
    assert row["bounds"] == {"reader": "unknown", "insider": "unknown", "service": "unknown"}
    assert row["unknown"] == [f"place: {PROVINCE}", "time: May 2024"]
    plain = own.run("ledger", names=True)
    assert "for a reader: unknown" in plain.out


def test_an_estimate_that_matches_nothing_that_is_out_is_shown(own: Desk) -> None:
    estimate(own, 4, "place=Mirelund Provinz")
    own.page("one.md", "ONE-1")
    assert shown(own, "zedoary")[0]["not_out"] == ["at most 4 people for a reader: place: Mirelund Provinz"]
    assert "not all of it is out: at most 4 people" in own.run("ledger", names=True).out


def test_reading_needs_the_identities_and_adding_does_not(own: Desk) -> None:
    estimate(own, 40, "place")
    assert own.run("ledger").code == 4
    assert own.run("ledger", "nobody", names=True).code == 2


def test_two_pages_harmless_apart_are_caught_together_and_both_are_named(own: Desk) -> None:
    for people, facts in ((500, ("place",)), (300, ("description",)), (4, ("place", "description"))):
        estimate(own, people, *facts)
    own.page("one.md", "ONE-1")
    refused = own.export("two.md", "TWO-1")
    assert refused.code == 3, refused
    [why] = refused.json["refused"]
    assert (why["kind"], why["where"]) == ("ledger", "source zedoary")
    assert "at most 4 people are left for a reader" in why["what"]
    assert "completes publication 1" in why["what"]
    assert "leaves 500" in why["what"]
    assert not (own.folder / "two.md").exists()
    assert len(shown(own, "zedoary")[0]["publications"]) == 1


def test_either_page_alone_may_leave(own: Desk) -> None:
    for people, facts in ((500, ("place",)), (300, ("description",)), (4, ("place", "description"))):
        estimate(own, people, *facts)
    own.page("two.md", "TWO-1")


def test_shares_of_a_population_tell_that_two_pages_probably_point_at_few(own: Desk) -> None:
    estimate(own, 500, "place", among=50_000)
    estimate(own, 300, "description", among=50_000)
    own.page("one.md", "ONE-1")
    [why] = own.export("two.md", "TWO-1").json["refused"]
    assert "probably 3 people are left" in why["what"]
    estimate(own, 120, "place", "description")
    own.page("two.md", "TWO-1")


def test_a_page_that_tells_nothing_new_may_leave_again(own: Desk) -> None:
    own.page("one.md", "ONE-1")
    estimate(own, 4, "place")
    own.page("again.md", "ONE-1")


def test_so_many_as_the_researcher_says_are_enough(own: Desk) -> None:
    estimate(own, 12, "place")
    assert own.export("one.md", "ONE-1").code == 3
    least = own.run("ledger", "zedoary", "--least", "10", "--how", "they agreed to be described so")
    assert least.code == 0, least
    own.page("one.md", "ONE-1")


def test_what_a_service_can_find_out_stops_a_page_where_the_researcher_asks_for_it(own: Desk) -> None:
    estimate(own, 500, "place")
    estimate(own, 3, "place", "time=May 2024", to="service")
    assert own.run("ledger", "zedoary", "--least", "5", "--how", "they travel", "--to", "service").code == 0
    [why] = own.export("one.md", "ONE-1").json["refused"]
    assert "3 people are left for a security service" in why["what"]


def test_what_was_published_elsewhere_counts(own: Desk) -> None:
    estimate(own, 4, "place", "description")
    elsewhere = own.run("ledger", "zedoary", "--published", "a piece of 2023", "--fact", NOT_AT["description"])
    assert elsewhere.code == 0, elsewhere
    [why] = own.export("one.md", "ONE-1").json["refused"]
    assert "completes a piece of 2023" in why["what"]


def test_a_new_persona_is_another_one_to_readers_but_not_to_insiders(own: Desk) -> None:
    estimate(own, 4, "place", "description")
    own.page("one.md", "ONE-1")
    page = own.page("two.md", "TWO-1", "--persona", "zedoary=Source 7")
    assert "Source 7" in page
    assert "Quill" not in page
    first, second = shown(own, "zedoary")
    assert (first["persona"], second["persona"]) == ("Neighbour Quill", "Source 7")
    assert [row["bounds"]["reader"] for row in (first, second)] == ["unknown", "unknown"]
    assert {row["bounds"]["insider"] for row in (first, second)} == {4}


@pytest.mark.parametrize(
    "wrong", ["nobody=Source 7", "zedoary=Neighbour Elm", "zedoary", "zedoary=", "zedoary=A\nB", "zedoary=A\x1b[31m"]
)
def test_a_persona_of_nobody_or_of_two_is_refused(own: Desk, wrong: str) -> None:
    assert own.export("one.md", "ONE-1", "--persona", wrong, decided=False).code == 2


def test_the_same_words_under_two_personas_are_refused(own: Desk) -> None:
    own.page("one.md", "ONE-1")
    refused = own.export("again.md", "ONE-1", "--persona", "zedoary=Source 7")
    assert refused.code == 3
    assert refused.json["refused"][0]["kind"] == "difference"
    own.page("again.md", "ONE-1", "--persona", "zedoary=Source 7", "--despite-difference")


def updated(desk: Desk, change: dict[str, Any], passage: dict[str, Any] | None = None) -> None:
    one = BUNDLE["interviews"][0]
    if passage is not None:
        one = {**one, "passages": [{**one["passages"][0], **passage}]}
    done = desk.load({**BUNDLE, "interviews": [one], **change}, "--update")
    assert done.code == 0, done


def test_a_name_learned_after_it_was_printed_is_pointed_at_by_no_second_page(own: Desk) -> None:
    updated(own, {}, {"text": "Then the cousins of Talvitie came with a cart and took it."})
    assert "Talvitie" in own.page("one.md", "ONE-1")
    sources = [{**BUNDLE["sources"][0], "identity": {"aliases": ["Talvitie"]}}, BUNDLE["sources"][1]]
    updated(own, {"sources": sources}, {"text": "Then the cousins of Talvitie came with a cart and took it."})
    refused = own.export("two.md", "ONE-1")
    assert refused.code == 3
    assert refused.json["refused"] == [
        {
            "kind": "difference",
            "where": "ONE-1:1",
            "what": "publication 1 prints in clear what is replaced on this page",
        }
    ]


def test_a_name_is_pointed_at_by_no_second_page_after_the_passage_was_split(own: Desk) -> None:
    roofs, cart = "It rained on the roofs all night.", "Then the cousins of Talvitie came with a cart and took it."
    updated(own, {}, {"text": f"{roofs} {cart}"})
    own.page("one.md", "ONE-1")
    split = {**BUNDLE["interviews"][0], "passages": [{"speaker": "zedoary", "text": words} for words in (roofs, cart)]}
    known = {**BUNDLE["sources"][0], "identity": {"aliases": ["Talvitie"]}}
    done = own.load({"fieldnotes_bundle": 1, "sources": [known], "interviews": [split]}, "--update")
    assert done.code == 0, done
    refused = own.export("two.md", "ONE-1")
    assert refused.code == 3
    assert [(one["kind"], one["where"]) for one in refused.json["refused"]] == [("difference", "ONE-1:2")]
    assert "--despite-difference" in refused.err


def test_what_another_person_says_in_the_same_words_points_at_nobody(own: Desk) -> None:
    said = "I was there with the cousins of Talvitie and saw all of it."
    updated(own, {}, {"text": said})
    own.page("one.md", "ONE-1")
    other = interview("THREE-1", "2024-05-20T18:00:00+03:00", None, said)
    other = {**other, "participants": [{"source": "mace", "as": "interviewee"}],
             "passages": [{"speaker": "mace", "text": said.replace("Talvitie", "@zedoary")}]}  # fmt: skip
    assert own.load({"fieldnotes_bundle": 1, "interviews": [other]}).code == 0
    own.page("three.md", "THREE-1")


def test_the_persona_of_another_source_is_nobody_elses(own: Desk) -> None:
    own.page("one.md", "ONE-1", "--persona", "zedoary=Source 7")
    assert own.export("two.md", "TWO-1", "--persona", "mace= source  7", decided=False).code == 2
    two = ["--persona", "mace=Source 8", "--persona", "zedoary=Source 8"]
    assert own.export("two.md", "TWO-1", *two, decided=False).code == 2


def test_a_fact_that_is_estimated_only_with_others_is_unknown_by_itself(own: Desk) -> None:
    estimate(own, 4, "place", "description")
    own.page("one.md", "ONE-1")
    assert shown(own, "zedoary")[0]["unknown"] == [f"place: {PROVINCE}", "time: May 2024"]


def test_words_that_were_printed_and_now_leave_a_mark_are_pointed_at_by_no_second_page(own: Desk) -> None:
    own.page("one.md", "ONE-1")
    updated(own, {}, {"terms": {"label": "off-record", "reveal_conversation": True}})
    refused = own.export("two.md", "ONE-1")
    assert refused.code == 3
    assert {one["kind"] for one in refused.json["refused"]} == {"difference"}


def test_what_was_taken_back_hinders_no_page(own: Desk) -> None:
    own.page("one.md", "ONE-1")
    assert own.run("withdraw", "zedoary", "--scope", "quote").code == 0
    assert "rained" not in own.page("two.md", "ONE-1")


@pytest.mark.parametrize(
    "wrong",
    [
        ["--people", "4", "--how", "a count"],
        ["zedoary", "--people", "0", "--fact", "place=x", "--how", "a count"],
        ["zedoary", "--people", "4", "--fact", "place=x"],
        ["zedoary", "--people", "4", "--how", "a count"],
        ["zedoary", "--people", "4", "--fact", "place", "--how", "a count"],
        ["zedoary", "--people", "4", "--fact", "Place=x", "--how", "a count"],
        ["zedoary", "--least", "4"],
        ["zedoary", "--fact", "place=x"],
        ["nobody", "--published", "x"],
    ],
)
def test_what_is_no_entry_is_refused(own: Desk, wrong: list[str]) -> None:
    assert own.run("ledger", *wrong).code == 2


def test_erasing_takes_the_ledger_and_what_was_printed_along(own: Desk) -> None:
    estimate(own, 400, "place")
    own.page("one.md", "ONE-1")
    done = own.run("--json", "withdraw", "zedoary", "--confirm", "Neighbour Quill", names=True)
    assert done.code == 0, done
    assert shown(own) == []
    assert own.run("ledger", "zedoary", names=True).code == 2
    assert json.loads(own.run("--json", "list", "publications").out)[0]["sources"] == []


def test_publications_and_the_ledger_go_through_a_bundle(own: Desk, blank: Desk, tmp_path: Path) -> None:
    estimate(own, 4, "place", "description")
    assert own.run("ledger", "zedoary", "--least", "3", "--how", "they agreed").code == 0
    own.page("one.md", "ONE-1")
    own.page("two.md", "TWO-1")
    assert own.run("ledger", "zedoary", "--published", "a piece of 2023", "--fact", "age=over seventy").code == 0
    whole = own.run("dump", "--plain", names=True).out
    other = blank.filled(tmp_path / "other", whole)
    assert shown(other) == shown(own)
    assert other.run("--json", "list", "publications").json == own.run("--json", "list", "publications").json
    assert other.run("dump", "--plain", names=True).out == whole
    again = other.load(whole, "--update").json
    assert (again["added"].get("publications"), again["updated"].get("publications")) == (1, None)

    without = own.run("dump", "--plain", "--without-identities").out
    assert [
        word for word in ("seventy", "Quill", "they agreed") if word in json.dumps(json.loads(without)["publications"])
    ] == []
    assert "estimates" not in without
    assert len(json.loads(without)["publications"]) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"releases": [{"interview": "NONE-1"}], "digest": "d"},
        {"releases": [{"interview": "ONE-1", "passages": [9]}], "digest": "d"},
        {"releases": [{"interview": "ONE-1", "passages": [0]}], "digest": "d"},
        {"releases": [{"interview": "ONE-1", "sources": ["nobody"]}], "digest": "d"},
        {"title": "x", "told": [{"source": "nobody", "persona": "P"}]},
        {"title": "x", "told": [{"source": "zedoary", "persona": " "}]},
    ],
)
def test_a_publication_about_nothing_is_refused(own: Desk, wrong: dict[str, Any]) -> None:
    refused = own.load({"fieldnotes_bundle": 1, "publications": [wrong]})
    assert refused.code == 2, refused
    assert own.run("--json", "list", "publications").json == []
