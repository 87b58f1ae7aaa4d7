"""The flowing editor of an interview: a text area whose lines know which passage they belong to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from rich.style import Style
from rich.text import Text
from textual import events
from textual.document._document import EditResult, Selection
from textual.document._edit import Edit
from textual.message import Message
from textual.widgets import TextArea

from fieldnotes.domain.ids import INTERVIEWER
from fieldnotes.domain.interview import Passage
from fieldnotes.domain.mentions import MENTION
from fieldnotes.domain.text import RawText
from fieldnotes.tui import manuscript
from fieldnotes.tui.literal import clean_lines
from fieldnotes.tui.manuscript import Line, Mark
from fieldnotes.tui.mendings import SteadyTextArea
from fieldnotes.workflows.drafting import Row

LONGEST_PASTE = 8 * 1024 * 1024
_OFF = Style(color="#ff9b9b", italic=True)
_DEEP = Style(color="#ffd166", italic=True)
_MENTION = Style(color="#9ad1ff", bold=True)


@dataclass
class MarkedEdit(Edit):
    """Edit text and passages in one step, so that undo and redo bring back ids and terms as well."""

    further: Sequence[Line] | None = None
    before: tuple[Line, ...] | None = field(init=False, default=None)
    after_kinds: tuple[Line, ...] | None = None

    def do(self, text_area: TextArea, record_selection: bool = True) -> EditResult:
        """Replace the text, and say anew what every line is."""
        assert isinstance(text_area, Editor)  # noqa: S101  no other text area makes these
        asked = self.text
        if self.before is None:
            self.before = text_area.kinds
            if self.after_kinds is None:
                where = (self.top, self.bottom)
                cut = manuscript.edited(text_area.document.lines, text_area.kinds, where, asked, self.further)
                self.text, self.after_kinds = cut.text, cut.kinds
        result = super().do(text_area, record_selection)
        assert self.after_kinds is not None  # noqa: S101  set above
        text_area.kinds = self.after_kinds
        if self.text != asked and asked:  # two turns stayed apart: go on behind the words, not in the next turn
            row = result.end_location[0] - 1
            self._updated_selection = Selection.cursor((row, len(text_area.document.get_line(row))))
        return result

    def undo(self, text_area: TextArea) -> EditResult:
        """Put back the text and what its lines were."""
        assert isinstance(text_area, Editor)  # noqa: S101  as above
        result = super().undo(text_area)
        assert self.before is not None  # noqa: S101  it was done before
        text_area.kinds = self.before
        return result


class Editor(SteadyTextArea):
    """Edit an interview: words as in any editor, and turns and terms by key."""

    class MarksChanged(Message):
        """Say that passages began, ended or changed otherwise than in their words."""

    class Refused(Message):
        """Say why something was not done."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    def __init__(self, **arguments: Any) -> None:
        self._kinds: tuple[Line, ...] = ()
        self._tags: dict[bytes, str] = {}
        super().__init__(soft_wrap=True, show_line_numbers=False, max_checkpoints=400, **arguments)
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

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Begin with these passages; nothing can be undone behind this."""
        lines, kinds = manuscript.laid_out(rows)
        self._kinds = kinds
        self.load_text("\n".join(lines))
        self.post_message(self.MarksChanged())

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
            words = clean_lines(edit.text)
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
        self.edit(MarkedEdit("", here, here, True, after_kinds=kinds))
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
        rest = {"text": RawText(""), "start": None, "end": None, "translation": None, "translator": None}
        if goes_on:
            passage = here.model_copy(update={**rest, "paraphrase": None})
        else:
            passage = manuscript.inherited(self._kinds, row, _answering(here.speaker, self.marks, speakers))
        mark = manuscript.begun(self._kinds, row, [passage])[0]
        start, end = len(line[:column].rstrip()), len(line) - len(tail)
        self.history.checkpoint()
        self.edit(MarkedEdit("\n", (row, start), (row, end), False, further=[mark]))
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
        before = len(self.marks)
        space = " " if last[1] else ""
        self.edit(MarkedEdit(space, last, (end, 0), True))
        if len(self.marks) == before:
            self.undo()
            self.post_message(self.Refused("two people speak here, or two descriptions were agreed: not joined"))

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
            self.post_message(self.Refused(f"this paste is too large ({size} MB; at most 8): paste it in parts"))
            return
        self.history.checkpoint()
        result = self.edit(self._taken_in(clean_lines(event.text)))
        self.history.checkpoint()
        self.move_cursor(result.end_location)

    def _taken_in(self, text: str) -> MarkedEdit:
        """Return the edit that takes in a paste; a transcript begins in an empty passage, or a new one."""
        start, end = sorted(self.selection)
        found = manuscript.turns(text, self.speaker_of)
        if found is None:
            plain, seams = manuscript.in_lines(text)
            return MarkedEdit("\n".join(plain), start, end, False, further=seams)
        here = self.mark().passage
        passages: list[Passage] = []
        speaker = here.speaker
        for said_by, seconds, _ in found:
            speaker = said_by if said_by is not None else speaker
            terms = here.terms if speaker == here.speaker else None
            passages.append(Passage(speaker=speaker, text=RawText(""), start=seconds, terms=terms))
        marks = manuscript.begun(self._kinds, start[0], passages)
        lines: list[str] = []
        further: list[Line] = []
        for mark, (_, _, words) in zip(marks, found, strict=True):
            own, seams = manuscript.in_lines(words)
            lines += own
            further += [mark, *seams]
        head = self._kinds[start[0]]
        if isinstance(head, Mark) and start == end and not self.document.get_line(start[0]):
            first = head.with_passage(passages[0])
            after = (*self._kinds[: start[0]], first, *further[1:], *self._kinds[start[0] + 1 :])
            return MarkedEdit("\n".join(lines), start, end, False, after_kinds=after)
        return MarkedEdit("\n" + "\n".join(lines), start, end, False, further=further)

    # --------------------------------------------------------------------------------- the look

    def get_line(self, line_index: int) -> Text:
        """Return a line with mentions marked, and words that stay behind in a style of their own."""
        line = super().get_line(line_index)
        tag = self.tag_of(line_index) if line_index < len(self._kinds) else ""
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
