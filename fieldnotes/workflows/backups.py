"""Back a vault up, and bring it back: run, list, drill and restore; what is at risk since the last time."""

import secrets
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any, Literal, TypeAlias

from fieldnotes.backup import choosing, contents, keeping, meter, restoring, saving, session, trust
from fieldnotes.backup.address import parse
from fieldnotes.backup.credentials import Credentials
from fieldnotes.backup.saving import Material
from fieldnotes.backup.trust import State
from fieldnotes.errors import Damaged
from fieldnotes.formats.atomic import appearing, reaching, replacing
from fieldnotes.formats.restic.index import Index
from fieldnotes.formats.restic.repository import Repository
from fieldnotes.vault import attachments, backups, memory, rows
from fieldnotes.vault.backups import Shelf
from fieldnotes.vault.layout import DRILL, RECOVERY_TEXT, Layout, make_folder
from fieldnotes.vault.unlocked import Vault, open_vault
from fieldnotes.workflows import repositories
from fieldnotes.workflows.repositories import Known

# What the doors carry: what counts and slows a line, how far a run is, and what is odd about a repository.
Meter: TypeAlias = meter.Meter
Progress: TypeAlias = saving.Progress
Oddity: TypeAlias = trust.Oddity

_LOOKED_AT = 2000  # revisions; who has more at risk is told "more than"


