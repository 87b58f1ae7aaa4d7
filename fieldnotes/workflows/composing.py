"""Compose a page: what was selected passes the gate block by block and takes its place."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from fieldnotes.domain.decision import Part, Ruling
from fieldnotes.domain.ids import INTERVIEWER
from fieldnotes.domain.interview import Interview
from fieldnotes.domain.ledger import Disclosure, Fact
from fieldnotes.domain.publication import Release
from fieldnotes.domain.rungs import TimeRung
from fieldnotes.domain.selection import Choice, Treatment, may_be_headed
from fieldnotes.domain.setting import times_from
from fieldnotes.domain.source import Source
from fieldnotes.domain.text import PublicText, RawText
from fieldnotes.errors import Objection, Refused
from fieldnotes.export.page import Block, Explanation, Note, Omission, Page, Prose, Question, Quote, Section
from fieldnotes.redaction.pipeline import Cleared, Replacement
from fieldnotes.redaction.recogniser import Suspicion
from fieldnotes.workflows.decisions import Rulings
from fieldnotes.workflows.protection import Protected

# How many other interviews on the page must be possible origins of an unattributed paraphrase.
ENOUGH_ORIGINS = 3


@dataclass(frozen=True, slots=True)
class Selected:
    """An interview chosen for a page: the treatment and the entity id of each passage, and what was decided.

    `taken_back` are the numbers of the passages that consent alone keeps from being printed.
    """

    interview: Interview
    choices: Sequence[Choice]
    entities: Sequence[bytes]
    rulings: Rulings
    taken_back: frozenset[int] = frozenset()

    @property
    def printed(self) -> list[Choice]:
        """Return the choices whose words leave."""
        return [choice for choice in self.choices if choice.treatment.is_printed]

    @property
    def is_headed(self) -> bool:
        """Tell whether the page has a section for this interview: something stands there, if only a mark."""
        shown = (Treatment.QUOTE, Treatment.PARAPHRASE, Treatment.OMIT)
        return may_be_headed(self.interview) and any(c.treatment in shown for c in self.choices)


class Clearing(Protocol):
    """Turn words into public ones; the gate of an export does, and what stands in for it in a preview."""

    def clear(self, raw: RawText, where: str, decided: Sequence[Ruling] = ()) -> Cleared:
        """Return *raw* as readers may see it, and as was *decided*; raise Refused with objections at *where*."""
        ...

    def undecided(
        self, raw: RawText, decided: Sequence[Ruling], safe: Container[tuple[str, str]]
    ) -> Sequence[Suspicion]:
        """Return what of *raw* a person has to decide about, and has not."""
        ...

    def label(self, words: str, where: str, *, called: str) -> PublicText:
        """Return a public string of ours, checked; raise Refused if it gives somebody away."""
        ...

    def rung(self, words: str) -> PublicText:
        """Return the words of a rung that may be published."""
        ...


@dataclass(frozen=True, slots=True)
class Placed:
    """Tell what became of a passage, or explain a persona, in its place on the page.

    `number` is the passage's; `block` is what is printed, None for nothing; `labels` says for each label in the
    block's own words what it replaced; `objections` are those of a refused passage.
    """

    number: int | None
    treatment: Treatment | None
    block: Block | None
    labels: tuple[Replacement | None, ...] = ()
    objections: tuple[Objection, ...] = ()


@dataclass(slots=True)
class Composition:
    """A composed page with its account: why it may not leave, what was replaced, what was left out.

    `placed` tells of each section of the page where its blocks come from, and what was left out between them;
    `told` what the page says of each source, part by part.
    """

    page: Page
    objections: list[Objection]
    replacements: list[tuple[str, Replacement]]
    releases: list[Release]
    left_out: list[str]
    placed: tuple[tuple[Placed, ...], ...]
    told: list[tuple[str, Disclosure]]


@dataclass(slots=True)
class Composer:
    """Compose one page; remember which personas were explained and what the gate objected to."""

    protected: Protected
    gate: Clearing
    named: frozenset[str]
    descriptions: Mapping[str, str]
    time_rung: TimeRung | None
    objections: list[Objection] = field(default_factory=list)
    replacements: list[tuple[str, Replacement]] = field(default_factory=list)
    told: list[tuple[str, Disclosure]] = field(default_factory=list)
    _explained: set[str] = field(default_factory=set)

    def compose(self, chosen: Sequence[Selected], demo: bool) -> Composition:
        """Return the page of the *chosen* interviews, in their order."""
        headed = [one for one in chosen if one.is_headed]
        made = [self._section(one) for one in headed]
        apart, left_out, apart_from = self._apart(chosen, headed)
        releases = [self._release(one, apart_from) for one in chosen]
        return Composition(
            Page(tuple(section for section, _ in made), apart, demo),
            self.objections,
            self.replacements,
            [release for release in releases if release.passages],
            left_out,
            tuple(placed for _, placed in made),
            self.told,
        )

    def _section(self, one: Selected) -> tuple[Section, tuple[Placed, ...]]:
        speakers = _speakers(one, self.protected)
        people = tuple((self._persona(h), self._description(h)) for h in speakers)
        place, time = self._place(one.interview), self._time(one.interview)
        for handle, (persona, description) in zip(speakers, people, strict=True):
            self._tell(handle, persona, description, self._setting(one.interview, place, time))
        placed: list[Placed] = []
        for handle in speakers:
            placed += _explaining(None, self._explanation(handle, with_description=False))
        for choice in one.choices:
            placed += self._passage(one, choice, several=len(speakers) > 1)
        kept = _one_mark_a_run(placed)
        blocks = tuple(each.block for each in kept if each.block is not None)
        return Section(people, place, time, blocks), kept

    def _passage(self, one: Selected, choice: Choice, *, several: bool) -> list[Placed]:
        """Return one passage in its place; an omission is a mark, a hidden or refused one nothing."""
        number, treatment = choice.number, choice.treatment
        if treatment is Treatment.OMIT:
            return [Placed(number, treatment, Omission())]
        if treatment is Treatment.APART or (leaving := words_leaving(choice)) is None:
            return [Placed(number, treatment, None)]
        passed = self._clear(one, number, leaving)
        block = None if passed.text is None else self._block(choice, passed.text, several=several)
        return [
            Placed(number, treatment, block, passed.labels, passed.objections),
            *_explaining(number, passed.explanations),
        ]

    def _block(self, choice: Choice, text: PublicText, *, several: bool) -> Block:
        speaker = choice.passage.speaker
        if choice.treatment is Treatment.PARAPHRASE:
            return Prose(text)
        if speaker == INTERVIEWER:
            return Question(text)
        if speaker is None:
            return Note(text)
        return Quote(text, self._persona(speaker) if several else None)

    def _apart(
        self, chosen: Sequence[Selected], headed: Sequence[Selected]
    ) -> tuple[tuple[Block, ...], list[str], set[tuple[str, int]]]:
        """Return the closing section, what it had to leave out, and which passages it holds.

        Paraphrases without attribution stand in the order of their words, which says nothing of where
        they come from, and only where enough other interviews on the page could be their origin.
        """
        kept: list[tuple[PublicText, tuple[Block, ...]]] = []
        left_out: list[str] = []
        origins: set[tuple[str, int]] = set()
        for one in chosen:
            others = [other for other in headed if other.interview.code != one.interview.code]
            for choice in one.choices:
                if choice.treatment is not Treatment.APART or (leaving := words_leaving(choice)) is None:
                    continue
                if len(others) < ENOUGH_ORIGINS:
                    left_out.append(f"{one.interview.code}:{choice.number}")
                    continue
                passed = self._clear(one, choice.number, leaving)
                if passed.text:
                    kept.append((passed.text, passed.explanations))
                    origins.add((one.interview.code, choice.number))
        ordered = sorted(kept, key=lambda item: item[0].words)
        return tuple(b for text, more in ordered for b in (Prose(text), *more)), left_out, origins

    def _clear(self, one: Selected, number: int, leaving: tuple[Part, RawText]) -> "_Passed":
        """Pass words through the gate; explain every persona that they mention for the first time."""
        where = f"{one.interview.code}:{number}"
        try:
            cleared = self.gate.clear(leaving[1], where, one.rulings.get(leaving, ()))
        except Refused as refusal:
            self.objections += refusal.objections
            return _Passed(None, objections=refusal.objections)
        self.replacements += [(where, replacement) for replacement in cleared.replacements]
        more: list[Block] = []
        for ref in cleared.mentioned:
            kind, _, handle = ref.partition(" ")
            if kind == "source":
                more += self._explanation(handle, with_description=True)
        return _Passed(cleared.text if cleared.text.words.strip() else None, tuple(more), cleared.labels)

    def _explanation(self, handle: str, *, with_description: bool) -> list[Block]:
        """Explain a persona once a page; people in protected roles and under their own name need none."""
        if handle in self._explained or handle in self.protected.roles or handle in self.named:
            return []
        self._explained.add(handle)
        source = self.protected.sources[handle]
        description = self._description(handle) if with_description else None
        reason = self._label(source, source.withheld_because, "reason")
        gloss = self._label(source, source.gloss, "gloss")
        if description is None and reason is None and gloss is None:
            return []
        persona = self._persona(handle)
        self._tell(handle, persona, description, ())
        return [Explanation(persona, description, reason, gloss)]

    def _tell(
        self, handle: str, persona: PublicText, description: PublicText | None, setting: tuple[Fact, ...]
    ) -> None:
        """Note what readers learn of somebody here, for the ledger."""
        described = (Fact(kind="description", words=description.words),) if description else ()
        disclosure = Disclosure(persona=persona.words, facts=(*described, *setting), named=handle in self.named)
        self.told.append((handle, disclosure))

    def _setting(self, interview: Interview, place: PublicText | None, time: PublicText) -> tuple[Fact, ...]:
        """Return where and when readers know of a conversation, with what could be said less exactly."""
        when = Fact(kind="time", words=time.words, coarser=tuple(self._times(interview)[1:]))
        if place is None:
            return (when,)
        ladder = self.protected.places[interview.location or ""].public_rungs()
        at = ladder.index(place.words) + 1 if place.words in ladder else len(ladder)
        return Fact(kind="place", words=place.words, coarser=tuple(ladder[at:])), when

    def _persona(self, handle: str) -> PublicText:
        card = self.protected.cards.get(handle)
        if handle in self.named and card is not None and card.name:
            return self.gate.rung(card.name)
        source = self.protected.sources[handle]
        return self._label(source, source.pseudonym, "pseudonym") or self.gate.rung("A source")

    def _description(self, handle: str) -> PublicText | None:
        source = self.protected.sources[handle]
        return self._label(source, self.descriptions.get(handle, source.describe_as), "agreed description")

    def _label(self, source: Source, words: str | None, what: str) -> PublicText | None:
        """Check a public string of *source* against every key; a clash refuses the page."""
        if not words or not words.strip():
            return None
        try:
            where = f"source {source.handle}"
            return self.gate.label(words, where, called=f"the {what} of {where}")
        except Refused as refusal:
            self.objections += (o for o in refusal.objections if o not in self.objections)
            return None

    def _place(self, interview: Interview) -> PublicText | None:
        if interview.location is None or not self.protected.public.get(interview.location, False):
            return None
        return self.gate.rung(self.protected.sites[interview.location].label)

    def _time(self, interview: Interview) -> PublicText:
        return self.gate.rung(self._times(interview)[0])

    def _times(self, interview: Interview) -> list[str]:
        """Return the time as this page says it, and on each rung above."""
        place = self.protected.places.get(interview.location or "")
        return times_from(interview, place, self.time_rung or interview.publish_time)

    def _release(self, one: Selected, apart: set[tuple[str, int]]) -> Release:
        code = one.interview.code
        left = [c for c in one.printed if c.treatment is not Treatment.APART or (code, c.number) in apart]
        place = self._place(one.interview) if one.is_headed else None
        return Release(
            interview=code,
            passages=tuple(one.entities[c.number - 1].hex() for c in left),
            sources=tuple(sorted({handle for c in left if (handle := _source(c.passage.speaker)) is not None})),
            place=place.words if place else None,
            time=self._time(one.interview).words if one.is_headed else None,
        )


@dataclass(frozen=True, slots=True)
class _Passed:
    """Hold what came of words at the gate; no text where they are refused or nothing is left of them."""

    text: PublicText | None
    explanations: tuple[Block, ...] = ()
    labels: tuple[Replacement | None, ...] = ()
    objections: tuple[Objection, ...] = ()


def words_leaving(choice: Choice) -> tuple[Part, RawText] | None:
    """Return the text of a passage that its treatment lets out, and which one it is; None where none is."""
    passage = choice.passage
    if choice.treatment is Treatment.QUOTE:
        return (Part.TRANSLATION, passage.translation) if passage.translation else (Part.TEXT, passage.text)
    if choice.treatment in (Treatment.PARAPHRASE, Treatment.APART) and passage.paraphrase is not None:
        return Part.PARAPHRASE, passage.paraphrase
    return None


def _explaining(number: int | None, explanations: Iterable[Block]) -> list[Placed]:
    return [Placed(number, None, block) for block in explanations]


def _source(speaker: str | None) -> str | None:
    return None if speaker == INTERVIEWER else speaker


def _speakers(one: Selected, protected: Protected) -> list[str]:
    """Return who is named in the heading: those who speak where something stands, participants first."""
    shown = {
        c.passage.speaker for c in one.choices if c.treatment in (Treatment.QUOTE, Treatment.PARAPHRASE, Treatment.OMIT)
    }
    order = [p.source for p in one.interview.participants]
    order += [c.passage.speaker for c in one.choices if c.passage.speaker is not None]
    known = [h for h in dict.fromkeys(order) if h in shown and h != INTERVIEWER]
    return [handle for handle in known if handle not in protected.roles]


def _one_mark_a_run(placed: Iterable[Placed]) -> tuple[Placed, ...]:
    """Leave the first of the marks between which nothing is printed."""
    kept: list[Placed] = []
    last: Block | None = None
    for each in placed:
        if isinstance(each.block, Omission) and isinstance(last, Omission):
            continue
        kept.append(each)
        last = each.block or last
    return tuple(kept)
