"""Prove that a database which is not the one last written is told, whatever was mixed into it."""

import hmac
import os
import random
import shutil
from pathlib import Path

import pytest

from fieldnotes.errors import Damaged
from fieldnotes.vault import freshness, history, verification
from fieldnotes.vault.connection import PAGE_BYTES, open_database
from fieldnotes.vault.derive import Purpose, subkey
from fieldnotes.vault.freshness import Digester, Ledger, frame
from fieldnotes.vault.history import Columns
from fieldnotes.vault.seals import Notary
from fieldnotes.vault.unlocked import Vault
from tests.vault.sample import IDENTITY, PASSAGE, Sample

KEY = bytes(range(32))


@pytest.mark.parametrize("size", [0, 1, 55, 64, 65, 5000])
def test_an_element_is_hmac_sha256(size: int) -> None:
    message = random.Random(size).randbytes(size)

    assert Digester(KEY).element(message) == int.from_bytes(hmac.digest(KEY, message, "sha256"), "big")


def test_no_two_rows_are_written_alike() -> None:
    rows: list[tuple[bytes | str | int | None, ...]] = [
        (b"ab", b"c"), (b"a", b"bc"), (b"abc",), (b"abc", b""), (b"abc", None), (b"", b"abc"), (b"1:a", b"bc"),
        (b"-",), (None,), (None, b"-"), (b"ab", b"c", 1), (b"ab", b"c", 11), (b"ab", b"c1", 1),
    ]  # fmt: skip

    assert len({frame(b"t", *row) for row in rows}) == len(rows)
    assert frame(b"t", b"a") != frame(b"ta")


def test_the_generation_counts_transactions_that_changed_something(sample: Sample) -> None:
    def abandon(vault: Vault) -> None:
        with vault.transaction() as tx:
            tx.put("note", None, b"three")
            raise KeyError

    with sample.open(write=True) as vault:
        before = vault.generation
        with vault.transaction() as tx:
            tx.put("note", None, b"one")
            tx.put("note", None, b"two")
        with vault.transaction():
            pass
        with pytest.raises(KeyError):
            abandon(vault)

        assert vault.generation == before + 1


TABLES = {
    "UPDATE revisions SET body = 'other words' WHERE row = (SELECT max(revision) FROM heads)": "current",
    "UPDATE revisions SET time = time + 1 WHERE row = (SELECT max(revision) FROM heads)": "current",
    "UPDATE revisions SET kind = 'note' WHERE row = (SELECT max(revision) FROM heads)": "current",
    "UPDATE revisions SET body = 'other words' WHERE row NOT IN (SELECT revision FROM heads)": "history",
    "DELETE FROM revisions WHERE row NOT IN (SELECT revision FROM heads)": "history",
    "UPDATE heads SET removed = 1 WHERE name = 'kemiri'": "current",
    "UPDATE heads SET name = 'kemirl' WHERE name = 'kemiri'": "current",
    "UPDATE heads SET words = 0": "current",
    "UPDATE heads SET owner = x'00000000000000000000000000000000' WHERE owner NOT NULL": "current",
    "UPDATE heads SET position = NULL": "current",
    "UPDATE heads SET revision = 2 WHERE revision = (SELECT max(revision) FROM heads)": "current",
    "DELETE FROM heads WHERE name = 'kemiri'": "current",
    "DELETE FROM seals": "current",
    "UPDATE seals SET time = 0": "current",
    "UPDATE seals SET kind = 'note'": "current",
    "UPDATE drafts SET body = 'other words'": "current",
    "UPDATE drafts SET base = x'00'": "current",
    "DELETE FROM drafts": "current",
    "INSERT INTO tombstones VALUES (x'00', 'note', 0)": "current",
    "UPDATE meta SET value = x'31' WHERE key = 'demo'": "current",
    "UPDATE meta SET value = x'00' WHERE key = 'device'": "current",
    "DELETE FROM meta WHERE key = 'demo'": "current",
    "DELETE FROM meta WHERE key = 'freshness'": "current",
    "UPDATE meta SET value = x'00' WHERE key = 'freshness'": "current",
}


@pytest.mark.parametrize(("statement", "told_by"), TABLES.items())
def test_a_row_changed_behind_the_vault_is_told(sample: Sample, statement: str, told_by: str) -> None:
    with sample.tampering() as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        assert raw.execute(statement).rowcount

    if told_by == "current":
        with pytest.raises(Damaged):
            sample.open()
    else:
        with sample.open() as vault, pytest.raises(Damaged, match="history"):
            vault.verify_history()


def test_an_untouched_history_verifies(sample: Sample) -> None:
    with sample.open() as vault:
        vault.verify_history()


def test_an_older_database_beside_a_newer_index_was_rolled_back(sample: Sample) -> None:
    older = sample.layout.notes.read_bytes()
    with sample.open(write=True) as vault, vault.transaction() as tx:
        tx.put("note", None, b"something that somebody wants forgotten")
    sample.layout.notes.write_bytes(older)

    for write in (False, True):
        with pytest.raises(Damaged, match="rolled back"):
            sample.open(write=write)
    assert sample.layout.notes.read_bytes() == older


