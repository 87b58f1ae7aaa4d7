"""What a hurried owner, a thief with the sheet and a careless server do to backups is refused, or told."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fieldnotes.backup.meter import Meter
from fieldnotes.backup.remotes.directory import Directory
from fieldnotes.formats.restic.identifiers import FileKind
from fieldnotes.formats.restic.repository import Repository
from fieldnotes.formats.restic.snapshots import Snapshot
from tests.acceptance.desk import SURROUNDINGS, Desk, Outcome, private, start
from tests.backup.remotes.scripted import Reply, Request, scripted


@pytest.fixture(scope="module")
def kept(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Return a desk whose vault was backed up once; to be copied."""
    own = desk.copy(tmp_path_factory.mktemp("kept") / "desk")
    assert own.run("backup", "init", own.folder / "store").code == 0
    assert own.run("backup", "run").code == 0
    return own


@pytest.fixture
def own(kept: Desk, tmp_path: Path) -> Desk:
    """Return a copy of its vault, and of the repository; the address is that of the first one."""
    shutil.copytree(kept.folder / "store", tmp_path / "store")
    (kept.folder / "store").rename(kept.folder / "put aside")
    (kept.folder / "store").symlink_to(tmp_path / "store")
    return kept.copy(tmp_path / "desk")


@pytest.fixture(autouse=True)
def put_back(kept: Desk) -> object:
    """Put the first repository back where it was, after each test."""
    yield
    if (kept.folder / "put aside").exists():
        (kept.folder / "store").unlink()
        (kept.folder / "put aside").rename(kept.folder / "store")


def store(own: Desk) -> Path:
    return own.folder.parent / "store"


def password_file(own: Desk) -> Path:
    sheet = own.run("--json", "backup", "sheet").json
    return private(own.folder / "repository-password", sheet["password"] + "\n")


def restored(own: Desk, target: Path, *options: str | Path) -> Outcome:
    command: list[str | Path] = [
        "--json",
        "--passphrase-file",
        own.papers["notes"],
        "backup",
        "restore",
        store(own),
        target,
    ]
    return start([*command, "--repository-password-file", password_file(own), *options], own.folder)


def test_a_folder_inside_the_vault_is_no_place_for_its_backup(desk: Desk, tmp_path: Path) -> None:
    own = desk.copy(tmp_path / "desk")
    (tmp_path / "elsewhere").symlink_to(own.vault)
    before = kept_in(own.vault)

    answers = [own.run("backup", "init", at) for at in (own.vault, own.vault / "r", tmp_path / "elsewhere" / "keys")]

    assert [answer.code for answer in answers] == [2, 2, 2]
    assert kept_in(own.vault) == before


def kept_in(vault: Path) -> list[Path]:
    """Return the files of a vault, without those that come and go with whoever reads it."""
    return [path for path in sorted(vault.rglob("*")) if path.suffix not in (".db-wal", ".db-shm")]


def test_a_vault_is_not_restored_into_a_vault(own: Desk) -> None:
    outcome = restored(own, own.vault / "attachments" / "back")

    assert outcome.code == 2
    assert not (own.vault / "attachments" / "back").exists()


def test_who_types_nothing_back_has_proved_nothing_however_the_input_is_closed(own: Desk) -> None:
    closed = own.run("backup", "prove", before=["/bin/sh", "-c", 'exec "$@" <&-', "sh"])
    empty = own.run("backup", "prove")

    assert (closed.code, empty.code) == (2, 2)
    assert "of the password on the sheet are asked for" in empty.err


@pytest.mark.parametrize(
    "words",
    ['{"user": "\\ud800"}', '{"settings": {"\\udfff": "x"}}', "[" * 100_000],
    ids=["half a letter", "half a letter in a name", "lists in lists"],
)
def test_credentials_that_cannot_be_kept_are_refused(desk: Desk, tmp_path: Path, words: str) -> None:
    own = desk.copy(tmp_path / "desk")
    file = private(own.folder / "credentials", words)

    assert own.run("backup", "init", tmp_path / "store", "--credentials-file", file).code == 2
    assert own.run("--json", "backup", "list").json == []


def test_credentials_with_certificates_are_longer_than_a_passphrase(desk: Desk, tmp_path: Path) -> None:
    own = desk.copy(tmp_path / "desk")
    file = private(own.folder / "credentials", json.dumps({"authority": "a line of a certificate\n" * 2000}))

    assert own.run("backup", "init", tmp_path / "store", "--credentials-file", file).code == 0


def test_an_address_or_a_password_that_nobody_can_type_is_refused(desk: Desk, tmp_path: Path) -> None:
    own = desk.copy(tmp_path / "desk")
    file = private(own.folder / "password", "one\ttwo")

    assert own.run("backup", "init", os.fsdecode(b"store-\xff")).code == 2
    assert own.run("backup", "init", tmp_path / ("long/" * 2000)).code == 2
    assert own.run("backup", "init", tmp_path / "store", "--repository-password-file", file).code == 2


