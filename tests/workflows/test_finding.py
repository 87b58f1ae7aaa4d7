"""A search is narrowed down by what is known of the interview and the passage, and its hits are marked."""

import json
from datetime import date
from typing import Any

import pytest

from fieldnotes.domain.bundle import parse_bundle
from fieldnotes.domain.terms import Label
from fieldnotes.errors import UsageError
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import finding, loading
from fieldnotes.workflows.finding import Filters, Kind, Named


@pytest.fixture
def notes(vault: Vault) -> Vault:
    """Load three interviews in which salt is spoken of."""

    def interview(number: int, *passages: dict[str, Any], **parts: Any) -> dict[str, Any]:
        return {"code": f"INT-{number}", "started": f"2026-03-0{number}T00:30:00+03:00", "passages": passages, **parts}

    salt = {"speaker": "saffron", "text": "The salt came late."}
    bundle = {
        "fieldnotes_bundle": 1,
        "sources": [{"handle": "saffron", "pseudonym": "Kak B"}, {"handle": "cumin", "pseudonym": "The Miller"}],
        "locations": [{"handle": "wells", "name": "Nutmeg Wells"}],
        "interviews": [
            interview(1, {"speaker": None, "text": "Nothing."}, salt, terms={"label": "background"}),
            interview(2, salt, {**salt, "terms": {"label": "on-record"}, "codes": ["trade"]}, location="wells"),
            interview(3, {"speaker": None, "text": "Salt"}, participants=[{"source": "cumin", "as": "host"}]),
        ],
    }
    loading.load(vault, parse_bundle(json.dumps(bundle).encode()), update=False)
    return vault


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(), {"INT-1:2", "INT-2:1", "INT-2:2", "INT-3:1"}),
        (Filters(source="saffron"), {"INT-1:2", "INT-2:1", "INT-2:2"}),
        (Filters(source="cumin"), {"INT-3:1"}),
        (Filters(place="wells"), {"INT-2:1", "INT-2:2"}),
        (Filters(since=date(2026, 3, 2)), {"INT-2:1", "INT-2:2", "INT-3:1"}),
        (Filters(until=date(2026, 3, 2)), {"INT-1:2", "INT-2:1", "INT-2:2"}),
        (Filters(since=date(2026, 3, 2), until=date(2026, 3, 2), label=Label.OFF_RECORD), {"INT-2:1"}),
        (Filters(interview="INT-3"), {"INT-3:1"}),
        (Filters(code="trade"), {"INT-2:2"}),
        (Filters(label=Label.BACKGROUND), {"INT-1:2"}),
        (Filters(label=Label.ON_RECORD), {"INT-2:2"}),
        (Filters(source="nobody"), set()),
    ],
)
def test_filters_leave_what_is_meant(notes: Vault, filters: Filters, found: set[str]) -> None:
    assert {one.where for one in finding.search(notes, "salt", filters, 9)} == found


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_a_filter_is_no_reason_to_find_fewer_than_there_are(notes: Vault, limit: int) -> None:
    found = finding.search(notes, "salt", Filters(source="saffron"), limit)
    assert len(found) == limit
    assert len(finding.search(notes, "salt", Filters(interview="INT-3"), limit)) == 1


def test_the_hits_are_marked_in_the_snippet(notes: Vault) -> None:
    (one,) = finding.search(notes, "late SALT", Filters(interview="INT-1"), 9)
    assert [one.snippet[start:end] for start, end in one.spans] == ["salt", "late"]


def test_names_are_found_as_the_lists_find_them(notes: Vault) -> None:
    assert finding.names(notes, "miller", 9) == [Named(Kind.SOURCE, "cumin"), Named(Kind.INTERVIEW, "INT-3")]
    assert finding.names(notes, "nutmeg", 9) == [Named(Kind.LOCATION, "wells"), Named(Kind.INTERVIEW, "INT-2")]
    assert finding.names(notes, "nutmeg", 1) == [Named(Kind.LOCATION, "wells")]
    assert finding.names(notes, " ", 9) == []


def test_filters_are_read_as_they_are_typed() -> None:
    assert finding.filters() == Filters()
    typed = finding.filters(
        source="@Kak-D",
        place="wells",
        since="2026-02",
        until="2026-02",
        interview="int-3",
        code="water",
        terms="background",
    )
    assert typed == Filters("kak-d", "wells", date(2026, 2, 1), date(2026, 2, 28), "INT-3", "water", Label.BACKGROUND)
    assert finding.filters(since="2026", until="2028") == Filters(since=date(2026, 1, 1), until=date(2028, 12, 31))
    assert finding.filters(since="2026-03-21", until="2026-03-21").until == date(2026, 3, 21)


@pytest.mark.parametrize(
    "limit",
    [
        {"since": "soon"},
        {"until": "2026-13"},
        {"since": "2026-02-30"},
        {"since": "1-1-1-1"},
        {"until": "2026-00-01"},
        {"since": "99999"},
        {"terms": "perhaps"},
    ],
)
def test_a_limit_that_cannot_be_read_is_refused(limit: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        finding.filters(**limit)
