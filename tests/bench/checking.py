"""Measure the check of an article of 5,000 words against a vault of 1,000 interviews and 200 identities."""

import random
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from fieldnotes.workflows import checks
from tests.bench.corpus import Record, vocabulary
from tests.bench.figure import Figure, percentile
from tests.bench.vault import BigVault

_WORDS, _QUOTATIONS = 5000, 30


def measure_check(big: BigVault, *, quick: bool) -> Figure:
    """Check one article several times, each time with a vault that was just opened; nothing is kept between."""
    draft = big.folder / "article.md"
    draft.write_text("# An article\n\n" + "\n\n".join(_paragraphs(big.corpus.bundle)), encoding="utf-8")
    times: list[float] = []
    found: Counter[str] = Counter()
    for _ in range(2 if quick else 5):
        seconds, found = _checked(big, draft)
        times.append(seconds)
    seconds = percentile(times, 50)
    people = len(big.corpus.bundle["sources"])
    return Figure(
        "check",
        f"check of {_WORDS:,} words against {big.interviews:,} interviews, {people} identities",
        "≤ 3 s",
        f"{seconds:.1f} s",
        seconds <= 3,
        (f"median of {len(times)}: {', '.join(f'{one:.1f}' for one in times)} s; findings: {dict(found)}", big.size),
    )


def _checked(big: BigVault, draft: Path) -> tuple[float, Counter[str]]:
    with big.opened(write=False) as vault:
        vault.open_identities(big.keys.names or "")
        start = time.perf_counter()
        checked = checks.check(vault, [draft], datetime(2026, 1, 1, tzinfo=UTC))
        return time.perf_counter() - start, Counter(one.kind for one in checked.findings)


def _paragraphs(bundle: Record) -> Iterator[str]:
    """Yield ordinary prose, every third paragraph with a quotation out of the notes, and who said it."""
    speakers = [source["pseudonym"] for source in bundle["sources"]]
    chance, ordinary = random.Random(3), vocabulary()
    words = quotations = 0
    while words < _WORDS:
        said = chance.choice(chance.choice(bundle["interviews"])["passages"])["text"]
        sentences = [one for one in said.replace("?", ".").replace("!", ".").split(". ") if len(one.split()) > 5]
        paragraph = " ".join(ordinary.sentence(chance, 14) for _ in range(6))
        if sentences and quotations < _QUOTATIONS and chance.random() < 0.35:
            quotations += 1
            quoted, speaker = chance.choice(sentences).strip(". "), chance.choice(speakers)
            paragraph = f"“{quoted},” {speaker} said. {ordinary.sentence(chance, 40)}"
        words += len(paragraph.split())
        yield paragraph
