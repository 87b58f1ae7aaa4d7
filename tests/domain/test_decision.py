"""A decision says which words it is about and what readers see; it holds no words of the text."""

from typing import Any

import pytest
from pydantic import ValidationError

from fieldnotes.domain.decision import Decision, Ruling, SafeTerm

SPAN = {"start": 3, "end": 9, "kind": "person", "verdict": "replace"}
IDS = {"passage": "ab" * 16, "revision": "cd" * 16}


def ruling(**fields: Any) -> Ruling:
    return Ruling.model_validate({**SPAN, **fields})


@pytest.mark.parametrize(
    "fields",
    [
        {"end": 3},
        {"start": -1},
        {"verdict": "always"},
        {"kind": "spice"},
        {"words": ""},
        {"words": "  "},
        {"words": "a] b"},
        {"words": "a\nb"},
        {"words": "x" * 121},
        {"verdict": "keep", "words": "a guard"},
        {"rung": "year"},
        {"verdict": "generalise"},
        {"verdict": "generalise", "kind": "date", "rung": "district"},
        {"verdict": "generalise", "kind": "age", "rung": "year"},
        {"text": "Saffron"},
    ],
)
def test_a_decision_that_means_nothing_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as refusal:
        ruling(**fields)
    assert "Saffron" not in str(refusal.value)


def test_words_for_readers_are_kept_without_white_space_around_them() -> None:
    assert ruling(words=" the guard ").words == "the guard"


@pytest.mark.parametrize(
    ("kind", "rung"), [("place", None), ("place", "district"), ("date", "month"), ("age", "decade")]
)
def test_places_dates_and_ages_are_generalised_on_their_rungs(kind: str, rung: str | None) -> None:
    assert ruling(verdict="generalise", kind=kind, rung=rung).hides


def test_a_decision_is_stored_as_revision_and_span() -> None:
    decision = Decision.model_validate({**SPAN, **IDS})
    assert decision.to_owner_json() == (
        b'{"start":3,"end":9,"kind":"person","verdict":"replace","passage":"%s","revision":"%s"}'
        % (b"ab" * 16, b"cd" * 16)
    )


def test_only_a_term_that_is_safe_for_good_is_stored_and_never_shown() -> None:
    safe = SafeTerm(verdict="always", kind="person", term="saffron")
    assert b"saffron" in safe.to_owner_json()
    assert "saffron" not in repr(safe) + str(safe)
    with pytest.raises(ValidationError):
        SafeTerm(verdict="always", kind="person", term="x" * 101)


def test_who_read_a_passage_has_not_decided_its_words_nor_the_other_way_round() -> None:
    assert ruling(kind="script").settles("script")
    assert not ruling(kind="script").settles("person")
    assert not ruling().settles("script")


def test_words_that_come_to_resemble_a_known_name_are_decided_again() -> None:
    assert ruling().settles("place")
    assert not ruling().settles("near")
    assert ruling(kind="near").settles("near")
    assert ruling(kind="near").settles("person")
