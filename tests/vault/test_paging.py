"""Prove that lists are paged on their index alone, and that the index costs an edit nothing."""

from collections.abc import Iterator

import pytest

from fieldnotes.vault import history
from fieldnotes.vault.connection import PAGE_BYTES, open_database
from fieldnotes.vault.unlocked import Vault
from tests.vault.sample import PASSAGE, Sample

_FRAME = 24 + PAGE_BYTES


@pytest.fixture
def vault(sample: Sample) -> Iterator[Vault]:
    """Return the sample with two kinds of named records, open for writing."""
    with sample.open(write=True) as vault:
        with vault.transaction() as tx:
            for number in range(40):
                tx.put("place" if number % 3 else "hidden", None, b"%d" % number, name=f"p{number * 7 % 40:02}")
        yield vault


def names(vault: Vault, *kinds: str, offset: int = 0, limit: int = 99) -> list[str | None]:
    return [head.name for head in vault.page(*kinds, offset=offset, limit=limit)]


def test_two_kinds_are_one_list(vault: Vault) -> None:
    everything = [f"p{number:02}" for number in range(40)]
    assert names(vault, "place", "hidden") == everything
    assert names(vault, "place", "hidden", offset=30, limit=5) == everything[30:35]
    assert names(vault, "place") + names(vault, "hidden") != everything
    assert names(vault, "hidden") == [head.name for head in vault.heads("hidden")]
    assert (vault.count("place"), vault.count("hidden"), vault.count("place", "hidden")) == (26, 14, 40)
    assert names(vault, "nothing") == []


def test_a_page_is_the_same_inside_a_transaction(vault: Vault) -> None:
    with vault.transaction() as tx:
        tx.remove(vault.page("place", offset=0, limit=1)[0].entity)
        assert len(names(vault, "place")) == vault.count("place") == 25


def test_words_are_counted_by_owner(vault: Vault, sample: Sample) -> None:
    assert vault.words_of(sample.interview) == vault.words_by_owner()[sample.interview] == 10
    assert vault.words_of(bytes(16)) == 0


@pytest.mark.parametrize("statement", [history._COUNT, *history._PAGES.values()])
def test_lists_are_read_from_the_index_alone(vault: Vault, sample: Sample, statement: str) -> None:
    with open_database(sample.layout.notes, sample.keys().database, write=False) as notes:
        given = ["place"] * (statement.count("?") - 2 * statement.count("LIMIT")) + [9, 9] * statement.count("LIMIT")
        plan = [step for *_, step in notes.rows(f"EXPLAIN QUERY PLAN {statement}", given)]
    searches = [step for step in plan if "heads" in step]
    assert searches
    assert all("COVERING INDEX heads_kind (kind=?)" in step for step in searches)
    assert not [step for step in plan if "TEMP B-TREE" in step]


def test_an_edit_changes_three_pages(vault: Vault, sample: Sample) -> None:
    log = sample.layout.notes.with_name("notes.db-wal")
    with vault.transaction() as tx:
        for number in range(3000):
            tx.put(PASSAGE, None, b"words", owner=sample.interview, position=number.to_bytes(2, "big") + b"\1")
    (head,) = vault.heads_of(sample.passages[0])
    for text in (b"edited", b"edited again"):
        vault.checkpoint()
        with vault.transaction() as tx:
            tx.put(PASSAGE, head.entity, text, owner=head.owner, position=head.position, words=head.words)
    assert (log.stat().st_size - 32) // _FRAME == 3
