"""Interrupt one backup again and again, each time somewhere else, until it is done; and count what was sent twice."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fieldnotes.backup.address import parse
from fieldnotes.backup.remote import connect
from fieldnotes.formats.restic.documents import Document
from fieldnotes.formats.restic.identifiers import pack_name
from fieldnotes.formats.restic.index import read_index
from fieldnotes.formats.restic.packs import TAIL_SIZE, Entry, header_length, pack_size, read_header
from fieldnotes.formats.restic.repository import Repository
from fieldnotes.vault.backups import Shelf
from tests.faults.backup import disk as disks
from tests.faults.backup import verbs
from tests.faults.backup.campaign import in_child
from tests.faults.backup.disk import Disk, Fate, Plan
from tests.faults.backup.judging import judge_whole
from tests.faults.backup.world import PASSWORD, World, hurry, new_world, run, witness, write

_FATES = (Fate.KILL, Fate.KILL, Fate.TORN, Fate.FULL, Fate.ERROR)
_FEWEST, _MOST = 25, 55  # operations until it is interrupted; a whole run has about 350
_PASSAGES = 1600


@dataclass(frozen=True)
class Course:
    """Hold how it went: how each attempt ended, bytes of packs sent in all and needed, of blobs sent though there."""

    ends: tuple[int, ...]
    sent: int
    needed: int
    twice: int


def interrupt(folder: Path, seed: int, times: int) -> Course:
    """Interrupt the first backup of a vault so many times, then let it end; judge what came of it."""
    chance, world = random.Random(seed), World(folder)
    assert in_child(world, lambda: _prepare(folder)) == 0, world.heard()[-1:]
    ends, twice = [], 0
    for number in range(times + 1):
        there = _acknowledged(world)
        before = _packs(world)
        last = number == times
        plan = Plan() if last else Plan(chance.randrange(_FEWEST, _MOST), chance.choice(_FATES))
        ends.append(in_child(world, lambda plan=plan: _attempt(world, plan)))  # type: ignore[misc]
        new = {name: size for name, size in _packs(world).items() if name not in before}
        twice += _sent_again(world, new, there)
    assert in_child(world, lambda: judge_whole(world)) == 0, world.heard()[-1:]
    everything = _packs(world)
    return Course(tuple(ends), sum(everything.values()), _needed(world), twice)


def _prepare(folder: Path) -> None:
    hurry()
    world = new_world(folder)
    with world.open() as vault:
        write(vault, random.Random(4), _PASSAGES, owners=8)


def _attempt(world: World, plan: Plan) -> None:
    hurry()
    witness(world)
    with world.open() as vault:
        disk = Disk({"place": world.place}, plan, world.log)
        disks.install(disk)
        verbs.install(disk)
        run(world, vault)


def _packs(world: World) -> dict[str, int]:
    """Return the packs that lie at the place, with their sizes."""
    return {path.name: path.stat().st_size for path in world.place.glob("data/??/" + "[0-9a-f]" * 64)}


def _acknowledged(world: World) -> set[str]:
    """Return the blobs of every pack that had arrived as far as the vault knows, named in an index or not."""
    with world.open() as vault:
        shelf = Shelf(vault, world.known(vault).entity)
        notes = [Document.parse(body, "a note") for name, body in shelf.items() if name.startswith("arrived/")]
    blobs = {entry.id for note in notes for pack in read_index(note, "a note").packs for entry in pack.entries}
    with connect(parse(str(world.place))) as storage:
        index = Repository.open(storage, PASSWORD).load_index()
    return blobs | {entry.id for pack in index.by_pack() for entry in pack.entries}


def _sent_again(world: World, packs: Mapping[str, int], there: set[str]) -> int:
    """Return how many bytes of blobs that were there lie in these packs once more."""
    with connect(parse(str(world.place))) as storage:
        key = Repository.open(storage, PASSWORD).key
        entries: list[Entry] = []
        for name, size in packs.items():
            data = storage.get(pack_name(name))
            length = header_length(data[-TAIL_SIZE:], size)
            entries += read_header(key, data[size - TAIL_SIZE - length : size - TAIL_SIZE], size)
    return sum(entry.length for entry in entries if entry.id in there)


def _needed(world: World) -> int:
    """Return the bytes of the packs that an index names."""
    with connect(parse(str(world.place))) as storage:
        index = Repository.open(storage, PASSWORD).load_index()
    return sum(pack_size(pack.entries) for pack in index.by_pack())
