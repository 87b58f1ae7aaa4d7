"""Read a text the ways a reader could, with every place traceable to the raw words.

A view is one reading of the whole text. The first only folds characters. The second first undoes encodings; the
third also takes tags and emphasis away but reads comments and the hidden halves of links; the fourth reads what is
left without any markup. More follow where a coding may have been mistaken or figures stand for letters. Views that
differ in nothing are left out, so ordinary prose is read once. A hit in any view counts, because a disguise undone
may as well be a name destroyed ("2%2Damar").
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from unicodedata import category

from fieldnotes.redaction.encodings import DECODERS, Decoder
from fieldnotes.redaction.guesses import MISTAKEN, RESPELLED
from fieldnotes.redaction.letters import fold_character, look_alikes_mapped

_MARKS_ARE_VOWELS = re.compile("[\u0900-\u109f]")  # of India, and east of it
# Deep enough for what a web page, a mail and a feed do to a text one after the other.
DECODING_ROUNDS = 6
_FEW_EXCHANGED = 16

_PLAIN_CHARACTERS = frozenset("\n\t" + "".join(map(chr, range(32, 127))))
_MARKUP_SIGNS = re.compile(r"[<\[*~`_\\>⁰-⁹²³¹]")
_MARKUP = re.compile(
    r"<[!?/A-Za-z][^<>]*>|<[\d:.]{5,12}>"  # a tag, a comment's ends, a declaration; a subtitle's time
    r"|\]\([^()\[\]\n]*\)|\]\[[^\[\]\n]*\]"  # the hidden half of a link
    r"|\[\^[^\[\]\s]{1,32}\]"  # a footnote's mark
    r"|\^\[[^\[\]]*\]"  # a footnote in the text
    r"|\n[ \t]*(?:>[ \t]*)+"  # the prefix of a quoted line
    r"|[\[\]*~`_\\⁰¹²³⁴-⁹]+"
)
_BLOCK = re.compile(r"</?(?:t[dhr]|table|p|div|li|[uo]l|h[1-6]|br|section|article|blockquote|pre|d[dlt])\b", re.I)
# What can split a name inside a comment, an attribute or a link's hidden half, which themselves stay to be read.
_MARKUP_WITHIN = re.compile(r"</?[A-Za-z][^<>]*>|[*~`\\]+")
_COMMENT_ENDS = re.compile(r"<!--+|--+>")

Edit = tuple[int, int, str]
"""Where a text is changed, and what into."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Map places in a rewritten text back to the text it was made of.

    Piece *i* starts at `starts[i]` in the rewritten text and stands for `sources[i]`; an `exact` piece was
    copied, any other was replaced as a whole.
    """

    starts: list[int]
    sources: list[tuple[int, int]]
    exact: list[bool]

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the source that *start*:*end*, not empty, was made of."""
        first = bisect_right(self.starts, start) - 1
        last = bisect_right(self.starts, end - 1) - 1
        begin, finish = self.sources[first][0], self.sources[last][1]
        if self.exact[first]:
            begin += start - self.starts[first]
        if self.exact[last]:
            finish = self.sources[last][0] + end - self.starts[last]
        return begin, finish


