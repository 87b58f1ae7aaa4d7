"""Every widget of ours that shows words from data, side by side, and a look at what each of them lets through.

A character is shown where it stands there as itself or as its visible stand-in (`literal.clean`). In the editor, on
the page and in a field of one line what has no width is kept and not shown: the last door drops it. Joiners may be
missing anywhere, since `bidi.arrange` takes them away. Blanks are not compared: lines wrap. Words that have no room
end in "…", or go on beyond the edge of what can be scrolled; the part in sight is compared.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from unicodedata import category

from rich.cells import cell_len
from rich.segment import Segment
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widget import Widget

from fieldnotes.domain.interview import Passage
from fieldnotes.domain.rungs import PlaceRung
from fieldnotes.domain.text import RawText
from fieldnotes.tui import bidi
from fieldnotes.tui.literal import clean, clean_lines, editable
from fieldnotes.tui.mendings import QuietApp, drawn
from fieldnotes.tui.rows import Column, RowList
from fieldnotes.tui.widgets.editor import Editor
from fieldnotes.tui.widgets.find import FindBar
from fieldnotes.tui.widgets.form import Choice, Form, Line, Lines, Note, Words, Yes
from fieldnotes.tui.widgets.handles import Handles, Known
from fieldnotes.tui.widgets.lines import Message, Title
from fieldnotes.tui.widgets.map import Map, Place
from fieldnotes.tui.widgets.margin import Margin
from fieldnotes.tui.widgets.page_pane import PagePane
from fieldnotes.tui.widgets.page_view import Block, PageView, laid_out
from fieldnotes.tui.widgets.sides import Side, laid
from fieldnotes.tui.widgets.week import Entry, Week
from fieldnotes.workflows.drafting import Row

WIDTH = 100
_BARS = frozenset("▁▂▃▄▅▆▇█")  # scrollbars
FIRST, LAST = "«", "»"
WITHOUT_WIDTH = frozenset("\u200c\u200d\u200e")
DROPPED = WITHOUT_WIDTH | frozenset("\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_MONDAY = date(2016, 3, 21)
_MOMENT = datetime(2016, 3, 21, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Sink:
    """Name a widget, where its words stand, how they get there, and which text may be expected of them."""

    name: str
    region: str
    show: Callable[["Gallery", str], None]
    edited: bool = False
    longest: int | None = None
    gutter: int = 0  # cells at the left that hold marks of ours


class Gallery(QuietApp):
    """Show one text in every widget at once."""

    direction = bidi.Mode.TERMINAL
    CSS = f"""
    Screen {{ overflow: hidden; }}
    #rows, #week, #margin, #banner, #find {{ height: 4; }}  #view, #side {{ height: 6; }}
    Editor {{ height: 6; border: none; }}  #form {{ height: 30; }}  #map {{ height: 16; }}
    #handles {{ position: relative; width: {WIDTH}; display: block; height: 3; }}
    """

    def __init__(self) -> None:
        super().__init__()
        self.fired: list[str] = []

    def action_fired(self, *_: Any) -> None:
        """Note that data gave an order."""
        self.fired.append("fired")

    async def action_quit(self) -> None:
        """Note that data ended the app."""
        self.fired.append("quit")

    def compose(self) -> ComposeResult:
        """Put up every widget."""
        self.editor, self.writer = Editor(id="editor"), Editor(id="writer")
        self.handles = Handles(self.writer)
        self.handles.id = "handles"
        self.margin = Margin(self.editor, lambda _: f"{FIRST}{self._text}{LAST}")
        self.margin.id = "margin"
        self._text = ""
        fields = [
            Line(name="line", label="Line"), Lines(name="lines", label="Lines", height=4), Note(name="note", label="N"),
            Words(name="words", label="Words"), Choice(name="choice", label="Choice"), Yes(name="yes", label="Yes"),
        ]  # fmt: skip
        yield Title(id="title")
        yield Message(id="message")
        yield RowList((Column("words"),), id="rows")
        yield self.editor
        yield self.margin
        with VerticalScroll(id="view"):
            yield PageView()
        yield Side(id="side")
        yield (pane := PagePane())
        pane.id = "pane"
        yield Form(fields, id="form")
        with VerticalScroll(id="week"):
            yield Week()
        with VerticalScroll(id="map"):
            yield Map()
        with VerticalScroll(id="find"):
            yield (bar := FindBar(self.editor))
            bar.add_class("-open")
        yield self.writer
        yield self.handles

    def one(self, kind: type[Widget], within: str = "") -> Any:
        """Return the one widget of a kind."""
        return self.query(f"{within} {kind.__name__}".strip()).first()

    def exhibit(self, text: str) -> None:
        """Show one text everywhere."""
        self._text = text
        for sink in SINKS:
            sink.show(self, f"{FIRST}{text}{LAST}")

    def segments(self) -> list[list[Segment]]:
        """Return what the screen is made of, line by line, as it leaves for the terminal."""
        return [list(strip) for strip in drawn(self.screen)]

    def faults(self, text: str) -> Iterator[str]:
        """Yield what is wrong with how a text is shown: bytes that act, orders, characters lost."""
        yield from acting(self.segments())
        lines = ["".join(segment.text for segment in line) for line in self.segments()]
        for sink in SINKS:
            region = self.query_one(sink.region).region
            left, lines_of = region.x + sink.gutter, lines[region.y : region.bottom]
            words = "".join(_cells(line, left, region.right) for line in lines_of)
            if (lost := lost_of(words, f"{FIRST}{text}{LAST}"[: sink.longest], edited=sink.edited)) is not None:
                yield f"{sink.name} loses {lost}"


def _row(text: str) -> Row:
    return Row(bytes(16), b"m", Passage(speaker=None, text=RawText(text)))


def _show_margin(app: Gallery, text: str) -> None:
    app.margin.refresh()


def _show_handles(app: Gallery, text: str) -> None:
    app.handles.known = [Known("xenia", text[:40], "source")]
    app.writer.show(app.writer.make_ready([_row("@x")]))
    app.writer.move_cursor((0, 2))
    app.handles.follow()


def _show_form(app: Gallery, text: str) -> None:
    form = app.one(Form)
    form.show({"line": text[:2000], "lines": text, "words": (text[:500],)})
    form.note("note", text[:300])
    form.offer("choice", [("one", text[:200]), ("two", "b")])
    form.warn("yes", text[:300])


def _show_page(app: Gallery, text: str) -> None:
    app.one(PageView, "#view").show(laid_out([Block(1, "prose", text, ((0, 1),))], 60, None))


def _week(text: str) -> Entry:
    return Entry("INT-1", _MOMENT, (text,), text, 1, 1, True)


SINKS = (
    Sink("title", "#title", lambda app, text: app.one(Title).show(text, [])),
    Sink("message", "#message", lambda app, text: app.one(Message).say(text)),
    Sink("list", "#rows", lambda app, text: app.query_one("#rows", RowList).show(1, lambda _o, _l: [(text,)], text)),
    Sink("editor", "#editor", lambda app, text: app.editor.show(app.editor.make_ready([_row(text)])), edited=True),
    Sink("margin", "#margin", _show_margin),
    Sink(
        "page",
        "#view",
        lambda app, text: app.one(PageView, "#view").show(laid_out([Block(1, "prose", text, ((0, 1),))], 60, None)),
        True,
    ),
    Sink(
        "side",
        "#side",
        lambda app, text: app.one(Side).show(laid(text, (0, len(text)), [(1, 2)], 60, whole=True)),
        True,
        gutter=2,
    ),
    Sink("banner", "#banner", lambda app, text: app.one(PagePane)._say(text, "bold")),
    Sink("form line", "#field-line", _show_form),
    Sink("form lines", "#field-lines", lambda _app, _text: None, edited=True),
    Sink("form note", "#note-note", lambda _app, _text: None, longest=300),
    Sink("form warning", "#wrong-yes", lambda _app, _text: None, longest=300),
    Sink("form choice", "#field-choice", lambda _app, _text: None, longest=200),
    Sink("week", "#week", lambda app, text: app.one(Week).show(_MONDAY, [_week(text)])),
    Sink("map", "#map", lambda app, text: app.one(Map).show([Place(text, None, PlaceRung.COUNTRY, ("INT-1",))])),
    Sink("find", "#wanted", lambda app, text: setattr(app.query_one("#wanted"), "value", text), edited=True),
    Sink("handles", "#handles", _show_handles, longest=40),
)


def acting(lines: list[list[Segment]]) -> Iterator[str]:
    """Yield what in drawn lines could act on a terminal or on the app."""
    for segment in (segment for line in lines for segment in line):
        text, style, control = segment
        if control:
            yield "a control segment goes out"
        bad = [character for character in text if category(character)[0] == "C" and character not in WITHOUT_WIDTH]
        if bad:
            yield f"goes out: {''.join(bad)!a}"
        if style is not None and (style.link or any(key.startswith("@") for key in style.meta)):
            yield "a link or an order goes out"


def _cells(line: str, start: int, end: int) -> str:
    """Return the characters of a line between two columns."""
    kept, column = [], 0
    for character in line:
        if start <= column < end:
            kept.append(character)
        column += cell_len(character)
    return "".join(kept)


def _bare(text: str) -> str:
    return "".join(character for character in text if not character.isspace() and character not in DROPPED | _BARS)


def lost_of(shown: str, text: str, *, edited: bool = False) -> str | None:
    """Return what of a text is missing where it should be shown, or None."""
    found, allowed = _bare(shown), [_bare(clean(text))]
    if edited:
        field = "".join(character for character in text if category(character) != "Cc")
        allowed = [_bare(clean_lines(text)), *(_bare(clean(_with_width(editable(one)))) for one in (text, field))]
        found = found.replace("\u240a", "").replace("\u2409", "")  # ends of lines and tabs, which are blanks here
    begin = found.find(FIRST)
    if begin < 0:
        return "everything"
    found = found[begin:]
    for wanted in allowed:
        if found.startswith(wanted):
            return None
        common = next((n for n, (a, b) in enumerate(zip(found, wanted, strict=False)) if a != b), len(found))
        ends = found[common : common + 1] in ("…", "") or common >= len(found)
        if ends or common >= 100 or (cell_len(wanted[:common]) > 20 and not _fits(wanted)):
            return None
    return ascii(f"{allowed[0][:40]} as {found[:40]}")


def _with_width(text: str) -> str:
    """Return a text without what is kept and not shown, where words are edited and printed: what has no width."""
    return "".join(one for one in text if category(one)[0] not in "CZ" or category(one) == "Zs" or cell_len(one))


def _fits(text: str) -> bool:
    return cell_len(text) < WIDTH - 40
