"""Measure the stage for unknown personal data on TAB: `python -m tests.bench.unknown`; skips without ../shared.

A mention counts as found if suspicions cover each of its characters that is no space, an honorific not required.
"""

import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fieldnotes.redaction.canon import read
from fieldnotes.redaction.unknown.everything import Unknown
from fieldnotes.redaction.words import TOKEN

TAB = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "tab-dev.jsonl"
_HONORIFIC = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Judge)\.? ")


class Tally:
    """Count mentions, entities, terms and time over documents."""

    def __init__(self) -> None:
        self.full, self.touched, self.total = Counter[str](), Counter[str](), Counter[str]()
        self.entities, self.flags = Counter[str](), Counter[str]()
        self.terms = self.grave_terms = self.words = self.characters = 0
        self.seconds = 0.0
        self.missed: list[str] = []

    def add(self, document: dict[str, Any], stage: Unknown, shown: str) -> None:
        """Count one *document*; keep the mentions of kind *shown* that were not found in full."""
        text = document["text"]
        begun = time.process_time()
        found = list(stage.suspect(read(text)))
        self.seconds += time.process_time() - begun
        covered = bytearray(len(text))
        for suspicion in found:
            covered[suspicion.start : suspicion.end] = b"\1" * (suspicion.end - suspicion.start)
            self.flags[suspicion.kind] += 1
        self.terms += len({suspicion.term for suspicion in found})
        self.grave_terms += len({suspicion.term for suspicion in found if suspicion.risk != "low"})
        self.words += len(TOKEN.findall(text))
        self.characters += len(text)
        entities: dict[str, tuple[str, bool]] = {}
        for mention in document["entities"]:
            whole = self._count(mention, text, covered, shown)
            kind, safe = entities.get(mention["entity_id"], (mention["identifier_type"], True))
            entities[mention["entity_id"]] = (kind, safe and whole)
        for kind, safe in entities.values():
            self.entities.update([kind, f"{kind} masked"] if safe else [kind])

    def _count(self, mention: dict[str, Any], text: str, covered: bytearray, shown: str) -> bool:
        """Count one mention and return whether it is covered in full."""
        start, end = mention["start_offset"], mention["end_offset"]
        honorific = _HONORIFIC.match(text, start, end)
        start = honorific.end() if honorific else start
        need = [covered[i] for i in range(start, end) if not text[i].isspace()]
        kinds = [mention["entity_type"], mention["identifier_type"]]
        kinds += ["must-mask"] if mention["identifier_type"] != "NO_MASK" else []
        self.total.update(kinds)
        self.full.update(kinds if all(need) else [])
        self.touched.update(kinds if any(need) else [])
        if shown in kinds and not all(need):
            self.missed.append(f"{text[max(start - 30, 0) : start]!r} [ {text[start:end]!r} ] {kinds[0]}")
        return all(need)

    def lines(self) -> Iterator[str]:
        """Yield the figures as lines of text."""
        yield from self.missed
        for kind, total in sorted(self.total.items()):
            full, touched = self.full[kind] / total, self.touched[kind] / total
            yield f"{kind:10} {total:5} full {full:.3f} touched {touched:.3f}"
        for kind in ("DIRECT", "QUASI"):
            yield f"entities {kind}: {self.entities[f'{kind} masked'] / self.entities[kind]:.3f} masked throughout"
        per = 1000 / self.words
        yield f"unique terms per 1,000 words {self.terms * per:.1f}, without low risk {self.grave_terms * per:.1f}"
        yield f"flags per 1,000 words {sum(self.flags.values()) * per:.1f} {dict(self.flags)}"
        yield f"{self.characters / self.seconds / 1000:.0f} kB/s over {self.characters:,} characters"


def main() -> None:
    """Print recall by kind, entities protected, terms to decide, and speed; an argument names a kind to list."""
    if not TAB.exists():
        print("skipped: ../shared/data/tab-dev.jsonl is not here")  # noqa: T201
        return
    stage, tally = Unknown(), Tally()
    stage.suspect(read("warm up"))
    for line in TAB.read_text("utf-8").splitlines():
        tally.add(json.loads(line), stage, "".join(sys.argv[1:]))
    print("\n".join(tally.lines()))  # noqa: T201


if __name__ == "__main__":
    main()
