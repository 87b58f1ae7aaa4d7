"""Measure what a backup sends and how long it takes, side by side with stock restic and borg on the same states."""

import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from fieldnotes.vault import attachments, backups
from fieldnotes.vault.create import create_vault
from fieldnotes.vault.rows import INTERVIEW, PASSAGE, text_of
from fieldnotes.vault.unlocked import Vault, open_vault
from fieldnotes.workflows import backups as running
from fieldnotes.workflows import repositories
from tests.bench.figure import Figure

NOTES, NAMES = "copper-lantern-orbit-velvet-anchor-thistle-maple", "granite-willow-saddle-pepper-novel-harbor-cactus"
WORDS = 200
PASSAGES = 10
SECRET = "a-password-of-this-bench-alone"
_MB = 1_000_000


@dataclass(frozen=True)
class Tool:
    """Say how another tool begins, backs up the folder `vault`, and restores it into the folder it stands in."""

    name: str
    begin: tuple[str, ...]
    save: tuple[str, ...]
    back: tuple[str, ...]
    surroundings: dict[str, str]


def tools(store: Path) -> list[Tool]:
    """Return the tools that are installed here, each with a repository below `store`."""
    restic = ("restic", "--no-cache", "-q", "-r", str(store / "restic"))
    kept = {"RESTIC_PASSWORD": SECRET}
    found = [
        Tool("restic", (*restic, "init"), (*restic, "backup", "vault"), (*restic, "restore", "latest", "-t", "."), kept)
    ]
    for name, more in (("borg", ()), ("borg tuned", ("--chunker-params", "fixed,65536"))):
        where = str(store / name.replace(" ", "-"))
        settings = {"BORG_PASSPHRASE": SECRET, "BORG_REPO": where, "BORG_BASE_DIR": str(store / "borg-base")}
        save = ("borg", "create", *more, "::{now:%H%M%S%f}", "vault")
        back = ("sh", "-c", "borg extract ::$(borg list --last 1 --short)")
        found.append(Tool(name, ("borg", "init", "-e", "repokey-blake2"), save, back, settings))
    return [tool for tool in found if shutil.which(tool.begin[0])]


def size_of(folder: Path) -> int:
    """Return the bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def passage() -> bytes:
    """Return a passage of 200 words that compresses as prose does."""
    letters = secrets.token_bytes(WORDS * 3)
    words = (letters[at : at + 3].hex()[: 3 + letters[at] % 4] for at in range(0, len(letters), 3))
    return json.dumps({"speaker": "kemiri", "text": " ".join(words)}).encode()


def interview(vault: Vault, number: int) -> None:
    """Add an interview of ten passages."""
    with vault.transaction() as tx:
        owner = tx.put(INTERVIEW, None, b'{"code":"X"}', name=f"INT-{number:05}").entity
        for place in range(PASSAGES):
            tx.put(PASSAGE, None, passage(), owner=owner, position=bytes([place]), words=WORDS)


def add_interviews(vault: Vault, count: int) -> None:
    """Add so many interviews with numbers that nobody has yet."""
    for number in range(count):
        interview(vault, 90_000 + number)


def edit(vault: Vault, count: int) -> None:
    """Edit so many passages anywhere in the vault, each in a transaction of its own."""
    heads = list(vault.heads(PASSAGE))
    for _ in range(count):
        head = secrets.choice(heads)
        with vault.transaction() as tx:
            tx.put(PASSAGE, head.entity, passage(), owner=head.owner, position=head.position, words=WORDS)


@contextmanager
def big_vault(folder: Path, notes: int, recordings: int, size: int = 20 * _MB) -> Iterator[Vault]:
    """Yield a vault with so many bytes of notes, and recordings of `size` bytes each."""
    create_vault(folder / "own.vault", NOTES, NAMES, log_n=1)
    with open_vault(folder / "own.vault", NOTES, write=True, text_of=text_of) as vault:
        number = 0
        while vault.layout.notes.stat().st_size < notes:
            interview(vault, number)
            number += 1
            if number % 20 == 0:
                vault.checkpoint()
        for _ in range(recordings):
            tape = folder / "tape.wav"
            tape.write_bytes(secrets.token_bytes(size))
            attachments.add(vault, tape)
            tape.unlink()
        yield vault


@contextmanager
def workplace() -> Iterator[Path]:
    """Yield a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="fieldnotes-bench-") as name:
        yield Path(name)


def mirror(vault: Vault, folder: Path) -> None:
    """Lay what our own backup sends into `folder`/vault, for tools that read folders."""
    target = folder / "vault"
    shutil.rmtree(target, ignore_errors=True)
    with backups.standing_still(vault) as still:
        for name, path in still.files.items():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, target / name)


