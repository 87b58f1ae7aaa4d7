"""backup init, run, list, verify, drill, restore, forget, sheet and leave."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from fieldnotes.cli import output, progress
from fieldnotes.cli.commands.opening import opened
from fieldnotes.cli.secrets import SecretSource
from fieldnotes.cli.settings import Settings
from fieldnotes.domain.counting import counted
from fieldnotes.domain.measures import duration, rate, size
from fieldnotes.errors import Damaged, UsageError
from fieldnotes.workflows import backups, repositories
from fieldnotes.workflows.backups import Meter, Oddity
from fieldnotes.workflows.vaults import OpenVault

_ODD = "the repository is not as this vault left it"


def init(settings: Settings, options: argparse.Namespace) -> int:
    """Make a repository, or take one up, and keep its password in the vault."""
    password = _password(settings, options) if options.repository_password_file else None
    with opened(settings, write=True) as vault:
        one = repositories.add(vault, options.repository, _credentials(settings, options), password, _limit(options))
    if settings.json:
        output.emit({"address": one.repository.address, "recoverable": one.repository.proved})
    output.note(f"a repository stands at {one.repository.address}; its password is kept in the vault")
    if not one.repository.proved:
        output.note("not yet recoverable: print `fieldnotes backup sheet`, then type words of it back: backup prove")
    return 0


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Back the vault up; only what is new is sent."""
    with (
        progress.stoppable(Meter(_limit(options))) as meter,
        opened(settings, write=True) as vault,
        progress.shown(lambda: meter.sent, quiet=settings.json) as tell,
    ):
        one = repositories.named(vault, options.repository)
        done = backups.run(vault, one, meter, tell)
    if settings.json:
        output.emit({
            "snapshot": done.snapshot,
            "bytes_sent": done.bytes_sent,
            "bytes_total": done.bytes_total,
            "seconds": round(done.seconds, 3),
            "words": done.words,
            "warnings": _sentences(done.oddities),
            "gone": [time.isoformat() for time in done.gone],
        })  # fmt: skip
    else:
        sent, total = size(done.bytes_sent), size(done.bytes_total)
        output.say(f"{done.snapshot[:8]}  {sent} sent of {total}, {duration(done.seconds)}")
        output.say(f"compare by: {done.words}")
    if not one.repository.proved:
        output.note("not yet recoverable: nobody has typed words of the sheet back (backup prove)")
    _warn(no_longer_listed(done.gone))
    return _odd(done.oddities, "the backup was made all the same")


def list_all(settings: Settings, options: argparse.Namespace) -> int:
    """List the repositories of this vault, or the snapshots in one."""
    with opened(settings) as vault:
        if options.repository is None:
            return _list_repositories(settings, vault)
        found = backups.listed(vault, repositories.named(vault, options.repository))
    headings = ("snapshot", "time", "of", "generation", "words")
    if settings.json:
        rows = [(one.id, one.time.isoformat(), one.of, one.generation, one.words) for one in found.snapshots]
        output.emit([dict(zip(headings, row, strict=True)) for row in rows])
    elif found.snapshots:
        output.columns([_row(one) for one in found.snapshots], headings)
    else:
        output.note("no backup is there yet; to make one: fieldnotes backup run")
    _warn(no_longer_listed(found.gone))
    return _odd(found.oddities, "nothing was changed")


def _row(one: backups.Listed) -> tuple[str, ...]:
    return one.id[:8], output.moment(one.time), one.of, str(one.generation or ""), one.words


