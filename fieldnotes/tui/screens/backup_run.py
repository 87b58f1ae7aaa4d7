"""A backup or a drill while it runs, and what came of it; leaving this screen does not end it."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from fieldnotes.tui import backup_words, bidi
from fieldnotes.tui.backing import Job
from fieldnotes.tui.literal import clean, literal
from fieldnotes.tui.screens.frame import Framed, sentence_of

_GOES_ON = "Esc goes back, and it goes on. Locking the vault stops it, by itself too; what arrived is kept."


class BackingUp(Framed[None]):
    """Show how far a job is: the part that is settled, bytes on the line, speed and the time that is left."""

    PLACE = "Backing up"
    AUTO_FOCUS = "VerticalScroll"
    DEFAULT_CSS = "BackingUp VerticalScroll { padding: 1 2; height: 1fr; }"

    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job

    def body(self) -> ComposeResult:
        """Show nothing but the state."""
        with VerticalScroll(can_focus=True):
            yield Static("", id="state")

    @property
    def where(self) -> str:
        """Say what runs."""
        return {
            "backup": "Backing up",
            "drill": "Drill: is the backup good?",
            "check": "Is every byte good?",
            "forgetting": "Forgetting old backups",
        }[self._job.what]

    def on_mount(self) -> None:
        """Look twice a second."""
        self._show()
        self.set_interval(0.5, self._look)

    def _look(self) -> None:
        if self._job.is_running:
            self._show()

    def backups_changed(self) -> None:
        """Show what came of it."""
        self._show()
        self.refresh_bindings()

    def _show(self) -> None:
        job = self._job
        place = bidi.arrange(clean(job.known.repository.address), self.app.direction)
        lines = [literal(place, "bold"), Content("")]
        if job.is_running:
            doing = "paused: p goes on" if job.is_paused else "stopping…" if job.is_stopped else "at work"
            lines += [literal(backup_words.bar(job.part))] if job.total else []
            lines += [literal(f"{backup_words.moved(job)} · {doing}")]
            lines += [Content(""), literal(_GOES_ON)]
        else:
            refusal = None if job.is_stopped else job.refusal
            said = [f"✗ {sentence_of(refusal)}"] if refusal is not None else backup_words.ended(job)
            lines += [literal(line, "bold $error" if line.startswith("✗") else "") for line in said]
            lines += [Content(""), *map(literal, self._next())]
        self.query_one("#state", Static).update(Content("\n").join(lines))

    def _next(self) -> list[str]:
        """Return what is still to be done with the place, after a backup that was made."""
        standings = self.app.desk.backing.standings or ()
        one = next((one for one in standings if one.known.entity == self._job.known.entity), None)
        if one is None or self._job.refusal is not None or self._job.what != "backup":
            return []
        left = (
            [] if one.is_recoverable else ["Not yet recoverable: s on the screen before shows the sheet, p proves it."]
        )
        return left if one.proved is not None else [*left, "Never proved by a restore: d on the screen before does it."]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to pause and to stop only what runs."""
        return action not in ("pause", "stop") or self._job.is_running

    def action_pause(self) -> None:
        """Hold the line, or let it go on."""
        self._job.pause_or_resume()
        self._show()

    def action_stop(self) -> None:
        """Stop it; what arrived is kept."""
        self._job.stop()
        self._show()
