"""backup verify and forget."""

import argparse

from pydantic import ValidationError

from fieldnotes.cli import output, progress
from fieldnotes.cli.commands.backing import no_longer_listed
from fieldnotes.cli.commands.opening import opened
from fieldnotes.cli.settings import Settings
from fieldnotes.domain.counting import counted
from fieldnotes.domain.measures import amount, size
from fieldnotes.domain.repository import Keep
from fieldnotes.errors import Damaged, UsageError
from fieldnotes.workflows import repositories, upkeep
from fieldnotes.workflows.backups import Meter


def verify(settings: Settings, options: argparse.Namespace) -> int:
    """Read every byte of a repository and tell what is wrong."""
    with (
        progress.stoppable(Meter()) as meter,
        opened(settings, write=True) as vault,
        progress.shown(lambda: meter.received, quiet=settings.json) as tell,
    ):
        found = upkeep.verify(vault, repositories.named(vault, options.repository), meter, tell)
    warnings = [oddity.value for oddity in found.oddities]
    warnings += no_longer_listed(found.gone)
    if settings.json:
        output.emit({
            "result": "sound" if found.is_sound else "damaged",
            "problems": [problem.sentence for problem in found.problems],
            "harmed": [{"snapshot": harm.snapshot, "what": harm.sentence} for harm in found.harmed],
            "warnings": warnings,
            "left_over": found.leftovers,
            "bytes_read": found.bytes_read,
            "snapshots": found.snapshots,
            "packs": found.packs,
        })  # fmt: skip
    else:
        packs, snapshots = counted(found.packs, "pack"), counted(found.snapshots, "snapshot")
        output.say(f"{size(found.bytes_read)} read, {packs}, {snapshots}")
        for problem in found.problems:
            output.say(problem.sentence)
        for harm in found.harmed:
            output.say(f"{harm.snapshot[:8]} of {output.moment(harm.time)} cannot be restored in full: {harm.sentence}")
    for warning in warnings:
        output.note(f"warning: {warning}")
    if found.leftovers:
        left = f"{counted(found.leftovers, 'file')}, {size(found.leftover_bytes)}"
        output.note(f"left over from a backup that was cut off, and of no harm: {left}")
    if not found.is_sound:
        raise Damaged("the repository is damaged", "back up to another place now; restic repair may mend this one")
    if warnings:
        raise Damaged("every byte can be read, and the repository is not as this vault left it", "see docs/backup.md")
    return 0


def forget(settings: Settings, options: argparse.Namespace) -> int:
    """Remove old snapshots; what only they held goes a day later at the earliest."""
    if options.dry_run:
        return _foretell(settings, options)
    repack = amount(options.repack) if options.repack else 0
    with progress.stoppable(Meter()) as meter, opened(settings, write=True, identities=True) as vault:
        one = repositories.named(vault, options.repository)
        done = upkeep.forget(vault, one, _rule(options, one.repository.keep), meter, repack)
    if settings.json:
        output.emit({
            "removed": list(done.removed),
            "kept": list(done.kept),
            "condemned": len(done.condemned),
            "deleted": len(done.deleted),
            "bytes_freed": done.bytes_freed,
        })  # fmt: skip
    else:
        output.say(f"{counted(len(done.removed), 'snapshot')} removed, {_staying(len(done.kept))}; {_freed(done)}")
    if done.condemned:
        packs = counted(len(done.condemned), "pack")
        output.note(f"needed no more: {packs}; run it again after a day, and they go")
    return 0


def _foretell(settings: Settings, options: argparse.Namespace) -> int:
    if options.repack:
        raise UsageError("a dry run sends nothing again", "leave out --repack")
    with progress.stoppable(Meter()) as meter, opened(settings) as vault:
        one = repositories.named(vault, options.repository)
        before = one.repository.keep
        ahead = upkeep.outlook(vault, one, _rule(options, before) or before, meter)
    if settings.json:
        would = {"removed": [each.id for each in ahead.going], "kept": [each.id for each in ahead.staying]}
        output.emit({"dry_run": True, **would})
        return 0
    for each in ahead.going:
        output.say(f"{each.id[:8]} of {output.moment(each.time)} would be removed")
    output.say(f"{counted(len(ahead.going), 'snapshot')} would be removed, {_staying(len(ahead.staying))}")
    return 0


def _freed(done: upkeep.Forgotten) -> str:
    return f"{counted(len(done.deleted), 'pack')} deleted, {size(done.bytes_freed)} freed"


def _staying(many: int) -> str:
    return f"{many:,} {'stays' if many == 1 else 'stay'}"


def _rule(options: argparse.Namespace, before: Keep) -> Keep | None:
    """Return the rule that was given, the rest of it as before; None where none was."""
    given = {period: getattr(options, f"keep_{period}") for period in Keep.model_fields}
    changed = {period: number for period, number in given.items() if number is not None}
    try:
        return Keep.model_validate(before.model_dump() | changed) if changed else None
    except ValidationError:
        raise UsageError("so many snapshots cannot be kept", "give numbers from 0 on: --keep-daily 14") from None
