"""Mend the framework's text area, where it breaks and where it is slow; see `mendings`."""

from collections.abc import Collection, Hashable, Sequence
from functools import lru_cache
from typing import Any

from textual._wrap import compute_wrap_offsets
from textual.cache import LRUCache
from textual.document import _wrapped_document
from textual.document._wrapped_document import WrappedDocument
from textual.expand_tabs import get_tab_widths
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import TextArea, _text_area


@lru_cache(4096)
def _breaks(line: str, width: int, tab_size: int) -> tuple[int, ...]:
    return tuple(compute_wrap_offsets(line, width, tab_size))


def _remembered_breaks(text: str, width: int, tab_size: int, **_: Any) -> list[int]:
    """Break a line where the framework does, once: it wraps the whole text again whenever its scrollbar appears."""
    return [*_breaks(text, width, tab_size)]


def _tabs(line: str, tab_size: int = 4) -> list[tuple[str, int]]:
    """Tell where tabs stand, at once where there is none: the framework goes through every line for it."""
    return get_tab_widths(line, tab_size) if "\t" in line else [(line, 0)] if line else []


class _WrappedDocument(WrappedDocument):
    """Know the height without counting: it is asked for with every line that is painted. And wrap no text twice.

    Edits wrap what they change; all of it is asked for whenever a scrollbar comes, and again at the first size.
    """

    _wrapped_to: tuple[int, int] | None = None

    def wrap(self, width: int, tab_width: int | None = None) -> None:
        """Wrap all lines, where they are not wrapped so."""
        asked = (width, tab_width or self._tab_width)
        if asked != self._wrapped_to:
            self._wrapped_to = asked
            super().wrap(width, tab_width)

    @property
    def height(self) -> int:
        """Return how many lines there are once wrapped."""
        return len(self._offset_to_line_info)


_wrapped_document.compute_wrap_offsets = _remembered_breaks  # type: ignore[attr-defined,assignment]
_wrapped_document.get_tab_widths = _tabs  # type: ignore[attr-defined]
_text_area.WrappedDocument = _WrappedDocument  # type: ignore[attr-defined]


class SteadyTextArea(TextArea):
    """Survive an undo after a large paste (Textual #6686: a stale cursor row for one refresh), and stay quick.

    For every line that is painted the framework joins the whole text, to see whether it is empty, and counts the
    wrapped lines of all of it: in 30,000 words more time than all the rest of a key. And each key makes it forget
    how every line looks, and paint all; here a line is made and painted only where its words or its look changed.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:
        self._made: LRUCache[tuple[Hashable, ...], Strip] = LRUCache(512)
        self._painted: dict[int, tuple[Hashable, ...] | None] = {}
        super().__init__(*arguments, **named)

    def render_line(self, y: int) -> Strip:
        """Render a line, without joining the text for it."""
        self._is_painting = True
        try:
            return super().render_line(y)
        finally:
            self._is_painting = False

    def wrap_ahead(self, lines: Sequence[str]) -> None:
        """Find where lines will break, so that showing them takes no time; any thread may ask."""
        width, tab_size = self.wrap_width, self.indent_width
        for line in lines if width else ():
            _breaks(line, width, tab_size)

    def looks_of(self, row: int) -> Hashable:
        """Return what decides how a line of the text looks, besides its words."""
        return None

    def _look_of(self, y: int) -> tuple[Hashable, ...] | None:
        """Return all that decides how a visible line looks; None where its words are not all, or there are none."""
        place = self.scroll_offset.y + y
        shown = self.wrapped_document._offset_to_line_info
        if not 0 <= place < len(shown) or self._is_touched(shown[place][0]):
            return None
        row, section = shown[place]
        looks = (self.looks_of(row), self._theme.base_style, self.size.width, self.wrap_width, self.scroll_offset.x)
        breaks = tuple(self.wrapped_document.get_offsets(row))  # between a change of size and wrapping these are old
        return (self.document.get_line(row), section, breaks, *looks)

    def _render_line(self, y: int) -> Strip:
        look = self._look_of(y)
        if look is None or self._painted.get(y) != look:
            self._painted.pop(y, None)  # it is made for something else than `_exchange_repaint_regions` asked for
        if look is None:
            return super()._render_line(y)
        line = self._made.get(look)
        if line is None:
            line = self._made[look] = super()._render_line(y)
        return line

    def _exchange_repaint_regions(self) -> Collection[Region]:
        """Return what is to be painted: of the whole, the lines alone that look otherwise than when last painted."""
        regions = super()._exchange_repaint_regions()
        whole, top = self.outer_size.region, self.gutter.top
        if whole not in regions:
            return regions
        changed = set()
        for y in range(-top, whole.height - top):
            look = self._look_of(y)
            if look is None or self._painted.get(y) != look:
                changed.add(Region(0, y + top, whole.width, 1))
                self._painted[y] = look
        return changed

    def _is_touched(self, row: int) -> bool:
        """Tell whether more than its own words decide how a line looks: cursor, selection, brackets, colours."""
        first, last = sorted(self.selection)
        partner = self._matching_bracket_location
        return bool(self._highlights) or first[0] <= row <= last[0] or (partner is not None and partner[0] == row)

    @property
    def text(self) -> str:
        """Return the words; while a line is painted, only whether there are any."""
        if self._is_painting and self.document.line_count > 1:
            return "\n"
        return self.document.text

    @text.setter
    def text(self, value: str) -> None:
        self.load_text(value)

    _is_painting = False

    def _recompute_cursor_offset(self) -> None:
        row = self.selection.end[0]
        if row >= self.document.line_count:
            end = self.clamp_visitable(self.selection.end)
            self._cursor_offset = self.wrapped_document.location_to_offset(end)
            return
        super()._recompute_cursor_offset()  # type: ignore[no-untyped-call]

    def forget_rendered_lines(self) -> None:
        """Render every line anew: its style changed, though its words did not."""
        self.notify_style_update()
        self.refresh()

    def notify_style_update(self) -> None:
        """Forget every line that was made."""
        self._made.clear()
        self._painted.clear()
        super().notify_style_update()
