"""An editor alone on a screen, steered as the interview does it, and ways to type into it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from textual import events
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from fieldnotes.domain.ids import INTERVIEWER
from fieldnotes.domain.interview import Passage
from fieldnotes.domain.terms import Label, Terms
from fieldnotes.domain.text import RawText
from fieldnotes.tui import terms
from fieldnotes.tui.widgets.editor import Editor
from fieldnotes.tui.widgets.find import FindBar
from fieldnotes.tui.widgets.handles import Handles, Known
from fieldnotes.tui.widgets.margin import Margin
from fieldnotes.workflows.drafting import Row

OFF, ON = Terms(label=Label.OFF_RECORD), Terms(label=Label.ON_RECORD)
KAK, NUTMEG = "kak-d", "nutmeg"
SPEAKERS = (INTERVIEWER, KAK, None)
KNOWN = [
    Known(KAK, "Kak D", "source"),
    Known("kemiri", "Kemiri", "source"),
    Known(NUTMEG, "The miller", "source"),
    Known("old-mill", "Kemiri Mill", "place"),
]


def row(number: int, text: str, speaker: str | None = KAK, granted_: Terms | None = None) -> Row:
    """Return a passage of the notes."""
    return Row(bytes([number]) * 16, bytes([number]), Passage(speaker=speaker, text=RawText(text), terms=granted_))


TALK = (
    row(1, "Where were you?", INTERVIEWER),
    row(2, "At the mill.\nAll night.", KAK, OFF),
    row(3, "With whom?", INTERVIEWER),
    row(4, "Alone.", KAK, ON),
)


class Desk(App[None]):
    """Hold an editor with what stands beside it, steered as the interview does it."""

    CSS = "Screen { layers: base above; } Editor { height: 1fr; width: 1fr; border: none; }"

    def __init__(self, rows: Sequence[Row]) -> None:
        super().__init__()
        self._rows = rows
        self.editor = Editor()
        self.find = FindBar(self.editor)
        self.handles = Handles(self.editor)
        self.refused: list[str] = []
        self.editor.steered = self._steer
        people = {"q": INTERVIEWER, "interviewer": INTERVIEWER, "kak d": KAK, "miller": NUTMEG}
        self.editor.speaker_of = lambda label: people.get(label.casefold())

    def compose(self) -> ComposeResult:
        """Show all of it."""
        yield Margin(self.editor, str)
        yield self.editor
        yield self.find
        yield self.handles

    def on_mount(self) -> None:
        """Begin to write at the end."""
        self.handles.known = KNOWN
        self.editor.show(self.editor.make_ready(self._rows))
        self.editor.focus()
        self.editor.move_cursor(self.editor.document.end)

    def copy_to_clipboard(self, text: str) -> None:
        """Keep it inside the app, as ours does."""
        self._clipboard = text

    def on_text_area_changed(self) -> None:
        """Offer handles."""
        self.handles.follow()

    def on_editor_refused(self, event: Editor.Refused) -> None:
        """Keep why something was not done."""
        self.refused.append(event.words)

    def _steer(self, event: events.Key) -> bool:
        if event.key == "f2":
            self.editor.begin_turn(SPEAKERS)
        elif event.key == "f3":
            passage = self.editor.mark().passage
            self.editor.change_passage(passage.model_copy(update={"terms": terms.after(passage.terms)}))
        elif event.key == "f8":
            self.editor.join_next()
        else:
            return self.handles.steer(event)
        return True

    @property
    def said(self) -> list[tuple[str | None, str]]:
        """Who says what."""
        return [(one.passage.speaker, one.passage.text.reveal()) for one in self.editor.rows()]

    @property
    def terms(self) -> list[Terms | None]:
        """The grants of the passages."""
        return [one.passage.terms for one in self.editor.rows()]

    def paste(self, text: str) -> None:
        """Paste from outside, as a terminal does."""
        self.editor.post_message(events.Paste(text))


Steps = Callable[[Desk, "Pilot[None]"], Awaitable[None]]


def at(desk: Steps, rows: Sequence[Row] = TALK) -> None:
    """Run the steps of a test at a desk with these passages."""

    async def run() -> None:
        app = Desk(rows)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await desk(app, pilot)
            await pilot.pause()
            assert len(app.editor.kinds) == app.editor.document.line_count

    asyncio.run(run())


async def typed(pilot: "Pilot[None]", words: str) -> None:
    """Type words key by key."""
    await pilot.press(*words)
