"""Places are told to the gate as their ladders say: what is hidden, what readers see, and what each form is."""

import json
from typing import Any

import pytest

from fieldnotes.domain.bundle import parse_bundle
from fieldnotes.redaction.subject import Subject
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import loading
from fieldnotes.workflows.protection import protect
from tests.workflows.conftest import Made

LADDER = {"settlement": "Zorvan", "district": "Zorvan", "governorate": "Qorat province", "country": "Iraq"}


def site(vault: Vault, keys: Made, **place: Any) -> Subject:
    """Return what the gate is told of a place."""
    bundle = {
        "fieldnotes_bundle": 1,
        "locations": [{"handle": "z", "name": "Old Zorvan", "aliases": ["زورڤان"], **place}],
    }
    loading.load(vault, parse_bundle(json.dumps(bundle).encode()), update=False)
    vault.open_identities(keys.names)
    return protect(vault, None).sites["z"]


@pytest.mark.parametrize(
    ("place", "label", "classes"),
    [
        (
            {"ladder": {**LADDER, "district": "Kerem"}, "publish_from": "governorate"},
            "Qorat province",
            {"Old Zorvan": "a town", "زورڤان": "a town", "Zorvan": "a town", "Kerem": "a district"},
        ),
        (
            {"ladder": {**LADDER, "district": "Kerem"}},
            "Iraq",
            {"Old Zorvan": "a town", "زورڤان": "a town", "Zorvan": "a town", "Kerem": "a district"}
            | {"Qorat province": "a province"},
        ),
        (
            {"ladder": {**LADDER, "site": "Gate 7"}, "publish_from": "settlement"},
            "Zorvan",
            {"Old Zorvan": "a place", "زورڤان": "a place", "Gate 7": "a place"},
        ),
        ({"ladder": {"country": "Iraq"}}, "Iraq", {}),
        ({"ladder": {"settlement": "Zorvan"}}, "a place", {}),
    ],
)
def test_each_hidden_form_of_a_place_is_told_with_what_it_is(
    vault: Vault, fresh: Made, place: dict[str, Any], label: str, classes: dict[str, str]
) -> None:
    told = site(vault, fresh, **place)
    assert (told.label, dict(told.classes)) == (label, classes)


def test_words_that_stand_on_two_rungs_are_a_place(vault: Vault, fresh: Made) -> None:
    told = site(vault, fresh, ladder=LADDER, publish_from="governorate")
    assert ("Zorvan", "a place") in told.classes
    assert ("Zorvan", "a town") not in told.classes
