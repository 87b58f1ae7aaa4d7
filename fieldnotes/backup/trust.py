"""Tell a repository that went backwards, forked, was mixed with another vault's, or forged, from one that did not.

restic's own format authenticates every byte, but not that the snapshots belong together: whoever keeps a repository can
put an older copy of it back. So every snapshot of a vault carries a statement in a tag: which vault, how many
transactions it had, the digest over all of them, and which snapshot of this vault came before. A MAC under a key of the
vault binds it to the snapshot's tree: the repository's password alone does not forge one.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from fieldnotes.domain import wordlist

Sign = Callable[[bytes], bytes]
"""Return the MAC of a statement, under a key that only the vault gives."""

_TAG = re.compile(
    r"fieldnotes\.1\.(?P<vault>[0-9a-f]{32})\.(?P<generation>\d{1,18})\.(?P<digest>[0-9a-f]{64})"
    r"\.(?P<previous>[0-9a-f]{64}|-)\.(?P<mac>[0-9a-f]{64})"
)
_WORDS = 6


@dataclass(frozen=True, slots=True)
class Statement:
    """Say which state of which vault a snapshot holds: id and digest in hexadecimal; `previous` names a snapshot."""

    vault: str
    generation: int
    digest: str
    previous: str | None

    def tag(self, tree: str, sign: Sign) -> str:
        """Return the statement as a tag of the snapshot with this tree, signed."""
        return f"{self._text()}.{sign(self._message(tree)).hex()}"

    def _text(self) -> str:
        return f"fieldnotes.1.{self.vault}.{self.generation}.{self.digest}.{self.previous or '-'}"

    def _message(self, tree: str) -> bytes:
        return f"{self._text()}.{tree}".encode("ascii")


@dataclass(frozen=True, slots=True)
class Signed:
    """Hold a statement as it was found in the tags of a snapshot, and the MAC that stood behind it."""

    statement: Statement
    mac: str

    def is_genuine(self, tree: str, sign: Sign) -> bool:
        """Say whether this vault signed it for a snapshot with this tree."""
        tag = self.statement.tag(tree, sign)
        return tag.endswith(f".{self.mac}")


def read(tags: Sequence[str]) -> Signed | None:
    """Return the statement among the tags of a snapshot; None where it has none, or several."""
    found = [match for tag in tags if (match := _TAG.fullmatch(tag))]
    if len(found) != 1:
        return None
    said = found[0]
    previous = None if said["previous"] == "-" else said["previous"]
    return Signed(Statement(said["vault"], int(said["generation"]), said["digest"], previous), said["mac"])


@dataclass(frozen=True, slots=True)
class Seen:
    """Hold what counts of a snapshot: its id and tree, when it says it was made (ISO 8601), and what it states."""

    id: str
    time: str
    tree: str
    signed: Signed | None


class Oddity(Enum):
    """Name what is wrong with a repository as a whole; the value is the sentence for a person."""

    EMPTIED = "the backups that this vault made there are all gone"
    BACKWARDS = "the last backup that this vault made there is gone: the repository was put back to an older state"
    FORKED = "two copies of this vault were backed up there, and each has what the other has not"
    AHEAD = "it holds a later state of this vault than the one here: this copy was put back, or another goes on"
    MIXED = "another vault is backed up there too"
    FORGED = "it holds a snapshot in this vault's name that this vault did not make"


@dataclass(frozen=True, slots=True)
class Judgement:
    """Hold the newest snapshot of this vault, if there is one, all of them oldest first, and what is odd."""

    newest: Seen | None
    own: tuple[Seen, ...]
    oddities: tuple[Oddity, ...]


def judge(snapshots: Sequence[Seen], vault: str, generation: int, last: str | None, sign: Sign) -> Judgement:
    """Judge a repository by its snapshots, for the vault with this id at this generation.

    `last` is the id of the snapshot that this vault knows to be its last one there, None where it knows of none.
    """
    claiming = [seen for seen in snapshots if seen.signed and seen.signed.statement.vault == vault]
    own = [seen for seen in claiming if seen.signed and seen.signed.is_genuine(seen.tree, sign)]
    own.sort(key=_order)
    oddities = []
    if last is not None and last not in {seen.id for seen in own}:
        oddities.append(Oddity.BACKWARDS if own else Oddity.EMPTIED)
    if _has_forked(own):
        oddities.append(Oddity.FORKED)
    if own and _order(own[-1])[0] > generation:
        oddities.append(Oddity.AHEAD)
    if any(seen.signed and seen.signed.statement.vault != vault for seen in snapshots):
        oddities.append(Oddity.MIXED)
    if len(own) < len(claiming):
        oddities.append(Oddity.FORGED)
    return Judgement(own[-1] if own else None, tuple(own), tuple(oddities))


def _order(seen: Seen) -> tuple[int, str]:
    return (seen.signed.statement.generation if seen.signed else -1, seen.time)


def _has_forked(own: Sequence[Seen]) -> bool:
    """Say whether two snapshots came after the same one, or hold different states under the same number."""
    statements = [seen.signed.statement for seen in own if seen.signed]
    successors = Counter(statement.previous for statement in statements if statement.previous)
    states = {(statement.generation, statement.digest) for statement in statements}
    return any(count > 1 for count in successors.values()) or len(states) > len({number for number, _ in states})


def words(snapshot: str) -> str:
    """Return six words (66 bits) to compare a snapshot by, on two machines or over a telephone."""
    digest = hashlib.sha256(b"fieldnotes snapshot " + bytes.fromhex(snapshot)).digest()
    return wordlist.named(int.from_bytes(digest, "big"), _WORDS)
