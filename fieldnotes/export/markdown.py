"""Write a page as Markdown that reads as finished text (CommonMark; design, "The page").

What was said is published literally: characters that Markdown would act on are escaped, so a
transcript can neither format the page nor hide anything in it. The writer also tells where the public
strings stand, for the second look.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import assert_never

from fieldnotes.domain.text import PublicText, Segment
from fieldnotes.export.page import Block, Explanation, Note, Omission, Page, Prose, Question, Quote, Section

_OMITTED = "[…]"
_ACTIVE = re.compile(r"[\\`*_<]|&(?=#?\w+;)|~~|\](?=[\[(:])")
_LINE_START = re.compile(r"^(?:[#>|=+-]|~~~|\d{1,9}(?=[.)]))")
# With these a description goes on after "is", and a reason after "is withheld".
_ARTICLES = frozenset("a an another her his its my no one our some the their two".split())
_REASONS = frozenset(
    "after as at because before by due during following for from in lest on out owing pending since so to under until "
    "while with without".split()
)
_ENDS = (".", "!", "?", "…", "؟", "。")
_CLOSING = " \t\n”’\"')]»"
_AFTER_LABEL = re.compile(r"^[(\[:]")


Span = tuple[int, int]
"""Where something starts and ends in a page's text."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Tell where a section's heading or a block stands in the page's text, without the empty lines around it.

    `labels` are the spans of the labels inside a block's own words, one for each and in their order.
    """

    start: int
    end: int
    labels: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page as text; `exempt` are the spans (start, end) of the public strings in it, in order.

    `pieces` are in the order of the page: a section's heading, then its blocks; last the blocks apart.
    """

    text: str
    exempt: tuple[Span, ...]
    pieces: tuple[Piece, ...]

    def line(self, offset: int) -> str:
        """Name the line of the page on which *offset* stands: "line 14"."""
        return f"line {self.text.count(chr(10), 0, offset) + 1}"


class _Sheet:
    """Collect the page's text and the spans of its public strings."""

    def __init__(self, between: Callable[[], None]) -> None:
        self.between = between
        self._parts: list[str] = []
        self.length = 0
        self.exempt: list[Span] = []
        self.pieces: list[Piece] = []
        self.labels: list[Span] = []

    def put(self, words: str, *, public: bool = True) -> None:
        """Add *words*; our own fixed words are public strings too."""
        if public and words:
            self.exempt.append((self.length, self.length + len(words)))
        self._parts.append(words)
        self.length += len(words)

    def end_piece(self, start: int) -> None:
        """Note the piece that began at *start*, with the labels put since the last one."""
        self.pieces.append(Piece(start, self.length, tuple(self.labels)))
        self.labels.clear()

    def text(self) -> str:
        return "".join(self._parts)


def render(page: Page, between: Callable[[], None] = lambda: None) -> Rendered:
    """Return the page as Markdown; the same page gives the same text. *between* is called between blocks."""
    sheet = _Sheet(between)
    title = "DEMO: interviews with invented people" if page.demo else "Interviews"
    sheet.put(f'---\ntitle: "{title}"\n---\n')
    for section in page.sections:
        _section(sheet, section)
    if page.apart:
        sheet.put("\n## Without attribution\n")
        for block in page.apart:
            _block(sheet, block)
    return Rendered(sheet.text(), tuple(sheet.exempt), tuple(sheet.pieces))


def _section(sheet: _Sheet, section: Section) -> None:
    sheet.put("\n")
    start = sheet.length
    sheet.put("## ")
    for place, (persona, description) in enumerate(section.people):
        sheet.put("; " if place else "")
        _inline(sheet, persona)
        if description is not None:
            sheet.put(", ")
            _inline(sheet, description)
    if not section.people:
        sheet.put("An interview")
    setting = [part for part in (section.place, section.time) if part is not None]
    if setting:
        sheet.put("\n\n*")
        for place, part in enumerate(setting):
            sheet.put(", " if place else "")
            _inline(sheet, part)
        sheet.put("*")
    sheet.end_piece(start)
    sheet.put("\n")
    for block in section.blocks:
        _block(sheet, block)


