"""Take the names on a card out of the notes: `@handle` stands in their place, and what held them is erased.

A name is found as the gate finds it: in any script, in parts, bent, in disguise. What stands in a mention already is
left alone. The earlier states of a passage still hold the name; `traces` finds them whenever it is asked, so a purge
that was broken off, or put off, is taken up again.
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from fieldnotes.domain.identity import Identity
from fieldnotes.domain.interview import Passage
from fieldnotes.domain.mentions import MENTION
from fieldnotes.domain.text import RawText
from fieldnotes.redaction import canon, spans
from fieldnotes.redaction.recognisers.known_names import KnownNames
from fieldnotes.redaction.scanning import as_known
from fieldnotes.redaction.subject import Protects, Subject
from fieldnotes.vault import rows
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import drafting, notebook

_PARTS = ("text", "translation", "paraphrase")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Say where a name stands: "INT-001:3", in its text, translation or paraphrase, from character to character."""

    where: str
    part: str
    start: int
    end: int


def occurrences(vault: Vault, handle: str, card: Identity) -> list[Occurrence]:
    """Return where the names and aliases of a card stand in the notes, by interview; drafts are not looked through."""
    finder = Finder(handle, card)
    return [found for _, where, one in _passages(vault) for found in finder.occurrences(where, one.passage)]


def replace_names(vault: Vault, handle: str, card: Identity, chosen: Container[Occurrence] | None = None) -> int:
    """Put `@handle` in the place of every occurrence, or of those *chosen*; return how many passages changed.

    It is one transaction. Drafts are committed first, for they hold names as well: commit them before asking for
    occurrences to choose from. The earlier revisions stay until they are purged.
    """
    drafting.commit(vault)
    finder = Finder(handle, card)
    changed = 0
    with vault.transaction() as tx:
        for interview, where, one in _passages(vault):
            found = [place for place in finder.occurrences(where, one.passage) if chosen is None or place in chosen]
            if found:
                noun = finder.replaced(one.passage, found)
                body, words = noun.to_owner_json(), noun.words
                tx.put(rows.PASSAGE, one.entity, body, owner=interview, position=one.position, words=words)
                changed += 1
    return changed


def traces(vault: Vault, handle: str, card: Identity) -> list[bytes]:
    """Return the entities of which an earlier state holds a name of the card, whatever it says today."""
    finder = Finder(handle, card)
    found: dict[bytes, None] = {}
    for revision in vault.earlier_revisions():
        if revision.entity not in found:
            words = rows.text_of(revision.kind, revision.body)
            if finder.places(revision.body.decode() if words is None else words):
                found[revision.entity] = None
    return list(found)


def purge(vault: Vault, entities: Sequence[bytes]) -> int:
    """Erase all earlier states of these entities, and return how many; whatever was kept to undo them is void.

    Raises:
        Unreachable: another process reads the vault; the log keeps what was erased until that one is closed.
    """
    return vault.purge(entities) if entities else 0


def _passages(vault: Vault) -> Iterator[tuple[bytes, str, notebook.KeptPassage]]:
    """Yield every passage with its interview's entity and where it stands ("INT-001:3")."""
    for code, kept in notebook.interviews(vault).items():
        for number, one in enumerate(notebook.passages(vault, kept.entity), start=1):
            yield kept.entity, f"{code}:{number}", one


class Finder:
    """Find the names of one card, and put a mention in their place."""

    def __init__(self, handle: str, card: Identity) -> None:
        self._mention = f"@{handle}"
        subject = Subject(f"source {handle}", Protects.IDENTITY, handle, names=card.all_names)
        self._names = KnownNames([subject])

    def places(self, words: str) -> list[tuple[int, int]]:
        """Return where a name stands in *words*, in order and free of overlaps."""
        findings = map(as_known, self._names.find(canon.read(words)))
        found = spans.settle(findings, words, frozenset(), frozenset()).firm
        mentioned = [match.span() for match in MENTION.finditer(words)] if found else []
        return [
            (one.start, one.end)
            for one in found
            if not any(start < one.end and one.start < end for start, end in mentioned)
        ]

    def occurrences(self, where: str, passage: Passage) -> Iterator[Occurrence]:
        """Yield where a name stands in any part of a passage."""
        for part in _PARTS:
            raw: RawText | None = getattr(passage, part)
            if raw is not None:
                yield from (Occurrence(where, part, start, end) for start, end in self.places(raw.reveal()))

    def all_replaced(self, passage: Passage) -> Passage:
        """Return the passage with a mention in the place of every name in it."""
        return self.replaced(passage, list(self.occurrences("", passage)))

    def replaced(self, passage: Passage, found: Sequence[Occurrence]) -> Passage:
        """Return the passage with a mention in the place of what was found in it."""
        new: dict[str, RawText] = {}
        for part in dict.fromkeys(one.part for one in found):
            places = [(one.start, one.end) for one in found if one.part == part]
            new[part] = RawText(self._put_in(getattr(passage, part).reveal(), places))
        return passage.model_copy(update=new)

    def _put_in(self, words: str, places: Sequence[tuple[int, int]]) -> str:
        """Return *words* with mentions at *places*, parted from letters that would make them something else."""
        text, at = "", 0
        for start, end in places:
            text += words[at:start]
            before = " " if text and (text[-1].isalnum() or text[-1] == "_") else ""
            after = " " if words[end : end + 1] and words[end] in "abcdefghijklmnopqrstuvwxyz0123456789-" else ""
            text, at = f"{text}{before}{self._mention}{after}", end
        return text + words[at:]
