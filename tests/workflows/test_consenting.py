"""Events of consent are added and never changed; they are dumped and load into the same dump."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from fieldnotes.domain.bundle import parse_bundle
from fieldnotes.domain.consent import Answer, Consent, Mode
from fieldnotes.errors import UsageError
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import consenting, dumping, loading

DAY = datetime(2026, 5, 4, 18, tzinfo=UTC)
BUNDLE: dict[str, Any] = {
    "fieldnotes_bundle": 1,
    "sources": [{"handle": "mace", "pseudonym": "Elm"}, {"handle": "fixer-1", "pseudonym": "Oak", "role": "fixer"}],
    "interviews": [{"code": "INT-001", "started": "2026-05-04T18:07:00+03:00"}],
    "consents": [
        {"source": "mace", "given": "2026-05-05T09:00:00+03:00", "mode": "written", "quote": "no"},
        {
            "source": "mace", "given": "2026-05-04T18:00:00+03:00", "mode": "oral-recorded", "interview": "INT-001",
            "language": "ckb", "interpreter": "fixer-1", "quote": "yes", "photo": "no",
        },
    ],
}  # fmt: skip


def load(vault: Vault, bundle: dict[str, Any], *, update: bool = False) -> loading.Loaded:
    return loading.load(vault, parse_bundle(json.dumps(bundle).encode()), update=update)


def said(given: datetime, **more: Any) -> Consent:
    return Consent.model_validate({"source": "mace", "given": given, "mode": Mode.WRITTEN, **more})


@pytest.fixture
def notes(vault: Vault) -> Vault:
    """Return a vault with a source, an interpreter and two events."""
    assert load(vault, BUNDLE).added["consents"] == 2
    return vault


def test_events_are_dumped_by_time_and_load_into_the_same_dump(notes: Vault) -> None:
    first = dumping.dump(notes, identities=False, ids=False)
    assert [one["given"][:10] for one in json.loads(first)["consents"]] == ["2026-05-04", "2026-05-05"]
    assert load(notes, json.loads(first), update=True).added["consents"] == 0
    assert dumping.dump(notes, identities=False, ids=False) == first


@pytest.mark.parametrize("wrong", [{"source": "who"}, {"interpreter": "who"}, {"interview": "INT-9"}])
def test_an_event_about_nothing_is_refused_in_a_bundle_and_alone(notes: Vault, wrong: dict[str, str]) -> None:
    given = {**BUNDLE["consents"][0], **wrong}
    with pytest.raises(UsageError, match=r"consents\[0\]\.\w+ refers to nothing"):
        load(notes, {"fieldnotes_bundle": 1, "consents": [given]})
    with pytest.raises(UsageError):
        consenting.add(notes, said(DAY + timedelta(days=9), **wrong))
    assert len(consenting.events(notes)) == 2


def test_an_event_of_the_future_is_refused(notes: Vault) -> None:
    ahead = datetime.now(UTC) + timedelta(days=1)
    with pytest.raises(UsageError, match="future"):
        consenting.add(notes, said(ahead, quote=Answer.NO))
    future = {**BUNDLE["consents"][0], "given": ahead.isoformat()}
    with pytest.raises(UsageError, match="future"):
        load(notes, {"fieldnotes_bundle": 1, "consents": [future]})


def test_a_yes_is_never_dated_back_and_a_no_may_be(notes: Vault) -> None:
    with pytest.raises(UsageError, match="dated before"):
        consenting.add(notes, said(DAY, quote=Answer.YES))
    back = {**BUNDLE["consents"][1], "given": "2026-05-04T19:00:00+03:00"}
    with pytest.raises(UsageError, match="dated before"):
        load(notes, {"fieldnotes_bundle": 1, "consents": [back]}, update=True)
    consenting.add(notes, said(DAY, paraphrase=Answer.NO))
    consenting.add(notes, said(DAY + timedelta(days=9), quote=Answer.YES))
    assert [one.given for one in consenting.events_of(notes, "mace")] == sorted(
        one.given for one in consenting.events(notes)
    )
    assert len(consenting.events(notes)) == 4
