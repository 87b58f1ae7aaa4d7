"""A review remembers what was found: it decides, takes back, identifies and shows without looking anew."""

import json
from collections.abc import Callable

import pytest

from fieldnotes.domain.bundle import parse_bundle
from fieldnotes.domain.decision import Verdict
from fieldnotes.domain.identity import Identity
from fieldnotes.domain.text import RawText
from fieldnotes.errors import Locked, UsageError
from fieldnotes.redaction.pipeline import Gate
from fieldnotes.redaction.recogniser import Suspicion
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import loading, notebook, people, reviewing, writing
from fieldnotes.workflows.doubts import Item
from fieldnotes.workflows.reviewing import Decided, Review
from tests.workflows.conftest import Made
from tests.workflows.review_desk import BUNDLE, CANARY, NOW, interview, listed

TERM = CANARY.casefold()
PLACES = [
    {"handle": "old-mill", "name": "Tarvand", "ladder": {"settlement": "Tarvand", "country": "Zinarok"}},
    {"handle": "camp", "name": "Ostrevan", "ladder": {"country": "Zinarok"}, "sealed": True},
]


@pytest.fixture
def notes(vault: Vault, made: Made) -> Vault:
    """Return a vault with two interviews and two places, the identities open."""
    loading.load(vault, parse_bundle(json.dumps({**BUNDLE, "locations": PLACES}).encode()), update=False)
    vault.open_identities(made.names)
    return vault


def term(review: Review, words: str = TERM) -> Item:
    return next(item for item in review.items if item.term == words)


def facts(items: list[Item]) -> list[tuple[str, str, str, int]]:
    return [(item.id, item.kind, item.decided, item.occurrences) for item in items]


def looked_again(review: Review) -> None:
    found = review.look().take()
    assert found is not None
    assert review.adopt(found)


def reword(vault: Vault, number: int, words: str) -> None:
    kept = notebook.interviews(vault)["INT-001"]
    before = notebook.passages(vault, kept.entity)[number - 1].passage
    writing.edit(vault, kept.entity, number, before.model_copy(update={"text": RawText(words)}))


def test_a_review_lists_after_each_decision_what_a_new_look_would_list(notes: Vault) -> None:
    review = reviewing.looked(notes, None, NOW)
    date = next(item for item in review.items if item.kind == "date")
    verbs: list[Callable[[], Decided]] = [
        lambda: review.decide(term(review).id, Verdict.REPLACE, "the guard"),
        lambda: review.decide(date.id, Verdict.GENERALISE, "month"),
        lambda: review.decide(term(review).id, Verdict.ALWAYS),
        lambda: review.take_back(date.id),
        lambda: review.decide(term(review).id, Verdict.KEEP),
    ]
    for verb in verbs:
        done = verb()
        assert facts(review.items) == facts(listed(notes))
        assert done.left == review.left == sum(1 for item in review.items if not item.decided)


