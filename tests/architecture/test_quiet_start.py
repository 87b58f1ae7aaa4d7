"""Prove that asking for help loads nothing slow; a static graph sees deferred imports as any other."""

import os
import subprocess
import sys

from tests.architecture.allowances import SLOW_TO_LOAD
from tests.architecture.source import ROOT


def loaded_by(*arguments: str) -> set[str]:
    """Return the top-level names of everything that a run of fieldnotes imports."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "fieldnotes", *arguments],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "80"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    return {line.rsplit("|", 1)[1].strip().split(".")[0] for line in lines}


def test_help_loads_neither_textual_nor_pydantic_nor_anything_slow() -> None:
    loaded = loaded_by("--help")

    assert {"argparse", "fieldnotes"} <= loaded
    assert loaded & SLOW_TO_LOAD == set()
