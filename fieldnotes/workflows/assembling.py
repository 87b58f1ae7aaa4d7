"""Assemble a page for whoever asks, an export or a preview: who is named, what was agreed, what forbids the page."""

from collections import Counter
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from fieldnotes.domain.decision import Ruling
from fieldnotes.domain.rungs import TimeRung
from fieldnotes.domain.selection import Choice, embargoed
from fieldnotes.domain.source import PublishAs
from fieldnotes.domain.text import RawText
from fieldnotes.errors import Objection
from fieldnotes.export.markdown import Rendered, render
from fieldnotes.redaction.pipeline import Gate
from fieldnotes.redaction.unknown.unread import unread as languages_unread
from fieldnotes.workflows.composing import Clearing, Composer, Composition, Selected, words_leaving
from fieldnotes.workflows.protection import Protected

_SAID = {
    "near": "resembles a known name",
    "org": "organisation",
    "coord": "coordinates",
    "id": "number",
    "plate": "number plate",
    "ip": "internet address",
    "script": "to be read by a person",
}
"""Kinds of findings whose name says too little."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Say what a page is like besides its interviews.

    `by_name` are the sources who appear under their own name; `time` may only be coarser than what was agreed;
    `now` decides embargoes; `demo` marks invented people.
    """

    by_name: frozenset[str]
    time: TimeRung | None
    now: datetime
    demo: bool


def assemble(
    chosen: Sequence[Selected],
    protected: Protected,
    gate: Clearing,
    shape: Shape,
    between: Callable[[], None] = lambda: None,
) -> tuple[Composition, Rendered]:
    """Return the page of the *chosen* interviews, composed and written; its objections but for the last look.

    *between* is called between blocks while they are written: see `render`.
    """
    descriptions, objections = _descriptions(chosen)
    composer = Composer(protected, gate, shape.by_name, descriptions, shape.time)
    composition = composer.compose(chosen, shape.demo)
    composition.objections[:0] = [*_embargoes(chosen, shape.now), *_unjustified(chosen, protected), *objections]
    return composition, render(composition.page, between)


def undecided(
    chosen: Sequence[Selected], composition: Composition, gate: Clearing, safe: Container[tuple[str, str]]
) -> Iterator[Objection]:
    """Yield an objection for each passage on the page that holds findings nobody has decided about.

    *safe* are the terms, each with its kind, that are safe wherever they stand. Nothing is asked about passages that
    the gate refuses already, or that stay off the page.
    """
    for where, text, made in _on_page(chosen, composition):
        kinds = Counter(found.kind for found in gate.undecided(text, made, safe))
        if kinds:
            counts = ", ".join(f"{_SAID.get(kind, kind)}{_times(count)}" for kind, count in kinds.items())
            yield Objection("undecided", where, f"findings that nobody has decided: {counts}")


def unread(chosen: Sequence[Selected], composition: Composition, gate: Gate, models: Sequence[str]) -> list[str]:
    """Return what the language models that a vault asks cannot read on the page: a class not checked for each language.

    Without models nobody expects a second opinion, and this is empty.
    """
    texts = (gate.heard(text) for _, text, _ in _on_page(chosen, composition)) if models else ()
    return [f"second opinion on names in {language}" for language in languages_unread(texts, models)]


def _on_page(chosen: Sequence[Selected], composition: Composition) -> Iterator[tuple[str, RawText, Sequence[Ruling]]]:
    """Yield the texts on the page but for those that the gate refuses: where, the words, what was decided."""
    absent = {*composition.left_out, *(objection.where for objection in composition.objections)}
    for one in chosen:
        for choice in one.choices:
            where, leaving = f"{one.interview.code}:{choice.number}", words_leaving(choice)
            if leaving is not None and where not in absent:
                yield where, leaving[1], one.rulings.get(leaving, ())


def rulings(chosen: Sequence[Selected]) -> Iterator[tuple[RawText, Sequence[Ruling]]]:
    """Yield what was decided about each text of the *chosen* interviews."""
    for one in chosen:
        yield from ((text, made) for (_, text), made in one.rulings.items())


def _times(count: int) -> str:
    return f" ({count})" if count > 1 else ""


def named(chosen: Sequence[Selected], protected: Protected) -> frozenset[str]:
    """Return who appears under their own name: chosen so, and allowed by every selected passage they speak."""
    allowed: dict[str, bool] = {}
    for one in chosen:
        for choice in one.printed:
            handle = choice.passage.speaker
            if handle is not None and handle in protected.sources:
                allowed[handle] = allowed.get(handle, True) and choice.bits.name
    return frozenset(h for h, may in allowed.items() if may and _may_be_named(h, protected))


def _may_be_named(handle: str, protected: Protected) -> bool:
    source, card = protected.sources[handle], protected.cards.get(handle)
    by_name = source.publish_as is PublishAs.NAME and card is not None and bool(card.name)
    return by_name and not source.flags and handle not in protected.roles


def _descriptions(chosen: Sequence[Selected]) -> tuple[dict[str, str], list[Objection]]:
    """Return the words agreed for each speaker in the terms; two agreements on one page refuse it."""
    agreed: dict[str, frozenset[str]] = {}
    for one in chosen:
        for choice in one.printed:
            if choice.passage.speaker is not None:
                before = agreed.get(choice.passage.speaker, frozenset())
                agreed[choice.passage.speaker] = before | choice.bits.descriptions
    objections = [
        Objection("description", f"source {handle}", "the terms on this page agree on two descriptions")
        for handle, words in sorted(agreed.items())
        if len(words) > 1
    ]
    return {handle: min(words) for handle, words in agreed.items() if words}, objections


def _embargoes(chosen: Sequence[Selected], now: datetime) -> list[Objection]:
    return [
        Objection("embargo", f"{one.interview.code}:{choice.number}", "words under an embargo")
        for one in chosen
        for choice in one.choices
        if embargoed(choice, now)
    ]


def _unjustified(chosen: Sequence[Selected], protected: Protected) -> list[Objection]:
    """Object to people who could not freely agree and for whom no justification was written (rule R-2.3)."""
    present = {h for one in chosen if one.printed for h in _present(one, one.choices)}
    return [
        Objection("justification", f"source {handle}", "flags on this source ask for a written justification")
        for handle in sorted(present & set(protected.sources))
        if protected.sources[handle].flags and not (protected.sources[handle].justification or "").strip()
    ]


def _present(one: Selected, choices: Sequence[Choice]) -> set[str]:
    speakers = {choice.passage.speaker for choice in choices if choice.passage.speaker is not None}
    return speakers | {participant.source for participant in one.interview.participants}
