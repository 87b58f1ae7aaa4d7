"""The interview as one flowing text: lines, and for each line what it begins or how it goes on.

A passage keeps its identity while the text around it changes: its `Mark` stands at its first line and moves with
it. Everything here is plain data; the editor shows it, `drafting` keeps it.
"""

import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from fieldnotes.domain.ids import INTERVIEWER
from fieldnotes.domain.interview import Passage, join
from fieldnotes.domain.order import between, fan
from fieldnotes.domain.text import RawText
from fieldnotes.errors import UsageError
from fieldnotes.tui.literal import clean_lines
from fieldnotes.workflows.drafting import Change, Row

# A longer line is shown as several: the editor slows down with the length of a line, not of the text.
LONGEST_LINE = 1500
_SENTENCE = re.compile(r"(?<=[.!?؟。…])\s+")


class Seam(Enum):
    """Say how a line goes on from the one above; the value is what stands between them in the vault."""

    NEWLINE = "\n"
    SPACE = " "
    NOTHING = ""


@dataclass(frozen=True, slots=True, repr=False)
class Mark:
    """Stand at the first line of a passage: which one it is, and all that is known of it but its present words.

    `shown` is how the words of `passage` look in lines; while they still look so, they are those.
    """

    entity: bytes
    position: bytes
    passage: Passage
    shown: tuple[str, ...]

    def with_passage(self, passage: Passage) -> "Mark":
        """Return the mark of the same passage with other properties; its words stay those in the lines."""
        return Mark(self.entity, self.position, passage, self.shown)


Line = Mark | Seam
"""What one line of text is: the first of a passage, or a further one."""


def new_mark(passage: Passage, low: bytes | None, high: bytes | None) -> Mark:
    """Return the mark of a new passage between two sort keys; its words are in the lines."""
    return Mark(secrets.token_bytes(16), between(low, high), passage, ())


def laid_out(rows: Sequence[Row]) -> tuple[list[str], tuple[Line, ...]]:
    """Return the text of passages in lines, and what each line is; an interview without any has one empty line."""
    lines: list[str] = []
    kinds: list[Line] = []
    for row in rows:
        own, seams = in_lines(row.passage.text.reveal())
        lines += own
        kinds += [Mark(row.entity, row.position, row.passage, tuple(own)), *seams]
    if not rows:
        lines, kinds = [""], [new_mark(Passage(speaker=INTERVIEWER, text=RawText("")), None, None)]
    return lines, tuple(kinds)


def in_lines(text: str) -> tuple[list[str], list[Seam]]:
    """Return how a text looks in lines, none too long, and the seams before the second and further ones."""
    lines: list[str] = []
    seams: list[Seam] = []
    for paragraph in clean_lines(text).split("\n"):
        for place, (seam, part) in enumerate(_short(paragraph)):
            seams.append(seam if place else Seam.NEWLINE)
            lines.append(part)
    return lines, seams[1:]


def _short(paragraph: str) -> list[tuple[Seam, str]]:
    """Cut a paragraph behind sentences, else between words, else anywhere."""
    parts: list[tuple[Seam, str]] = []
    seam, rest = Seam.NEWLINE, paragraph
    while len(rest) > LONGEST_LINE:
        window = rest[:LONGEST_LINE]
        ends = [m.end() for m in _SENTENCE.finditer(window) if m.end() - m.start() == 1 and m.end() < LONGEST_LINE]
        cut = ends[-1] if ends else window.rfind(" ") + 1
        if cut > 0:
            parts.append((seam, rest[: cut - 1]))
            seam, rest = Seam.SPACE, rest[cut:]
        else:
            parts.append((seam, window))
            seam, rest = Seam.NOTHING, rest[LONGEST_LINE:]
    return [*parts, (seam, rest)]


def head_of(kinds: Sequence[Line], row: int) -> int:
    """Return the first line of the passage that *row* belongs to."""
    while row > 0 and isinstance(kinds[row], Seam):
        row -= 1
    return row


def end_of(kinds: Sequence[Line], row: int) -> int:
    """Return the line behind the last one of the passage that *row* belongs to."""
    row += 1
    while row < len(kinds) and isinstance(kinds[row], Seam):
        row += 1
    return row


def mark_at(kinds: Sequence[Line], row: int) -> Mark:
    """Return the mark of the passage that *row* belongs to."""
    mark = kinds[head_of(kinds, row)]
    assert isinstance(mark, Mark)  # noqa: S101  the first line always begins a passage
    return mark


def rows_of(lines: Sequence[str], kinds: Sequence[Line]) -> list[Row]:
    """Return the passages as they read now, those that say nothing left out.

    A passage whose lines look as they were laid out keeps its words exactly, whatever they hold.
    """
    found: list[Row] = []
    starts = [row for row, kind in enumerate(kinds) if isinstance(kind, Mark)]
    for start, end in zip(starts, [*starts[1:], len(kinds)], strict=True):
        mark = kinds[start]
        assert isinstance(mark, Mark)  # noqa: S101  `starts` are marks
        if mark.shown == tuple(lines[start:end]):
            found.append(Row(mark.entity, mark.position, mark.passage))
            continue
        seams = [kind.value for kind in kinds[start + 1 : end] if isinstance(kind, Seam)]
        words = lines[start] + "".join(seam + line for seam, line in zip(seams, lines[start + 1 : end], strict=True))
        if words.strip() or mark.passage.paraphrase is not None or mark.passage.translation is not None:
            found.append(Row(mark.entity, mark.position, mark.passage.model_copy(update={"text": RawText(words)})))
    return found


