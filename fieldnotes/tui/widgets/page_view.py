"""The page as readers will see it, beside the editor: wrapped once a block, drawn line by line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from fieldnotes.tui import bidi
from fieldnotes.tui.literal import editable

_PLAIN = Style(color="#f2f2f2")
_STYLES = {
    "heading": Style(color="#ffd166", bold=True),
    "quote": _PLAIN,
    "question": Style(color="#b4bec9"),
    "note": Style(color="#b4bec9"),
    "prose": _PLAIN,
    "explanation": Style(color="#9ad1ff", italic=True),
    "omission": Style(color="#ffd166"),
    "hidden": Style(color="#a3adb8", italic=True),
    "apart": Style(color="#a3adb8", italic=True),
    "refused": Style(color="#ff9b9b", bold=True),
    "mark": Style(color="#ffd166", bold=True),
}
_REPLACED = Style(color="#101418", bgcolor="#8fe3a1")
_GUTTERS = {"refused": "✗ "}


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the page: the passage it is of (None: of none), its kind, its words, and what was replaced.

    `replaced` holds spans of `text` that the gate put there, or covered while the identities are locked.
    """

    number: int | None
    kind: str
    text: str
    replaced: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Wrapped:
    """One line of a block: its words and the spans in it that were replaced."""

    kind: str
    text: str
    replaced: tuple[tuple[int, int], ...]


_BETWEEN = _Wrapped("prose", "", ())


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold a page wrapped to a width: its lines, at which line a passage begins, and each block's own lines."""

    width: int
    lines: list[_Wrapped]
    starts: dict[int, int]
    blocks: dict[Block, list[_Wrapped]]


def laid_out(blocks: Sequence[Block], width: int, before: Sheet | None) -> Sheet:
    """Wrap blocks to a width; those that *before* has wrapped already are taken from there. Any thread may ask."""
    known = before.blocks if before is not None and before.width == width else {}
    sheet = Sheet(width, [], {}, {})
    for block in blocks:
        wrapped = sheet.blocks[block] = known.get(block) or wrap(block, width)
        if block.number is not None:
            sheet.starts.setdefault(block.number, len(sheet.lines))
        sheet.lines.extend(wrapped)
        sheet.lines.append(_BETWEEN)
    return sheet


class PageView(ScrollView, can_focus=True):
    """Show a page, line by line; it was wrapped elsewhere, so that no key has to wait for it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"page--ground"}  # looked up once; the style of a widget, with every line
    DEFAULT_CSS = """
    PageView { background: $panel; padding: 0 1; scrollbar-size-vertical: 1; }
    PageView:focus { background: $panel; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.sheet = Sheet(0, [], {}, {})
        self._followed: int | None = None
        self.direction: str = bidi.Mode.TERMINAL

    @property
    def room(self) -> int:
        """Return the width to wrap a page to."""
        return max(10, self.scrollable_content_region.width)

    def show(self, sheet: Sheet) -> None:
        """Show another state of the page, staying where the reader was."""
        painted = self._in_sight()
        self.sheet = sheet
        size = Size(sheet.width, len(sheet.lines))
        if size != self.virtual_size:
            self.virtual_size = size
        if self._followed is not None:
            self.follow(self._followed)
        for y, (before, now) in enumerate(zip(painted, self._in_sight(), strict=True)):
            if before != now:  # a whole page takes as long to paint as three keys
                self.refresh(Region(0, y, self.size.width, 1))

    def _in_sight(self) -> list[_Wrapped | None]:
        top, height = round(self.scroll_y), self.size.height
        lines = self.sheet.lines[top : top + height]
        return [*lines, *[None] * (height - len(lines))]

    class Resized(Message):
        """Say that the page has to be wrapped to another width."""

    def on_resize(self) -> None:
        """Ask for a page of the new width; wrapping a long one takes too long here."""
        if self.sheet.width != self.room and self.sheet.blocks:
            self.post_message(self.Resized())

    def follow(self, number: int) -> None:
        """Bring the block of a passage into sight, or of the nearest one before it that the page holds."""
        self._followed = number
        before = [n for n in self.sheet.starts if n <= number]
        if before:
            top = max(0, self.sheet.starts[max(before)] - self.size.height // 3)
            self.scroll_to(y=top, animate=False, force=True)

    def render_line(self, y: int) -> Strip:
        """Return one visible line."""
        place, ground = y + round(self.scroll_y), self.get_component_rich_style("page--ground")
        if place >= len(self.sheet.lines):
            return Strip.blank(self.size.width, ground)
        line = self.sheet.lines[place]
        style = ground + _STYLES.get(line.kind, _PLAIN)
        gutter = _GUTTERS.get(line.kind, "")
        segments = [Segment(gutter, style)] if gutter else []
        if bidi.reads_right_to_left(line.text):
            segments.append(Segment(bidi.arrange(line.text, self.direction), style))
        else:
            segments += _pieces(line, style, style + _REPLACED)
        return Strip(segments).adjust_cell_length(self.size.width, ground)


def _pieces(line: _Wrapped, style: Style, replaced: Style) -> list[Segment]:
    pieces, at = [], 0
    for start, end in line.replaced:
        pieces += [Segment(line.text[at:start], style), Segment(line.text[start:end], replaced)]
        at = end
    return [piece for piece in (*pieces, Segment(line.text[at:], style)) if piece.text]


def wrap(block: Block, width: int) -> list[_Wrapped]:
    """Return a block as lines of at most *width* cells, broken between words where that is possible."""
    room = width - len(_GUTTERS.get(block.kind, ""))
    wrapped: list[_Wrapped] = []
    at = 0
    for paragraph in block.text.split("\n"):
        for start, end in _breaks(paragraph, room):
            spans = tuple(
                (max(s - at, start) - start, min(e - at, end) - start)
                for s, e in block.replaced
                if s - at < end and e - at > start
            )
            wrapped.append(_Wrapped(block.kind, editable(paragraph[start:end]), spans))
        at += len(paragraph) + 1
    return wrapped


def _breaks(text: str, room: int) -> list[tuple[int, int]]:
    """Return where the lines of a paragraph begin and end."""
    if not text:
        return [(0, 0)]
    found: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        end = _fits(text, start, room)
        if end < len(text):
            space = text.rfind(" ", start + 1, end + 1)
            end = space if space > start else end
        found.append((start, end))
        start = end + 1 if end < len(text) and text[end] == " " else end
    return found


def _fits(text: str, start: int, room: int) -> int:
    """Return how far a line that begins at *start* can go."""
    end = start + room
    if text[start:end].isascii():
        return min(end, len(text))
    width = 0
    for place in range(start, len(text)):
        width += cell_len(text[place])
        if width > room:
            return max(place, start + 1)
    return len(text)
