"""Measure a vault of 1,000 interviews of 2,000 words: opening, saving an edited passage, exporting all of it.

The vault is a real one, made and filled by the workflows, in the folder for temporary files: saving is only as
durable, and as slow, as the medium under that folder.
"""

import json
import random
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from fieldnotes.domain.bundle import parse_bundle
from fieldnotes.domain.interview import Passage
from fieldnotes.vault import opening, rows
from fieldnotes.vault.connection import open_database
from fieldnotes.vault.create import create_vault
from fieldnotes.vault.history import Head
from fieldnotes.vault.keyring import RecoveryKeys
from fieldnotes.vault.layout import Layout
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import loading, publications, vaults
from tests.bench.corpus import PASSAGES_AN_INTERVIEW, WORDS_AN_INTERVIEW, Corpus
from tests.bench.figure import Figure, milliseconds, percentile
from tests.workflows.review_desk import keep_everything

INTERVIEWS = 1000
_NOTES = "copper-lantern-orbit-velvet-anchor-thistle-maple"
_NAMES = "granite-willow-saddle-pepper-novel-harbor-cactus"
_SCHEMA = Path(opening.__file__).with_name("schema") / "0001_initial.sql"
_TABLES = {"meta": 2, "revisions": 10, "heads": 9, "seals": 10}

