"""Give the tests of run.py a checkout that needs no network: nothing locked, and a backend of its own."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PYTHON = str(getattr(sys, "_base_executable", sys.executable))  # the one that a newcomer would start

PROJECT = """
[project]
name = "fieldnotes"
version = "0"
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
"""

BACKEND = '''
from pathlib import Path
from zipfile import ZipFile


def build_editable(folder, settings=None, metadata=None):
    name, info = "fieldnotes-0-py3-none-any.whl", "fieldnotes-0.dist-info/"
    with ZipFile(Path(folder) / name, "w") as wheel:
        wheel.writestr("fieldnotes.pth", str(Path.cwd()))
        wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: fieldnotes\\nVersion: 0\\n")
        wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(info + "RECORD", "")
    return name
'''

MAIN = """
import sys
print("given", *sys.argv[1:])
sys.exit(7)
"""


@dataclass(frozen=True)
class Checkout:
    """Hold the folder of a small checkout with the real run.py in it."""

    folder: Path

    def run(self, *arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
        """Run run.py from elsewhere, without a terminal, and return what came of it."""
        return subprocess.run(
            [PYTHON, str(self.folder / "run.py"), *arguments],
            cwd=self.folder.parent,
            env={**os.environ, **variables},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    @property
    def stamp(self) -> Path:
        """Return the file that says the environment is ready to run."""
        return self.folder / ".venv" / ".ready-run"


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """Return a checkout without an environment yet."""
    folder = tmp_path_factory.mktemp("a place with spaces") / "check out"
    (folder / "fieldnotes").mkdir(parents=True)
    (folder / ".lock").mkdir()
    shutil.copy(ROOT / "run.py", folder)
    (folder / ".lock" / "run.txt").write_text("# nothing\n", encoding="utf-8")
    (folder / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    (folder / "backend.py").write_text(BACKEND, encoding="utf-8")
    (folder / "fieldnotes" / "__init__.py").touch()
    (folder / "fieldnotes" / "__main__.py").write_text(MAIN, encoding="utf-8")
    return Checkout(folder)
