"""A week at a glance: who, where, when, and what is still to complete."""

from datetime import date, datetime, timedelta

from textual.app import ComposeResult

from fieldnotes.tui.screens.frame import Framed
from fieldnotes.tui.widgets.week import Entry, Week, monday_of
from fieldnotes.workflows import overview
from fieldnotes.workflows.overview import Overview


class WeekScreen(Framed[None]):
    """Begin with the week of the latest interview; ← and → go to others, Enter opens an interview."""

    PLACE = "Week"

    def body(self) -> ComposeResult:
        """Show the week."""
        yield Week()

    @property
    def where(self) -> str:
        """Say where one is."""
        return "A week at a glance"

    def on_mount(self) -> None:
        """Go to the week of the latest interview."""
        self.carry(self._begin(), keys_wait=True)

    def on_screen_resume(self) -> None:
        """Read the week again: an interview opened from here may have changed."""
        super().on_screen_resume()
        monday = self.query_one(Week).monday
        if monday != date.min:
            self.carry(self._show(monday))

    async def _begin(self) -> None:
        day = await self.app.desk.do(overview.last_day)
        await self._show(monday_of(day or datetime.now().astimezone().date()))
        self.query_one(Week).focus()

    async def _show(self, monday: date) -> None:
        found = await self.app.desk.do(overview.between, monday, monday + timedelta(days=6))
        self.query_one(Week).show(monday, [_entry(one) for one in found])

    def on_week_turned(self, event: Week.Turned) -> None:
        """Show another week."""
        self.carry(self._show(event.monday), group="week", exclusive=True)

    def on_week_opened(self, event: Week.Opened) -> None:
        """Open an interview."""
        from fieldnotes.tui.screens.interview import InterviewScreen

        self.app.push_screen(InterviewScreen(event.code))


def _entry(one: Overview) -> Entry:
    return Entry(one.code, one.started, one.who, one.where, 1 if one.words else 0, one.words, one.has_terms)
