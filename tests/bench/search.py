# ruff: noqa: T201 — it prints its figures
"""Measure the search against plain SQLite FTS5 over the same invented texts, in one run; print the figures.

    python tests/bench/search.py [PASSAGES]      100,000 passages of 200 words without a number, about 2
    minutes

Plain means the sqlite3 module of the standard library, not encrypted, external content, bm25 and its own
snippet(). Words are made of syllables, three in ten of Kurdish ones, with frequencies as in a language
(Zipf). Queries alternate between the two, so that whatever slows the machine slows both. Trust ratios more
than milliseconds.
"""

import itertools
import json
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from fieldnotes.vault import freshness, history
from fieldnotes.vault.connection import Connection, open_database
from fieldnotes.vault.index import Index
from fieldnotes.vault.migrations import NOTES, migrate
from fieldnotes.vault.rows import PASSAGE, text_of

WORDS_A_PASSAGE = 200
VOCABULARY = 60_000
SHOWN = 20
LATIN = tuple(consonant + vowel for consonant in "bdklmnrst" for vowel in "aeio")
KURDISH = tuple(
    "کا کە کی کو با بە بی بۆ دا دە دی دۆ لا لە لی ڵا ما مە نا نە نی را رە ڕۆ سا سە شی شۆ تا تە".split()
) + tuple("وە یا ێ هە ئا گو پێ چی ژن".split())

Search = Callable[[str], object]


def vocabulary(chance: random.Random) -> list[str]:
    """Make the words, the most frequent first; frequent ones are as long as the others."""
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        syllables = KURDISH if chance.random() < 0.3 else LATIN
        words["".join(chance.choices(syllables, k=chance.choice((1, 2, 2, 3, 3, 4))))] = None
    return list(words)


def passages(chance: random.Random, words: Sequence[str], count: int) -> Iterator[str]:
    """Yield texts whose words follow Zipf's law."""
    weights = list(itertools.accumulate(1 / rank for rank in range(1, len(words) + 1)))
    for _ in range(count):
        yield " ".join(chance.choices(words, cum_weights=weights, k=WORDS_A_PASSAGE))


def fill_notes(path: Path, texts: Sequence[str]) -> Connection:
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


def fill_plain(path: Path, texts: Sequence[str]) -> sqlite3.Connection:
    """Write the texts into a plain database with an external-content index."""
    plain = sqlite3.connect(path, isolation_level=None)
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
    return plain


def seconds(run: Callable[[], object]) -> float:
    """Return how long a call takes."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def compare(name: str, queries: Sequence[tuple[str, str]], ours: Search, theirs: Search) -> None:
    """Print the 50th and 95th percentile of both, and their ratio; a query is (ours, theirs), run twice."""
    times: tuple[list[float], list[float]] = ([], [])
    for our_query, their_query in queries:
        for search, query, taken in ((ours, our_query, times[0]), (theirs, their_query, times[1])):
            search(query)
            taken.append(seconds(lambda search=search, query=query: search(query)))  # type: ignore[misc]
    (a50, a95), (b50, b95) = ((sorted(t)[len(t) // 2] * 1e3, sorted(t)[len(t) * 95 // 100] * 1e3) for t in times)
    print(f"{name:24} {a50:7.2f} {a95:7.2f}     {b50:7.2f} {b95:7.2f}     {a50 / b50:5.2f} x {a95 / b95:5.2f} x")


def main(count: int) -> None:
    """Make both databases in a temporary folder, measure, and print."""
    chance = random.Random(7)
    words = vocabulary(chance)
    texts = list(passages(chance, words, count))
    with tempfile.TemporaryDirectory() as folder:
        notes = fill_notes(Path(folder, "notes.db"), texts)
        index = Index(Path(folder, "index.db"), b"i" * 32, notes, text_of, lambda: freshness.load(notes).generation)
        print(f"{count:,} passages, {count * WORDS_A_PASSAGE:,} words")
        print(f"building: ours {seconds(index.catch_up):.1f} s", end="")
        plain_path = Path(folder, "plain.db")
        start = time.perf_counter()
        plain = fill_plain(plain_path, texts)
        print(f", plain with its texts {time.perf_counter() - start:.1f} s")
        index.close()
        index = Index(Path(folder, "index.db"), b"i" * 32, notes, text_of, lambda: freshness.load(notes).generation)
        print(f"index.db: {Path(folder, 'index.db').stat().st_size / 1e6:.0f} MB")
        run(words, lambda query: index.search(query, limit=SHOWN), plain, texts)
        index.close()
        notes.close()
        plain.close()


def run(words: Sequence[str], ours: Search, plain: sqlite3.Connection, texts: Sequence[str]) -> None:
    """Print one line for each kind of query."""
    sql = "SELECT rowid, snippet(words, 0, '[', ']', '…', 16) FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?"

    def theirs(query: str) -> object:
        return plain.execute(sql, (query, SHOWN)).fetchall()

    chance = random.Random(3)
    middle, frequent, rare = words[1000:5000], words[100:1000], words[20_000:]
    print(f"{'ms':24} {'ours50':>7} {'95':>7}     {'plain50':>7} {'95':>7}      50      95")
    single = [chance.choice(middle) for _ in range(300)]
    compare("mid-frequency word", [(w, f'"{w}"') for w in single], ours, theirs)
    compare("rare word", [(w, f'"{w}"') for w in chance.choices(rare, k=300)], ours, theirs)
    compare("frequent word", [(w, f'"{w}"') for w in chance.choices(frequent, k=100)], ours, theirs)
    pairs = [(chance.choice(middle), chance.choice(frequent)) for _ in range(200)]
    compare("two words", [(f"{a} {b}", f'"{a}" AND "{b}"') for a, b in pairs], ours, theirs)
    places = [(chance.choice(texts).split(), chance.randrange(WORDS_A_PASSAGE - 1)) for _ in range(100)]
    phrases = [f'"{" ".join(text[at : at + 2])}"' for text, at in places]
    compare("phrase", [(phrase, phrase) for phrase in phrases], ours, theirs)
    starts = [word[:3] for word in chance.choices(middle, k=60)]
    compare("three letters and *", [(f"{start}*", f'"{start}"*') for start in starts], ours, theirs)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 100_000)
