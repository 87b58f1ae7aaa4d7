"""Encrypt to and decrypt with X25519 keys, `age1…` (c2sp.org/age, "The X25519 recipient type")."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Self

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from fieldnotes.errors import UsageError
from fieldnotes.formats.age import bech32
from fieldnotes.formats.age.header import Stanza, decode64, encode64, malformed
from fieldnotes.formats.age.key import Company
from fieldnotes.formats.age.primitives import WRAPPED_SIZE, derive, unwrap_file_key, wrap_file_key

RECIPIENT_PREFIX = "age"
IDENTITY_PREFIX = "AGE-SECRET-KEY-"
KEY_SIZE = 32

_TYPE = "X25519"
_INFO = b"age-encryption.org/v1/X25519"


@dataclass(frozen=True, slots=True, repr=False)
class X25519Recipient:
    """Hold the public half of a key: a point of 32 bytes. `str()` writes it as `age1…`."""

    company: ClassVar[Company] = Company.CLASSIC
    point: bytes

    def __post_init__(self) -> None:
        if len(self.point) != KEY_SIZE:
            raise UsageError("this is not an age recipient: it has the wrong length")

    def wrap(self, file_key: bytes) -> Stanza:
        """Wrap `file_key`; raises UsageError where the recipient is a point that keeps no secret."""
        ephemeral = X25519PrivateKey.generate()
        share = ephemeral.public_key().public_bytes_raw()
        try:
            shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(self.point))
        except ValueError:
            raise UsageError("this age recipient is not safe to encrypt to") from None
        wrap_key = derive(shared, share + self.point, _INFO)
        return Stanza((_TYPE, encode64(share)), wrap_file_key(wrap_key, file_key))

    def __str__(self) -> str:
        return bech32.encode(RECIPIENT_PREFIX, self.point)

    __repr__ = __str__


class X25519Identity:
    """Hold the private half of a key, 32 secret bytes."""

    __slots__ = ("_point", "_private")

    def __init__(self, secret: bytes) -> None:
        if len(secret) != KEY_SIZE:
            raise UsageError("this is not an age identity: it has the wrong length")
        self._private = X25519PrivateKey.from_private_bytes(secret)
        self._point = self._private.public_key().public_bytes_raw()

    @classmethod
    def generate(cls) -> Self:
        """Make a new identity."""
        return cls(os.urandom(KEY_SIZE))

    def recipient(self) -> X25519Recipient:
        """Return the public half."""
        return X25519Recipient(self._point)

    def reveal(self) -> str:
        """Write the secret as `AGE-SECRET-KEY-1…`."""
        return bech32.encode(IDENTITY_PREFIX, self._private.private_bytes_raw())

    def unwrap(self, stanzas: Sequence[Stanza]) -> bytes | None:
        """Return the file key or None (see `key.Identity`); raises Damaged for a bad X25519 stanza."""
        for stanza in stanzas:
            if stanza.type == _TYPE and (file_key := self._unwrap(stanza)) is not None:
                return file_key
        return None

    def __repr__(self) -> str:
        return "<X25519Identity>"

    def _unwrap(self, stanza: Stanza) -> bytes | None:
        if len(stanza.arguments) != 2 or len(stanza.body) != WRAPPED_SIZE:
            raise malformed("an X25519 stanza has the wrong shape")
        share = decode64(stanza.arguments[1], KEY_SIZE)
        try:
            shared = self._private.exchange(X25519PublicKey.from_public_bytes(share))
        except ValueError:
            raise malformed("an X25519 stanza has a share of low order") from None
        return unwrap_file_key(derive(shared, share + self._point, _INFO), stanza.body)
