"""A person decides once for each term; it holds for the same words, never for others, and can be taken back."""

import json
from pathlib import Path

import pytest

from fieldnotes.domain.bundle import parse_bundle
from fieldnotes.domain.decision import Verdict
from fieldnotes.domain.identity import Identity
from fieldnotes.domain.interview import Passage
from fieldnotes.domain.rungs import PlaceRung
from fieldnotes.domain.text import RawText
from fieldnotes.errors import Locked, Refused, UsageError
from fieldnotes.vault import rows
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import dumping, loading, notebook, people, reviewing, writing
from fieldnotes.workflows.previewing import Preview
from fieldnotes.workflows.publications import Request, export
from tests.workflows.conftest import Made
from tests.workflows.review_desk import BUNDLE, CANARY, NOW, decide, interview, keep_everything, listed, named


@pytest.fixture
def notes(vault: Vault, made: Made) -> Vault:
    """Return a vault with two interviews, the identities open."""
    loading.load(vault, parse_bundle(json.dumps(BUNDLE).encode()), update=False)
    vault.open_identities(made.names)
    return vault


def page(vault: Vault, folder: Path, *codes: str) -> str:
    """Return the page once all that is still open is kept, and leave what was open open."""
    before = {head.entity: head for head in vault.heads(rows.DECISION)}
    keep_everything(vault)
    try:
        return exported(vault, folder, *codes)
    finally:
        after = {head.entity: head for head in vault.heads(rows.DECISION)}
        touched = [entity for entity in {**before, **after} if after.get(entity) != before.get(entity)]
        writing.undo(vault, writing.Undo(tuple((entity, before.get(entity)) for entity in touched)))


def exported(vault: Vault, folder: Path, *codes: str) -> str:
    out = folder / f"page-{vault.generation}.md"
    return export(vault, Request(codes or None, out, NOW)).page


def reword(vault: Vault, number: int, words: str) -> writing.Undo:
    kept = notebook.interviews(vault)["INT-001"]
    before = notebook.passages(vault, kept.entity)[number - 1].passage
    return writing.edit(vault, kept.entity, number, before.model_copy(update={"text": RawText(words)}))


def test_findings_are_grouped_by_term_and_say_where_the_term_stands(notes: Vault) -> None:
    person = named(notes, CANARY.casefold())
    assert person.kind == "person"
    assert person.where == ("INT-001:1", "INT-001:2", "INT-002:1")
    assert person.occurrences == 3
    assert person.id == "INT-001:1@19-29"
    assert not person.decided
    assert {"date", "phone"} <= {item.kind for item in listed(notes)}


def test_the_riskiest_come_first_then_the_most_frequent(notes: Vault) -> None:
    order = [(("high", "medium", "low").index(item.risk), -item.occurrences) for item in listed(notes)]
    assert order == sorted(order)


def test_what_is_known_and_what_does_not_leave_is_no_finding(notes: Vault) -> None:
    assert not any("saffron" in item.term or "kemiri" in item.term for item in listed(notes))
    assert not any("INT-001:3" in item.where for item in listed(notes))


def test_only_the_interviews_asked_for_are_listed(notes: Vault) -> None:
    assert {where.partition(":")[0] for item in listed(notes, "INT-002") for where in item.where} == {"INT-002"}
    with pytest.raises(UsageError):
        listed(notes, "INT-404")


def test_without_the_identities_nothing_is_listed_or_decided(notes: Vault) -> None:
    item = listed(notes)[0]
    notes.close_identities()
    for attempt in (lambda: listed(notes), lambda: decide(notes, item, Verdict.KEEP)):
        with pytest.raises(Locked):
            attempt()


def test_a_vault_without_any_card_is_locked_as_well(vault: Vault) -> None:
    bundle = {**BUNDLE, "sources": [{"handle": "kak-b", "pseudonym": "Kak B"}]}
    loading.load(vault, parse_bundle(json.dumps(bundle).encode()), update=False)
    with pytest.raises(Locked):
        listed(vault)


