"""Measure the stage for unknown personal data on passages labelled by hand: `python -m tests.bench.passages`.

`labelled/` holds invented reporting and interviews in eight languages, identifiers in many notations, sentences that
identify nobody, and prose without anybody in it. A mention is found in full if findings cover each of its letters and
digits, whatever they take it for; the sign-off that a whole passage of a caseless script asks for finds nothing.
"""

import importlib.util
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fieldnotes.redaction.canon import read
from fieldnotes.redaction.recogniser import Suspicion
from fieldnotes.redaction.unknown.everything import Unknown
from tests.bench.figure import Figure

LABELLED = Path(__file__).parent / "labelled"
PROSE = ("en", "ar", "uk")
KINDS = ("phone", "email", "url", "handle", "coord", "id", "passport", "plate", "account", "device")
_ALSO = ("birth", "age", "kinship")
_WORD = re.compile(r"\w+")


Suspect = Callable[[str], Iterable[Suspicion]]


def ours() -> Suspect:
    """Return our own stage, of which nobody is told."""
    stage = Unknown()
    return lambda text: stage.suspect(read(text))


def presidio() -> Suspect:
    """Return Presidio's rules for identifiers, whatever their score, without a model of language; offline."""
    import tldextract  # type: ignore[import-not-found,unused-ignore]
    from presidio_analyzer import PatternRecognizer, RecognizerRegistry  # type: ignore[import-not-found,unused-ignore]
    from presidio_analyzer.predefined_recognizers import PhoneRecognizer  # type: ignore[import-not-found,unused-ignore]

    tldextract.extract = tldextract.TLDExtract(suffix_list_urls=())  # else it asks the network at the first address
    registry = RecognizerRegistry()
    registry.load_predefined_recognizers(languages=["en"])
    rules = [one for one in registry.recognizers if isinstance(one, PatternRecognizer | PhoneRecognizer)]
    return lambda text: [
        Suspicion(found.start, found.end, found.entity_type, "", "medium", "")
        for rule in rules
        for found in rule.analyze(text, rule.supported_entities, None)
    ]


@dataclass(frozen=True)
class Passage:
    """Hold one labelled text: its language, what it is filed under, and the offsets and kinds of its mentions."""

    name: str
    lang: str
    kind: str
    text: str
    spans: tuple[tuple[int, int, str], ...]


def passages(name: str) -> list[Passage]:
    """Read one labelled file: `conflict` or `identifiers`."""
    rows: list[dict[str, Any]] = [
        json.loads(row) for row in (LABELLED / f"{name}.jsonl").read_text("utf-8").split("\n") if row
    ]
    return [
        Passage(
            row["id"],
            row["lang"],
            row.get("kind", ""),
            row["text"],
            tuple((s["start"], s["end"], s["kind"]) for s in row["spans"]),
        )
        for row in rows
    ]


class Count:
    """Count mentions found in full and touched, by language and by kind, and the findings that a person gets."""

    def __init__(self, texts: Sequence[Passage], suspect: Suspect) -> None:
        """Count over *texts* what *suspect* finds in them."""
        self.total, self.full, self.touched = Counter[str](), Counter[str](), Counter[str]()
        self.words, self.findings, self.grave = Counter[str](), Counter[str](), Counter[str]()
        self.missed: list[str] = []
        self.alarms: list[str] = []
        self._suspect = suspect
        for passage in texts:
            self._add(passage)

    def _add(self, passage: Passage) -> None:
        found = [one for one in self._suspect(passage.text) if one.kind != "script"]
        grave = [one for one in found if one.risk != "low"]
        self.words[passage.lang] += len(_WORD.findall(passage.text))
        self.findings[passage.lang] += len(found)
        self.grave[passage.lang] += len(grave)
        covered = bytearray(len(passage.text))
        for one in found:
            covered[one.start : one.end] = b"\1" * (one.end - one.start)
        for start, end, kind in passage.spans:
            self._mention(passage, start, end, kind, covered)
        if not passage.spans and grave:
            self.alarms.append(f"{passage.name} {passage.text} {_named(grave, passage.text)}")

    def _mention(self, passage: Passage, start: int, end: int, kind: str, covered: bytearray) -> None:
        need = [covered[at] for at in range(start, end) if passage.text[at].isalnum()]
        under = ["all", passage.lang, kind]
        self.total.update(under)
        self.full.update(under if all(need) else [])
        self.touched.update(under if any(need) else [])
        if not all(need):
            around = (
                f"{passage.text[max(0, start - 30) : start]}⟦{passage.text[start:end]}⟧{passage.text[end : end + 12]}"
            )
            how = "in part" if any(need) else "not at all"
            self.missed.append(f"{passage.name} {kind}, {how}: {' '.join(around.split())}")

    def of_ten(self) -> tuple[int, int]:
        """Return the identifiers of the ten kinds: those found in full, and all."""
        return sum(self.full[kind] for kind in KINDS), sum(self.total[kind] for kind in KINDS)

    def burden(self) -> tuple[Counter[str], Counter[str], Counter[str]]:
        """Return, by language, the findings, those without low risk, and the mentions that there are."""
        return self.findings, self.grave, self.total

    def share(self, under: str) -> str:
        """Say which shares were found in full and touched."""
        total = self.total[under] or 1
        return f"{under} {self.full[under] / total:.1%} / {self.touched[under] / total:.1%} of {self.total[under]}"


