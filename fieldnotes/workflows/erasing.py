"""Plan what goes with a source who withdrew, and erase it in one transaction (design, "Erasure"; rule R-2.5).

An interview in which nobody else was talked to goes whole. Of any other go the passages that the source spoke, and
that they took part; what others said there stays, with "[withdrawn]" where it mentioned or named them: once the card is
gone nothing would protect the name. Every earlier state that did so goes too.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from fieldnotes.domain.consent import Consent
from fieldnotes.domain.decision import Decision
from fieldnotes.domain.identity import Identity
from fieldnotes.domain.interview import DraftPassage, Interview, Passage
from fieldnotes.domain.mentions import MENTION, mentions
from fieldnotes.domain.noun import Noun
from fieldnotes.domain.publication import Publication
from fieldnotes.domain.selection import interviewees
from fieldnotes.domain.source import Source
from fieldnotes.domain.text import RawText
from fieldnotes.redaction.deciding import term_of
from fieldnotes.vault import attachments, rows
from fieldnotes.vault.drafts import Draft
from fieldnotes.vault.history import Head
from fieldnotes.vault.transaction import Transaction
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import decisions, ledgers, notebook
from fieldnotes.workflows.differences import ReleaseLog
from fieldnotes.workflows.differences import read as read_log
from fieldnotes.workflows.renaming import Finder
from fieldnotes.workflows.unfinished import FormDraft

WITHDRAWN = "[withdrawn]"
_TEXTS = ("text", "translation", "paraphrase")


@dataclass(slots=True)
class Plan:
    """Hold what is to be erased: `buried` (entity to kind) for good, `rewritten` heads, `purged` earlier states.

    `begun` are records that only a dropped draft knows: buried as well, so that no older copy brings them back.
    `interviews` are the codes of those that go whole; `logs` says what is left of the sealed logs of publications.
    """

    buried: dict[bytes, str] = field(default_factory=dict)
    interviews: dict[bytes, str] = field(default_factory=dict)
    rewritten: list[tuple[Head, Noun]] = field(default_factory=list, repr=False)
    purged: set[bytes] = field(default_factory=set)
    dropped: list[Draft] = field(default_factory=list)
    begun: dict[bytes, str] = field(default_factory=dict)
    redrafted: list[tuple[Draft, DraftPassage]] = field(default_factory=list, repr=False)
    logs: dict[bytes, ReleaseLog] = field(default_factory=dict, repr=False)

    def counts(self) -> dict[str, int]:
        """Return how many of each kind go; `mentions` are passages of others that change."""
        kinds = list(self.buried.values())
        return {
            "passages": kinds.count(rows.PASSAGE),
            "interviews": kinds.count(rows.INTERVIEW),
            "attachments": kinds.count(attachments.KIND),
            "decisions": kinds.count(rows.DECISION) + kinds.count(rows.SAFE_TERM),
            "consents": kinds.count(rows.CONSENT),
            "drafts": len(self.dropped),
            "mentions": sum(head.kind == rows.PASSAGE for head, _ in self.rewritten),
        }

    def carry_out(self, tx: Transaction) -> None:
        """Write all of it."""
        for draft in self.dropped:
            tx.drop_draft(draft.entity)
        for entity, kind in self.begun.items():
            tx.bury(entity, kind)
        for draft, written in self.redrafted:
            tx.put_draft(draft.kind, draft.entity, written.to_owner_json(), owner=draft.owner, base=draft.base)
        for head, noun in self.rewritten:
            words = noun.words if isinstance(noun, Passage) else 0
            found_by = {"owner": head.owner, "position": head.position, "name": head.name}
            tx.put(head.kind, head.entity, noun.to_owner_json(), words=words, **found_by)  # type: ignore[arg-type]
            tx.purge(head.entity)
        for entity in self.purged - self.buried.keys():
            tx.purge(entity)
        for entity, left in self.logs.items():
            tx.erase_seals(entity)
            tx.seal(rows.REPLACEMENT_LOG, entity, left.to_owner_json())
        for entity, kind in self.buried.items():
            tx.bury(entity, kind)


def plan(vault: Vault, entity: bytes, source: Source) -> Plan:
    """Return what goes with a source; the sealed accounts of exports are looked through with the identities open only.

    Raises:
        Damaged: something cannot be read; nothing is erased then.
    """
    return _Planning(vault, entity, source).planned()


@dataclass(slots=True)
class _Planning:
    """Gather a plan; `words` are all the words that go, folded, and `ids` the passages, hexadecimal."""

    vault: Vault
    entity: bytes
    source: Source
    plan: Plan = field(default_factory=Plan)
    words: list[str] = field(default_factory=list, repr=False)
    ids: set[str] = field(default_factory=set)
    names: Finder | None = None

    @property
    def handle(self) -> str:
        return self.source.handle

    def planned(self) -> Plan:
        """Return the plan; what hangs on passages comes after them."""
        self.names = self._finder()
        self._bury(self.entity, rows.SOURCE)
        self._interviews()
        self._passages()
        self._earlier_passages()
        self.ids = {entity.hex() for entity, kind in self.plan.buried.items() if kind == rows.PASSAGE}
        for kind, noun in ((rows.DECISION, Decision), (rows.CONSENT, Consent), (rows.PUBLICATION, Publication)):
            self._hanging(kind, noun)
        self._earlier_others()
        self._safe_terms()
        self._drafts()
        self._logs()
        return self.plan

    def _finder(self) -> Finder | None:
        """Return what finds the names on their card, while the identities are open.

        A name that stands on another card as well is protected by that one, and may be the other's.
        """
        if not self.vault.identities_open:
            return None
        cards = {entity: notebook.card(self.vault, entity) for entity, _ in notebook.sources(self.vault).values()}
        card = cards.pop(self.entity, None) or Identity()
        others = {name for other in cards.values() if other is not None for name in other.all_names}
        return Finder(self.handle, Identity(aliases=tuple(name for name in card.all_names if name not in others)))

    def _bury(self, entity: bytes, kind: str) -> None:
        """Bury a record with all that it owns, what was removed before as well."""
        self.plan.buried[entity] = kind
        for owned, of_kind in self.vault.owned(entity):
            self.plan.buried[owned] = of_kind

    def _interviews(self) -> None:
        roles = notebook.protected_roles(self.vault)
        for code, kept in notebook.interviews(self.vault).items():
            passages = [one.passage for one in notebook.passages(self.vault, kept.entity)]
            asked = interviewees(kept.interview, passages, roles)
            present = asked | {one.source for one in kept.interview.participants}
            present |= {one.speaker for one in passages if one.speaker in roles}
            if self.handle in present and (asked == {self.handle} or present == {self.handle}):
                self.plan.interviews[kept.entity] = code
                self._bury(kept.entity, rows.INTERVIEW)
        for head in self._surviving(rows.INTERVIEW):
            noun = rows.noun_of(Interview, head.body)
            staying = tuple(one for one in noun.participants if one.source != self.handle)
            if staying != noun.participants:
                self.plan.rewritten.append((head, noun.model_copy(update={"participants": staying})))

    def _passages(self) -> None:
        for head in self.vault.heads(rows.PASSAGE):
            noun = rows.noun_of(Passage, head.body)
            if head.entity in self.plan.buried or noun.speaker == self.handle:
                self.plan.buried[head.entity] = rows.PASSAGE
                self._heard(noun)
            elif (without := self._without(noun)) != noun:
                self.plan.rewritten.append((head, without))

    def _earlier_passages(self) -> None:
        """Bury what they said and somebody removed; purge what once was theirs, or once mentioned them."""
        for revision in self.vault.earlier_revisions():
            if revision.kind != rows.PASSAGE:
                continue
            noun = rows.noun_of(Passage, revision.body)
            buried = revision.entity in self.plan.buried
            if buried or noun.speaker == self.handle:
                self._heard(noun)
            if not buried and noun.speaker == self.handle and self.vault.head(revision.entity) is None:
                self.plan.buried[revision.entity] = rows.PASSAGE
            elif noun.speaker == self.handle or self._without(noun) != noun:
                self.plan.purged.add(revision.entity)

    def _hanging(self, kind: str, of: type[Decision] | type[Consent] | type[Publication]) -> None:
        for head in self._surviving(kind):
            noun = rows.noun_of(of, head.body)
            left = self._left_of(noun)
            if left is None:
                self.plan.buried[head.entity] = kind
            elif left != noun:
                self.plan.rewritten.append((head, left))

    def _left_of(self, noun: Noun) -> Noun | None:
        """Return what may stay of a record that hangs on others; None where all of it goes."""
        if isinstance(noun, Decision):
            return None if noun.passage in self.ids else noun
        if isinstance(noun, Consent):
            gone = noun.source == self.handle or noun.interview in self.plan.interviews.values()
            kept = None if noun.interpreter == self.handle else noun.interpreter
            return None if gone else noun.model_copy(update={"interpreter": kept})
        if isinstance(noun, Publication):
            return self._published(noun)
        if isinstance(noun, Interview):
            return None if self.handle in (one.source for one in noun.participants) else noun
        return noun

    def _published(self, noun: Publication) -> Publication:
        """Return the record of a publication without them: that something left stays, not who spoke in it."""
        codes = set(self.plan.interviews.values())
        staying = tuple(
            release.model_copy(
                update={
                    "passages": tuple(each for each in release.passages if each not in self.ids),
                    "sources": tuple(each for each in release.sources if each != self.handle),
                }
            )
            for release in noun.releases
            if release.interview not in codes
        )
        return noun.model_copy(update={"releases": staying})

    def _earlier_others(self) -> None:
        nouns: dict[str, type[Noun]] = {
            rows.DECISION: Decision,
            rows.CONSENT: Consent,
            rows.PUBLICATION: Publication,
            rows.INTERVIEW: Interview,
        }
        for revision in self.vault.earlier_revisions():
            noun = nouns.get(revision.kind)
            if noun is not None and self._left_of(said := rows.noun_of(noun, revision.body)) != said:
                self.plan.purged.add(revision.entity)

    def _safe_terms(self) -> None:
        """Bury the terms that are safe everywhere and stand in words that go: no other decision holds words."""
        names = notebook.card(self.vault, self.entity) if self.vault.identities_open else None
        self.words += [term_of(self.source.pseudonym), *map(term_of, names.all_names if names else ())]
        for safe, entity in decisions.safe_terms(self.vault).items():
            if any(f" {safe.term} " in f" {words} " for words in self.words):
                self.plan.buried[entity] = rows.SAFE_TERM

    def _drafts(self) -> None:
        for draft in self.vault.drafts():
            if draft.entity in self.plan.buried or draft.owner in self.plan.buried:
                self._drop(draft)
            elif draft.kind == rows.PASSAGE:
                self._passage_draft(draft)
            elif not draft.sealed and self._is_typed_in(draft):
                self._drop(draft)

    def _passage_draft(self, draft: Draft) -> None:
        noun = rows.noun_of(DraftPassage, draft.body)
        if noun.passage is None:
            return
        if noun.passage.speaker == self.handle:
            self._drop(draft)
        elif (without := self._without(noun.passage)) != noun.passage:
            self.plan.redrafted.append((draft, noun.model_copy(update={"passage": without})))

    def _drop(self, draft: Draft) -> None:
        self.plan.dropped.append(draft)
        if self.vault.head(draft.entity) is None:
            self.plan.begun[draft.entity] = draft.kind

    def _is_typed_in(self, draft: Draft) -> bool:
        """Tell whether the handle was typed into a form that waits."""
        if draft.kind not in (rows.SOURCE, rows.INTERVIEW, rows.LOCATION):
            return False
        values = rows.noun_of(FormDraft, draft.body).values.values()
        said = " ".join(word for value in values for word in _words(value))
        return self.handle in said.replace("@", " ").replace(",", " ").split() or self.handle in mentions(said)

    def _logs(self) -> None:
        if not self.vault.identities_open:
            return
        codes = set(self.plan.interviews.values())
        gone = self.ids | {head.entity.hex() for head, _ in self.plan.rewritten}
        gone |= {entity.hex() for entity in self.plan.purged}
        called = self._called()
        for seal in self.vault.seals(rows.REPLACEMENT_LOG):
            log = read_log(self.vault.unseal(seal))
            left = ReleaseLog(
                replaced=tuple(
                    one
                    for one in log.replaced
                    if one.where.partition(":")[0] not in codes and f"source {self.handle}" not in one.reason
                ),
                printed=tuple(
                    one
                    for one in log.printed
                    if one.passage not in gone and not any(name in run for run, _ in one.runs for name in called)
                ),
            )
            if left != log and seal.entity not in self.plan.buried:
                self.plan.logs[seal.entity] = left

    def _called(self) -> set[str]:
        """Return the names under which readers knew them."""
        told = ledgers.account(self.vault, self.entity).disclosures
        return {self.source.pseudonym, *(one.persona for one in told)}

    def _surviving(self, kind: str) -> Iterator[Head]:
        return (head for head in self.vault.heads(kind) if head.entity not in self.plan.buried)

    def _heard(self, noun: Passage) -> None:
        texts = (getattr(noun, part) for part in _TEXTS)
        self.words += [term_of(text.reveal()) for text in texts if text is not None]

    def _without(self, noun: Passage) -> Passage:
        """Return a passage of somebody else without mentions, names and translations of theirs."""
        noun = self.names.all_replaced(noun) if self.names else noun
        new: dict[str, object] = {"translator": None} if noun.translator == self.handle else {}
        for part in _TEXTS:
            text: RawText | None = getattr(noun, part)
            if text is not None and self.handle in mentions(text.reveal()):
                new[part] = RawText(MENTION.sub(lambda found: self._mention(found[0]), text.reveal()))
        return noun.model_copy(update=new) if new else noun

    def _mention(self, words: str) -> str:
        """Return what stands for a mention; a hyphen at its end is punctuation and stays."""
        handle = words[1:].rstrip("-")
        return WITHDRAWN + words[1 + len(handle) :] if handle == self.handle else words


def _words(value: str | bool | tuple[str, ...]) -> tuple[str, ...]:
    return (str(value),) if isinstance(value, str | bool) else value
