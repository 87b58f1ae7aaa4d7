"""Mend the framework where it leaks or breaks: every private part of Textual that we touch is here.

Each mending names what is wrong in Textual 8.2.8 and has a test in tests/tui/test_mendings.py that tells when
it can go. Pinned to textual<9 in pyproject.toml.
"""

import asyncio
import codecs
import os
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from rich.text import Text
from textual import events
from textual.app import App, SystemCommand
from textual.document._wrapped_document import WrappedDocument
from textual.dom import DOMNode
from textual.driver import Driver
from textual.filter import LineFilter
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Input, TextArea
from textual.worker import WorkerFailed

from fieldnotes.tui.literal import LastDoor

if sys.platform == "win32":
    from textual.drivers.windows_driver import WindowsDriver as SteadyDriver
else:
    from textual.drivers import linux_driver

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
                self._app.call_later(self._app.run_action, "leave")
            except Exception as error:  # noqa: BLE001  told by its place alone
                self._app.call_later(self._app._handle_exception, error)

    class PatientDecoder:
        """Decode what the terminal sends: a wrong byte is one wrong letter, and a paste is nothing but words.

        An escape inside a paste breaks it off in the framework: half of it is typed elsewhere, as keys. A mark
        inside it that says "the paste ends here" does the same in any terminal that lets it pass: what follows
        in the same breath was typed by nobody, and is words as well.
        """

        def __init__(self, encoding: str) -> None:
            self._decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
            self._in_paste = self._same_breath = False
            self._held = self._before = ""
            self._came = 0.0

        def decode(self, data: bytes, final: bool = False) -> str:
            """Return what came, the escapes of a paste as visible signs; half an end of one waits for its rest."""
            now = time.monotonic()
            self._same_breath = self._same_breath and now - self._came < _BREATH
            self._came = now
            text, said = self._held + self._decoder.decode(data, final), []
            self._held = ""
            while text:
                piece, text = self._pasted(text, final) if self._in_paste else self._typed(text)
                said.append(piece)
            return "".join(said)

        def _typed(self, text: str) -> tuple[str, str]:
            """Return keys, which never wait, up to the beginning of a paste, and the rest."""
            whole = self._before + text
            at = whole.find(_PASTE_BEGINS)
            self._in_paste = at >= 0
            cut = at + len(_PASTE_BEGINS) - len(self._before) if self._in_paste else len(text)
            self._before = "" if self._in_paste else whole[1 - len(_PASTE_BEGINS) :]
            if not self._same_breath:
                return text[:cut], text[cut:]
            begins = _PASTE_BEGINS if self._in_paste else ""
            words = text[: max(0, cut - len(begins))].replace(_PASTE_ENDS, "")
            return words.translate(_SIGNS) + begins, text[cut:]

        def _pasted(self, text: str, final: bool) -> tuple[str, str]:
            """Return words of a paste, with its end where that came, and the rest."""
            words, found, rest = text.partition(_PASTE_ENDS)
            self._in_paste, self._same_breath = not found, bool(found)
            if not found and not final:
                self._held = _beginning_of(_PASTE_ENDS, words)
                words = words[: len(words) - len(self._held)]
            return words.replace("\x1b", "␛") + found, rest

    def _patient_decoder(encoding: str) -> Callable[[], PatientDecoder]:
        return lambda: PatientDecoder(encoding)

    linux_driver.getincrementaldecoder = _patient_decoder  # type: ignore[assignment,attr-defined]


_BREATH = 0.02  # seconds; nobody presses a key so soon behind a paste
_SIGNS = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421}
_PASTE_BEGINS, _PASTE_ENDS = "\x1b[200~", "\x1b[201~"


def _beginning_of(mark: str, text: str) -> str:
    """Return the longest end of *text* with which *mark* begins, short of all of it."""
    return next((mark[:size] for size in range(len(mark) - 1, 0, -1) if text.endswith(mark[:size])), "")


_LONGEST_KEY = 1.0  # seconds that further keys wait for one


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
            self.set_timer(0.02, self._let_in)
            return
        event = self.as_meant(self._keys_waiting.popleft())
        target = self.focused or self.screen
        await super().on_event(event)
        self._follow_key([*target.ancestors_with_self])

    def _follow_key(self, nodes: Sequence[DOMNode]) -> None:
        """Go the way that a key goes, from its widget up to the app; then the next may come in."""
        for place, node in enumerate(nodes):
            if node is not self and node.call_later(self._follow_key, nodes[place + 1 :]):
                return
        self.call_later(self._key_is_done)

    async def _key_is_done(self) -> None:
        self._key_since = None
        await self._let_in()

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


class _WrappedDocument(WrappedDocument):
    """Know the height without counting: it is asked for with every line that is painted."""

    @property
    def height(self) -> int:
        """Return how many lines there are once wrapped."""
        return len(self._offset_to_line_info)


class SteadyTextArea(TextArea):
    """Survive an undo after a large paste (Textual #6686: a stale cursor row for one refresh), and stay quick.

    For every line that is painted the framework joins the whole text, to see whether it is empty, and counts the
    wrapped lines of all of it: in 30,000 words more time than all the rest of a key.
    """

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