def _named(found: Sequence[Suspicion], text: str) -> str:
    return ", ".join(f"{one.kind} {text[one.start : one.end]!r}" for one in found)


def measure_conflict(*, quick: bool) -> Figure:
    """Find the people, places and numbers of invented conflict reporting in eight languages, told of nobody."""
    texts = passages("conflict")
    count = Count(texts, ours())
    full, touched = (counted["all"] / count.total["all"] for counted in (count.full, count.touched))
    langs = dict.fromkeys(passage.lang for passage in texts)
    kinds = dict.fromkeys(kind for passage in texts for _, _, kind in passage.spans)
    burden = (
        f"{lang} {' / '.join(f'{1000 * counted[lang] / count.words[lang]:.0f}' for counted in count.burden())}"
        for lang in langs
    )
    return Figure(
        "conflict",
        f"{count.total['all']} mentions in {len(texts)} passages of conflict reporting, 8 languages: in full / touched",
        "≥ 90 / ≥ 98 %",
        f"{full:.1%} / {touched:.1%}",
        full >= 0.9 and touched >= 0.98,
        (
            *("; ".join(map(count.share, some)) for some in (list(langs)[:4], list(langs)[4:], kinds)),
            f"findings for 1,000 words / without low risk / mentions there are: {'; '.join(burden)}",
            "python -m tests.bench.passages conflict prints what was missed",
        ),
    )


def measure_identifiers(*, quick: bool) -> Figure:
    """Find identifiers of ten kinds in many scripts and notations; suspect nothing where nothing identifies anybody."""
    texts = passages("identifiers")
    count = Count(texts, ours())
    found, total = count.of_ten()
    silent = [passage for passage in texts if not passage.spans]
    return Figure(
        "identifiers",
        f"{total} identifiers of {len(KINDS)} kinds found in full; false alarms in {len(silent)} other sentences",
        "≥ 98 %; ≤ 1 of 25",
        f"{found / total:.1%}; {len(count.alarms)}, {len(count.alarms) / len(silent):.1%}",
        found / total >= 0.98 and len(count.alarms) <= len(silent) / 25,
        (
            "; ".join(map(count.share, KINDS)),
            f"besides: {'; '.join(map(count.share, _ALSO))}",
            *_beside(texts),
            "python -m tests.bench.passages identifiers prints what was missed, and the false alarms",
        ),
    )


def _beside(texts: Sequence[Passage]) -> Iterator[str]:
    """Yield what Presidio's rules find in the same sentences, where it is installed."""
    if importlib.util.find_spec("presidio_analyzer"):
        count = Count(texts, presidio())
        found, total = count.of_ten()
        each = "; ".join(map(count.share, KINDS))
        yield f"Presidio's rules: {found / total:.1%}; {len(count.alarms)} false alarms; {each}"


def lines(name: str) -> Iterator[str]:
    """Yield what was missed in one labelled file, and what was suspected where nothing is."""
    count = Count(passages(name), ours())
    yield from count.missed
    yield from (f"false alarm: {alarm}" for alarm in count.alarms)


if __name__ == "__main__":
    import sys

    for asked in sys.argv[1:] or ("conflict", "identifiers"):
        print("\n".join(lines(asked)))  # noqa: T201
