"""The screens, where options stand beside the vault's path; the short way is `cli.door`."""

import argparse

from fieldnotes.cli.door import become_screens
from fieldnotes.cli.settings import Settings


def app(settings: Settings, options: argparse.Namespace) -> int:
    """Open the screens on the vault of this run; without one they ask for it."""
    vault = settings.named_vault
    become_screens(vault=str(vault) if vault is not None else "")
