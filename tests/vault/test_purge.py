"""Prove that what is purged is in no page, log or index any more, and that a kill at any step is survived."""

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from fieldnotes.errors import Unreachable
from fieldnotes.vault import connection
from fieldnotes.vault.connection import PAGE_BYTES
from fieldnotes.vault.derive import Purpose, subkey
from fieldnotes.vault.transaction import Transaction
from fieldnotes.vault.unlocked import Vault
from tests.vault.sample import PASSAGE, Sample

NAME = b"Kemiri Zedoary"
_RESERVED = 80  # SQLCipher 4: 16 bytes of IV and 64 of HMAC end each page
_SALT = 16
_WAL_HEADER, _FRAME_HEADER = 32, 24


def pages(path: Path, key: bytes) -> Iterator[bytes]:
    """Decrypt every page of a SQLCipher file, used or free, without asking SQLite what it means."""
    data = path.read_bytes()
    for at in range(0, len(data), PAGE_BYTES):
        page = data[at : at + PAGE_BYTES]
        yield _decrypted(page[_SALT:] if at == 0 else page, key)


def frames(path: Path, key: bytes) -> Iterator[bytes]:
    """Decrypt every page of a write-ahead log."""
    data = path.read_bytes() if path.exists() else b""
    for at in range(_WAL_HEADER, len(data), _FRAME_HEADER + PAGE_BYTES):
        page = data[at + _FRAME_HEADER : at + _FRAME_HEADER + PAGE_BYTES]
        first = data[at : at + 4] == b"\0\0\0\1"
        yield _decrypted(page[_SALT:] if first else page, key)


def _decrypted(page: bytes, key: bytes) -> bytes:
    content, tail = page[:-_RESERVED], page[-_RESERVED:]
    decryptor = Cipher(algorithms.AES(key), modes.CBC(tail[:16])).decryptor()
    return decryptor.update(content) + decryptor.finalize()


def remains(sample: Sample, words: bytes = NAME) -> list[str]:
    """Return the files in which some words are still to be found by a holder of the keys."""
    database = sample.keys().database
    files = ((sample.layout.notes, database, words), (sample.layout.index, subkey(database, Purpose.INDEX), b"zedoary"))
    found = []
    for path, key, needle in files:
        log = path.with_name(path.name + "-wal")
        if any(needle in page for page in (pages(path, key) if path.exists() else ())):
            found.append(path.name)
        if any(needle in page for page in frames(log, key)):
            found.append(log.name)
    return found


def with_a_name(sample: Sample, *, count: int = 60) -> list[bytes]:
    """Write passages of many sizes that hold a name, then each without it; return them all."""
    chance = random.Random(1)
    with sample.open(write=True) as vault:
        entities = []
        for number in range(count):
            words = NAME + b" spoke. " + (NAME + b" and so on. ") * chance.choice([0, 1, 8, 70, 700])
            with vault.transaction() as tx:
                entities.append(
                    tx.put(PASSAGE, None, words, owner=sample.interview, position=b"\x80%c" % number).entity
                )
                tx.put_draft(PASSAGE, entities[-1], words)
        vault.catch_up_index()
        for number, entity in enumerate(entities):
            with vault.transaction() as tx:
                text = b"somebody spoke of galangal %d " % number + b"and so on " * chance.choice([0, 5, 90])
                tx.put(PASSAGE, entity, text, owner=sample.interview, position=b"\x80%c" % number)
                tx.drop_draft(entity)
    return entities


def whole(vault: Vault) -> list[tuple[bytes, bytes, bytes]]:
    return sorted((head.entity, head.revision, head.body) for head in vault.heads())


def test_the_check_sees_a_name_in_every_file(sample: Sample) -> None:
    vault = sample.open(write=True)
    with vault.transaction() as tx:
        tx.put(PASSAGE, None, NAME)
    vault.catch_up_index()
    assert remains(sample) == ["notes.db-wal", "index.db-wal"]
    vault.close()
    assert remains(sample) == ["notes.db", "index.db"]


def test_what_is_purged_is_in_no_file_and_the_rest_is_as_it_was(sample: Sample) -> None:
    entities = with_a_name(sample)
    assert "notes.db" in remains(sample)
    with sample.open(write=True) as vault:
        before, parents = whole(vault), [vault.revisions(entity)[-1].parents for entity in entities]
        assert vault.purge(entities) == len(entities)
        assert remains(sample) == []
        assert whole(vault) == before
        assert [vault.revisions(entity)[-1].parents for entity in entities] == parents
        assert [state.body for state in vault.revisions(entities[0])][:-1] == [b""]
        assert vault.revisions(sample.passages[0])[0].body == b"the first words"
        vault.verify_history()
        assert vault.purge(entities) == 0
        assert len(vault.search("galangal", limit=99)) == len(entities)
        assert vault.search("zedoary", limit=9) == []
    assert remains(sample) == []
    with sample.open(write=True) as vault:
        assert (vault.warnings, whole(vault)) == ((), before)
        vault.verify_history()
        with vault.transaction() as tx:
            tx.put(PASSAGE, entities[0], b"the next words", owner=sample.interview)
        assert len(vault.revisions(entities[0])) == 3
        assert vault.search("next", limit=9)[0].entity == entities[0]
        vault.verify_history()


