"""What findings are called on the screen: their kinds, their risks, what was decided, and the filters of their list."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from fieldnotes.domain.counting import counted
from fieldnotes.domain.decision import SCRIPT, Verdict
from fieldnotes.tui.rows import Column
from fieldnotes.workflows.doubts import RISKS, Item
from fieldnotes.workflows.reviewing import IDENTITY

_KINDS = {
    "near": "like a name",
    "org": "organisation",
    "url": "link",
    "coord": "coordinates",
    "id": "number",
    "plate": "number plate",
    "account": "account no.",
    "ip": "internet",
    "script": "to be read",
}
_DECIDED = {
    "": "open",
    Verdict.KEEP: "kept here",
    Verdict.ALWAYS: "safe always",
    Verdict.REPLACE: "redacted",
    Verdict.GENERALISE: "said coarser",
    IDENTITY: "identity",
}
_DONE = {
    Verdict.KEEP: "Kept",
    Verdict.ALWAYS: "Safe for good: kept",
    Verdict.REPLACE: "Redacted",
    Verdict.GENERALISE: "Said more coarsely",
}
_WIDE = 120
_MOST_KINDS = 9
_LONGEST = 400  # characters of a term in the list
OPEN = "open"
"""The filter that shows what is not decided."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Hold which findings are shown: those with this `value` of `what` (risk, kind, decided); all for ""."""

    what: str = ""
    value: str = ""

    def lets(self, item: Item) -> bool:
        """Tell whether an item is shown."""
        if self.what == OPEN:
            return not item.decided
        return not self.what or getattr(item, self.what) == self.value

    @property
    def said(self) -> str:
        """Return what is shown, in words; "" for everything."""
        return {"": "", OPEN: "only what is open", "risk": f"only {self.value} risk"}.get(
            self.what, f"only “{kind_of(self.value)}”"
        )


def kind_of(kind: str) -> str:
    """Return a kind in words."""
    return _KINDS.get(kind, kind)


def decided_of(item: Item) -> str:
    """Return what was decided, in words."""
    return "open again" if item.is_open_again else _DECIDED.get(item.decided, item.decided)


def done_of(item: Item, verdict: Verdict) -> str:
    """Return what was done about an item, to be continued with: in so many places."""
    return "Signed" if item.kind == SCRIPT and verdict is Verdict.KEEP else _DONE[verdict]


def term_of(item: Item) -> str:
    """Return the words of an item on one line; of a passage to be read, that it is one."""
    return "the whole passage" if item.kind == SCRIPT else " ".join(item.words[:_LONGEST].split())


def columns(width: int) -> tuple[Column, ...]:
    """Return the columns of the list; the reason where there is room for it."""
    shown = [Column("risk", 6), Column("kind", 12), Column("words")]
    shown += [Column("why", 44)] if width >= _WIDE else []
    return (*shown, Column("places", 6, "right"), Column("first in", 11), Column("decided", 12))


def cells(item: Item, width: int) -> tuple[str, ...]:
    """Return the cells of an item, and behind them its id."""
    why = [item.reason] if width >= _WIDE else []
    places = (str(item.occurrences), item.where[0], decided_of(item))
    return (item.risk, kind_of(item.kind), term_of(item), *why, *places, item.id)


def progress(items: Sequence[Item], filtered: Filter) -> str:
    """Return how far the review is, in plain words."""
    left = Counter(item.risk for item in items if not item.decided)
    risks = ", ".join(f"{left[risk]} {risk}" for risk in RISKS if left[risk])
    said = f"{len(items) - left.total()} of {len(items)} decided"
    still = f"still open: {risks}" if risks else "nothing left to decide: e goes on to the page"
    return " · ".join(part for part in (said, still, filtered.said) if part)


def about(item: Item) -> str:
    """Return why an item is asked about, and where it stands."""
    many = 6
    where = ", ".join(item.where[:many]) + (f" and {len(item.where) - many} more" if len(item.where) > many else "")
    places = f"{counted(item.occurrences, 'place')} in {counted(len(item.where), 'passage')}: {where}"
    again = " Decided before; the text has changed since." if item.is_open_again else ""
    if item.kind == SCRIPT and not item.decided:
        return f"{item.risk} risk: {item.reason}. Read it to its end (Space); k then signs that you did. {where}"
    return f"{item.risk} risk, {kind_of(item.kind)}: {item.reason}. {places}.{again}"


def filters(items: Sequence[Item]) -> dict[str, tuple[Filter, str]]:
    """Return the filters for what is there, each by its key and with what it shows in words."""
    found = {"a": (Filter(), "everything"), "o": (Filter(OPEN), "only what is open")}
    risks = Counter(item.risk for item in items)
    found |= {risk[0]: (Filter("risk", risk), f"only {risk} risk ({risks[risk]})") for risk in RISKS if risks[risk]}
    kinds = Counter(item.kind for item in items).most_common(_MOST_KINDS)
    for number, (kind, count) in enumerate(kinds, start=1):
        found[str(number)] = (Filter("kind", kind), f"only “{kind_of(kind)}” ({count})")
    return found


def decisions(item: Item) -> list[tuple[str, str]]:
    """Return what can be decided about an item, each with its key; the first one leaves it as it is."""
    if item.kind == SCRIPT:
        return [
            ("x", "leave it as it is"),
            ("k", "sign: I have read this passage, and it may stay as it is"),
            ("r", "withhold the whole passage"),
            *([("o", "open it again")] if item.decided else []),
        ]
    return [
        ("x", "leave it as it is"),
        ("k", f"keep it where it stands ({counted(item.occurrences, 'place')})"),
        ("a", "it is safe for good, wherever it stands"),
        ("r", "redact it: readers see what it is"),
        ("w", "redact it with words of your own"),
        ("g", "say it more coarsely"),
        ("i", "make it part of a source or a place"),
        *([("o", "open it again")] if item.decided else []),
    ]
