"""Prove the search: it finds what is current, forgets what is not, survives, and tells of a rollback."""

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldnotes.errors import Damaged, Unreachable
from fieldnotes.vault import connection, freshness, history, index
from fieldnotes.vault.connection import Connection, open_database
from fieldnotes.vault.folding import RECIPE, fold
from fieldnotes.vault.freshness import Digester, Ledger
from fieldnotes.vault.history import Columns
from fieldnotes.vault.index import Hit, Index, NotesDamaged, RolledBack
from fieldnotes.vault.migrations import NOTES, migrate
from tests.vault.test_folding import CLASSES

KEY = b"i" * 32
NOTES_KEY = b"n" * 32
PASSAGE = "passage"
FULL = bool(os.environ.get("FIELDNOTES_FULL"))

FTS5_PARTS = """ " * ^ : ( ) { } + - , ' ; -- % \\ AND OR NOT NEAR( ,5) folded: words river ڕووبار 北 """.split()
FTS5_SYNTAX = st.lists(st.sampled_from([*FTS5_PARTS, " ", "\0", "\ud800"])).map("".join)
QUICKLY = settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def text_of(kind: str, body: bytes) -> str | None:
    """Return the text of a passage; bodies here are JSON strings."""
    return str(json.loads(body)) if kind == PASSAGE else None


