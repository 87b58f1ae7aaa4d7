"""The first run: two passphrases, two sheets to copy out, a first source and a first interview; one idea a screen."""

import asyncio
import unicodedata
from collections.abc import Sequence
from enum import IntEnum
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from fieldnotes.domain.preferences import Preferences
from fieldnotes.errors import FieldnotesError, UsageError
from fieldnotes.tui.literal import literal
from fieldnotes.tui.mendings import SecretInput
from fieldnotes.tui.screens.ask import Answer, Ask
from fieldnotes.tui.screens.frame import Framed, sentence_of
from fieldnotes.tui.session import Session
from fieldnotes.workflows import preferences, vaults

_PROVED = 8
_A_LINE = 48  # characters of a key, twelve groups of four


class Step(IntEnum):
    """Name the steps in order."""

    PASSPHRASE = 1
    IDENTITIES = 2
    NOTES_SHEET = 3
    NAMES_SHEET = 4
    BEGIN = 5


_HEADS = {
    Step.PASSPHRASE: "The passphrase of your notes",
    Step.IDENTITIES: "The identity passphrase, for the names",
    Step.NOTES_SHEET: "First sheet: the NOTES recovery key",
    Step.NAMES_SHEET: "Second sheet: the NAMES recovery key",
    Step.BEGIN: "Your vault is ready",
}
_WORDS = {
    Step.PASSPHRASE: (
        "It opens your notes, every day. If it is lost, and the sheet of step 3 with it, nobody can open them again: "
        "not you, not us. Write it on paper now. Here is a strong one:"
    ),
    Step.IDENTITIES: (
        "It opens the sealed cards that say who your sources really are, and is asked for only then. It must not "
        "resemble the first. Write it on a paper of its own, and never carry that where you may be searched. Here is "
        "a strong one:"
    ),
    Step.NOTES_SHEET: (
        "It opens the notes when the passphrase is lost. It is shown once and stored nowhere. Copy it by hand onto a "
        "sheet of its own, and keep that where you keep valuables:"
    ),
    Step.NAMES_SHEET: (
        "It opens the sealed cards when the identity passphrase is lost. It is shown once too. Copy it onto another "
        "sheet; that one stays at home, and never lies beside the first:"
    ),
    Step.BEGIN: (
        "Next: the first source, then the first interview. A source is a person you talk to or about; you give them a "
        "pseudonym, and what you know of who they are is sealed apart from it.\n\n"
        "Enter goes on · F4 skips this and shows the empty notebook"
    ),
}
_SECRETS = (Step.PASSPHRASE, Step.IDENTITIES)
_SHEETS = (Step.NOTES_SHEET, Step.NAMES_SHEET)
_CALLED = {Step.PASSPHRASE: "passphrase", Step.IDENTITIES: "identity passphrase"}


