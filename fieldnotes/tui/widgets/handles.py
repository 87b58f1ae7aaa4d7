"""Complete @handles while typing: sources and places, by handle, name or pseudonym."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from fieldnotes.tui.literal import literal
from fieldnotes.tui.widgets.editor import Editor

_TYPING = re.compile(r"(?<!\w)@([a-z0-9-]*)$")
MOST = 7


@dataclass(frozen=True, slots=True)
class Known:
    """Hold what can be mentioned: the handle, and the words people know it by."""

    handle: str
    words: str
    kind: str


def typing(line: str, column: int) -> str | None:
    """Return what was typed of a handle right before the cursor, or None where none is being typed."""
    found = _TYPING.search(line[:column].lower())
    return found.group(1) if found else None


def matching(known: Sequence[Known], typed: str) -> list[Known]:
    """Return what *typed* can become: handles that begin so first, then those that hold it, then other words."""
    begin = [one for one in known if one.handle.startswith(typed)]
    inside = [one for one in known if typed in one.handle and one not in begin]
    named = [one for one in known if typed in one.words.casefold() and one not in begin and one not in inside]
    return [*begin, *inside, *named][:MOST]


class Handles(OptionList, can_focus=False):
    """Offer handles beside the cursor; the editor keeps the focus and steers by arrows, Tab and Enter."""

    DEFAULT_CSS = """
    Handles { layer: above; position: absolute; width: 46; height: auto; max-height: 9; display: none;
              border: round $primary; background: $panel; padding: 0; }
    Handles.-open { display: block; }
    """

    def __init__(self, editor: Editor) -> None:
        super().__init__()
        self._editor = editor
        self._offered: list[Known] = []
        self._typed = ""
        self._followed = (-1, -1, "")
        self.known: list[Known] = []
        """What can be mentioned in this vault."""

    @property
    def is_open(self) -> bool:
        """Tell whether anything is offered now."""
        return self.has_class("-open")

    def close(self) -> None:
        """Offer nothing."""
        self.remove_class("-open")

    def follow(self) -> None:
        """Offer what the word before the cursor can become, beside it; nothing where no handle is typed."""
        self._followed = self._here()
        typed = self._typing()
        found = matching(self.known, typed) if typed is not None else []
        self._typed = typed or ""
        if [one.handle for one in found] == [typed]:
            found = []  # it is written out already
        self.set_class(bool(found), "-open")
        if not found:
            return
        if found != self._offered:
            self._offered = found
            self.clear_options()
            self.add_options(Option(literal(f"@{one.handle}  {one.kind}: {one.words}")) for one in found)
        self.highlighted = 0
        at, room = self._editor.cursor_screen_offset, self.screen.size
        below = at.y + 1 if at.y + len(found) + 3 < room.height else max(0, at.y - len(found) - 2)
        self.styles.offset = (max(0, min(at.x, room.width - 47)), below)

    def on_mount(self) -> None:
        """Offer nothing any more where the cursor goes elsewhere."""
        self.watch(self._editor, "selection", self._moved, init=False)

    def _moved(self) -> None:
        """Close, unless the cursor went on because something was typed."""
        row, column, line = self._here()
        only_moved = (row, line) == self._followed[::2] and column != self._followed[1]
        if self.is_open and (only_moved or self._typing() is None):
            self.close()

    def _here(self) -> tuple[int, int, str]:
        row, column = self._editor.cursor_location
        return row, column, self._editor.document.get_line(row) if row < self._editor.document.line_count else ""

    def _typing(self) -> str | None:
        """Return what was typed of a handle before the cursor, or None."""
        _, column, line = self._here()
        return typing(line, column) if self._editor.selection.is_empty else None

    def steer(self, event: events.Key) -> bool:
        """Take a key of the editor while handles are offered; return whether it was one for this list.

        Keys may come faster than the list follows: what was typed is looked at anew.
        """
        if not self.is_open or event.key not in ("up", "down", "tab", "enter", "escape"):
            return False
        typed = self._typing()
        if typed is None or typed != self._typed:
            self.follow()
            return self.steer(event)
        at = self.highlighted if self.highlighted is not None else 0
        chosen = self._offered[at]
        if event.key in ("up", "down"):
            by = 1 if event.key == "down" else -1
            self.highlighted = (at + by) % len(self._offered)
            return True
        self.close()
        if event.key == "enter" and chosen.handle == typed:
            return False  # it is written out already: Enter begins a line
        if event.key != "escape":
            row, column = self._editor.cursor_location
            start = (row, column - len(typed))
            self._editor.replace(chosen.handle, start, (row, column), maintain_selection_offset=False)
        return True
