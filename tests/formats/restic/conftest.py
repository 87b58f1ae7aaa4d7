"""Give the tests of the restic room stock restic, and a place for it and us to meet."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.formats.restic.places import PASSWORD, Folder


class Stock:
    """Run stock restic on one repository."""

    def __init__(self, program: str, root: Path) -> None:
        self.program = program
        self.root = root

    def attempt(self, *arguments: str | Path, password: str = PASSWORD) -> "subprocess.CompletedProcess[bytes]":
        """Run a command and return what came of it."""
        environment = {**os.environ, "RESTIC_REPOSITORY": str(self.root), "RESTIC_PASSWORD": password}
        command = [self.program, "--no-cache", *map(str, arguments)]
        return subprocess.run(command, env=environment, capture_output=True, timeout=120, check=False)

    def run(self, *arguments: str | Path, password: str = PASSWORD) -> str:
        """Run a command that is to succeed and return what it prints."""
        done = self.attempt(*arguments, password=password)
        assert done.returncode == 0, done.stderr
        return done.stdout.decode()

    def lines(self, *arguments: str | Path) -> list[dict[str, Any]]:
        """Run a command that prints one JSON document a line."""
        return [json.loads(line) for line in self.run(*arguments, "--json").splitlines()]


def read_folder(root: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture(scope="session")
def restic() -> str:
    """Return the path of stock restic."""
    path = shutil.which("restic")
    if path is None:
        pytest.skip("stock restic is not installed")
    return path


@pytest.fixture
def place(tmp_path: Path) -> Folder:
    """Return an empty folder for a repository."""
    return Folder(tmp_path / "repository")


@pytest.fixture
def stock(restic: str, place: Folder) -> Stock:
    """Return stock restic, pointed at the same folder."""
    return Stock(restic, place.root)
