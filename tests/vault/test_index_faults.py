"""Prove the search beside an index that is behind, absent, damaged or ahead of its notes."""

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldnotes.errors import Damaged
from fieldnotes.vault import freshness, history, index
from fieldnotes.vault.connection import open_database
from fieldnotes.vault.folding import RECIPE
from fieldnotes.vault.index import Index, NotesDamaged, RolledBack
from tests.vault.shelf import KEY, Shelf, ask, found, integrity, text_of

FULL = bool(os.environ.get("FIELDNOTES_FULL"))


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path)
    yield made
    made.close()


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
    places = [page + chance.randrange(4096) for page in range(0, len(whole), 4096)]
    for place in (*places, *(chance.randrange(len(whole)) for _ in range(2000 if FULL else 20))):
        flipped = bytearray(whole)
        flipped[place] ^= 1 << chance.randrange(8)
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
    notes = shelf.notes()

    other = Index(
        shelf.path,
        KEY,
        notes,
        lambda kind, body: f"ghost {text_of(kind, body)}",
        lambda: freshness.load(notes).generation,
    )
    assert ask(other, "ghost") == {0, 1}
    other.close()
    shelf.save("stone")
    searched = shelf.index()
    assert (ask(searched, "river"), ask(searched, "stone"), ask(searched, "bridge")) == (set(), {0}, {1})
    assert ask(searched, "ghost") == set()
    shelf.close()
    integrity(shelf)


def test_an_edit_does_not_make_the_index_anew(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    (entity, *_) = shelf.save("river", "bridge")
    searched = shelf.index()
    searched.catch_up()

    def anew(*_: object) -> None:
        pytest.fail("the index was filled anew")

    monkeypatch.setattr(Index, "_fill", anew)
    shelf.save("stone", "river")
    assert ask(searched, "river") == {1}
    with shelf.saving() as ledger:
        history.remove(ledger, entity)
    assert ask(searched, "stone") == set()
    shelf.save("river", "river", "river")
    assert ask(searched, "river") == {0, 1, 2}


def test_closing_empties_the_log_also_beside_a_reader(shelf: Shelf) -> None:
    shelf.save("river")
    searched = shelf.index()
    searched.catch_up()
    reader = shelf.index(write=False)
    assert ask(reader, "river") == {0}
    shelf.save("bridge")
    searched.catch_up()
    log = Path(f"{shelf.path}-wal")
    assert log.stat().st_size > 0
    searched.close()
    assert log.stat().st_size == 0
    assert ask(reader, "bridge") == {0}


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
