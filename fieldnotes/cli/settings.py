"""Hold the global options of one run: which vault, where its passphrases come from, how to print."""

import argparse
import os
from pathlib import Path

from fieldnotes.cli.secrets import SecretSource, secret_source
from fieldnotes.errors import UsageError


class Settings:
    """Hold the global options of one run: which vault, where its passphrases come from, how to print."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.json: bool = options.json
        self._vault: str | None = options.vault or os.environ.get("FIELDNOTES_VAULT") or None
        self.passphrase = secret_source(
            "passphrase",
            "--passphrase-file",
            options.passphrase_file,
            options.passphrase_fd,
            "FIELDNOTES_PASSPHRASE_FILE",
        )
        self.identity_passphrase = secret_source(
            "identity passphrase",
            "--identity-passphrase-file",
            options.identity_passphrase_file,
            options.identity_passphrase_fd,
            "FIELDNOTES_IDENTITY_PASSPHRASE_FILE",
        )

    @property
    def vault(self) -> Path:
        """Return the vault's folder."""
        if self._vault is None:
            raise UsageError("no vault was named", "name it by --vault PATH or FIELDNOTES_VAULT")
        return Path(self._vault)

    @property
    def named_vault(self) -> Path | None:
        """Return the vault's folder, or None where none was named."""
        return Path(self._vault) if self._vault is not None else None

    def age_identity(self, file: str | None) -> str | None:
        """Return the age key in a private file, or None where no file was named."""
        if file is None:
            return None
        return SecretSource("age key", "--age-identity", Path(file), None).read(self.vault)

    def secret(self, source: SecretSource) -> str:
        """Return a passphrase of this run."""
        return source.read(self.vault)
