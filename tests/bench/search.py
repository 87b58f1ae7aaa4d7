"""Measure the search against plain SQLite FTS5 over the same invented texts, in one run.

    python -m tests.bench.search [--quick]      20 million words, about 2 minutes; --quick takes a tenth of them

Plain means the sqlite3 module of the standard library, not encrypted, external content, bm25 and its own snippet().
Words are made of syllables, three in ten of Kurdish ones, with frequencies as in a language (Zipf). Queries alternate
between the two, so that whatever slows the machine slows both. Trust ratios more than milliseconds.
"""

import itertools
import json
import random
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from fieldnotes.vault import freshness, history
from fieldnotes.vault.connection import Connection, open_database
from fieldnotes.vault.index import Index
from fieldnotes.vault.migrations import NOTES, migrate
from fieldnotes.vault.rows import PASSAGE, text_of
from tests.bench.figure import Figure, milliseconds, percentile

PASSAGES, WORDS_A_PASSAGE = 100_000, 200
VOCABULARY = 60_000
SHOWN = 20
_LATIN = tuple(consonant + vowel for consonant in "bdklmnrst" for vowel in "aeio")
_KURDISH = (
    "کا کە کی کو با بە بی بۆ دا دە دی دۆ لا لە لی ڵا ما مە نا نە نی را رە ڕۆ سا سە شی شۆ تا تە وە یا ێ هە ئا"
).split()
_PLAIN = "SELECT rowid, snippet(words, 0, '[', ']', '…', 16) FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?"

Search = Callable[[str], object]


@dataclass(frozen=True)
class Comparison:
    """Hold the milliseconds that one kind of query took, each (50th, 95th percentile)."""

    kind: str
    ours: tuple[float, float]
    plain: tuple[float, float]

    def ratios(self) -> tuple[float, float]:
        """Return ours by plain at either percentile."""
        return self.ours[0] / self.plain[0], self.ours[1] / self.plain[1]

    def __str__(self) -> str:
        ours, plain, ratios = (f"{a:.2f}/{b:.2f}" for a, b in (self.ours, self.plain, self.ratios()))
        return f"{self.kind}: {ours} ms, plain {plain} ms, {ratios} x (p50/p95)"


def measure_search(*, quick: bool) -> Figure:
    """Make both databases in a temporary folder and measure every kind of query."""
    count = PASSAGES // 10 if quick else PASSAGES
    chance = random.Random(7)
    words = _vocabulary(chance)
    texts = list(_passages(chance, words, count))
    with tempfile.TemporaryDirectory() as folder:
        notes = _fill_notes(Path(folder, "notes.db"), texts)
        index = _index(Path(folder, "index.db"), notes)
        building = milliseconds(index.catch_up) / 1e3
        index.close()
        plain = sqlite3.connect(Path(folder, "plain.db"), isolation_level=None)
        filling = milliseconds(lambda: _fill_plain(plain, texts)) / 1e3
        size = Path(folder, "index.db").stat().st_size / 1e6
        index = _index(Path(folder, "index.db"), notes)
        found = list(_comparisons(index, plain, words, texts))
        index.close()
        notes.close()
        plain.close()
    (_, p95), (_, ratio) = found[0].ours, found[0].ratios()
    return Figure(
        "search",
        f"search in {count * WORDS_A_PASSAGE / 1e6:.0f} million words, mid-frequency word, with snippet",
        "≤ 5 ms p95, ≤ 1.3 × plain SQLite FTS5",
        f"{p95:.2f} ms p95, {ratio:.2f} × plain",
        p95 <= 5 and ratio <= 1.3,
        (*map(str, found), f"index: {size:.0f} MB, built in {building:.1f} s; plain with its texts in {filling:.1f} s"),
    )


def _vocabulary(chance: random.Random) -> list[str]:
    """Make the words, the most frequent first; frequent ones are as long as the others."""
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        syllables = _KURDISH if chance.random() < 0.3 else _LATIN
        words["".join(chance.choices(syllables, k=chance.choice((1, 2, 2, 3, 3, 4))))] = None
    return list(words)


