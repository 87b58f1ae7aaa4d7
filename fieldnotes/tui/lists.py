"""The three lists of home: their columns, the cells of a row, and the line that tells what is unfinished."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from fieldnotes.domain.terms import Label, Terms
from fieldnotes.tui.rows import Column
from fieldnotes.tui.terms import called
from fieldnotes.workflows.listing import UNFINISHED, InterviewRow, LocationRow, SourceRow
from fieldnotes.workflows.unfinished import Of, Unfinished


@dataclass(frozen=True, slots=True)
class List:
    """Describe one of the lists: its name, what it lists, its columns, and what is said where it is empty."""

    name: str
    of: Of
    columns: tuple[Column, ...]
    empty: str


LISTS: dict[str, List] = {
    "interviews": List(
        "Interviews",
        Of.INTERVIEW,
        (
            Column("code", 9),
            Column("when", 22),
            Column("place", 14),
            Column("with"),
            Column("words", 7, "right"),
            Column("terms", 15),
        ),
        "Here are your interviews: who said what, when and where. Press n to begin the first.",
    ),
    "sources": List(
        "Sources",
        Of.SOURCE,
        (Column("handle", 16), Column("pseudonym", 18), Column("described as"), Column("role", 12)),
        "Here are the people you talk to and about, by pseudonym. Press n to add the first.",
    ),
    "places": List(
        "Places",
        Of.PLACE,
        (Column("handle", 16), Column("name", 22), Column("readers see"), Column("sealed", 7)),
        "Here are the places, each with what readers may know of it. Press n to add the first.",
    ),
}

_LABELS = {label.value: called(Terms(label=label)) for label in Label}
_NARROW = 100
_MARK = Column("", len(UNFINISHED))
_TOLD = 3
"""Records named in the line of what is unfinished; the others are counted."""


def columns(name: str, width: int, *, marked: bool) -> tuple[Column, ...]:
    """Return the columns for which there is room; *marked*: with one that says which row is unfinished."""
    shown = LISTS[name].columns
    if width < _NARROW and name == "interviews":
        shown = shown[:-2] if marked else shown[:-1]
    return (*shown, _MARK) if marked else shown


def cells(row: InterviewRow | SourceRow | LocationRow, shown: Sequence[Column]) -> tuple[str, ...]:
    """Return the cells of a row under some columns, and behind them the code or handle it is opened by."""
    if isinstance(row, InterviewRow):
        words = {"code": row.code, "when": ago(row.started), "place": row.location or "", "with": ", ".join(row.people)}
        words |= {"words": f"{row.words:,}", "terms": _LABELS.get(row.label, row.label)}
    elif isinstance(row, SourceRow):
        words = {"handle": row.handle, "pseudonym": row.pseudonym, "described as": row.description or ""}
        words |= {"role": row.role.value}
    else:
        words = {"handle": row.handle, "name": row.name or "(sealed)", "readers see": row.published or "nothing"}
        words |= {"sealed": "yes" if row.sealed else ""}
    words[_MARK.title] = UNFINISHED if row.unfinished else ""
    return (*(words[column.title] for column in shown), row.code if isinstance(row, InterviewRow) else row.handle)


def unfinished_line(left: Sequence[Unfinished], here: str) -> str:
    """Return what is unfinished and the keys that lead to each from the list *here*, or "" where nothing is."""
    new = Counter((one.of, one.sealed) for one in left if one.name is None)
    said = [_said(_new(of, number), of, here, "n", sealed=sealed) for (of, sealed), number in new.items()]
    for one in left:
        if one.name is not None:
            named = one.name if one.of is Of.INTERVIEW else f"@{one.name}"
            key = "p" if one.of is Of.INTERVIEW and not one.in_text else "Enter"
            said.append(_said(named, one.of, here, f"{key} on it", sealed=False))
    more = [f"and {len(said) - _TOLD} more"] if len(said) > _TOLD else []
    told = [words.replace(" ", "\u00a0") for words in (*said[:_TOLD], *more)]  # a line ends only between two of them
    return "Unfinished: " + "\u00a0· ".join(told) if said else ""


def _new(of: Of, number: int) -> str:
    what = {Of.INTERVIEW: "interview", Of.SOURCE: "source", Of.PLACE: "place"}[of]
    return f"a new {what}" if number == 1 else f"{number} new {what}s"


def _said(what: str, of: Of, here: str, key: str, *, sealed: bool) -> str:
    number, name = next((n, name) for n, (name, each) in enumerate(LISTS.items(), start=1) if each.of is of)
    keys = [*(["F7"] if sealed else []), *([str(number)] if name != here else []), key]
    return f"{what}{', sealed' if sealed else ''} ({', '.join(keys)})"


def ago(moment: datetime) -> str:
    """Return a day, and how long ago it is in words."""
    days = (datetime.now(moment.tzinfo).date() - moment.date()) // timedelta(days=1)
    said = {0: "today", 1: "yesterday", -1: "tomorrow"}.get(days)
    if said is None:
        said = f"{days} days ago" if 0 < days < 60 else f"{days // 30} months ago" if 0 < days < 700 else ""
    return f"{moment:%Y-%m-%d} {said}".strip()
