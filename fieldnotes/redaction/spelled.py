"""Read numbers that are written in words as figures: telephones, papers, days and angles as they are told.

Words of one language that stand together make a run, with figures, lone letters and "and" or "point" among them. What
can be one number is one ("twenty-three", "soixante-dix-sept", "ثلاثة وعشرون"); what cannot stays apart, as a telephone
is told in ones, tens or hundreds. A word that is a number in one language only counts where others stand beside it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from fieldnotes.redaction.canon import Canon, Edit, View, rewrite
from fieldnotes.redaction.letters import look_alikes_mapped
from fieldnotes.redaction.numerals import ANDS, NUMERALS, POINTS, TENS_AND_ONES, WEAK, Numeral
from fieldnotes.redaction.unknown.rereading import read_once
from fieldnotes.redaction.words import TOKEN

_GAP = re.compile(r"[\s,.;:()+·–—/-]{0,4}")
_TIGHT = re.compile(r"[\s-]{0,2}")
_WORD = re.compile(rf"(?:{TOKEN.pattern})(?:(?<=[^\W\d])['’](?=[^\W\d])(?:{TOKEN.pattern}))*")
_APOSTROPHES = str.maketrans("", "", "'’")
_LONGEST_NUMERAL = max(map(len, NUMERALS))
_SHORTEST_GLUED, _LONGEST_GLUED = 5, 200
_SUSPICIOUSLY_LONG = 14
_END = 3
_CHINESE = str.maketrans("零〇一二三四五六七八九壹贰貳叁參肆伍陆陸柒捌玖幺两兩", "00123456789122334566789122")
_CHINESE_SIGN = f"[{''.join(map(chr, _CHINESE))}]"
_IN_CHINESE = re.compile(rf"{_CHINESE_SIGN}(?:[\s,-]?{_CHINESE_SIGN}){{4,}}")
_TENS = range(20, 100)
_PARTS_OF_YEAR = range(10, 21), range(10, 100)


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a text that are numbers.

    Attributes:
        start, end: where they stand.
        edits: what they are in figures.
        figures: how many figures that makes.
        pointed: there is a word for a point among them.
    """

    start: int
    end: int
    edits: tuple[Edit, ...]
    figures: int
    pointed: bool


@dataclass(slots=True)
class _Part:
    """A word of a run: its meanings, or what it is if it is no number, and what has become of it."""

    start: int
    end: int
    word: str
    meanings: dict[str, Numeral]
    kind: str  # "number", "figures", "letter", "and", "point"


@dataclass(slots=True)
class _Number:
    """A number that is being put together; what is less than *room* may still be added to it."""

    start: int
    end: int
    value: int
    room: int
    ordinal: bool = False
    times: int = 1
    figures: str = ""

    @property
    def written(self) -> str:
        """The number in figures."""
        return (self.figures or str(self.value)) * self.times + ("th" if self.ordinal else "")

    def extends(self, meaning: Numeral, joined: bool, language: str) -> bool:
        """Add a number to this one, *joined* to it by "and", if the two are one; tell whether it was done."""
        twice = self.ordinal and meaning.ordinal and joined  # the third and twentieth
        if self.figures or meaning.times or self.times > 1 or (self.ordinal and not twice):
            return False
        value, ones = meaning.value, self.value % 100
        if not twice and self._is_multiplied(value, ones, language):
            return True
        if 0 < value < self.room:
            room = _room(value, language)
        elif (joined and value in _TENS and 0 < ones < 10) or (language == "ar" and value == 10 and 0 < ones < 10):
            room = 1
        else:
            return False
        self.value, self.ordinal = self.value + value, self.ordinal or meaning.ordinal
        self.room = 1 if self.ordinal else room
        return True

    def _is_multiplied(self, value: int, ones: int, language: str) -> bool:
        """Take so many hundreds, thousands, or in French twenties; tell whether it was done."""
        if value == 1000 and 0 < self.value < 1000:
            self.value, self.room = self.value * 1000, 1000
        elif value == 100 and 0 < self.value % 1000 < 100:
            self.value, self.room = self.value + 99 * ones, 100
        elif language == "fr" and value == 20 and ones == 4:
            self.value, self.room = self.value + 76, 20
        else:
            return False
        return True


