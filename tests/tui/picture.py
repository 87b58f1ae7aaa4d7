"""Make pictures of screens for the documents: an SVG that asks nobody for a font, and a PNG of it.

The SVG is the framework's own export of what is on the screen. A PNG needs the package `resvg-py` (a development
tool with wheels, no part of the app) and the font DejaVu Sans Mono on the machine, which has the letters, the dots
of the map and Arabic script.
"""

import re
from html import escape, unescape
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from rich.cells import cell_len

FONT = "DejaVu Sans Mono"
CELL = 12.2  # the width of a cell in the export; its own lengths count letters, and are wrong for wide ones

_FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}\s*")
_COMMENT = re.compile(r"<!--.*?-->\s*", re.DOTALL)
_FAMILY = re.compile(r"font-family:\s*(?:Fira Code, monospace|arial)")
_NUMBERED = re.compile(r"terminal-\d+")
_LONG_NUMBER = re.compile(r"\d+\.\d{4,}")
_ADDRESS = re.compile(r"https?://[^\s\"'<>)]+|//[\w.-]+\.[a-z]{2,}/", re.IGNORECASE)
_TEXT = re.compile(r'<text class="([^"]*)" x="([\d.]+)" y="([\d.]+)" textLength="[\d.]+"([^>]*)>([^<]*)</text>')
_PIECE = re.compile("(?P<dots>[\u2800-\u28ff]+)|\xa0{2,}|(?:(?!\xa0{2})[^\u2800-\u28ff])+")
_NAMESPACE = "http://www.w3.org/2000/svg"


def clean_svg(svg: str) -> str:
    """Return an exported screen as a picture that loads nothing and is the same each time it is made.

    Raises ValueError where an address other than the namespace of SVG is left.
    """
    svg = _COMMENT.sub("", _FONT_FACE.sub("", svg))
    svg = _NUMBERED.sub("terminal", _FAMILY.sub(f"font-family: '{FONT}', monospace", svg))
    svg = _LONG_NUMBER.sub(lambda number: f"{float(number[0]):.2f}".rstrip("0").rstrip("."), svg)
    svg = _TEXT.sub(_placed, svg)
    # Without this some viewers drop the spaces at the beginning of a line, and columns shift.
    svg = svg.replace("<svg ", '<svg xml:space="preserve" ', 1)
    left = {address for address in _ADDRESS.findall(svg) if address != _NAMESPACE}
    if left:
        raise ValueError("the picture would load something from elsewhere")
    return "\n".join(line.rstrip() for line in svg.splitlines() if line.strip()) + "\n"


def _placed(text: re.Match[str]) -> str:
    """Return a run of text as pieces, each where it belongs, and each dot of a map by itself.

    A viewer that takes other fonts for some of the letters would move all that comes after them in the run.
    """
    kind, left, y, rest, words = text.groups()
    words = unescape(words)
    pieces, column = [], 0
    for piece in _PIECE.finditer(words):
        width = cell_len(piece[0])
        x = [f"{float(left) + (column + n) * CELL:.1f}" for n in range(width if piece["dots"] else 1)]
        column += width
        if piece[0].strip():
            across = "" if piece["dots"] else f' textLength="{width * CELL:.1f}"'
            inside = escape(piece[0], quote=False).replace("\xa0", "&#160;")
            pieces.append(f'<text class="{kind}" x="{" ".join(x)}" y="{y}"{across}{rest}>{inside}</text>')
    return "\n".join(pieces)


def can_make_png() -> bool:
    """Tell whether the package that makes a PNG is installed."""
    return find_spec("resvg_py") is not None


def write_png(svg: str, target: Path, zoom: float = 1.0) -> None:
    """Write a cleaned SVG as a PNG, *zoom* times its size."""
    rendered = import_module("resvg_py").svg_to_bytes(svg_string=svg, zoom=zoom, monospace_family=FONT)
    target.write_bytes(bytes(rendered))