def _passages(chance: random.Random, words: Sequence[str], count: int) -> Iterator[str]:
    """Yield texts whose words follow Zipf's law."""
    weights = list(itertools.accumulate(1 / rank for rank in range(1, len(words) + 1)))
    for _ in range(count):
        yield " ".join(chance.choices(words, cum_weights=weights, k=WORDS_A_PASSAGE))


def _fill_notes(path: Path, texts: Sequence[str]) -> Connection:
    """Write the texts as passages of a real notes.db."""
    notes = open_database(path, b"n" * 32, write=True, create=True)
    migrate(notes, NOTES)
    digester = freshness.Digester(b"f" * 32)
    with notes.transaction():
        freshness.begin(notes, digester, {"vault": b"v" * 16})
        ledger = freshness.Ledger(notes, digester, b"d" * 16)
        for number, text in enumerate(texts):
            body = json.dumps({"speaker": None, "text": text}, ensure_ascii=False).encode()
            history.put(ledger, PASSAGE, number.to_bytes(16, "big"), body, history.Columns())
        ledger.settle()
    notes.checkpoint()
    return notes


def _index(path: Path, notes: Connection) -> Index:
    return Index(path, b"i" * 32, notes, text_of, lambda: freshness.load(notes).generation)


def _fill_plain(plain: sqlite3.Connection, texts: Sequence[str]) -> None:
    """Write the texts into a plain database with an external-content index."""
    plain.execute("PRAGMA journal_mode=WAL")
    plain.execute("PRAGMA cache_size=-65536")
    plain.execute("CREATE TABLE passages (id INTEGER PRIMARY KEY, text TEXT)")
    plain.execute(
        "CREATE VIRTUAL TABLE words USING fts5"
        " (text, content='passages', content_rowid='id', tokenize='unicode61 remove_diacritics 2')"
    )
    plain.execute("BEGIN")
    plain.executemany("INSERT INTO passages VALUES (?, ?)", enumerate(texts, 1))
    plain.execute("INSERT INTO words (words) VALUES ('rebuild')")
    plain.execute("COMMIT")
    plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _comparisons(
    index: Index, plain: sqlite3.Connection, words: Sequence[str], texts: Sequence[str]
) -> Iterator[Comparison]:
    """Measure one kind of query after the other; the first is the one with a goal."""

    def compare(kind: str, queries: Sequence[tuple[str, str]]) -> Comparison:
        return _compared(
            kind,
            queries,
            lambda query: index.search(query, limit=SHOWN),
            lambda query: plain.execute(_PLAIN, (query, SHOWN)).fetchall(),
        )

    chance = random.Random(3)
    middle, frequent, rare = words[1000:5000], words[100:1000], words[20_000:]
    for kind, some, times in (("mid-frequency word", middle, 300), ("rare", rare, 300), ("frequent", frequent, 100)):
        yield compare(kind, [(word, f'"{word}"') for word in chance.choices(some, k=times)])
    pairs = zip(chance.choices(middle, k=200), chance.choices(frequent, k=200), strict=True)
    yield compare("two words", [(f"{a} {b}", f'"{a}" AND "{b}"') for a, b in pairs])
    places = [(text.split(), chance.randrange(WORDS_A_PASSAGE - 1)) for text in chance.choices(texts, k=100)]
    yield compare("phrase", [(f'"{text[at]} {text[at + 1]}"',) * 2 for text, at in places])
    starts = [word[:3] for word in chance.choices(middle, k=60)]
    yield compare("three letters and *", [(f"{start}*", f'"{start}"*') for start in starts])


def _compared(kind: str, queries: Sequence[tuple[str, str]], ours: Search, plain: Search) -> Comparison:
    """Run each query (ours, plain) twice on either side, one after the other, and time the second time."""
    taken: tuple[list[float], list[float]] = ([], [])
    for query in queries:
        for search, words, times in zip((ours, plain), query, taken, strict=True):
            search(words)
            times.append(milliseconds(partial(search, words)))
    (ours50, ours95), (plain50, plain95) = ((percentile(times, 50), percentile(times, 95)) for times in taken)
    return Comparison(kind, (ours50, ours95), (plain50, plain95))


if __name__ == "__main__":
    figure = measure_search(quick="--quick" in sys.argv)
    sys.stdout.write("\n  ".join((f"{figure.what}: {figure.measured} ({figure.reach})", *figure.details)) + "\n")
