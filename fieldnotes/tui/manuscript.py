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
from fieldnotes.domain.interview import Passage, join, split_off
from fieldnotes.domain.order import between, fan
from fieldnotes.domain.terms import PERMISSIONS, Terms, granted
from fieldnotes.domain.text import RawText
from fieldnotes.errors import UsageError
from fieldnotes.tui.literal import editable
from fieldnotes.workflows.drafting import Change, Row

# A longer line is shown as several: the editor slows down with the length of a line, not of the text.
LONGEST_LINE = 1500
_SENTENCE = re.compile(r"(?<=[.!?؟。…]) ")


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
    for paragraph in editable(text).split("\n"):
        for place, (seam, part) in enumerate(_short(paragraph)):
            seams.append(seam if place else Seam.NEWLINE)
            lines.append(part)
    return lines, seams[1:]


def _short(paragraph: str) -> list[tuple[Seam, str]]:
    """Cut a paragraph behind sentences, else between words, else anywhere."""
    parts: list[tuple[Seam, str]] = []
    seam, at = Seam.NEWLINE, 0
    while len(paragraph) - at > LONGEST_LINE:
        ends = [found.start() for found in _SENTENCE.finditer(paragraph, at, at + LONGEST_LINE)]
        cut = ends[-1] if ends else paragraph.rfind(" ", at, at + LONGEST_LINE)
        if cut >= 0:
            parts.append((seam, paragraph[at:cut]))
            seam, at = Seam.SPACE, cut + 1
        else:
            parts.append((seam, paragraph[at : at + LONGEST_LINE]))
            seam, at = Seam.NOTHING, at + LONGEST_LINE
    return [*parts, (seam, paragraph[at:])]


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
    stay apart. *pasted* says what the further lines of the text are; by default they go on with the passage. Where
    turns are pasted into a passage, what stood behind them becomes a passage of its own with the same terms.
    """
    (top, column), (bottom, to) = where
    further: list[Line] = list(pasted) if pasted is not None else [Seam.NEWLINE] * text.count("\n")
    first, last = head_of(kinds, top), head_of(kinds, bottom)
    head, second = mark_at(kinds, top), mark_at(kinds, bottom)
    words_left = to < len(lines[bottom])
    tail_stays = words_left or end_of(kinds, bottom) > bottom + 1
    turns_between = [kind for kind in further if isinstance(kind, Mark)]
    if not tail_stays or (first == last and not turns_between):
        return Cut(text, (*kinds[: top + 1], *further, *kinds[bottom + 1 :]))
    if first != last and not column and not text:
        return Cut(text, (*kinds[:top], second, *kinds[bottom + 1 :]))
    if first == last:
        low, high = turns_between[-1].position, neighbours(kinds, bottom)[1]
        second = new_mark(split_off(second.passage), low, high)
    elif not further and (together := joined(head, second)) is not None:
        return Cut(text, (*kinds[:first], together, *kinds[first + 1 : top + 1], *kinds[bottom + 1 :]))
    behind = kinds[bottom + 1 :] if words_left else kinds[bottom + 2 :]
    return Cut(text + "\n" if words_left else text, (*kinds[: top + 1], *further, second, *behind))


def joined(one: Mark, other: Mark) -> Mark | None:
    """Return the mark of two passages that run together, or None where they must not.

    A question or note without terms of its own goes by the answers around it; a grant that comes to it with other
    words must not set it free of them.
    """
    own, others = one.passage.terms, other.passage.terms
    if one.passage.speaker in (INTERVIEWER, None) and (own is None) != (others is None) and _permits(own or others):
        return None
    try:
        passage = join(one.passage, other.passage)
    except UsageError:
        return None
    return Mark(one.entity, one.position, passage, ())


def _permits(terms: Terms | None) -> bool:
    bits = granted(terms)
    return any(getattr(bits, permission) for permission in PERMISSIONS)


def neighbours(kinds: Sequence[Line], row: int) -> tuple[bytes | None, bytes | None]:
    """Return the sort keys between which a passage that begins behind the one at *row* has to stand.

    Two passages can have the same key, where two processes chose it; nothing fits between them.
    """
    low = mark_at(kinds, row).position
    behind = kinds[end_of(kinds, row) :]
    return low, next((kind.position for kind in behind if isinstance(kind, Mark) and kind.position > low), None)


def neighbours_ahead(kinds: Sequence[Line], row: int) -> tuple[bytes | None, bytes | None]:
    """Return the sort keys between which a passage has to stand right before the one at *row*."""
    high = mark_at(kinds, row).position
    ahead = kinds[: head_of(kinds, row)]
    return next(
        (kind.position for kind in reversed(ahead) if isinstance(kind, Mark) and kind.position < high), None
    ), high


@dataclass(frozen=True, slots=True)
class Taken:
    """Hold words that were cut or copied, in lines, with what each line is; the first begins a passage."""

    lines: tuple[str, ...]
    kinds: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The words as one text."""
        return "\n".join(self.lines)

    @property
    def passages(self) -> list[tuple[Passage, tuple[list[str], list[Seam]]]]:
        """Every passage of it without its words, and they in lines."""
        found: list[tuple[Passage, tuple[list[str], list[Seam]]]] = []
        for line, kind in zip(self.lines, self.kinds, strict=True):
            if isinstance(kind, Mark):
                found.append((kind.passage, ([line], [])))
            else:
                found[-1][1][0].append(line)
                found[-1][1][1].append(kind)
        return [one for place, one in enumerate(found) if not place or any(one[1][0])]  # a last line may be empty


