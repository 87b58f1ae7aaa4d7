"""The margin beside the editor: who speaks, and under which terms, at the first line of every passage."""

from collections.abc import Callable
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset
from textual.strip import Strip
from textual.widget import Widget

from fieldnotes.tui.literal import clean
from fieldnotes.tui.manuscript import Mark
from fieldnotes.tui.theme import VOICES
from fieldnotes.tui.widgets.editor import Editor

WIDTH = 14
_TAGS = {"OFF": "#ff9b9b", "DEEP": "#ffd166", "PARA": "#ffd166", "BACK": "#b4bec9", "NAME": "#8fe3a1"}


class Margin(Widget):
    """Show beside each passage who speaks and a word for its terms; scrolls with the editor."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"margin--ground"}  # looked up once; the style of a widget, with every line
    DEFAULT_CSS = f"Margin {{ width: {WIDTH}; height: 1fr; background: $surface; }}"

    def __init__(self, editor: Editor, name_of: Callable[[str | None], str]) -> None:
        super().__init__()
        self._editor = editor
        self._name_of = name_of
        self._voices: dict[str | None, str] = {}
        self.usual = ""
        """The tag that goes without saying here: that of the interview itself."""

    def on_mount(self) -> None:
        """Follow the editor wherever it scrolls."""
        self.watch(self._editor, "scroll_y", self._scrolled, init=False)
        self.watch(self._editor, "virtual_size", self._scrolled, init=False)

    def _scrolled(self) -> None:
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return what stands beside one visible line of text."""
        row, first = self._line_at(y)
        if row is None or row >= len(self._editor.kinds):
            return Strip.blank(self.size.width, self.get_component_rich_style("margin--ground"))
        kind, tag = self._editor.kinds[row], self._editor.tag_of(row)
        shown_tag = "" if tag == self.usual and tag != "OFF" else tag
        if not (first and isinstance(kind, Mark)):
            word = shown_tag.lower() if shown_tag in ("OFF", "DEEP") else ""
            return self._strip("", "", word, _TAGS.get(shown_tag, ""))
        speaker = kind.passage.speaker
        code = "#" if kind.passage.codes else ""
        return self._strip(self._name_of(speaker), self._voice(speaker), code + shown_tag, _TAGS.get(shown_tag, ""))

    def _line_at(self, y: int) -> tuple[int | None, bool]:
        """Return the line of text at a visible line, and whether it is the first of its wrapped parts."""
        wrapped = self._editor.wrapped_document
        offset = y + round(self._editor.scroll_y)
        if offset >= wrapped.height:
            return None, False
        row = wrapped.offset_to_location(Offset(0, offset))[0]
        return row, wrapped.location_to_offset((row, 0)).y == offset

    def _voice(self, speaker: str | None) -> str:
        if speaker not in self._voices:
            self._voices[speaker] = VOICES[len(self._voices) % len(VOICES)]
        return self._voices[speaker]

    def _strip(self, name: str, colour: str, tag: str, tag_colour: str) -> Strip:
        room = self.size.width - 2
        name = clean(name)
        for_name = room - (cell_len(tag) + 1 if tag else 0)
        if cell_len(name) > for_name:
            name = set_cell_size(name, for_name - 1) + "…"
        style = self.get_component_rich_style("margin--ground")
        return Strip(
            [
                Segment(set_cell_size(name, room - cell_len(tag)), style + Style(color=colour or None, bold=True)),
                Segment(tag, style + Style(color=tag_colour or None, bold=True)),
                Segment(" │" if self.has_class("-plain") else "  ", style),
            ],
            self.size.width,
        )
