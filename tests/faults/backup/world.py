"""Give the faults a vault with a repository beside it, and know which bytes each snapshot must bring back.

Everything lies in one folder that keeps its path, since a vault knows its repository by its path.
"""

import hashlib
import json
import os
import random
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from fieldnotes.backup import keeping, outbox, session, steady
from fieldnotes.backup.meter import Meter
from fieldnotes.backup.saving import Progress
from fieldnotes.domain.repository import Repository as Noun
from fieldnotes.formats.restic import locks
from fieldnotes.formats.restic.repository import Repository
from fieldnotes.vault import attachments, rows
from fieldnotes.vault.unlocked import Vault, open_vault
from fieldnotes.workflows import backups, repositories
from fieldnotes.workflows.repositories import Known
from tests.formats.restic.places import QUICK
from tests.vault.sample import PASSPHRASE, make_sample

PASSWORD = "sumac-mace-lovage-asafoetida"


@dataclass(frozen=True)
class World:
    """Name what lies in the folder: the vault, the place of its repository, and where things are restored to."""

    folder: Path

    @property
    def vault(self) -> Path:
        """The vault's folder."""
        return self.folder / "kept.vault"

    @property
    def place(self) -> Path:
        """The repository's folder."""
        return self.folder / "place"

    @property
    def out(self) -> Path:
        """An empty folder to restore into."""
        return self.folder / "out"

    @property
    def said(self) -> Path:
        """What the processes said they did, one JSON document a line."""
        return self.folder / "said"

    @property
    def log(self) -> Path:
        """The log of operations."""
        return self.folder / "log"

    def say(self, **facts: Any) -> None:
        """Say something, so that it is known whatever happens next."""
        descriptor = os.open(self.said, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.write(descriptor, json.dumps(facts).encode() + b"\n")
        os.close(descriptor)

    def heard(self) -> list[dict[str, Any]]:
        """Return what was said."""
        return [json.loads(line) for line in self.said.read_text().splitlines()] if self.said.exists() else []

    def acknowledged(self) -> dict[str, str]:
        """Return every snapshot that was acknowledged, with the digest of the files in it."""
        return {said["snapshot"]: said["files"] for said in self.heard() if "snapshot" in said}

    def announced(self) -> set[str]:
        """Return the digests of everything that was ever begun to be sent."""
        return {said["sending"] for said in self.heard() if "sending" in said}

    def open(self) -> Vault:
        """Open the vault to write."""
        return open_vault(self.vault, PASSPHRASE, write=True)

    def known(self, vault: Vault) -> Known:
        """Return the only repository of the vault."""
        return repositories.named(vault, None)


def hurry() -> None:
    """Leave out of this process what only waits for others, and let a small vault be sent as a large one is."""
    locks._SETTLING = 0.0  # nobody else is there
    steady.FIRST_DELAY = 0.0
    outbox._FIRST = outbox._SMALLEST = outbox._LARGEST = 48 << 10  # many packs


@contextmanager
def witnessed(world: World) -> Iterator[None]:
    """Note what is about to be sent, while the block lasts."""
    real = keeping.back_up
    witness(world)
    try:
        yield
    finally:
        keeping.back_up = real


def witness(world: World) -> None:
    """Note what is about to be sent, in this process."""
    real = keeping.back_up

    def back_up(repository: Any, state: Any, material: Any, shelf: Any, progress: Any) -> Any:
        world.say(sending=digest(material.files))
        return real(repository, state, material, shelf, progress)

    keeping.back_up = back_up


def digest(files: Mapping[str, Path]) -> str:
    """Return a digest over names and bytes of files."""
    return digest_of_bytes({name: path.read_bytes() for name, path in files.items()})


def digest_of_bytes(files: Mapping[str, bytes]) -> str:
    """Return the same digest over what was read already."""
    whole = hashlib.sha256()
    for name, data in sorted(files.items()):
        whole.update(f"{name} {len(data)} ".encode() + data)
    return whole.hexdigest()


def folder_digest(folder: Path) -> str:
    """Return the digest over a folder that was restored, less what every vault has."""
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return digest({name: path for name, path in files.items() if name != "RECOVERY.txt"})


def new_world(folder: Path, *, attached: int = 2, passages: int = 30, password: str = PASSWORD) -> World:
    """Make a vault that knows a new repository, in a folder that is made."""
    folder.mkdir()
    world = World(folder)
    world.out.mkdir()
    world.place.mkdir()
    make_sample(world.vault)
    with world.open() as vault:
        noun = Noun(address=str(world.place), password=password)
        with vault.transaction() as writing:
            writing.put(rows.REPOSITORY, None, noun.to_owner_json())
        with repositories.connected(world.known(vault), new=True) as storage:
            Repository.create(storage, password, QUICK)
        for number in range(attached):
            paper = folder / f"paper-{number}.txt"
            paper.write_bytes(secrets.token_bytes(40_000 * number))
            attachments.add(vault, paper, sealed=False)
            paper.unlink()
        write(vault, random.Random(1), passages)
    return world


def write(vault: Vault, chance: random.Random, count: int, owners: int = 2) -> None:
    """Write new passages of random words, in new interviews."""
    for number in range(owners):
        with vault.transaction() as writing:
            code = f"I-{chance.randrange(1 << 40)}"
            interview = writing.put(rows.INTERVIEW, None, b"{}", name=code, words=1).entity
            for place in range(count // owners):
                words = chance.randbytes(chance.randrange(1, 1200)).hex().encode()
                writing.put(rows.PASSAGE, None, words, owner=interview, position=bytes([number, place]), words=3)


def edit(vault: Vault, chance: random.Random, count: int) -> None:
    """Change passages here and there."""
    heads = list(vault.heads(rows.PASSAGE))
    for head in chance.sample(heads, min(count, len(heads))):
        words = chance.randbytes(600).hex().encode()
        with vault.transaction() as writing:
            writing.put(rows.PASSAGE, head.entity, words, owner=head.owner, position=head.position, words=head.words)


def run(world: World, vault: Vault, line: Meter | None = None) -> str:
    """Back up and say so; return the snapshot."""
    done = backups.run(vault, world.known(vault), line or Meter())
    sending = [said["sending"] for said in world.heard() if "sending" in said][-1]
    world.say(snapshot=done.snapshot, files=sending)
    return done.snapshot


def brought_back(world: World, repository: Repository, snapshot: str, target: Path) -> str:
    """Restore a snapshot by its id and return the digest of what came back."""
    from fieldnotes.backup.restoring import restore_into
    from fieldnotes.formats.atomic import appearing

    found = session.find_snapshots(repository, {})
    index = session.load_index(repository, {})
    with appearing(target) as partial:
        restore_into(repository, index, found.snapshots[snapshot].tree, partial, {}, Progress())
    try:
        return folder_digest(target)
    finally:
        shutil.rmtree(target)


def later(minutes: int) -> None:
    """Set the clock that locks go by forward, in this process."""
    real = locks._now
    locks._now = lambda: real() + timedelta(minutes=minutes)
