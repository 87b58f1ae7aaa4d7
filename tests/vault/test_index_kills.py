"""Prove that a kill, a full disk or another writer leaves the index whole and the search at work."""

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldnotes.errors import Unreachable
from fieldnotes.vault import connection, freshness
from fieldnotes.vault.connection import Connection, open_database
from fieldnotes.vault.history import Head
from fieldnotes.vault.index import Index
from tests.vault.shelf import KEY, Shelf, ask, integrity, text_of

FULL = bool(os.environ.get("FIELDNOTES_FULL"))


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path)
    yield made
    made.close()


def test_catching_up_that_fails_halfway_changes_nothing(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf.save(*(f"river {number}" for number in range(9)))
    searched = shelf.index()
    searched.catch_up()
    shelf.save(*(f"bridge {number}" for number in range(9)))
    put_in, left = Index._put_in, [4]

    def some(self: Index, database: Connection, head: Head, words: str) -> None:
        left[0] -= 1
        if not left[0]:
            raise Unreachable("the disk is full")
        put_in(self, database, head, words)

    reader = open_database(shelf.path, KEY, write=False)
    tables = ("SELECT * FROM entries", "SELECT * FROM seen", "SELECT * FROM words_docsize", "SELECT * FROM words_data")
    before = [reader.rows(table) for table in tables]
    monkeypatch.setattr(Index, "_put_in", some)
    with pytest.raises(Unreachable):
        searched.catch_up()
    assert [reader.rows(table) for table in tables] == before
    monkeypatch.undo()
    assert searched.catch_up()
    assert [reader.rows(table) for table in tables] != before
    reader.close()
    assert (ask(searched, "river"), ask(searched, "bridge")) == (set(), set(range(9)))


KILLED = """
import sys
from pathlib import Path
from tests.vault.shelf import Shelf

searched = Shelf(Path(sys.argv[1])).index()
print("ready", flush=True)
searched.catch_up()
print("done", flush=True)
"""


def test_a_kill_while_catching_up_leaves_it_behind_or_whole(shelf: Shelf) -> None:
    chance = random.Random(11)
    words = [f"word{number}" for number in range(400)]
    root = Path(__file__).parents[2]
    kills = 0
    for turn in range(60 if FULL else 4):
        shelf.save(*(" ".join(chance.choices(words, k=150)) for _ in range(400)), f"turn{turn}")
        with subprocess.Popen(
            [sys.executable, "-c", KILLED, str(shelf.folder)], cwd=root, stdout=subprocess.PIPE, text=True
        ) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == "ready\n"
            time.sleep(chance.random() * 0.15)
            child.send_signal(signal.SIGKILL)
            kills += "done" not in child.stdout.read()
        reader = shelf.index(write=False)
        assert ask(reader, f"turn{turn}") == {400}
        assert reader.warnings == []
        if chance.random() < 0.5:
            searched = shelf.index()
            assert ask(searched, f"turn{turn}") == {400}
            assert ask(searched, f"turn{turn - 1}") == set()
            assert searched.warnings == []
        shelf.close()
    assert kills > 1
    shelf.index().catch_up()
    shelf.close()
    integrity(shelf)


def test_a_full_disk_leaves_the_index_behind_and_the_search_at_work(shelf: Shelf) -> None:
    shelf.save("river")
    searched = shelf.index()
    searched.catch_up()
    shelf.save(*(f"bridge {'stone' * 20}{number}" for number in range(1500)), first=1)
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, most))
    try:
        with pytest.raises(Unreachable):
            searched.catch_up()
        assert ask(searched, "river") == {0}
        assert len(ask(searched, "bridge", limit=2000)) == 1500
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    assert searched.warnings == []
    assert len(ask(searched, "bridge", limit=2000)) == 1500


@pytest.mark.parametrize("damaged", [True, False])
def test_a_disk_too_full_for_any_index_does_not_stop_the_search(shelf: Shelf, damaged: bool) -> None:
    shelf.save("river")
    if damaged:
        shelf.path.write_bytes(b"noise" * 1000)
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    notes = shelf.notes()
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, most))
    try:
        searched = Index(shelf.path, KEY, notes, text_of, lambda: freshness.load(notes).generation)
        shelf.open_things.append(searched)
        for _ in range(2):
            assert ask(searched, "river") == {0}
            with pytest.raises(Unreachable):
                searched.catch_up()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    assert searched.catch_up()
    assert ask(searched, "river") == {0}
    assert bool(searched.warnings) is damaged


@pytest.mark.parametrize("write", [True, False])
def test_an_index_without_its_leaves_is_told_by_the_search_and_made_anew(shelf: Shelf, write: bool) -> None:
    shelf.save("river", "bridge")
    shelf.index().catch_up()
    shelf.close()
    raw = open_database(shelf.path, KEY, write=True)
    raw.run("DELETE FROM words_data WHERE id > 10")
    raw.close()
    searched = shelf.index(write=write)
    assert ask(searched, "river") == {0}
    assert searched.warnings
    assert ask(searched, "bridge") == {1}
    assert len(searched.warnings) == 1


def test_an_index_that_somebody_else_is_writing_is_searched_as_it_is(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.1)
    shelf.save("river")
    searched, other = shelf.index(), shelf.index()
    searched.catch_up()
    shelf.save("bridge", first=1)
    assert other._db is not None
    with other._db.transaction():
        assert ask(searched, "bridge") == {1}
        with pytest.raises(Unreachable):
            searched.catch_up()
    searched.catch_up()
    assert ask(other, "river") == {0}


def test_a_copied_vault_finds_the_same(shelf: Shelf, tmp_path: Path) -> None:
    shelf.save("river")
    shelf.index().catch_up()
    shelf.close()
    shutil.copytree(shelf.folder, tmp_path / "copy")
    shelf.folder = tmp_path / "copy"
    assert ask(shelf.index(), "river") == {0}
