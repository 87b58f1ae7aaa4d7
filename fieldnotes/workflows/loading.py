"""Load: a bundle becomes part of the vault, in one transaction: all of it or nothing (design, section 10)."""

import secrets
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from fieldnotes.domain.bundle import Bundle, BundledDecision, BundledInterview, BundledSource, dangling
from fieldnotes.domain.consent import Consent
from fieldnotes.domain.decision import Decision, Ruling, SafeTerm
from fieldnotes.domain.identity import CardRevision, Identity
from fieldnotes.domain.interview import Interview, Passage
from fieldnotes.domain.location import Location, SealedLocation
from fieldnotes.domain.mentions import mentions
from fieldnotes.domain.source import Source
from fieldnotes.errors import UsageError
from fieldnotes.vault import rows
from fieldnotes.vault.transaction import Transaction
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import (
    alignment,
    bundled_publications,
    consenting,
    decisions,
    ledgers,
    notebook,
    people,
    places,
)


@dataclass(frozen=True, slots=True)
class Warned:
    """Warn of something in a bundle: kind, where (`INT-001:3`, `source kak-d`), and what, quoting nothing."""

    kind: str
    where: str
    what: str


@dataclass(slots=True)
class Loaded:
    """Count what a load did, by kind ("sources", "passages", …), with its warnings."""

    added: Counter[str] = field(default_factory=Counter)
    updated: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)
    warnings: list[Warned] = field(default_factory=list)