@lru_cache(maxsize=16)
def runs(text: str) -> tuple[Run, ...]:
    """Return the runs of a folded *text* in small letters."""
    found = [run for parts in _groups(text) if (run := _run(text, parts)) is not None]
    if _IN_CHINESE.search(text):
        for match in _IN_CHINESE.finditer(text):
            figures = match[0].translate(_CHINESE)
            found.append(Run(*match.span(), ((*match.span(), figures),), sum(map(str.isdigit, figures)), False))
    return tuple(found)


def figures_in(canon: Canon, least: int) -> Canon:
    """Return *canon* with only the parts of its views in which *least* figures and more are told, in figures."""
    views = []
    for view in read_once(canon).views:
        told = in_figures(view, (run for run in runs(view.lower) if run.figures >= least), _AROUND)
        if told is not None:
            views.append(told)
    return Canon(canon.raw, tuple(views), canon.has_capitals)


_AROUND = 40  # characters beside told figures that may belong to them


def in_figures(view: View, chosen: Iterable[Run], margin: int) -> View | None:
    """Return the parts of *view* that are around the *chosen* runs, with those in figures; None for no run."""
    edits: list[Edit] = []
    reached = kept = 0
    for run in sorted(chosen, key=lambda run: run.start):
        if run.start < reached:
            continue
        if run.start - margin > kept:
            edits.append((kept, run.start - margin, _BREAK))
        edits += run.edits
        reached, kept = run.end, run.end + margin
    if not edits:
        return None
    if kept < len(view.cased):
        edits.append((kept, len(view.cased), _BREAK))
    return respelled(view, edits)


_BREAK = " \n\n|\n\n "  # what no number, day or angle reaches over


def respelled(view: View, edits: Iterable[Edit]) -> View | None:
    """Return *view* after *edits*, which are in order and free of overlaps; None if nothing changes."""
    done = rewrite(view.cased, edits)
    if done is None:
        return None
    text, layer = done
    return View(text, text.casefold(), look_alikes_mapped(text).casefold(), (*view.layers, layer), sure=False)


def _groups(text: str) -> Iterator[list[_Part]]:
    """Yield the words that stand together and can be a run; there is a number in each that is no other word."""
    if _VOCABULARY.isdisjoint(TOKEN.findall(text)) and _LONG_WORD.search(text) is None:
        return
    group: list[_Part] = []
    languages: frozenset[str] = frozenset()
    for match in _WORD.finditer(text):
        if not _WORDS_READ[match[0]]:
            continue
        parts = _parts(match)
        near = group and _GAP.fullmatch(text, group[-1].end, parts[0].start) is not None
        spoken = _languages(parts)
        common = languages & spoken if languages and spoken else languages or spoken
        if group and (not near or (languages and spoken and not common)):
            yield from _worthy(group)
            group, common = (_figures_at_end(group) if near else []), spoken
        group += parts
        languages = common if group else frozenset()
    yield from _worthy(group)


_VOCABULARY = frozenset(NUMERALS) - WEAK
_LONG_WORD = re.compile(rf"[^\W\d_]{{{_SUSPICIOUSLY_LONG},}}")


def _languages(parts: Sequence[_Part]) -> frozenset[str]:
    """Return the languages in which all *parts* that are numbers are such."""
    spoken = [frozenset(part.meanings) for part in parts if part.meanings]
    return frozenset.intersection(*spoken) if spoken else frozenset()


def _figures_at_end(group: list[_Part]) -> list[_Part]:
    """Return the figures that end a group, which may belong to words of the next language as well."""
    least = next((place for place in range(len(group), 0, -1) if group[place - 1].kind != "figures"), 0)
    return group[least:]


