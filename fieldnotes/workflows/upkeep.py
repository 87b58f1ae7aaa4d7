"""Look after a repository: read every byte of it, and forget snapshots that have had their time."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeAlias

from fieldnotes.backup import forgetting, verifying
from fieldnotes.backup.forgetting import Rule
from fieldnotes.domain.repository import Keep
from fieldnotes.errors import Locked
from fieldnotes.vault import backups as kept
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
        memory = kept.remembered(vault, one.entity)
        said = {"at": datetime.now(UTC).isoformat(), "sound": found.is_sound}
        kept.remember(vault, one.entity, memory | {"verified": said})
    return found


def forget(vault: Vault, one: Known, keep: Keep | None, line: Meter) -> Forgotten:
    """Remove snapshots that the rule lets go, and, a day after they were found needless, the packs that only they had.

    `keep` becomes the rule of this repository; None takes the one it has. The newest snapshot and the last one proved
    always stay.

    Raises:
        Locked: the identities are not open; who has only a field laptop deletes nothing.
        Damaged: something there cannot be read or is missing; nothing was deleted.
        Unreachable: the place cannot be reached, may only be added to, or is in use.
    """
    if not vault.identities_open:
        raise Locked("old backups are forgotten from home only", "give the identity passphrase")
    if keep is not None:
        one = repositories.change(vault, one, keep=keep.model_dump())
    memory = kept.remembered(vault, one.entity)
    proved = memory.get("proved", {}).get("snapshot")
    rule = Rule(one.repository.keep, frozenset([proved] if proved else []))
    condemned = {pack: datetime.fromisoformat(since) for pack, since in memory.get("condemned", {}).items()}
    with backups.opened(vault, one, line, strict=True) as (repository, shelf):
        state = backups.state_of(vault, one)
        done = forgetting.forget(repository, state, shelf, rule, condemned, datetime.now(UTC))
    waiting = {pack: since.isoformat() for pack, since in done.condemned.items()}
    memory = kept.remembered(vault, one.entity)  # again: it may have been looked at meanwhile
    kept.remember(vault, one.entity, memory | {"condemned": waiting})
    return done
