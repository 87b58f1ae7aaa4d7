"""What screens may ask of the app that shows them; the app itself knows the screens, they do not know it."""

import os
from abc import abstractmethod
from typing import TYPE_CHECKING

from fieldnotes.errors import FieldnotesError
from fieldnotes.tui import bidi
from fieldnotes.tui.curtain import Curtain
from fieldnotes.tui.mendings import QuietApp
from fieldnotes.tui.session import Session
from fieldnotes.tui.start import Start

if TYPE_CHECKING:
    from fieldnotes.domain.preferences import Preferences
    from fieldnotes.workflows.writing import Undo


class Host(QuietApp):
    """Hold what all screens share: how the app was started, the session, and what the person prefers."""

    def __init__(self, asked: Start, curtain: Curtain | None = None) -> None:
        super().__init__(curtain)
        self.asked = asked
        self.session: Session | None = None
        self.preferences: Preferences | None = None
        """What the person prefers; known once the vault is open."""
        self.undoable: list[Undo] = []
        """What can be brought back, the latest last; holds old words, so a purge empties it."""
        self._guessed = bidi.guess(os.environ)

    @property
    def desk(self) -> Session:
        """Return the session of the open vault; only screens behind the lock ask for it."""
        if self.session is None:
            raise FieldnotesError("a screen was opened without a vault")
        return self.session

    @property
    def direction(self) -> bidi.Mode:
        """Return who brings right-to-left words into reading order: as preferred, else as guessed."""
        if self.preferences is None or self.preferences.direction is None:
            return self._guessed
        return bidi.Mode(self.preferences.direction)

    @property
    def locks_after(self) -> int:
        """Return the seconds without a key after which the vault locks itself."""
        return 60 * (self.preferences.locks_after if self.preferences is not None else 10)

    @property
    @abstractmethod
    def standing(self) -> list[tuple[str, str]]:
        """Return how things stand, the most important first, as (words, style)."""

    @abstractmethod
    def opened(self, session: Session) -> None:
        """Go on with an open vault."""

    @abstractmethod
    def read_passage(self, code: str, number: int) -> None:
        """Open an interview at a passage; where it is being written already, go back to it."""

    @abstractmethod
    def action_leave(self) -> None:
        """Keep everything and end."""

    @abstractmethod
    def action_identities(self) -> None:
        """Ask for the identity passphrase, or hide the identities at once."""
