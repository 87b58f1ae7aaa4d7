"""Prove that the schema grows by numbered files, and that a newer vault is left alone."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldnotes.errors import Damaged
from fieldnotes.vault import migrations
from fieldnotes.vault.connection import Connection, open_database
from fieldnotes.vault.migrations import INDEX, NOTES, migrate, refuse_newer, schema_version, script_text
from tests.vault.sample import Sample


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Connection]:
    """Return a database without a schema."""
    with open_database(tmp_path / "x.db", bytes(32), write=True, create=True) as database:
        yield database


def shape(database: Connection) -> list[tuple[str, str]]:
    """Return every table and index with the statement that makes it, without comments and spaces."""
    rows = database.rows("SELECT name, sql FROM sqlite_schema ORDER BY name")
    return [(name, " ".join(re.sub(r"--.*", "", sql or "").split())) for name, sql in rows]


def test_the_schema_file_is_what_the_numbered_files_add_up_to(empty: Connection, tmp_path: Path) -> None:
    migrate(empty, NOTES)
    with open_database(tmp_path / "y.db", bytes(32), write=True, create=True) as other:
        other.run_script(script_text("schema.sql"))

        assert shape(empty) == shape(other)
        assert dict(shape(empty)).keys() >= {"meta", "revisions", "heads", "seals", "drafts", "tombstones"}


def test_every_numbered_file_is_applied_in_order() -> None:
    folder = Path(migrations.__file__).parent / "schema"
    numbered = sorted(file.name for file in folder.glob("[0-9]*.sql"))

    assert tuple(numbered) == NOTES
    assert [int(name[:4]) for name in numbered] == list(range(1, len(numbered) + 1))
    assert {file.name for file in folder.glob("index_*.sql")} == set(INDEX)


def test_files_are_applied_once(empty: Connection) -> None:
    migrate(empty, NOTES)
    before = shape(empty)
    migrate(empty, NOTES)

    assert shape(empty) == before
    assert schema_version(empty) == len(NOTES)


def test_a_file_that_fails_leaves_the_schema_as_it_was(empty: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {"1": "CREATE TABLE a (b);", "2": "CREATE TABLE c (d);\nCREATE TABLE a (b);\n"}
    monkeypatch.setattr(migrations, "script_text", texts.__getitem__)

    migrate(empty, ("1",))
    with pytest.raises(Exception, match="failed"):
        migrate(empty, ("1", "2"))
    assert schema_version(empty) == 1
    assert empty.rows("SELECT name FROM sqlite_schema") == [("a",)]


def test_a_database_without_a_schema_is_no_vault(empty: Connection) -> None:
    with pytest.raises(Damaged, match="holds no vault"):
        refuse_newer(empty, NOTES)


@pytest.mark.parametrize("write", [False, True])
def test_a_vault_of_a_newer_version_is_refused_untouched(sample: Sample, *, write: bool) -> None:
    with sample.tampering() as raw:
        raw.execute(f"PRAGMA user_version = {len(NOTES) + 1}")
    before = sample.layout.notes.read_bytes()

    with pytest.raises(Damaged, match="newer version"):
        sample.open(write=write)
    assert sample.layout.notes.read_bytes() == before