def test_a_decision_serves_all_alike_and_reaches_export_and_preview(notes: Vault, tmp_path: Path) -> None:
    assert CANARY in page(notes, tmp_path)
    done = decide(notes, named(notes, CANARY.casefold()), Verdict.REPLACE)
    assert done.places == 3
    written = page(notes, tmp_path)
    assert CANARY not in written
    assert written.count("[a person]") + written.count("[A person]") == 3
    kept = notebook.interviews(notes)["INT-001"]
    passages = [one.passage for one in notebook.passages(notes, kept.entity)]
    shown = Preview(notes).page(kept.interview, passages, NOW).shown
    assert any("[a person]" in one.text for one in shown)
    assert not any(CANARY in one.text for one in shown)


def test_what_is_undecided_refuses_the_page_and_says_how_to_go_on(notes: Vault, tmp_path: Path) -> None:
    """And nothing is asked about words that stay, nor is a term or its passage's words ever told."""
    with pytest.raises(Refused) as refusal:
        exported(notes, tmp_path)
    assert {objection.kind for objection in refusal.value.objections} == {"undecided"}
    assert [objection.where for objection in refusal.value.objections] == ["INT-001:1", "INT-001:2", "INT-002:1"]
    assert refusal.value.objections[1].what == "findings that nobody has decided: person, date"
    assert "fieldnotes review" in refusal.value.hint
    assert CANARY.casefold() not in repr(refusal.value.objections).casefold()
    for item in listed(notes)[1:]:
        decide(notes, item, Verdict.KEEP)
        with pytest.raises(Refused):
            exported(notes, tmp_path)
    decide(notes, listed(notes)[0], Verdict.ALWAYS)
    assert CANARY in exported(notes, tmp_path)


def test_a_preview_that_is_open_follows_a_decision_and_its_undo(notes: Vault) -> None:
    kept = notebook.interviews(notes)["INT-001"]
    passages = [one.passage for one in notebook.passages(notes, kept.entity)]
    preview = Preview(notes)

    def has_canary() -> bool:
        return any(CANARY in one.text for one in preview.page(kept.interview, passages, NOW).shown)

    assert has_canary()
    done = decide(notes, named(notes, CANARY.casefold()), Verdict.REPLACE)
    assert not has_canary()
    writing.undo(notes, done.undo)
    assert has_canary()


@pytest.mark.parametrize(
    ("verdict", "detail", "public"),
    [
        (Verdict.KEEP, None, CANARY),
        (Verdict.ALWAYS, None, CANARY),
        (Verdict.REPLACE, None, "[a person]"),
        (Verdict.REPLACE, "the guard", "[the guard]"),
    ],
)
def test_each_verdict_settles_an_item(
    notes: Vault, tmp_path: Path, verdict: Verdict, detail: str | None, public: str
) -> None:
    before = sum(1 for item in listed(notes) if not item.decided)
    assert decide(notes, named(notes, CANARY.casefold()), verdict, detail).left == before - 1
    assert named(notes, CANARY.casefold()).decided == verdict
    assert sum(1 for item in listed(notes) if not item.decided) == before - 1
    assert f"We met {public} on" in page(notes, tmp_path)


def test_a_date_is_generalised_to_a_rung(notes: Vault, tmp_path: Path) -> None:
    date = next(item for item in listed(notes) if item.kind == "date")
    decide(notes, date, Verdict.GENERALISE, "month")
    assert "on [March 2019]" in page(notes, tmp_path)
    decide(notes, date, Verdict.GENERALISE)
    assert "on [2019]" in page(notes, tmp_path)


@pytest.mark.parametrize(
    ("verdict", "detail"),
    [
        (Verdict.GENERALISE, None),
        (Verdict.GENERALISE, "year"),
        (Verdict.REPLACE, ""),
        (Verdict.REPLACE, "a] b"),
        (Verdict.KEEP, "x"),
        (Verdict.ALWAYS, "x"),
    ],
)
def test_what_cannot_be_decided_is_refused_and_changes_nothing(
    notes: Vault, verdict: Verdict, detail: str | None
) -> None:
    generation = notes.generation
    with pytest.raises(UsageError) as refusal:
        decide(notes, named(notes, CANARY.casefold()), verdict, detail)
    assert CANARY.casefold() not in (refusal.value.sentence + refusal.value.hint).casefold()
    assert notes.generation == generation