def test_a_removed_record_is_purged_but_for_the_fact(sample: Sample) -> None:
    with sample.open(write=True) as vault:
        with vault.transaction() as tx:
            entity = tx.put(PASSAGE, None, NAME, owner=sample.interview).entity
        with vault.transaction() as tx:
            tx.remove(entity)
        assert vault.purge([entity]) == 1
        assert [state.body for state in vault.revisions(entity)] == [b"", b""]
        assert remains(sample) == []
        vault.verify_history()


def test_an_earlier_state_that_comes_back_after_a_purge_is_told(sample: Sample) -> None:
    with sample.open(write=True) as vault:
        vault.purge([sample.passages[0]])
        (first, _) = vault.revisions(sample.passages[0])
        vault.verify_history()
    with sample.tampering() as raw:
        assert raw.execute("UPDATE revisions SET body = 'the first words' WHERE id = ?", (first.id,)).rowcount
    with sample.open() as vault, pytest.raises(Exception, match="history"):
        vault.verify_history()


def test_earlier_states_are_listed_until_they_are_erased(sample: Sample) -> None:
    with sample.open(write=True) as vault:
        assert [state.body for state in vault.earlier_revisions()] == [b"the first words"]
        vault.purge([sample.passages[0]])
        assert list(vault.earlier_revisions()) == []


STEPS: list[tuple[type, str]] = [(Transaction, "purge"), (Vault, "checkpoint"), (Vault, "catch_up_index")]


@pytest.mark.parametrize(("owner", "step"), STEPS)
def test_a_kill_before_any_step_leaves_nothing_half_done(
    sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: type, step: str
) -> None:
    entities = with_a_name(sample, count=20)
    original: Callable[..., object] = getattr(owner, step)
    copies: list[Sample] = []

    def killed_here(*arguments: object) -> object:
        if not copies:
            copies.append(sample.copy(tmp_path / "killed.vault"))
        return original(*arguments)

    with sample.open(write=True) as vault:
        before = whole(vault)
        monkeypatch.setattr(owner, step, killed_here)
        vault.purge(entities)
        monkeypatch.undo()
    (copy,) = copies
    with copy.open(write=True) as vault:
        vault.verify_history()
        assert whole(vault) == before
        assert len(vault.search("galangal", limit=99)) == len(entities)
        left = len(list(vault.earlier_revisions()))
        assert left == (len(entities) + 1 if step == "purge" else 1)
    if left == 1:
        assert remains(copy) == []
    with copy.open(write=True) as vault:
        vault.purge(entities)
        vault.verify_history()
    assert remains(copy) == []


def test_a_reader_in_the_way_is_told_and_the_log_is_emptied_after_it(
    sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.1)
    entities = with_a_name(sample, count=3)
    with sample.open(write=True) as vault:
        with sample.tampering() as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM heads").fetchone()
            with pytest.raises(Unreachable, match="still reads"):
                vault.purge(entities)
            vault.verify_history()
            reader.execute("COMMIT")
        assert vault.purge(entities) == 0
        assert remains(sample) == []


def test_a_copy_of_the_vault_keeps_what_was_not_purged_there(sample: Sample, tmp_path: Path) -> None:
    entities = with_a_name(sample, count=3)
    shutil.copytree(sample.path, tmp_path / "older.vault")
    with sample.open(write=True) as vault:
        vault.purge(entities)
    older = Sample(tmp_path / "older.vault", sample.recovery)
    assert "notes.db" in remains(older)


def test_the_index_is_gone_before_anything_is_erased(
    sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    erase, copies = Transaction.purge, []

    def killed_here(self: Transaction, entity: bytes) -> int:
        copies.append(sample.copy(tmp_path / "killed.vault"))
        return erase(self, entity)

    with sample.open(write=True) as vault:
        with vault.transaction() as tx:
            entity = tx.put(PASSAGE, None, NAME).entity
        vault.catch_up_index()
        with vault.transaction() as tx:
            tx.put(PASSAGE, entity, b"somebody")
        assert "index.db-wal" in remains(sample)
        monkeypatch.setattr(Transaction, "purge", killed_here)
        vault.purge([entity])
    assert remains(copies[0]) == ["notes.db-wal"]
