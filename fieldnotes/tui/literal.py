"""Show words from data as they are: no escape, markup, link or direction mark of theirs acts on the terminal."""

import unicodedata
from functools import cache

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter

# Zero-width joiners shape Persian and Kurdish words; they cannot steer a terminal.
_HARMLESS = {"\u200c", "\u200d"}
_DIRECTION = {"\u200e", "\u200f", "\u061c", *map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}
_STAND_IN = "\ufffd"


_CONTROLS = {code: 0x2400 + code for code in range(0x20) if code != 0x0A}
_CONTROLS |= {0x7F: 0x2421, **dict.fromkeys([*range(0x80, 0xA0), *range(0xD800, 0xE000)], 0xFFFD)}


@cache
def _shown(character: str) -> str:
    """Return what stands for one character on the screen; always one character."""
    code = ord(character)
    if character in _HARMLESS:
        return character
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if code == 0xAD or unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"):
        return _STAND_IN
    return character


def clean(text: str) -> str:
    """Return *text* with every control, direction and tag character as a visible stand-in, on one line."""
    return text if text.isprintable() else "".join(map(_shown, text))


def clean_lines(text: str) -> str:
    """Return *text* as `clean` does, its line breaks kept as newlines and tabs as four spaces."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    return "\n".join(clean(line) for line in lines.replace("\t", "    ").split("\n"))


def editable(text: str) -> str:
    """Return *text* as it can be edited and kept: only controls are changed, and ends of lines made one kind.

    Direction marks, soft hyphens and letters of a newer Unicode stay in it; `LastDoor` sees to what is shown.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    return lines.replace("\t", "    ").translate(_CONTROLS)


def literal(text: str, style: str = "") -> Content:
    """Return words from data as content that no markup touches, on one line."""
    return Content(clean(text)).stylize(style) if style else Content(clean(text))


class LastDoor(LineFilter):
    """Let no escape, direction mark, link or click action pass to the terminal, whichever widget sent it.

    It is the last of the app's line filters; `clean` and `literal` come first. Characters without width are
    dropped here and others get a stand-in, so that nothing moves. Joiners stay.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments of a line without what could act on the terminal."""
        kept = []
        for text, style, control in segments:
            if control:
                continue
            if style is not None and (style.link or style.meta):
                style = _without_actions(style)
            kept.append(Segment(text if text.isprintable() else "".join(map(_at_the_door, text)), style))
        return kept


@cache
def _at_the_door(character: str) -> str:
    if character in _DIRECTION and character != "\u200e":
        return ""
    if character == "\u200e":  # ours: it keeps the cells of a row in their places (see bidi)
        return character
    shown = _shown(character)
    return shown if shown == character or cell_len(character) else ""


def _without_actions(style: Style) -> Style:
    meta = {key: value for key, value in style.meta.items() if not key.startswith("@")}
    return style.clear_meta_and_links() + Style.from_meta(meta)
