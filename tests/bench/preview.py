# ruff: noqa: T201 — it prints its figures
"""Measure the live page: how long the screen waits for it after a pause in typing; print the figures.

    python tests/bench/preview.py [WORDS]      an interview of 30,000 words without a number, half a minute

One interview of 600 passages in a vault that knows 200 people and 60 places, with the identities open. Before each
measurement one passage is changed and its draft is saved, as the app does. Everything between handing in the
passages and having the page counts.
"""

import json
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from fieldnotes.domain.bundle import parse_bundle
from fieldnotes.domain.interview import Interview, Passage
from fieldnotes.domain.text import RawText
from fieldnotes.tui import garbage
from fieldnotes.vault.create import create_vault
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import loading, notebook, vaults
from fieldnotes.workflows.previewing import Preview
from tests.bench.corpus import PEOPLE, PLACES, WORDS_AN_INTERVIEW, Corpus
from tests.bench.figure import Figure, milliseconds, percentile

WORDS = 30_000
PASSAGES = 600
REACH = 150.0
_NOW = datetime(2031, 1, 1, tzinfo=UTC)
_NOTES = "copper-lantern-orbit-velvet-anchor-thistle-maple"
_NAMES = "granite-willow-saddle-pepper-novel-harbor-cactus"


@contextmanager
def long_interview(corpus: Corpus) -> Iterator[tuple[Vault, Interview, list[Passage]]]:
    """Yield a vault that holds the whole *corpus*, and all its words as one interview of it, identities open."""
    folder = Path(tempfile.mkdtemp(prefix="figures-"))
    try:
        keys = create_vault(folder / "one.vault", _NOTES, _NAMES, log_n=10)
        with vaults.opened(folder / "one.vault", keys.notes, write=True) as vault:
            loading.load(vault, parse_bundle(json.dumps(corpus.bundle).encode()), update=False)
            vault.open_identities(str(keys.names))
            kept = list(notebook.interviews(vault).values())
            yield vault, kept[0].interview, [one for each in kept for one in _short(vault, each.entity)]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _short(vault: Vault, entity: bytes) -> list[Passage]:
    """Return the passages of an interview, cut so that the long one has as many as people really write."""
    pieces: list[Passage] = []
    for one in notebook.passages(vault, entity):
        words = one.passage.text.reveal().split()
        step = WORDS // PASSAGES
        for start in range(0, len(words), step):
            pieces.append(_with_text(one.passage, " ".join(words[start : start + step])))
    return pieces


def _with_text(passage: Passage, text: str) -> Passage:
    return passage.model_copy(update={"text": RawText(text)})


def measure_page(*, quick: bool, words: int = WORDS) -> Figure:
    """Change one passage, save, and ask for the page, again and again."""
    chance, corpus = random.Random(7), Corpus(max(1, words // WORDS_AN_INTERVIEW))
    times: list[float] = []
    locked: list[float] = []
    whole = 0.0
    with long_interview(corpus) as (vault, interview, passages):
        preview = Preview(vault)
        garbage.look_seldom()  # as the screens do
        first = milliseconds(lambda: preview.page(interview, passages, _NOW))
        entity = notebook.interviews(vault)[interview.code].entity
        kept = notebook.passages(vault, entity)[0]
        for measured in (times, locked):
            for _ in range(20 if quick else 60):
                place = chance.randrange(len(passages))
                passages[place] = _with_text(passages[place], corpus.edited(passages[place].text.reveal()))
                with vault.transaction() as tx:
                    tx.put(
                        "passage", kept.entity, passages[place].to_owner_json(), owner=entity, position=kept.position
                    )
                garbage.look(nobody_types=True)
                measured.append(milliseconds(lambda: preview.page(interview, passages, _NOW)))
            if measured is times:
                whole = milliseconds(preview.look_at_whole)
                vault.close_identities()
                preview.page(interview, passages, _NOW)
    median, high = percentile(times, 50), percentile(times, 95)
    return Figure(
        "page",
        f"live page after a pause in typing, {PEOPLE} known identities",
        f"≤ {REACH:.0f} ms",
        f"{median:.0f} ms median, {high:.0f} ms p95",
        high <= REACH,
        (
            f"first page, everything compiled: {first:.0f} ms; the look at the whole page: {whole:.0f} ms",
            f"identities locked: {percentile(locked, 50):.0f} ms median, {percentile(locked, 95):.0f} ms p95",
            f"one passage of {len(passages)} changed and saved each time, {len(times)} times",
            f"{sum(one.words for one in passages):,} words, {PLACES} places",
        ),
    )


def main() -> None:
    """Measure and print."""
    figure = measure_page(quick=False, words=int(sys.argv[1]) if len(sys.argv) > 1 else WORDS)
    print("\n".join((figure.what, f"to reach: {figure.reach}", f"measured: {figure.measured}", *figure.details)))


if __name__ == "__main__":
    main()
