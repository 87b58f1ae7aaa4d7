"""Prove that what was buried is gone for good, and that no older state of the vault brings it back."""

import shutil
from pathlib import Path

import pytest

from fieldnotes.errors import Damaged, Unreachable
from fieldnotes.vault import tombstones
from fieldnotes.vault.unlocked import Vault
from tests.vault.sample import PASSAGE, Sample, make_sample
from tests.vault.test_purge import remains

WORDS = b"the first words"


def bury(vault: Vault, sample: Sample) -> None:
    with vault.transaction() as tx:
        tx.bury(sample.passages[0], PASSAGE)
        tx.bury(sample.card, "source")


def buried(vault: Vault) -> set[bytes]:
    with vault.connection() as connection:
        return {row[0] for row in tombstones.buried(connection)}


def test_of_what_was_buried_nothing_but_a_tombstone_is_left(sample: Sample) -> None:
    with sample.open(write=True) as vault:
        bury(vault, sample)
        assert buried(vault) == {sample.passages[0], sample.card}
    with sample.open() as vault:
        vault.verify_history()
        assert vault.head(sample.passages[0]) is None
        assert {revision.body for revision in vault.revisions(sample.passages[0])} == {b""}
        assert list(vault.seals(entity=sample.card)) == []


def test_what_was_buried_is_found_by_nothing_any_more_even_if_it_was_removed_before(sample: Sample) -> None:
    with sample.open(write=True) as vault:
        with vault.transaction() as tx:
            entity = tx.put("source", None, b"{}", name="galangal").entity
            tx.remove(entity)
        with vault.transaction() as tx:
            tx.bury(entity, "source")
            tx.bury(sample.passages[0], PASSAGE)
        assert (sample.passages[0], PASSAGE) not in vault.owned(sample.interview)
    assert remains(sample, b"galangal") == []


def test_burying_twice_or_what_never_was_leaves_one_tombstone_each(sample: Sample) -> None:
    with sample.open(write=True) as vault:
        bury(vault, sample)
        bury(vault, sample)
        with vault.transaction() as tx:
            tx.bury(b"n" * 16, PASSAGE)
        assert buried(vault) == {sample.passages[0], sample.card, b"n" * 16}
    with sample.open() as vault:
        vault.verify_history()


def test_an_older_state_heeds_what_was_buried_later_before_anybody_reads_it(sample: Sample, tmp_path: Path) -> None:
    older = sample.copy(tmp_path / "older.vault")
    with sample.open(write=True) as vault:
        bury(vault, sample)
    shutil.copyfile(sample.layout.notes, older.layout.later)

    with pytest.raises(Unreachable, match="withdrawn since"):
        older.open()
    older.open(write=True).close()

    assert not older.layout.later.exists()
    assert remains(older, WORDS) == []
    with older.open() as vault:
        vault.verify_history()
        assert buried(vault) == {sample.passages[0], sample.card}
        assert vault.head(sample.passages[1]) is not None
        assert list(vault.seals(entity=sample.card)) == []


def test_a_later_state_that_is_of_another_vault_or_damaged_opens_nothing(sample: Sample, tmp_path: Path) -> None:
    other = make_sample(tmp_path / "other.vault")
    for content in (other.layout.notes.read_bytes(), b"", sample.layout.notes.read_bytes()[:5000]):
        sample.layout.later.write_bytes(content)
        with pytest.raises(Damaged):
            sample.open(write=True)
        with pytest.raises(Unreachable, match="withdrawn since"):
            sample.open()
    sample.layout.later.unlink()
    sample.open(write=True).close()
