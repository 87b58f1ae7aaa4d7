"""Read a text the ways a reader could, with every place traceable to the raw words.

A view is one reading of the whole text. The first only folds characters. The second first undoes entities
and percent runs; the third also takes the markup away. Views that differ in nothing are left out, so ordinary prose
is read once. A hit in any view counts, because a disguise undone may as well be a name destroyed ("2%2Damar").
"""

import html
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from fieldnotes.redaction.letters import fold_character, look_alikes_mapped

# Deep enough for what a web page, a mail and a feed do to a text one after the other.
DECODING_ROUNDS = 6

_PLAIN_CHARACTERS = frozenset("\n\t" + "".join(map(chr, range(32, 127))))
_ENTITY = r"&(?:#[0-9]{1,16}|#[xX][0-9a-fA-F]{1,16}|[A-Za-z][A-Za-z0-9]{1,31});?"
_PERCENT = r"(?:%[0-9A-Fa-f]{2})+"
_ENCODED = re.compile(f"{_ENTITY}|{_PERCENT}")
_MARKUP_SIGNS = re.compile(r"[<\[*~`_\\>⁰-⁹²³¹]")
_MARKUP = re.compile(
    r"<[!?/A-Za-z][^<>]*>"  # a tag, a comment's ends, a declaration
    r"|\]\([^()\[\]\n]*\)|\]\[[^\[\]\n]*\]"  # the hidden half of a link
    r"|\[\^[^\[\]\s]{1,32}\]"  # a footnote's mark
    r"|\n[ \t]*(?:>[ \t]*)+"  # the prefix of a quoted line
    r"|[\[\]*~`_\\⁰¹²³⁴-⁹]+"
)


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

    `cased` keeps upper case; `lower` is folded; `latin` also has the look-alikes mapped. All are equally long.
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


def rewrite(
    text: str, pattern: re.Pattern[str], replacement: Callable[[re.Match[str]], str]
) -> tuple[str, Layer] | None:
    """Replace every match of *pattern* and keep the map; None if nothing changes."""
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

    for match in pattern.finditer(text):
        new = replacement(match)
        if new == match[0]:
            continue
        if read < match.start():
            put(text[read : match.start()], (read, match.start()), True)
        put(new, match.span(), False)
        read = match.end()
    if read == 0 and not parts:
        return None
    if read < len(text):
        put(text[read:], (read, len(text)), True)
    return "".join(parts), layer


def _decoded(match: re.Match[str]) -> str:
    """Undo one entity or percent run; what is not valid becomes the replacement character."""
    found = match[0]
    if found.startswith("%"):
        return bytes.fromhex(found.replace("%", "")).decode("utf-8", errors="replace")
    return html.unescape(found)


def _without_markup(match: re.Match[str]) -> str:
    """Take one piece of markup away; a quoted line continues the one before it."""
    return "\n" if match[0].startswith("\n") else ""


def _fold(text: str, layers: tuple[Layer, ...]) -> View:
    """Fold all characters of *text* into a view."""
    strange = frozenset(text) - _PLAIN_CHARACTERS
    if strange:
        folded = {character: fold_character(character) for character in strange}
        if resized := frozenset(c for c, new in folded.items() if len(new) != 1):
            rewritten = rewrite(text, _any_of(resized), lambda match: "".join(map(fold_character, match[0])))
            if rewritten is not None:
                text, layers = rewritten[0], (*layers, rewritten[1])
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


def read(raw: str) -> Canon:
    """Return *raw* with all its views."""
    views = [_fold(raw, ())]
    text, layers = raw, ()  # type: tuple[str, tuple[Layer, ...]]
    if "&" in raw or "%" in raw:
        for _ in range(DECODING_ROUNDS):
            if (decoded := rewrite(text, _ENCODED, _decoded)) is None:
                break
            text, layers = decoded[0], (*layers, decoded[1])
        if layers:
            views.append(_fold(text, layers))
    if _MARKUP_SIGNS.search(text) and (stripped := rewrite(text, _MARKUP, _without_markup)) is not None:
        views.append(_fold(stripped[0], (*layers, stripped[1])))
    return Canon(raw, tuple(views), raw != raw.lower())
