"""appendix: write the table of interviews that journals ask for, so that none of them stands out."""

import argparse
from pathlib import Path

from fieldnotes.cli import output
from fieldnotes.cli.commands.opening import opened
from fieldnotes.cli.instants import instant
from fieldnotes.cli.settings import Settings
from fieldnotes.domain.counting import counted
from fieldnotes.workflows import appendices


def appendix(settings: Settings, options: argparse.Namespace) -> int:
    """Write the methods appendix."""
    with opened(settings, identities=True) as vault:
        written = appendices.write(vault, Path(options.out), instant(options.now))
    if written.left_out:
        left_out = counted(written.left_out, "interview")
        output.note(f"{left_out} of the vault left out: for you alone, and no reader may know the number")
    if not written.rows:
        output.note("the appendix is empty: of fewer than three interviews every one would stand out")
    if settings.json:
        output.emit({"written": options.out, "rows": written.rows})
    else:
        output.say(f"{options.out}: {counted(written.rows, 'interview')}")
    return 0