def load(vault: Vault, bundle: Bundle, *, update: bool) -> Loaded:
    """Add a bundle to the vault; with *update* an existing handle or code becomes a new revision.

    Raises:
        UsageError: an existing handle or code without *update*, a reference to nothing, or an event of consent that
            cannot be added (see `consenting.add`).
    """
    kept = _Kept(notebook.sources(vault), notebook.locations(vault), notebook.interviews(vault))
    _refuse_clashes(bundle, kept, update)
    _refuse_dangling(bundle, kept)
    consents = consenting.new_among(bundle.consents, consenting.events(vault), datetime.now(UTC))
    report = Loaded()
    loading = _Loading(vault, kept, report)
    with vault.transaction() as tx:
        for source in bundle.sources:
            loading.source(tx, source)
        for location in bundle.locations:
            loading.location(tx, location)
        for interview in bundle.interviews:
            loading.interview(tx, interview)
        for event in consents:
            loading.consent(tx, event)
        deciding = _Deciding(vault, kept, loading.written, report)
        deciding.all_of(tx, bundle)
        loading.publications(tx, bundle, deciding)
    report.warnings += _warnings(bundle, kept)
    return report


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the vault holds before the load, by handle and code."""

    sources: Mapping[str, tuple[bytes, Source]]
    locations: Mapping[str, tuple[bytes, Location | SealedLocation]]
    interviews: Mapping[str, notebook.KeptInterview]

    @property
    def handles(self) -> set[str]:
        return set(self.sources) | set(self.locations)


def _refuse_clashes(bundle: Bundle, kept: _Kept, update: bool) -> None:
    """Refuse a handle of the other kind, and without *update* every handle and code that the vault has."""
    sources = [(f"sources[{place}].handle", one.handle) for place, one in enumerate(bundle.sources)]
    locations = [(f"locations[{place}].handle", one.handle) for place, one in enumerate(bundle.locations)]
    codes = [(f"interviews[{place}].code", one.code) for place, one in enumerate(bundle.interviews)]
    for names, others in ((sources, kept.locations), (locations, kept.sources)):
        for path, handle in names:
            if handle in others:
                raise UsageError(f"{path} names something else in the vault", "choose another handle")
    known = {*kept.sources, *kept.locations, *kept.interviews}
    for path, name in (*sources, *locations, *codes):
        if name in known and not update:
            raise UsageError(f"{path} is already in the vault", "to make a new revision of it: load --update")


def _refuse_dangling(bundle: Bundle, kept: _Kept) -> None:
    found = dangling(bundle, set(kept.sources), set(kept.locations), set(kept.interviews))
    if found:
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        hint = "add what it refers to to the bundle, or correct the handle or code"
        raise UsageError(f"{found[0]} refers to nothing in the bundle or the vault{more}", hint)


@dataclass(frozen=True, slots=True)
class _Loading:
    """Write the parts of one bundle inside one transaction and count them."""

    vault: Vault
    kept: _Kept
    report: Loaded
    written: dict[str, "_Written"] = field(default_factory=dict)
    entities: dict[str, bytes] = field(default_factory=dict)

    def source(self, tx: Transaction, given: BundledSource) -> None:
        """Write a source, and its card as a sealed supplement: absent leaves the card as it is."""
        source = Source.narrowed(given)
        entity, before = self.kept.sources.get(given.handle, (secrets.token_bytes(16), None))
        self.entities[given.handle] = entity
        self._count("sources", before, source, also=given.identity is not None)
        if source != before:
            tx.put(rows.SOURCE, entity, source.to_owner_json(), name=source.handle)
        if given.identity is not None and given.identity != Identity():
            tx.seal(rows.IDENTITY, entity, CardRevision(adds=given.identity).to_owner_json())
        for estimate in given.estimates:
            ledgers.write(tx, entity, estimate)
        for threshold in given.least:
            ledgers.write(tx, entity, threshold)

    def consent(self, tx: Transaction, event: Consent) -> None:
        """Add an event about a source of the bundle or of the vault."""
        entity = self.entities.get(event.source) or self.kept.sources[event.source][0]
        consenting.write(tx, entity, event)
        self.report.added["consents"] += 1

    def publications(self, tx: Transaction, bundle: Bundle, deciding: "_Deciding") -> None:
        """Write what was published of interviews of the bundle or of the vault."""
        codes = {release.interview for one in bundle.publications for release in one.releases}
        passages = {code: deciding.passages(code) for code in codes}
        sources = {handle: entity for handle, (entity, _) in self.kept.sources.items()} | self.entities
        if added := bundled_publications.load(self.vault, tx, bundle.publications, passages, sources):
            self.report.added["publications"] += added

    def location(self, tx: Transaction, given: Location) -> None:
        """Write a location; of a sealed one only the handle and the published rungs stay readable."""
        entity, before = self.kept.locations.get(given.handle, (secrets.token_bytes(16), None))
        changed = places.write(tx, entity, before, given)
        self._count("locations", before, before, also=changed)

    def interview(self, tx: Transaction, given: BundledInterview) -> None:
        """Write an interview's head and its passages; those missing from the bundle are removed."""
        head = Interview.narrowed(given)
        before = self.kept.interviews.get(given.code)
        entity = before.entity if before else secrets.token_bytes(16)
        known = notebook.passages(self.vault, entity) if before else []
        self.written[given.code] = _Written(entity)
        changed = self._passages(tx, entity, known, given)
        self._count("interviews", before.interview if before else None, head, also=changed)
        if before is None or before.interview != head:
            tx.put(rows.INTERVIEW, entity, head.to_owner_json(), name=head.code)

    def _passages(
        self, tx: Transaction, interview: bytes, known: list[notebook.KeptPassage], given: BundledInterview
    ) -> bool:
        partners = alignment.align(known, given.passages)
        changed, written = False, self.written[given.code].passages
        for passage, partner, key in zip(given.passages, partners, alignment.positions(partners), strict=True):
            noun = Passage.narrowed(passage)
            if partner is not None and partner.passage == noun and partner.position == key:
                written.append(partner)
                continue
            entity = partner.entity if partner else self._new_id(passage.id)
            body = noun.to_owner_json()
            head = tx.put(rows.PASSAGE, entity, body, owner=interview, position=key, words=noun.words)
            written.append(notebook.KeptPassage(entity, key, noun, head.revision))
            (self.report.updated if partner else self.report.added)["passages"] += 1
            changed = True
        continued = {partner.entity for partner in partners if partner is not None}
        for one in known:
            if one.entity not in continued:
                tx.remove(one.entity)
                self.report.removed["passages"] += 1
                changed = True
        return changed

    def _new_id(self, given: str | None) -> bytes:
        """Return the id of a new passage: the given one, unless another entity of the vault has it."""
        if given is None:
            return secrets.token_bytes(16)
        entity = bytes.fromhex(given)
        if self.vault.head(entity) is not None:
            raise UsageError("a passage id of the bundle belongs elsewhere in the vault", "leave the id out")
        return entity

    def _count(self, what: str, before: object, after: object, *, also: bool = False) -> None:
        if before is None:
            self.report.added[what] += 1
        elif before != after or also:
            self.report.updated[what] += 1


