"""Wrap and unwrap bundles in age, for the way between two vaults."""

from fieldnotes.domain.bundle import Bundle, parse_bundle
from fieldnotes.errors import Damaged, Locked, UsageError
from fieldnotes.formats.age.envelope import decrypt, encrypt, is_age
from fieldnotes.formats.age.key import Identity, Recipient
from fieldnotes.formats.age.parse import parse_identity, parse_recipient
from fieldnotes.vault.unlocked import Vault


def recipient(text: str) -> Recipient:
    """Return the age recipient that *text* names.

    Raises:
        UsageError: it names none.
    """
    try:
        return parse_recipient(text)
    except (Damaged, UsageError):
        raise UsageError("this is no age recipient", "it begins age1… or age1pq…") from None


def wrap(data: bytes, to: Recipient) -> bytes:
    """Return *data* encrypted to an age recipient."""
    return encrypt(data, [to])


def unwrap(data: bytes, vault: Vault, secret: str | None) -> tuple[Bundle, bool]:
    """Return the bundle in *data* and whether it was clear text.

    An encrypted one is opened with the age key *secret*, or with the vault's own identity.
    """
    if not is_age(data):
        return parse_bundle(data), True
    identities: list[Identity] = [vault.identity]
    if secret is not None:
        try:
            identities = [parse_identity(secret)]
        except (Damaged, UsageError):
            raise UsageError("this is no age key", "it begins AGE-SECRET-KEY-1…") from None
    try:
        return parse_bundle(decrypt(data, identities)), False
    except Locked:
        hint = "name the age key that opens it: --age-identity F"
        raise Locked("no key at hand opens the bundle", hint) from None
