"""demo: the whole job on a sample vault, in words."""

import argparse
import shutil
import tempfile
import textwrap
from pathlib import Path

from fieldnotes.cli import output
from fieldnotes.cli.door import become_screens
from fieldnotes.cli.settings import Settings
from fieldnotes.workflows.demo import walk

_LONG = 500
"""Columns where there is no terminal: no line is as long."""


def demo(settings: Settings, options: argparse.Namespace) -> int:
    """Walk the job in a folder to keep, or in a temporary one that is deleted at the end."""
    if options.keep is not None:
        _walk(settings, Path(options.keep))
        if options.ui:
            kept = Path(options.keep).absolute()
            become_screens(vault=str(kept / "vault"), demo=str(kept))
        output.note(f"kept in {options.keep}: vault/, bundle.json, page.md, passphrase, identity-passphrase")
        return 0
    folder = Path(tempfile.mkdtemp(prefix="demo-"))
    if options.ui:
        _walk(settings, folder)
        become_screens(vault=str(folder / "vault"), demo=str(folder), temporary="yes")
    try:
        _walk(settings, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def _walk(settings: Settings, folder: Path) -> None:
    steps = []
    if not settings.json:
        output.say("DEMO. All people and places are invented.\n")
    for number, step in enumerate(walk(folder), start=1):
        steps.append({"what": step.what, "proofs": list(step.proofs)})
        if settings.json:
            continue
        output.say(_folded(f"{number}. ", step.what))
        for proof in step.proofs:
            output.say(_folded("   ✓ ", proof))
    page = (folder / "page.md").read_text(encoding="utf-8")
    if settings.json:
        output.emit({"steps": steps, "page": page})
    else:
        output.say(f"\nThe page, as readers get it:\n\n{page}")


def _folded(mark: str, words: str) -> str:
    """Return words behind a mark in lines that fit the terminal; it would break them inside a word."""
    width = shutil.get_terminal_size((_LONG, 0)).columns
    return textwrap.fill(words, width, initial_indent=mark, subsequent_indent=" " * len(mark))
