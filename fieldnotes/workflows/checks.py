"""Check a finished article against the vault before the world reads it (design, section 5; rules R-7.1 to R-7.3).

Every channel of the file is read: what stands on its pages, and what its readers can dig out of it. A report says
where and of what kind, never the secret itself. What could not be read makes it incomplete, never clean.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from fieldnotes.checking.folding import folded
from fieldnotes.checking.grading import Grade, Graded, Transcript
from fieldnotes.checking.quotations import quotations
from fieldnotes.checking.rewording import Echo, Echoes
from fieldnotes.checking.sourcing import lint
from fieldnotes.domain.text import RawText
from fieldnotes.errors import Unreachable, UsageError
from fieldnotes.formats.draft import LARGEST_DRAFT, Draft, Piece
from fieldnotes.formats.drafts.reading import read_draft
from fieldnotes.redaction.engine import uncollected
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import decisions, ledgers
from fieldnotes.workflows.promised import EMBARGO, OFF_RECORD, promised, speaker_of
from fieldnotes.workflows.protection import protect, protect_without_cards
from fieldnotes.workflows.telling import told_in

CLEAN, FINDINGS, INCOMPLETE = "clean", "findings", "incomplete"
LOCKED = "names of sources: the identities are locked"
STRANGERS = "names of people whom the vault does not know"

# Unknown data of these kinds has a form of its own, and no finished article needs it; names and links it needs.
_NEVER_PRINTED = {
    "phone": "a phone number",
    "email": "an e-mail address",
    "coord": "coordinates",
    "id": "an identity number",
    "passport": "a passport number",
    "plate": "a number plate",
    "account": "an account number",
    "device": "the number of a device",
    "ip": "an internet address",
}
_TRACES = {
    "comment": "comment",
    "insertion": "tracked insertion",
    "deletion": "tracked deletion",
    "hidden": "hidden text",
}
_BODY = "body"
# Words that people wrote; in the others stand names of styles and versions of programs, and much sounds like a name.
_WRITTEN = frozenset(
    "body header footer footnote endnote comment insertion deletion hidden alt-text image file-name".split()
)
_BETWEEN = "\n\n"


class Finding(NamedTuple):
    """Say what in an article is not as promised: its kind, where it stands, and what it is, without quoting it."""

    kind: str
    where: str
    what: str


@dataclass(frozen=True, slots=True, repr=False)
class Spot:
    """Hold the words of an article around a finding, and which of them it is about, from *start* to *end*."""

    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Checked:
    """Tell what was found in some articles: "clean", "findings" or "incomplete", and what nobody looked at.

    `traces` counts what readers can dig out of the files besides their pages ("2 comments"), harmless or not. `spots`
    are all places in order, each with its finding and the author's own words there, None where it is of no place: one
    finding can stand in many. They are for a screen; a report leaves them out (rule R-7.2).
    """

    result: str
    findings: tuple[Finding, ...]
    not_checked: tuple[str, ...]
    traces: tuple[str, ...] = ()
    spots: tuple[tuple[Finding, Spot | None], ...] = field(default=(), repr=False)


@uncollected()
def check(vault: Vault, drafts: Sequence[Path], now: datetime, title: str | None = None) -> Checked:
    """Compare finished articles with the vault; with the identities locked as far as that goes.

    With a *title* what they tell of each source is entered into the ledger as published, whatever was found.

    Raises:
        Locked: it is to be entered, and the identities are not open.
        UsageError: a file is larger than 200 MiB.
        Unreachable: a file or the vault cannot be read.
        Damaged: a sealed row cannot be opened or verified.
    """
    vault.verify_history()
    read = [read_draft(path.name, _bytes_of(path)) for path in drafts]
    checker = _Checker(vault, now)
    spots: list[tuple[Finding, Spot | None]] = []
    unread: list[str] = []
    unseen: list[str] = []
    for number, draft in enumerate(read, start=1):
        before = f"draft {number}, " if len(read) > 1 else ""
        for one, spot in checker.findings(draft):
            spots.append((one._replace(where=before + one.where), spot))
        unread += [before + what for what in draft.unread]
        unseen += [before + what for what in draft.unseen]
    spots += [(one, None) for one in checker.completed(read, title)]
    findings = tuple(dict.fromkeys(one for one, _ in spots))
    if not vault.identities_open:
        unread.insert(0, LOCKED)
    result = FINDINGS if findings else INCOMPLETE if unread else CLEAN
    return Checked(result, findings, (*unread, *unseen, STRANGERS), tuple(_traces(read)), tuple(spots))


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_DRAFT:
            raise UsageError("a draft is larger than 200 MiB", "take its pictures out, or split it")
        return path.read_bytes()
    except OSError:
        raise Unreachable("a draft cannot be read", "check its path, and that it is a file") from None


def _traces(drafts: Iterable[Draft]) -> Iterator[str]:
    """Count what readers can dig out of the files, by channel."""
    for channel, name in _TRACES.items():
        count = sum(piece.channel == channel for draft in drafts for piece in draft.pieces)
        if count:
            yield f"{count} {name}{'s' if count > 1 else ''}"


class _Found(NamedTuple):
    """Mark what is not as promised in some words: characters from start to end, its kind, and what it is."""

    start: int
    end: int
    kind: str
    what: str


class _Checker:
    """Hold what articles are compared with; compiled once for any number of them."""

    def __init__(self, vault: Vault, now: datetime) -> None:
        self._vault = vault
        protected = protect(vault, None) if vault.identities_open else protect_without_cards(vault)
        self._promised = promised(vault, protected, now)
        self._protected = protected
        self._gate = protected.gate(self._promised.by_name, tuple(self._promised.days()))
        self._safe = decisions.safe_everywhere(vault)
        self._people = self._promised.people(protected)
        self._public = dict(self._promised.public_words(protected))
        self._echoes = Echoes(self._promised.withheld(), self._promised.allowed())

    @cached_property
    def _transcript(self) -> Transcript:
        return Transcript(self._promised.said())

    @cached_property
    def _deep(self) -> Echoes:
        return Echoes(self._promised.deep())

    def findings(self, draft: Draft) -> Iterator[tuple[Finding, Spot]]:
        """Yield what is not as promised and the words there, channel by channel, the body first."""
        body = _Body([piece for piece in draft.pieces if piece.channel == _BODY])
        texts = [body, *(_Body([piece]) for piece in draft.pieces if piece.channel != _BODY)]
        for text in texts:
            found = [*self._given_away(text), *self._withheld(text)]
            if text is body or text.channel in ("footnote", "endnote"):
                found += self._as_sourced(text)
            if text.channel == "image" and text.where(0).endswith("GPS"):
                found.append(_Found(0, len(text.words), "metadata", "a picture that says where it was taken"))
            for one in sorted(found):
                yield Finding(one.kind, text.where(one.start), one.what), text.spot(one.start, one.end)

    def completed(self, drafts: Sequence[Draft], title: str | None) -> Iterator[Finding]:
        """Yield whom articles, beside what is out already, tell too much of; with a *title* enter them as published."""
        if title is not None:
            _ = self._vault.compartment_identity  # raises where they are locked
        if not self._vault.identities_open:
            return
        words = _BETWEEN.join(piece.text for draft in drafts for piece in draft.pieces)
        told = told_in(words, self._promised, self._protected, title)
        for objection in ledgers.before_release(self._vault, told)[1]:
            yield Finding("description", _BODY, f"{objection.where}: {objection.what}")
        if title is not None:
            ledgers.enter(self._vault, told)

    def _given_away(self, text: "_Body") -> Iterator[_Found]:
        """Yield what the gate would replace, and unknown data that no reader needs."""
        raw = RawText(text.words)
        for one in self._gate.recognise(raw):
            if not self._is_public(one.what, text.words[one.start : one.end]):
                yield _Found(one.start, one.end, one.kind, one.what)
        for doubt in self._gate.doubts(raw) if text.channel in _WRITTEN else ():
            if (doubt.kind, doubt.term) in self._safe:
                continue
            if doubt.kind == "near":
                yield _Found(doubt.start, doubt.end, "identity", doubt.reason)
            elif doubt.kind in _NEVER_PRINTED:
                what = f"{_NEVER_PRINTED[doubt.kind]} that belongs to nobody known"
                yield _Found(doubt.start, doubt.end, "identity", what)

    def _is_public(self, what: str, words: str) -> bool:
        """Tell whether these are words of the name or the description under which one source, alone, is published."""
        public, said = self._public.get(what.rpartition(" of source ")[2]), folded(words)
        return public is not None and bool(said) and public.issuperset(said)

    def _withheld(self, text: "_Body") -> Iterator[_Found]:
        said = {OFF_RECORD: "words that are off the record", EMBARGO: "words under an embargo"}
        for echo in self._echoes.find(text.words):
            yield _Found(echo.start, echo.end, echo.kind, f"{said[echo.kind]}, {echo.how}: {echo.where}")

    def _as_sourced(self, text: "_Body") -> Iterator[_Found]:
        """Yield quotations that are not as they were said, and what the sourcing rules forbid."""
        spoken: list[tuple[int, int, str]] = []
        for quotation in quotations(text.words):
            speaker = speaker_of(quotation.attributed, self._people)
            graded = self._transcript.grade(quotation.words, speaker)
            kind_what = self._judged(graded)
            yield from (_Found(quotation.start, quotation.end, kind, what) for kind, what in kind_what)
            whose = speaker or self._speaker_at(graded.where)
            if whose:
                spoken.append((quotation.start, quotation.end, whose))
        deep = [(echo.start, echo.end, whose) for echo, whose in self._deep_echoes(text.words)]
        for fault in lint(text.words, self._people, deep, spoken):
            yield _Found(fault.start, fault.end, fault.kind, fault.what)

    def _judged(self, graded: Graded) -> Iterator[tuple[str, str]]:
        """Yield of what kind a quotation's fault is, and what it is."""
        where = f": {graded.where}" if graded.where else ""
        if graded.grade is Grade.NOT_FOUND:
            yield "quote", "a quotation that stands in no transcript"
        elif graded.grade is Grade.ALTERED:
            yield "quote", f"a quotation that was changed, {graded.why}{where}"
        elif graded.grade is Grade.MISATTRIBUTED:
            yield "quote", f"a quotation said by somebody else{where}"
        elif graded.grade is Grade.PARAPHRASE:
            yield "quote", f"a paraphrase between quotation marks{where}"
        elif graded.where is not None:
            yield from self._unquotable(graded.where)

    def _unquotable(self, where: str) -> Iterator[tuple[str, str]]:
        """Yield what forbids to quote a passage, though it was said so."""
        one = self._promised.spoken[where]
        if one.withheld(self._promised.now) is not None:
            return  # told as an echo
        if one.choice.passage.speaker in self._protected.roles:
            yield "protected-role", f"words of {self._protected.roles[one.choice.passage.speaker or '']}: {where}"
        elif not one.choice.bits.quote:
            yield "quote", f"words that were not to be quoted: {where}"

    def _speaker_at(self, where: str | None) -> str | None:
        speaker = self._promised.spoken[where].choice.passage.speaker if where else None
        return speaker if speaker in self._protected.sources else None

    def _deep_echoes(self, words: str) -> Iterator[tuple[Echo, str]]:
        for echo in self._deep.find(words):
            if speaker := self._speaker_at(echo.where):
                yield echo, speaker


class _Body:
    """Hold pieces of one channel as one text, and tell in which piece an offset lies."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self.words = _BETWEEN.join(piece.text for piece in pieces)
        self._starts = [0, *accumulate(len(piece.text) + len(_BETWEEN) for piece in pieces)]

    @property
    def channel(self) -> str:
        return self._pieces[0].channel if self._pieces else _BODY

    def where(self, at: int) -> str:
        """Return the place of the piece in which the character *at* stands."""
        return self._pieces[self._index(at)].where if self._pieces else _BODY

    def spot(self, start: int, end: int) -> Spot:
        """Return the words of the piece in which something begins, and where in it that is."""
        index = self._index(start)
        words, before = self._pieces[index].text, self._starts[index]
        return Spot(words, min(start - before, len(words)), min(end - before, len(words)))

    def _index(self, at: int) -> int:
        return min(bisect_right(self._starts, at), len(self._pieces)) - 1
