"""Measure the gate: what it lets through, what it changes without need, and how fast it is, beside simpler ways.

The others run in the same process on the same cases: a list of names looked up as whole words, as most tools do it;
rapidfuzz (words of a likeness of 85 and more), and Presidio's deny list, where they are installed.
"""

import importlib.util
import json
import random
import re
import time
from collections.abc import Sequence
from functools import cache
from itertools import islice
from typing import Any

from fieldnotes.redaction.redactor import Known, Redactor
from tests.adversary.carriers import cases
from tests.adversary.doubles import Answer, Plain
from tests.adversary.engine import opened
from tests.adversary.figures import MOST_LEAKS, Figures, changed_controls, measure
from tests.adversary.identities import everybody
from tests.adversary.model import CLASSES, Gate, Identity
from tests.bench.corpus import Corpus
from tests.bench.figure import Figure
from tests.bench.passages import LABELLED, PROSE
from tests.bench.unknown import TAB, Tally

_WORD = re.compile(r"\w+")
_TOLD_AT_ONCE = 46
_CHANGED = {"judgments": 1.5, "en": 1.5, "ar": 6, "uk": 4}  # words in a thousand of foreign text


class Fuzzy:
    """Replace every word that is like a told one, by rapidfuzz."""

    def __init__(self, identities: Sequence[Identity]) -> None:
        from rapidfuzz import fuzz, process  # type: ignore[import-not-found,unused-ignore]

        self._find, self._likeness = process.extractOne, fuzz.ratio
        self._told = {part.casefold() for who in identities for name in who.names for part in _WORD.findall(name)}

    def redact(self, text: str) -> Answer:
        """Return the text with words that are like told ones replaced."""
        found = [m for m in _WORD.finditer(text) if self._find(m[0].casefold(), self._told, score_cutoff=85)]
        parts, reached = [], 0
        for match in found:
            parts += [text[reached : match.start()], "█"]
            reached = match.end()
        return Answer("".join([*parts, text[reached:]]), tuple((*m.span(), "X1", "like a name") for m in found))


class Presidio:
    """Replace what Presidio's deny list finds; no language model is asked."""

    def __init__(self, identities: Sequence[Identity]) -> None:
        from presidio_analyzer import PatternRecognizer  # type: ignore[import-not-found,unused-ignore]

        told = [name for who in identities for name in who.names]
        self._recogniser = PatternRecognizer(supported_entity="NAME", deny_list=told)

    def redact(self, text: str) -> Answer:
        """Return the text with told names replaced."""
        spans = sorted({(found.start, found.end) for found in self._recogniser.analyze(text, ["NAME"])})
        parts, reached = [], 0
        for start, end in spans:
            parts += [text[reached:start], "█"] if start >= reached else []
            reached = max(reached, end)
        return Answer("".join([*parts, text[reached:]]), tuple((*span, "X1", "told") for span in spans))


def others() -> dict[str, Gate]:
    """Return the simpler ways that are installed here."""
    told = everybody()
    made: dict[str, Gate] = {"a list of names": Plain(told)}
    if importlib.util.find_spec("rapidfuzz"):
        made["rapidfuzz 85"] = Fuzzy(told)
    if importlib.util.find_spec("presidio_analyzer"):
        made["Presidio's deny list"] = Presidio(told)
    return made


def _leaks(figures: Figures) -> str:
    """Return the silent leaks by class: of the languages named, and of others and noise."""
    shares = (
        f"{grade} {figures.groups[grade, True].leaking:.2f} / {figures.groups[grade, False].leaking:.2f} %"
        for grade in CLASSES
    )
    return "; ".join(shares)


def measure_known(*, quick: bool) -> Figure:
    """Let the adversary write known identities in all its ways, and count what comes through without a word."""
    attacks = list(cases(11, 6_000 if quick else 60_000, "", ""))
    ours, controls = opened(everybody()), []
    figures = measure(ours, attacks)
    controls = changed_controls(ours)
    details = [
        f"{name}: {_leaks(measure(other, attacks[::10]))}; {len(changed_controls(other))} controls changed"
        for name, other in others().items()
    ]
    lost = 100 * figures.all.lost / figures.all.context
    return Figure(
        "known",
        f"known identities in {len(attacks):,} disguises: silent leaks, languages named / others and noise",
        "; ".join(f"{grade} ≤ {MOST_LEAKS[grade, True]:g} / {MOST_LEAKS[grade, False]:g} %" for grade in CLASSES)
        + "; context ≤ 0.1 %",
        f"{_leaks(figures)}; context lost {lost:.2f} %; {len(controls)} of 205 controls changed",
        not figures.too_many(),
        (*details, "python -m tests.adversary --show 3 prints them by region and way of writing"),
    )


def _foreign() -> list[dict[str, Any]]:
    return [json.loads(line) for line in TAB.read_text("utf-8").splitlines()] if TAB.exists() else []


