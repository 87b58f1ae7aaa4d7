"""Change a small repository in every way that whoever stores it can, and judge what the verbs make of it.

Each of them tells (an error of ours), or gives exactly the right data: never a crash, never other data. Reading is
tried in memory, which is quick enough for every bit; the verbs of the vault with a vault beside a real folder.
"""

import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple

from fieldnotes.backup import session
from fieldnotes.backup.address import parse
from fieldnotes.backup.contents import files_of, refuse_other_than_vault
from fieldnotes.backup.credentials import Credentials
from fieldnotes.backup.meter import Meter
from fieldnotes.backup.remote import connect
from fieldnotes.errors import Damaged, FieldnotesError, Locked, Unreachable, UsageError
from fieldnotes.formats.restic.checking import check
from fieldnotes.formats.restic.identifiers import BlobKind
from fieldnotes.formats.restic.reading import fetch_blobs
from fieldnotes.formats.restic.repository import Repository
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import backups, upkeep
from tests.faults.backup import world as worlds
from tests.faults.backup.power import files_below
from tests.faults.backup.world import PASSWORD, World, digest_of_bytes, folder_digest
from tests.formats.restic.places import Memory
from tests.vault.sample import PASSPHRASE

Objects = Mapping[str, bytes]
ELSEWHERE = "5" * 64
_ALWAYS_TOLD = ("flip", "cut", "drop", "exchange", "rename")
"""What is never passed over where everything is read; what is only added may be."""


class Change(NamedTuple):
    """Name a change and hold the objects after it."""

    what: str
    objects: Objects


@dataclass
class Figures:
    """Count changes by their kind and how they were answered, and hold what was wrong."""

    tried: Counter[str] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


class Bench:
    """Hold a vault with two snapshots, what its repository was before the second, and two strangers' repositories.

    `right` and `strange` say what each snapshot must bring back, of the vault and of the strangers.
    """

    def __init__(self, folder: Path) -> None:
        """Make all of them in a new folder."""
        folder.mkdir()
        worlds.hurry()
        self._world, self._template = World(folder / "now"), folder / "template"
        self.older, self.now = self._made()
        self.right = self._world.acknowledged()
        self.strange: dict[str, str] = {}
        self._world.folder.rename(self._template)
        self.same = self._stranger(PASSWORD)
        self.other = self._stranger("lovage-sumac-caraway")

    def _made(self) -> tuple[Objects, Objects]:
        worlds.new_world(self._world.folder, attached=0, passages=4)
        with worlds.witnessed(self._world), self._world.open() as vault:
            worlds.run(self._world, vault)
            older = files_below(self._world.place)
            worlds.edit(vault, random.Random(1), 2)
            worlds.run(self._world, vault)
        return older, files_below(self._world.place)

    def _stranger(self, password: str) -> Objects:
        worlds.new_world(self._world.folder, attached=0, passages=4, password=password)
        with worlds.witnessed(self._world), self._world.open() as vault:
            worlds.run(self._world, vault)
        found = files_below(self._world.place)
        self.strange |= self._world.acknowledged()
        shutil.rmtree(self._world.folder)
        return found

    # ------------------------------------------------------------------------------- reading

    def read(self, objects: Objects) -> str:
        """Open, check and read every snapshot there is in memory; return what was told, "" for nothing."""
        try:
            repository = Repository.open(Memory(dict(objects)), PASSWORD)
            told = {problem.kind.value for problem in check(repository)}
            shelf: dict[str, bytes] = {}
            found = session.find_snapshots(repository, shelf)
            index = session.load_index(repository, shelf)
        except (Damaged, Locked, Unreachable) as error:
            return type(error).__name__
        for identifier, snapshot in found.snapshots.items():
            right = (self.right | self.strange).get(identifier)
            try:
                files = files_of(repository, index, snapshot.tree, {})
                refuse_other_than_vault(files)
                pieces = {piece for node in files.values() for piece in node.content}
                plain = dict(fetch_blobs(repository, index, BlobKind.DATA, pieces))
            except (Damaged, Unreachable) as error:
                told.add(type(error).__name__)
                continue
            whole = {name: b"".join(plain[piece] for piece in node.content) for name, node in files.items()}
            assert digest_of_bytes(whole) == right, "other data"
        gone = set(self.right) - set(found.snapshots)
        return ", ".join(sorted(told | ({"unreadable"} if found.unreadable else set()) | ({"gone"} if gone else set())))

    # -------------------------------------------------------------------------------- verbs

    def verbs(self, objects: Objects) -> dict[str, str]:
        """Let every verb meet the changed repository; return the answer of each."""
        shutil.rmtree(self._world.folder, ignore_errors=True)
        shutil.copytree(self._template, self._world.folder)
        for path in [path for path in self._world.place.rglob("*") if path.is_file()]:
            path.unlink()
        for name, data in objects.items():
            (self._world.place / name).parent.mkdir(parents=True, exist_ok=True)
            (self._world.place / name).write_bytes(data)
        return {verb.func.__name__.strip("_"): _answer(verb) for verb in self._verbs()}

    def _verbs(self) -> "Iterator[partial[str]]":
        world = self._world
        yield partial(_restore, world, self.right, self.strange)
        with worlds.witnessed(world), world.open() as vault:
            yield partial(_list, world, vault, self.right)
            yield partial(_verify, world, vault, self.right)
            yield partial(_drill, world, vault, self.right)
            yield partial(_run, world, vault)


