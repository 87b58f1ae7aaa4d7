"""Prove that run.py makes its environment once, makes it anew when it must, and hands everything else on."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

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


@pytest.mark.parametrize("damage", ["unfinished", "other packages", "python gone"])
def test_an_environment_half_made_or_out_of_date_is_made_anew(checkout: Checkout, damage: str) -> None:
    checkout.run()
    stray = checkout.folder / ".venv" / "stray"
    stray.touch()
    if damage == "unfinished":
        checkout.stamp.unlink()
    elif damage == "other packages":
        (checkout.folder / ".lock" / "run.txt").write_text("# nothing, differently\n", encoding="utf-8")
    else:
        python = next((checkout.folder / ".venv" / "bin").glob("python3.*"))
        python.parent.joinpath("python").unlink()

    assert checkout.run().returncode == 7
    assert not stray.exists()


def test_a_folder_that_was_moved_works_where_it_is(checkout: Checkout, tmp_path: Path) -> None:
    checkout.run()
    moved = Checkout(Path(shutil.copytree(checkout.folder, tmp_path / "moved", symlinks=True)))
    shutil.rmtree(checkout.folder / "fieldnotes", ignore_errors=False)
    try:
        assert moved.run("here").stdout == "given here\n"
    finally:
        shutil.copytree(moved.folder / "fieldnotes", checkout.folder / "fieldnotes")


def test_modules_lying_where_it_is_started_are_not_taken_for_its_own(checkout: Checkout) -> None:
    trap = checkout.folder.parent / "fieldnotes.py"
    trap.write_text("raise SystemExit('trapped')", encoding="utf-8")
    done = checkout.run("home", PYTHONPATH=str(trap.parent))
    trap.unlink()

    assert done.stdout == "given home\n"


def test_without_a_network_it_says_so_in_one_line(checkout: Checkout) -> None:
    lock = checkout.folder / ".lock" / "run.txt"
    lock.write_text(f"fieldnotes-missing==1 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    done = checkout.run(PIP_INDEX_URL="http://127.0.0.1:9/", PIP_RETRIES="0", PIP_NO_INDEX="")

    assert done.returncode == 1
    assert "is there a network?" in done.stderr.splitlines()[-1]
    assert not checkout.stamp.exists()
    lock.write_text("# nothing\n", encoding="utf-8")


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


def test_it_is_small_needs_only_the_standard_library_and_can_be_read_by_an_old_python() -> None:
    text = RUN.read_text(encoding="utf-8")
    tree = ast.parse(text, feature_version=(3, 7))
    modules = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    modules |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}

    assert len(text.splitlines()) < 150
    assert {module.split(".")[0] for module in modules} <= sys.stdlib_module_names
