"""Judge what is left after a fault: everything acknowledged is there, the vault too, and the next run completes."""

import os
import shutil
import subprocess
from pathlib import Path

from fieldnotes.backup.address import parse
from fieldnotes.backup.credentials import Credentials
from fieldnotes.backup.remote import connect
from fieldnotes.errors import Unreachable
from fieldnotes.formats.restic.identifiers import FileKind
from fieldnotes.formats.restic.repository import Repository
from fieldnotes.vault import backups as kept_of
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import backups
from tests.faults.backup.scenarios import Scenario
from tests.faults.backup.world import PASSWORD, World, brought_back, folder_digest, later, run
from tests.vault.sample import PASSPHRASE

AN_HOUR = 60


def judge(world: World, scenario: Scenario, state: tuple[int, bytes], *, stock: bool) -> None:
    """Raise AssertionError for what a fault must not do; says what was met on the way. Changes the world."""
    must = _must(world, scenario)
    _snapshots(world, must)
    with world.open() as vault:
        assert list(world.vault.glob(".*")) == [], "scratch is left after the next opening"
        assert kept_of.state_of(vault) == state, "the vault lost or gained something"
        vault.verify_history()
        if scenario.power == "out":
            _restored(world, scenario, vault)
        last = _next_run(world, scenario, vault)
    _snapshots(world, must | {last: world.acknowledged()[last]})
    if stock:
        _stock(world, last)


def judge_whole(world: World) -> None:
    """Raise AssertionError unless every snapshot that is there is what was sent, and stock restic agrees."""
    everything = world.acknowledged()
    _snapshots(world, everything)
    if shutil.which("restic"):
        _stock(world, list(everything)[-1])


def _must(world: World, scenario: Scenario) -> dict[str, str]:
    """Return the snapshots that must be there, with what they must bring back."""
    kept = [said["kept"] for said in world.heard() if "kept" in said]
    everything = world.acknowledged()
    return {each: everything[each] for each in kept[-1]} if kept else everything


def _snapshots(world: World, must: dict[str, str]) -> None:
    """Restore every snapshot that must be there, and every other that is: it holds what was to be sent, or is old."""
    known = world.acknowledged()
    with connect(parse(str(world.place))) as storage:
        repository = Repository.open(storage, PASSWORD)
        listed = set(repository.files(FileKind.SNAPSHOT))
        assert must.keys() <= listed, "an acknowledged snapshot is gone"
        for snapshot in sorted(listed):
            found = brought_back(world, repository, snapshot, world.folder / "proof")
            right = {known[snapshot]} if snapshot in known else world.announced()
            assert found in right, "a snapshot brings back other bytes"


def _next_run(world: World, scenario: Scenario, vault: Vault) -> str:
    """Do it again, an hour later where a lock of the killed one stands in the way; then back up."""
    try:
        last = _again(world, scenario, vault)
    except Unreachable as error:
        if not error.sentence.startswith("this repository is in use"):
            raise
        world.say(locked=scenario.name)
        later(AN_HOUR)
        last = _again(world, scenario, vault)
    odd = backups.listed(vault, world.known(vault)).oddities
    assert odd == (), f"the repository is said to be odd: {odd}"
    return last


def _again(world: World, scenario: Scenario, vault: Vault) -> str:
    if scenario.forgets:
        scenario.act(world, vault)
    return run(world, vault)


def _restored(world: World, scenario: Scenario, vault: Vault) -> None:
    """Look at what stands where a vault was to come back: all of it, or nothing; then it can be done."""
    target, right = world.out / "back", list(world.acknowledged().values())[-1]
    told = any("restored" in said for said in world.heard())
    assert target.exists() or not told, "what was restored is gone"
    was_there = target.exists()
    if not was_there:
        backups.restore(str(world.place), Credentials(), PASSWORD, target, None, PASSPHRASE)
    found = _without_side_files(target)
    assert found == right, f"what was restored is other than what was sent; it was there at once: {was_there}"
    shutil.rmtree(target)


def _without_side_files(target: Path) -> str:
    for name in ("notes.db-wal", "notes.db-shm"):
        (target / name).unlink(missing_ok=True)
    return folder_digest(target)


def _stock(world: World, last: str) -> None:
    """Let stock restic read everything and bring a snapshot back."""
    restic(world, "check", "--read-data", "--no-lock")
    restic(world, "restore", last, "--no-lock", "--target", str(world.folder / "stock"))
    assert folder_digest(world.folder / "stock") == world.acknowledged()[last], "stock restic restores something else"


def restic(world: World, *arguments: str) -> str:
    """Run stock restic on the repository and return what it prints; raises AssertionError where it refuses."""
    surroundings = {**os.environ, "RESTIC_REPOSITORY": str(world.place), "RESTIC_PASSWORD": PASSWORD}
    command = ["restic", "--no-cache", *arguments]
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, f"stock restic: {done.stderr}"
    return done.stdout
