"""attach add, list and get."""

import argparse
from pathlib import Path
from typing import Any

from fieldnotes.cli import output
from fieldnotes.cli.commands.opening import opened
from fieldnotes.cli.settings import Settings
from fieldnotes.workflows import attaching


def add(settings: Settings, options: argparse.Namespace) -> int:
    """Put a file into the vault."""
    with opened(settings, write=True) as vault:
        added = attaching.add(vault, Path(options.file), code=options.interview, sealed=options.sealed)
    if settings.json:
        output.emit(_row(added))
    else:
        output.say(f"{added.id}  {'sealed: only the identity key opens it' if added.attachment.sealed else 'open'}")
    output.note("the file itself still lies where it was; delete it there once you need it no more")
    return 0


def list_all(settings: Settings, options: argparse.Namespace) -> int:
    """List the attachments; the names of sealed ones only with the identity passphrase."""
    with opened(settings, identities=settings.identity_passphrase.asked_for) as vault:
        rows = [_row(one) for one in attaching.listed(vault)]
    headings = ("id", "interview", "sealed", "name", "type", "size", "fault")
    if settings.json:
        output.emit(rows)
    elif not rows:
        output.note("no attachments yet; to add one: fieldnotes attach add FILE")
    else:
        output.columns([tuple(_cell(row[heading]) for heading in headings) for row in rows], headings)
    return 0


def get(settings: Settings, options: argparse.Namespace) -> int:
    """Write an attachment to a new file."""
    with opened(settings) as vault:
        if attaching.is_sealed(vault, options.id):
            vault.open_identities(settings.secret(settings.identity_passphrase))
        attaching.take_out(vault, options.id, Path(options.out))
    if settings.json:
        output.emit({"written": options.out})
    output.note(f"what was written to {options.out} now lies in clear")
    return 0


def _row(one: attaching.Attached) -> dict[str, Any]:
    kept = one.attachment
    return {
        "id": one.id,
        "interview": one.interview,
        "sealed": kept.sealed,
        "name": kept.name,
        "type": kept.media_type,
        "size": kept.size,
        "fault": kept.fault,
    }


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
