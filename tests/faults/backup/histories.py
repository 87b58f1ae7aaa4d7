"""Generate vaults and their histories, back each state up, and let stock restic agree about every snapshot."""

import random
import secrets
import shutil
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from fieldnotes.backup import outbox
from fieldnotes.backup.address import parse
from fieldnotes.backup.remote import connect
from fieldnotes.formats.restic.identifiers import FileKind
from fieldnotes.formats.restic.repository import Repository
from fieldnotes.vault import attachments, rows
from fieldnotes.vault.unlocked import Vault
from tests.faults.backup import world as worlds
from tests.faults.backup.campaign import in_child
from tests.faults.backup.judging import restic
from tests.faults.backup.scenarios import forget
from tests.faults.backup.world import PASSWORD, World, brought_back, folder_digest

_PASSAGES = (0, 1, 5, 30, 30, 120)
_SIZES = (0, 0, 1, 500, 4096, 65_536, 300_000)
_PACKS = (16 << 10, 48 << 10, 256 << 10, 1 << 20)


@dataclass
class Figures:
    """Count histories, what was done in them and the snapshots compared; hold what was wrong."""

    done: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def generate(folder: Path, seeds: range) -> Figures:
    """Try one history for each seed, in a folder that is made and emptied."""
    figures = Figures()
    for seed in seeds:
        world = World(folder)
        if in_child(world, lambda seed=seed: _history(folder, seed)) != 0:  # type: ignore[misc]
            figures.wrong.append(f"history {seed}: {world.heard()[-1]}")
        counted = [said["counted"] for said in world.heard() if "counted" in said]
        figures.done.update(Counter(counted[-1] if counted else {}))
        figures.done["histories"] += 1
        shutil.rmtree(folder)
    return figures


def _history(folder: Path, seed: int) -> None:
    chance, done = random.Random(seed), Counter[str]()
    worlds.hurry()
    outbox._FIRST = outbox._SMALLEST = outbox._LARGEST = chance.choice(_PACKS)
    world = worlds.new_world(folder, attached=0, passages=chance.choice(_PASSAGES))
    worlds.witness(world)
    for _ in range(chance.randrange(1, 5)):
        with world.open() as vault:
            for _ in range(chance.randrange(4)):
                done[_change(world, vault, chance)] += 1
            worlds.run(world, vault)
        done["backups"] += 1
    if chance.random() < 0.25 and len(world.acknowledged()) > 1:
        for days in (0, 2):
            with world.open() as vault:
                forget(days)(world, vault)
        done["histories forgotten in part"] += 1
    _compare(world, chance, done)
    world.say(counted=done)


def _change(world: World, vault: Vault, chance: random.Random) -> str:
    """Do something to a vault; return what."""
    match chance.randrange(5):
        case 0:
            worlds.write(vault, chance, chance.randrange(2, 40))
            return "times written"
        case 1 | 2:
            worlds.edit(vault, chance, chance.randrange(1, 20))
            return "times edited"
        case 3:
            heads = list(vault.heads(rows.PASSAGE))
            vault.purge([head.entity for head in chance.sample(heads, min(3, len(heads)))])
            return "purges"
        case _:
            paper = world.folder / "paper.bin"
            paper.write_bytes(secrets.token_bytes(chance.choice(_SIZES)))
            attachments.add(vault, paper, sealed=chance.random() < 0.5)
            return "attachments"


def _compare(world: World, chance: random.Random, done: Counter[str]) -> None:
    """Restore every snapshot; let stock restic read every byte, and restore the newest and another one."""
    known = world.acknowledged()
    with connect(parse(str(world.place))) as storage:
        repository = Repository.open(storage, PASSWORD)
        there = [each for each in known if each in set(repository.files(FileKind.SNAPSHOT))]
        for snapshot in there:
            assert brought_back(world, repository, snapshot, world.folder / "proof") == known[snapshot], "ours differs"
            done["snapshots that we restored"] += 1
    assert "no errors were found" in restic(world, "check", "--read-data", "--no-lock")
    done["stock checks"] += 1
    for snapshot in {there[-1], chance.choice(there)}:
        restic(world, "restore", snapshot, "--no-lock", "--target", str(world.folder / "stock"))
        assert folder_digest(world.folder / "stock") == known[snapshot], "stock restic restores something else"
        shutil.rmtree(world.folder / "stock")
        done["snapshots that stock restic restored"] += 1
