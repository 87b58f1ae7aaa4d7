"""Prove the search: it finds what is current, in any spelling, and forgets what is not, without a remnant."""

import json
import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldnotes.vault import history
from fieldnotes.vault.folding import fold
from fieldnotes.vault.history import Columns
from fieldnotes.vault.index import Index
from tests.vault.shelf import KEY, PASSAGE, Shelf, ask
from tests.vault.test_folding import CLASSES

FULL = bool(os.environ.get("FIELDNOTES_FULL"))

FTS5_PARTS = """ " * ^ : ( ) { } + - , ' ; -- % \\ AND OR NOT NEAR( ,5) folded: words river ڕووبار 北 """.split()
FTS5_SYNTAX = st.lists(st.sampled_from([*FTS5_PARTS, " ", "\0", "\ud800"])).map("".join)
QUICKLY = settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path)
    yield made
    made.close()


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


@settings(QUICKLY, max_examples=500 if FULL else 60)
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


@settings(QUICKLY, max_examples=500 if FULL else 60)
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
