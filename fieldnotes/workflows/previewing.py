"""Show the page of one interview as readers will see it, while it is written.

The page is assembled exactly as an export assembles it (`assembling`), from what the screen hands in, drafts
included; but nothing is refused: what the gate objects to stands in its place as a refused passage. Texts that did
not change do not pass the gate again. While the identities are locked everything doubtful is covered instead.
"""

import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, NamedTuple, TypeVar

from fieldnotes.domain.consent import limits
from fieldnotes.domain.decision import Ruling
from fieldnotes.domain.interview import Interview, Passage
from fieldnotes.domain.selection import Treatment, select
from fieldnotes.domain.text import PublicText, RawText
from fieldnotes.errors import Objection, Refused, Unreachable
from fieldnotes.export.markdown import Piece, Rendered
from fieldnotes.export.page import Block, Explanation, Note, Omission, Prose, Question, Quote
from fieldnotes.redaction.masking import BLOCK, COVERED
from fieldnotes.redaction.pipeline import Cleared, Gate
from fieldnotes.redaction.recogniser import Suspicion
from fieldnotes.vault import rows
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import consenting, decisions, notebook, records
from fieldnotes.workflows.assembling import Shape, assemble, named, rulings, undecided
from fieldnotes.workflows.composing import Clearing, Composition, Placed, Selected
from fieldnotes.workflows.protection import Protected, protect, protect_locked

PASSAGE_BY_PASSAGE = "Checked passage by passage; the whole page is looked at before it leaves."
WHOLE = "Checked, passage by passage and as a whole."
LOCKED = (
    "Names not checked: the identities are locked. Everything that could be a name, a place or a number is covered."
)

Kind = Literal["heading", "quote", "question", "note", "prose", "omission", "refused", "hidden", "explanation"]
_KINDS: dict[type[Block], Kind] = {
    Quote: "quote",
    Question: "question",
    Note: "note",
    Prose: "prose",
    Omission: "omission",
    Explanation: "explanation",
}
_HIDDEN = {
    Treatment.HIDE: "Not on the page, and without a mark: the terms do not let the conversation be known.",
    Treatment.APART: "Not here: a paraphrase without attribution needs three other interviews on its page.",
}
_EMPTY = "Nothing to print."
_NO_SECTION = "Nothing of this interview stands on a page of its own."
_BLOCK = re.compile(BLOCK)
_UNSAVED = bytes(16)  # stands for the entity of a passage; nothing of a preview is put on record
_REMEMBERED = 4096  # texts, and as many labels

T = TypeVar("T")


class Replaced(NamedTuple):
    """Say where in a shown text a label stands that the gate put there, and why."""

    start: int
    end: int
    label: str
    reason: str


