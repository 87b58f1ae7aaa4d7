"""Find what stands between quotation marks in a text, with the words around it that may say whose it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fieldnotes.checking.folding import folded

# Opening marks and what closes them; a straight mark opens and closes. Languages differ in which way they turn them.
_PAIRS = {"“": "”", "„": "“”", "«": "»", "»": "«", "‹": "›", "「": "」", "『": "』", '"': '"', "‘": "’", "‚": "‘’"}
_SINGLE = "‘‚"
_LONGEST = 4_000
_LEAST_WORDS = 3
_BLOCK = re.compile(r"(?:^[ \t]*>[^\n]*(?:\n|\Z))+", re.MULTILINE)
_BLOCK_MARK = re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE)
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_REACH = 200


@dataclass(frozen=True, slots=True, repr=False)
class Quotation:
    """Hold one quotation: its place in the text with its marks, its words without them, and the words around it."""

    start: int
    end: int
    words: str
    attributed: str


def quotations(text: str) -> list[Quotation]:
    """Return the quotations of *text* in order: three words or more between marks, or a number; and block quotes."""
    found = [*_blocks(text), *_marked(text)]
    kept: list[Quotation] = []
    for one in sorted(found, key=lambda q: (q.start, -q.end)):
        if (not kept or one.start >= kept[-1].end) and _is_said(one.words):
            kept.append(one)
    return kept


def _is_said(words: str) -> bool:
    said = folded(words)
    return len(said) >= _LEAST_WORDS or any(any(c.isdigit() for c in word) for word in said)


def _blocks(text: str) -> Iterator[Quotation]:
    for block in _BLOCK.finditer(text):
        words = _BLOCK_MARK.sub("", block[0]).strip().strip("“”\"«»„")
        yield Quotation(block.start(), block.end(), words, _introducing(text[: block.start()]))


def _introducing(before: str) -> str:
    """Return the sentence that leads up to a block quote by a colon; without one nobody is said to speak."""
    leading = before.rstrip()[-_REACH:]
    return re.split(r"(?<=[.!?…])\s+|\n", leading)[-1] if leading.endswith(":") else ""


def _marked(text: str) -> Iterator[Quotation]:
    at = 0
    while at < len(text):
        closing = _PAIRS.get(text[at])
        if closing is None or not _opens(text, at):
            at += 1
            continue
        end = _closed(text, at, closing)
        if end is None:
            at += 1
            continue
        yield Quotation(at, end + 1, text[at + 1 : end], _around(text, at, end + 1))
        at = end + 1


def _opens(text: str, at: int) -> bool:
    """Tell whether a mark begins a quotation: nothing of a word stands before it, and something after it."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return not before.isalnum() and bool(after) and not after.isspace()


def _closed(text: str, at: int, closing: str) -> int | None:
    """Return where the quotation that opens at *at* ends; None: its paragraph ends first."""
    depth, opening = 0, text[at]
    paragraph = _PARAGRAPH.search(text, at)
    for place in range(at + 1, min(paragraph.start() if paragraph else len(text), at + _LONGEST)):
        character = text[place]
        if character == opening and character not in closing:
            depth += 1
        elif character in closing and not (opening in _SINGLE and text[place + 1 : place + 2].isalnum()):
            if depth == 0:
                return place
            depth -= 1
    return None


def _around(text: str, start: int, end: int) -> str:
    """Return the words of the paragraph around a quotation, other quotations in it left out."""
    first = max((found.end() for found in _PARAGRAPH.finditer(text, max(0, start - _REACH), start)), default=None)
    before = text[max(start - _REACH, first or 0) : start]
    behind = text[end : end + _REACH]
    if (paragraph := _PARAGRAPH.search(behind)) is not None:
        behind = behind[: paragraph.start()]
    near = re.split(r"(?<=[.!?…])[”\"»]?\s+(?=\S)", before)[-1] if behind.strip(" .,;") else before
    said = re.split(r"(?<=[.!?])\s", re.split(r"[“„«\"]", behind)[0])[0]
    return f"{near} {said}".strip()
