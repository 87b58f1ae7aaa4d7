"""export: write a redacted page, or refuse and say why."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from fieldnotes.cli import output
from fieldnotes.cli.commands.opening import opened
from fieldnotes.cli.instants import instant
from fieldnotes.cli.settings import Settings
from fieldnotes.domain.rungs import PlaceRung, TimeRung
from fieldnotes.errors import Refused, UsageError
from fieldnotes.workflows.publications import PageRefused, Request
from fieldnotes.workflows.publications import export as export_page


def export(settings: Settings, options: argparse.Namespace) -> int:
    """Export the named interviews, or all of them."""
    if options.all == bool(options.codes):
        raise UsageError("name the interviews to export, or --all", "fieldnotes export INT-001 --out page.md")
    request = Request(
        codes=None if options.all else options.codes,
        out=Path(options.out),
        now=instant(options.now),
        place=PlaceRung(options.place) if options.place else None,
        time=TimeRung(options.time) if options.time else None,
        personas=_personas(options.persona or []),
        despite_difference=options.despite_difference,
    )
    try:
        with opened(settings, write=True, identities=True) as vault:
            exported = export_page(vault, request)
    except Refused as refusal:
        if settings.json:
            output.emit(_refused(refusal))
        raise
    for where in exported.left_out:
        output.note(f"{where}: left out: too few interviews on the page could be its origin")
    if not exported.printed:
        output.note("nothing of these interviews may be published: the page is empty")
    for before in exported.ledger:
        output.note(f"source {before.source}: {before.said}; see: fieldnotes ledger {before.source}")
    output.note(_to_be_read(exported.not_checked))
    if settings.json:
        output.emit(_account(options.out, exported.replaced, [], exported.not_checked))
    else:
        output.say(f"{options.out}: {exported.replaced} replaced")
    return 0


def _personas(given: Sequence[str]) -> dict[str, str]:
    """Read `HANDLE=NAME`, each handle once."""
    found: dict[str, str] = {}
    for one in given:
        handle, _, name = one.partition("=")
        if not name.strip() or handle in found:
            raise UsageError("a persona is HANDLE=NAME, once for each source", '--persona kak-d="Source 3"')
        found[handle] = name.strip()
    return found


def _refused(refusal: Refused) -> dict[str, object]:
    objections = [{"kind": o.kind, "where": o.where, "what": o.what} for o in refusal.objections]
    if isinstance(refusal, PageRefused):
        return _account(None, refusal.replaced, objections, refusal.not_checked)
    return _account(None, 0, objections, [])


def _account(
    written: str | None, replaced: int, refused: list[dict[str, str]], not_checked: Sequence[str]
) -> dict[str, object]:
    return {"written": written, "replaced": replaced, "refused": refused, "not_checked": list(not_checked)}


def _to_be_read(not_checked: Sequence[str]) -> str:
    looked = f"not checked: {', '.join(not_checked)}; " if not_checked else ""
    return f"{looked}no list knows everybody: read the page before it leaves your hands"
