"""load and dump."""

import argparse
import sys
from collections import Counter
from pathlib import Path

from fieldnotes.cli import output
from fieldnotes.cli.commands.opening import opened
from fieldnotes.cli.settings import Settings
from fieldnotes.domain.bundle import LARGEST_BUNDLE, Bundle
from fieldnotes.domain.counting import counted
from fieldnotes.errors import Unreachable
from fieldnotes.workflows import dumping, loading, wrapping


def load(settings: Settings, options: argparse.Namespace) -> int:
    """Add a bundle, plain or encrypted, to the vault."""
    data = _read(options.bundle)
    with opened(settings, write=True) as vault:
        bundle, was_clear = wrapping.unwrap(data, vault, settings.age_identity(options.age_identity))
        report = loading.load(vault, bundle, update=options.update)
    if was_clear and options.bundle != "-":
        output.note("the bundle itself lies in clear where it was read from; delete it once you need it no more")
    for warned in report.warnings:
        output.note(f"warning: {warned.where}: {warned.what}")
    counts = {name: dict(sorted((+counter).items())) for name, counter in _counts(report)}
    if settings.json:
        warnings = [{"kind": w.kind, "where": w.where, "what": w.what} for w in report.warnings]
        output.emit({**counts, "warnings": warnings})
    else:
        for name, counter in counts.items():
            if counter:
                output.say(f"{name}: " + ", ".join(_counted(count, what) for what, count in counter.items()))
    return 0


def _counted(number: int, records: str) -> str:
    return counted(number, records.removesuffix("s"))


def _counts(report: loading.Loaded) -> list[tuple[str, Counter[str]]]:
    return [("added", report.added), ("updated", report.updated), ("removed", report.removed)]


def _read(name: str) -> bytes:
    """Read a bundle; a little more than the limit is read so that the limit can be told."""
    try:
        if name == "-":
            return sys.stdin.buffer.read(LARGEST_BUNDLE * 2)
        with Path(name).open("rb") as file:
            return file.read(LARGEST_BUNDLE * 2)
    except OSError:
        raise Unreachable("the bundle cannot be read", "check its path") from None


def dump(settings: Settings, options: argparse.Namespace) -> int:
    """Write the whole vault as a bundle to standard output."""
    if options.schema:
        output.emit(Bundle.model_json_schema(by_alias=True))
        return 0
    recipient = wrapping.recipient(options.to) if options.to else None
    with opened(settings, identities=not options.without_identities) as vault:
        data = dumping.dump(vault, identities=not options.without_identities, ids=options.ids)
    if recipient is not None:
        output.emit_bytes(wrapping.wrap(data, recipient))
        return 0
    names = "without the identity cards" if options.without_identities else "with every name in it"
    output.note(f"what was written now lies in clear, {names}, wherever you sent it")
    output.emit_bytes(data)
    return 0