def timed(run: Callable[[], object]) -> float:
    """Return how many seconds a call takes."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


class Theirs:
    """Measure one other tool on the same states."""

    def __init__(self, tool: Tool, folder: Path) -> None:
        self.tool, self._folder = tool, folder
        self._store = folder / "stores"
        self._do(tool.begin, folder)

    def _do(self, command: tuple[str, ...], folder: Path) -> None:
        subprocess.run(
            command, cwd=folder, env={**os.environ, **self.tool.surroundings}, check=True, capture_output=True
        )

    def save(self) -> tuple[int, float]:
        """Back the mirror up; return bytes added and seconds."""
        before = size_of(self._store)
        seconds = timed(lambda: self._do(self.tool.save, self._folder))
        return size_of(self._store) - before, seconds

    def restore(self) -> float:
        """Restore the newest and return the seconds."""
        target = self._folder / "theirs"
        target.mkdir()
        seconds = timed(lambda: self._do(self.tool.back, target))
        shutil.rmtree(target)
        return seconds


def measure_backup(*, quick: bool) -> Figure:
    """Measure bytes and times of the first backup, one edit, a field day, and restoring."""
    with workplace() as folder, big_vault(folder, 6 * _MB if quick else 43 * _MB, 1 if quick else 5) as vault:
        mirror(vault, folder)
        (folder / "stores").mkdir()
        others = [Theirs(tool, folder) for tool in tools(folder / "stores")]
        one = repositories.add(vault, str(folder / "stores" / "ours"), {}, None, None)
        ours, theirs = list[tuple[int, float]](), {other.tool.name: list[tuple[int, float]]() for other in others}
        for edits, interviews in ((0, 0), (1, 0), (60, 5)):
            edit(vault, edits)
            add_interviews(vault, interviews)
            done = running.run(vault, one, running.Meter())
            ours.append((done.bytes_sent, done.seconds))
            mirror(vault, folder)
            for other in others:
                theirs[other.tool.name].append(other.save())
        restored = timed(lambda: _restore(one, folder / "back"))
        theirs_restored = {other.tool.name: other.restore() for other in others}
    details = [
        f"{name}: first {rows[0][1]:.2f} s, one edit {rows[1][0] / 1000:,.0f} kB, "
        f"field day {rows[2][0] / 1000:,.0f} kB, restored in {theirs_restored[name]:.2f} s"
        for name, rows in theirs.items()
    ]
    edit_kb, day_kb = ours[1][0] / 1000, ours[2][0] / 1000
    restic = theirs.get("restic")
    fast = restic is None or (ours[0][1] <= restic[0][1] / 2 and restored <= theirs_restored["restic"] / 2)
    size = "6 MB of notes, 20 MB" if quick else "43 MB of notes, 100 MB"
    return Figure(
        "backup",
        f"backup of {size} of recordings: bytes after one edited passage; after 60 edits and 5 interviews; times",
        "≤ 140 kB; ≤ 1,200 kB; first and restore ≤ ½ of restic",
        f"{edit_kb:,.0f} kB; {day_kb:,.0f} kB; first {ours[0][1]:.2f} s, restored in {restored:.2f} s (the vault open)",
        (edit_kb <= 140 and day_kb <= 1200 and fast) if restic else None,
        tuple(details),
    )


def _restore(one: repositories.Known, target: Path) -> None:
    running.restore(one.repository.address, one.credentials, one.repository.password, target)


def measure_memory(*, quick: bool) -> Figure:
    """Measure the most memory that a first backup of many large recordings takes, ours and restic's."""
    count, size = (4, 50 * _MB) if quick else (100, 100 * _MB)
    with workplace() as folder:
        (folder / "stores").mkdir()
        with big_vault(folder, _MB, count, size) as vault:
            path = vault.path
            mirror(vault, folder)
        secret = folder / "passphrase"
        secret.touch(mode=0o600)
        secret.write_text(NOTES)
        ours = [sys.executable, "-m", "fieldnotes", "--vault", str(path), "--passphrase-file", str(secret), "backup"]
        subprocess.run([*ours, "init", str(folder / "stores" / "ours")], check=True, capture_output=True)
        peak = _peak([*ours, "run"], folder, {})
        shutil.rmtree(folder / "stores" / "ours")
        tool = next((tool for tool in tools(folder / "stores") if tool.name == "restic"), None)
        theirs = None
        if tool is not None:
            Theirs(tool, folder)
            theirs = _peak(list(tool.save), folder, tool.surroundings)
    return Figure(
        "memory",
        f"memory at most, first backup of {count * size / 1e9:g} GB of recordings",
        "≤ 200 MB",
        f"{peak:.0f} MB" + ("" if theirs is None else f"; restic {theirs:.0f} MB"),
        peak <= 200,
    )


_WATCHED = """\
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def _peak(command: list[str], folder: Path, surroundings: dict[str, str]) -> float:
    """Return the most megabytes that a command held."""
    watched = [sys.executable, "-c", _WATCHED, *command]
    done = subprocess.run(
        watched,
        cwd=folder,
        env={**os.environ, **surroundings, "PYTHONPATH": str(Path.cwd())},
        check=True,
        capture_output=True,
    )
    return int(done.stdout.split()[-1]) * 1024 / _MB