def test_the_key_of_the_names_is_not_copied_to_a_stick_that_is_not_there(desk: Desk, tmp_path: Path) -> None:
    own = desk.copy(tmp_path / "desk")

    assert own.run("key", "copy", tmp_path / "media" / "stick", names=True).code == 6
    assert not (tmp_path / "media").exists()


def test_ctrl_c_stops_a_slow_backup_at_once_and_leaves_no_lock(own: Desk) -> None:
    for snapshot in (store(own) / "snapshots").iterdir():
        snapshot.unlink()
    shutil.rmtree(store(own) / "index")
    (store(own) / "index").mkdir()
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "fieldnotes",
        "--vault",
        own.vault,
        "--passphrase-file",
        own.papers["notes"],
    ]
    running = subprocess.Popen(
        [*command, "backup", "run", "--limit", "2k"], env=SURROUNDINGS, stderr=subprocess.PIPE, text=True
    )
    while running.poll() is None and not any(store(own).glob("data/*/.*")):
        time.sleep(0.05)

    began = time.monotonic()
    running.send_signal(signal.SIGINT)
    err = running.communicate(timeout=60)[1]

    assert running.returncode == 6, err
    assert time.monotonic() - began < 10  # what was on the line would have taken minutes
    assert "it was stopped" in err
    assert list((store(own) / "locks").iterdir()) == []


class HalfServer:
    """Be restic's server with a memory, which denies the last step of the making until it is told otherwise."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.denies = True

    def __call__(self, asked: Request) -> Reply:
        """Answer."""
        name = asked.target.partition("?")[0]
        if asked.method == "POST":
            if self.denies and name.endswith("/config"):
                return Reply(403)
            self.files[name] = asked.body or self.files.get(name, b"")
            return Reply()
        if name.endswith("/keys/"):
            inside = [{"name": each.rpartition("/")[2], "size": len(self.files[each])} for each in self._keys()]
            return Reply(200, json.dumps(inside).encode(), (("Content-Type", "application/vnd.x.restic.rest.v2"),))
        return Reply(200, self.files[name]) if name in self.files else Reply(404)

    def _keys(self) -> list[str]:
        return [name for name in self.files if "/keys/" in name and self.files[name]]


def test_a_making_that_was_broken_off_is_finished_by_the_same_command(desk: Desk, tmp_path: Path) -> None:
    own, server = desk.copy(tmp_path / "desk"), HalfServer()
    with scripted(server) as port:
        address = f"rest:http://127.0.0.1:{port}/r/"
        broken = own.run("backup", "init", address)
        server.denies = False
        again = own.run("backup", "init", address)

    assert (broken.code, again.code) == (6, 0), (broken, again)
    assert len(own.run("--json", "backup", "list").json) == 1


def test_what_the_vault_remembers_proves_no_backup(own: Desk) -> None:
    (key,) = (store(own) / "keys").iterdir()
    key.rename(own.folder / "key")
    without_key = [own.run("backup", "verify").code, own.run("backup", "drill").code]
    (own.folder / "key").rename(key)
    (index, *_) = (store(own) / "index").iterdir()
    whole = index.read_bytes()
    index.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with_damaged_index = own.run("backup", "drill").code
    index.write_bytes(whole)

    assert without_key == [4, 4]
    assert with_damaged_index == 5
    assert own.run("backup", "drill").code == 0


def test_a_key_that_was_away_opens_the_repository_when_it_is_back(own: Desk) -> None:
    opened = Repository.open(Directory(store(own), Meter()), password_file(own).read_text().strip())
    opened.add_key("of somebody else")
    key = store(own) / "keys" / opened.key_id
    key.rename(own.folder / "key")
    (own.vault / "index.db").unlink()
    away = own.run("backup", "run").code
    (own.folder / "key").rename(key)

    assert (away, own.run("backup", "run").code) == (4, 0)


def test_a_forged_snapshot_stands_in_nobodys_way(own: Desk, tmp_path: Path) -> None:
    opened = Repository.open(Directory(store(own), Meter()), password_file(own).read_text().strip())
    (genuine,) = opened.files(FileKind.SNAPSHOT)
    real = Snapshot.read(opened.read_file(FileKind.SNAPSHOT, genuine))
    words = real.tags[0].split(".")
    forged = ".".join((*words[:3], "9" * 18, "0" * 64, "-", "f" * 64))
    opened.write_file(FileKind.SNAPSHOT, Snapshot(datetime.now(UTC), real.tree, ("/vault",), (forged,), None).write())

    newest = restored(own, tmp_path / "newest")
    chosen = restored(own, tmp_path / "chosen", "--snapshot", genuine[:8])

    assert newest.code == 5
    assert genuine[:8] in newest.err
    assert chosen.code == 0, chosen
    assert (chosen.json["verified"], chosen.json["withdrawals"]) == (True, "none")


def test_the_list_of_repositories_says_what_is_odd_about_one(own: Desk) -> None:
    for snapshot in (store(own) / "snapshots").iterdir():
        snapshot.unlink()
    assert own.run("backup", "run").code == 5

    told = own.run("backup", "list")

    assert "are all gone" in told.err
    assert "are all gone" in own.run("--json", "backup", "list").json[0]["warnings"][0]