def _answer(verb: Callable[[], str]) -> str:
    try:
        return verb()
    except (Damaged, Locked, Unreachable, UsageError) as error:
        return type(error).__name__


def _restore(world: World, right: Mapping[str, str], strange: Mapping[str, str]) -> str:
    target = world.out / "back"
    done = backups.restore(str(world.place), Credentials(), PASSWORD, target, None, PASSPHRASE)
    for name in ("notes.db-wal", "notes.db-shm"):
        (target / name).unlink(missing_ok=True)
    assert folder_digest(target) == {**right, **strange}.get(done.snapshot), "other data was restored"
    if done.snapshot in strange:
        return "another vault"  # nobody can tell who has nothing but a paper that opens it as well
    if done.snapshot == list(right)[-1]:
        return "right"
    # That a newer one is missing nobody can see who has nothing but the paper; that it is damaged is told.
    return "an older state, with a warning" if done.unreadable else "an older state"


def _list(world: World, vault: Vault, right: Mapping[str, str]) -> str:
    listing = backups.listed(vault, world.known(vault))
    told = bool(listing.oddities or listing.gone)
    own = [one.id for one in listing.snapshots if one.of == "this vault"]
    assert set(own) <= set(right), "a snapshot that nobody made is listed"
    assert told or own == list(right)[::-1], "a backup is gone without a word"
    return "told" if told else "right"


def _verify(world: World, vault: Vault, right: Mapping[str, str]) -> str:
    """Let all be read: what is not said to be harmed comes back, and where nothing is said all does."""
    one = world.known(vault)
    done = upkeep.verify(vault, one, Meter())
    harmed = {harm.snapshot for harm in done.harmed}
    told = not done.is_sound or bool(done.oddities or done.gone or done.leftovers)
    with backups.opened(vault, one) as (repository, _):
        there = right.keys() & session.find_snapshots(repository, {}).snapshots.keys()
        assert told or there == right.keys(), "a snapshot is gone without a word"
        for each in there - harmed:
            found = worlds.brought_back(world, repository, each, world.folder / "proof")
            assert found == right[each], "other data came back"
    if not told:
        with connect(parse(str(world.place))) as storage:
            Repository.open(storage, PASSWORD)
    return "told" if told else "right"


def _drill(world: World, vault: Vault, right: Mapping[str, str]) -> str:
    proof = backups.drill(vault, world.known(vault), PASSPHRASE, Meter(), lambda _: None)
    assert proof.snapshot in right, "a snapshot that nobody made was proved"
    return "right" if proof.snapshot == list(right)[-1] else "an older state"


