"""What every screen has: a title line, a message line, the footer, and its keys from the one table."""

import asyncio
from collections.abc import Coroutine
from typing import Any, ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.css.query import NoMatches

from fieldnotes.errors import FieldnotesError
from fieldnotes.tui.host import Host
from fieldnotes.tui.keys import bindings
from fieldnotes.tui.mendings import SteadyScreen
from fieldnotes.tui.widgets.lines import Footer, Message, Title

R = TypeVar("R")


class Framed(SteadyScreen[R]):
    """Be a screen with a title, a message line and a footer; `PLACE` names its part of the table of keys."""

    PLACE: ClassVar[str] = "Looking"
    app: Host
    busy = 0
    """How much is being done that keys have to wait for."""
    is_awake = False
    """Whether it is in front, with the field in focus that it begins with."""

    def __init_subclass__(cls, **arguments: Any) -> None:
        cls.BINDINGS = _table(cls.PLACE)
        super().__init_subclass__(**arguments)

    def compose(self) -> ComposeResult:
        """Put the lines around what the screen is about."""
        yield Title()
        yield from self.body()
        yield Message()
        yield Footer()

    def body(self) -> ComposeResult:
        """Yield what the screen is about."""
        yield from ()

    @property
    def where(self) -> str:
        """Return where one is, for the title line."""
        return "Fieldnotes"

    def refresh_title(self) -> None:
        """Show the title line anew; called every second and whenever something changed."""
        for title in self.query(Title):
            title.show(self.where, self.app.standing)

    def on_screen_resume(self) -> None:
        """Show how things stand now."""
        self.call_after_refresh(self.refresh_title)
        self.call_later(self._wake)

    def on_screen_suspend(self) -> None:
        """Let keys wait when this screen comes back, until it has its field again."""
        self.is_awake = False

    def _wake(self) -> None:
        self.is_awake = True

    def say(self, words: str, *, bad: bool = False) -> None:
        """Say one sentence on the message line."""
        for message in self.query(Message):
            message.say(words, bad=bad)

    def on_form_mended(self, event: Any) -> None:
        """Take back what was said of a form, unless a line is still marked; forms load late, hence no type."""

        def forget() -> None:
            for message in self.query(Message):
                if message.said == event.said and not event.form.is_wrong:
                    message.say("")

        self.call_after_refresh(forget)

    def complain(self, error: FieldnotesError) -> None:
        """Say what went wrong, in the words of the error."""
        self.say(sentence_of(error), bad=True)

    def carry(
        self,
        work: Coroutine[Any, Any, None],
        *,
        group: str = "carry",
        exclusive: bool = False,
        keys_wait: bool = False,
    ) -> None:
        """Do *work* beside the screen; a refusal is said on the message line.

        With *keys_wait* no key is taken before it is done: what is typed is meant for what will be there then.
        """
        self.busy += keys_wait
        self.run_worker(self._told(work, keys_wait), group=group, exclusive=exclusive, exit_on_error=True)

    async def _told(self, work: Coroutine[Any, Any, None], keys_wait: bool) -> None:
        try:
            await work
        except FieldnotesError as error:
            self.complain(error)
        except NoMatches:
            if self.is_attached and not self.app.is_ending:  # else the screen was left meanwhile
                raise
        finally:
            self.busy -= keys_wait

    async def painted(self) -> None:
        """Wait until this screen was painted: threads that work for it meanwhile would hold that up."""
        shown = asyncio.Event()
        self.call_after_refresh(shown.set)
        await shown.wait()

    async def put_away(self) -> None:
        """Keep in the vault what was typed here and is not yet kept; called before a lock."""

    def identities_changed(self) -> None:
        """Take note that the identities were opened or hidden."""

    def backups_changed(self) -> None:
        """Take note that a backup began or ended, or stands otherwise than before."""

    def action_back(self) -> None:
        """Go back to the screen below."""
        self.dismiss()


def sentence_of(error: FieldnotesError) -> str:
    """Return an error as one sentence with its hint."""
    return f"{error}; {error.hint}" if error.hint else str(error)


def _table(place: str) -> list[BindingType]:
    return list(bindings(place))
