"""Mend the framework where it leaks or breaks: every private part of Textual that we touch is here.

Each mending names what is wrong in Textual 8.2.8 and has a test in tests/tui/test_mendings.py that tells when
it can go. Pinned to textual<9 in pyproject.toml.
"""

import os
import sys
import time
from collections import deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import lru_cache, partial
from queue import Queue
from typing import IO, Any, TypeVar

from rich.text import Text
from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS, IGNORE_SEQUENCE
from textual._wrap import compute_wrap_offsets
from textual.app import App, SystemCommand
from textual.cache import LRUCache
from textual.document import _wrapped_document
from textual.document._wrapped_document import WrappedDocument
from textual.dom import DOMNode
from textual.driver import Driver
from textual.filter import LineFilter
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Input, TextArea
from textual.worker import WorkerFailed

from fieldnotes.tui.literal import LastDoor
from fieldnotes.tui.pasting import PatientDecoder

R = TypeVar("R")

if sys.platform == "win32":
    from textual.drivers.windows_driver import WindowsDriver as SteadyDriver
else:
    from textual.drivers import linux_driver
    from textual.drivers._writer_thread import WriterThread

    class SteadyDriver(linux_driver.LinuxDriver):
        """Survive what comes from a terminal, and leave no words on it.

        * A byte that is no UTF-8 ends the thread that reads keys, and the app; half a paste would become keys.
        * A terminal that is gone ends the app by a trace, before anything could be kept; one that takes no more
          stops it for ever in the middle of a write.
        * Where there is no second screen (GNU screen, an option of tmux) the words stay there after the end.
        """

        def write(self, data: str) -> None:
            """Write what the terminal can still take."""
            if self._writer_thread is not None and self._writer_thread.is_alive():
                super().write(data)

        def close(self) -> None:
            """Wait for the last bytes, where they can still be written."""
            if self._writer_thread is not None and self._writer_thread.is_alive():
                super().close()

        def stop_application_mode(self) -> None:
            """Clear the screen line by line: cleared at once, some terminals move it into the scrollback."""
            for line in range(1, self._get_terminal_size()[1] + 1):
                self.write(f"\x1b[{line};1H\x1b[0m\x1b[2K")
            self.write("\x1b[3J\x1b[H" if os.environ.get("STY") else "\x1b[H")  # GNU screen scrolled them away
            super().stop_application_mode()

        def _run_input_thread(self) -> None:
            try:
                self.run_input_thread()
            except OSError:
                if isinstance(self._app, QuietApp):
                    self._app.call_later(self._app.behind_keys, self._app.leave)
            except Exception as error:  # noqa: BLE001  told by its place alone
                self._app.call_later(self._app._handle_exception, error)

    class SteadyWriter(WriterThread):
        """Never let the app wait for a terminal that reads nothing, as over a line that is stalled: it has to lock."""

        def __init__(self, file: IO[str]) -> None:
            super().__init__(file)
            self._queue: Queue[str | None] = Queue()

        def stop(self) -> None:
            """Write what can still be written."""
            self._queue.put(None)
            self.join(_LAST_BYTES)

    def _patient_decoder(encoding: str) -> Callable[[], PatientDecoder]:
        return lambda: PatientDecoder(encoding)

    linux_driver.getincrementaldecoder = _patient_decoder  # type: ignore[assignment,attr-defined]
    for digit in "0123456789":  # Alt and a digit types ² or ™ there
        ANSI_SEQUENCES_KEYS[f"\x1b{digit}"] = IGNORE_SEQUENCE  # type: ignore[index]
    linux_driver.WriterThread = SteadyWriter  # type: ignore[attr-defined]


_LAST_BYTES = 2.0  # seconds that the last bytes may take
_LONGEST_KEY = 1.0  # seconds that further keys wait for one
_KEYS_GO_FIRST = 2.0  # seconds that a signal waits for the keys that came before it
_NEXT_LOOK = 0.02
_PAINT_WAITS = 0.03  # seconds that painting waits for a key