@dataclass(frozen=True, slots=True, repr=False)
class Shown:
    """Hold one block of the page as Markdown; `number` is its passage's, counted from 1.

    Of kind "hidden" or "refused" the text is ours and says why nothing is printed; never the words themselves.
    """

    number: int | None
    kind: Kind
    text: str
    replaced: tuple[Replaced, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Page:
    """Hold a page to look at. `words` are the words that readers get; `generation` is the vault's it was made at.

    `objections` are all that an export would refuse the page for, as far as it was looked at: see the `banner`.
    """

    shown: tuple[Shown, ...]
    banner: str
    objections: tuple[Objection, ...]
    words: int
    generation: int


class Preview:
    """Compute the page of one open interview, again and again; any thread may ask, one at a time is served."""

    def __init__(self, vault: Vault, breathe: Callable[[], None] = lambda: None) -> None:
        """Prepare for the interviews of *vault*; nothing is read yet.

        *breathe* is called between passages, again and again: a door can let keys go first there.
        """
        self._vault, self._breathe = vault, breathe
        self._lock = threading.Lock()
        self._compiled: _Compiled | None = None
        self._last: _Last | None = None
        self._looked: tuple[_Last, tuple[Objection, ...]] | None = None
        self._ruled: tuple[str, int, _Ruled] | None = None

    def page(self, interview: Interview, passages: Sequence[Passage], now: datetime) -> Page:
        """Return the page of *interview* with these *passages*, in order; *now* decides embargoes and expiries.

        What an export prints of the front matter is left out.

        Raises:
            Damaged: a sealed row cannot be opened or verified.
            Unreachable: the vault cannot be read.
        """
        self._breathe()
        with self._lock:
            compiled = self._up_to_date(interview)
            protected = compiled.protected
            forbidden = limits(consenting.events(self._vault), interview.code)
            choices = select(interview, passages, protected.roles, now, forbidden)
            self._breathe()
            ruled = self._decided(interview.code, compiled.generation)
            one = Selected(interview, choices, [_UNSAVED] * len(passages), ruled.rulings)
            by_name = named([one], protected)
            gate = compiled.gate(by_name)
            shape = Shape(by_name, None, now, self._vault.is_demo)
            composition, rendered = assemble([one], protected, gate, shape, self._breathe)
            shown, words = _all_shown(one, composition, rendered, self._breathe, locked=gate.gate is None)
            banner = LOCKED if gate.gate is None else PASSAGE_BY_PASSAGE
            page = Page(shown, banner, tuple(composition.objections), words, compiled.generation)
            self._last = _Last(gate, ruled, one, composition, rendered, page)
            return self._judged(self._last)

    def look_at_whole(self) -> Page | None:
        """Look at the last page as a whole, as an export does at last; None before there was a page.

        It takes time in proportion to the page, and stops nobody from asking for the next page meanwhile. A page
        that is refused already, or covered, is not looked at; but it says what nobody has decided about.
        """
        with self._lock:
            last = self._last
        if last is None:
            return None
        gate, page, rendered = last.gate.gate, last.page, last.rendered
        if gate is None:
            return page
        decided, safe = rulings([last.one]), last.ruled.safe
        seen = () if page.objections else gate.look(rendered.text, rendered.exempt, rendered.line, decided, safe)
        found = (*page.objections, *seen, *_undecided(last))
        with self._lock:
            if self._last is last:
                self._looked = (last, found)
        return replace(page, banner=WHOLE, objections=found)

    def forget(self) -> None:
        """Forget everything that was read or computed; call it when the identities or the vault are locked."""
        with self._lock:
            self._forget()

    def _forget(self) -> None:
        self._compiled = self._last = self._looked = self._ruled = None

    def _decided(self, code: str, generation: int) -> "_Ruled":
        """Return what was decided about an interview; about words that are not saved yet nothing was."""
        if self._ruled is None or self._ruled[:2] != (code, generation):
            found: decisions.Rulings = {}
            head = records.named(self._vault, code, rows.INTERVIEW)
            if head is not None and any(True for _ in self._vault.heads(rows.DECISION, owner=head.entity)):
                found = decisions.rulings(self._vault, head.entity, notebook.passages(self._vault, head.entity))
            self._ruled = (code, generation, _Ruled(found, decisions.safe_everywhere(self._vault)))
        return self._ruled[2]

    def _judged(self, last: "_Last") -> Page:
        """Return a page with what the look at the whole of it said, if this very page was looked at."""
        if self._looked and last.is_like(self._looked[0]):
            return replace(last.page, banner=WHOLE, objections=self._looked[1])
        return last.page

    def _up_to_date(self, interview: Interview) -> "_Compiled":
        """Return what is compiled, anew if a source, a place, a card, a part taken or the lock changed.

        The generation alone does not tell: every draft makes one.
        """
        generation, is_open = self._vault.generation, self._vault.identities_open
        parts = frozenset((participant.source, participant.part) for participant in interview.participants)
        before = self._compiled
        if before and (before.generation, before.is_open, before.parts) == (generation, is_open, parts):
            return before
        state = _state(self._vault)
        if before and (before.state, before.is_open, before.parts) == (state, is_open, parts):
            before.generation = generation
            return before
        self._forget()
        protected = protect(self._vault, None, interview) if is_open else protect_locked(self._vault, interview)
        self._compiled = _Compiled(protected, is_open, parts, state, generation, self._breathe)
        return self._compiled


def _undecided(last: "_Last") -> list[Objection]:
    """Return what nobody has decided about; one objection where a language model that is to be asked cannot answer."""
    try:
        return list(undecided([last.one], last.composition, last.gate, last.ruled.safe))
    except Unreachable as error:
        return [Objection("unchecked", "the page", error.sentence)]


def _state(vault: Vault) -> frozenset[bytes]:
    """Return the ids of the revisions and seals that decide whom the gate protects."""
    kinds = (rows.SOURCE, rows.LOCATION, rows.SEALED_LOCATION, rows.INTERVIEW, rows.PREFERENCES)
    heads = (head.revision for kind in kinds for head in vault.heads(kind))
    seals = (seal.id for kind in (rows.IDENTITY, rows.LOCATION) for seal in vault.seals(kind))
    return frozenset([*heads, *seals])


class _Memory(OrderedDict[object, object]):
    """Remember the last so many answers."""

    def answer(self, question: object, find: Callable[[], T]) -> T:
        if question in self:
            self.move_to_end(question)
        else:
            self[question] = find()
            if len(self) > _REMEMBERED:
                self.popitem(last=False)
        return self[question]  # type: ignore[return-value]


class _Remembering:
    """Pass each text and label through a gate once, and remember the answer, refusals too."""

    def __init__(self, clearing: Clearing, breathe: Callable[[], None]) -> None:
        self._clearing, self._breathe = clearing, breathe
        self._texts, self._labels, self._open = _Memory(), _Memory(), _Memory()
        self.gate = clearing if isinstance(clearing, Gate) else None

    def clear(self, raw: RawText, where: str, decided: Sequence[Ruling] = ()) -> Cleared:
        self._breathe()

        def ask() -> Cleared:
            return self._clearing.clear(raw, "", decided)

        return _told(self._texts.answer((raw, tuple(decided)), lambda: _answered(ask)), where)

    def undecided(
        self, raw: RawText, decided: Sequence[Ruling], safe: Container[tuple[str, str]]
    ) -> Sequence[Suspicion]:
        self._breathe()
        key = (raw, tuple(decided), safe)
        return self._open.answer(key, lambda: self._clearing.undecided(raw, decided, safe))

    def label(self, words: str, where: str, *, called: str) -> PublicText:
        def ask() -> PublicText:
            return self._clearing.label(words, where, called=called)

        return _told(self._labels.answer((words, where, called), lambda: _answered(ask)), where)

    def rung(self, words: str) -> PublicText:
        return self._clearing.rung(words)


@dataclass(frozen=True, slots=True)
class _Refusal:
    sentence: str
    objections: tuple[Objection, ...]
    hint: str


def _answered(ask: Callable[[], T]) -> T | _Refusal:
    try:
        return ask()
    except Refused as refusal:
        return _Refusal(refusal.sentence, refusal.objections, refusal.hint)


def _told(answer: T | _Refusal, where: str) -> T:
    """Return an answer, or refuse as the gate did, but *where* the words stand now."""
    if isinstance(answer, _Refusal):
        objections = [objection._replace(where=where) for objection in answer.objections]
        raise Refused(answer.sentence, objections, answer.hint)
    return answer


@dataclass(slots=True)
class _Compiled:
    """Hold what the gate needs, and the gates made of it, by who appears under their own name."""

    protected: Protected
    is_open: bool
    parts: frozenset[tuple[str, str]]
    state: frozenset[bytes]
    generation: int
    breathe: Callable[[], None]
    _gate: tuple[frozenset[str], _Remembering] | None = None

    def gate(self, by_name: frozenset[str]) -> _Remembering:
        """Return the gate, compiled anew only where somebody else appears under their own name."""
        if self._gate is None or self._gate[0] != by_name:
            clearing = self.protected.gate(by_name) if self.is_open else self.protected.locked_gate()
            self._gate = (by_name, _Remembering(clearing, self.breathe))
        return self._gate[1]


@dataclass(frozen=True, slots=True)
class _Ruled:
    """Hold what was decided: about the texts of one interview, and about terms wherever they stand."""

    rulings: decisions.Rulings
    safe: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True, eq=False)
