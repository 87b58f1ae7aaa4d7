"""Encrypt to and decrypt with post-quantum keys, `age1pq1…` (c2sp.org/age, "mlkem768x25519").

HPKE (RFC 9180) with ML-KEM-768 and X25519 combined: whoever stores the file today must break both.
"""

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from fieldnotes.errors import UsageError
from fieldnotes.formats.age import bech32
from fieldnotes.formats.age.header import Stanza, decode64, encode64, malformed
from fieldnotes.formats.age.key import Company
from fieldnotes.formats.age.primitives import WRAPPED_SIZE

RECIPIENT_PREFIX = "age1pq"
IDENTITY_PREFIX = "AGE-SECRET-KEY-PQ-"
SEED_SIZE = 32

_TYPE = "mlkem768x25519"
_INFO = b"age-encryption.org/mlkem768x25519"
_MLKEM_PUBLIC_SIZE = 1184
_MLKEM_SEED_SIZE = 64
_X25519_SIZE = 32
_ENCAPSULATED_SIZE = 1120
_SUITE = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305)


@dataclass(frozen=True, slots=True, repr=False)
class HybridRecipient:
    """Hold the public half of a key: 1,184 bytes of ML-KEM-768, then 32 of X25519. `str()` writes it."""

    company: ClassVar[Company] = Company.POST_QUANTUM
    public: bytes
    _key: hpke.MLKEM768X25519PublicKey = field(init=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.public) != _MLKEM_PUBLIC_SIZE + _X25519_SIZE:
            raise UsageError("this is not an age recipient: it has the wrong length")
        try:
            mlkem = MLKEM768PublicKey.from_public_bytes(self.public[:_MLKEM_PUBLIC_SIZE])
        except ValueError:
            raise UsageError("this is not an age recipient: its key is not a valid one") from None
        x25519 = X25519PublicKey.from_public_bytes(self.public[_MLKEM_PUBLIC_SIZE:])
        object.__setattr__(self, "_key", hpke.MLKEM768X25519PublicKey(mlkem, x25519))

    def wrap(self, file_key: bytes) -> Stanza:
        """Wrap `file_key`; raises UsageError where the recipient is a point that keeps no secret."""
        try:
            sealed = _SUITE.encrypt(file_key, self._key, _INFO)
        except ValueError:
            raise UsageError("this age recipient is not safe to encrypt to") from None
        return Stanza((_TYPE, encode64(sealed[:_ENCAPSULATED_SIZE])), sealed[_ENCAPSULATED_SIZE:])

    def __str__(self) -> str:
        return bech32.encode(RECIPIENT_PREFIX, self.public)

    __repr__ = __str__


class HybridIdentity:
    """Hold the private half of a key as the 32 secret bytes it grows from."""

    __slots__ = ("_key", "_public", "_seed", "_x25519")

    def __init__(self, seed: bytes) -> None:
        if len(seed) != SEED_SIZE:
            raise UsageError("this is not an age identity: it has the wrong length")
        self._seed = seed
        grown = hashlib.shake_256(seed).digest(_MLKEM_SEED_SIZE + _X25519_SIZE)
        mlkem = MLKEM768PrivateKey.from_seed_bytes(grown[:_MLKEM_SEED_SIZE])
        self._x25519 = X25519PrivateKey.from_private_bytes(grown[_MLKEM_SEED_SIZE:])
        self._key = hpke.MLKEM768X25519PrivateKey(mlkem, self._x25519)
        self._public = mlkem.public_key().public_bytes_raw() + self._x25519.public_key().public_bytes_raw()

    @classmethod
    def generate(cls) -> Self:
        """Make a new identity."""
        return cls(os.urandom(SEED_SIZE))

    def recipient(self) -> HybridRecipient:
        """Return the public half."""
        return HybridRecipient(self._public)

    def reveal(self) -> str:
        """Write the secret as `AGE-SECRET-KEY-PQ-1…`."""
        return bech32.encode(IDENTITY_PREFIX, self._seed)

    def unwrap(self, stanzas: Sequence[Stanza]) -> bytes | None:
        """Return the file key or None (see `key.Identity`); raises Damaged for a bad hybrid stanza."""
        for stanza in stanzas:
            if stanza.type == _TYPE and (file_key := self._unwrap(stanza)) is not None:
                return file_key
        return None

    def __repr__(self) -> str:
        return "<HybridIdentity>"

    def _unwrap(self, stanza: Stanza) -> bytes | None:
        if len(stanza.arguments) != 2 or len(stanza.body) != WRAPPED_SIZE:
            raise malformed("a post-quantum stanza has the wrong shape")
        encapsulated = decode64(stanza.arguments[1], _ENCAPSULATED_SIZE)
        self._refuse_low_order(encapsulated[-_X25519_SIZE:])
        try:
            return _SUITE.decrypt(encapsulated + stanza.body, self._key, _INFO)
        except InvalidTag:
            return None

    def _refuse_low_order(self, share: bytes) -> None:
        # The suite reports such a share as a wrong key; the specification wants it refused as malformed.
        try:
            self._x25519.exchange(X25519PublicKey.from_public_bytes(share))
        except ValueError:
            raise malformed("a post-quantum stanza has a share of low order") from None