@dataclass(frozen=True, slots=True)
class _Written:
    """Hold an interview as the vault has it now: its entity, and its passages in order."""

    entity: bytes
    passages: list[notebook.KeptPassage] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Deciding:
    """Write the decisions of a bundle, about passages of it or of the vault, and count them."""

    vault: Vault
    kept: _Kept
    written: dict[str, _Written]
    report: Loaded

    def all_of(self, tx: Transaction, bundle: Bundle) -> None:
        """Write every decision; one about the same words takes the place of an earlier one.

        Raises:
            UsageError: a decision is about nothing that is there.
        """
        safe = decisions.safe_terms(self.vault)
        spans: dict[str, list[Decision]] = {}
        for number, given in enumerate(bundle.decisions):
            if not isinstance(given, SafeTerm):
                spans.setdefault(given.interview, []).append(self._placed(given, f"decisions[{number}]"))
            elif given not in safe:
                decisions.write_safe(tx, secrets.token_bytes(16), given)
                self.report.added["decisions"] += 1
        for code, placed in spans.items():
            self._write(tx, self._interview(code), placed)

    def _write(self, tx: Transaction, interview: _Written, placed: list[Decision]) -> None:
        known = decisions.in_force(self.vault, interview.entity, interview.passages)
        for decision in placed:
            before = next((one for one in known if decisions.same_words(one.decision, decision)), None)
            if before is not None and Ruling.narrowed(before.decision) == Ruling.narrowed(decision):
                continue
            (self.report.updated if before else self.report.added)["decisions"] += 1
            entity = before.entity if before else secrets.token_bytes(16)
            decisions.write(tx, entity, interview.entity, decision)

    def _interview(self, code: str) -> _Written:
        if code not in self.written:
            entity = self.kept.interviews[code].entity
            self.written[code] = _Written(entity, notebook.passages(self.vault, entity))
        return self.written[code]

    def passages(self, code: str) -> list[bytes]:
        """Return the passages of an interview of the bundle or of the vault, in order."""
        return [one.entity for one in self._interview(code).passages]

    def _placed(self, given: BundledDecision, path: str) -> Decision:
        """Return a decision as the vault keeps it: about a passage's revision."""
        hint = "give the code of an interview, a passage's position in it, and a span of its text"
        if given.interview not in self.written and given.interview not in self.kept.interviews:
            raise UsageError(f"{path} is about an interview that is not there", hint)
        passages = self._interview(given.interview).passages
        if given.passage > len(passages):
            raise UsageError(f"{path} is about a passage that is not there", hint)
        kept = passages[given.passage - 1]
        text = decisions.text_of(kept.passage, given.part)
        if text is None or given.end > len(text):
            raise UsageError(f"{path} is about words that are not there", hint)
        ids = {"passage": kept.entity.hex(), "revision": kept.revision.hex()}
        return Decision.model_validate({**{name: getattr(given, name) for name in Ruling.model_fields}, **ids})


def _warnings(bundle: Bundle, kept: _Kept) -> Iterator[Warned]:
    """Warn of what the gate or a reader may trip over; quote nothing of it."""
    handles = kept.handles | {s.handle for s in bundle.sources} | {p.handle for p in bundle.locations}
    for source in bundle.sources:
        yield from _source_warnings(source)
    for interview in bundle.interviews:
        for number, passage in enumerate(interview.passages, start=1):
            texts = (passage.text, passage.translation, passage.paraphrase)
            named = [handle for text in texts if text is not None for handle in mentions(text.reveal())]
            if any(handle not in handles for handle in named):
                where = f"{interview.code}:{number}"
                yield Warned("mention", where, "an @handle that names no source or place")
    for _ in bundle.attachments:
        yield Warned("attachment", "attachments", "an attachment that a bundle does not contain")


def _source_warnings(source: BundledSource) -> Iterator[Warned]:
    where = f"source {source.handle}"
    for found in people.warnings(source.pseudonym, source.handle, source.identity):
        yield Warned(found.what, where, f"the {found.what} shares {found.shared} with the real name")
    if source.flags and not (source.justification or "").strip():
        yield Warned("justification", where, "flags on this source ask for a written justification")
