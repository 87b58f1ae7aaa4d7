"""Make, open and lock a vault."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from fieldnotes.errors import Unreachable
from fieldnotes.vault import attachments
from fieldnotes.vault.create import create_vault
from fieldnotes.vault.keyring import RecoveryKeys
from fieldnotes.vault.layout import Layout, has_unwritten_changes
from fieldnotes.vault.passphrases import check_pair, propose, refuse_weak
from fieldnotes.vault.process import ask_to_lock
from fieldnotes.vault.rows import text_of
from fieldnotes.vault.unlocked import Vault, open_vault

# What the doors call the thing they carry from one workflow to the next.
OpenVault: TypeAlias = Vault


def proposed_passphrase() -> str:
    """Return a generated passphrase for a person to take or leave."""
    return propose()


def judge(passphrase: str, what: str) -> None:
    """Refuse a weak passphrase, as soon as it is typed; *what* names it in the refusal."""
    refuse_weak(passphrase, what)


def init(path: Path, passphrase: str, identity_passphrase: str, *, demo: bool = False) -> RecoveryKeys:
    """Make a new vault and return its two recovery keys, which are stored nowhere.

    Raises:
        UsageError: the path exists, or a passphrase is weak or like the other.
        Unreachable: the vault cannot be written.
    """
    check_pair(passphrase, identity_passphrase)
    return create_vault(path, passphrase, identity_passphrase, demo=demo)


@contextmanager
def opened(path: Path, secret: str, *, write: bool = False) -> Iterator[Vault]:
    """Open a vault with its passphrase or its recovery key, and close it behind the block."""
    vault = open_vault(path, secret, write=write, text_of=text_of)
    try:
        if write:
            attachments.forget_buried(vault)  # a withdrawal was broken off, or an older backup brought them back
        yield vault
    finally:
        vault.close()


def let_lock(path: Path, patience: float = 10) -> None:
    """Let a running app lock the vault at *path*, keeping what is typed; does nothing where none runs.

    Raises:
        Unreachable: another process writes to the vault and does not lock it within *patience* seconds.
    """
    layout = Layout(path.absolute())
    layout.check()
    if not ask_to_lock(layout, patience):
        raise Unreachable("another process is writing to this vault and does not lock it", "end it, then lock again")


def is_asked_to_lock(vault: Vault) -> bool:
    """Tell whether another process asks this one to lock (see `let_lock`)."""
    return vault.layout.lock_request.exists()


def needs_tidying(path: Path) -> bool:
    """Tell whether changes stand beside the vault's own file; needs no passphrase."""
    return has_unwritten_changes(path)
