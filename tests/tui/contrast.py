"""Measure how far text stands out from its ground (WCAG 2.2, success criterion 1.4.3), on drawn lines."""

from collections.abc import Iterator, Sequence

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from rich.terminal_theme import DIMMED_MONOKAI

ENOUGH = 4.5
_LINES = frozenset(map(chr, range(0x2500, 0x25A0))) | frozenset("▏▎▊▌▐█▀▄")  # borders and bars are no text


def luminance(colour: Color, *, foreground: bool) -> float:
    """Return the relative luminance of a colour, 0 to 1."""
    parts = []
    for part in colour.get_truecolor(DIMMED_MONOKAI, foreground=foreground):
        share = part / 255
        parts.append(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)
    red, green, blue = parts
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(style: Style) -> float:
    """Return the contrast of text in a style, 1 to 21; dimmed text counts at the half of its colour."""
    front, ground = style.color or Color.parse("default"), style.bgcolor or Color.parse("default")
    light, dark = luminance(front, foreground=True), luminance(ground, foreground=False)
    if style.dim:
        light = (light + dark) / 2
    light, dark = max(light, dark), min(light, dark)
    return (light + 0.05) / (dark + 0.05)


def faint(lines: Sequence[Sequence[Segment]]) -> Iterator[tuple[str, float]]:
    """Yield the text runs that stand out too little, each with its contrast."""
    for line in lines:
        for text, style, _ in line:
            words = "".join(character for character in text if character not in _LINES).strip()
            if words and (style is None or (contrast := ratio(style)) < ENOUGH):
                yield words, 0 if style is None else round(contrast, 2)
