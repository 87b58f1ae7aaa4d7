"""Show one place of a text twice: as it was said, and as readers will see it, from the very gate of an export."""

from collections.abc import Iterator
from dataclasses import dataclass

from fieldnotes.domain.text import RawText
from fieldnotes.errors import Refused
from fieldnotes.redaction.pipeline import Cleared, Gate
from fieldnotes.redaction.replacing import printable
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import decisions
from fieldnotes.workflows.assembling import named
from fieldnotes.workflows.composing import Selected
from fieldnotes.workflows.doubts import Leaving, Place
from fieldnotes.workflows.protection import Protected

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, repr=False)
class Side:
    """Hold a text to look at: its words, where the place stands in them (None: gone), and what was put in there."""

    words: str
    here: Span | None
    labels: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Sight:
    """Hold both sides of a passage; `refused` says why nothing is public of it, as far as the gate tells."""

    speaker: str | None
    raw: Side
    public: Side
    refused: str = ""


class Sighting:
    """Show places of texts through the gates of one state of the vault."""

    def __init__(self, protected: Protected, gate: Gate) -> None:
        """Take what is protected, and the gate for pages on which nobody appears under their own name."""
        self._protected = protected
        self._gates = {frozenset[str](): gate}

    def sight(self, vault: Vault, one: Leaving, place: Place) -> Sight | None:
        """Return the passage of a place as it was said and as an export of its interview would print it."""
        if (found := one.text_at(place)) is None:
            return None
        number, part, raw = found
        words, here = raw.reveal(), (place.start, place.end)
        rulings = decisions.rulings(vault, one.kept.entity, one.passages)
        speaker = one.passages[number - 1].passage.speaker
        try:
            cleared = self._gate(one, rulings).clear(raw, place.where, rulings.get((part, raw), ()))
        except Refused as refusal:
            why = "; ".join(dict.fromkeys(f"{objection.kind}: {objection.what}" for objection in refusal.objections))
            return Sight(speaker, Side(words, here), Side("", None), why)
        return Sight(speaker, Side(words, here), _public(raw, cleared, here))

    def _gate(self, one: Leaving, rulings: decisions.Rulings) -> Gate:
        selected = Selected(one.kept.interview, one.choices, [kept.entity for kept in one.passages], rulings)
        by_name = named([selected], self._protected)
        if by_name not in self._gates:
            self._gates[by_name] = self._protected.gate(by_name)
        return self._gates[by_name]


def _public(raw: RawText, cleared: Cleared, here: Span) -> Side:
    """Return cleared words with the spans of their labels, and where *here* of the raw ones has come to stand."""
    words = raw.reveal()
    spans: list[Span] = []
    labels: list[Span] = []
    for run in _runs(cleared, words):
        if run.is_label:
            labels.append((run.at, run.to))
        if run.begin < here[1] and here[0] < run.end:
            before = 0 if run.is_label else len(printable(words[run.begin : max(run.begin, here[0])]))
            length = run.to - run.at if run.is_label else len(printable(words[run.begin : min(run.end, here[1])]))
            spans.append((run.at + before, run.at + length))
    shown = (spans[0][0], spans[-1][1]) if spans else None
    return Side(cleared.text.words, shown, tuple(span for span in labels if span[0] < span[1]))


@dataclass(frozen=True, slots=True)
class _Run:
    """Say which characters of cleared text (from *at*) came of which of the raw one (from *begin*)."""

    at: int
    to: int
    begin: int
    end: int
    is_label: bool


def _runs(cleared: Cleared, words: str) -> Iterator[_Run]:
    """Yield what cleared text is made of, in order; a name that is printed as it stood is no label here."""
    shown = [segment.words for segment in cleared.text.segments if segment.label and segment.words]
    lengths = {one: len(label) for one, label in zip(cleared.labels, shown, strict=False) if one is not None}
    at = reached = 0
    for replacement in cleared.replacements:
        to = at + len(printable(words[reached : replacement.start]))
        yield _Run(at, to, reached, replacement.start, is_label=False)
        at, to = to, to + lengths.get(replacement, 0)
        yield _Run(at, to, replacement.start, replacement.end, is_label=True)
        at, reached = to, replacement.end
    yield _Run(at, at + len(printable(words[reached:])), reached, len(words), is_label=False)
