"""Prove that what is handed over to be backed up is one state, opens by itself, and says nothing of the names' key."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from fieldnotes.errors import Unreachable
from fieldnotes.vault import backups
from fieldnotes.vault.backups import Shelf, standing_still
from fieldnotes.vault.layout import DRILL, STILL
from fieldnotes.vault.unlocked import open_vault
from tests.vault.sample import PASSAGE, PASSPHRASE, Sample

A, B = b"a" * 16, b"b" * 16


def taken(files: dict[str, Path], to: Path) -> Path:
    """Put the files handed over into a folder, as a restored vault lies there."""
    for name, path in files.items():
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, to / name)
    return to


def test_what_is_handed_over_is_one_state_that_opens_though_others_write_meanwhile(
    sample: Sample, tmp_path: Path
) -> None:
    with sample.open(write=True) as vault:
        generation, digest = backups.state_of(vault)
        with standing_still(vault) as still:
            with vault.transaction() as tx:
                tx.put(PASSAGE, sample.passages[1], b"written meanwhile", owner=sample.interview, position=b"\1")
            vault.checkpoint()
            restored = taken(dict(still.files), tmp_path / "restored")

        assert (still.generation, still.digest) == (generation, digest)
        assert vault.generation == generation + 1
        assert not list(sample.path.glob(".still*"))
    with open_vault(restored, PASSPHRASE, write=False) as copy:
        assert backups.state_of(copy) == (generation, digest)
        assert {head.body for head in copy.heads(PASSAGE)} >= {b"the second words"}


def test_the_last_change_is_in_what_is_handed_over_though_it_lies_in_the_log(sample: Sample, tmp_path: Path) -> None:
    with sample.open(write=True) as vault:
        with vault.transaction() as tx:
            tx.put(PASSAGE, None, b"the very last words", owner=sample.interview, position=b"\7")
        assert sample.layout.notes.with_name("notes.db-wal").stat().st_size > 0
        with standing_still(vault) as still:
            restored = taken(dict(still.files), tmp_path / "restored")
    with open_vault(restored, PASSPHRASE, write=False) as copy:
        assert b"the very last words" in {head.body for head in copy.heads(PASSAGE)}


def test_the_key_of_the_names_and_the_index_are_never_handed_over(sample: Sample) -> None:
    with sample.open(write=True) as vault:
        vault.search("words", limit=1)
        with standing_still(vault) as still:
            names = set(still.files)

    assert (sample.layout.keys / "identities.1.age").exists()
    assert names == {
        "keys/identities.pub", "keys/vault.1.age", "keys/vault.2.age", "keys/vault.db.age", "notes.db"
    }  # fmt: skip


def test_what_is_no_part_of_a_vault_stays_behind_wherever_it_lies(sample: Sample) -> None:
    name = "ab" * 32
    folder = sample.layout.attachments / "ab"
    folder.mkdir()
    (folder / f"{name}.age").write_bytes(b"an attachment")
    strays = [
        folder / f"._{name}.age", folder / f"{name} (conflicted copy).age", folder / f"{name[:-1]}g.age",
        sample.layout.attachments / "._ab.age", sample.layout.keys / "vault.1.age~",
        sample.layout.keys / "vault.01.age", sample.layout.keys / "vault.1 (copy).age",
        sample.layout.keys / "._vault.db.age", sample.path / "notes.db.bak",
    ]  # fmt: skip
    for stray in strays:
        stray.write_bytes(b"left by an editor, or by what synchronises folders")
    (folder / f"{'cd' * 32}.age").mkdir()
    with sample.open(write=True) as vault, standing_still(vault) as still:
        names = set(still.files)

    assert names == {
        "keys/identities.pub", "keys/vault.1.age", "keys/vault.2.age", "keys/vault.db.age", "notes.db",
        f"attachments/ab/{name}.age",
    }  # fmt: skip


def test_no_link_leads_a_backup_out_of_the_vault_and_no_pipe_keeps_it_waiting(sample: Sample, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"words that are none of this vault's")
    folder = sample.layout.attachments / "cd"
    folder.mkdir()
    (folder / f"{'cd' * 32}.age").symlink_to(elsewhere)
    (sample.layout.keys / "vault.7.age").symlink_to(elsewhere)
    os.mkfifo(sample.layout.keys / "vault.9.age")
    with sample.open(write=True) as vault, standing_still(vault) as still:
        names = set(still.files)

    assert names == {
        "keys/identities.pub", "keys/vault.1.age", "keys/vault.2.age", "keys/vault.db.age", "notes.db"
    }  # fmt: skip


def test_no_other_process_can_write_while_a_state_is_taken(sample: Sample) -> None:
    keys = sample.keys().database.hex()
    script = (
        "import sqlcipher3.dbapi2 as s, sys; c = s.connect(sys.argv[1], timeout=0.1, isolation_level=None);"
        f"c.execute('PRAGMA cipher_log_level=NONE'); c.execute('''PRAGMA key = \"x'{keys}'\"''');"
        "c.execute('BEGIN IMMEDIATE')"
    )
    with sample.open(write=True) as vault, vault.at_rest():
        vault.notes_file().read()
        other = subprocess.run(
            [sys.executable, "-c", script, str(sample.layout.notes)], capture_output=True, text=True, check=False
        )
    assert "locked" in other.stderr


def test_a_reader_cannot_hand_over_and_is_told(sample: Sample) -> None:
    with sample.open() as vault, pytest.raises(Unreachable, match="reading only"), standing_still(vault):
        pass


def test_what_a_killed_backup_left_is_swept_when_the_vault_is_next_written(sample: Sample) -> None:
    for purpose in (STILL, DRILL, STILL):
        folder = sample.layout.scratch(purpose)
        folder.mkdir()
        (folder / "notes.db").write_bytes(b"half")
    sample.open(write=True).close()
    assert not list(sample.path.glob(".*"))


def test_a_run_at_its_end_takes_nothing_away_from_the_next_one(sample: Sample) -> None:
    with sample.open(write=True) as vault:
        with standing_still(vault) as second:
            with standing_still(vault) as first:
                assert set(first.files) == set(second.files)
            assert all(path.is_file() for path in second.files.values())


def test_a_statement_is_signed_under_a_key_of_this_vault_alone(sample: Sample, tmp_path: Path) -> None:
    twin = sample.copy(tmp_path / "twin.vault")
    with sample.open() as vault, twin.open() as copy:
        assert backups.sign(vault, b"a") == backups.sign(copy, b"a")
        assert backups.sign(vault, b"a") != backups.sign(vault, b"b")


def test_a_shelf_keeps_files_of_one_repository_apart_from_those_of_another(sample: Sample) -> None:
    with sample.open(write=True) as vault:
        one, other = Shelf(vault, A), Shelf(vault, B)
        one["index/1"] = b"sealed"
        one["index/1"] = b"sealed again"
        other["index/2"] = b"of the other"
        assert (dict(one), dict(other)) == ({"index/1": b"sealed again"}, {"index/2": b"of the other"})
        del one["index/1"]
        assert list(one) == []
        with pytest.raises(KeyError):
            one["index/1"]


def test_a_shelf_goes_with_the_index_and_a_reader_only_reads_it(sample: Sample) -> None:
    with sample.open(write=True) as vault:
        Shelf(vault, A)["index/1"] = b"sealed"
    with sample.open() as vault:
        shelf = Shelf(vault, A)
        shelf["index/2"] = b"not kept"
        assert dict(Shelf(vault, A)) == {"index/1": b"sealed"}
    for file in sample.path.glob("index.db*"):
        file.unlink()
    with sample.open() as vault:
        assert dict(Shelf(vault, A)) == {}


def test_a_shelf_is_cleared_for_good_and_no_other_with_it(sample: Sample) -> None:
    with sample.open(write=True) as vault:
        Shelf(vault, A)["master"] = b"the key of all of it"
        Shelf(vault, B)["master"] = b"of the other"
        backups.clear_shelf(vault, A)
        assert (dict(Shelf(vault, A)), dict(Shelf(vault, B))) == ({}, {"master": b"of the other"})


def test_what_lies_on_a_shelf_is_not_readable_without_the_key(sample: Sample) -> None:
    with sample.open(write=True) as vault:
        Shelf(vault, A)["index/1"] = b"a canary on the shelf"
    assert all(b"a canary on the shelf" not in file.read_bytes() for file in sample.path.glob("index.db*"))
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(sample.layout.index).execute("SELECT * FROM shelf")


def test_the_pages_named_as_lively_are_all_that_saves_change_of_what_was_there(sample: Sample) -> None:
    with sample.open(write=True) as vault:
        with vault.transaction() as tx:
            for number in range(600):
                body = (f"a quiet passage, number {number} " * 60).encode()
                tx.put(PASSAGE, None, body, owner=sample.interview, position=number.to_bytes(2, "big"))
        with standing_still(vault) as still:
            before, lively = pages_of(still.files["notes.db"]), still.lively
        for head in list(vault.heads(PASSAGE))[::40]:
            with vault.transaction() as tx:
                tx.put(PASSAGE, head.entity, b"edited", owner=sample.interview, position=head.position)
                tx.seal("identity", sample.card, b'{"name":"Saffron Kemiri"}')
        with standing_still(vault) as still:
            after = pages_of(still.files["notes.db"])

    changed = {number for number, (old, new) in enumerate(zip(before, after, strict=False), start=1) if old != new}
    assert len(changed) > 5
    assert changed <= lively
    assert len(lively) < len(before) / 4


def pages_of(path: Path) -> list[bytes]:
    data = path.read_bytes()
    return [data[at : at + 4096] for at in range(0, len(data), 4096)]
