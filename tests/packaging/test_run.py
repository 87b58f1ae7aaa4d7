"""Prove that run.py makes its environment once, makes it anew when it must, and hands everything else on."""

import ast
import os
import shutil
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from tests.packaging.conftest import PYTHON, ROOT, Checkout

RUN = ROOT / "run.py"
AN_OLD_PYTHON = """
import runpy, sys
sys.version_info, sys.version = (3, 9, 18, "final", 0), "3.9.18 (of long ago)"
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def test_arguments_exit_code_and_standard_output_pass_through(checkout: Checkout) -> None:
    done = checkout.run("list", "two words", "--json")

    assert (done.returncode, done.stdout) == (7, "given list two words --json\n")
    assert done.stderr.startswith("run.py: preparing .venv")
    assert len(done.stderr.splitlines()) == 1


def test_a_second_start_prepares_nothing(checkout: Checkout) -> None:
    checkout.run()
    before = checkout.stamp.stat().st_mtime_ns

    assert checkout.run().stderr == ""
    assert checkout.stamp.stat().st_mtime_ns == before


def test_an_environment_left_half_made_is_made_anew(checkout: Checkout) -> None:
    checkout.run()
    stray = checkout.folder / ".venv" / "stray"
    stray.touch()
    checkout.stamp.unlink()

    assert checkout.run().returncode == 7
    assert not stray.exists()


def loaded(folder: Path) -> ModuleType:
    """Return the run.py of a folder as a module."""
    spec = spec_from_file_location("run", shutil.copy(RUN, folder))
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    "change", ["none", "other packages", "python upgraded", "python gone", "folder moved"]
)
def test_an_environment_is_ready_until_something_changes(tmp_path: Path, change: str) -> None:
    here, python, lock = tmp_path / "here", tmp_path / "python3.11", tmp_path / "here" / ".lock" / "run.txt"
    lock.parent.mkdir(parents=True)
    run = loaded(here)
    run.SCRIPTS.mkdir(parents=True)
    lock.write_text("# nothing", encoding="utf-8")
    run.PYTHON.symlink_to(python)
    python.touch()
    (run.VENV / ".ready-run").write_text(run.fingerprint("run"), encoding="utf-8")

    if change == "other packages":
        lock.write_text("# nothing, differently", encoding="utf-8")
    elif change == "python upgraded":
        python.rename(tmp_path / "python3.12")
        python.symlink_to(tmp_path / "python3.12")
    elif change == "python gone":
        python.unlink()
    elif change == "folder moved":
        run = loaded(here.rename(tmp_path / "there"))

    assert run.ready("run") == (change == "none")


def test_modules_lying_where_it_is_started_are_not_taken_for_its_own(checkout: Checkout) -> None:
    trap = checkout.folder.parent / "fieldnotes.py"
    trap.write_text("raise SystemExit('trapped')", encoding="utf-8")
    done = checkout.run("home", PYTHONPATH=str(trap.parent))
    trap.unlink()

    assert done.stdout == "given home\n"


def test_an_old_python_says_what_is_needed(tmp_path: Path) -> None:
    done = subprocess.run(
        [PYTHON, "-c", AN_OLD_PYTHON, str(RUN), "demo"],
        env={**os.environ, "PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stderr == "run.py: Python 3.11 or newer is needed; this is 3.9.18\n"


def test_an_old_python_hands_over_to_a_newer_one_on_the_path(checkout: Checkout, tmp_path: Path) -> None:
    (tmp_path / "python3.11").symlink_to(PYTHON)
    done = subprocess.run(
        [PYTHON, "-c", AN_OLD_PYTHON, str(checkout.folder / "run.py"), "handed", "over"],
        env={**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (7, "given handed over\n")


def test_without_a_network_it_says_so_in_one_line(checkout: Checkout) -> None:
    lock = checkout.folder / ".lock" / "run.txt"
    lock.write_text(f"fieldnotes-missing==1 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    done = checkout.run(PIP_INDEX_URL="http://127.0.0.1:9/", PIP_RETRIES="0", PIP_NO_INDEX="")

    assert done.returncode == 1
    assert "is there a network?" in done.stderr.splitlines()[-1]
    assert not checkout.stamp.exists()
    lock.write_text("# nothing\n", encoding="utf-8")


def test_it_is_small_needs_only_the_standard_library_and_can_be_read_by_an_old_python() -> None:
    text = RUN.read_text(encoding="utf-8")
    tree = ast.parse(text, feature_version=(3, 7))
    modules = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    modules |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}

    assert len(text.splitlines()) < 160
    assert {module.split(".")[0] for module in modules} <= sys.stdlib_module_names