def _block(sheet: _Sheet, block: Block) -> None:
    sheet.between()
    sheet.put("\n")
    start = sheet.length
    match block:
        case Quote():
            if block.speaker is not None:
                _inline(sheet, block.speaker)
                sheet.put(":\n\n")
            _lines(sheet, block.text, "> ")
        case Question():
            sheet.put("**Question:** ")
            _lines(sheet, block.text, "", fresh=False)
        case Note():
            sheet.put("**Note:** ")
            _lines(sheet, block.text, "", fresh=False)
        case Prose():
            _lines(sheet, block.text, "")
        case Omission():
            sheet.put(_OMITTED)
        case Explanation():
            _explanation(sheet, block)
        case _:
            assert_never(block)
    sheet.end_piece(start)
    sheet.put("\n")


def _explanation(sheet: _Sheet, block: Explanation) -> None:
    """Write one italic line: who the persona is, why the name is withheld, and the gloss.

    What was written for it is a piece of a sentence that nobody checked: where it does not go on with ours
    ("because …", "a trader"), it stands behind a colon.
    """
    sheet.put("*")
    if block.description is not None:
        _inline(sheet, block.persona)
        sheet.put(" is " if _begins(block.description, _ARTICLES) else ": ")
        _inline(sheet, block.description)
        _stop(sheet, block.description)
    if block.reason is not None:
        _withheld(sheet, block)
        sheet.put(" " if _begins(block.reason, _REASONS) else ": ")
        _inline(sheet, block.reason)
        _stop(sheet, block.reason)
    if block.gloss is not None:
        sheet.put(" " if block.description or block.reason else "")
        _inline(sheet, block.gloss)
        _stop(sheet, block.gloss)
    sheet.put("*")


def _withheld(sheet: _Sheet, block: Explanation) -> None:
    """Say that a name is withheld, and whose where nothing before tells."""
    if block.description is not None:
        sheet.put(" The name is withheld")
        return
    sheet.put("The name of ")
    _inline(sheet, block.persona)
    sheet.put(" is withheld")


def _begins(text: PublicText, words: frozenset[str]) -> bool:
    first = text.words.split(maxsplit=1)[:1]
    return bool(first) and first[0].casefold() in words


def _stop(sheet: _Sheet, text: PublicText) -> None:
    if not text.words.rstrip(_CLOSING).endswith(_ENDS):
        sheet.put(".")


def _inline(sheet: _Sheet, text: PublicText) -> None:
    """Write a text on one line."""
    for segment in text.segments:
        sheet.put(escaped(" ".join(segment.words.split())), public=segment.label)


def _lines(sheet: _Sheet, text: PublicText, prefix: str, *, fresh: bool = True) -> None:
    """Write a text of one or more lines, each behind *prefix*; *fresh* says that it begins a line."""
    at_start = fresh
    if fresh:
        sheet.put(prefix)
    after_label = False
    for segment in _trimmed(text.segments):
        begun = sheet.length
        for number, line in enumerate(segment.words.split("\n")):
            if number:
                sheet.put("\n" + prefix)
                at_start = True
            line = line.lstrip(" \t") if at_start else line
            if not line:
                continue
            sheet.put(_label(line) if segment.label else _said(line, at_start, after_label), public=segment.label)
            at_start, after_label = False, segment.label
        if segment.label:
            sheet.labels.append((begun, sheet.length))


def _said(line: str, at_start: bool, after_label: bool) -> str:
    """Escape what was said, at the start of a line and behind a label more than elsewhere."""
    said = escaped(line)
    if at_start:
        said = _LINE_START.sub(_at_line_start, said)
    return _AFTER_LABEL.sub(r"\\\g<0>", said) if after_label else said


def _trimmed(segments: tuple[Segment, ...]) -> list[Segment]:
    """Drop white space at both ends of a text."""
    kept = list(segments)
    if kept:
        kept[0] = Segment(kept[0].words.lstrip(), kept[0].label)
        kept[-1] = Segment(kept[-1].words.rstrip(), kept[-1].label)
    return kept


def _at_line_start(match: re.Match[str]) -> str:
    mark = match.group()
    return f"{mark}\\" if mark.isdigit() else f"\\{mark}"


def escaped(words: str) -> str:
    """Return words with a backslash before whatever Markdown would act on inside a line."""
    return _ACTIVE.sub(r"\\\g<0>", words)


def _label(words: str) -> str:
    """Escape a label but keep the brackets that mark a replacement."""
    if words.startswith("[") and words.endswith("]"):
        return f"[{escaped(words[1:-1])}]"
    return escaped(words)