def _list_repositories(settings: Settings, vault: OpenVault) -> int:
    standings = backups.standings(vault)
    if settings.json:
        output.emit([
            {
                "address": one.known.repository.address,
                "recoverable": one.is_recoverable,
                "last_backup": one.last.isoformat() if one.last else None,
                "last_proved_restore": one.proved.isoformat() if one.proved else None,
                "last_verified": one.verified.isoformat() if one.verified else None,
                "sound": one.is_sound if one.verified else None,
                "changed_since": one.at_risk,
                "warnings": _sentences(one.oddities),
            }
            for one in standings
        ])  # fmt: skip
    elif standings:
        rows = [(one.known.repository.address, *_cells(one)) for one in standings]
        output.columns(rows, ("repository", "last backup", "proved restore", "verified", "changed since", "sheet"))
        for one in standings:
            for sentence in _sentences(one.oddities):
                output.note(f"warning: {one.known.repository.address}: {sentence}")
    else:
        output.note("this vault is backed up nowhere; to begin: fieldnotes backup init REPOSITORY")
    return 0


def _cells(one: backups.Standing) -> tuple[str, ...]:
    changed = "everything" if one.at_risk is None else counted(one.at_risk, "record")
    changed = f"more than {changed}" if one.many else changed
    last = output.moment(one.last) if one.last else "never"
    proved = output.moment(one.proved) if one.proved else "never"
    verified = f"{output.moment(one.verified)}{'' if one.is_sound else ', damaged'}" if one.verified else "never"
    return last, proved, verified, changed, "typed back" if one.is_recoverable else "not yet recoverable"


def drill(settings: Settings, options: argparse.Namespace) -> int:
    """Restore the newest backup beside the vault, compare all of it, and wipe it away."""
    secret = settings.secret(settings.passphrase)
    with (
        progress.stoppable(Meter()) as meter,
        opened(settings, write=True) as vault,
        progress.shown(lambda: meter.received, quiet=settings.json) as tell,
    ):
        proof = backups.drill(vault, repositories.named(vault, options.repository), secret, meter, tell)
    if settings.json:
        said = {"snapshot": proof.snapshot, "proved": proof.time.isoformat(), **proof.counts}
        output.emit(said | {"warnings": _sentences(proof.oddities)})
    else:
        counts = ", ".join(f"{number} {what}" for what, number in proof.counts.items())
        output.say(f"{proof.snapshot[:8]} came back whole: {counts}")
    return _odd(proof.oddities, "what is there came back whole all the same")


def restore(settings: Settings, options: argparse.Namespace) -> int:
    """Bring the vault back where nothing is but this program, the address and the sheet."""
    secret = settings.passphrase.read(Path(options.target)) if settings.passphrase.is_given else None
    with (
        progress.stoppable(Meter()) as meter,
        progress.shown(lambda: meter.received, quiet=settings.json) as tell,
    ):
        done = backups.restore(
            options.repository,
            repositories.credentials_of(_credentials(settings, options)),
            _password(settings, options),
            Path(options.target),
            options.snapshot,
            secret,
            tell,
            meter,
        )
    if settings.json:
        output.emit({
            "snapshot": done.snapshot,
            "time": done.time.isoformat(),
            "vault": options.target,
            "files": done.files,
            "words": done.words,
            "verified": done.verified,
            "withdrawals": done.withdrawals,
            "unreadable": done.unreadable,
        })  # fmt: skip
    else:
        output.say(f"{options.target}: the vault as of {output.moment(done.time)}, {counted(done.files, 'file')}")
        output.say(f"compare by: {done.words}")
    return _say_what_to_know(done)


def _say_what_to_know(done: backups.Restored) -> int:
    """Say what a person must know of a vault that came back; the exit code says whether it may not be the right one."""
    if done.withdrawals == "pending":
        output.note("an older backup: what was withdrawn since goes when it is first opened for writing")
    if done.withdrawals == "unknown":
        output.note("warning: no later backup can be read, so what was withdrawn since is in it again")
    if done.unreadable:
        output.note(f"warning: {done.unreadable} of the snapshots there cannot be read, and may have been newer")
    if not done.verified:
        output.note(
            "every byte is as it was sent; whether this vault sent it shows when it is opened and backed up next"
        )
    output.note("the key of the names was never in a backup: bring it from its own copy (key recover, or the stick)")
    if done.unreadable or done.withdrawals == "unknown":
        raise Damaged("the repository is damaged; the vault came back all the same", "read the warnings above first")
    return 0


