"""Name the kinds of rows, and read the nouns in their bodies."""

from typing import TypeVar

from pydantic import ValidationError

from fieldnotes.domain.interview import Passage
from fieldnotes.domain.noun import Noun
from fieldnotes.errors import Damaged

SOURCE, LOCATION, SEALED_LOCATION = "source", "location", "sealed-location"
INTERVIEW, PASSAGE, PUBLICATION = "interview", "passage", "publication"
PREFERENCES = "preferences"
REPOSITORY = "repository"
CONSENT = "consent"
DECISION, SAFE_TERM = "decision", "safe-term"
# Kinds of seals: a source's card, a sealed place, what an export replaced, and the three of a source's ledger.
IDENTITY, REPLACEMENT_LOG = "identity", "replacement-log"
LEDGER, ESTIMATE, THRESHOLD = "ledger", "estimate", "threshold"

N = TypeVar("N", bound=Noun)


def noun_of(noun: type[N], body: bytes) -> N:
    """Read a noun from a row's or a seal's body.

    Raises:
        Damaged: the body is no such noun; the message holds nothing of it.
    """
    try:
        return noun.model_validate_json(body, strict=True)
    except ValidationError:
        raise Damaged(f"a record of the vault is no valid {noun.__name__.lower()}", "restore from a backup") from None


def text_of(kind: str, body: bytes) -> str | None:
    """Return the words of a record that search looks through, or None for kinds that are not searched."""
    if kind != PASSAGE:
        return None
    passage = noun_of(Passage, body)
    parts = (passage.text, passage.translation, passage.paraphrase)
    return "\n".join(part.reveal() for part in parts if part is not None)
