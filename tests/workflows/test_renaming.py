"""Names typed into the notes become mentions, and after the purge nobody finds them in the vault."""

import json
from typing import Any

import pytest

from fieldnotes.domain.bundle import parse_bundle
from fieldnotes.domain.identity import Identity
from fieldnotes.domain.mentions import mentions
from fieldnotes.domain.text import RawText
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import drafting, loading, notebook, people, renaming
from fieldnotes.workflows.drafting import Change
from fieldnotes.workflows.renaming import Occurrence

CARD = Identity(name="Saffron Kemiri", aliases=("Abu Sumac", "زەعفەران"))


def load(vault: Vault, *texts: str | dict[str, Any]) -> bytes:
    passages = [text if isinstance(text, dict) else {"speaker": None, "text": text} for text in texts]
    bundle = {
        "fieldnotes_bundle": 1,
        "sources": [{"handle": "kak-d", "pseudonym": "Kak D"}, {"handle": "saffron-x", "pseudonym": "Kak X"}],
        "interviews": [{"code": "INT-001", "started": "2026-03-21T18:00:00+03:00", "passages": passages}],
    }
    loading.load(vault, parse_bundle(json.dumps(bundle).encode()), update=False)
    return notebook.interviews(vault)["INT-001"].entity


def texts(vault: Vault, interview: bytes) -> list[str]:
    return [one.passage.text.reveal() for one in notebook.passages(vault, interview)]


def every_body(vault: Vault, interview: bytes) -> str:
    """Return all that the vault ever said in its lists and histories, drafts too."""
    bodies = [state.body for one in vault.heads() for state in vault.revisions(one.entity)]
    return b"\n".join([*bodies, *(draft.body for draft in vault.drafts())]).decode()


def test_occurrences_point_into_the_raw_words(vault: Vault) -> None:
    words = "We met SAFFRON  KÉMIRI today; Abu Sumac, as they call him. زەعفەران هات."
    load(vault, "nobody here", {"speaker": "kak-d", "text": words, "translation": "Kemiri came", "paraphrase": "x"})
    found = renaming.occurrences(vault, "kak-d", CARD)
    assert {(one.where, one.part) for one in found} == {("INT-001:2", "text"), ("INT-001:2", "translation")}
    assert [words[one.start : one.end] for one in found if one.part == "text"] == [
        "SAFFRON  KÉMIRI", "Abu Sumac", "زەعفەران",
    ]  # fmt: skip
    assert found[-1] == Occurrence("INT-001:2", "translation", 0, 6)
    assert renaming.occurrences(vault, "kak-d", Identity()) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Saffron Kemiri said.", "@kak-d said."),
        ("Saffron's house", "@kak-d's house"),
        ("the Kemiri-led march", "the @kak-d -led march"),
        ("و‌زەعفەران وزەعفەران", "و‌@kak-d و @kak-d"),
        ("2020Kemiri2020", "2020 @kak-d 2020"),
        ("@saffron-x and @kak-d, not Kemiri", "@saffron-x and @kak-d, not @kak-d"),
        ("a chemical tree", "a chemical tree"),
        ("nothing\u202e here", "nothing\u202e here"),
    ],
)
def test_a_mention_takes_the_place_of_a_name_and_of_nothing_else(vault: Vault, before: str, after: str) -> None:
    interview = load(vault, before)
    changed = renaming.replace_names(vault, "kak-d", CARD)
    assert texts(vault, interview) == [after]
    assert changed == (before != after)
    assert renaming.occurrences(vault, "kak-d", CARD) == []
    assert set(mentions(after)) <= {"kak-d", "saffron-x"}


def test_names_are_replaced_in_drafts_translations_and_paraphrases(vault: Vault) -> None:
    interview = load(
        vault,
        {"speaker": "kak-d", "text": "a", "translation": "Kemiri", "paraphrase": "Abu Sumac", "codes": ["c"]},
        "b",
    )
    row = drafting.open_sheet(vault, "INT-001").rows[1]
    words = row.passage.model_copy(update={"text": RawText("b, says Saffron")})
    drafting.keep(vault, interview, [Change(row.entity, row.position, words)])
    assert renaming.replace_names(vault, "kak-d", CARD) == 2
    first, second = (one.passage for one in notebook.passages(vault, interview))
    assert (first.translation, first.paraphrase) == (RawText("@kak-d"), RawText("@kak-d"))
    assert (first.speaker, first.codes, first.text) == ("kak-d", ("c",), RawText("a"))
    assert second.text == RawText("b, says @kak-d")
    assert not vault.drafts()


def test_a_person_may_choose_which_occurrences_are_meant(vault: Vault) -> None:
    interview = load(vault, "Kemiri under the kemirian tree", "Saffron, the spice")
    found = renaming.occurrences(vault, "kak-d", CARD)
    assert len(found) == 3
    assert renaming.replace_names(vault, "kak-d", CARD, [found[0]]) == 1
    assert texts(vault, interview) == ["@kak-d under the kemirian tree", "Saffron, the spice"]


def test_after_the_purge_no_table_holds_a_name(vault: Vault) -> None:
    interview = load(vault, "Saffron Kemiri was here.", "Nobody was here.", "Abu Sumac again")
    people.supplement(vault, "kak-d", CARD)
    assert len(vault.search("kemiri", limit=9)) == 1
    assert renaming.traces(vault, "kak-d", CARD) == []
    assert renaming.replace_names(vault, "kak-d", CARD) == 2
    found = renaming.traces(vault, "kak-d", CARD)
    assert sorted(found) == sorted(
        one.entity for one in notebook.passages(vault, interview) if one.passage.text != RawText("Nobody was here.")
    )
    assert "Kemiri" in every_body(vault, interview)
    before = drafting.open_sheet(vault, "INT-001").rows

    assert renaming.purge(vault, found) == 2
    assert renaming.traces(vault, "kak-d", CARD) == []
    assert not [name for name in ("Saffron", "Kemiri", "Sumac") if name in every_body(vault, interview)]
    assert drafting.open_sheet(vault, "INT-001").rows == before
    assert vault.search("kemiri", limit=9) == []
    assert len(vault.search("nobody", limit=9)) == 1
    assert renaming.purge(vault, []) == 0
    vault.verify_history()


def test_a_name_that_only_the_past_knows_is_traced(vault: Vault) -> None:
    interview = load(vault, "Kemiri", "b")
    rows = drafting.open_sheet(vault, "INT-001").rows
    drafting.keep(vault, interview, [Change(rows[0].entity, rows[0].position, None)])
    drafting.commit(vault)
    source = notebook.sources(vault)["kak-d"][1]
    for pseudonym in ("Abu Sumac", "Kak D"):
        people.change_source(vault, "kak-d", source.model_copy(update={"pseudonym": pseudonym}))
    assert renaming.occurrences(vault, "kak-d", CARD) == []
    found = renaming.traces(vault, "kak-d", CARD)
    assert set(found) == {rows[0].entity, notebook.sources(vault)["kak-d"][0]}
    renaming.purge(vault, found)
    assert "Sumac" not in every_body(vault, interview)
    assert [state.body for state in vault.revisions(rows[0].entity)] == [b"", b""]
