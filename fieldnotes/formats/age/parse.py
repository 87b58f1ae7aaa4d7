"""Read recipients and identities from their text; the one place that knows every kind of key."""

from fieldnotes.errors import UsageError
from fieldnotes.formats.age import bech32, hybrid, x25519
from fieldnotes.formats.age.hybrid import HybridIdentity, HybridRecipient
from fieldnotes.formats.age.x25519 import X25519Identity, X25519Recipient

_RECIPIENTS: dict[str, type[X25519Recipient] | type[HybridRecipient]] = {
    x25519.RECIPIENT_PREFIX: X25519Recipient,
    hybrid.RECIPIENT_PREFIX: HybridRecipient,
}
_IDENTITIES: dict[str, type[X25519Identity] | type[HybridIdentity]] = {
    x25519.IDENTITY_PREFIX: X25519Identity,
    hybrid.IDENTITY_PREFIX: HybridIdentity,
}


def parse_recipient(text: str) -> X25519Recipient | HybridRecipient:
    """Read `age1…` or `age1pq1…`, white space around it allowed; raises UsageError for all else."""
    prefix, data = bech32.decode(text.strip())
    if prefix in _IDENTITIES:
        raise UsageError(
            "this is an age identity, which is secret, where a recipient is asked for",
            "give the public half, which begins with age1",
        )
    if prefix not in _RECIPIENTS:
        raise UsageError("this is not an age recipient of a kind known here", "it begins with age1 or age1pq1")
    return _RECIPIENTS[prefix](data)


def parse_identity(text: str) -> X25519Identity | HybridIdentity:
    """Read `AGE-SECRET-KEY-1…` or `AGE-SECRET-KEY-PQ-1…`, white space around it allowed.

    Raises UsageError for all else; the message never repeats a part of `text`.
    """
    prefix, data = bech32.decode(text.strip())
    if prefix not in _IDENTITIES:
        raise UsageError(
            "this is not an age identity of a kind known here",
            "it begins with AGE-SECRET-KEY-1 or AGE-SECRET-KEY-PQ-1, in capitals",
        )
    return _IDENTITIES[prefix](data)
