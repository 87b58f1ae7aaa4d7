"""Prove that rclone runs no longer than we do, hears no secret as an argument, and is not believed blindly."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from fieldnotes.backup.address import parse
from fieldnotes.backup.credentials import Credentials
from fieldnotes.backup.remote import connect
from fieldnotes.errors import Unreachable, UsageError
from tests.backup.remotes.objects import named, noise
from tests.backup.remotes.places import Maker, Place
from tests.backup.remotes.scripted import Reply, Request, scripted
from tests.backup.remotes.servers import PASSWORD, rclone

ROOT = Path(__file__).resolve().parents[3]
HOLD = """
import sys, time
from fieldnotes.backup.address import parse
from fieldnotes.backup.credentials import Credentials
from fieldnotes.backup.remote import connect
with connect(parse("rclone:field:" + sys.argv[1]), Credentials(settings={"type": "local"})) as storage:
    list(storage.list("keys"))
    print("ready", flush=True)
    %s
"""


@pytest.fixture(autouse=True)
def on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program find rclone."""
    monkeypatch.setenv("PATH", f"{Path(rclone()).parent}{os.pathsep}{os.environ['PATH']}")


def processes(marker: str) -> dict[int, str]:
    """Return the arguments of each rclone that serves something with the marker in it, by number."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if words[0].endswith(b"rclone") and any(marker.encode() in word for word in words):
            found[int(folder.name)] = b" ".join(words).decode()
    return found


def eventually(condition: Callable[[], bool]) -> bool:
    """Tell whether something becomes so within ten seconds."""
    for _ in range(100):
        if condition():
            return True
        time.sleep(0.1)
    return False


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="this system does not show arguments")
def test_no_secret_is_an_argument_and_rclone_ends_with_the_connection(webdav: Maker) -> None:
    place = webdav("arguments-of-ours")
    with place.connect() as storage:
        storage.put("config", b"1")
        running = processes("arguments-of-ours")

        assert len(running) == 1
        assert not any(PASSWORD in words for words in running.values())
        environment = Path(f"/proc/{next(iter(running))}/environ").read_bytes()
        assert PASSWORD.encode() not in environment  # rclone's own form of it is there, and ours is not

    assert processes("arguments-of-ours") == {}


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="this system does not show arguments")
@pytest.mark.parametrize("end", ["kill", "replace", "interrupt"])
def test_rclone_ends_however_we_end(end: str, tmp_path: Path) -> None:
    wait = "time.sleep(60)" if end != "replace" else 'import os; os.execv("/bin/sleep", ["sleep", "60"])'
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD % wait, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        if end != "replace":
            assert len(processes(str(tmp_path))) == 1
            process.send_signal(signal.SIGKILL if end == "kill" else signal.SIGINT)
        gone = eventually(lambda: not processes(str(tmp_path)))
        process.kill()

    assert gone


def test_an_rclone_that_died_is_started_again(webdav: Maker) -> None:
    data = noise(50_000)
    with webdav("dies-and-lives").connect() as storage:
        storage.put("config", b"1")
        for number in processes("dies-and-lives"):
            os.kill(number, signal.SIGKILL)

        storage.put(named(data), data)

        assert storage.get(named(data)) == data


def test_a_remote_that_rclone_does_not_know_is_told_without_naming_it() -> None:
    with connect(parse("rclone:saffron-kemiri:path")) as storage, pytest.raises(Unreachable) as refusal:
        storage.get("config")

    assert "kemiri" not in f"{refusal.value.sentence} {refusal.value.hint}"


def test_an_address_in_what_rclone_complains_of_is_not_taken_for_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[Request] = []

    def answer(request: Request) -> Reply:
        heard.append(request)
        return Reply()

    with scripted(answer) as port:
        complaint = f'CRITICAL: Failed to create file system: Propfind "http://127.0.0.1:{port}/x"'
        (tmp_path / "rclone").write_text(f"#!/bin/sh\necho '{complaint}' >&2\nexit 1\n")
        (tmp_path / "rclone").chmod(0o700)
        monkeypatch.setenv("PATH", str(tmp_path))
        with connect(parse("rclone:cloud:path")) as storage, pytest.raises(Unreachable, match="does not start"):
            storage.get("config")

    assert heard == []


def test_a_missing_rclone_is_told_with_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(Unreachable, match="not installed") as refusal, connect(parse("rclone:cloud:path")):
        pass

    assert "apt install rclone" in refusal.value.hint


def test_settings_want_a_name_that_an_environment_can_hold() -> None:
    with pytest.raises(UsageError, match="name of a remote"):
        with connect(parse("rclone:my cloud:path"), Credentials(settings={"type": "local"})):
            pass


def test_debians_own_rclone_does_as_well(webdav: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    if not Path("/usr/bin/rclone").exists():
        pytest.skip("rclone is not installed by the system")
    monkeypatch.setenv("PATH", "/usr/bin")
    place: Place = webdav("debians-own")
    data = noise(300_000)

    with place.connect() as storage:
        storage.put("config", b"1")
        storage.put(named(data), data)
        assert storage.get_range(named(data), 1_000, 5_000) == data[1_000:6_000]
        assert [stored.size for stored in storage.list("data")] == [300_000]
        storage.delete(named(data))
        assert [*storage.list("data")] == []