def test_a_decision_stores_no_words_unless_they_are_safe_for_good(notes: Vault) -> None:
    decide(notes, named(notes, CANARY.casefold()), Verdict.REPLACE)
    decide(notes, next(item for item in listed(notes) if item.kind == "date"), Verdict.GENERALISE, "month")
    bodies = [head.body for head in notes.heads(rows.DECISION)]
    assert len(bodies) == 4
    for word in (CANARY.casefold().encode(), b"march", b"2019"):
        assert not any(word in body.lower() for body in bodies)
    decide(notes, named(notes, CANARY.casefold()), Verdict.ALWAYS)
    (safe,) = notes.heads(rows.SAFE_TERM)
    assert CANARY.casefold().encode() in safe.body
    assert len(list(notes.heads(rows.DECISION))) == 1


def test_what_is_safe_for_good_is_safe_in_a_new_text_and_what_is_kept_is_not(notes: Vault) -> None:
    decide(notes, named(notes, CANARY.casefold()), Verdict.KEEP)
    reword(notes, 2, f"Later came {CANARY}.")
    assert not named(notes, CANARY.casefold()).decided
    decide(notes, named(notes, CANARY.casefold()), Verdict.ALWAYS)
    reword(notes, 2, f"And much later came {CANARY}.")
    assert named(notes, CANARY.casefold()).decided == "always"


def test_changed_text_reopens_a_decision_and_undoing_the_change_brings_it_back(notes: Vault, tmp_path: Path) -> None:
    decide(notes, named(notes, CANARY.casefold()), Verdict.REPLACE)
    change = reword(notes, 2, f"We saw {CANARY} on 14 March 2019.")
    assert not named(notes, CANARY.casefold()).decided
    assert CANARY in page(notes, tmp_path, "INT-001")
    writing.undo(notes, change)
    assert named(notes, CANARY.casefold()).decided == "replace"
    assert CANARY not in page(notes, tmp_path, "INT-001")


def test_other_words_in_the_same_place_are_never_decided(notes: Vault, tmp_path: Path) -> None:
    decide(notes, named(notes, CANARY.casefold()), Verdict.KEEP)
    reword(notes, 2, "We met Galangwend on 14 March 2019.")
    assert not named(notes, "galangwend").decided


def test_new_terms_about_the_same_words_reopen_nothing(notes: Vault) -> None:
    decide(notes, named(notes, CANARY.casefold()), Verdict.REPLACE)
    kept = notebook.interviews(notes)["INT-001"]
    before = notebook.passages(notes, kept.entity)[1].passage
    writing.edit(notes, kept.entity, 2, before.model_copy(update={"codes": ("harvest",)}))
    assert named(notes, CANARY.casefold()).decided == "replace"


def test_a_decision_is_taken_back_and_made_anew(notes: Vault, tmp_path: Path) -> None:
    item = named(notes, CANARY.casefold())
    with pytest.raises(UsageError, match="nothing was decided"):
        reviewing.take_back(notes, item.id, NOW)
    for verdict in (Verdict.REPLACE, Verdict.ALWAYS):
        left = decide(notes, item, verdict).left
        assert reviewing.take_back(notes, item.id, NOW).left == left + 1
        assert not named(notes, CANARY.casefold()).decided
        assert CANARY in page(notes, tmp_path)


def test_a_later_decision_takes_the_place_of_an_earlier_one(notes: Vault, tmp_path: Path) -> None:
    item = named(notes, CANARY.casefold())
    for verdict in (Verdict.ALWAYS, Verdict.REPLACE, Verdict.KEEP, Verdict.ALWAYS, Verdict.REPLACE):
        decide(notes, item, verdict)
        assert named(notes, CANARY.casefold()).decided == verdict
    assert CANARY not in page(notes, tmp_path)
    assert len(list(notes.heads(rows.DECISION))) == 3
    assert not list(notes.heads(rows.SAFE_TERM))


