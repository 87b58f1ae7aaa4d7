"""Read a text the ways a reader could, with every place traceable to the raw words.

A view is one reading of the whole text. The first only folds characters. The second first undoes entities,
percent runs and escapes; the third also takes tags and emphasis away but reads comments and the hidden halves of
links; the fourth reads what is left without any markup. Views that differ in nothing are left out, so ordinary
prose is read once. A hit in any view counts, because a disguise undone may as well be a name
destroyed ("2%2Damar").
"""

import html
import re
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from fieldnotes.redaction.letters import fold_character, look_alikes_mapped

# Deep enough for what a web page, a mail and a feed do to a text one after the other.
DECODING_ROUNDS = 6

_PLAIN_CHARACTERS = frozenset("\n\t" + "".join(map(chr, range(32, 127))))
_ENTITY = r"&(?:#[0-9]{1,16}|#[xX][0-9a-fA-F]{1,16}|[A-Za-z][A-Za-z0-9]{1,31});?"
_PERCENT = r"(?:%[0-9A-Fa-f]{2})+"
_ESCAPES = r"(?:\\u[0-9A-Fa-f]{4})+|\\U[0-9A-Fa-f]{8}|(?:\\x[0-9A-Fa-f]{2})+"
_ENCODED = re.compile(f"{_ENTITY}|{_PERCENT}|{_ESCAPES}")
_ENCODING_SIGNS = re.compile(r"[&%]|\\[uUx]")
_MARKUP_SIGNS = re.compile(r"[<\[*~`_\\>⁰-⁹²³¹]")
_MARKUP = re.compile(
    r"<[!?/A-Za-z][^<>]*>"  # a tag, a comment's ends, a declaration
    r"|\]\([^()\[\]\n]*\)|\]\[[^\[\]\n]*\]"  # the hidden half of a link
    r"|\[\^[^\[\]\s]{1,32}\]"  # a footnote's mark
    r"|\^\[[^\[\]]*\]"  # a footnote in the text
    r"|\n[ \t]*(?:>[ \t]*)+"  # the prefix of a quoted line
    r"|[\[\]*~`_\\⁰¹²³⁴-⁹]+"
)
# What can split a name inside a comment, an attribute or a link's hidden half, which themselves stay to be read.
_MARKUP_WITHIN = re.compile(r"</?[A-Za-z][^<>]*>|[*~`\\]+")
_COMMENT_ENDS = re.compile(r"<!--+|--+>")
_NOT_HEXADECIMAL = re.compile(r"[%\\uUx]")

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
    """

    cased: str
    lower: str
    latin: str
    layers: tuple[Layer, ...]

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


def _decoded(found: str) -> str:
    """Undo one entity, or a run of octets or escapes; what is not valid becomes the replacement character."""
    if found.startswith("&"):
        return html.unescape(found)
    digits = _NOT_HEXADECIMAL.sub("", found)
    if found.startswith("\\U"):
        return chr(int(digits, 16)) if int(digits, 16) <= sys.maxunicode else "\ufffd"
    encoding = "utf-16-be" if found.startswith("\\u") else "utf-8"
    return bytes.fromhex(digits).decode(encoding, errors="replace")


def comments(text: str) -> Iterator[tuple[int, int]]:
    """Yield where HTML comments start and end; one that is never closed is none."""
    start = text.find("<!--")
    while start >= 0 and (end := text.find("-->", start + 2)) >= 0:
        yield start, end + 3
        start = text.find("<!--", end + 3)


def _without_markup(found: str) -> str:
    """Take one piece of markup away; a quoted line continues the one before it."""
    return "\n" if found.startswith("\n") else ""


def _fold(text: str, layers: tuple[Layer, ...]) -> View:
    """Fold all characters of *text* into a view."""
    strange = frozenset(text) - _PLAIN_CHARACTERS
    if strange:
        folded = {character: fold_character(character) for character in strange}
        if resized := frozenset(c for c, new in folded.items() if len(new) != 1):
            text, layers = _rewritten(text, layers, _edits(text, _any_of(resized), _folded))
        text = text.translate({ord(c): new for c, new in folded.items() if len(new) == 1 and new != c})
    lower = text.casefold()
    return View(text, lower, look_alikes_mapped(text).casefold(), layers)


@lru_cache(maxsize=64)
def _any_of(characters: frozenset[str]) -> re.Pattern[str]:
    """Compile a pattern for a run of unseen characters, or for one that is folded to several."""
    unseen = "".join(sorted(c for c in characters if not fold_character(c)))
    several = "".join(sorted(c for c in characters if fold_character(c)))
    classes = [f"[{re.escape(unseen)}]+"] if unseen else []
    return re.compile("|".join([*classes, f"[{re.escape(several)}]"] if several else classes))


def _folded(found: str) -> str:
    return "".join(map(fold_character, found))


def _rewritten(text: str, layers: tuple[Layer, ...], edits: Iterable[Edit]) -> tuple[str, tuple[Layer, ...]]:
    """Return *text* and its *layers* after *edits*; the same layers if nothing changed."""
    done = rewrite(text, edits)
    return (text, layers) if done is None else (done[0], (*layers, done[1]))


def read(raw: str) -> Canon:
    """Return *raw* with all its views."""
    views = [_fold(raw, ())]
    text, layers = _undone(raw)
    if layers:
        views.append(_fold(text, layers))
    views += _within(text, layers)
    if _MARKUP_SIGNS.search(text):
        before = layers
        text, layers = _rewritten(text, layers, ((start, end, "") for start, end in comments(text)))
        text, layers = _rewritten(text, layers, _edits(text, _MARKUP, _without_markup))
        if layers is not before:
            views.append(_fold(text, layers))
    return Canon(raw, tuple(views), raw != raw.lower())


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
    """Undo entities, percent runs and escapes, as often as they are nested; no layers if there are none."""
    text, layers = raw, ()  # type: tuple[str, tuple[Layer, ...]]
    if _ENCODING_SIGNS.search(raw):
        for _ in range(DECODING_ROUNDS):
            before = layers
            text, layers = _rewritten(text, layers, _edits(text, _ENCODED, _decoded))
            if layers is before:
                break
    return text, layers