# What `Transaction.put` and the end of a transaction do, statement by statement.
_FIND = (
    "SELECT h.row, h.revision, r.previous, r.id, h.entity, h.kind, h.owner, h.position, h.name, h.words,"
    " h.removed, r.parents, r.device, r.time, r.generation, r.body"
    " FROM heads h JOIN revisions r ON r.row = h.revision WHERE h.entity = ? ORDER BY h.revision DESC"
)
_ADD = (
    "INSERT INTO revisions (id, entity, kind, parents, device, time, generation, previous, body)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_MOVE = "UPDATE heads SET revision = ?, words = ?, removed = ? WHERE row = ?"
_LOAD = "SELECT value FROM meta WHERE key = 'freshness'"
_STORE = "UPDATE meta SET value = ? WHERE key = 'freshness'"


class BigVault:
    """Make and fill a vault in a temporary folder; `remove` it afterwards."""

    def __init__(self, interviews: int = INTERVIEWS) -> None:
        self.interviews = interviews
        self.folder = Path(tempfile.mkdtemp(prefix="figures-"))
        self.path = self.folder / "big.vault"
        self.corpus = Corpus(interviews)
        # The slots are cheap here, for what scrypt costs is another figure; everything else is as ever.
        self.keys: RecoveryKeys = create_vault(self.path, _NOTES, _NAMES, log_n=10)
        bundle = parse_bundle(json.dumps(self.corpus.bundle).encode())
        with self.opened(write=True) as vault:
            loading.load(vault, bundle, update=False)

    def remove(self) -> None:
        """Delete the folder."""
        shutil.rmtree(self.folder, ignore_errors=True)

    @contextmanager
    def opened(self, *, write: bool) -> Iterator[Vault]:
        """Open the vault by its recovery key, which needs no derivation."""
        with vaults.opened(self.path, self.keys.notes, write=write) as vault:
            yield vault

    @property
    def size(self) -> str:
        """Say how large the vault is."""
        return (
            f"{self.interviews:,} interviews × {WORDS_AN_INTERVIEW:,} words in {PASSAGES_AN_INTERVIEW} passages each,"
            f" notes.db {(self.path / 'notes.db').stat().st_size / 1e6:.0f} MB"
        )


def measure_opening(big: BigVault, *, quick: bool) -> Figure:
    """Open for writing, with every check; the key is at hand, so nothing is derived."""
    times: list[float] = []
    processor: list[float] = []
    for _ in range(10 if quick else 40):
        start, used = time.perf_counter(), time.process_time()
        with big.opened(write=True):
            times.append((time.perf_counter() - start) * 1e3)
            processor.append((time.process_time() - used) * 1e3)
    median, high = percentile(times, 50), percentile(times, 95)
    return Figure(
        "opening",
        f"opening after derivation, {big.interviews:,} interviews, with the freshness check",
        "≤ 300 ms",
        f"{median:.0f} ms median, {high:.0f} ms p95",
        median <= 300,
        (
            f"{percentile(processor, 50):.0f} ms of processor time (median)",
            f"{len(times)} openings for writing, files in the page cache; {big.size}",
        ),
    )


def measure_save(big: BigVault, *, quick: bool) -> Figure:
    """Save edited passages, and write the same rows to a plain database in turn."""
    chance = random.Random(5)
    ours: list[float] = []
    plain: list[float] = []
    with big.opened(write=True) as vault, _plain_copy(big) as database:
        heads = list(vault.heads(rows.PASSAGE))
        for head in chance.choices(heads, k=200 if quick else 1000):
            body = _edited(big.corpus, head)
            ours.append(milliseconds(lambda head=head, body=body: _save(vault, head, body)))  # type: ignore[misc]
            plain.append(milliseconds(lambda head=head, body=body: _save_plainly(database, head, body)))  # type: ignore[misc]
    (our50, our95), (plain50, plain95) = ((percentile(t, 50), percentile(t, 95)) for t in (ours, plain))
    return Figure(
        "save",
        f"durable save of an edited passage, {big.interviews:,} interviews × {WORDS_AN_INTERVIEW:,} words",
        "≤ 5 ms p95, and ≤ 3 × plain sqlite3",
        f"{our50:.2f} ms median, {our95:.2f} ms p95; {our50 / plain50:.2f} × and {our95 / plain95:.2f} × plain",
        our95 <= 5 and our50 <= 3 * plain50 and our95 <= 3 * plain95,
        (
            f"plain sqlite3, same rows, WAL and FULL, in turn: {plain50:.2f} ms median, {plain95:.2f} ms p95",
            f"{len(ours)} saves; {big.size}",
        ),
    )


def _edited(corpus: Corpus, head: Head) -> bytes:
    passage = json.loads(head.body)
    passage["text"] = corpus.edited(passage["text"])
    return rows.noun_of(Passage, json.dumps(passage).encode()).to_owner_json()


def _save(vault: Vault, head: Head, body: bytes) -> None:
    with vault.transaction() as writing:
        writing.put(rows.PASSAGE, head.entity, body, owner=head.owner, position=head.position, words=len(body.split()))


def _save_plainly(database: sqlite3.Connection, head: Head, body: bytes) -> None:
    database.execute("BEGIN IMMEDIATE")
    (state,) = database.execute(_LOAD).fetchone()
    generation = int.from_bytes(state[:8], "big") + 1
    before = database.execute(_FIND, (head.entity,)).fetchall()[0]
    revision = (random.randbytes(16), head.entity, head.kind, before[3], before[12], time.time_ns() // 1_000_000)
    row = database.execute(_ADD, (*revision, generation, before[1], body)).lastrowid
    database.execute(_MOVE, (row, len(body.split()), 0, before[0]))
    database.execute(_STORE, (generation.to_bytes(8, "big") + state[8:],))
    database.execute("COMMIT")


@contextmanager
def _plain_copy(big: BigVault) -> Iterator[sqlite3.Connection]:
    """Yield a plain database with the same tables and rows, as durable as the vault's."""
    key = opening.unlock(Layout(big.path), big.keys.notes).database
    source = open_database(big.path / "notes.db", key, write=False)
    database = sqlite3.connect(big.folder / "plain.db", isolation_level=None)
    try:
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            database.execute(f"PRAGMA {pragma}")
        database.execute(f"PRAGMA cache_size=-{16 * 1024}")
        database.executescript(_SCHEMA.read_text(encoding="utf-8"))
        database.execute("BEGIN")
        for table, columns in _TABLES.items():
            marks = ", ".join("?" * columns)
            database.executemany(f"INSERT INTO {table} VALUES ({marks})", source.stream(f"SELECT * FROM {table}"))
        database.execute("COMMIT")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        yield database
    finally:
        database.close()
        source.close()


def measure_export(big: BigVault, *, quick: bool) -> Figure:
    """Export all interviews, or a tenth of them, through the real workflow with all identities open."""
    page = big.folder / "page.md"
    with big.opened(write=True) as vault:
        vault.open_identities(big.keys.names or "")
        codes = _codes(big, 100 if quick else big.interviews)
        keep_everything(vault, codes=codes)
        request = publications.Request(codes, page, datetime(2026, 1, 1, tzinfo=UTC))
        start, used = time.perf_counter(), time.process_time()
        exported = publications.export(vault, request)
        seconds, processor = time.perf_counter() - start, time.process_time() - used
    text = sum(
        len(passage["text"].encode())
        for interview in big.corpus.bundle["interviews"][: len(codes)]
        for passage in interview["passages"]
    )
    people = len(big.corpus.bundle["sources"])
    return Figure(
        "export",
        f"export of {len(codes):,} interviews, {people} known identities",
        "≥ 150 kB of text a second",
        f"{text / 1e3 / seconds:.0f} kB of text a second",
        text / 1e3 / seconds >= 150,
        (
            f"{text / 1e6:.1f} MB of passages in {seconds:.1f} s ({processor:.1f} s of processor time)",
            f"{exported.replaced:,} replacements, a page of {page.stat().st_size / 1e6:.1f} MB, second look included",
        ),
    )


def _codes(big: BigVault, count: int) -> Sequence[str]:
    return [str(interview["code"]) for interview in big.corpus.bundle["interviews"][:count]]