def test_any_place_of_an_item_names_it(notes: Vault) -> None:
    item = named(notes, CANARY.casefold())
    assert reviewing.decide(notes, item.places[-1].id, Verdict.KEEP, None, NOW).places == 3


@pytest.mark.parametrize("name", ["", "nobody", "INT-001:1", "INT-001:1@19", f"{CANARY}:1@1-2"])
def test_what_is_no_id_is_refused_without_repeating_it(notes: Vault, name: str) -> None:
    with pytest.raises(UsageError, match="no finding has this id") as refusal:
        reviewing.decide(notes, name, Verdict.KEEP, None, NOW)
    assert CANARY not in refusal.value.sentence


def test_an_id_whose_text_has_changed_is_told_from_one_that_never_was(notes: Vault) -> None:
    item = named(notes, CANARY.casefold())
    reword(notes, 1, "Nobody came.")
    with pytest.raises(UsageError, match="changed meanwhile"):
        decide(notes, item, Verdict.KEEP)


def test_a_name_learned_today_is_replaced_though_it_was_kept(notes: Vault, tmp_path: Path) -> None:
    item = named(notes, CANARY.casefold())
    decide(notes, item, Verdict.KEEP)
    card = people.card_of(notes, "kak-b")
    assert card is not None
    people.supplement(notes, "kak-b", card.model_copy(update={"aliases": (CANARY,)}))
    assert CANARY not in page(notes, tmp_path)
    assert not any(CANARY.casefold() in one.term for one in listed(notes))


def test_words_for_readers_that_name_somebody_refuse_the_page(notes: Vault, tmp_path: Path) -> None:
    decide(notes, named(notes, CANARY.casefold()), Verdict.REPLACE, "cousin of Saffron")
    with pytest.raises(Refused) as refusal:
        page(notes, tmp_path)
    assert "Saffron" not in str([objection.what for objection in refusal.value.objections])


def test_no_item_or_decision_shows_its_term_in_print(notes: Vault) -> None:
    done = decide(notes, named(notes, CANARY.casefold()), Verdict.KEEP)
    told = f"{listed(notes)!r} {listed(notes)!s} {done!r} {[item.places for item in listed(notes)]!r}"
    assert CANARY.casefold() not in told.casefold()


def test_a_passage_in_a_script_without_capitals_is_signed_off_by_itself(vault: Vault, made: Made) -> None:
    text = "قال القائد قصديرو إن الطريق كان مفتوحا في الليل يا كلخبوط " * 8
    bundle = {**BUNDLE, "interviews": [interview("INT-001", f"{text}باب", f"{text}دار")]}
    loading.load(vault, parse_bundle(json.dumps(bundle).encode()), update=False)
    vault.open_identities(made.names)
    whole = [item for item in listed(vault) if item.kind == "script"]
    assert [item.id for item in whole] == ["INT-001:1@passage", "INT-001:2@passage"]
    words = [item for item in listed(vault) if item.kind != "script"]
    assert words
    decide(vault, whole[0], Verdict.KEEP)
    settled = {
        (item.risk, place.where): place.is_settled
        for item in listed(vault)
        for place in item.places
        if item.kind != "script"
    }
    assert settled.pop(("low", "INT-001:1"))
    assert settled
    assert not any(settled.values())
    decide(vault, words[0], Verdict.REPLACE)
    assert [item.decided for item in listed(vault) if item.kind == "script"] == ["keep", ""]
    with pytest.raises(UsageError, match="safe for good"):
        decide(vault, whole[1], Verdict.ALWAYS)


