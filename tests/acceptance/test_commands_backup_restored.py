"""A sheet suffices where a place asks for credentials, and what came back is heeded before anybody relies on it."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.acceptance.desk import Desk, Outcome, private, start
from tests.backup.remotes.servers import PASSWORD, USER, rclone_serving


@pytest.fixture
def own(desk: Desk, tmp_path: Path) -> Desk:
    """Return a desk whose vault was backed up twice to a folder; the last source was withdrawn in between."""
    own = desk.copy(tmp_path / "desk")
    assert own.run("backup", "init", own.folder / "store").code == 0
    assert own.run("backup", "run").code == 0
    bundle = {"fieldnotes_bundle": 1, "sources": [{"handle": "newly", "pseudonym": "Oakum"}]}
    assert own.load(bundle).code == 0
    assert own.run("backup", "run").code == 0
    return own


def snapshots(own: Desk) -> list[str]:
    """Return the ids of the snapshots, the newest first."""
    return [one["snapshot"] for one in own.run("--json", "backup", "list", own.folder / "store").json]


def restored(own: Desk, target: Path, *options: str) -> Outcome:
    sheet = own.run("--json", "backup", "sheet").json
    password = private(own.folder / "repository-password", sheet["password"] + "\n")
    command: list[str | Path] = ["--json", "backup", "restore", own.folder / "store", target, *options]
    return start([*command, "--repository-password-file", password], own.folder)


def test_lock_heeds_what_a_restore_of_an_older_backup_laid_beside_the_vault(own: Desk, tmp_path: Path) -> None:
    back = tmp_path / "back"
    assert restored(own, back, "--snapshot", snapshots(own)[1]).json["withdrawals"] == "pending"
    opener: list[str | Path] = ["--vault", back, "--passphrase-file", own.papers["notes"]]
    refused = start([*opener, "list", "sources"], tmp_path)
    locked_out = start(["lock", back], tmp_path)
    assert (back / ".later.db").exists()
    heeded = start(["--passphrase-file", own.papers["notes"], "lock", back], tmp_path)

    assert (refused.code, locked_out.code, heeded.code) == (6, 4, 0), (refused, locked_out, heeded)
    assert not (back / ".later.db").exists()
    assert start([*opener, "list", "sources"], tmp_path).code == 0


def test_a_vault_that_may_not_be_the_newest_comes_back_with_an_exit_code_that_says_so(
    own: Desk, tmp_path: Path
) -> None:
    newest, older = snapshots(own)
    damaged = own.folder / "store" / "snapshots" / newest
    damaged.chmod(0o600)
    damaged.write_bytes(bytes(byte ^ 1 for byte in damaged.read_bytes()))
    outcome = restored(own, tmp_path / "back")

    assert (outcome.code, outcome.json["snapshot"], outcome.json["unreadable"]) == (5, older, 1)
    assert "came back all the same" in outcome.err
    assert (tmp_path / "back" / "notes.db").exists()


def test_a_snapshot_that_was_taken_away_is_told_by_list_and_run_once(own: Desk) -> None:
    _, older = snapshots(own)
    (own.folder / "store" / "snapshots" / older).unlink()
    listed = own.run("backup", "list", own.folder / "store")
    first, second = own.run("--json", "backup", "run"), own.run("--json", "backup", "run")

    assert "no longer listed" in listed.err
    assert (listed.code, first.code, len(first.json["gone"])) == (0, 0, 1)
    assert "no longer listed" in first.err
    assert second.json["gone"] == []


def test_the_sheet_alone_opens_a_place_that_asks_who_we_are(desk: Desk, tmp_path: Path) -> None:
    if shutil.which("restic") is None:
        pytest.skip("restic is not installed")
    own = desk.copy(tmp_path / "desk")
    credentials = {"user": USER, "password": PASSWORD}
    (tmp_path / "served").mkdir()
    with rclone_serving("restic", tmp_path / "served") as port:
        address = f"rest:http://127.0.0.1:{port}/r/"
        file = private(own.folder / "credentials", json.dumps(credentials))
        assert own.run("backup", "init", address, "--credentials-file", file).code == 0
        assert own.run("backup", "run").code == 0
        printed = own.run("backup", "sheet").out
        said = own.run("--json", "backup", "sheet").json
        by_us = restored_with(printed, address, said["password"], tmp_path / "ours")
        by_restic = restored_by_restic(printed, said, tmp_path / "stock")

    assert said["credentials"] == credentials
    assert (by_us.code, by_restic.returncode) == (0, 0), (by_us, by_restic.stderr)
    assert (tmp_path / "ours/vault/notes.db").read_bytes() == (tmp_path / "stock/vault/notes.db").read_bytes()


def restored_with(printed: str, address: str, password: str, folder: Path) -> Outcome:
    """Bring the vault back with our command as the sheet has it, typing what it says into files."""
    folder.mkdir()
    found = re.search(r"^ {4}(\{.*\})$", printed, re.MULTILINE)
    assert found is not None
    private(folder / "FILE", found[1])
    assert f"fieldnotes backup restore {address} vault --credentials-file FILE" in printed
    password_file = private(folder / "password", password)
    options: list[str | Path] = ["--credentials-file", "FILE", "--repository-password-file", password_file]
    return start(["backup", "restore", address, "vault", *options], folder)


def restored_by_restic(printed: str, said: dict[str, str], folder: Path) -> "subprocess.CompletedProcess[str]":
    """Bring the vault back with stock restic, by the lines of the sheet alone."""
    folder.mkdir()
    exports = re.findall(r"^ {4}(export .*)$", printed, re.MULTILINE)
    assert exports
    surroundings = {"PATH": os.environ["PATH"], "HOME": str(folder), "RESTIC_PASSWORD": said["password"]}
    script = "\n".join([*exports, said["commands"][0]])
    return subprocess.run(
        ["sh", "-ec", script], cwd=folder, env=surroundings, capture_output=True, text=True, check=False
    )
