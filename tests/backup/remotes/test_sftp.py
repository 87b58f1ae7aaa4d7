"""Prove whom SSH believes and lets in, and that servers without OpenSSH's extensions do."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from fieldnotes.backup.address import parse
from fieldnotes.backup.credentials import Credentials
from fieldnotes.backup.names import LARGEST
from fieldnotes.backup.remote import connect
from fieldnotes.errors import Unreachable, UsageError
from fieldnotes.formats.restic.storage import Absent, Denied
from tests.backup.remotes.objects import named, noise
from tests.backup.remotes.places import Maker, Place
from tests.backup.remotes.servers import PASSWORD, USER, rclone_serving

pytest.importorskip("asyncssh", reason="the extra sftp is not installed")


def known(place: Place, lines: str) -> Place:
    """Return the place with other lines of known_hosts."""
    return replace(place, credentials=replace(place.credentials, known_hosts=lines))


def other_key(folder: Path, *options: str) -> Path:
    """Make a pair of keys."""
    if shutil.which("ssh-keygen") is None:
        pytest.skip("ssh-keygen is not installed")
    path = folder / "other"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", *options, "-f", str(path)], check=True)
    return path


def test_a_server_with_another_key_is_told_nothing(sftp: Maker, tmp_path: Path) -> None:
    place = sftp("known")
    host = place.credentials.known_hosts.split()[0]
    public = " ".join(other_key(tmp_path).with_suffix(".pub").read_text().split()[:2])

    with known(place, f"{host} {public}\n").connect(new=False) as storage:
        with pytest.raises(Denied, match="not the one that is known"):
            storage.put("config", b"1")

    assert not place.folder.exists()


@pytest.mark.parametrize("setting", ["", "UserKnownHostsFile none\nStrictHostKeyChecking no\n"])
def test_an_unknown_server_is_refused_whatever_the_configuration_says(
    sftp: Maker, setting: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".ssh").mkdir()
    (tmp_path / ".ssh" / "config").write_text(setting)
    monkeypatch.setenv("HOME", str(tmp_path))

    with known(sftp("unknown"), "").connect(new=False) as storage:
        with pytest.raises(Denied, match="not the one that is known"):
            storage.put("config", b"1")


def test_the_known_hosts_of_the_user_are_read_where_no_others_are_given(
    sftp: Maker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = sftp("users")
    (tmp_path / ".ssh").mkdir()
    (tmp_path / ".ssh" / "known_hosts").write_text(place.credentials.known_hosts)
    monkeypatch.setenv("HOME", str(tmp_path))

    with known(place, "").connect() as storage:
        storage.put("config", b"1")
        assert storage.get("config") == b"1"


def test_a_private_key_under_a_passphrase_is_opened_by_the_password(sftp: Maker, tmp_path: Path) -> None:
    place = sftp("locked")
    path = tmp_path / "key"
    path.write_text(place.credentials.private_key)
    path.chmod(0o600)
    subprocess.run(["ssh-keygen", "-q", "-p", "-P", "", "-N", "turmeric", "-f", str(path)], check=True)
    locked = replace(place.credentials, private_key=path.read_text())

    with connect(parse(place.address), replace(locked, password="turmeric"), new=True) as storage:
        storage.put("config", b"1")
    for wrong in ("", "galangal"):
        with (
            pytest.raises(UsageError, match="private key"),
            connect(parse(place.address), replace(locked, password=wrong)),
        ):
            pass


def test_a_folder_that_is_not_there_is_never_an_empty_one(sftp: Maker) -> None:
    with sftp("nowhere").connect(new=False) as storage:
        get, ls, put = (
            lambda: storage.get("config"),
            lambda: list(storage.list("snapshots")),
            lambda: storage.put("config", b"1"),
        )
        for ask in (get, ls, put):
            with pytest.raises(Unreachable, match="not there") as refusal:
                ask()
            assert not isinstance(refusal.value, Absent)


def test_a_folder_that_somebody_left_out_is_made(sftp: Maker) -> None:
    place, data = sftp("left-out"), b"1"
    with place.connect() as storage:
        (place.folder / named(data)).parent.rmdir()

        storage.put(named(data), data)

        assert storage.get(named(data)) == data


def test_a_name_in_no_known_writing_is_passed_over(sftp: Maker) -> None:
    place, data = sftp("odd-names"), b"1"
    with place.connect() as storage:
        storage.put(named(data, "index"), data)
        (place.folder / "index" / os.fsdecode(b"\xff\xfe")).write_bytes(b"1")

        assert [stored.name for stored in storage.list("index")] == [named(data, "index")]


def test_what_cuts_left_is_swept_by_the_clock_of_the_server(sftp: Maker) -> None:
    place = sftp("left")
    with place.connect() as storage:
        storage.put("config", b"1")
    old, young, stranger = (place.folder / name for name in (".old.partial", ".young.partial", "notes.partial"))
    for path in (old, young, stranger):
        path.write_bytes(b"half")
    subprocess.run(["touch", "-d", "2 days ago", str(old), str(stranger)], check=True)

    with place.connect() as storage:
        for number in range(5):
            storage.put(named(bytes([number])), bytes([number]))

    assert (old.exists(), young.exists(), stranger.exists()) == (False, True, True)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """Return a server that knows passwords, and neither posix-rename nor fsync."""
    root = tmp_path_factory.mktemp("plain-sftp")
    key = other_key(root)
    (root / "served").mkdir()
    # Without a cache it takes blocks in their order alone, and its own threads bring them out of it.
    with rclone_serving("sftp", root / "served", f"--key={key}", "--vfs-cache-mode=writes") as port:
        public = " ".join(key.with_suffix(".pub").read_text().split()[:2])
        credentials = Credentials(password=PASSWORD, known_hosts=f"[127.0.0.1]:{port} {public}\n")
        yield Place("sftp", f"sftp://{USER}@127.0.0.1:{port}//r", credentials, root / "served" / "r")


def test_a_server_without_extensions_keeps_a_repository(plain: Place) -> None:
    data = noise(400_000)

    with plain.connect() as storage:
        storage.put("config", b"1")
        for _ in range(2):
            storage.put(named(data), data)
        assert storage.get(named(data)) == data
        assert [stored.size for stored in storage.list("data")] == [400_000]

    assert [path.name for path in plain.folder.glob(".*")] == []


def test_a_wrong_password_is_denied(plain: Place) -> None:
    with (
        plain.with_wrong_credentials().connect(new=False) as storage,
        pytest.raises(Denied, match="does not let us in"),
    ):
        storage.get("config")


def test_a_file_that_is_larger_than_any_is_not_read(sftp: Maker) -> None:
    place, name = sftp("large"), named(b"1")
    with place.connect() as storage:
        storage.put(name, b"1")
        os.truncate(place.folder / name, LARGEST + 1)

        with pytest.raises(Unreachable, match="too large"):
            storage.get(name)


@pytest.fixture
def generous(tmp_path: Path) -> Iterator[Place]:
    """Return a server that sends more than it should."""
    from tests.backup.remotes.generous import generous_serving

    with generous_serving() as (port, key, known):
        ours = Credentials(private_key=key, known_hosts=known)
        yield Place("sftp", f"sftp://{USER}@127.0.0.1:{port}//r", ours, tmp_path)


def test_a_server_that_sends_more_than_was_asked_for_is_not_believed(generous: Place) -> None:
    with generous.connect(new=False) as storage:
        with pytest.raises(Unreachable, match="more than was asked for"):
            storage.get(named(b"1"))
        with pytest.raises(Unreachable, match="more than was asked for"):
            storage.get_range(named(b"1"), 0, 70_000)


def test_a_folder_without_end_is_not_read_to_its_end(generous: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fieldnotes.backup.remotes.sftp.MOST_FILES", 1_000)

    with generous.connect(new=False) as storage:
        for folder in ("index", "data"):
            with pytest.raises(Unreachable, match="lists more files"):
                storage.list(folder)


def test_a_missing_package_is_told_with_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    for name in ("sftp", "conversation"):
        monkeypatch.delitem(sys.modules, f"fieldnotes.backup.remotes.{name}", raising=False)
    monkeypatch.setitem(sys.modules, "asyncssh", None)

    with pytest.raises(Unreachable, match="not installed") as refusal, connect(parse("sftp:saffron@localhost:/r")):
        pass

    assert "fieldnotes[sftp]" in refusal.value.hint
