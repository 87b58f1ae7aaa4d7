"""The app: one session, its lock, the clock that locks it, and what works on every screen."""

import asyncio
import signal
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from textual import events
from textual.app import SystemCommand
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import Input, TextArea

from fieldnotes.errors import FieldnotesError
from fieldnotes.tui import garbage, keys, layouts
from fieldnotes.tui.curtain import Curtain, drawn
from fieldnotes.tui.host import Host
from fieldnotes.tui.screens.frame import Framed, sentence_of
from fieldnotes.tui.session import Session, awake_and_asleep
from fieldnotes.tui.start import Outcome, Start
from fieldnotes.tui.theme import THEME

_KEY_NAMES = {"?": "question_mark", "/": "slash"}
_LOCK_WITHIN = 0.5
"""Seconds within which the key that locks does so, where keys before it are still waiting."""

SMALLEST = (60, 16)
_AHEAD_AFTER = 0.3  # seconds; home comes first
_NOBODY_TYPES = 2.0  # seconds without a key


class FieldnotesApp(Host):
    """Run the screens on one vault; ends with an `Outcome`."""

    TITLE = "Fieldnotes"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("Everywhere")]
    CSS = "Screen { background: $background; }"

    def __init__(self, asked: Start, curtain: Curtain | None = None) -> None:
        super().__init__(asked, curtain)
        self.next_start = replace(asked, notice="")
        self.last_words: list[str] = []
        self._last_key = awake_and_asleep()
        self._ending = False

    # ------------------------------------------------------------------------------ beginning

    async def on_mount(self) -> None:
        """Set colours, signals and clock, and ask for the vault."""
        self.register_theme(THEME)
        self.theme = THEME.name
        leaving = [signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])]
        _handle_signals(leaving, partial(self.behind_keys, self.leave))
        if hasattr(signal, "SIGTSTP"):
            _handle_signals([signal.SIGTSTP], partial(self.behind_keys, self.action_lock))
        self.set_interval(1, self._each_second)
        self._ask_for_vault()

    def on_ready(self) -> None:
        """Look for garbage from now on, but seldom."""
        garbage.look_seldom()

    def _ask_for_vault(self) -> None:
        if self.asked.vault is None:
            from fieldnotes.tui.screens.welcome import Welcome

            self.push_screen(Welcome())
        elif self.asked.vault.exists():
            from fieldnotes.tui.screens.unlock import Unlock

            self.push_screen(Unlock(self.asked))
        else:
            from fieldnotes.tui.screens.first_run import FirstRun

            self.push_screen(FirstRun(self.asked.vault))

    def opened(self, session: Session) -> None:
        """Go on with an open vault: everything behind the lock screen begins here."""
        from fieldnotes.tui.screens.home import Home

        self.session = session
        session.backing.changed = self._backups_changed
        self.switch_screen(Home())
        self.set_timer(_AHEAD_AFTER, session.load_ahead)

    # ------------------------------------------------------------------------- how things stand

    @property
    def standing(self) -> list[tuple[str, str]]:
        """Return how things stand, the most important first, as (words, style)."""
        if self.session is None or not self.session.is_open:
            return [("locked", "bold")]
        said = []
        if self.session.vault.is_demo:
            said.append(("DEMO", "bold $accent"))
        if self.session.identities_open:
            minutes = max(1, round(self.session.identities_left / 60))
            said.append((f"IDENTITIES OPEN {minutes} min", "bold $error"))
        else:
            said.append(("identities locked", ""))
        if self.session.saved_at is not None:
            said.append((time.strftime("saved %H:%M:%S", time.localtime(self.session.saved_at)), ""))
        if (job := self.session.backing.running) is not None:
            said.append((f"{job.what} {'paused' if job.is_paused else f'{job.part:.0%}'}", ""))
        left = self.locks_after - (awake_and_asleep() - self._last_key)
        said.append((f"locks in {max(1, round(left / 60))} min", ""))
        return said

    def _each_second(self) -> None:
        """Lock what was left alone; sleep of the machine counts, and nobody can set this clock."""
        if self.session is not None and self.session.is_open:
            from fieldnotes.workflows.vaults import is_asked_to_lock

            if awake_and_asleep() - self._last_key > self.locks_after:
                self.action_lock("Locked by itself: no key was pressed for a while. Your words are kept.")
                return
            if is_asked_to_lock(self.session.vault):
                self.action_lock("Locked from outside, by: fieldnotes lock")
                return
            if self.session.identities_open and self.session.identities_left == 0:
                self.session.close_identities()
                self._identities_changed()
            if (turn := self.session.backing.take_turn()) is not None:
                self.run_worker(turn, group="backup")
        if isinstance(self.screen, Framed) and not (self.session is not None and self.session.is_at_key):
            self.screen.refresh_title()
        garbage.look(nobody_types=awake_and_asleep() - self._last_key > _NOBODY_TYPES)

    async def on_event(self, event: events.Event) -> None:
        """Take every key as a sign of life."""
        if isinstance(event, events.Key | events.Paste | events.MouseDown):
            self._last_key = awake_and_asleep()
            self.key_is_coming()
        if isinstance(event, events.Key) and event.key == "ctrl+l":
            self.set_timer(_LOCK_WITHIN, self.action_lock)  # whatever the keys before it are waiting for
        await super().on_event(event)

    def key_is_coming(self) -> None:
        """Let the page beside the text rest."""
        if self.session is not None:
            self.session.key_at = time.monotonic()

    def takes_keys(self) -> bool:
        """Let keys wait until a screen is there, and while it does what they have to wait for."""
        return not isinstance(self.screen, Framed) or (self.screen.is_awake and not self.screen.busy)

    def as_meant(self, event: events.Key | events.Paste) -> events.Key | events.Paste:
        """Read the letter keys of other alphabets by their place on the keyboard, where no text is typed."""
        if isinstance(event, events.Key) and not isinstance(self.focused, Input | TextArea):
            latin = layouts.latin(event.character or "")
            return event if latin is None else events.Key(_KEY_NAMES.get(latin, latin), latin)
        return event

    def on_resize(self, event: events.Resize) -> None:
        """Say so where the window is too small to work in; the words behind it stay as they are."""
        from fieldnotes.tui.screens.covers import TooSmall

        small = event.size.width < SMALLEST[0] or event.size.height < SMALLEST[1]
        covered = isinstance(self.screen, TooSmall)
        if small and not covered:
            self.push_screen(TooSmall(*SMALLEST))
        elif covered and not small:
            self.pop_screen()

    # ---------------------------------------------------------------------------------- leaving

    def action_leave(self) -> None:
        """Keep everything and end."""
        self.leave()

    def leave(self) -> None:
        """Keep everything and end."""
        self._end(Outcome.DONE, "")

    def action_lock(self, why: str = "") -> None:
        """Clear the screen, keep everything, and replace the process; nothing can stand in the way."""
        if self.session is None or not self.session.is_open:
            return
        self._end(Outcome.LOCKED, why)

    def _end(self, outcome: Outcome, why: str) -> None:
        if self._ending:
            return
        self._ending = True
        if self.session is not None:
            self.session.backing.cancel()
        from fieldnotes.tui.screens.covers import Veil

        open_screens = [screen for screen in reversed(self.screen_stack) if isinstance(screen, Framed)]
        self.push_screen(Veil("Locking; your words are being kept."))
        self.run_worker(self._keep_and_end(open_screens, outcome, why), group="end")

    def what_follows(self) -> str:
        """Return what the next process shows first, where a lock replaces this one."""
        return drawn(self.next_start.write()) if self.return_value == Outcome.LOCKED else ""

    async def _keep_and_end(self, screens: list[Framed[Any]], outcome: Outcome, why: str) -> None:
        notice = why
        try:
            for screen in screens:
                await screen.put_away()
        except FieldnotesError as error:
            notice = f"the last words could not be kept: {sentence_of(error)}"
        try:
            if self.session is not None:
                await self.session.close()
        except FieldnotesError as error:
            notice = notice or f"your words are kept as a draft: {sentence_of(error)}"
        vault = self.session.path if self.session is not None else self.asked.vault
        self.next_start = replace(self.asked, vault=vault, notice=notice)
        self.last_words = [notice] if notice else []
        self.exit(int(outcome))

    # ------------------------------------------------------------------------------- everywhere

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Offer every action of this place and of every place, with its key."""
        place = getattr(screen, "PLACE", "Looking")
        offered = [*keys.PLACES[place], *keys.EVERYWHERE]
        for key in {key.words: key for key in offered if key.action and "palette" not in key.action}.values():
            yield SystemCommand(key.words, f"key: {keys.said(key.key)}", self._choice_of(key.action))

    def _choice_of(self, action: str) -> Callable[[], Awaitable[None]]:
        async def run() -> None:
            await self.run_action(action, default_namespace=self.screen)

        return run

    def action_help(self) -> None:
        """Show the keys of this place."""
        from fieldnotes.tui.screens.help import Help

        if not isinstance(self.screen, Help):
            self.push_screen(Help(getattr(self.screen, "PLACE", "Looking")))

    def action_veil(self) -> None:
        """Hide everything until a key is pressed; the vault stays open."""
        from fieldnotes.tui.screens.covers import Veil

        self.push_screen(Veil("Press any key to go on."))

    def read_passage(self, code: str, number: int) -> None:
        """Go to a passage; where its interview is being written already, to that editor: a second would undo it."""
        from fieldnotes.tui.screens.interview import InterviewScreen

        stack = self.screen_stack
        writing = (one for one in stack if isinstance(one, InterviewScreen) and one.code == code)
        if (below := next(writing, None)) is None:
            self.push_screen(InterviewScreen(code, number))
        elif any(one.query("Form") for one in stack[stack.index(below) :]):
            self.call_later(self._say_here, "Finish what is open here first: Ctrl+S keeps it, Esc leaves it.")
        else:
            while self.screen is not below:
                self.screen.dismiss(None)
            below.go_to(number)

    def _say_here(self, words: str) -> None:
        if isinstance(self.screen, Framed):
            self.screen.say(words, bad=True)

    def action_search(self) -> None:
        """Search everything, from wherever one is."""
        from fieldnotes.tui.screens.search import Search

        if self.session is not None and not any(isinstance(screen, Search) for screen in self.screen_stack):
            self.push_screen(Search())

    def action_identities(self) -> None:
        """Ask for the identity passphrase, or hide the identities at once."""
        if self.session is None:
            return
        if self.session.identities_open:
            self.session.close_identities()
            self._identities_changed()
            return
        from fieldnotes.tui.screens.unlock import OpenIdentities

        if not isinstance(self.screen, OpenIdentities):
            self.push_screen(OpenIdentities(self.asked), lambda _opened: self._identities_changed())

    def _backups_changed(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, Framed) and screen.is_attached and not self._ending:
                screen.backups_changed()
                screen.refresh_title()

    def _identities_changed(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, Framed):
                screen.identities_changed()
                screen.refresh_title()


def _handle_signals(signals: Sequence[int], handler: Callable[[], None]) -> None:
    """Let *handler* run in the event loop when one of *signals* comes.

    Without this SIGTERM and SIGHUP end the process at once, leaving the screen as it was, and SIGTSTP parks
    it with the vault open (the driver's own handler, installed before the app starts).
    """
    loop = asyncio.get_running_loop()
    for number in signals:
        loop.add_signal_handler(number, handler)
    loop.set_exception_handler(lambda _loop, _context: None)  # "never retrieved" prints the exception's text
