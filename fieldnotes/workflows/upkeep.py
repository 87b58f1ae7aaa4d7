"""Look after a repository: read every byte of it, and forget snapshots that have had their time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeAlias

from fieldnotes.backup import forgetting, verifying
from fieldnotes.backup.forgetting import Rule
from fieldnotes.backup.policy import Dated
from fieldnotes.domain.repository import Keep
from fieldnotes.errors import Locked
from fieldnotes.vault import memory
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import backups, repositories
from fieldnotes.workflows.backups import Meter, Progress
from fieldnotes.workflows.repositories import Known

# What the doors carry: what was found, and what was forgotten.
Verified: TypeAlias = verifying.Verified
Forgotten: TypeAlias = forgetting.Forgotten


def verify(vault: Vault, one: Known, line: Meter, tell: Callable[[Progress], None] = lambda _: None) -> Verified:
    """Read every byte of a repository and say what is wrong, and which backups that harms; the date is kept.

    Raises Unreachable where the place cannot be reached, or is deleted from just now.
    """
    with backups.opened(vault, one, line, anew=True) as (repository, shelf):
        found = verifying.verify(repository, backups.state_of(vault, one), shelf, Progress(tell=tell))
    if vault.writable:
        with memory.amending(vault, one.entity) as known:
            known["verified"] = {"at": datetime.now(UTC).isoformat(), "sound": found.is_sound}
    return found


@dataclass(frozen=True, slots=True)
class Outlook:
    """Hold the backups that a rule would let go, and those that would stay, oldest first."""

    going: tuple[Dated, ...]
    staying: tuple[Dated, ...]


def outlook(vault: Vault, one: Known, keep: Keep, line: Meter) -> Outlook:
    """Say what forgetting by a rule would take away now; nothing is changed, there or here.

    Raises Unreachable where the place cannot be reached, Damaged where `forget` would refuse.
    """
    state = backups.state_of(vault, one)
    with backups.opened(vault, one, line) as (repository, shelf):
        found, planned = forgetting.foretell(repository, state, shelf, _rule(vault, one, keep))

    def dated(identifiers: tuple[str, ...]) -> tuple[Dated, ...]:
        return tuple(Dated(each, found.snapshots[each].time) for each in identifiers)

    return Outlook(dated(planned.removed), dated(planned.kept))


def _rule(vault: Vault, one: Known, keep: Keep, repack: int = 0) -> Rule:
    """Return what stays by a rule, the last snapshot proved among it."""
    proved = memory.remembered(vault, one.entity).get("proved", {}).get("snapshot")
    return Rule(keep, frozenset([proved] if proved else []), repack=repack)


def forget(vault: Vault, one: Known, keep: Keep | None, line: Meter, repack: int = 0) -> Forgotten:
    """Remove snapshots that the rule lets go, and, a day after they were found needless, the packs that only they had.

    `keep` becomes the rule of this repository; None takes the one it has. The newest snapshot and the last one proved
    always stay. At most `repack` bytes that lie in packs of mostly waste are fetched and sent again, to save room.

    Raises:
        Locked: the identities are not open; who has only a field laptop deletes nothing.
        Damaged: something there cannot be read or is missing; nothing was deleted.
        Unreachable: the place cannot be reached, may only be added to, or is in use.
    """
    if not vault.identities_open:
        raise Locked("old backups are forgotten from home only", "give the identity passphrase")
    if keep is not None:
        one = repositories.change(vault, one, keep=keep.model_dump())
    known = memory.remembered(vault, one.entity)
    rule = _rule(vault, one, one.repository.keep, repack)
    condemned = {pack: datetime.fromisoformat(since) for pack, since in known.get("condemned", {}).items()}
    with backups.opened(vault, one, line, strict=True) as (repository, shelf):
        state = backups.state_of(vault, one)
        done = forgetting.forget(repository, state, shelf, rule, condemned, datetime.now(UTC))
    with memory.amending(vault, one.entity) as known:
        known["condemned"] = {pack: since.isoformat() for pack, since in done.condemned.items()}
    return done
