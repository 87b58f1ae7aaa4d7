"""Give the faults a vault to be tried on, the commands they interrupt, and a way to tell what is left of it.

The vault opens with its recovery keys, which need no derivation; so hundreds of processes can be started. Its slots
are cheap ones, all else is made as ever.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fieldnotes.domain.bundle import parse_bundle
from fieldnotes.vault.create import create_vault
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import attaching, dumping, keys, loading, reading, vaults
from tests.acceptance.desk import ROOT, Outcome, private
from tests.bench.corpus import Corpus
from tests.workflows.review_desk import keep_everything

FULL = os.environ.get("FIELDNOTES_FULL") == "1"
NOTES = "copper-lantern-orbit-velvet-anchor-thistle-maple"
NAMES = "granite-willow-saddle-pepper-novel-harbor-cactus"
RECIPIENT = "age1lggyhqrw2nlhcxprm67z43rta597azn8gknawjehu9d9dl0jq3yqqvfafg"
"""Somebody else's age key; adding it needs no derivation."""
NOW = "2026-01-01T00:00:00+00:00"

OPERATIONS: dict[str, tuple[str, ...]] = {
    "load": ("load", "more.json"),
    "load --update": ("load", "--update", "changed.json"),
    "key add": ("key", "add", "--recipient", RECIPIENT),
    "attach add": ("attach", "add", "--interview", "INT-0001", "recording.m4a"),
    "withdraw": ("withdraw", "source-0", "--confirm", "Speaker 1"),
    "export": ("export", "--all", "--now", NOW, "--out", "page.md"),
}
SOUGHT = ("kettle", "mou*", "the old")
"""What is searched for; in no order, for what the index has not taken in yet comes before the rest."""


@dataclass(frozen=True)
class State:
    """Hold all that a vault says, apart from ids: what two states differ in is what a person would notice."""

    bundle: str
    attachments: tuple[tuple[str | None, str | None, str], ...]
    publications: int
    slots: tuple[str, ...]
    found: tuple[str, ...]


@dataclass(frozen=True)
class Victim:
    """Hold a folder with a vault, what opens it, and the files that commands are given."""

    folder: Path
    notes: str
    names: str

    @property
    def vault(self) -> Path:
        """Return the vault's folder."""
        return self.folder / "kept.vault"

    @property
    def page(self) -> Path:
        """Return the page that an export is asked for."""
        return self.folder / "page.md"

    def copy(self, folder: Path) -> "Victim":
        """Return the same in another folder, which is made."""
        shutil.copytree(self.folder, folder)
        return Victim(folder, self.notes, self.names)

    def command(self, *arguments: str) -> list[str]:
        """Return a command on this vault, opened by the keys on paper."""
        options = ["--vault", "kept.vault", "--passphrase-file", "notes", "--identity-passphrase-file", "names"]
        return [sys.executable, "-m", "fieldnotes", *options, *arguments]

    def start(self, command: Sequence[str]) -> "subprocess.Popen[bytes]":
        """Start a command in the folder, with pipes for all it says."""
        surroundings = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "HOME": str(self.folder)}
        surroundings |= {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": str(self.folder)}
        pipe = subprocess.PIPE
        return subprocess.Popen(
            command, cwd=self.folder, env=surroundings, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe
        )

    def run(self, *arguments: str, before: Sequence[str] = ()) -> Outcome:
        """Run a command to its end, started by the command `before`."""
        with self.start([*before, *self.command(*arguments)]) as process:
            out, err = process.communicate(timeout=300)
        return Outcome(process.returncode, out.decode(), err.decode())

    def state(self) -> State:
        """Open the vault, with every check, and read all of it."""
        with vaults.opened(self.vault, self.notes) as vault:
            vault.open_identities(self.names)
            dumped = json.loads(dumping.dump(vault, identities=True, ids=False))
            dumped.pop("attachments", None)
            return State(
                json.dumps(dumped, ensure_ascii=False, sort_keys=True),
                tuple(sorted(_attachment(vault, one) for one in attaching.listed(vault))),
                len(reading.list_publications(vault)),
                tuple(f"{slot.name} {slot.kind}" for slot in keys.list_slots(self.vault)),
                tuple(sorted(hit.where for word in SOUGHT for hit in reading.search(vault, word, 1000))),
            )

    def leftovers(self) -> list[str]:
        """Return the files that were begun and never finished."""
        return [str(path.relative_to(self.folder)) for path in self.folder.rglob(".*.partial")]


def _attachment(vault: Vault, one: attaching.Attached) -> tuple[str | None, str | None, str]:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "taken")
        attaching.take_out(vault, one.id, target)
        return one.attachment.name, one.interview, hashlib.sha256(target.read_bytes()).hexdigest()


def new_victim(folder: Path) -> Victim:
    """Make a vault with a few interviews, cards and places, and an attachment of either kind."""
    folder.mkdir()
    made = create_vault(folder / "kept.vault", NOTES, NAMES, log_n=10)
    victim = Victim(folder, made.notes, made.names or "")
    for name, words in (("notes", victim.notes), ("names", victim.names)):
        private(folder / name, f"{words}\n")
    (folder / "recording.m4a").write_bytes(b"\0\0\0\x20ftypM4A " + bytes(range(256)) * 300)
    bundle = Corpus(3, people=4, seed=3).bundle
    _give(folder / "more.json", {"fieldnotes_bundle": 1, "interviews": _further(4)})
    _give(folder / "changed.json", {"fieldnotes_bundle": 1, "interviews": [_changed(bundle["interviews"][0])]})
    with vaults.opened(victim.vault, victim.notes, write=True) as vault:
        loading.load(vault, parse_bundle(json.dumps(bundle).encode()), update=False)
        for sealed in (True, False):
            attaching.add(vault, folder / "recording.m4a", code="INT-0002", sealed=sealed)
        vault.open_identities(victim.names)
        keep_everything(vault)
    return victim


def _give(path: Path, bundle: dict[str, Any]) -> None:
    path.write_text(json.dumps(bundle), encoding="utf-8")


def _further(count: int) -> list[dict[str, Any]]:
    interviews: list[dict[str, Any]] = Corpus(count, people=4, seed=4).bundle["interviews"]
    return [{**interview, "code": f"MORE-{number}"} for number, interview in enumerate(interviews)]


def _changed(interview: dict[str, Any]) -> dict[str, Any]:
    passages = interview["passages"]
    edited = [{**passage, "text": passage["text"] + " So it was."} for passage in passages[:6]]
    return {**interview, "passages": [*edited, *passages[8:], {"speaker": None, "text": "A note at the end."}]}


def is_one_sentence(outcome: Outcome) -> bool:
    """Tell whether a failure says what is wrong in one sentence, and shows no trace of the program."""
    lines = outcome.err.splitlines()
    errors = [line for line in lines if line.startswith("fieldnotes: error: ")]
    ours = all(line.startswith("fieldnotes: ") for line in lines)
    return len(errors) == 1 and ours and "Traceback" not in outcome.said and "a fault of ours" not in outcome.said
