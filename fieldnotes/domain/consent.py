"""Consent: what a source agreed to, as an event; "unasked" is never "yes" (rules R-2.1 and R-2.2).

Events are only ever added. Of each scope the latest event that asked counts; where one about all interviews and one
about a single interview disagree, the more restrictive does. Consent forbids what terms allow, and allows nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Self

from pydantic import AwareDatetime, model_validator
from pydantic_core import PydanticCustomError

from fieldnotes.domain.ids import Code, Handle
from fieldnotes.domain.noun import Noun
from fieldnotes.domain.terms import Limit


class Mode(StrEnum):
    """Name how consent was given; or that it was withdrawn."""

    WRITTEN = "written"
    ORAL_RECORDED = "oral-recorded"
    ORAL_WITNESSED = "oral-witnessed"
    NONE_POSSIBLE = "none-possible"
    WITHDRAWN = "withdrawn"


class Answer(StrEnum):
    """Name what was answered to one scope of consent."""

    YES = "yes"
    NO = "no"
    UNASKED = "unasked"


class Scope(StrEnum):
    """Name what consent can be about."""

    QUOTE = "quote"
    PARAPHRASE = "paraphrase"
    NAME = "name"
    DESCRIPTION = "description"
    AUDIO = "audio"
    PHOTO = "photo"
    ARCHIVE = "archive"
    SHARING = "sharing"
    FUTURE_CONTACT = "future_contact"


class Consent(Noun):
    """Record one event of consent: who, when, how, in which language, and the answer to each scope.

    A withdrawal says "no" to what is withdrawn; one that says "no" to every scope withdraws the source's words whole.
    """

    source: Handle
    given: AwareDatetime
    mode: Mode
    interview: Code | None = None
    language: str | None = None
    interpreter: Handle | None = None
    witness: str | None = None
    quote: Answer = Answer.UNASKED
    paraphrase: Answer = Answer.UNASKED
    name: Answer = Answer.UNASKED
    description: Answer = Answer.UNASKED
    audio: Answer = Answer.UNASKED
    photo: Answer = Answer.UNASKED
    archive: Answer = Answer.UNASKED
    sharing: Answer = Answer.UNASKED
    future_contact: Answer = Answer.UNASKED

    @model_validator(mode="after")
    def _agrees_with_its_mode(self) -> Self:
        """Refuse a "yes" of somebody who could not consent, or who withdraws."""
        if self.mode in (Mode.NONE_POSSIBLE, Mode.WITHDRAWN) and Answer.YES in self.answers.values():
            raise PydanticCustomError("yes_without_consent", "nobody said yes in this way")
        return self

    @property
    def answers(self) -> dict[Scope, Answer]:
        """Return what was answered to each scope."""
        return {scope: getattr(self, scope.value) for scope in Scope}

    @property
    def withdraws_all(self) -> bool:
        """Tell whether this takes back everything."""
        return self.mode is Mode.WITHDRAWN and set(self.answers.values()) == {Answer.NO}


def withdrawal(source: Handle, given: AwareDatetime, scope: Scope | None, interview: Code | None) -> Consent:
    """Return the event by which a source takes one *scope* back, or (None) everything they said."""
    taken = tuple(Scope) if scope is None else (scope,)
    answers = {each.value: Answer.NO for each in taken}
    return Consent(source=source, given=given, mode=Mode.WITHDRAWN, interview=interview, **answers)


def said(answers: Mapping[Scope, Answer] | None) -> str:
    """Say in words what was answered: the noes, then the yeses; None is where nothing is recorded at all."""
    if answers is None:
        return "nothing recorded"
    parts = []
    for answer in (Answer.NO, Answer.YES):
        scopes = [scope.value.replace("_", " ") for scope in Scope if answers[scope] is answer]
        parts += [f"{answer.value} to {', '.join(scopes)}"] if scopes else []
    return "; ".join(parts) or "unasked"


def in_force(events: Iterable[Consent], source: Handle, interview: Code | None) -> dict[Scope, Answer]:
    """Return what a source's consent comes to for an *interview*, or (None) for what holds in all of them."""
    counting = _counting(events, source, interview)
    return {scope: _strictest(_answer(event, scope) for event in counting[scope]) for scope in Scope}


def limits(events: Sequence[Consent], interview: Code) -> Mapping[Handle, Limit]:
    """Return what consent forbids with the words of each source in an interview; who is not in it forbids nothing."""
    return {source: _limit(events, source, interview) for source in dict.fromkeys(one.source for one in events)}


def undescribed(events: Sequence[Consent]) -> frozenset[Handle]:
    """Return who must not be described: the description was refused for all interviews, or for any one of them."""
    asked = {(one.source, code) for one in events for code in (None, one.interview)}
    return frozenset(s for s, code in asked if in_force(events, s, code)[Scope.DESCRIPTION] is Answer.NO)


def _limit(events: Sequence[Consent], source: Handle, interview: Code) -> Limit:
    counting = _counting(events, source, interview)
    refused = {scope for scope in Scope if any(_answer(one, scope) is Answer.NO for one in counting[scope])}
    words = (Scope.QUOTE, Scope.PARAPHRASE)
    return Limit(
        quote=Scope.QUOTE not in refused,
        paraphrase=Scope.PARAPHRASE not in refused,
        name=Scope.NAME not in refused,
        describe=Scope.DESCRIPTION not in refused,
        withdrawn=all(any(one.withdraws_all for one in counting[scope]) for scope in words),
    )


def _counting(events: Iterable[Consent], source: Handle, interview: Code | None) -> dict[Scope, list[Consent]]:
    """Return for each scope the events that count: the latest general one that asked, and that about the interview."""
    own = [one for one in events if one.source == source and one.interview in (None, interview)]
    own.sort(key=lambda one: one.given)
    found: dict[Scope, list[Consent]] = {}
    for scope in Scope:
        kept: dict[Code | None, Consent] = {}
        for one in own:
            if _answer(one, scope) is not Answer.UNASKED and not _overruled(one, kept.get(one.interview), scope):
                kept[one.interview] = one
        found[scope] = list(kept.values())
    return found


def _overruled(one: Consent, before: Consent | None, scope: Scope) -> bool:
    """Tell whether an event yields to an earlier one: "no" wins an instant, and taking all back is not made less."""
    if before is None or _answer(before, scope) is not Answer.NO:
        return False
    if _answer(one, scope) is Answer.NO:
        return before.withdraws_all and not one.withdraws_all
    return before.given == one.given


def _answer(event: Consent, scope: Scope) -> Answer:
    answer: Answer = getattr(event, scope.value)
    return answer


def _strictest(answers: Iterable[Answer]) -> Answer:
    given = set(answers)
    return next((one for one in (Answer.NO, Answer.YES) if one in given), Answer.UNASKED)
