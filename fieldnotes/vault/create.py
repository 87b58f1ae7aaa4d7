"""Make a new vault: keys, recovery text and an empty database, all of it at once or nothing.

Everything is built in a folder beside the path, written through to the medium, and only then renamed to it. A
kill in between leaves a folder whose name begins with a dot and ends in `.partial`, which nobody takes for a
vault.
"""

import os
import secrets
from pathlib import Path

from fieldnotes.errors import Damaged, FieldnotesError
from fieldnotes.formats.age.hybrid import HybridIdentity
from fieldnotes.formats.age.scrypt import PassphraseRecipient
from fieldnotes.formats.age.x25519 import X25519Identity
from fieldnotes.formats.atomic import appearing, reaching, synchronise
from fieldnotes.vault import compartment, freshness, keyslots, masterkey, passphrases
from fieldnotes.vault.connection import open_database
from fieldnotes.vault.derive import KEY_BYTES, Purpose, subkey
from fieldnotes.vault.freshness import Digester
from fieldnotes.vault.history import ID_BYTES
from fieldnotes.vault.keyring import LOG_N, RecoveryKeys
from fieldnotes.vault.layout import FILE_MODE, RECOVERY_TEXT, Layout, make_folder
from fieldnotes.vault.migrations import NOTES, migrate


def create_vault(
    path: Path,
    passphrase: str,
    identity_passphrase: str,
    *,
    demo: bool = False,
    log_n: int = LOG_N,
) -> RecoveryKeys:
    """Make a vault at `path` and return its two recovery keys, each proved by opening with it.

    Raises:
        UsageError: the path exists, or a passphrase is weak or like the other.
        Unreachable: the folder around it is missing, read-only or full; nothing is left behind.
    """
    passphrases.check_pair(passphrase, identity_passphrase)
    with appearing(path) as folder:
        layout = Layout(folder)
        with reaching():
            make_folder(layout.keys)
            make_folder(layout.attachments)
        private = HybridIdentity.generate()
        notes = _write_notes_side(layout, private, demo=demo, passphrase=passphrase, log_n=log_n)
        lock = PassphraseRecipient(identity_passphrase, log_n)
        keyslots.write_slot(layout, compartment.PASSPHRASE_SLOT, f"{private.reveal()}\n", lock)
        names = compartment.write_recovery(layout, private)
        _write_through(folder)
    return RecoveryKeys(notes, names)


def _write_notes_side(layout: Layout, private: HybridIdentity, *, demo: bool, passphrase: str, log_n: int) -> str:
    """Write all that the notes need, with the compartment's public half; return the NOTES recovery key."""
    identity, key = X25519Identity.generate(), secrets.token_bytes(KEY_BYTES)
    recipient = str(private.recipient()).encode("ascii")
    _write(layout.recovery, RECOVERY_TEXT)
    _write(layout.recipient, recipient + b"\n")
    keyslots.write_slot(
        layout, masterkey.PASSPHRASE_SLOT, f"{identity.reveal()}\n", PassphraseRecipient(passphrase, log_n)
    )
    masterkey.write_database_key(layout, identity, key)
    constants = {
        "vault": secrets.token_bytes(ID_BYTES),
        "device": secrets.token_bytes(ID_BYTES),
        "recipient": recipient,
        "demo": b"1" if demo else b"0",
    }
    database = open_database(layout.notes, key, write=True, create=True)
    try:
        migrate(database, NOTES)
        with database.transaction():
            freshness.begin(database, Digester(subkey(key, Purpose.FRESHNESS)), constants)
        database.checkpoint()
    finally:
        database.close()
    _prove_encryption(layout)
    return masterkey.write_recovery(layout, identity)


def _prove_encryption(layout: Layout) -> None:
    """Raise unless a wrong key fails on the database that was just written."""
    try:
        open_database(layout.notes, secrets.token_bytes(KEY_BYTES), write=False).close()
    except Damaged:
        return
    raise FieldnotesError("the database library did not encrypt the vault", "nothing was made")


def _write(path: Path, content: bytes) -> None:
    with reaching():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)


def _write_through(root: Path) -> None:
    """Wait until every file below a folder is on the medium."""
    with reaching():
        for folder, _, files in os.walk(root, topdown=False):
            for name in files:
                synchronise(Path(folder, name))
            synchronise(Path(folder))
