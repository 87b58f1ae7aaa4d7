"""Know what is disturbed: backups in several situations, drill, restore, and both halves of forgetting."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from fieldnotes.backup import forgetting
from fieldnotes.backup.credentials import Credentials
from fieldnotes.backup.forgetting import Rule
from fieldnotes.backup.meter import Meter
from fieldnotes.domain.repository import Keep
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import backups, repositories, upkeep
from tests.faults.backup.world import PASSWORD, World, edit, folder_digest, run, write
from tests.vault.sample import IDENTITY_PASSPHRASE, PASSPHRASE

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
ROOM = 1 << 20

Step = Callable[[World, Vault], None]


@dataclass(frozen=True)
class Scenario:
    """Name what is done undisturbed first, `act`, which is disturbed, and the disk whose power is cut."""

    name: str
    prepare: tuple[Step, ...]
    act: Step
    power: str = "place"
    forgets: bool = False
    names_at_once: bool = False
    """Whether each pack is named in the index as soon as it arrived."""


def _back_up(world: World, vault: Vault) -> None:
    run(world, vault)


def _edit(world: World, vault: Vault) -> None:
    edit(vault, random.Random(2), 6)


def _write(world: World, vault: Vault) -> None:
    write(vault, random.Random(3), 60)


def _drill(world: World, vault: Vault) -> None:
    proof = backups.drill(vault, world.known(vault), PASSPHRASE, Meter(), lambda _: None)
    world.say(proved=proof.snapshot)


def _restore(world: World, vault: Vault) -> None:
    target = world.out / "back"
    done = backups.restore(str(world.place), Credentials(), PASSWORD, target, None, PASSPHRASE)
    world.say(restored=done.snapshot, files=folder_digest(target))


def forget(days: int) -> Step:
    """Return what forgets all but the first and the last snapshot, so many days after condemning began."""

    def step(world: World, vault: Vault) -> None:
        one = world.known(vault)
        kept = list(world.acknowledged())
        world.say(kept=[kept[0], kept[-1]])
        earlier = [said["condemned"] for said in world.heard() if "condemned" in said] or [{}]
        condemned = {pack: datetime.fromisoformat(since) for pack, since in earlier[-1].items()}
        rule = Rule(Keep(daily=1, weekly=0, monthly=0), frozenset({kept[0]}), repack=ROOM)
        with backups.opened(vault, one, strict=True) as (repository, shelf):
            state = backups.state_of(vault, one)
            done = forgetting.forget(repository, state, shelf, rule, condemned, NOW + timedelta(days=days))
        world.say(condemned={pack: since.isoformat() for pack, since in done.condemned.items()})

    return step


def _forget_by_rule(world: World, vault: Vault) -> None:
    snapshots = list(world.acknowledged())
    world.say(kept=[snapshots[0], snapshots[-1]])  # the first was proved
    vault.open_identities(IDENTITY_PASSPHRASE)
    upkeep.forget(vault, world.known(vault), None, Meter())


def _keep_one_a_day(world: World, vault: Vault) -> None:
    repositories.change(vault, world.known(vault), keep={"daily": 1, "weekly": 0, "monthly": 0})


_HISTORY = (_back_up, _edit, _back_up, _write, _back_up, _edit, _back_up)

SCENARIOS = (
    Scenario("the first backup", (), _back_up),
    Scenario("a backup after edits", (_back_up, _edit), _back_up),
    Scenario("a backup of much that is new", (_back_up, _edit, _back_up, _write), _back_up, names_at_once=True),
    Scenario("forgetting snapshots", _HISTORY, forget(0), forgets=True),
    Scenario("deleting packs", (*_HISTORY, forget(0)), forget(2), forgets=True),
    Scenario(
        "forgetting as the command does",
        (_keep_one_a_day, _back_up, _drill, _write, _back_up, _edit, _back_up),
        _forget_by_rule,
        forgets=True,
    ),
    Scenario("a drill", (_back_up, _edit), _drill, power=""),
    Scenario("a restore", (_back_up, _edit, _back_up), _restore, power="out"),
)
