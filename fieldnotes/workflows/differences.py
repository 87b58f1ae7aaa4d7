"""Compare a page with every earlier release of the same passages (design, section 5).

Two pages that are harmless apart can give away together: where one prints words for which the other has the label of a
source or a place, where one leaves a mark for what the other prints, and where the same words stand under two personas.
What a person decided to replace is not compared: they saw what they decided about. Nor is what consent took back: it
must not hinder a page.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise, takewhile

from fieldnotes.domain.ids import EntityId, Speaker
from fieldnotes.domain.noun import Noun
from fieldnotes.domain.selection import Treatment
from fieldnotes.domain.text import PublicText
from fieldnotes.errors import Damaged, Objection
from fieldnotes.export.page import Note, Prose, Question, Quote
from fieldnotes.redaction.pipeline import Replacement
from fieldnotes.vault import rows
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows.composing import Composition, Selected, words_leaving

# What one person said is the same words where two prints share so many pairs of neighbours, half of the shorter's.
_SHARED, _HALF = 4, 2
# Words, and whom the label that they are protects: "" for words as they were said.
Run = tuple[str, str]
DECIDED = "decided"
_Pair = tuple[str | None, Run, Run]


class Replaced(Noun):
    """Tell of one replacement: where, its label, and why; `start` and `end` are characters of the raw text."""

    where: str
    start: int
    end: int
    label: str
    reason: str


class Printed(Noun):
    """Keep what readers got of one passage: runs of words, each with whom it protects as a label.

    `speaker` is a handle, the interviewer, or None for a note; `persona` is what readers know a source as.
    """

    passage: EntityId
    part: str
    speaker: Speaker | None = None
    persona: str | None = None
    runs: tuple[Run, ...] = ()


class ReleaseLog(Noun):
    """Keep what left with one publication, sealed: what was replaced, and what was printed."""

    replaced: tuple[Replaced, ...] = ()
    printed: tuple[Printed, ...] = ()


@dataclass(frozen=True, slots=True)
class OnPage:
    """Hold what a page does with one passage: prints it, or leaves a mark in its place (None)."""

    where: str
    passage: str
    printed: Printed | None


def on_page(chosen: Sequence[Selected], composition: Composition, personas: Mapping[str, str]) -> list[OnPage]:
    """Return what a page does with the passages of its sections; paraphrases without attribution are not among them."""
    found: list[OnPage] = []
    headed = [one for one in chosen if one.is_headed]
    for one, placed in zip(headed, composition.placed, strict=True):
        for each in placed:
            if each.number is None or each.treatment is None:
                continue
            where, passage = f"{one.interview.code}:{each.number}", one.entities[each.number - 1].hex()
            choice = one.choices[each.number - 1]
            if each.treatment is Treatment.OMIT and each.number not in one.taken_back:
                found.append(OnPage(where, passage, None))
            elif isinstance(each.block, Quote | Question | Note | Prose) and (leaving := words_leaving(choice)):
                printed = Printed(
                    passage=passage,
                    part=leaving[0].value,
                    speaker=choice.passage.speaker,
                    persona=personas.get(choice.passage.speaker or ""),
                    runs=tuple(_runs(each.block.text, each.labels)),
                )
                found.append(OnPage(where, passage, printed))
    return found


def _runs(text: PublicText, labels: Sequence[Replacement | None]) -> Iterator[Run]:
    """Yield the words of a text, each label with whom it protects; *labels* has one for each of them."""
    protects = iter(labels)
    for run in text.segments:
        replaced = next(protects, None) if run.label else None
        yield run.words, (replaced.ref if replaced and replaced.ref else DECIDED) if run.label else ""


def objections(vault: Vault, page: Iterable[OnPage]) -> Iterator[Objection]:
    """Yield what a reader could learn who lays a page beside the earlier ones; the identities must be open.

    Raises:
        Damaged: the sealed log of an earlier publication cannot be opened or read.
    """
    page = list(page)
    heads = sorted(vault.heads(rows.PUBLICATION), key=lambda head: head.row)
    told: set[tuple[str, str]] = set()
    for number, head in enumerate(heads, start=1):
        for seal in vault.seals(rows.REPLACEMENT_LOG, head.entity):
            for before, now in _partners(read(vault.unseal(seal)).printed, page):
                what = _compared(before, now)
                if what is not None and (now.where, what) not in told:
                    told.add((now.where, what))
                    yield Objection("difference", now.where, f"publication {number} {what}")


def _partners(before: Iterable[Printed], page: Sequence[OnPage]) -> Iterator[tuple[Printed, OnPage]]:
    """Pair what was printed with what is: of the same passage, and of one that was split, joined or typed anew.

    Words that stand as they stood are left out, which is nearly all of them: they have nothing to compare.
    """
    now = {each.passage: each for each in page}
    changed = [one for one in before if one.passage not in now or not _stands(one, now[one.passage])]
    stood = {one.passage for one in before if one.passage in now and _stands(one, now[one.passage])}
    new = [(each, _pairs(each.printed)) for each in page if each.printed and each.passage not in stood]
    holding: dict[_Pair, list[int]] = {}
    for place, (_, pairs) in enumerate(new):
        for pair in pairs:
            holding.setdefault(pair, []).append(place)
    for one in changed:
        if one.passage in now:
            yield one, now[one.passage]
        pairs = _pairs(one)
        shared = Counter(place for pair in pairs for place in holding.get(pair, ()))
        for place, count in shared.items():
            each, others = new[place]
            if each.passage != one.passage and count >= max(_SHARED, min(len(pairs), len(others)) / _HALF):
                yield one, each


def _stands(before: Printed, now: OnPage) -> bool:
    after = now.printed
    return after is not None and (before.part, before.persona, before.runs) == (after.part, after.persona, after.runs)


def _pairs(one: Printed) -> set[_Pair]:
    """Return the pairs of neighbouring words of a print, with who said them."""
    return {(one.speaker, *pair) for pair in pairwise(_tokens(one.runs))}


def read(body: bytes) -> ReleaseLog:
    """Read a sealed log; one made before pages were compared holds replacements only, and nothing to compare with.

    Raises:
        Damaged: it is no such log.
    """
    try:
        document = json.loads(body)
        whole = {"replaced": document} if isinstance(document, list) else document
        return ReleaseLog.model_validate(whole)
    except ValueError:
        raise Damaged("the sealed log of a publication cannot be read", "restore from a backup") from None


def _compared(before: Printed, now: OnPage) -> str | None:
    """Say what the difference between two prints of a passage points at; None where it points at nothing."""
    if now.printed is None:
        return "prints what this page leaves a mark for"
    if before.persona and now.printed.persona and before.persona != now.printed.persona:
        return "prints the same words under another persona: together they are one person"
    if before.part != now.printed.part or before.runs == now.printed.runs:
        return None
    earlier, later = _tokens(before.runs), _tokens(now.printed.runs)
    for old, new in _changed(earlier, later):
        if _covers(new, old):
            return "prints in clear what is replaced on this page"
        if _covers(old, new):
            return "replaces what this page prints in clear"
    return None


def _tokens(runs: Iterable[Run]) -> list[Run]:
    """Split the words of a print; a label is one token."""
    found: list[Run] = []
    for words, protects in runs:
        found += [(words, protects)] if protects else [(word, "") for word in words.split()]
    return found


def _changed(old: list[Run], new: list[Run]) -> Iterator[tuple[list[Run], list[Run]]]:
    """Yield the stretches in which two prints differ; equal ends are cut first, which most of a long passage is."""
    head = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    old, new = old[head:], new[head:]
    tail = sum(1 for _ in takewhile(lambda p: p[0] == p[1], zip(reversed(old), reversed(new), strict=False)))
    old, new = old[: len(old) - tail], new[: len(new) - tail]
    for operation, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if operation != "equal":
            yield old[a:b], new[c:d]


def _covers(one: Sequence[Run], other: Sequence[Run]) -> bool:
    """Tell whether *one* protects more than *other*, which has clear words, in the same place."""
    protecting = [sum(protects not in ("", DECIDED) for _, protects in side) for side in (one, other)]
    return protecting[0] > protecting[1] and any(not protects for _, protects in other)
