"""Ask whose name a finding is: a source or a place that is known, or a new one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from fieldnotes.errors import UsageError
from fieldnotes.tui import bidi
from fieldnotes.tui.literal import clean, literal
from fieldnotes.tui.names import Names
from fieldnotes.tui.screens.frame import Framed
from fieldnotes.tui.widgets.entry import LineEntry
from fieldnotes.tui.widgets.handles import Known, matching
from fieldnotes.workflows import identifying
from fieldnotes.workflows.doubts import Item

_CALLED = {
    "aliases": "another name", "organisations": "an organisation", "phones": "a phone number", "emails": "an address",
    "handles": "an account", "ids": "a number", "posts": "a post", "name": "the name",
}  # fmt: skip
NEW_SOURCE, NEW_PLACE = Known("", "a new source", "new"), Known("", "a new place", "new")

_OF_WHOM = re.compile(r" of (?:source|location) ([a-z][a-z0-9-]*)$")


@dataclass(frozen=True, slots=True)
class Identified:
    """Hold whose words these are: a handle, or "" with `new` for one that has to be made; and the words to add."""

    handle: str
    words: tuple[str, ...]
    new: str = ""


class Identify(ModalScreen[Identified | None]):
    """Dismissed with what was chosen, or with None."""

    PLACE = "Asking"
    BINDINGS = [("escape", "dismiss(None)", "Not now")]
    DEFAULT_CSS = """
    Identify { align: center middle; }
    Identify Vertical { width: 74; max-width: 96%; height: auto; max-height: 96%; border: round $accent; padding: 0 1;
                        background: $panel; }
    Identify LineEntry { border: none; height: 1; background: $surface; }
    Identify #offered { height: auto; margin: 1 0 0 0; }
    """

    def __init__(
        self,
        words: Sequence[str],
        what: str,
        known: Sequence[Known],
        *,
        places: bool,
        first: str = "source",
        handle: str = "",
    ) -> None:
        super().__init__()
        self._words, self._what, self._handle = tuple(words), what, handle
        self._known = [one for one in known if places or one.kind == "source"]
        self._known.sort(key=lambda one: one.kind != first)
        self._new = [NEW_SOURCE, NEW_PLACE] if places else [NEW_SOURCE]
        self._at: int | None = None

    def compose(self) -> ComposeResult:
        """Ask for whom, and show the words that are added there."""
        places = len(self._new) > 1
        added = f"They become {_CALLED.get(self._what, self._what)} on the sealed card" + (
            ", or another name of the place." if places else "."
        )
        with Vertical():
            yield Static(literal("Whose are these words? From now on they are replaced everywhere.", "bold"))
            yield LineEntry(None, id="words")
            yield Static(literal(added))
            yield Static(literal("Handle or pseudonym" + (", or the name of a place:" if places else ":")))
            yield LineEntry(None, placeholder="type some letters of it", id="whose")
            yield Static("", id="offered")
            yield Static(literal("↑ ↓ choose · Enter takes · Tab to the words · Esc not now"), id="answer")

    def on_mount(self) -> None:
        """Begin with the handle; what the finding resembles is offered first."""
        self.query_one("#words", LineEntry).value = "; ".join(" ".join(clean(one).split()) for one in self._words)
        field = self.query_one("#whose", LineEntry)
        field.value = self._handle
        field.cursor_position = len(self._handle)
        field.focus()
        self._at = 0 if self._handle else None
        self._show()

    @property
    def offered(self) -> list[Known]:
        """Return what the typed letters can mean, and behind it what can be made anew."""
        typed = self.query_one("#whose", LineEntry).value.strip().lstrip("@").casefold()
        return [*matching(self._known, typed), *self._new]

    def _show(self) -> None:
        lines = []
        direction = getattr(self.app, "direction", bidi.Mode.TERMINAL)
        for number, one in enumerate(self.offered):
            named = f"@{one.handle}  {one.kind}: {one.words}" if one.handle else one.words
            mark, style = ("› ", "bold underline $accent") if number == self._at else ("  ", "")
            lines.append(Content(mark + bidi.arrange(clean(named), direction, 68)).stylize(style))
        self.query_one("#offered", Static).update(Content("\n").join(lines))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Offer what can be meant now; with nothing else left, what can be made anew."""
        if event.input.id == "whose":
            self._at = 0 if event.value.strip() else None  # nobody is meant by an Enter alone
            self._show()

    def on_key(self, event: events.Key) -> None:
        """Go about in what is offered."""
        if event.key in ("up", "down"):
            event.stop()
            event.prevent_default()
            before = self._at if self._at is not None else -1 if event.key == "down" else 0
            self._at = (before + (1 if event.key == "down" else -1)) % len(self.offered)
            self._show()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take what is chosen; Enter in the words goes on to the handle."""
        if event.input.id == "words":
            self.query_one("#whose", LineEntry).focus()
            return
        if self._at is None:
            return
        chosen = self.offered[self._at]
        typed = self.query_one("#words", LineEntry).value
        before = "; ".join(" ".join(clean(one).split()) for one in self._words)
        words = self._words if typed == before else tuple(part.strip() for part in typed.split(";") if part.strip())
        new = {NEW_SOURCE.words: "source", NEW_PLACE.words: "place"}.get(chosen.words, "") if not chosen.handle else ""
        self.dismiss(Identified(chosen.handle, words, new))


async def ask_whose(screen: Framed[Any], item: Item, words: Sequence[str]) -> Identified | None:
    """Ask whose the *words* of an item are, and have whoever is new made; None where nobody was chosen.

    Raises:
        UsageError: such words name nobody.
    """
    what = identifying.as_what(item.kind)
    if what is None:
        raise UsageError("this is nobody's name", "keep it, redact it, or say it more coarsely")
    names = Names()
    await names.learn(screen.app.desk)
    like, places = _OF_WHOM.search(item.reason), identifying.names_a_place(item.kind)
    first = "place" if item.kind == "place" else "source"
    ask = Identify(words, what, names.known, places=places, first=first, handle=like[1] if like else "")
    chosen = await screen.app.push_screen_wait(ask)
    if chosen is None or not chosen.new:
        return chosen
    handle = await screen.app.push_screen_wait(_form(chosen.new))
    return Identified(handle, chosen.words) if handle is not None else None


def _form(new: str) -> Framed[str | None]:
    """Return the form of a new source or place."""
    if new == "source":
        from fieldnotes.tui.screens.source import SourceScreen

        return SourceScreen(None)
    from fieldnotes.tui.screens.place import PlaceScreen

    return PlaceScreen(None)
