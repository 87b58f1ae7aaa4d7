"""Settings: which line reads right, and after how long the vault locks itself."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from fieldnotes.domain.counting import counted
from fieldnotes.domain.preferences import Preferences
from fieldnotes.tui import bidi
from fieldnotes.tui.screens.frame import Framed
from fieldnotes.workflows import preferences

# An invented sentence in Sorani: "The teacher wrote three letters in 2014."
_SAMPLE = "مامۆستاکە لە ساڵی ٢٠١٤ سێ نامەی نووسی"


class Settings(Framed[None]):
    """Change what a person likes; every change is kept at once."""

    PLACE = "Settings"
    DEFAULT_CSS = "Settings Vertical { padding: 1 2; height: 1fr; }"

    def body(self) -> ComposeResult:
        """Show the sentence both ways, and the minutes."""
        with Vertical():
            yield Static("", id="choices")

    @property
    def where(self) -> str:
        """Say where one is."""
        return "Settings"

    def on_mount(self) -> None:
        """Show how things are."""
        self._show()

    @property
    def _now(self) -> Preferences:
        return self.app.preferences or Preferences()

    def _show(self) -> None:
        now = self._now
        minutes = counted(now.locks_after, "minute")
        chosen = {"terminal": "1", "app": "2"}.get(now.direction or "", "")
        rows = [
            Content.assemble(("Kurdish and Arabic text: which line reads right to left?", "bold")),
            Content("It says: the teacher wrote three letters in 2014."),
            Content(""),
            self._line("1", bidi.arrange(_SAMPLE, bidi.Mode.TERMINAL), chosen),
            self._line("2", bidi.arrange(_SAMPLE, bidi.Mode.APP), chosen),
            Content("" if bidi.can_arrange() else f"     (2: {bidi.NOT_INSTALLED})"),
            Content.assemble(
                ("Press 1 or 2.", "bold $accent"), " If you read neither script: Esc, it does not matter."
            ),
            Content(""),
            Content.assemble(("Lock by itself", "bold"), f" after {minutes} without a key (+ and - change that)"),
        ]
        self.query_one("#choices", Static).update(Content("\n").join(rows))

    def _line(self, number: str, words: str, chosen: str) -> Content:
        mark = "●" if number == chosen else " "
        return Content.assemble(f" {mark} ", (number, "bold $accent"), f"   {words}")

    def action_reads(self, direction: str) -> None:
        """Show right-to-left words so from now on."""
        self._keep(self._now.model_copy(update={"direction": direction}))

    def action_minutes(self, more: int) -> None:
        """Lock later or sooner."""
        minutes = min(60, max(1, self._now.locks_after + more))
        self._keep(self._now.model_copy(update={"locks_after": minutes}))

    def action_back(self) -> None:
        """Go back; who reads neither line is not asked again."""
        if self._now.direction is None:
            self._keep(self._now.model_copy(update={"direction": "terminal"}))
        self.dismiss()

    def _keep(self, changed: Preferences) -> None:
        self.app.preferences = changed
        self._show()
        self.carry(self._kept(changed))

    async def _kept(self, changed: Preferences) -> None:
        await self.app.desk.do(preferences.keep, changed)
        self.say("Kept in this vault.")
