"""Keep what is typed in a form: into the vault within a second of every key, and at once when a field is left."""

import asyncio
import time
from collections.abc import Callable, Collection, Mapping
from typing import Any

from textual.timer import Timer

from fieldnotes.errors import FieldnotesError
from fieldnotes.tui.autosave import WITHIN
from fieldnotes.tui.screens.frame import Framed, sentence_of
from fieldnotes.tui.widgets.form import Form, Value
from fieldnotes.workflows import unfinished
from fieldnotes.workflows.unfinished import Of, Typed

SEALED = "sealed, with words that you had not kept yet. Open the identities (F7) to go on with them."
_HERE_AGAIN = "Your unfinished words are here again."
_OVERTAKEN = "This was changed elsewhere meanwhile: your unfinished words are here again, in place of what changed."
_AGAIN_AFTER = 2


class FormAutosave:
    """Keep what is typed in the form of a screen as a draft of its record, valid or not; knows what the vault has.

    *without* are fields that are kept in another way; *sealed* tells whether what is typed has to be sealed.
    """

    def __init__(
        self, screen: Framed[Any], of: Of, without: Collection[str] = (), sealed: Callable[[], bool] = lambda: False
    ) -> None:
        self._screen, self._of, self._without, self._sealed = screen, of, without, sealed
        self._name: str | None = None
        self._is_new = False
        self._draft: bytes | None = None
        self._before: Mapping[str, Value] = {}
        self._kept: Mapping[str, Value] | None = {}
        self._is_open = False
        self._closed_with: Mapping[str, Value] | None = None
        self._failed = False
        self._timer: Timer | None = None
        self._one_at_a_time = asyncio.Lock()

    def begin(self, name: str | None, waiting: Typed | None) -> None:
        """Begin with a form that shows its record, or what a new one begins with, and put over it what waits."""
        self._before = self._values()
        self._name, self._is_new = name, waiting.is_new if waiting is not None else name is None
        self._draft, self._kept = (waiting.draft, waiting.values) if waiting is not None else (None, {})
        self._is_open = self._kept is not None
        if waiting is not None and waiting.values:
            self._screen.query_one(Form).refill(waiting.values)
            self._screen.say(_OVERTAKEN if waiting.overtaken else _HERE_AGAIN)

    @property
    def draft(self) -> bytes | None:
        """Return the id of the draft, where there is one."""
        return self._draft

    @property
    def typed(self) -> dict[str, Value]:
        """Return the fields that were typed: of a record those that differ from it, of a new one all, or none."""
        if not self._is_open:
            return {}
        values = self._values()
        different = {name: value for name, value in values.items() if value != self._before[name]}
        return values if different and self._is_new else different

    def _values(self) -> dict[str, Value]:
        values = self._screen.query_one(Form).values()
        return {name: value for name, value in values.items() if name not in self._without}

    def changed(self) -> None:
        """Keep what is typed soon; called after every change."""
        if self._is_open and self._timer is None:
            self._timer = self._screen.set_timer(WITHIN, self.keep_now)

    def keep_now(self) -> None:
        """Keep what is typed beside the screen; called when a field is left."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self._is_open:
            self._screen.carry(self._keep_and_tell(), group="draft")

    async def _keep_and_tell(self) -> None:
        failed = self._failed
        try:
            await self.keep()
        except FieldnotesError as error:
            said = f"NOT KEPT: {sentence_of(error)}. Your words are still on this screen; trying again."
            self._screen.say(said, bad=True)
            self._timer = self._timer or self._screen.set_timer(_AGAIN_AFTER, self.keep_now)
        else:
            if failed:
                self._screen.say("Kept: everything typed is in the vault now.")

    async def keep(self) -> None:
        """Keep what is typed, now, or was when the form was closed.

        Raises:
            FieldnotesError: it cannot be written; the next call tries again.
        """
        async with self._one_at_a_time:
            typed = self._closed_with if self._closed_with is not None else self.typed if self._is_open else self._kept
            if typed is None or typed == self._kept:
                return
            desk, how = self._screen.app.desk, {"is_new": self._is_new, "sealed": self._sealed()}
            self._failed = True
            self._draft = await desk.do(unfinished.keep, self._of, self._name, self._draft, typed, **how)
            self._failed, self._kept, self._closed_with = False, typed, None
            desk.saved_at = time.time()

    async def belong_to(self, name: str) -> None:
        """Keep what is typed with a record that stands in the notes under *name* until the form is kept."""
        self._name, self._kept = name, None
        await self.keep()

    def close(self) -> None:
        """Hold on to what was typed, and look at the form no more until `begin`."""
        if self._is_open:
            self._closed_with = self.typed
        self._is_open = False

    async def drop(self) -> None:
        """Forget the draft: the record is kept, or what was typed is not wanted."""
        async with self._one_at_a_time:
            if self._draft is not None:
                await self._screen.app.desk.do(unfinished.drop, self._draft)
            self._draft, self._is_open, self._closed_with = None, False, None