def test_a_lost_log_is_told_where_the_index_has_seen_it(sample: Sample) -> None:
    vault = sample.open(write=True)
    with vault.transaction() as tx:
        tx.put("note", None, b"still in the log")
    vault.catch_up_index()
    copy = sample.copy(sample.path.with_name("copy"))
    vault.close()
    copy.layout.notes.with_name("notes.db-wal").unlink()
    copy.layout.notes.with_name("notes.db-shm").unlink()

    with pytest.raises(Damaged, match="rolled back"):
        copy.open()


def test_an_index_that_is_behind_or_absent_is_no_reason_to_refuse(sample: Sample) -> None:
    older_index = sample.layout.index.read_bytes()
    with sample.open(write=True) as vault, vault.transaction() as tx:
        tx.put("note", None, b"a word: cardamom")
    sample.layout.index.write_bytes(older_index)
    with sample.open(write=True) as vault:
        assert len(vault.search("cardamom", limit=5)) == 1

    sample.layout.index.unlink()
    with sample.open(write=True) as vault:
        assert len(vault.search("cardamom", limit=5)) == 1


def test_pages_of_two_images_are_never_accepted_as_one(sample: Sample, tmp_path: Path) -> None:
    """Every mixture opens as the newer image, as the older one (no index is there to tell), or not at all."""
    images = []
    for number in range(2):
        with sample.open(write=True) as vault, vault.transaction() as tx:
            for entity in sample.passages:
                tx.put(PASSAGE, entity, b"words %d " % number * 300, owner=sample.interview, words=number)
            tx.put_draft(PASSAGE, sample.passages[number], b"draft %d" % number)
            tx.seal(IDENTITY, sample.card, b'{"number":%d}' % number)
        images.append(sample.layout.notes.read_bytes())
    older, newer = ([image[at : at + PAGE_BYTES] for at in range(0, len(image), PAGE_BYTES)] for image in images)
    differing = [page for page, both in enumerate(zip(older, newer, strict=False)) if both[0] != both[1]]
    mixed = sample.copy(tmp_path / "mixed.vault")
    mixed.layout.index.unlink()
    chance = random.Random(1)
    accepted = 0
    for trial in range(40):
        chosen = differing[trial : trial + 1] or chance.sample(differing, chance.randint(1, len(differing) - 1))
        pages = list(newer)
        for page in chosen:
            pages[page] = older[page]
        mixed.layout.notes.write_bytes(b"".join(pages))
        try:
            with mixed.open() as vault:
                vault.verify_history()
                accepted += 1
                bodies = {head.body[:7] for head in vault.heads(PASSAGE)}
            assert bodies in ({b"words 0"}, {b"words 1"})
        except Damaged:
            pass
    assert len(differing) > 5
    assert accepted == 0


def test_an_index_that_lacks_a_row_is_told(sample: Sample) -> None:
    """The rows are right and the sums are, but a list would miss one: only the structure check sees it."""
    with sample.tampering() as raw:
        raw.execute("PRAGMA writable_schema = ON")
        index = raw.execute("SELECT * FROM sqlite_schema WHERE name = 'heads_kind'").fetchone()
        raw.execute("DELETE FROM sqlite_schema WHERE name = 'heads_kind'")
    keys = sample.keys()
    with open_database(sample.layout.notes, keys.database, write=True) as notes, notes.transaction():
        ledger = Ledger(notes, keys.digester(), bytes(16))
        history.put(ledger, "note", os.urandom(16), b"in the table alone", Columns(name="unlisted"))
        ledger.settle()
    with sample.tampering() as raw:
        raw.execute("PRAGMA writable_schema = ON")
        raw.execute("INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)", index)

    with open_database(sample.layout.notes, keys.database, write=False) as notes:
        notary = Notary(subkey(keys.database, Purpose.SEAL), freshness.constants(notes)["vault"])
        verification.verify_current(notes, keys.digester(), notary)
    with pytest.raises(Damaged, match="damaged inside"):
        sample.open()


def test_a_vault_that_is_damaged_is_left_as_it_was_found(sample: Sample) -> None:
    vault = sample.open(write=True)
    with vault.transaction() as tx:
        tx.put("note", None, b"all that is left of a day is in the log")
    copy = sample.copy(sample.path.with_name("copy"))
    vault.close()
    with copy.layout.notes.open("r+b") as file:
        for page in range(file.seek(0, 2) // PAGE_BYTES):
            file.seek(page * PAGE_BYTES + 100)
            file.write(bytes(8))
    log = copy.layout.notes.with_name("notes.db-wal").read_bytes()
    before = copy.layout.notes.read_bytes()

    with pytest.raises(Damaged):
        copy.open(write=True)
    assert copy.layout.notes.read_bytes() == before
    assert copy.layout.notes.with_name("notes.db-wal").read_bytes() == log


def test_a_sum_reads_back_as_it_was_written(sample: Sample) -> None:
    keys = sample.keys()
    shutil.copy(sample.layout.notes, sample.path / "x.db")
    with open_database(sample.path / "x.db", keys.database, write=True) as notes:
        largest = freshness.Freshness(2**63, freshness.MODULUS - 1, 0)
        notes.run("UPDATE meta SET value = ? WHERE key = 'freshness'", (largest.encode(),))

        assert freshness.load(notes) == largest