def test_a_decision_looks_at_no_text_again(notes: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    review = reviewing.looked(notes, None, NOW)

    def looks(_gate: Gate, _raw: RawText) -> list[Suspicion]:
        raise AssertionError("a text was looked at again")

    monkeypatch.setattr(Gate, "doubts", looks)
    review.decide(term(review).id, Verdict.KEEP)
    review.take_last_back()
    assert not review.look().texts


def test_decisions_are_taken_back_the_latest_first(notes: Vault) -> None:
    review = reviewing.looked(notes, None, NOW)
    states = [facts(review.items)]
    for item in list(review.items):
        review.decide(item.id, Verdict.KEEP)
        states.append(facts(review.items))
    assert not review.left
    while states:
        assert facts(review.items) == states.pop()
        assert (review.take_last_back() is None) == (not states)


def test_looking_is_told_how_far_it_is_and_can_be_stopped(notes: Vault) -> None:
    review = Review(notes, None, NOW)
    told: list[tuple[int, int]] = []

    def goes_on(done: int, of: int) -> bool:
        told.append((done, of))
        return done < 2

    assert review.look().take(goes_on) is None
    assert told == [(0, 4), (1, 4), (2, 4)]
    assert not review.items
    looked_again(review)
    assert facts(review.items) == facts(listed(notes))


def test_an_identity_in_place_replaces_a_name_everywhere_and_can_be_taken_back(notes: Vault) -> None:
    review = reviewing.looked(notes, None, NOW)
    before = facts(review.items)
    place = term(review).places[0]
    done = review.identify(term(review).id, "kak-b")
    assert done.places == 3
    assert term(review).decided == reviewing.IDENTITY
    looked_again(review)
    assert not any(item.term == TERM for item in review.items)
    assert facts(review.items) == facts(listed(notes))
    sight = review.sight(place)
    assert sight is not None
    assert CANARY not in sight.public.words
    assert CANARY in sight.raw.words
    card = people.card_of(notes, "kak-b")
    assert card is not None
    assert card.aliases == (CANARY,)
    assert review.take_last_back() == place.id
    looked_again(review)
    assert facts(review.items) == before
    assert people.card_of(notes, "kak-b") == Identity(name="Saffron Kemiri")


def test_taking_an_identity_back_needs_the_key_and_undoing_that_is_a_redo(notes: Vault, made: Made) -> None:
    undo = reviewing.identify(notes, reviewing.looked(notes, None, NOW).items[0].id, "kak-b", None, NOW).undo
    notes.close_identities()
    with pytest.raises(Locked):
        writing.undo(notes, undo)
    notes.open_identities(made.names)
    card = people.card_of(notes, "kak-b")
    redo = writing.undo(notes, undo)
    assert people.card_of(notes, "kak-b") == Identity(name="Saffron Kemiri")
    writing.undo(notes, redo)
    assert people.card_of(notes, "kak-b") == card
    assert CANARY not in repr(undo)


def test_each_kind_stands_where_it_belongs_on_a_card(notes: Vault) -> None:
    review = reviewing.looked(notes, None, NOW)
    phone = next(item for item in review.items if item.kind == "phone")
    review.identify(phone.id, "kak-b")
    card = people.card_of(notes, "kak-b")
    assert card is not None
    assert card.phones == ("0770 123 4567",)
    date = next(item for item in review.items if item.kind == "date")
    with pytest.raises(UsageError, match="nobody's name"):
        review.identify(date.id, "kak-b")
    with pytest.raises(UsageError, match="no name of a place"):
        review.identify(phone.id, "old-mill")


def test_a_place_learns_another_name_and_a_sealed_one_for_good(notes: Vault) -> None:
    review = reviewing.looked(notes, None, NOW)
    review.identify(term(review).id, "old-mill", ["Brakwendil  Hill"])
    _, place = notebook.locations(notes)["old-mill"]
    assert getattr(place, "aliases", ()) == ("Brakwendil Hill",)
    review.take_last_back()
    _, place = notebook.locations(notes)["old-mill"]
    assert getattr(place, "aliases", ()) == ()
    looked_again(review)
    done = review.identify(term(review).id, "camp")
    assert done.undo.is_empty
    looked_again(review)
    assert not any(item.term == TERM for item in review.items)
    assert review.take_last_back() is None


def test_what_names_nobody_is_refused_and_nothing_is_written(notes: Vault) -> None:
    review = reviewing.looked(notes, None, NOW)
    generation = notes.generation
    for handle, words in (("nobody", None), ("kak-b", [" "]), ("kak-b", ["x" * 201])):
        with pytest.raises(UsageError):
            review.identify(term(review).id, handle, words)
    assert notes.generation == generation
    assert not term(review).decided


def test_a_review_refuses_to_decide_what_somebody_changed(notes: Vault) -> None:
    review = reviewing.looked(notes, None, NOW)
    item = term(review)
    reword(notes, 1, "Nobody came.")
    assert review.is_stale
    with pytest.raises(UsageError, match="changed meanwhile"):
        review.decide(item.id, Verdict.KEEP)
    review.reread()
    assert len(review.look().texts) == 1
    with pytest.raises(UsageError, match="changed meanwhile"):
        review.decide(item.id, Verdict.KEEP)
    looked_again(review)
    assert facts(review.items) == facts(listed(notes))
    assert term(review).occurrences == 2


def test_what_was_decided_before_a_text_changed_is_told(notes: Vault) -> None:
    review = reviewing.looked(notes, None, NOW)
    review.decide(term(review).id, Verdict.KEEP)
    reword(notes, 2, f"Later came {CANARY}.")
    item = next(item for item in listed(notes) if item.term == TERM)
    assert item.is_open_again
    assert [place.was_decided for place in item.places] == [False, True, False]
    reword(notes, 2, "Later came Galangwend to us, Colonel Galangwend.")
    assert not any(item.is_open_again for item in listed(notes) if item.term != TERM)


def test_a_place_is_shown_as_said_and_as_an_export_prints_it(notes: Vault) -> None:
    review = reviewing.looked(notes, None, NOW)
    first, second, _ = term(review).places
    sight = review.sight(first)
    assert sight is not None
    for side in (sight.raw, sight.public):
        assert side.here is not None
        assert side.words[slice(*side.here)] == CANARY
    assert [sight.public.words[slice(*span)] for span in sight.public.labels] == ["[Kak B]"]
    review.decide(term(review).id, Verdict.REPLACE)
    sight = review.sight(second)
    assert sight is not None
    assert sight.public.here is not None
    assert sight.public.words[slice(*sight.public.here)] == "[a person]"
    assert CANARY not in f"{sight!r} {review.items!r}"


def test_a_place_behind_replaced_and_hidden_words_is_found_in_what_readers_see(vault: Vault, made: Made) -> None:
    text = f"Saffron <!-- Kemiri --> Kemiri\u200b and S\u00adaffron Kemiri saw {CANARY} \u200d and Kemiri."
    bundle = {**BUNDLE, "interviews": [interview("INT-001", f"Colonel {CANARY} left.", text)]}
    loading.load(vault, parse_bundle(json.dumps(bundle).encode()), update=False)
    vault.open_identities(made.names)
    review = reviewing.looked(vault, None, NOW)
    sight = review.sight(term(review).places[1])
    assert sight is not None
    assert sight.public.here is not None
    assert sight.public.words[slice(*sight.public.here)] == CANARY


def test_a_text_that_the_gate_refuses_says_why(notes: Vault) -> None:
    review = reviewing.looked(notes, None, NOW)
    item = term(review)
    review.decide(item.id, Verdict.REPLACE, "cousin of Saffron")
    sight = review.sight(item.places[0])
    assert sight is not None
    assert not sight.public.words
    assert sight.refused.startswith("description: ")
    assert "Saffron" not in sight.refused


def test_rungs_are_offered_as_readers_will_see_them(notes: Vault) -> None:
    review = reviewing.looked(notes, None, NOW)
    date = next(item for item in review.items if item.kind == "date")
    assert dict(review.rungs_of(date)) == {"year": "2019", "month": "March 2019"}
    reword(notes, 2, "We met on 03/04/2019 there.")
    review.reread()
    looked_again(review)
    date = next(item for item in review.items if item.kind == "date")
    assert dict(review.rungs_of(date)) == {"year": "2019"}
    assert not review.rungs_of(term(review))
