"""Mend the framework where it leaks or breaks: private parts of Textual are touched here and in `text_mendings` alone.

Each mending names what is wrong in Textual 8.2.8 and has a test in tests/tui/test_mendings*.py that tells when
it can go. Pinned to textual<9 in pyproject.toml.
"""

import os
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from queue import Queue
from typing import IO, Any, TypeVar

from rich.text import Text
from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS, IGNORE_SEQUENCE
from textual._compositor import ChopsUpdate, Compositor
from textual.app import App, SystemCommand
from textual.dom import DOMNode
from textual.driver import Driver
from textual.filter import LineFilter
from textual.geometry import Region
from textual.message import Message
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Input
from textual.worker import WorkerFailed

from fieldnotes.tui.curtain import FIRST_SCREEN, SECOND_SCREEN, SHOW_CURSOR, Curtain, empty
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
        * The second screen is asked for anew where it is already shown, which clears it in some terminals, and left
          between a lock and what follows it.
        """

        _app: "QuietApp"
        _held_back: tuple[str, ...] = ()

        def write(self, data: str) -> None:
            """Write what the terminal can still take."""
            if self._writer_thread is not None and self._writer_thread.is_alive() and data not in self._held_back:
                super().write(data)

        def process_message(self, message: Message) -> None:
            """Tell of a key at once, from the thread that reads the terminal: what only follows keys makes room."""
            if isinstance(message, events.Key | events.Paste):
                self._app.key_is_coming()
            super().process_message(message)

        def start_application_mode(self) -> None:
            """Begin where the curtain is, if there is one."""
            self._held_back = (SECOND_SCREEN,) if self._curtain_is_drawn else ()
            super().start_application_mode()  # type: ignore[no-untyped-call]

        @property
        def _curtain_is_drawn(self) -> bool:
            return self._app.curtain is not None and self._app.curtain.is_drawn

        def close(self) -> None:
            """Wait for the last bytes, where they can still be written."""
            if self._writer_thread is not None and self._writer_thread.is_alive():
                super().close()

        def stop_application_mode(self) -> None:
            """Clear the screen line by line: cleared at once, some terminals move it into the scrollback.

            What follows a lock is shown when keys typed from then on are kept for it.
            """
            follows = self._app.what_follows() if self._curtain_is_drawn else ""
            self._held_back = (FIRST_SCREEN, SHOW_CURSOR) if follows else ()
            scrolled = "\x1b[3J" if os.environ.get("STY") else ""  # GNU screen scrolls away what is cleared
            if not follows:
                self.write(empty(self._get_terminal_size()[1]) + scrolled)
            super().stop_application_mode()
            if follows:
                self.write(follows + scrolled)
            if self._app.curtain is not None:
                self._app.curtain.is_drawn = bool(follows)

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

    def __init__(self, curtain: Curtain | None = None) -> None:
        super().__init__()
        self.curtain = curtain
        self._last_door = LastDoor()
        self.devtools = None
        self.features = frozenset()
        self.animation_level = "none"
        self.stopped_at: str | None = None
        self.is_ending = False
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

    def what_follows(self) -> str:
        """Return what the terminal shows when this process is replaced by another, "" where it is not."""
        return ""

    def key_is_coming(self) -> None:
        """Take note of a key that is not yet here; any thread may say so."""

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

    async def _shutdown(self) -> None:
        """Say that the screens are taken apart, before they are."""
        self.is_ending = True
        await super()._shutdown()

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


class SteadyCompositor(Compositor):
    """Make the lines that are painted, and no others.

    The framework makes every line of every widget in the box around all that changed: for a letter in a text and a
    word at the foot of the screen, all that lies between.
    """

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        rows = crop or self.size.region
        for widget, (region, clip) in self.visible_widgets.items():
            seen = clip.intersection(Region(0, rows.y, self.size.width, rows.height))
            if shown := region.intersection(seen):
                yield region, seen, widget.render_lines(shown.translate(-region.offset))

    def render_partial_update(self) -> ChopsUpdate | None:
        """Return what changed, made block by block of neighbouring lines."""
        regions, screen = self._dirty_regions.copy(), self.size.region
        self._dirty_regions.clear()
        spans = [span for span in self._regions_to_spans(regions) if 0 <= span[0] < screen.height]
        lines = sorted({y for y, _, _ in spans})
        if not lines:
            return None
        starts = [y for y in lines if y - 1 not in lines]
        ends = [y + 1 for y in lines if y + 1 not in lines]
        made: list[Mapping[int, Strip]] = [{}] * screen.height
        for start, end in zip(starts, ends, strict=True):
            block = Region(0, start, screen.width, end - start)
            made[start:end] = self._render_chops(block, range(start, end).__contains__)[start:end]
        return ChopsUpdate(made, spans, [cuts[1:] for cuts in self.cuts])


class SteadyScreen(Screen[R]):
    """Paint once for a key, and at once when all that it does is done.

    The framework paints sixty times a second: half of a key is painted, and the rest up to 16 ms later.
    """

    app: QuietApp

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._compositor = SteadyCompositor()

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
