"""What stands between interviews and their page, stop by stop: rows to walk, each leads to where it is mended."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fieldnotes.domain import consent
from fieldnotes.domain.counting import counted
from fieldnotes.domain.ledger import Adversary, Bound
from fieldnotes.domain.selection import Treatment
from fieldnotes.errors import Objection
from fieldnotes.tui.rows import Column, Row
from fieldnotes.tui.terms import called
from fieldnotes.workflows.ledgers import Before
from fieldnotes.workflows.publications import Agreed, Outlook

STOPS = ("Interviews", "Terms", "Review", "Ledger", "Page", "Write")
INTERVIEWS, TERMS, REVIEW, LEDGER, PAGE, WRITE = range(len(STOPS))

_AT = {
    **dict.fromkeys(("embargo", "justification", "description"), TERMS),
    "undecided": REVIEW,
    **dict.fromkeys(("ledger", "difference"), LEDGER),
}
"""At which stop an objection of a kind is mended; all others are of the page itself."""

_CAUSE = (Column("where", 16), Column("what", 14), Column("why"))
_COLUMNS = {
    TERMS: (Column("who", 14), Column("agreed", 15), Column("the page gets", 22), Column("consent")),
    REVIEW: _CAUSE,
    LEDGER: (Column("source", 16), Column("as"), *(Column(each.value, 9, "right") for each in Adversary)),
    PAGE: _CAUSE,
}
_GETS = {
    Treatment.QUOTE: "quoted",
    Treatment.PARAPHRASE: "paraphrased",
    Treatment.APART: "apart",
    Treatment.OMIT: "left out",
    Treatment.HIDE: "hidden",
}


@dataclass(frozen=True, slots=True)
class Stop:
    """Hold what one stop shows: a sentence, columns, and rows.

    Behind the cells of a row stand what is said of it in full, and where it leads: "interview INT-001 3",
    "terms INT-001", "consent kak-d", "source kak-d", "ledger kak-d", "review" or "".
    """

    said: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def missing(outlook: Outlook, stop: int) -> list[Objection]:
    """Return what refuses the page at a stop."""
    return [one for one in outlook.objections if _AT.get(one.kind, PAGE) == stop]


def is_unknown(outlook: Outlook, stop: int) -> bool:
    """Tell whether nobody said what a stop asks: what somebody consented to, or how many people they can be."""
    if stop == TERMS:
        return any(answers is None for one in outlook.agreed for answers in one.consents.values())
    return stop == LEDGER and any(one.bounds[Adversary.READER].people is None for one in outlook.ledger)


def at(outlook: Outlook, stop: int) -> Stop:
    """Return what the stop shows: Terms, Review, Ledger or Page."""
    wrong = missing(outlook, stop)
    make = {TERMS: _terms, REVIEW: _review, LEDGER: _ledger, PAGE: _page}[stop]
    said, rows = make(outlook, wrong)
    return Stop(said, _COLUMNS[stop], tuple(rows))


def _terms(outlook: Outlook, wrong: Sequence[Objection]) -> tuple[str, Iterator[Row]]:
    said = "What was agreed, what the page gets of it, and who consented. Unasked is not yes."
    if wrong:
        said = f"{counted(len(wrong), 'agreement')} in the way: Enter leads to where it is mended."
    rows = [(o.where, "✗ " + o.kind, "", o.what, *_of(o)) for o in wrong]
    return said, iter([*rows, *(row for one in outlook.agreed for row in _agreed(one))])


def _agreed(one: Agreed) -> Iterator[Row]:
    gets = ", ".join(f"{one.treatments[each]} {name}" for each, name in _GETS.items() if one.treatments.get(each))
    agreed = called(one.terms) if one.terms else "✗ no terms"
    full = f"{one.code}: {agreed}; the page gets {gets or 'nothing'}"
    yield (one.code, agreed, gets or "nothing", "", full, f"terms {one.code}")
    for handle, answers in one.consents.items():
        words = consent.said(answers)
        yield (f"  {handle}", "", "", words, f"@{handle}, in {one.code}: {words}", f"consent {handle}")


def _review(_outlook: Outlook, wrong: Sequence[Objection]) -> tuple[str, Iterator[Row]]:
    if not wrong:
        return "Nothing is left that only you can decide.", iter(())
    said = f"{counted(len(wrong), 'passage')} with something that only you can decide: Enter or Ctrl+R."
    return said, ((o.where, o.kind, o.what, f"{o.where}: {o.what}", "review") for o in wrong)


def _ledger(outlook: Outlook, wrong: Sequence[Objection]) -> tuple[str, Iterator[Row]]:
    if not outlook.ledger and not wrong:
        return "This page tells nothing of anybody.", iter(())
    said = "How many people each can still be once this page is out. Unknown is not safe: Enter estimates; l: ledger."
    if wrong:
        said = "This page, beside what is out already, tells too much: below stands what would help. l is the ledger."
    too_few = {o.where.removeprefix("source "): o.what for o in wrong if o.kind == "ledger"}
    rows = [_told(one, too_few.get(one.source)) for one in outlook.ledger]
    blank = ("",) * len(Adversary)
    differs = [(o.where, f"✗ {o.what}", *blank, f"{o.where}: {o.what}", _of(o)[1]) for o in wrong if o.kind != "ledger"]
    return said, iter([*differs, *sorted(rows, key=lambda row: not row[1].startswith("✗"))])


def _told(one: Before, too_few: str | None) -> Row:
    bounds = (people(one.bounds[each], one.enough.get(each)) for each in Adversary)
    full = f"@{one.source}: {too_few or one.said}"
    return (one.source, f"{'✗ ' if too_few else ''}{one.persona}", *bounds, full, f"ledger {one.source}")


def people(bound: Bound, enough: int | None) -> str:
    """Return a bound in a few cells; one that is lower than *enough* begins with "✗"."""
    if bound.people is None:
        return "unknown"
    return f"{'✗ ' if enough is not None and bound.is_below(enough) else ''}≤ {bound.people:,}"


def _page(outlook: Outlook, wrong: Sequence[Objection]) -> tuple[str, Iterator[Row]]:
    if wrong:
        said = "The page would give somebody away. Change the words or the card that a line names: Enter goes there."
        return said, ((o.where, o.kind, o.what, *_of(o)) for o in wrong)
    if outlook.objections:
        return "There is a page once nothing refuses it any more: see the stops marked ✗.", iter(())
    unread = f" Not checked, so look yourself: {', '.join(outlook.not_checked)}." if outlook.not_checked else ""
    return f"As readers will get it. Read it to its end.{unread}", iter(())


def _of(one: Objection) -> tuple[str, str]:
    """Return an objection in full, and where it leads."""
    full, where = f"{one.where}: {one.what}", one.where
    if where.startswith("source "):
        return full, where
    code, _, number = where.partition(":")
    return full, f"interview {code} {number}" if number.isdecimal() else ""
