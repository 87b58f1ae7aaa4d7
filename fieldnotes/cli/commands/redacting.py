"""redact: standard input to standard output with the engine alone, no vault."""

import argparse
import sys
from collections import Counter
from pathlib import Path

from fieldnotes.cli import output
from fieldnotes.cli.settings import Settings
from fieldnotes.domain.counting import counted
from fieldnotes.errors import UsageError
from fieldnotes.workflows import redacting

LONGEST_TEXT = 256 * 1024 * 1024
"""Bytes of standard input."""


def redact(settings: Settings, options: argparse.Namespace) -> int:
    """Redact standard input by the identities in a file."""
    known = _known(Path(options.known))
    text = _text()
    done = redacting.redact(known, text)
    if settings.json:
        output.emit(
            {
                "text": done.text,
                "replacements": [one._asdict() for one in done.replacements],
                "findings": [one._asdict() for one in done.findings],
            }
        )
        return 0
    sys.stdout.write(done.text)
    output.note(f"{len(done.replacements)} replaced; {counted(len(done.findings), 'finding')} for you to decide")
    for kind, count in sorted(Counter(one.kind for one in done.findings).items()):
        output.note(f"  {count} × {kind}")
    return 0


def _known(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise UsageError("the list of known identities cannot be read", "name a file with --known") from None


def _text() -> str:
    """Read standard input; octets that are no UTF-8 are kept as signs that show it."""
    data = sys.stdin.buffer.read(LONGEST_TEXT + 1)
    if len(data) > LONGEST_TEXT:
        raise UsageError("the text is too large", f"at most {LONGEST_TEXT >> 20} MiB: redact it in parts")
    return data.decode("utf-8", errors="replace")