class FirstRun(Framed[None]):
    """Lead to a vault with two locks and two sheets; only the passphrases cannot be skipped."""

    PLACE = "First run"
    DEFAULT_CSS = """
    FirstRun > Vertical { height: 1fr; padding: 1 2; max-width: 84; }
    FirstRun Static { height: auto; }
    FirstRun #shown { padding: 1 0 1 2; color: $accent; text-style: bold; }
    FirstRun #note { color: $text-muted; padding: 1 0 0 0; }
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._step = Step.PASSPHRASE
        self._proposed = vaults.proposed_passphrase()
        self._chosen: dict[Step, str] = {}
        self._sheets: dict[Step, str] = {}
        self._session: Session | None = None
        self._busy = False

    def body(self) -> ComposeResult:
        """Show the parts that every step uses in its own way."""
        with Vertical():
            yield Static("", id="head")
            yield Static("", id="words")
            yield Static("", id="shown")
            yield Static("", id="asked")
            yield SecretInput(id="secret")
            yield Static("Once more, since it is your own:", id="asked-again")
            yield SecretInput(id="again")
            yield Input(id="proof", max_length=40)
            yield Static("", id="note")

    def on_mount(self) -> None:
        """Begin, unless there is no room for a vault."""
        self._show()
        if not self._path.parent.is_dir():
            self.say("The folder around the new vault does not exist: leave with Esc, and make it first.", bad=True)

    @property
    def where(self) -> str:
        """Say how far one is."""
        return f"new vault {self._path.name} · step {int(self._step)} of {len(Step)}"

    # ------------------------------------------------------------------------------- the steps

    def _show(self) -> None:
        """Show the step, and put the cursor where something is asked."""
        step = self._step
        asks, proves = step in _SECRETS, step in _SHEETS
        self.query_one("#head", Static).update(literal(_HEADS[step], "bold $primary"))
        self.query_one("#words", Static).update("\n" + _WORDS[step])
        self.query_one("#shown", Static).update(
            literal(self._proposed) if asks else _in_groups(self._sheets.get(step, ""))
        )
        asked = "Type it here from your paper, or type one of your own:" if asks else ""
        proof = f"Type the last {_PROVED} characters from your sheet:" if proves else ""
        self.query_one("#asked", Static).update(asked or proof)
        for name, shown in (("#shown", asks or proves), ("#secret", asks), ("#proof", proves)):
            self.query_one(name).display = shown
        self._ask_again(asked=False)
        self._note()
        self.refresh_title()
        if asks or proves:
            self.query_one("#secret" if asks else "#proof", Input).focus()
        else:
            self.set_focus(None)

    def _ask_again(self, *, asked: bool) -> None:
        self.query_one("#asked-again").display = self.query_one("#again").display = asked

    def _note(self) -> None:
        """Say what has to be known of what is being typed."""
        words = ""
        if self._step in _SECRETS:
            typed = self.query_one("#secret", SecretInput).value
            words = "Enter goes on. F2 shows what you type, F3 proposes another."
            if any(letter.isalpha() and "LATIN" not in unicodedata.name(letter, "") for letter in typed):
                words = (
                    "✗ Letters of another alphabet are in use: on another keyboard you could not type this. " + words
                )
        elif self._step in _SHEETS:
            words = "Enter compares. F4 goes on without this proof."
        self.query_one("#note", Static).update(literal(words))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Follow what is typed; what was to be typed twice begins anew."""
        if event.input.id == "secret":
            self._ask_again(asked=False)
        self._note()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on with Enter."""
        self.action_go_on()

    def action_go_on(self) -> None:
        """Do what the step asks for, and go to the next."""
        if self._busy:
            return
        if self._step in _SECRETS:
            self._busy = True
            self.carry(self._take_secret(), keys_wait=True)
        elif self._step in _SHEETS:
            self._prove()
        else:
            self._begin()

    def _go_to(self, step: Step) -> None:
        self._step = step
        if step in _SECRETS:
            self._proposed = vaults.proposed_passphrase()
        self.say("")
        self._wipe()
        self._show()

    def _wipe(self) -> None:
        """Leave nothing that was typed in a field."""
        for name in ("#secret", "#again"):
            field = self.query_one(name, SecretInput)
            field.password = True
            field.wipe()
        self.query_one("#proof", Input).value = ""

    # ----------------------------------------------------------------------------- passphrases

    async def _take_secret(self) -> None:
        """Take what was typed back, or an own one that is strong and was typed twice."""
        try:
            typed, again = (self.query_one(name, SecretInput) for name in ("#secret", "#again"))
            if typed.value != self._proposed and not await self._is_good(typed, again):
                return
            self._chosen[self._step] = typed.value
            if self._step is Step.PASSPHRASE:
                self._go_to(Step.IDENTITIES)
            else:
                await self._make()
        finally:
            self._busy = False

    async def _is_good(self, typed: SecretInput, again: SecretInput) -> bool:
        called = _CALLED[self._step]
        if not typed.value:
            self.say(f"The {called} cannot be skipped: type the proposed one, or one of your own.", bad=True)
            return False
        try:
            await asyncio.to_thread(vaults.judge, typed.value, called)
        except UsageError as error:
            mistyped = _is_near(typed.value, self._proposed)
            self.say("This is not quite what is shown; compare it." if mistyped else sentence_of(error), bad=True)
            return False
        if not again.display:
            near = _is_near(typed.value, self._proposed)
            self.say("This differs from what is shown. If you mean it, type it once more." if near else "")
            self._ask_again(asked=True)
            again.wipe()
            again.focus()
            return False
        if again.value != typed.value:
            self.say("The two are not the same; type both again.", bad=True)
            self._wipe()
            self._ask_again(asked=False)
            typed.focus()
            return False
        return True

    def action_show_secret(self) -> None:
        """Show what is being typed, or hide it."""
        for name in ("#secret", "#again"):
            field = self.query_one(name, SecretInput)
            field.password = not field.password

    def action_another(self) -> None:
        """Propose another passphrase."""
        if self._step in _SECRETS and not self._busy:
            self._proposed = vaults.proposed_passphrase()
            self._wipe()
            self._show()

    async def _make(self) -> None:
        """Make the vault and open it; the work runs aside, the screen stays alive."""
        self.say("Making the vault…")
        passphrase, identities = self._chosen[Step.PASSPHRASE], self._chosen.pop(Step.IDENTITIES)
        try:
            keys = await asyncio.to_thread(vaults.init, self._path, passphrase, identities)
        except FieldnotesError as error:
            self.say(sentence_of(error), bad=True)
            self._wipe()
            self._ask_again(asked=False)
            return
        self._sheets = {Step.NOTES_SHEET: keys.notes, Step.NAMES_SHEET: keys.names or ""}
        session = Session(self._path)
        await session.unlock(passphrase)
        self._chosen.clear()
        self._proposed = ""
        self._session = self.app.session = session
        await session.do(preferences.keep, Preferences(unproved=("NOTES", "NAMES")))
        self._go_to(Step.NOTES_SHEET)
        self.say("The vault is made.")

    # ---------------------------------------------------------------------------------- sheets

    def _prove(self) -> None:
        """Compare what was typed back with the end of the key."""
        typed = "".join(self.query_one("#proof", Input).value.split()).upper()
        if typed == self._sheets[self._step][-_PROVED:].upper():
            which = "NOTES" if self._step is Step.NOTES_SHEET else "NAMES"
            self.carry(self._remember_proved(which))
            self._put_sheet_away("This sheet is right.")
        elif not typed:
            self.say(f"Type the last {_PROVED} characters from your sheet, or F4 goes on without.", bad=True)
        else:
            self.say("This is not how the key ends; compare your sheet letter by letter.", bad=True)

    async def _remember_proved(self, which: str) -> None:
        now = await self.app.desk.do(preferences.read)
        left = tuple(key for key in now.unproved if key != which)
        await self.app.desk.do(preferences.keep, now.model_copy(update={"unproved": left}))

    def _put_sheet_away(self, words: str) -> None:
        self._sheets.pop(self._step, None)
        self._go_to(Step(self._step + 1))
        self.say(words)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show a key only on the steps where it works."""
        asks = self._step in _SECRETS
        return {"skip": not asks, "show_secret": asks, "another": asks}.get(action, True)

    def action_skip(self) -> None:
        """Skip what can be skipped, after a plain word where a sheet stays unproved."""
        if self._step is Step.BEGIN:
            self._end()
        else:
            said = [
                "Not yet proved: a sheet with one wrong letter opens nothing, and this key is never shown again.",
                "New sheets can be made later: fieldnotes key recover.",
            ]
            answers = [Answer("s", "Stay and type it back"), Answer("x", "Go on without the proof")]
            self.app.push_screen(Ask("Go on without proving this sheet?", said, answers), self._skipped)

    def _skipped(self, answer: str | None) -> None:
        if answer == "x":
            self._put_sheet_away("Not yet proved: the first screen of your notes will remind you.")

    # ----------------------------------------------------------------------- first source, end

    def _begin(self) -> None:
        from fieldnotes.tui.screens.source import SourceScreen

        self.app.push_screen(SourceScreen(None), lambda _: self._first_interview())

    def _first_interview(self) -> None:
        from fieldnotes.tui.screens.properties import Properties

        self.app.push_screen(Properties(None), self._end)

    def _end(self, code: str | None = None) -> None:
        """Go home, and from there into the first interview."""
        if self._session is None:
            return
        self.app.opened(self._session)
        if code is not None:
            from fieldnotes.tui.screens.interview import InterviewScreen

            self.app.push_screen(InterviewScreen(code))

    def action_back(self) -> None:
        """Go back to the first passphrase, or leave before anything is made."""
        if self._busy:
            return
        if self._step is Step.IDENTITIES:
            self._chosen.clear()
            self._go_to(Step.PASSPHRASE)
        elif self._step is Step.PASSPHRASE:
            self._wipe()
            self.app.action_leave()
        else:
            self.say("The vault is made. Enter goes on, F4 skips this step.")


def _in_groups(key: str) -> str:
    """Return a key as one copies it: what every key begins with, and groups of four; blanks do not count."""
    kind, one, rest = key.rpartition("1")
    lines = [rest[at : at + _A_LINE] for at in range(0, len(rest), _A_LINE)]
    return "\n".join([kind + one, *(" ".join(_groups(line)) for line in lines)])


def _groups(line: str) -> Sequence[str]:
    return [line[at : at + 4] for at in range(0, len(line), 4)]


def _is_near(typed: str, proposed: str) -> bool:
    """Tell whether somebody meant to type back what was proposed."""
    words, meant = set(typed.lower().replace("-", " ").split()), set(proposed.split("-"))
    return 2 * len(words & meant) >= len(meant)
