"""key list, add, remove and recover."""

import argparse
from pathlib import Path

from fieldnotes.cli import output
from fieldnotes.cli.commands.opening import opened
from fieldnotes.cli.secrets import SecretSource
from fieldnotes.cli.settings import Settings
from fieldnotes.errors import UsageError
from fieldnotes.workflows import keys


def list_slots(settings: Settings, options: argparse.Namespace) -> int:
    """List the key slots; needs no passphrase."""
    slots = keys.list_slots(settings.vault)
    if settings.json:
        output.emit([{"slot": slot.name, "opens": slot.opens, "kind": slot.kind} for slot in slots])
    else:
        output.columns([(slot.name, slot.opens, slot.kind) for slot in slots], ("slot", "opens", "kind"))
    return 0


def add(settings: Settings, options: argparse.Namespace) -> int:
    """Add a passphrase or an age recipient to the notes or the identities."""
    new = None if options.recipient else _new_passphrase(settings, options.new_passphrase_file)
    with opened(settings, write=True, identities=options.identities) as vault:
        name = keys.add(vault, identities=options.identities, passphrase=new or "", recipient=options.recipient or "")
    _tell(settings, {"added": name}, f"added {name}")
    output.note(keys.EARLIER_COPIES)
    return 0


def _new_passphrase(settings: Settings, file: str | None) -> str:
    source = SecretSource("new passphrase", "--new-passphrase-file", Path(file) if file else None, None)
    first = source.read(settings.vault)
    if not source.is_given and source.ask("And once more: ") != first:
        raise UsageError("the two were not the same", "nothing was added; begin again")
    return first


def remove(settings: Settings, options: argparse.Namespace) -> int:
    """Remove a key slot by its name."""
    with opened(settings, write=True) as vault:
        keys.remove(vault, options.slot)
    _tell(settings, {"removed": options.slot}, f"removed {options.slot}")
    output.note(f"{keys.EARLIER_COPIES}; flash storage may keep what was overwritten")
    return 0


def copy(settings: Settings, options: argparse.Namespace) -> int:
    """Copy the key of the names to a stick, and open the copy."""
    secret = settings.secret(settings.identity_passphrase)
    with opened(settings, write=True) as vault:
        copied = keys.copy_identities(vault, secret, Path(options.folder))
    _tell(settings, {"copied": copied.isoformat()}, f"the key of the names lies in {options.folder} too")
    output.note("it opens there; whoever finds it still needs the identity passphrase; keep it apart from this machine")
    return 0


def recover(settings: Settings, options: argparse.Namespace) -> int:
    """Make new recovery keys and show them once; that of the names only with the identity passphrase."""
    with opened(settings, write=True, identities=settings.identity_passphrase.is_given) as vault:
        new = keys.recover(vault)
    if settings.json:
        output.emit({"recovery_keys": {"notes": new.notes, "names": new.names}})
    else:
        output.say(f"NOTES key: {new.notes}")
        output.say(f"NAMES key: {new.names or 'unchanged; to renew it, give the identity passphrase too'}")
    output.note(f"shown once; the old papers open this vault no more. {keys.EARLIER_COPIES}")
    return 0


def _tell(settings: Settings, document: dict[str, str], line: str) -> None:
    if settings.json:
        output.emit(document)
    else:
        output.say(line)
