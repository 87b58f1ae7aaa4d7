"""Write the methods appendix: which interviews there were, so that none can be told from at least two others.

Conversations that may not be revealed are in no row and no count (rule R-1.6). Everything else is said no finer than
pages say it, and coarsened further until no row stands out. No free text gets in: what is no word of ours is "other".
"""

import os
import re
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fieldnotes.domain.coarsening import coarsened, stand_out
from fieldnotes.domain.consent import Answer, Consent, Mode, in_force, limits
from fieldnotes.domain.interview import Interview
from fieldnotes.domain.rungs import PlaceRung, TimeRung
from fieldnotes.domain.selection import Choice, embargoed, interviewees, is_withdrawn, may_be_headed, select
from fieldnotes.domain.setting import time_at
from fieldnotes.domain.source import Role
from fieldnotes.domain.terms import granted
from fieldnotes.errors import FieldnotesError, Unreachable, UsageError
from fieldnotes.export import appendix
from fieldnotes.export.appendix import Row
from fieldnotes.formats.atomic import reaching, replacing
from fieldnotes.redaction.pipeline import Gate
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import consenting, notebook
from fieldnotes.workflows.protection import Protected, protect

UNSAID = "not stated"
_WRITING = "in writing"
_MODES = {"in-person": "in person", "phone": "by phone", "video": "by video", "chat": _WRITING, "email": _WRITING}
_LENGTHS = ((500, "under 500 words"), (2000, "500 to 2,000 words"), (5000, "2,000 to 5,000 words"))
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_YEAR = re.compile(r"\b\d{4}$")
_CONSENTS = {Mode.WRITTEN: "written", Mode.ORAL_RECORDED: "oral", Mode.ORAL_WITNESSED: "oral"}
_FORMATS = (".md", ".csv", ".json")


@dataclass(frozen=True, slots=True)
class Written:
    """Tell how many interviews the appendix has, and how many of the vault it leaves out: for the owner alone."""

    rows: int
    left_out: int


def write(vault: Vault, out: Path, now: datetime) -> Written:
    """Write the appendix as Markdown, CSV or CSL-JSON, by the name of the file.

    Raises:
        UsageError: the file exists, or is named as none of the three.
        Locked: the identities are not open, so nobody can know what must not be said.
        Unreachable: the file cannot be written.
    """
    _check(out)
    vault.verify_history()
    protected = protect(vault, None)
    ladders = list(_told(vault, protected, now))
    rows = _numbered(coarsened(ladders), protected.gate(frozenset()))
    text = {
        ".md": lambda: appendix.markdown(rows, vault.is_demo),
        ".csv": lambda: appendix.comma_separated(rows),
        ".json": lambda: appendix.citations(rows),
    }[out.suffix.lower()]()
    with reaching(), replacing(out) as file:
        file.write(text.encode())
    return Written(len(rows), len(notebook.interviews(vault)) - len(rows))


def _check(out: Path) -> None:
    if out.suffix.lower() not in _FORMATS:
        raise UsageError("an appendix is written as .md, .csv or .json", "name the file so: --out appendix.md")
    if os.path.lexists(out):
        raise UsageError("the appendix's file exists already", "choose another name for --out")
    if not out.parent.is_dir():
        raise Unreachable("the folder for the appendix is not there", "make it, or choose another --out")


def _told(vault: Vault, protected: Protected, now: datetime) -> Iterator[list[Sequence[str]]]:
    """Yield for each interview that may be revealed what could be said of it, cell by cell."""
    consents = consenting.events(vault)
    for kept in notebook.interviews(vault).values():
        said = [one.passage for one in notebook.passages(vault, kept.entity)]
        forbidden = limits(consents, kept.interview.code)
        choices = select(kept.interview, said, protected.roles, now, forbidden)
        hidden = is_withdrawn(kept.interview, said, protected.roles, forbidden)
        if not hidden and _may_be_told(kept.interview, choices, now):
            yield list(_cells(kept.interview, choices, protected, consents))