class QuietApp(App[int]):
    """Be an app that prints nothing personal, whatever happens, and takes no order from what it shows.

    * A crash prints local variables: passphrases and names land in the scrollback (`show_locals=True`).
    * A screenshot, a simulated key, an opened link can be asked for by markup in data.
    * Copying sends words to the terminal's clipboard, perhaps on another machine.
    * Keys that come in one packet, as over a slow line, overtake each other: what is typed behind Tab goes to
      the field before it, and a real name lands among the words for readers. Here every key waits its turn.
    """

    def __init__(self, **arguments: Any) -> None:
        super().__init__(**arguments)
        self._last_door = LastDoor()
        self.devtools = None
        self.features = frozenset()
        self.animation_level = "none"
        self.stopped_at: str | None = None
        self._keys_waiting: deque[events.Key | events.Paste] = deque()
        self._key_since: float | None = None

    def get_driver_class(self) -> type[Driver]:
        """Return the driver of this system, mended; none that the environment names."""
        return SteadyDriver

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return the filters of every line, the last door behind all others."""
        return [*super().get_line_filters(), self._last_door]

    async def on_event(self, event: events.Event) -> None:
        """Let keys and pastes in one by one, each when all that the one before it does is done."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        else:
            self._keys_waiting.append(event)
            await self._let_in()

    def takes_keys(self) -> bool:
        """Tell whether the screen is far enough for keys; until then they wait."""
        return True

    def as_meant(self, event: events.Key | events.Paste) -> events.Key | events.Paste:
        """Return the key that is meant by one that was pressed."""
        return event

    async def _let_in(self) -> None:
        """Let the next key in, unless one is under way; one that takes longer than a second is not waited for."""
        under_way = self._key_since is not None and time.monotonic() - self._key_since < _LONGEST_KEY
        if under_way or not self._keys_waiting:
            return
        self._key_since = time.monotonic()
        if not (self.screen.is_mounted and self.takes_keys()):
            self._key_since = None
            self.set_timer(_NEXT_LOOK, self._let_in)
            return
        event = self.as_meant(self._keys_waiting.popleft())
        target = self.focused or self.screen
        await super().on_event(event)
        way = [*target.ancestors_with_self]
        self._follow_key([*way, *way])

    def _follow_key(self, nodes: Sequence[DOMNode]) -> None:
        """Go the way that a key goes, from its widget up to the app, and once more behind what it made them say."""
        for place, node in enumerate(nodes):
            if node is not self and node.call_later(self._follow_key, nodes[place + 1 :]):
                return
        self.call_later(self._key_is_done)

    def behind_keys(self, action: Callable[[], None], patience: float = _KEYS_GO_FIRST) -> None:
        """Do what comes from outside (a signal, a terminal that is gone) when the keys that came before it are in."""
        if patience <= 0 or (self._key_since is None and not self._keys_waiting):
            action()
        else:
            self.set_timer(_NEXT_LOOK, partial(self.behind_keys, action, patience - _NEXT_LOOK))

    def leave(self) -> None:
        """End, the terminal being gone."""
        self.exit()

    async def _key_is_done(self) -> None:
        self._key_since = None
        if isinstance(self.screen, SteadyScreen):
            self.screen.paint_soon()
        await self._let_in()

    @property
    def is_at_a_key(self) -> bool:
        """Tell whether what a key does is being done, and painting is worth waiting for it."""
        return self._key_since is not None and time.monotonic() - self._key_since < _PAINT_WAITS

    def _handle_exception(self, error: Exception) -> None:
        """Stop, and say where it failed; never with which values."""
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        cause = error.error if isinstance(error, WorkerFailed) else error
        self.stopped_at = f"{type(cause).__name__} at {place_of(cause)}"
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


class SteadyScreen(Screen[R]):
    """Paint once for a key, and at once when all that it does is done.

    The framework paints sixty times a second: half of a key is painted, and the rest up to 16 ms later.
    """

    app: QuietApp

    def _on_timer_update(self) -> None:
        if not self.app.is_at_a_key:
            super()._on_timer_update()

    def paint_soon(self) -> None:
        """Paint what changed, when what is under way on this screen is done."""
        self.call_later(self._on_timer_update)


def place_of(error: BaseException) -> str:
    """Return file and line where *error* was raised, without folders."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "an unknown place"
    return f"{trace.tb_frame.f_code.co_filename.rpartition(os.sep)[2]}:{trace.tb_lineno}"


@lru_cache(4096)
def _breaks(line: str, width: int, tab_size: int) -> tuple[int, ...]:
    return tuple(compute_wrap_offsets(line, width, tab_size))


def _remembered_breaks(text: str, width: int, tab_size: int, **_: Any) -> list[int]:
    """Break a line where the framework does, once: it wraps the whole text again whenever its scrollbar appears."""
    return [*_breaks(text, width, tab_size)]


_wrapped_document.compute_wrap_offsets = _remembered_breaks  # type: ignore[attr-defined,assignment]


class _WrappedDocument(WrappedDocument):
    """Know the height without counting: it is asked for with every line that is painted."""

    @property
    def height(self) -> int:
        """Return how many lines there are once wrapped."""
        return len(self._offset_to_line_info)


class SteadyTextArea(TextArea):
    """Survive an undo after a large paste (Textual #6686: a stale cursor row for one refresh), and stay quick.

    For every line that is painted the framework joins the whole text, to see whether it is empty, and counts the
    wrapped lines of all of it: in 30,000 words more time than all the rest of a key. And each key makes it forget
    how every line looks; here a line is made anew only where its words, or how they are shown, changed.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:
        self._made: LRUCache[tuple[Hashable, ...], Strip] = LRUCache(512)
        super().__init__(*arguments, **named)

    def _set_document(self, text: str, language: str | None) -> None:
        super()._set_document(text, language)
        self.wrapped_document.__class__ = _WrappedDocument

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

    def _render_line(self, y: int) -> Strip:
        place = self.scroll_offset.y + y
        shown = self.wrapped_document._offset_to_line_info
        if place >= len(shown) or self._is_touched(shown[place][0]):
            return super()._render_line(y)
        row, section = shown[place]
        looks = (self.looks_of(row), self._theme.base_style, self.size.width, self.wrap_width, self.scroll_offset.x)
        breaks = tuple(self.wrapped_document.get_offsets(row))  # between a change of size and wrapping these are old
        key = (self.document.get_line(row), section, breaks, *looks)
        line = self._made.get(key)
        if line is None:
            line = self._made[key] = super()._render_line(y)
        return line

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
        super().notify_style_update()


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


def drawn(screen: Screen[Any]) -> list[Strip]:
    """Return the lines of *screen* as they leave for the terminal; the framework has no public way."""
    width = screen.size.width
    return [strip.crop(0, width) for strip in screen._compositor.render_strips()]


def shown_lines(screen: Screen[Any]) -> list[str]:
    """Return what *screen* shows, line by line, for golden texts."""
    return [strip.text.rstrip() for strip in drawn(screen)]
