"""Prove what lies on the disk: which files, for whom, and what is said where one is missing."""

import os
import stat
from pathlib import Path

import pytest

from fieldnotes.errors import Damaged, Unreachable
from fieldnotes.vault.layout import RECOVERY_TEXT, Layout, has_unwritten_changes
from fieldnotes.vault.unlocked import open_vault
from tests.vault.sample import IDENTITY_PASSPHRASE, PASSPHRASE, Sample, make_sample

AT_REST = {
    "RECOVERY.txt",
    "attachments",
    "index.db",
    "keys",
    "keys/identities.1.age",
    "keys/identities.2.age",
    "keys/identities.pub",
    "keys/vault.1.age",
    "keys/vault.2.age",
    "keys/vault.db.age",
    "notes.db",
}


def files_of(path: Path) -> set[str]:
    """Return the place of every file and folder in a vault."""
    return {entry.relative_to(path).as_posix() for entry in path.rglob("*")}


def test_a_vault_at_rest_holds_these_files_and_no_other(sample: Sample) -> None:
    assert files_of(sample.path) == AT_REST


def test_only_the_owner_can_enter_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        sample = make_sample(tmp_path / "wide.vault")
        with sample.open(write=True) as vault:
            with vault.transaction() as tx:
                tx.put("note", None, b"x")
            modes = {entry: entry.stat().st_mode for entry in (sample.path, *sample.path.rglob("*"))}
    finally:
        os.umask(before)

    for entry, mode in modes.items():
        assert stat.S_IMODE(mode) == (0o700 if stat.S_ISDIR(mode) else 0o600), entry
    assert "notes.db-wal" in {entry.name for entry in modes}


def test_a_session_leaves_nothing_behind(sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    monkeypatch.setenv("TMPDIR", str(elsewhere))
    monkeypatch.setenv("SQLITE_TMPDIR", str(elsewhere))
    with sample.open(write=True) as vault:
        vault.open_identities(IDENTITY_PASSPHRASE)
        for number in range(300):
            with vault.transaction() as tx:
                tx.put("note", None, b"word %d " % number * 50)
        vault.search("word", limit=5)
        vault.verify_history()
        assert files_of(sample.path) <= AT_REST | {
            f"{name}-{kind}" for name in ("notes.db", "index.db") for kind in ("wal", "shm")
        }

    assert list(elsewhere.iterdir()) == []
    assert files_of(sample.path) == AT_REST
    assert {entry.name for entry in tmp_path.iterdir()} == {"elsewhere", "a.vault"}


@pytest.mark.parametrize("name", ["notes.db", "keys/vault.db.age", "keys/identities.pub", "keys/vault.1.age"])
@pytest.mark.parametrize("how", ["missing", "empty"])
def test_a_part_that_is_missing_or_empty_is_named(sample: Sample, name: str, how: str) -> None:
    part = sample.path / name
    part.unlink()
    if how == "empty":
        part.touch()
    if name == "keys/vault.1.age" and how == "missing":
        (sample.path / "keys/vault.2.age").unlink()
    before = files_of(sample.path)

    for write in (False, True):
        with pytest.raises(Damaged) as caught:
            sample.open(write=write)
        assert name in caught.value.sentence
        assert caught.value.hint
        assert str(sample.path) not in f"{caught.value.sentence} {caught.value.hint}"
    assert files_of(sample.path) == before


def test_a_path_without_a_vault_is_told_and_nothing_is_made(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("x")
    for name in ("nothing", "folder", "file", "file/inside"):
        for write in (False, True):
            with pytest.raises(Unreachable, match="no vault"):
                open_vault(tmp_path / name, PASSPHRASE, write=write)
    assert files_of(tmp_path) == {"folder", "file"}


def test_a_changed_recovery_text_is_warned_of_and_left_alone(sample: Sample) -> None:
    sample.layout.recovery.write_bytes(RECOVERY_TEXT.replace(b"age -d", b"curl "))
    for write in (False, True):
        with sample.open(write=write) as vault:
            assert vault.warnings == ("RECOVERY.txt is not as Fieldnotes writes it: trust the paper",)
    assert b"curl" in sample.layout.recovery.read_bytes()


@pytest.mark.parametrize("how", ["missing", "empty"])
def test_a_lost_recovery_text_is_warned_of_and_written_anew_by_a_writer(sample: Sample, how: str) -> None:
    sample.layout.recovery.unlink()
    if how == "empty":
        sample.layout.recovery.touch()
    with sample.open() as vault:
        assert [warning for warning in vault.warnings if "RECOVERY.txt" in warning]
    with sample.open(write=True) as vault:
        assert vault.warnings == ("RECOVERY.txt was written anew",)
    with sample.open() as vault:
        assert vault.warnings == ()
    assert sample.layout.recovery.read_bytes() == RECOVERY_TEXT


def test_an_untouched_vault_warns_of_nothing(sample: Sample) -> None:
    for write in (False, True):
        with sample.open(write=write) as vault:
            assert vault.warnings == ()


def test_what_lies_beside_the_database_is_known_without_a_passphrase(sample: Sample, tmp_path: Path) -> None:
    assert not has_unwritten_changes(sample.path)
    vault = sample.open(write=True)
    with vault.transaction() as tx:
        tx.put("note", None, b"x")
    assert has_unwritten_changes(sample.path)
    assert vault.checkpoint()
    assert not has_unwritten_changes(sample.path)
    sample.layout.later.write_bytes(b"a later state")  # what a restore of an older backup lays there
    assert has_unwritten_changes(sample.path)
    sample.layout.later.unlink()
    vault.close()
    with pytest.raises(Unreachable):
        has_unwritten_changes(tmp_path / "nothing")


def test_the_recovery_text_names_the_files_that_there_are(sample: Sample) -> None:
    text = RECOVERY_TEXT.decode("ascii")
    for name in AT_REST - {"RECOVERY.txt", "index.db", "attachments", "keys", "keys/identities.pub"}:
        assert name in text
    assert max(map(len, text.splitlines())) <= 110
    assert Layout(sample.path).recovery.read_text("ascii") == text