def _run(world: World, vault: Vault) -> str:
    done = backups.run(vault, world.known(vault), Meter())
    return "told" if done.oddities or done.gone else "right"


# ------------------------------------------------------------------------------------ changes


def flips(objects: Objects, chance: random.Random, each: Mapping[str, int]) -> Iterator[Change]:
    """Flip bits: all of them, or of a folder in `each` only so many in all of its files together."""
    for name, data in objects.items():
        folder = name.partition("/")[0]
        bits = range(len(data) * 8)
        share = sum(one.partition("/")[0] == folder for one in objects)
        some = chance.sample(bits, min(len(bits), each[folder] // share)) if folder in each else bits
        for bit in some:
            changed = bytearray(data)
            changed[bit // 8] ^= 1 << bit % 8
            yield Change(f"flip {name} {bit}", {**objects, name: bytes(changed)})


def cuts(objects: Objects, chance: random.Random, each: Mapping[str, int]) -> Iterator[Change]:
    """Cut files at every length, or of a folder in `each` only so many."""
    for name, data in objects.items():
        folder = name.partition("/")[0]
        share = sum(one.partition("/")[0] == folder for one in objects)
        lengths = range(len(data))
        some = chance.sample(lengths, min(len(data), each[folder] // share)) if folder in each else lengths
        for length in some:
            yield Change(f"cut {name} {length}", {**objects, name: data[:length]})


def moves(bench: Bench) -> Iterator[Change]:
    """Exchange, drop, rename and copy objects; put older states back; splice strangers' objects in."""
    now = bench.now
    names = list(now)
    for place, first in enumerate(names):
        rest = {name: data for name, data in now.items() if name != first}
        yield Change(f"drop {first}", rest)
        for second in names[:place]:
            yield Change(f"exchange {first} {second}", {**now, first: now[second], second: now[first]})
        for folder in ("keys", "locks", "index", "snapshots", "data/55"):
            yield Change(f"rename {first} {folder}", {**rest, f"{folder}/{ELSEWHERE}": now[first]})
            yield Change(f"copy {first} {folder}", {**now, f"{folder}/{Path(first).name}": now[first]})
    yield Change("replay all", bench.older)
    for folder in ("config", "data", "index", "keys", "snapshots"):
        without = {name: data for name, data in now.items() if not name.startswith(folder)}
        yield Change(f"drop all {folder}", without)
        yield Change(f"replay {folder}", {**without, **_of(bench.older, folder)})
        for whose, strange in (("same password", bench.same), ("other password", bench.other)):
            yield Change(f"splice {folder}, {whose}", {**now, **_of(strange, folder)})
            yield Change(f"exchange all {folder}, {whose}", {**without, **_of(strange, folder)})
            yield Change(f"keep only {folder}, {whose}", {**strange, **_of(now, folder)})
    yield Change("another repository, same password", bench.same)
    yield Change("another repository, other password", bench.other)
    yield Change("nothing", {})


def _of(objects: Objects, folder: str) -> Objects:
    return {name: data for name, data in objects.items() if name.startswith(folder)}


# ------------------------------------------------------------------------------------- judging


def tamper(bench: Bench, changes: Iterator[Change], *, with_verbs: bool) -> Figures:
    """Try changes, by reading or by every verb, and count the answers."""
    figures = Figures()
    for change in changes:
        kind = change.what.split()[0]
        figures.tried[kind] += 1
        try:
            answers = bench.verbs(change.objects) if with_verbs else {"read": bench.read(change.objects)}
        except (AssertionError, FieldnotesError) as error:
            figures.wrong.append(f"{change.what}: {error}")
            continue
        except Exception as error:  # noqa: BLE001 - a crash is what is looked for
            figures.wrong.append(f"{change.what}: crashed with {error!r}")
            continue
        if kind in _ALWAYS_TOLD and (answers.get("read") == "" or answers.get("verify") == "right"):
            figures.wrong.append(f"{change.what}: not told")
        figures.answers.update(f"{kind}, {verb}: {answer}" for verb, answer in answers.items())
    return figures
