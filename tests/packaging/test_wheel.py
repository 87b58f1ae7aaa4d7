"""Prove that the wheel holds the whole package, its data included, and nothing else."""

import subprocess
import sys
import tomllib
from email.parser import Parser
from pathlib import Path
from zipfile import ZipFile

import pytest

import fieldnotes

ROOT = Path(__file__).resolve().parents[2]
DATA = {"fieldnotes/py.typed", "fieldnotes/demo/bundle.json", "fieldnotes/vault/schema/0001_initial.sql"}


def build(folder: Path) -> Path:
    """Build the wheel with the locked hatchling and return its path."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a wheel of this checkout."""
    pytest.importorskip("hatchling")
    return build(tmp_path_factory.mktemp("wheel"))


def read(wheel: Path, ending: str) -> str:
    """Return the one file of the wheel with this ending."""
    with ZipFile(wheel) as archive:
        name = next(each for each in archive.namelist() if each.endswith(ending))
        return archive.read(name).decode()


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        inside = {name for name in archive.namelist() if ".dist-info/" not in name}
    here = {path.relative_to(ROOT).as_posix() for path in (ROOT / "fieldnotes").rglob("*") if path.is_file()}

    assert inside == {name for name in here if "__pycache__" not in name}
    assert inside >= DATA


def test_the_wheel_says_its_version_its_python_and_its_packages(wheel: Path) -> None:
    metadata = Parser().parsestr(read(wheel, "METADATA"))
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]

    assert (metadata["Name"], metadata["Version"]) == ("fieldnotes", fieldnotes.__version__)
    assert metadata["Requires-Python"] == ">=3.11"
    needed = [each for each in metadata.get_all("Requires-Dist", []) if "extra ==" not in each]
    assert len(needed) == len(asked)


def test_the_wheel_starts_fieldnotes_by_its_name(wheel: Path) -> None:
    assert "fieldnotes = fieldnotes.__main__:main" in read(wheel, "entry_points.txt")


def test_the_same_source_gives_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    assert build(tmp_path).read_bytes() == wheel.read_bytes()