def sheet(settings: Settings, options: argparse.Namespace) -> int:
    """Print sheet A: address, password, and the commands that need no Fieldnotes."""
    with opened(settings) as vault:
        said = repositories.sheet_of(repositories.named(vault, options.repository))
    if settings.json:
        shown = {"address": said.address, "password": said.password, "commands": list(said.commands)}
        output.emit(shown | {"credentials": dict(said.credentials)})
        return 0
    output.say(said.text)
    if options.qr:
        output.say(repositories.qr_code(said.password, on_paper=not sys.stdout.isatty()))
    output.note("keep it apart from the recovery keys; then prove that it is on paper: fieldnotes backup prove")
    return 0


def prove(settings: Settings, options: argparse.Namespace) -> int:
    """Type words of the sheet back from paper, so that the repository counts as recoverable."""
    with opened(settings, write=True) as vault:
        one = repositories.named(vault, options.repository)
        repositories.prove(vault, one, _typed(repositories.asked_words(one)))
    if settings.json:
        output.emit({"recoverable": True})
    output.note("these are the words: the repository can be opened without this machine")
    return 0


def leave(settings: Settings, options: argparse.Namespace) -> int:
    """Forget a repository: its password and credentials; nothing at its place is touched."""
    with opened(settings, write=True) as vault:
        one = repositories.named(vault, options.repository)
        repositories.remove(vault, one)
    if settings.json:
        output.emit({"left": one.repository.address})
    output.note("the vault knows this repository no more; what is there stays, and the sheet still opens it")
    return 0


# ------------------------------------------------------------------------------------------- answers


def _typed(numbers: Sequence[int]) -> list[str]:
    if sys.stdin is None:  # closed by whoever started us
        return []
    if not sys.stdin.isatty():
        numbered = ", ".join(map(str, numbers))
        output.note(f"words {numbered} of the password on the sheet are asked for, one a line")
        return sys.stdin.read().splitlines()
    try:
        return [input(f"Word {number} of the password on the sheet: ") for number in numbers]
    except EOFError:  # Ctrl-D
        return []


def no_longer_listed(times: Sequence[datetime]) -> list[str]:
    """Return a sentence for each snapshot that is gone; old ones may have been forgotten from another machine."""
    return [f"a snapshot of {output.moment(time)} is no longer listed" for time in times]


def _warn(sentences: Sequence[str]) -> None:
    for sentence in sentences:
        output.note(f"warning: {sentence}")


def _odd(oddities: Sequence[Oddity], besides: str) -> int:
    """Tell what is odd about a repository; the exit code says so too."""
    sentences = _sentences(oddities)
    _warn(sentences)
    if sentences:
        raise Damaged(
            f"{_ODD}; {besides}", "see docs/backup.md, “When a repository is odd”; then back up elsewhere too"
        )
    return 0


def _sentences(oddities: Sequence[Oddity]) -> list[str]:
    return [oddity.value for oddity in oddities]


def _password(settings: Settings, options: argparse.Namespace) -> str:
    file = options.repository_password_file
    source = SecretSource("repository password", "--repository-password-file", Path(file) if file else None, None)
    return source.read(settings.named_vault or Path(options.repository))


def _credentials(settings: Settings, options: argparse.Namespace) -> dict[str, Any]:
    """Read what opens the place: a private file with a JSON object, whose names docs/backup.md gives."""
    if options.credentials_file is None:
        return {}
    source = SecretSource("credentials", "--credentials-file", Path(options.credentials_file), None)
    try:
        said = json.loads(source.read_all(settings.named_vault or Path(options.repository)))
    except (ValueError, RecursionError):  # the latter for lists in lists in lists
        said = None
    if not isinstance(said, dict):
        raise UsageError("the credentials are not a JSON object", "see docs/backup.md for the names in it")
    repositories.credentials_of(said)
    return said


def _limit(options: argparse.Namespace) -> int | None:
    return None if options.limit is None else rate(options.limit)
