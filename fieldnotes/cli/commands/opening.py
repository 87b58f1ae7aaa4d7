"""Open the vault of this run, and its identities where a command asks for them."""

from collections.abc import Iterator
from contextlib import contextmanager

from fieldnotes.cli import output
from fieldnotes.cli.settings import Settings
from fieldnotes.workflows import vaults
from fieldnotes.workflows.vaults import OpenVault


@contextmanager
def opened(settings: Settings, *, write: bool = False, identities: bool = False) -> Iterator[OpenVault]:
    """Open the vault with the run's passphrase; say whatever its owner must know about it."""
    with vaults.opened(settings.vault, settings.secret(settings.passphrase), write=write) as vault:
        for warning in vault.warnings:
            output.note(f"warning: {warning}")
        if vault.is_demo:
            output.note("DEMO vault: all people and places in it are invented")
        if identities:
            vault.open_identities(settings.secret(settings.identity_passphrase))
        yield vault
