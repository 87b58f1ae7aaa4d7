"""Plant words off the record, every one invented and unlike any other, and look for them in all that can be handed on.

They stand in passages off the record, in passages without a grant, in interviews off the record, in translations and
in paraphrases of these; beside them stand words on the record. What is handed on: the page, the methods appendix as
Markdown, CSV and CSL-JSON, the report and the refusals of the check, the refusal of a page, the ledger.
"""

import json
import random
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from fieldnotes.domain.bundle import parse_bundle
from fieldnotes.errors import FieldnotesError
from fieldnotes.vault.create import create_vault
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import appendices, checks, ledgers, loading, publications, vaults
from fieldnotes.workflows.publications import Request
from tests.bench.figure import Figure

_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_A_PASSAGE = 20
_OPEN = "The kettle stood on the stove until evening, and nobody poured."
_SYLLABLES = "ba du fi go ke lo mi nu pa re si to vu wa xe yo zi cha dro fle gla kru".split()


def measure_withheld(*, quick: bool) -> Figure:
    """Count the planted words that stand in anything that was handed on."""
    planted = 1_000 if quick else 10_000
    words = _words(planted)
    with tempfile.TemporaryDirectory(prefix="figures-") as folder:
        path = Path(folder) / "notes.vault"
        keys = create_vault(path, "copper-lantern-orbit-velvet", "granite-willow-saddle-pepper", log_n=10)
        with vaults.opened(path, keys.notes, write=True) as vault:
            loading.load(vault, parse_bundle(json.dumps(_bundle(words)).encode()), update=False)
            vault.open_identities(keys.names or "")
            handed = dict(_handed_on(vault, Path(folder), words))
    wanted = set(words)
    leaks = {name: len(wanted & set(_tokens(text))) for name, text in handed.items()}
    empty = [name for name, text in handed.items() if not text.strip()]
    out = sum(leaks.values())
    return Figure(
        "withheld",
        f"words off the record in {len(handed)} things handed on",
        "0 of 10,000",
        f"{out} of {planted:,}",
        out == 0 and not empty and _OPEN.split()[1] in handed["page"],
        (", ".join(f"{name} {count}" for name, count in leaks.items()), *(f"empty: {name}" for name in empty)),
    )


def _words(count: int) -> list[str]:
    """Return words that no language has, each once."""
    chance = random.Random(count)
    found: dict[str, None] = {}
    while len(found) < count:
        found["".join(chance.choices(_SYLLABLES, k=4))] = None
    return list(found)


def _tokens(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in text.casefold()).split()


def _bundle(words: list[str]) -> dict[str, object]:
    """Return notes in which the words stand twenty a passage, withheld in five ways that take turns."""
    texts = [" ".join(words[at : at + _A_PASSAGE]) + "." for at in range(0, len(words), _A_PASSAGE)]
    off = {"label": "off-record"}
    ways = [
        lambda text: {"text": text, "terms": off},
        lambda text: {"text": _OPEN, "translation": text, "terms": off},
        lambda text: {"text": _OPEN, "paraphrase": text, "terms": off},
        lambda text: {"text": text, "terms": {"label": "on-record", "use": False}},
        lambda text: {"text": text, "terms": {"label": "on-record", "expires": "2025-01-01T00:00:00+00:00"}},
    ]
    interviews = []
    for number, first in enumerate(range(0, len(texts), 10), start=1):
        passages = [{"speaker": "elder", **ways[at % 5](text)} for at, text in enumerate(texts[first : first + 10])]
        passages.append({"speaker": "elder", "text": _OPEN})
        interviews.append(
            {
                "code": f"INT-{number:03}",
                "started": "2024-05-06T10:00:00+00:00",
                "mode": "in-person",
                "languages": ["en"],
                "terms": off if number % 5 == 0 else {"label": "background"},
                "participants": [{"source": "elder", "as": "interviewee"}],
                "passages": passages,
            }
        )
    elder = {"handle": "elder", "pseudonym": "Elder K", "describe_as": "an elder", "role": "source"}
    return {"fieldnotes_bundle": 1, "sources": [elder], "locations": [], "interviews": interviews}


def _handed_on(vault: Vault, folder: Path, words: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the name and the words of each thing that can be handed on, the page first."""
    publications.export(vault, Request(None, folder / "page.md", _NOW))
    yield "page", (folder / "page.md").read_text(encoding="utf-8")
    for ending in ("md", "csv", "json"):
        out = folder / f"appendix.{ending}"
        appendices.write(vault, out, _NOW)
        yield f"appendix.{ending}", out.read_text(encoding="utf-8")
    article = folder / "article.md"
    article.write_text("\n\n".join(" ".join(words[at : at + 12]) for at in range(0, len(words), 40)), encoding="utf-8")
    checked = checks.check(vault, [article], _NOW)
    yield "report of the check", json.dumps([one._asdict() for one in checked.findings]) + repr(checked)
    yield "ledger", "\n".join(line for one in ledgers.standings(vault) for line in one.account())
    try:
        publications.export(vault, Request(["INT-999"], folder / "none.md", _NOW))
    except FieldnotesError as refusal:
        yield "a refusal", f"{refusal}; {refusal.hint}"
