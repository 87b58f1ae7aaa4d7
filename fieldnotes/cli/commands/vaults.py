"""init and lock."""

import argparse
from pathlib import Path

from fieldnotes.cli import output
from fieldnotes.cli.secrets import SecretSource
from fieldnotes.cli.settings import Settings
from fieldnotes.errors import UsageError
from fieldnotes.workflows import vaults

_PAPERS = """\
Two recovery keys. They are shown once and stored nowhere. Write each on a paper of its own.

  NOTES key  opens the notes when the passphrase is lost; keep it where you keep valuables:
    {notes}

  NAMES key  opens the identities; this paper stays home, and never lies beside the other:
    {names}
"""


def init(settings: Settings, options: argparse.Namespace) -> int:
    """Make a new vault; without passphrase files it proposes passphrases and asks."""
    path = settings.vault
    if path.exists() or path.is_symlink():
        raise UsageError("something stands at the vault's path already", "choose a new path")
    passphrase = _chosen(settings, settings.passphrase, "opens the notes")
    identity_passphrase = _chosen(settings, settings.identity_passphrase, "opens the names")
    keys = vaults.init(path, passphrase, identity_passphrase)
    if settings.json:
        recovery = {"notes": keys.notes, "names": keys.names}
        output.emit({"vault": str(path), "recovery_keys": recovery})
    else:
        output.say(_PAPERS.format(notes=keys.notes, names=keys.names))
    output.note("a new vault stands; nobody can open it without its passphrase or the NOTES key")
    return 0


def _chosen(settings: Settings, source: SecretSource, what: str) -> str:
    """Return the passphrase for a new lock: as given, or proposed and typed back on the terminal."""
    if source.is_given:
        return source.read(settings.vault)
    output.note(f"the {source.what} {what}. Here is a strong one; write it down, or choose your own:")
    output.note(f"    {vaults.proposed_passphrase()}")
    first = source.ask(f"Type the {source.what}: ")
    vaults.judge(first, source.what)
    if source.ask("And once more: ") != first:
        raise UsageError("the two were not the same", "nothing was made; begin again")
    return first


def lock(settings: Settings, options: argparse.Namespace) -> int:
    """Let a running app lock, and bring every change into the vault's own file.

    Needs no passphrase where nothing stands beside that file.
    """
    path = Path(options.path) if options.path is not None else settings.vault
    vaults.let_lock(path)
    if vaults.needs_tidying(path) or settings.passphrase.is_given:
        with vaults.opened(path, settings.passphrase.read(path), write=True) as vault:
            vault.catch_up_index()
            vault.checkpoint()
    if settings.json:
        output.emit({"locked": True})
    output.note("the vault is locked: every change is in its own files")
    return 0
