"""A researcher's desk: a vault, two passphrase files, and the command line started as a process of its own."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.acceptance.judge import Secret, leaks

ROOT = Path(__file__).resolve().parents[2]
REFUSED = 3
NOTES = "copper-lantern-orbit-velvet-anchor-thistle-maple"
NAMES = "granite-willow-saddle-pepper-novel-harbor-cactus"
SURROUNDINGS = {
    **{name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LANG") if name in os.environ},
    "PYTHONPATH": str(ROOT),
    "PYTHONIOENCODING": "utf-8",
}


@dataclass(frozen=True)
class Outcome:
    """What a finished process left: its exit code and what it wrote."""

    code: int
    out: str
    err: str
    raw: bytes = field(default=b"", repr=False)

    @property
    def json(self) -> Any:
        """Return the one JSON document on standard output."""
        return json.loads(self.out)

    @property
    def said(self) -> str:
        """Return everything the process wrote."""
        return self.out + "\n" + self.err


def start(
    arguments: Sequence[str | Path],
    folder: Path,
    *,
    stdin: str | bytes = b"",
    surroundings: Mapping[str, str] = SURROUNDINGS,
    before: Sequence[str] = (),
) -> Outcome:
    """Run `fieldnotes` in `folder`; whatever happens, it must end in a documented way and without a traceback.

    `before` is a command that starts the product in other surroundings (a shell with limits, say).
    """
    command = [*before, sys.executable, "-m", "fieldnotes", *map(str, arguments)]
    words = stdin.encode() if isinstance(stdin, str) else stdin
    done = subprocess.run(
        command,
        cwd=folder,
        input=words,
        capture_output=True,
        env={**surroundings, "HOME": str(folder)},
        timeout=300,
        check=False,
    )
    outcome = Outcome(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(), done.stdout)
    assert 0 <= outcome.code <= 6, outcome
    assert "Traceback" not in outcome.said, outcome
    assert outcome.code == 0 or outcome.err.strip(), f"a refusal says nothing: {outcome}"
    return outcome


def private(path: Path, words: str) -> Path:
    """Write a file that only its owner may read."""
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_text(words)
    return path


def instant_of(arguments: Sequence[str]) -> Sequence[str]:
    """Return the option `--now` of a command with its value, if it has one."""
    place = list(arguments).index("--now") if "--now" in arguments else len(arguments)
    return arguments[place : place + 2]


@dataclass
class Desk:
    """A folder with a vault and what opens it; `secrets` must never be in the words of a refusal.

    Once its recovery keys are known they open it, because that costs no key derivation; `passphrase=True` opens
    it as people do.
    """

    folder: Path
    secrets: list[Secret] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.notes = private(self.folder / "notes-passphrase", NOTES + "\n")
        self.names = private(self.folder / "names-passphrase", NAMES + "\n")
        self.papers = {which: private(self.folder / f"{which}-paper", key) for which, key in self.keys.items()}

    def openers(self, *, names: bool, passphrase: bool) -> list[str | Path]:
        """Return the options that open the notes, and the names if asked for."""
        papers = {} if passphrase else self.papers
        options: list[str | Path] = ["--passphrase-file", papers.get("notes", self.notes)]
        return options + (["--identity-passphrase-file", papers.get("names", self.names)] if names else [])

    @property
    def vault(self) -> Path:
        """Return the vault's folder."""
        return self.folder / "kept.vault"

    def run(
        self,
        *arguments: str | Path,
        stdin: str | bytes = b"",
        unlocked: bool = True,
        names: bool = False,
        passphrase: bool = False,
        before: Sequence[str] = (),
    ) -> Outcome:
        """Run a command on this desk's vault, with the files that open what is asked for."""
        options: list[str | Path] = ["--vault", self.vault]
        options += self.openers(names=names, passphrase=passphrase) if unlocked else []
        outcome = start([*options, *arguments], self.folder, stdin=stdin, before=before)
        if outcome.code:
            told = leaks(outcome.said, self.secrets)
            assert not told, f"a refusal gives away {[secret.kind for secret in told]}: {outcome}"
        return outcome

    def init(self) -> Outcome:
        """Make the vault and keep its recovery keys."""
        outcome = self.run("--json", "init", names=True)
        assert outcome.code == 0, outcome
        self.keys = outcome.json["recovery_keys"]
        self.__post_init__()
        return outcome

    def load(self, bundle: Any, *options: str) -> Outcome:
        """Load a bundle from standard input; JSON is printed."""
        words = bundle if isinstance(bundle, str | bytes) else json.dumps(bundle, ensure_ascii=False)
        return self.run("--json", "load", *options, "-", stdin=words)

    def export(self, page: str, *arguments: str, decided: bool = True) -> Outcome:
        """Export a page into this desk's folder; JSON is printed and the shape of the answer is checked.

        Where findings are open, `decided` keeps them all and asks again.
        """
        outcome = self._export(page, arguments)
        if decided and outcome.code == REFUSED and any(o["kind"] == "undecided" for o in outcome.json["refused"]):
            self.keep_everything(*instant_of(arguments))
            outcome = self._export(page, arguments)
        assert outcome.code != 0 or (self.folder / page).is_file(), outcome
        assert outcome.code == 0 or not (self.folder / page).exists(), "a refused page was written"
        return outcome

    def _export(self, page: str, arguments: Sequence[str]) -> Outcome:
        return self.run("--json", "export", *arguments, "--out", self.folder / page, names=True)

    def keep_everything(self, *instant: str) -> None:
        """Decide that whatever is open may stay as it is, as of an `instant` ("--now", …)."""
        ids = [row["id"] for row in self.run("--json", "review", *instant, names=True).json]
        outcome = self.run("review", *instant, "decide", *ids, "keep", names=True)
        assert outcome.code == 0, outcome

    def page(self, name: str, *arguments: str) -> str:
        """Export a page that must succeed and return its text."""
        outcome = self.export(name, *arguments)
        assert outcome.code == 0, outcome
        return (self.folder / name).read_text(encoding="utf-8")

    def copy(self, folder: Path) -> "Desk":
        """Return a desk of its own with a copy of this vault."""
        other = Desk(folder, self.secrets, self.keys)
        shutil.copytree(self.vault, other.vault)
        return other

    def filled(self, folder: Path, bundle: Any, secrets: Iterable[Secret] = ()) -> "Desk":
        """Return a desk with a copy of this vault, into which `bundle` was loaded."""
        other = self.copy(folder)
        other.secrets = list(secrets)
        outcome = other.load(bundle)
        assert outcome.code == 0, outcome
        return other
