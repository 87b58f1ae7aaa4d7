"""Take raw words to public ones: find, settle, replace, look again, then mint, or refuse.

This is the only module that imports `domain.clearance`. It is pure: no files, clock, network or chance.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from fieldnotes.domain.clearance import mint
from fieldnotes.domain.decision import NEAR, SCRIPT, Ruling
from fieldnotes.domain.text import PublicText, RawText, Segment
from fieldnotes.errors import Objection, Refused
from fieldnotes.redaction import canon, containers, deciding, engine, spans
from fieldnotes.redaction.leaks import SecondLook
from fieldnotes.redaction.masking import COVERED, Piece, mask
from fieldnotes.redaction.recogniser import Finding, Kind, Recogniser, Suspicion
from fieldnotes.redaction.recognisers.mentions import Mentions
from fieldnotes.redaction.recognisers.near_names import NearNames
from fieldnotes.redaction.replacing import Replacer, Replacing, printable, reason, segments
from fieldnotes.redaction.scanning import as_known
from fieldnotes.redaction.subject import Protects, Subject
from fieldnotes.redaction.unknown.everything import Unknown
from fieldnotes.redaction.unknown.unread import Heard, heard

CLASSES = frozenset(
    {
        "ages",
        "dates",
        "identity, passport, plate and account numbers",
        "kinship",
        "spelling variants of known names",
        "unknown coordinates",
        "unknown e-mail addresses and links",
        "unknown names",
        "unknown phone numbers",
        "unknown places",
    }
)
"""What may give people away and is not known to the vault; a recogniser that covers a class takes it away."""

_REFUSAL = "the gate refuses to let this text out"
# Characters of texts that stay read between what is replaced in one and what is left to decide in it, and what each
# text costs besides: a thousand interviews of two thousand words.
_REMEMBERED, _EACH = 32_000_000, 1_000


@dataclass(frozen=True, slots=True)
class Replacement:
    """Say what the gate did at one place of the raw text.

    Attributes:
        start, end: character offsets in the raw text.
        label: what readers see there, without brackets; empty where a comment or tag was removed.
        reason: "a name of source kak-d"; never the words themselves.
        ref: whom it protects ("source kak-d"), several joined with ", ".
    """

    start: int
    end: int
    label: str
    reason: str
    ref: str


@dataclass(frozen=True, slots=True, repr=False)
class Cleared:
    """Hold one cleared text, what was replaced in it, and who is mentioned, in order of first mention.

    `mentioned` lists the refs whose own label (or own name) readers see; shared or class labels do not count.
    `labels` says for each label in the text, in order, what it replaced; None where the raw text reads the same.
    """

    text: PublicText
    replacements: tuple[Replacement, ...]
    mentioned: tuple[str, ...]
    labels: tuple[Replacement | None, ...]


@dataclass(frozen=True, slots=True)
class Recognised:
    """Mark words of a finished text that give somebody or something protected away.

    Attributes:
        start, end: character offsets in the text.
        kind: identity, protected-role, place or date.
        what: "a name of source kak-d"; never the words themselves.
    """

    start: int
    end: int
    kind: str
    what: str


class Gate:
    """Protect one set of subjects; compiled once per export."""

    def __init__(
        self,
        subjects: Sequence[Subject],
        mentions: Mapping[str, Subject],
        countries: Set[str] = frozenset(),
        models: Sequence[str] = (),
    ) -> None:
        """Compile the keys of *subjects*; *mentions* maps a handle, without @, to whom it stands for.

        *countries* are those the notes are about: among them a place is looked for that somebody generalises. The
        *models* are asked about unknown names as well.
        """
        protected = list(subjects)
        owners = {handle: _position(protected, subject) for handle, subject in mentions.items()}
        self._subjects = tuple(protected)
        self._countries = countries
        self._places = frozenset(owner for owner, subject in enumerate(protected) if subject.protects is Protects.PLACE)
        self._own_named = frozenset(owner for owner, subject in enumerate(protected) if subject.own_name)
        with engine.uncollected():
            self._exact = engine.exact(protected)
        self._mentions = Mentions(owners)
        self._replacer = Replacer(self._subjects)
        self._unknown = Unknown(models=models)
        self._remembered: dict[str, tuple[canon.Canon, spans.Settled]] = {}
        self._held = 0
        covered = self._unknown.covers.union(NearNames.covers, *(one.covers for one in self._exact))
        self.not_checked: tuple[str, ...] = tuple(sorted(CLASSES - covered))

    def clear(self, raw: RawText, where: str, decided: Sequence[Ruling] = ()) -> Cleared:
        """Return *raw* as readers may see it; raise Refused with objections at *where*.

        What was *decided* about this text hides more than what is known, and never shows any of that.
        """
        words = raw.reveal()
        _, settled = self._settled(words)
        found = settled.firm
        known = list(self._replacer.all_replacing(found, words))
        replacings = deciding.with_decided(words, known, decided, self._countries)
        objections = [*_of_nobody(settled.mentions, decided, where), *self._shared_own_names(found, where)]
        objections += self._misdecided(words, decided, where)
        text = tuple(segments(words, replacings))
        objections += self._look_again(text, where)
        if objections:
            raise Refused(_REFUSAL, objections, "change the text or the card that the objection names")
        done = [(r.words, None if _is_untouched(words, r) else _replacement(r)) for r in replacings]
        replaced = tuple(replacement for _, replacement in done if replacement is not None)
        labels = tuple(replacement for shown, replacement in done if shown)
        mentioned = dict.fromkeys(r.named.ref for r in replacings if r.named)
        return Cleared(mint(text), replaced, tuple(mentioned), labels)

    def doubts(self, raw: RawText) -> list[Suspicion]:
        """Return what of *raw* only a person can decide about: what resembles a known name, what may be unknown data.

        Nothing is refused here, and what is replaced without asking is left out.

        Raises:
            Unreachable: a language model that is to be asked cannot answer.
        """
        words = raw.reveal()
        read, settled = self._settled(words)
        replacings = self._replacer.all_replacing(settled.firm, words)
        taken = [(replacing.finding.start, replacing.finding.end) for replacing in replacings]
        near = [self._resembling(finding) for finding in settled.near]
        with engine.uncollected():
            return deciding.doubts(words, near, self._unknown.suspect(read), taken)

    def recognise(self, raw: RawText) -> list[Recognised]:
        """Return all that gives away in *raw*, which others wrote, by either look; nothing is replaced or refused.

        A name under which somebody is published is none. What only resembles a known name is among the `doubts`.
        """
        words = raw.reveal()
        settled = self._settled(words)[1]
        replacings = list(self._replacer.all_replacing(settled.firm, words))
        allowed = [(r.finding.start, r.finding.end) for r in replacings if _is_untouched(words, r)]
        found = [self._recognised(r) for r in replacings if not _is_untouched(words, r)]
        taken = [*allowed, *((one.start, one.end) for one in found)]
        for kind, where, what in self._second_look.look(words, allowed, str, None):
            at = int(where)
            if not any(start <= at < end for start, end in taken):
                found.append(Recognised(at, at + 1, kind, what))
        return sorted(found, key=lambda one: (one.start, one.end))

    def _recognised(self, replacing: Replacing) -> Recognised:
        finding = replacing.finding
        protects = {self._subjects[owner].protects for owner in finding.owners}
        kind = "date" if finding.kind is Kind.DATE else min(protects, key=list(Protects).index).value
        return Recognised(finding.start, finding.end, kind, replacing.reason)

    def undecided(self, raw: RawText, decided: Sequence[Ruling], safe: Container[tuple[str, str]]) -> list[Suspicion]:
        """Return those of the `doubts` that neither a ruling about this text nor a *safe* (kind, term) settles."""
        words = raw.reveal()
        return [
            one
            for one in self.doubts(raw)
            if (one.kind, one.term) not in safe and not deciding.is_settled(one, words, decided)
        ]

    def heard(self, raw: RawText) -> Heard:
        """Return what tells the languages of *raw*, as a language model would read it."""
        return heard(self._settled(raw.reveal())[0].views[0])

    def _settled(self, words: str) -> tuple[canon.Canon, spans.Settled]:
        """Return *words* as they are read, and what becomes of all that is found there; each text is looked at once."""
        if (done := self._remembered.get(words)) is None:
            if self._held >= _REMEMBERED:
                self._remembered.clear()
                self._held = 0
            with engine.uncollected():
                read = canon.read(words)
                findings = _findings(read, self._recognisers)
                settled = spans.settle(map(as_known, findings), words, self._places, self._own_named)
            done = self._remembered[words] = (read, settled)
            self._held += len(words) + _EACH
        return done

    def _resembling(self, finding: Finding) -> Suspicion:
        refs = ", ".join(self._subjects[owner].ref for owner in sorted(finding.owners))
        return Suspicion(finding.start, finding.end, NEAR, f"{finding.near} of {refs}", "high", "")

    def _misdecided(self, raw: str, decided: Sequence[Ruling], where: str) -> list[Objection]:
        """Return an objection for each person or place that the words in the place of decided ones give away.

        Those are words that somebody chose, and the names of units that a place was generalised to.
        """
        chosen = (one for one in decided if one.words is not None or (one.kind == "place" and one.hides))
        objections: list[Objection] = []
        for words in dict.fromkeys(deciding.label_of(r, raw[r.start : r.end], self._countries) for r in chosen):
            try:
                self.label(words, where, called="what you decided that readers see")
            except Refused as refusal:
                objections += refusal.objections
        return objections

    def label(self, words: str, where: str, *, called: str, besides: Subject | None = None) -> PublicText:
        """Return *words*, a public string of ours, as a label.

        *called* says what it is ("the agreed description of source kak-d"). Keys of *besides* are allowed in
        it (an own name). Raise Refused, kind "description", if it holds a key of anyone else.
        """
        clashes = [f"{reason(kind)} of {subject.ref}" for kind, subject in self._clashing(words, besides, self._known)]
        ours = f" of {besides.ref}" if besides else None
        seen = [objection.what for objection in self._second_look.look(words, (), lambda _: where)]
        clashes += [what for what in seen if ours is None or not what.endswith(ours)]
        if clashes:
            objections = [Objection("description", where, f"{called} holds {what}") for what in sorted({*clashes})]
            raise Refused("a public description gives somebody away", objections, "agree on other words")
        return mint([Segment(words, label=True)])

    def rung(self, words: str) -> PublicText:
        """Return the *words* of a rung that may be published, as a label; nothing is checked."""
        return mint([Segment(words, label=True)])

    def look(
        self,
        rendered: str,
        exempt: Sequence[tuple[int, int]],
        locate: Callable[[int], str],
        decided: Iterable[tuple[RawText, Sequence[Ruling]]] = (),
        safe: Iterable[tuple[str, str]] = (),
    ) -> list[Objection]:
        """Return what the second look objects to in a finished page; *locate* names the place of an offset.

        Words that were *decided* to be kept in a text of the page, and terms that are *safe* (kind, term) wherever they
        stand, may resemble a known name; they may not be one.
        """
        kept = [term for _, term in safe]
        for raw, rulings in decided:
            words = raw.reveal()
            kept += [words[one.start : one.end] for one in rulings if not one.hides and one.kind != SCRIPT]
        return self._second_look.look(rendered, exempt, locate, kept)

    @cached_property
    def _second_look(self) -> SecondLook:
        """The second look; a gate that is only asked for clashes never makes it."""
        with engine.uncollected():
            return SecondLook(self._subjects)

    @cached_property
    def _known(self) -> tuple[Recogniser, ...]:
        """What is known, as told and by its sound; a gate that is only asked for clashes never makes it."""
        with engine.uncollected():
            return (*self._exact, *engine.resembling(self._subjects))

    @cached_property
    def _recognisers(self) -> tuple[Recogniser, ...]:
        return (*self._known, self._mentions)

    def clashes(self, words: str, *, besides: Subject | None = None) -> bool:
        """Tell whether *words* hold a key of any subject other than *besides*."""
        return any(True for _ in self._clashing(words, besides, self._exact))

    def _clashing(
        self, words: str, besides: Subject | None, recognisers: Sequence[Recogniser]
    ) -> Iterator[tuple[Kind, Subject]]:
        """Yield what *words* hold of subjects other than *besides*, ordinary words left out."""
        for finding in _findings(canon.read(words), recognisers):
            for owner in finding.owners:
                if not finding.weak and self._subjects[owner] != besides:
                    yield finding.kind, self._subjects[owner]

    def _shared_own_names(self, found: Sequence[Finding], where: str) -> Iterator[Objection]:
        """Yield an objection for each name that somebody published under it shares with somebody else."""
        shared = {tuple(s.ref for s in self._replacer.clash_of_own_names(finding)) for finding in found}
        for refs in sorted(shared - {()}):
            yield Objection("identity", where, f"a name that {' and '.join(refs)} share")

    def _look_again(self, text: Sequence[Segment], where: str) -> list[Objection]:
        """Return what the second look objects to in the finished *text*, labels exempt.

        What only resembles a name is left to the look at the page, which knows all that is safe.
        """
        ends = list(accumulate(len(segment.words) for segment in text))
        exempt = [(end - len(segment.words), end) for segment, end in zip(text, ends, strict=True) if segment.label]
        return self._second_look.look("".join(s.words for s in text), exempt, lambda _: where, None)


class LockedGate:
    """Stand in for the gate while the identities are locked, so that the owner sees at least what a page is like.

    It covers instead of replacing, and checks nothing; nothing that went through it is ever exported.
    """

    def __init__(self, mentions: Mapping[str, Subject]) -> None:
        """Take what each handle, without @, stands for."""
        self._mentions = mentions

    def clear(self, raw: RawText, where: str, decided: Sequence[Ruling] = ()) -> Cleared:  # noqa: ARG002
        """Return *raw* with all covered that is not certainly harmless (see `masking`), whatever was *decided*."""
        pieces = mask(raw.reveal(), self._mentions)
        done = [(piece.subject, _covering(piece)) for piece in pieces if piece.covered]
        text = mint(Segment(printable(piece.words), label=piece.subject is not None) for piece in pieces)
        mentioned = dict.fromkeys(subject.ref for subject, _ in done if subject is not None)
        labels = tuple(replacement for subject, replacement in done if subject is not None)
        return Cleared(text, tuple(replacement for _, replacement in done), tuple(mentioned), labels)

    def undecided(self, *_: object) -> list[Suspicion]:
        """Return nothing: what is doubtful is covered."""
        return []

    def label(self, words: str, where: str, *, called: str) -> PublicText:  # noqa: ARG002 — it never objects
        """Return *words*, a public string of ours, as a label; nothing is checked."""
        return mint([Segment(words, label=True)])

    def rung(self, words: str) -> PublicText:
        """Return the *words* of a rung that may be published, as a label; nothing is checked."""
        return mint([Segment(words, label=True)])


def _findings(read: canon.Canon, recognisers: Sequence[Recogniser]) -> list[Finding]:
    """Return all that *recognisers* find in a text, widened to whole links, addresses and comments."""
    found = [finding for recogniser in recognisers for finding in recogniser.find(read)]
    return containers.expand(read.raw, dict.fromkeys(found))


def _covering(piece: Piece) -> Replacement:
    """Return the report of one covered word or mention; what covers a word is no label."""
    if piece.subject is None:
        return Replacement(piece.start, piece.end, piece.words, COVERED, "")
    ref = piece.subject.ref
    return Replacement(piece.start, piece.end, piece.subject.label, f"{reason(Kind.MENTION)} of {ref}", ref)


def _of_nobody(mentions: Sequence[Finding], decided: Sequence[Ruling], where: str) -> list[Objection]:
    """Return one objection where a mention of nobody is left that no decision hides."""
    hidden = [ruling for ruling in decided if ruling.hides]
    left = [m for m in mentions if not any(r.start <= m.start and m.end <= r.end for r in hidden)]
    return [Objection("mention", where, "an @handle that names no source or place") for _ in left[:1]]


def _position(subjects: list[Subject], subject: Subject) -> int:
    """Return where *subject* stands in *subjects*; append it if it is not there."""
    if subject not in subjects:
        subjects.append(subject)
    return subjects.index(subject)


def _replacement(replacing: Replacing) -> Replacement:
    """Return the report of one replacement."""
    finding = replacing.finding
    return Replacement(finding.start, finding.end, replacing.label, replacing.reason, replacing.ref)


def _is_untouched(raw: str, replacing: Replacing) -> bool:
    """Tell whether the raw text already reads as its replacement: an own name."""
    return raw[replacing.finding.start : replacing.finding.end] == replacing.words