@dataclass(frozen=True, slots=True)
class Run:
    """Hold what a backup did; `seconds` from the first look at the vault to the snapshot.

    `gone` says when those snapshots were made that this machine had seen there and that are no longer listed.
    """

    snapshot: str
    time: datetime
    bytes_sent: int
    bytes_total: int
    seconds: float
    words: str
    oddities: tuple[Oddity, ...]
    gone: tuple[datetime, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """Describe a snapshot of a repository: `of` is "this vault", "another vault", "restic" or "nobody: forged"."""

    id: str
    time: datetime
    of: str
    generation: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Hold every snapshot of a repository, the newest first, and what is odd about it; `gone` as `Run` has it."""

    snapshots: tuple[Listed, ...]
    oddities: tuple[Oddity, ...]
    gone: tuple[datetime, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """Hold what a drill compared: how many records of each kind came back, and that all of them did."""

    snapshot: str
    time: datetime
    counts: dict[str, int]
    changes_since: int
    oddities: tuple[Oddity, ...]


@dataclass(frozen=True, slots=True)
class Restored:
    """Hold what came back; `verified` says whether it was opened and is what its vault had signed.

    `withdrawals` since this backup are pending where the newest notes.db lies beside it: they are heeded when the vault
    is first opened for writing. They are unknown where no later backup can be read. `unreadable` counts the snapshots
    there that are damaged: one of them may have been newer.
    """

    snapshot: str
    time: datetime
    files: int
    words: str
    verified: bool
    withdrawals: Literal["none", "pending", "unknown"]
    unreadable: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Say how a repository stands: when it was last written and proved, and what has changed here since.

    `at_risk` counts records changed since the last backup, None where there is none; `many` that there may be more.
    `oddities` are those of the last backup, `unseen` those of any that nobody has looked at since; `gone` as `Run` has
    it, as long as nobody has. `verified` is when every byte was last read, `is_sound` whether all was as it should be.
    """

    known: Known
    last: datetime | None
    proved: datetime | None
    at_risk: int | None
    many: bool
    oddities: tuple[Oddity, ...]
    unseen: tuple[Oddity, ...] = ()
    gone: tuple[datetime, ...] = ()
    verified: datetime | None = None
    is_sound: bool = False

    @property
    def is_recoverable(self) -> bool:
        """Whether words of the sheet were typed back from paper."""
        return self.known.repository.proved


def run(vault: Vault, one: Known, line: Meter, tell: Callable[[Progress], None] = lambda _: None) -> Run:
    """Back the vault up to a repository that it knows.

    Raises:
        Unreachable: the place cannot be reached or written, or the vault is only read.
        Damaged: the index of the repository cannot be read.
        Cancelled: the line was told to stop; what arrived is not sent again.
    """
    started = monotonic()
    with memory.amending(vault, one.entity) as known:
        before = dict(known)
        # Kept in what is backed up, so that a vault brought back from this very backup knows it for its own.
        known["begun"] = _begun(*backups.state_of(vault))
    with opened(vault, one, line) as (repository, shelf), backups.standing_still(vault) as still:
        state = _state(vault, before, still.generation, still.digest)
        material = Material(still.files, still.lively)
        kept = keeping.back_up(repository, state, material, shelf, Progress(tell=tell))
    odd = [oddity.name for oddity in kept.oddities]
    with memory.amending(vault, one.entity) as known:
        known["begun"] = _begun(still.generation, still.digest)
        known["run"] = {"at": kept.time.isoformat(), "snapshot": kept.snapshot, "generation": still.generation}
        known["odd"] = odd
        known["unseen"] = list(dict.fromkeys((*known.get("unseen", ()), *odd)))
        known["gone"] = list(dict.fromkeys((*known.get("gone", ()), *(time.isoformat() for time in kept.gone))))
    return Run(
        kept.snapshot,
        kept.time,
        line.sent,
        kept.bytes_total,
        monotonic() - started,
        trust.words(kept.snapshot),
        kept.oddities,
        kept.gone,
    )


@contextmanager
def opened(
    vault: Vault, one: Known, line: Meter | None = None, *, strict: bool = False, anew: bool = False
) -> Iterator[tuple[Repository, Shelf]]:
    """Yield an opened repository, and what is remembered of its files: `strict` as `Shelf` has it.

    `anew` opens it as a machine does that remembers nothing: with the key that is there, or not at all.
    """
    shelf = Shelf(vault, one.entity, strict=strict)
    with repositories.connected(one, line) as storage:
        yield session.open_repository(storage, one.repository.password, {} if anew else shelf), shelf


def state_of(vault: Vault, one: Known) -> State:
    """Return which state of which vault is here, as a repository is judged by."""
    generation, digest = backups.state_of(vault)
    return _state(vault, memory.remembered(vault, one.entity), generation, digest)


def _begun(generation: int, digest: bytes) -> list[int | str]:
    return [generation, digest.hex()]


def _state(vault: Vault, known: dict[str, Any], generation: int, digest: bytes) -> State:
    last = known.get("run", {}).get("snapshot")
    begun = known.get("begun")
    return State(
        vault.id.hex(),
        generation,
        digest.hex(),
        lambda message: backups.sign(vault, message),
        last,
        (int(begun[0]), str(begun[1])) if begun else None,
    )


def listed(vault: Vault, one: Known) -> Listing:
    """Return every snapshot of a repository, and what is odd about it."""
    with opened(vault, one) as (repository, shelf):
        found = session.find_snapshots(repository, shelf)
    state = state_of(vault, one)
    judgement = trust.judge(found.seen(), state, found.unreadable)
    own = {seen.id for seen in judgement.own}
    snapshots = []
    for seen in found.seen():
        said = seen.signed.statement if seen.signed else None
        of = "this vault" if seen.id in own else "restic" if said is None else "another vault"
        of = "nobody: forged" if said and said.vault == state.vault and seen.id not in own else of
        time = found.snapshots[seen.id].time
        snapshots.append(Listed(seen.id, time, of, said.generation if said else None, trust.words(seen.id)))
    newest_first = tuple(sorted(snapshots, key=lambda one: one.time, reverse=True))
    return Listing(newest_first, judgement.oddities, found.gone_times())


# ------------------------------------------------------------------------------------------- proving


def drill(vault: Vault, one: Known, secret: str, line: Meter, tell: Callable[[Progress], None]) -> Proof:
    """Restore the newest snapshot beside the vault, open it with the passphrase, compare, and wipe it away.

    What is restored is encrypted as the vault is. The date is kept: it is the last proved restore.

    Raises Damaged where what came back is not what was backed up, Locked for a wrong passphrase, Unreachable.
    """
    scratch = vault.layout.scratch(DRILL)
    try:
        with opened(vault, one, line, anew=True) as (repository, _):
            shelf: dict[str, bytes] = {}  # what is remembered proves nothing
            state = state_of(vault, one)
            found, index = session.look(repository, shelf)
            judgement = trust.judge(found.seen(), state, found.unreadable)
            newest = judgement.newest
            if newest is None or newest.signed is None:
                raise Damaged("no backup of this vault is there", "make one: fieldnotes backup run")
            with reaching():
                make_folder(scratch)
            # Into a folder that the next opening sweeps, should this process be killed.
            restoring.restore_into(repository, index, newest.tree, scratch, shelf, Progress(tell=tell))
        counts = _compared(vault, scratch, secret, newest.signed.statement)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    now = datetime.now(UTC)
    with memory.amending(vault, one.entity) as known:
        known["proved"] = {"at": now.isoformat(), "snapshot": newest.id}
    since = state.generation - newest.signed.statement.generation
    return Proof(newest.id, now, counts, since, judgement.oddities)


def _compared(vault: Vault, copy: Path, secret: str, said: trust.Statement) -> dict[str, int]:
    """Open a restored copy and compare it with what was signed and with the vault; return how much came back."""
    _add_recovery_text(copy)
    with open_vault(copy, secret, write=False) as restored:
        generation, digest = backups.state_of(restored)
        if (restored.id.hex(), generation, digest.hex()) != (said.vault, said.generation, said.digest):
            raise _not_as_backed_up()
        restored.verify_history()
        heads = list(restored.heads(rows.PASSAGE))
        canary = secrets.choice(heads) if heads else None
        if canary is not None and canary.body not in {old.body for old in vault.revisions(canary.entity)}:
            raise _not_as_backed_up()
        kept = list(attachments.listed(restored))
        if any(one.fault for one in kept):
            raise _not_as_backed_up()
        kinds = {"interviews": rows.INTERVIEW, "passages": rows.PASSAGE, "sources": rows.SOURCE}
        return {name: restored.count(kind) for name, kind in kinds.items()} | {"attachments": len(kept)}


def _add_recovery_text(folder: Path) -> None:
    """Write what is the same in every vault and so in no backup."""
    with reaching(), replacing(Layout(folder).recovery) as file:
        file.write(RECOVERY_TEXT)


def _not_as_backed_up() -> Damaged:
    return Damaged(
        "what came back is not what was backed up", "make a backup to another place now, then verify this one"
    )


# ------------------------------------------------------------------------------------------ restoring


def restore(  # noqa: PLR0913, PLR0917 - what a bare machine has not been told yet
    text: str,
    credentials: Credentials,
    password: str,
    target: Path,
    snapshot: str | None = None,
    secret: str | None = None,
    tell: Callable[[Progress], None] = lambda _: None,
    line: Meter | None = None,
) -> Restored:
    """Bring a vault back on a machine that has nothing but the address and the repository's password.

    `snapshot` is an id or the beginning of one, else the newest; with the vault's passphrase it is opened and compared
    with what was signed before it counts.

    Raises:
        UsageError: something is at `target`, it lies inside a vault, or it must be said which snapshot is meant.
        Locked: the password opens no key of the repository, or the passphrase not the vault.
        Damaged, Unreachable: it cannot be read; nothing is left behind.
    """
    from fieldnotes.backup.remote import connect

    shelf: dict[str, bytes] = {}
    restoring.refuse_inside(target)
    with connect(parse(repositories.canonical(text)), credentials, line) as storage:
        repository = session.open_repository(storage, password, shelf)
        found, index = session.look(repository, shelf)
        chosen = choosing.chosen(found, snapshot)
        with choosing.others_named(found), appearing(target) as partial:
            files = restoring.restore_into(repository, index, chosen.tree, partial, shelf, Progress(tell=tell))
            _add_recovery_text(partial)
            later = choosing.later(found, chosen)
            if secret is not None:
                later = _check_signed(partial, secret, chosen, later)
            heeded = _lay_beside(repository, index, later, partial, shelf)
    time = found.snapshots[chosen.id].time
    unreadable = len(found.unreadable)
    return Restored(chosen.id, time, files, trust.words(chosen.id), secret is not None, heeded, unreadable)


def _lay_beside(
    repository: Repository, index: Index, later: Sequence[trust.Seen], copy: Path, shelf: dict[str, bytes]
) -> Literal["none", "pending", "unknown"]:
    """Lay the newest notes.db that can be read beside a restored vault; say whether that could be done."""
    for one in later:
        with suppress(Damaged):
            restoring.restore_one(repository, index, one.tree, contents.NOTES, Layout(copy).later, shelf)
            return "pending"
    return "unknown" if later else "none"


def _check_signed(copy: Path, secret: str, chosen: trust.Seen, later: Sequence[trust.Seen]) -> list[trust.Seen]:
    """Return which later snapshots the vault signed too; raise Damaged unless it signed the one it came from."""
    with open_vault(copy, secret, write=False) as vault:
        generation, digest = backups.state_of(vault)
        state = _state(vault, {}, generation, digest)
        genuine = {one.id for one in trust.judge([chosen, *later], state, ()).own}
    said = chosen.signed.statement if chosen.signed and chosen.id in genuine else None
    if said is None or (generation, digest.hex()) != (said.generation, said.digest):
        raise Damaged("this snapshot was not made by the vault that is in it", "restore another snapshot")
    return [one for one in later if one.id in genuine]


# --------------------------------------------------------------------------------------------- standing


def standings(vault: Vault) -> list[Standing]:
    """Say how every repository of this vault stands; asks none of them."""
    return [_standing(vault, one) for one in repositories.known(vault)]


def _standing(vault: Vault, one: Known) -> Standing:
    known = memory.remembered(vault, one.entity)
    ran, verified = known.get("run"), known.get("verified")
    changed = backups.changed_since(vault, int(ran["generation"]), _LOOKED_AT) if ran else None
    return Standing(
        one,
        _moment(ran),
        _moment(known.get("proved")),
        changed,
        changed is not None and changed >= _LOOKED_AT,
        tuple(odd for odd in trust.Oddity if odd.name in known.get("odd", ())),
        tuple(odd for odd in trust.Oddity if odd.name in known.get("unseen", ())),
        tuple(map(datetime.fromisoformat, known.get("gone", ()))),
        _moment(verified),
        bool(verified and verified["sound"]),
    )


def looked_at(vault: Vault, one: Known) -> None:
    """Take note that a person saw what is odd about a repository or gone there: it is told as news no more."""
    with memory.amending(vault, one.entity) as known:
        for news in ("unseen", "gone"):
            known.pop(news, None)


def _moment(said: dict[str, Any] | None) -> datetime | None:
    return datetime.fromisoformat(said["at"]) if said else None
