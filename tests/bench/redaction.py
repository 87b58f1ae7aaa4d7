# ruff: noqa: T201 — it prints its figures
"""Measure the gate: kilobytes of text cleared in a second, by the number of people it knows; print the figures.

    python tests/bench/redaction.py [INTERVIEWS]      30 interviews of 2,000 words without a number, about a minute

Three kinds of text: the corpus of the figures (every hundredth word known), the demo's passages as they are,
and the same with Markdown in every sentence. A kilobyte is 1,000 bytes of UTF-8. Times are of the processor.
"""

import itertools
import json
import re
import sys
import time
from collections.abc import Callable, Sequence
from importlib.resources import files

from fieldnotes.domain.text import RawText
from fieldnotes.errors import Refused
from fieldnotes.redaction.canon import read
from fieldnotes.redaction.pipeline import Gate
from fieldnotes.redaction.subject import Protects, Subject
from tests.bench.corpus import Corpus, Record

KNOWN = (50, 200, 1000)


def subjects(bundle: Record) -> list[Subject]:
    """Return whom and what the gate protects in *bundle*."""
    people = []
    for source in bundle["sources"]:
        card = source["identity"]
        people.append(
            Subject(
                f"source {source['handle']}",
                Protects.IDENTITY,
                source["pseudonym"],
                names=(card["name"],),
                aliases=tuple(card["aliases"]),
                organisations=tuple(card["organisations"]),
                phones=tuple(card["phones"]),
                emails=tuple(card["emails"]),
            )
        )
    places = []
    for location in bundle["locations"]:
        ladder = location["ladder"]
        names = (location["name"], *location["aliases"], ladder["district"])
        places.append(
            Subject(
                f"location {location['handle']}",
                Protects.PLACE,
                ladder["governorate"],
                names,
                coordinates=tuple(location["coordinates"]),
                open_words=frozenset(ladder["governorate"].casefold().split()),
            )
        )
    return [*people, *places]


def texts(bundle: Record) -> list[str]:
    """Return the passages of *bundle*."""
    return [passage["text"] for interview in bundle["interviews"] for passage in interview["passages"]]


def marked_up(text: str) -> str:
    """Return *text* with some Markdown in each sentence."""
    signs = ("**{}**", "_{}_", "[{}](https://journal.example/a?b=1&c=2)", "`{}`", "&ldquo;{}&rdquo;")
    sentences = zip(itertools.cycle(signs), re.split(r"(?<=[.?!]) ", text), strict=False)
    return "\n> ".join(
        re.sub(r"\w{5,}", lambda word, sign=sign: sign.format(word[0]), s, count=1) for sign, s in sentences
    )


def rate(step: Callable[[str], object], pieces: Sequence[str]) -> tuple[float, int]:
    """Return kilobytes a second, the best of three rounds, and how many pieces were refused."""
    kilobytes = sum(len(piece.encode()) for piece in pieces) / 1000
    best, refused = 0.0, 0
    for _ in range(3):
        began, refused = time.process_time(), 0
        for piece in pieces:
            try:
                step(piece)
            except Refused:
                refused += 1
        best = max(best, kilobytes / (time.process_time() - began))
    return best, refused


def main() -> None:
    """Measure and print."""
    interviews = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    demo = texts(json.loads((files("fieldnotes.demo") / "bundle.json").read_bytes()))
    heads = f"{'known':>6} {'made in':>8}  {'text':10} {'kB':>6} {'both kB/s':>11}"
    print(f"{heads} {'first':>7} {'second':>7} {'refused':>8}")
    for known in KNOWN:
        bundle = Corpus(interviews, people=known).bundle
        protected = subjects(bundle)
        began = time.process_time()
        gate = Gate(protected, {})
        made = time.process_time() - began
        for name, pieces in (("corpus", texts(bundle)), ("demo", demo), ("Markdown", [*map(marked_up, demo)])):
            size = sum(len(piece.encode()) for piece in pieces) / 1000
            both, refused = rate(lambda piece, gate=gate: gate.clear(RawText(piece), ""), pieces)  # type: ignore[misc]
            second, _ = rate(lambda piece, gate=gate: gate.look(piece, (), str), pieces)  # type: ignore[misc]
            first = 1 / (1 / both - 1 / second)
            print(f"{known:6} {made:6.2f} s  {name:10} {size:6.0f} {both:11.0f} {first:7.0f} {second:7.0f} {refused:8}")
    began = time.process_time()
    rate(read, demo)
    print(f"reading alone: {3 * sum(len(t.encode()) for t in demo) / 1000 / (time.process_time() - began):.0f} kB/s")


if __name__ == "__main__":
    main()