def _worthy(group: list[_Part]) -> Iterator[list[_Part]]:
    """Yield *group* without the words at its ends that are no numbers, if it is sure to hold one."""
    while group and group[0].kind in _BETWEEN:
        group = group[1:]
    while group and group[-1].kind in _BETWEEN:
        group = group[:-1]
    if any(part.meanings and part.word not in WEAK for part in group):
        yield group


_BETWEEN = frozenset({"and", "point", "letter"})


def _parts(match: re.Match[str]) -> list[_Part]:
    """Return what one word can be in a run: one part, or several if it is glued of numbers."""
    parts = _WORDS_READ[match[0]]
    start, end = match.span()
    if len(parts) == 1:
        return [_Part(start, end, *parts[0])]
    found = []
    for part in parts:
        found.append(_Part(start, start + len(part[0]), *part))
        start += len(part[0])
    return found


_Reading = tuple[str, dict[str, Numeral], str]
"""A word or a piece of one, its meanings, and the kind of part that it is."""


class _Read(dict[str, tuple[_Reading, ...]]):
    """Remember what each word is in a run."""

    def __missing__(self, word: str) -> tuple[_Reading, ...]:
        if len(self) > _REMEMBERED:
            self.clear()
        reading = self[word] = _read(word.translate(_APOSTROPHES))
        return reading


_WORDS_READ = _Read()
_REMEMBERED = 16_384


def _read(word: str) -> tuple[_Reading, ...]:
    """Return what a *word* is in a run."""
    if word.isdigit():
        return ((word, {}, "figures"),) if len(word) <= _MOST_FIGURES else ()
    if (meanings := NUMERALS.get(word)) is not None:
        return ((word, meanings, "number"),)
    if word in ANDS or word in POINTS:
        return ((word, {}, "and" if word in ANDS else "point"),)
    if len(word) == 1:
        return ((word, {}, "letter"),)
    if word[0] == _AND_IN_ARABIC and (meanings := NUMERALS.get(word[1:])) is not None:
        return ((word[0], {}, "and"), (word[1:], meanings, "number"))
    return _glued(word)


_AND_IN_ARABIC = "و"  # a part of the word
_MOST_FIGURES = 12


def _glued(word: str) -> tuple[_Reading, ...]:
    """Return the numbers of which *word* is glued, in one language; none if something else is in it."""
    may_be = _SHORTEST_GLUED <= len(word) <= _LONGEST_GLUED
    if not may_be or _HEADS.isdisjoint((word[:2], word[:3])) or _TAILS.isdisjoint((word[-2:], word[-3:])):
        return ()
    for language, known in _PIECES.items():
        pieces = _split(word, known)
        if len(pieces) > 1:
            return tuple(_piece(piece, language) for piece in pieces)
    return ()


def _split(word: str, known: frozenset[str]) -> list[str]:
    """Return the *known* pieces, the longest first, of which *word* is put together, or nothing."""
    rests: dict[int, list[str]] = {len(word): []}
    for at in range(len(word) - 1, -1, -1):
        for length in range(min(_LONGEST_NUMERAL, len(word) - at), 0, -1):
            if at + length in rests and word[at : at + length] in known:
                rests[at] = [word[at : at + length], *rests[at + length]]
                break
    return rests.get(0, [])


def _piece(word: str, language: str) -> _Reading:
    """Return one of the words of which a number is glued."""
    meaning = NUMERALS.get(word, {}).get(language)
    return (word, {}, "and") if meaning is None else (word, {language: meaning}, "number")


