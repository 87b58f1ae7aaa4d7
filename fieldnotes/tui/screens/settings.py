"""Settings: which line reads right, after how long the vault locks itself, and which language models are asked."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from fieldnotes.domain.counting import counted
from fieldnotes.domain.preferences import Preferences
from fieldnotes.errors import FieldnotesError
from fieldnotes.tui import bidi
from fieldnotes.tui.literal import literal
from fieldnotes.tui.screens.frame import Framed, sentence_of
from fieldnotes.tui.widgets.entry import LineEntry
from fieldnotes.workflows import preferences

# An invented sentence in Sorani: "The teacher wrote three letters in 2014."
_SAMPLE = "مامۆستاکە لە ساڵی ٢٠١٤ سێ نامەی نووسی"
_ALONE = "none; names are asked about by rules alone"


class Settings(Framed[None]):
    """Change what a person likes; every change is kept at once."""

    PLACE = "Settings"
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    Settings Vertical { padding: 1 2; height: 1fr; }
    Settings #asking { height: auto; display: none; padding: 0; }
    Settings #asking.-open { display: block; }
    Settings #models { border: none; padding: 0 1; background: $surface; }
    """

    def body(self) -> ComposeResult:
        """Show the sentence both ways, the minutes, and the models with a field to name others."""
        with Vertical():
            yield Static("", id="choices")
            with Vertical(id="asking"):
                yield LineEntry(
                    None, placeholder="names of models · Enter keeps them, or none · Esc does not", id="models"
                )
                yield Static("", id="installed")

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
            Content(""),
            Content.assemble(("A second opinion:", "bold"), f" {', '.join(now.second_opinion) or _ALONE}"),
            Content("Language models that read beside the rules, each its language: m names them."),
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

    def action_models(self) -> None:
        """Ask which language models are asked besides the rules, and say which there are."""
        field = self.query_one("#models", LineEntry)
        field.value = " ".join(self._now.second_opinion)
        self.query_one("#asking").add_class("-open")
        field.focus()
        self.carry(self._say_installed())

    async def _say_installed(self) -> None:
        found = await self.app.desk.do(lambda _vault: preferences.installed_models())
        self.query_one("#installed", Static).update(literal(f"installed here: {', '.join(found) or 'none'}"))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Let the models that were named be asked from now on; without any the rules alone."""
        self.say("Trying whether they can be asked…")
        self.carry(self._ask(event.value.replace(",", " ").split()), keys_wait=True)

    async def _ask(self, models: Sequence[str]) -> None:
        try:
            await self.app.desk.do(preferences.ask_models, models)
        except FieldnotesError as error:  # in full, where there is room for what would help
            self.query_one("#installed", Static).update(literal(sentence_of(error), "$error"))
            self.say("Nothing was changed.", bad=True)
            return
        self.app.preferences = await self.app.desk.do(preferences.read)
        self._close_models()
        self._show()
        self.say("Kept in this vault.")

    def _close_models(self) -> bool:
        asking = self.query_one("#asking")
        was_open = asking.has_class("-open")
        asking.remove_class("-open")
        self.set_focus(None)
        return was_open

    def action_back(self) -> None:
        """Close the field, else go back; who reads neither line is not asked again."""
        if self._close_models():
            return
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