class Shelf:
    """Hold a folder with a real notes.db and its index, without keys and slots around them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.digester = Digester(b"f" * 32)
        self.open_things: list[Connection | Index] = []
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


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path)
    yield made
    made.close()


def found(hits: list[Hit]) -> set[int]:
    """Return the numbers of the entities found."""
    return {int.from_bytes(hit.entity, "big") for hit in hits}


def ask(searched: Index, query: str, limit: int = 1000) -> set[int]:
    """Return the numbers of the entities that a query finds."""
    return found(searched.search(query, limit=limit))


# ------------------------------------------------------------------------------------------ finding


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("river", {0, 1}),
        ("river bridge", {1}),
        ("bridge RIVER", {1}),
        ('"the bridge"', {1, 2}),
        ('"bridge the"', set()),
        ("riv", set()),
        ("riv*", {0, 1}),
        ("r*", {0, 1, 3}),
        ('"the brid*"', {1, 2}),
        ("ڕووبار", {3}),
        ("رووبار", {3}),
        ("رؤوبار", {3}),
        ("روو*", {3}),
        ("river OR bridge", set()),
        ("NOT", set()),
        ("", set()),
        ("*", set()),
    ],
)
def test_all_words_phrases_and_beginnings_are_found(shelf: Shelf, query: str, numbers: set[int]) -> None:
    shelf.save("A river.", "The bridge over the river", "the bridge", "ڕووبار, road")
    assert ask(shelf.index(), query) == numbers
    assert ask(shelf.index(write=False), query) == numbers


def test_the_best_come_first_and_no_more_than_asked_for(shelf: Shelf) -> None:
    shelf.save(*(f"river {'of words ' * length}" for length in (50, 0, 20)), "river river")
    searched = shelf.index()
    numbers = [int.from_bytes(hit.entity, "big") for hit in searched.search("river", limit=3)]
    assert numbers == [3, 1, 2]
    assert searched.search("river", limit=0) == []


def test_a_hit_shows_the_current_words(shelf: Shelf) -> None:
    shelf.save("Under the  Çem-bridge\nwe met")
    (hit,) = shelf.index().search("cem", limit=5)
    assert hit.kind == PASSAGE
    assert hit.snippet.text == "Under the Çem-bridge we met"
    assert hit.snippet.hits == ((10, 13),)


def test_only_what_has_words_to_search_is_found(shelf: Shelf) -> None:
    shelf.save("river", kind="identity")
    assert ask(shelf.index(), "river") == set()


def test_an_entity_with_two_heads_is_found_once_by_the_words_of_either(shelf: Shelf) -> None:
    shelf.save("first river")
    with shelf.saving() as ledger:
        history.put(ledger, PASSAGE, bytes(16), json.dumps("other river").encode(), Columns(), parents=[])
    searched = shelf.index()
    assert [len(searched.search(query, limit=9)) for query in ("river", "first", "other")] == [1, 1, 1]
    shelf.save("settled river")
    assert [len(searched.search(query, limit=9)) for query in ("river", "first", "other")] == [1, 0, 0]


@QUICKLY
@given(query=st.text() | FTS5_SYNTAX)
def test_no_query_is_an_error(shelf: Shelf, query: str) -> None:
    if not shelf.path.exists():
        shelf.save("river words AND NOT folded", "ڕووبار 北京")
    if not shelf.open_things:
        shelf.index()
        shelf.index(write=False)
    for searched in shelf.open_things:
        if isinstance(searched, Index):
            searched.search(query, limit=5)


@settings(QUICKLY, max_examples=2000 if FULL else 60)
@given(data=st.data())
def test_every_word_finds_its_text_also_with_other_letters_of_its_classes(shelf: Shelf, data: st.DataObject) -> None:
    letters = "".join(CLASSES) + "abکn\u200c'’-ـ\u0301 \n"
    texts = data.draw(st.lists(st.text(letters) | st.text(), min_size=1, max_size=5))
    shelf.save(*texts)
    shelf.open_things or shelf.index()
    searched = next(one for one in shelf.open_things if isinstance(one, Index))
    alike = {letter: letters for letters in CLASSES for letter in letters}
    for number, text in enumerate(texts):
        for word in text.split():
            retyped = "".join(data.draw(st.sampled_from(alike[c])) if c in alike else c for c in word)
            for query in (word, retyped):
                if fold(query).strip():
                    assert number in ask(searched, query)


@settings(QUICKLY, max_examples=2000 if FULL else 60)
@given(
    texts=st.lists(st.lists(st.sampled_from("one two three four five".split())).map(" ".join), max_size=6),
    query=st.lists(st.sampled_from(["one", "two", "thr*", '"four five"', '"one two"', "f*"]), min_size=1),
)
def test_the_index_finds_what_reading_through_finds(shelf: Shelf, texts: list[str], query: list[str]) -> None:
    with shelf.saving() as ledger:
        for number in range(6):
            text = texts[number] if number < len(texts) else ""
            history.put(ledger, PASSAGE, number.to_bytes(16, "big"), json.dumps(text).encode(), Columns())
    shelf.open_things or (shelf.index(write=False), shelf.index())
    reader, writer = (one for one in shelf.open_things if isinstance(one, Index))
    without, with_it = ask(reader, " ".join(query)), ask(writer, " ".join(query))
    assert without == with_it == ask(reader, " ".join(query))


# ---------------------------------------------------------------------------------------- forgetting


def test_after_an_edit_the_old_word_finds_it_no_more(shelf: Shelf) -> None:
    shelf.save("old river", "old river")
    searched = shelf.index()
    assert ask(searched, "old") == {0, 1}
    shelf.save("new river")
    assert (ask(searched, "old"), ask(searched, "new"), ask(searched, "river")) == ({1}, {0}, {0, 1})


def test_what_is_removed_is_found_no_more_until_it_is_put_back(shelf: Shelf) -> None:
    (entity,) = shelf.save("old river")
    searched = shelf.index()
    searched.catch_up()
    with shelf.saving() as ledger:
        history.remove(ledger, entity)
    assert ask(searched, "river") == set()
    shelf.save("old river")
    assert ask(searched, "river") == {0}


def decrypted(path: Path, key: bytes) -> bytes:
    """Return what every page of a SQLCipher 4 file says: AES-256-CBC, its IV before the MAC at the end."""
    sealed, pages = path.read_bytes(), []
    for start in range(0, len(sealed), 4096):
        page = sealed[start : start + 4096]
        cipher = Cipher(algorithms.AES(key), modes.CBC(page[-80:-64])).decryptor()
        pages.append(cipher.update(page[16 if start == 0 else 0 : -80]) + cipher.finalize())
    return b"".join(pages)


@pytest.mark.parametrize("others", [0, 3000])
def test_an_edit_leaves_no_remnant_of_the_old_words_on_any_page(shelf: Shelf, others: int) -> None:
    chance = random.Random(others)
    filling = (" ".join(chance.choices([f"word{n}" for n in range(500)], k=30)) for _ in range(others))
    shelf.save("xylophone qanun said Jzyxwv", *filling)
    searched = shelf.index()
    searched.catch_up()
    searched.close()
    assert b"ylophone" in decrypted(shelf.path, KEY)
    searched = shelf.index()
    shelf.save("something else")
    searched.catch_up()
    searched.close()
    pages = decrypted(shelf.path, KEY)
    assert all(word not in pages for word in (b"ylophon", b"qanu", b"jzyx"))
    assert not Path(f"{shelf.path}-wal").exists()


def test_the_index_holds_no_clear_text_and_nobody_else_may_read_it(shelf: Shelf) -> None:
    shelf.save("xylophone")
    searched = shelf.index()
    searched.catch_up()
    for path in shelf.folder.glob("index.db*"):
        assert b"ylophone" not in path.read_bytes()
        assert path.stat().st_mode & 0o777 == 0o600
    searched.close()
    assert shelf.path.read_bytes()[:15] != b"SQLite format 3"


# -------------------------------------------------------------------------------- behind, absent, damaged


def test_a_save_does_not_touch_the_index(shelf: Shelf) -> None:
    shelf.save("river")
    shelf.index().catch_up()
    shelf.close()
    before = shelf.path.read_bytes()
    shelf.save("bridge", first=1)
    assert shelf.path.read_bytes() == before
    assert not Path(f"{shelf.path}-wal").exists()


def test_a_reader_finds_what_the_index_lacks_and_writes_nothing(shelf: Shelf) -> None:
    shelf.save("old river", "bridge", "river")
    shelf.index().catch_up()
    shelf.close()
    before = shelf.path.read_bytes()
    shelf.save("new river", "river bridge")
    reader = shelf.index(write=False)
    assert (ask(reader, "river"), ask(reader, "old"), ask(reader, "new")) == ({0, 1, 2}, set(), {0})
    assert len(reader.search("river", limit=2)) == 2
    shelf.close()
    assert shelf.path.read_bytes() == before
    assert ask(shelf.index(), "river") == {0, 1, 2}


def test_a_reader_without_an_index_reads_everything_through_and_makes_none(shelf: Shelf) -> None:
    shelf.save("river", "bridge")
    assert ask(shelf.index(write=False), "river") == {0}
    assert not shelf.path.exists()


def test_an_index_made_anew_finds_the_same(shelf: Shelf) -> None:
    chance = random.Random(5)
    words = [f"{a}{b}" for a in "kmst" for b in "aeiou"]
    for _ in range(5):
        texts = [" ".join(chance.choices(words, k=chance.randrange(20))) for _ in range(30)]
        shelf.save(*texts, first=chance.randrange(60))
        shelf.index().catch_up()
    queries = [*words, "ka* me", '"ka me"', "s*"]
    before = [shelf.index().search(query, limit=1000) for query in queries]
    shelf.index().destroy()
    assert not list(shelf.folder.glob("index.db*"))
    assert [found(shelf.index().search(query, limit=1000)) for query in queries] == list(map(found, before))


def integrity(shelf: Shelf) -> None:
    """Let FTS5 check its own structure; raises Damaged."""
    checked = open_database(shelf.path, KEY, write=True)
    checked.run("INSERT INTO words (words, rank) VALUES ('integrity-check', 0)")
    checked.close()


def test_many_edits_leave_a_sound_index(shelf: Shelf) -> None:
    chance = random.Random(6)
    searched = shelf.index()
    texts: dict[int, str] = {}
    for _ in range(60):
        number, text = (
            chance.randrange(20),
            " ".join(chance.choices("a b c d river stone bridge".split(), k=12)),
        )
        shelf.save(text, first=number)
        texts[number] = text
        searched.catch_up()
    for word in ("a", "river", "bridge"):
        assert ask(searched, word) == {number for number, text in texts.items() if word in text.split()}
    shelf.close()
    integrity(shelf)


@pytest.mark.parametrize("write", [True, False])
@pytest.mark.parametrize("how", ["emptied", "cut", "noise", "another key", "plain", "newer"])
def test_an_unusable_index_is_told_and_does_not_stop_the_search(shelf: Shelf, how: str, write: bool) -> None:
    shelf.save("river", "bridge")
    shelf.index(key=b"x" * 32 if how == "another key" else KEY).catch_up()
    if how == "newer":
        newer = open_database(shelf.path, KEY, write=True)
        newer.run("PRAGMA user_version=99")
        newer.close()
    shelf.close()
    whole = shelf.path.read_bytes()
    contents = {"emptied": b"", "cut": whole[:5000], "noise": random.Random(1).randbytes(8192)}
    contents["plain"] = b"SQLite format 3\0" + whole[16:]
    shelf.path.write_bytes(contents.get(how, whole))
    searched = shelf.index(write=write)
    assert ask(searched, "river") == {0}
    assert searched.warnings == ["index.db was damaged: nothing is lost, it is made anew"]
    shelf.close()
    again = shelf.index()
    assert ask(again, "river") == {0}
    assert bool(again.warnings) is not write


def test_no_flipped_bit_makes_the_search_lie(shelf: Shelf) -> None:
    texts = [f"river stone{number % 7} {'ab' * (number % 5)}" for number in range(300)]
    shelf.save(*texts)
    shelf.index().catch_up()
    shelf.close()
    whole = shelf.path.read_bytes()
    chance = random.Random(9)
    for _ in range(1000 if FULL else 40):
        flipped = bytearray(whole)
        flipped[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        shelf.path.write_bytes(flipped)
        searched = shelf.index(write=chance.random() < 0.5)
        assert ask(searched, "stone3") == {number for number in range(300) if number % 7 == 3}
        assert ask(searched, "riv*") == set(range(300))
        shelf.close()
        for beside in shelf.folder.glob("index.db-*"):
            beside.unlink()


def test_an_index_folded_by_another_version_is_made_anew(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf.save("river")
    monkeypatch.setattr(index, "RECIPE", "0/old")
    shelf.index().catch_up()
    shelf.close()
    monkeypatch.undo()
    assert ask(shelf.index(write=False), "river") == {0}
    searched = shelf.index()
    assert ask(searched, "river") == {0}
    seen = open_database(shelf.path, KEY, write=False)
    assert seen.row("SELECT recipe FROM seen") == (RECIPE,)
    seen.close()


def test_an_index_that_does_not_fit_the_history_is_made_anew(shelf: Shelf) -> None:
    shelf.save("river", "bridge")
    shelf.index().catch_up()
    shelf.close()
    raw = open_database(shelf.path, KEY, write=True)
    raw.run("UPDATE entries SET digest = zeroblob(16) WHERE entity = ?", (bytes(16),))
    raw.close()
    shelf.save("stone")
    searched = shelf.index()
    assert (ask(searched, "river"), ask(searched, "stone"), ask(searched, "bridge")) == (set(), {0}, {1})
    shelf.close()
    integrity(shelf)


def test_damage_in_the_notes_is_not_blamed_on_the_index(shelf: Shelf) -> None:
    shelf.save("river")
    shelf.index().catch_up()
    notes = shelf.notes()

    def broken(_kind: str, _body: bytes) -> str:
        raise Damaged("a record of the vault is no valid passage")

    searched = Index(shelf.path, KEY, notes, broken, lambda: freshness.load(notes).generation)
    shelf.open_things.append(searched)
    with pytest.raises(NotesDamaged, match="no valid passage"):
        searched.search("river", limit=5)
    shelf.save("bridge")
    with pytest.raises(NotesDamaged, match="no valid passage"):
        searched.catch_up()
    assert searched.warnings == []
    shelf.close()
    assert ask(shelf.index(), "bridge") == {0}


# -------------------------------------------------------------------------------------- rolled back


@pytest.mark.parametrize("write", [True, False])
def test_notes_older_than_their_index_are_told(shelf: Shelf, write: bool) -> None:
    shelf.save("river")
    shelf.index().catch_up()
    shelf.close()
    older = (shelf.folder / "notes.db").read_bytes()
    shelf.save("river, corrected")
    shelf.index().catch_up()
    shelf.close()
    (shelf.folder / "notes.db").write_bytes(older)
    with pytest.raises(RolledBack) as refused:
        shelf.index(write=write)
    assert refused.value.exit_code == 5
    assert "river" not in f"{refused.value} {refused.value.hint}"


def test_notes_rolled_back_while_open_are_told_by_the_next_search(shelf: Shelf) -> None:
    shelf.save("river")
    generations = [1, 0]
    searched = Index(shelf.path, KEY, shelf.notes(), text_of, lambda: generations.pop(0))
    shelf.open_things.append(searched)
    searched.catch_up()
    with pytest.raises(RolledBack):
        searched.search("river", limit=5)


def test_an_index_that_is_behind_is_no_rollback(shelf: Shelf) -> None:
    shelf.save("river")
    shelf.index().catch_up()
    shelf.close()
    behind = shelf.path.read_bytes()
    shelf.save("bridge")
    shelf.index().catch_up()
    shelf.close()
    shelf.path.write_bytes(behind)
    searched = shelf.index()
    assert (ask(searched, "river"), ask(searched, "bridge")) == (set(), {0})
    assert searched.warnings == []


# ------------------------------------------------------------------------------------- kills and faults


KILLED = """
import sys
from pathlib import Path
from tests.vault.test_index import Shelf

shelf = Shelf.__new__(Shelf)
shelf.folder, shelf.open_things = Path(sys.argv[1]), []
searched = shelf.index()
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