def measure_foreign(*, quick: bool) -> Figure:
    """Redact court judgments and prose in which nobody told occurs: whatever is changed is changed without need."""
    judgments = [document["text"] for document in _foreign()][: 20 if quick else None]
    shares = {"judgments": _changed(judgments)} if judgments else {}
    shares |= {lang: changed_in_prose(lang) for lang in PROSE}
    missing = [] if judgments else ["the judgments (TAB) are not here"]
    return Figure(
        "foreign",
        f"words changed in {len(judgments)} judgments and in prose ({', '.join(PROSE)}), {_TOLD_AT_ONCE} people told",
        "; ".join(f"{name} ≤ {most}" for name, most in _CHANGED.items()) + " in 1,000",
        "; ".join(f"{name} {changed:.2f}" for name, (changed, _) in shares.items()) + " in 1,000",
        all(changed <= _CHANGED[name] for name, (changed, _) in shares.items()),
        (
            *missing,
            "findings, for being like one told: " + "; ".join(f"{at} {near:.1f}" for at, (_, near) in shares.items()),
        ),
    )


def changed_in_prose(lang: str) -> tuple[float, float]:
    """Return the words changed, and the findings for a likeness to somebody told, for 1,000 words of prose."""
    return _changed([(LABELLED / f"prose.{lang}.txt").read_text("utf-8")])


@cache
def _told_redactor() -> Redactor:
    return Redactor([Known(who.id, who.kind, who.replacement, who.names, who.lang) for who in told_at_once()])


def told_at_once() -> list[Identity]:
    """Return people from all over the adversary's list, as many as a vault of the issue's table holds."""
    people = [who for who in everybody() if who.kind == "person"]
    return [people[number * len(people) // _TOLD_AT_ONCE] for number in range(_TOLD_AT_ONCE)]


def _changed(texts: Sequence[str]) -> tuple[float, float]:
    """Return the words changed, and the findings because of a likeness to somebody told, for 1,000 words."""
    ids = {who.id for who in told_at_once()}
    results = [(text, _told_redactor().redact(text)) for text in texts]
    words = sum(len(_WORD.findall(text)) for text in texts)
    changed = sum(len(_WORD.findall(text[one.start : one.end])) for text, done in results for one in done.replacements)
    near = sum(one.reason.rsplit(" ", 1)[-1] in ids for _, done in results for one in done.findings)
    return 1000 * changed / words, 1000 * near / words


def measure_unknown(*, quick: bool) -> Figure:
    """Find the people in court judgments of whom nobody was told, and count what a person would have to decide."""
    from fieldnotes.redaction.unknown.everything import Unknown

    tally, stage, documents = Tally(), Unknown(), _foreign()
    for document in documents[: 30 if quick else None]:
        tally.add(document, stage, "")
    if not documents:
        return Figure("unknown", "unknown people found in court judgments", "≥ 99 %", "TAB is not here", None)
    people = tally.full["PERSON"] / tally.total["PERSON"]
    direct = tally.entities["DIRECT masked"] / tally.entities["DIRECT"]
    return Figure(
        "unknown",
        "court judgments: mentions of people found in full; direct identifiers masked throughout",
        "≥ 99 %; ≥ 99 %",
        f"{people:.1%}; {direct:.1%}",
        people >= 0.99 and direct >= 0.99,
        tuple(tally.lines()),
    )


def measure_speed(*, quick: bool) -> Figure:
    """Redact interviews with 200 and with 1,000 people told, each text for the first time."""
    corpus = Corpus(4 if quick else 12)
    texts = ["\n".join(p["text"] for p in one["passages"]) for one in corpus.bundle["interviews"]]
    told = [
        Known(one["handle"], "person", one["pseudonym"], [one["identity"]["name"], *one["identity"].get("aliases", [])])
        for one in corpus.bundle["sources"]
    ]
    size = sum(map(len, texts)) / 1000
    speeds = []
    for count in (200, 1000):
        start = time.process_time()
        redactor = Redactor(list(islice(_many(told), count)))
        built = time.process_time() - start
        start = time.process_time()
        for text in texts:
            redactor.redact(text)
        speeds.append((count, size / (time.process_time() - start), built))
    return Figure(
        "speed",
        "texts redacted, with findings, 200 / 1,000 people told",
        "≥ 150 kB/s",
        " / ".join(f"{speed:.0f} kB/s" for _, speed, _ in speeds),
        all(speed >= 150 for _, speed, _ in speeds),
        tuple(f"{count} people: {built:.1f} s to compile" for count, _, built in speeds),
    )


def _many(told: Sequence[Known]) -> Any:
    """Yield those told, then as many more as are asked for, of shuffled syllables."""
    yield from told
    chance = random.Random(5)
    for number in range(10_000):
        one = chance.choice(told)
        letters = list(one.names[0].replace(" ", ""))
        chance.shuffle(letters)
        yield Known(f"more-{number}", "person", f"P{number}", ["".join(letters).title()])
