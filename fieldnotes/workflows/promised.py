"""Gather what a finished article is compared with: what was said, what is withheld, who is spoken of, and how."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from fieldnotes.checking.folding import folded
from fieldnotes.checking.grading import Said
from fieldnotes.checking.rewording import Withheld
from fieldnotes.checking.sourcing import Person
from fieldnotes.domain.consent import limits
from fieldnotes.domain.interview import Interview, Passage
from fieldnotes.domain.rungs import TimeRung, say_time
from fieldnotes.domain.selection import Choice, select
from fieldnotes.redaction.subject import Protects, Subject
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import consenting, notebook
from fieldnotes.workflows.assembling import named
from fieldnotes.workflows.composing import Selected
from fieldnotes.workflows.protection import Protected

OFF_RECORD, EMBARGO, DEEP = "off-record", "embargo", "deep-background"


@dataclass(frozen=True, slots=True, repr=False)
class Spoken:
    """Hold one passage with the terms in force: `where` as reports name it ("INT-001:3")."""

    where: str
    choice: Choice

    @property
    def texts(self) -> Iterator[str]:
        """Yield the words, their translation and their paraphrase, as far as there are any."""
        passage = self.choice.passage
        for text in (passage.text, passage.translation, passage.paraphrase):
            if text is not None and len(text):
                yield text.reveal()

    def withheld(self, now: datetime) -> str | None:
        """Say why no reader may learn these words at the instant *now*; None: they may."""
        bits = self.choice.bits
        if not bits.use or (bits.expires is not None and bits.expires <= now):
            return OFF_RECORD
        is_embargoed = bits.embargo_until is not None and now < bits.embargo_until
        return EMBARGO if is_embargoed else None

    @property
    def is_deep(self) -> bool:
        """Tell whether the words may be used, and attributed to nobody."""
        return self.choice.bits.use and not self.choice.bits.attribute


@dataclass(frozen=True, slots=True, repr=False)
class Promised:
    """Hold all that was said and what was agreed about it, at one instant."""

    interviews: tuple[Interview, ...]
    spoken: Mapping[str, Spoken]
    by_name: frozenset[str]
    now: datetime

    def said(self) -> Iterator[Said]:
        """Yield every passage, for the quotations of an article to be graded by."""
        for where, one in self.spoken.items():
            passage = one.choice.passage
            yield Said(
                where,
                passage.speaker,
                passage.text.reveal(),
                translation=_words(passage, "translation"),
                translator=passage.translator,
                paraphrase=_words(passage, "paraphrase"),
            )

    def withheld(self) -> Iterator[Withheld]:
        """Yield the words that no reader may learn now, and why."""
        for where, one in self.spoken.items():
            kind = one.withheld(self.now)
            if kind is not None:
                yield from (Withheld(where, text, kind) for text in one.texts)

    def deep(self) -> Iterator[Withheld]:
        """Yield the words that may be used and attributed to nobody."""
        for where, one in self.spoken.items():
            if one.is_deep and one.withheld(self.now) is None:
                yield from (Withheld(where, text, DEEP) for text in one.texts)

    def allowed(self) -> Iterator[str]:
        """Yield the words that readers may learn."""
        for one in self.spoken.values():
            if one.withheld(self.now) is None:
                yield from one.texts

    def public_words(self, protected: Protected) -> Iterator[tuple[str, frozenset[str]]]:
        """Yield who appears under their own name, and the words of that name and of the agreed description."""
        for handle in self.by_name:
            source = protected.sources[handle]
            said = (*_own_names(handle, protected), source.pseudonym, source.describe_as or "")
            yield handle, frozenset(word for each in said for word in folded(each))

    def days(self) -> Iterator[Subject]:
        """Yield the day of each interview of which readers may know no more than the month, or less."""
        for interview in self.interviews:
            if interview.publish_time is not TimeRung.DAY:
                yield Subject(
                    ref=f"interview {interview.code}",
                    protects=Protects.IDENTITY,
                    label=say_time(interview.started, interview.publish_time),
                    dates=(say_time(interview.started, TimeRung.DAY),),
                )

    def people(self, protected: Protected) -> list[Person]:
        """Return the sources as readers may meet them, with what the sourcing rules ask of each."""
        speakers = {one.choice.passage.speaker for one in self.spoken.values() if one.is_deep}
        return [
            Person(
                handle=handle,
                personas=(source.pseudonym,),
                describe_as=source.describe_as,
                deep=handle in speakers,
                named=handle in self.by_name,
                names=_own_names(handle, protected) if handle in self.by_name else (),
            )
            for handle, source in protected.sources.items()
            if handle not in protected.roles
        ]


def promised(vault: Vault, protected: Protected, now: datetime) -> Promised:
    """Read every interview of the vault with the terms in force at the instant *now*."""
    interviews: list[Interview] = []
    spoken: dict[str, Spoken] = {}
    selected: list[Selected] = []
    consents = consenting.events(vault)
    for kept in notebook.interviews(vault).values():
        passages = notebook.passages(vault, kept.entity)
        forbidden = limits(consents, kept.interview.code)
        choices = select(kept.interview, [one.passage for one in passages], protected.roles, now, forbidden)
        interviews.append(kept.interview)
        selected.append(Selected(kept.interview, choices, [one.entity for one in passages], {}))
        for choice in choices:
            where = f"{kept.interview.code}:{choice.number}"
            spoken[where] = Spoken(where, choice)
    return Promised(tuple(interviews), spoken, named(selected, protected), now)


def speaker_of(attributed: str, people: Sequence[Person]) -> str | None:
    """Return whom the words around a quotation name as its speaker, if they name one person and no other."""
    around = attributed.casefold()
    found = {person.handle for person in people if any(stands(name, around) for name in _called(person))}
    return found.pop() if len(found) == 1 else None


def _called(person: Person) -> tuple[str, ...]:
    return (*person.personas, *person.names, *((person.describe_as,) if person.describe_as else ()))


def stands(name: str, text: str) -> bool:
    """Tell whether a name or a phrase stands in a text as words of its own, in any case."""
    text = text.casefold()
    at = text.find(name.casefold())
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(name) : at + len(name) + 1]
        if not before.isalnum() and not after.isalnum():
            return True
        at = text.find(name.casefold(), at + 1)
    return False


def _own_names(handle: str, protected: Protected) -> tuple[str, ...]:
    card = protected.cards.get(handle)
    return (card.name,) if card is not None and card.name else ()


def _words(passage: Passage, part: str) -> str | None:
    text = getattr(passage, part)
    return text.reveal() if text is not None and len(text) else None
