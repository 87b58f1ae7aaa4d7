"""Prove that a changed byte is told, or had no effect on anything that was kept.

10,000 flips instead of 160, many minutes: FIELDNOTES_FULL=1 python -m pytest tests/vault/test_damage.py
"""

import os
import random
from pathlib import Path

import pytest

from fieldnotes.errors import Damaged, Locked
from fieldnotes.vault.connection import PAGE_BYTES
from tests.vault.sample import IDENTITY_PASSPHRASE, PASSAGE, Sample

FULL = os.environ.get("FIELDNOTES_FULL") == "1"
FLIPS = 10_000 if FULL else 160

Kept = dict[str, object]


def everything(sample: Sample) -> tuple[Kept, tuple[str, ...]]:
    """Return all that a vault holds, read with every check there is, and what it warns of.

    Each key is used: both passphrases and both recovery keys.
    """
    kept: Kept = {}
    with sample.open(write=True) as vault:
        warnings = vault.warnings
        vault.verify_history()
        vault.open_identities(IDENTITY_PASSPHRASE)
        kept["heads"] = [(head.entity, head.revision, head.name, head.body) for head in vault.heads()]
        kept["revisions"] = [vault.revisions(head.entity) for head in vault.heads()]
        kept["drafts"] = [vault.open_draft(draft) for draft in vault.drafts()]
        kept["seals"] = [vault.unseal(seal) for seal in vault.seals()]
        kept["hits"] = sorted(hit.entity for hit in vault.search("words", limit=50))
        warnings += vault.warnings
    with sample.open(secret=sample.recovery.notes) as vault:
        vault.open_identities(sample.recovery.names or "")
        kept["reader"] = [vault.unseal(seal) for seal in vault.seals()]
        kept["found"] = sorted(hit.entity for hit in vault.search("words", limit=50))
        warnings += vault.warnings
    return kept, tuple(dict.fromkeys(warnings))


@pytest.fixture(scope="session")
def grown(made_once: Sample, tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """Return a vault with enough in it to have interior pages, overflow pages and free pages."""
    sample = made_once.copy(tmp_path_factory.mktemp("grown") / "a.vault")
    with sample.open(write=True) as vault:
        with vault.transaction() as tx:
            for number in range(60):
                text = b"words %d " % number * (10 + number * number)
                tx.put(PASSAGE, None, text[:9000], owner=sample.interview, position=bytes([number]), words=9)
            tx.put_draft(PASSAGE, sample.passages[2], b"a long draft " * 2000)
        with vault.transaction() as tx:
            for entity in sample.passages:
                tx.put(PASSAGE, entity, b"edited words", owner=sample.interview)
            tx.drop_draft(sample.passages[2])
    return sample


def restore(files: dict[Path, bytes]) -> None:
    """Put every file back as it was, and take away what was not there."""
    root = next(path for path in files if path.name == "RECOVERY.txt").parent
    for path in root.rglob("*"):
        if path.is_file() and path not in files:
            path.unlink()
    for path, content in files.items():
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)


def test_every_flipped_byte_is_told_or_without_effect(grown: Sample, tmp_path: Path) -> None:
    sample = grown.copy(tmp_path / "a.vault")
    files = {path: path.read_bytes() for path in sample.path.rglob("*") if path.is_file()}
    assert len(files) == 9
    before, warnings = everything(sample)
    assert warnings == ()
    restore(files)
    chance = random.Random(FLIPS)
    told: dict[str, int] = dict.fromkeys((path.name for path in files), 0)
    tried = dict(told)
    for number in range(FLIPS):
        # half of them in the database, the others in every other file by turns
        path = sample.layout.notes if number % 2 else list(files)[number // 2 % len(files)]
        content = bytearray(files[path])
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        path.write_bytes(content)
        tried[path.name] += 1
        try:
            after, warnings = everything(sample)
            assert after == before, path.name
            told[path.name] += bool(warnings)
        except (Damaged, Locked):
            told[path.name] += 1
        restore(files)

    # what must be told every time: there is no byte in these without a meaning
    for name in ("RECOVERY.txt", "identities.pub", "vault.1.age", "vault.2.age", "vault.db.age"):
        assert told[name] == tried[name] > 0, name
    for name in ("identities.1.age", "identities.2.age"):
        assert told[name] == tried[name] > 0, name
    assert told["notes.db"] > 0.8 * tried["notes.db"]  # the others hit free pages
    assert told["index.db"] > 0


@pytest.mark.parametrize("name", ["notes.db", "index.db", "keys/vault.1.age", "keys/identities.1.age"])
def test_a_file_cut_short_is_told_or_without_effect(grown: Sample, tmp_path: Path, name: str) -> None:
    sample = grown.copy(tmp_path / "a.vault")
    before, _ = everything(sample)
    files = {path: path.read_bytes() for path in sample.path.rglob("*") if path.is_file()}
    path = sample.path / name
    size = len(files[path])
    chance, told = random.Random(size), 0
    for length in [0, 1, size - 1, *(chance.randrange(size) for _ in range(200 if FULL else 6))]:
        path.write_bytes(files[path][:length])
        try:
            after, _ = everything(sample)
            assert after == before, length  # the index is made anew; the end of the notes is a free page
        except (Damaged, Locked):
            told += 1
        restore(files)
    assert told >= (0 if name == "index.db" else 7)


def test_pages_moved_about_are_told(grown: Sample, tmp_path: Path) -> None:
    sample = grown.copy(tmp_path / "a.vault")
    before, _ = everything(sample)
    image = sample.layout.notes.read_bytes()
    chance = random.Random(4)
    told = 0
    for _ in range(200 if FULL else 12):
        pages = [image[at : at + PAGE_BYTES] for at in range(0, len(image), PAGE_BYTES)]
        one, other = chance.sample(range(len(pages)), 2)
        pages[one], pages[other] = pages[other], pages[one]
        sample.layout.notes.write_bytes(b"".join(pages))
        try:
            assert everything(sample)[0] == before
        except Damaged:
            told += 1
        sample.layout.notes.write_bytes(image)
    assert told > 5


def test_a_flip_in_the_log_loses_at_most_what_nobody_has_witnessed(grown: Sample, tmp_path: Path) -> None:
    """SQLite drops the log from a broken frame on: what the index has seen of it is told as a rollback."""
    sample = grown.copy(tmp_path / "a.vault")
    vault = sample.open(write=True)
    for number in range(6):
        with vault.transaction() as tx:
            tx.put("note", None, b"note %d" % number)
        if number == 3:
            vault.catch_up_index()
    log = sample.layout.notes.with_name("notes.db-wal")
    copy = sample.copy(tmp_path / "b.vault")
    vault.close()
    copy_log = copy.layout.notes.with_name(log.name)
    content = copy_log.read_bytes()
    files = {path: path.read_bytes() for path in copy.path.rglob("*") if path.is_file() and path != copy_log}
    chance = random.Random(5)
    outcomes = []
    for _ in range(300 if FULL else 25):
        broken = bytearray(content)
        broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
        restore(files)
        copy_log.write_bytes(broken)
        try:
            with copy.open() as reader:
                reader.verify_history()
                notes = [head.body for head in reader.heads("note")]
            assert notes == [b"note %d" % number for number in range(len(notes))]
            assert len(notes) >= 4
            outcomes.append(len(notes))
        except Damaged:
            outcomes.append(0)
    assert 0 in outcomes
    assert {4, 5} & set(outcomes)
