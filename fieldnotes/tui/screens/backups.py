"""Backups: the places where this vault is backed up, how each stands, and everything that can be done with one."""

from collections.abc import Sequence
from datetime import UTC, datetime

from pydantic import ValidationError
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from fieldnotes.domain.counting import counted
from fieldnotes.domain.measures import rate, size
from fieldnotes.domain.repository import Keep
from fieldnotes.errors import UsageError
from fieldnotes.tui import backup_words, bidi
from fieldnotes.tui.backing import Job
from fieldnotes.tui.literal import clean, literal
from fieldnotes.tui.rows import Column, RowList
from fieldnotes.tui.screens.ask import Answer, Ask, AskLine
from fieldnotes.tui.screens.frame import Framed
from fieldnotes.workflows import backups, repositories, upkeep
from fieldnotes.workflows.backups import Standing
from fieldnotes.workflows.repositories import Known
from fieldnotes.workflows.vaults import OpenVault

_LEAST, _MOST = 5, 7 * 24 * 60
"""Minutes between two backups that run by themselves."""

_NARROW = 100
_OF_A_PLACE = ("run", "drill", "verify", "sheet", "prove", "limit", "every", "forget", "leave")
_COLUMNS = (
    Column("place"), Column("last backup", 16), Column("changed since", 22), Column("proved restore", 16),
    Column("sheet", 13),
)  # fmt: skip


