"""Write a page as Markdown that reads as finished text (CommonMark; design, "The page").

What was said is published literally: characters that Markdown would act on are escaped, so a
transcript can neither format the page nor hide anything in it. The writer also tells where the public
strings stand, for the second look.
"""

import re
from dataclasses import dataclass
from typing import assert_never

from fieldnotes.domain.text import PublicText, Segment
from fieldnotes.export.page import Block, Explanation, Note, Omission, Page, Prose, Question, Quote, Section

_OMITTED = "[…]"
_ACTIVE = re.compile(r"[\\`*_<]|&(?=#?\w+;)|~~|\](?=[\[(:])")
_LINE_START = re.compile(r"^(?:[#>|=+-]|~~~|\d{1,9}(?=[.)]))")
_AFTER_LABEL = re.compile(r"^[(\[:]")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page as text; `exempt` are the spans (start, end) of the public strings in it, in order."""

    text: str
    exempt: tuple[tuple[int, int], ...]

    def line(self, offset: int) -> str:
        """Name the line of the page on which *offset* stands: "line 14"."""
        return f"line {self.text.count(chr(10), 0, offset) + 1}"


class _Sheet:
    """Collect the page's text and the spans of its public strings."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self.exempt: list[tuple[int, int]] = []

    def put(self, words: str, *, public: bool = True) -> None:
        """Add *words*; our own fixed words are public strings too."""
        if public and words:
            self.exempt.append((self._length, self._length + len(words)))
        self._parts.append(words)
        self._length += len(words)

    def text(self) -> str:
        return "".join(self._parts)


def render(page: Page) -> Rendered:
    """Return the page as Markdown; the same page gives the same text."""
    sheet = _Sheet()
    title = "DEMO: interviews with invented people" if page.demo else "Interviews"
    sheet.put(f'---\ntitle: "{title}"\n---\n')
    for section in page.sections:
        _section(sheet, section)
    if page.apart:
        sheet.put("\n## Without attribution\n")
        for block in page.apart:
            _block(sheet, block)
    return Rendered(sheet.text(), tuple(sheet.exempt))


def _section(sheet: _Sheet, section: Section) -> None:
    sheet.put("\n## ")
    for place, (persona, description) in enumerate(section.people):
        sheet.put("; " if place else "")
        _inline(sheet, persona)
        if description is not None:
            sheet.put(", ")
            _inline(sheet, description)
    if not section.people:
        sheet.put("An interview")
    sheet.put("\n")
    setting = [part for part in (section.place, section.time) if part is not None]
    if setting:
        sheet.put("\n*")
        for place, part in enumerate(setting):
            sheet.put(", " if place else "")
            _inline(sheet, part)
        sheet.put("*\n")
    for block in section.blocks:
        _block(sheet, block)


def _block(sheet: _Sheet, block: Block) -> None:
    sheet.put("\n")
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
    sheet.put("\n")


def _explanation(sheet: _Sheet, block: Explanation) -> None:
    """Write one italic line: who the persona is, why the name is withheld, and the gloss."""
    sheet.put("*")
    if block.description is not None:
        _inline(sheet, block.persona)
        sheet.put(" is ")
        _inline(sheet, block.description)
        _stop(sheet, block.description)
    if block.reason is not None:
        sheet.put(" The name is withheld " if block.description else "The name is withheld ")
        _inline(sheet, block.reason)
        _stop(sheet, block.reason)
    if block.gloss is not None:
        sheet.put(" " if block.description or block.reason else "")
        _inline(sheet, block.gloss)
        _stop(sheet, block.gloss)
    sheet.put("*")


def _stop(sheet: _Sheet, text: PublicText) -> None:
    if not text.words.rstrip().endswith((".", "!", "?", "…")):
        sheet.put(".")


def _inline(sheet: _Sheet, text: PublicText) -> None:
    """Write a text on one line."""
    for segment in text.segments:
        sheet.put(_escaped(" ".join(segment.words.split())), public=segment.label)


def _lines(sheet: _Sheet, text: PublicText, prefix: str, *, fresh: bool = True) -> None:
    """Write a text of one or more lines, each behind *prefix*; *fresh* says that it begins a line."""
    at_start = fresh
    if fresh:
        sheet.put(prefix)
    after_label = False
    for segment in _trimmed(text.segments):
        for number, line in enumerate(segment.words.split("\n")):
            if number:
                sheet.put("\n" + prefix)
                at_start = True
            line = line.lstrip(" \t") if at_start else line
            if not line:
                continue
            escaped = _label(line) if segment.label else _escaped(line)
            if at_start and not segment.label:
                escaped = _LINE_START.sub(_at_line_start, escaped)
            if after_label and not segment.label:
                escaped = _AFTER_LABEL.sub(r"\\\g<0>", escaped)
            sheet.put(escaped, public=segment.label)
            at_start, after_label = False, segment.label


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


def _escaped(words: str) -> str:
    return _ACTIVE.sub(r"\\\g<0>", words)


def _label(words: str) -> str:
    """Escape a label but keep the brackets that mark a replacement."""
    if words.startswith("[") and words.endswith("]"):
        return f"[{_escaped(words[1:-1])}]"
    return _escaped(words)
