"""Two texts side by side: the words as they were said, and what readers will see; the place in question is marked.

It stands between ⟦ and ⟧, in lines that begin with "›", and not by colour alone. Texts are laid out elsewhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Static

from fieldnotes.tui import bidi
from fieldnotes.tui.literal import literal
from fieldnotes.tui.widgets.page_view import Block, wrap
from fieldnotes.workflows.sighting import Sight

OPEN, CLOSE = "⟦", "⟧"
_AROUND = 2000  # characters shown on either side of a place
_GUTTER = "› "
_PLAIN = Style(color="#f2f2f2")
_LABEL = Style(color="#101418", bgcolor="#8fe3a1")
_HERE = Style(bold=True, underline=True, color="#ffd166")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one line: its words, which of them were put there, which are in question, and whether any is."""

    words: str
    labels: tuple[Span, ...] = ()
    here: tuple[Span, ...] = ()
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class Laid:
    """Hold a text laid out to a width, and at which line the place in question begins."""

    lines: tuple[Line, ...] = ()
    place: int = 0


def laid(words: str, here: Span | None, labels: Sequence[Span], width: int, *, whole: bool = False) -> Laid:
    """Lay out the surroundings of a place, or the *whole* text; any thread may ask."""
    start, end = here or (0, 0)
    first, last = (0, len(words)) if whole else (max(0, start - _AROUND), min(len(words), end + _AROUND))
    before, after = ("… " if first else ""), (" …" if last < len(words) else "")
    marks = (OPEN, CLOSE) if here is not None else ("", "")
    parts = [before + words[first:start], marks[0] + words[start:end] + marks[1], words[end:last] + after]
    text = "".join(parts).replace("\t", " ")
    begin = len(parts[0])
    spot = (begin, begin + len(parts[1])) if here is not None else None

    def moved(place: int) -> int:
        at = place - first + len(before)
        return at + (place >= end and here is not None) + (place > start and here is not None)

    shown = tuple((moved(s), moved(e)) for s, e in labels if s < last and e > first)
    room = max(8, width - len(_GUTTER))
    put = wrap(Block(None, "prose", text, shown), room)
    marked = wrap(Block(None, "prose", text, (spot,) if spot else ()), room)
    lines = tuple(
        Line(one.text, one.replaced, () if whole else other.replaced, bool(other.replaced))
        for one, other in zip(put, marked, strict=True)
    )
    return Laid(lines, next((n for n, line in enumerate(lines) if line.is_marked), 0))


def both(sight: Sight | None, rooms: Span, *, whole: bool) -> tuple[Laid, Laid, str]:
    """Lay out both sides of a place; the last is what stands above that of readers. Any thread may ask."""
    if sight is None:
        return Laid(), Laid(), "the text has changed meanwhile"
    raw = laid(sight.raw.words, sight.raw.here, (), rooms[0], whole=whole)
    if sight.refused:
        return raw, laid(f"✗ {sight.refused}", None, (), rooms[1]), "refused as it is"
    public = sight.public
    return raw, laid(public.words, public.here, public.labels, rooms[1], whole=whole), "as readers see it"


