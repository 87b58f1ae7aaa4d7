"""Hold a real notes.db and its index, without keys and slots around them, for the tests of the search."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fieldnotes.vault import freshness, history
from fieldnotes.vault.connection import Connection, open_database
from fieldnotes.vault.freshness import Digester, Ledger
from fieldnotes.vault.history import Columns
from fieldnotes.vault.index import Hit, Index
from fieldnotes.vault.migrations import NOTES, migrate

KEY = b"i" * 32
NOTES_KEY = b"n" * 32
PASSAGE = "passage"


def text_of(kind: str, body: bytes) -> str | None:
    """Return the text of a passage; bodies here are JSON strings."""
    return str(json.loads(body)) if kind == PASSAGE else None


class Shelf:
    """Hold a folder with a real notes.db and its index, without keys and slots around them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.digester = Digester(b"f" * 32)
        self.open_things: list[Connection | Index] = []
        if (folder / "notes.db").exists():
            return
        notes = open_database(folder / "notes.db", NOTES_KEY, write=True, create=True)
        migrate(notes, NOTES)
        with notes.transaction():
            freshness.begin(notes, self.digester, {"vault": b"v" * 16})
        notes.close()

    @property
    def path(self) -> Path:
        """The index's file."""
        return self.folder / "index.db"

    def notes(self, *, write: bool = True) -> Connection:
        """Open a connection to the notes, closed at the end of the test."""
        notes = open_database(self.folder / "notes.db", NOTES_KEY, write=write)
        self.open_things.append(notes)
        return notes

    def index(self, *, write: bool = True, key: bytes = KEY) -> Index:
        """Open the index beside a connection of its own, closed at the end of the test."""
        notes = self.notes(write=write)
        opened = Index(self.path, key, notes, text_of, lambda: freshness.load(notes).generation)
        self.open_things.append(opened)
        return opened

    @contextmanager
    def saving(self) -> Iterator[Ledger]:
        """Save in one transaction, as the vault does."""
        notes = open_database(self.folder / "notes.db", NOTES_KEY, write=True)
        try:
            with notes.transaction():
                ledger = Ledger(notes, self.digester, b"d" * 16)
                yield ledger
                ledger.settle()
        finally:
            notes.close()

    def save(self, *texts: str, first: int = 0, kind: str = PASSAGE) -> list[bytes]:
        """Save texts, the entity of each numbered from `first`; return the entities."""
        entities = [number.to_bytes(16, "big") for number in range(first, first + len(texts))]
        with self.saving() as ledger:
            for entity, text in zip(entities, texts, strict=True):
                history.put(ledger, kind, entity, json.dumps(text).encode(), Columns())
        return entities

    def close(self) -> None:
        """Close all that was opened."""
        for opened in reversed(self.open_things):
            opened.close()
        self.open_things.clear()


def found(hits: list[Hit]) -> set[int]:
    """Return the numbers of the entities found."""
    return {int.from_bytes(hit.entity, "big") for hit in hits}


def ask(searched: Index, query: str, limit: int = 1000) -> set[int]:
    """Return the numbers of the entities that a query finds."""
    return found(searched.search(query, limit=limit))


def integrity(shelf: Shelf) -> None:
    """Let FTS5 check its own structure; raises Damaged."""
    checked = open_database(shelf.path, KEY, write=True)
    checked.run("INSERT INTO words (words, rank) VALUES ('integrity-check', 0)")
    checked.close()