def taken(lines: Sequence[str], kinds: Sequence[Line], start: Location, end: Location) -> Taken:
    """Return the words between two places and what their lines are.

    A passage taken whole brings all that is known of it, another only what goes with a part of its words.
    """
    (top, column), (bottom, to) = start, end
    words = [*lines[top : bottom + 1], ""][: bottom + 1 - top]
    words[-1] = words[-1][:to]
    words[0] = words[0][column:]
    own: list[Line] = [mark_at(kinds, top), *[*kinds[top + 1 : bottom + 1], Seam.NEWLINE][: bottom - top]]
    for place, kind in enumerate(own):
        if isinstance(kind, Mark):
            row = top + place
            ends = end_of(kinds, row)
            to_the_end = ends <= bottom or (ends == bottom + 1 and to == len(lines[bottom]))
            whole = kinds[row] is kind and (place or not column) and to_the_end
            passage = kind.passage.model_copy(update={"text": RawText("")}) if whole else split_off(kind.passage)
            own[place] = kind.with_passage(passage)
    return Taken(tuple(words), tuple(own))


def begun(between_keys: tuple[bytes | None, bytes | None], passages: Sequence[Passage]) -> list[Mark]:
    """Return marks for new passages that stand between two sort keys, in order."""
    keys = fan(*between_keys, len(passages))
    return [Mark(secrets.token_bytes(16), key, passage, ()) for key, passage in zip(keys, passages, strict=True)]


def inherited(kinds: Sequence[Line], row: int, speaker: str | None) -> Passage:
    """Return an empty passage of *speaker* behind *row*, with the terms of what they said last before it.

    Words after "off the record" stay so until the person typing says otherwise.
    """
    for kind in reversed(kinds[: row + 1]):
        if isinstance(kind, Mark) and kind.passage.speaker == speaker:
            return Passage(speaker=speaker, text=RawText(""), terms=kind.passage.terms, language=kind.passage.language)
    return Passage(speaker=speaker, text=RawText(""))


_LONGEST_NAME = 3  # words
_LABEL = re.compile(r"^\s*(?:\[?\(?(\d{1,2}:\d{2}(?::\d{2})?)\)?\]?\s*)?([^\s:：][^:：\n]{0,40})[:：](?:\s+|$)")


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


def unnamed(lines: Sequence[str], speaker_of: Callable[[str], str | None], *, often: int = 1) -> list[int]:
    """Return the lines that begin like a turn of somebody whom *speaker_of* does not know ("X:", "Teacher:").

    They stay in the words of whoever spoke before, which may be wrong: somebody has to decide. A beginning of more
    than three words is a sentence, and one without letters no name. One that is not found *often* is left out: in
    words that somebody typed, "Before we start:" begins a line once, and a speaker again and again.
    """
    found: dict[str, list[int]] = {}
    for row, line in enumerate(lines):
        label = _LABEL.match(line)
        if label is not None and _is_like_a_name(label.group(2)) and speaker_of(label.group(2)) is None:
            found.setdefault(label.group(2).strip().casefold(), []).append(row)
    return sorted(row for rows in found.values() if len(rows) >= often for row in rows)


def _is_like_a_name(label: str) -> bool:
    return len(label.split()) <= _LONGEST_NAME and any(letter.isalpha() for letter in label)


def _seconds(clock: str | None) -> float | None:
    if clock is None:
        return None
    seconds = 0
    for part in clock.split(":"):
        seconds = seconds * 60 + int(part)
    return float(seconds)


def count_words(lines: Sequence[str], known: dict[str, int]) -> int:
    """Return the words of all *lines*; *known* keeps those of each line until next time, when few will have changed."""
    counts = {line: known[line] if line in known else len(line.split()) for line in lines}
    known.clear()
    known.update(counts)
    return sum(map(counts.__getitem__, lines))