class _Last:
    """Hold the last page with what a look at the whole of it needs."""

    gate: _Remembering
    ruled: _Ruled
    one: Selected
    composition: Composition
    rendered: Rendered
    page: Page

    def is_like(self, other: "_Last") -> bool:
        """Tell whether a look at the whole of *other* says as much of this one."""
        same = self.gate is other.gate and self.ruled.safe == other.ruled.safe and self.one == other.one
        return same and self.rendered.text == other.rendered.text


def _all_shown(
    one: Selected, composition: Composition, rendered: Rendered, breathe: Callable[[], None], *, locked: bool
) -> tuple[tuple[Shown, ...], int]:
    """Return the blocks of the one interview on the page, and how many words of it readers get."""
    if not composition.placed:
        apart = [choice for choice in one.choices if choice.treatment is Treatment.APART]
        reasons = (Shown(choice.number, "hidden", _HIDDEN[Treatment.APART]) for choice in apart)
        return (Shown(None, "hidden", _NO_SECTION), *reasons), 0
    pieces = iter(rendered.pieces)
    shown = [Shown(None, "heading", _text(next(pieces), rendered))]
    words = 0
    embargoes = {objection.where: objection for objection in composition.objections if objection.kind == "embargo"}
    for placed in composition.placed[0]:
        breathe()
        piece = next(pieces) if placed.block is not None else None
        embargo = embargoes.get(f"{one.interview.code}:{placed.number}")
        if embargo is not None:
            shown += [_refused(placed, [embargo])] if placed.treatment is not None else []
        elif placed.block is None or piece is None:
            shown.append(_nothing(placed))
        else:
            shown.append(_printed(placed, placed.block, piece, rendered, locked=locked))
            words += _words(placed.block)
    return tuple(shown), words


