"""Keep what is typed: into the vault within a second of every key, and at once when the screen is left."""

import asyncio
import time
from collections.abc import Sequence

from fieldnotes.errors import FieldnotesError
from fieldnotes.tui import manuscript
from fieldnotes.tui.session import Session
from fieldnotes.workflows import drafting
from fieldnotes.workflows.drafting import Row

WITHIN = 0.6
"""Seconds from the first key not yet kept until it is."""


class Autosave:
    """Keep the passages of one interview as drafts; knows what the vault has of them."""

    def __init__(self, session: Session, interview: bytes, rows: Sequence[Row]) -> None:
        self._session = session
        self._interview = interview
        self._kept = {row.entity: row for row in rows}
        self._one_at_a_time = asyncio.Lock()
        self.failed: FieldnotesError | None = None

    async def keep(self, rows: Sequence[Row]) -> bool:
        """Keep what differs from the vault; return whether anything did.

        Raises:
            Unreachable: it cannot be written; the text is still on the screen, and the next call tries again.
        """
        async with self._one_at_a_time:
            found = manuscript.changes(self._kept, rows)
            if not found:
                self.failed = None
                return False
            try:
                await self._session.do(drafting.keep, self._interview, found)
            except FieldnotesError as error:
                self.failed = error
                raise
            self.failed = None
            self._kept = {row.entity: row for row in rows}
            self._session.saved_at = time.time()
            return True
