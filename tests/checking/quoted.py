"""Quotations made of the demo's transcripts, with what each of them is: as said, or changed in one known way."""

import json
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from fieldnotes.checking.grading import Grade, Said

BUNDLE: dict[str, Any] = json.loads(
    (Path(__file__).resolve().parents[2] / "fieldnotes/demo/bundle.json").read_text("utf-8")
)
UNSAID = (
    "We shall build the bridge again before the winter comes",
    "My brother owned the mill until the second flood",
    "Nobody in the ministry has read the report on the harvest",
    "The singing stopped and then the lights went out in the square",
    "Seven geese crossed the airfield while the minister was speaking",
)
_OTHER_NUMBERS = {"eleven": "twelve", "two": "three", "three": "four", "one": "two", "four": "five", "nine": "ten"}
_TURNED = (
    (r"\bnot ", ""),
    (r"\bnever ", "always "),
    (r"n't\b", ""),
    (r"\bwas ", "was not "),
    (r"\bis ", "is not "),
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def said() -> list[Said]:
    """Return every passage of the demo."""
    return [
        Said(
            f"{interview['code']}:{number}",
            passage["speaker"],
            passage["text"],
            passage.get("translation"),
            passage.get("translator"),
            passage.get("paraphrase"),
        )
        for interview in BUNDLE["interviews"]
        for number, passage in enumerate(interview["passages"], start=1)
    ]


def _folded(words: str, chance: random.Random) -> str | None:
    changed = words.replace("'", "’").replace(",", "", 1).lower() if chance.random() < 0.7 else words.upper()
    return changed if changed != words else None


def _elided(words: str, chance: random.Random) -> str | None:
    parts = words.split()
    if len(parts) < 12 or re.search(r"\b(not|no|never|nobody|nothing|none|n't)\b|n't", words):
        return None
    cut = chance.randrange(4, len(parts) - 6)
    return " ".join(parts[:cut]) + " … " + " ".join(parts[cut + 2 :])


def _number(words: str, chance: random.Random) -> str | None:
    found = [number for number in _OTHER_NUMBERS if re.search(rf"\b{number}\b", words)]
    return re.sub(rf"\b{found[0]}\b", _OTHER_NUMBERS[found[0]], words, count=1) if found else None


def _negation(words: str, chance: random.Random) -> str | None:
    for form, changed in _TURNED:
        if re.search(form, words):
            return re.sub(form, changed, words, count=1)
    return None


def _name(words: str, chance: random.Random) -> str | None:
    found = re.search(r"(?<=[a-z,] )[A-Z][a-z]{3,}", words)
    return words.replace(found[0], "Ostragon", 1) if found else None


def _word(words: str, chance: random.Random) -> str | None:
    parts = words.split()
    if len(parts) < 6:
        return None
    parts[chance.randrange(1, len(parts) - 1)] = "marvellously"
    return " ".join(parts)


CHANGES: dict[str, tuple[frozenset[Grade], Callable[[str, random.Random], str | None]]] = {
    "exact": (frozenset({Grade.EXACT}), lambda words, _: words),
    "folded": (frozenset({Grade.FOLDED}), _folded),
    "elided": (frozenset({Grade.ELIDED}), _elided),
    "number": (frozenset({Grade.ALTERED, Grade.NOT_FOUND}), _number),
    "negation": (frozenset({Grade.ALTERED, Grade.NOT_FOUND}), _negation),
    "name": (frozenset({Grade.ALTERED, Grade.NOT_FOUND}), _name),
    "word": (frozenset({Grade.ALTERED, Grade.NOT_FOUND}), _word),
}


def sentences() -> Iterator[tuple[Said, str, bool]]:
    """Yield each longer sentence that somebody said in English, and whether it is a translation."""
    for one in said():
        for text, is_translation in ((one.text, False), (one.translation or "", True)):
            if one.speaker in (None, "interviewer") or not text.isascii():
                continue
            for sentence in _SENTENCE.split(text):
                if 5 <= len(sentence.split()) <= 40:
                    yield one, sentence, is_translation


def cases(count: int, seed: int) -> Iterator[tuple[str, str, str | None, frozenset[Grade]]]:
    """Yield a kind of change, a quotation, whom it is attributed to, and the grades that are right for it."""
    chance = random.Random(seed)
    known = list(sentences())
    kinds = [*CHANGES, "misattributed", "unsaid", "unattributed"]
    made = 0
    while made < count:
        kind = kinds[made % len(kinds)]
        one, sentence, is_translation = chance.choice(known)
        if kind == "unsaid":
            made += 1
            yield kind, chance.choice(UNSAID), None, frozenset({Grade.NOT_FOUND})
        elif kind == "misattributed":
            other = "nurse-1" if one.speaker != "nurse-1" else "baker-1"
            made += 1
            yield kind, sentence, other, frozenset({Grade.MISATTRIBUTED})
        else:
            right, change = CHANGES["exact" if kind == "unattributed" else kind]
            if (words := change(sentence, chance)) is not None:
                made += 1
                passes = frozenset({Grade.TRANSLATION}) if is_translation and Grade.ALTERED not in right else right
                yield kind, words, None if kind == "unattributed" else one.speaker, passes