class Backups(Framed[None]):
    """List the places of backups, and say all about the one that the cursor is on."""

    PLACE = "Backups"
    AUTO_FOCUS = "RowList"
    DEFAULT_CSS = """
    Backups RowList { height: 1fr; min-height: 6; }
    Backups VerticalScroll { height: auto; max-height: 60%; padding: 0 1; background: $surface;
                             scrollbar-size-vertical: 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._looked: set[bytes] = set()

    def body(self) -> ComposeResult:
        """Show the list, and below it what is known of one place."""
        yield RowList(_COLUMNS, empty="")
        with VerticalScroll(can_focus=False):
            yield Static("", id="about")

    @property
    def where(self) -> str:
        """Say where one is."""
        return "Backups"

    def on_mount(self) -> None:
        """Show how things stand, and how far what runs is."""
        self.carry(self.app.desk.backing.look(), group="look", keys_wait=True)
        self.set_interval(0.5, self._tell_of_running)

    def on_screen_resume(self) -> None:
        """Look again: something was done on another screen."""
        super().on_screen_resume()
        if self.query_one(RowList).empty:
            self.carry(self.app.desk.backing.look(), group="look")

    # ------------------------------------------------------------------------------ what is shown

    @property
    def _standings(self) -> Sequence[Standing]:
        return self.app.desk.backing.standings or ()

    @property
    def _here(self) -> Standing | None:
        """Return the place that the cursor is on."""
        at = self.query_one(RowList).cursor
        return self._standings[at] if at < len(self._standings) else None

    def backups_changed(self) -> None:
        """Show the list anew."""
        rows, now = self.query_one(RowList), datetime.now(UTC)
        narrow = self.size.width < _NARROW
        rows.columns = tuple(column for column in _COLUMNS if not narrow or column.title != "proved restore")
        shown = [_cells(one, now, narrow=narrow) for one in self._standings]

        def fetch(offset: int, limit: int) -> list[tuple[str, ...]]:
            return shown[offset : offset + limit]

        rows.show(len(shown), fetch, key="places", empty=backup_words.WHAT_IT_IS)
        self._tell()
        self.refresh_bindings()

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Say all about the place that the cursor is on."""
        self._tell()

    def _tell_of_running(self) -> None:
        if self.app.desk.is_open and self.app.desk.backing.running is not None and self.is_current:
            self._tell()

    def _tell(self) -> None:
        here = self._here
        about = self.query_one("#about", Static)
        about.display = here is not None
        if here is None:
            return
        about.update(Content("\n").join(self._about(here, datetime.now(UTC))))
        if (here.unseen or here.gone) and self.is_current and here.known.entity not in self._looked:
            self._looked.add(here.known.entity)
            self.carry(self._looked_at(here), group="looked")

    async def _looked_at(self, one: Standing) -> None:
        await self.app.desk.do(backups.looked_at, one.known)

    def _about(self, one: Standing, now: datetime) -> list[Content]:
        """Return the lines about a place: what is bad first."""
        backing, known = self.app.desk.backing, one.known
        lines = [literal(bidi.arrange(clean(known.repository.address), self.app.direction), "bold")]
        odd = dict.fromkeys((*one.unseen, *one.oddities))
        lines += [literal(f"✗ Odd: {each.value}.", "bold $error") for each in odd]
        lines += [literal(backup_words.gone(each), "bold $error") for each in one.gone]
        if (failure := backing.failures.get(known.entity)) is not None:
            failed = (
                f"✗ The backup failed at {failure.at.astimezone():%H:%M}: {failure.refusal}; {failure.refusal.hint}."
            )
            lines.append(literal(failed, "bold $error"))
        if backing.running is not None:
            lines.append(literal(f"{backup_words.far(backing.running)} (r shows it)", "bold $accent"))
        limit, every = known.repository.limit, known.repository.every
        sheet = "words of it were typed back" if one.is_recoverable else backup_words.NOT_RECOVERABLE
        said = {
            "last backup": f"{backup_words.dated(one.last, now)}; {backup_words.changed(one)} changed since",
            "proved restore": backup_words.dated(one.proved, now),
            "every byte read": _read(one, now),
            "sheet A": sheet,
            "key of the names": f"copied, and the copy opened, {backup_words.dated(backing.copied, now)}"
            if backing.copied is not None
            else "in no backup, and never copied: fieldnotes key copy FOLDER",
            "limit": f"{size(limit)} a second" if limit is not None else "none",
            "by itself": f"every {counted(every, 'minute')} while this is open" if every is not None else "no",
        }
        return [
            *lines,
            *(Content.assemble((f"{name:<17}", "$text-muted"), literal(words)) for name, words in said.items()),
        ]

    # ---------------------------------------------------------------------------------- the keys

    def _chosen(self) -> Standing | None:
        if self._here is None:
            self.say("There is no place yet: a adds one.")
        return self._here

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what needs a place only where there is one."""
        return action not in _OF_A_PLACE or bool(
            self._standings
        )

    def action_add(self) -> None:
        """Add a place."""
        from fieldnotes.tui.screens.backup_add import AddBackup

        self.app.push_screen(AddBackup(), self._added)

    def _added(self, place: str | None) -> None:
        if place is not None:
            self.say("Added. Back up with r; then s shows the sheet, which belongs on paper.")

    def action_run(self) -> None:
        """Back up now, or show what runs."""
        backing, one = self.app.desk.backing, self._chosen()
        if one is not None or backing.running is not None:
            self._show(backing.running or backing.run(one.known))  # type: ignore[union-attr]

    def _show(self, job: Job) -> None:
        from fieldnotes.tui.screens.backup_run import BackingUp

        self.app.push_screen(BackingUp(job), lambda _: self.say(""))

    def _free(self) -> Standing | None:
        """Return the place that the cursor is on; where something runs, show that and return None."""
        running, one = self.app.desk.backing.running, self._chosen()
        if one is not None and running is not None:
            self._show(running)
            return None
        return one

    def action_drill(self) -> None:
        """Prove the newest backup, after the passphrase."""
        from fieldnotes.tui.screens.backup_drill import AskPassphrase

        if (one := self._free()) is None:
            return

        def begin(secret: str | None) -> None:
            if secret is not None:
                self._show(self.app.desk.backing.drill(one.known, secret))

        self.app.push_screen(AskPassphrase(self.app.asked), begin)

    def action_verify(self) -> None:
        """Read every byte that is there."""
        if (one := self._free()) is not None:
            self._show(self.app.desk.backing.verify(one.known))

    def action_sheet(self) -> None:
        """Show sheet A."""
        from fieldnotes.tui.screens.backup_sheet import SheetScreen

        if (one := self._chosen()) is not None:
            self.app.push_screen(SheetScreen(one.known))

    def action_prove(self) -> None:
        """Ask for words of the sheet."""
        from fieldnotes.tui.screens.backup_sheet import TypeBack

        if (one := self._chosen()) is not None:
            self.app.push_screen(TypeBack(one.known), self._proved)

    def _proved(self, proved: bool | None) -> None:
        if proved:
            self.say("These are the words: the backup can be opened without this machine.")

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """List the snapshots that are there."""
        from fieldnotes.tui.screens.backup_list import Snapshots

        if (one := self._chosen()) is not None:
            self.app.push_screen(Snapshots(one.known))

    def action_limit(self) -> None:
        """Ask how much of the line backups may use."""
        if (one := self._chosen()) is None:
            return
        now = one.known.repository.limit
        said = (
            "Bytes a second, both ways together: 20k, 2M. Nothing: no limit. It holds at once, for what runs as well."
        )

        def taken(line: str | None) -> None:
            if line is not None:
                limit = rate(line) if line else None
                running = self.app.desk.backing.running
                if running is not None and running.known.entity == one.known.entity:
                    running.meter.limit = limit
                self.carry(self._change(one, limit=limit), keys_wait=True)

        check = lambda line: rate(line) if line else None  # noqa: E731
        self.app.push_screen(AskLine("How fast may backups go?", said, str(now or ""), check), taken)

    def action_every(self) -> None:
        """Ask how often backups run by themselves."""
        if (one := self._chosen()) is None:
            return
        now = one.known.repository.every
        said = "Minutes between two backups while this is open and something has changed. Nothing: never by itself."

        def taken(line: str | None) -> None:
            if line is not None:
                self.carry(self._change(one, every=_minutes(line)), keys_wait=True)

        self.app.push_screen(AskLine("Back up by itself?", said, str(now or ""), _minutes), taken)

    async def _change(self, one: Standing, **changed: object) -> None:
        await self.app.desk.do(lambda vault: repositories.change(vault, one.known, **changed))
        await self.app.desk.backing.look()
        self.say("Kept in this vault.")

    def action_forget(self) -> None:
        """Ask which backups stay, say which go by that, and let them go after a second key."""
        if (one := self._free()) is None:
            return
        if not self.app.desk.identities_open:
            self.say("Old backups are forgotten from home only: F7 opens the identities first.")
            return
        now = one.known.repository.keep
        said = (
            "The newest of so many days, weeks and months: three numbers. "
            "The newest of all, and the last one that a restore proved, stay in any case."
        )

        def taken(line: str | None) -> None:
            if line is not None:
                self.say("Asking the place…")
                self.carry(self._ask_before_forgetting(one, _keep(line)), keys_wait=True)

        self.app.push_screen(
            AskLine("Which backups stay?", said, f"{now.daily} {now.weekly} {now.monthly}", _keep), taken
        )

    async def _ask_before_forgetting(self, one: Standing, keep: Keep) -> None:
        ahead = await self.app.desk.beside(_outlook, one.known, keep)
        self.say("")
        question, said, (no, yes) = backup_words.to_be_forgotten(ahead)

        def answered(key: str | None) -> None:
            if key == "y":
                self._show(self.app.desk.backing.forget(one.known, keep))

        self.app.push_screen(Ask(question, said, [Answer("k", no), Answer("y", yes)]), answered)

    def action_leave(self) -> None:
        """Forget a place, after a second key."""
        if (one := self._chosen()) is None:
            return
        said = [
            "Its password and credentials go from this vault. What is there stays there, and its sheet still opens it.",
            *([] if one.is_recoverable else ["Nobody has typed words of the sheet back: is it on paper?"]),
        ]
        ask = Ask("Forget this place?", said, [Answer("k", "keep it"), Answer("y", "forget it")])

        def answered(key: str | None) -> None:
            if key == "y":
                self.carry(self._leave(one), keys_wait=True)

        self.app.push_screen(ask, answered)

    async def _leave(self, one: Standing) -> None:
        running = self.app.desk.backing.running
        if running is not None and running.known.entity == one.known.entity:
            raise UsageError("it is in use just now", "stop what runs there first: r, then x")
        await self.app.desk.do(repositories.remove, one.known)
        await self.app.desk.backing.look()
        self.say("This vault knows the place no more.")


def _read(one: Standing, now: datetime) -> str:
    """Say when every byte was last read, and what came of it."""
    if one.verified is None:
        return "never"
    return f"{backup_words.dated(one.verified, now)}: {'sound' if one.is_sound else '✗ not sound'}"


def _outlook(vault: OpenVault, known: Known, keep: Keep) -> upkeep.Outlook:
    return upkeep.outlook(vault, known, keep, backups.Meter())


def _keep(line: str) -> Keep:
    """Read how many days, weeks and months keep their newest backup; raises UsageError."""
    hint = "write three numbers from 0 on: 14 8 24"
    numbers = line.replace(",", " ").split()
    if len(numbers) != 3 or not all(number.isdecimal() for number in numbers):
        raise UsageError("these are not numbers of days, weeks and months", hint)
    try:
        return Keep(daily=int(numbers[0]), weekly=int(numbers[1]), monthly=int(numbers[2]))
    except ValidationError:
        raise UsageError("so many backups cannot be kept", hint) from None


def _minutes(line: str) -> int | None:
    """Read minutes, None for never; raises UsageError."""
    if not line:
        return None
    if not line.isdecimal() or not _LEAST <= int(line) <= _MOST:
        raise UsageError("this is not a number of minutes", f"write {_LEAST} to {_MOST:,}, or nothing")
    return int(line)


def _cells(one: Standing, now: datetime, *, narrow: bool) -> tuple[str, ...]:
    last = backup_words.since(one.last, now) if one.last is not None else "never"
    proved = backup_words.since(one.proved, now) if one.proved is not None else "never"
    sheet = "typed back" if one.is_recoverable else "not proved"
    odd = "✗ odd: " if one.oddities or one.unseen else ""
    cells = (f"{odd}{one.known.repository.address}", last, backup_words.changed(one), proved, sheet)
    return (*cells[:3], cells[4]) if narrow else cells
