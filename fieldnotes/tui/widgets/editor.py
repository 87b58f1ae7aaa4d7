"""The flowing editor of an interview: a text area whose lines know which passage they belong to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.document._document import EditResult, Selection
from textual.document._edit import Edit
from textual.message import Message
from textual.widgets import TextArea

from fieldnotes.domain.ids import INTERVIEWER
from fieldnotes.domain.interview import Passage, split_off
from fieldnotes.domain.mentions import MENTION
from fieldnotes.tui import manuscript
from fieldnotes.tui.literal import editable
from fieldnotes.tui.manuscript import Line, Mark, Seam
from fieldnotes.tui.text_mendings import SteadyTextArea
from fieldnotes.workflows.drafting import Row

LONGEST_PASTE = 2 * 1024 * 1024
Laid = tuple[list[str], tuple[Line, ...]]
"""A text in lines, and what each of them is."""

_OFF = Style(color="#ff9b9b", italic=True)
_DEEP = Style(color="#ffd166", italic=True)
_MENTION = Style(color="#9ad1ff", bold=True)


@dataclass
class MarkedEdit(Edit):
    """Edit text and passages in one step, so that undo and redo bring back ids and terms as well.

    `apart`: the text ends with a newline that only keeps two turns apart.
    """

    further: Sequence[Line] | None = None
    after_kinds: tuple[Line, ...] | None = None
    apart: bool = False
    before: tuple[Line, ...] | None = field(init=False, default=None)

    def do(self, text_area: TextArea, record_selection: bool = True) -> EditResult:
        """Replace the text, and say anew what every line is."""
        assert isinstance(text_area, Editor)  # noqa: S101  no other text area makes these
        if self.before is None:
            self.before = text_area.kinds
            if self.after_kinds is None:
                where, asked = (self.top, self.bottom), self.text
                cut = manuscript.edited(text_area.document.lines, text_area.kinds, where, asked, self.further)
                self.text, self.after_kinds, self.apart = cut.text, cut.kinds, cut.text != asked
        result = super().do(text_area, record_selection)
        assert self.after_kinds is not None  # noqa: S101  set above
        text_area.kinds = self.after_kinds
        if self.apart:
            self._updated_selection = Selection.cursor(self._before_the_next_turn(text_area, result))
        return result

    def _before_the_next_turn(self, text_area: TextArea, result: EditResult) -> tuple[int, int]:
        """Return where to go on writing: behind the words, not in the next turn."""
        if len(self.text) > 1:
            row = result.end_location[0] - 1
            return row, len(text_area.document.get_line(row))
        before = self._original_selection
        return before.end if before is not None and before.is_empty else self.top

    def undo(self, text_area: TextArea) -> EditResult:
        """Put back the text and what its lines were."""
        assert isinstance(text_area, Editor)  # noqa: S101  as above
        result = super().undo(text_area)
        assert self.before is not None  # noqa: S101  it was done before
        text_area.kinds = self.before
        return result


@dataclass
class MarksEdit(MarkedEdit):
    """Change what is known of passages and not one letter; a step of undo as any other.

    The history leaves out an edit that neither takes nor gives letters, so this one says that it took some.
    """

    def do(self, text_area: TextArea, record_selection: bool = True) -> EditResult:
        """Say anew what every line is."""
        super().do(text_area, record_selection)
        self._updated_selection = None if record_selection else Selection.cursor(self.top)
        self._edit_result = EditResult(self.top, "\n")
        return self._edit_result

    def undo(self, text_area: TextArea) -> EditResult:
        """Put back what every line was."""
        assert isinstance(text_area, Editor)  # noqa: S101  as above
        assert self.before is not None  # noqa: S101  it was done before
        text_area.kinds = self.before
        self._updated_selection = Selection.cursor(self.top)
        return EditResult(self.top, "")


class Editor(SteadyTextArea):
    """Edit an interview: words as in any editor, and turns and terms by key."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+home", "go_to_start", "Go to the beginning", show=False),
        Binding("ctrl+end", "go_to_end", "Go to the end", show=False),
    ]

    class MarksChanged(Message):
        """Say that passages began, ended or changed otherwise than in their words."""

    class Unnamed(Message):
        """Say how many lines of a paste begin with a label that names nobody known."""

        def __init__(self, lines: int) -> None:
            super().__init__()
            self.lines = lines

    class Refused(Message):
        """Say why something was not done."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    def __init__(self, **arguments: Any) -> None:
        self._kinds: tuple[Line, ...] = ()
        self._tags: dict[bytes, str] = {}
        self._taken: manuscript.Taken | None = None
        super().__init__(
            soft_wrap=True, show_line_numbers=False, highlight_cursor_line=False, max_checkpoints=400, **arguments
        )
        self.speaker_of: Callable[[str], str | None] = lambda _label: None
        self.steered: Callable[[events.Key], bool] = lambda _key: False
        """Takes a key before it edits, and tells whether it was taken: what is offered beside the cursor."""

    # ---------------------------------------------------------------------------- the passages

    @property
    def kinds(self) -> tuple[Line, ...]:
        """What every line is; one entry a line."""
        return self._kinds

    @kinds.setter
    def kinds(self, kinds: tuple[Line, ...]) -> None:
        changed = kinds != self._kinds
        self._kinds = kinds
        if changed:
            self.post_message(self.MarksChanged())

    def show(self, laid_out: Laid) -> None:
        """Begin with passages that were made ready; nothing can be undone behind this."""
        lines, self._kinds = laid_out
        self.load_text("\n".join(lines))
        self.post_message(self.MarksChanged())

    def make_ready(self, rows: Sequence[Row]) -> Laid:
        """Lay passages out in lines, to show them; any thread may do it, while the screen stays alive."""
        laid_out = manuscript.laid_out(rows)
        self.wrap_ahead(laid_out[0])
        return laid_out

    def rows(self) -> list[Row]:
        """Return the passages as they read now."""
        return manuscript.rows_of(self.document.lines, self._kinds)

    def mark_tags(self, tags: dict[bytes, str]) -> None:
        """Show the terms in force, by passage: OFF and DEEP stand out from the rest of the text."""
        if tags != self._tags:
            self._tags = tags
            self.forget_rendered_lines()

    def tag_of(self, row: int) -> str:
        """Return the tag of the passage that a line belongs to."""
        return self._tags.get(self.mark(row).entity, "")

    def mark(self, row: int | None = None) -> Mark:
        """Return the mark of the passage at a line, by default where the cursor stands."""
        return manuscript.mark_at(self._kinds, self.cursor_location[0] if row is None else row)

    @property
    def marks(self) -> list[Mark]:
        """Every passage in order, as marks."""
        return [kind for kind in self._kinds if isinstance(kind, Mark)]

    def row_of(self, entity: bytes) -> int | None:
        """Return the first line of a passage, or None where it is gone."""
        return next((n for n, k in enumerate(self._kinds) if isinstance(k, Mark) and k.entity == entity), None)

    # -------------------------------------------------------------------------------- the edits

    def edit(self, edit: Edit) -> EditResult:
        """Make every edit one that carries the passages along."""
        if not isinstance(edit, MarkedEdit):
            words = editable(edit.text)
            edit = MarkedEdit(words, edit.from_location, edit.to_location, edit.maintain_selection_offset)
        return super().edit(edit)

    def change_passage(self, passage: Passage, row: int | None = None) -> None:
        """Give the passage at a line other properties; one step of undo."""
        head = manuscript.head_of(self._kinds, self.cursor_location[0] if row is None else row)
        mark = self._kinds[head]
        assert isinstance(mark, Mark)  # noqa: S101  `head_of` returns such lines
        self._change_kinds((*self._kinds[:head], mark.with_passage(passage), *self._kinds[head + 1 :]))

    def _change_kinds(self, kinds: tuple[Line, ...]) -> None:
        here = self.cursor_location
        self.history.checkpoint()
        self.edit(MarksEdit("", here, here, True, after_kinds=kinds))
        self.history.checkpoint()

    def begin_turn(self, speakers: Sequence[str | None]) -> None:
        """Begin a turn at the cursor; at the start of one, say who speaks, going through *speakers*."""
        row, column = self.cursor_location
        if self._is_at_a_start(row, column):
            self._pass_on(row, speakers)
            return
        line = self.document.get_line(row)
        here, tail = self.mark().passage, line[column:].lstrip()
        goes_on = bool(tail) or manuscript.end_of(self._kinds, row) > row + 1
        if goes_on:
            passage = split_off(here)
        else:
            passage = manuscript.inherited(self._kinds, row, _answering(here.speaker, self.marks, speakers))
        mark = manuscript.begun(manuscript.neighbours(self._kinds, row), [passage])[0]
        start, end = len(line[:column].rstrip()), len(line) - len(tail)
        self.history.checkpoint()
        after = (*self._kinds[: row + 1], mark, *self._kinds[row + 1 :])
        self.edit(MarkedEdit("\n", (row, start), (row, end), False, after_kinds=after))
        self.history.checkpoint()

    def _is_at_a_start(self, row: int, column: int) -> bool:
        return isinstance(self._kinds[row], Mark) and not self.document.get_line(row)[:column].strip()

    def _pass_on(self, row: int, speakers: Sequence[str | None]) -> None:
        """Let the next of *speakers* speak in the passage at a line."""
        mark = self.mark(row)
        said = any(line.strip() for line in self.document.lines[row : manuscript.end_of(self._kinds, row)])
        place = speakers.index(mark.passage.speaker) if mark.passage.speaker in speakers else -1
        speaker = speakers[(place + 1) % len(speakers)]
        if said or row == 0:
            passage = mark.passage.model_copy(update={"speaker": speaker})
        else:
            passage = manuscript.inherited(self._kinds, row - 1, speaker)
        self.change_passage(passage, row)

    def join_next(self) -> None:
        """Join the passage at the cursor with the next one of the same speaker."""
        end = manuscript.end_of(self._kinds, self.cursor_location[0])
        if end >= len(self._kinds):
            self.post_message(self.Refused("there is no passage behind this one"))
            return
        last = (end - 1, len(self.document.get_line(end - 1)))
        space = " " if last[1] else ""
        cut = manuscript.edited(self.document.lines, self._kinds, (last, (end, 0)), space)
        if cut.text != space or sum(isinstance(kind, Mark) for kind in cut.kinds) == len(self.marks):
            self.post_message(self.Refused("two people speak here, or their terms do not go together: not joined"))
            return
        self.edit(MarkedEdit(space, last, (end, 0), True))

    def action_go_to_start(self) -> None:
        """Go to the beginning of the interview."""
        self.move_cursor(self.document.start)

    def action_go_to_end(self) -> None:
        """Go to the end of the interview."""
        self.move_cursor(self.document.end)

    def on_resize(self) -> None:
        """Stay where the cursor is: lines wrap elsewhere now."""
        self.call_after_refresh(self.scroll_cursor_visible)

    def on_key(self, event: events.Key) -> None:
        """Let what is offered beside the cursor have the key first."""
        if self.steered(event):
            event.prevent_default()
            event.stop()

    def on_paste(self, event: events.Paste) -> None:
        """Take in a paste: a transcript is split into turns, long paragraphs into lines."""
        event.prevent_default()
        event.stop()
        if self.read_only:
            return
        if len(event.text) > LONGEST_PASTE:
            size = len(event.text) // 1_000_000
            self.post_message(self.Refused(f"this paste is too large ({size} MB; at most 2): paste it in parts"))
            return
        self._paste(self._taken_in(editable(event.text)))

    def _paste(self, edit: MarkedEdit) -> None:
        self.history.checkpoint()
        self.edit(edit)
        self.history.checkpoint()

    def _taken_in(self, text: str) -> MarkedEdit:
        """Return the edit that takes in a paste from outside."""
        start, end = sorted(self.selection)
        if unnamed := manuscript.unnamed(text.split("\n"), self.speaker_of):
            self.post_message(self.Unnamed(len(unnamed)))
        found = manuscript.turns(text, self.speaker_of)
        if found is None:
            plain, seams = manuscript.in_lines(text)
            return MarkedEdit("\n".join(plain), start, end, False, further=seams)
        turns: list[tuple[Passage, tuple[list[str], list[Seam]]]] = []
        speaker = self.mark(start[0]).passage.speaker
        for said_by, seconds, words in found:
            speaker = said_by if said_by is not None else speaker
            passage = manuscript.inherited(self._kinds, start[0], speaker)
            turns.append((passage.model_copy(update={"start": seconds}), manuscript.in_lines(words)))
        return self._as_turns(turns)

    def _as_turns(self, turns: Sequence[tuple[Passage, tuple[list[str], list[Seam]]]]) -> MarkedEdit:
        """Return the edit that puts turns where the cursor is; the first goes into an empty passage there."""
        start, end = sorted(self.selection)
        row, kinds, head = start[0], self._kinds, self._kinds[start[0]]
        at_start = isinstance(head, Mark) and start == end and start[1] == 0
        ahead = at_start and not self._is_empty(row)
        places = manuscript.neighbours_ahead(kinds, row) if ahead else manuscript.neighbours(kinds, row)
        marks = manuscript.begun(places, [passage for passage, _ in turns])
        lines = [line for _, (own, _) in turns for line in own]
        further: list[Line] = []
        for mark, (_, (_, seams)) in zip(marks, turns, strict=True):
            further += [mark, *seams]
        if not at_start or not isinstance(head, Mark):
            return MarkedEdit("\n" + "\n".join(lines), start, end, False, further=further)
        if not ahead:
            first = Mark(head.entity, head.position, turns[0][0], ())
            after = (*kinds[:row], first, *further[1:], *kinds[row + 1 :])
            return MarkedEdit("\n".join(lines), start, end, False, after_kinds=after)
        after = (*kinds[:row], *further, *kinds[row:])
        return MarkedEdit("\n".join(lines) + "\n", start, end, False, after_kinds=after, apart=True)

    def _is_empty(self, row: int) -> bool:
        """Tell whether the passage at its first line *row* says nothing at all."""
        passage = self.mark(row).passage
        only_line = manuscript.end_of(self._kinds, row) == row + 1
        return only_line and not self.document.get_line(row) and not (passage.paraphrase or passage.translation)

    def action_copy(self) -> None:
        """Copy, and remember whose words these are and under which terms."""
        self._take(*sorted(self.selection))
        super().action_copy()

    def action_cut(self) -> None:
        """Cut, and remember whose words these are and under which terms."""
        start, end = sorted(self.selection)
        self._take(*((start, end) if start != end else ((start[0], 0), (start[0] + 1, 0))))
        super().action_cut()

    def _take(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        self._taken = manuscript.taken(self.document.lines, self._kinds, start, end)

    def action_paste(self) -> None:
        """Put what was cut or copied: its terms come along, and turns stay turns."""
        words = self.app.clipboard
        if self.read_only or not words:
            return
        if self._taken is None or self._taken.text != words:
            self._paste(self._taken_in(editable(words)))
            return
        start, end = sorted(self.selection)
        turns, here = self._taken.passages, self.mark(start[0])
        whose = here.with_passage(turns[0][0].model_copy(update={"speaker": here.passage.speaker, "codes": ()}))
        together = manuscript.joined(here, whose) if len(turns) == 1 else None
        if together is None:
            self._paste(self._as_turns(turns))
            return
        seams = [kind if isinstance(kind, Seam) else Seam.NEWLINE for kind in self._taken.kinds[1:]]
        kinds = list(self._kinds)
        kinds[manuscript.head_of(kinds, start[0])] = here.with_passage(
            here.passage.model_copy(update={"terms": together.passage.terms})
        )
        cut = manuscript.edited(self.document.lines, tuple(kinds), (start, end), words, seams)
        self._paste(MarkedEdit(cut.text, start, end, False, after_kinds=cut.kinds, apart=cut.text != words))

    # --------------------------------------------------------------------------------- the look

    def looks_of(self, row: int) -> str:
        """Return the terms in force, which a line shows by its colour."""
        return self.tag_of(row) if row < len(self._kinds) else ""

    def get_line(self, line_index: int) -> Text:
        """Return a line with mentions marked, and words that stay behind in a style of their own."""
        line = super().get_line(line_index)
        tag = self.looks_of(line_index)
        if tag in ("OFF", "DEEP"):
            line.stylize(_OFF if tag == "OFF" else _DEEP)
        for found in MENTION.finditer(line.plain):
            line.stylize(_MENTION, *found.span())
        return line


def _answering(speaker: str | None, marks: Sequence[Mark], speakers: Sequence[str | None]) -> str | None:
    """Return who most likely speaks after *speaker*: the interviewer, or the source who spoke last."""
    if speaker not in (INTERVIEWER, None):
        return INTERVIEWER
    spoke = [m.passage.speaker for m in marks if m.passage.speaker not in (INTERVIEWER, None)]
    return spoke[-1] if spoke else next((s for s in speakers if s not in (INTERVIEWER, None)), INTERVIEWER)
