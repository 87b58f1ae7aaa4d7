"""Choose among suggested pseudonyms: their style, their language, for whom; others at a key, none twice."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from fieldnotes.domain.identity import Identity
from fieldnotes.tui import pseudonyms
from fieldnotes.tui.screens.frame import Framed
from fieldnotes.workflows import naming
from fieldnotes.workflows.naming import Namer, Style, Suggested, Suggestion

HANDFUL = 5


class Suggesting(Framed[Suggestion | None]):
    """Dismissed with the suggestion that was taken, or with None.

    *typed* returns what stands on the card and is not kept yet; it is asked anew when the identities open or close.
    """

    PLACE = "Suggesting"
    DEFAULT_CSS = """
    Suggesting #asked { padding: 0 1; color: $text-muted; }
    Suggesting VerticalScroll { height: 1fr; padding: 1 1 0 1; }
    Suggesting #offered { height: auto; }
    """

    def __init__(self, handle: str | None, typed: Callable[[], Identity]) -> None:
        super().__init__()
        self._handle, self._typed = handle, typed
        self._known: Namer | None = None
        self._style, self._language, self._said_to = Style.HONORIFIC, "", naming.ANYONE
        self._shown: set[str] = set()
        self._found, self._at = Suggested(()), 0

    @property
    def where(self) -> str:
        """Say where one is."""
        return "Pseudonyms"

    def body(self) -> ComposeResult:
        """Show what is asked for, and the suggestions."""
        yield Static("", id="asked")
        with VerticalScroll(can_focus=False):
            yield Static("", id="offered")

    def on_mount(self) -> None:
        """Learn what must not be given away, and begin."""
        self.carry(self._learn(), keys_wait=True)

    def identities_changed(self) -> None:
        """Begin anew: more is known now, or less."""
        self._known, self._found = None, Suggested(())
        self._show()
        self.carry(self._learn(), keys_wait=True)

    async def _learn(self) -> None:
        self._known = await self.app.desk.do(naming.namer, self._handle, self._typed())
        self._shown.clear()
        self._language = pseudonyms.after(pseudonyms.in_order(self._known, Style.NAME), self._language, 0)
        self._suggest()

    def _suggest(self) -> None:
        """Draw a handful that was not shown yet; where there is none, say so and leave what is shown."""
        if self._known is None:
            return
        found = self._known.suggest(self._style, self._language, self._said_to, HANDFUL, self._shown)
        self._shown.update(one.pseudonym for one in found.offered)
        if found.offered or not self._found.offered:
            self._found, self._at = found, 0
        self.say(found.said[:1].upper() + found.said[1:] + "." if found.said else "", bad=not found.offered)
        self._show()

    def _show(self) -> None:
        offered = self._found.offered
        style = offered[0].style if offered else self._style
        self.query_one("#asked", Static).update(pseudonyms.asked(style, self._language, self._said_to))
        lines = [pseudonyms.line(one, chosen=place == self._at) for place, one in enumerate(offered)]
        self.query_one("#offered", Static).update(Content("\n").join(lines))

    def _anew(self) -> None:
        """Suggest something of another kind."""
        self._shown.clear()
        self._found = Suggested(())
        self._suggest()

    def action_others(self) -> None:
        """Suggest others."""
        self._suggest()

    def action_style(self) -> None:
        """Go to the next style, in the same language where it has any."""
        self._style = Style(pseudonyms.after(list(Style), self._style, 1))
        self._turn_language(0)

    def action_language(self, steps: int) -> None:
        """Go to another language."""
        self._turn_language(steps)

    def _turn_language(self, steps: int) -> None:
        if self._known is not None and self._style is not Style.CODE:
            options = pseudonyms.in_order(self._known, self._style)
            self._language = pseudonyms.after(options, self._language, steps)
        self._anew()

    def action_said_to(self) -> None:
        """Suggest for men, for women, or for anyone."""
        self._said_to = pseudonyms.after(list(pseudonyms.WHOM), self._said_to, 1)
        self._anew()

    def action_move(self, steps: int) -> None:
        """Go up or down in the list."""
        if self._found.offered:
            self._at = (self._at + steps) % len(self._found.offered)
            self._show()

    def action_take(self) -> None:
        """Take the suggestion under the cursor."""
        if self._found.offered:
            self.dismiss(self._found.offered[self._at])
