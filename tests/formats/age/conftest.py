"""Give the tests of the age room their keys and the tools of others."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from fieldnotes.formats.age.hybrid import HybridIdentity
from fieldnotes.formats.age.x25519 import X25519Identity

REPOSITORY = Path(__file__).resolve().parents[3]

# Standard input becomes a terminal's keyboard: stock age asks for passphrases on a terminal only.
ON_A_TERMINAL = "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))"

TypedRun = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture(scope="session")
def key() -> X25519Identity:
    """Return an X25519 identity."""
    return X25519Identity.generate()


@pytest.fixture(scope="session")
def hybrid_key() -> HybridIdentity:
    """Return a post-quantum identity."""
    return HybridIdentity.generate()


@pytest.fixture(scope="session")
def age() -> str:
    """Return the path of stock age."""
    path = shutil.which("age")
    if path is None:
        pytest.skip("stock age is not installed")
    return path


@pytest.fixture(scope="session")
def age_with_typing(age: str) -> TypedRun:
    """Return a function that runs stock age on a terminal, types lines, and returns the finished run."""

    def run(*arguments: str | Path, typed: list[str]) -> "subprocess.CompletedProcess[bytes]":
        command = [sys.executable, "-c", ON_A_TERMINAL, age, *map(str, arguments)]
        keys = "".join(f"{line}\n" for line in typed).encode()
        return subprocess.run(command, input=keys, capture_output=True, timeout=60, check=False)

    return run


@pytest.fixture(scope="session")
def node_modules() -> Path:
    """Return the folder that holds the npm package `age-encryption`."""
    folder = Path(os.environ.get("FIELDNOTES_NODE_MODULES") or REPOSITORY / ".venv" / "node_modules")
    if shutil.which("node") is None or not (folder / "age-encryption").is_dir():
        pytest.skip("node or the npm package age-encryption is not installed")
    return folder