def changes(before: dict[bytes, Row], now: Sequence[Row]) -> list[Change]:
    """Return what has to be kept: the passages that read or stand otherwise than *before*, and those that went."""
    found = [
        Change(row.entity, row.position, row.passage)
        for row in now
        if (old := before.get(row.entity)) is None or (old is not row and old != row)
    ]
    there = {row.entity for row in now}
    return found + [Change(row.entity, row.position, None) for row in before.values() if row.entity not in there]


Location = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cut:
    """Say what an edit does to the passages: the words to insert, and the lines' kinds afterwards.

    `text` ends with one more newline than was asked for where two people's words would have run together.
    """

    text: str
    kinds: tuple[Line, ...]


def edited(
    lines: Sequence[str],
    kinds: tuple[Line, ...],
    where: tuple[Location, Location],
    text: str,
    pasted: Sequence[Line] | None = None,
) -> Cut:
    """Return what becomes of the passages when *text* replaces what lies between two places, the first one above.

    Words of one speaker that run together are joined, their terms combined by AND; of two speakers the turns
    stay apart. *pasted* says what the further lines of the text are; by default they go on with the passage.
    """
    (top, column), (bottom, to) = where
    further: list[Line] = list(pasted) if pasted is not None else [Seam.NEWLINE] * text.count("\n")
    first, last = head_of(kinds, top), head_of(kinds, bottom)
    head, second = kinds[top], kinds[last]
    if first != last and isinstance(second, Mark):
        tail_stays = to < len(lines[bottom]) or end_of(kinds, bottom) > bottom + 1
        head_stays = column > 0 or top > first or bool(text)
        if tail_stays and not head_stays:
            head = second
        elif tail_stays:
            mark = kinds[first]
            together = _joined(mark, second) if isinstance(mark, Mark) and not further else None
            if together is None:
                return Cut(text + "\n", (*kinds[: top + 1], *further, second, *kinds[bottom + 1 :]))
            kinds = (*kinds[:first], together, *kinds[first + 1 :])
            head = kinds[top]
    return Cut(text, (*kinds[:top], head, *further, *kinds[bottom + 1 :]))


def _joined(one: Mark, other: Mark) -> Mark | None:
    """Return the mark of two passages that run together, or None where they must not."""
    try:
        passage = join(one.passage, other.passage)
    except UsageError:
        return None
    return Mark(one.entity, one.position, passage, ())


def neighbours(kinds: Sequence[Line], row: int) -> tuple[bytes | None, bytes | None]:
    """Return the sort keys between which a passage that begins behind the one at *row* has to stand."""
    behind = end_of(kinds, row)
    following = kinds[behind] if behind < len(kinds) else None
    return mark_at(kinds, row).position, following.position if isinstance(following, Mark) else None


def begun(kinds: Sequence[Line], row: int, passages: Sequence[Passage]) -> list[Mark]:
    """Return marks for new passages that stand behind the one at *row*, in order."""
    keys = fan(*neighbours(kinds, row), len(passages))
    return [Mark(secrets.token_bytes(16), key, passage, ()) for key, passage in zip(keys, passages, strict=True)]


def inherited(kinds: Sequence[Line], row: int, speaker: str | None) -> Passage:
    """Return an empty passage of *speaker* behind *row*, with the terms of what they said last before it.

    Words after "off the record" stay so until the person typing says otherwise.
    """
    for kind in reversed(kinds[: row + 1]):
        if isinstance(kind, Mark) and kind.passage.speaker == speaker:
            return Passage(speaker=speaker, text=RawText(""), terms=kind.passage.terms, language=kind.passage.language)
    return Passage(speaker=speaker, text=RawText(""))


_LABEL = re.compile(r"^\s*(?:\[?\(?(\d{1,2}:\d{2}(?::\d{2})?)\)?\]?\s*)?([^\s:：][^:：\n]{0,40})[:：]\s+")


def turns(text: str, speaker_of: Callable[[str], str | None]) -> list[tuple[str | None, float | None, str]] | None:
    """Split imported text into turns: (speaker or None where it goes on, seconds or None, words); None for plain text.

    A turn begins with a label that *speaker_of* knows ("Q:", "Kak D:", "[00:12:03] Interviewer:"), or behind an
    empty line. Text with neither is no transcript.
    """
    found: list[tuple[str | None, float | None, list[str]]] = []
    labelled, gap = False, False
    for line in text.split("\n"):
        if not line.strip():
            gap = bool(found)
            continue
        label = _LABEL.match(line)
        speaker = speaker_of(label.group(2)) if label else None
        if label and speaker is not None:
            labelled = True
            found.append((speaker, _seconds(label.group(1)), [line[label.end() :]]))
        elif gap or not found:
            found.append((None, None, [line]))
        else:
            found[-1][2].append(line)
        gap = False
    if len(found) < 2 and not labelled:
        return None
    return [(speaker, start, "\n".join(words)) for speaker, start, words in found]


def _seconds(clock: str | None) -> float | None:
    if clock is None:
        return None
    seconds = 0
    for part in clock.split(":"):
        seconds = seconds * 60 + int(part)
    return float(seconds)