def _text(piece: Piece, rendered: Rendered) -> str:
    return rendered.text[piece.start : piece.end]


def _refused(placed: Placed, objections: Sequence[Objection]) -> Shown:
    reasons = "; ".join(dict.fromkeys(f"{objection.kind}: {objection.what}" for objection in objections))
    return Shown(placed.number, "refused", f"Refused. {reasons}.")


def _nothing(placed: Placed) -> Shown:
    """Say why nothing is printed of a passage."""
    if placed.objections:
        return _refused(placed, placed.objections)
    why = _EMPTY if placed.treatment is None else _HIDDEN.get(placed.treatment, _EMPTY)
    return Shown(placed.number, "hidden", why)


def _printed(placed: Placed, block: Block, piece: Piece, rendered: Rendered, *, locked: bool) -> Shown:
    text = _text(piece, rendered)
    spans = zip(piece.labels, placed.labels, strict=True) if placed.labels else ()
    replaced = [
        Replaced(start - piece.start, end - piece.start, replacement.label, replacement.reason)
        for (start, end), replacement in spans
        if replacement is not None
    ]
    if locked:
        replaced += [Replaced(*found.span(), BLOCK, COVERED) for found in _BLOCK.finditer(text)]
    return Shown(placed.number, _KINDS[type(block)], text, tuple(sorted(replaced)))


def _words(block: Block) -> int:
    """Count the words of a block that were said, asked, noted or paraphrased."""
    return 0 if isinstance(block, Omission | Explanation) else len(block.text.words.split())
