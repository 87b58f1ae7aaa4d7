"""Disguises of disguises, and a few that the core tier does not promise to see through."""

import random

from tests.acceptance.disguises import ANY_SCRIPT, Kind, between, by_word, inside, put_inside

BEYOND: dict[str, Kind] = {
    "spaced letters": by_word(lambda word: between(" ", word)),
    "dotted letters": by_word(lambda w: between(".", w)),
    "hyphened letters": by_word(lambda word: between("-", word)),
    "private use inside": put_inside("\ue000"),
    "filler inside": put_inside("\u3164"),
    "blank pattern inside": put_inside("\u2800"),
    "bare break in a word": put_inside("\n"),
    "wide space in a word": put_inside("\u3000"),
}
SHAPES = (
    "as on the card",
    "capitals",
    "small letters",
    "without marks",
    "Cyrillic look-alikes",
    "Greek look-alikes",
    "full width",
    "bold mathematical",
    "decomposed",
    "variation",
    "stretched",
    "vowelled",
)
CONTAINERS = (
    "strong around",
    "table cell",
    "link text",
    "link title",
    "image alternative",
    "attribute",
    "comment",
    "quotation",
    "heading",
    "code span",
    "footnote",
    "JSON",
    "key and value",
    "percent",
    "decimal entities",
    "double entities",
    "possessive",
    "brackets",
)


def stacked(chance: random.Random, parts: tuple[str, str], script_kinds: dict[str, Kind]) -> str:
    """Disguise a name three times over: its letters, something inside its words, and what it stands in."""
    kinds = ANY_SCRIPT | script_kinds
    shaped = kinds[chance.choice([name for name in SHAPES if name in kinds])](chance, parts)
    held = inside_words(chance, shaped)
    around = [name for name in CONTAINERS if name in kinds]
    for _ in range(chance.choice((1, 1, 2))):
        held = kinds[chance.choice(around)](chance, (held, ""))
        around = [name for name in around if "percent" not in name and "entities" not in name]
    return held


def inside_words(chance: random.Random, words: str) -> str:
    """Put the same mark, invisible or of Markdown or HTML, into each word."""
    mark = chance.choice(("\u200b", "\u00ad", "\u2060", "*", "**", "<b>", "&shy;", "&#8203;", "<!---->", "`", "-\n"))
    return " ".join(inside(mark, word) for word in words.split())
