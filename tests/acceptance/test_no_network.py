"""Nothing that Fieldnotes does opens a socket towards a network: seen from outside, by the calls to the system."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.acceptance.desk import start

pytestmark = pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
KNOWN = [{"id": "S01", "kind": "person", "replacement": "Kak M", "names": ["Saffron Kemiri"]}]
CONTROL = "import socket; socket.socket(socket.AF_INET).close()"


def traced(log: Path) -> list[str]:
    """Return the command that starts a process whose calls to do with networks are written to *log*."""
    return ["strace", "-f", "-qq", "-e", "trace=network", "-o", str(log)]


def towards_a_network(log: Path) -> list[str]:
    return [line for line in log.read_text().splitlines() if "AF_INET" in line]


def test_the_whole_job_opens_no_socket(tmp_path: Path) -> None:
    log = tmp_path / "calls"
    outcome = start(["demo", "--keep", tmp_path / "demo"], tmp_path, before=traced(log))
    assert outcome.code == 0, outcome
    assert towards_a_network(log) == []


def test_the_engine_alone_opens_no_socket(tmp_path: Path) -> None:
    log, known = tmp_path / "calls", tmp_path / "known.json"
    known.write_text(json.dumps(KNOWN))
    outcome = start(
        ["redact", "--known", known], tmp_path, stdin="Then Saffron came, +964 750 123 4567.", before=traced(log)
    )
    assert outcome.out == "Then Kak M came, +964 750 123 4567.", outcome
    assert towards_a_network(log) == []


def test_a_socket_would_be_seen(tmp_path: Path) -> None:
    log = tmp_path / "calls"
    subprocess.run([*traced(log), sys.executable, "-c", CONTROL], check=True)
    assert len(towards_a_network(log)) == 1
