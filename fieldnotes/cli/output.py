"""Print: results to standard output, everything else to standard error, nothing that drives a terminal."""

import json
import re
import sys
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from fieldnotes.errors import FieldnotesError, Refused, Unreachable

# Control characters (but newline and tab), and invisible ones that reorder or hide text on a screen.
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2060-\u206f\ufff9-\ufffb\U000e0000-\U000e007f]")

_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_LRM = "\N{LEFT-TO-RIGHT MARK}"


def safe(text: str) -> str:
    """Return *text* as a terminal may show it: without escapes, control characters and bidi overrides."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text)


def say(text: str = "") -> None:
    """Print a line of result."""
    _write(sys.stdout, safe(text) + "\n")


def note(text: str) -> None:
    """Print a line about the result to standard error."""
    _write(sys.stderr, f"fieldnotes: {safe(text)}\n")


def emit(document: Any) -> None:
    """Print one JSON document as the result."""
    text = json.dumps(document, ensure_ascii=False, indent=1)
    _write(sys.stdout, _UNSAFE.sub(lambda match: _escape(match.group()), text) + "\n")


def emit_bytes(data: bytes) -> None:
    """Print bytes as the result, exactly; used for what another program reads."""
    _write(sys.stdout, "")
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def complain(error: FieldnotesError) -> None:
    """Print an error: one sentence, what the gate objects to, and a hint."""
    _write(sys.stderr, f"fieldnotes: error: {safe(error.sentence)}\n")
    if isinstance(error, Refused):
        for line in refusals(error):
            _write(sys.stderr, f"fieldnotes:   {line}\n")
    if error.hint:
        _write(sys.stderr, f"fieldnotes: hint: {safe(error.hint)}\n")


def refusals(error: Refused) -> Iterable[str]:
    """Return a line for each objection: where, kind and what."""
    return [safe(f"{o.where}: {o.kind}: {o.what}") for o in error.objections]


def moment(time: datetime) -> str:
    """Return a moment by the clock here, to the minute."""
    return f"{time.astimezone():%Y-%m-%d %H:%M}"


def columns(rows: list[tuple[str, ...]], headings: tuple[str, ...]) -> None:
    """Print a table in plain columns; rows with right-to-left text are fenced so that cells cannot swap."""
    table = [headings, *(tuple(safe(cell).replace("\n", " ") for cell in row) for row in rows)]
    widths = [max(len(row[place]) for row in table) for place in range(len(headings))]
    for row in table:
        fence = _LRM if any(_RIGHT_TO_LEFT.search(cell) for cell in row) else ""
        cells = (f"{fence}{cell.ljust(width)}{fence}" for cell, width in zip(row, widths, strict=True))
        _write(sys.stdout, "  ".join(cells).rstrip() + "\n")


def _escape(character: str) -> str:
    code = ord(character)
    if code > 0xFFFF:
        code -= 0x10000
        return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
    return character if character == "\n" else f"\\u{code:04x}"


def _write(stream: Any, text: str) -> None:
    if stream is None:  # closed by whoever started us
        if sys.stderr is None:
            return
        raise Unreachable("standard output is closed", "send it somewhere")
    stream.write(text)
    stream.flush()