def test_the_text_that_leaves_is_the_one_that_is_reviewed(vault: Vault, made: Made) -> None:
    spoken = {"speaker": "kak-b", "text": "Plain words were said.", "translation": f"Then {CANARY} came."}
    withheld = {
        "speaker": "kak-b",
        "text": "Colonel Galangwend said so.",
        "paraphrase": f"Then {CANARY} left.",
        "terms": {"quote": False, "paraphrase": True, "use": True, "attribute": True, "reveal_conversation": True},
    }
    bundle = {**BUNDLE, "interviews": [interview("INT-001", spoken, withheld)]}
    loading.load(vault, parse_bundle(json.dumps(bundle).encode()), update=False)
    vault.open_identities(made.names)
    assert [item.term for item in listed(vault)] == [CANARY.casefold()]
    decide(vault, listed(vault)[0], Verdict.REPLACE)
    dumped = json.loads(dumping.dump(vault, identities=True, ids=False))
    assert {one["part"] for one in dumped["decisions"]} == {"translation", "paraphrase"}


def test_alike_passages_of_one_interview_are_decided_alike(vault: Vault, made: Made, tmp_path: Path) -> None:
    bundle = {**BUNDLE, "interviews": [interview("INT-001", f"So {CANARY} came.", f"So {CANARY} came.")]}
    loading.load(vault, parse_bundle(json.dumps(bundle).encode()), update=False)
    vault.open_identities(made.names)
    decide(vault, named(vault, CANARY.casefold()), Verdict.REPLACE)
    first, second = vault.heads(rows.DECISION)
    writing.undo(vault, writing.Undo(((first.entity, None),)))
    assert named(vault, CANARY.casefold()).decided == "replace"
    assert CANARY not in page(vault, tmp_path)
    reviewing.take_back(vault, named(vault, CANARY.casefold()).id, NOW)
    assert vault.head(second.entity) is None


def test_a_passage_split_off_is_decided_anew(notes: Vault) -> None:
    decide(notes, named(notes, CANARY.casefold()), Verdict.KEEP)
    kept = notebook.interviews(notes)["INT-001"]
    writing.insert(notes, kept.entity, 1, Passage(speaker="kak-b", text=RawText(f"So said {CANARY}.")))
    item = named(notes, CANARY.casefold())
    assert not item.decided
    assert [place.is_settled for place in item.places] == [False, True, True, True]


def test_what_comes_to_resemble_a_known_name_is_asked_about_again(vault: Vault, made: Made) -> None:
    bundle = {**BUNDLE, "interviews": [interview("INT-001", "Then Zofaron spoke.")]}
    loading.load(vault, parse_bundle(json.dumps(bundle).encode()), update=False)
    vault.open_identities(made.names)
    assert [item.kind for item in listed(vault)] == ["person"]
    decide(vault, listed(vault)[0], Verdict.KEEP)
    people.supplement(vault, "kak-b", Identity(aliases=("Zafaran Kemyuri",)))
    (item,) = listed(vault)
    assert (item.kind, item.risk, item.decided) == ("near", "high", "")
    assert item.reason.endswith("of source kak-b")
    with pytest.raises(UsageError, match="safe for good"):
        decide(vault, item, Verdict.ALWAYS)
    decide(vault, item, Verdict.KEEP)
    assert listed(vault)[0].decided == "keep"


def test_what_only_a_coarser_export_asks_about_is_listed_as_it_asks(vault: Vault, made: Made, tmp_path: Path) -> None:
    """A rung that is hidden by --place is a known name; what resembles it is asked about, and can be decided."""
    place = {"handle": "mill", "name": "Qorzan", "ladder": {"governorate": "Zafaran Kemyuri", "country": "Nowhere"}}
    text = "They asked zofaron once, then Zofaron spoke."
    bundle = {
        **BUNDLE,
        "locations": [{**place, "publish_from": "governorate"}],
        "interviews": [interview("INT-001", text, location="mill")],
    }
    loading.load(vault, parse_bundle(json.dumps(bundle).encode()), update=False)
    vault.open_identities(made.names)
    keep_everything(vault)
    with pytest.raises(Refused, match="refuses this page"):
        export(vault, Request(None, tmp_path / "page.md", NOW, place=PlaceRung.COUNTRY))
    review = reviewing.looked(vault, None, NOW, PlaceRung.COUNTRY)
    for item in [item for item in review.items if not item.decided]:
        review.decide(item.id, Verdict.KEEP)
    export(vault, Request(None, tmp_path / "page.md", NOW, place=PlaceRung.COUNTRY))