class Side(ScrollView, can_focus=False):
    """Show one text."""

    DEFAULT_CSS = "Side { height: 1fr; padding: 0 1 0 0; scrollbar-size-vertical: 1; overflow-x: hidden; }"

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.text = Laid()
        """What is shown."""
        self.direction: str = bidi.Mode.TERMINAL

    @property
    def room(self) -> int:
        """Return the width to lay a text out to: with room for the scrollbar, whether it is there or not."""
        return max(10, self.size.width - 2)

    @property
    def is_at_its_end(self) -> bool:
        """Tell whether the last line is in sight."""
        return round(self.scroll_y) + self.size.height >= len(self.text.lines)

    def show(self, text: Laid) -> None:
        """Show a text, the place in question in the upper third."""
        self.text = text
        self.virtual_size = Size(self.room, len(text.lines))
        self.scroll_to(y=max(0, text.place - self.size.height // 3), animate=False, force=True)
        self.refresh()

    def read(self, by: int) -> None:
        """Go on, or back, by as many lines as are in sight but one."""
        self.scroll_to(y=round(self.scroll_y) + by * max(1, self.size.height - 1), animate=False, force=True)

    def render_line(self, y: int) -> Strip:
        """Return one visible line."""
        place, ground = y + round(self.scroll_y), self.rich_style
        if place >= len(self.text.lines):
            return Strip.blank(self.size.width, ground)
        line = self.text.lines[place]
        style = ground + _PLAIN
        gutter = Segment(_GUTTER if line.is_marked else " " * len(_GUTTER), style + _HERE if line.here else style)
        if bidi.reads_right_to_left(line.words):
            words = [Segment(bidi.arrange(line.words, self.direction), style + _HERE if line.here else style)]
        else:
            words = _pieces(line, style)
        return Strip([gutter, *words]).adjust_cell_length(self.size.width, ground)


def _pieces(line: Line, style: Style) -> list[Segment]:
    """Return the words of a line in their styles; what is in question wins over what was put there."""
    styles = [style] * len(line.words)
    for spans, own in ((line.labels, _LABEL), (line.here, _HERE)):
        for start, end in spans:
            styles[start:end] = [one + own for one in styles[start:end]]
    pieces: list[Segment] = []
    at = 0
    for end in range(1, len(styles) + 1):
        if end == len(styles) or styles[end] != styles[at]:
            pieces.append(Segment(line.words[at:end], styles[at]))
            at = end
    return pieces


class Sides(Horizontal):
    """Show both texts, each under its heading."""

    DEFAULT_CSS = """
    Sides { height: 8; border-bottom: solid $border-blurred; }
    Sides Vertical { width: 1fr; }
    Sides #beside { border-left: solid $border-blurred; padding: 0 0 0 1; }
    Sides .heading { height: 1; color: $text-muted; text-style: bold; }
    """

    class Resized(Message):
        """Say that both texts have to be laid out to another width."""

    def __init__(self) -> None:
        super().__init__()
        self._shown = ""
        self._read: set[str] = set()

    def compose(self) -> ComposeResult:
        """Put the words left and what readers see right."""
        with Vertical():
            yield Static("", id="raw-heading", classes="heading")
            yield Side(id="raw")
        with Vertical(id="beside"):
            yield Static("", id="public-heading", classes="heading")
            yield Side(id="public")

    @property
    def raw(self) -> Side:
        """Return the side of the words as they were said."""
        return self.query_one("#raw", Side)

    @property
    def public(self) -> Side:
        """Return the side of readers."""
        return self.query_one("#public", Side)

    @property
    def rooms(self) -> Span:
        """Return the widths to lay out to."""
        return self.raw.room, self.public.room

    def on_resize(self) -> None:
        """Ask for texts of the new width."""
        self.post_message(self.Resized())

    def show(self, id_: str, raw: tuple[str, Laid], public: tuple[str, Laid], direction: str) -> None:
        """Show two texts, each with its heading; *id_* names the place that is in question."""
        self._shown = id_
        for name, (heading, text) in (("raw", raw), ("public", public)):
            self.query_one(f"#{name}-heading", Static).update(literal(heading), layout=False)
            side = self.query_one(f"#{name}", Side)
            side.direction = direction
            side.show(text)
        self.call_after_refresh(self._note_reading)

    def read(self, by: int) -> None:
        """Go on, or back, in both."""
        self.raw.read(by)
        self.public.read(by)
        self.call_after_refresh(self._note_reading)

    def was_read(self, id_: str) -> bool:
        """Tell whether the words around a place were in sight to their end: only then they can be signed."""
        return id_ in self._read

    def _note_reading(self) -> None:
        if self._shown and self.raw.is_at_its_end:
            self._read.add(self._shown)
