"""A list is read page by page, says the same as the whole, and is narrowed down however a word is typed."""

import json
from typing import Any

import pytest

from fieldnotes.domain.bundle import parse_bundle
from fieldnotes.domain.source import Role
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import listing, loading
from fieldnotes.workflows.listing import InterviewRow, LocationRow, SourceRow
from tests.workflows.conftest import Made

PEOPLE: list[dict[str, Any]] = [
    {"handle": "saffron", "pseudonym": "Kâk Bahâr", "describe_as": "a baker", "identity": {"name": "Sumac Kemiri"}},
    {"handle": "cumin", "pseudonym": "کاک زیرە", "role": "interpreter"},
]
PLACES: list[dict[str, Any]] = [
    {"handle": "baharat", "name": "Karanfil", "aliases": ["قەرەنفیل"], "ladder": {"country": "Baharat"},
     "publish_from": "country"},
    {"handle": "anise", "name": "Nutmeg Wells", "sealed": True,
     "ladder": {"settlement": "Nutmeg Wells", "country": "Baharat"}},
]  # fmt: skip


@pytest.fixture
def notes(vault: Vault) -> Vault:
    """Load two people, two places and twelve interviews."""
    interviews = [
        {
            "code": f"INT-{number:03}",
            "started": f"2026-{number:02}-21T18:00:00+03:00",
            "location": "baharat" if number % 2 else "anise",
            "participants": [{"source": "saffron" if number % 3 else "cumin", "as": "interviewee"}],
            "terms": {"label": "background"} if number == 2 else {"use": True} if number == 4 else None,
            "passages": [{"speaker": "saffron", "text": "word " * number}],
        }
        for number in range(12, 0, -1)
    ]
    bundle = {"fieldnotes_bundle": 1, "sources": PEOPLE, "locations": PLACES, "interviews": interviews}
    loading.load(vault, parse_bundle(json.dumps(bundle).encode()), update=False)
    return vault


def codes(rows: list[InterviewRow]) -> list[int]:
    return [int(row.code.removeprefix("INT-")) for row in rows]


def test_pages_add_up_to_the_whole_in_order(notes: Vault) -> None:
    listed = listing.interviews(notes)
    assert listed.count == 12
    assert codes([row for start in range(0, 12, 5) for row in listed.page(start, 5)]) == list(range(1, 13))
    assert codes(listed.page(10, 5)) == [11, 12]
    assert listed.page(12, 5) == []


def test_a_removed_record_is_neither_counted_nor_listed(notes: Vault) -> None:
    (head,) = notes.heads("interview", name="INT-007")
    with notes.transaction() as tx:
        tx.remove(head.entity)
    listed = listing.interviews(notes)
    assert (listed.count, codes(listed.page(5, 2))) == (11, [6, 8])
    with notes.transaction() as tx:
        tx.put("interview", head.entity, head.body, name="INT-007")
    assert (listed.count, codes(listed.page(5, 2))) == (12, [6, 7])


def test_rows_say_what_a_person_needs(notes: Vault) -> None:
    first, second, _, fourth = listing.interviews(notes).page(0, 4)
    assert (first.location, first.people, first.words, first.label) == ("baharat", ("Kâk Bahâr",), 1, "off-record")
    assert (second.words, second.label, fourth.label) == (2, "background", "own terms")
    assert first.started.isoformat() == "2026-01-21T18:00:00+03:00"
    assert listing.sources(notes).page(0, 9) == [
        SourceRow("cumin", "کاک زیرە", None, Role.INTERPRETER),
        SourceRow("saffron", "Kâk Bahâr", "a baker", Role.SOURCE),
    ]
    assert listing.locations(notes).count == 2
    assert listing.locations(notes).page(0, 9) == [
        LocationRow("anise", None, "Baharat", sealed=True),
        LocationRow("baharat", "Karanfil", "Baharat", sealed=False),
    ]
    assert listing.locations(notes).page(1, 1)[0].handle == "baharat"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("int-00", range(1, 10)),
        ("2026-03", [3]),
        ("march", [3]),
        ("KAK bahar", [1, 2, 4, 5, 7, 8, 10, 11]),
        ("كاك زيره", [3, 6, 9, 12]),
        ("cumin karanfil", [3, 9]),
        ("قه‌ره‌نفیل", []),
        ("anise saffron 2026-02", [2]),
        ("nutmeg", []),
        ("sumac", []),
        (" - ", range(1, 13)),
    ],
)
def test_interviews_are_narrowed_down_by_all_words(notes: Vault, words: str, found: list[int]) -> None:
    narrowed = listing.interviews(notes).matching(words)
    assert codes(narrowed.page(0, 99)) == list(found)
    assert narrowed.count == len(found)


def test_sources_and_places_are_found_by_what_is_readable(notes: Vault, fresh: Made) -> None:
    notes.open_identities(fresh.names)
    people, places = listing.sources(notes), listing.locations(notes)
    assert [row.handle for row in people.matching("bak").page(0, 9)] == ["saffron"]
    assert [row.handle for row in people.matching("interp").page(0, 9)] == ["cumin"]
    assert [row.handle for row in places.matching("قه‌ره‌نفیل").page(0, 9)] == ["baharat"]
    assert people.matching("kemiri").count == 0
    assert places.matching("nutmeg").count == 0
    assert places.matching("anise").count == 1


def test_a_narrowed_list_is_narrowed_from_the_whole_again(notes: Vault) -> None:
    narrowed = listing.interviews(notes).matching("cumin")
    assert narrowed.matching("saffron").count == 8
    assert narrowed.matching("").count == 12
    assert codes(narrowed.page(1, 2)) == [6, 9]
