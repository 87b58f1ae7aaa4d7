"""Interviews with somebody unknown in them, and what is shared by the tests of how that is decided."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from fieldnotes.domain.decision import Verdict
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import reviewing
from fieldnotes.workflows.doubts import Item

NOW = datetime(2031, 5, 10, tzinfo=UTC)
CANARY = "Brakwendil"
SOURCE = {"handle": "kak-b", "pseudonym": "Kak B", "identity": {"name": "Saffron Kemiri"}}


def interview(code: str, *texts: str | dict[str, Any], **parts: Any) -> dict[str, Any]:
    passages = [text if isinstance(text, dict) else {"speaker": "kak-b", "text": text} for text in texts]
    head = {"code": code, "started": "2026-03-21T18:00:00+03:00", "terms": {"label": "on-record"}}
    return {**head, "passages": passages, **parts}


BUNDLE: dict[str, Any] = {
    "fieldnotes_bundle": 1,
    "sources": [SOURCE],
    "interviews": [
        interview(
            "INT-001",
            f"Then I saw Colonel {CANARY} and Saffron Kemiri.",
            f"We met {CANARY} on 14 March 2019.",
            {"speaker": "kak-b", "text": f"{CANARY} again.", "terms": {"label": "off-record"}},
        ),
        interview("INT-002", f"It was {CANARY} who rang 0770 123 4567.", "Nothing happened after that."),
    ],
}


def listed(vault: Vault, *codes: str) -> list[Item]:
    return reviewing.findings(vault, codes or None, NOW)


def named(vault: Vault, term: str) -> Item:
    return next(item for item in listed(vault) if item.term == term)


def decide(vault: Vault, item: Item, verdict: Verdict, detail: str | None = None) -> reviewing.Decided:
    return reviewing.decide(vault, item.id, verdict, detail, NOW)


def keep_everything(vault: Vault, now: datetime = NOW, codes: Sequence[str] | None = None) -> None:
    """Decide that whatever is open in some interviews (None: all) may stay as it is."""
    review = reviewing.looked(vault, codes, now)
    for item in list(review.items):
        if not item.decided:
            review.decide(item.id, Verdict.KEEP)
