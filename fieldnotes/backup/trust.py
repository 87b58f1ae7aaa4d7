"""Tell a repository that went backwards, forked, was mixed with another vault's, or forged, from one that did not.

restic's own format authenticates every byte, but not that the snapshots belong together: whoever keeps a repository can
put an older copy of it back. So every snapshot of a vault carries a statement in a tag: which vault, how many
transactions it had, the digest over all of them, and which snapshot of this vault came before. A MAC under a key of the
vault binds it to the snapshot's tree: the repository's password alone does not forge one.
"""

import hashlib
import platform
import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
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
    UNREADABLE = "it holds a snapshot that is damaged and cannot be read"


@dataclass(frozen=True, slots=True)
class Judgement:
    """Hold the newest snapshot of this vault, if there is one, all of them oldest first, and what is odd."""

    newest: Seen | None
    own: tuple[Seen, ...]
    oddities: tuple[Oddity, ...]


@dataclass(frozen=True, slots=True)
class State:
    """Say which state of which vault is here: id and digest in hexadecimal, and what signs in its name.

    `last` is the snapshot that the vault knows to be its last one in this repository, None where it knows of none;
    `begun` the generation and digest of the backup that it last began there, which may have ended unseen.
    """

    vault: str
    generation: int
    digest: str
    sign: Sign = field(repr=False)
    last: str | None = None
    begun: tuple[int, str] | None = None

    def machine(self) -> str:
        """Return a word that means this machine to this vault and nothing to others, to sign locks with.

        So the lock of a process that was killed here stands in nobody's way here.
        """
        return self.sign(f"machine {platform.node()}".encode()).hex()[:16]

    def is_ours(self, seen: Seen) -> bool:
        """Say whether this very copy of the vault made a snapshot, or it holds what is here anyway."""
        statement = seen.signed.statement if seen.signed else None
        state = (statement.generation, statement.digest) if statement else None
        return seen.id == self.last or state in ((self.generation, self.digest), self.begun)


def judge(snapshots: Sequence[Seen], state: State, unreadable: Collection[str]) -> Judgement:
    """Judge a repository by its snapshots, and the ids of those that cannot be read, for the vault in this state."""
    claiming = [seen for seen in snapshots if seen.signed and seen.signed.statement.vault == state.vault]
    own = [seen for seen in claiming if seen.signed and seen.signed.is_genuine(seen.tree, state.sign)]
    own = in_order(own, state.last)
    found = {
        Oddity.EMPTIED: state.last is not None and not own,
        Oddity.BACKWARDS: state.last is not None and bool(own) and state.last not in {seen.id for seen in own},
        Oddity.FORKED: _has_forked(own) or (bool(own) and _is_of_another_copy(own, state)),
        Oddity.AHEAD: bool(own) and generation(own[-1]) > state.generation,
        Oddity.MIXED: any(seen.signed and seen.signed.statement.vault != state.vault for seen in snapshots),
        Oddity.FORGED: len(own) < len(claiming),
        Oddity.UNREADABLE: bool(unreadable),
    }
    return Judgement(own[-1] if own else None, tuple(own), tuple(odd for odd, is_so in found.items() if is_so))


def _is_of_another_copy(own: Sequence[Seen], state: State) -> bool:
    """Say whether a copy of the vault that went its own way made the newest snapshot, no later than what is here.

    Where this vault knows of no backup there, an older snapshot may be its own from before; and where its last one is
    gone, that says more than the one that is then the newest.
    """
    newest, state_there = own[-1], generation(own[-1])
    if state_there > state.generation or state.is_ours(newest):
        return False
    last_is_there = state.last in {seen.id for seen in own}
    return state_there == state.generation or last_is_there or (state.last is None and state.begun is not None)


def in_order(snapshots: Sequence[Seen], last: str | None = None) -> list[Seen]:
    """Return snapshots of one vault, the oldest first: by generation, and those of the same one as each names another.

    Clocks go back, so the time decides only where that does not: between chains whose links were forgotten. There the
    one with `last`, the snapshot that the vault knows to be its last one, comes last.
    """
    chains = _chains({seen.id: seen for seen in snapshots})
    newest = chains[last][0] if last in chains else None

    def order(seen: Seen) -> tuple[int, bool, datetime, int]:
        first, place = chains[seen.id]
        return generation(seen), first is newest, datetime.fromisoformat(first.time), place

    return sorted(snapshots, key=order)


def _chains(snapshots: Mapping[str, Seen]) -> dict[str, tuple[Seen, int]]:
    """Return of each snapshot the first one in its chain of the same generation, and its own place there."""
    places: dict[str, tuple[Seen, int]] = {}
    for seen in snapshots.values():
        after: list[Seen] = []
        one = seen
        while one.id not in places:  # ends: an id is a digest that covers `previous`, so no chain is a ring
            before = snapshots.get((one.signed and one.signed.statement.previous) or "")
            if before is None or generation(before) != generation(one):
                places[one.id] = (one, 0)
                break
            after.append(one)
            one = before
        first, place = places[one.id]
        places.update((each.id, (first, place + number)) for number, each in enumerate(reversed(after), 1))
    return places


def generation(seen: Seen) -> int:
    """Return how many transactions the vault says that it had; -1 for a snapshot that states nothing."""
    return seen.signed.statement.generation if seen.signed else -1


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