def _may_be_told(interview: Interview, choices: Sequence[Choice], now: datetime) -> bool:
    """Tell whether readers may know of a conversation now: an embargo or an end of the agreement hides it too."""
    bits = granted(interview.terms)
    until = bits.embargo_until is not None and now < bits.embargo_until
    over = bits.expires is not None and bits.expires <= now
    return may_be_headed(interview) and not until and not over and not any(embargoed(one, now) for one in choices)


def _cells(
    interview: Interview, choices: Sequence[Choice], protected: Protected, consents: Sequence[Consent]
) -> Iterator[Sequence[str]]:
    """Yield a ladder for each column of `appendix.COLUMNS`."""
    asked = interviewees(interview, [one.passage for one in choices], protected.roles)
    officials = {protected.sources[handle].role is Role.OFFICIAL for handle in asked if handle in protected.sources}
    yield _once("officials" if officials == {True} else "sources" if officials == {False} else "both")
    yield _times(interview, protected)
    yield _places(interview, protected)
    yield _once(_MODES.get(interview.mode or "", "other"))
    languages = sorted(set(interview.languages))
    yield _once(languages[0] if len(languages) == 1 and _LANGUAGE.fullmatch(languages[0]) else "other or several")
    yield _once("yes" if any(one.part == "interpreter" for one in interview.participants) else "no")
    yield _once("recording" if any(one.passage.start is not None for one in choices) else "notes")
    yield _once(_length(choices))
    yield _once("by name" if granted(interview.terms).name else "without a name")
    yield _once(_consent(asked, consents, interview))


def _once(words: str) -> Sequence[str]:
    return words, UNSAID


def _times(interview: Interview, protected: Protected) -> Sequence[str]:
    """Return the time as pages say it, on each rung above, and not at all."""
    place = protected.places.get(interview.location or "")
    rungs = [max(rung, interview.publish_time, key=lambda each: each.height) for rung in TimeRung]
    return *(time_at(interview, place, rung) for rung in rungs), UNSAID


def _places(interview: Interview, protected: Protected) -> Sequence[str]:
    """Return the place as pages say it, on each rung above, and not at all."""
    place = protected.places.get(interview.location or "")
    if place is None or not protected.public.get(interview.location or "", False):
        return (UNSAID,) * (len(PlaceRung) + 1)
    return *((place.public_rungs(rung) or [UNSAID])[0] for rung in PlaceRung), UNSAID


def _length(choices: Iterable[Choice]) -> str:
    words = sum(one.passage.words for one in choices if one.bits.use and one.bits.reveal_conversation)
    return next((said for most, said in _LENGTHS if words < most), "over 5,000 words")


def _consent(asked: Iterable[str], consents: Sequence[Consent], interview: Interview) -> str:
    """Say how those who were asked consented to this interview; what one of them was not asked is not recorded."""
    found: set[str] = set()
    for handle in asked:
        own = [one for one in consents if one.source == handle and one.interview in (None, interview.code)]
        agreed = Answer.YES in in_force(consents, handle, interview.code).values()
        found.add(_CONSENTS.get(own[-1].mode, "not recorded") if own and agreed else "not recorded")
    return found.pop() if len(found) == 1 else "not recorded"


def _numbered(said: Sequence[tuple[str, ...]], gate: Gate) -> list[Row]:
    """Give the rows random numbers and a random order, once the finished table is checked.

    Raises:
        FieldnotesError: a row stands out; then the coarsening is at fault.
    """
    if stand_out(said):
        raise FieldnotesError("a row of the appendix stands out, and nothing was written")
    chance = secrets.SystemRandom()
    shuffled = chance.sample(said, len(said))
    numbers = chance.sample(range(100, 1000 + 10 * len(said)), len(said))
    time = appendix.COLUMNS.index("time")
    return [
        Row(number, tuple(gate.rung(words) for words in row), _year(row[time]))
        for number, row in zip(sorted(numbers), shuffled, strict=True)
    ]


def _year(time: str) -> int | None:
    found = _YEAR.search(time)
    return int(found[0]) if found else None
