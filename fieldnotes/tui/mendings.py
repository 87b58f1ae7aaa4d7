"""Mend the framework where it leaks or breaks: every private part of Textual that we touch is here.

Each mending names what is wrong in Textual 8.2.8 and has a test in tests/tui/test_mendings.py that tells when
it can go. Pinned to textual<9 in pyproject.toml.
"""

import asyncio
import os
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from rich.text import Text
from textual.app import App, SystemCommand
from textual.filter import LineFilter
from textual.screen import Screen
from textual.widgets import Input, TextArea

from fieldnotes.tui.literal import LastDoor


class QuietApp(App[int]):
    """Be an app that prints nothing personal, whatever happens, and takes no order from what it shows.

    * A crash prints local variables: passphrases and names land in the scrollback (`show_locals=True`).
    * A screenshot, a simulated key, an opened link can be asked for by markup in data.
    * Copying sends words to the terminal's clipboard, perhaps on another machine.
    """

    def __init__(self, **arguments: Any) -> None:
        super().__init__(**arguments)
        self._last_door = LastDoor()
        self.devtools = None
        self.features = frozenset()
        self.animation_level = "none"
        self.stopped_at: str | None = None

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return the filters of every line, the last door behind all others."""
        return [*super().get_line_filters(), self._last_door]

    def _handle_exception(self, error: Exception) -> None:
        """Stop, and say where it failed; never with which values."""
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self.stopped_at = f"{type(error).__name__} at {place_of(error)}"
        self._exit_renderables.append(Text(f"fieldnotes: error: a fault of ours: {self.stopped_at}"))
        self._close_messages_no_wait()

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Offer none of the framework's commands: one of them writes a picture of the screen."""
        return ()

    def deliver_screenshot(self, *_: Any, **__: Any) -> str | None:
        """Refuse: a picture of the screen is clear text on the disk."""
        return None

    def action_screenshot(self, *_: Any, **__: Any) -> None:
        """Refuse as `deliver_screenshot` does."""

    def save_screenshot(self, *_: Any, **__: Any) -> str:
        """Refuse as `deliver_screenshot` does."""
        return ""

    async def action_simulate_key(self, key: str) -> None:
        """Refuse: a key is pressed by a person."""

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Refuse: a link in an interview would tell its owner who reads it, and when."""

    def copy_to_clipboard(self, text: str) -> None:
        """Keep a copy inside the app; the terminal's clipboard may lie on another machine."""
        self._clipboard = text

    def action_suspend_process(self) -> None:
        """Refuse: an open vault is not parked in the background."""


def place_of(error: BaseException) -> str:
    """Return file and line where *error* was raised, without folders."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "an unknown place"
    return f"{trace.tb_frame.f_code.co_filename.rpartition(os.sep)[2]}:{trace.tb_lineno}"


def handle_signals(signals: Sequence[int], handler: Callable[[], None]) -> None:
    """Let *handler* run in the event loop when one of *signals* comes.

    Without this SIGTERM and SIGHUP end the process at once, leaving the screen as it was, and SIGTSTP parks
    it with the vault open (the driver's own handler, installed before the app starts).
    """
    loop = asyncio.get_running_loop()
    for number in signals:
        loop.add_signal_handler(number, handler)
    loop.set_exception_handler(lambda _loop, _context: None)  # "never retrieved" prints the exception's text


class SteadyTextArea(TextArea):
    """Survive an undo after a large paste (Textual #6686: a stale cursor row for one refresh)."""

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


class SecretInput(Input):
    """Take a passphrase: shown as dots, and never copied or cut, which in `Input` takes the clear text."""

    def __init__(self, **arguments: Any) -> None:
        super().__init__(password=True, **arguments)

    def action_copy(self) -> None:
        """Refuse."""
        self.app.bell()

    def action_cut(self) -> None:
        """Delete without copying."""
        self.delete_selection()

    def wipe(self) -> None:
        """Empty the field."""
        self.value = ""


def shown_lines(screen: Screen[Any]) -> list[str]:
    """Return what *screen* shows, line by line, for golden texts; the framework has no public way."""
    width = screen.size.width
    return [strip.crop(0, width).text.rstrip() for strip in screen._compositor.render_strips()]
