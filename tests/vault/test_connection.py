"""Prove that only an encrypted, private, synced database is ever opened."""

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldnotes.errors import Damaged, FieldnotesError, Unreachable, UsageError
from fieldnotes.vault import connection as room
from fieldnotes.vault.connection import Connection, open_database
from tests.vault.sample import raw_connection

KEY = bytes(range(32))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a database with one table and one row, closed."""
    path = tmp_path / "notes.db"
    database = open_database(path, KEY, write=True, create=True)
    database.run("CREATE TABLE t (a)")
    database.run("INSERT INTO t VALUES ('cardamom')")
    database.close()
    return path


@pytest.fixture
def database(path: Path) -> Iterator[Connection]:
    """Return the database open for writing."""
    database = open_database(path, KEY, write=True)
    yield database
    database.close()


def test_a_new_database_is_encrypted_private_and_synced(path: Path, database: Connection) -> None:
    settings = {
        name: database.row(f"PRAGMA {name}")
        for name in ("journal_mode", "synchronous", "foreign_keys", "trusted_schema", "secure_delete")
    }

    assert settings == {
        "journal_mode": ("wal",),
        "synchronous": (2,),
        "foreign_keys": (1,),
        "trusted_schema": (0,),
        "secure_delete": (1,),
    }
    assert b"cardamom" not in path.read_bytes()
    assert not path.read_bytes().startswith(b"SQLite format 3")
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.with_name("notes.db-wal").stat().st_mode & 0o777 == 0o600


def test_temporary_tables_stay_in_memory(database: Connection) -> None:
    assert database.row("PRAGMA temp_store") in ((0,), (2,))
    with pytest.raises(FieldnotesError):
        database.run("PRAGMA temp_store = 1")
    assert database.row("PRAGMA temp_store") in ((0,), (2,))


@pytest.mark.parametrize(
    "statement",
    [
        "ATTACH 'x.db' AS x",
        "ATTACH 'x.db' AS x KEY ''",
        "VACUUM",
        "VACUUM INTO 'x.db'",
        "PRAGMA key = 'x'",
        "PRAGMA rekey = 'x'",
        "PRAGMA synchronous = OFF",
        "PRAGMA journal_mode = DELETE",
        "PRAGMA secure_delete = OFF",
        "PRAGMA cipher_plaintext_header_size = 32",
        "SELECT load_extension('x')",
    ],
)
def test_nothing_can_be_attached_rewritten_or_loosened(
    database: Connection, statement: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FieldnotesError):
        database.run(statement)

    assert not (tmp_path / "x.db").exists()
    assert database.row("SELECT a FROM t") == ("cardamom",)


@pytest.mark.parametrize("write", [False, True])
def test_an_unencrypted_database_put_in_place_is_told(path: Path, *, write: bool) -> None:
    path.unlink()
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE t (a)")
    plain.commit()
    plain.close()
    before = path.read_bytes()

    with pytest.raises(Damaged, match=r"^notes\.db is not encrypted$"):
        open_database(path, KEY, write=write)
    assert path.read_bytes() == before


def test_a_database_that_the_standard_library_keyed_is_told(path: Path) -> None:
    path.unlink()
    plain = sqlite3.connect(path)
    plain.execute("PRAGMA key = 'no error, and no encryption'")
    plain.execute("CREATE TABLE t (a)")
    plain.commit()
    plain.close()

    with pytest.raises(Damaged, match="not encrypted"):
        open_database(path, KEY, write=True)


def test_a_library_that_cannot_encrypt_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "sqlcipher", sqlite3)

    with pytest.raises(FieldnotesError, match="cannot encrypt"):
        open_database(path, KEY, write=True)


@pytest.mark.parametrize("write", [False, True])
def test_an_emptied_file_is_not_taken_for_a_new_one(path: Path, *, write: bool) -> None:
    path.write_bytes(b"")

    with pytest.raises(Damaged, match=r"^notes\.db is empty$"):
        open_database(path, KEY, write=write)
    assert path.read_bytes() == b""


@pytest.mark.parametrize("write", [False, True])
def test_opening_never_makes_a_file(tmp_path: Path, *, write: bool) -> None:
    with pytest.raises(Damaged, match="missing"):
        open_database(tmp_path / "notes.db", KEY, write=write)
    assert list(tmp_path.iterdir()) == []


def test_creating_never_touches_an_existing_file(path: Path) -> None:
    before = path.read_bytes()

    with pytest.raises(UsageError):
        open_database(path, KEY, write=True, create=True)
    assert path.read_bytes() == before


@pytest.mark.parametrize("size", [1, 15, 512, 4095, 4096, 6000])
def test_a_truncated_file_is_told(path: Path, size: int) -> None:
    with path.open("r+b") as file:
        file.truncate(size)

    with pytest.raises(Damaged), open_database(path, KEY, write=False) as database:
        database.rows("SELECT a FROM t")


@pytest.mark.parametrize("key", [b"", KEY[:31], KEY + b"\0", bytes(64)])
def test_a_key_of_another_length_is_never_used(path: Path, key: bytes) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        open_database(path, key, write=False)


def test_a_wrong_key_is_told_in_our_words_and_on_no_terminal(path: Path) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from fieldnotes.errors import Damaged\n"
        "from fieldnotes.vault.connection import open_database\n"
        "try: open_database(Path(sys.argv[1]), bytes(32), write=False)\n"
        "except Damaged: sys.exit(5)\n"
    )
    folder = path.parent
    before = {entry.name for entry in folder.iterdir()}

    ran = subprocess.run([sys.executable, "-c", program, path], capture_output=True, check=False)

    assert (ran.returncode, ran.stdout, ran.stderr) == (5, b"", b"")
    assert {entry.name for entry in folder.iterdir()} == before


def test_sessions_leave_no_file_behind(path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    with open_database(path, KEY, write=True) as database:
        database.rows("SELECT a, count(*) FROM t GROUP BY a ORDER BY a DESC")
    with pytest.raises(Damaged):
        open_database(path, bytes(32), write=True)

    assert list(elsewhere.iterdir()) == []
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["elsewhere", "notes.db"]


def test_messages_hold_neither_values_nor_statements(database: Connection) -> None:
    database.run("CREATE TABLE u (real_name TEXT UNIQUE NOT NULL)")
    database.run("INSERT INTO u VALUES (?)", ("Saffron Kemiri",))
    for statement, values in (
        ("INSERT INTO u VALUES (?)", ("Saffron Kemiri",)),
        ("SELECT Saffron FROM Kemiri", ()),
        ("INSERT INTO u VALUES ('Saffron Kemiri' || )", ()),
    ):
        with pytest.raises(FieldnotesError) as caught:
            database.run(statement, values)
        told = f"{caught.value.sentence} {caught.value.hint} {caught.value!r}"
        assert "Saffron" not in told
        assert "Kemiri" not in told
        assert "real_name" not in told
        assert caught.value.__cause__ is None
        assert caught.value.__suppress_context__


def test_a_failed_transaction_leaves_nothing(database: Connection) -> None:
    def abandon() -> None:
        with database.transaction():
            database.run("INSERT INTO t VALUES ('half')")
            raise KeyError

    with pytest.raises(KeyError):
        abandon()
    assert database.rows("SELECT a FROM t") == [("cardamom",)]


def test_a_reader_changes_nothing_and_cannot_write(path: Path) -> None:
    before = path.read_bytes()
    with open_database(path, KEY, write=False) as reader:
        assert reader.row("SELECT a FROM t") == ("cardamom",)
        with pytest.raises(Unreachable, match="cannot be written"):
            reader.run("INSERT INTO t VALUES ('x')")
    assert path.read_bytes() == before


def test_a_reader_beside_a_writer_sees_one_state(path: Path, database: Connection) -> None:
    with open_database(path, KEY, write=False) as reader, reader.snapshot():
        assert reader.rows("SELECT a FROM t") == [("cardamom",)]
        database.run("INSERT INTO t VALUES ('clove')")
        assert reader.rows("SELECT a FROM t") == [("cardamom",)]


def test_a_second_writer_waits_and_then_says_so(
    path: Path, database: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "BUSY_SECONDS", 0.05)
    with database.transaction(), pytest.raises(Unreachable, match="in use"):
        open_database(path, KEY, write=True)


def test_a_checkpoint_moves_everything_into_the_file(path: Path, database: Connection) -> None:
    database.run("INSERT INTO t VALUES ('clove')")

    assert database.checkpoint()
    assert path.with_name("notes.db-wal").stat().st_size == 0


def test_a_log_is_replayed_but_not_removed_by_a_reader(path: Path, tmp_path: Path) -> None:
    writer = open_database(path, KEY, write=True)
    writer.run("INSERT INTO t VALUES ('clove')")
    copy = tmp_path / "copy"
    copy.mkdir()
    for name in ("notes.db", "notes.db-wal"):
        (copy / name).write_bytes((tmp_path / name).read_bytes())
    writer.close()
    log = (copy / "notes.db-wal").read_bytes()

    with open_database(copy / "notes.db", KEY, write=False) as reader:
        assert reader.rows("SELECT a FROM t") == [("cardamom",), ("clove",)]
    assert (copy / "notes.db-wal").read_bytes() == log


def test_another_thread_can_break_off_a_query(database: Connection) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT sum(i) FROM n"
    timer = threading.Timer(0.1, database.interrupt)
    timer.start()

    with pytest.raises(FieldnotesError):
        database.rows(endless)
    timer.join()


def test_an_old_library_without_set_key_opens_the_same_file(path: Path) -> None:
    raw = raw_connection(path, KEY)
    try:
        assert raw.execute("SELECT a FROM t").fetchall() == [("cardamom",)]
    finally:
        raw.close()


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "notes.db").mkdir()

    with pytest.raises((Damaged, Unreachable)):
        open_database(tmp_path / "notes.db", os.urandom(32), write=True)
