"""Compose a page: what was selected passes the gate block by block and takes its place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from fieldnotes.domain.ids import INTERVIEWER
from fieldnotes.domain.interview import Interview
from fieldnotes.domain.publication import Release
from fieldnotes.domain.rungs import TimeRung, say_time
from fieldnotes.domain.selection import Choice, Treatment, may_be_headed
from fieldnotes.domain.source import Source
from fieldnotes.domain.text import PublicText, RawText
from fieldnotes.errors import Objection, Refused
from fieldnotes.export.page import Block, Explanation, Note, Omission, Page, Prose, Question, Quote, Section
from fieldnotes.redaction.pipeline import Gate, Replacement
from fieldnotes.workflows.protection import Protected

# How many other interviews on the page must be possible origins of an unattributed paraphrase.
ENOUGH_ORIGINS = 3


@dataclass(frozen=True, slots=True)
class Selected:
    """An interview chosen for a page, with the treatment of each passage and the passages' entity ids."""

    interview: Interview
    choices: Sequence[Choice]
    entities: Sequence[bytes]

    @property
    def printed(self) -> list[Choice]:
        """Return the choices whose words leave."""
        return [choice for choice in self.choices if choice.treatment.is_printed]

    @property
    def is_headed(self) -> bool:
        """Tell whether the page has a section for this interview: something stands there, if only a mark."""
        shown = (Treatment.QUOTE, Treatment.PARAPHRASE, Treatment.OMIT)
        return may_be_headed(self.interview) and any(c.treatment in shown for c in self.choices)


@dataclass(slots=True)
class Composition:
    """A composed page with its account: why it may not leave, what was replaced, what was left out."""

    page: Page
    objections: list[Objection]
    replacements: list[tuple[str, Replacement]]
    releases: list[Release]
    left_out: list[str]


@dataclass(slots=True)
class Composer:
    """Compose one page; remember which personas were explained and what the gate objected to."""

    protected: Protected
    gate: Gate
    named: frozenset[str]
    descriptions: Mapping[str, str]
    time_rung: TimeRung | None
    objections: list[Objection] = field(default_factory=list)
    replacements: list[tuple[str, Replacement]] = field(default_factory=list)
    _explained: set[str] = field(default_factory=set)

    def compose(self, chosen: Sequence[Selected], demo: bool) -> Composition:
        """Return the page of the *chosen* interviews, in their order."""
        headed = [one for one in chosen if one.is_headed]
        sections = tuple(self._section(one) for one in headed)
        apart, left_out, apart_from = self._apart(chosen, headed)
        releases = [self._release(one, apart_from) for one in chosen]
        return Composition(
            Page(sections, apart, demo),
            self.objections,
            self.replacements,
            [release for release in releases if release.passages],
            left_out,
        )

    def _section(self, one: Selected) -> Section:
        speakers = _speakers(one, self.protected)
        people = tuple((self._persona(h), self._description(h)) for h in speakers)
        blocks: list[Block] = []
        for handle in speakers:
            blocks += self._explanation(handle, with_description=False)
        for choice in one.choices:
            blocks += self._blocks(one.interview.code, choice, several=len(speakers) > 1)
        return Section(people, self._place(one.interview), self._time(one.interview), _one_mark_a_run(blocks))

    def _blocks(self, code: str, choice: Choice, *, several: bool) -> list[Block]:
        """Return the blocks of one passage in its place; an omission is a mark, a hidden one nothing."""
        passage, where = choice.passage, f"{code}:{choice.number}"
        if choice.treatment is Treatment.OMIT:
            return [Omission()]
        if choice.treatment is Treatment.PARAPHRASE and passage.paraphrase is not None:
            text, more = self._clear(passage.paraphrase, where)
            return [Prose(text), *more] if text else []
        if choice.treatment is not Treatment.QUOTE:
            return []
        text, more = self._clear(passage.translation or passage.text, where)
        if not text:
            return []
        if passage.speaker == INTERVIEWER:
            return [Question(text), *more]
        if passage.speaker is None:
            return [Note(text), *more]
        return [Quote(text, self._persona(passage.speaker) if several else None), *more]

    def _apart(
        self, chosen: Sequence[Selected], headed: Sequence[Selected]
    ) -> tuple[tuple[Block, ...], list[str], set[tuple[str, int]]]:
        """Return the closing section, what it had to leave out, and which passages it holds.

        Paraphrases without attribution stand in the order of their words, which says nothing of where
        they come from, and only where enough other interviews on the page could be their origin.
        """
        kept: list[tuple[PublicText, list[Block]]] = []
        left_out: list[str] = []
        origins: set[tuple[str, int]] = set()
        for one in chosen:
            others = [other for other in headed if other.interview.code != one.interview.code]
            for choice in one.choices:
                if choice.treatment is not Treatment.APART or choice.passage.paraphrase is None:
                    continue
                where = f"{one.interview.code}:{choice.number}"
                if len(others) < ENOUGH_ORIGINS:
                    left_out.append(where)
                    continue
                text, more = self._clear(choice.passage.paraphrase, where)
                if text:
                    kept.append((text, more))
                    origins.add((one.interview.code, choice.number))
        ordered = sorted(kept, key=lambda item: item[0].words)
        return tuple(b for text, more in ordered for b in (Prose(text), *more)), left_out, origins

    def _clear(self, raw: RawText, where: str) -> tuple[PublicText | None, list[Block]]:
        """Pass words through the gate; explain every persona that they mention for the first time."""
        try:
            cleared = self.gate.clear(raw, where)
        except Refused as refusal:
            self.objections += refusal.objections
            return None, []
        self.replacements += [(where, replacement) for replacement in cleared.replacements]
        more: list[Block] = []
        for ref in cleared.mentioned:
            kind, _, handle = ref.partition(" ")
            if kind == "source":
                more += self._explanation(handle, with_description=True)
        return (cleared.text if cleared.text.words.strip() else None), more

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
        return [Explanation(self._persona(handle), description, reason, gloss)]

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
        rung = self.time_rung or interview.publish_time
        place = self.protected.places.get(interview.location or "")
        southern = place is not None and place.coordinates is not None and place.coordinates[0] < 0
        return self.gate.rung(say_time(interview.started, rung, southern=southern))

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


def _source(speaker: str | None) -> str | None:
    return None if speaker == INTERVIEWER else speaker


def _speakers(one: Selected, protected: Protected) -> list[str]:
    """Return who is named in the heading: those who speak where something stands, participants first."""
    shown = {
        c.passage.speaker
        for c in one.choices
        if c.treatment in (Treatment.QUOTE, Treatment.PARAPHRASE, Treatment.OMIT)
    }
    order = [p.source for p in one.interview.participants]
    order += [c.passage.speaker for c in one.choices if c.passage.speaker is not None]
    known = [h for h in dict.fromkeys(order) if h in shown and h != INTERVIEWER]
    return [handle for handle in known if handle not in protected.roles]


def _one_mark_a_run(blocks: Iterable[Block]) -> tuple[Block, ...]:
    kept: list[Block] = []
    for block in blocks:
        if not (isinstance(block, Omission) and kept and isinstance(kept[-1], Omission)):
            kept.append(block)
    return tuple(kept)