_JOINTS = {"de": "und", "es": "y", "fr": "et", "nl": "en"}
_GLUING = ("en", "it", "tr", "ru", "uk", "ar", "ckb", *_JOINTS)
"""The languages in which numbers are glued to one word, at least in haste, and the word for "and" in it."""
_PIECES = {
    language: frozenset(word for word, meanings in NUMERALS.items() if language in meanings and len(word) > 1)
    | frozenset(filter(None, [_JOINTS.get(language)]))
    for language in _GLUING
}
_ALL_PIECES = frozenset().union(*_PIECES.values())
_HEADS = frozenset(word[:_END] for word in _ALL_PIECES)
_TAILS = frozenset(word[-_END:] for word in _ALL_PIECES)


def _run(text: str, parts: Sequence[_Part]) -> Run | None:
    """Return *parts* as a run in their language."""
    languages = _languages(parts)
    if not languages:
        return None
    pieces = list(_numbers(parts, "en" if "en" in languages else min(languages)))
    pointed = any(isinstance(piece, _Part) and piece.kind == "point" for piece in pieces)
    edits = tuple(_edits(text, pieces, pointed))
    figures = sum(map(str.isdigit, "".join(new for _, _, new in edits)))
    return Run(parts[0].start, parts[-1].end, edits, figures, pointed)


def _numbers(parts: Sequence[_Part], language: str) -> Iterator[_Number | _Part]:
    """Yield the numbers that *parts* make, and the points and letters between them."""
    number: _Number | None = None
    times: _Part | None = None
    joined = False
    for part in parts:
        if part.kind == "and":
            joined = True
            continue
        meaning = part.meanings.get(language)
        if number is None or meaning is None or not number.extends(meaning, joined, language):
            if number is not None:
                yield number
            number = None
            if meaning is not None and meaning.times:
                times = part
                continue
            if part.kind in ("number", "figures"):
                number = _begun(part, meaning, times, language)
            else:
                yield part
            times = None
        else:
            number.end = part.end
        joined = False
    if number is not None:
        yield number


def _begun(part: _Part, meaning: Numeral | None, times: _Part | None, language: str) -> _Number:
    """Return the number that begins with *part*, after a word that says how often it is to be written."""
    start = part.start if times is None else times.start
    repeated = 1 if times is None else times.meanings[language].value
    if meaning is None:
        return _Number(start, part.end, 0, 1, figures=part.word, times=repeated)
    room = 1 if meaning.ordinal or times is not None else _room(meaning.value, language)
    return _Number(start, part.end, meaning.value, room, meaning.ordinal, repeated)


def _room(value: int, language: str) -> int:
    """Return what is less than this may follow *value* in one number."""
    if value >= 20:
        return 1000 if value >= 1000 else 100 if value >= 100 else 20 if language == "fr" and value in (60, 80) else 10
    return 10 if value == 10 and language in TENS_AND_ONES else 1


def _edits(text: str, pieces: Sequence[_Number | _Part], pointed: bool) -> Iterator[Edit]:
    """Yield what to write for each number; the figures of a year and those around a point are written as one."""
    start, end, written = 0, 0, ""
    last: _Number | _Part | None = None
    for piece in pieces:
        new = piece.written if isinstance(piece, _Number) else "." if piece.kind == "point" else ""
        if written and new and last is not None and _are_glued(text, last, piece, written, pointed):
            end, written = piece.end, written + new
        else:
            if written.strip("."):
                yield start, end, written
            start, end, written = piece.start, piece.end, new
        last = piece
    if written.strip("."):
        yield start, end, written


def _are_glued(text: str, last: _Number | _Part, piece: _Number | _Part, written: str, pointed: bool) -> bool:
    """Tell whether *piece* is written to what is before it without a gap."""
    if _TIGHT.fullmatch(text, last.end, piece.start) is None:
        return False
    if pointed:
        return True
    if not (isinstance(last, _Number) and isinstance(piece, _Number)) or last.ordinal or piece.figures:
        return False
    first, second = _PARTS_OF_YEAR
    if len(written) == 2 and last.value in first and not last.figures:
        return piece.value in second or (piece.value == 0 and piece.times == 1)
    return len(written) == 3 and last.value == 0 and int(written[:2]) in first and piece.value < 10