@dataclass(frozen=True, slots=True, repr=False)
class View:
    """Hold one reading of a text.

    `cased` keeps upper case; `lower` does not; `latin` also has the look-alikes mapped. All have one length.
    `sure` is False for a text that is still encoded, and for a guess: what only resembles a name there is none.
    """

    cased: str
    lower: str
    latin: str
    layers: tuple[Layer, ...]
    sure: bool = True

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the raw text that *start*:*end*, not empty, stands for."""
        for layer in reversed(self.layers):
            start, end = layer.back(start, end)
        return start, end

    def readings(self) -> Iterator[str]:
        """Yield the folded texts to search, one or two."""
        yield self.lower
        if self.latin != self.lower:
            yield self.latin


@dataclass(frozen=True, slots=True, repr=False)
class Canon:
    """Hold a raw text and its views; what a recogniser is given."""

    raw: str
    views: tuple[View, ...]
    has_capitals: bool
    written: View | None = None
    """What was encoded, with the marks that folding takes away, where those are more than accents."""


def rewrite(text: str, edits: Iterable[Edit]) -> tuple[str, Layer] | None:
    """Make all *edits*, which are in order and free of overlaps, and keep the map; None if nothing changes."""
    parts: list[str] = []
    layer = Layer([], [], [])
    read = written = 0

    def put(words: str, source: tuple[int, int], exact: bool) -> None:
        nonlocal written
        parts.append(words)
        layer.starts.append(written)
        layer.sources.append(source)
        layer.exact.append(exact)
        written += len(words)

    for start, end, new in edits:
        if new == text[start:end]:
            continue
        if read < start:
            put(text[read:start], (read, start), True)
        put(new, (start, end), False)
        read = end
    if not parts:
        return None
    if read < len(text):
        put(text[read:], (read, len(text)), True)
    return "".join(parts), layer


def _edits(text: str, pattern: re.Pattern[str], new: Callable[[str], str]) -> Iterator[Edit]:
    """Yield the edit of each match of *pattern*."""
    for match in pattern.finditer(text):
        yield match.start(), match.end(), new(match[0])


def comments(text: str) -> Iterator[tuple[int, int]]:
    """Yield where HTML comments start and end; one that is never closed is none."""
    start = text.find("<!--")
    while start >= 0 and (end := text.find("-->", start + 2)) >= 0:
        yield start, end + 3
        start = text.find("<!--", end + 3)


def _without_markup(found: str) -> str:
    """Take one piece of markup away; a quoted line continues the one before it, and a cell or paragraph ends a word."""
    if found.startswith("\n"):
        return "\n"
    return " " if _BLOCK.match(found) else ""


def _fold(text: str, layers: tuple[Layer, ...]) -> View:
    """Fold all characters of *text* into a view."""
    strange = frozenset(text) - _PLAIN_CHARACTERS
    if strange:
        folded = {character: fold_character(character) for character in strange}
        if resized := frozenset(c for c, new in folded.items() if len(new) != 1):
            text, layers = _rewritten(text, layers, _edits(text, _any_of(resized), _folded))
        text = _exchanged(text, {c: new for c, new in folded.items() if len(new) == 1 and new != c})
    lower, mapped = text.casefold(), look_alikes_mapped(text)
    return View(text, lower, lower if mapped is text else mapped.casefold(), layers)


def _exchanged(text: str, other: Mapping[str, str]) -> str:
    """Return *text* with each character that has an *other* one exchanged for it; a few are quicker one by one."""
    if len(other) > _FEW_EXCHANGED or not other.keys().isdisjoint(other.values()):
        return text.translate({ord(character): new for character, new in other.items()})
    for character, new in other.items():
        text = text.replace(character, new)
    return text


@lru_cache(maxsize=64)
def _any_of(characters: frozenset[str]) -> re.Pattern[str]:
    """Compile a pattern for a run of unseen characters, or for one that is folded to several."""
    unseen = sorted(c for c in characters if not fold_character(c))
    marks = "".join(c for c in unseen if category(c) in ("Mn", "Me"))
    others = "".join(c for c in unseen if c not in marks)
    several = "".join(c for c in characters if fold_character(c))
    # A mark belongs to the letter that it stands on, and goes where that goes.
    kinds = ((marks, r"[^\s!-/]?[{}]+"), (others, "[{}]+"), (several, "[{}]"))
    return re.compile("|".join(pattern.format(re.escape(kind)) for kind, pattern in kinds if kind))


def _folded(found: str) -> str:
    return "".join(map(fold_character, found))


def _rewritten(text: str, layers: tuple[Layer, ...], edits: Iterable[Edit]) -> tuple[str, tuple[Layer, ...]]:
    """Return *text* and its *layers* after *edits*; the same layers if nothing changed."""
    done = rewrite(text, edits)
    return (text, layers) if done is None else (done[0], (*layers, done[1]))


def read(raw: str) -> Canon:
    """Return *raw* with all its views."""
    text, layers = _undone(raw)
    views = [replace(_fold(raw, ()), sure=not layers)]
    written = None
    if layers:
        views.append(_fold(text, layers))
        written = View(text, text, text, layers) if _MARKS_ARE_VOWELS.search(text) else None
    views += _within(text, layers)
    views += _tried(MISTAKEN, text, layers)
    if _MARKUP_SIGNS.search(text):
        before = layers
        text, layers = _rewritten(text, layers, ((start, end, "") for start, end in comments(text)))
        text, layers = _rewritten(text, layers, _edits(text, _MARKUP, _without_markup))
        if layers is not before:
            views.append(_fold(text, layers))
    views += _tried(RESPELLED, text, layers)
    return Canon(raw, tuple(views), raw != raw.lower(), written)


def _tried(decoders: Sequence[Decoder], text: str, layers: tuple[Layer, ...]) -> Iterator[View]:
    """Yield the views that each of *decoders* gives by itself."""
    for decoder in decoders:
        if decoder.sign.search(text):
            tried, kept = _rewritten(text, layers, decoder.edits(text))
            if kept is not layers:
                yield replace(_fold(tried, kept), sure=False)


def _within(text: str, layers: tuple[Layer, ...]) -> Iterator[View]:
    """Yield the views that read comments, attributes and the hidden halves of links, without markup in them."""
    if "<" in text:
        inside, kept = _rewritten(text, layers, _edits(text, _MARKUP_WITHIN, _without_markup))
        if kept is not layers:
            yield _fold(inside, kept)
    if "<!--" in text:
        opened, kept = _rewritten(text, layers, _edits(text, _COMMENT_ENDS, _blank))
        yield _fold(*_rewritten(opened, kept, _edits(opened, _MARKUP, _without_markup)))


def _blank(_found: str) -> str:
    return " "


def _undone(raw: str) -> tuple[str, tuple[Layer, ...]]:
    """Undo the encodings, as often as they are nested; no layers if there are none."""
    text, layers = raw, ()  # type: tuple[str, tuple[Layer, ...]]
    for _ in range(DECODING_ROUNDS):
        before = layers
        for decoder in DECODERS:
            if decoder.sign.search(text):
                text, layers = _rewritten(text, layers, decoder.edits(text))
        if layers is before:
            break
    return text, layers
