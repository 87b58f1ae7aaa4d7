"""check: compare a finished article with the vault before the world reads it."""

import argparse
import sys
from pathlib import Path

from fieldnotes.cli import output
from fieldnotes.cli.commands.opening import opened
from fieldnotes.cli.instants import instant
from fieldnotes.cli.settings import Settings
from fieldnotes.domain.counting import counted
from fieldnotes.errors import Refused
from fieldnotes.workflows import checks


def check(settings: Settings, options: argparse.Namespace) -> int:
    """Check some articles; without the identity passphrase as far as that goes, and never as clean."""
    can_ask = sys.stdin is not None and sys.stdin.isatty()
    with_names = not options.without_identities and (settings.identity_passphrase.is_given or can_ask)
    title = options.published
    with opened(settings, write=title is not None, identities=with_names or title is not None) as vault:
        checked = checks.check(vault, [Path(draft) for draft in options.drafts], instant(options.now), title)
    if checked.traces:
        output.note(f"whoever has the file can also read: {', '.join(checked.traces)}")
    if title is not None:
        output.note("entered into the ledger as published: fieldnotes ledger")
    output.note("with the draft this report identifies people; do not send both")
    if settings.json:
        found = [one._asdict() for one in checked.findings]
        output.emit({"result": checked.result, "findings": found, "not_checked": list(checked.not_checked)})
    else:
        _print(checked)
    return 0 if checked.result == checks.CLEAN else Refused.exit_code


def _print(checked: checks.Checked) -> None:
    for one in checked.findings:
        output.say(f"{one.where}: {one.kind}: {one.what}")
    for what in checked.not_checked:
        output.say(f"not checked: {what}")
    if checked.findings:
        output.say(f"{counted(len(checked.findings), 'finding')}: mend them, then check again")
    elif checked.result == checks.INCOMPLETE:
        output.say("nothing was found, but not everything could be checked: this is no all-clear")
    else:
        output.say("nothing was found; no list knows everybody: read it once more before it leaves your hands")
