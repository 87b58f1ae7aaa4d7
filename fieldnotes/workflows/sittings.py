"""Keep the heads of interviews: when, where, with whom, under which terms; each change is undoable."""

import re
from collections.abc import Iterator

from fieldnotes.domain.interview import Interview
from fieldnotes.errors import UsageError
from fieldnotes.vault import rows
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import drafting, reading, records, unfinished
from fieldnotes.workflows.writing import Undo

_FIRST = "INT-001"
_LONGEST_CODE = 32
_NUMBERED = re.compile(r"(.*?)([0-9]+)")


def next_code(vault: Vault) -> str:
    """Return the code that goes on from the interview added last: "INT-012" after INT-011.

    A code that a publication names is never given again.
    """
    codes = [head.name for head in sorted(vault.heads(rows.INTERVIEW), key=lambda head: head.row) if head.name]
    last = next((found for code in reversed(codes) if (found := _NUMBERED.fullmatch(code))), None)
    stem, width = (last[1], len(last[2])) if last is not None else ("INT-", 3)
    numbers = [int(found[2]) for code in (*codes, *_published(vault)) if (found := _numbered(code, stem))]
    code = f"{stem}{max(numbers, default=0) + 1:0{width}}"
    return code if len(code) <= _LONGEST_CODE else _FIRST


def add_interview(vault: Vault, interview: Interview) -> Undo:
    """Add an interview without passages.

    Raises:
        UsageError: the code is taken, or it refers to nothing in the vault.
    """
    _refuse_taken(vault, interview.code)
    _refuse_meaningless(vault, interview)
    return records.put(vault, rows.INTERVIEW, None, interview, interview.code)


def change_interview(vault: Vault, code: str, interview: Interview) -> Undo:
    """Write the next revision of an interview's head.

    Raises:
        UsageError: there is no such interview, it refers to nothing in the vault, or it would get a code that is
            taken, or another one though a publication names it.
    """
    head = records.expected(vault, code, rows.INTERVIEW)
    if interview.code != code:
        _refuse_taken(vault, interview.code)
        if code in set(_published(vault)):
            raise UsageError("a publication names this interview by its code", "keep the code")
    _refuse_meaningless(vault, interview)
    return records.put(vault, rows.INTERVIEW, head.entity, interview, interview.code)


def remove_interview(vault: Vault, code: str) -> Undo:
    """Take an interview and its passages out of the lists; undoing brings all back.

    What is being written becomes part of the notes first, so that nothing typed is lost with its drafts; what was
    typed of its head and not kept yet goes.

    Raises:
        UsageError: there is no such interview.
    """
    head = records.expected(vault, code, rows.INTERVIEW)
    drafting.commit(vault)
    unfinished.drop_all(vault, head.entity)
    passages = [passage.entity for passage in vault.heads(rows.PASSAGE, owner=head.entity)]
    return records.remove(vault, [head.entity, *passages])


def _refuse_taken(vault: Vault, code: str) -> None:
    if records.named(vault, code, rows.INTERVIEW) is not None:
        raise UsageError("this code is already in the vault", "choose another code")


def _refuse_meaningless(vault: Vault, interview: Interview) -> None:
    """Refuse a place or participant that is not in the vault, and one part given twice."""
    place = interview.location
    if place is not None and records.named(vault, place, rows.LOCATION, rows.SEALED_LOCATION) is None:
        raise UsageError("the place of the interview is not in the vault", "add it first")
    parts = [(one.source, one.part) for one in interview.participants]
    if any(records.named(vault, source, rows.SOURCE) is None for source, _ in parts):
        raise UsageError("a participant is not in the vault", "add the source first")
    if len(set(parts)) != len(parts):
        raise UsageError("a participant is named twice in one part", "keep one of the two")


def _published(vault: Vault) -> Iterator[str]:
    for publication in reading.list_publications(vault):
        yield from (release.interview for release in publication.releases)


def _numbered(code: str, stem: str) -> re.Match[str] | None:
    found = _NUMBERED.fullmatch(code)
    return found if found is not None and found[1] == stem else None
