"""Bring a database to the schema of this version, by numbered SQL files applied in order, each once.

`PRAGMA user_version` holds the number of the last file applied; it changes in the same transaction as the
schema. A number higher than ours means that a newer version wrote the file, and such a file is refused
unread.
"""

from importlib.resources import files

from fieldnotes.errors import Damaged
from fieldnotes.vault.connection import Connection

NOTES = ("0001_initial.sql", "0002_listing.sql", "0003_backups.sql")
INDEX = ("index_0001.sql", "index_0002.sql")


def refuse_newer(connection: Connection, scripts: tuple[str, ...]) -> None:
    """Raise Damaged when the database was written by a newer version, or holds no schema at all."""
    version = schema_version(connection)
    if version > len(scripts):
        raise Damaged(f"{connection.name} was written by a newer version of Fieldnotes", "install that version")
    if version < 1:
        raise Damaged(f"{connection.name} holds no vault", "put it back from a backup")


def migrate(connection: Connection, scripts: tuple[str, ...]) -> None:
    """Apply the files of `scripts` that the database lacks, in one transaction; where none, write nothing."""
    version = schema_version(connection)
    if version >= len(scripts):
        return
    with connection.transaction():
        for number, name in enumerate(scripts[version:], start=version + 1):
            connection.run_script(script_text(name))
            connection.run(f"PRAGMA user_version={number:d}")


def schema_version(connection: Connection) -> int:
    """Return how many schema files the database has seen."""
    found = connection.row("PRAGMA user_version")
    return int(found[0]) if found else 0


def script_text(name: str) -> str:
    """Return the text of one file of the schema folder."""
    return files("fieldnotes.vault").joinpath("schema", name).read_text(encoding="utf-8")
