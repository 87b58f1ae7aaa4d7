"""Measure the check on articles that somebody wrote who had not seen it: what it finds, and what it finds wrongly.

`labelled/articles` holds the notes (bundle.json), sentences that disclose one thing each (plants.jsonl) and whole
articles that disclose nothing (clean). A sentence counts as found where a finding of its kind is told.
"""

import json
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from fieldnotes.domain.bundle import parse_bundle
from fieldnotes.vault.create import create_vault
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import checks, loading, vaults
from tests.bench.figure import Figure

_LABELLED = Path(__file__).with_name("labelled") / "articles"
_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_KINDS = {"identity": {"identity", "protected-role"}, "off-record": {"off-record", "embargo"}}
_EVERY = 8  # of the sentences and articles, in a quick run


def measure_disclosures(*, quick: bool) -> Figure:
    """Count the disclosing sentences that are told, with their kind."""
    planted, told = Counter[str](), Counter[str]()
    missed: list[str] = []
    lines = (_LABELLED / "plants.jsonl").read_text(encoding="utf-8").splitlines()
    with _notes() as (vault, article):
        for number, line in list(enumerate(lines, start=1))[:: _EVERY if quick else 1]:
            plant = json.loads(line)
            article.write_text(f"Nothing is said here.\n\n{plant['text']}\n", encoding="utf-8")
            found = {one.kind for one in checks.check(vault, [article], _NOW).findings}
            planted[plant["kind"]] += 1
            if found & _KINDS.get(plant["kind"], {plant["kind"]}):
                told[plant["kind"]] += 1
            else:
                missed.append(f"{plant['kind']} in line {number} ({plant['why']})")
    share = told.total() / planted.total()
    by_kind = ", ".join(f"{kind} {told[kind]} of {count}" for kind, count in planted.items())
    return Figure(
        "disclosures",
        "sentences of another hand that disclose something, told by the check",
        "≥ 99 %",
        f"{told.total()} of {planted.total()}: {share:.1%}",
        share >= 0.99,
        (by_kind, *(f"missed: {one}" for one in missed)),
    )


def measure_clean(*, quick: bool) -> Figure:
    """Count what is told of articles that disclose nothing."""
    words = 0
    false = Counter[str]()
    with _notes() as (vault, _):
        for path in sorted((_LABELLED / "clean").glob("*.md"))[:: _EVERY if quick else 1]:
            words += len(path.read_text(encoding="utf-8").split())
            false.update(one.kind for one in checks.check(vault, [path], _NOW).findings)
    rate = 1000 * false.total() / words
    return Figure(
        "clean",
        "false alarms of the check in clean articles of another hand",
        "≤ 2 per 1,000 words",
        f"{false.total()} in {words:,} words: {rate:.2f} per 1,000",
        rate <= 2,
        (", ".join(f"{kind} {count}" for kind, count in false.items()),),
    )


@contextmanager
def _notes() -> Iterator[tuple[Vault, Path]]:
    """Yield the vault of the labelled notes with its identities open, and where an article can be written."""
    with tempfile.TemporaryDirectory(prefix="figures-") as folder:
        path = Path(folder) / "notes.vault"
        keys = create_vault(path, "copper-lantern-orbit-velvet", "granite-willow-saddle-pepper", log_n=10)
        with vaults.opened(path, keys.notes, write=True) as vault:
            loading.load(vault, parse_bundle((_LABELLED / "bundle.json").read_bytes()), update=False)
            vault.open_identities(keys.names or "")
            yield vault, Path(folder) / "article.md"
